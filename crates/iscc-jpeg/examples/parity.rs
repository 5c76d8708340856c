//! What this crate makes of JPEG files: a line for each with its size and the CRC-32 of its pixels, or why there are none,
//! to be compared with Pillow's (`cargo xtask oracle jpeg`). Arguments are paths, or `@LIST`, a file with a path in
//! each line.
#![allow(clippy::print_stdout, reason = "a program")]

use std::{env, fs, io};

use iscc_jpeg::{Decoder, Error, Options};

fn main() -> io::Result<()> {
    for argument in env::args().skip(1) {
        match argument.strip_prefix('@') {
            Some(list) => fs::read_to_string(list)?.lines().for_each(print_line),
            None => print_line(&argument),
        }
    }
    Ok(())
}

fn print_line(path: &str) {
    match decode(&fs::read(path).unwrap_or_default()) {
        Ok(found) => println!("{path} {found}"),
        Err(error) => println!("{path} error {error}"),
    }
}

fn decode(bytes: &[u8]) -> Result<String, Error> {
    let decoder = Decoder::new(bytes)?;
    let (width, height) = (decoder.width(), decoder.height());
    let mut rows = decoder.rows(&Options::default())?;
    let channels = rows.color().channels();
    let mut crc = !0;
    while let Some(row) = rows.next_row()? {
        crc = row.iter().fold(crc, |crc, byte| {
            let bits = (crc ^ u32::from(*byte)) & 0xff;
            (crc >> 8) ^ (0..8).fold(bits, |bits, _| (bits >> 1) ^ ((bits & 1) * 0xedb8_8320))
        });
    }
    rows.finish()?;
    Ok(format!("{width}x{height}x{channels} {:08x}", !crc))
}
