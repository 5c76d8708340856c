//! The chunks of a WebP file, with what libwebp's demultiplexer takes and what it refuses.

use super::damaged;
use crate::decode::reader::Reader;
use crate::error::Error;

/// What a file holds.
#[derive(Debug)]
pub(super) struct Container<'a> {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Whether the reference looks at alpha at all.
    pub(super) has_alpha: bool,
    pub(super) frame: Frame<'a>,
    pub(super) exif: Option<&'a [u8]>,
    pub(super) xmp: Option<&'a [u8]>,
}

/// The first frame.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame<'a> {
    pub(super) left: usize,
    pub(super) top: usize,
    /// 1 to 16384.
    pub(super) width: usize,
    /// 1 to 16384.
    pub(super) height: usize,
    pub(super) coding: Coding,
    pub(super) data: &'a [u8],
    /// The opacity of a lossy frame, coded by itself.
    pub(super) alpha: Option<&'a [u8]>,
    /// What a lossless frame says about its alpha.
    says_alpha: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    Lossy,
    Lossless,
}

/// The flags of the extended header.
const ANIMATION: u8 = 0x02;
const XMP: u8 = 0x04;
const EXIF: u8 = 0x08;
const ALPHA: u8 = 0x10;

pub(super) fn read(bytes: &[u8]) -> Result<Container<'_>, Error> {
    walk(bytes).ok_or_else(|| damaged("the chunks are broken or cut off", None))
}

fn walk(bytes: &[u8]) -> Option<Container<'_>> {
    let mut file = Reader::new(bytes, 4);
    let size = usize::try_from(u32::from_le_bytes(file.array()?)).ok()?;
    if size < 8 {
        return None;
    }
    // All that is announced has to be there; what follows it is not looked at.
    let mut chunks = Reader::new(bytes.get(..size.checked_add(8)?)?, 12);
    if bytes.get(12..16)? != b"VP8X" {
        let frame = read_frame(&mut chunks)??;
        if frame.alpha.is_some() {
            return None;
        }
        return Some(Container {
            width: frame.width,
            height: frame.height,
            has_alpha: frame.says_alpha,
            frame,
            exif: None,
            xmp: None,
        });
    }
    walk_extended(&mut chunks)
}

fn walk_extended<'a>(file: &mut Reader<'a>) -> Option<Container<'a>> {
    let (_, head) = chunk(file)?;
    let &[flags, _, _, _, w0, w1, w2, h0, h1, h2, ..] = head else { return None };
    let [width, height] = [[w0, w1, w2], [h0, h1, h2]].map(|side| {
        let [low, middle, high] = side.map(usize::from);
        1 + low + (middle << 8) + (high << 16)
    });
    let animated = flags & ANIMATION != 0;
    let (mut first, mut exif, mut xmp, mut has_control) = (None, None, None, false);
    while !file.is_empty() {
        let mut after = *file;
        let (name, data) = chunk(&mut after)?;
        match name {
            b"VP8X" => return None,
            b"ANIM" => has_control = true,
            b"ANMF" => {
                let frame = read_placed_frame(file)?;
                if !has_control {
                    return None;
                }
                // What follows the frame is no part of it, whatever its length says.
                after = *file;
                if let Some(frame) = frame.filter(|_| animated) {
                    if frame.left + frame.width > width || frame.top + frame.height > height {
                        return None;
                    }
                    first = first.or(Some(frame));
                }
            }
            b"ALPH" | b"VP8 " | b"VP8L" => {
                if animated || has_control || first.is_some() {
                    return None;
                }
                // All chunks of the frame.
                after = *file;
                let frame = read_frame(&mut after)??;
                if (frame.width, frame.height) != (width, height) {
                    return None;
                }
                first = Some(frame);
            }
            b"EXIF" if flags & EXIF != 0 && exif.is_none() => exif = Some(data),
            b"XMP " if flags & XMP != 0 && xmp.is_none() => xmp = Some(data),
            _ => {}
        }
        *file = after;
    }
    let frame = first?;
    let has_alpha = match frame.coding {
        Coding::Lossless if !animated => frame.says_alpha,
        _ => flags & ALPHA != 0,
    };
    Some(Container { width, height, has_alpha, frame, exif, xmp })
}

