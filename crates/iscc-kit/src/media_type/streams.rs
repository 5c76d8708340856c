//! Kinds that a signature at a fixed place does not tell: containers by what they say about themselves, and streams
//! without a header by the frames or packets they are made of.

use super::MediaType;

/// Containers and streams whose first bytes say what they are.
pub(super) fn media_type(head: &[u8]) -> Option<MediaType> {
    iso_media(head)
        .or_else(|| matroska(head))
        .or_else(|| ogg(head))
        .or_else(|| icon(head))
        .or_else(|| material_exchange(head))
        .or_else(|| mpeg_video(head))
        .or_else(|| transport_stream(head))
}

/// Streams that two or three bytes stand for, or frames one behind the other: the last resort.
pub(super) fn without_signature(head: &[u8]) -> Option<MediaType> {
    latm(head).or_else(|| pcx(head)).or_else(|| mpeg_audio(head))
}

/// The ISO base media file format by its major brand, or by the boxes that files without one start with.
fn iso_media(head: &[u8]) -> Option<MediaType> {
    let (size, rest) = head.split_first_chunk::<4>()?;
    let (kind, rest) = rest.split_first_chunk::<4>()?;
    match kind {
        b"ftyp" => {
            let (brand, rest) = rest.split_first_chunk::<4>()?;
            let end = (u32::from_be_bytes(*size) as usize).saturating_sub(12).min(rest.len());
            let compatible =
                || rest[..end].get(4..)?.as_chunks().0.iter().copied().find_map(of_brand);
            match brand {
                b"mif1" | b"msf1" | b"miaf" => compatible().or(Some(MediaType("image/heic"))),
                b"qt  " => Some(MediaType("video/quicktime")),
                b"crx " => Some(MediaType("image/x-canon-cr3")),
                [b'M' | b'F', b'4', b'A' | b'B', _] => Some(MediaType("audio/mp4")),
                brand => of_brand(*brand).or(Some(MediaType("video/mp4"))),
            }
        }
        b"moov" | b"mdat" => Some(MediaType("video/quicktime")),
        b"wide" | b"free" | b"skip" if rest.get(..8)?.ends_with(b"mdat") => {
            Some(MediaType("video/quicktime"))
        }
        b"styp" | b"moof" => Some(MediaType("video/mp4")),
        _ => None,
    }
}

/// Brands of images.
fn of_brand(brand: [u8; 4]) -> Option<MediaType> {
    match &brand {
        b"avif" | b"avis" => Some(MediaType("image/avif")),
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"hevm" | b"hevs" => {
            Some(MediaType("image/heic"))
        }
        _ => None,
    }
}

/// Matroska and `WebM` by the document type of the EBML header.
fn matroska(head: &[u8]) -> Option<MediaType> {
    let header = head.strip_prefix(b"\x1a\x45\xdf\xa3")?;
    let header = &header[..header.len().min(256)];
    let says = |kind: &[u8]| header.windows(kind.len()).any(|window| window == kind);
    if says(b"\x42\x82\x84webm") {
        return Some(MediaType("video/webm"));
    }
    says(b"\x42\x82\x88matroska").then_some(MediaType("video/x-matroska"))
}

/// Ogg by its streams, all of which begin before any goes on (RFC 3533): video if one of them is.
fn ogg(mut head: &[u8]) -> Option<MediaType> {
    const VIDEO: [&[u8]; 5] = [b"\x80theora", b"BBCD\0", b"\x01video", b"OVP80", b"\x80daala"];
    head.starts_with(b"OggS").then_some(())?;
    while let Some(page) = head.strip_prefix(b"OggS") {
        let (Some(flags), Some(segments)) = (page.get(1), page.get(22)) else { break };
        let Some(sizes) = page.get(23..23 + usize::from(*segments)) else { break };
        let begins = flags & 2 != 0;
        if !begins {
            break;
        }
        let body = &page[23 + sizes.len()..];
        if VIDEO.iter().any(|mark| body.starts_with(mark)) {
            return Some(MediaType("video/ogg"));
        }
        let length = sizes.iter().map(|size| usize::from(*size)).sum();
        let Some(next) = body.get(length..) else { break };
        head = next;
    }
    Some(MediaType("audio/ogg"))
}

/// Icons and cursors: a directory of pictures, the first of which has no reserved byte and lies behind it.
fn icon(head: &[u8]) -> Option<MediaType> {
    let [0, 0, 1 | 2, 0, count_low, count_high, entry @ ..] = head else { return None };
    let count = u32::from(u16::from_le_bytes([*count_low, *count_high]));
    let entry = entry.first_chunk::<16>()?;
    let [.., o0, o1, o2, o3] = *entry;
    let behind = u32::from_le_bytes([o0, o1, o2, o3]) >= 6 + 16 * count;
    (count > 0 && entry[3] == 0 && behind).then_some(MediaType("image/vnd.microsoft.icon"))
}

