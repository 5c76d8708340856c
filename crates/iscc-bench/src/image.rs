//! Area `image`: Image-Code of 1024 pixels, and the way from a JPEG file to them.

use iscc_core::Bits;
use iscc_image::{Gray32x32, Limits, decode, image_code};

use crate::input::noise;
use crate::measure::Table;

pub fn area(table: &mut Table) {
    let pixels = noise(1024);
    let gray = Gray32x32::try_from(&*pixels).expect("1024 pixels");
    for bits in [Bits::B64, Bits::B256] {
        table.row(
            "image/image-code",
            &format!("1024 pixels, {bits} bits"),
            (1, "codes"),
            || image_code(&gray, bits).to_string(),
            || iscc_lib::gen_image_code_v0(&pixels, bits.get()).expect("1024 pixels").iscc,
        );
    }
    for (width, height) in [(640, 480), (4000, 3000)] {
        let file = jpeg(width, height);
        table.lone_row(
            "image/decode and normalise",
            &format!("JPEG {width} x {height}"),
            (width * height, "pixels"),
            || decode(&file, &Limits::default()).expect("a good file"),
        );
    }
}

/// A soft picture with some grain, as a camera gives it: 4:2:0, quality 90.
fn jpeg(width: usize, height: usize) -> Vec<u8> {
    let grain = noise(width * height);
    let pixel = |i: usize| {
        let (x, y) = (i % width * 255 / width, i / width * 255 / height);
        let grain = usize::from(grain[i]) / 16;
        [(x + grain).min(255) as u8, (y + grain).min(255) as u8, ((x + y) / 2) as u8]
    };
    let pixels: Vec<u8> = (0..width * height).flat_map(pixel).collect();
    let mut encoder = mozjpeg::Compress::new(mozjpeg::ColorSpace::JCS_RGB);
    encoder.set_size(width, height);
    encoder.set_quality(90.0);
    let mut encoder = encoder.start_compress(Vec::new()).expect("memory takes it");
    encoder.write_scanlines(&pixels).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}
