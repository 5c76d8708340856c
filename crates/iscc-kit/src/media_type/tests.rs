//! The table against itself, the engines and README; detection by content and by name.

use super::table::{AUDIO_IN, KINDS, Reader};
use super::*;

/// The names of kinds, each once, in the order of the table.
fn names(mode: Option<Mode>, reader: Reader) -> String {
    let mut names: Vec<&str> = Vec::new();
    let is = |kind: &&table::Kind| {
        kind.reader == reader && mode.map_or(kind.mode.is_some(), |mode| kind.mode == Some(mode))
    };
    for kind in KINDS.iter().filter(is) {
        if !names.contains(&kind.name) {
            names.push(kind.name);
        }
    }
    names.join(", ")
}

#[test]
fn readme_promises_what_the_table_has() {
    use Reader::{Ffmpeg, Nothing, Rust};
    let of = |mode, reader| names(Some(mode), reader);
    let rows = [
        format!("| text | {} |", of(Mode::Text, Rust)),
        format!("| image | {} |", of(Mode::Image, Rust)),
        format!(
            "| audio | in Rust {}; through FFmpeg {} |",
            of(Mode::Audio, Rust),
            of(Mode::Audio, Ffmpeg)
        ),
        format!(
            "| video | in Rust H.264 of 8 bits in {}; through FFmpeg every codec in these and in {} |",
            of(Mode::Video, Rust),
            of(Mode::Video, Ffmpeg)
        ),
        format!("| recognised, not read | {}: ISCC-SUM and a note |", names(None, Nothing)),
    ]
    .join("\n");
    let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/../../README.md");
    let readme = std::fs::read_to_string(readme).unwrap();
    assert!(readme.contains(&rows), "README.md has to have these rows:\n{rows}");
}

#[test]
fn the_table_is_one() {
    for (at, kind) in KINDS.iter().enumerate() {
        let others = &KINDS[at + 1..];
        assert!(others.iter().all(|other| other.media_type != kind.media_type), "{kind:?}");
        for extension in kind.extensions {
            assert_eq!(*extension, extension.to_lowercase());
            assert!(
                others.iter().all(|other| !other.extensions.contains(extension)),
                "{extension}"
            );
            let by_name = MediaType::detect(b"\0\x0e\0", Some(&format!("x.{extension}")));
            assert_eq!(by_name.map(MediaType::as_str), Some(kind.media_type), "{extension}");
        }
        assert_eq!(MediaType(kind.media_type).mode(), kind.mode);
    }
    let known = |media_type: &str| KINDS.iter().any(|kind| kind.media_type == media_type);
    for (video, audio) in AUDIO_IN {
        assert!(known(video) && known(audio), "{video} {audio}");
    }
    let constants = [
        MediaType::TEXT,
        MediaType::HTML,
        MediaType::XML,
        MediaType::XHTML,
        MediaType::SVG,
        MediaType::RTF,
        MediaType::PDF,
        MediaType::POSTSCRIPT,
        MediaType::JPEG,
        MediaType::PNG,
        MediaType::JSON,
    ];
    assert!(constants.iter().all(|constant| known(constant.as_str())));
}

#[test]
fn every_signature_stands_for_its_kind() {
    for kind in KINDS {
        for signature in kind.signatures {
            let end = signature.iter().map(|(at, bytes)| at + bytes.len()).max().unwrap();
            // Control characters behind it, as in data.
            let mut head = vec![0; end.max(120) + 8];
            for (at, bytes) in *signature {
                head[*at..][..bytes.len()].copy_from_slice(bytes);
            }
            let found = MediaType::detect(&head, None).map(MediaType::as_str);
            assert_eq!(found, Some(kind.media_type), "{}", head.escape_ascii());
        }
    }
}

/// The engines read what the table promises, and nothing else of what it has.
#[cfg(all(feature = "text", feature = "image"))]
#[test]
fn the_engines_agree_with_the_table() {
    for kind in KINDS {
        let is_known = match kind.mode {
            Some(Mode::Text) => iscc_document::Format::of_media_type(kind.media_type).is_some(),
            Some(Mode::Image) => iscc_image::Format::of_media_type(kind.media_type).is_some(),
            _ => continue,
        };
        let is_read = kind.reader != Reader::Nothing;
        assert!(is_known || !is_read, "{kind:?}");
    }
}

#[track_caller]
fn is(head: &[u8], media_type: &str) {
    let found = MediaType::detect(head, None).map(MediaType::as_str);
    assert_eq!(found, Some(media_type), "{}", head[..head.len().min(80)].escape_ascii());
}

#[test]
fn a_pdf_may_begin_within_the_first_kib() {
    let pdf = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n";
    for front in [
        &b""[..],
        b"\xef\xbb\xbf",
        b"\r\n\r\n",
        b"BM some words\n",
        b"\0\0\0",
        b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n",
        &[b'x'; 1019],
    ] {
        is(&[front, pdf].concat(), "application/pdf");
    }
    is(&[&[b'x'; 1020][..], &pdf[..8]].concat(), "text/plain");
    is(b"A file starts with %PDF-1.4 and then has objects.", "text/plain");
    assert_eq!(
        MediaType::detect(&[b"see ", &pdf[..]].concat(), Some("a.txt")),
        Some(MediaType::PDF)
    );
}

