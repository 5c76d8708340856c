//! The chunks of a PNG file, as Pillow 13.0.0 walks them: what counts, and what is refused.
//!
//! Up to the image data every checksum must be right; after it none is looked at, chunks still count
//! (EXIF often comes last), and the file may just end.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::damaged;
use crate::error::{Error, Unsupported};

/// A text chunk may inflate to this many bytes.
const MAX_TEXT: usize = 4 << 20;

/// What the pixels are made of (IHDR, colour type).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Colour {
    Gray,
    Rgb,
    Indexed,
    GrayAlpha,
    Rgba,
}

impl Colour {
    fn new(bit_depth: u8, code: u8) -> Option<Self> {
        Some(match (code, bit_depth) {
            (0, 1 | 2 | 4 | 8 | 16) => Self::Gray,
            (2, 8 | 16) => Self::Rgb,
            (3, 1 | 2 | 4 | 8) => Self::Indexed,
            (4, 8 | 16) => Self::GrayAlpha,
            (6, 8 | 16) => Self::Rgba,
            _ => return None,
        })
    }

    pub(super) const fn code(self) -> u8 {
        match self {
            Self::Gray => 0,
            Self::Rgb => 2,
            Self::Indexed => 3,
            Self::GrayAlpha => 4,
            Self::Rgba => 6,
        }
    }

    const fn samples(self) -> usize {
        match self {
            Self::Gray | Self::Indexed => 1,
            Self::GrayAlpha => 2,
            Self::Rgb => 3,
            Self::Rgba => 4,
        }
    }
}

/// The image header.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ihdr {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) bit_depth: u8,
    pub(super) colour: Colour,
    pub(super) interlaced: bool,
    /// Width and height as stored.
    pub(super) raw: [u8; 8],
}

impl Ihdr {
    fn read(data: &[u8]) -> Result<Self, Error> {
        let &[w0, w1, w2, w3, h0, h1, h2, h3, bit_depth, code, _, filter, interlace, ..] = data
        else {
            return Err(damaged("a header that is too short", None));
        };
        if filter != 0 {
            return Err(damaged("an unknown filter method", None));
        }
        let unknown = Unsupported::PngColour { bit_depth, colour_type: code };
        let colour = Colour::new(bit_depth, code).ok_or(Error::Unsupported(unknown))?;
        let side = |bytes| match u32::from_be_bytes(bytes) {
            side @ 1..=0x7fff_ffff => usize::try_from(side).ok(),
            _ => None,
        };
        let raw = [w0, w1, w2, w3, h0, h1, h2, h3];
        let sides = side([w0, w1, w2, w3]).zip(side([h0, h1, h2, h3]));
        let (width, height) = sides.ok_or_else(|| damaged("a picture without a size", None))?;
        Ok(Self { width, height, bit_depth, colour, interlaced: interlace != 0, raw })
    }

    /// The bytes of a row of the whole picture.
    pub(super) fn row_bytes(&self) -> usize {
        (self.width * self.colour.samples() * usize::from(self.bit_depth)).div_ceil(8)
    }
}

/// What the chunks of a file say.
#[derive(Debug)]
pub(super) struct Chunks<'a> {
    pub(super) header: Ihdr,
    /// PLTE, if the picture is indexed.
    pub(super) palette: &'a [u8],
    /// tRNS, if the picture is indexed.
    pub(super) transparency: Option<&'a [u8]>,
    /// The first run of IDAT chunks.
    pub(super) image_data: Vec<&'a [u8]>,
    /// Whether the last of them is as long as announced.
    pub(super) image_data_complete: bool,
    pub(super) exif: Option<Cow<'a, [u8]>>,
    /// XMP from a text chunk, and from an international one that is no valid text.
    xmp_text: Option<Cow<'a, [u8]>>,
    xmp_bytes: Option<Cow<'a, [u8]>>,
}

impl Chunks<'_> {
    pub(super) fn xmp(&self) -> Option<&[u8]> {
        let text = self.xmp_text.as_deref().filter(|text| !text.is_empty());
        text.or(self.xmp_bytes.as_deref())
    }
}

