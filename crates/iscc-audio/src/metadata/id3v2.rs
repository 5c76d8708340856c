//! `ID3v2` tags (<https://id3.org>, versions 2.2 to 2.4), as far as they stand.
//!
//! Frames count up to the first one that is malformed; what follows is left out, as the reference does. Its rules, found with
//! `TagLib` 2:
//!
//! * The tag is the first one before the first MPEG frame; others behind it are ignored, even if it is empty.
//! * It ends with a frame of length 0, with an identifier that is not made of A to Z and 0 to 9, and with a frame that is
//!   longer than what is left (counted from its own header).
//! * A length in version 2.4 that no synchsafe number can be is a plain one. So is one above 127 behind which no frame starts,
//!   if one starts where the plain number says: iTunes wrote such tags.
//! * The extended header of all versions is skipped by its length, read in the same way.
//! * Compressed and encrypted frames are left out. Text of an odd length in UTF-16 loses its last byte.

use super::Cover;
use super::properties::Tags;

/// The tag at the start of `bytes`, which may end early.
pub(super) fn parse(bytes: &[u8]) -> Option<(Tags, bool)> {
    let (header, rest) = bytes.split_first_chunk::<10>()?;
    let [b'I', b'D', b'3', major, _, flags, size @ ..] = *header else { return None };
    let size = synchsafe(size)?;
    let mut is_damaged = size > rest.len();
    let data = rest.get(..size).unwrap_or(rest);
    let unsynchronised = flags & 0x80 != 0;
    let data = if unsynchronised && major < 4 { synchronised(data) } else { data.to_vec() };
    let extended = match data.first_chunk() {
        Some(size) if flags & 0x40 != 0 => number(*size),
        _ => 0,
    };
    let Some(mut rest) = data.get(extended..) else { return Some((Tags::default(), true)) };
    let mut tags = Tags::default();
    while let Some(frame) = Frame::first(rest, major) {
        let Some((header, next)) = frame else {
            is_damaged = true;
            break;
        };
        let content = rest.get(header.start..next).unwrap_or_default();
        rest = rest.get(next..).unwrap_or_default();
        if header.flags & header.unreadable() != 0 {
            continue;
        }
        let content = content.get(header.extra()..).unwrap_or_default();
        let of_frame = major >= 4 && (unsynchronised || header.flags & 2 != 0);
        let content = if of_frame { synchronised(content) } else { content.to_vec() };
        is_damaged |= take(header.id, &content, &mut tags);
    }
    Some((tags, is_damaged))
}

/// The header of a frame.
struct Frame {
    /// As in version 2.3 and later.
    id: [u8; 4],
    major: u8,
    flags: u8,
    /// Where the content starts, from the start of the header.
    start: usize,
}

impl Frame {
    /// The frame that `bytes` start with, and where it ends; `None` where padding or the end of the tag comes, `Some(None)`
    /// where it is malformed.
    #[expect(clippy::option_option, reason = "the end of a tag is no flaw")]
    fn first(bytes: &[u8], major: u8) -> Option<Option<(Self, usize)>> {
        let start = if major < 3 { 6 } else { 10 };
        // A header alone is no frame.
        let header = bytes.get(..start).filter(|_| bytes.len() > start)?;
        if header.first() == Some(&0) {
            return None;
        }
        Some(Self::parse(bytes, header, start, major))
    }

    fn parse(bytes: &[u8], header: &[u8], start: usize, major: u8) -> Option<(Self, usize)> {
        let (id, size) = if major < 3 {
            let [a, b, c, size @ ..] = header.first_chunk::<6>()?;
            (
                named([*a, *b, *c, 0])?,
                size.iter().fold(0, |size, byte| size << 8 | usize::from(*byte)),
            )
        } else {
            let id = *header.first_chunk()?;
            // Programs of the time wrote the shorter names of version 2.2.
            let id = if is_id(id) { id } else { named(id)? };
            (id, Self::size(bytes, *header.get(4..)?.first_chunk()?, major))
        };
        let fits = size > 0 && size <= bytes.len();
        let flags = header.get(9).copied().unwrap_or_default();
        fits.then(|| (Self { id, major, flags, start }, (start + size).min(bytes.len())))
    }

