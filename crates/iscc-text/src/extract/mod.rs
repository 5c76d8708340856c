//! From documents to text: what the Text-Code of a file is made of.
//!
//! [`extract`] reads a document of any [`Format`] under [`Limits`]. Every format has a file or a folder of its own here; a
//! reader writes what it finds to an `Output` and returns the properties of the document.

mod charset;
mod document;
#[cfg(any(feature = "ooxml", feature = "odf", feature = "ole", feature = "rtf", feature = "html"))]
mod embedded;
#[cfg(feature = "epub")]
mod epub;
mod format;
#[cfg(any(feature = "ooxml", feature = "epub"))]
mod hash_order;
#[cfg(feature = "html")]
mod html;
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
#[cfg(feature = "xml")]
mod xml;
#[cfg(any(feature = "ooxml", feature = "odf", feature = "epub", feature = "xml", feature = "pdf"))]
mod xml_events;
#[cfg(any(feature = "ooxml", feature = "odf", feature = "epub", feature = "xml", feature = "pdf"))]
mod xml_spaces;

pub use charset::Charset;
pub use document::{Document, extract};
pub use format::Format;
pub use limits::Limits;
pub use plain::extract_plain;
pub use properties::Metadata;
