//! `iscc text`: the text of documents, and what they say about themselves.

use std::borrow::Cow;
use std::fs::File;
use std::io;
use std::path::Path;

use anyhow::Result;
use iscc_kit::document::{Document, Metadata};
use iscc_kit::text::{text_clean, text_collapse};
use iscc_kit::{Error, Options, read_document};
use serde::Serialize;

use crate::Outcome;
use crate::args::Text;
use crate::inputs::{self, STDIN, Unreadable};
use crate::output::{self, Output};

pub(crate) fn command(args: &Text, output: &mut Output) -> Result<Outcome> {
    let mut outcome = Outcome::Done;
    for folder in inputs::empty_folders(&args.paths) {
        output::message(format_args!("{}: no files in this folder", folder.display()));
    }
    for input in inputs::expand(&args.paths) {
        let (path, document) = match input {
            Ok(path) => {
                let document = read(&path);
                (path, document)
            }
            Err(Unreadable { path, reason }) => {
                output::message(format_args!("{}: {reason}", path.display()));
                outcome = Outcome::Failed;
                continue;
            }
        };
        match document {
            Ok(document) => print(&path, &document, args, output)?,
            Err(error) => {
                output::message(format_args!(
                    "{}: {:#}",
                    path.display(),
                    anyhow::Error::from(error)
                ));
                outcome = Outcome::Failed;
            }
        }
    }
    Ok(outcome)
}

fn read(path: &Path) -> Result<Document, Error> {
    let options = Options::new();
    if path.as_os_str() == STDIN {
        return read_document(io::stdin().lock(), None, &options);
    }
    let name = path.file_name().map(|name| name.to_string_lossy());
    read_document(File::open(path)?, name.as_deref(), &options)
}

/// What a document says about itself, with the field names of the ISCC metadata schema.
#[derive(Serialize)]
struct Line<'a> {
    file: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file_bytes: Option<String>,
    #[serde(flatten)]
    metadata: &'a Metadata,
    #[serde(skip_serializing_if = "Option::is_none")]
    charset: Option<String>,
    characters: usize,
}

impl<'a> Line<'a> {
    fn of(path: &'a Path, document: &'a Document) -> Self {
        let (file, file_bytes) = output::path_in_json(path);
        Self {
            file,
            file_bytes,
            metadata: &document.metadata,
            charset: document.charset.map(|charset| charset.to_string()),
            characters: document.text.chars().count(),
        }
    }
}

fn print(path: &Path, document: &Document, args: &Text, output: &mut Output) -> Result<()> {
    if document.truncated {
        let what = "the text is longer than the limit and was cut off";
        output::message(format_args!("{}: {what}", path.display()));
    }
    if args.meta {
        output.json(&Line::of(path, document))?;
    } else if args.collapse {
        output.line(text_collapse(&text_clean(&document.text)))?;
    } else {
        output.bytes(document.text.as_bytes())?;
        if !document.text.ends_with('\n') {
            output.bytes(b"\n")?;
        }
    }
    output.flush()
}
