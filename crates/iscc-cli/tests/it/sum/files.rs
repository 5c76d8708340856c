//! What the golden runs leave out: where output goes, and what does not stop it.

use std::fs;
use std::process::Command;

use crate::folder::Folder;

const HELLO: &str = "Hello World\n";
const LINE: &str = "ISCC:K4AFSPRT3C5ACI6VR6SWBI3Y7PENOEPJ42L4C63CUDJXC7OG255DI4Y *hello.txt\n";

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let folder = Folder::new();
    for number in 0..2000 {
        folder.file(format!("f/{number}"), HELLO);
    }
    for args in [&["sum", "f"][..], &["sum", "--similar", "f"]] {
        assert_eq!(folder.iscc_unread(args), (0, String::new()));
    }
}

#[test]
fn an_output_file_is_replaced_as_a_whole() {
    let folder = Folder::new();
    folder.file("hello.txt", HELLO).file("sums", "old");
    assert_eq!(folder.sum(&["hello.txt", "-o", "sums"]).done(), "");
    assert_eq!(folder.read("sums"), LINE.as_bytes());
    // What the others have is written although one failed.
    assert_eq!(folder.sum(&["missing", "hello.txt", "-o", "sums"]).code, 2);
    assert_eq!(folder.read("sums"), LINE.as_bytes());
    assert_eq!(folder.sum(&["hello.txt", "-o", "missing/sums"]).code, 2);
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 2, "nothing temporary is left");
}

#[cfg(unix)]
#[test]
fn an_output_keeps_its_rights_and_its_link() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = Folder::new();
    folder.file("hello.txt", HELLO).file("real", "old");
    fs::set_permissions(folder.0.join("real"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real", folder.0.join("link")).unwrap();
    folder.sum(&["hello.txt", "-o", "link"]).done();
    assert_eq!(folder.read("real"), LINE.as_bytes());
    assert!(folder.0.join("link").is_symlink());
    let mode = fs::metadata(folder.0.join("real")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    // A device is written to, not replaced.
    folder.sum(&["hello.txt", "-o", "/dev/null"]).done();
    #[cfg(target_os = "linux")]
    assert_eq!(folder.sum(&["hello.txt", "-o", "/dev/stdout"]).done(), LINE);
}

#[test]
fn help_and_usage() {
    let folder = Folder::new();
    assert!(folder.sum(&["--help"]).done().contains("--threshold"));
    for args in [&["--jobs", "0"][..], &["-c", "-o", "x", "y"], &["-t"], &["--similar", "-t", "."]]
    {
        let run = folder.sum(args);
        assert_eq!((run.code, run.text()), (2, ""), "{args:?}");
        assert!(!run.stderr.is_empty());
    }
}

#[test]
fn a_file_that_goes_away_is_told() {
    let folder = Folder::new();
    folder.file("hello.txt", HELLO).file("gone", HELLO);
    folder.sum(&["hello.txt", "gone", "-o", "sums"]).done();
    fs::remove_file(folder.0.join("gone")).unwrap();
    let run = folder.sum(&["-c", "sums"]);
    assert_eq!((run.code, run.text()), (1, "hello.txt: OK\ngone: FAILED open or read\n"));
    assert!(run.stderr.starts_with("iscc: gone: "), "{}", run.stderr);
    assert!(run.stderr.ends_with("WARNING: 1 computed checksum(s) did NOT match\n"));
    let run = folder.sum(&["-c", "--status", "sums"]);
    assert_eq!((run.code, run.text(), &*run.stderr), (1, "", ""));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_trouble_and_told_once() {
    let folder = Folder::new();
    folder.file("hello.txt", HELLO).file("list", LINE);
    for args in [&["hello.txt"][..], &["--similar", "."], &["-t", "."], &["-c", "list"]] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_iscc"))
            .arg("sum")
            .args(args)
            .current_dir(&folder.0)
            .stdout(full)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let messages = String::from_utf8(output.stderr).unwrap();
        assert_eq!(messages.lines().count(), 1, "{args:?}: {messages}");
    }
}
