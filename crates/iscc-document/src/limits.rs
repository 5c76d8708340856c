//! How much of a foreign file is read.

/// Bounds on what is taken from a file.
///
/// ```
/// use iscc_document::Limits;
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
    /// The size of the file in bytes. Default: 1 GiB.
    pub input_bytes: u64,
    /// What compressed parts may take in all once they are unpacked, in bytes, embedded documents included. Default:
    /// 1 GiB.
    pub unpacked_bytes: u64,
    /// How many times larger than a file its unpacked parts may be, once they take more than 64 MiB. Default: 250.
    pub unpacked_ratio: u32,
    /// How many parts a document has: files in a container, sheets, pages, objects. Default: 100,000.
    pub parts: u64,
    /// How deep elements of XML, groups or objects are nested; pages may be deeper. Default: 1,000.
    pub nesting: u32,
    /// How deep documents are embedded in documents. Default: 8.
    pub embedded: u32,
    /// How much is done for a document before it is given up, in units of about a byte or a token handled: what bounds the
    /// time, and the same on every machine. Default: 4 billion.
    pub work: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            characters: 10_000_000,
            input_bytes: 1 << 30,
            unpacked_bytes: 1 << 30,
            unpacked_ratio: 250,
            parts: 100_000,
            nesting: 1000,
            embedded: 8,
            work: 4_000_000_000,
        }
    }
}
