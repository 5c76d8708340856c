//! From a file to its record: the pipeline of ISO 24138.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use iscc_core::{Bits, Code, Multihash, Unit};
use iscc_schema::{Metadata, Note, NoteCode, Record};

use crate::beside;
use crate::content::{self, Content};
use crate::detect;
use crate::error::Error;
use crate::options::Options;
use crate::source::{Foreign, Source};

/// The record of a file.
///
/// ```no_run
/// use iscc_kit::{Options, code_file};
///
/// let record = code_file("picture.jpg", &Options::new())?;
/// println!("{} {:?}", record.iscc, record.metadata.name);
/// # Ok::<(), iscc_kit::Error>(())
/// ```
///
/// # Errors
/// An [`Error`] if the file cannot be read, is damaged, or goes beyond the limits. A file of a kind
/// that no engine reads is no error: it gets its ISCC-SUM and a [`Note`].
pub fn code_file(path: impl AsRef<Path>, options: &Options) -> Result<Record, Error> {
    let path = path.as_ref();
    let name = path.file_name().map(|name| name.to_string_lossy());
    let file = File::open(path)?;
    let regular = file.metadata().is_ok_and(|metadata| metadata.is_file());
    let source = Source::boxed(file);
    code(if regular { source.at(path) } else { source }, name.as_deref(), options)
}

/// The record of what a reader gives; `name` is the file's name without its folder, if it has one.
///
/// The reader is read once, from where it stands to its end.
///
/// ```
/// use iscc_kit::{Options, code_reader};
///
/// let record = code_reader(&b"Hello World"[..], Some("hello-world.txt"), &Options::new())?;
/// assert_eq!(record.metadata.name.as_deref(), Some("hello world"));
/// assert_eq!(record.units.len(), 4);
/// # Ok::<(), iscc_kit::Error>(())
/// ```
///
/// # Errors
/// As [`code_file`].
pub fn code_reader(
    reader: impl Read,
    name: Option<&str>,
    options: &Options,
) -> Result<Record, Error> {
    code(Source::boxed(reader), name, options)
}

/// The text of a document and what it says about itself: what its Text-Code and Meta-Code are made of.
///
/// ```
/// use iscc_kit::{Options, read_document};
///
/// let document = read_document(&b"# Title"[..], Some("readme.md"), &Options::new())?;
/// assert_eq!(document.text, "# Title");
/// # Ok::<(), iscc_kit::Error>(())
/// ```
///
/// # Errors
/// As [`code_file`], and [`Error::NoDocument`] for anything but a document that this build reads.
#[cfg(feature = "text")]
pub fn read_document(
    reader: impl Read,
    name: Option<&str>,
    options: &Options,
) -> Result<iscc_document::Document, Error> {
    let mut source = Source::boxed(reader);
    match detect::media_type(&mut source, name, options)? {
        Some(media_type) if content::text::reads(media_type) => {
            content::text::document(media_type, &mut source, options)
        }
        media_type => Err(Error::NoDocument(media_type)),
    }
}

