//! What this crate makes of image files: a line of JSON for each, to be compared with the reference's
//! (`cargo xtask oracle image`). Arguments are paths, or `@LIST`, a file with a path in each line.
#![allow(clippy::print_stdout, reason = "a program")]

use core::error::Error;
use core::fmt::Write as _;
use std::{env, fs};

use iscc_core::Bits;
use iscc_image::{Limits, decode_image, image_code};

fn main() -> Result<(), Box<dyn Error>> {
    for argument in env::args().skip(1) {
        match argument.strip_prefix('@') {
            Some(list) => fs::read_to_string(list)?.lines().for_each(print_line),
            None => print_line(&argument),
        }
    }
    Ok(())
}

/// Paths are made by scripts: no quote or backslash is in them.
fn print_line(path: &str) {
    let found = fs::read(path).map_err(|error| error.to_string()).and_then(|bytes| {
        decode_image(&bytes, &Limits::default()).map_err(|error| error.to_string())
    });
    match found {
        Ok(found) => {
            let mut pixels = String::with_capacity(2048);
            for pixel in found.pixels.as_bytes() {
                let _ = write!(pixels, "{pixel:02x}");
            }
            let (width, height) = (found.width, found.height);
            let code = |bits| image_code(&found.pixels, bits);
            let (short, long) = (code(Bits::B64), code(Bits::B256));
            println!(
                r#"{{"path":"{path}","width":{width},"height":{height},"code_64":"{short}","code_256":"{long}","pixels":"{pixels}"}}"#,
            );
        }
        Err(error) => {
            println!(r#"{{"path":"{path}","error":"{}"}}"#, error.replace(['"', '\\'], "'"));
        }
    }
}
