//! The header and the palette, with the combinations that Pillow accepts.

use super::{damaged, unsupported};
use crate::decode::Limits;
use crate::decode::indexed::Colours;
use crate::decode::reader::Reader;
use crate::error::Error;

/// What a file announces.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Whether the first stored row is the top one.
    pub(super) top_down: bool,
    pub(super) pixels: Pixels,
    pub(super) run_lengths: Option<RunLengths>,
    /// The bytes from one row to the next.
    pub(super) stride: usize,
    /// Where the pixels start.
    pub(super) offset: usize,
}

/// What the pixels of a row are.
#[derive(Debug)]
pub(super) enum Pixels {
    /// One bit each, black or white.
    Bilevel,
    /// Bits of an index (1, 4 or 8).
    Indexed(u32, Colours),
    /// 16 bits, with so many for green.
    Packed { green_bits: u32 },
    /// Three bytes: blue, green, red.
    Bgr,
    /// Four bytes: the places of red, green, blue and of alpha if it counts.
    Bytes([usize; 3], Option<usize>),
}

/// The width of a run-length coded index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RunLengths {
    Rle8,
    Rle4,
}

impl Pixels {
    pub(super) fn is_gray(&self) -> bool {
        match self {
            Self::Bilevel => true,
            Self::Indexed(_, colours) => colours.is_gray(),
            _ => false,
        }
    }

    /// The bits of a stored pixel.
    pub(super) const fn bits(&self) -> usize {
        match self {
            Self::Bilevel => 1,
            Self::Indexed(bits, _) => *bits as usize,
            Self::Packed { .. } => 16,
            Self::Bgr => 24,
            Self::Bytes(..) => 32,
        }
    }

    /// The colours of whole bytes.
    pub(super) fn into_colours(self) -> Option<Colours> {
        match self {
            // Everything but 0 is white.
            Self::Bilevel => Some(Colours::of((0..=u8::MAX).map(|value| [255 * value.min(1); 3]))),
            Self::Indexed(_, colours) => Some(colours),
            _ => None,
        }
    }
}

/// The masks of red, green, blue and alpha that are read, with the places of their bytes.
type Masks = ([u32; 4], [usize; 3], Option<usize>);
const MASKS_32: [Masks; 8] = [
    ([0x00ff_0000, 0xff00, 0xff, 0], [2, 1, 0], None),
    ([0xff00_0000, 0x00ff_0000, 0xff00, 0], [3, 2, 1], None),
    ([0xff00_0000, 0xff00, 0xff, 0], [3, 1, 0], None),
    ([0xff00_0000, 0x00ff_0000, 0xff00, 0xff], [3, 2, 1], Some(0)),
    ([0xff, 0xff00, 0x00ff_0000, 0xff00_0000], [0, 1, 2], Some(3)),
    ([0x00ff_0000, 0xff00, 0xff, 0xff00_0000], [2, 1, 0], Some(3)),
    ([0xff00_0000, 0xff00, 0xff, 0x00ff_0000], [3, 1, 0], Some(2)),
    ([0, 0, 0, 0], [2, 1, 0], Some(3)),
];

