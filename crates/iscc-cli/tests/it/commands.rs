//! The commands on files and codes, but for `sum`.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::folder::Folder;
use crate::run::Run;

/// The objects that a run printed, one a line.
#[track_caller]
pub(crate) fn json(run: &Run) -> Vec<Value> {
    run.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A small JPEG of our own making.
fn jpeg() -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/image");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let sound = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "jpg");
    fs::read(files.into_iter().find(sound).unwrap()).unwrap()
}

const HELLO: &str = "Hello World\n";

#[test]
fn create_prints_one_line_a_file() {
    let folder = Folder::new();
    folder.file("hello-world.txt", HELLO);
    // iscc_sdk.code_iscc of iscc-sdk 0.9.7.
    assert_eq!(
        folder.iscc(&["create", "hello-world.txt"]).done(),
        "ISCC:KACWN77F727NXSUSEUG3S3QNJIL2AWJ6GPMLUAJD2UI6TZUXYF5WFIA *hello-world.txt\n"
    );
}

#[test]
fn create_prints_units_below_the_code() {
    let folder = Folder::new();
    folder.file("hello-world.txt", HELLO);
    let run = folder.iscc(&["create", "--units", "--bits", "256", "hello-world.txt"]);
    let lines: Vec<&str> = run.done().lines().collect();
    assert_eq!(lines.len(), 5);
    // The ISCC-CODE is that of 64-bit units.
    assert!(lines[0].ends_with(" *hello-world.txt") && lines[0].len() == 60 + 17, "{}", lines[0]);
    for (line, start) in
        lines[1..].iter().zip(["  ISCC:AAD", "  ISCC:EAD", "  ISCC:GAD", "  ISCC:IAD"])
    {
        assert!(line.starts_with(start) && line.len() == 2 + 5 + 55, "{line}");
    }
    let short = folder.iscc(&["create", "--units", "--bits", "32", "hello-world.txt"]);
    assert_eq!(short.done().lines().next(), Some(lines[0]), "the code does not depend on --bits");
}

#[test]
fn create_json_has_the_fields_of_the_schema() {
    let folder = Folder::new();
    folder.file("a/hello_world.txt", HELLO);
    let run = folder.iscc(&[
        "create",
        "--json",
        "--granular",
        "--description",
        "A greeting",
        "--meta",
        r#"{"b":1,"a":[]}"#,
        "a/hello_world.txt",
    ]);
    run.done();
    let [record] = &json(&run)[..] else { panic!("{}", run.text()) };
    let expect = |field: &str, value: &str| assert_eq!(record[field], value, "{field}");
    expect("file", "a/hello_world.txt");
    expect("filename", "hello_world.txt");
    expect("@type", "TextDigitalDocument");
    expect("mode", "text");
    expect("mediatype", "text/plain");
    expect("name", "hello world");
    expect("description", "A greeting");
    expect("meta", "data:application/json;base64,eyJhIjpbXSwiYiI6MX0=");
    assert_eq!(record["filesize"], 12);
    assert_eq!(record["characters"], 10);
    assert_eq!(record["units"].as_array().unwrap().len(), 4);
    for hash in ["datahash", "metahash"] {
        let hash = record[hash].as_str().unwrap();
        assert!(hash.starts_with("1e20") && hash.len() == 68, "{hash}");
    }
    let features = &record["features"][0];
    assert_eq!((&features["maintype"], &features["subtype"]), (&"content".into(), &"text".into()));
    assert_eq!(features["sizes"], serde_json::json!([11]));
    assert_eq!(features["simprints"].as_array().unwrap().len(), 1);
    assert!(record.get("error").is_none());
}

