//! Tags of all formats as properties with the names that `TagLib` gives them.

use std::io::{BufReader, ErrorKind, Read, Seek, SeekFrom};

use lofty::ape::ApeTag;
use lofty::config::{GlobalOptions, ParseOptions, ParsingMode, apply_global_options};
use lofty::error::FileParseError;
use lofty::file::AudioFile as _;
use lofty::id3::v1::Id3v1Tag;
use lofty::id3::v2::{Frame, Id3v2Tag};
use lofty::iff::wav::RiffInfoList;
use lofty::mp4::{AtomData, AtomIdent, Ilst};
use lofty::picture::Picture;

use super::ogg::read_up_to;
use super::{Cover, comments, id3v2, ogg};
use crate::decode::container::ogg_start;
use crate::decode::{Container, Error, Limits, contained, id3v2_len, mpeg};

/// Names, in upper case, with their first values; and the first picture.
#[derive(Debug, Default)]
pub(super) struct Properties {
    pub(super) values: Vec<(String, String)>,
    pub(super) cover: Option<Cover>,
    /// Whether a tag is malformed or not the only one of its kind.
    pub(super) is_damaged: bool,
}

/// How much of a file is looked at to find out what it is, behind each tag in front.
const HEAD: usize = 64 * 1024;
/// Tags in front that are skipped.
const MAX_TAGS: usize = 16;

/// Reads the tags of a file. Where a format has several kinds of tags, the first kind that is there counts (`TagLib`'s
/// `TagUnion`).
pub(super) fn read(mut source: impl Read + Seek, limits: &Limits) -> Result<Properties, Error> {
    let limit = usize::try_from(limits.max_metadata_bytes).unwrap_or(usize::MAX);
    let front = Front::read(&mut source, limit)?;
    let Some(container) = front.container else { return Ok(Properties::default()) };
    // One item, and through it the number of them: the file itself bounds all together.
    apply_global_options(GlobalOptions::new().allocation_limit(limit).use_custom_resolvers(false));
    let mut source = BufReader::new(source);
    let mut found = Found::default();
    let read = contained(container, || Ok(by_container(&front, &mut source, limit, &mut found)));
    let is_damaged = !matches!(read, Ok(Ok(())));
    // What stands before a flaw counts.
    if let Ok(Err(error)) = read
        && let Some(error) = core::error::Error::source(&error).and_then(|it| it.downcast_ref())
        && is_failure(error)
    {
        return Err(Error::Io(error.kind().into()));
    }
    let is_damaged = found.is_damaged || is_damaged;
    Ok(Properties { values: found.values, cover: found.cover, is_damaged })
}

/// Whether it is the source that fails, and not what is in it.
fn is_failure(error: &std::io::Error) -> bool {
    !matches!(
        error.kind(),
        ErrorKind::UnexpectedEof | ErrorKind::InvalidData | ErrorKind::InvalidInput
    )
}

/// What a file starts with.
struct Front {
    container: Option<Container>,
    /// The first `ID3v2` tag.
    id3v2: Option<Vec<u8>>,
    /// Tags in front, counted together with those that do not count.
    tags: usize,
    /// Where the audio starts, behind tags and junk.
    start: u64,
}

impl Front {
    fn read(source: &mut (impl Read + Seek), limit: usize) -> Result<Self, Error> {
        let mut front = Self { container: None, id3v2: None, tags: 0, start: 0 };
        let mut head = vec![0; HEAD];
        for _ in 0..MAX_TAGS {
            head.resize(HEAD, 0);
            source.seek(SeekFrom::Start(front.start))?;
            let read = read_up_to(source, &mut head)?;
            head.truncate(read);
            // Behind junk a tag counts too.
            let frames = mpeg::find(&head).map(|(_, start)| start);
            let junk = if head.starts_with(b"ID3") { Some(0) } else { tag_in(&head, frames) };
            let Some(junk) = junk else { break };
            let at = front.start + junk as u64;
            let len = id3v2_len(&head[junk..]);
            if front.tags == 0 {
                let mut tag = vec![0; usize::try_from(len).unwrap_or(limit).min(limit)];
                source.seek(SeekFrom::Start(at))?;
                let read = read_up_to(source, &mut tag)?;
                tag.truncate(read);
                front.id3v2 = Some(tag);
            }
            if len == 0 {
                break;
            }
            front.tags += 1;
            front.start = at + len;
        }
        front.container = Container::sniff(&head);
        // Where a tag is said to be longer than the file, nothing behind it says what the file is.
        if front.tags > 0 && head.is_empty() {
            front.container = Some(Container::Mpeg);
        }
        if front.container == Some(Container::Ogg) {
            front.start += ogg_start(&head).unwrap_or(0) as u64;
        }
        if matches!(front.container, Some(Container::Mpeg | Container::Adts)) {
            front.start += mpeg::find(&head).map_or(0, |(_, start)| start as u64);
        }
        Ok(front)
    }
}

