//! The Video-Code of RGBA frames, here of a bar that moves over ten seconds.
#![allow(clippy::print_stdout, reason = "an example")]

use core::time::Duration;

use iscc_core::{Bits, Mode, Unit, UnitKind};
use iscc_video::{Error, FrameHasher, Luma};

fn main() -> Result<(), Error> {
    let (mut hasher, mut plane) = (FrameHasher::new(), Vec::new());
    for frame in 0..250_u32 {
        let bar = |i: u32| [if i % 64 == frame / 4 { 255 } else { 20 }, 90, 160, 255];
        let rgba: Vec<u8> = (0..64 * 48).flat_map(bar).collect();
        let luma = Luma::from_rgba(&rgba, 64, 48, 64 * 4, &mut plane)?;
        hasher.push(Duration::from_millis(40) * frame, &luma);
    }
    let digest = hasher.finalize(Duration::from_secs(10)).ok_or(Error::NoFrames)?;
    println!("{}", Unit::new(UnitKind::Content(Mode::Video), Bits::B64, &digest));
    Ok(())
}
