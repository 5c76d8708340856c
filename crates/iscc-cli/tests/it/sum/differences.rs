//! Where `iscc sum` does otherwise than iscc-sum 0.1.0 on purpose: each `DIFFERENCE` of its code.

use crate::folder::Folder;
use crate::sum::golden;

const HELLO: &str = "Hello World\n";
const CODE: &str = "ISCC:K4AFSPRT3C5ACI6VR6SWBI3Y7PENOEPJ42L4C63CUDJXC7OG255DI4Y";
const LINE: &str = "ISCC:K4AFSPRT3C5ACI6VR6SWBI3Y7PENOEPJ42L4C63CUDJXC7OG255DI4Y *hello.txt\n";

/// The reference ends at the first of them, or prints nothing at all.
#[test]
fn a_file_that_fails_stops_nothing() {
    let folder = Folder::new();
    folder.file("hello.txt", HELLO).file("d/.isccignore", "bad\\\n").file("d/x", "x");
    folder.file("e/y", "y").file("e/bad/.isccignore", "[z-a]\n").file("e/good/z", "z");
    let run = folder.sum(&["missing", "d", "hello.txt", "e", "hello.txt"]);
    assert_eq!(run.code, 2);
    assert_eq!(run.names(), ["hello.txt", "e/y", "e/good/z", "hello.txt"]);
    let messages: Vec<&str> = run.stderr.lines().collect();
    assert_eq!(messages.len(), 3, "{}", run.stderr);
    assert!(messages[0].starts_with("iscc: missing: cannot be read: "), "{}", run.stderr);
    assert!(messages[1].ends_with("line 1 is not a pattern"), "{}", run.stderr);
    let run = folder.sum(&["--similar", "missing", "hello.txt"]);
    assert_eq!((run.code, run.text()), (2, LINE));
}

/// The reference leaves out what it cannot read, and prints a sum all the same.
#[test]
fn a_tree_that_cannot_be_read_has_no_sum() {
    let folder = Folder::new();
    folder.file("d/a", "a").file("d/bad/.isccignore", "!\n");
    let run = folder.sum(&["--tree", "d"]);
    assert_eq!((run.code, run.text()), (2, ""));
    folder.file("list", format!("{CODE} *d/\n{CODE} *missing/\n"));
    let run = folder.sum(&["-c", "list"]);
    let lines = "d/: FAILED open or read\nmissing/: FAILED open or read\n";
    assert_eq!((run.code, run.text()), (1, lines));
}

#[cfg(unix)]
#[test]
fn files_without_a_right_to_read_them() {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new();
    folder.file("d/a", "a").file("d/secret", "b");
    fs::set_permissions(folder.0.join("d/secret"), Permissions::from_mode(0o000)).unwrap();
    // The administrator can read everything.
    if fs::read(folder.0.join("d/secret")).is_ok() {
        return;
    }
    let run = folder.sum(&["d"]);
    assert_eq!((run.code, run.names()), (2, vec!["d/a"]));
    let run = folder.sum(&["--tree", "d"]);
    assert_eq!((run.code, run.text()), (2, ""));
}

/// The reference lists the file that it has just emptied.
#[test]
fn the_output_is_not_in_its_own_list() {
    let folder = Folder::new();
    folder.file("d/a", "a").file("d/sums", "old sums");
    folder.sum(&["d", "-o", "d/sums"]).done();
    let list = String::from_utf8(folder.read("d/sums")).unwrap();
    assert!(list.ends_with(" *d/a\n") && list.lines().count() == 1, "{list}");
    assert_eq!(folder.sum(&["-c", "d/sums"]).done(), "d/a: OK\n");
    // Unless it is named: then it is both input and output.
    assert_eq!(folder.sum(&["d/a", "d/sums", "-o", "d/sums"]).code, 2);
    assert_eq!(folder.read("d/sums"), list.as_bytes());
    // A tree has the sum that it has without it.
    let tree = folder.sum(&["--tree", "d", "-o", "d/sums"]);
    tree.done();
    std::fs::rename(folder.0.join("d/sums"), folder.0.join("sums")).unwrap();
    assert_eq!(folder.sum(&["--tree", "d"]).done().as_bytes(), folder.read("sums"));
}

/// The reference looks for a file of that name.
#[test]
fn stdin_is_one_of_several_inputs_and_a_list() {
    let folder = Folder::new();
    folder.file("hello.txt", HELLO);
    let run = folder.sum_with(&["hello.txt", "-"], HELLO.as_bytes());
    assert_eq!(run.done(), format!("{LINE}{CODE} *-\n"));
    let run = folder.sum_with(&["--similar", "-", "hello.txt"], HELLO.as_bytes());
    assert_eq!(run.done(), format!("{CODE} *-\n  ~00 {LINE}"));
    assert_eq!(folder.sum_with(&["-c", "-"], LINE.as_bytes()).done(), "hello.txt: OK\n");
}

/// The reference wants two paths.
#[test]
fn the_files_of_one_folder_can_be_similar() {
    let folder = Folder::new();
    folder.file("d/a", HELLO).file("d/b", HELLO);
    assert_eq!(folder.sum(&["--similar", "d"]).done(), format!("{CODE} *d/a\n  ~00 {CODE} *d/b\n"));
    assert_eq!(folder.sum(&["--similar", "d/a"]).code, 2);
}

