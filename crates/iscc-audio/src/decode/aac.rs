//! Spectral band replication that no header announces.
//!
//! HE-AAC can hide in streams that say they are plain AAC: the upper half of the spectrum travels in fill elements at the end
//! of each frame. The decoder here leaves it out, at half the rate that the reference hears, so it has to be known before.
//! DIFFERENCE: without the feature `ffmpeg` that is an error, where the reference decodes both halves.

/// Frames that are looked at.
pub(crate) const FRAMES: usize = 16;

/// Whether a raw data block ends in a fill element with SBR data (ISO 14496-3 clauses 4.4.1.1 and 4.4.2.7).
///
/// What is in front cannot be skipped without decoding it, so the end is looked for from every bit: a chain of fill and data
/// stream elements up to the end element and the padding of the last byte. In a frame without SBR one in some hundred looks
/// like it by chance, so the answer counts for several frames together.
pub(crate) fn ends_in_sbr(block: &[u8]) -> bool {
    let bits = block.len() * 8;
    // A fill element is 269 bytes at most; there may be others behind it.
    (bits.saturating_sub(8 * 600)..bits).any(|start| chain(Bits { block, at: start }))
}

/// Whether several frames together say so: nearly all of those that are not tiny.
pub(crate) fn is_sbr(found: usize, of: usize) -> bool {
    of > 0 && found * 4 >= of * 3
}

fn chain(mut bits: Bits<'_>) -> bool {
    let mut first = true;
    loop {
        match bits.take(3) {
            // Fill: how many bytes, the first four bits of which are the kind of extension.
            Some(6) => {
                let Some(count) = bits.count(4, 15) else { return false };
                // The escape counts from 15 on, one less.
                let count = if count >= 15 { count - 1 } else { count };
                let kind = if count > 0 { bits.peek(4) } else { None };
                if first && !matches!(kind, Some(0xd | 0xe)) {
                    return false;
                }
                bits.at += count * 8;
            }
            // Data: a tag, whether it is aligned, how many bytes.
            Some(4) if !first => {
                let Some(aligned) = bits.take(5).map(|tag| tag & 1 == 1) else { return false };
                let Some(count) = bits.count(8, 255) else { return false };
                if aligned {
                    bits.at = bits.at.next_multiple_of(8);
                }
                bits.at += count * 8;
            }
            // End: nothing but the rest of the byte.
            Some(7) if !first => {
                let left = (bits.block.len() * 8).saturating_sub(bits.at);
                return bits.at <= bits.block.len() * 8 && left < 8 && bits.take(left) == Some(0);
            }
            _ => return false,
        }
        first = false;
    }
}

#[derive(Clone, Copy)]
struct Bits<'a> {
    block: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    fn peek(&self, count: usize) -> Option<usize> {
        if self.at + count > self.block.len() * 8 {
            return None;
        }
        let bit = |at: usize| usize::from(self.block[at / 8] >> (7 - at % 8) & 1);
        Some((self.at..self.at + count).fold(0, |value, at| value << 1 | bit(at)))
    }

    fn take(&mut self, count: usize) -> Option<usize> {
        let value = self.peek(count)?;
        self.at += count;
        Some(value)
    }

    /// A number of `width` bits, and eight more if it is `escape`.
    fn count(&mut self, width: usize, escape: usize) -> Option<usize> {
        let count = self.take(width)?;
        if count == escape { Some(count + self.take(8)?) } else { Some(count) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bits as bytes, the last one filled with zeros.
    fn packed(bits: &str) -> Vec<u8> {
        let bits: Vec<u8> = bits.bytes().filter(|bit| *bit != b' ').map(|bit| bit - b'0').collect();
        let byte = |bits: &[u8]| (0..8).fold(0, |byte, i| byte << 1 | bits.get(i).unwrap_or(&0));
        bits.chunks(8).map(byte).collect()
    }

    #[test]
    fn a_fill_element_at_the_end() {
        let payload = "1101 0000 10101010 11110000";
        assert!(ends_in_sbr(&packed(&format!("10101 110 0011 {payload} 111"))));
        // With a fill element for the bit rate behind it.
        assert!(ends_in_sbr(&packed(&format!("10 110 0011 {payload} 110 0001 00000000 111"))));
        // Another kind of extension.
        let drc = payload.replacen("1101", "1011", 1);
        assert!(!ends_in_sbr(&packed(&format!("10101 110 0011 {drc} 111"))));
        // No end element.
        assert!(!ends_in_sbr(&packed(&format!("10101 110 0011 {payload} 011"))));
        assert!(!ends_in_sbr(&[]));
    }

    #[test]
    fn an_escaped_length() {
        // 15 + 4 - 1 bytes.
        let payload = "1110".to_owned() + &"0".repeat(18 * 8 - 4);
        assert!(ends_in_sbr(&packed(&format!("0 110 1111 00000100 {payload} 111"))));
    }
}
