//! The Instance-Code: identity of raw bytes (ISO 24138 Instance-Code; `gen_instance_code_v0`).

use iscc_core::{Bits, Digest, Unit, UnitKind};

/// The Instance-Code of `data`, `bits` bits long: the start of its BLAKE3 checksum.
///
/// ```
/// use iscc_core::Bits;
///
/// let unit = iscc_data::instance_code(b"", Bits::B64);
/// assert_eq!(unit.to_string(), "ISCC:IAA26E2JXH27TING");
/// ```
#[must_use]
pub fn instance_code(data: &[u8], bits: Bits) -> Unit {
    Unit::new(UnitKind::Instance, bits, &instance_hash(data))
}

/// The BLAKE3 checksum of `data` (`hash_instance_v0`); as metadata's `datahash` it is written as a
/// [`Multihash`](iscc_core::Multihash).
#[must_use]
pub fn instance_hash(data: &[u8]) -> Digest {
    InstanceHasher::new().update(data).finalize()
}

/// Streaming Instance-Code: BLAKE3 and a count of the bytes.
///
/// ```
/// use iscc_data::{InstanceHasher, instance_hash};
///
/// let mut hasher = InstanceHasher::new();
/// hasher.update(b"content ").update(b"codes");
/// assert_eq!(hasher.finalize(), instance_hash(b"content codes"));
/// assert_eq!(hasher.size(), 13);
/// ```
#[derive(Debug, Clone, Default)]
pub struct InstanceHasher(blake3::Hasher);

impl InstanceHasher {
    /// A hasher that has seen nothing.
    #[must_use]
    pub fn new() -> Self {
        Self(blake3::Hasher::new())
    }

    /// Adds bytes to what came before.
    pub fn update(&mut self, data: &[u8]) -> &mut Self {
        self.0.update(data);
        self
    }

    /// The checksum of what came so far; more may follow.
    #[must_use]
    pub fn finalize(&self) -> Digest {
        Digest::new(*self.0.finalize().as_bytes())
    }

    /// The number of bytes that came so far: metadata's `filesize`.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.0.count()
    }
}
