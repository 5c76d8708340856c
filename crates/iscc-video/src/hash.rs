//! The Video-Code: similarity of the set of frame signatures (ISO 24138 Content-Code Video;
//! `soft_hash_video_v0`).

use alloc::boxed::Box;
use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use iscc_core::{Bits, Digest, Mode, Unit, UnitKind};

use crate::distinct::{Packed, Place, Table};
use crate::wta::{Sums, byte};

/// The number of values of a frame signature (ISO/IEC 15938-3, video signature).
pub const VALUES: usize = 380;

/// The values of one frame signature; those of MPEG-7 are 0, 1 and 2.
///
/// Wider types than `u8` are for signatures that other tools have summed up.
pub type FrameVector<T = u8> = [T; VALUES];

/// The Video-Code of frame signatures, `bits` bits long; `None` without a frame.
///
/// ```
/// use iscc_core::Bits;
///
/// let unit = iscc_video::video_code(&[[0u8; 380]], Bits::B64);
/// assert_eq!(unit.map(|unit| unit.to_string()).as_deref(), Some("ISCC:EMAQAAAAAAAAAAAA"));
/// ```
#[must_use]
pub fn video_code<T: Copy + Into<u64>>(frames: &[FrameVector<T>], bits: Bits) -> Option<Unit> {
    let digest = video_hash(frames)?;
    Some(Unit::new(UnitKind::Content(Mode::Video), bits, &digest))
}

/// The full 256-bit similarity hash of frame signatures; `None` without a frame.
///
/// ```
/// use iscc_video::video_hash;
///
/// assert_eq!(video_hash(&[[0u8; 380], [0; 380]]), video_hash(&[[0u8; 380]]));
/// assert_eq!(video_hash::<u8>(&[]), None);
/// ```
#[must_use]
pub fn video_hash<T: Copy + Into<u64>>(frames: &[FrameVector<T>]) -> Option<Digest> {
    let mut set = Set { narrow: Table::with_room_for(frames.len()), ..Set::new() };
    for (number, frame) in frames.iter().enumerate() {
        // The signatures are all here, so none is kept.
        set.add(frame, number, |number| pack(&frames[number]).unwrap_or_default());
    }
    set.finalize()
}

/// Streaming Video-Code. Equal signatures count once, so those that came are kept: MPEG-7's take about 120
/// bytes each, 2 MB for an hour at the reference's five frames a second.
///
/// ```
/// use iscc_video::{VideoHasher, video_hash};
///
/// let mut frame = [1u8; 380];
/// let mut hasher = VideoHasher::new();
/// hasher.update(&frame).update(&frame);
/// assert_eq!(hasher.finalize(), video_hash(&[frame]));
/// frame[16] = 2;
/// assert_ne!(hasher.update(&frame).finalize(), video_hash(&[[1u8; 380]]));
/// ```
#[derive(Debug, Clone)]
pub struct VideoHasher {
    set: Set,
    /// The signatures that the set knows by number.
    kept: Vec<Packed>,
}

impl Default for VideoHasher {
    fn default() -> Self {
        Self::new()
    }
}

impl VideoHasher {
    /// A hasher that has seen nothing.
    #[must_use]
    pub const fn new() -> Self {
        Self { set: Set::new(), kept: Vec::new() }
    }

    /// Adds one frame signature.
    pub fn update<T: Copy + Into<u64>>(&mut self, frame: &FrameVector<T>) -> &mut Self {
        let kept = &self.kept;
        if let Some(packed) = self.set.add(frame, kept.len(), |number| kept[number]) {
            self.kept.push(packed);
        }
        self
    }

    /// The hash of what came so far; `None` before the first frame.
    #[must_use]
    pub fn finalize(&self) -> Option<Digest> {
        self.set.finalize()
    }
}

/// Distinct signatures and their sum.
#[derive(Debug, Clone)]
struct Set {
    /// Those of values below 4.
    narrow: Table,
    /// All others.
    wide: BTreeSet<Box<FrameVector<u64>>>,
    /// The last of the narrow ones: still pictures repeat it.
    last: Option<Packed>,
    sums: Sums,
}

impl Set {
    const fn new() -> Self {
        Self { narrow: Table::new(), wide: BTreeSet::new(), last: None, sums: Sums::new() }
    }

    /// Adds a signature; gives it if `signature_of` may be asked for that number from now on.
    fn add<T: Copy + Into<u64>>(
        &mut self,
        frame: &FrameVector<T>,
        number: usize,
        signature_of: impl Fn(usize) -> Packed,
    ) -> Option<Packed> {
        let Some(packed) = pack(frame) else {
            let frame = Box::new(frame.map(Into::into));
            if !self.wide.contains(&frame) {
                self.sums.add(&frame);
                self.wide.insert(frame);
            }
            return None;
        };
        // The first word tells most of them apart.
        if self.last.is_some_and(|last| last[0] == packed[0] && last == packed) {
            return None;
        }
        self.last = Some(packed);
        let place = self.narrow.insert(&packed, number, signature_of);
        if place != Place::Old {
            self.sums.add_narrow(frame);
        }
        (place == Place::New).then_some(packed)
    }

    fn finalize(&self) -> Option<Digest> {
        (!self.narrow.is_empty() || !self.wide.is_empty()).then(|| self.sums.hash())
    }
}

/// Puts values into two bits each, if all are below 4: four times twelve words of eight values, shifted into each
/// other, many at a time where the processor can.
fn pack<T: Copy + Into<u64>>(frame: &FrameVector<T>) -> Option<Packed> {
    // Frames of bytes are used as they are, if the compiler sees what this is.
    let mut bytes = [0; VALUES.next_multiple_of(32)];
    for (byte_, value) in bytes.iter_mut().zip(frame) {
        *byte_ = byte(*value);
    }
    let mut packed: Packed = [0; _];
    let mut all = packed;
    for (shift, quarter) in bytes.as_chunks::<96>().0.iter().enumerate() {
        let eights = quarter.as_chunks::<8>().0;
        for ((packed, all), eight) in packed.iter_mut().zip(&mut all).zip(eights) {
            let eight = u64::from_le_bytes(*eight);
            *packed |= eight << (2 * shift);
            *all |= eight;
        }
    }
    let all = all.iter().fold(0, |all, word| all | word);
    (all & !0x0303_0303_0303_0303 == 0).then_some(packed)
}
