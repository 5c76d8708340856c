//! The discrete cosine transform of the Image-Code (`alg_dct` of iscc-core 1.5.0): B. G. Lee's
//! recursion, which Nayuki describes under "Fast discrete cosine transform algorithms".
//!
//! Symmetric pictures give coefficients that equal their median but for rounding, so the order of the
//! operations decides bits: a division stays a division, and nothing is fused or reordered.

mod divisors;

use divisors::DIVISORS;

use crate::gray::Gray32x32;

/// How many coefficients of each axis the code looks at.
pub(crate) const KEPT: usize = 16;

/// Several vectors side by side: `vectors[i][lane]` is element `i` of vector `lane`. The lanes do not
/// meet, so the compiler may compute them in parallel without changing a rounding.
type Lanes<const L: usize> = [f64; L];

/// The transform over rows, then over columns; `[y][x]` of the first 16 frequencies of each axis.
pub(crate) fn dct_2d(picture: &Gray32x32) -> [[f64; KEPT]; KEPT] {
    const SIDE: usize = Gray32x32::SIDE;
    let pixels = picture.as_bytes();
    // A lane is a row of the picture, an element one of its columns.
    let mut rows: [Lanes<SIDE>; SIDE] =
        core::array::from_fn(|x| core::array::from_fn(|y| f64::from(pixels[y * SIDE + x])));
    dct(&mut rows, &mut [[0.0; SIDE]; SIDE]);
    // A lane is a frequency of the rows; those past the 16th are not looked at.
    let mut columns: [Lanes<KEPT>; SIDE] =
        core::array::from_fn(|y| core::array::from_fn(|frequency| rows[frequency][y]));
    dct(&mut columns, &mut [[0.0; KEPT]; SIDE]);
    core::array::from_fn(|y| columns[y])
}

/// Transforms `v` in place; its length is a power of two from 2 to 32, that of `scratch` the same.
fn dct<const L: usize>(v: &mut [Lanes<L>], scratch: &mut [Lanes<L>]) {
    let n = v.len();
    if let [a, b] = v {
        for lane in 0..L {
            let (sum, difference) = (a[lane] + b[lane], a[lane] - b[lane]);
            a[lane] = sum;
            b[lane] = difference / DIVISORS[1];
        }
        return;
    }
    let half = n / 2;
    {
        let (alpha, beta) = scratch.split_at_mut(half);
        let (front, back) = v.split_at(half);
        let pairs = front.iter().zip(back.iter().rev());
        let sums = alpha.iter_mut().zip(beta).zip(&DIVISORS[half..n]);
        for ((a, b), ((sum, difference), divisor)) in pairs.zip(sums) {
            for lane in 0..L {
                sum[lane] = a[lane] + b[lane];
                difference[lane] = (a[lane] - b[lane]) / divisor;
            }
        }
        let (front, back) = v.split_at_mut(half);
        dct(alpha, front);
        dct(&mut scratch[half..], back);
    }
    let (alpha, beta) = scratch.split_at(half);
    for (i, pair) in v[..KEPT.min(n)].chunks_exact_mut(2).enumerate() {
        pair[0] = alpha[i];
        // The last odd frequency has no neighbour to be added.
        pair[1] = match beta.get(i + 1) {
            Some(next) => core::array::from_fn(|lane| beta[i][lane] + next[lane]),
            None => beta[i],
        };
    }
}
