//! What embedders call: pixel formats, thumbnails, firm bits.
#![allow(
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a test, of patterns that are computed"
)]
#![cfg(feature = "alloc")]

use iscc_image::{Gray32x32, Orientation, PixelFormat, View, fragile_bits, image_hash, normalise};

/// Some picture, as samples.
fn samples(count: usize) -> Vec<u8> {
    (0..count).map(|i| (i * i / 7 + i * 31) as u8).collect()
}

#[test]
fn all_formats_of_the_same_picture_agree() {
    let (width, height) = (61, 47);
    let rgba: Vec<u8> = samples(width * height * 4);
    let of = |bytes: &[u8], format: PixelFormat| {
        let view = View::packed(bytes, width, height, format).unwrap();
        normalise(&view, Orientation::Rotate90)
    };
    let map = |pixel: &dyn Fn(&[u8]) -> Vec<u8>| -> Vec<u8> {
        rgba.chunks_exact(4).flat_map(pixel).collect()
    };
    // The low byte is anything.
    let wide = |bytes: &[u8]| -> Vec<u8> {
        bytes.iter().flat_map(|&high| u16::from_be_bytes([high, 99]).to_ne_bytes()).collect()
    };

    let with_alpha = of(&rgba, PixelFormat::Rgba8);
    assert_eq!(of(&map(&|p| vec![p[2], p[1], p[0], p[3]]), PixelFormat::Bgra8), with_alpha);
    assert_eq!(of(&wide(&rgba), PixelFormat::Rgba16), with_alpha);
    let rgb = map(&|p| p[..3].to_vec());
    let opaque = of(&rgb, PixelFormat::Rgb8);
    assert_eq!(of(&map(&|p| vec![p[2], p[1], p[0]]), PixelFormat::Bgr8), opaque);
    assert_eq!(of(&wide(&rgb), PixelFormat::Rgb16), opaque);
    let gray_alpha = map(&|p| p[..2].to_vec());
    assert_eq!(
        of(&wide(&gray_alpha), PixelFormat::GrayAlpha16),
        of(&gray_alpha, PixelFormat::GrayAlpha8)
    );
    let gray = map(&|p| p[..1].to_vec());
    let numbers: Vec<u8> = gray.iter().flat_map(|&value| u16::from(value).to_ne_bytes()).collect();
    assert_eq!(of(&numbers, PixelFormat::Gray16), of(&gray, PixelFormat::Gray8));
    let bright: Vec<u8> = gray.iter().flat_map(|_| 300_u16.to_ne_bytes()).collect();
    assert_eq!(of(&bright, PixelFormat::Gray16).as_bytes(), &[255; 1024]);
}

/// Over many pictures with noise of up to one level, firm bits hardly ever flip and fragile ones often do.
#[test]
fn firm_bits_stay() {
    let (mut firm, mut firm_flipped, mut fragile, mut fragile_flipped) = (0, 0, 0, 0);
    let mut state = 7_u64;
    let mut random = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as u32
    };
    for _ in 0..200 {
        let (a, b, c) = (random() % 17, random() % 13, random() % 50);
        let mut level = |x: usize, y: usize| {
            let wave =
                (x as f64 * f64::from(a) / 9.0).sin() + (y as f64 * f64::from(b) / 7.0).cos();
            (128.0 + 20.0 * wave) as u32 + random() % (c + 1)
        };
        let picture = Gray32x32::from_fn(|x, y| level(x, y).min(254) as u8);
        let noisy = Gray32x32::from_fn(|x, y| {
            let value = i32::from(picture.get(x, y).unwrap()) + (random() % 3) as i32 - 1;
            value.clamp(0, 255) as u8
        });
        let (before, after, mask) =
            (image_hash(&picture), image_hash(&noisy), fragile_bits(&picture));
        for ((before, after), mask) in
            before.as_bytes().iter().zip(after.as_bytes()).zip(mask.as_bytes())
        {
            let flipped = before ^ after;
            fragile += mask.count_ones();
            fragile_flipped += (flipped & mask).count_ones();
            firm += 8 - mask.count_ones();
            firm_flipped += (flipped & !mask).count_ones();
        }
    }
    assert!(firm > 20_000 && fragile > 2000, "{firm} firm, {fragile} fragile");
    assert!(firm_flipped * 50 < firm, "{firm_flipped} of {firm} firm bits flipped");
    assert!(fragile_flipped * 10 > fragile, "{fragile_flipped} of {fragile} fragile bits flipped");
}

#[cfg(all(feature = "thumbnail", feature = "decode"))]
#[test]
fn thumbnails_are_upright_and_small() {
    use iscc_image::{Limits, ThumbnailFormat, decode_image, decode_with_thumbnail};

    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/image");
    let plain = std::fs::read(folder.join("exif-1.jpg")).unwrap();
    let (_, upright) = decode_with_thumbnail(&plain, &Limits::default(), 16).unwrap();
    for exif in 2..=8 {
        let file = std::fs::read(folder.join(format!("exif-{exif}.jpg"))).unwrap();
        let (decoded, thumbnail) = decode_with_thumbnail(&file, &Limits::default(), 16).unwrap();
        assert_eq!(decoded, decode_image(&file, &Limits::default()).unwrap());
        let swapped = decoded.orientation.swaps_axes();
        let size = (thumbnail.width(), thumbnail.height());
        let expected = (upright.width(), upright.height());
        assert_eq!(size, if swapped { (expected.1, expected.0) } else { expected });
        assert_eq!(size.0.max(size.1), 16);
    }
    assert!(upright.encode(ThumbnailFormat::Jpeg(60)).starts_with(b"\xff\xd8\xff"));
    for format in [ThumbnailFormat::Png, ThumbnailFormat::WebP] {
        let again =
            decode_with_thumbnail(&upright.encode(format), &Limits::default(), 16).unwrap().1;
        assert_eq!(again, upright);
    }
    assert!(
        upright.data_url(ThumbnailFormat::Png).starts_with("data:image/png;base64,iVBORw0KGgo")
    );
}