/// Walks through the whole file.
pub(super) fn scan(bytes: &[u8]) -> Result<Chunks<'_>, Error> {
    let mut walk = Walk { rest: bytes.get(8..).unwrap_or_default(), ..Walk::default() };
    loop {
        let Some(chunk) = walk.next_chunk() else {
            return Err(damaged("cut off before the image data", None));
        };
        if !chunk.has_legal_name() {
            return Err(damaged("bytes that are no chunk", None));
        }
        match &chunk.name {
            b"IDAT" => {
                walk.take_image_data(&chunk);
                break;
            }
            b"IEND" => return Err(damaged("no image data", None)),
            b"fdAT" => return Err(Error::Unsupported(Unsupported::PngFrame)),
            _ => {}
        }
        if !chunk.complete {
            return Err(damaged("cut off before the image data", None));
        }
        if chunk.stored_checksum != Some(checksum(&[&chunk.name, chunk.data])) {
            return Err(damaged("a wrong checksum", None));
        }
        walk.take(&chunk)?;
    }
    walk.after_image_data()?;
    walk.finish()
}

struct Chunk<'a> {
    name: [u8; 4],
    /// Shorter than announced if not `complete`.
    data: &'a [u8],
    complete: bool,
    stored_checksum: Option<u32>,
}

impl Chunk<'_> {
    fn has_legal_name(&self) -> bool {
        self.name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
    }
}

#[derive(Default)]
struct Walk<'a> {
    rest: &'a [u8],
    header: Option<Ihdr>,
    palette: &'a [u8],
    transparency: Option<&'a [u8]>,
    image_data: Vec<&'a [u8]>,
    image_data_complete: bool,
    exif: Option<Cow<'a, [u8]>>,
    raw_profile: Option<Cow<'a, [u8]>>,
    xmp_text: Option<Cow<'a, [u8]>>,
    xmp_bytes: Option<Cow<'a, [u8]>>,
    frames: Option<u32>,
    sequence: Option<u32>,
}

