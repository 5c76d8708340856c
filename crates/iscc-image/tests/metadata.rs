//! Embedded metadata of damaged and hostile files: never a panic, and bounded. What sound files give is
//! compared with the reference in iscc-kit.

#![cfg(feature = "metadata")]
#![allow(clippy::unwrap_used, clippy::std_instead_of_core, reason = "a test may fail; it has std")]

use std::fs;
use std::path::{Path, PathBuf};

use iscc_image::{ImageMetadata, Limits};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

fn files() -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/image_meta");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

fn metadata(file: &[u8]) -> ImageMetadata {
    iscc_image::metadata(file, &Limits::default())
}

/// Nothing is asserted but that there is a result.
fn survive(file: &[u8]) {
    let _ = metadata(file);
}

/// A JPEG file of one segment.
fn jpeg(marker: u8, mark: &[u8], data: &[u8]) -> Vec<u8> {
    let len = u16::try_from(mark.len() + data.len() + 2).unwrap();
    [&[0xff, 0xd8, 0xff, marker], &len.to_be_bytes()[..], mark, data].concat()
}

/// A WebP file of one chunk, which may be larger than a segment.
fn webp(xmp: &str) -> Vec<u8> {
    let len = u32::try_from(xmp.len()).unwrap();
    [b"RIFF\0\0\0\0WEBPXMP ", &len.to_le_bytes()[..], xmp.as_bytes()].concat()
}

#[test]
fn every_cut_is_survived() {
    for (_, file) in files() {
        // Behind the metadata there is nothing new.
        for end in 0..file.len().min(1500) {
            survive(&file[..end]);
        }
    }
}

#[test]
fn nothing_comes_from_nothing() {
    for file in [
        &b""[..],
        b"\xff\xd8",
        b"\x89PNG\r\n\x1a\n",
        b"II*\0",
        b"MM\0*",
        b"8BPS",
        b"RIFF\0\0\0\0WEBP",
        b"GIF89a",
    ] {
        assert_eq!(metadata(file), ImageMetadata::default());
    }
}

/// DIFFERENCE: exiv2 reads this one.
#[test]
fn packets_in_utf_16_are_not_read() {
    let packet = "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' \
                  xmlns:x='http://ns.adobe.com/xap/1.0/'><r:Description x:Nickname='N'/></r:RDF>";
    let mark = b"http://ns.adobe.com/xap/1.0/\0";
    assert_eq!(metadata(&jpeg(0xe1, mark, packet.as_bytes())).name.as_deref(), Some("N"));
    let wide: Vec<u8> = packet.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(metadata(&jpeg(0xe1, mark, &wide)).name, None);
}

#[test]
fn bombs_are_refused() {
    let rdf = "xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:x='http://ns.adobe.com/xap/1.0/'";
    let wrap = |body: &str| {
        format!(
            "<r:RDF {rdf}><r:Description><x:Nickname>N</x:Nickname>{body}</r:Description></r:RDF>"
        )
    };
    assert_eq!(metadata(&webp(&wrap(""))).name.as_deref(), Some("N"));
    // Nesting.
    let deep =
        format!("{}{}", "<x:a r:parseType='Resource'>".repeat(100_000), "</x:a>".repeat(100_000));
    assert_eq!(metadata(&webp(&wrap(&deep))).name, None);
    assert_eq!(metadata(&webp(&"<r:RDF>".repeat(200_000))).name, None);
    // Elements and attributes without end.
    assert_eq!(metadata(&webp(&wrap(&"<x:b/>".repeat(1_000_000)))).name, None);
    let attributes: String =
        (0..200_000).flat_map(|i| [" x:a".to_owned(), i.to_string(), "=''".to_owned()]).collect();
    assert_eq!(metadata(&webp(&wrap(&format!("<x:b{attributes}/>")))).name, None);
    // Entities.
    let entities = format!("<!DOCTYPE a [<!ENTITY a 'a'>]>{}", wrap("<x:b>&a;</x:b>"));
    assert_eq!(metadata(&webp(&entities)).name, None);
    // A text chunk of a PNG that inflates without end: 100 MB of zeros.
    let mut zeros = vec![0x78, 0x9c];
    for _ in 0..1600 {
        zeros.extend([0x00, 0xff, 0xff, 0x00, 0x00]);
        zeros.resize(zeros.len() + 65535, 0);
    }
    let data = [&b"XML:com.adobe.xmp\0\0"[..], &zeros].concat();
    let len = u32::try_from(data.len()).unwrap();
    let file = [b"\x89PNG\r\n\x1a\n", &len.to_be_bytes()[..], b"zTXt", &data].concat();
    assert_eq!(metadata(&file), ImageMetadata::default());
}

