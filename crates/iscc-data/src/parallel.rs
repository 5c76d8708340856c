//! The ISCC-SUM of one input on several threads, with the same result as on one.
//!
//! The input is cut into blocks. A block is a whole subtree of BLAKE3, so its chaining value needs
//! nothing but its place. And it can be chunked without what comes before it: where a chunk starts
//! is forgotten by the rolling hash after 32 bytes, so a chunker that starts anywhere soon cuts
//! where the true one cuts, and does the same from there on. [`Seam`] goes along the blocks, finds
//! that place in each, and takes the features from there; the few chunks before it are done again
//! from the true start. If there is no such place (periodic data), that is the whole block: slower,
//! not different.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::num::NonZero;
use core::ops::Range;
use core::sync::atomic::{AtomicU64, Ordering};
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use blake3::hazmat::{
    ChainingValue, HasherExt, Mode, merge_subtrees_non_root, merge_subtrees_root,
};
use iscc_core::cdc::{Chunker, Params};
use iscc_core::{Digest, MinHasher, xxh32_each};

use crate::sum::{Sum, sum};

/// Bytes of a block: a power of two of BLAKE3's chunks that fits in the cache of a core.
const BLOCK: u64 = 1 << 18;

/// Below this many bytes the threads cost more than they bring.
pub(crate) const MIN_BYTES: u64 = 8 * BLOCK;

/// Blocks that may be done before an earlier one, for each thread.
const AHEAD: u64 = 4;

/// Chunks that are hashed side by side.
const BATCH: usize = 64;

/// The ISCC-SUM of `data` on at most `threads` threads, which end with the call.
///
/// ```
/// use core::num::NonZero;
///
/// let data = vec![7; 3 << 20];
/// let two = NonZero::new(2).unwrap_or(NonZero::<usize>::MIN);
/// assert_eq!(iscc_data::sum_parallel(&data, two), iscc_data::sum(&data));
/// ```
#[must_use]
pub fn sum_parallel(data: &[u8], threads: NonZero<usize>) -> Sum {
    // Bytes in memory give no error.
    run(&data, threads, &|_| {}).unwrap_or_else(|_| sum(data))
}

/// An input of known length that can be read anywhere by several threads.
pub(crate) trait Blocks: Sync {
    fn len(&self) -> u64;

    /// The bytes of a range inside the length, in place or read into `buffer`.
    fn read<'a>(&'a self, range: Range<u64>, buffer: &'a mut Vec<u8>) -> io::Result<&'a [u8]>;
}

impl Blocks for &[u8] {
    fn len(&self) -> u64 {
        <[u8]>::len(self) as u64
    }

    fn read<'a>(&'a self, range: Range<u64>, _: &'a mut Vec<u8>) -> io::Result<&'a [u8]> {
        let place = |at: u64| usize::try_from(at).map_err(io::Error::other);
        Ok(&self[place(range.start)?..place(range.end)?])
    }
}

/// The sum of an input on at most `threads` threads; `watch` receives the length of every block that
/// is done.
pub(crate) fn run(
    input: &impl Blocks,
    threads: NonZero<usize>,
    watch: &(dyn Fn(u64) + Sync),
) -> io::Result<Sum> {
    let blocks = input.len().div_ceil(BLOCK);
    let threads = threads.get().min(usize::try_from(blocks).unwrap_or(usize::MAX));
    if threads < 2 || input.len() < MIN_BYTES {
        let mut buffer = Vec::new();
        return input.read(0..input.len(), &mut buffer).map(sum);
    }
    let work = Work {
        input,
        watch,
        blocks,
        ahead: AHEAD * threads as u64,
        next: AtomicU64::new(0),
        seam: Mutex::new(Seam::new()),
        moved: Condvar::new(),
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            // If the system has no more threads, those that are there do the work.
            if thread::Builder::new().spawn_scoped(scope, || work.run()).is_err() {
                break;
            }
        }
        work.run();
    });
    let seam = work.seam.into_inner().unwrap_or_else(PoisonError::into_inner);
    seam.finish(input.len())
}

/// What the threads share.
struct Work<'a, I> {
    input: &'a I,
    watch: &'a (dyn Fn(u64) + Sync),
    /// The number of blocks.
    blocks: u64,
    /// How far a block may be ahead of the seam.
    ahead: u64,
    /// The block that is begun next.
    next: AtomicU64,
    seam: Mutex<Seam>,
    /// The seam has moved on, or there was an error.
    moved: Condvar,
}

impl<I: Blocks> Work<'_, I> {
    fn seam(&self) -> MutexGuard<'_, Seam> {
        self.seam.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does blocks until none is left.
    fn run(&self) {
        let (mut buffer, mut again) = (Vec::new(), Vec::new());
        loop {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            if number >= self.blocks {
                return;
            }
            let mut seam = self.seam();
            while seam.error.is_none() && number >= seam.next + self.ahead {
                seam = self.moved.wait(seam).unwrap_or_else(PoisonError::into_inner);
            }
            if seam.error.is_some() {
                return;
            }
            drop(seam);

            let block = Block::of(self.input, number, &mut buffer);
            let Range { start, end } = Block::range(self.input, number);
            (self.watch)(end - start);
            let mut seam = self.seam();
            if let Err(error) = block.and_then(|block| seam.add(self.input, block, &mut again)) {
                seam.error.get_or_insert(error);
            }
            self.moved.notify_all();
        }
    }
}

/// What is known about a block without the blocks before it.
struct Block {
    number: u64,
    /// The root of its subtree of BLAKE3.
    chaining_value: ChainingValue,
    /// Where the chunks end that start in it, as if one started with it, and their features. The last
    /// one may end in the next block.
    ends: Vec<u64>,
    features: Vec<u32>,
}

