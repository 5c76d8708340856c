//! From samples to chroma: windowed frames, their spectrum, and its power by the twelve notes of an octave.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::f64::consts::TAU;
use core::ops::Range;

use crate::arch;
use crate::chromaprint::RATE;
use crate::chromaprint::fft::{Complex, FRAME, Fft, Spectrum};
use crate::chromaprint::lanes::{LANES, Lanes};

/// Samples from the start of a frame to the start of the next.
pub(crate) const HOP: usize = FRAME / 3;
/// Samples that a group of frames takes.
pub(crate) const GROUP: usize = FRAME + (LANES - 1) * HOP;
/// Notes of an octave.
pub(crate) const NOTES: usize = 12;
/// Frequencies that count: 28 to 3520 Hz.
const BINS: Range<usize> = 10..1308;
/// The lowest A, in hertz.
const BASE: f64 = 27.5;

/// The power of each note.
pub(crate) type Row = [f64; NOTES];

/// What frames are computed with.
#[derive(Debug, Clone)]
pub(crate) struct Chroma {
    /// A Hamming window that also scales samples to 1.
    window: Box<[f32]>,
    /// Notes and their frequencies, all of [`BINS`] in order.
    notes: Vec<(usize, Range<usize>)>,
    fft: Fft,
    spectrum: Spectrum,
}

impl Chroma {
    pub(crate) fn new() -> Self {
        let window = |i: usize| {
            let cos = libm::cos(TAU * i as f64 / (FRAME - 1) as f64);
            ((0.54 - 0.46 * cos) / f64::from(i16::MAX)) as f32
        };
        let mut notes: Vec<(usize, Range<usize>)> = Vec::new();
        for bin in BINS {
            match notes.last_mut() {
                Some((last, bins)) if *last == note(bin) => bins.end = bin + 1,
                _ => notes.push((note(bin), bin..bin + 1)),
            }
        }
        Self {
            window: (0..FRAME).map(window).collect(),
            notes,
            fft: Fft::new(),
            spectrum: Spectrum::new(),
        }
    }

    /// The chroma of the frames in `samples`, all of them if there are [`GROUP`] samples.
    fn rows(&mut self, samples: &[i16; GROUP]) -> [Row; LANES] {
        let mut rows = [[0.0; NOTES]; LANES];
        arch::chroma(self, samples, &mut rows);
        rows
    }

    /// [`rows`](Self::rows), to be compiled for several CPUs.
    #[inline(always)]
    pub(crate) fn compute<L: Lanes>(&mut self, samples: &[i16; GROUP], rows: &mut [Row; LANES]) {
        let values = self.spectrum.0.iter_mut().zip(self.window.as_chunks::<2>().0);
        for (n, (value, window)) in values.enumerate() {
            let (mut even, mut odd) = ([0.0; LANES], [0.0; LANES]);
            for lane in 0..LANES {
                even[lane] = f32::from(samples[lane * HOP + 2 * n]);
                odd[lane] = f32::from(samples[lane * HOP + 2 * n + 1]);
            }
            let even = L::load(&even).mul(L::splat(window[0]));
            let odd = L::load(&odd).mul(L::splat(window[1]));
            *value = Complex::store(even, odd);
        }
        self.fft.transform::<L>(&mut self.spectrum);
        let mut notes = [[0.0; LANES]; NOTES];
        for (note, bins) in &self.notes {
            let sums = &mut notes[*note % NOTES];
            let mut run = *sums;
            for bin in bins.clone() {
                let power = self.fft.power::<L>(&self.spectrum, bin).array();
                for (sum, power) in run.iter_mut().zip(power) {
                    *sum += f64::from(power);
                }
            }
            *sums = run;
        }
        for (lane, row) in rows.iter_mut().enumerate() {
            *row = notes.map(|note| note[lane]);
        }
    }
}

/// The note of a frequency, A is 0.
fn note(bin: usize) -> usize {
    let frequency = (bin * RATE as usize) as f64 / FRAME as f64;
    let octave = libm::log2(frequency / BASE);
    (NOTES as f64 * (octave - libm::floor(octave))) as usize
}

/// Collects samples until there is a group of frames.
#[derive(Debug, Clone)]
pub(crate) struct Frames {
    samples: Vec<i16>,
    chroma: Chroma,
}

impl Frames {
    pub(crate) fn new() -> Self {
        Self { samples: Vec::with_capacity(2 * GROUP), chroma: Chroma::new() }
    }

    /// Takes samples, and gives `sink` the rows of all groups that are complete.
    pub(crate) fn update(&mut self, samples: &[i16], sink: &mut impl FnMut(&Row)) {
        self.samples.extend_from_slice(samples);
        let mut start = 0;
        while let Some(group) = self.samples[start..].first_chunk::<GROUP>() {
            self.chroma.rows(group).iter().for_each(&mut *sink);
            start += LANES * HOP;
        }
        self.samples.drain(..start);
    }

    /// The rows of the last frames, that are no group.
    pub(crate) fn finish(&mut self, sink: &mut impl FnMut(&Row)) {
        let Some(room) = self.samples.len().checked_sub(FRAME) else { return };
        let frames = room / HOP + 1;
        self.samples.resize(GROUP, 0);
        if let Some(group) = self.samples.first_chunk::<GROUP>() {
            self.chroma.rows(group).iter().take(frames).for_each(sink);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_start_where_the_reference_has_them() {
        let starts = [
            10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 25, 26, 28, 29, 31, 33, 35, 37,
            39, 41, 44, 46, 49, 52, 55, 58, 62, 65, 69, 73, 78, 82, 87, 92, 98, 103, 110, 116, 123,
            130, 138, 146, 155, 164, 174, 184, 195, 206, 219, 232, 245, 260, 275, 292, 309, 327,
            347, 367, 389, 412, 437, 463, 490, 519, 550, 583, 618, 654, 693, 734, 778, 824, 873,
            925, 980, 1038, 1100, 1166, 1235,
        ];
        // Down there semitones are less than a bin apart, so that two are left out.
        assert_eq!([10, 11, 12, 13].map(note), [11, 1, 2, 4]);
        let mut found = alloc::vec![10, 11, 12, 13];
        for bin in 14..BINS.end {
            if note(bin) != note(bin - 1) {
                assert_eq!(note(bin), (note(bin - 1) + 1) % 12, "{bin}");
                found.push(bin);
            }
        }
        assert_eq!(found, starts);
    }
}
