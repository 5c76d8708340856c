//! [`Format`]: which files there are, and what tells them.

use core::fmt;

/// A format that files are told by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// JPEG (ISO 10918), and what starts as one: MPO.
    Jpeg,
    /// PNG, with or without animation.
    Png,
    /// GIF, with or without animation.
    Gif,
    /// Windows and OS/2 bitmaps.
    Bmp,
    /// WebP, with or without animation.
    WebP,
    /// TIFF and `BigTIFF`.
    Tiff,
    /// Photoshop documents.
    Psd,
    /// SVG, as text or packed by gzip (SVGZ).
    Svg,
    /// AVIF: AV1 pictures and the first of a sequence.
    Avif,
    /// HEIC: HEVC pictures and the first of a sequence.
    Heic,
    /// JPEG XL, with or without a container.
    Jxl,
    /// JPEG 2000, with or without a container.
    Jp2,
    /// Icons and cursors of Windows.
    Ico,
    /// PBM, PGM, PPM and PAM.
    Pnm,
    /// Quite OK Image.
    Qoi,
}

impl Format {
    /// The format that the first bytes of a file announce.
    ///
    /// ```
    /// use iscc_image::Format;
    ///
    /// assert_eq!(Format::sniff(b"\xff\xd8\xff\xe0"), Some(Format::Jpeg));
    /// assert_eq!(Format::sniff(b"plain text"), None);
    /// ```
    #[must_use]
    pub fn sniff(bytes: &[u8]) -> Option<Self> {
        let is = |mark: &[u8]| bytes.starts_with(mark);
        Some(match bytes {
            _ if is(b"\xff\xd8\xff") => Self::Jpeg,
            _ if is(b"\x89PNG\r\n\x1a\n") => Self::Png,
            _ if is(b"GIF87a") || is(b"GIF89a") => Self::Gif,
            _ if is(b"BM") => Self::Bmp,
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Self::WebP,
            // With the bytes of 42 in the wrong order as well; 43 is BigTIFF.
            [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => Self::Tiff,
            _ if is(b"II\0\x2a") || is(b"MM\x2a\0") => Self::Tiff,
            _ if is(b"8BPS") => Self::Psd,
            _ if is(b"\xff\x0a") || is(b"\0\0\0\x0cJXL \r\n\x87\n") => Self::Jxl,
            _ if is(b"\0\0\0\x0cjP  \r\n\x87\n") || is(b"\xff\x4f\xff\x51") => Self::Jp2,
            // One icon at least, whose entry has a zero byte.
            [0, 0, 1 | 2, 0, low, high, _, _, _, 0, ..] if (*low, *high) != (0, 0) => Self::Ico,
            [b'P', b'1'..=b'6', space, b'#' | b'0'..=b'9', ..] if space.is_ascii_whitespace() => {
                Self::Pnm
            }
            _ if is(b"P7\nWIDTH ") => Self::Pnm,
            _ if is(b"qoif") => Self::Qoi,
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => return brand(bytes),
            // By gzip: the only picture that is packed as a whole.
            _ if is(b"\x1f\x8b\x08") || svg_root(bytes) => Self::Svg,
            _ => return None,
        })
    }

    /// The format of a media type; the usual other spellings are taken too.
    ///
    /// ```
    /// use iscc_image::Format;
    ///
    /// assert_eq!(Format::of_media_type("image/tiff"), Some(Format::Tiff));
    /// assert_eq!(Format::of_media_type("image/x-tga"), None);
    /// ```
    #[must_use]
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        Some(match media_type {
            "image/jpeg" | "image/jpg" | "image/pjpeg" => Self::Jpeg,
            "image/png" | "image/apng" | "image/vnd.mozilla.apng" => Self::Png,
            "image/gif" => Self::Gif,
            "image/bmp" | "image/x-ms-bmp" | "image/x-bmp" => Self::Bmp,
            "image/webp" => Self::WebP,
            "image/tiff" => Self::Tiff,
            "image/vnd.adobe.photoshop" | "image/x-photoshop" | "application/x-photoshop" => {
                Self::Psd
            }
            "image/svg+xml" => Self::Svg,
            "image/avif" | "image/avif-sequence" => Self::Avif,
            "image/heic" | "image/heif" | "image/heic-sequence" | "image/heif-sequence" => {
                Self::Heic
            }
            "image/jxl" => Self::Jxl,
            "image/jp2" | "image/jpx" | "image/j2c" => Self::Jp2,
            "image/vnd.microsoft.icon" | "image/x-icon" => Self::Ico,
            "image/x-portable-anymap"
            | "image/x-portable-bitmap"
            | "image/x-portable-graymap"
            | "image/x-portable-pixmap" => Self::Pnm,
            "image/x-qoi" | "image/qoi" => Self::Qoi,
            _ => return None,
        })
    }

