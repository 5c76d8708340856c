//! The compression of `PalmDOC`: copies of what came before, and spaces with their letters.

use alloc::vec::Vec;

/// Unpacks a record behind what is there; copies reach back into its own text only.
pub(super) fn unpack(record: &[u8], all: &mut Vec<u8>) {
    let begin = all.len();
    let mut bytes = record.iter().copied();
    while let Some(byte) = bytes.next() {
        match byte {
            1..=8 => all.extend(bytes.by_ref().take(byte.into())),
            0 | 9..=0x7f => all.push(byte),
            0x80..=0xbf => {
                let Some(low) = bytes.next() else { return };
                let pair = usize::from(byte & 0x3f) << 8 | usize::from(low);
                let (distance, length) = (pair >> 3, (pair & 7) + 3);
                for _ in 0..length {
                    let from = all.len().checked_sub(distance).filter(|from| *from >= begin);
                    match from.and_then(|from| all.get(from).copied()) {
                        Some(byte) => all.push(byte),
                        None => return,
                    }
                }
            }
            0xc0.. => all.extend([b' ', byte ^ 0x80]),
        }
    }
}
