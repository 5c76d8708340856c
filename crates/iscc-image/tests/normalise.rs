//! Laws of the normalisation: what must not matter does not, and the resampler equals a plain one.
#![cfg(feature = "alloc")]
#![allow(clippy::unwrap_used, reason = "a buffer that is refused is a failure")]

use iscc_image::{Error, Gray32x32, Orientation, PixelFormat, View, normalise};
use proptest::prelude::*;

/// A picture in memory.
#[derive(Debug, Clone)]
struct Picture {
    width: usize,
    height: usize,
    format: PixelFormat,
    bytes: Vec<u8>,
}

impl Picture {
    fn normalised(&self, orientation: Orientation) -> Gray32x32 {
        let view = View::packed(&self.bytes, self.width, self.height, self.format).unwrap();
        normalise(&view, orientation)
    }

    fn pixel(&self, x: usize, y: usize) -> &[u8] {
        let size = self.format.bytes();
        &self.bytes[(y * self.width + x) * size..][..size]
    }

    /// The picture that `orientation` asks for, pixel by pixel as TIFF 6.0 describes it.
    fn turned(&self, orientation: Orientation) -> Self {
        let (w, h) = (self.width, self.height);
        let (width, height) = if orientation.exif() > 4 { (h, w) } else { (w, h) };
        let source = |x: usize, y: usize| match orientation.exif() {
            2 => (w - 1 - x, y),
            3 => (w - 1 - x, h - 1 - y),
            4 => (x, h - 1 - y),
            5 => (y, x),
            6 => (y, h - 1 - x),
            7 => (w - 1 - y, h - 1 - x),
            8 => (w - 1 - y, x),
            _ => (x, y),
        };
        let mut bytes = Vec::new();
        for y in 0..height {
            for x in 0..width {
                let (x, y) = source(x, y);
                bytes.extend_from_slice(self.pixel(x, y));
            }
        }
        Self { width, height, format: self.format, bytes }
    }
}

const FORMATS: [PixelFormat; 4] =
    [PixelFormat::Gray8, PixelFormat::GrayAlpha8, PixelFormat::Rgb8, PixelFormat::Rgba8];