/// A frame of an animation, with its place, if there is one in its chunk.
#[allow(clippy::option_option, reason = "a broken frame is not none")]
fn read_placed_frame<'a>(file: &mut Reader<'a>) -> Option<Option<Frame<'a>>> {
    let (_, data) = chunk(&mut file.clone())?;
    let head = data.first_chunk::<16>()?;
    let number = |at: usize| {
        let [low, middle, high] = [head[at], head[at + 1], head[at + 2]].map(usize::from);
        low + (middle << 8) + (high << 16)
    };
    let end = file.position() + 8 + data.len();
    // The size that is announced here is not looked at.
    file.take(8 + 16)?;
    let frame = read_frame(file)?;
    if file.position() > end + 1 {
        return None;
    }
    Some(frame.map(|frame| Frame { left: number(0) * 2, top: number(3) * 2, ..frame }))
}

/// The chunks of a frame: perhaps its opacity, and its colours.
#[allow(clippy::option_option, reason = "a broken frame is not none")]
fn read_frame<'a>(file: &mut Reader<'a>) -> Option<Option<Frame<'a>>> {
    let mut alpha = None;
    while !file.is_empty() {
        let mut after = *file;
        match chunk(&mut after)? {
            (b"ALPH", data) if alpha.is_none() => alpha = Some(data),
            (b"VP8L", _) if alpha.is_some() => return None,
            (b"VP8 ", data) => {
                *file = after;
                return Some(Some(lossy(data, alpha)?));
            }
            (b"VP8L", data) => {
                *file = after;
                return Some(Some(lossless(data)?));
            }
            _ => break,
        }
        *file = after;
    }
    Some(None)
}

/// A key frame (RFC 6386, 9.1) that is shown, of a known profile.
fn lossy<'a>(data: &'a [u8], alpha: Option<&'a [u8]>) -> Option<Frame<'a>> {
    let &[t0, t1, t2, 0x9d, 0x01, 0x2a, w0, w1, h0, h1, ..] = data else { return None };
    let tag = u32::from_le_bytes([t0, t1, t2, 0]);
    let first_part = (tag >> 5) as usize;
    if tag & 1 != 0 || (tag >> 1) & 7 > 3 || (tag >> 4) & 1 == 0 || first_part >= data.len() {
        return None;
    }
    let [width, height] =
        [[w0, w1], [h0, h1]].map(|side| usize::from(u16::from_le_bytes(side) & 0x3fff));
    let coding = Coding::Lossy;
    let frame = Frame { left: 0, top: 0, width, height, coding, data, alpha, says_alpha: false };
    (width > 0 && height > 0).then_some(frame)
}

fn lossless(data: &[u8]) -> Option<Frame<'_>> {
    let &[0x2f, b0, b1, b2, b3, ..] = data else { return None };
    let bits = u32::from_le_bytes([b0, b1, b2, b3]);
    let [width, height] = [bits, bits >> 14].map(|side| (side & 0x3fff) as usize + 1);
    let (coding, says_alpha) = (Coding::Lossless, (bits >> 28) & 1 != 0);
    let frame = Frame { left: 0, top: 0, width, height, coding, data, alpha: None, says_alpha };
    (bits >> 29 == 0).then_some(frame)
}

/// The name of a chunk and its data.
fn chunk<'a>(file: &mut Reader<'a>) -> Option<(&'a [u8], &'a [u8])> {
    let name = file.take(4)?;
    let size = usize::try_from(u32::from_le_bytes(file.array()?)).ok()?;
    let data = file.take(size)?;
    if !size.is_multiple_of(2) {
        file.take(1)?;
    }
    Some((name, data))
}
