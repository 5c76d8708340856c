//! `pixels [--peer] FILE...`: a line for each file with the size and the CRC-32 of its pixels, or why there are none.
//!
//! With `--peer` it is mozjpeg that decodes. `xtask/oracle/image_jpeg_parity.py` compares the lines with Pillow's.
#![allow(clippy::print_stdout, reason = "what the program is for")]

use std::io::{BufRead, Read};
use std::{env, fs, io};

use iscc_jpeg::{Decoder, Error, Options};

fn main() {
    let mut peer = false;
    let mut files: Vec<String> = Vec::new();
    for arg in env::args().skip(1) {
        match &*arg {
            "--peer" => peer = true,
            "-" => files.extend(io::stdin().lines().map_while(Result::ok)),
            _ => files.push(arg),
        }
    }
    for file in files {
        let bytes = fs::read(&file).unwrap_or_default();
        let pixels =
            if peer { by_mozjpeg(&bytes) } else { by_us(&bytes).map_err(|e| e.to_string()) };
        match pixels {
            Ok((width, height, channels, pixels)) => {
                println!("{width}x{height}x{channels} {:08x} {file}", crc(&pixels));
            }
            Err(error) => println!("error {file} {error}"),
        }
    }
}

type Picture = (usize, usize, usize, Vec<u8>);

fn by_us(bytes: &[u8]) -> Result<Picture, Error> {
    let decoder = Decoder::new(bytes)?;
    let (width, height) = (decoder.width().into(), decoder.height().into());
    let mut rows = decoder.rows(&Options::default())?;
    let channels = rows.color().channels();
    let mut pixels = Vec::new();
    while let Some(row) = rows.next_row()? {
        pixels.extend_from_slice(row);
    }
    rows.finish()?;
    Ok((width, height, channels, pixels))
}

/// Remembers whether more was read than there is.
struct Input<'a>(&'a [u8], &'a core::cell::Cell<bool>);

impl Read for Input<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buf)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Input<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.1.set(self.1.get() || self.0.is_empty());
        Ok(self.0)
    }

    fn consume(&mut self, amount: usize) {
        self.0 = self.0.get(amount..).unwrap_or_default();
    }
}

fn by_mozjpeg(bytes: &[u8]) -> Result<Picture, String> {
    let starved = core::cell::Cell::new(false);
    let decode = || {
        let file =
            mozjpeg::Decompress::new_reader(Input(bytes, &starved)).map_err(|e| e.to_string())?;
        let channels = file.components().len();
        let mut rows = match channels {
            1 => file.grayscale(),
            3 => file.rgb(),
            4 => file.to_colorspace(mozjpeg::ColorSpace::JCS_CMYK),
            _ => return Err("components".to_owned()),
        }
        .map_err(|e| e.to_string())?;
        let (width, height) = (rows.width(), rows.height());
        let mut pixels = vec![0; width * height * channels];
        for row in pixels.chunks_exact_mut(width * channels) {
            rows.read_scanlines_into(row).map_err(|e| e.to_string())?;
            if starved.get() {
                return Err("cut off".to_owned());
            }
        }
        rows.finish().map_err(|e| e.to_string())?;
        Ok((width, height, channels, pixels))
    };
    std::panic::catch_unwind(core::panic::AssertUnwindSafe(decode)).unwrap_or_else(|payload| {
        let text = payload.downcast_ref::<String>();
        Err(text.cloned().unwrap_or_else(|| "unwound".to_owned()))
    })
}

fn crc(bytes: &[u8]) -> u32 {
    let table: [u32; 256] = core::array::from_fn(|index| {
        (0..8).fold(u32::try_from(index).unwrap_or(0), |value, _| {
            value >> 1 ^ if value & 1 == 0 { 0 } else { 0xedb8_8320 }
        })
    });
    !bytes.iter().fold(!0, |crc, byte| crc >> 8 ^ table[usize::from(crc.to_le_bytes()[0] ^ byte)])
}