/// Noise with some frames of near-uniform colour around it.
fn picture() -> impl Strategy<Value = Picture> {
    let sides = (1_usize..70, 1_usize..70, 0_usize..4, any::<[usize; 4]>(), any::<[u8; 4]>());
    sides.prop_flat_map(|(width, height, format, cuts, colour)| {
        let format = FORMATS[format];
        let size = format.bytes();
        prop::collection::vec(any::<u8>(), width * height * size).prop_map(move |mut bytes| {
            let [left, top, right, bottom] = cuts.map(|cut| (cut % 12).saturating_sub(4));
            for (i, pixel) in bytes.chunks_exact_mut(size).enumerate() {
                let (x, y) = (i % width, i / width);
                if x < left || y < top || x + right >= width || y + bottom >= height {
                    // Up to 7 levels of noise around the border's colour.
                    for (byte, base) in pixel.iter_mut().zip(colour) {
                        *byte = base.saturating_add(*byte % 8);
                    }
                }
            }
            Picture { width, height, format, bytes }
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn turning_first_makes_no_difference(picture in picture()) {
        for orientation in Orientation::ALL {
            let turned = picture.turned(orientation);
            prop_assert_eq!(
                picture.normalised(orientation),
                turned.normalised(Orientation::Normal),
                "{:?}", orientation
            );
        }
    }

    #[test]
    fn padding_of_rows_makes_no_difference(picture in picture(), padding in 0_usize..9) {
        let Picture { width, height, format, ref bytes } = picture;
        let row = width * format.bytes();
        let mut padded = Vec::new();
        for bytes in bytes.chunks_exact(row) {
            padded.extend_from_slice(bytes);
            padded.extend(core::iter::repeat_n(0xa5, padding));
        }
        padded.truncate(padded.len() - padding);
        let view = View::new(&padded, width, height, row + padding, format).unwrap();
        let normal = Orientation::Normal;
        prop_assert_eq!(normalise(&view, normal), picture.normalised(normal));
    }

    #[test]
    fn formats_that_say_the_same_give_the_same(picture in picture()) {
        let pixels = picture.width * picture.height;
        let picture = Picture {
            format: PixelFormat::Gray8,
            bytes: picture.bytes[..pixels].to_vec(),
            ..picture
        };
        let expected = picture.normalised(Orientation::Normal);
        for (format, spread) in [
            (PixelFormat::GrayAlpha8, (|v| vec![v, 255]) as fn(u8) -> Vec<u8>),
            (PixelFormat::Rgb8, |v| vec![v, v, v]),
            (PixelFormat::Rgba8, |v| vec![v, v, v, 255]),
        ] {
            let bytes = picture.bytes.iter().flat_map(|v| spread(*v)).collect();
            let other = Picture { format, bytes, ..picture };
            prop_assert_eq!(other.normalised(Orientation::Normal), expected.clone());
        }
    }

    #[test]
    fn the_resampler_equals_a_plain_one(
        width in 2_usize..150, height in 2_usize..150, seed in any::<u32>()
    ) {
        // Black and white corners, so that nothing is trimmed.
        let mut state = seed;
        let mut bytes: Vec<u8> = (0..width * height).map(|_| noise(&mut state)).collect();
        bytes[0] = 0;
        bytes[width - 1] = 255;
        bytes[(height - 1) * width] = 255;
        bytes[width * height - 1] = 255;
        let picture = Picture { width, height, format: PixelFormat::Gray8, bytes };
        let expected = plain::resize(&picture.bytes, width, height);
        prop_assert!(picture.normalised(Orientation::Normal).as_bytes()[..] == expected);
    }

    #[test]
    fn a_uniform_picture_stays_uniform(
        width in 1_usize..200, height in 1_usize..200, value in any::<u8>()
    ) {
        let bytes = vec![value; width * height];
        let picture = Picture { width, height, format: PixelFormat::Gray8, bytes };
        prop_assert_eq!(picture.normalised(Orientation::Normal), Gray32x32::new([value; 1024]));
    }
}

fn noise(state: &mut u32) -> u8 {
    *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    state.to_be_bytes()[0]
}

/// The specification of the resampler, step by step, without a thought of speed.
mod plain {
    #![allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_possible_wrap,
        clippy::cast_sign_loss,
        reason = "the numbers are small"
    )]

    pub(crate) fn resize(pixels: &[u8], width: usize, height: usize) -> Vec<u8> {
        let horizontal = |p: &[u8], h| pass(p, width, h, |p, x, y| p[y * width + x]);
        if height > 32 && height as i64 - 32 > 2 * (width as i64 - 32) {
            let narrow =
                transposed(&pass(pixels, height, width, |p, y, x| p[y * width + x]), width);
            horizontal(&narrow, 32)
        } else {
            let narrow = horizontal(pixels, height);
            transposed(&pass(&narrow, height, 32, |p, y, x| p[y * 32 + x]), 32)
        }
    }

    /// `lines` rows of 32 to 32 rows of `lines`.
    fn transposed(pixels: &[u8], lines: usize) -> Vec<u8> {
        (0..32).flat_map(|i| (0..lines).map(move |line| pixels[line * 32 + i])).collect()
    }

    fn pass(p: &[u8], len: usize, lines: usize, at: impl Fn(&[u8], usize, usize) -> u8) -> Vec<u8> {
        let mut out = Vec::new();
        for line in 0..lines {
            for i in 0..32 {
                let (start, weights) = weights(i, len);
                let mut sum = 1_i64 << 21;
                for (x, weight) in weights.iter().enumerate() {
                    sum += i64::from(at(p, start + x, line)) * weight;
                }
                out.push((sum >> 22).clamp(0, 255) as u8);
            }
        }
        out
    }

    fn weights(i: usize, len: usize) -> (usize, Vec<i64>) {
        let scale = len as f64 / 32.0;
        let support = 2.0 * scale.max(1.0);
        let center = (i as f64 + 0.5) * scale;
        let start = (center - support + 0.5).trunc().max(0.0) as usize;
        let end = ((center + support + 0.5).trunc() as usize).min(len);
        let raw: Vec<f64> = (start..end)
            .map(|x| cubic((x as f64 - center + 0.5) * (1.0 / scale.max(1.0))))
            .collect();
        let sum: f64 = raw.iter().sum();
        let fixed = |w: &f64| {
            let scaled = w / sum * f64::from(1 << 22);
            (if *w < 0.0 { scaled - 0.5 } else { scaled + 0.5 }).trunc() as i64
        };
        (start, raw.iter().map(fixed).collect())
    }

    fn cubic(x: f64) -> f64 {
        match x.abs() {
            x if x < 1.0 => (1.5 * x - 2.5) * x * x + 1.0,
            x if x < 2.0 => (((x - 5.0) * x + 8.0) * x - 4.0) * -0.5,
            _ => 0.0,
        }
    }
}

#[test]
fn thirty_two_by_thirty_two_is_left_alone() {
    let pixels: [u8; 1024] = core::array::from_fn(|i| (i * 89 % 251).to_le_bytes()[0]);
    let view = View::packed(&pixels, 32, 32, PixelFormat::Gray8).unwrap();
    assert_eq!(normalise(&view, Orientation::Normal).as_bytes(), &pixels);
}

#[test]
fn nothing_but_sound_views() {
    let buffer = [0; 24];
    let refused = |width, height, stride| {
        let view = View::new(&buffer, width, height, stride, PixelFormat::Rgb8);
        matches!(view, Err(Error::Buffer { len: 24, .. }))
    };
    assert!(!refused(4, 2, 12));
    assert!(!refused(2, 3, 9));
    assert!(!refused(8, 1, usize::MAX));
    assert!(refused(0, 2, 12) && refused(4, 0, 12), "no pixels");
    assert!(refused(4, 2, 11), "rows overlap");
    assert!(refused(4, 2, 13) && refused(2, 4, 9), "too short");
    assert!(refused(usize::MAX, 2, 12) && refused(1, usize::MAX, 12), "overflow");
    assert!(refused(usize::MAX / 3, usize::MAX, usize::MAX), "overflow");
}
