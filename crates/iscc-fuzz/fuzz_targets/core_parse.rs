//! Any string: no parser panics, and what is parsed is printed as something that parses to the same.
#![no_main]

use iscc_core::{Iscc, Multibase, TextForm};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(iscc) = text.parse::<Iscc>() {
        assert_eq!(iscc.to_string(), text, "strict parsing takes the canonical form alone");
    }
    let Ok(iscc) = Iscc::parse_lenient(text) else { return };
    assert_eq!(iscc.to_string().parse(), Ok(iscc));
    assert_eq!(Iscc::from_bytes(&iscc.to_bytes()), Ok(iscc));
    let multibase = [
        Multibase::Base16,
        Multibase::Base32,
        Multibase::Base32Hex,
        Multibase::Base58Btc,
        Multibase::Base64Url,
    ];
    for base in multibase {
        let printed = iscc.form(TextForm::Multibase(base)).to_string();
        assert_eq!(Iscc::parse_lenient(&printed), Ok(iscc), "{printed}");
    }
});