impl Block {
    fn range(input: &impl Blocks, number: u64) -> Range<u64> {
        let start = number * BLOCK;
        start..input.len().min(start + BLOCK)
    }

    fn of(input: &impl Blocks, number: u64, buffer: &mut Vec<u8>) -> io::Result<Self> {
        let Range { start, end } = Self::range(input, number);
        let bytes = input.read(start..input.len().min(end + Params::DATA.max() as u64), buffer)?;
        // A block is no longer than `BLOCK`.
        let length = usize::try_from(end - start).unwrap_or(usize::MAX);
        let mut hasher = blake3::Hasher::new();
        hasher.set_input_offset(start).update(&bytes[..length]);
        let mut block = Self {
            number,
            chaining_value: hasher.finalize_non_root(),
            ends: Vec::new(),
            features: Vec::new(),
        };
        block.chunk(bytes, start, end);
        Ok(block)
    }

    /// Appends the chunks of `bytes`, which start at `start`, that begin before `end`.
    fn chunk(&mut self, mut bytes: &[u8], start: u64, end: u64) {
        let mut at = start;
        let mut chunks: [&[u8]; BATCH] = [&[]; BATCH];
        let mut hashes = [0; BATCH];
        while at < end {
            let mut count = 0;
            while at < end && count < BATCH {
                (chunks[count], bytes) = split_chunk(bytes);
                at += chunks[count].len() as u64;
                self.ends.push(at);
                count += 1;
            }
            xxh32_each(&chunks[..count], &mut hashes);
            self.features.extend_from_slice(&hashes[..count]);
        }
    }
}

/// The first chunk of bytes that a chunk starts with, and the rest. Without a cut it is all of them:
/// they are fewer than the largest chunk, so the input ends with them.
fn split_chunk(bytes: &[u8]) -> (&[u8], &[u8]) {
    let cut = Chunker::new(Params::DATA).next_cut(bytes);
    bytes.split_at(cut.unwrap_or(bytes.len()))
}

/// Puts blocks together in their order.
struct Seam {
    /// The block that is put on next, and those that came before their turn.
    next: u64,
    early: BTreeMap<u64, Block>,
    /// Where the next true chunk starts.
    at: u64,
    minima: MinHasher,
    /// Roots of complete subtrees of BLAKE3, larger ones first.
    subtrees: Vec<ChainingValue>,
    error: Option<io::Error>,
}

impl Seam {
    fn new() -> Self {
        Self {
            next: 0,
            early: BTreeMap::new(),
            at: 0,
            minima: MinHasher::new(),
            subtrees: Vec::new(),
            error: None,
        }
    }

    /// Takes a block, and puts on what can be.
    fn add(&mut self, input: &impl Blocks, block: Block, buffer: &mut Vec<u8>) -> io::Result<()> {
        self.early.insert(block.number, block);
        while let Some(block) = self.early.remove(&self.next) {
            self.put_on(input, &block, buffer)?;
            self.next += 1;
        }
        Ok(())
    }

    fn put_on(
        &mut self,
        input: &impl Blocks,
        block: &Block,
        buffer: &mut Vec<u8>,
    ) -> io::Result<()> {
        // A subtree is complete as soon as another block follows: as many are left as the number of
        // blocks has ones.
        while self.subtrees.len() > block.number.count_ones() as usize {
            self.merge();
        }
        self.subtrees.push(block.chaining_value);

        let Range { start, end } = Block::range(input, block.number);
        let mut known = 0;
        // A piece at a time, as few chunks of the first one are usually enough.
        let mut piece = 8 * Params::DATA.max() as u64;
        while self.at < end {
            if let Some(first) = block.first_chunk_at(self.at, start, &mut known) {
                self.minima.update(&block.features[first..]);
                self.at = block.ends.last().copied().unwrap_or(end);
                return Ok(());
            }
            let until = end.min(self.at + piece);
            let with_chunk = input.len().min(until + Params::DATA.max() as u64);
            let mut bytes = input.read(self.at..with_chunk, buffer)?;
            piece = BLOCK;
            while self.at < until && block.first_chunk_at(self.at, start, &mut known).is_none() {
                let chunk;
                (chunk, bytes) = split_chunk(bytes);
                let mut feature = [0];
                xxh32_each(&[chunk], &mut feature);
                self.minima.update(&feature);
                self.at += chunk.len() as u64;
            }
        }
        Ok(())
    }

    fn merge(&mut self) {
        if let (Some(right), Some(left)) = (self.subtrees.pop(), self.subtrees.pop()) {
            self.subtrees.push(merge_subtrees_non_root(&left, &right, Mode::Hash));
        }
    }

    /// The sum of all blocks, of which there are two at least.
    fn finish(mut self, size: u64) -> io::Result<Sum> {
        if let Some(error) = self.error {
            return Err(error);
        }
        while self.subtrees.len() > 2 {
            self.merge();
        }
        let [left, right] = self.subtrees[..] else {
            return Err(io::Error::other("blocks are missing"));
        };
        let root = merge_subtrees_root(&left, &right, Mode::Hash);
        Ok(Sum::new(self.minima.finalize(), Digest::new(*root.as_bytes()), size))
    }
}

impl Block {
    /// Which of the chunks starts at `at`, if one does; `known` are those that start before, and it
    /// only grows.
    fn first_chunk_at(&self, at: u64, start: u64, known: &mut usize) -> Option<usize> {
        let begin = |chunk: usize| if chunk == 0 { start } else { self.ends[chunk - 1] };
        while *known < self.ends.len() && begin(*known) < at {
            *known += 1;
        }
        (*known < self.ends.len() && begin(*known) == at).then_some(*known)
    }
}
