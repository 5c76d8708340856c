//! Treewalk (IEP-0017): the specification's test cases, folders of every kind, and random folders against the
//! walk of iscc-sum 0.1.0.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use iscc_treewalk::{Error, sum, walk};

use crate::folder::Folder;

impl Folder {
    /// The files of the walk from here, with slashes.
    #[track_caller]
    fn files(&self) -> Vec<String> {
        let relative = |path: PathBuf| {
            path.strip_prefix(&self.0).unwrap().to_str().unwrap().replace('\\', "/")
        };
        walk(&self.0).map(|path| relative(path.unwrap())).collect()
    }
}

#[test]
fn the_specification_s_cases() {
    let folder = Folder::new();
    folder.file("zzz.txt", "").file("aaa.txt", "").file(".gitignore", "*");
    assert_eq!(folder.files(), [".gitignore", "aaa.txt", "zzz.txt"]);
    let folder = Folder::new();
    folder.file(".isccignore", "temp/").file("data.txt", "").file("data.txt.iscc.json", "");
    folder.file("temp/cache.dat", "");
    assert_eq!(folder.files(), [".isccignore", "data.txt"]);
}

#[test]
fn files_come_before_folders() {
    let folder = Folder::new();
    folder.file("z", "").file("a/b/c", "").file("a/z", "").file("A/x", "").file("a/.ignore", "");
    assert_eq!(folder.files(), ["z", "A/x", "a/.ignore", "a/z", "a/b/c"]);
}

#[test]
fn rules_cascade() {
    let folder = Folder::new();
    folder.file(".isccignore", "*.log\n").file("a.log", "").file("sub/a.log", "");
    folder.file("sub/.isccignore", "!a.log\n*.tmp\n").file("sub/b.tmp", "").file("b.tmp", "");
    folder.file("sub/deep/a.log", "").file("sub/deep/b.log", "");
    let files = [".isccignore", "b.tmp", "sub/.isccignore", "sub/a.log", "sub/deep/a.log"];
    assert_eq!(folder.files(), files);
}

#[test]
fn metadata_is_never_let_in() {
    let folder = Folder::new();
    folder.file(".isccignore", "!*.iscc.json\n").file("x.iscc.json", "").file("d.iscc.json/x", "");
    assert_eq!(folder.files(), [".isccignore", "d.iscc.json/x"], "a folder is no metadata");
}

#[cfg(unix)]
#[test]
fn links_are_no_part_of_it() {
    let folder = Folder::new();
    folder.file("t/a", "").file("t/sub/b", "").file("rules", "b\n");
    for (target, link) in [("a", "t/c"), ("..", "t/sub/up"), ("nowhere", "t/d"), ("sub", "t/e")] {
        std::os::unix::fs::symlink(target, folder.0.join(link)).unwrap();
    }
    // But the root may be one, and so may be the file that rules are read from.
    std::os::unix::fs::symlink("t", folder.0.join("root")).unwrap();
    std::os::unix::fs::symlink("../../rules", folder.0.join("t/sub/.isccignore")).unwrap();
    let files: Vec<PathBuf> = walk(folder.0.join("root")).map(Result::unwrap).collect();
    assert_eq!(files, [folder.0.join("root/a")]);
}

/// DIFFERENCE: the reference gives up at such a name.
#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_unicode_are_walked() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = Folder::new();
    folder.file(".isccignore", "a?\n");
    for name in [&b"\xff"[..], b"b\xff", b"a\xff", b"z"] {
        fs::write(folder.0.join(std::ffi::OsStr::from_bytes(name)), "").unwrap();
    }
    let names: Vec<Vec<u8>> = walk(&folder.0)
        .map(|path| path.unwrap().file_name().unwrap().as_bytes().to_vec())
        .collect();
    assert_eq!(names, [&b".isccignore"[..], b"b\xff", b"z", b"\xff"]);
}

#[test]
fn a_folder_that_fails_is_an_error_in_its_place() {
    let folder = Folder::new();
    folder.file("a/x", "").file("b/.isccignore", "good\nbad\\\n").file("b/x", "").file("c/x", "");
    let mut found = walk(&folder.0);
    assert_eq!(found.next().unwrap().unwrap(), folder.0.join("a/x"));
    let Err(Error::Damaged { path, line: 2 }) = found.next().unwrap() else { panic!() };
    assert_eq!(path, folder.0.join("b").join(".isccignore"));
    assert_eq!(found.next().unwrap().unwrap(), folder.0.join("c/x"));
    assert!(found.next().is_none() && found.next().is_none());
    assert!(matches!(sum(&folder.0), Err(Error::Damaged { .. })));
    folder.file("b/.isccignore", "x\n".repeat(200_000));
    assert!(matches!(walk(&folder.0).nth(1), Some(Err(Error::Limit { .. }))));
    for root in ["missing", "a/x"] {
        let mut found = walk(folder.0.join(root));
        assert!(matches!(found.next(), Some(Err(Error::Io { .. }))), "{root}");
        assert!(found.next().is_none());
    }
}

