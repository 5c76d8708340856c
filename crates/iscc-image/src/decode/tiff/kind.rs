//! What the samples of a pixel are: the combinations of tags that Pillow knows.

use super::directory::{Directory, tags};
use super::{damaged, unsupported};
use crate::error::Error;

/// What a sample or a pixel means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Gray of 1, 2, 4 or 8 bits.
    Gray {
        inverted: bool,
    },
    /// Gray of 12 or 16 bits, cut off at 255 and not scaled.
    WideGray,
    /// The same with a sign, of 16 or 32 bits.
    SignedGray,
    /// 32-bit floating point, cut off at 0 and 255.
    Float,
    /// Gray and opacity, or gray and something else.
    GrayAnd(Extra),
    /// An index, perhaps with a sample after it that does not count.
    Indexed,
    Rgb(Extra),
    Cmyk,
    YCbCr,
    /// `CIELab` with signed a and b.
    Lab,
}

/// What the sample after the colours is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extra {
    /// Nothing that counts, or it is not there.
    Ignored,
    Alpha,
    /// Opacity that the colours have been multiplied with.
    Premultiplied,
}

/// The layout and the meaning of pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    pub(super) meaning: Meaning,
    /// The samples of a pixel: 1 to 6.
    pub(super) samples: usize,
    /// The bits of a sample: 1, 2, 4, 8, 12, 16 or 32.
    pub(super) bits: usize,
    /// The lowest bit of a byte comes first.
    pub(super) reversed_bits: bool,
    /// The samples of a pixel lie in planes of their own.
    pub(super) planar: bool,
    pub(super) photometric: u64,
}

impl Kind {
    /// What the tags say, if the reference knows the combination.
    pub(super) fn read(directory: &Directory<'_>, compression: u64) -> Result<Self, Error> {
        // JPEG in the way of TIFF 6.0 is YCbCr, whatever the tag says.
        let is_old_jpeg = compression == 6;
        let photometric =
            if is_old_jpeg { 6 } else { directory.number_or(tags::PHOTOMETRIC, 0)? };
        let fill_order = directory.number_or(tags::FILL_ORDER, 1)?;
        let planar = directory.number_or(tags::PLANAR_CONFIGURATION, 1)? == 2;
        let list = |tag, default: &[u16]| {
            if !directory.has(tag) {
                return Ok(default.to_vec());
            }
            directory.shorts(tag).ok_or_else(|| damaged("a tag that should be numbers"))
        };
        let mut formats = list(tags::SAMPLE_FORMAT, &[1])?;
        formats.dedup();
        let mut bits = list(tags::BITS_PER_SAMPLE, &[1])?;
        let mut extras = list(tags::EXTRA_SAMPLES, &[])?;
        let mut samples =
            directory.number_or(tags::SAMPLES_PER_PIXEL, if is_old_jpeg { 3 } else { 1 })?;
        if planar && !extras.is_empty() && extras.iter().all(|extra| *extra == 0) {
            // Planes that nobody knows are left out.
            bits.truncate(bits.len().saturating_sub(extras.len()));
            samples = samples.saturating_sub(extras.len() as u64);
            extras.clear();
        }
        if samples > 6 {
            return Err(unsupported("more than 6 samples a pixel"));
        }
        let samples = usize::try_from(samples).unwrap_or(0);
        if bits.len() == 1 {
            bits = alloc::vec![bits[0]; samples];
        }
        bits.truncate(samples);
        let &[format] = &*formats else { return Err(unsupported("samples of several formats")) };
        let Some((&first, true)) = bits.first().map(|first| (first, bits.len() == samples)) else {
            return Err(unsupported("an unknown number of samples"));
        };
        if bits.iter().any(|bits| *bits != first) {
            return Err(unsupported("samples of several sizes"));
        }
        let meaning = meaning(
            (photometric, format, samples, first, &extras),
            (directory.big_endian, fill_order),
        );
        let mut meaning = meaning.ok_or_else(|| unsupported("an unusual combination of tags"))?;
        let raw_reversed = compression == 1 && fill_order == 2;
        if meaning == (Meaning::Gray { inverted: true }) && first == 8 && raw_reversed
            || meaning == Meaning::Indexed && first < 8 && raw_reversed
            || photometric == 6 && samples == 1 && compression != 1
        {
            return Err(unsupported("a combination of tags that the reference fails on"));
        }
        if planar && compression != 1 && samples == 4 && extras.is_empty() && photometric == 2 {
            // A plane that nothing is said about counts as in the reference.
            meaning = Meaning::Rgb(Extra::Premultiplied);
        }
        let meaning = match (meaning, compression) {
            // libjpeg makes them RGB.
            (Meaning::YCbCr, 7) => Meaning::Rgb(Extra::Ignored),
            // libtiff does, out of blocks.
            (Meaning::YCbCr, 2..) if !planar => Meaning::Rgb(Extra::Ignored),
            (meaning, _) => meaning,
        };
        Ok(Self {
            meaning,
            samples,
            bits: first.into(),
            reversed_bits: fill_order == 2,
            planar,
            photometric,
        })
    }
}

