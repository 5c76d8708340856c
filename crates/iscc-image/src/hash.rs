//! The soft hash of a picture (`soft_hash_image_v0` of iscc-core 1.5.0) and its ISCC-UNIT.

use iscc_core::{Bits, Digest, Mode, Unit, UnitKind};

use crate::dct::dct_2d;
use crate::gray::Gray32x32;
use crate::median::{COUNT, Lanes, medians};

/// A side of the blocks of frequencies that 64 bits are made of.
const BLOCK: usize = 8;
const _: () = assert!(BLOCK * BLOCK == COUNT);

/// Fewer ones than this in a word of 64 bits mean that the picture has nothing to tell it by.
const FEATURELESS: u32 = 8;

/// The 256 bits of the Image-Code.
///
/// The lowest 16 x 16 frequencies of the picture are taken as four blocks of 8 x 8 (top left, top
/// right, bottom left, bottom right); a bit is 1 where a frequency is above its block's median. So
/// the first 64 bits hold the coarse structure, and every further word finer detail.
///
/// ```
/// use iscc_image::{Gray32x32, image_hash};
///
/// let flat = image_hash(&Gray32x32::new([255; 1024]));
/// assert_eq!(flat.as_bytes()[0], 0x80); // the mean, and nothing else
/// ```
#[must_use]
pub fn image_hash(picture: &Gray32x32) -> Digest {
    let frequencies = dct_2d(picture);
    let corners = [(0, 0), (BLOCK, 0), (0, BLOCK), (BLOCK, BLOCK)];
    let blocks: [Lanes; COUNT] =
        core::array::from_fn(|i| corners.map(|(x, y)| frequencies[y + i / BLOCK][x + i % BLOCK]));
    let medians = medians(blocks);
    let words = blocks.iter().fold([0u64; 4], |words, frequency| {
        core::array::from_fn(|lane| words[lane] << 1 | u64::from(frequency[lane] > medians[lane]))
    });
    let mut digest = [0; 32];
    for (bytes, word) in digest.chunks_exact_mut(8).zip(words) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
    Digest::new(digest)
}

/// The Image-Code of a picture, cut to `bits`.
///
/// ```
/// use iscc_core::Bits;
/// use iscc_image::{Gray32x32, image_code};
///
/// let white = Gray32x32::new([255; 1024]);
/// assert_eq!(image_code(&white, Bits::B64).to_string(), "ISCC:EEAYAAAAAAAAAAAA");
/// ```
#[must_use]
pub fn image_code(picture: &Gray32x32, bits: Bits) -> Unit {
    Unit::new(UnitKind::Content(Mode::Image), bits, &image_hash(picture))
}

/// Whether the picture behind an Image-Code has hardly any feature, so that its code matches those of
/// unrelated pictures: flat colours, plain stripes, gradients along one axis.
///
/// The rule is that of `is_featureless_image_code` in iscc-sdk 0.9.7: some complete word of 64 bits
/// has fewer than 8 ones. `None` means that it cannot be judged, as the code is shorter than 64 bits.
/// A unit that is no Image-Code is not featureless.
///
/// ```
/// use iscc_core::Bits;
/// use iscc_image::{Gray32x32, image_code, is_featureless};
///
/// let white = Gray32x32::new([255; 1024]);
/// assert_eq!(is_featureless(&image_code(&white, Bits::B64)), Some(true));
/// assert_eq!(is_featureless(&image_code(&white, Bits::B32)), None);
/// ```
#[must_use]
pub fn is_featureless(unit: &Unit) -> Option<bool> {
    if unit.kind() != UnitKind::Content(Mode::Image) {
        return Some(false);
    }
    (unit.bits() >= Bits::B64).then(|| any_word_is_bare(unit.body()))
}

/// [`is_featureless`] of a whole digest.
///
/// ```
/// use iscc_image::{Gray32x32, image_hash, is_featureless_digest};
///
/// assert!(is_featureless_digest(&image_hash(&Gray32x32::new([0; 1024]))));
/// ```
#[must_use]
pub fn is_featureless_digest(digest: &Digest) -> bool {
    any_word_is_bare(digest.as_bytes())
}

fn any_word_is_bare(body: &[u8]) -> bool {
    body.chunks_exact(8)
        .any(|word| word.iter().map(|byte| byte.count_ones()).sum::<u32>() < FEATURELESS)
}
