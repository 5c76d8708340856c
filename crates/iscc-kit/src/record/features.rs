//! Hashes of parts of the content: the features of the ISCC metadata schema, and our extensions.

use iscc_core::Digest;

/// Granular features with the field names of the ISCC metadata schema.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(untagged))]
#[non_exhaustive]
pub enum Features {
    /// Of a text.
    Text(TextFeatures),
    /// Of a film.
    Video(VideoFeatures),
}

/// The granular features of a text: a simprint for every passage.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct TextFeatures {
    /// The MainType of the simprints: `content`.
    pub maintype: &'static str,
    /// The SubType of the simprints: `text`.
    pub subtype: &'static str,
    /// The version of the algorithm: 0.
    pub version: u32,
    /// Whether offsets and sizes count bytes of UTF-8; they count characters.
    pub byte_offsets: bool,
    /// The simprints as base64url, 256 bits each.
    pub simprints: Vec<String>,
    /// Where each passage starts.
    pub offsets: Vec<usize>,
    /// How long each passage is.
    pub sizes: Vec<usize>,
}

impl TextFeatures {
    #[cfg(feature = "text")]
    pub(crate) fn of(text: &str) -> Self {
        let mut found = Self {
            maintype: "content",
            subtype: "text",
            version: 0,
            byte_offsets: false,
            simprints: Vec::new(),
            offsets: Vec::new(),
            sizes: Vec::new(),
        };
        for feature in iscc_text::text_features(text, iscc_text::PassageSize::default()) {
            found.simprints.push(feature.simprint.to_string());
            found.offsets.push(feature.chars.offset);
            found.sizes.push(feature.chars.size);
        }
        found
    }
}

/// The granular features of a film: a simprint for every scene (`video_compute_granular` of iscc-sdk 0.9.7).
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct VideoFeatures {
    /// The MainType of the simprints: `content`.
    pub maintype: &'static str,
    /// The SubType of the simprints: `video`.
    pub subtype: &'static str,
    /// The version of the algorithm: 0.
    pub version: u32,
    /// The simprints as base64url, 256 bits each.
    pub simprints: Vec<String>,
    /// How long each scene is, in seconds. The first begins at 0, each other one where the one before ends.
    pub sizes: Vec<f64>,
}

impl VideoFeatures {
    #[cfg(all(feature = "video", any(feature = "ffmpeg", feature = "native")))]
    pub(crate) fn of(scenes: &[iscc_video::SceneFeature]) -> Self {
        Self {
            maintype: "content",
            subtype: "video",
            version: 0,
            simprints: scenes.iter().map(|scene| base64url(&scene.simprint)).collect(),
            sizes: scenes.iter().map(|scene| scene.duration).collect(),
        }
    }
}

/// Simprints of parts of a recording or a film, by which a clip is found in it. **An extension of ours**, see
/// `iscc_audio::audio_features` and `iscc_video::shots`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Segments {
    /// The simprints as base64url, 256 bits each.
    pub simprints: Vec<String>,
    /// Where each part starts, in milliseconds.
    pub offsets: Vec<u64>,
    /// How long each part is, in milliseconds.
    pub sizes: Vec<u64>,
}

impl Segments {
    /// The segments of sound that the items of a fingerprint stand for.
    #[cfg(feature = "audio")]
    pub(crate) fn of_audio(items: &[i32]) -> Self {
        let mut found = Self::default();
        for feature in iscc_audio::audio_features(items, iscc_audio::Segments::default()) {
            found.push(&feature.simprint, feature.offset, feature.size);
        }
        found
    }

    /// The shots of a film.
    #[cfg(all(feature = "video", any(feature = "ffmpeg", feature = "native")))]
    pub(crate) fn of_video(film: &iscc_video::VideoSignature) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "times of films are not negative and far below 2^53 milliseconds"
        )]
        let milliseconds = |seconds: f64| (seconds * 1000.0).round() as u64;
        let mut found = Self::default();
        for shot in iscc_video::shots(film) {
            found.push(&shot.digest, milliseconds(shot.start), milliseconds(shot.duration));
        }
        found
    }

    #[allow(dead_code, reason = "of the engines that have parts")]
    fn push(&mut self, simprint: &Digest, offset: u64, size: u64) {
        self.simprints.push(base64url(simprint));
        self.offsets.push(offset);
        self.sizes.push(size);
    }
}

/// A simprint as the ISCC metadata schema has it: base64url without padding.
#[allow(dead_code, reason = "of the engines that have parts")]
fn base64url(digest: &Digest) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::with_capacity(43);
    for group in digest.as_bytes().chunks(3) {
        let bits = group.iter().fold(0, |bits, byte| bits << 8 | u32::from(*byte));
        let bits = bits << (8 * (3 - group.len()));
        for digit in 0..=group.len() {
            text.push(char::from(DIGITS[(bits >> (18 - 6 * digit) & 63) as usize]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "text")]
    #[test]
    fn simprints_of_all_media_are_written_alike() {
        for seed in 0..50_u8 {
            let mut byte = seed;
            let digest = Digest::new(core::array::from_fn(|_| {
                byte = byte.wrapping_mul(37).wrapping_add(11);
                byte
            }));
            assert_eq!(base64url(&digest), iscc_text::Simprint(digest).to_string());
        }
    }
}
