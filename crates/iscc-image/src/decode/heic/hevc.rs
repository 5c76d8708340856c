//! HEVC: 4:2:0 and 4:4:4 through `rust_h265`, gray (which opacity is coded as) and 4:2:2 through `heifer-hevc-dec`, which is
//! slower and reads intra pictures only.

use alloc::vec::Vec;
use core::panic::AssertUnwindSafe;
use std::panic::catch_unwind;

use heifer_hevc_dec::decoder::{DecodeOptions, decode_picture};
use heifer_hevc_dec::nal::NalUnit;
use heifer_hevc_dec::params::ParameterSets;
use rust_h265::PixelData;
use rust_h265::decoder::DecodeLimits;
use rust_h265::{Decoder, parse_annex_b};

use crate::decode::Limits;
use crate::decode::heif::{Chroma, Fault, Planes, Signal};

const BROKEN: &str = "the HEVC data is broken";

/// Decodes the picture of an item: `record` has the parameter sets, `content` the slices, each behind its length.
pub(super) fn decode(record: &[u8], content: &[u8], limits: &Limits) -> Result<Planes, Fault> {
    let stream = Stream::new(record, content)?;
    let header = stream.header()?;
    limits.check_pixels(header.width, header.height)?;
    // Samples of two bytes, and what the decoder knows about them.
    limits.check_alloc(header.width as u64 * header.height as u64 * 12)?;
    // Neither crate is known to panic; if one does, the file is broken.
    let samples = catch_unwind(AssertUnwindSafe(|| match header.chroma {
        Chroma::Quarter | Chroma::Full => common(&stream, limits),
        Chroma::None | Chroma::Half => rare(&stream, limits),
    }));
    let (width, height, samples) = samples.map_err(|_| Fault::Damaged(BROKEN))??;
    let Header { chroma, bits, signal, .. } = header;
    let planes = Planes { width, height, chroma, bits, signal, samples };
    let is_whole = (0..3).all(|plane| {
        let (width, height) = planes.size(plane);
        planes.samples[plane].len() == width * height
    });
    if is_whole { Ok(planes) } else { Err(Fault::Damaged(BROKEN)) }
}

type Samples = (usize, usize, [Vec<u16>; 3]);

fn common(stream: &Stream, limits: &Limits) -> Result<Samples, Fault> {
    let broken = |error: rust_h265::DecodeError| Fault::Decoder(BROKEN, error.into());
    let mut decoder = Decoder::with_limits(DecodeLimits {
        max_picture_pixels: limits.max_pixels,
        max_picture_memory_bytes: limits.max_alloc,
    });
    let mut frame = None;
    for unit in parse_annex_b(&stream.annex_b) {
        frame = decoder.decode_nal(&unit).map_err(broken)?;
        if frame.is_some() {
            break;
        }
    }
    let frame = frame.or_else(|| decoder.flush()).ok_or(Fault::Damaged(BROKEN))?;
    let samples = [frame.y, frame.u, frame.v].map(|plane| match plane {
        PixelData::U8(samples) => samples.into_iter().map(u16::from).collect(),
        PixelData::U16(samples) => samples,
    });
    Ok((frame.width as usize, frame.height as usize, samples))
}

fn rare(stream: &Stream, limits: &Limits) -> Result<Samples, Fault> {
    let options = DecodeOptions { max_pixels: limits.max_pixels, ..DecodeOptions::default() };
    let frame = decode_picture(&stream.annex_b, options)
        .map_err(|error| Fault::Decoder(BROKEN, error.into()))?;
    let mut samples = frame.planes;
    if frame.chroma_format == 0 {
        samples[1..].fill(Vec::new());
    }
    Ok((frame.widths[0] as usize, frame.heights[0] as usize, samples))
}

/// What the parameter sets say. Sizes are those before cropping.
#[derive(Debug)]
struct Header {
    width: usize,
    height: usize,
    chroma: Chroma,
    bits: u32,
    signal: Signal,
}

/// The units of a picture, as decoders of streams take them (H.265, annex B).
#[derive(Debug)]
struct Stream {
    annex_b: Vec<u8>,
}

impl Stream {
    /// The record is that of ISO 14496-15, section 8.3.3.1.
    fn new(record: &[u8], content: &[u8]) -> Result<Self, Fault> {
        let mut stream = Self { annex_b: Vec::new() };
        let cut = Fault::Damaged("the HEVC configuration is cut off");
        let Some((head, mut arrays)) = record.split_at_checked(23) else { return Err(cut) };
        for _ in 0..head[22] {
            let Some(([_, high, low], mut rest)) = arrays.split_first_chunk() else {
                return Err(cut);
            };
            for _ in 0..u16::from_be_bytes([*high, *low]) {
                rest = stream.unit(rest, 2).ok_or(Fault::Damaged(BROKEN))?;
            }
            arrays = rest;
        }
        let mut rest = content;
        while !rest.is_empty() {
            let length_size = usize::from(head[21] & 3) + 1;
            rest = stream.unit(rest, length_size).ok_or(Fault::Damaged(BROKEN))?;
        }
        Ok(stream)
    }

    /// Takes a unit behind its length and gives back what follows.
    fn unit<'a>(&mut self, bytes: &'a [u8], length_size: usize) -> Option<&'a [u8]> {
        let (length, rest) = bytes.split_at_checked(length_size)?;
        let length = length.iter().fold(0, |length, byte| length << 8 | usize::from(*byte));
        let (unit, rest) = rest.split_at_checked(length)?;
        self.annex_b.extend_from_slice(&[0, 0, 0, 1]);
        self.annex_b.extend_from_slice(unit);
        Some(rest)
    }

    fn header(&self) -> Result<Header, Fault> {
        let mut sets = ParameterSets::default();
        let broken = |error: heifer_hevc_dec::Error| {
            Fault::Decoder("the HEVC header is broken", error.into())
        };
        // Parameter sets may stand before the slices as well.
        for unit in heifer_hevc_dec::nal::split_annex_b(&self.annex_b) {
            let unit = NalUnit::parse(unit).map_err(broken)?;
            if unit.header.unit_type.is_slice() {
                break;
            }
            sets.add(&unit).map_err(broken)?;
        }
        let sequence = sets.sps.iter().flatten().next();
        let sequence = sequence.ok_or(Fault::Damaged("the HEVC header is missing"))?;
        let bits = u32::from(sequence.bit_depth_luma);
        let is_gray = sequence.chroma_format_idc == 0;
        let is_even = is_gray || sequence.bit_depth_luma == sequence.bit_depth_chroma;
        if !is_even || !(8..=12).contains(&bits) {
            return Err(Fault::Unsupported("an unusual number of bits"));
        }
        let vui = sequence.vui.as_ref();
        Ok(Header {
            width: sequence.pic_width_in_luma_samples as usize,
            height: sequence.pic_height_in_luma_samples as usize,
            chroma: match sequence.chroma_format_idc {
                0 => Chroma::None,
                1 => Chroma::Quarter,
                2 => Chroma::Half,
                _ => Chroma::Full,
            },
            bits,
            signal: Signal {
                primaries: vui.map_or(2, |vui| vui.colour_primaries.into()),
                matrix: vui.map_or(2, |vui| vui.matrix_coeffs.into()),
                full_range: vui.is_some_and(|vui| vui.video_full_range_flag),
            },
        })
    }
}
