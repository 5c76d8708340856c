//! Content-defined chunking (`alg_cdc_chunks` of the reference, FastCDC-like; Data-Code and the
//! granular features of text).
//!
//! A rolling gear hash starts at zero `min` bytes into every chunk and cuts where its low bits are
//! zero: more bits up to the `center` size, fewer after it, and at `max` in any case.

mod gear;
mod scan;

use core::iter::FusedIterator;

use scan::scan;

/// Sizes and masks of the chunker, derived from an average chunk size.
///
/// ```
/// use iscc_core::cdc::Params;
///
/// assert_eq!(Params::DATA.min(), 256);
/// assert_eq!(Params::DATA.max(), 8192);
/// assert_eq!(Params::new(1), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Params {
    min: usize,
    center: usize,
    max: usize,
    mask_small: u32,
    mask_large: u32,
}

impl Params {
    /// The largest average size: a bound that keeps all derived numbers in range.
    pub const MAX_AVERAGE: u32 = 1 << 24;

    /// The parameters of the Data-Code: chunks of 1024 bytes on average.
    pub const DATA: Self = match Self::new(1024) {
        Some(params) => params,
        None => unreachable!(),
    };

    /// Parameters for chunks of `average` bytes: 2 to [`Params::MAX_AVERAGE`], otherwise `None`.
    #[must_use]
    pub const fn new(average: u32) -> Option<Self> {
        if average < 2 || average > Self::MAX_AVERAGE {
            return None;
        }
        let size = average as usize;
        let min = size / 4;
        let bits = rounded_log2(average);
        Some(Self {
            min,
            center: size - (min + min.div_ceil(2)),
            max: size * 8,
            mask_small: (1 << (bits + 1)) - 1,
            mask_large: (1 << (bits - 1)) - 1,
        })
    }

    /// The smallest chunk in bytes; only the last one may be smaller.
    #[must_use]
    pub const fn min(&self) -> usize {
        self.min
    }

    /// The largest chunk in bytes.
    #[must_use]
    pub const fn max(&self) -> usize {
        self.max
    }
}

/// `round(log2(n))` in integers: `log2(n)` rounds up iff `n > 2^(k + 1/2)`, that is `n^2 > 2^(2k+1)`.
/// A tie is impossible, as `2^(2k+1)` is no square.
const fn rounded_log2(n: u32) -> u32 {
    let floor = n.ilog2();
    let square = n as u64 * n as u64;
    if square > 1 << (2 * floor + 1) { floor + 1 } else { floor }
}

/// The chunker with kept state: finds the next cut in bytes that come in pieces of any size.
///
/// Every byte is looked at once, however the input is split.
///
/// ```
/// use iscc_core::cdc::{Chunker, Params};
///
/// let data: Vec<u8> = (0..20_000u32).map(|i| (i * i >> 7) as u8).collect();
/// let mut chunker = Chunker::new(Params::DATA);
/// let (mut rest, mut cuts) = (&data[..], 0);
/// while let Some(cut) = chunker.next_cut(rest) {
///     rest = &rest[cut..];
///     cuts += 1;
/// }
/// assert!(cuts > 2);
/// assert!(chunker.open() == rest.len());
/// ```
#[derive(Debug, Clone)]
pub struct Chunker {
    params: Params,
    /// Bytes of the open chunk so far.
    open: usize,
    hash: u32,
}

impl Chunker {
    /// A chunker at the start of its input.
    #[must_use]
    pub const fn new(params: Params) -> Self {
        Self { params, open: 0, hash: 0 }
    }

    /// The number of bytes of the chunk that is not complete yet.
    #[must_use]
    pub const fn open(&self) -> usize {
        self.open
    }

    /// Looks for the end of the open chunk in `bytes`, which follow what came before.
    ///
    /// `Some(n)`: the chunk ends after the first `n` bytes; call again with the rest. `None`: all
    /// bytes belong to the open chunk; call again with more.
    pub fn next_cut(&mut self, bytes: &[u8]) -> Option<usize> {
        let Params { min, center, max, mask_small, mask_large } = self.params;
        // Where in `bytes` the chunk's byte number `size` is.
        let at = |size: usize| size.saturating_sub(self.open).min(bytes.len());
        let (start, barrier, end) = (at(min), at(center), at(max));
        let cut = scan(&bytes[start..barrier], mask_small, &mut self.hash)
            .map(|cut| start + cut)
            .or_else(|| {
                scan(&bytes[barrier..end], mask_large, &mut self.hash).map(|cut| barrier + cut)
            })
            .or((self.open + end == max).then_some(end));
        if cut.is_some() {
            (self.open, self.hash) = (0, 0);
        } else {
            self.open += bytes.len();
        }
        cut
    }
}

/// The chunks of `bytes`, in order; an empty input is one empty chunk.
///
/// ```
/// use iscc_core::cdc::{chunks, Params};
///
/// let data = [7; 10_000];
/// assert_eq!(chunks(&data, Params::DATA).map(<[u8]>::len).sum::<usize>(), data.len());
/// assert_eq!(chunks(&[], Params::DATA).count(), 1);
/// ```
pub fn chunks(bytes: &[u8], params: Params) -> Chunks<'_> {
    Chunks { rest: Some(bytes), params, unit: 1 }
}

/// The chunks of text in UTF-32: cuts are moved back to a multiple of 4 bytes.
///
/// `bytes` of a length that is no multiple of 4 is no UTF-32; its last chunk keeps the odd bytes.
pub fn chunks_utf32(bytes: &[u8], params: Params) -> Chunks<'_> {
    Chunks { rest: Some(bytes), params, unit: 4 }
}

/// Iterator of [`chunks`] and [`chunks_utf32`].
#[derive(Debug, Clone)]
pub struct Chunks<'a> {
    /// `None` after the last chunk.
    rest: Option<&'a [u8]>,
    params: Params,
    unit: usize,
}

impl<'a> Iterator for Chunks<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let rest = self.rest?;
        // Each chunk starts afresh, as the bytes that alignment gives back belong to the next one.
        let cut = Chunker::new(self.params).next_cut(rest).unwrap_or(rest.len());
        let aligned = match cut - cut % self.unit {
            0 => rest.len().min(self.unit),
            aligned => aligned,
        };
        let (chunk, rest) = rest.split_at(aligned);
        self.rest = (!rest.is_empty()).then_some(rest);
        Some(chunk)
    }
}

impl FusedIterator for Chunks<'_> {}
