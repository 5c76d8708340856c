//! MOBI and AZW3: the text of Mobipocket and Kindle books.
//!
//! An extension: the reference takes these files for documents without text. A file with both forms of a book gives the
//! older one.

mod huffman;
mod palmdoc;
mod record;

use alloc::string::String;
use alloc::vec::Vec;

use encoding_rs::{UTF_8, WINDOWS_1252};

use self::huffman::Dictionary;
use self::record::{Records, u16_at, u32_at};
use super::format::Format;
use super::html::read_html;
use super::output::Output;
use super::properties::Properties;
use crate::error::Error;

/// The type of the file of books, and of plain texts of the same container.
const TYPES: [&[u8]; 2] = [b"BOOKMOBI", b"TEXtREAd"];

const UTF_8_NUMBER: u32 = 65001;

/// The text and the metadata of a book.
pub(super) fn read_mobi(bytes: &[u8], out: &mut Output<'_>) -> Result<Properties, Error> {
    let damaged = |what| Error::damaged(Format::Mobi, what);
    if !bytes.get(60..68).is_some_and(|kind| TYPES.contains(&kind)) {
        return Err(damaged("it is no book"));
    }
    let records = Records::read(bytes, out)?;
    let head = records.get(0).ok_or(damaged("it has no records"))?;
    if u16_at(head, 12) != Some(0) {
        return Err(Error::Encrypted(Format::Mobi));
    }
    let is_mobi = head.get(16..20) == Some(b"MOBI");
    let is_utf_8 = is_mobi && u32_at(head, 28) == Some(UTF_8_NUMBER);
    let encoding = if is_utf_8 { UTF_8 } else { WINDOWS_1252 };
    let source = unpacked(&records, head, is_mobi, out)?;
    let text =
        encoding.decode_without_bom_handling(source_of_text(&records, head, is_mobi, &source)).0;
    let text = without_heads(&text);
    if is_mobi {
        // What is read here is UTF-8 now, whatever a `meta` element says.
        let mut page = b"\xef\xbb\xbf".to_vec();
        page.extend_from_slice(text.as_bytes());
        out.work(page.len() as u64)?;
        read_html(&page, out)?;
    } else {
        out.push_str(&text);
    }
    Ok(properties(head, |bytes| encoding.decode_without_bom_handling(bytes).0.into_owned()))
}

/// The text records, unpacked.
fn unpacked(
    records: &Records<'_>,
    head: &[u8],
    is_mobi: bool,
    out: &mut Output<'_>,
) -> Result<Vec<u8>, Error> {
    let damaged = |what| Error::damaged(Format::Mobi, what);
    let count = usize::from(u16_at(head, 8).ok_or(damaged("its header is cut off"))?);
    let header = if is_mobi { u32_at(head, 20).unwrap_or(0) } else { 0 };
    let trailers = if header >= 228 { u16_at(head, 242).unwrap_or(0) } else { 0 };
    let mut dictionary = match u16_at(head, 0) {
        Some(17480) => {
            let at = |place| u32_at(head, place).and_then(|n| usize::try_from(n).ok());
            let first = at(112).ok_or(damaged("its header is cut off"))?;
            Some(Dictionary::read(records, first, at(116).unwrap_or(0), out)?)
        }
        _ => None,
    };
    let mut all = Vec::new();
    for number in 1..=count {
        let Some(record) = records.get(number) else { break };
        let record = record::without_trailers(record, trailers);
        let before = all.len();
        match (u16_at(head, 0), &mut dictionary) {
            (Some(1), _) => all.extend_from_slice(record),
            (Some(2), _) => palmdoc::unpack(record, &mut all),
            (_, Some(dictionary)) => dictionary.unpack(record, &mut all, out)?,
            _ => {
                return Err(Error::Unsupported {
                    format: Format::Mobi,
                    what: "an unknown compression",
                });
            }
        }
        out.unpacked((all.len() - before) as u64)?;
    }
    Ok(all)
}

/// The part of the unpacked data that is text: style sheets and drawings stand behind it in AZW3.
fn source_of_text<'s>(
    records: &Records<'_>,
    head: &[u8],
    is_mobi: bool,
    source: &'s [u8],
) -> &'s [u8] {
    let flows = (is_mobi && u32_at(head, 36).is_some_and(|version| version >= 8))
        .then(|| u32_at(head, 192))
        .flatten()
        .and_then(|number| records.get(usize::try_from(number).ok()?))
        .filter(|record| record.starts_with(b"FDST"));
    let end = flows.and_then(|flows| u32_at(flows, 16)).and_then(|end| usize::try_from(end).ok());
    &source[..end.unwrap_or(source.len()).min(source.len())]
}

