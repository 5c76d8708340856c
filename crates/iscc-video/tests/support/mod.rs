//! The pictures of `xtask/oracle/video_golden.py`, and small helpers of the tests.

#![allow(clippy::unwrap_used, dead_code, reason = "a test may fail, and uses what it needs")]

use std::sync::LazyLock;

use iscc_video::{FrameSignature, VideoSignature};
use serde_json::Value;

/// What the script has written.
pub(crate) static GOLDEN: LazyLock<Value> = LazyLock::new(|| {
    let json = include_str!("../../../../testdata/golden/video_signature.json");
    serde_json::from_str(json).unwrap()
});

/// One of the pictures that the script makes as well, row by row without gaps.
pub(crate) fn picture(kind: &str, width: u32, height: u32, frame: u32) -> Vec<u8> {
    let pixel: fn(u32, u32, u32, u32, u32) -> u32 = match kind {
        "noise" => |x, y, t, _, _| noise(x, y, t),
        "bright" => |x, y, t, _, _| 255 - (noise(x, y, t) & 7),
        "dark" => |x, y, t, _, _| noise(x, y, t) & 3,
        "waves" => |x, y, t, _, _| {
            let squares = x.wrapping_mul(x).wrapping_add(y.wrapping_mul(y).wrapping_mul(3));
            squares.wrapping_add(x * y).wrapping_add(t * (x + 41)) >> 6
        },
        "blocks" => |x, y, t, _, _| (((x + 5 * t) / 11) ^ (y / 7)) * 37 + t,
        "ramp" => |x, _, t, width, _| x * 255 / width + t,
        "flat" => |_, _, t, _, _| 77 + t,
        "step" => {
            |x, y, t, width, height| if x < width / 64 && y < height / 64 { 255 } else { 128 + t }
        }
        _ => panic!("no such picture: {kind}"),
    };
    let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    pixels.map(|(x, y)| (pixel(x, y, frame, width, height) & 255) as u8).collect()
}

fn noise(x: u32, y: u32, t: u32) -> u32 {
    let n = x.wrapping_mul(0x9E37_79B1).wrapping_add(y.wrapping_mul(0x85EB_CA77));
    let n = n.wrapping_add(t.wrapping_mul(0xC2B2_AE3D));
    let n = (n ^ (n >> 15)).wrapping_mul(0x2C1B_3C6D);
    let n = (n ^ (n >> 12)).wrapping_mul(0x297A_2D39);
    n >> 24
}

/// FNV-1a of 64 bits, in hexadecimal digits.
pub(crate) fn fnv(bytes: &[u8]) -> String {
    let hash = bytes.iter().fold(0xCBF2_9CE4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01B3)
    });
    format!("{hash:016x}")
}

/// Confidence, words and digits of a frame in hexadecimal digits, as they stand in a file.
pub(crate) fn record(signature: &FrameSignature) -> String {
    let digits = signature.vector().as_chunks::<5>().0.iter();
    let digits = digits.map(|five| five.iter().fold(0, |byte, digit| byte * 3 + digit));
    let head = [signature.confidence()].into_iter().chain(signature.words());
    let bytes: Vec<u8> = head.chain(digits).collect();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

/// A film of frames at consecutive ticks.
pub(crate) fn film(
    width: usize,
    height: usize,
    rate: u16,
    start: u32,
    signatures: &[FrameSignature],
) -> VideoSignature {
    let mut film = VideoSignature::new(width, height, rate);
    for (tick, signature) in (start..).zip(signatures) {
        film.push(tick, signature);
    }
    film
}
