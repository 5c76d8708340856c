//! The Fourier transform of eight frames at a time: 4096 real values each, a vector lane a frame.
//!
//! It is our own because its result must not depend on the CPU: libraries choose algorithms, and so roundings, by
//! what the CPU has. Here every frame sees the same additions and multiplications everywhere, none of them fused.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::f64::consts::TAU;

/// Frames that are transformed together.
pub(crate) const LANES: usize = 8;
/// Samples of a frame.
pub(crate) const FRAME: usize = 4096;
/// Complex values that they are transformed as.
const HALF: usize = FRAME / 2;

/// A value of each frame.
pub(crate) type Lanes = [f32; LANES];

/// The factors of the transform and the places of its results.
#[derive(Debug, Clone)]
pub(crate) struct Fft {
    /// `e^(-2 pi i k / 4096)` for `k` below 2048.
    roots: Box<[(f32, f32)]>,
    /// Where each frequency is found after the transform.
    places: Box<[u16]>,
}

impl Fft {
    pub(crate) fn new() -> Self {
        let root = |k: usize| {
            let (sin, cos) = libm::sincos(TAU * k as f64 / FRAME as f64);
            (cos as f32, -sin as f32)
        };
        let mut places = alloc::vec![0; HALF];
        for place in 0..HALF {
            places[frequency(place, HALF)] = place as u16;
        }
        Self { roots: (0..HALF).map(root).collect(), places: places.into() }
    }

    /// The power of the frequencies `bins`, in order, of what `spectrum` holds: even samples of the frames as real,
    /// odd ones as imaginary parts. It is used as scratch space.
    #[inline(always)]
    pub(crate) fn powers(
        &self,
        spectrum: &mut Spectrum,
        bins: core::ops::Range<usize>,
        mut each: impl FnMut(usize, Lanes),
    ) {
        self.transform(&mut spectrum.re, &mut spectrum.im);
        for bin in bins {
            let (a, b) = (usize::from(self.places[bin]), usize::from(self.places[HALF - bin]));
            let (c, s) = self.roots[bin];
            let (are, aim) = (&spectrum.re[a], &spectrum.im[a]);
            let (bre, bim) = (&spectrum.re[b], &spectrum.im[b]);
            let mut power = [0.0; LANES];
            for lane in 0..LANES {
                // Even and odd samples' transforms, from the sums and differences with the mirrored frequency.
                let (ere, eim) = (are[lane] + bre[lane], aim[lane] - bim[lane]);
                let (ore, oim) = (aim[lane] + bim[lane], bre[lane] - are[lane]);
                let re = 0.5 * (ere + (ore * c - oim * s));
                let im = 0.5 * (eim + (ore * s + oim * c));
                power[lane] = re * re + im * im;
            }
            each(bin, power);
        }
    }

    /// Decimation in frequency, by fours, depth first, so that the inner blocks stay in the cache.
    #[inline(always)]
    fn transform(&self, re: &mut [Lanes], im: &mut [Lanes]) {
        self.fours(re, im);
        for (re, im) in re.chunks_exact_mut(HALF / 4).zip(im.chunks_exact_mut(HALF / 4)) {
            self.fours(re, im);
            for (re, im) in re.chunks_exact_mut(HALF / 16).zip(im.chunks_exact_mut(HALF / 16)) {
                self.fours(re, im);
                for (re, im) in re.chunks_exact_mut(HALF / 64).zip(im.chunks_exact_mut(HALF / 64)) {
                    self.fours(re, im);
                    for (re, im) in re.chunks_exact_mut(8).zip(im.chunks_exact_mut(8)) {
                        self.fours(re, im);
                        twos(re);
                        twos(im);
                    }
                }
            }
        }
    }

    /// One step by fours over a block.
    #[inline(always)]
    fn fours(&self, re: &mut [Lanes], im: &mut [Lanes]) {
        let quarter = re.len() / 4;
        let stride = FRAME / re.len();
        let (re0, re) = re.split_at_mut(quarter);
        let (re1, re) = re.split_at_mut(quarter);
        let (re2, re3) = re.split_at_mut(quarter);
        let (im0, im) = im.split_at_mut(quarter);
        let (im1, im) = im.split_at_mut(quarter);
        let (im2, im3) = im.split_at_mut(quarter);
        let re3 = &mut re3[..quarter];
        let im3 = &mut im3[..quarter];
        for k in 0..quarter {
            let root = |times: usize| {
                let index = k * stride * times;
                // Half a turn changes the sign.
                let (c, s) = self.roots[index % HALF];
                if index < HALF { (c, s) } else { (-c, -s) }
            };
            let ((c1, s1), (c2, s2), (c3, s3)) = (root(1), root(2), root(3));
            for lane in 0..LANES {
                let (are, aim) = (re0[k][lane] + re2[k][lane], im0[k][lane] + im2[k][lane]);
                let (bre, bim) = (re0[k][lane] - re2[k][lane], im0[k][lane] - im2[k][lane]);
                let (cre, cim) = (re1[k][lane] + re3[k][lane], im1[k][lane] + im3[k][lane]);
                let (dre, dim) = (re1[k][lane] - re3[k][lane], im1[k][lane] - im3[k][lane]);
                (re0[k][lane], im0[k][lane]) = (are + cre, aim + cim);
                (re1[k][lane], im1[k][lane]) = times((bre + dim, bim - dre), (c1, s1));
                (re2[k][lane], im2[k][lane]) = times((are - cre, aim - cim), (c2, s2));
                (re3[k][lane], im3[k][lane]) = times((bre - dim, bim + dre), (c3, s3));
            }
        }
    }
}

#[inline(always)]
fn times((re, im): (f32, f32), (c, s): (f32, f32)) -> (f32, f32) {
    (re * c - im * s, re * s + im * c)
}

/// The last step, of pairs.
#[inline(always)]
fn twos(values: &mut [Lanes]) {
    for pair in values.as_chunks_mut::<2>().0 {
        for lane in 0..LANES {
            (pair[0][lane], pair[1][lane]) =
                (pair[0][lane] + pair[1][lane], pair[0][lane] - pair[1][lane]);
        }
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

/// Space for the transform of [`LANES`] frames.
#[derive(Debug, Clone)]
pub(crate) struct Spectrum {
    pub(crate) re: Vec<Lanes>,
    pub(crate) im: Vec<Lanes>,
}

impl Spectrum {
    pub(crate) fn new() -> Self {
        Self { re: alloc::vec![[0.0; LANES]; HALF], im: alloc::vec![[0.0; LANES]; HALF] }
    }
}
