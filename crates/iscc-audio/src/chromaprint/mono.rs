//! From the samples of all channels to one channel of 16 bits at 11025 Hz, piece by piece. Every channel is resampled,
//! then they are mixed: that is the order of libswresample.

use alloc::vec::Vec;

use crate::chromaprint::RATE;
use crate::chromaprint::arithmetic::{Arithmetic, From1};
use crate::chromaprint::filter::{Bank, Place};
use crate::chromaprint::lanes::LANES;
use crate::pcm::{PcmSpec, Samples, each};

/// Frames that are taken at a time, and outputs that are made at a time.
const BLOCK: usize = 4096;

/// Converts a stream of samples in the arithmetic of `T`.
#[derive(Debug, Clone)]
pub(crate) struct ToMono<T: Arithmetic> {
    /// Of all channels, heard or not.
    channels: usize,
    /// The channels that are heard.
    heard: Vec<usize>,
    weights: Vec<T::Weight>,
    /// `None` if the rate is right already.
    bank: Option<Bank<T>>,
    /// What came of the channels that are heard and is still needed.
    input: Vec<Vec<T>>,
    /// A frame of which some channels are still to come.
    frame: Vec<T>,
    /// Whether the signal has been extended to the left.
    is_started: bool,
    place: Place,
    resampled: Vec<Vec<T>>,
    mono: Vec<i16>,
}

/// Numbers that samples of every type become.
pub(crate) trait Input:
    Arithmetic + From1<u8> + From1<i16> + From1<i32> + From1<f32> + From1<f64>
{
}

impl<T> Input for T where
    T: Arithmetic + From1<u8> + From1<i16> + From1<i32> + From1<f32> + From1<f64>
{
}

impl<T: Input> ToMono<T> {
    pub(crate) fn new(spec: PcmSpec) -> Self {
        let exact: Vec<(usize, f64)> =
            spec.layout().weights().enumerate().filter(|(_, weight)| *weight > 0.0).collect();
        let weights: Vec<f64> = exact.iter().map(|(_, weight)| *weight).collect();
        Self {
            channels: spec.layout().channels(),
            heard: exact.iter().map(|(channel, _)| *channel).collect(),
            weights: T::weights(&weights),
            bank: (spec.rate() != RATE).then(|| Bank::new(spec.rate())),
            input: alloc::vec![Vec::new(); exact.len()],
            frame: Vec::new(),
            is_started: false,
            place: Place::default(),
            resampled: alloc::vec![Vec::new(); exact.len()],
            mono: Vec::new(),
        }
    }

    /// Takes interleaved samples, and gives `sink` what they become.
    pub(crate) fn interleaved(&mut self, samples: Samples<'_>, sink: &mut impl FnMut(&[i16])) {
        each!(samples, slice => self.frames(slice, sink));
    }

    fn frames<S: Copy>(&mut self, mut samples: &[S], sink: &mut impl FnMut(&[i16]))
    where
        T: From1<S>,
    {
        if !self.frame.is_empty() {
            let missing = (self.channels - self.frame.len()).min(samples.len());
            let (head, tail) = samples.split_at(missing);
            self.frame.extend(head.iter().map(|sample| T::from1(*sample)));
            if self.frame.len() < self.channels {
                return;
            }
            for (input, channel) in self.input.iter_mut().zip(&self.heard) {
                input.push(self.frame[*channel]);
            }
            self.frame.clear();
            samples = tail;
            if samples.len() < self.channels {
                self.drain(sink);
            }
        }
        let (whole, rest) = samples.split_at(samples.len() - samples.len() % self.channels);
        for block in whole.chunks(BLOCK * self.channels) {
            for (input, channel) in self.input.iter_mut().zip(&self.heard) {
                // Known distances of samples, for the compiler.
                match self.channels {
                    1 => input.extend(block.iter().map(|sample| T::from1(*sample))),
                    2 if *channel == 0 => {
                        input.extend(block.as_chunks().0.iter().map(|[left, _]| T::from1(*left)));
                    }
                    2 => {
                        input.extend(block.as_chunks().0.iter().map(|[_, right]| T::from1(*right)));
                    }
                    channels => {
                        let frames = block.chunks_exact(channels);
                        input.extend(frames.map(|frame| T::from1(frame[*channel])));
                    }
                }
            }
            self.drain(sink);
        }
        self.frame.extend(rest.iter().map(|sample| T::from1(*sample)));
    }

