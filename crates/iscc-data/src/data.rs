//! The Data-Code: similarity of raw bytes (ISO 24138 Data-Code; `gen_data_code_v0`).
//!
//! Content-defined chunks of 1024 bytes on average, each hashed to a 32-bit feature, all features
//! to one minimum hash. A chunk that an edit leaves alone keeps its feature.

use iscc_core::cdc::{Chunker, Params};
use iscc_core::{Bits, Digest, MinHasher, Unit, UnitKind, xxh32_each};
use xxhash_rust::xxh32::Xxh32;

/// Seed of the feature hash.
const SEED: u32 = 0;

/// How many chunks are hashed side by side, and how many features are collected before the minima
/// are updated.
const BATCH: usize = 64;

/// The Data-Code of `data`, `bits` bits long.
///
/// ```
/// use iscc_core::Bits;
///
/// let unit = iscc_data::data_code(&[0xff, 0x00], Bits::B64);
/// assert_eq!(unit.to_string(), "ISCC:GAAXL2XYM5BQIAZ3");
/// ```
#[must_use]
pub fn data_code(data: &[u8], bits: Bits) -> Unit {
    Unit::new(UnitKind::Data, bits, &data_hash(data))
}

/// The full 256-bit similarity hash of `data` (`soft_hash_data_v0`).
#[must_use]
pub fn data_hash(data: &[u8]) -> Digest {
    DataHasher::new().update(data).finalize()
}

/// Streaming Data-Code.
///
/// The result does not depend on how the input is split, and neither does the work: every byte is
/// looked at once. Memory is constant, as features are folded into the minima and forgotten.
///
/// ```
/// use iscc_data::{DataHasher, data_hash};
///
/// let mut hasher = DataHasher::new();
/// hasher.update(b"content ").update(b"codes");
/// assert_eq!(hasher.finalize(), data_hash(b"content codes"));
/// ```
#[derive(Clone)]
pub struct DataHasher {
    chunker: Chunker,
    /// What the open chunk had in earlier updates.
    open: Xxh32,
    minima: MinHasher,
    /// The first `pending` are features that are not in the minima yet.
    features: [u32; BATCH],
    pending: usize,
    /// Whether a chunk was completed: only an empty input has the feature of the empty chunk.
    any: bool,
}

impl core::fmt::Debug for DataHasher {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("DataHasher").field("digest", &self.finalize()).finish_non_exhaustive()
    }
}

impl Default for DataHasher {
    fn default() -> Self {
        Self::new()
    }
}

impl DataHasher {
    /// A hasher that has seen nothing.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            chunker: Chunker::new(Params::DATA),
            open: Xxh32::new(SEED),
            minima: MinHasher::new(),
            features: [0; BATCH],
            pending: 0,
            any: false,
        }
    }

    /// Adds bytes to what came before.
    pub fn update(&mut self, mut data: &[u8]) -> &mut Self {
        if self.chunker.open() > 0 {
            // The chunk that is open has its beginning in the state.
            let cut = self.chunker.next_cut(data);
            let (end, rest) = data.split_at(cut.unwrap_or(data.len()));
            self.open.update(end);
            if cut.is_none() {
                return self;
            }
            let feature = self.open.digest();
            self.open.reset(SEED);
            self.add(&[feature]);
            data = rest;
        }
        // Whole chunks are hashed side by side.
        let mut chunks: [&[u8]; BATCH] = [&[]; BATCH];
        let mut count = 0;
        while let Some(cut) = self.chunker.next_cut(data) {
            (chunks[count], data) = data.split_at(cut);
            count += 1;
            if count == BATCH {
                self.add_chunks(&chunks);
                count = 0;
            }
        }
        self.add_chunks(&chunks[..count]);
        self.open.update(data);
        self
    }

    fn add_chunks(&mut self, chunks: &[&[u8]]) {
        let mut features = [0; BATCH];
        xxh32_each(chunks, &mut features);
        self.add(&features[..chunks.len()]);
    }

    /// Collects features; a full batch goes into the minima.
    fn add(&mut self, mut features: &[u32]) {
        self.any |= !features.is_empty();
        while !features.is_empty() {
            let room = &mut self.features[self.pending..];
            let (now, later) = features.split_at(features.len().min(room.len()));
            room[..now.len()].copy_from_slice(now);
            self.pending += now.len();
            features = later;
            if self.pending == BATCH {
                self.minima.update(&self.features);
                self.pending = 0;
            }
        }
    }

    /// The hash of what came so far; more may follow.
    #[must_use]
    pub fn finalize(&self) -> Digest {
        let mut minima = self.minima.clone();
        minima.update(&self.features[..self.pending]);
        if self.chunker.open() > 0 || !self.any {
            minima.update(&[self.open.digest()]);
        }
        minima.finalize()
    }
}
