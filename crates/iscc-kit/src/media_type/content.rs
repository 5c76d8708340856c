//! Media types by the first bytes of a file.

use super::table::{KINDS, Signature};
use super::{MediaType, markup, streams};

/// How far into a file control characters tell data from text.
const TEXT_HEAD: usize = 4096;

/// Signatures of so many bytes do not stand at the start of a text by chance.
const LONG: usize = 8;

/// How far into a file the header of a PDF may stand (ISO 32000-1, note 13 of annex H).
const PDF_HEAD: usize = 1024;

/// The media type that the first bytes stand for; `None` for bytes of no known kind.
pub(super) fn media_type(head: &[u8]) -> Option<MediaType> {
    // Formats that start as text does and go on as they like.
    const MARKS: [(&[u8], MediaType); 3] =
        [(b"%PDF-", MediaType::PDF), (b"{\\rtf", MediaType::RTF), (b"%!PS", MediaType::POSTSCRIPT)];
    let marked = MARKS.into_iter().find(|(mark, _)| head.starts_with(mark)).map(|(_, found)| found);
    let is_text = looks_like_text(&head[..head.len().min(TEXT_HEAD)]);
    let by_signature = |from: usize| {
        // The longest counts: some are the start of others.
        let found =
            KINDS.iter().flat_map(|kind| kind.signatures.iter().map(move |s| (length(s), kind, s)));
        found
            .filter(|(length, _, signature)| *length >= from && matches(head, signature))
            .max_by_key(|(length, ..)| *length)
            .map(|(_, kind, _)| MediaType(kind.media_type))
    };
    marked
        .or_else(|| by_signature(LONG))
        .or_else(|| streams::portable_map(head))
        .or_else(|| late_pdf(head))
        .or_else(|| is_text.then(|| markup::media_type(head).unwrap_or(MediaType::TEXT)))
        .or_else(|| streams::media_type(head))
        .or_else(|| by_signature(0))
        .or_else(|| streams::without_signature(head))
}

fn length(signature: Signature) -> usize {
    signature.iter().map(|(_, bytes)| bytes.len()).sum()
}

fn matches(head: &[u8], signature: Signature) -> bool {
    signature.iter().all(|(at, bytes)| head.get(*at..).is_some_and(|rest| rest.starts_with(bytes)))
}

/// A PDF behind a byte order mark, line breaks, words, or the header of an HTTP response: a header with a version, and an
/// object behind it, which tells it from a text about PDF.
fn late_pdf(head: &[u8]) -> Option<MediaType> {
    const MARK: &[u8] = b"%PDF-";
    let at =
        head[..head.len().min(PDF_HEAD)].windows(MARK.len()).position(|window| window == MARK)?;
    let rest = &head[at + MARK.len()..];
    let [b'1' | b'2', b'.', b'0'..=b'9', ..] = rest else { return None };
    let object = |window: &[u8]| matches!(window, [b'0'..=b'9', b' ', b'o', b'b', b'j']);
    rest.windows(5).any(object).then_some(MediaType::PDF)
}

/// Whether these are the bytes of a text in some charset: no control characters but those that texts have (the rule of
/// the Unix command `file`), or the byte order mark of an encoding that has them.
fn looks_like_text(head: &[u8]) -> bool {
    const WIDE: [&[u8]; 3] = [b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff"];
    if WIDE.iter().any(|mark| head.starts_with(mark)) {
        return true;
    }
    let control = |byte: &u8| matches!(byte, 0..=6 | 14..=26 | 28..=31 | 127);
    !head.is_empty() && !head.iter().any(control)
}