    /// Takes samples of all channels apart. The shortest one counts; nothing does if one is missing.
    pub(crate) fn planar(&mut self, planes: &[Samples<'_>], sink: &mut impl FnMut(&[i16])) {
        self.frame.clear();
        let Some(planes) = planes.get(..self.channels) else { return };
        let frames = planes.iter().map(Samples::len).min().unwrap_or(0);
        for start in (0..frames).step_by(BLOCK) {
            let block = start..(start + BLOCK).min(frames);
            for (input, channel) in self.input.iter_mut().zip(&self.heard) {
                each!(planes[*channel], slice => {
                    input.extend(slice[block.clone()].iter().map(|sample| T::from1(*sample)));
                });
            }
            self.drain(sink);
        }
    }

    /// Ends the stream. With `flush` the signal is extended to the right, so that its last samples are at the center of
    /// the filter once.
    pub(crate) fn finish(&mut self, flush: bool, sink: &mut impl FnMut(&[i16])) {
        let Some(bank) = self.bank.as_ref().filter(|_| flush && self.is_started) else { return };
        let taps = bank.geometry().taps;
        for input in &mut self.input {
            let buffered = input.len().saturating_sub(self.place.input);
            let extension = buffered.min(taps).div_ceil(2);
            let end = input.len();
            input.extend_from_within(end - extension..);
            input[end..].reverse();
        }
        self.drain(sink);
    }

    /// Makes all outputs for which the input is there.
    fn drain(&mut self, sink: &mut impl FnMut(&[i16])) {
        let Some(bank) = &self.bank else {
            self.mono.resize(self.input[0].len(), 0);
            T::mix(&self.weights, &self.input, &mut self.mono);
            sink(&self.mono);
            self.input.iter_mut().for_each(Vec::clear);
            return;
        };
        let geometry = bank.geometry();
        if !self.is_started {
            if self.input[0].len() <= geometry.taps {
                return;
            }
            for input in &mut self.input {
                let mirrored: Vec<T> = input[1..=geometry.center()].iter().rev().copied().collect();
                input.splice(0..0, mirrored);
            }
            self.is_started = true;
        }
        let inputs = self.input[0].len();
        let mut outputs = geometry.outputs(self.place, inputs);
        if outputs == 0 {
            return;
        }
        // Rows are longer than the filter, with zeros.
        for input in &mut self.input {
            input.resize(inputs + LANES, T::default());
        }
        while outputs > 0 {
            let now = outputs.min(BLOCK);
            let mut next = self.place;
            for (input, out) in self.input.iter().zip(&mut self.resampled) {
                next = self.place;
                out.resize(now, T::default());
                T::resample(bank, input, &mut next, out);
            }
            self.place = next;
            self.mono.resize(now, 0);
            T::mix(&self.weights, &self.resampled, &mut self.mono);
            sink(&self.mono);
            outputs -= now;
        }
        for input in &mut self.input {
            input.truncate(inputs);
            if self.place.input >= BLOCK {
                input.drain(..self.place.input);
            }
        }
        if self.place.input >= BLOCK {
            self.place.input = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SampleFormat;
    use crate::chromaprint::sound;

    /// All samples of a sound at 11025 Hz, as bytes.
    fn mono<T: Input>(sound: &sound::Sound, convert: impl Fn(i32) -> f64) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut sink =
            |mono: &[i16]| bytes.extend(mono.iter().flat_map(|value| value.to_le_bytes()));
        let mut to_mono = ToMono::<T>::new(sound.spec());
        let values: Vec<f64> = sound.values().map(convert).collect();
        for piece in values.chunks(9999) {
            to_mono.interleaved(Samples::F64(piece), &mut sink);
        }
        to_mono.finish(true, &mut sink);
        bytes
    }

    /// Sample by sample, in all three arithmetics.
    #[test]
    fn samples_are_those_of_libswresample() {
        let (mut count, mut bad) = (0, Vec::new());
        sound::each_golden(|case, sound| {
            let single = |value: i32| f64::from(value) / 8_388_608.0;
            let fixed = |value: i32| f64::from(value >> 8) / 32768.0;
            let bytes = match sound.spec().format() {
                SampleFormat::U8 => mono::<i16>(sound, |value| f64::from(value >> 16) / 128.0),
                SampleFormat::I16 if sound.spec().rate() == RATE => mono::<i16>(sound, fixed),
                SampleFormat::I16 => mono::<f32>(sound, fixed),
                SampleFormat::F64 => mono::<f64>(sound, single),
                _ => mono::<f32>(sound, single),
            };
            let expected = &case["mono"];
            let hash = blake3::hash(&bytes).to_hex();
            count += 1;
            if bytes.len() as u64 / 2 != expected["samples"]
                || hash.as_str()[..32] != *expected["blake3"].as_str().unwrap()
            {
                let ours = alloc::format!("{sound:?}: {}, {expected}", bytes.len() / 2);
                bad.push(ours);
            }
        });
        assert!(bad.is_empty(), "{} of {count}: {bad:#?}", bad.len());
    }
}
