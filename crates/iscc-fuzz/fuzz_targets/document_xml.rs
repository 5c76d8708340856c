//! Any bytes as XML, with a document type before them or without.
#![no_main]

use iscc_document::Format;
use iscc_fuzz::extract_twice;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (bool, &[u8], &[u8])| {
    let (typed, subset, content) = input;
    if typed {
        let file =
            [b"<!DOCTYPE r [<!ENTITY e 'f'>", subset, b"]><r>&e;", content, b"</r>"].concat();
        extract_twice(&file, Format::Xml);
    } else {
        extract_twice(content, Format::Xml);
    }
});
