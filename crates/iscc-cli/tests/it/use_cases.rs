//! Ways in which people call the program: links, stdin, many threads or none, names of any bytes, slips.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::commands::json;
use crate::folder::Folder;
use crate::media::{bmp, bytes, wav};
use crate::run::program;

const HELLO: &str = "Hello World\n";

#[cfg(unix)]
#[test]
fn a_link_that_is_named_is_followed_and_one_inside_is_not() {
    let folder = Folder::new();
    folder.file("m/a.txt", HELLO);
    std::os::unix::fs::symlink("a.txt", folder.0.join("m/inside")).unwrap();
    std::os::unix::fs::symlink("m", folder.0.join("link")).unwrap();
    for command in ["create", "sum"] {
        assert_eq!(folder.iscc(&[command, "link"]).names(), ["link/a.txt"]);
        folder.iscc(&[command, "link/"]).done();
    }
    assert_eq!(folder.iscc(&["text", "link"]).done(), HELLO);
}

#[test]
fn what_is_no_content_is_left_out() {
    let folder = Folder::new();
    folder.file("m/.isccignore", "*.log\n").file("m/a.txt", HELLO).file("m/b.log", HELLO);
    folder.file("m/a.txt.iscc.json", "{}").file("m/.DS_Store", "x").file("m/.git/config", HELLO);
    folder.file("m/sub/.DS_Store", "x").file("m/sub/c.txt", HELLO).file("m/sub/c.log", HELLO);
    let run = folder.iscc(&["create", "m"]);
    assert_eq!(run.names(), ["m/.isccignore", "m/a.txt", "m/sub/c.txt"]);
    assert_eq!(folder.iscc(&["text", "m"]).text(), format!("*.log\n{HELLO}{HELLO}"));
    // The sum of a folder is that of iscc-sum 0.1.0, which takes these.
    let sums = folder.iscc(&["sum", "m"]);
    assert!(sums.names().contains(&"m/.DS_Store") && sums.names().contains(&"m/.git/config"));
    assert!(!sums.text().contains(".log") && !sums.text().contains("json"), "{}", sums.text());
    // What is named is read.
    assert_eq!(folder.iscc(&["create", "m/b.log", "m/.git"]).names(), ["m/b.log", "m/.git/config"]);
}

#[test]
fn without_threads_everything_is_done_on_one() {
    let folder = Folder::new();
    folder.file("m/a.wav", wav(20)).file("m/b.bmp", bmp()).file("m/c.txt", HELLO);
    folder.file("m/d", [&[0, 1, 2][..], &bytes(5_000_000)].concat());
    for name in ["audiofile/no-xing.mp3", "audiofile/tagged.flac", "videofile/h264-pyramid.mp4"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata").join(name);
        folder.file(Path::new("m").join(path.file_name().unwrap()), fs::read(path).unwrap());
    }
    let mut files: Vec<String> =
        folder.iscc(&["sum", "m"]).names().iter().map(|name| (*name).into()).collect();
    files.push("m".into());
    for command in ["create", "sum"] {
        for file in &files {
            let expected = folder.iscc(&[command, "-j", "1", file]);
            assert_eq!(expected.code, 0, "{}", expected.stderr);
            let many = folder.iscc(&[command, "-j", "100000", file]);
            assert_eq!(many, expected, "{command} {file}");
            // No stack of this size fits, so no thread can be started.
            let mut none = Command::new(program());
            none.args([command, "-j", "4", file]).env("RUST_MIN_STACK", (1_u64 << 46).to_string());
            assert_eq!(folder.run(none, b""), expected, "{command} {file} without threads");
        }
    }
    let mut piped = Command::new(program());
    piped.args(["sum", "-j", "4", "-"]).env("RUST_MIN_STACK", (1_u64 << 46).to_string());
    let data = bytes(5_000_000);
    assert_eq!(folder.run(piped, &data), folder.iscc_with(&["sum", "-j", "1", "-"], &data));
}

