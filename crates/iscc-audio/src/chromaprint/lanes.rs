//! Arithmetic on eight numbers at a time.

/// How many there are.
pub(crate) const LANES: usize = 8;

/// Eight numbers. Every implementation rounds each of them as the scalar operation does.
pub(crate) trait Lanes: Copy {
    fn splat(value: f32) -> Self;
    fn load(values: &[f32; LANES]) -> Self;
    fn store(self, values: &mut [f32; LANES]);
    fn add(self, other: Self) -> Self;
    fn sub(self, other: Self) -> Self;
    fn mul(self, other: Self) -> Self;
    /// `self * factor + term`, rounded once.
    fn mul_add(self, factor: Self, term: Self) -> Self;

    fn array(self) -> [f32; LANES] {
        let mut values = [0.0; LANES];
        self.store(&mut values);
        values
    }

    /// The sums of four: the first and the second half are added, then the first and the second half of that, then
    /// what is left.
    #[inline(always)]
    fn sums(four: [Self; 4]) -> [f32; 4] {
        four.map(|lanes| {
            let a = lanes.array();
            ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7]))
        })
    }
}

/// Lanes as an array, which the compiler makes vectors of as it can.
#[derive(Clone, Copy)]
pub(crate) struct Portable([f32; LANES]);

impl Portable {
    #[inline(always)]
    fn zip(mut self, other: Self, operation: impl Fn(f32, f32) -> f32) -> Self {
        for (a, b) in self.0.iter_mut().zip(other.0) {
            *a = operation(*a, b);
        }
        self
    }
}

impl Lanes for Portable {
    #[inline(always)]
    fn splat(value: f32) -> Self {
        Self([value; LANES])
    }

    #[inline(always)]
    fn load(values: &[f32; LANES]) -> Self {
        Self(*values)
    }

    #[inline(always)]
    fn store(self, values: &mut [f32; LANES]) {
        *values = self.0;
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        self.zip(other, |a, b| a + b)
    }

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        self.zip(other, |a, b| a - b)
    }

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        self.zip(other, |a, b| a * b)
    }

    #[inline(always)]
    fn mul_add(mut self, factor: Self, term: Self) -> Self {
        for lane in 0..LANES {
            self.0[lane] = fma(self.0[lane], factor.0[lane], term.0[lane]);
        }
        self
    }
}

/// A fused multiplication and addition by the instruction that the target always has.
#[cfg(all(feature = "simd", any(target_arch = "aarch64", target_feature = "fma")))]
#[inline(always)]
fn fma(a: f32, b: f32, c: f32) -> f32 {
    a.mul_add(b, c)
}

#[cfg(not(all(feature = "simd", any(target_arch = "aarch64", target_feature = "fma"))))]
use emulated_fma as fma;

/// A fused multiplication and addition without an instruction for it: exact in double precision, rounded to odd, then
/// to single.
#[inline(always)]
#[allow(dead_code, reason = "targets that have the instruction need it in tests only")]
fn emulated_fma(a: f32, b: f32, c: f32) -> f32 {
    // Exact: 24 and 24 bits.
    let (product, c) = (f64::from(a) * f64::from(b), f64::from(c));
    let sum = product + c;
    let back = sum - product;
    let error = (product - (sum - back)) + (c - back);
    // What rounding dropped goes to the last bit, so that the second rounding sees that it is there.
    let bits = sum.to_bits();
    let is_inexact = error.abs() > 0.0;
    let is_above = (error > 0.0) == (sum > 0.0);
    let odd = if is_above { bits.wrapping_add(1) } else { bits.wrapping_sub(1) };
    f64::from_bits(if is_inexact && bits & 1 == 0 { odd } else { bits }) as f32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn fused_operations_are_emulated_exactly(a: u32, b: u32, c: u32, near: bool) {
            let [a, b, mut c] = [a, b, c].map(f32::from_bits);
            if near {
                // Cancels all but the last bits.
                c = -(a * b) * (1.0 + c.to_bits() as f32 * 1e-17);
            }
            let (ours, exact) = (emulated_fma(a, b, c), f32::mul_add(a, b, c));
            prop_assert!(ours.to_bits() == exact.to_bits() || ours.is_nan() && exact.is_nan());
        }
    }
}
