//! [`Stability`]: how far a Content-Code can be trusted.

use iscc_core::Bits;

/// How far the Content-Code of a picture or of sound can be trusted. **An extension of ours**: the ISCC metadata schema
/// has nothing of the kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Stability {
    /// The length of the Content-Code in [`Record::units`](crate::Record::units), which the next figure is of.
    #[cfg_attr(feature = "serde", serde(serialize_with = "super::serialize::bits"))]
    pub bits: Bits,
    /// How many of these bits a little noise may flip: those of a picture that are nearer to the median than
    /// pixels off by one gray level can move them (`iscc_image::fragile_bits`), and those of sound that a
    /// twentieth of the items of the fingerprint can turn (`iscc_audio::AudioStability`).
    pub fragile: u32,
    /// Whether there is hardly anything to see or hear, so that the code matches those of unrelated files.
    pub featureless: bool,
}
