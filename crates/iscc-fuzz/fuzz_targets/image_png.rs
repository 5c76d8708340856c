//! Any PNG chunks: decoding ends in 1024 pixels or an error, within the limits, and the second time as the first.
//!
//! The fuzzer cannot guess checksums, so it gives the chunks' contents and the target makes the file of them.
#![no_main]

use iscc_fuzz::decode_twice;
use libfuzzer_sys::fuzz_target;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The chunks that mean something to the decoder, and one that does not.
const KINDS: [&[u8; 4]; 12] = [
    b"IDAT", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"iCCP", b"cICP", b"eXIf", b"acTL", b"fcTL",
    b"IEND", b"zzZz",
];

fuzz_target!(|input: (u8, u8, [u8; 5], Vec<(u8, bool, &[u8])>)| {
    let (width, height, rest, chunks) = input;
    let mut file = SIGNATURE.to_vec();
    let head = [&[0, 0, 0, width, 0, 0, 0, height][..], &rest].concat();
    chunk(&mut file, b"IHDR", &head);
    for (kind, packed, content) in chunks {
        let kind = KINDS[usize::from(kind) % KINDS.len()];
        if packed {
            chunk(&mut file, kind, &miniz_oxide::deflate::compress_to_vec_zlib(content, 1));
        } else {
            chunk(&mut file, kind, content);
        }
    }
    chunk(&mut file, b"IEND", &[]);

    decode_twice(&file);
});

/// Length, kind, content, checksum.
fn chunk(file: &mut Vec<u8>, kind: &[u8; 4], content: &[u8]) {
    file.extend((content.len() as u32).to_be_bytes());
    let start = file.len();
    file.extend(kind);
    file.extend(content);
    file.extend(crc32fast::hash(&file[start..]).to_be_bytes());
}