const CUT_OFF: &str = "cut off in the header";

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Header, Error> {
    let cut_off = || damaged(CUT_OFF);
    let mut file = Reader::new(bytes, 10);
    let offset = file.array().map(u32::from_le_bytes).ok_or_else(cut_off)?;
    let header_size = file.array().map(u32::from_le_bytes).ok_or_else(cut_off)?;
    if !matches!(header_size, 12 | 40 | 52 | 56 | 64 | 108 | 124) {
        return Err(unsupported("a header of unknown size"));
    }
    let info = file.take(header_size as usize - 4).ok_or_else(cut_off)?;
    let u16_at = |at: usize| u32::from(u16::from_le_bytes([info[at], info[at + 1]]));
    let u32_at =
        |at: usize| u32::from_le_bytes([info[at], info[at + 1], info[at + 2], info[at + 3]]);
    let core = header_size == 12;
    let (width, height, bits) =
        if core { (u16_at(0), u16_at(2), u16_at(6)) } else { (u32_at(0), u32_at(4), u16_at(10)) };
    // As the reference tells a negative height.
    let top_down = !core && info[7] == 0xff;
    let height = if top_down { height.wrapping_neg() } else { height };
    let (compression, colours) = if core { (0, 0) } else { (u32_at(12), u32_at(28)) };
    let (width, height) = (width as usize, height as usize);
    if width == 0 || height == 0 {
        return Err(damaged("a picture without a size"));
    }

    let mut pixels = match bits {
        // Replaced below, when the palette is known.
        1 | 4 | 8 => Pixels::Bilevel,
        16 => Pixels::Packed { green_bits: 5 },
        24 => Pixels::Bgr,
        32 => Pixels::Bytes([2, 1, 0], None),
        _ => return Err(unsupported("another depth than 1, 4, 8, 16, 24 or 32 bits")),
    };
    let run_lengths = match compression {
        0 => None,
        1 => Some(RunLengths::Rle8),
        2 => Some(RunLengths::Rle4),
        3 => {
            let masks = match header_size {
                40 => {
                    let mut mask = || file.array().map(u32::from_le_bytes).ok_or_else(cut_off);
                    [mask()?, mask()?, mask()?, 0]
                }
                52 => [u32_at(36), u32_at(40), u32_at(44), 0],
                _ => [36, 40, 44, 48].map(u32_at),
            };
            pixels = of_masks(bits, masks)?;
            None
        }
        _ => return Err(unsupported("a compression other than run lengths")),
    };
    limits.check_pixels(width, height)?;

    let colour_bytes = if core { 3 } else { 4 };
    let colours = if colours == 0 { 1 << bits.min(31) } else { colours };
    let mut offset = u64::from(offset);
    if bits <= 8 {
        if offset == u64::from(14 + header_size) {
            offset += colour_bytes as u64 * u64::from(colours);
        }
        if colours > 1 << 16 {
            return Err(unsupported("a palette of more than 65536 colours"));
        }
        let palette = file.take_up_to(colour_bytes * colours as usize);
        pixels = of_palette(bits, palette, colour_bytes, colours as usize)?;
    }
    let offset = if offset == 0 { file.position() as u64 } else { offset };
    Ok(Header {
        width,
        height,
        top_down,
        pixels,
        run_lengths,
        stride: (width * bits as usize).div_ceil(32) * 4,
        offset: usize::try_from(offset).unwrap_or(usize::MAX),
    })
}

fn of_masks(bits: u32, masks: [u32; 4]) -> Result<Pixels, Error> {
    let [red, green, blue, _] = masks;
    let found = match (bits, [red, green, blue]) {
        (16, [0xf800, 0x7e0, 0x1f]) => Some(Pixels::Packed { green_bits: 6 }),
        (16, [0x7c00, 0x3e0, 0x1f]) => Some(Pixels::Packed { green_bits: 5 }),
        (24, [0x00ff_0000, 0xff00, 0xff]) => Some(Pixels::Bgr),
        (32, _) => MASKS_32
            .iter()
            .find(|(known, ..)| *known == masks)
            .map(|(_, places, alpha)| Pixels::Bytes(*places, *alpha)),
        _ => None,
    };
    found.ok_or_else(|| unsupported("unusual masks of the colours"))
}

/// A palette that is a ramp of gray is dropped, and what is read then depends on its length only.
fn of_palette(
    bits: u32,
    palette: &[u8],
    colour_bytes: usize,
    colours: usize,
) -> Result<Pixels, Error> {
    let level = |index: usize| if colours == 2 { 255 * index } else { index }.to_le_bytes()[0];
    let whole = palette.len() / colour_bytes;
    let is_ramp = (whole == colours || palette.len() + 1 == colours * colour_bytes)
        && palette
            .chunks(colour_bytes)
            .enumerate()
            .all(|(index, colour)| colour.get(..3) == Some(&[level(index); 3]));
    match (is_ramp, colours) {
        (true, ..=2) => Ok(Pixels::Bilevel),
        (true, _) => Ok(Pixels::Indexed(8, Colours::gray())),
        (false, _) if whole > 256 => Err(damaged("a palette of more than 256 colours")),
        (false, _) => {
            let colours = palette.chunks_exact(colour_bytes).map(|bgr| [bgr[2], bgr[1], bgr[0]]);
            Ok(Pixels::Indexed(bits, Colours::of(colours)))
        }
    }
}