impl<'a> Walk<'a> {
    /// The next chunk; `None` if not even its name is there.
    fn next_chunk(&mut self) -> Option<Chunk<'a>> {
        let (head, tail) = self.rest.split_first_chunk::<8>()?;
        let [l0, l1, l2, l3, name @ ..] = *head;
        let len = usize::try_from(u32::from_be_bytes([l0, l1, l2, l3])).unwrap_or(usize::MAX);
        let complete = len <= tail.len();
        let (data, tail) = tail.split_at(len.min(tail.len()));
        let (stored, tail) = tail.split_at(tail.len().min(4));
        self.rest = tail;
        let stored_checksum = stored.try_into().ok().map(u32::from_be_bytes);
        Some(Chunk { name, data, complete, stored_checksum })
    }

    /// Goes on behind the first IDAT chunk, to the end of the file.
    fn after_image_data(&mut self) -> Result<(), Error> {
        let mut in_image_data = true;
        // The default image of an animation is a frame more, if it is not the first.
        let default_image = self.frames.is_some() && self.sequence.is_none();
        let frames = u64::from(self.frames.unwrap_or(1)) + u64::from(default_image);
        while let Some(chunk) = self.next_chunk() {
            if !chunk.has_legal_name() {
                // Inside the image data, this is refused if the pixels are not complete yet; the
                // decoder finds out.
                break;
            }
            match &chunk.name {
                b"IDAT" | b"DDAT" if in_image_data => self.take_image_data(&chunk),
                b"IEND" => break,
                b"fcTL" if frames > 1 => break,
                _ => {
                    in_image_data = false;
                    if !chunk.complete {
                        return Err(damaged("cut off in a chunk", None));
                    }
                    match &chunk.name {
                        b"IDAT" => {}
                        b"fdAT" => self.take_sequence(chunk.data, false)?,
                        _ => self.take(&chunk)?,
                    }
                }
            }
        }
        Ok(())
    }

    /// Remembers what a chunk says, and refuses what the reference refuses.
    fn take(&mut self, chunk: &Chunk<'a>) -> Result<(), Error> {
        let data = chunk.data;
        let at_least = |len| {
            if data.len() < len { Err(damaged("a chunk that is too short", None)) } else { Ok(()) }
        };
        let colour = self.header.map(|header| header.colour);
        match &chunk.name {
            b"IHDR" => self.header = Some(Ihdr::read(data)?),
            b"PLTE" if colour == Some(Colour::Indexed) && self.image_data.is_empty() => {
                self.palette = data;
            }
            b"tRNS" => match colour {
                Some(Colour::Indexed) => self.transparency = Some(data),
                Some(Colour::Gray) => at_least(2)?,
                Some(Colour::Rgb) => at_least(6)?,
                _ => {}
            },
            b"gAMA" => at_least(4)?,
            b"cHRM" => at_least(32)?,
            b"sRGB" => at_least(1)?,
            b"pHYs" => at_least(9)?,
            b"acTL" => {
                at_least(8)?;
                self.take_animation(data);
            }
            b"fcTL" => {
                at_least(26)?;
                self.take_frame(data)?;
            }
            b"eXIf" => self.exif = Some(Cow::Borrowed(data)),
            b"tEXt" => self.take_text(data),
            b"zTXt" => self.take_compressed_text(data)?,
            b"iTXt" => self.take_international_text(data)?,
            _ => {}
        }
        Ok(())
    }

    fn take_image_data(&mut self, chunk: &Chunk<'a>) {
        self.image_data.push(chunk.data);
        self.image_data_complete = chunk.complete;
    }

    fn take_animation(&mut self, data: &[u8]) {
        let frames = be32(data, 0);
        // A second one makes the picture a still one again.
        self.frames = match self.frames {
            None if (1..=0x8000_0000).contains(&frames) => Some(frames),
            _ => None,
        };
    }

    /// The chunks of an animation are numbered; only a frame's header may be the first.
    fn take_sequence(&mut self, data: &[u8], may_be_first: bool) -> Result<(), Error> {
        let expected = match self.sequence {
            Some(last) => Some(last.wrapping_add(1)),
            None => may_be_first.then_some(0),
        };
        if data.len() < 4 || expected != Some(be32(data, 0)) {
            return Err(damaged("frames out of order", None));
        }
        self.sequence = expected;
        Ok(())
    }

    /// The first frame must be the whole canvas, as the standard asks for where it is the image data.
    fn take_frame(&mut self, data: &[u8]) -> Result<(), Error> {
        self.take_sequence(data, true)?;
        let whole = self.header.is_some_and(|header| data[4..12] == header.raw);
        if !self.image_data.is_empty() || (whole && data[12..20] == [0; 8]) {
            Ok(())
        } else {
            Err(Error::Unsupported(Unsupported::PngFrame))
        }
    }

    fn take_text(&mut self, data: &'a [u8]) {
        let (key, text) = split_at_nul(data).unwrap_or((data, &[]));
        if key == b"exif" {
            self.exif = Some(Cow::Borrowed(text));
        } else {
            self.keep_text(key, Cow::Borrowed(text));
        }
    }

    fn take_compressed_text(&mut self, data: &'a [u8]) -> Result<(), Error> {
        let (key, text) = split_at_nul(data).unwrap_or((data, &[]));
        let text = match text {
            [0, text @ ..] => text,
            [] => &[],
            _ => return Err(damaged("an unknown compression of text", None)),
        };
        if is_wanted(key) {
            let text = inflate(text)?.unwrap_or_default();
            self.keep_text(key, Cow::Owned(text));
        }
        Ok(())
    }

    fn take_international_text(&mut self, data: &'a [u8]) -> Result<(), Error> {
        let Some((key, [compressed, method, rest @ ..])) = split_at_nul(data) else {
            return Ok(());
        };
        let Some((language, rest)) = split_at_nul(rest) else { return Ok(()) };
        let Some((translated, text)) = split_at_nul(rest) else { return Ok(()) };
        if !is_wanted(key) {
            return Ok(());
        }
        let text = match (compressed, method) {
            (0, _) => Cow::Borrowed(text),
            (_, 0) => match inflate(text)? {
                Some(text) => Cow::Owned(text),
                None => return Ok(()),
            },
            _ => return Ok(()),
        };
        if key == XMP {
            self.xmp_bytes = Some(text.clone());
        }
        if [language, translated, &*text].iter().all(|part| core::str::from_utf8(part).is_ok()) {
            self.keep_text(key, text);
        }
        Ok(())
    }

    fn keep_text(&mut self, key: &[u8], text: Cow<'a, [u8]>) {
        match key {
            XMP => self.xmp_text = Some(text),
            RAW_PROFILE => self.raw_profile = Some(text),
            _ => {}
        }
    }

    fn finish(self) -> Result<Chunks<'a>, Error> {
        let header = self.header.ok_or_else(|| damaged("no header", None))?;
        let from_profile = || self.raw_profile.as_deref().and_then(unhex_profile).map(Cow::Owned);
        Ok(Chunks {
            header,
            palette: self.palette,
            transparency: self.transparency,
            image_data: self.image_data,
            image_data_complete: self.image_data_complete,
            exif: self.exif.or_else(from_profile),
            xmp_text: self.xmp_text,
            xmp_bytes: self.xmp_bytes,
        })
    }
}

