//! `iscc create`: what the options add, where it goes, and what does not stop it.

use std::fs;

use serde_json::Value;

use crate::commands::json;
use crate::folder::Folder;
use crate::media::{bmp, bytes, wav};

const HELLO: &str = "Hello World\n";

/// A folder with a file of every medium that needs nothing of the system.
fn media() -> Folder {
    let folder = Folder::new();
    folder.file("m/a-tune.wav", wav(8)).file("m/b.bmp", bmp()).file("m/c.txt", HELLO);
    folder.file("m/d", [&[0, 1, 2][..], &bytes(3_000_000)].concat());
    folder
}

#[test]
fn sound_has_its_fields_and_segments() {
    let folder = media();
    let run = folder.iscc(&["create", "--json", "--granular", "m/a-tune.wav"]);
    run.done();
    let record = &json(&run)[0];
    assert_eq!((&record["mode"], &record["duration"]), (&"audio".into(), &8.into()));
    assert_eq!(record["@type"], "AudioObject");
    assert_eq!(record["units"].as_array().unwrap().len(), 4);
    assert!(record.get("features").is_none(), "the schema has none for sound");
    let segments = &record["x_audio_segments"];
    for list in ["simprints", "offsets", "sizes"] {
        assert_eq!(segments[list].as_array().unwrap().len(), 2, "{segments}");
    }
}

#[test]
fn extensions_are_marked_and_say_how_firm_a_code_is() {
    let folder = media();
    folder.file("flat.bmp", {
        let mut flat = bmp();
        flat[54..].fill(200);
        flat
    });
    let run = folder.iscc(&["create", "--json", "--bits", "128", "m", "flat.bmp"]);
    let records = json(&run);
    let stability = |index: usize| &records[index]["x_stability"];
    for picture_or_sound in [0, 1] {
        let found = stability(picture_or_sound);
        assert_eq!((&found["bits"], &found["featureless"]), (&128.into(), &false.into()));
        assert!(found["fragile"].as_u64().unwrap() < 64, "{found}");
    }
    assert!(stability(2).is_null() && stability(3).is_null(), "of texts there is none");
    assert_eq!(
        *stability(4),
        serde_json::json!({"bits": 128, "fragile": 127, "featureless": true})
    );
    assert!(run.stderr.contains("flat.bmp: hardly any feature in it"), "{}", run.stderr);
    let run = folder.iscc(&["create", "--units", "m/b.bmp", "m/c.txt"]);
    let lines: Vec<&str> = run.done().lines().filter(|line| line.contains("fragile")).collect();
    assert_eq!(lines.len(), 1, "{}", run.text());
    assert!(lines[0].ends_with(" of 64 bits of the Image-Code are fragile"), "{}", lines[0]);
}

#[test]
fn thumbnails_are_data_urls() {
    let folder = media();
    let plain = json(&folder.iscc(&["create", "--json", "m"]));
    let with = json(&folder.iscc(&["create", "--json", "--thumbnail", "m"]));
    assert!(plain.iter().all(|record| record.get("thumbnail").is_none()));
    for (mut with, plain) in with.into_iter().zip(plain) {
        let thumbnail = with.as_object_mut().unwrap().remove("thumbnail");
        assert_eq!(with, plain, "everything else is the same");
        let is_picture = plain["mode"] == "image";
        let url = thumbnail.as_ref().and_then(Value::as_str);
        assert_eq!(url.is_some_and(|url| url.starts_with("data:image/jpeg;base64,")), is_picture);
    }
    let run = folder.iscc(&["create", "--thumbnail", "m"]);
    assert_eq!(run.code, 2, "it cannot be seen in plain output");
    assert!(run.stderr.contains("--json"), "{}", run.stderr);
}

#[test]
fn no_line_depends_on_the_number_of_jobs() {
    let folder = media();
    let expected = folder.iscc(&["create", "--json", "--granular", "--jobs", "1", "m", "m/d"]);
    assert_eq!((expected.code, json(&expected).len()), (0, 5));
    for jobs in ["2", "9"] {
        for option in ["-j", "--jobs"] {
            let run = folder.iscc(&["create", "--json", "--granular", option, jobs, "m", "m/d"]);
            assert_eq!(run, expected);
        }
    }
    for (name, line) in
        ["m/a-tune.wav", "m/b.bmp", "m/c.txt", "m/d"].iter().zip(expected.text().lines())
    {
        let run = folder.iscc(&["create", "--json", "--granular", "--jobs", "9", name]);
        assert_eq!(run.text().trim_end(), line, "one file on all threads");
    }
}