/// Where a tag starts before the first frame.
fn tag_in(head: &[u8], frames: Option<usize>) -> Option<usize> {
    let junk = head.get(..frames?)?;
    (0..junk.len()).find(|at| id3v2_len(&junk[*at..]) > 0)
}

fn by_container(
    front: &Front,
    source: &mut (impl Read + Seek),
    limit: usize,
    found: &mut Found,
) -> Result<(), FileParseError> {
    let options = || ParseOptions::new().read_properties(false).parsing_mode(ParsingMode::Relaxed);
    let front_tag = front.id3v2.as_deref().and_then(id3v2::parse);
    // lofty finds tags at the end only, and none of those in front, which have been read.
    macro_rules! file {
        ($source:expr, $file:ty: $($tag:ident),*) => {{
            let file = <$file>::read_from($source, options())?;
            $(found.offer(file.$tag().map(Tags::from));)*
        }};
    }
    let Some(container) = front.container else { return Ok(()) };
    let from = |source, start| Rest { source, start }.rewound().map_err(FileParseError::from);
    match container {
        Container::Mpeg => {
            found.offer_parsed(front_tag, front.tags);
            let source = &mut from(source, front.start)?;
            file!(source, lofty::mpeg::MpegFile: ape, id3v1);
        }
        Container::Adts => {
            found.offer_parsed(front_tag, front.tags);
            let source = &mut from(source, front.start)?;
            file!(source, lofty::aac::AacFile: id3v1);
        }
        Container::Flac => {
            let mut source = from(source, front.start + 4)?;
            let blocks = flac_blocks(&mut source, limit).map_err(FileParseError::from)?;
            found.offer_parsed(Some(comments::of_flac(&blocks)), 1);
            found.offer_parsed(front_tag, front.tags);
        }
        Container::Ogg => {
            let mut source = from(source, front.start)?;
            let tags = ogg::read(&mut source, limit).map_err(FileParseError::from)?;
            found.offer_parsed(tags, 1);
        }
        Container::Tta => found.offer_parsed(front_tag, front.tags),
        Container::Wave => {
            let tag = chunk(source, u32::from_le_bytes, limit).map_err(FileParseError::from)?;
            found.offer_parsed(tag.as_deref().and_then(id3v2::parse), 1);
            let source = &mut from(source, 0)?;
            file!(source, lofty::iff::wav::WavFile: riff_info);
        }
        Container::Aiff => {
            let tag = chunk(source, u32::from_be_bytes, limit).map_err(FileParseError::from)?;
            found.offer_parsed(tag.as_deref().and_then(id3v2::parse), 1);
        }
        _ => {
            let source = &mut from(source, 0)?;
            match container {
                Container::IsoBmff => file!(source, lofty::mp4::Mp4File: ilst),
                Container::WavPack => file!(source, lofty::wavpack::WavPackFile: ape, id3v1),
                Container::Ape => file!(source, lofty::ape::ApeFile: ape, id3v1),
                Container::Musepack => file!(source, lofty::musepack::MpcFile: ape, id3v1),
                _ => {}
            }
        }
    }
    Ok(())
}

