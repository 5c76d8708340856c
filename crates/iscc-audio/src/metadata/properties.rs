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
use lofty::ogg::OggPictureStorage as _;
use lofty::ogg::tag::VorbisComments;
use lofty::picture::Picture;

use super::Cover;
use crate::decode::{Container, Error, Limits, contained, id3v2_len};

/// Names, in upper case, with their first values; and the first picture.
#[derive(Debug, Default)]
pub(super) struct Properties {
    pub(super) values: Vec<(String, String)>,
    pub(super) cover: Option<Cover>,
}

/// Reads the tags of a file. Where a format has several kinds of tags, the first kind that is there counts (`TagLib`'s
/// `TagUnion`).
pub(super) fn read(mut source: impl Read + Seek, limits: &Limits) -> Result<Properties, Error> {
    let mut head = vec![0; 4096];
    source.rewind()?;
    let read = read_up_to(&mut source, &mut head)?;
    head.truncate(read);
    let tag = id3v2_len(&head);
    if tag > 0 {
        source.seek(SeekFrom::Start(tag))?;
        head.resize(4096, 0);
        let read = read_up_to(&mut source, &mut head)?;
        head.truncate(read);
    }
    let Some(container) = Container::sniff(&head) else { return Ok(Properties::default()) };
    source.rewind()?;
    let limit = usize::try_from(limits.max_metadata_bytes).unwrap_or(usize::MAX);
    // One item, and through it the number of them: the file itself bounds all together.
    apply_global_options(GlobalOptions::new().allocation_limit(limit).use_custom_resolvers(false));
    let mut source = BufReader::new(source);
    let found = contained(container, || Ok(by_container(container, &mut source, &head)));
    // Damaged metadata is none.
    match found.unwrap_or_else(|_| Ok(Properties::default())) {
        Ok(found) => Ok(found),
        Err(error) => match core::error::Error::source(&error).and_then(|it| it.downcast_ref()) {
            Some(error) if is_failure(error) => Err(Error::Io(error.kind().into())),
            _ => Ok(Properties::default()),
        },
    }
}

/// Whether it is the source that fails, and not what is in it.
fn is_failure(error: &std::io::Error) -> bool {
    !matches!(
        error.kind(),
        ErrorKind::UnexpectedEof | ErrorKind::InvalidData | ErrorKind::InvalidInput
    )
}

fn read_up_to(source: &mut impl Read, buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match source.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

fn by_container(
    container: Container,
    source: &mut (impl Read + Seek),
    head: &[u8],
) -> Result<Properties, FileParseError> {
    let options = || ParseOptions::new().read_properties(false).parsing_mode(ParsingMode::Relaxed);
    let mut found = Found::default();
    macro_rules! file {
        ($file:ty: $($tag:ident),*) => {{
            let file = <$file>::read_from(source, options())?;
            $(found.offer(file.$tag().map(Tags::from));)*
        }};
    }
    match container {
        Container::Mpeg => file!(lofty::mpeg::MpegFile: id3v2, ape, id3v1),
        Container::Adts => file!(lofty::aac::AacFile: id3v2, id3v1),
        Container::Flac => {
            let file = lofty::flac::FlacFile::read_from(source, options())?;
            found.offer(file.vorbis_comments().map(Tags::from));
            found.offer(file.id3v2().map(Tags::from));
            found.cover =
                file.pictures().first().map(|(picture, _)| cover(picture)).or(found.cover);
        }
        Container::Ogg => {
            let has = |mark: &[u8]| head.windows(mark.len()).any(|window| window == mark);
            let comments = if has(b"OpusHead") {
                lofty::ogg::OpusFile::read_from(source, options())?.vorbis_comments().clone()
            } else if has(b"Speex   ") {
                lofty::ogg::SpeexFile::read_from(source, options())?.vorbis_comments().clone()
            } else {
                lofty::ogg::VorbisFile::read_from(source, options())?.vorbis_comments().clone()
            };
            found.offer(Some(Tags::from(&comments)));
        }
        Container::IsoBmff => file!(lofty::mp4::Mp4File: ilst),
        Container::Wave => file!(lofty::iff::wav::WavFile: id3v2, riff_info),
        Container::Aiff => file!(lofty::iff::aiff::AiffFile: id3v2),
        Container::WavPack => file!(lofty::wavpack::WavPackFile: ape, id3v1),
        Container::Ape => file!(lofty::ape::ApeFile: ape, id3v1),
        Container::Musepack => file!(lofty::musepack::MpcFile: ape, id3v1),
        _ => {}
    }
    Ok(Properties { values: found.values, cover: found.cover })
}

/// What was found so far.
#[derive(Default)]
struct Found {
    values: Vec<(String, String)>,
    cover: Option<Cover>,
}

impl Found {
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
struct Tags {
    values: Vec<(String, String)>,
    cover: Option<Cover>,
}

fn cover(picture: &Picture) -> Cover {
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

impl From<&VorbisComments> for Tags {
    fn from(tag: &VorbisComments) -> Self {
        let values = tag.items().map(|(name, value)| (name.to_uppercase(), value.to_owned()));
        let picture = tag.pictures().first().map(|(picture, _)| cover(picture));
        Self { values: values.collect(), cover: picture }
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
