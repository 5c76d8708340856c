//! JPEG in the way of TIFF 6.0, section 22 (compression 6): one stream whose parts are wherever the tags say.
//!
//! As libtiff reads it: markers up to the first scan are looked for in what `JPEGInterchangeFormat` tells of and then in
//! the strips; where there are none, the tables of three other tags are taken. Behind the header the strips follow each
//! other, with restart markers in between. Chroma is not enlarged by the JPEG decoder, but shared by the pixels of a
//! block, as in compressed YCbCr of other kinds.

use alloc::vec;
use alloc::vec::Vec;

use super::directory::{Directory, tags};
use super::ycbcr::YCbCr;
use super::{damaged, unsupported};
use crate::decode::Limits;
use crate::error::Error;

/// The stream, put together, and what its samples mean.
#[derive(Debug)]
#[cfg_attr(not(feature = "jpeg"), allow(dead_code, reason = "only the decoder asks"))]
pub(super) struct OldJpeg {
    stream: Vec<u8>,
    ycbcr: YCbCr,
    width: usize,
    /// The rows that the stream has: not fewer than the picture.
    height: usize,
    rows_per_strip: usize,
    /// Whether libtiff leaves out every other strip.
    leaves_out: bool,
}

/// The picture and its strips.
#[derive(Debug)]
pub(super) struct Layout<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) rows_per_strip: usize,
    pub(super) offsets: &'a [u64],
    pub(super) lengths: &'a [u64],
}

const SOS: u8 = 0xda;
const BROKEN: &str = "a JPEG header that cannot be";

/// What the markers before the first scan say.
#[derive(Debug, Default)]
struct Header {
    /// Tables, as segments.
    tables: Vec<u8>,
    restart_interval: u16,
    /// Kind and content of the segments of frame and scan.
    frame: Option<(u8, Vec<u8>)>,
    scan: Option<Vec<u8>>,
}

impl OldJpeg {
    pub(super) fn new(
        layout: &Layout<'_>,
        directory: &Directory<'_>,
        limits: &Limits,
    ) -> Result<Self, Error> {
        let mut pieces = Pieces::new(layout, directory);
        let header = Header::read(&mut pieces)?;
        let sampling = match &header.frame {
            Some((_, frame)) => frame_sampling(frame)?,
            None => YCbCr::sampling(directory)?,
        };
        let ycbcr = YCbCr::with_blocks(directory, sampling)?;
        if sampling.1 > 2 {
            return Err(unsupported("unusual blocks of chroma"));
        }
        let (frame_kind, frame) = match header.frame {
            Some(frame) => frame,
            None => (0xc0, default_frame(layout, sampling)?),
        };
        let side = |at: usize| usize::from(u16::from_be_bytes([frame[at], frame[at + 1]]));
        let (height, width) = (side(1), side(3));
        if width != layout.width || height < layout.height {
            return Err(damaged("a JPEG of another size"));
        }
        limits.check_pixels(width, height)?;

        let (tables, scan) = match header.scan {
            Some(scan) => (header.tables, scan),
            None => (tables_of_tags(layout.bytes, directory)?, default_scan(directory)),
        };
        let mut stream = b"\xff\xd8".to_vec();
        stream.extend_from_slice(&tables);
        let restart_interval = match header.restart_interval {
            0 => restart_interval(layout, sampling)?,
            told => told,
        };
        if restart_interval != 0 {
            segment(&mut stream, 0xdd, &restart_interval.to_be_bytes());
        }
        segment(&mut stream, frame_kind, &frame);
        segment(&mut stream, SOS, &scan);
        pieces.put_rest(&mut stream, limits)?;
        let rows_per_strip = layout.rows_per_strip;
        let leaves_out = directory.big_endian;
        Ok(Self { stream, ycbcr, width, height, rows_per_strip, leaves_out })
    }

