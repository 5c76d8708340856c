//! Files that are written out in a page as the source of an element (RFC 2397): the reference reads them as embedded documents.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::error::Error;
use crate::format::Format;
use crate::output::Output;
use crate::sniff::format_of;

/// How a `src` begins that is a file itself.
pub(super) const PREFIX: &str = "data:";

/// Writes the text of a file in a `src`, if it is a document.
pub(super) fn read_data_uri(source: &str, out: &mut Output<'_>) -> Result<(), Error> {
    let Some((head, data)) = source.strip_prefix(PREFIX).and_then(|rest| rest.split_once(','))
    else {
        return Ok(());
    };
    // What is not in base64 is taken as it stands: percent signs too.
    let (media_type, bytes) = match head.strip_suffix("base64") {
        Some(media_type) => (media_type, Cow::Owned(decode(data))),
        None => (head, Cow::Borrowed(data.as_bytes())),
    };
    out.part()?;
    out.unpacked(bytes.len() as u64)?;
    match declared(media_type).filter(|_| format_of(&bytes) == Some(Format::Plain)) {
        None => out.read_file("", &bytes),
        Some(format) => match out.read_document(&bytes, format) {
            Err(error @ Error::Limit { .. }) => Err(error),
            _ => Ok(()),
        },
    }
}

/// What a text is said to be, if that is more than a text.
fn declared(media_type: &str) -> Option<Format> {
    let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match () {
        () if media_type.ends_with("html") => Some(Format::Html),
        () if media_type.ends_with("xml") => Some(Format::Xml),
        () => None,
    }
}

/// Base64 in either alphabet; what is in neither is passed over.
fn decode(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let mut bits = 0u32;
    let mut count = 0;
    for byte in text.bytes().take_while(|byte| *byte != b'=') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 1;
        if count == 4 {
            bytes.extend_from_slice(&bits.to_be_bytes()[1..]);
            (bits, count) = (0, 0);
        }
    }
    match count {
        2 => bytes.push((bits >> 4).to_be_bytes()[3]),
        3 => bytes.extend_from_slice(&(bits << 6).to_be_bytes()[1..3]),
        _ => {}
    }
    bytes
}

/// The file that a `src` is, if it is one.
pub(super) fn kept(name: &str, value: &str) -> Option<(String, String)> {
    (name == "src" && value.starts_with(PREFIX)).then(|| (name.into(), value.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_of_all_lengths() {
        for (text, bytes) in [
            ("", &b""[..]),
            ("YQ==", b"a"),
            ("YWI", b"ab"),
            ("YW\nJj", b"abc"),
            ("_-8=YWJj", b"\xff\xef"),
        ] {
            assert_eq!(decode(text), bytes, "{text}");
        }
    }
}