/// MXF: a header partition, behind a run-in of less than 64 KiB (SMPTE ST 377-1, 6.5).
fn material_exchange(head: &[u8]) -> Option<MediaType> {
    const KEY: &[u8] = b"\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02\x01\x01\x02";
    head.windows(KEY.len()).any(|window| window == KEY).then_some(MediaType("application/mxf"))
}

/// Start codes of MPEG video and program streams (ISO 13818), and the parameter sets that H.264 and H.265 start with.
fn mpeg_video(head: &[u8]) -> Option<MediaType> {
    let code = head.strip_prefix(b"\0\0\0\x01").or_else(|| head.strip_prefix(b"\0\0\x01"))?;
    Some(MediaType(match code {
        [0xb0..=0xbf, ..] => "video/mpeg",
        // The reference bits of a delimiter may be anything, those of a sequence parameter set are not zero.
        [0x09 | 0x27 | 0x47 | 0x67, ..] => "video/h264",
        // Video and sequence parameter sets, delimiters; layer 0, the first temporal layer.
        [0x40 | 0x42 | 0x46, 0x01, ..] => "video/h265",
        _ => return None,
    }))
}

/// Packets of 188 bytes (also with four of time in front, or sixteen of parity behind) that start with 0x47, from the
/// start or, of a recording cut anywhere, from within the first packet.
fn transport_stream(head: &[u8]) -> Option<MediaType> {
    const SYNC: u8 = 0x47;
    let packets = |start: usize, step: usize, least: usize| {
        let mut starts = head.iter().skip(start).step_by(step).take(16);
        starts.len() >= least && starts.all(|byte| *byte == SYNC)
    };
    let is = [188, 192, 204].into_iter().any(|step| {
        packets(0, step, 3) || packets(4, step, 3) || (1..step).any(|start| packets(start, step, 8))
    });
    is.then_some(MediaType("video/mp2t"))
}

/// Portable bit-, gray- and pixmaps: a number, then width, height and (but of bitmaps) the largest value, between white space
/// and comments.
pub(super) fn portable_map(head: &[u8]) -> Option<MediaType> {
    let [b'P', kind @ b'1'..=b'6', rest @ ..] = head else { return None };
    let numbers = if matches!(kind, b'1' | b'4') { 2 } else { 3 };
    let mut rest = rest;
    for _ in 0..numbers {
        let mut trimmed = rest.trim_ascii_start();
        if trimmed.len() == rest.len() && !rest.starts_with(b"#") {
            return None;
        }
        while trimmed.starts_with(b"#") {
            let end = trimmed.iter().position(|byte| *byte == b'\n')?;
            trimmed = trimmed[end..].trim_ascii_start();
        }
        let digits = trimmed.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if !(1..=6).contains(&digits) {
            return None;
        }
        rest = &trimmed[digits..];
    }
    rest.first()?.is_ascii_whitespace().then_some(MediaType(match kind {
        b'1' | b'4' => "image/x-portable-bitmap",
        b'2' | b'5' => "image/x-portable-graymap",
        _ => "image/x-portable-pixmap",
    }))
}

/// PCX: manufacturer, version, encoding, bits, a window that is not empty, a reserved byte.
fn pcx(head: &[u8]) -> Option<MediaType> {
    let [10, 0 | 2..=5, 0 | 1, 1 | 2 | 4 | 8, window @ ..] = head else { return None };
    let (window, _) = window.split_first_chunk::<8>()?;
    let at = |index: usize| u16::from_le_bytes([window[index], window[index + 1]]);
    let has_size = at(0) <= at(4) && at(2) <= at(6);
    (has_size && head.get(64) == Some(&0)).then_some(MediaType("image/vnd.zbrush.pcx"))
}

/// AAC in LATM frames (LOAS): three of them, one behind the other.
fn latm(mut head: &[u8]) -> Option<MediaType> {
    for _ in 0..3 {
        let [0x56, high, low, ..] = *head else { return None };
        if high & 0xe0 != 0xe0 {
            return None;
        }
        let length = usize::from(u16::from_be_bytes([high & 0x1f, low]));
        head = head.get(3 + length..)?;
    }
    Some(MediaType("audio/mp4a-latm"))
}

/// Frames of MPEG audio and of AAC in ADTS by the fields of the first header.
fn mpeg_audio(head: &[u8]) -> Option<MediaType> {
    let [0xff, second, third, ..] = *head else { return None };
    if second & 0xf6 == 0xf0 {
        return Some(MediaType("audio/aac"));
    }
    // Version, layer, bit rate and sampling rate, none of them reserved.
    let is = second & 0xe0 == 0xe0
        && second & 0x18 != 0x08
        && second & 0x06 != 0
        && third & 0xf0 != 0xf0
        && third & 0x0c != 0x0c;
    is.then_some(MediaType("audio/mpeg"))
}
