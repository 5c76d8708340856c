//! Area `text`: normalisation and Text-Code.

use iscc_core::Bits;
use iscc_text::{text_clean, text_code, text_collapse};

use crate::input::prose;
use crate::measure::Table;

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
    for (name, words) in [("1 MiB ASCII", ASCII), ("1 MiB non-ASCII", OTHER)] {
        let text = prose(1 << 20, &words);
        let size = (text.len(), "bytes");
        table.row("text/clean", name, size, || text_clean(&text), || iscc_lib::text_clean(&text));
        table.row(
            "text/collapse",
            name,
            size,
            || text_collapse(&text),
            || iscc_lib::text_collapse(&text),
        );
        table.row(
            "text/text-code",
            name,
            size,
            || text_code(&text, Bits::B64).unit.to_string(),
            || iscc_lib::gen_text_code_v0(&text, 64).expect("64 bits are allowed").iscc,
        );
    }
}