fn code(mut source: Foreign<'_>, name: Option<&str>, options: &Options) -> Result<Record, Error> {
    let media_type = detect::media_type(&mut source, name, options)?;
    let is_empty = source.head(1)?.is_empty();
    let (content, sum) = match source.path() {
        _ if is_empty => (Content::unread(NoteCode::Empty.into()), source.finish()?),
        Some(path) if options.thread_count().get() > 1 => {
            beside::read(path.to_owned(), media_type, source, options)?
        }
        _ => (content::read(media_type, &mut source, options)?, source.finish()?),
    };
    let mut additions = content.additions;
    // As in the reference: what is not perceived has no Meta-Code either.
    let meta = match content.unit {
        Some(_) => MetaPart::of(name, &content.metadata, options, &mut additions.notes)?,
        None => MetaPart::left_out(options, &mut additions.notes),
    };

    let whole = [
        meta.unit,
        content.unit,
        Some(sum.data_code(Bits::B256)),
        Some(sum.instance_code(Bits::B256)),
    ];
    let whole: Vec<Unit> = whole.into_iter().flatten().collect();
    // The units are of different MainTypes and of full length, so the sum stands for no case.
    let iscc = Code::compose(&whole).unwrap_or_else(|_| sum.code());
    let mode = content.unit.and_then(|unit| unit.kind().mode());
    let media_type =
        content.media_type.or(media_type).map_or(iscc_schema::MediaType::OCTET_STREAM, Into::into);
    let mut record = Record::new(iscc)
        .mode(mode)
        .units(whole.iter().filter_map(|unit| unit.truncate(options.bits)).collect())
        .metadata(Metadata {
            name: meta.name,
            description: meta.description,
            meta: meta.meta,
            ..content.metadata
        })
        .file(name.map(str::to_owned), sum.size(), sum.datahash())
        .media_type(media_type)
        .generator(concat!("iscc-kit - v", env!("CARGO_PKG_VERSION")))
        .additions(additions);
    record.metahash = meta.metahash;
    record.characters = content.characters;
    record.width = content.dimensions.map(|(width, _)| width as u64);
    record.height = content.dimensions.map(|(_, height)| height as u64);
    record.duration = content.seconds.map(whole_seconds);
    record.fps = content.fps;
    record.features.extend(content.features);
    #[cfg(feature = "thumbnail")]
    if let Some(thumbnail) = content.thumbnail {
        // Small enough to stand in a record.
        record.thumbnail = Some(thumbnail.data_url(iscc_image::ThumbnailFormat::Jpeg(60)));
    }
    Ok(record)
}

/// Rounded as in the reference.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "what is out of range saturates"
)]
fn whole_seconds(seconds: f64) -> u64 {
    seconds.round_ties_even() as u64
}

/// The Meta-Code at its full length and what it was made of.
#[derive(Default)]
struct MetaPart {
    unit: Option<Unit>,
    name: Option<String>,
    description: Option<String>,
    meta: Option<String>,
    metahash: Option<Multihash>,
}

impl MetaPart {
    fn left_out(options: &Options, notes: &mut Vec<Note>) -> Self {
        let given = [&options.name, &options.description, &options.meta];
        if given.iter().any(|value| value.is_some()) {
            notes.push(NoteCode::MetaLeftOut.into());
        }
        Self::default()
    }

    #[cfg(not(feature = "meta"))]
    #[expect(clippy::unnecessary_wraps, reason = "the signature of its twin")]
    fn of(
        _: Option<&str>,
        _: &Metadata,
        options: &Options,
        notes: &mut Vec<Note>,
    ) -> Result<Self, Error> {
        Ok(Self::left_out(options, notes))
    }

    /// From the metadata that was given, else from that in the file; the file's name stands in for a name
    /// of which nothing is left (`code_meta` of the reference).
    ///
    /// DIFFERENCE: the reference fails if the other metadata in the file is neither data URL nor JSON object.
    #[cfg(feature = "meta")]
    fn of(
        file_name: Option<&str>,
        embedded: &Metadata,
        options: &Options,
        notes: &mut Vec<Note>,
    ) -> Result<Self, Error> {
        use iscc_text::{Error as MetaError, MetaInput, name_from_file};

        let by_file = file_name.map(name_from_file).unwrap_or_default();
        let name = options.name.as_deref().or(embedded.name.as_deref());
        let description = options.description.as_deref().or(embedded.description.as_deref());
        let mut meta = options.meta.as_deref().or(embedded.meta.as_deref());
        let mut names = name.into_iter().chain([&*by_file]);
        let mut next = names.next();
        while let Some(name) = next {
            let mut input = MetaInput::new(name).description(description.unwrap_or_default());
            if let Some(meta) = meta {
                let is_url = meta.trim_start().starts_with("data:");
                input = if is_url { input.data_url(meta) } else { input.json(meta) };
            }
            match input.code(Bits::B256) {
                Ok(code) => {
                    return Ok(Self {
                        unit: Some(code.unit),
                        name: Some(code.name),
                        description: code.description,
                        meta: code.meta,
                        metahash: Some(code.metahash),
                    });
                }
                Err(MetaError::EmptyName) => next = names.next(),
                Err(_) if options.meta.is_none() && meta.is_some() => {
                    notes.push(NoteCode::EmbeddedMetaLeftOut.into());
                    meta = None;
                }
                Err(error) => return Err(Error::Meta(error)),
            }
        }
        notes.push(NoteCode::NoName.into());
        Ok(Self::default())
    }
}
