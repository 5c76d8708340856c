//! Area `video`: the Video-Code of frame signatures, and what comes before it without a decoder.

use std::hint::black_box;

use iscc_core::Bits;
use iscc_video::{
    Luma, VideoHasher, VideoSignature, frame_signature, scene_difference, scene_features, shots,
    video_code,
};

use crate::input::noise;
use crate::measure::Table;

/// An hour at the reference's five frames a second.
const HOUR: usize = 18_000;

pub fn area(table: &mut Table) {
    let signatures = noise(HOUR * 380);
    let hour: Vec<[u8; 380]> =
        signatures.as_chunks::<380>().0.iter().map(|frame| frame.map(|byte| byte % 3)).collect();
    // An hour in which every picture stands for 4 seconds.
    let still: Vec<[u8; 380]> = (0..HOUR).map(|frame| hour[frame / 20]).collect();
    for (name, frames) in [("all different", &hour), ("20 frames each the same", &still)] {
        let lists: Vec<Vec<i32>> = frames
            .iter()
            .map(|frame| frame.iter().map(|value| i32::from(*value)).collect())
            .collect();
        let peer = || iscc_lib::gen_video_code_v0(&lists, 256).expect("there are frames").iscc;
        let input = format!("{HOUR} frames, {name}");
        table.row(
            "video/video-code",
            &input,
            (HOUR, "frames"),
            || video_code(frames, Bits::B256).map(|unit| unit.to_string()).unwrap_or_default(),
            peer,
        );
        table.lone_row("video/video-code streamed", &input, (HOUR, "frames"), || {
            let mut hasher = VideoHasher::new();
            for frame in frames {
                hasher.update(frame);
            }
            hasher.finalize()
        });
    }
    let mut film = VideoSignature::new(1920, 1080, 5);
    for (width, height) in [(640, 360), (1920, 1080), (3840, 2160)] {
        // More than the caches hold, as frames come from a decoder.
        let size = width * height;
        let bytes = noise(size * 8);
        let frames: Vec<Luma<'_>> = bytes
            .chunks(size)
            .map(|frame| Luma::new(frame, width, height, width).expect("a good size"))
            .collect();
        let input = format!("{width} x {height}");
        let mut next = frames.iter().cycle();
        table.lone_row("video/frame signature", &input, (1, "frames"), || {
            next.next().map(frame_signature)
        });
        let mut next = frames.iter().zip(frames.iter().skip(1)).cycle();
        table.lone_row("video/scene difference", &input, (1, "frames"), || {
            next.next().map(|(previous, current)| scene_difference(previous, current))
        });
        for tick in 0..HOUR / 3 {
            film.push(tick as u32, &frame_signature(&frames[tick % 8]));
            if tick >= 8 && width > 640 {
                break;
            }
        }
    }
    let file = film.to_bytes();
    let frames = film.len();
    let input = format!("{frames} frames");
    table.lone_row("video/signature file written", &input, (frames, "frames"), || film.to_bytes());
    table.lone_row("video/signature file read", &input, (frames, "frames"), || {
        VideoSignature::from_bytes(black_box(&file)).expect("a good file")
    });
    table.lone_row("video/scenes", &input, (frames, "frames"), || {
        scene_features(&film, &[9.0, 99.0])
    });
    table.lone_row("video/shots", &input, (frames, "frames"), || shots(&film));
}
