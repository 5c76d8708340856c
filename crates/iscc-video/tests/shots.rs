//! A clip is found in the film that it was cut from, smaller and noisier and from between two frames, and in no other.

#![allow(clippy::unwrap_used, reason = "a test may fail")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sizes and gray levels are small"
)]

mod support;

use iscc_video::{Luma, Shot, VideoSignature, find_clip, frame_signature, shots};
use support::picture;

/// Shots of a film: a seed, and their lengths in milliseconds.
fn film(seed: u32) -> Vec<(u32, u32)> {
    (0..40).map(|shot| (seed * 1000 + shot, 1700 + (seed * 37 + shot * 1231) % 5300)).collect()
}

/// A number that looks random.
fn random(seed: u32, index: u32) -> i64 {
    i64::from(picture("noise", 1, 1, seed.wrapping_mul(97).wrapping_add(index * 7919))[0])
}

/// A picture of a shot: some soft discs that move slowly, seen in any size.
fn scene(seed: u32, time: u32, width: i64, height: i64, noise: u32) -> Vec<u8> {
    let time = i64::from(time);
    let discs: Vec<[i64; 4]> = (0..12)
        .map(|disc| {
            let [x, y, dx, dy, size, luma] =
                [0, 1, 2, 3, 4, 5].map(|number| random(seed, disc * 6 + number));
            let (x, y) = (x * 4 + (dx - 128) * time / 40_000, y * 4 + (dy - 128) * time / 40_000);
            [x, y, 60 + size, luma - 128]
        })
        .collect();
    let grain = picture("noise", width as u32, height as u32, noise);
    let pixel = |index: i64| {
        let (x, y) = (index % width * 1024 / width, index / width * 1024 / height);
        let mut luma = 128 + (i64::from(grain[index as usize]) - 128) * i64::from(noise > 0) / 12;
        for [disc_x, disc_y, size, disc_luma] in &discs {
            let distance = (x - disc_x).pow(2) + (y - disc_y).pow(2);
            luma += disc_luma * (size * size - distance).max(0) / (size * size);
        }
        luma.clamp(0, 255) as u8
    };
    (0..width * height).map(pixel).collect()
}

/// The part of a film from one time to another, in milliseconds.
fn part(
    film: &[(u32, u32)],
    from: u32,
    to: u32,
    (width, height): (i64, i64),
    noise: u32,
) -> Vec<Shot> {
    let mut signature = VideoSignature::new(width as usize, height as usize, 5);
    for tick in 0..(to - from) / 200 {
        let mut time = from + tick * 200;
        let shot = film.iter().find(|(_, length)| {
            let found = time < *length;
            if !found {
                time -= length;
            }
            found
        });
        let Some((seed, _)) = shot else { break };
        let bytes = scene(*seed, time, width, height, if noise > 0 { noise + tick } else { 0 });
        let luma = Luma::new(&bytes, width as usize, height as usize, width as usize).unwrap();
        signature.push(tick, &frame_signature(&luma));
    }
    shots(&signature)
}

#[test]
fn clips_are_found_where_they_were_cut() {
    let long = film(1);
    let whole = part(&long, 0, 150_000, (96, 64), 0);
    assert!(whole.len() > 30, "{} shots", whole.len());
    let end: f64 = whole.iter().map(|shot| shot.duration).sum();
    for (from, to) in [(0, 20_000), (33_330, 55_000), (61_090, 90_000), (100_150, 112_000)] {
        for (size, noise) in [((96, 64), 0), ((64, 48), 3), ((131, 71), 900)] {
            let clip = part(&long, from, to, size, noise);
            let found = find_clip(&whole, &clip).unwrap_or_else(|| panic!("{from} {size:?}"));
            let offset = f64::from(from) / 1000.0;
            assert!((found.offset - offset).abs() < 0.45, "{found:?} for {offset} {size:?}");
            assert!(found.covered > 0.6 && found.offset < end, "{found:?}");
        }
    }
}

#[test]
fn other_films_are_not_found() {
    let whole = part(&film(1), 0, 150_000, (96, 64), 0);
    for seed in 2..6 {
        let clip = part(&film(seed), 5_000, 35_000, (96, 64), 0);
        assert!(clip.len() > 4);
        assert_eq!(find_clip(&whole, &clip), None, "film {seed}");
    }
    assert_eq!(find_clip(&whole, &[]), None);
    assert_eq!(find_clip(&[], &whole), None);
    assert_eq!(find_clip(&whole, &whole[3..4]), None, "one shot is not enough");
    assert!(shots(&VideoSignature::new(32, 32, 0)).is_empty());
}