/// The metadata blocks of a FLAC stream (RFC 9639, section 8) with their headers, up to `limit` bytes; the frames behind
/// them are not read.
fn flac_blocks(source: &mut impl Read, limit: usize) -> std::io::Result<Vec<u8>> {
    let mut blocks = Vec::new();
    loop {
        let mut header = [0; 4];
        if read_up_to(source, &mut header)? < header.len() {
            return Ok(blocks);
        }
        let [kind, a, b, c] = header;
        let len = u32::from_be_bytes([0, a, b, c]) as usize;
        blocks.extend_from_slice(&header);
        let room = limit.saturating_sub(blocks.len());
        let read = source.take(len.min(room) as u64).read_to_end(&mut blocks)?;
        // The highest bit marks the last block.
        if read < len || kind & 0x80 != 0 {
            return Ok(blocks);
        }
    }
}

/// Chunks of WAVE and AIFF that are looked at.
const MAX_CHUNKS: usize = 100_000;

/// The `ID3v2` tag in the first chunk that has one. `size` reads the lengths of chunks.
fn chunk(
    source: &mut (impl Read + Seek),
    size: fn([u8; 4]) -> u32,
    limit: usize,
) -> std::io::Result<Option<Vec<u8>>> {
    // Behind the form's name, length and kind.
    let mut at = 12;
    for _ in 0..MAX_CHUNKS {
        let (mut name, mut len) = ([0; 4], [0; 4]);
        source.seek(SeekFrom::Start(at))?;
        if read_up_to(source, &mut name)? + read_up_to(source, &mut len)? < 8 {
            break;
        }
        let len = u64::from(size(len));
        if name.eq_ignore_ascii_case(b"id3 ") {
            let mut tag = Vec::new();
            source.take(len.min(limit as u64)).read_to_end(&mut tag)?;
            return Ok(Some(tag));
        }
        // Chunks start at even places.
        at += 8 + len + (len & 1);
    }
    Ok(None)
}

/// A source from a place on, as if it started there.
struct Rest<R> {
    source: R,
    start: u64,
}

impl<R: Seek> Rest<R> {
    fn rewound(mut self) -> std::io::Result<Self> {
        self.rewind()?;
        Ok(self)
    }
}

impl<R: Read> Read for Rest<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.source.read(buffer)
    }
}

impl<R: Seek> Seek for Rest<R> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        let to = match to {
            SeekFrom::Start(at) => SeekFrom::Start(self.start.saturating_add(at)),
            other => other,
        };
        let at = self.source.seek(to)?;
        at.checked_sub(self.start).ok_or(ErrorKind::InvalidInput.into())
    }
}

/// What was found so far.
#[derive(Default)]
struct Found {
    values: Vec<(String, String)>,
    cover: Option<Cover>,
    is_damaged: bool,
}

impl Found {
    /// Takes a tag that was parsed here; whether it is malformed, and how many of its kind there are, is remembered.
    fn offer_parsed(&mut self, tag: Option<(Tags, bool)>, count: usize) {
        let Some((tags, is_damaged)) = tag else { return };
        self.is_damaged |= is_damaged || count > 1;
        self.offer(Some(tags));
    }

    /// Takes the values of a tag if there are none yet.
    fn offer(&mut self, tags: Option<Tags>) {
        let Some(tags) = tags else { return };
        if self.values.is_empty() {
            self.values = tags.values;
        }
        self.cover = self.cover.take().or(tags.cover);
    }
}

/// One tag's properties.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tags {
    pub(super) values: Vec<(String, String)>,
    pub(super) cover: Option<Cover>,
}

pub(super) fn cover(picture: &Picture) -> Cover {
    Cover {
        media_type: picture.mime_type().map(|mime| mime.as_str().to_owned()),
        bytes: picture.data().to_vec(),
    }
}

/// Of several values the first.
fn first(value: &str) -> String {
    value.split('\0').next().unwrap_or_default().to_owned()
}

