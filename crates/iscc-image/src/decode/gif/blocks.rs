//! The blocks before the pixels of the first frame, walked as Pillow walks them.

use super::damaged;
use crate::decode::reader::Reader;
use crate::error::Error;

/// The first frame.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    /// The larger of the screen and the extent of the frame.
    pub(super) canvas_width: usize,
    pub(super) canvas_height: usize,
    pub(super) left: usize,
    pub(super) top: usize,
    /// At least 1.
    pub(super) width: usize,
    /// At least 1.
    pub(super) height: usize,
    pub(super) interlaced: bool,
    /// The colours, unless they are the gray ramp.
    pub(super) palette: Option<&'a [u8]>,
    pub(super) transparent: Option<u8>,
    /// The bits of a code without clear and end code.
    pub(super) code_bits: u8,
    /// The file from the first block of codes on.
    pub(super) data: &'a [u8],
}

const GRAPHIC_CONTROL: u8 = 0xf9;
const COMMENT: u8 = 0xfe;
const APPLICATION: u8 = 0xff;

/// Walks to the first frame.
pub(super) fn first_frame(bytes: &[u8]) -> Result<Frame<'_>, Error> {
    walk(bytes).ok_or_else(|| damaged("cut off before the first frame, or there is none"))
}

fn walk(bytes: &[u8]) -> Option<Frame<'_>> {
    let mut file = Reader::new(bytes, 6);
    let &[width_low, width_high, height_low, height_high, flags, _, _] = file.take(7)? else {
        return None;
    };
    let screen_width = usize::from(u16::from_le_bytes([width_low, width_high]));
    let screen_height = usize::from(u16::from_le_bytes([height_low, height_high]));
    let mut palette = read_palette(&mut file, flags)?;
    let mut transparent = None;
    loop {
        match file.u8()? {
            b';' => return None,
            b'!' => {
                if let Some(index) = read_extension(&mut file)? {
                    transparent = Some(index);
                }
            }
            b',' => {
                let descriptor = file.take(9)?;
                let [left, top, width, height] = [0, 2, 4, 6].map(|at| {
                    usize::from(u16::from_le_bytes([descriptor[at], descriptor[at + 1]]))
                });
                let flags = descriptor[8];
                if flags & 0x80 != 0 {
                    palette = read_palette(&mut file, flags)?;
                }
                let code_bits = file.u8()?;
                if width == 0 || height == 0 {
                    return None;
                }
                return Some(Frame {
                    canvas_width: screen_width.max(left + width),
                    canvas_height: screen_height.max(top + height),
                    left,
                    top,
                    width,
                    height,
                    interlaced: flags & 0x40 != 0,
                    palette,
                    transparent,
                    code_bits,
                    data: bytes.get(file.position()..)?,
                });
            }
            // Stray bytes.
            _ => {}
        }
    }
}

/// A palette, if `flags` announce one. `Some(None)` if it is not there or is the gray ramp.
#[allow(clippy::option_option, reason = "cut off, none and a palette are three things")]
fn read_palette<'a>(file: &mut Reader<'a>, flags: u8) -> Option<Option<&'a [u8]>> {
    if flags & 0x80 == 0 {
        return Some(None);
    }
    let palette = file.take(3 << ((flags & 7) + 1))?;
    let is_ramp = palette.chunks_exact(3).zip(0..=u8::MAX).all(|(rgb, level)| rgb == [level; 3]);
    Some((!is_ramp).then_some(palette))
}

/// Reads over an extension; gives the transparent index if it tells one.
#[allow(clippy::option_option, reason = "cut off, without and with an index are three things")]
fn read_extension(file: &mut Reader<'_>) -> Option<Option<u8>> {
    let label = file.u8()?;
    let block = sub_block(file);
    let mut transparent = None;
    match (label, block) {
        (GRAPHIC_CONTROL, Some(block)) => {
            let [flags, _, _, rest @ ..] = block else { return None };
            if flags & 1 != 0 {
                transparent = Some(*rest.first()?);
            }
        }
        // The block after the name is read for what it is, and a terminator in its place is not minded.
        (APPLICATION, Some(block)) if block.starts_with(b"NETSCAPE2.0") => {
            sub_block(file);
        }
        (COMMENT, None) => return Some(None),
        _ => {}
    }
    while sub_block(file).is_some_and(|block| !block.is_empty()) {}
    Some(transparent)
}

/// A block with its length before it; `None` for the terminator.
fn sub_block<'a>(file: &mut Reader<'a>) -> Option<&'a [u8]> {
    match file.u8() {
        None | Some(0) => None,
        Some(len) => Some(file.take_up_to(len.into())),
    }
}