#[test]
fn an_image_behind_a_byte_order_mark_is_no_text() {
    let image = b"\xef\xbb\xbf\xff\xd8\xff\xe0\0\x10JFIF\0";
    assert_eq!(MediaType::detect(image, Some("a.jpg")), Some(MediaType::JPEG));
    assert_eq!(MediaType::detect(image, None), None);
    assert_eq!(MediaType::detect(&image[3..], None), Some(MediaType::JPEG));
    is("\u{feff}text".as_bytes(), "text/plain");
    is(b"\xff\xfet\0e\0", "text/plain");
}

#[test]
fn drawings_and_feeds() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg'/>";
    is(format!("<!-- {} -->{svg}", "words ".repeat(5000)).as_bytes(), "image/svg+xml");
    is(b"<svg width='10' height='10'><rect/></svg>", "image/svg+xml");
    is(b"<svg xmlns='urn:other'/>", "text/plain");
    is(b"<rss version='2.0'><channel/></rss>", "text/xml");
    is(b"<feed xmlns='http://www.w3.org/2005/Atom'/>", "text/xml");
    let zipped = b"\x1f\x8b\x08\0\0\0\0\0";
    assert_eq!(MediaType::detect(zipped, Some("a.svg")), Some(MediaType::SVG));
    assert_eq!(MediaType::detect(zipped, Some("a.svgz")), Some(MediaType::SVG));
    is(zipped, "application/gzip");
}

/// Packets of a transport stream: `step` bytes each, the sync byte `front` bytes in.
fn packets(step: usize, front: usize, count: usize) -> Vec<u8> {
    let mut packet = vec![0; step];
    packet[front] = 0x47;
    packet.repeat(count)
}

#[test]
fn transport_streams_begin_anywhere() {
    for (step, front) in [(188, 0), (192, 4), (204, 0)] {
        let stream = packets(step, front, 12);
        for cut in [0, 1, 100, step - 1] {
            is(&stream[cut..], "video/mp2t");
        }
        is(&stream[..3 * step], "video/mp2t");
        assert_eq!(MediaType::detect(&stream[1..3 * step], None), None, "too little to tell");
    }
    // TypeScript has the extension too.
    assert_eq!(MediaType::detect(b"let a = 1;", Some("a.ts")), Some(MediaType::TEXT));
}

/// A page of Ogg with one packet.
fn page(flags: u8, packet: &[u8]) -> Vec<u8> {
    let mut page = b"OggS\0".to_vec();
    page.push(flags);
    page.extend([0; 20]);
    page.extend([1, u8::try_from(packet.len()).unwrap()]);
    page.extend(packet);
    page
}

#[test]
fn streams_say_what_they_are() {
    let vorbis = page(2, b"\x01vorbis\0\0");
    is(&[&vorbis[..], &page(0, b"\x03vorbis")].concat(), "audio/ogg");
    let theora = [&vorbis[..], &page(2, b"\x80theora\x03\x02")].concat();
    is(&theora, "video/ogg");
    for name in ["a.ogv", "a.ogx", "a.oggtheora", "a.txt"] {
        let found = MediaType::detect(&theora, Some(name)).map(MediaType::as_str);
        assert_eq!(found, Some("video/ogg"), "{name}");
    }
    let by_name = MediaType::detect(&theora, Some("a.ogg")).map(MediaType::as_str);
    assert_eq!(by_name, Some("audio/ogg"), "as in the reference");
    let file = |brands: &str| {
        let size = u32::try_from(brands.len() + 8).unwrap();
        [&size.to_be_bytes(), b"ftyp", brands.as_bytes(), &[0; 8]].concat()
    };
    is(&file("isom\0\0\0\0avif"), "video/mp4");
    is(&file("mif1\0\0\0\0mif1avif"), "image/avif");
    is(&file("mif1\0\0\0\0mif1heic"), "image/heic");
    is(&file("M4B \0\0\0\0"), "audio/mp4");
    is(&file("qt  \0\0\0\0"), "video/quicktime");
    is(&[&b"\x1a\x45\xdf\xa3\x93\x42\x82\x84webm"[..], &[0; 20]].concat(), "video/webm");
    is(&[&b"\x1a\x45\xdf\xa3\x93\x42\x82\x88matroska"[..], &[0; 20]].concat(), "video/x-matroska");
    is(
        &[&[0; 2000][..], b"\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02\x01\x01\x02\x04\0"]
            .concat(),
        "application/mxf",
    );
    is(b"\0\0\0\x01\x67\x42\0\x1e", "video/h264");
    is(b"\0\0\0\x01\x40\x01\x0c\x01", "video/h265");
    is(b"\0\0\x01\xba\x44\0", "video/mpeg");
    is(&b"\x56\xe0\x03\0\0\0".repeat(4), "audio/mp4a-latm");
    is(b"\xff\xfb\x90\x44\0\0", "audio/mpeg");
    is(b"\xff\xf1\x50\x80\0\0", "audio/aac");
    is(
        b"\0\0\x01\0\x01\0\x10\x10\0\0\x01\0\x20\0\x68\x04\0\0\x16\0\0\0",
        "image/vnd.microsoft.icon",
    );
}

#[test]
fn bitmaps_of_the_net() {
    is(b"P6 # of our making\n4 4\n255\n\xff\xff\xff", "image/x-portable-pixmap");
    is(b"P1\n2 2\n0 1 1 0\n", "image/x-portable-bitmap");
    is(b"P5\n2 2 255\n\0\0\0\0", "image/x-portable-graymap");
    is(b"P1 is the first of the rules.", "text/plain");
    is(b"P3\n2 2", "text/plain");
}
