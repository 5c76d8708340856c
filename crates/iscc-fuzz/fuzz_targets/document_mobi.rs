//! Any records as a book.
#![no_main]

use iscc_document::Format;
use iscc_fuzz::extract_twice;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, u8, Vec<&[u8]>)| {
    let (compression, count, records) = input;
    let mut head = vec![0; 256];
    let compression = [1u16, 2, 17480, u16::from(compression)][usize::from(compression) % 4];
    head[..2].copy_from_slice(&compression.to_be_bytes());
    head[9] = count;
    head[16..20].copy_from_slice(b"MOBI");
    head[23] = 232;
    head[115] = 1;
    head[119] = 2;
    if let Some(first) = records.first() {
        for (byte, with) in head[20..].iter_mut().zip(*first) {
            *byte ^= with;
        }
    }
    let mut file = vec![0; 60];
    file.extend_from_slice(b"BOOKMOBI\0\0\0\0\0\0\0\0");
    file.extend_from_slice(&(records.len().min(999) as u16 + 1).to_be_bytes());
    let mut start = 78 + 8 * (records.len().min(999) + 1);
    let mut all = Vec::new();
    for record in core::iter::once(&head[..]).chain(records.into_iter().take(999)) {
        file.extend_from_slice(&(start as u32).to_be_bytes());
        file.extend_from_slice(&[0; 4]);
        start += record.len();
        all.extend_from_slice(record);
    }
    file.extend_from_slice(&all);
    extract_twice(&file, Format::Mobi);
});
