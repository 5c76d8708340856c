//! Any bytes: a header that is read is written again as it was or in its shortest form, a code exactly as it was.
#![no_main]

use iscc_core::{Header, Iscc};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok((header, body)) = Header::read(bytes) {
        let written = header.to_bytes().expect("what was read can be written");
        assert_eq!(*written, bytes[..bytes.len() - body.len()], "there is one form of a header");
    }
    if let Ok(iscc) = Iscc::from_bytes(bytes) {
        assert_eq!(*iscc.to_bytes(), *bytes);
        assert_eq!(iscc.to_string().parse(), Ok(iscc));
        let distances = iscc.compare(&iscc);
        assert!(distances.into_iter().all(|(_, distance)| distance.is_zero()));
    }
});
