//! Inputs that are made, not stored: the same in every run.

/// Bytes of a xorshift generator: nothing repeats, so every chunk differs.
pub fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_u32;
    let mut bytes = Vec::with_capacity(length + 4);
    while bytes.len() < length {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    bytes.truncate(length);
    bytes
}

/// `length` bytes or a little less of words and sentences, taken from `words` at random.
pub fn prose(length: usize, words: &[&str]) -> String {
    let mut text = String::with_capacity(length + 32);
    for (number, pair) in noise(length).chunks_exact(2).enumerate() {
        let word = words[usize::from(u16::from_le_bytes([pair[0], pair[1]])) % words.len()];
        if text.len() + word.len() + 2 > length {
            break;
        }
        text.push_str(word);
        text.push_str(if number % 11 == 10 { ".\n" } else { " " });
    }
    text
}

/// `65536` as `64 KiB`.
pub fn size_name(bytes: usize) -> String {
    match bytes {
        0x4000_0000.. => format!("{} GiB", bytes >> 30),
        0x10_0000.. => format!("{} MiB", bytes >> 20),
        _ => format!("{} KiB", bytes >> 10),
    }
}
