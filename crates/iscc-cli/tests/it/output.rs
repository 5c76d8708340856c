//! `-o`: what is written to, what never is, and what is left behind.

use std::fs;
use std::path::Path;

use crate::commands::json;
use crate::folder::Folder;
use crate::media::bmp;
use crate::run::program;

const HELLO: &str = "Hello World\n";

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[cfg(unix)]
#[test]
fn inputs_are_never_written_to() {
    let folder = Folder::new();
    folder.file("m/a.bmp", bmp()).file("m/b.bmp", bmp());
    folder.file("m/notes.txt", HELLO).file("m/page", "<html><p>text</html>");
    std::os::unix::fs::symlink("m/a.bmp", folder.0.join("link")).unwrap();
    fs::hard_link(folder.0.join("m/a.bmp"), folder.0.join("hard")).unwrap();
    std::os::unix::fs::symlink("m", folder.0.join("folder")).unwrap();
    let before = names(&folder.0);
    for command in ["create", "sum"] {
        for (output, inputs) in [
            ("m/a.bmp", &["m/a.bmp", "m/b.bmp"][..]),
            ("m/../m/b.bmp", &["m/a.bmp", "m/b.bmp"]),
            ("link", &["m/a.bmp"]),
            ("m/a.bmp", &["link"]),
            ("hard", &["m/a.bmp"]),
            ("folder/a.bmp", &["m/a.bmp"]),
            // Files of a folder that is named.
            ("m/a.bmp", &["m"]),
            ("link", &["folder"]),
            ("m/notes.txt", &["m"]),
            ("m/page", &["m"]),
            ("m", &["m/a.bmp"]),
        ] {
            let run = folder.iscc(&[&[command, "-o", output], inputs].concat());
            assert_eq!((run.code, run.text()), (2, ""), "{command} -o {output} {inputs:?}");
            assert!(run.stderr.starts_with(&format!("iscc: {output}: ")), "{}", run.stderr);
            assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
            assert_eq!(names(&folder.0), before);
            assert_eq!(names(&folder.0.join("m")), ["a.bmp", "b.bmp", "notes.txt", "page"]);
            assert!(["m/a.bmp", "m/b.bmp", "hard"].iter().all(|name| folder.read(name) == bmp()));
            assert_eq!(folder.read("m/notes.txt"), HELLO.as_bytes());
        }
    }
    let stdin = "\"$ISCC\" create -o m/a.bmp - < m/a.bmp";
    assert_eq!((folder.shell(stdin).code, folder.read("m/a.bmp")), (2, bmp()));
}

