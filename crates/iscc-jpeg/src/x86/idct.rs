//! The inverse DCT.

use core::arch::x86_64::{
    __m128i, _mm_add_epi16, _mm_add_epi32, _mm_cmpeq_epi8, _mm_madd_epi16, _mm_movemask_epi8,
    _mm_mullo_epi16, _mm_or_si128, _mm_packs_epi16, _mm_packs_epi32, _mm_set_epi16, _mm_set1_epi8,
    _mm_set1_epi32, _mm_setzero_si128, _mm_slli_epi16, _mm_srai_epi32, _mm_sub_epi16,
    _mm_sub_epi32, _mm_unpackhi_epi16, _mm_unpackhi_epi32, _mm_unpackhi_epi64, _mm_unpacklo_epi16,
    _mm_unpacklo_epi32, _mm_unpacklo_epi64, _mm_xor_si128,
};

use super::{block_to_vectors, vectors_to_samples};
use crate::idct::{
    BITS, F_0_298, F_0_390, F_0_541, F_0_765, F_0_899, F_1_175, F_1_501, F_1_847, F_1_961, F_2_053,
    F_2_562, F_3_072, KEPT, Samples,
};
use crate::zigzag::Block;

/// Eight times eight values of 16 bits.
type Rows = [__m128i; 8];

/// Both passes.
#[inline]
#[target_feature(enable = "sse2")]
pub(super) fn full(block: &Block, table: &Block) -> Samples {
    let coefficients = block_to_vectors(*block);
    let factors = block_to_vectors(*table);
    let rows: Rows = core::array::from_fn(|at| _mm_mullo_epi16(coefficients[at], factors[at]));
    let [_, below @ ..] = coefficients;
    let any = below.into_iter().fold(_mm_setzero_si128(), |any, row| _mm_or_si128(any, row));
    let first = if is_zero(any) {
        [_mm_slli_epi16::<{ KEPT.cast_signed() }>(rows[0]); 8]
    } else {
        pass::<{ (BITS - KEPT).cast_signed() }>(rows)
    };
    let second = pass::<{ (BITS + KEPT + 3).cast_signed() }>(transposed(first));
    let rows = transposed(second);
    let (pairs, _) = rows.as_chunks::<2>();
    vectors_to_samples(core::array::from_fn(|at| {
        let [a, b] = pairs[at];
        _mm_xor_si128(_mm_packs_epi16(a, b), _mm_set1_epi8(-128))
    }))
}

#[inline]
#[target_feature(enable = "sse2")]
fn is_zero(vector: __m128i) -> bool {
    _mm_movemask_epi8(_mm_cmpeq_epi8(vector, _mm_setzero_si128())) == 0xffff
}

/// Values of 32 bits: those of the first four lanes, and of the last four.
#[derive(Clone, Copy)]
struct Wide(__m128i, __m128i);

impl Wide {
    #[inline]
    #[target_feature(enable = "sse2")]
    fn add(self, other: Self) -> Self {
        Self(_mm_add_epi32(self.0, other.0), _mm_add_epi32(self.1, other.1))
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn sub(self, other: Self) -> Self {
        Self(_mm_sub_epi32(self.0, other.0), _mm_sub_epi32(self.1, other.1))
    }

    /// Values of 16 bits times 2 to the power of [`BITS`].
    #[inline]
    #[target_feature(enable = "sse2")]
    fn scaled(values: __m128i) -> Self {
        const DOWN: i32 = 16 - BITS.cast_signed();
        let zero = _mm_setzero_si128();
        Self(
            _mm_srai_epi32::<DOWN>(_mm_unpacklo_epi16(zero, values)),
            _mm_srai_epi32::<DOWN>(_mm_unpackhi_epi16(zero, values)),
        )
    }

    /// Rounded, without `SHIFT` bits, as 16 bits.
    #[inline]
    #[target_feature(enable = "sse2")]
    fn narrow<const SHIFT: i32>(self) -> __m128i {
        let half = _mm_set1_epi32(1 << (SHIFT - 1));
        _mm_packs_epi32(
            _mm_srai_epi32::<SHIFT>(_mm_add_epi32(self.0, half)),
            _mm_srai_epi32::<SHIFT>(_mm_add_epi32(self.1, half)),
        )
    }
}

/// Two vectors lane by lane, for sums of products.
#[derive(Clone, Copy)]
struct Pairs(__m128i, __m128i);

impl Pairs {
    #[inline]
    #[target_feature(enable = "sse2")]
    fn of(a: __m128i, b: __m128i) -> Self {
        Self(_mm_unpacklo_epi16(a, b), _mm_unpackhi_epi16(a, b))
    }

