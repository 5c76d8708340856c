//! Boxes and elements inside of each other, eight levels deep.
#![no_main]

use iscc_container::{ebml, isobmff};
use libfuzzer_sys::fuzz_target;

fn boxes(bytes: &[u8], depth: u8) -> usize {
    let inside = isobmff::boxes(bytes).map(|(_, mut content)| {
        let _ = content.version();
        1 + if depth == 0 { 0 } else { boxes(content.rest(), depth - 1) }
    });
    inside.sum()
}

fn elements(bytes: &[u8], depth: u8) -> usize {
    let inside = ebml::elements(bytes).map(|(_, content)| {
        let _ = (ebml::unsigned(content), ebml::float(content), ebml::text(content));
        1 + if depth == 0 { 0 } else { elements(content, depth - 1) }
    });
    inside.sum()
}

fuzz_target!(|bytes: &[u8]| {
    assert!(boxes(bytes, 8) <= bytes.len() * 9);
    assert!(elements(bytes, 8) <= bytes.len() * 9);
});