impl From<&Id3v2Tag> for Tags {
    fn from(tag: &Id3v2Tag) -> Self {
        let (mut values, mut picture) = (Vec::new(), None);
        for frame in tag {
            let (name, value) = match frame {
                Frame::Text(frame) => {
                    let name = match frame.id().as_str() {
                        "TIT2" => "TITLE",
                        "TCOM" => "COMPOSER",
                        "TOPE" => "ORIGINALARTIST",
                        "TPE1" => "ARTIST",
                        "TPE2" => "ALBUMARTIST",
                        "TCOP" => "COPYRIGHT",
                        "TLAN" => "LANGUAGE",
                        other => other,
                    };
                    (name.to_owned(), first(&frame.value))
                }
                Frame::UserText(frame) => (frame.description.to_uppercase(), first(&frame.content)),
                Frame::Url(frame) => {
                    let name = match frame.id().as_str() {
                        "WOAR" => "ARTISTWEBPAGE",
                        other => other,
                    };
                    (name.to_owned(), frame.url().to_owned())
                }
                Frame::UserUrl(frame) => {
                    let name = match frame.description.to_uppercase() {
                        name if name.is_empty() || name == "URL" => "URL".to_owned(),
                        name => format!("URL:{name}"),
                    };
                    (name, frame.content.clone().into_owned())
                }
                Frame::Picture(frame) => {
                    picture = picture.or_else(|| Some(cover(&frame.picture)));
                    continue;
                }
                _ => continue,
            };
            values.push((name, value));
        }
        Self { values, cover: picture }
    }
}

impl From<&Id3v1Tag> for Tags {
    fn from(tag: &Id3v1Tag) -> Self {
        let named = [("TITLE", &tag.title), ("ARTIST", &tag.artist)];
        let values = named.into_iter().filter_map(|(name, value)| {
            let value = value.as_ref().filter(|value| !value.is_empty())?;
            Some((name.to_owned(), value.clone()))
        });
        Self { values: values.collect(), cover: None }
    }
}

impl From<&ApeTag> for Tags {
    fn from(tag: &ApeTag) -> Self {
        let (mut values, mut picture) = (Vec::new(), None);
        for item in tag {
            let name = match item.key().to_uppercase() {
                name if name == "ALBUM ARTIST" => "ALBUMARTIST".to_owned(),
                name => name,
            };
            match item.value() {
                lofty::tag::ItemValue::Text(value) | lofty::tag::ItemValue::Locator(value) => {
                    values.push((name, first(value)));
                }
                lofty::tag::ItemValue::Binary(bytes) if name.starts_with("COVER ART") => {
                    // A file name, a zero, the picture.
                    let start = bytes.iter().position(|byte| *byte == 0).map_or(0, |at| at + 1);
                    picture = picture.or_else(|| {
                        Some(Cover { media_type: None, bytes: bytes[start..].to_vec() })
                    });
                }
                lofty::tag::ItemValue::Binary(_) => {}
            }
        }
        Self { values, cover: picture }
    }
}

impl From<&Ilst> for Tags {
    fn from(tag: &Ilst) -> Self {
        let mut values = Vec::new();
        for atom in tag {
            let name = match atom.ident() {
                AtomIdent::Fourcc(code) => match code {
                    b"\xa9nam" => "TITLE",
                    b"\xa9ART" => "ARTIST",
                    b"aART" => "ALBUMARTIST",
                    b"\xa9wrt" => "COMPOSER",
                    b"cprt" => "COPYRIGHT",
                    _ => continue,
                }
                .to_owned(),
                AtomIdent::Freeform { mean, name } if mean == "com.apple.iTunes" => {
                    name.to_uppercase()
                }
                AtomIdent::Freeform { .. } => continue,
            };
            let text = atom.data().find_map(|data| match data {
                AtomData::UTF8(text) | AtomData::UTF16(text) => Some(text.clone()),
                _ => None,
            });
            values.extend(text.map(|text| (name, text)));
        }
        let picture = tag.pictures().and_then(|mut pictures| pictures.next()).map(cover);
        Self { values, cover: picture }
    }
}

impl From<&RiffInfoList> for Tags {
    fn from(tag: &RiffInfoList) -> Self {
        let named = [
            ("INAM", "TITLE"),
            ("IMUS", "COMPOSER"),
            ("IART", "ARTIST"),
            ("ICOP", "COPYRIGHT"),
            ("ILNG", "LANGUAGE"),
        ];
        let values = named.into_iter().filter_map(|(key, name)| {
            let value = tag.get(key).filter(|value| !value.is_empty())?;
            Some((name.to_owned(), value.to_owned()))
        });
        Self { values: values.collect(), cover: None }
    }
}