/// The reference prints two lines for the one, and another file's name for the other.
#[cfg(unix)]
#[test]
fn names_are_printed_so_that_they_can_be_read_again() {
    let folder = Folder::new();
    for name in ["two\nlines\\", "back\\slash", "cr\r"] {
        folder.file(format!("d/{name}"), HELLO);
    }
    let run = folder.sum(&["d"]);
    let expected = ["d/back\\slash", "d/cr\\r", "d/two\\nlines\\\\"];
    assert_eq!((run.code, run.names()), (0, expected.to_vec()));
    let escaped: Vec<bool> = run.text().lines().map(|line| line.starts_with('\\')).collect();
    assert_eq!(escaped, [false, true, true]);
    for options in [&["-o", "sums", "d"][..], &["--tag", "-o", "sums", "d"]] {
        folder.sum(options).done();
        let checked = "d/back\\slash: OK\n\\d/cr\\r: OK\n\\d/two\\nlines\\\\: OK\n";
        assert_eq!(folder.sum(&["-c", "--strict", "sums"]).done(), checked);
    }
    assert!(folder.sum(&["-z", "d"]).text().contains(" *d/two\nlines\\\0"));
}

/// The reference cannot print them.
#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_unicode() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let folder = Folder::new();
    let name = OsStr::from_bytes(b"d/\xff\xfe");
    folder.file(name, HELLO);
    let line = [CODE.as_bytes(), b" *d/\xff\xfe\n"].concat();
    for path in [OsStr::new("d"), name] {
        let run = folder.sum_with(&[path], b"");
        assert_eq!((run.code, &run.stdout, &*run.stderr), (0, &line, ""));
    }
    let run = folder.sum_with(&["-c", "-"], &line);
    assert_eq!((run.code, &run.stdout[..]), (0, &b"d/\xff\xfe: OK\n"[..]));
}

/// To the reference, its own lines of `--units`, `--similar` and `--zero` are improperly formatted.
#[test]
fn everything_that_is_printed_can_be_checked() {
    let folder = golden::folder();
    for options in
        [&["--units"][..], &["--similar", "--units"], &["-z"], &["--tag", "--similar", "-z"]]
    {
        for extra in [&[][..], &["--narrow"]] {
            let args = [options, extra, &["sim", "zero", "-o", "sums"]].concat();
            folder.sum(&args).done();
            let run = folder.sum(&["-c", "--strict", "sums"]);
            assert!(run.done().lines().all(|line| line.ends_with(": OK")), "{args:?}");
            assert_eq!(run.done().lines().count(), 7, "{args:?}");
        }
    }
    // Those that the reference wrote too: it checks one file a group.
    for list in ["lists/similar", "lists/similar-tag"] {
        assert_eq!(folder.sum(&["-c", "--strict", list]).done().lines().count(), 7);
    }
    folder.file("sim/copy", "changed");
    let run = folder.sum(&["-cq", "lists/similar"]);
    assert_eq!((run.code, run.text()), (1, "sim/copy: FAILED\n"));
}

/// To the reference, nothing that is checked is a success.
#[test]
fn a_list_without_a_checksum_is_trouble() {
    let folder = Folder::new();
    folder.file("empty", "").file("nonsense", "one\ntwo\n").file("hello.txt", HELLO);
    folder.file("list", LINE);
    for list in ["empty", "nonsense"] {
        let run = folder.sum(&["-c", list, "list"]);
        assert_eq!((run.code, run.text()), (2, "hello.txt: OK\n"));
        let message = format!("iscc: {list}: no checksum lines found");
        assert!(run.stderr.contains(&message), "{}", run.stderr);
    }
}

/// The reference ends there.
#[test]
fn a_bad_line_or_list_does_not_end_the_check() {
    let folder = Folder::new();
    folder.file("hello.txt", HELLO).file("list", format!("bad\n{LINE}")).file("more", LINE);
    let run = folder.sum(&["-c", "--strict", "list", "missing", "more"]);
    assert_eq!((run.code, run.text()), (2, "hello.txt: OK\nhello.txt: OK\n"));
    folder.file("hello.txt", "changed");
    assert_eq!(folder.sum(&["-c", "list"]).code, 1);
    assert_eq!(folder.sum(&["-c", "--strict", "list"]).code, 2);
}

/// The reference waits for somebody to write into it.
#[cfg(unix)]
#[test]
fn a_pipe_is_not_opened() {
    let folder = Folder::new();
    let made = std::process::Command::new("mkfifo").arg(folder.0.join("pipe")).status();
    if !made.is_ok_and(|status| status.success()) {
        return;
    }
    folder.file("list", LINE.replace("hello.txt", "pipe"));
    let run = folder.sum(&["-c", "list"]);
    assert_eq!((run.code, run.text()), (1, "pipe: FAILED open or read\n"));
    assert_eq!(folder.sum(&["pipe"]).code, 2);
    assert_eq!(folder.sum(&["."]).names(), ["./list"]);
}