const XMP: &[u8] = b"XML:com.adobe.xmp";
const RAW_PROFILE: &[u8] = b"Raw profile type exif";

/// Whether a text says anything about the orientation.
fn is_wanted(key: &[u8]) -> bool {
    key == XMP || key == RAW_PROFILE
}

fn split_at_nul(data: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = data.iter().position(|byte| *byte == 0)?;
    Some((&data[..at], &data[at + 1..]))
}

/// Inflates text: what there is of it if it is cut off, `None` if it is broken.
///
/// DIFFERENCE: the reference fails on any text or colour profile that inflates to more than its bound,
/// here this is noticed only where the text is needed.
fn inflate(data: &[u8]) -> Result<Option<Vec<u8>>, Error> {
    use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_zlib_with_limit};
    match decompress_to_vec_zlib_with_limit(data, MAX_TEXT) {
        Ok(text) => Ok(Some(text)),
        Err(error) => match error.status {
            TINFLStatus::HasMoreOutput => Err(damaged("text that inflates out of bounds", None)),
            TINFLStatus::FailedCannotMakeProgress | TINFLStatus::NeedsMoreInput => {
                Ok(Some(error.output))
            }
            _ => Ok(None),
        },
    }
}

/// The bytes of a "raw profile": hexadecimal digits from the fourth line on.
fn unhex_profile(text: &[u8]) -> Option<Vec<u8>> {
    let lines = text.split(|byte| *byte == b'\n').skip(3);
    let digits: Vec<u8> =
        lines.flatten().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pairs = digits.chunks(2);
    pairs.map(|pair| Some(digit(pair[0])? << 4 | digit(*pair.get(1)?)?)).collect()
}

fn be32(data: &[u8], at: usize) -> u32 {
    let bytes = data.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
    bytes.map_or(0, u32::from_be_bytes)
}

/// CRC-32 (ISO 3309) of the parts one after the other.
fn checksum(parts: &[&[u8]]) -> u32 {
    !parts.iter().copied().flatten().fold(!0, |crc, byte| {
        let [low, ..] = crc.to_le_bytes();
        crc >> 8 ^ CRC_TABLE[usize::from(low ^ byte)]
    })
}

#[allow(clippy::cast_possible_truncation, reason = "the index is below 256")]
const CRC_TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut i = 0;
    while i < 256 {
        let mut crc = i as u32;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
            bit += 1;
        }
        table[i] = crc;
        i += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksum_of_the_standard_example() {
        assert_eq!(checksum(&[b"IEND"]), 0xae42_6082);
        assert_eq!(checksum(&[b"IE", b"ND"]), 0xae42_6082);
    }

    #[test]
    fn raw_profiles() {
        let text = b"\nexif\n       4\n4d4d\n002A\n";
        assert_eq!(unhex_profile(text).as_deref(), Some(&b"MM\0\x2a"[..]));
        assert_eq!(unhex_profile(b"\n\n\n4d4"), None);
        assert_eq!(unhex_profile(b"\n\n\nxx"), None);
    }
}
