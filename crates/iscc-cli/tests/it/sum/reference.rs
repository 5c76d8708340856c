//! Both programs side by side: what one prints, the other accepts. `ISCC_ORACLE` is the virtual environment
//! that iscc-sum is installed in.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::folder::Folder;
use crate::run::Run;
use crate::sum::golden;

fn reference(folder: &Folder, args: &[&str]) -> Run {
    let program = Path::new(&std::env::var_os("ISCC_ORACLE").unwrap()).join("bin/iscc-sum");
    let mut command = Command::new(program);
    command.args(args).env("LC_ALL", "C.UTF-8").env("PYTHONWARNINGS", "ignore");
    folder.run(command, b"")
}

/// The golden folder and files around the sizes at which chunks and buffers end.
fn folder() -> Folder {
    let folder = golden::folder();
    let bytes: Vec<u8> =
        (0..3_000_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    for size in [1, 63, 64, 65, 1023, 1024, 1025, 131_071, 131_072, 131_073, 2_097_152, 2_999_999] {
        folder.file(format!("sizes/{size}"), &bytes[..size]);
    }
    for name in [
        "a b",
        "(x) = y",
        "*star",
        "ISCC:AA *x",
        " lead",
        "trail ",
        "tab\t",
        "q'\"",
        "back\\slash",
        "-",
    ] {
        folder.file(format!("names/{name}"), name);
    }
    folder
}

#[test]
#[ignore = "needs the reference packages"]
fn both_print_the_same_and_accept_each_other() {
    let folder = folder();
    let modes = [
        &["d", "sim", "sizes", "hello.txt", "zero"][..],
        &["--tree", "d"],
        &["--tree", "./sizes/"],
        &["--similar", "d", "sim", "sizes"],
        &["--similar", "--threshold", "40", "sim", "zero"],
    ];
    for mode in modes {
        for options in [&[][..], &["--tag"], &["--narrow"], &["--tag", "--narrow"]] {
            let args = [mode, options].concat();
            let (ours, theirs) = (folder.sum(&args), reference(&folder, &args));
            assert_eq!((ours.code, &ours.stderr, ours.text()), (0, &theirs.stderr, theirs.text()));
            assert_eq!(theirs.code, 0, "{args:?}");
            folder.file("ours", &ours.stdout).file("theirs", &theirs.stdout);
            let by_them = reference(&folder, &["-c", "ours"]);
            let by_us = folder.sum(&["-c", "theirs"]);
            assert_eq!((by_them.code, by_us.code), (0, 0), "{args:?}");
            // They read no line of a file that is similar to another.
            let similar = ours.text().lines().filter(|line| line.starts_with("  ~")).count();
            let checked = |run: &Run| {
                assert!(run.text().lines().all(|line| line.ends_with(": OK")), "{args:?}");
                run.text().lines().count()
            };
            assert_eq!(checked(&by_us), checked(&by_them) + similar, "{args:?}");
            if similar == 0 {
                assert_eq!(by_us, by_them, "{args:?}");
            }
        }
    }
}

#[test]
#[ignore = "needs the reference packages"]
fn both_find_the_same_changes() {
    let folder = folder();
    let list = [folder.sum(&["d", "sizes"]).stdout, folder.sum(&["--tag", "--tree", "d"]).stdout];
    folder.file("list", list.concat());
    folder.file("sizes/1024", vec![1; 1024]).file("d/sub/x.log", "changed").file("d/z.txt", "");
    let (ours, theirs) = (folder.sum(&["-c", "list"]), reference(&folder, &["-c", "list"]));
    assert_eq!((ours.code, ours.text()), (1, theirs.text()));
    assert_eq!(theirs.code, 1);
    assert_eq!(ours.stderr, theirs.stderr.replace("iscc-sum: ", "iscc: "));
    assert_eq!(ours.text().matches(": FAILED\n").count(), 4);
}

#[cfg(unix)]
#[test]
#[ignore = "needs the reference packages"]
fn names_of_all_kinds_are_accepted_by_both() {
    let folder = folder();
    let count = fs::read_dir(folder.0.join("names")).unwrap().count();
    for options in [&["names"][..], &["--tag", "names"]] {
        let ours = folder.sum(options);
        folder.file("ours", &ours.stdout);
        let theirs = reference(&folder, &["-c", "--strict", "ours"]);
        assert_eq!((theirs.code, theirs.text().lines().count()), (0, count));
        assert_eq!(folder.sum(&["-c", "--strict", "ours"]), theirs);
    }
}
