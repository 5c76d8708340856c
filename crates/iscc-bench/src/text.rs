//! Area `text`: normalisation and Text-Code, and the way from a file to them.
//!
//! A file is read up to its Text-Code, by `code_text` of iscc-sdk without metadata and thumbnail, in a process of Python that is
//! warm: its import and its first call do not count. Both must give the same code. The files are those of iscc-samples
//! (`cargo xtask samples`).

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};

use iscc_core::Bits;
use iscc_document::{Format, Limits, extract};
use iscc_text::{text_clean, text_code, text_code_parallel, text_collapse};

use crate::input::prose;
use crate::measure::{Table, duration};

/// For each path the best of some calls in seconds, and the code.
const SDK: &str = "
import sys, time
import iscc_sdk
def call(path):
    start = time.perf_counter()
    found = iscc_sdk.code_text(path, extract_meta=False, create_thumb=False)
    return time.perf_counter() - start, found.iscc
for path in sys.argv[2:]:
    call(path)
    print(*min(call(path) for _ in range(int(sys.argv[1]))))
";

/// What there is a sample of, with its pages where they count.
const FORMATS: [(&str, Format, u32); 17] = [
    ("pdf", Format::Pdf, 9),
    ("docx", Format::Docx, 0),
    ("odt", Format::Odt, 0),
    ("rtf", Format::Rtf, 0),
    ("html", Format::Html, 0),
    ("xhtml", Format::Xhtml, 0),
    ("xml", Format::Xml, 0),
    ("epub", Format::Epub, 0),
    ("pptx", Format::Pptx, 0),
    ("xlsx", Format::Xlsx, 0),
    ("ods", Format::Ods, 0),
    ("odp", Format::Odp, 0),
    ("doc", Format::Doc, 0),
    ("ppt", Format::Ppt, 0),
    ("xls", Format::Xls, 0),
    ("md", Format::Plain, 0),
    ("txt", Format::Plain, 0),
];

/// How often a file is read.
const CALLS: usize = 7;

const ASCII: [&str; 12] = [
    "the",
    "Content",
    "of",
    "a",
    "medium,",
    "identified",
    "by",
    "similarity-preserving",
    "hashes",
    "and",
    "its",
    "DATA",
];
const OTHER: [&str; 12] = [
    "Übermäßig",
    "ΟΔΟΣ",
    "содержание",
    "メディア",
    "識別子",
    "ﬁle",
    "e\u{301}tude",
    "ISTANBUL\u{307}",
    "עברית",
    "한국어",
    "nai\u{308}ve",
    "и",
];

pub fn area(table: &mut Table) {
    let two = NonZero::new(2).expect("not zero");
    for (name, words) in [("1.6 MB ASCII", ASCII), ("1.6 MB non-ASCII", OTHER)] {
        let text = prose(1_600_000, &words);
        let size = (text.len(), "bytes");
        table.row("text/clean", name, size, || text_clean(&text), || iscc_lib::text_clean(&text));
        table.row(
            "text/collapse",
            name,
            size,
            || text_collapse(&text).into(),
            || iscc_lib::text_collapse(&text),
        );
        let theirs = || iscc_lib::gen_text_code_v0(&text, 64).expect("64 bits are allowed").iscc;
        let ours = || text_code(&text, Bits::B64).unit.to_string();
        table.row("text/text-code", name, size, ours, theirs);
        let ours = || text_code_parallel(&text, Bits::B64, two).unit.to_string();
        table.row("text/text-code, 2 threads", name, size, ours, theirs);
    }
    files();
}

/// Files of every format up to their codes.
fn files() {
    let made = env::temp_dir().join(format!("iscc-bench-{}", std::process::id()));
    let files: Vec<_> = FORMATS
        .iter()
        .filter_map(|(end, format, pages)| Some((*format, *pages, file(end, &made)?)))
        .collect();
    let paths: Vec<&Path> = files.iter().map(|(.., path)| &**path).collect();
    let mut sdk = time_sdk(&paths).into_iter();
    println!("\n| file to Text-Code | bytes | ours | a page | iscc-sdk 0.9.7 | times as fast |");
    println!("|---|---:|---:|---:|---:|---:|");
    for (format, pages, path) in &files {
        let code = || {
            let bytes = fs::read(path).expect("the file is there");
            let document = extract(&bytes, *format, &Limits::default()).expect("a good file");
            text_code(&text_clean(&document.text), Bits::B64).unit.to_string()
        };
        let ours = (0..CALLS * 3).map(|_| time(&code)).min().unwrap_or_default();
        let (theirs, times) = sdk.next().map_or(("-".into(), "-".into()), |(time, their_code)| {
            assert_eq!(code(), their_code, "{}", path.display());
            (duration(time), format!("{:.1}", time.as_secs_f64() / ours.as_secs_f64()))
        });
        let page = if *pages > 0 { duration(ours / *pages) } else { "-".into() };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let size = fs::metadata(path).map_or(0, |metadata| metadata.len());
        println!("| {name} | {size} | {} | {page} | {theirs} | {times} |", duration(ours));
    }
    let _ = fs::remove_dir_all(made);
}

fn time(code: impl Fn() -> String) -> Duration {
    let start = Instant::now();
    std::hint::black_box(code());
    start.elapsed()
}

/// The sample of a format; of the two that there is none of, our own.
fn file(end: &str, made: &Path) -> Option<PathBuf> {
    let testdata = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata"));
    let own = match end {
        "ods" => "document/sheet.ods".to_owned(),
        "odp" => "document/slides.odp".to_owned(),
        _ => format!("samples/text/demo.{end}"),
    };
    let path = testdata.join(own);
    if !path.exists() {
        eprintln!("bench: no {} (cargo xtask samples)", path.display());
        return None;
    }
    // A copy: the reference may write beside a file.
    fs::create_dir_all(made).ok()?;
    let copy = made.join(path.file_name()?);
    fs::copy(&path, &copy).ok()?;
    Some(copy)
}

/// The times of Python with the reference packages, and its codes; nothing if they are not set up.
fn time_sdk(paths: &[&Path]) -> Vec<(Duration, String)> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target-oracle");
    let venv = env::var_os("ISCC_ORACLE").map_or_else(|| root.into(), PathBuf::from);
    let python = venv.join("bin/python");
    if !python.exists() {
        return Vec::new();
    }
    let output = Command::new(python).args(["-c", SDK, &CALLS.to_string()]).args(paths).output();
    let output = output.expect("python runs");
    let text = String::from_utf8_lossy(&output.stdout);
    let times: Vec<_> = text
        .lines()
        .filter_map(|line| {
            let (seconds, code) = line.split_once(" ISCC:")?;
            let seconds = Duration::from_secs_f64(seconds.parse().ok()?);
            Some((seconds, format!("ISCC:{code}")))
        })
        .collect();
    assert_eq!(times.len(), paths.len(), "{}", String::from_utf8_lossy(&output.stderr));
    times
}