    #[cfg(not(feature = "jpeg"))]
    #[allow(clippy::unused_self, reason = "as with the feature")]
    pub(super) fn unpack(&self, _: &mut [u8], _: &Limits) -> Result<(), Error> {
        Err(Error::MissingFeature(crate::format::Format::Jpeg))
    }

    /// All rows of RGB.
    #[cfg(feature = "jpeg")]
    pub(super) fn unpack(&self, out: &mut [u8], limits: &Limits) -> Result<(), Error> {
        let (across, down) = self.ycbcr.blocks();
        let size = (self.width, self.height);
        let [luma, cb, cr] = crate::decode::jpeg::decode_planes(&self.stream, size, limits)?;
        // Rows of whole units.
        let rows = self.height.next_multiple_of(8 * down);
        let lacks = |plane: &iscc_jpeg::Plane, width: usize, rows: usize| {
            plane.stride < width || plane.samples.len() < plane.stride * rows
        };
        let chroma_width = self.width.div_ceil(across);
        if lacks(&luma, self.width, rows)
            || [&cb, &cr].into_iter().any(|plane| lacks(plane, chroma_width, rows / down))
        {
            return Err(damaged("pixels are missing"));
        }
        for (y, row) in out.chunks_exact_mut(self.width * 3).enumerate() {
            let (luma_y, y) = if self.leaves_out { self.swapped(y, 8 * down) } else { (y, y) };
            let luma_row = &luma.samples[luma_y * luma.stride..];
            let [cb_row, cr_row] =
                [&cb, &cr].map(|plane| &plane.samples[y / down * plane.stride..]);
            for (x, rgb) in row.as_chunks_mut::<3>().0.iter_mut().enumerate() {
                let chroma = x / across;
                *rgb = self.ycbcr.rgb(luma_row[x], [cb_row[chroma], cr_row[chroma]]);
            }
        }
        Ok(())
    }

    /// The rows of luma and of the picture that stand at `y` in a file whose order of bytes is not the machine's.
    ///
    /// A mistake of libtiff: setting the number of bits takes away what counts the strips that have been decoded, so it
    /// skips one before each but the first. At the end of the stream the last row of units comes again and again, and
    /// where that has no blocks of luma, those of the one before are still in place.
    #[cfg(feature = "jpeg")]
    fn swapped(&self, y: usize, unit: usize) -> (usize, usize) {
        let row = y + y / self.rows_per_strip * self.rows_per_strip;
        let last = (self.height - 1) / unit;
        let row = if row / unit > last { last * unit + row % unit } else { row };
        let has_luma = row < self.height.next_multiple_of(8);
        (if has_luma { row } else { row.saturating_sub(unit) }, row)
    }
}

impl Header {
    fn read(pieces: &mut Pieces<'_>) -> Result<Self, Error> {
        let broken = || damaged(BROKEN);
        let mut header = Self::default();
        while header.scan.is_none() {
            // Data, or the tables are elsewhere.
            if pieces.peek().ok_or_else(broken)? != 0xff {
                break;
            }
            let mut marker = 0xff;
            while marker == 0xff {
                marker = pieces.take(1).ok_or_else(broken)?[0];
            }
            if marker == 0xd8 {
                continue;
            }
            let len = pieces.take(2).ok_or_else(broken)?;
            let len = usize::from(u16::from_be_bytes([len[0], len[1]])).checked_sub(2);
            let content = len.and_then(|len| pieces.take(len)).ok_or_else(broken)?;
            match (marker, &*content) {
                (0xe0..=0xef | 0xfe, _) => {}
                (0xdd, &[high, low]) => header.restart_interval = u16::from_be_bytes([high, low]),
                // Of 8 bits only.
                (0xdb, tables) if !tables.is_empty() && tables.len().is_multiple_of(65) => {
                    segment(&mut header.tables, marker, tables);
                }
                (0xc4, tables) => segment(&mut header.tables, marker, tables),
                (0xc0 | 0xc1, frame) if header.frame.is_none() && frame.len() == FRAME => {
                    header.frame = Some((marker, content));
                }
                (SOS, scan) if scan.len() == SCAN && scan[0] == 3 && header.frame.is_some() => {
                    // One scan of everything.
                    let components = &scan[1..7];
                    header.scan = Some([&[3], components, &[0, 63, 0]].concat());
                }
                _ => return Err(broken()),
            }
        }
        if header.scan.is_none() && header.frame.is_some() {
            return Err(unsupported("JPEG without the header of a scan"));
        }
        Ok(header)
    }
}

