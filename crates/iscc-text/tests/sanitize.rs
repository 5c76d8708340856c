//! The removal of markup: random text against the reference, and that any text is survived.

#![cfg(feature = "meta")]
#![allow(clippy::unwrap_used, clippy::std_instead_of_core, reason = "a test may fail; it has std")]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use iscc_text::sanitize;
use proptest::prelude::*;

/// What markup is made of, and what looks like it.
const PIECES: [&str; 76] = [
    "<",
    ">",
    "</",
    "/>",
    "<!--",
    "-->",
    "--!>",
    "<!",
    "<!-",
    "-",
    "--",
    "!",
    "<?",
    "?>",
    "<!DOCTYPE html>",
    "<!doc",
    "<![CDATA[",
    "]]>",
    "<b>",
    "</b>",
    "<p>",
    "<P >",
    "</p>",
    "<br/>",
    "<div class='x'>",
    "<li",
    "<td a=b c=\"d>e\" f>",
    "<h1\n>",
    "<script>",
    "</script>",
    "<SCRIPT type=x>",
    "</\u{17f}cr\u{131}pt>",
    "<style>",
    "</style>",
    "<styles>",
    "<title>",
    "<textarea>",
    "<plaintext>",
    "<svg>",
    "<table>",
    "<1>",
    "</1>",
    "<3",
    "< b>",
    "<\u{e9}>",
    "=",
    "'",
    "\"",
    "a",
    "B",
    " ",
    " ",
    "\n",
    "\t",
    "\r",
    "\x0c",
    "\x0b",
    "\0",
    "\x01",
    "\x1c",
    "\u{85}",
    "\u{a0}",
    "\u{2028}",
    "\u{1f600}",
    "/",
    "word",
    "a=b",
    "x='y'",
    "`",
    "&",
    "&amp;",
    "&lt;",
    "&#",
    ";",
    "x",
    "#",
];

const REFERENCES: [&str; 40] = [
    "&amp;",
    "&amp;lt;",
    "&lt;",
    "&gt;",
    "&copy;",
    "&copy",
    "&COPY;",
    "&AMP;",
    "&notit;",
    "&notin;",
    "&am;",
    "&ampx;",
    "&am p;",
    "&NotEqualTilde;",
    "&CounterClockwiseContourIntegral;",
    "&#65;",
    "&#x41;",
    "&#X41",
    "&#65x;",
    "&#65xy;",
    "&#;",
    "&#x;",
    "&#xg;",
    "&#0;",
    "&#13;",
    "&#x80;",
    "&#x9f;",
    "&#xd800;",
    "&#x110000;",
    "&#99999999999;",
    "&#1;",
    "&#xfffe;",
    "&#xfdd0;",
    "&#x1ffff;",
    "&#127;",
    "&#28;",
    "&quot;",
    "&apos;",
    "&;",
    "&a<b;",
];

/// Reads a JSON list of texts and writes the list of what the reference makes of them.
const REFERENCE: &str = "
import json, sys, warnings
warnings.simplefilter('ignore')
from iscc_sdk import text_sanitize
json.dump([text_sanitize(text) for text in json.load(sys.stdin)], sys.stdout)
";

#[test]
#[ignore = "needs the reference packages"]
fn random_text_is_sanitized_as_the_reference_does() {
    const TEXTS: usize = 20_000;
    let python = Path::new(&std::env::var_os("ISCC_ORACLE").unwrap()).join("bin/python");
    let mut seed = std::env::var("ISCC_SEED").map_or(1, |seed| seed.parse().unwrap());
    let mut below = |limit: usize| {
        seed = xorshift(seed);
        usize::try_from(seed >> 33).unwrap() % limit
    };
    let texts: Vec<String> = (0..TEXTS)
        .map(|_| {
            (0..=below(12))
                .map(|_| match below(4) {
                    0 => REFERENCES[below(REFERENCES.len())],
                    _ => PIECES[below(PIECES.len())],
                })
                .collect()
        })
        .collect();
    let mut child = Command::new(python)
        .args(["-c", REFERENCE])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // It reads everything before it writes.
    child.stdin.take().unwrap().write_all(&serde_json::to_vec(&texts).unwrap()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let expected: Vec<String> = serde_json::from_slice(&output.stdout).unwrap();
    let wrong: Vec<_> = texts
        .iter()
        .zip(&expected)
        .map(|(text, expected)| (text, sanitize(text), expected))
        .filter(|(_, found, expected)| found != *expected)
        .collect();
    assert!(wrong.is_empty(), "{} of {TEXTS}: {:#?}", wrong.len(), &wrong[..wrong.len().min(8)]);
}

/// A generator that is the same everywhere.
const fn xorshift(mut state: u64) -> u64 {
    state ^= state << 13;
    state ^= state >> 7;
    state ^ state << 17
}

proptest! {
    #[test]
    fn any_text_is_survived(text in ".{0,200}") {
        let plain = sanitize(&text);
        prop_assert!(plain.len() <= 3 * text.len());
        prop_assert!(!plain.contains(['\n', '\t']) && plain.trim() == plain);
    }

    #[test]
    fn text_without_markup_stays(text in "[a-zA-Z0-9.,:!?'\"()\u{e9}\u{4e00}]{1,20}( [a-z]{1,9}){0,5}") {
        prop_assert_eq!(sanitize(&text), text);
    }
}

#[test]
fn time_is_linear() {
    for piece in
        ["<", "<a ", "<script", "<script>", "<!--", "&", "&am", "</", "<a b='", "-->", "&#1"]
    {
        let _ = sanitize(&piece.repeat(200_000));
    }
}