    /// Whether this build reads the format.
    ///
    /// ```
    /// use iscc_image::Format;
    ///
    /// assert_eq!(Format::Png.is_readable(), cfg!(feature = "png"));
    /// ```
    #[must_use]
    pub const fn is_readable(self) -> bool {
        match self {
            Self::Jpeg => cfg!(feature = "jpeg"),
            Self::Png => cfg!(feature = "png"),
            Self::Gif => cfg!(feature = "gif"),
            Self::Bmp => cfg!(feature = "bmp"),
            Self::WebP => cfg!(feature = "webp"),
            Self::Tiff => cfg!(feature = "tiff"),
            Self::Psd => cfg!(feature = "psd"),
            Self::Svg => cfg!(feature = "svg"),
            Self::Avif => cfg!(feature = "avif"),
            Self::Heic => cfg!(feature = "heic"),
            Self::Jxl => cfg!(feature = "jxl"),
            Self::Jp2 => cfg!(feature = "jp2"),
            Self::Ico | Self::Pnm | Self::Qoi => cfg!(feature = "more"),
        }
    }

    /// The media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Bmp => "image/bmp",
            Self::WebP => "image/webp",
            Self::Tiff => "image/tiff",
            Self::Psd => "image/vnd.adobe.photoshop",
            Self::Svg => "image/svg+xml",
            Self::Avif => "image/avif",
            Self::Heic => "image/heic",
            Self::Jxl => "image/jxl",
            Self::Jp2 => "image/jp2",
            Self::Ico => "image/vnd.microsoft.icon",
            Self::Pnm => "image/x-portable-anymap",
            Self::Qoi => "image/x-qoi",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Gif => "GIF",
            Self::Bmp => "BMP",
            Self::WebP => "WebP",
            Self::Tiff => "TIFF",
            Self::Psd => "PSD",
            Self::Svg => "SVG",
            Self::Avif => "AVIF",
            Self::Heic => "HEIC",
            Self::Jxl => "JPEG XL",
            Self::Jp2 => "JPEG 2000",
            Self::Ico => "ICO",
            Self::Pnm => "PNM",
            Self::Qoi => "QOI",
        })
    }
}

/// The format of an ISO base media file, by its brands (ISO 14496-12, section 4.3).
fn brand(bytes: &[u8]) -> Option<Format> {
    let size = u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
    let brands = bytes.get(8..(size as usize).min(bytes.len()))?;
    let of = |brand: &[u8]| match brand {
        b"avif" | b"avis" => Some(Format::Avif),
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"hevm" | b"hevs" => {
            Some(Format::Heic)
        }
        _ => None,
    };
    // The major brand, its version, the compatible brands.
    let compatible = || brands.get(8..)?.chunks_exact(4).find_map(of);
    match brands.first_chunk::<4>()? {
        b"mif1" | b"msf1" | b"miaf" => compatible(),
        major => of(major),
    }
}

/// Whether the first element of a text is `svg`, behind a byte order mark, a declaration, comments and
/// a document type.
fn svg_root(bytes: &[u8]) -> bool {
    let mut rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    loop {
        rest = rest.trim_ascii_start();
        let Some(tag) = rest.strip_prefix(b"<") else { return false };
        let end = match tag {
            [b'!', b'-', b'-', ..] => find(tag, b"-->"),
            [b'?', ..] => find(tag, b"?>"),
            // An internal subset has brackets around declarations with ends of their own.
            [b'!', ..] => match (find(tag, b">"), find(tag, b"[")) {
                (Some(end), Some(subset)) if subset < end => find(tag, b"]>"),
                (end, _) => end,
            },
            _ => {
                let name = tag.split(|byte| !byte.is_ascii_alphanumeric() && *byte != b':').next();
                return name == Some(b"svg") || name.is_some_and(|name| name.ends_with(b":svg"));
            }
        };
        match end {
            Some(end) => rest = &tag[end..],
            None => return false,
        }
    }
}

/// The place behind `what`.
fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what).map(|at| at + what.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn svg_is_told_by_its_root() {
        let is_svg = |text: &str| Format::sniff(text.as_bytes()) == Some(Format::Svg);
        assert!(is_svg("<svg/>"));
        assert!(is_svg(
            "\u{feff}<?xml version='1.0'?>\n<!-- <html> --><!DOCTYPE svg><svg width='1'>"
        ));
        assert!(is_svg("<!DOCTYPE svg [ <!ENTITY a 'b'> ]><svg>"));
        assert!(is_svg("<s:svg xmlns:s='http://www.w3.org/2000/svg'/>"));
        assert!(!is_svg("<html><svg/></html>"));
        assert!(!is_svg("<svgs/>"));
        assert!(!is_svg("<!-- <svg/>"));
        assert!(!is_svg("<"));
    }

    #[test]
    fn brands() {
        let file = |brands: &str| {
            let size = u32::try_from(brands.len() + 8).unwrap_or_default();
            [&size.to_be_bytes(), b"ftyp", brands.as_bytes()].concat()
        };
        assert_eq!(Format::sniff(&file("avif\0\0\0\0mif1")), Some(Format::Avif));
        assert_eq!(Format::sniff(&file("mif1\0\0\0\0mif1heic")), Some(Format::Heic));
        assert_eq!(Format::sniff(&file("mif1\0\0\0\0avifmiaf")), Some(Format::Avif));
        assert_eq!(Format::sniff(&file("isom\0\0\0\0avif")), None);
        assert_eq!(Format::sniff(b"\0\0\0\x08ftyp"), None);
    }
}