#[test]
fn a_film_from_stdin_has_the_code_of_the_file() {
    let film =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/videofile/h264-pyramid.mp4");
    let folder = Folder::new();
    let film = fs::read(film).unwrap();
    folder.file("film.mp4", &film);
    for jobs in ["1", "3"] {
        let args = ["create", "--json", "--bits", "256", "--name", "A film", "-j", jobs];
        let by_name = json(&folder.iscc(&[&args[..], &["film.mp4"]].concat())).remove(0);
        let by_pipe = json(&folder.iscc_with(&[&args[..], &["-"]].concat(), &film)).remove(0);
        assert_eq!(by_name["mode"], "video");
        for field in ["iscc", "units", "mediatype", "duration", "width", "datahash"] {
            assert_eq!(by_pipe[field], by_name[field], "{field}");
        }
    }
}

#[test]
fn metadata_that_is_none_is_one_error_before_anything_is_read() {
    let folder = Folder::new();
    folder.file("a.txt", HELLO).file("b.txt", HELLO).file("out", "old");
    for meta in ["rights: me", "[1]", "data:text/plain", "{"] {
        let run =
            folder.iscc(&["create", "--meta", meta, "-o", "out", "a.txt", "missing", "b.txt"]);
        assert_eq!((run.code, run.text(), run.stderr.lines().count()), (2, "", 1), "{meta}");
        assert!(run.stderr.starts_with("iscc: --meta: "), "{}", run.stderr);
        assert_eq!(folder.read("out"), b"old");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_unicode_can_be_found_again() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = Folder::new();
    for name in [&b"m/a\xff.txt"[..], b"m/a\xfe.txt", b"m/b.txt", b"m/c\x1b[31m.txt"] {
        folder.file(OsStr::from_bytes(name), HELLO);
    }
    let lines = json(&folder.iscc(&["create", "--json", "m"]));
    for (line, bytes) in lines.iter().zip(["bS9h/i50eHQ=", "bS9h/y50eHQ="]) {
        assert_eq!(
            (&line["file"], &line["file_bytes"]),
            (&"m/a\u{fffd}.txt".into(), &bytes.into())
        );
    }
    assert!(lines[2]["file_bytes"].is_null(), "a name of Unicode needs none");
    let lines = json(&folder.iscc(&["text", "--meta", "m"]));
    assert_eq!(lines[1]["file_bytes"], "bS9h/y50eHQ=");
    // A terminal is not told what to do.
    let run = folder.iscc(&["create", "x\x1b]0;y\x07\n"]);
    assert_eq!(run.stderr.lines().count(), 1);
    assert!(run.stderr.starts_with("iscc: x\\u{1b}]0;y\\u{7}\\n: "), "{}", run.stderr);
}

#[test]
fn the_examples_of_the_help_can_be_copied() {
    let folder = Folder::new();
    let help = folder.iscc(&["--help"]);
    let line = help.done().lines().find(|line| line.contains("iscc explain ")).unwrap();
    let args: Vec<&str> = line.split_whitespace().skip(1).take(2).collect();
    assert!(folder.iscc(&args).done().contains("Text-Code"));
}

#[test]
fn slips_get_a_hint() {
    let folder = Folder::new();
    folder.file("photo.bmp", bmp());
    let run = folder.iscc(&["photo.bmp"]);
    assert_eq!((run.code, run.text()), (2, ""));
    assert!(run.stderr.contains("iscc create photo.bmp"), "{}", run.stderr);
    for jobs in ["0", "-1", "many"] {
        let run = folder.iscc(&["create", "photo.bmp", &format!("--jobs={jobs}")]);
        assert_eq!((run.code, run.text()), (2, ""));
        assert!(
            run.stderr.contains("thread") && !run.stderr.contains("non-zero"),
            "{}",
            run.stderr
        );
    }
}
