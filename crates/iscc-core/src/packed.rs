//! [`Packed`]: the bytes of one code, header and body, without a heap.

use core::fmt;
use core::ops::Deref;

/// Bytes on the stack, at most `N` of them. Derefs to `[u8]`.
///
/// The default is the longest code: a 2-byte header and the five 64-bit units of a full ISCC-CODE.
/// An ISCC-UNIT with the longest header that can be written (8 + 32 bytes) fits as well.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Packed<const N: usize = 42> {
    bytes: [u8; N],
    len: usize,
}

impl<const N: usize> Packed<N> {
    pub(crate) const EMPTY: Self = Self { bytes: [0; N], len: 0 };

    /// Appends `more`; gives back `None`, and appends nothing, if it does not fit.
    pub(crate) fn push(&mut self, more: &[u8]) -> Option<()> {
        let end = self.len + more.len();
        self.bytes.get_mut(self.len..end)?.copy_from_slice(more);
        self.len = end;
        Some(())
    }

    /// `parts` one after the other; that they fit is the caller's duty.
    pub(crate) fn concat(parts: &[&[u8]]) -> Self {
        let mut packed = Self::EMPTY;
        for part in parts {
            let fits = packed.push(part);
            debug_assert!(fits.is_some(), "a code longer than the longest code");
        }
        packed
    }
}

impl<const N: usize> Deref for Packed<N> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

impl<const N: usize> AsRef<[u8]> for Packed<N> {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl<const N: usize> fmt::Debug for Packed<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Packed({})", Hex(self))
    }
}

/// Prints bytes as lower-case hexadecimal digits.
pub(crate) struct Hex<'a>(pub(crate) &'a [u8]);

impl fmt::Display for Hex<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
