//! A folder in, thumbnails and codes out: `thumbnailer FOLDER OUT`.
//!
//! Each picture in FOLDER is decoded once; OUT gets a JPEG of at most 128 pixels a side for it, and a line with its
//! Image-Code goes to stdout.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program")]

use core::error::Error;
use std::path::Path;
use std::{env, fs};

use iscc_core::Bits;
use iscc_image::{Limits, ThumbnailFormat, decode_with_thumbnail, image_code};

fn main() -> Result<(), Box<dyn Error>> {
    let (Some(folder), Some(out)) = (env::args().nth(1), env::args().nth(2)) else {
        return Err("usage: thumbnailer FOLDER OUT".into());
    };
    fs::create_dir_all(&out)?;
    let mut paths: Vec<_> =
        fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.is_file()) {
        match thumbnail(path, Path::new(&out)) {
            Ok(line) => println!("{line}"),
            Err(error) => eprintln!("{}: {error}", path.display()),
        }
    }
    Ok(())
}

fn thumbnail(path: &Path, out: &Path) -> Result<String, Box<dyn Error>> {
    let (decoded, thumbnail) = decode_with_thumbnail(&fs::read(path)?, &Limits::default(), 128)?;
    let name = path.file_name().unwrap_or_default();
    let mut target = out.join(name).into_os_string();
    target.push(".jpg");
    fs::write(target, thumbnail.encode(ThumbnailFormat::Jpeg(60)))?;
    let unit = image_code(&decoded.pixels, Bits::B64);
    Ok(format!("{unit}\t{} x {}\t{}", decoded.width, decoded.height, name.display()))
}
