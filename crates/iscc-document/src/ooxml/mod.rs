//! Office Open XML (ECMA-376, ISO/IEC 29500), transitional and strict: DOCX, PPTX, XLSX.

mod document;
mod docx;
mod drawing;
mod embedded;
mod pptx;
mod properties;
mod relations;
mod xlsx;

use alloc::vec::Vec;

use self::document::Main;
use self::docx::read_docx;
use self::embedded::read_thumbnails;
use self::pptx::read_pptx;
use self::properties::read_properties;
use self::xlsx::read_xlsx;
use super::format::Format;
use super::output::Output;
use super::package::Package;
use super::properties::Properties;
use super::sniff::{COMPOUND, ENCRYPTED};
use crate::error::Error;

/// Reads a document. Which of the formats it is, its parts say.
pub(super) fn read_ooxml(
    bytes: &[u8],
    format: Format,
    out: &mut Output<'_>,
) -> Result<Properties, Error> {
    if is_encrypted(bytes) {
        return Err(Error::Encrypted(format));
    }
    let mut package = Package::open(bytes, format, out)?;
    let properties = read_properties(&mut package, out)?;
    let mut main = Main::of(&mut package, out)?;
    // Whatever the file is named, its main part tells.
    match main.name.split('/').next() {
        Some("word") => read_docx(&mut main, out)?,
        Some("ppt") => read_pptx(&mut main, out)?,
        Some("xl") => read_xlsx(&mut main, out)?,
        _ => match format {
            Format::Pptx => read_pptx(&mut main, out)?,
            Format::Xlsx => read_xlsx(&mut main, out)?,
            _ => read_docx(&mut main, out)?,
        },
    }
    read_thumbnails(&mut package, out)?;
    Ok(properties)
}

/// Whether this is a compound file around an encrypted package.
fn is_encrypted(bytes: &[u8]) -> bool {
    let wide: Vec<u8> = ENCRYPTED.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.starts_with(&COMPOUND) && bytes.windows(wide.len()).any(|window| window == wide)
}
