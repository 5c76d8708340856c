//! JPEG strips and tiles (compression 7): with the tables that they share, each is a picture by itself.

#[cfg(feature = "jpeg")]
use alloc::vec::Vec;

use super::directory::{Directory, tags};
use super::kind::{Kind, Meaning};
use super::unpack::Part;
use super::unsupported;
use crate::decode::Limits;
use crate::error::Error;

/// What all strips and tiles share.
#[derive(Debug)]
#[cfg_attr(not(feature = "jpeg"), allow(dead_code, reason = "only the decoder asks"))]
pub(super) struct Jpeg<'a> {
    tables: &'a [u8],
    /// Whether three components are luma and chroma; the markers of the strips are not asked.
    is_ycc: bool,
}

impl<'a> Jpeg<'a> {
    pub(super) fn new(directory: &Directory<'a>, kind: &Kind) -> Result<Self, Error> {
        let is_ycc = kind.photometric == 6;
        let fits = match kind.meaning {
            Meaning::Gray { .. } => !is_ycc,
            Meaning::Rgb(_) | Meaning::Cmyk => kind.samples <= 4 && !(is_ycc && kind.planar),
            _ => false,
        };
        if !fits || kind.bits != 8 {
            return Err(unsupported("JPEG of unusual samples"));
        }
        Ok(Self { tables: directory.bytes(tags::JPEG_TABLES).unwrap_or_default(), is_ycc })
    }

    #[cfg(not(feature = "jpeg"))]
    #[allow(clippy::unused_self, reason = "as with the feature")]
    pub(super) fn unpack(&self, _: &[u8], _: &Part, _: &mut [u8], _: &Limits) -> Result<(), Error> {
        Err(Error::MissingFeature(crate::format::Format::Jpeg))
    }

    #[cfg(feature = "jpeg")]
    pub(super) fn unpack(
        &self,
        data: &[u8],
        part: &Part,
        out: &mut [u8],
        limits: &Limits,
    ) -> Result<(), Error> {
        use crate::decode::jpeg::{Interchange, decode_part};

        let mut stream = b"\xff\xd8".to_vec();
        if part.samples > 1 {
            // Adobe's marker says what the components are.
            stream.extend_from_slice(b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0");
            stream.push(u8::from(self.is_ycc));
        }
        copy_segments(self.tables, &mut stream);
        copy_segments(data, &mut stream);
        let mut rows = out.chunks_exact_mut(part.row_bytes.max(1));
        let fits = |header: Interchange| {
            header.width <= part.width
                && (header.height <= part.rows || part.is_last_strip && header.width == part.width)
                && header.components == part.samples
        };
        decode_part(&stream, limits, fits, |row| match rows.next() {
            Some(place) => {
                let len = place.len().min(row.len());
                place[..len].copy_from_slice(&row[..len]);
                true
            }
            None => false,
        })
    }
}

/// Copies a stream without its start, its end and the markers of applications.
#[cfg(feature = "jpeg")]
fn copy_segments(mut data: &[u8], out: &mut Vec<u8>) {
    while let [0xff, marker, tail @ ..] = data {
        match marker {
            0xff => data = &data[1..],
            0xd8 => data = tail,
            0xd9 => return,
            _ => {
                let Some(&[high, low]) = tail.first_chunk::<2>() else { break };
                let len = 2 + usize::from(u16::from_be_bytes([high, low]));
                let Some((segment, rest)) = data.split_at_checked(len) else { break };
                if *marker == 0xda {
                    break;
                }
                if !(0xe0..=0xef).contains(marker) {
                    out.extend_from_slice(segment);
                }
                data = rest;
            }
        }
    }
    out.extend_from_slice(data);
}
