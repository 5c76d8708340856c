//! What decoding may cost, and what becomes of a file that is cut off.

use alloc::vec::Vec;

use crate::error::{Error, Limited};

/// What decoding one file may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Width times height. 256 million by default.
    pub max_pixels: u64,
    /// Bytes that are allocated for one picture. 2 GiB by default.
    pub max_alloc: u64,
    /// Scans of a file of several. Each costs time in proportion to the picture, however short it is. 1000 by default.
    pub max_scans: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_pixels: 256_000_000, max_alloc: 2 << 30, max_scans: 1000 }
    }
}

/// How to decode.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// What decoding may cost.
    pub limits: Limits,
    /// What follows when the file ends before the picture does: an error by default; with `true` the picture ends as if
    /// there were an end-of-image marker, and the rest is gray (or coarse, if the file is progressive).
    pub fill_truncated: bool,
}

/// Counts what is allocated.
#[derive(Debug)]
pub(crate) struct Budget {
    spent: u64,
    allowed: u64,
}

impl Budget {
    pub(crate) const fn new(limits: &Limits) -> Self {
        Self { spent: 0, allowed: limits.max_alloc }
    }

    /// `len` values within what is left.
    pub(crate) fn vec<T: Clone>(&mut self, len: usize, value: T) -> Result<Vec<T>, Error> {
        let bytes = (len as u64).saturating_mul(size_of::<T>() as u64);
        let Self { allowed, .. } = *self;
        self.spent = self.spent.saturating_add(bytes);
        let limited = Limited::Alloc { asked: self.spent, allowed };
        if self.spent > allowed {
            return Err(limited.into());
        }
        let mut vec = Vec::new();
        vec.try_reserve_exact(len).map_err(|_| limited)?;
        vec.resize(len, value);
        Ok(vec)
    }
}
