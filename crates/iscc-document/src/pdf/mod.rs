//! PDF: the text of the pages in pdfium's order, and the document information.
//!
//! hayro-syntax reads the objects of a file. What fonts mean is in `font/`, what is drawn in `content.rs`, in which
//! order it is read in `text_page.rs`.

mod between;
mod bombs;
mod content;
mod direction;
mod font;
mod gap;
mod geometry;
mod information;
mod lexer;
mod line;
mod marks;
mod stream;
mod text_object;
mod text_page;

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::panic::AssertUnwindSafe;
use std::panic::catch_unwind;

use hayro_syntax::object::{Dict, Object, Stream};
use hayro_syntax::page::{Page, Rotation};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use self::content::{Interpreter, Resources};
use self::font::Fonts;
use self::geometry::Rect;
use self::stream::Streams;
use super::format::Format;
use super::output::Output;
use super::properties::Properties;
use crate::error::Error;

/// Reads a PDF.
pub(super) fn read_pdf(bytes: &[u8], out: &mut Output<'_>) -> Result<Properties, Error> {
    // The libraries that take files apart are young: should one panic on a file, the file is called damaged.
    catch_unwind(AssertUnwindSafe(|| read(bytes, out)))
        .unwrap_or_else(|_| Err(Error::damaged(Format::Pdf, "it cannot be taken apart")))
}

/// How far into a file its first line may stand for pdfium, which counts all offsets from there.
const FIRST_LINE: usize = 1024;

/// How far into a file Tika, which reads the metadata, looks for that line.
const FIRST_LINE_OF_METADATA: usize = 512;

/// What Tika takes for another kind of file, if it stands in front of that line.
const OTHERS: [&[u8]; 9] =
    [b"HTTP/", b"#!", b"%", b"<html", b"<!", b"<?xml", b"<body", b"Received:", b"MIME-Version:"];

/// Whether Tika finds the metadata of a file with this in front of its first line.
fn has_metadata(front: &[u8]) -> bool {
    front.len() <= FIRST_LINE_OF_METADATA && !OTHERS.iter().any(|other| front.starts_with(other))
}

/// Where the first line of a file is: what stands before it (a byte order mark, a header of HTTP) does not count.
fn start(bytes: &[u8]) -> usize {
    const SIGN: &[u8] = b"%PDF-";
    let start = &bytes[..bytes.len().min(FIRST_LINE + SIGN.len())];
    start.windows(SIGN.len()).position(|window| window == SIGN).unwrap_or(0)
}

fn read(bytes: &[u8], out: &mut Output<'_>) -> Result<Properties, Error> {
    let (front, bytes) = bytes.split_at(start(bytes));
    bombs::check(bytes, out)?;
    let data: Arc<Vec<u8>> = Arc::new(bytes.to_vec());
    let pdf = Pdf::new(data).map_err(|error| match error {
        LoadPdfError::Decryption(
            DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm,
        ) => Error::Encrypted(Format::Pdf),
        LoadPdfError::Decryption(_) => Error::damaged(Format::Pdf, "its encryption is not sound"),
        LoadPdfError::Invalid => Error::damaged(Format::Pdf, "there is no document in it"),
    })?;
    let mut streams = Streams::new(out);
    let mut properties = if has_metadata(front) {
        information::properties(&pdf, bytes, &mut streams)?
    } else {
        Properties::default()
    };
    properties.pages = Some(pdf.pages().len() as u64);
    let mut fonts = Fonts::default();
    let mut text = Vec::new();
    for (index, page) in pdf.pages().iter().enumerate() {
        if index > 0 {
            streams.out.push('\n');
        }
        if streams.out.is_full() {
            break;
        }
        streams.out.part()?;
        read_page(page, &mut fonts, &mut text, &mut streams)?;
        write(&text, streams.out);
        text.clear();
    }
    Ok(properties)
}

/// The characters of a page.
fn read_page(
    page: &Page<'_>,
    fonts: &mut Fonts,
    text: &mut Vec<u32>,
    streams: &mut Streams<'_, '_>,
) -> Result<(), Error> {
    let content = content(page, streams)?;
    let mut interpreter = Interpreter::new(fonts, streams);
    let resources = Resources::of_page(resources(page));
    interpreter.page(&content, &resources)?;
    let objects = interpreter.objects;
    let crop = page.intersected_crop_box();
    #[expect(clippy::cast_possible_truncation, reason = "f32 as in pdfium")]
    let mut bounds = Rect {
        left: crop.x0 as f32,
        bottom: crop.y0 as f32,
        right: crop.x1 as f32,
        top: crop.y1 as f32,
    };
    if bounds.is_empty() {
        bounds = Rect { left: 0.0, bottom: 0.0, right: 612.0, top: 792.0 };
    }
    let quarters = match page.rotation() {
        Rotation::None => 0,
        Rotation::Horizontal => 1,
        Rotation::Flipped => 2,
        Rotation::FlippedHorizontal => 3,
    };
    text_page::text_of(fonts, &objects, bounds, quarters, text);
    Ok(())
}

/// The content of a page; a space between its streams.
fn content(page: &Page<'_>, streams: &mut Streams<'_, '_>) -> Result<Vec<u8>, Error> {
    let mut content = Vec::new();
    match page.raw().get::<Object<'_>>("Contents") {
        Some(Object::Stream(stream)) => {
            content.extend_from_slice(&streams.decode(&stream)?.unwrap_or_default());
        }
        Some(Object::Array(array)) => {
            for stream in array.iter::<Stream<'_>>() {
                streams.out.part()?;
                content.extend_from_slice(&streams.decode(&stream)?.unwrap_or_default());
                content.push(b' ');
            }
        }
        _ => {}
    }
    Ok(content)
}

/// The resources of a page, its own or inherited.
fn resources<'a>(page: &Page<'a>) -> Dict<'a> {
    let mut node = page.raw().clone();
    // Page trees are shallow; a parent may be its own.
    for _ in 0..64 {
        if let Some(resources) = node.get::<Dict<'a>>("Resources") {
            return resources;
        }
        match node.get::<Dict<'a>>("Parent") {
            Some(parent) => node = parent,
            None => break,
        }
    }
    Dict::empty()
}

/// Writes UTF-16 or UTF-32 units; lone halves of surrogate pairs are left out.
fn write(units: &[u32], out: &mut Output<'_>) {
    let mut units = units.iter().copied().peekable();
    while let Some(unit) = units.next() {
        let low = units.peek().copied().filter(|low| (0xdc00..0xe000).contains(low));
        let c = match (unit, low) {
            (0xd800..=0xdbff, Some(low)) => {
                units.next();
                char::from_u32(0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00))
            }
            _ => char::from_u32(unit),
        };
        if let Some(c) = c {
            out.push(c);
        }
    }
}