/// The modes of Pillow's table; its keys are the order of bytes and bits as well.
fn meaning(
    (photometric, format, samples, bits, extras): (u64, u16, usize, u16, &[u16]),
    (big_endian, fill_order): (bool, u64),
) -> Option<Meaning> {
    let extra = match extras {
        [] | [2 | 999] => Extra::Alpha,
        [0] => Extra::Ignored,
        [1] => Extra::Premultiplied,
        [first, rest @ ..] if samples > 4 && rest.iter().all(|extra| *extra == 0) => match first {
            0 => Extra::Ignored,
            1 => Extra::Premultiplied,
            2 => Extra::Alpha,
            _ => return None,
        },
        _ => return None,
    };
    let told = extras.len();
    let small = matches!(bits, 1 | 2 | 4 | 8);
    let meaning = match (photometric, format, samples, bits) {
        (0 | 1, 1, 1, _) if small && told == 0 => Meaning::Gray { inverted: photometric == 0 },
        (1, 2, 1, 8) | (6, 1, 1, 8) if told == 0 => Meaning::Gray { inverted: false },
        (1, 1, 1, 12) | (0, 1, 1, 16) if told == 0 && !big_endian => Meaning::WideGray,
        (1, 1, 1, 16) if told == 0 => Meaning::WideGray,
        (1, 2, 1, 16 | 32) if told == 0 => Meaning::SignedGray,
        (1, 1, 1, 32) if told == 0 && !big_endian => Meaning::SignedGray,
        (0 | 1, 3, 1, 32) if told == 0 => Meaning::Float,
        // Premultiplied gray cannot be converted by the reference.
        (1, 1, 2, 8) if told == 1 && extra != Extra::Premultiplied && extras != [999] => {
            Meaning::GrayAnd(extra)
        }
        (2, 1, 3, 8 | 16) if told == 0 => Meaning::Rgb(Extra::Ignored),
        (2, 1, 4, 8) if told <= 1 => Meaning::Rgb(extra),
        (2, 1, 4, 16) if told <= 1 && extras != [999] => Meaning::Rgb(extra),
        (2, 1, 5 | 6, 8) if told == samples - 3 => Meaning::Rgb(extra),
        (3, 1, 1, _) if small && told == 0 => Meaning::Indexed,
        (3, 1, 2, 8) if matches!(extras, [0 | 2]) => Meaning::Indexed,
        (5, 1, 4, 8 | 16) if told == 0 => Meaning::Cmyk,
        (5, 1, 5 | 6, 8) if told == samples - 4 && extra == Extra::Ignored => Meaning::Cmyk,
        (6, 1, 3, 8) if told == 0 => Meaning::YCbCr,
        (8, 1, 3, 8) if told == 0 => Meaning::Lab,
        _ => return None,
    };
    let reversible = match meaning {
        Meaning::Gray { .. } => format == 1 && photometric != 6,
        Meaning::Indexed => samples == 1,
        Meaning::Rgb(_) => samples == 3 && bits == 8,
        Meaning::WideGray => photometric == 1 && bits == 16 && !big_endian,
        _ => false,
    };
    (fill_order == 1 || fill_order == 2 && reversible).then_some(meaning)
}
