//! From documents to text and metadata: what the Text-Code and the Meta-Code of a file are made of.
//!
//! The text is what iscc-sdk 0.9.7 takes from the same file; what is different on purpose says `DIFFERENCE` where it is.
//!
//! # Example
//! ```
//! use iscc_document::{Format, Limits, extract};
//!
//! let file = b"\xff\xfeS\0t\0r\0a\0\xdf\0e\0";
//! let document = extract(file, Format::Plain, &Limits::default())?;
//! assert_eq!(document.text, "Stra\u{df}e");
//! # Ok::<(), iscc_document::Error>(())
//! ```
//! Clean the text with `text_clean` of `iscc-text` before you hash it.
//!
//! # Which item do I want?
//! | you have | you want | item |
//! |---|---|---|
//! | a media type | the format | [`Format::of_media_type`] |
//! | the bytes of any file | the format of the document in it | [`Format::sniff`], [`Format::sniff_in`] |
//! | the bytes of a text file | whether it is HTML or XML | [`Format::refined`] |
//! | the bytes of a document | its text and its metadata | [`extract`] |
//! | the bytes of a plain text file | its text | [`extract_plain`] |
//!
//! # Features
//! Each format has one: `html`, `xml`, `rtf`, `ooxml` (DOCX, PPTX, XLSX), `odf` (ODT, ODS, ODP), `ole` (DOC, PPT, XLS),
//! `epub`, `mobi`, `pdf`. `all` (default) has all of them. Plain text is always read. `serde`: the metadata through serde.
//!
//! # Not in here
//! Text in pictures of text (scanned pages).
//!
//! # Inside
//! Every format has a file or a folder of its own. A reader writes what it finds to an `Output` and returns the properties of
//! the document. `extract.rs` is the one place that knows all readers; it passes them in for documents inside of documents.
#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;
extern crate std;

mod charset;
mod document;
#[cfg(any(feature = "ooxml", feature = "odf", feature = "ole", feature = "rtf", feature = "html"))]
mod embedded;
#[cfg(feature = "epub")]
mod epub;
mod error;
mod extract;
mod format;
#[cfg(any(feature = "ooxml", feature = "epub"))]
mod hash_order;
#[cfg(feature = "html")]
mod html;
#[cfg(feature = "rtf")]
mod inside;
mod limits;
#[cfg(any(feature = "ooxml", feature = "ole"))]
mod list_numbers;
#[cfg(any(feature = "ooxml", feature = "odf", feature = "ole", feature = "rtf", feature = "html"))]
mod metafile;
#[cfg(feature = "mobi")]
mod mobi;
#[cfg(any(feature = "ooxml", feature = "ole"))]
mod number_format;
#[cfg(feature = "odf")]
mod odf;
#[cfg(feature = "ole")]
mod ole;
#[cfg(feature = "ooxml")]
mod ooxml;
mod output;
#[cfg(any(feature = "ooxml", feature = "odf", feature = "epub"))]
mod package;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
mod properties;
mod refined;
#[cfg(feature = "rtf")]
mod rtf;
mod sniff;
#[cfg(feature = "xml")]
mod xml;
#[cfg(any(feature = "ooxml", feature = "odf", feature = "epub", feature = "xml", feature = "pdf"))]
mod xml_events;
#[cfg(any(feature = "ooxml", feature = "odf", feature = "epub", feature = "xml", feature = "pdf"))]
mod xml_spaces;

pub use charset::Charset;
pub use document::Document;
pub use error::Error;
pub use extract::extract;
pub use format::Format;
pub use limits::Limits;
pub use plain::extract_plain;
pub use properties::Metadata;
