//! Golden values of iscc-core 1.5.0, from `testdata/golden/core.json`.

#[path = "../../iscc-core/tests/support/mod.rs"]
mod support;

use iscc_core::Unit;
use iscc_data::{data_code, data_hash, instance_code, instance_hash, sum};
use support::{bits, cases, generate, generate_named, number, parse, text};

#[test]
fn digests_and_sums() {
    for case in cases("data") {
        let data = generate(case);
        assert_eq!(data_hash(&data).to_string(), text(&case["data"]), "{case}");
        assert_eq!(instance_hash(&data).to_string(), text(&case["instance"]), "{case}");
        let sum = sum(&data);
        assert_eq!(sum.size(), case["length"].as_u64().unwrap_or(u64::MAX), "{case}");
        assert_eq!(sum.datahash().to_string(), text(&case["datahash"]), "{case}");
        assert_eq!(sum.code().to_string(), text(&case["sum"]), "{case}");
        assert_eq!(sum.code_wide().to_string(), text(&case["sum_wide"]), "{case}");
    }
}

#[test]
fn units_of_every_length() {
    for case in cases("data_bits") {
        let (data, bits) = (generate(case), bits(&case["bits"]));
        let (code, checksum): (Unit, Unit) =
            (parse(&case["data_code"]), parse(&case["instance_code"]));
        assert_eq!(data_code(&data, bits), code, "{case}");
        assert_eq!(instance_code(&data, bits), checksum, "{case}");
        let sum = sum(&data);
        assert_eq!((sum.data_code(bits), sum.instance_code(bits)), (code, checksum), "{case}");
    }
}

/// Every length up to 20,000, against iscc-lib 0.7.0 and against bytes that come one by one.
#[test]
fn every_length() {
    for case in cases("data_lengths") {
        let lengths: usize = number(&case["lengths"]);
        let data = generate_named(text(&case["input"]), lengths - 1);
        let (mut all, mut streamed) = (blake3::Hasher::new(), iscc_data::DataHasher::new());
        for length in 0..lengths {
            let hash = data_hash(&data[..length]);
            assert_eq!(streamed.finalize(), hash, "{length} bytes of {}", case["input"]);
            all.update(hash.as_bytes());
            streamed.update(&data[length..(length + 1).min(data.len())]);
        }
        assert_eq!(all.finalize().to_hex().as_str(), text(&case["blake3"]), "{}", case["input"]);
    }
}
