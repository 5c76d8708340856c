//! The Fourier transform of eight frames at a time: 4096 real values each, a vector lane a frame.
//!
//! It is our own because its result must not depend on the CPU: libraries choose algorithms, and so roundings, by
//! what the CPU has. Here every frame sees the same additions and multiplications everywhere, none of them fused.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::f64::consts::TAU;

use crate::chromaprint::lanes::{LANES, Lanes};

/// Samples of a frame.
pub(crate) const FRAME: usize = 4096;
/// Complex values that they are transformed as.
const HALF: usize = FRAME / 2;

/// The factors of the transform and the places of its results.
#[derive(Debug, Clone)]
pub(crate) struct Fft {
    /// `w^k`, `w^2k` and `w^3k` for `k` below 2048, where `w` is the first root of unity of 4096, turning right.
    roots: Box<[[(f32, f32); 3]]>,
    /// Where each frequency is found after the transform.
    places: Box<[u16]>,
}

impl Fft {
    pub(crate) fn new() -> Self {
        let roots = |k: usize| {
            [k, 2 * k, 3 * k].map(|turns| {
                let (sin, cos) = libm::sincos(TAU * (turns % FRAME) as f64 / FRAME as f64);
                (cos as f32, -sin as f32)
            })
        };
        let mut places = alloc::vec![0; HALF];
        for place in 0..HALF {
            places[frequency(place, HALF)] = place as u16;
        }
        Self { roots: (0..HALF).map(roots).collect(), places: places.into() }
    }

    /// The spectrum of what `spectrum` holds: even samples of the frames as real, odd ones as imaginary parts. It is in
    /// an order of its own, which [`power`](Self::power) knows.
    ///
    /// Decimation in frequency, by fours, depth first, so that the inner blocks stay in the cache.
    #[inline(always)]
    pub(crate) fn transform<L: Lanes>(&self, spectrum: &mut Spectrum) {
        self.fours::<L, HALF>(&mut spectrum.0);
        for block in spectrum.0.chunks_exact_mut(HALF / 4) {
            self.fours::<L, { HALF / 4 }>(block);
            for block in block.chunks_exact_mut(HALF / 16) {
                self.fours::<L, { HALF / 16 }>(block);
                for block in block.chunks_exact_mut(HALF / 64) {
                    self.fours::<L, { HALF / 64 }>(block);
                    for block in block.as_chunks_mut::<{ HALF / 256 }>().0 {
                        self.fours::<L, { HALF / 256 }>(block);
                        for pair in block.as_chunks_mut::<2>().0 {
                            let [a, b] = [pair[0].load::<L>(), pair[1].load::<L>()];
                            pair[0] = Complex::store(a.0.add(b.0), a.1.add(b.1));
                            pair[1] = Complex::store(a.0.sub(b.0), a.1.sub(b.1));
                        }
                    }
                }
            }
        }
    }

    /// One step by fours over a block of `N` values.
    #[inline(always)]
    fn fours<L: Lanes, const N: usize>(&self, block: &mut [Complex]) {
        let quarter = N / 4;
        let (first, rest) = block.split_at_mut(quarter);
        let (second, rest) = rest.split_at_mut(quarter);
        let (third, fourth) = rest.split_at_mut(quarter);
        let quarters = first.iter_mut().zip(second).zip(third.iter_mut().zip(fourth));
        let roots = self.roots.iter().step_by(FRAME / N);
        for (((x0, x1), (x2, x3)), root) in quarters.zip(roots) {
            let [(a, b), (c, d)] = [x0.load::<L>(), x1.load::<L>()];
            let [(e, f), (g, h)] = [x2.load::<L>(), x3.load::<L>()];
            let (p, q, r, s) = (a.add(e), b.add(f), c.add(g), d.add(h));
            let (t, u, v, w) = (a.sub(e), b.sub(f), c.sub(g), d.sub(h));
            *x0 = Complex::store(p.add(r), q.add(s));
            *x1 = Complex::turned::<L>(t.add(w), u.sub(v), root[0]);
            *x2 = Complex::turned::<L>(p.sub(r), q.sub(s), root[1]);
            *x3 = Complex::turned::<L>(t.sub(w), u.add(v), root[2]);
        }
    }

    /// The power of a frequency below 2048, but not 0, from the transform.
    #[inline(always)]
    pub(crate) fn power<L: Lanes>(&self, spectrum: &Spectrum, bin: usize) -> L {
        let place = |bin: usize| usize::from(self.places[bin]) % HALF;
        // Even and odd samples' transforms are in the sums and differences with the mirrored frequency.
        let (a, b) = spectrum.0[place(bin)].load::<L>();
        let (c, d) = spectrum.0[place(HALF - bin)].load::<L>();
        let odd = Complex::turned::<L>(b.add(d), c.sub(a), self.roots[bin][0]);
        let (odd_re, odd_im) = odd.load::<L>();
        let half = L::splat(0.5);
        let re = half.mul(a.add(c).add(odd_re));
        let im = half.mul(b.sub(d).add(odd_im));
        re.mul(re).add(im.mul(im))
    }
}

/// The frequency that is at a place after the transform of `length` values.
fn frequency(place: usize, length: usize) -> usize {
    if length <= 2 {
        return place;
    }
    let quarter = length / 4;
    4 * frequency(place % quarter, quarter) + place / quarter
}

/// A complex value of each frame.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(64))]
pub(crate) struct Complex {
    pub(crate) re: [f32; LANES],
    pub(crate) im: [f32; LANES],
}

impl Complex {
    #[inline(always)]
    fn load<L: Lanes>(&self) -> (L, L) {
        (L::load(&self.re), L::load(&self.im))
    }

    #[inline(always)]
    pub(crate) fn store<L: Lanes>(re: L, im: L) -> Self {
        Self { re: re.array(), im: im.array() }
    }

    /// The product with a root of unity.
    #[inline(always)]
    fn turned<L: Lanes>(re: L, im: L, (cos, sin): (f32, f32)) -> Self {
        let (cos, sin) = (L::splat(cos), L::splat(sin));
        Self::store(re.mul(cos).sub(im.mul(sin)), re.mul(sin).add(im.mul(cos)))
    }
}

/// Space for the transform of [`LANES`] frames.
#[derive(Debug, Clone)]
pub(crate) struct Spectrum(pub(crate) Vec<Complex>);

impl Spectrum {
    pub(crate) fn new() -> Self {
        Self(alloc::vec![Complex::default(); HALF])
    }
}