/// The bytes of a frame and of a scan of three components.
const FRAME: usize = 15;
const SCAN: usize = 10;

/// The columns and rows that share a pair of chroma.
fn frame_sampling(frame: &[u8]) -> Result<(u16, u16), Error> {
    match *frame {
        [8, _, _, _, _, 3, _, luma, _, _, 0x11, _, _, 0x11, _] => {
            Ok((u16::from(luma >> 4), u16::from(luma & 15)))
        }
        [8, _, _, _, _, 3, ..] => Err(unsupported("unusual blocks of chroma")),
        _ => Err(damaged(BROKEN)),
    }
}

/// A frame of the picture's size, where the file has none.
fn default_frame(layout: &Layout<'_>, sampling: (u16, u16)) -> Result<Vec<u8>, Error> {
    let sides = [layout.height, layout.width];
    let [Ok(height), Ok(width)] = sides.map(u16::try_from) else {
        return Err(damaged("a JPEG of such a size cannot be"));
    };
    let luma = (sampling.0 << 4 | sampling.1).to_le_bytes()[0];
    let [[a, b], [c, d]] = [height.to_be_bytes(), width.to_be_bytes()];
    Ok(vec![8, a, b, c, d, 3, 0, luma, 0, 1, 0x11, 1, 2, 0x11, 2])
}

/// A scan whose components have the tables of the same number, or the last ones.
fn default_scan(directory: &Directory<'_>) -> Vec<u8> {
    let of = |tag, component: u8| {
        let count = directory.values(tag).map_or(0, Iterator::count);
        component.min(u8::try_from(count.saturating_sub(1)).unwrap_or(u8::MAX))
    };
    let mut scan = vec![3];
    for component in 0..3 {
        let codes = of(tags::JPEG_DC_TABLES, component) << 4 | of(tags::JPEG_AC_TABLES, component);
        scan.extend([component, codes]);
    }
    scan.extend([0, 63, 0]);
    scan
}

/// The tables that are told by tags of their own: numbered by component.
fn tables_of_tags(bytes: &[u8], directory: &Directory<'_>) -> Result<Vec<u8>, Error> {
    let mut tables = Vec::new();
    for (tag, marker, class) in [
        (tags::JPEG_Q_TABLES, 0xdb, 0),
        (tags::JPEG_DC_TABLES, 0xc4, 0),
        (tags::JPEG_AC_TABLES, 0xc4, 0x10),
    ] {
        let missing = || damaged("tables of JPEG are missing");
        let offsets = directory.values(tag).ok_or_else(missing)?;
        for (number, offset) in (0_u8..3).zip(offsets) {
            let table = usize::try_from(offset).ok().and_then(|offset| bytes.get(offset..));
            let table = table.ok_or_else(missing)?;
            let len = if marker == 0xdb {
                64
            } else {
                let counts = table.get(..16).ok_or_else(missing)?;
                16 + counts.iter().map(|count| usize::from(*count)).sum::<usize>()
            };
            let table = table.get(..len).ok_or_else(missing)?;
            segment(&mut tables, marker, &[&[class | number], table].concat());
        }
    }
    Ok(tables)
}

/// The blocks of a strip, if there are several strips.
fn restart_interval(layout: &Layout<'_>, (across, down): (u16, u16)) -> Result<u16, Error> {
    if layout.rows_per_strip >= layout.height {
        return Ok(0);
    }
    let (width, height) = (usize::from(across) * 8, usize::from(down) * 8);
    if !layout.rows_per_strip.is_multiple_of(height) {
        return Err(damaged("strips that end within a block"));
    }
    let blocks = layout.width.div_ceil(width) * (layout.rows_per_strip / height);
    u16::try_from(blocks).map_err(|_| damaged("strips of too many blocks"))
}

