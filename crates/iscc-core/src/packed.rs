//! [`Packed`]: the bytes of one code, header and body, without a heap.

use core::fmt;
use core::ops::Deref;

/// The longest code: a 2-byte header and the five 64-bit units of a full ISCC-CODE; every other
/// code with a canonical header of at most 8 bytes fits as well (8 + 32).
pub(crate) const MAX_BYTES: usize = 42;

/// Header and body of one code as bytes, on the stack. Derefs to `[u8]`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Packed {
    len: u8,
    bytes: [u8; MAX_BYTES],
}

impl Packed {
    pub(crate) const EMPTY: Self = Self { len: 0, bytes: [0; MAX_BYTES] };

    /// Appends `more`; gives back `false`, and appends nothing, if it does not fit.
    pub(crate) fn push(&mut self, more: &[u8]) -> bool {
        let start = usize::from(self.len);
        let end = start + more.len();
        let Some(room) = self.bytes.get_mut(start..end) else { return false };
        room.copy_from_slice(more);
        // At most MAX_BYTES, as the slice above exists.
        self.len = u8::try_from(end).unwrap_or(u8::MAX);
        true
    }

    /// `parts` one after the other; what does not fit is a mistake of this crate.
    pub(crate) fn concat(parts: &[&[u8]]) -> Self {
        let mut packed = Self::EMPTY;
        for part in parts {
            let fits = packed.push(part);
            debug_assert!(fits, "a code longer than the longest code");
        }
        packed
    }
}

impl Deref for Packed {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes[..usize::from(self.len)]
    }
}

impl AsRef<[u8]> for Packed {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl fmt::Debug for Packed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Packed(")?;
        self.iter().try_for_each(|byte| write!(f, "{byte:02x}"))?;
        f.write_str(")")
    }
}