/// DIFFERENCE: the reference stops at it.
#[test]
fn a_folder_with_the_name_of_the_rules_has_none() {
    let folder = Folder::new();
    folder.file(".isccignore/a", "").file("b", "");
    assert_eq!(folder.files(), ["b", ".isccignore/a"]);
}

#[test]
fn the_sum_is_that_of_all_bytes_in_order() {
    let folder = Folder::new();
    folder.file("b", "second ").file("c/d", "third").file("a", "first ").file("empty", "");
    let tree = sum(&folder.0).unwrap();
    assert_eq!((tree.sum, tree.files), (iscc_data::sum(b"first second third"), 4));
    let empty = Folder::new();
    let tree = sum(&empty.0).unwrap();
    assert_eq!((tree.sum, tree.files), (iscc_data::sum(b""), 0));
}

#[test]
fn names_can_be_left_out_at_any_depth() {
    let folder = Folder::new();
    folder.file("a", "").file(".git/x", "").file("b/.git/y", "").file("b/junk", "").file("b/c", "");
    let walk = walk(&folder.0).leaving_out(|name| name == ".git" || name == "junk");
    let files: Vec<PathBuf> = walk.map(Result::unwrap).collect();
    assert_eq!(files, [folder.0.join("a"), folder.0.join("b/c")]);
    let root = iscc_treewalk::walk(folder.0.join(".git")).leaving_out(|name| name == ".git");
    assert_eq!(root.count(), 1, "the root is walked whatever its name");
}

#[test]
fn deep_folders_are_walked() {
    // As deep as the system's longest path allows.
    let depth = if cfg!(target_os = "linux") { 2000 } else { 80 };
    let folder = Folder::new();
    folder.file(&("d/".repeat(depth) + "x"), "").file("d/d/.isccignore", "y").file("d/y", "");
    for level in (0..depth).step_by(10) {
        folder.file(&("d/".repeat(level) + "e/y"), "").file(&("d/".repeat(level) + "c/x"), "");
    }
    let files: Vec<PathBuf> = walk(&folder.0).map(Result::unwrap).collect();
    // Each `c/x` on the way down, and each `e/y` above the rule on the way back.
    assert_eq!(files.iter().filter(|path| path.ends_with("c/x")).count(), depth / 10);
    assert_eq!(files.last(), Some(&folder.0.join("e/y")));
}

