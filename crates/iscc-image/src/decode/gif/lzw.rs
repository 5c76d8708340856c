//! GIF's LZW codes, with what Pillow forgives and what it does not.

/// The codes that a table has room for: 12 bits.
const TABLE: usize = 1 << 12;

/// What the reference reads at once. It matters behind an end code: there it goes on if it can read more.
const CHUNK: usize = 1 << 16;

const CUT_OFF: &str = "the file is cut off";
const BROKEN: &str = "a code that cannot be";

/// Hands out the strings of pixels until `put` has enough.
pub(super) fn decode(
    data: &[u8],
    bits: u8,
    mut put: impl FnMut(&[u8]) -> bool,
) -> Result<(), &'static str> {
    if bits > 12 {
        return Err("more than 12 bits a code");
    }
    let mut codes = Codes { data, at: 0, block: 0, buffer: 0, count: 0, loaded: CHUNK };
    let clear = 1_usize << bits;
    let end = clear + 1;
    let mut table = Table { last: [0; TABLE], link: [0; TABLE] };
    let mut string = [0; TABLE];
    let (mut next, mut size) = (clear + 2, u32::from(bits) + 1);
    // The code before, and the first pixel of its string; none after a clear code.
    let mut before: Option<(usize, u8)> = None;
    loop {
        let code = codes.next(size).ok_or(CUT_OFF)?;
        if code == clear {
            (next, size, before) = (clear + 2, u32::from(bits) + 1, None);
            continue;
        }
        if code == end {
            codes.load_more().ok_or(CUT_OFF)?;
            continue;
        }
        let Some((code_before, first_before)) = before else {
            if code > clear {
                return Err(BROKEN);
            }
            let pixel = low_byte(code);
            before = Some((code, pixel));
            if put(&[pixel]) {
                return Ok(());
            }
            continue;
        };
        if code > next {
            return Err(BROKEN);
        }
        // The string is put together from its end.
        let mut start = TABLE;
        let mut link = code;
        if code == next {
            start -= 1;
            string[start] = first_before;
            link = code_before;
        }
        while link >= clear {
            if start == 0 || link >= TABLE {
                return Err(BROKEN);
            }
            start -= 1;
            string[start] = table.last[link];
            link = usize::from(table.link[link]);
        }
        let first = low_byte(link);
        // One pixel goes before the string: it may be full.
        if put(&[first]) || put(&string[start..]) {
            return Ok(());
        }
        if next < TABLE {
            table.last[next] = first;
            table.link[next] = u16::try_from(code_before).unwrap_or(u16::MAX);
            if next + 1 == 1 << size && size < 12 {
                size += 1;
            }
            next += 1;
        }
        before = Some((code, first));
    }
}

/// More than 8 bits of a pixel are dropped.
const fn low_byte(code: usize) -> u8 {
    code.to_le_bytes()[0]
}

/// The strings of the codes: the last pixel, and the code of those before it.
struct Table {
    last: [u8; TABLE],
    link: [u16; TABLE],
}

/// Codes from blocks of bytes.
struct Codes<'a> {
    data: &'a [u8],
    at: usize,
    /// What is left of the current block.
    block: usize,
    buffer: u32,
    count: u32,
    /// How many bytes of `data` have been read.
    loaded: usize,
}

impl Codes<'_> {
    /// The next code of `size` bits; `None` if its block is not whole.
    fn next(&mut self, size: u32) -> Option<usize> {
        while self.count < size {
            if self.block == 0 {
                self.block = usize::from(*self.data.get(self.at)?);
                self.at += 1;
                if self.at + self.block > self.data.len() {
                    return None;
                }
                while self.at + self.block > self.loaded {
                    self.loaded += CHUNK;
                }
            } else {
                self.buffer |= u32::from(*self.data.get(self.at)?) << self.count;
                self.count += 8;
                self.at += 1;
                self.block -= 1;
            }
        }
        let code = self.buffer & ((1 << size) - 1);
        self.buffer >>= size;
        self.count -= size;
        usize::try_from(code).ok()
    }

    fn load_more(&mut self) -> Option<()> {
        let more = self.loaded < self.data.len();
        self.loaded += CHUNK;
        more.then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    #[test]
    fn clear_pixels_and_a_code_of_itself() {
        // Codes of 3 bits: clear, 1, 6 (the one that is just being made), 2.
        let bits = 0b010_110_001_100_u16.to_le_bytes();
        let data = [2, bits[0], bits[1], 0];
        let mut pixels = Vec::new();
        let put = |string: &[u8]| {
            pixels.extend_from_slice(string);
            pixels.len() == 4
        };
        assert_eq!(decode(&data, 2, put), Ok(()));
        assert_eq!(pixels, [1, 1, 1, 2]);
        assert_eq!(decode(&data[..2], 2, |_| false), Err(CUT_OFF));
        assert_eq!(decode(&data, 13, |_| false), Err("more than 12 bits a code"));
    }
}
