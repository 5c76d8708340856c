//! Boxes of ISO/IEC 14496-12, and the numbers in them.

/// What a box is.
pub(super) type Kind = [u8; 4];

/// Bytes that are read from the front. Reading beyond the end gives `None`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl<'a> Bytes<'a> {
    /// The next `count` bytes.
    pub(super) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }

    pub(super) fn skip(&mut self, count: usize) -> Option<()> {
        self.take(count).map(drop)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_be_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_be_bytes)
    }

    pub(super) fn i32(&mut self) -> Option<i32> {
        self.array().map(i32::from_be_bytes)
    }

    pub(super) fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_be_bytes)
    }

    /// A number of 64 bits in boxes of version 1, of 32 in those before.
    pub(super) fn long(&mut self, version: u8) -> Option<u64> {
        if version == 1 { self.u64() } else { self.u32().map(u64::from) }
    }

    pub(super) fn kind(&mut self) -> Option<Kind> {
        self.array()
    }

    /// Version and flags of a full box.
    pub(super) fn version(&mut self) -> Option<(u8, u32)> {
        let [version, a, b, c] = self.array()?;
        Some((version, u32::from_be_bytes([0, a, b, c])))
    }
}

/// The boxes inside of a box, as far as they are whole.
pub(super) fn boxes(bytes: &[u8]) -> impl Iterator<Item = (Kind, Bytes<'_>)> {
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

/// The first box of this kind.
pub(super) fn child<'a>(bytes: &Bytes<'a>, kind: Kind) -> Option<Bytes<'a>> {
    boxes(bytes.0).find(|(found, _)| *found == kind).map(|(_, content)| content)
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
