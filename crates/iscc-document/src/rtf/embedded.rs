//! Pictures and objects in an RTF file: the reference writes the names that it gives them, and their text.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use crate::error::Error;
use crate::format::Format;
#[cfg(not(feature = "ole"))]
use crate::inside::Inside;
#[cfg(feature = "ole")]
use crate::ole::inside;
use crate::output::Output;
use crate::sniff::format_of;

/// The file that is being read, and the numbers of names.
#[derive(Debug, Default)]
pub(super) struct Embedded {
    bytes: Vec<u8>,
    description: String,
    /// The first half of a byte.
    half: Option<u8>,
    files: u32,
    thumbnails: u32,
}

impl Embedded {
    pub(super) fn start(&mut self) {
        self.bytes.clear();
        self.description.clear();
        self.half = None;
    }

    pub(super) fn push_hex(&mut self, digit: u8) {
        let Some(value) = char::from(digit).to_digit(16) else { return };
        let value = u8::try_from(value).unwrap_or(0);
        match self.half.take() {
            None => self.half = Some(value),
            Some(high) => self.bytes.push(high << 4 | value),
        }
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Adds to the description, which is taken for the name.
    pub(super) fn describe(&mut self, text: &str) {
        self.description.push_str(text);
    }

    /// Writes the picture that ends here; pictures that stand for objects are thumbnails.
    pub(super) fn write_picture(
        &mut self,
        in_object: bool,
        out: &mut Output<'_>,
    ) -> Result<(), Error> {
        let bytes = core::mem::take(&mut self.bytes);
        let description = core::mem::take(&mut self.description);
        let name = if !description.trim().is_empty() {
            description
        } else if in_object {
            self.thumbnails += 1;
            format!("thumbnail_{}.{}", self.thumbnails - 1, suffix(&bytes))
        } else {
            self.next_name(suffix(&bytes))
        };
        write(&name, &bytes, out)
    }

    /// Writes the object that ends here (MS-OLEDS 2.2.5), if it is in the file and not only linked to.
    pub(super) fn write_object(&mut self, out: &mut Output<'_>) -> Result<(), Error> {
        let bytes = core::mem::take(&mut self.bytes);
        let Some((class, data)) = object(&bytes) else { return Ok(()) };
        if class.trim_ascii().eq_ignore_ascii_case(b"package") {
            let Some((name, data)) = package(data) else { return Ok(()) };
            let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
            return write(name, data, out);
        }
        let Some(inside) = inside(data, out)? else { return Ok(()) };
        let ending = inside.ending.unwrap_or_else(|| suffix(&inside.bytes));
        let name = self.next_name(ending);
        write(&name, &inside.bytes, out)
    }

    fn next_name(&mut self, ending: &str) -> String {
        self.files += 1;
        format!("file_{}.{ending}", self.files - 1)
    }
}

fn write(name: &str, bytes: &[u8], out: &mut Output<'_>) -> Result<(), Error> {
    out.part()?;
    out.work(bytes.len() as u64)?;
    out.push_str(" ");
    out.read_file(name, bytes)
}

/// Bytes with their number in front, and what comes behind them.
fn sized(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = u32::from_le_bytes(*bytes.first_chunk()?);
    bytes[4..].split_at_checked(usize::try_from(length).ok()?)
}

/// The class of an object and its data.
fn object(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    const EMBEDDED: &[u8] = &[2, 0, 0, 0];
    let bytes = bytes.get(4..)?.strip_prefix(EMBEDDED)?;
    let (class, bytes) = sized(bytes)?;
    let (_topic, bytes) = sized(bytes)?;
    let (_item, bytes) = sized(bytes)?;
    let (data, _) = sized(bytes)?;
    Some((class.strip_suffix(b"\0").unwrap_or(class), data))
}

/// The name of a file in a package, and the file.
fn package(bytes: &[u8]) -> Option<(String, &[u8])> {
    const EMBEDDED: &[u8] = &[3, 0];
    let text = |bytes: &'_ [u8]| bytes.iter().position(|byte| *byte == 0);
    let bytes = bytes.get(2..)?;
    let (label, bytes) = bytes.split_at_checked(text(bytes)?)?;
    let bytes = &bytes[1..];
    let bytes = bytes.get(text(bytes)? + 3..)?.strip_prefix(EMBEDDED)?.get(4..)?;
    let (file, rest) = sized(bytes.get(text(bytes)? + 1..)?)?;
    let units = sized_units(rest).unwrap_or_default();
    let name = String::from_utf16_lossy(&units);
    let label = encoding_rs::WINDOWS_1252.decode_without_bom_handling(label).0;
    Some((if name.is_empty() { label.into_owned() } else { name }, file))
}

fn sized_units(bytes: &[u8]) -> Option<Vec<u16>> {
    let count = usize::try_from(u32::from_le_bytes(*bytes.first_chunk()?)).ok()?;
    let units = bytes.get(4..)?.get(..count.checked_mul(2)?)?;
    Some(units.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect())
}

/// Without a reader of compound files an object is what it is.
#[cfg(not(feature = "ole"))]
#[allow(clippy::unnecessary_wraps, reason = "as with the feature")]
fn inside<'a>(bytes: &'a [u8], _: &mut Output<'_>) -> Result<Option<Inside<'a>>, Error> {
    Ok(Some(Inside { ending: None, bytes: alloc::borrow::Cow::Borrowed(bytes) }))
}

/// The end of a name by how the file begins.
fn suffix(bytes: &[u8]) -> &'static str {
    let starts = |start: &[u8]| bytes.starts_with(start);
    match () {
        () if starts(b"\x89PNG\r\n\x1a\n") => "png",
        () if starts(b"\xff\xd8\xff") => "jpg",
        () if starts(b"GIF87a") || starts(b"GIF89a") => "gif",
        () if starts(b"\x01\0\x09\0\0\x03") || starts(b"\xd7\xcd\xc6\x9a\0\0") => "wmf",
        () if starts(b"\x01\0\0\0") && bytes.get(40..44) == Some(b" EMF") => "emf",
        // behind a header of 512 bytes and ten bytes of size and frame
        () if bytes.get(522..528) == Some(b"\0\x11\x02\xff\x0c\0") => "pic",
        () if starts(b"II*\0") || starts(b"MM\0*") => "tiff",
        () if starts(b"BM") => "bmp",
        () => match format_of(bytes) {
            Some(Format::Pdf) => "pdf",
            Some(Format::Rtf) => "rtf",
            Some(Format::Html) => "html",
            Some(Format::Xml) => "xml",
            Some(Format::Plain) => "txt",
            Some(Format::Docx) => "docx",
            Some(Format::Pptx) => "pptx",
            Some(Format::Xlsx) => "xlsx",
            _ => "bin",
        },
    }
}
