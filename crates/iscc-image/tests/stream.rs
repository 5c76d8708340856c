//! Files are normalised while their rows stream by, on the bet that there is no border. Whether the bet
//! is won, called off or lost, the result is that of the same pixels in memory.
#![cfg(feature = "png")]
#![allow(clippy::unwrap_used, reason = "a file that cannot be written is a failure")]

use iscc_image::{Limits, Orientation, PixelFormat, View, decode_image, normalise};
use proptest::prelude::*;

fn encoded(pixels: &[u8], width: u32, height: u32, colour: png::ColorType, exif: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(colour);
    let mut writer = encoder.write_header().unwrap();
    let mut chunk = b"II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    chunk.extend(exif.to_le_bytes());
    chunk.extend([0; 4]);
    writer.write_chunk(png::chunk::eXIf, &chunk).unwrap();
    writer.write_image_data(pixels).unwrap();
    writer.finish().unwrap();
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn as_in_memory(
        width in 1_u32..60,
        height in 1_u32..60,
        cuts in prop::array::uniform4(0_u32..8),
        gray in any::<bool>(),
        exif in 1_u32..9,
        border in any::<u8>(),
        seed in any::<u64>(),
    ) {
        let [left, top, right, bottom] = cuts.map(|cut| cut.saturating_sub(5));
        let channels = if gray { 1 } else { 3 };
        let mut state = seed;
        let mut pixels = Vec::new();
        for y in 0..height {
            for x in 0..width {
                let inside = x >= left && y >= top && x + right < width && y + bottom < height;
                for _ in 0..channels {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    let noise = state.to_be_bytes()[0];
                    pixels.push(if inside { noise } else { border });
                }
            }
        }
        let (colour, format) = if gray {
            (png::ColorType::Grayscale, PixelFormat::Gray8)
        } else {
            (png::ColorType::Rgb, PixelFormat::Rgb8)
        };
        let file = encoded(&pixels, width, height, colour, exif);
        let found = decode_image(&file, &Limits::default()).unwrap();
        let orientation = Orientation::from_exif(exif);
        prop_assert_eq!(found.orientation, orientation);
        let view = View::packed(&pixels, width as usize, height as usize, format).unwrap();
        prop_assert_eq!(found.pixels, normalise(&view, orientation));
    }
}
