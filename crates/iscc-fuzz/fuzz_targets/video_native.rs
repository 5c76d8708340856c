//! Any bytes as a film of H.264 in MP4 or Matroska, also behind a sound head: an error, or a film within the limits.
#![no_main]

use std::io::Cursor;

use iscc_video::{DecodeOptions, read_video_native};
use libfuzzer_sys::fuzz_target;

const FILMS: [&[u8]; 4] = [
    include_bytes!("../../../testdata/videofile/h264-edited.mp4"),
    include_bytes!("../../../testdata/videofile/h264-fragments.mp4"),
    include_bytes!("../../../testdata/videofile/h264-late.mkv"),
    include_bytes!("../../../testdata/videofile/edit-list.mp4"),
];

fuzz_target!(|input: (Option<u8>, Vec<(u16, u8)>, &[u8])| {
    let (film, changes, bytes) = input;
    let data = match film {
        Some(film) => {
            let mut data = FILMS[usize::from(film) % FILMS.len()].to_vec();
            let len = data.len();
            for (at, value) in changes {
                data[usize::from(at) % len] = value;
            }
            data
        }
        None => bytes.to_vec(),
    };
    let mut options = DecodeOptions::new().scenes(bytes.len() % 2 == 1).thumbnail(16);
    options.max_ticks = 10_000;
    options.max_pixels = 1 << 20;
    if let Ok(video) = read_video_native(Cursor::new(data), &options) {
        assert!(video.frames > 0 && video.frames <= 10_000);
    }
});