/// AZW3 has many pages, one after the other; with their heads left out they are one.
fn without_heads(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    let mut rest = text;
    let mut first = true;
    while let Some(at) = rest.find("<head") {
        let end = rest[at..].find("</head>").map_or(rest.len(), |end| at + end + 7);
        // The first one may be of MOBI, and says nothing that is shown either.
        all.push_str(&rest[..at]);
        if first {
            all.push_str("<head></head>");
            first = false;
        }
        rest = &rest[end..];
    }
    all + rest
}

/// What the header and its extension say.
fn properties(head: &[u8], decode: impl Fn(&[u8]) -> String) -> Properties {
    let mut found = Properties::default();
    let mut title = None;
    let at = |place| u32_at(head, place).and_then(|n| usize::try_from(n).ok());
    let extended = at(128).is_some_and(|flags| flags & 0x40 != 0);
    if let (true, Some(length)) = (extended, at(20)) {
        let mut rest = head.get(16usize.saturating_add(length)..).unwrap_or_default();
        let count = u32_at(rest, 8).filter(|_| rest.starts_with(b"EXTH")).unwrap_or(0);
        rest = rest.get(12..).unwrap_or_default();
        for _ in 0..count {
            let (Some(kind), Some(length)) = (u32_at(rest, 0), u32_at(rest, 4)) else { break };
            let length = usize::try_from(length).unwrap_or(usize::MAX);
            let Some(value) = rest.get(8..length) else { break };
            match kind {
                100 => found.push("dc:creator", decode(value)),
                103 => found.push("dc:description", decode(value)),
                105 => found.push("meta:keyword", decode(value)),
                109 => found.push("dc:rights", decode(value)),
                503 => title = Some(decode(value)),
                524 => found.push("dc:language", decode(value)),
                _ => {}
            }
            rest = rest.get(length..).unwrap_or_default();
        }
    }
    let full_name = || {
        let (start, length) = (at(84)?, at(88)?);
        head.get(start..start.checked_add(length)?).map(&decode)
    };
    if let Some(title) = title.or_else(full_name) {
        found.push("dc:title", title);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    /// A book of one text record.
    fn book(compression: u16, text: &[u8]) -> Vec<u8> {
        let mut head = alloc::vec![0; 232 + 16];
        head[..2].copy_from_slice(&compression.to_be_bytes());
        head[9] = 1;
        head[16..20].copy_from_slice(b"MOBI");
        head[23] = 232;
        head[28..32].copy_from_slice(&UTF_8_NUMBER.to_be_bytes());
        head[131] = 0x40;
        head[243] = 1;
        head.extend_from_slice(b"EXTH\0\0\0\x1e\0\0\0\x02");
        head.extend_from_slice(b"\0\0\0\x64\0\0\0\x0aAu\0\0\x01\xf7\0\0\0\x0bTit");
        let mut file = alloc::vec![0; 60];
        file.extend_from_slice(b"BOOKMOBI\0\0\0\0\0\0\0\0\0\x02");
        let first = 78 + 16;
        for start in [first, first + head.len()] {
            file.extend_from_slice(&u32::try_from(start).unwrap().to_be_bytes());
            file.extend_from_slice(&[0; 4]);
        }
        [&file, &head, text].concat()
    }

    fn text(file: &[u8]) -> Result<(String, Properties), Error> {
        let limits = Limits::default();
        let mut out = Output::new(&limits);
        let properties = read_mobi(file, &mut out)?;
        Ok((out.finish().0.trim().into(), properties))
    }

    #[test]
    fn text_and_metadata() {
        let (text, properties) =
            text(&book(1, "<html><head>no</head><p>ä b</p>\0".as_bytes())).unwrap();
        assert_eq!(text, "ä b");
        let metadata = properties.metadata();
        assert_eq!(
            (metadata.name.as_deref(), metadata.creator.as_deref()),
            (Some("Tit"), Some("Au"))
        );
    }

    #[test]
    fn damage_is_no_panic() {
        let file = book(2, b"<p>abc\x80\x19\xe1\0");
        assert_eq!(text(&file).unwrap().0, "abcabca a");
        for length in 0..file.len() {
            let _ = text(&file[..length]);
        }
        for place in 0..file.len() {
            let mut file = file.clone();
            file[place] ^= 0xff;
            let _ = text(&file);
        }
    }
}