#[test]
fn an_output_file_is_replaced_as_a_whole_and_is_not_read() {
    let folder = media();
    folder.file("m/codes.jsonl", "old").file("empty.txt", "");
    let expected = folder.iscc(&["create", "--json", "m/a-tune.wav", "m/b.bmp", "m/c.txt", "m/d"]);
    assert_eq!(folder.iscc(&["create", "--json", "-o", "m/codes.jsonl", "m"]).text(), "");
    assert_eq!(folder.read("m/codes.jsonl"), expected.stdout);
    assert_eq!(fs::read_dir(folder.0.join("m")).unwrap().count(), 5, "nothing temporary is left");
    // What the others have is written although one failed.
    let run = folder.iscc(&["create", "--output", "codes", "missing", "empty.txt", "m/c.txt"]);
    assert_eq!((run.code, run.text(), run.stderr.lines().count()), (1, "", 2));
    assert!(folder.read("codes").ends_with(b" *m/c.txt\n"));
    let run = folder.iscc(&["create", "-o", "no/codes", "m/c.txt"]);
    assert_eq!((run.code, run.text()), (1, ""));
    assert!(run.stderr.starts_with("iscc: no/codes: "), "{}", run.stderr);
}

#[test]
fn damaged_files_of_every_medium_stop_nothing() {
    let folder = Folder::new();
    let cut = |file: Vec<u8>, length: usize| file[..length].to_vec();
    folder
        .file("a.wav", cut(wav(4), 60))
        .file("b.bmp", cut(bmp(), 100))
        .file("c.png", b"\x89PNG\r\n\x1a\n");
    folder
        .file("d.pdf", "%PDF-1.7 nothing")
        .file("e.docx", b"PK\x03\x04 nothing")
        .file("f.txt", HELLO);
    folder.file("g.mp3", [&b"ID3\x04\0\0\0\0\0\0\xff\xfb\x90\x44"[..], &[0; 400]].concat());
    folder.file("h.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom nothing").file("i.txt", HELLO);
    let names = ["a.wav", "b.bmp", "c.png", "d.pdf", "e.docx", "f.txt", "g.mp3", "h.mp4", "i.txt"];
    let run =
        folder.iscc(&[&["create", "--json", "--thumbnail", "--granular"], &names[..]].concat());
    let records = json(&run);
    assert_eq!((run.code, records.len()), (1, names.len()), "{}", run.stderr);
    for (record, name) in records.iter().zip(names) {
        assert_eq!(record["file"], name);
        assert!(record["iscc"].is_string() != record["error"].is_string(), "{record}");
        if ["f.txt", "i.txt"].contains(&name) {
            assert!(record["iscc"].is_string(), "{record}");
        } else {
            assert!(run.stderr.contains(&format!("iscc: {name}: ")), "{name}: {}", run.stderr);
        }
    }
    assert!(
        run.stderr.lines().all(|line| line.starts_with("iscc: ")),
        "a line each: {}",
        run.stderr
    );
}

#[test]
fn a_film_is_read_or_the_message_says_what_to_install() {
    let folder = Folder::new();
    let film = "../../testdata/videofile/h264-pyramid.mp4";
    let film = fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(film)).unwrap();
    folder.file("film.mp4", film);
    let run = folder.iscc(&["create", "--json", "--granular", "--thumbnail", "film.mp4"]);
    let record = &json(&run)[0];
    if cfg!(feature = "ffmpeg") {
        run.done();
    } else {
        assert!(run.stderr.contains("without FFmpeg") && run.code == 0, "{}", run.stderr);
    }
    assert_eq!(record["mode"], "video");
    let scenes = &record["features"][0];
    assert_eq!((&scenes["maintype"], &scenes["subtype"]), (&"content".into(), &"video".into()));
    assert_eq!(
        scenes["sizes"].as_array().map(Vec::len),
        scenes["simprints"].as_array().map(Vec::len)
    );
    assert!(record["x_video_shots"]["simprints"][0].is_string());
    assert!(record["thumbnail"].as_str().unwrap().starts_with("data:image/jpeg;base64,"));
    // Of other codecs than H.264.
    let film = "../../testdata/videofile/vp9.webm";
    let film = fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(film)).unwrap();
    folder.file("film.webm", film);
    let run = folder.iscc(&["create", "--json", "film.webm"]);
    let record = &json(&run)[0];
    if cfg!(feature = "ffmpeg") {
        run.done();
        assert_eq!(record["mode"], "video");
    } else {
        assert_eq!((run.code, run.stderr.lines().count()), (0, 1), "{}", run.stderr);
        assert!(run.stderr.contains("install its libraries"), "{}", run.stderr);
        assert!(record["iscc"].as_str().unwrap().starts_with("ISCC:KU"), "{record}");
    }
}