#[test]
fn limits_may_be_set() {
    let packet = "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' \
                  xmlns:x='http://ns.adobe.com/xap/1.0/'><r:Description x:Nickname='N'/></r:RDF>";
    let file = webp(packet);
    let name = |limits: &Limits| iscc_image::metadata(&file, limits).name;
    let mut limits = Limits::default();
    // Two elements and three attributes, of which two are names of name spaces.
    (limits.max_metadata_bytes, limits.max_metadata_elements) = (packet.len() as u64, 5);
    limits.max_depth = 1;
    assert_eq!(name(&limits).as_deref(), Some("N"));
    let mut smaller = limits;
    smaller.max_metadata_bytes -= 1;
    assert_eq!(name(&smaller), None);
    let mut smaller = limits;
    smaller.max_metadata_elements -= 1;
    assert_eq!(name(&smaller), None);
    let mut smaller = limits;
    smaller.max_depth -= 1;
    assert_eq!(name(&smaller), None);
}

proptest! {
    #[test]
    fn flipped_bytes_are_survived(file in any::<Index>(), flips in vec((any::<Index>(), any::<u8>()), 1..8)) {
        let files = files();
        let (_, mut bytes) = file.get(&files).clone();
        for (at, value) in flips {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        survive(&bytes);
    }

    #[test]
    fn any_block_is_survived(data in vec(any::<u8>(), 0..400), head in select(vec![&b"II*\0\x08\0\0\0\x05\0"[..], b"MM\0*\0\0\0\x08\0\x05", b"8BIM\x04\x04\0\0\0\0\0\x09\x1c\x02\x05", b"\x1c\x02\x69\x80\x03", b"<r:RDF"])) {
        let data = [head, &data].concat();
        survive(&data);
        survive(&jpeg(0xe1, b"Exif\0\0", &data));
        survive(&jpeg(0xe1, b"http://ns.adobe.com/xap/1.0/\0", &data));
        survive(&jpeg(0xed, b"Photoshop 3.0\0", &data));
        survive(&[b"8BPS", &[0; 26][..], &[0, 0, 1, 0], &data].concat());
    }

    #[test]
    fn any_packet_is_survived(pieces in vec(select(vec![
        "<r:Description>", "<r:Description x:Nickname='a'/>", "</r:Description>", "<x:Nickname>", "</x:Nickname>",
        "<d:title>", "</d:title>", "<r:Alt>", "</r:Alt>", "<r:Bag>", "</r:Bag>", "<r:li xml:lang='de'>", "<r:li>", "</r:li>",
        "<r:value>", "</r:value>", "text", "&amp;", "&#65;", "<![CDATA[<]]>", "<!-- -->", " ", "<x:a r:resource='u'/>",
        "<x:a r:parseType='Resource'>", "</x:a>", "<x:a x:b='1' xml:lang='q'/>", "<x:a r:value='1' x:b='2'/>",
    ]), 0..30)) {
        let packet = format!(
            "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:x='http://ns.adobe.com/xap/1.0/' \
             xmlns:d='http://purl.org/dc/elements/1.1/'>{}</r:RDF>",
            pieces.concat(),
        );
        survive(&webp(&packet));
    }
}
