//! The inverse DCT (A.3.3) in integers: the algorithm of Loeffler, Ligtenberg and Moschytz with factors of 13 bits, as
//! libjpeg-turbo's vector code computes it.
//!
//! Within the range of the standard all implementations of these formulas agree. Beyond it, in damaged files, it matters
//! how values of 16 bits overflow: products with the quantization table and sums of two inputs wrap around, what a
//! pass gives saturates. Where only the first row of a block is not 0, the first pass is a shift, which wraps around.

use crate::zigzag::Block;

/// Factors of 13 bits: the cosines of the algorithm, and the sums of two of them.
const F_0_298: i32 = 2446;
const F_0_390: i32 = 3196;
const F_0_541: i32 = 4433;
const F_0_765: i32 = 6270;
const F_0_899: i32 = 7373;
const F_1_175: i32 = 9633;
const F_1_501: i32 = 12299;
const F_1_847: i32 = 15137;
const F_1_961: i32 = 16069;
const F_2_053: i32 = 16819;
const F_2_562: i32 = 20995;
const F_3_072: i32 = 25172;

/// Bits of the factors, and bits that the first pass keeps in addition.
const BITS: u32 = 13;
const KEPT: u32 = 2;

type Lanes = [i16; 8];

/// Samples of a block, row by row.
pub(crate) type Samples = [[u8; 8]; 8];

/// Turns a block into samples. `last` is the last place in the file's order that may not be 0.
#[inline]
pub(crate) fn inverse(block: &Block, table: &Block, last: usize) -> Samples {
    if last == 0 {
        return [[flat(block[0].wrapping_mul(table[0])); 8]; 8];
    }
    full(block, table)
}

/// A block of its mean alone.
#[inline]
fn flat(dc: i16) -> u8 {
    let value = (i32::from(dc.wrapping_shl(KEPT)) + 16) >> 5;
    narrow(value)
}

#[inline]
fn full(block: &Block, table: &Block) -> Samples {
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

/// Around 128, within eight bits.
#[inline]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
const fn narrow(value: i32) -> u8 {
    let value = if value < -128 { -128 } else { value };
    let value = if value > 127 { 127 } else { value };
    (value + 128) as u8
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
        let mul = |value: i16, factor: i32| i32::from(value) * factor;
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
