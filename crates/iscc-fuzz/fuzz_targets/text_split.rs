//! Any text in any pieces: the Text-Code is that of the whole.
#![no_main]

use iscc_text::TextHasher;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, u8)| {
    let (text, piece) = input;
    let (mut whole, mut parts, mut rest) = (TextHasher::new(), TextHasher::new(), text);
    whole.update(text);
    while !rest.is_empty() {
        let mut end = usize::from(piece).clamp(1, rest.len());
        while !rest.is_char_boundary(end) {
            end += 1;
        }
        parts.update(&rest[..end]);
        rest = &rest[end..];
    }
    assert_eq!(parts.finalize(), whole.finalize());
});
