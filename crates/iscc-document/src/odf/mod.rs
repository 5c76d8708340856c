//! `OpenDocument` (ISO/IEC 26300): ODT, ODS, ODP. The reference reads the three in the same way.

mod content;
mod meta;

use alloc::string::String;
use alloc::vec::Vec;

use self::content::push_content;
use self::meta::read_meta;
use super::format::Format;
use super::output::Output;
use super::package::Package;
use super::properties::Properties;
use super::xml_events::{Events, decode};
use crate::error::Error;

/// Reads a document: the content and the styles, where headers, footers and master pages are, in the order in which they are
/// packed, those of embedded objects too.
pub(super) fn read_odf(
    bytes: &[u8],
    format: Format,
    out: &mut Output<'_>,
) -> Result<Properties, Error> {
    let mut package = Package::open(bytes, format, out)?;
    if let Some(manifest) = package.read("META-INF/manifest.xml", out)?
        && manifest.windows(16).any(|window| window == b":encryption-data")
    {
        return Err(Error::Encrypted(format));
    }
    let mut properties = Properties::default();
    if let Some(bytes) = package.read("meta.xml", out)? {
        let source = decode(&bytes, format)?;
        read_meta(Events::new(&source, format, out.limits()), &mut properties)?;
    }
    let parts: Vec<String> =
        package.names().iter().filter(|name| is_xml(name) || is_picture(name)).cloned().collect();
    if !parts.iter().any(|name| is_xml(name)) {
        return Err(Error::damaged(format, "it has no content"));
    }
    for part in parts {
        let Some(bytes) = package.read(&part, out)? else { continue };
        if is_picture(&part) {
            out.read_file("", &bytes)?;
            continue;
        }
        let source = decode(&bytes, format)?;
        push_content(Events::new(&source, format, out.limits()), out)?;
        if out.is_full() {
            break;
        }
    }
    Ok(properties)
}

/// Reads a document in one file of XML.
#[cfg(feature = "xml")]
pub(super) fn read_flat(source: &str, out: &mut Output<'_>) -> Result<Properties, Error> {
    let mut properties = Properties::default();
    read_meta(Events::new(source, Format::Xml, out.limits()), &mut properties)?;
    push_content(Events::new(source, Format::Xml, out.limits()), out)?;
    Ok(properties)
}

fn is_xml(name: &str) -> bool {
    name.ends_with("content.xml") || name.ends_with("styles.xml")
}

/// Pictures, which may be documents or metafiles with text in them; and the thumbnail, which OpenOffice.org made a PDF of.
fn is_picture(name: &str) -> bool {
    (name.starts_with("Pictures/") || name.starts_with("Thumbnails/")) && !name.ends_with('/')
}
