//! Rows as they are stored, to gray or RGB.

use alloc::vec;

use super::damaged;
use super::header::{Header, Pixels};
use crate::decode::sink::{Sink, Source};
use crate::error::Error;
use crate::normalise::fill::on_white;

/// The rows of a bitmap without run lengths.
#[derive(Debug)]
pub(super) struct Rows<'a> {
    header: &'a Header,
    bytes: &'a [u8],
    stride: usize,
    row_bytes: usize,
}

impl<'a> Rows<'a> {
    pub(super) fn new(bytes: &'a [u8], header: &'a Header) -> Result<Self, Error> {
        let row_bytes = (header.width * header.pixels.bits()).div_ceil(8);
        let bytes = bytes.get(header.offset..).unwrap_or_default();
        let mut stride = header.stride;
        // A gray ramp may make pixels wider than the rows have been laid out for. The reference takes
        // rows without padding then, if there is enough of them.
        if stride < row_bytes {
            stride = row_bytes;
        }
        let needed = (header.height - 1).saturating_mul(stride).saturating_add(row_bytes);
        if bytes.len() < needed {
            return Err(damaged("the file is cut off"));
        }
        Ok(Self { header, bytes, stride, row_bytes })
    }

    /// Row `y` from the top.
    fn row(&self, y: usize) -> &'a [u8] {
        let y = if self.header.top_down { y } else { self.header.height - 1 - y };
        &self.bytes[y * self.stride..][..self.row_bytes]
    }
}

impl Source for Rows<'_> {
    fn rows(&self, sink: &mut Sink) -> Result<(), Error> {
        let gray = self.header.pixels.is_gray();
        let mut converted = vec![0; self.header.width * if gray { 1 } else { 3 }];
        for y in 0..self.header.height {
            convert(&self.header.pixels, self.row(y), gray, &mut converted);
            sink.push(&converted)?;
        }
        Ok(())
    }
}

fn convert(pixels: &Pixels, row: &[u8], gray: bool, out: &mut [u8]) {
    match pixels {
        Pixels::Bilevel => {
            for (gray, bit) in out.iter_mut().zip(packed(row, 1)) {
                *gray = 255 * bit;
            }
        }
        Pixels::Indexed(bits, colours) if gray => {
            for (gray, index) in out.iter_mut().zip(packed(row, *bits)) {
                *gray = colours.rgb(index)[0];
            }
        }
        Pixels::Indexed(bits, colours) => {
            for (rgb, index) in out.chunks_exact_mut(3).zip(packed(row, *bits)) {
                rgb.copy_from_slice(&colours.rgb(index));
            }
        }
        Pixels::Packed { green_bits } => {
            for (rgb, pixel) in out.chunks_exact_mut(3).zip(row.chunks_exact(2)) {
                let pixel = u32::from(u16::from_le_bytes([pixel[0], pixel[1]]));
                rgb[0] = spread(pixel >> (5 + green_bits), 5);
                rgb[1] = spread(pixel >> 5, *green_bits);
                rgb[2] = spread(pixel, 5);
            }
        }
        Pixels::Bgr => {
            for (rgb, bgr) in out.chunks_exact_mut(3).zip(row.chunks_exact(3)) {
                rgb.copy_from_slice(&[bgr[2], bgr[1], bgr[0]]);
            }
        }
        Pixels::Bytes(places, None) => {
            for (rgb, pixel) in out.chunks_exact_mut(3).zip(row.chunks_exact(4)) {
                rgb.copy_from_slice(&places.map(|place| pixel[place]));
            }
        }
        Pixels::Bytes(places, Some(alpha)) => {
            for (rgb, pixel) in out.chunks_exact_mut(3).zip(row.chunks_exact(4)) {
                rgb.copy_from_slice(&places.map(|place| on_white(pixel[place], pixel[*alpha])));
            }
        }
    }
}

/// The low `bits` of a value to 0..=255, rounded down as the reference does.
fn spread(value: u32, bits: u32) -> u8 {
    let most = (1 << bits) - 1;
    ((value & most) * 255 / most).to_le_bytes()[0]
}

/// Values of `bits` bits (1, 4 or 8), the first one in the highest bits of its byte.
fn packed(row: &[u8], bits: u32) -> impl Iterator<Item = u8> {
    let mask = u8::MAX >> (8 - bits);
    row.iter()
        .flat_map(move |byte| (0..8 / bits).rev().map(move |place| byte >> (place * bits) & mask))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_and_six_bits_are_rounded_down() {
        assert_eq!([0, 1, 16, 30, 31].map(|value| spread(value, 5)), [0, 8, 131, 246, 255]);
        assert_eq!([0, 1, 32, 62, 63].map(|value| spread(value, 6)), [0, 4, 129, 250, 255]);
        assert_eq!(spread(0xffe1, 5), 8);
    }
}
