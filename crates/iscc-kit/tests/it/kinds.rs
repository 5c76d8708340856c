//! What a file is decides how it is read, whatever it is called; what has nothing to hash keeps its ISCC-SUM.

use std::path::Path;

use iscc_kit::{Mode, NoteCode, Options, Record, code_file, code_reader};

fn testdata(name: &str) -> Vec<u8> {
    let testdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata");
    std::fs::read(testdata.join(name)).unwrap()
}

#[track_caller]
fn piped(bytes: &[u8], name: Option<&str>) -> Record {
    code_reader(bytes, name, &Options::new()).unwrap()
}

#[test]
fn empty_files_have_one_note_whatever_their_name() {
    for name in [None, Some("a.txt"), Some("a.jpg"), Some("a.pdf"), Some("a.mp4"), Some("a.mp3")] {
        let record = piped(b"", name);
        assert_eq!((record.units.len(), record.mode), (2, None), "{name:?}");
        assert_eq!(record.additions.notes, [NoteCode::Empty.into()], "{name:?}");
    }
}

/// A PDF of one page with nothing on it.
const PAGE: &str = "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> \
endobj\n3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>> endobj\ntrailer <</Root 1 0 R>>\nstartxref\n0\n%%EOF\n";

#[test]
fn documents_without_text() {
    let record = piped(PAGE.as_bytes(), Some("scan.pdf"));
    // The Text-Code of no text, as in the reference.
    assert_eq!((record.units.len(), record.mode), (4, Some(Mode::Text)));
    assert_eq!(record.units[1].to_string(), "ISCC:EAASL4F2WZY7KBXB");
    assert_eq!(record.additions.notes, [NoteCode::NoText.into(), NoteCode::Featureless.into()]);
    for (text, name) in
        [(" \n\t\n", "a.txt"), ("<html><script>let a = 1</script></html>", "a.html")]
    {
        let record = piped(text.as_bytes(), Some(name));
        assert_eq!((record.units.len(), record.mode), (2, None), "{name}");
        assert_eq!(record.additions.notes, [NoteCode::NoText.into()], "{name}");
    }
}

#[test]
fn a_pdf_behind_other_bytes_is_one() {
    for front in ["\u{feff}", "\n\n", "Some words.\n", "HTTP/1.1 200 OK\r\nServer: a\r\n\r\n"] {
        for name in [None, Some("a.pdf")] {
            let record = piped(format!("{front}{PAGE}").as_bytes(), name);
            let media_type = record.media_type.as_ref().map(iscc_kit::schema::MediaType::as_str);
            assert_eq!(media_type, Some("application/pdf"), "{front:?}");
        }
    }
}

#[test]
fn an_image_behind_a_byte_order_mark_is_an_error() {
    let image = [b"\xef\xbb\xbf\xff\xd8\xff\xe0\0\x10JFIF\0\x01".as_slice(), &[9; 400]].concat();
    assert!(code_reader(&image[..], Some("a.jpg"), &Options::new()).is_err());
}

#[test]
fn office_files_are_read_by_content() {
    for (file, others) in [
        ("document/lists.docx", ["a.doc", "a.docm", "a.dotx", "a.xlsx"]),
        ("document/cells.xlsx", ["a.xls", "a.xlsm", "a.docx", "a.zip"]),
        ("document/slides.pptx", ["a.ppt", "a.potx", "a.ppsx", "a.pdf"]),
        ("document/lists.doc", ["a.docx", "a.dot", "a.xls", "a.txt"]),
        ("document/cells.xls", ["a.xlsx", "a.xlt", "a.doc", "a.dat"]),
        ("document/slides.ppt", ["a.pptx", "a.pps", "a.doc", "a.xls"]),
        ("document/text.odt", ["a.ott", "a.docx", "a.zip", "a.epub"]),
        ("document/sheet.ods", ["a.ots", "a.odt", "a.xls", "a"]),
        ("document/book.epub", ["a.zip", "a.docx", "a.odt", "a"]),
    ] {
        let bytes = testdata(file);
        let expected = piped(&bytes, Some(file));
        assert_eq!(expected.mode, Some(Mode::Text), "{file}");
        for name in others.into_iter().map(Some).chain([None]) {
            let record = piped(&bytes, name);
            // The Meta-Code may come from the name.
            let content =
                |record: &Record| record.units.iter().rev().take(3).copied().collect::<Vec<_>>();
            assert_eq!(content(&record), content(&expected), "{file} as {name:?}");
            assert_eq!(record.media_type, expected.media_type, "{file} as {name:?}");
        }
    }
}

/// Audio alone in containers of video, under their names and without one.
#[cfg(any(feature = "ffmpeg", feature = "native"))]
#[test]
fn audio_in_containers_of_video_has_an_audio_code() {
    let folder = crate::folder::Folder::new();
    for (file, name, media_type) in [
        ("audiofile/vorbis.mka", "a.mkv", "audio/x-matroska"),
        ("audiofile/vorbis.mka", "a", "audio/x-matroska"),
        ("audiofile/opus.webm", "a.webm", "audio/webm"),
        ("audiofile/fragments.mp4", "a.mp4", "audio/mp4"),
    ] {
        folder.file(name, testdata(file));
        let record = code_file(folder.0.join(name), &Options::new()).unwrap();
        let found = record.media_type.as_ref().map(iscc_kit::schema::MediaType::as_str);
        assert_eq!((record.mode, found), (Some(Mode::Audio), Some(media_type)), "{file} as {name}");
    }
}

#[cfg(feature = "ffmpeg")]
#[test]
fn transport_streams_are_video_wherever_they_begin() {
    let folder = crate::folder::Folder::new();
    let stream = testdata("videofile/mpeg2.ts");
    for (name, cut) in [("a.ts", 0), ("a.mts", 0), ("a", 0), ("b.ts", 100)] {
        folder.file(name, &stream[cut..]);
        let record = code_file(folder.0.join(name), &Options::new()).unwrap();
        let found = record.media_type.as_ref().map(iscc_kit::schema::MediaType::as_str);
        assert_eq!((record.mode, found), (Some(Mode::Video), Some("video/mp2t")), "{name}");
    }
}
