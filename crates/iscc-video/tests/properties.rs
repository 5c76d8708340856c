//! Laws of signatures, signature files and hashes, for any input.

#![allow(clippy::unwrap_used, reason = "a test may fail")]
#![allow(clippy::cast_possible_truncation, reason = "sizes are small")]

extern crate alloc;

mod support;

use alloc::collections::BTreeSet;

use iscc_video::{
    Error, FrameSignature, Luma, Orientation, VALUES, VideoHasher, VideoSignature, find_clip,
    frame_signature, scene_difference, scene_features, shots, video_hash,
};
use proptest::collection::vec;
use proptest::prelude::*;
use support::picture;

const ORIENTATIONS: [Orientation; 8] = [
    Orientation::Normal,
    Orientation::FlipHorizontal,
    Orientation::Rotate180,
    Orientation::FlipVertical,
    Orientation::Transpose,
    Orientation::Rotate90,
    Orientation::Transverse,
    Orientation::Rotate270,
];

/// A picture turned pixel by pixel, the slow way.
fn turned(bytes: &[u8], width: usize, height: usize, orientation: Orientation) -> Vec<u8> {
    let swaps = orientation.swaps_sides();
    let (new_width, new_height) = if swaps { (height, width) } else { (width, height) };
    let pixels = (0..new_height).flat_map(|y| (0..new_width).map(move |x| (x, y)));
    let (right, bottom) = (width - 1, height - 1);
    let source = |(x, y)| match orientation {
        Orientation::Normal => (x, y),
        Orientation::FlipHorizontal => (right - x, y),
        Orientation::Rotate180 => (right - x, bottom - y),
        Orientation::FlipVertical => (x, bottom - y),
        Orientation::Transpose => (y, x),
        Orientation::Rotate90 => (y, bottom - x),
        Orientation::Transverse => (right - y, bottom - x),
        Orientation::Rotate270 => (right - y, x),
    };
    pixels.map(source).map(|(x, y)| bytes[y * width + x]).collect()
}

/// Any bytes as a film: the words and values are made legal by reading them from a frame.
fn film(seeds: &[u32], ticks: u16) -> VideoSignature {
    let mut film = VideoSignature::new(40, 36, ticks);
    for (tick, seed) in (0..).zip(seeds) {
        let kind = ["noise", "waves", "blocks", "step"][*seed as usize % 4];
        let bytes = picture(kind, 40, 36, seed / 4 % 60);
        film.push(tick * 2, &frame_signature(&Luma::new(&bytes, 40, 36, 40).unwrap()));
    }
    film
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn padding_says_nothing(
        width in 32usize..200, height in 32usize..120, pad in 0usize..70, seed: u8, fill: u8,
    ) {
        let bytes = picture("noise", width as u32, height as u32, seed.into());
        let expected = frame_signature(&Luma::new(&bytes, width, height, width).unwrap());
        let mut padded: Vec<u8> = Vec::new();
        for row in bytes.chunks(width) {
            padded.extend(row);
            padded.extend(vec![fill; pad]);
        }
        let luma = Luma::new(&padded, width, height, width + pad).unwrap();
        prop_assert_eq!(frame_signature(&luma), expected.clone());
        prop_assert_eq!(scene_difference(&luma, &luma), Some(0.0));
        // The last row needs no padding.
        padded.truncate(padded.len() - pad);
        let luma = Luma::new(&padded, width, height, width + pad).unwrap();
        prop_assert_eq!(frame_signature(&luma), expected);
        padded.pop();
        let is_buffer = matches!(Luma::new(&padded, width, height, width + pad), Err(Error::Buffer { .. }));
        prop_assert!(is_buffer);
    }

    #[test]
    fn orientations_are_those_of_turned_pixels(
        width in 32usize..200, height in 32usize..120, seed: u8, orientation in 0usize..8,
    ) {
        let orientation = ORIENTATIONS[orientation];
        let bytes = picture("noise", width as u32, height as u32, seed.into());
        let luma = Luma::new(&bytes, width, height, width).unwrap().oriented(orientation);
        let turned = turned(&bytes, width, height, orientation);
        let copy = Luma::new(&turned, luma.width(), luma.height(), luma.width()).unwrap();
        prop_assert_eq!(frame_signature(&luma), frame_signature(&copy));
    }

    #[test]
    fn files_come_back(seeds in vec(any::<u32>(), 0..120), ticks: u16) {
        let film = film(&seeds, ticks);
        let file = film.to_bytes();
        prop_assert_eq!(&VideoSignature::from_bytes(&file).unwrap(), &film);
        // Bytes behind the last frame do not matter.
        let longer: Vec<u8> = file.iter().copied().chain([1, 2, 3]).collect();
        prop_assert_eq!(&VideoSignature::from_bytes(&longer).unwrap(), &film);
        for end in [0, 1, 20, file.len() / 2, file.len().saturating_sub(2)] {
            prop_assert!(VideoSignature::from_bytes(&file[..end]).is_err(), "cut off at {}", end);
        }
    }

    #[test]
    fn damage_is_an_error_or_another_film(
        seeds in vec(any::<u32>(), 1..60),
        flips in vec((any::<prop::sample::Index>(), 0u8..8), 1..6),
        cuts in vec(any::<f64>(), 0..5),
    ) {
        let mut file = film(&seeds, 5).to_bytes();
        for (index, bit) in flips {
            let index = index.index(file.len());
            file[index] ^= 1 << bit;
        }
        if let Ok(film) = VideoSignature::from_bytes(&file) {
            prop_assert_eq!(VideoSignature::from_bytes(&film.to_bytes()).unwrap(), film.clone());
            let _ = scene_features(&film, &cuts);
            let shots = shots(&film);
            let _ = find_clip(&shots, &shots);
        }
    }

    #[test]
    fn any_bytes(bytes in vec(any::<u8>(), 0..400)) {
        let _ = VideoSignature::from_bytes(&bytes);
    }

    #[test]
    fn the_hash_is_of_the_set(
        mut frames in vec(vec(0u64..3, VALUES), 1..20),
        wide in vec(vec(any::<u64>(), VALUES), 0..3),
        order in vec(any::<prop::sample::Index>(), 0..40),
    ) {
        frames.extend(wide);
        let frames: Vec<[u64; VALUES]> =
            frames.into_iter().map(|frame| frame.try_into().unwrap()).collect();
        let expected = video_hash(&frames);
        let mut hasher = VideoHasher::new();
        for index in order {
            hasher.update(index.get(&frames));
        }
        for frame in frames.iter().rev() {
            hasher.update(frame);
        }
        prop_assert_eq!(hasher.finalize(), expected);
        let distinct: BTreeSet<_> = frames.into_iter().collect();
        let distinct: Vec<_> = distinct.into_iter().collect();
        prop_assert_eq!(video_hash(&distinct), expected);
    }
}

