//! Media types by the first bytes of a file.

use super::MediaType;

/// The media type that the first bytes stand for; `None` for bytes of no known kind.
pub(super) fn media_type(head: &[u8]) -> Option<MediaType> {
    if let Some(marked) = text_with_mark(head) {
        return Some(marked);
    }
    // Text before the signatures, some of which are two letters ("BM" of a bitmap).
    if looks_like_text(head) {
        return Some(markup(head).unwrap_or(MediaType::TEXT));
    }
    let mime = infer::get(head)?.mime_type();
    Some(MediaType(normalise(mime)))
}

/// Formats that start as text does and go on as they like.
fn text_with_mark(head: &[u8]) -> Option<MediaType> {
    const MARKS: [(&[u8], MediaType); 3] =
        [(b"%PDF-", MediaType::PDF), (b"{\\rtf", MediaType::RTF), (b"%!PS", MediaType::POSTSCRIPT)];
    MARKS.into_iter().find(|(mark, _)| head.starts_with(mark)).map(|(_, found)| found)
}

/// Whether these are the bytes of a text in some charset: a byte order mark, or no control
/// characters but those that texts have (the rule of the Unix command `file`).
fn looks_like_text(head: &[u8]) -> bool {
    const MARKS: [&[u8]; 4] = [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff"];
    if MARKS.iter().any(|mark| head.starts_with(mark)) {
        return true;
    }
    let control = |byte: &u8| matches!(byte, 0..=6 | 14..=26 | 28..=31 | 127);
    !head.is_empty() && !head.iter().any(control)
}

/// HTML, XHTML, SVG and XML by their first element.
fn markup(head: &[u8]) -> Option<MediaType> {
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if !text.starts_with('<') {
        return None;
    }
    let is_xml = text.starts_with("<?xml");
    let (name, attributes) = first_element(text)?;
    let doctype = text.get(..14).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype html"));
    match name.rsplit(':').next().unwrap_or(name) {
        "svg" if attributes.contains("http://www.w3.org/2000/svg") => Some(MediaType::SVG),
        "html" if is_xml => Some(MediaType::XHTML),
        _ if is_xml => Some(MediaType::XML),
        html if doctype || html.eq_ignore_ascii_case("html") => Some(MediaType::HTML),
        html if ["head", "body", "title"].iter().any(|tag| html.eq_ignore_ascii_case(tag)) => {
            Some(MediaType::HTML)
        }
        _ => None,
    }
}

/// Name and attributes of the first element, past declarations, comments and processing
/// instructions.
fn first_element(mut text: &str) -> Option<(&str, &str)> {
    loop {
        let start = text.find('<')?;
        text = &text[start..];
        if let Some(comment) = text.strip_prefix("<!--") {
            text = comment.split_once("-->")?.1;
            continue;
        }
        text = &text[1..];
        if text.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let name_end = text.find(|c: char| !(c.is_alphanumeric() || "-_.:".contains(c)));
            let (name, rest) = text.split_at(name_end.unwrap_or(text.len()));
            let attributes = rest.split_once('>').map_or(rest, |(attributes, _)| attributes);
            return Some((name, attributes));
        }
    }
}

/// The spelling of ISCC metadata for a media type of `infer`.
fn normalise(mime: &'static str) -> &'static str {
    match mime {
        "audio/x-aiff" => "audio/aiff",
        "audio/x-wav" => "audio/wav",
        "audio/m4a" | "audio/x-m4a" => "audio/mp4",
        "audio/opus" | "application/ogg" => "audio/ogg",
        "image/x-ms-bmp" => "image/bmp",
        "image/heif" => "image/heic",
        "video/x-m4v" | "video/3gpp" | "video/3gpp2" => "video/mp4",
        "video/x-msvideo" => "video/avi",
        "video/x-ms-wmv" | "application/vnd.ms-asf" => "video/x-ms-asf",
        "application/vnd.adobe.flash.movie" => "application/x-shockwave-flash",
        "application/vnd.sqlite3" => "application/x-sqlite3",
        other => other,
    }
}
