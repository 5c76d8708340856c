//! The codings of strips and tiles.

use alloc::vec::Vec;
use std::io::Read as _;

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};
use weezl::{BitOrder, LzwStatus};

use super::ccitt::{self, Fax};
use super::directory::{Directory, tags};
use super::jpeg::Jpeg;
use super::kind::Kind;
use super::old_jpeg::OldJpeg;
use super::thunder;
use super::ycbcr::YCbCr;
use super::{damaged, unsupported};
use crate::decode::Limits;
use crate::error::Error;

/// How strips and tiles are coded.
#[derive(Debug)]
pub(super) enum Coding<'a> {
    Raw {
        /// The lowest bit of a byte comes first.
        reversed: bool,
    },
    Coded {
        method: Method,
        /// The lowest bit of a coded byte comes first.
        reversed: bool,
        predictor: Predictor,
        big_endian: bool,
        /// What makes RGB of the samples.
        ycbcr: Option<YCbCr>,
    },
    Jpeg(Jpeg<'a>),
    OldJpeg(OldJpeg),
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Method {
    Fax(Fax),
    Lzw,
    Deflate,
    PackBits,
    ThunderScan,
    Lzma,
    Zstandard,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Predictor {
    None,
    Horizontal,
    Float,
}

/// The strip or tile that is to be decoded.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) width: usize,
    pub(super) rows: usize,
    pub(super) row_bytes: usize,
    /// The samples of a pixel, and the bits of each.
    pub(super) samples: usize,
    pub(super) bits: usize,
    /// A strip with fewer rows than the others.
    #[cfg_attr(not(feature = "jpeg"), allow(dead_code, reason = "only the JPEG decoder asks"))]
    pub(super) is_last_strip: bool,
}

impl<'a> Coding<'a> {
    pub(super) fn new(
        directory: &Directory<'a>,
        compression: u64,
        kind: &Kind,
    ) -> Result<Self, Error> {
        let reversed = kind.reversed_bits;
        let bilevel = kind.bits == 1 && kind.samples == 1;
        let method = match compression {
            1 => return Ok(Self::Raw { reversed: reversed && kind.bits <= 8 }),
            7 => return Jpeg::new(directory, kind).map(Self::Jpeg),
            2 if bilevel => Method::Fax(Fax::ModifiedHuffman),
            3 if bilevel => {
                let two_dimensional = directory.number_or(tags::T4_OPTIONS, 0)? & 1 != 0;
                Method::Fax(Fax::Group3 { two_dimensional })
            }
            4 if bilevel => Method::Fax(Fax::Group4),
            5 => Method::Lzw,
            8 | 32946 => Method::Deflate,
            32773 => Method::PackBits,
            32809 if kind.bits == 4 && kind.samples == 1 => Method::ThunderScan,
            34925 => Method::Lzma,
            50000 => Method::Zstandard,
            _ => return Err(unsupported("an unusual compression")),
        };
        let predicts = !matches!(method, Method::Fax(_) | Method::PackBits | Method::ThunderScan);
        let predictor = match directory.number_or(tags::PREDICTOR, 1)? {
            2 if predicts && matches!(kind.bits, 8 | 16 | 32) => Predictor::Horizontal,
            3 if predicts && kind.bits == 32 => Predictor::Float,
            1 => Predictor::None,
            _ if !predicts => Predictor::None,
            _ => return Err(unsupported("an unusual predictor")),
        };
        let has_blocks = kind.photometric == 6 && kind.samples == 3 && !kind.planar;
        let ycbcr = if has_blocks { Some(YCbCr::new(directory)?) } else { None };
        let big_endian = directory.big_endian;
        Ok(Self::Coded { method, reversed, predictor, big_endian, ycbcr })
    }

    /// All bytes of a strip or tile.
    pub(super) fn unpack(
        &self,
        data: &[u8],
        part: &Part,
        limits: &Limits,
    ) -> Result<Vec<u8>, Error> {
        let size = part.rows as u64 * part.row_bytes as u64;
        let (method, reversed, predictor, big_endian, ycbcr) = match self {
            Self::Coded { method, reversed, predictor, big_endian, ycbcr } => {
                (*method, *reversed, *predictor, *big_endian, ycbcr.as_ref())
            }
            Self::Jpeg(jpeg) => {
                let mut out = limits.filled(0, size)?;
                jpeg.unpack(data, part, &mut out, limits)?;
                return Ok(out);
            }
            Self::OldJpeg(jpeg) => {
                let mut out = limits.filled(0, size)?;
                jpeg.unpack(&mut out, limits)?;
                return Ok(out);
            }
            // Taken as it is, before.
            Self::Raw { .. } => return limits.filled(0, size),
        };
        let coded_size = ycbcr.map_or(size, |ycbcr| ycbcr.bytes(part.width, part.rows));
        let mut out = limits.filled(0, coded_size)?;
        let flipped: Vec<u8>;
        let data = if reversed {
            flipped = data.iter().map(|byte| byte.reverse_bits()).collect();
            &flipped
        } else {
            data
        };
        let read = ycbcr.map_or(size, |ycbcr| ycbcr.bytes_read(part.width, part.rows));
        let read = usize::try_from(read).unwrap_or(usize::MAX).min(out.len());
        method.unpack(data, part, &mut out[..read], limits)?;
        debug_assert!(predictor == Predictor::None || !matches!(method, Method::Fax(_)));
        let row_bytes = match ycbcr {
            Some(ycbcr) => ycbcr.predicted_bytes(part.width),
            None => Some(part.row_bytes),
        };
        // Without whole rows of whole pixels libtiff adds nothing up, and goes on.
        for row in out.chunks_exact_mut(row_bytes.unwrap_or(usize::MAX).max(1)) {
            match predictor {
                Predictor::None => break,
                Predictor::Horizontal => add_previous(row, part.samples, part.bits / 8, big_endian),
                Predictor::Float => gather(row, part.samples, big_endian),
            }
        }
        let Some(ycbcr) = ycbcr else { return Ok(out) };
        let mut rows = limits.filled(0, size)?;
        ycbcr.expand(&out, part.width, &mut rows);
        Ok(rows)
    }
}

impl Method {
    fn unpack(
        self,
        data: &[u8],
        part: &Part,
        out: &mut [u8],
        limits: &Limits,
    ) -> Result<(), Error> {
        const MISSING: &str = "pixels of a strip or tile are missing";
        let whole = match self {
            Self::Fax(fax) => return ccitt::unpack(fax, data, part, out),
            Self::PackBits => packbits(data, out),
            Self::ThunderScan => {
                let mut data = data;
                let mut rows = out.chunks_exact_mut(part.row_bytes.max(1));
                rows.all(|row| thunder::unpack_row(&mut data, part.width, row))
            }
            Self::Lzma => {
                // It keeps as much as a header asks for, and 100 MiB are enough for every preset.
                let most = limits.max_alloc.min(100 << 20) >> 10;
                let most = u32::try_from(most).unwrap_or(u32::MAX);
                lzma_rust2::XzReader::new_mem_limit(data, false, most).read_exact(out).is_ok()
            }
            // It keeps at most 100 MiB.
            Self::Zstandard => ruzstd::decoding::StreamingDecoder::new(data)
                .is_ok_and(|mut decoder| decoder.read_exact(out).is_ok()),
            Self::Deflate => {
                let flags = inflate_flags::TINFL_FLAG_PARSE_ZLIB_HEADER
                    | inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
                let (status, _, len) =
                    decompress(&mut DecompressorOxide::new(), data, out, 0, flags);
                matches!(status, TINFLStatus::Done | TINFLStatus::HasMoreOutput) && len == out.len()
            }
            Self::Lzw => {
                // The first code is the one that clears the table, so its bits tell their order. Before TIFF 5.0
                // they came from the low end, and codes grew as those of GIF.
                let configuration = if matches!(data, [0, second, ..] if second & 1 == 1) {
                    weezl::decode::Configuration::new(BitOrder::Lsb, 8)
                } else {
                    weezl::decode::Configuration::with_tiff_size_switch(BitOrder::Msb, 8)
                };
                let mut decoder = configuration.with_yield_on_full_buffer(true).build();
                let (mut read, mut written) = (0, 0);
                while written < out.len() {
                    let result = decoder.decode_bytes(&data[read..], &mut out[written..]);
                    read += result.consumed_in;
                    written += result.consumed_out;
                    match result.status {
                        Ok(LzwStatus::Ok) if result.consumed_in + result.consumed_out > 0 => {}
                        Ok(_) => break,
                        Err(_) => return Err(damaged("a code that cannot be")),
                    }
                }
                written == out.len()
            }
        };
        if whole { Ok(()) } else { Err(damaged(MISSING)) }
    }
}

/// Runs and literals (TIFF 6.0, section 9); whether there were enough.
fn packbits(mut data: &[u8], out: &mut [u8]) -> bool {
    let mut at = 0;
    while at < out.len() {
        let (count, value) = match data {
            [128, tail @ ..] => {
                data = tail;
                continue;
            }
            [count @ 129..=255, value, tail @ ..] => {
                data = tail;
                (257 - usize::from(*count), Some(*value))
            }
            [count @ 0..=127, tail @ ..] => {
                data = tail;
                (usize::from(*count) + 1, None)
            }
            [] | [_] => return false,
        };
        let end = out.len().min(at + count);
        if let Some(value) = value {
            out[at..end].fill(value);
        } else {
            let Some((literals, tail)) = data.split_at_checked(count) else { return false };
            out[at..end].copy_from_slice(&literals[..end - at]);
            data = tail;
        }
        at = end;
    }
    true
}

/// Horizontal differences (TIFF 6.0, section 14) of samples of `size` bytes.
fn add_previous(row: &mut [u8], samples: usize, size: usize, big_endian: bool) {
    for at in samples * size..row.len() / size * size {
        if !at.is_multiple_of(size) {
            continue;
        }
        let mut carry = 0;
        for byte in 0..size {
            // From the lowest byte of the sample.
            let byte = at + if big_endian { size - 1 - byte } else { byte };
            let sum = u16::from(row[byte]) + u16::from(row[byte - samples * size]) + carry;
            row[byte] = sum.to_le_bytes()[0];
            carry = sum >> 8;
        }
    }
}

/// The floating-point predictor: differences of bytes, which lie in planes, the highest byte first.
fn gather(row: &mut [u8], samples: usize, big_endian: bool) {
    const SIZE: usize = 4;
    for at in samples..row.len() {
        row[at] = row[at].wrapping_add(row[at - samples]);
    }
    let planes = row.to_vec();
    let count = row.len() / SIZE;
    for (index, value) in row.chunks_exact_mut(SIZE).enumerate() {
        for byte in 0..SIZE {
            value[if big_endian { byte } else { SIZE - 1 - byte }] = planes[byte * count + index];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_literals_and_nothing() {
        let mut out = [0; 6];
        assert!(packbits(&[254, 7, 128, 2, 1, 2, 3, 9], &mut out));
        assert_eq!(out, [7, 7, 7, 1, 2, 3]);
        assert!(packbits(&[200, 5], &mut out), "longer than needed");
        assert!(!packbits(&[1, 5], &mut out));
    }

    #[test]
    fn differences() {
        let mut row = [1, 2, 3, 255, 1, 1];
        add_previous(&mut row, 2, 1, false);
        assert_eq!(row, [1, 2, 4, 1, 5, 2]);
        let mut row = [0xff, 0, 1, 1];
        add_previous(&mut row, 1, 2, false);
        assert_eq!(row, [0xff, 0, 0, 2]);
        let mut row = [0, 0xff, 1, 1];
        add_previous(&mut row, 1, 2, true);
        assert_eq!(row, [0, 0xff, 2, 0]);
    }
}