#[test]
fn a_list_in_an_input_folder_is_replaced() {
    let folder = Folder::new();
    folder.file("m/a.txt", HELLO);
    for (args, list) in
        [(&["create"][..], "m/codes"), (&["create", "--json"], "m/c.jsonl"), (&["sum"], "m/sums")]
    {
        let expected = folder.iscc(&[args, &["m"]].concat()).stdout;
        for _ in 0..2 {
            folder.iscc(&[args, &["-o", list, "m"]].concat()).done();
            assert_eq!(folder.read(list), expected, "it is not in its own list");
        }
        fs::remove_file(folder.0.join(list)).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn descriptors_and_pipes_are_written_through() {
    let folder = Folder::new();
    folder.file("a.txt", HELLO);
    let line = folder.iscc(&["create", "a.txt"]).text().to_owned();
    let expected = format!("first\nbefore\n{line}after\n");
    for (output, to) in [("/dev/stdout", ">> log"), ("/dev/fd/1", ">> log"), ("-", ">> log")] {
        folder.file("log", "first\n");
        let script =
            format!("{{ echo before; \"$ISCC\" create -o {output} a.txt; echo after; }} {to}");
        assert_eq!((folder.shell(&script).code, folder.read("log")), (0, expected.clone().into()));
    }
    folder.file("log", "first\n");
    let script =
        "exec 3>> log; echo before >&3; \"$ISCC\" create -o /dev/fd/3 a.txt; echo after >&3";
    assert_eq!((folder.shell(script).code, folder.read("log")), (0, expected.into()));
    let script = "mkfifo pipe; cat pipe > got & \"$ISCC\" sum -o pipe a.txt; wait; test -p pipe";
    assert_eq!(folder.shell(script).code, 0);
    assert_eq!(folder.read("got"), folder.iscc(&["sum", "a.txt"]).stdout);
    assert!(!names(&folder.0).contains(&"-".into()));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_names_the_output() {
    let folder = Folder::new();
    folder.file("a.txt", HELLO);
    let run = folder.iscc(&["create", "-o", "/dev/full", "a.txt"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.starts_with("iscc: /dev/full: No space left"), "{}", run.stderr);
    let run = folder.shell("\"$ISCC\" create a.txt > /dev/full");
    assert_eq!(run.code, 1);
    assert!(run.stderr.starts_with("iscc: stdout: No space left"), "{}", run.stderr);
}

#[test]
fn names_as_long_as_the_system_allows_are_written() {
    let folder = Folder::new();
    folder.file("a.txt", HELLO);
    for length in [245, 255] {
        let name = "n".repeat(length);
        folder.iscc(&["create", "-o", &name, "a.txt"]).done();
        assert!(folder.read(&name).starts_with(b"ISCC:"));
    }
}

#[cfg(unix)]
#[test]
fn signals_leave_nothing_behind() {
    use std::os::unix::process::ExitStatusExt as _;
    use std::process::{Command, Stdio};
    let folder = Folder::new();
    let temporary = || names(&folder.0).into_iter().find(|name| name.starts_with(".iscc-"));
    let begin = |begun: &str, args: &[&str]| {
        let mut command = Command::new(begun);
        command.args(args).current_dir(&folder.0).env("ISCC", program());
        let child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        // It waits for stdin, which never ends.
        while temporary().is_none() {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        child
    };
    let kill = |signal: &str, id: u32| {
        assert!(Command::new("kill").args([signal, &id.to_string()]).status().unwrap().success());
    };
    // A program in the background, such as a CI run, may have been started with signals turned off.
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).map(str::trim);
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask, 16).ok()).unwrap_or_default();
    let signals = [("-INT", 2), ("-TERM", 15), ("-HUP", 1)];
    for (signal, number) in
        signals.into_iter().filter(|(_, number)| (ignored >> (number - 1)) & 1 == 0)
    {
        let mut child = begin(program().to_str().unwrap(), &["create", "-o", "out", "-"]);
        kill(signal, child.id());
        assert_eq!(child.wait().unwrap().signal(), Some(number), "it ends by the signal");
        assert!(names(&folder.0).is_empty(), "{:?}", names(&folder.0));
    }
    // What the caller has turned off stays off.
    let script = "trap '' HUP; exec \"$ISCC\" sum -o out";
    let mut child = begin("sh", &["-c", script]);
    kill("-HUP", child.id());
    std::thread::sleep(std::time::Duration::from_millis(50));
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
    assert_eq!(names(&folder.0), ["out"]);
}

#[test]
fn temporary_files_of_others_are_no_inputs() {
    let folder = Folder::new();
    folder.file("m/a.txt", HELLO).file("m/.iscc-0123456789abcdef.tmp", "half a line");
    for command in ["create", "sum"] {
        assert_eq!(folder.iscc(&[command, "m"]).names(), ["m/a.txt"]);
        folder.iscc(&[command, "-o", "m/list", "m"]).done();
        fs::remove_file(folder.0.join("m/list")).unwrap();
    }
    let tree = folder.iscc(&["sum", "--tree", "m"]);
    folder.file("n/a.txt", HELLO);
    let same = folder.iscc(&["sum", "--tree", "n"]).done().replace("*n/", "*m/");
    assert_eq!(tree.done(), same);
}

/// Whoever may write everything can write into the folder too, so this shows something for other users alone.
#[cfg(unix)]
#[test]
fn a_file_whose_folder_is_closed_is_overwritten() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new();
    folder
        .file("a.txt", HELLO)
        .file("closed/out", "old and longer than one line of results is, by a lot");
    let allow = |mode| {
        let closed = folder.0.join("closed");
        fs::set_permissions(closed, fs::Permissions::from_mode(mode)).unwrap();
    };
    allow(0o555);
    let run = folder.iscc(&["create", "--json", "-o", "closed/out", "a.txt"]);
    allow(0o755);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(folder.read("closed/out"), folder.iscc(&["create", "--json", "a.txt"]).stdout);
    assert_eq!(json(&folder.iscc(&["create", "--json", "a.txt"])).len(), 1);
}
