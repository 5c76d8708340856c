//! Boxes of ISO/IEC 14496-12 (MP4, QuickTime, HEIF, AVIF), and the numbers in them.

/// The type of a box: four characters.
pub type Kind = [u8; 4];

/// Bytes that are read from the front, big-endian. Reading beyond the end returns `None` and takes nothing.
///
/// ```
/// use iscc_container::isobmff::Bytes;
///
/// let mut bytes = Bytes::new(&[0, 7, 1]);
/// assert_eq!((bytes.u16(), bytes.u16(), bytes.rest()), (Some(7), None, &[1][..]));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    /// All of `bytes`.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// What was not read yet.
    #[must_use]
    pub const fn rest(&self) -> &'a [u8] {
        self.0
    }

    /// The next `count` bytes.
    pub fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }

    /// Passes over the next `count` bytes.
    pub fn skip(&mut self, count: usize) -> Option<()> {
        self.take(count).map(drop)
    }

    /// An unsigned number of 16 bits.
    pub fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_be_bytes)
    }

    /// An unsigned number of 32 bits.
    pub fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_be_bytes)
    }

    /// A signed number of 32 bits.
    pub fn i32(&mut self) -> Option<i32> {
        self.array().map(i32::from_be_bytes)
    }

    /// An unsigned number of 64 bits.
    pub fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_be_bytes)
    }

    /// A number of 64 bits in boxes of version 1, of 32 in those before.
    pub fn long(&mut self, version: u8) -> Option<u64> {
        if version == 1 { self.u64() } else { self.u32().map(u64::from) }
    }

    /// A box type.
    pub fn kind(&mut self) -> Option<Kind> {
        self.array()
    }

    /// Version and flags of a full box.
    pub fn version(&mut self) -> Option<(u8, u32)> {
        let [version, a, b, c] = self.array()?;
        Some((version, u32::from_be_bytes([0, a, b, c])))
    }
}

/// The boxes in `bytes`, their types and contents, as far as they are whole.
///
/// A box of size 0 extends to the end; sizes of 64 bits are read.
pub fn boxes(bytes: &[u8]) -> impl Iterator<Item = (Kind, Bytes<'_>)> {
    let mut rest = Bytes(bytes);
    core::iter::from_fn(move || {
        let size = rest.u32()?;
        let kind = rest.kind()?;
        let content = match size {
            0 => rest.take(rest.0.len())?,
            1 => {
                let size = rest.u64()?.checked_sub(16)?;
                rest.take(usize::try_from(size).ok()?)?
            }
            _ => rest.take(usize::try_from(size).ok()?.checked_sub(8)?)?,
        };
        Some((kind, Bytes(content)))
    })
}

/// The content of the first box of a type in `bytes`.
#[must_use]
pub fn child(bytes: &[u8], kind: Kind) -> Option<Bytes<'_>> {
    boxes(bytes).find(|(found, _)| *found == kind).map(|(_, content)| content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_end_where_they_say() {
        let bytes = b"\0\0\0\x0afreeab\0\0\0\x01mdat\0\0\0\0\0\0\0\x11x\0\0\0\0last";
        let found: alloc::vec::Vec<_> =
            boxes(bytes).map(|(kind, content)| (kind, content.0)).collect();
        assert_eq!(found, [(*b"free", &b"ab"[..]), (*b"mdat", b"x"), (*b"last", b"")]);
        assert_eq!(boxes(b"\0\0\0\x07free").count(), 0);
        assert_eq!(boxes(b"\0\0\0\x20freeab").count(), 0, "longer than what is there");
    }
}
