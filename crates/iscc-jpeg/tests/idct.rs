//! The inverse DCT against libjpeg-turbo's vector code, far out of the range of the standard as well.

mod peer;

use peer::{gray_of_blocks, has_vectors, ours, theirs};

/// A generator of Marsaglia's, for blocks that are the same every time.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from(self.0 >> 33).expect("31 bits") % bound
    }

    /// Up to `bits` bits and a sign.
    fn value(&mut self, bits: u32) -> i16 {
        let value = i32::try_from(self.below(1 << bits)).expect("few bits");
        i16::try_from(if self.below(2) == 0 { value } else { -value }).expect("16 bits")
    }
}

#[test]
fn blocks_agree() {
    // Golden values hold the rest where it has none.
    let has_vectors = has_vectors();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut wrong = Vec::new();
    for round in 0..600 {
        let bits = 1 + round % if has_vectors { 15 } else { 8 };
        let mut table = [1; 64];
        if round % 4 == 0 && has_vectors {
            for factor in &mut table {
                *factor = u8::try_from(1 + random.below(255)).expect("a byte");
            }
        }
        // Of one coefficient each, a few, all; in the first ones only.
        let (odds, first) = ([1, 3, 8, 64][round % 4], [1, 2, 6, 64][round / 4 % 4]);
        let mut blocks = vec![[0; 64]; 12];
        for block in &mut blocks {
            for value in &mut block[..first] {
                if random.below(64) < odds * 2 {
                    *value = random.value(u32::try_from(bits).expect("few"));
                }
            }
        }
        let file = gray_of_blocks(&table, &blocks);
        let (us, them) = (ours(&file), theirs(&file));
        let (us, them) = (us.expect("decodes"), them.expect("decodes"));
        if us != them {
            wrong.push((bits, odds, first));
        }
    }
    assert_eq!(wrong, []);
}