/// Puts a marker segment behind `stream`. Contents are shorter than 64 KiB, as they were taken from segments.
fn segment(stream: &mut Vec<u8>, marker: u8, content: &[u8]) {
    let len = u16::try_from(content.len() + 2).unwrap_or(u16::MAX);
    stream.extend([0xff, marker]);
    stream.extend(len.to_be_bytes());
    stream.extend_from_slice(content);
}

/// Where the stream comes from: the tag's file in the file, then the strips.
#[derive(Debug)]
struct Pieces<'a> {
    layout: &'a Layout<'a>,
    /// The rest of the piece that is being read.
    current: &'a [u8],
    /// Whether that is a strip.
    in_strip: bool,
    /// The strip after it.
    next: usize,
    /// The bytes that may still come. Strips may lie in the tag's file, but nothing good is there more often.
    room: usize,
}

impl<'a> Pieces<'a> {
    fn new(layout: &'a Layout<'a>, directory: &Directory<'_>) -> Self {
        let told = directory.number(tags::JPEG_INTERCHANGE_FORMAT).filter(|at| *at != 0);
        let told = told.and_then(|at| layout.bytes.get(usize::try_from(at).ok()?..));
        let len = directory.number(tags::JPEG_INTERCHANGE_LENGTH);
        let len = len.and_then(|len| usize::try_from(len).ok()).filter(|len| *len != 0);
        let current = told.unwrap_or_default();
        let current = len.and_then(|len| current.get(..len)).unwrap_or(current);
        let room = layout.bytes.len();
        Self { layout, current, in_strip: false, next: 0, room }
    }

    /// Goes to the next piece that is not empty. `None` after the last one, and where there are too many.
    fn advance(&mut self) -> Option<()> {
        while self.current.is_empty() {
            let offset = usize::try_from(*self.layout.offsets.get(self.next)?).ok();
            let len = self.layout.lengths.get(self.next).and_then(|len| usize::try_from(*len).ok());
            let offset = offset.filter(|offset| *offset != 0);
            let rest = offset.and_then(|at| self.layout.bytes.get(at..)).unwrap_or_default();
            let len = len.filter(|len| *len != 0);
            let piece = len.and_then(|len| rest.get(..len)).unwrap_or(rest);
            self.room = self.room.checked_sub(piece.len())?;
            (self.current, self.in_strip) = (piece, true);
            self.next += 1;
        }
        Some(())
    }

    fn peek(&mut self) -> Option<u8> {
        self.advance()?;
        self.current.first().copied()
    }

    fn take(&mut self, len: usize) -> Option<Vec<u8>> {
        let mut taken = Vec::new();
        while taken.len() < len {
            self.advance()?;
            let part = self.current.len().min(len - taken.len());
            let (head, tail) = self.current.split_at(part);
            taken.extend_from_slice(head);
            self.current = tail;
        }
        Some(taken)
    }

    /// Everything from here on, with restart markers between the strips.
    fn put_rest(&mut self, stream: &mut Vec<u8>, limits: &Limits) -> Result<(), Error> {
        let mut restarts = 0;
        while self.advance().is_some() {
            limits.check_alloc(stream.len() as u64 + self.current.len() as u64)?;
            stream.extend_from_slice(self.current);
            self.current = &[];
            if self.in_strip && self.next < self.layout.offsets.len() {
                stream.extend([0xff, 0xd0 | restarts]);
                restarts = (restarts + 1) % 8;
            }
        }
        if self.next < self.layout.offsets.len() {
            return Err(damaged("strips that are larger than the file"));
        }
        stream.extend(b"\xff\xd9");
        Ok(())
    }
}
