//! The ISCC-SUM: Data-Code and Instance-Code of the same bytes in one pass (`gen_sum_code_v0`;
//! IEP-0016 for the wide form).

use iscc_core::{Bits, Code, Digest, Multihash, Unit, UnitKind};

use crate::data::DataHasher;
use crate::instance::InstanceHasher;

/// Bytes that both hashers look at in turn: a part of the cache of a core, and enough for BLAKE3 to
/// fill its SIMD lanes.
const PIECE: usize = 128 * 1024;

/// The ISCC-SUM of `data`.
///
/// ```
/// let sum = iscc_data::sum(b"");
/// assert_eq!(sum.code().to_string(), "ISCC:KUACL4F2WZY7KBXBV4JUTOPV7GQ2M");
/// ```
#[must_use]
pub fn sum(data: &[u8]) -> Sum {
    SumHasher::new().update(data).finalize()
}

/// What one pass over bytes gives: both digests in full and the number of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sum {
    data: Digest,
    instance: Digest,
    size: u64,
}

impl Sum {
    #[cfg(feature = "std")]
    pub(crate) const fn new(data: Digest, instance: Digest, size: u64) -> Self {
        Self { data, instance, size }
    }

    /// The Data-Code, `bits` bits long.
    #[must_use]
    pub fn data_code(&self, bits: Bits) -> Unit {
        Unit::new(UnitKind::Data, bits, &self.data)
    }

    /// The Instance-Code, `bits` bits long.
    #[must_use]
    pub fn instance_code(&self, bits: Bits) -> Unit {
        Unit::new(UnitKind::Instance, bits, &self.instance)
    }

    /// The ISCC-CODE of both: 64 bits of each.
    #[must_use]
    pub fn code(&self) -> Code {
        Code::sum(&self.data, &self.instance)
    }

    /// The wide ISCC-CODE of both: 128 bits of each.
    #[must_use]
    pub fn code_wide(&self) -> Code {
        Code::sum_wide(&self.data, &self.instance)
    }

    /// The full similarity hash behind the Data-Code.
    #[must_use]
    pub const fn data_hash(&self) -> Digest {
        self.data
    }

    /// The BLAKE3 checksum as metadata writes it.
    #[must_use]
    pub const fn datahash(&self) -> Multihash {
        Multihash::blake3(self.instance)
    }

    /// The number of bytes: metadata's `filesize`.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }
}

/// Streaming ISCC-SUM.
///
/// ```
/// use iscc_data::{SumHasher, sum};
///
/// let mut hasher = SumHasher::new();
/// hasher.update(b"content ").update(b"codes");
/// assert_eq!(hasher.finalize(), sum(b"content codes"));
/// ```
#[derive(Debug, Clone, Default)]
pub struct SumHasher {
    data: DataHasher,
    instance: InstanceHasher,
}

impl SumHasher {
    /// A hasher that has seen nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds bytes to what came before.
    pub fn update(&mut self, data: &[u8]) -> &mut Self {
        // A piece at a time, so that the second hasher finds it in the cache.
        for piece in data.chunks(PIECE) {
            self.instance.update(piece);
            self.data.update(piece);
        }
        self
    }

    /// The sum of what came so far; more may follow.
    #[must_use]
    pub fn finalize(&self) -> Sum {
        Sum {
            data: self.data.finalize(),
            instance: self.instance.finalize(),
            size: self.instance.size(),
        }
    }
}
