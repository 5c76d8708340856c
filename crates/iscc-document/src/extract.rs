//! [`extract`]: from the bytes of a file to a [`Document`]. The one place that knows every reader.

use super::document::Document;
use super::format::Format;
use super::limits::Limits;
use super::output::{Output, Readers, within};
use super::plain::extract_plain;
use super::properties::Properties;
use crate::error::Error;

/// The text and the metadata of a document.
///
/// ```
/// use iscc_document::{Format, Limits, extract};
///
/// let document = extract(b"# Title\n\nText", Format::Plain, &Limits::default())?;
/// assert_eq!(document.text, "# Title\n\nText");
/// # Ok::<(), iscc_document::Error>(())
/// ```
///
/// # Errors
/// * [`Error::NoText`] if there is nothing but white space; a PDF of scanned pages has an empty text instead, as the
///   reference makes a Text-Code of that
/// * [`Error::MissingFeature`] if this build does not [read](Format::is_readable) the format
/// * [`Error::Damaged`], [`Error::Encrypted`], [`Error::Unsupported`] for what the file is
/// * [`Error::Limit`] if it takes more than the limits allow
pub fn extract(bytes: &[u8], format: Format, limits: &Limits) -> Result<Document, Error> {
    within("bytes of the file", bytes.len() as u64, limits.input_bytes)?;
    if format == Format::Plain {
        return extract_plain(bytes, limits);
    }
    // Whatever the caller takes a container for, what is in it decides.
    let format = if Format::is_container(bytes) { format.refined(bytes) } else { format };
    let mut out = Output::new(limits).with(READERS);
    let properties = read(bytes, format, &mut out)?;
    let (text, truncated) = out.finish();
    // The reference takes PDF alone to its end without text.
    if format != Format::Pdf && text.trim().is_empty() {
        return Err(Error::NoText);
    }
    Ok(Document { text, metadata: properties.metadata(), charset: None, truncated })
}

/// What readers use for documents inside of documents: no reader knows another one.
pub(super) const READERS: Readers = Readers {
    document: read,
    #[cfg(any(
        feature = "ooxml",
        feature = "odf",
        feature = "ole",
        feature = "rtf",
        feature = "html"
    ))]
    file: super::embedded::read_embedded,
    #[cfg(not(any(
        feature = "ooxml",
        feature = "odf",
        feature = "ole",
        feature = "rtf",
        feature = "html"
    )))]
    file: |_, _, _| Ok(()),
};

/// Reads a document. A new format is added here.
fn read(bytes: &[u8], format: Format, out: &mut Output<'_>) -> Result<Properties, Error> {
    out.work(bytes.len() as u64)?;
    match format {
        Format::Plain => {
            let document = extract_plain(bytes, out.limits())?;
            out.push_str(&document.text);
            Ok(Properties::default())
        }
        #[cfg(feature = "ole")]
        Format::Doc | Format::Ppt | Format::Xls => super::ole::read_ole(bytes, format, out),
        #[cfg(feature = "html")]
        Format::Html | Format::Xhtml => super::html::read_html(bytes, out),
        #[cfg(feature = "pdf")]
        Format::Pdf => super::pdf::read_pdf(bytes, out),
        #[cfg(feature = "odf")]
        Format::Odt | Format::Ods | Format::Odp => super::odf::read_odf(bytes, format, out),
        #[cfg(feature = "ooxml")]
        Format::Docx | Format::Pptx | Format::Xlsx => super::ooxml::read_ooxml(bytes, format, out),
        #[cfg(feature = "xml")]
        Format::Xml => super::xml::read_xml(bytes, out),
        #[cfg(feature = "rtf")]
        Format::Rtf => super::rtf::read_rtf(bytes, out),
        #[cfg(feature = "epub")]
        Format::Epub => super::epub::read_epub(bytes, out),
        #[cfg(feature = "mobi")]
        Format::Mobi => super::mobi::read_mobi(bytes, out),
        #[allow(unreachable_patterns, reason = "not in builds without one of the readers")]
        _ => Err(Error::MissingFeature(format)),
    }
}