#[test]
fn metadata_makes_the_meta_code() {
    let folder = Folder::new();
    folder.file("one.txt", HELLO).file("two.txt", HELLO);
    let meta = |args: &[&str]| {
        let run = folder.iscc(&[&["create", "--json"], args].concat());
        json(&run)[0]["units"][0].clone()
    };
    assert_ne!(meta(&["one.txt"]), meta(&["two.txt"]), "the file's name");
    assert_eq!(meta(&["one.txt", "--name", "A"]), meta(&["two.txt", "--name", "A"]));
    assert_ne!(meta(&["one.txt"]), meta(&["one.txt", "--description", "a description"]));
    assert_eq!(
        meta(&["one.txt", "--meta", r#"{"some": "object"}"#]),
        meta(&["one.txt", "--meta", "data:application/json;base64,eyJzb21lIjoib2JqZWN0In0="]),
        "JSON is hashed in its canonical form"
    );
    let broken = folder.iscc(&["create", "--meta", "{", "one.txt"]);
    assert_eq!((broken.code, broken.text()), (2, ""));
    assert!(broken.stderr.contains("JSON"), "{}", broken.stderr);
}

#[test]
fn a_file_of_unknown_type_gets_its_sum_and_a_message() {
    let folder = Folder::new();
    folder.file("unknown", b"\0\x01\x02").file("sound.mp3", b"ID3\x04\0\0\0\0\0\0");
    let run = folder.iscc(&["create", "unknown", "sound.mp3"]);
    assert_eq!(run.code, 0);
    assert!(run.text().lines().all(|line| line.starts_with("ISCC:KU")), "{}", run.text());
    let messages: Vec<&str> = run.stderr.lines().collect();
    assert_eq!(messages.len(), 2, "{}", run.stderr);
    assert!(messages[0].contains("unknown: unknown media type"), "{}", run.stderr);
    assert!(messages[1].contains("sound.mp3: audio/mpeg is not read"), "{}", run.stderr);
}

#[test]
fn an_input_that_fails_stops_nothing() {
    let folder = Folder::new();
    let mut cut = jpeg();
    cut.truncate(cut.len() / 2);
    folder.file("cut.jpg", cut).file("good.txt", HELLO).file("empty.txt", "");
    let run = folder.iscc(&["create", "missing.txt", "cut.jpg", "empty.txt", "good.txt"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.names(), ["empty.txt", "good.txt"]);
    for name in ["missing.txt", "cut.jpg", "empty.txt"] {
        assert!(run.stderr.contains(&format!("iscc: {name}: ")), "{}", run.stderr);
    }
    let run = folder.iscc(&["create", "--json", "missing.txt", "cut.jpg", "good.txt"]);
    let lines = json(&run);
    assert_eq!(run.code, 1);
    assert_eq!(lines.len(), 3);
    assert!(lines[0]["error"].is_string() && lines[0].get("iscc").is_none());
    assert_eq!(lines[1]["file"], "cut.jpg");
    assert!(lines[1]["error"].as_str().unwrap().contains("JPEG"), "{}", lines[1]);
    assert!(lines[2]["iscc"].is_string() && lines[2].get("error").is_none());
}

#[test]
fn images_have_their_size_and_code() {
    let folder = Folder::new();
    // The content decides, not the name.
    folder.file("picture.png", jpeg());
    let run = folder.iscc(&["create", "--json", "picture.png"]);
    let record = &json(&run)[0];
    assert_eq!(record["mediatype"], "image/jpeg");
    assert_eq!(record["mode"], "image");
    assert!(record["iscc"].as_str().unwrap().starts_with("ISCC:KEC"), "{record}");
    assert!(record["width"].as_u64() > Some(0) && record["height"].as_u64() > Some(0), "{record}");
}

#[test]
fn files_of_a_folder_come_before_its_folders() {
    let folder = Folder::new();
    folder.file("f/b.txt", HELLO).file("f/a/z.txt", HELLO).file("f/c.txt", HELLO);
    #[cfg(unix)]
    std::os::unix::fs::symlink(".", folder.0.join("f/loop")).unwrap();
    for jobs in ["1", "3"] {
        let run = folder.iscc(&["create", "--jobs", jobs, "f"]);
        let names: Vec<&str> =
            run.done().lines().map(|line| line.split_once('*').unwrap().1).collect();
        assert_eq!(names, ["f/b.txt", "f/c.txt", "f/a/z.txt"]);
    }
}

#[test]
fn stdin_is_read_for_a_dash() {
    let folder = Folder::new();
    folder.file("title.txt", HELLO);
    let by_file = folder.iscc(&["create", "--name", "Title", "title.txt"]);
    let by_pipe = folder.iscc_with(&["create", "--name", "Title", "-"], HELLO.as_bytes());
    assert_eq!(by_pipe.done(), by_file.done().replace("title.txt", "-"));
    let nameless = folder.iscc_with(&["create", "-"], HELLO.as_bytes());
    assert_eq!(nameless.code, 0);
    assert!(nameless.text().starts_with("ISCC:KAA"), "no Meta-Code: {}", nameless.text());
    assert!(nameless.stderr.contains("no Meta-Code"), "{}", nameless.stderr);
}

#[cfg(unix)]
#[test]
fn names_with_line_breaks_keep_to_their_line() {
    let folder = Folder::new();
    folder.file("two\nlines\\.txt", HELLO);
    let run = folder.iscc(&["create", "two\nlines\\.txt"]);
    assert_eq!(run.done().lines().count(), 1);
    assert!(run.text().starts_with("\\ISCC:"), "{}", run.text());
    assert!(run.text().ends_with(" *two\\nlines\\\\.txt\n"), "{}", run.text());
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let folder = Folder::new();
    for number in 0..200 {
        folder.file(format!("f/{number}.txt"), HELLO);
    }
    assert_eq!(folder.iscc_unread(&["create", "f"]), (0, String::new()));
}

#[test]
fn text_prints_what_codes_are_made_of() {
    let folder = Folder::new();
    let page = "<html><head><title>A &amp; B</title></head><body><p>Größe<p>x</body></html>";
    folder.file("page.html", page).file("notes.md", "# Größe").file("picture.jpg", jpeg());
    let run = folder.iscc(&["text", "notes.md"]);
    assert_eq!(run.done(), "# Größe\n");
    let run = folder.iscc(&["text", "--collapse", "page.html", "notes.md"]);
    assert_eq!(run.done(), "großex\ngroße\n");
    let run = folder.iscc(&["text", "--meta", "page.html", "notes.md"]);
    run.done();
    let lines = json(&run);
    assert_eq!((&lines[0]["name"], &lines[1]["charset"]), (&"A & B".into(), &"UTF-8".into()));
    assert_eq!(lines[1]["characters"], 7);
    // What has no text fails and stops nothing.
    let run = folder.iscc(&["text", "picture.jpg", "missing.txt", "notes.md"]);
    assert_eq!((run.code, run.text()), (1, "# Größe\n"));
    let expected = "iscc: picture.jpg: no document that is read: image/jpeg\niscc: missing.txt: cannot be read";
    assert!(run.stderr.starts_with(expected), "{}", run.stderr);
}

#[test]
fn explain_takes_every_form() {
    let folder = Folder::new();
    let run = folder.iscc(&["explain", "gaaw2prcrs5lnvzv-iaauvacqkxe3v44w"]);
    let lines: Vec<&str> = run.done().lines().collect();
    assert_eq!(lines[0], "ISCC:KUAG2PRCRS5LNVZVJKAFAVOJXLZZM");
    assert!(run.text().contains("ISCC-SUM-V0-DI-6d3e228cbab6d7354a805055c9baf396"));
    assert!(
        lines
            .iter()
            .any(|line| line.contains("Data-Code") && line.contains("ISCC:GAAW2PRCRS5LNVZV"))
    );
    let run = folder.iscc(&["explain", "--json", "ISCC:MEIGC5KN3I6TCUAB"]);
    run.done();
    assert_eq!(json(&run)[0]["explain"], "ID-REALM_1-V1-64-2024-04-30T18:52:03.456789Z-HUB_1");
    let run = folder.iscc(&["explain", "nonsense", "ISCC:GAAW2PRCRS5LNVZV"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.starts_with("iscc: nonsense: "), "{}", run.stderr);
    assert!(run.text().starts_with("ISCC:GAAW2PRCRS5LNVZV\n"), "the other one is explained");
}

#[test]
fn compare_takes_codes_and_files() {
    let folder = Folder::new();
    folder.file("a.txt", HELLO).file("b.txt", "Hello World!\n");
    let run = folder.iscc(&["compare", "a.txt", "b.txt"]);
    let lines: Vec<&str> = run.done().lines().collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[1], "Text-Code        0 of 64 bits differ, similarity 1.000");
    assert_eq!(lines[3], "Instance-Code  different");
    let run = folder.iscc(&["compare", "--json", "--bits", "256", "a.txt", "a.txt"]);
    run.done();
    for unit in json(&run)[0]["units"].as_array().unwrap() {
        assert_eq!((&unit["distance"], &unit["bits"]), (&0.into(), &256.into()));
        assert_eq!(unit["similarity"], 1.0);
    }
    let run = folder.iscc(&["compare", "EAAVKVKVKVKVKVKV", "ISCC:EAAVKVKVKVKVKVKU"]);
    assert_eq!(run.done(), "Text-Code        1 of 64 bits differ, similarity 0.984\n");
    let run = folder.iscc(&["compare", "ISCC:MAIGC5KN3I6TCUAA", "ISCC:MEIGC5KN3I6TCUAB"]);
    assert_eq!(run.done(), "different\n");
    let run = folder.iscc(&["compare", "a.txt", "missing.txt"]);
    assert_eq!((run.code, run.text()), (1, ""));
    assert!(run.stderr.contains("missing.txt"), "{}", run.stderr);
    folder.file("cut.png", b"\x89PNG\r\n\x1a\n");
    let run = folder.iscc(&["compare", "cut.png", "a.txt"]);
    assert_eq!(run.stderr.matches("damaged PNG").count(), 1, "said once: {}", run.stderr);
    let run = folder.iscc(&["compare", "EAAVKVKVKVKVKVKV", "GAAW2PRCRS5LNVZV"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("no unit in common"), "{}", run.stderr);
}

#[test]
fn selftest_passes_all_vectors() {
    let run = Folder::new().iscc(&["selftest"]);
    assert!(run.done().ends_with("58 of 58 vectors of iscc-core 1.5.0 passed\n"), "{}", run.text());
    assert!(run.text().contains("gen_meta_code_v0       20 of 20\n"), "{}", run.text());
}

#[test]
fn usage_errors_have_exit_code_2() {
    let folder = Folder::new();
    for args in [
        &[][..],
        &["create"],
        &["create", "--bits", "48", "x"],
        &["create", "--bits", "512", "x"],
        &["nothing"],
        &["compare", "a"],
    ] {
        let run = folder.iscc(args);
        assert_eq!((run.code, run.text()), (2, ""), "{args:?}");
        assert!(!run.stderr.is_empty(), "{args:?}");
    }
    assert!(folder.iscc(&["--version"]).done().starts_with("iscc "));
    assert!(folder.iscc(&["create", "--help"]).done().contains("--granular"));
}
