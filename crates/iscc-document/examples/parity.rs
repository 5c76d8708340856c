//! What this crate makes of documents, one JSON line a file: the counterpart of `xtask/oracle/text_parity.py`.
//!
//! usage: `parity PATH...` (`@FILE`: the paths in a file, one a line), `parity --collapsed PATH` (the text as a Text-Code
//! sees it), `parity --text PATH` (the text as it is in the file)
//!
//! A row has the format, the metadata, and the length, BLAKE3 and 256-bit code of the collapsed text, or an error; under
//! `tika` the same again with six U+FFFD for each character beyond U+FFFF, as the reference has it.
#![allow(clippy::print_stdout, reason = "a program")]

use core::error::Error;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use iscc_core::Bits;
use iscc_document::{Document, Format, Limits, extract};
use iscc_text::{text_clean, text_code, text_collapse};
use serde_json::{Value, json};

/// The media type by the end of the name, which is all that this program looks at.
fn media_type(path: &Path) -> &'static str {
    let suffix = path.extension().and_then(|s| s.to_str()).unwrap_or_default().to_lowercase();
    match suffix.as_str() {
        "html" | "htm" => "text/html",
        "xhtml" => "application/xhtml+xml",
        "xml" => "application/xml",
        "rtf" => "application/rtf",
        "docx" | "docm" | "dotx" => {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        }
        "pptx" | "pptm" | "ppsx" | "ppsm" | "potx" => {
            "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        }
        "xlsx" | "xlsm" | "xltx" => {
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        }
        "odt" => "application/vnd.oasis.opendocument.text",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "odp" => "application/vnd.oasis.opendocument.presentation",
        "doc" => "application/msword",
        "ppt" | "pps" | "pot" => "application/vnd.ms-powerpoint",
        "xls" => "application/vnd.ms-excel",
        "epub" => "application/epub+zip",
        "mobi" | "azw3" => "application/x-mobipocket-ebook",
        "pdf" => "application/pdf",
        "md" => "text/markdown",
        "csv" => "text/csv",
        "json" => "application/json",
        _ => "text/plain",
    }
}

fn read(path: &Path) -> Result<(Format, Document), Box<dyn Error>> {
    let bytes = fs::read(path)?;
    let format = Format::of_media_type(media_type(path)).unwrap_or(Format::Plain).refined(&bytes);
    Ok((format, extract(&bytes, format, &Limits::default())?))
}

/// What the reference's bridge from Java to Python makes of a text.
fn through_tika(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    for c in text.chars() {
        if c > '\u{ffff}' { all.push_str(&"\u{fffd}".repeat(6)) } else { all.push(c) }
    }
    all
}

fn features(text: &str) -> Value {
    let cleaned = text_clean(text);
    let collapsed = text_collapse(&cleaned).to_string();
    json!({
        "characters": collapsed.chars().count(),
        "blake3": blake3::hash(collapsed.as_bytes()).to_string(),
        "code": text_code(&cleaned, Bits::B256).unit.to_string(),
    })
}

fn row(path: &Path) -> Value {
    let (format, document) = match read(path) {
        Ok(read) => read,
        Err(error) => return json!({"path": path, "error": error.to_string()}),
    };
    // PDF text does not come through that bridge.
    let tika = match format {
        Format::Pdf => features(&document.text),
        _ => features(&through_tika(&document.text)),
    };
    let mut row = features(&document.text);
    row["path"] = json!(path);
    row["format"] = json!(format.to_string());
    row["name"] = json!(document.metadata.name);
    row["description"] = json!(document.metadata.description);
    row["creator"] = json!(document.metadata.creator);
    row["tika"] = tika;
    row
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut out = std::io::stdout().lock();
    while let Some(argument) = arguments.next() {
        if argument == "--collapsed" {
            let path = arguments.next().ok_or("--collapsed of which file?")?;
            let (format, document) = read(Path::new(&path))?;
            let text = match format {
                Format::Pdf => document.text,
                _ => through_tika(&document.text),
            };
            write!(out, "{}", text_collapse(&text_clean(&text)))?;
        } else if argument == "--text" {
            let path = arguments.next().ok_or("--text of which file?")?;
            write!(out, "{}", read(Path::new(&path))?.1.text)?;
        } else if let Some(list) = argument.strip_prefix('@') {
            for path in fs::read_to_string(list)?.lines() {
                writeln!(out, "{}", row(Path::new(path)))?;
                out.flush()?;
            }
        } else {
            writeln!(out, "{}", row(Path::new(&argument)))?;
        }
    }
    Ok(())
}