#[cfg(unix)]
#[test]
fn folders_that_cannot_be_read_are_errors_in_their_places() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new();
    let allow = |name: &str, mode| {
        fs::set_permissions(folder.0.join(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    for number in 0..60 {
        let name = format!("{}/{number}", number % 4);
        folder.file(format!("{name}/x/y"), "").file(format!("{name}/.isccignore"), "a\n");
        match number % 3 {
            // Whoever may read everything finds the damaged rules alone.
            0 => allow(&name, 0),
            1 => fs::write(folder.0.join(&name).join(".isccignore"), "bad\\\n").unwrap(),
            // A link up is no way into it.
            _ => std::os::unix::fs::symlink("..", folder.0.join(&name).join("up")).unwrap(),
        }
    }
    let (found, errors): (Vec<_>, Vec<_>) = walk(&folder.0).partition(Result::is_ok);
    (0..60).step_by(3).for_each(|number| allow(&format!("{}/{number}", number % 4), 0o700));
    let (found, errors) = (found.len(), errors.len());
    assert!((20..=40).contains(&errors) && found >= 40, "{errors} errors, {found} files");
}

/// Prints, for every folder, what the reference walks, and `!` where it fails.
const REFERENCE: &str = r#"
import os, sys, warnings
from pathlib import Path
from iscc_sum.treewalk import treewalk_iscc
warnings.simplefilter("ignore")
for root in sys.argv[1:]:
    try:
        files = [os.fsencode(path.relative_to(root)) for path in treewalk_iscc(root)]
    except Exception as error:
        files = [b"!"]
    sys.stdout.buffer.write(b"".join(file + b"\0" for file in files) + b"\0")
"#;

#[test]
#[ignore = "needs the reference packages"]
fn random_folders_are_walked_as_the_reference_does() {
    const FOLDERS: usize = 1500;
    let python = Path::new(&std::env::var_os("ISCC_ORACLE").unwrap()).join("bin/python");
    let folder = Folder::new();
    let seed = std::env::var("ISCC_SEED").map_or(1, |seed| seed.parse().unwrap());
    let mut random = Random(seed);
    let mut names = Vec::new();
    for number in 0..FOLDERS {
        let name = number.to_string();
        fill(&folder.0.join(&name), &mut random, 3);
        names.push(name);
    }
    let output = Command::new(python)
        .args(["-c", REFERENCE])
        .args(names.iter().map(|name| folder.0.join(name)))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    // An empty name ends each list.
    let mut expected = output.stdout.split(|byte| *byte == 0);
    let (mut files, mut failures) = (0, 0);
    for name in &names {
        let root = folder.0.join(name);
        let expected: Vec<&[u8]> = expected.by_ref().take_while(|file| !file.is_empty()).collect();
        let found: Result<Vec<PathBuf>, Error> = walk(&root).collect();
        let Ok(found) = found else {
            assert_eq!(expected, [b"!"], "{name}: {found:?}");
            failures += 1;
            continue;
        };
        let found: Vec<&[u8]> = found
            .iter()
            .map(|path| path.strip_prefix(&root).unwrap().as_os_str().as_encoded_bytes())
            .collect();
        let rules = fs::read_to_string(root.join(".isccignore")).unwrap_or_default();
        assert_eq!(found, expected, "{name}: {rules:?}");
        files += found.len();
    }
    // Were most of them ignored, or rejected, this would show nothing.
    assert!(files > 5 * FOLDERS && failures < FOLDERS / 4, "{files} files, {failures} failures");
}

/// A generator that is the same everywhere (xorshift64).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

const NAMES: [&str; 34] = [
    "a",
    "b",
    "ab",
    "abc",
    "a.txt",
    "b.txt",
    "c.log",
    "keep.log",
    "build",
    "temp",
    "node_modules",
    "caf\u{e9}",
    "cafe\u{301}",
    "\u{c5}",
    "A\u{30a}",
    "\u{212b}",
    "\u{1e9b}\u{323}",
    "\u{1f600}",
    "\u{ff5e}",
    "c d",
    "x\ny",
    "n\n",
    "[x]",
    "!n",
    "#h",
    "a\\b",
    "-",
    "^",
    "a b ",
    ".ignore",
    ".gitignore",
    "ignore",
    ".hidden",
    "t.iscc.json",
];

const PATTERNS: [&str; 24] = [
    "*.txt",
    "!a.txt",
    "/a",
    "a/",
    "/a/",
    "build/",
    "**/temp",
    "a/**",
    "a/**/b",
    "*/",
    "!*/",
    "*.*",
    "node_modules",
    "!b",
    "a/b",
    "/*",
    "!/a",
    "caf\u{e9}",
    "[!a]*",
    "# no",
    "a\\*",
    "?",
    "ab*",
    "!keep.log",
];

const PIECES: [&str; 30] = [
    "a", "b", "c", "ab", "*", "*", "**", "/", "/", "?", "[a-c]", "[!a]", "[^b]", "[]a]", "[a-]",
    "[", "]", "!", "\\a", "\\*", ".txt", ".log", " ", "#", "-", "\u{e9}", "e\u{301}", "**/",
    "/**/", "[\\]",
];

/// Files, folders, links and rules at random.
fn fill(folder: &Path, random: &mut Random, depth: usize) {
    fs::create_dir(folder).unwrap();
    for _ in 0..3 + random.below(8) {
        let path = folder.join(random.pick(&NAMES));
        if path.symlink_metadata().is_ok() {
            continue;
        }
        match random.below(10) {
            0..3 if depth > 0 => fill(&path, random, depth - 1),
            #[cfg(unix)]
            3 => {
                std::os::unix::fs::symlink(random.pick(&["a", "b", ".", "nowhere"]), &path)
                    .unwrap();
            }
            _ => fs::write(&path, "").unwrap(),
        }
    }
    if random.below(3) == 0 {
        let mut rules = String::new();
        for _ in 0..=random.below(4) {
            if random.below(2) == 0 {
                rules += random.pick(&PATTERNS);
            } else {
                rules.extend((0..=random.below(4)).map(|_| random.pick(&PIECES)));
            }
            rules += random.pick(&["\n", "\n", "\n", "\r\n", "  \n", "\r"]);
        }
        fs::write(folder.join(".isccignore"), rules).unwrap();
    }
}
