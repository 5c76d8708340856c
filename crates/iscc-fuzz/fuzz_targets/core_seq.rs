//! Any bytes as an ISCC-SEQ: what is taken apart is put together to the same bytes.
#![no_main]

use iscc_core::{RawUnit, Seq};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(seq) = Seq::new(bytes) else { return };
    assert_eq!(Seq::encode(seq), bytes);
    for unit in &seq {
        assert_eq!(RawUnit::parse_lenient(&unit.to_string()), Ok(unit));
    }
});
