//! `ThunderScan`: gray of 4 bits in runs, differences of 2 and 3 bits, and values (compression 32809).

/// What differences of two and of three bits add. The one in the middle of each stands for no pixel.
const TWO_BITS: [u8; 4] = [0, 1, SKIPPED, 15];
const THREE_BITS: [u8; 8] = [0, 1, 2, 3, SKIPPED, 13, 14, 15];
const SKIPPED: u8 = 16;

/// Decodes the next row of `width` pixels; whether there was one of just that many.
pub(super) fn unpack_row(data: &mut &[u8], width: usize, row: &mut [u8]) -> bool {
    let (mut count, mut last) = (0, 0);
    let mut put = |value: u8, count: &mut usize| {
        if *count < width {
            row[*count / 2] |= if count.is_multiple_of(2) { value << 4 } else { value };
        }
        *count += 1;
    };
    while count < width {
        let Some((&code, rest)) = data.split_first() else { return false };
        *data = rest;
        let deltas: &[u8] = match code >> 6 {
            0 => {
                for _ in 0..code & 63 {
                    put(last, &mut count);
                }
                continue;
            }
            1 => &[4, 2, 0].map(|place| TWO_BITS[usize::from(code >> place & 3)]),
            2 => &[3, 0].map(|place| THREE_BITS[usize::from(code >> place & 7)]),
            _ => {
                last = code & 15;
                put(last, &mut count);
                continue;
            }
        };
        for delta in deltas.iter().filter(|delta| **delta != SKIPPED) {
            last = (last + delta) & 15;
            // Too long a run is a mistake, a difference too many is not.
            if count < width {
                put(last, &mut count);
            }
        }
    }
    count == width
}

#[cfg(test)]
mod tests {
    use super::unpack_row;

    #[test]
    fn runs_differences_and_values() {
        // 9; three of it; +1, nothing, -1; +3, -3; and a row that ends with half a byte.
        let mut data = &[0xc9, 3, 0b0101_1011, 0b1001_1101, 0xc1, 0xff][..];
        let mut row = [0; 5];
        assert!(unpack_row(&mut data, 9, &mut row));
        assert_eq!(row, [0x99, 0x99, 0xa9, 0xc9, 0x10]);
        assert_eq!(data, [0xff]);
        assert!(!unpack_row(&mut &[0xc1, 9][..], 9, &mut row), "a pixel too many");
        assert!(unpack_row(&mut &[0xc1, 7, 0x40][..], 9, &mut row), "differences too many");
        assert!(!unpack_row(&mut &[0xc1][..], 9, &mut row), "cut off");
    }
}
