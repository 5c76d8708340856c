//! Any streams as a document of Word, sheets or slides, and any bytes as a compound file.
#![no_main]

use iscc_document::Format;
use iscc_fuzz::{compound, extract_twice};
use libfuzzer_sys::fuzz_target;

const SUMMARY: &str = "\u{5}SummaryInformation";

fuzz_target!(|input: (u8, &[u8], &[u8], &[u8])| {
    let (kind, main, second, third) = input;
    extract_twice(main, Format::Doc);
    let (streams, format) = match kind % 3 {
        0 => (
            [("WordDocument", &document(main)[..]), ("0Table", second), ("Data", third)],
            Format::Doc,
        ),
        1 => ([("Workbook", &book(main)[..]), (SUMMARY, second), ("Ctls", third)], Format::Xls),
        _ => {
            let user = user(main.len());
            let streams =
                [("PowerPoint Document", main), ("Current User", &user[..]), ("Pictures", second)];
            extract_twice(&compound(&streams), Format::Ppt);
            return;
        }
    };
    extract_twice(&compound(&streams), format);
});

/// With the magic numbers of Word 97: nothing is read without them.
fn document(bytes: &[u8]) -> Vec<u8> {
    let mut head = bytes.to_vec();
    head.resize(bytes.len().max(0x380), 0);
    head[..4].copy_from_slice(&[0xec, 0xa5, 193, 0]);
    head[10..12].fill(0);
    head
}

/// Behind the record that begins a workbook.
fn book(records: &[u8]) -> Vec<u8> {
    [&[9, 8, 16, 0, 0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0][..], records].concat()
}

/// Says that the last edit begins where the stream has its last 40 bytes.
fn user(length: usize) -> Vec<u8> {
    let mut bytes = vec![0; 20];
    bytes[16..].copy_from_slice(&(length.saturating_sub(40) as u32).to_le_bytes());
    bytes
}
