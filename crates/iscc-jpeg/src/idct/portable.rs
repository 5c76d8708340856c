//! The transform in plain loops, eight values side by side, which compilers make vectors of.

use super::{
    BITS, F_0_298, F_0_390, F_0_541, F_0_765, F_0_899, F_1_175, F_1_501, F_1_847, F_1_961, F_2_053,
    F_2_562, F_3_072, KEPT, Samples, narrow,
};
use crate::zigzag::Block;

type Lanes = [i16; 8];

/// Both passes.
#[inline]
pub(super) fn full(block: &Block, table: &Block) -> Samples {
    let mut rows = [[0_i16; 8]; 8];
    for ((row, values), factors) in
        rows.iter_mut().zip(block.as_chunks::<8>().0).zip(table.as_chunks::<8>().0)
    {
        for lane in 0..8 {
            row[lane] = values[lane].wrapping_mul(factors[lane]);
        }
    }
    let [_, below @ ..] = block.as_chunks::<8>().0 else { return [[0; 8]; 8] };
    let rows = if below.as_flattened().iter().fold(0, |any, value| any | value) == 0 {
        [rows[0].map(|value| value.wrapping_shl(KEPT)); 8]
    } else {
        pass::<{ BITS - KEPT }>(&rows)
    };
    let columns = pass::<{ BITS + KEPT + 3 }>(&transposed(&rows));
    let rows = transposed(&columns);
    let mut samples = [[0; 8]; 8];
    for (samples, row) in samples.iter_mut().zip(&rows) {
        for lane in 0..8 {
            samples[lane] = narrow(row[lane].into());
        }
    }
    samples
}

#[inline]
fn transposed(rows: &[Lanes; 8]) -> [Lanes; 8] {
    let mut columns = [[0; 8]; 8];
    for (at, row) in rows.iter().enumerate() {
        for (column, value) in columns.iter_mut().zip(row) {
            column[at] = *value;
        }
    }
    columns
}

/// Eight transforms side by side, of eight inputs each.
#[inline]
fn pass<const SHIFT: u32>(input: &[Lanes; 8]) -> [Lanes; 8] {
    let mut output = [[0; 8]; 8];
    for lane in 0..8 {
        let at = |index: usize| input[index][lane];
        let mul = |value: i16, factor: i16| i32::from(value) * i32::from(factor);
        // Even part.
        let (z2, z3) = (at(2), at(6));
        let even2 = mul(z2, F_0_541).wrapping_add(mul(z3, F_0_541 - F_1_847));
        let even3 = mul(z2, F_0_541 + F_0_765).wrapping_add(mul(z3, F_0_541));
        let even0 = i32::from(at(0).wrapping_add(at(4))) << BITS;
        let even1 = i32::from(at(0).wrapping_sub(at(4))) << BITS;
        let (t10, t13) = (even0.wrapping_add(even3), even0.wrapping_sub(even3));
        let (t11, t12) = (even1.wrapping_add(even2), even1.wrapping_sub(even2));
        // Odd part.
        let [o0, o1, o2, o3] = [at(7), at(5), at(3), at(1)];
        let (s3, s4) = (o0.wrapping_add(o2), o1.wrapping_add(o3));
        let z3 = mul(s3, F_1_175 - F_1_961).wrapping_add(mul(s4, F_1_175));
        let z4 = mul(s3, F_1_175).wrapping_add(mul(s4, F_1_175 - F_0_390));
        let odd0 = mul(o0, F_0_298 - F_0_899).wrapping_add(mul(o3, -F_0_899)).wrapping_add(z3);
        let odd1 = mul(o1, F_2_053 - F_2_562).wrapping_add(mul(o2, -F_2_562)).wrapping_add(z4);
        let odd2 = mul(o1, -F_2_562).wrapping_add(mul(o2, F_3_072 - F_2_562)).wrapping_add(z3);
        let odd3 = mul(o0, -F_0_899).wrapping_add(mul(o3, F_1_501 - F_0_899)).wrapping_add(z4);
        let sums = [
            t10.wrapping_add(odd3),
            t11.wrapping_add(odd2),
            t12.wrapping_add(odd1),
            t13.wrapping_add(odd0),
            t13.wrapping_sub(odd0),
            t12.wrapping_sub(odd1),
            t11.wrapping_sub(odd2),
            t10.wrapping_sub(odd3),
        ];
        for (output, sum) in output.iter_mut().zip(sums) {
            output[lane] = saturated(sum.wrapping_add(1 << (SHIFT - 1)) >> SHIFT);
        }
    }
    output
}

#[inline]
#[expect(clippy::cast_possible_truncation, reason = "clamped")]
const fn saturated(value: i32) -> i16 {
    let value = if value < -0x8000 { -0x8000 } else { value };
    (if value > 0x7fff { 0x7fff } else { value }) as i16
}
