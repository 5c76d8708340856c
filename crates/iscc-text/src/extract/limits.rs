//! How much of a foreign file is read.

/// Bounds on what is taken from a file.
///
/// ```
/// use iscc_text::extract::Limits;
///
/// let mut limits = Limits::default();
/// assert_eq!(limits.characters, 10_000_000);
/// limits.characters = 1000;
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Limits {
    /// The number of characters after which the text is cut off. The default, 10 million, is the
    /// constant of iscc-sdk 0.9.7: with another one long texts have other codes.
    pub characters: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { characters: 10_000_000 }
    }
}
