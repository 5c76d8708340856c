//! Media types by file name.

use super::MediaType;

/// The longest extension of the table.
const LONGEST: usize = 8;

/// The media type that the extension of a file's name stands for.
pub(super) fn media_type(name: &str) -> Option<MediaType> {
    let (stem, extension) = name.rsplit_once('.')?;
    if stem.is_empty() || extension.len() > LONGEST {
        return None;
    }
    by_extension(&extension.to_ascii_lowercase()).map(MediaType)
}

/// In the spelling of ISCC metadata, which for some differs from the registered one.
fn by_extension(extension: &str) -> Option<&'static str> {
    Some(match extension {
        // text
        "txt" | "text" | "log" | "asc" | "c" | "h" | "bat" | "ksh" | "pl" | "rs" | "rst"
        | "toml" | "yaml" | "yml" | "ini" | "tex" | "sh" | "srt" => "text/plain",
        "md" | "markdown" => "text/markdown",
        "csv" => "text/csv",
        "tsv" => "text/tab-separated-values",
        "css" => "text/css",
        "js" | "mjs" => "text/javascript",
        "py" => "text/x-python",
        "vtt" => "text/vtt",
        "json" => "application/json",
        "html" | "htm" => "text/html",
        "xml" | "xsl" | "rdf" => "text/xml",
        "xhtml" | "xht" => "application/xhtml+xml",
        "rtf" => "application/rtf",
        "pdf" => "application/pdf",
        "epub" => "application/epub+zip",
        "doc" | "dot" => "application/msword",
        "xls" => "application/vnd.ms-excel",
        "ppt" | "pps" => "application/vnd.ms-powerpoint",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "odt" => "application/vnd.oasis.opendocument.text",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "odp" => "application/vnd.oasis.opendocument.presentation",
        // images
        "jpg" | "jpeg" | "jpe" | "jfif" => "image/jpeg",
        "png" | "apng" => "image/png",
        "gif" => "image/gif",
        "bmp" => "image/bmp",
        "tif" | "tiff" => "image/tiff",
        "webp" => "image/webp",
        "psd" => "image/vnd.adobe.photoshop",
        "svg" => "image/svg+xml",
        "avif" => "image/avif",
        "heic" | "heif" => "image/heic",
        "jxl" => "image/jxl",
        "eps" | "ps" | "ai" => "application/postscript",
        // audio
        "mp3" | "mp2" => "audio/mpeg",
        "wav" => "audio/wav",
        "aif" | "aiff" | "aifc" => "audio/aiff",
        "flac" => "audio/x-flac",
        "ogg" | "oga" | "opus" => "audio/ogg",
        "wv" => "audio/x-wavpack",
        "m4a" => "audio/mp4",
        "aac" | "adts" => "audio/aac",
        "ac3" => "audio/ac3",
        "caf" => "audio/x-caf",
        "mka" => "audio/x-matroska",
        "wma" => "audio/x-ms-wma",
        "amr" => "audio/amr",
        // video
        "mp4" | "f4v" | "m4v" | "3gp" | "3g2" => "video/mp4",
        "mov" | "qt" => "video/quicktime",
        "mkv" => "video/x-matroska",
        "webm" => "video/webm",
        "avi" => "video/avi",
        "ogv" => "video/ogg",
        "asf" => "video/x-ms-asf",
        "wmv" => "video/x-ms-wmv",
        "flv" => "video/x-flv",
        "mpeg" | "mpg" | "m1v" | "vob" => "video/mpeg",
        "h264" => "video/h264",
        "drc" => "video/x-dirac",
        "rm" => "application/vnd.rn-realmedia",
        "swf" => "application/x-shockwave-flash",
        // neither, but worth a name
        "zip" => "application/zip",
        "gz" => "application/gzip",
        "mobi" => "application/x-mobipocket-ebook",
        "sqlite" => "application/x-sqlite3",
        "wasm" => "application/wasm",
        _ => return None,
    })
}