    /// The first vector times `a` and the second times `b`.
    #[inline]
    #[target_feature(enable = "sse2")]
    fn times(self, a: i16, b: i16) -> Wide {
        let factors = _mm_set_epi16(b, a, b, a, b, a, b, a);
        Wide(_mm_madd_epi16(self.0, factors), _mm_madd_epi16(self.1, factors))
    }
}

/// Eight transforms side by side, of eight inputs each.
#[inline]
#[target_feature(enable = "sse2")]
fn pass<const SHIFT: i32>(input: Rows) -> Rows {
    let [i0, i1, i2, i3, i4, i5, i6, i7] = input;
    // Even part.
    let pairs = Pairs::of(i2, i6);
    let even2 = pairs.times(F_0_541, F_0_541 - F_1_847);
    let even3 = pairs.times(F_0_541 + F_0_765, F_0_541);
    let even0 = Wide::scaled(_mm_add_epi16(i0, i4));
    let even1 = Wide::scaled(_mm_sub_epi16(i0, i4));
    let (t10, t13) = (even0.add(even3), even0.sub(even3));
    let (t11, t12) = (even1.add(even2), even1.sub(even2));
    // Odd part.
    let pairs = Pairs::of(_mm_add_epi16(i7, i3), _mm_add_epi16(i5, i1));
    let z3 = pairs.times(F_1_175 - F_1_961, F_1_175);
    let z4 = pairs.times(F_1_175, F_1_175 - F_0_390);
    let pairs = Pairs::of(i7, i1);
    let odd0 = pairs.times(F_0_298 - F_0_899, -F_0_899).add(z3);
    let odd3 = pairs.times(-F_0_899, F_1_501 - F_0_899).add(z4);
    let pairs = Pairs::of(i5, i3);
    let odd1 = pairs.times(F_2_053 - F_2_562, -F_2_562).add(z4);
    let odd2 = pairs.times(-F_2_562, F_3_072 - F_2_562).add(z3);
    [
        t10.add(odd3).narrow::<SHIFT>(),
        t11.add(odd2).narrow::<SHIFT>(),
        t12.add(odd1).narrow::<SHIFT>(),
        t13.add(odd0).narrow::<SHIFT>(),
        t13.sub(odd0).narrow::<SHIFT>(),
        t12.sub(odd1).narrow::<SHIFT>(),
        t11.sub(odd2).narrow::<SHIFT>(),
        t10.sub(odd3).narrow::<SHIFT>(),
    ]
}

/// Rows and columns change places.
#[inline]
#[target_feature(enable = "sse2")]
fn transposed(rows: Rows) -> Rows {
    let [a, b, c, d, e, f, g, h] = rows;
    // Pairs of rows, then of pairs, then of quarters.
    let ab = (_mm_unpacklo_epi16(a, b), _mm_unpackhi_epi16(a, b));
    let cd = (_mm_unpacklo_epi16(c, d), _mm_unpackhi_epi16(c, d));
    let ef = (_mm_unpacklo_epi16(e, f), _mm_unpackhi_epi16(e, f));
    let gh = (_mm_unpacklo_epi16(g, h), _mm_unpackhi_epi16(g, h));
    let upper = [
        _mm_unpacklo_epi32(ab.0, cd.0),
        _mm_unpackhi_epi32(ab.0, cd.0),
        _mm_unpacklo_epi32(ab.1, cd.1),
        _mm_unpackhi_epi32(ab.1, cd.1),
    ];
    let lower = [
        _mm_unpacklo_epi32(ef.0, gh.0),
        _mm_unpackhi_epi32(ef.0, gh.0),
        _mm_unpacklo_epi32(ef.1, gh.1),
        _mm_unpackhi_epi32(ef.1, gh.1),
    ];
    core::array::from_fn(|at| {
        let (upper, lower) = (upper[at / 2], lower[at / 2]);
        if at % 2 == 0 {
            _mm_unpacklo_epi64(upper, lower)
        } else {
            _mm_unpackhi_epi64(upper, lower)
        }
    })
}