#[test]
fn absurd_sizes() {
    let bytes = vec![0; 64 * 64];
    let size = |width, height, stride| Luma::new(&bytes, width, height, stride).map(drop);
    assert!(size(64, 64, 64).is_ok() && size(32, 32, 64).is_ok());
    for (width, height) in
        [(0, 0), (31, 64), (64, 31), (usize::MAX, 32), (32, usize::MAX), (1 << 20, 1 << 20)]
    {
        let result = size(width, height, width);
        assert!(
            matches!(result, Err(Error::TooSmall { .. } | Error::TooLarge { .. })),
            "{width} x {height}: {result:?}"
        );
    }
    for (width, height, stride) in
        [(64, 65, 64), (64, 64, 63), (64, 64, 0), (65, 64, 65), (64, 64, usize::MAX)]
    {
        let result = size(width, height, stride);
        assert!(matches!(result, Err(Error::Buffer { .. })), "{width} x {height}: {result:?}");
    }
    // 32 rows as long as they may be.
    let long = (1 << 28) / 160 - 200;
    let bytes = vec![255; long * 32];
    let luma = Luma::new(&bytes, long, 32, long).unwrap();
    let signature = frame_signature(&luma);
    assert_eq!(signature, frame_signature(&luma.oriented(Orientation::Rotate180)));
    let sides = |luma: &Luma<'_>| (luma.width(), luma.height());
    assert_eq!(sides(&luma.oriented(Orientation::Rotate90)), (32, long));
}

#[test]
fn plain_frames_are_undecided() {
    for luma in [0, 16, 127, 129, 255] {
        let bytes = vec![luma; 320 * 200];
        let signature: FrameSignature = frame_signature(&Luma::new(&bytes, 320, 200, 320).unwrap());
        // The brightness of all places is the same, so none of them stands out.
        assert_eq!(signature.vector(), &[1; VALUES]);
        assert_eq!((signature.confidence(), signature.words()), (0, [121; 5]));
    }
}

#[test]
fn a_film_of_a_day_of_signatures() {
    // Sums leave their small numbers many times.
    let frame = |seed| -> [u8; VALUES] {
        let noise: [u8; VALUES] = picture("noise", 20, 19, seed).try_into().unwrap();
        noise.map(|byte| byte % 3)
    };
    let frames: Vec<_> = (0..20_000).map(frame).collect();
    let mut sums = [0u64; VALUES];
    let distinct: BTreeSet<_> = frames.iter().collect();
    for frame in &distinct {
        for (sum, value) in sums.iter_mut().zip(*frame) {
            *sum += u64::from(*value);
        }
    }
    // One frame of values that are the sums has their hash.
    assert_eq!(video_hash(&[sums]), video_hash(&frames));
    assert!(distinct.len() > 19_000, "{}", distinct.len());
}
