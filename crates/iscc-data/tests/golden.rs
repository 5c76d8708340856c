//! Golden values of iscc-core 1.5.0, from `testdata/golden/core.json`.

#[path = "../../iscc-core/tests/support/mod.rs"]
mod support;

use iscc_core::Unit;
use iscc_data::{data_code, data_hash, instance_code, instance_hash, sum};
use support::{bits, cases, generate, parse, text};

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