    fn size(bytes: &[u8], size: [u8; 4], major: u8) -> usize {
        let plain = u32::from_be_bytes(size) as usize;
        if major < 4 {
            return plain;
        }
        let starts = |size: usize| {
            bytes
                .get(size.saturating_add(10)..)
                .and_then(<[u8]>::first_chunk)
                .is_some_and(|id| is_id(*id))
        };
        match number(size) {
            size if size > 127 && !starts(size) && starts(plain) => plain,
            size => size,
        }
    }

    /// The flags of compression and encryption.
    fn unreadable(&self) -> u8 {
        if self.major >= 4 { 0x0c } else { 0xc0 }
    }

    /// Bytes in front of the content: the length before unsynchronisation.
    fn extra(&self) -> usize {
        if self.major >= 4 && self.flags & 1 != 0 { 4 } else { 0 }
    }
}

fn is_id(id: [u8; 4]) -> bool {
    id.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// The name in later versions of a frame of version 2.2; those that nobody asks for keep theirs.
fn named(id: [u8; 4]) -> Option<[u8; 4]> {
    let [a, b, c, 0] = id else { return None };
    is_id([a, b, c, b'0']).then(|| match &[a, b, c] {
        b"TT2" => *b"TIT2",
        b"TCM" => *b"TCOM",
        b"TOA" => *b"TOPE",
        b"TP1" => *b"TPE1",
        b"TP2" => *b"TPE2",
        b"TCR" => *b"TCOP",
        b"TLA" => *b"TLAN",
        b"TXX" => *b"TXXX",
        b"WAR" => *b"WOAR",
        b"WXX" => *b"WXXX",
        other => [other[0], other[1], other[2], 0],
    })
}

/// A number of seven bits a byte.
fn synchsafe(bytes: [u8; 4]) -> Option<usize> {
    let size = bytes.iter().fold(0, |size, byte| size << 7 | usize::from(*byte));
    bytes.iter().all(|byte| byte & 0x80 == 0).then_some(size)
}

/// A number of seven bits a byte, or a plain one if it can be none.
fn number(bytes: [u8; 4]) -> usize {
    synchsafe(bytes).unwrap_or(u32::from_be_bytes(bytes) as usize)
}

/// Without the zeros that were put behind bytes of 255.
fn synchronised(bytes: &[u8]) -> Vec<u8> {
    let mut last = 0;
    let kept = bytes.iter().copied().filter(|byte| {
        let is_stuffed = last == 0xff && *byte == 0;
        last = *byte;
        !is_stuffed
    });
    kept.collect()
}

/// Takes what a frame says; whether it is malformed.
fn take(id: [u8; 4], content: &[u8], tags: &mut Tags) -> bool {
    let (encoding, text) =
        content.split_first().map_or((0, content), |(first, rest)| (*first, rest));
    let name = match &id {
        b"TIT2" => "TITLE",
        b"TCOM" => "COMPOSER",
        b"TOPE" => "ORIGINALARTIST",
        b"TPE1" => "ARTIST",
        b"TPE2" => "ALBUMARTIST",
        b"TCOP" => "COPYRIGHT",
        b"TLAN" => "LANGUAGE",
        b"TXXX" => {
            let (description, value) = split(text, encoding);
            // A value without a byte order mark is in the order of the description.
            let has_mark = matches!(value, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
            let mark = if encoding == 1 && !has_mark { text.get(..2) } else { None };
            let value = [mark.unwrap_or_default(), value].concat();
            let name = decode(description, encoding).to_uppercase();
            tags.values.push((name, decode(&value, encoding)));
            return is_odd(text, encoding);
        }
        b"WOAR" => {
            tags.values.push(("ARTISTWEBPAGE".to_owned(), latin1(first(content, 1))));
            return false;
        }
        b"WXXX" => {
            let (description, url) = split(text, encoding);
            let name = match decode(description, encoding).to_uppercase() {
                name if name.is_empty() || name == "URL" => "URL".to_owned(),
                name => format!("URL:{name}"),
            };
            tags.values.push((name, latin1(first(url, 1))));
            return false;
        }
        b"APIC" => {
            tags.cover = tags.cover.take().or_else(|| picture(text, encoding));
            return false;
        }
        b"PIC\0" => {
            tags.cover = tags.cover.take().or_else(|| old_picture(text, encoding));
            return false;
        }
        _ => return false,
    };
    // Several values are separated by zeros; empty ones are none.
    let mut rest = text;
    while !rest.is_empty() {
        let (value, next) = split(rest, encoding);
        let value = decode(value, encoding);
        if !value.is_empty() {
            tags.values.push((name.to_owned(), value));
        }
        rest = next;
    }
    is_odd(text, encoding)
}

/// Bytes a unit of text.
fn unit(encoding: u8) -> usize {
    if matches!(encoding, 0 | 3) { 1 } else { 2 }
}

fn is_odd(text: &[u8], encoding: u8) -> bool {
    !text.len().is_multiple_of(unit(encoding))
}

/// What stands before the first zero.
fn first(text: &[u8], unit: usize) -> &[u8] {
    let zero = text.chunks_exact(unit).position(|unit| unit.iter().all(|byte| *byte == 0));
    text.get(..zero.map_or(text.len(), |zero| zero * unit)).unwrap_or_default()
}

/// What stands before and behind the first zero.
fn split(text: &[u8], encoding: u8) -> (&[u8], &[u8]) {
    let head = first(text, unit(encoding));
    (head, text.get(head.len() + unit(encoding)..).unwrap_or_default())
}

/// Text of an encoding; unknown ones are taken for UTF-16 with the most significant byte first. UTF-16 that should have a byte
/// order mark and has none is no text.
fn decode(text: &[u8], encoding: u8) -> String {
    let utf16 = |text: &[u8], parse: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = text.as_chunks::<2>().0.iter().map(|unit| parse(*unit)).collect();
        String::from_utf16_lossy(&units)
    };
    match encoding {
        0 => latin1(text),
        3 => str::from_utf8(text).unwrap_or_default().to_owned(),
        1 => match text {
            [0xff, 0xfe, text @ ..] => utf16(text, u16::from_le_bytes),
            [0xfe, 0xff, text @ ..] => utf16(text, u16::from_be_bytes),
            _ => String::new(),
        },
        _ => utf16(text, u16::from_be_bytes),
    }
}

fn latin1(text: &[u8]) -> String {
    text.iter().map(|byte| char::from(*byte)).collect()
}

/// The content of `APIC` behind its encoding: media type, kind, description, picture.
fn picture(content: &[u8], encoding: u8) -> Option<Cover> {
    let (media_type, rest) = split(content, 0);
    let (_, bytes) = split(rest.get(1..)?, encoding);
    let media_type = Some(latin1(media_type)).filter(|kind| kind.contains('/'));
    (!bytes.is_empty()).then(|| Cover { media_type, bytes: bytes.to_vec() })
}

/// The content of `PIC` behind its encoding: three letters for the format, kind, description, picture.
fn old_picture(content: &[u8], encoding: u8) -> Option<Cover> {
    let (_, bytes) = split(content.get(4..)?, encoding);
    let media_type = match content.get(..3)? {
        b"PNG" => Some("image/png".to_owned()),
        b"JPG" => Some("image/jpeg".to_owned()),
        _ => None,
    };
    (!bytes.is_empty()).then(|| Cover { media_type, bytes: bytes.to_vec() })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::cast_possible_truncation, reason = "a test")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A frame of version 2.3, with its own length or another one.
    fn frame(id: &[u8], content: &[u8], size: Option<u32>) -> Vec<u8> {
        let size = size.unwrap_or(content.len() as u32);
        [id, &size.to_be_bytes(), &[0, 0], content].concat()
    }

    fn tag(major: u8, flags: u8, frames: &[Vec<u8>]) -> Vec<u8> {
        let frames = frames.concat();
        let len = frames.len() + 20;
        let size = [0, 0, (len >> 7) as u8, (len & 127) as u8];
        [&[b'I', b'D', b'3', major, 0, flags][..], &size, &frames, &[0; 20]].concat()
    }

    /// Titles and artists, and whether there is a flaw. Expected values are those of `TagLib` 2.
    fn parsed(major: u8, flags: u8, frames: &[Vec<u8>]) -> (Vec<(String, String)>, bool) {
        let (tags, is_damaged) = parse(&tag(major, flags, frames)).unwrap();
        (tags.values, is_damaged)
    }

    fn expected(values: &[(&str, &str)]) -> Vec<(String, String)> {
        values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn frames_count_up_to_a_flaw() {
        let (title, artist) =
            (frame(b"TIT2", b"\x03Song", None), frame(b"TPE1", b"\0Artist", None));
        let both = expected(&[("TITLE", "Song"), ("ARTIST", "Artist")]);
        let first = expected(&[("TITLE", "Song")]);
        let cases: [(&[Vec<u8>], _, _); 8] = [
            (&[title.clone(), artist.clone()], &both, false),
            (
                &[title.clone(), frame(b"TCOM", b"\x03abc", Some(5000)), artist.clone()],
                &first,
                true,
            ),
            (&[title.clone(), frame(b"TCOM", b"", None), artist.clone()], &first, true),
            (&[frame(b"TCOM", b"", None), title.clone()], &expected(&[]), true),
            (&[title.clone(), frame(b"tcom", b"\x03abc", None), artist.clone()], &first, true),
            // Frames that nobody asks for may hold anything.
            (&[frame(b"UFID", b"abc", None), title.clone(), artist.clone()], &both, false),
            (&[frame(b"TCOM", b"\x03", None), title.clone(), artist.clone()], &both, false),
            (&[frame(b"TIT2", b"\x01\xff\xfeS\0o\0n\0g\0x", None), artist.clone()], &both, true),
        ];
        for (frames, values, is_damaged) in cases {
            assert_eq!(parsed(3, 0, frames), (values.clone(), is_damaged));
        }
    }

    #[test]
    fn texts() {
        let cases: [(&[u8], &str); 8] = [
            (b"\x00S\xf6ng", "S\u{f6}ng"),
            (b"\x01\xfe\xff\0S", "S"),
            (b"\x02\0S\0\0\0T", "S"),
            (b"\x03One\0Two", "One"),
            (b"\x03\0Two", "Two"),
            (b"\x09So", "\u{536f}"),
            (b"\x03Song\0\0", "Song"),
            (b"\x01S\0", ""),
        ];
        for (content, text) in cases {
            let (values, _) = parsed(3, 0, &[frame(b"TIT2", content, None)]);
            let first = values.first().map(|(_, value)| &**value);
            assert_eq!(first.unwrap_or_default(), text);
        }
        let user = frame(b"TXXX", b"\x03License\0http://l", None);
        assert_eq!(parsed(3, 0, &[user]).0, expected(&[("LICENSE", "http://l")]));
        let user = frame(b"TXXX", b"\x01\xff\xfeU\0\0\0v\0", None);
        assert_eq!(parsed(3, 0, &[user]).0, expected(&[("U", "v")]));
    }

    #[test]
    fn lengths_of_version_4() {
        let artist = frame(b"TPE1", b"\0Artist", None);
        // 201 has the bit that no synchsafe number has; 316 is found by the frame behind it.
        for len in [200, 315] {
            let text = "s".repeat(len);
            let title = frame(b"TIT2", format!("\x03{text}").as_bytes(), None);
            let values = expected(&[("TITLE", &text), ("ARTIST", "Artist")]);
            assert_eq!(parsed(4, 0, &[title, artist.clone()]), (values, false), "{len}");
        }
    }

    #[test]
    fn headers() {
        assert!(parse(b"ID3\x03\0\0\0\0\x80\0").is_none());
        assert!(parse(b"ID3\x03").is_none());
        // The extended header is skipped by its length alone, so that the rest of it looks like padding.
        let extended = [0, 0, 0, 6, 0, 0, 0, 0, 0, 0].to_vec();
        let title = frame(b"TIT2", b"\x03Song", None);
        assert_eq!(parsed(3, 0x40, &[extended, title.clone()]).0, expected(&[]));
        let old = [b"TT2\0\0\x05\0Song".to_vec(), b"TP1\0\0\x04\0Art".to_vec()];
        assert_eq!(parsed(2, 0, &old).0, expected(&[("TITLE", "Song"), ("ARTIST", "Art")]));
        let whole = tag(3, 0, &[title]);
        assert!(parse(&whole[..whole.len() - 1]).unwrap().1);
    }

    proptest! {
        #[test]
        fn any_bytes_are_parsed(
            bytes in proptest::collection::vec(any::<u8>(), 0..300), major in 2_u8..5, flags: u8,
        ) {
            let _ = parse(&bytes);
            let _ = parse(&tag(major, flags, &[bytes]));
        }
    }
}
