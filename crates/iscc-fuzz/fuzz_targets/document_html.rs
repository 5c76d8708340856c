//! Any bytes as a page, and as the text file that they may be taken for.
#![no_main]

use iscc_document::Format;
use iscc_fuzz::extract_twice;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    extract_twice(bytes, Format::Html);
    extract_twice(bytes, Format::Plain.refined(bytes));
});