#[test]
fn messages_say_which_file_and_why() {
    let folder = Folder::new();
    folder.file("empty.txt", "").file("empty", "").file("empty.jpg", "").file("f/.keep", "");
    fs::create_dir(folder.0.join("nothing")).unwrap();
    for (path, code, message) in [
        ("missing", 1, "iscc: missing: cannot be read: No such file or directory (os error 2)\n"),
        ("empty.txt", 0, "iscc: empty.txt: the file is empty, ISCC-SUM only\n"),
        ("empty.jpg", 0, "iscc: empty.jpg: the file is empty, ISCC-SUM only\n"),
        ("empty", 0, "iscc: empty: the file is empty, ISCC-SUM only\n"),
        ("nothing", 0, "iscc: nothing: no files in this folder\n"),
    ] {
        let run = folder.iscc(&["create", path]);
        assert_eq!((run.code, run.stderr.lines().count()), (code, 1), "{path}: {}", run.stderr);
        assert!(run.stderr.starts_with(message), "{path}: {}", run.stderr);
    }
}

#[test]
fn help_says_what_there_is() {
    let folder = Folder::new();
    let run = folder.iscc(&["--help"]);
    for word in ["create", "compare", "explain", "sum", "text", "selftest", "Examples:"] {
        assert!(run.done().contains(word), "{word}");
    }
    let run = folder.iscc(&["create", "--help"]);
    for option in ["--json", "--units", "--bits", "--name", "--thumbnail", "--output", "--jobs"] {
        assert!(run.done().contains(option), "{option}");
    }
    assert!(run.text().contains("Exit code"), "{}", run.text());
    let run = folder.iscc(&["create", "--thumbnial", "x"]);
    assert_eq!((run.code, run.stderr.contains("'--thumbnail'")), (2, true), "{}", run.stderr);
}

/// What stands beside the record comes before and after it; `--strict` prints it alone.
#[test]
fn a_strict_record_stands_alone() {
    let folder = media();
    folder.file("cut.png", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR");
    let run = folder.iscc(&["create", "--json", "--granular", "m"]);
    // A message says that one of them is of no known kind.
    assert_eq!(run.code, 0);
    for (line, record) in run.text().lines().zip(json(&run)) {
        assert!(line.starts_with("{\"file\":\"m/"), "{line}");
        assert!(
            line.contains(",\"@context\":\"http://purl.org/iscc/context/0.8.0.jsonld\",\"@type\":")
        );
        assert_eq!(record["$schema"], "http://purl.org/iscc/schema/0.8.0.json");
        let after = line.split_once("\"datahash\":").unwrap().1;
        assert_eq!(record.get("x_stability").is_some(), after.contains("\"x_stability\":"));
    }
    let last = &json(&run)[3];
    assert_eq!(last["@type"], "CreativeWork");
    assert_eq!(last["notes"], serde_json::json!([{"code": "unknown_media_type"}]));
    let run = folder.iscc(&["create", "--strict", "m", "cut.png"]);
    assert_eq!((run.code, json(&run).len()), (1, 4), "a failed file has no record");
    for record in json(&run) {
        let names = record.as_object().unwrap().keys();
        let other = names.filter(|name| {
            ["file", "notes", "error"].contains(&&***name) || name.starts_with("x_")
        });
        assert_eq!(other.count(), 0, "{record}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_unicode_are_told_apart() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let folder = Folder::new();
    folder.file("n/plain.txt", HELLO);
    for name in [b"a\xff.txt", b"a\xfe.txt"] {
        fs::write(folder.0.join("n").join(OsStr::from_bytes(name)), HELLO).unwrap();
    }
    let run = folder.iscc(&["create", "--json", "n"]);
    let bytes: Vec<Value> = json(&run).iter().map(|record| record["file_bytes"].clone()).collect();
    // n/a\xfe.txt, n/a\xff.txt
    assert_eq!(bytes, ["bi9h/i50eHQ=".into(), "bi9h/y50eHQ=".into(), Value::Null]);
}
