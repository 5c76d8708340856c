//! The ISCC header: four variable-length fields in nibbles (ISO 24138, header structure; IEP-0001).
//!
//! | prefix bits | nibbles | data bits | range    |
//! |-------------|---------|-----------|----------|
//! | `0`         | 1       | 3         | 0-7      |
//! | `10`        | 2       | 6         | 8-71     |
//! | `110`       | 3       | 9         | 72-583   |
//! | `1110`      | 4       | 12        | 584-4679 |
//!
//! A zero nibble pads an odd count, so a header takes 2 to 8 bytes.

use crate::error::ParseError;
use crate::packed::Packed;

/// A decoded header: the four fields as they stand, whether or not they make a legal code.
///
/// This is the sharp tool below [`Unit`](crate::Unit), [`Code`](crate::Code) and the others, for
/// readers of codes that are newer than this crate.
///
/// ```
/// use iscc_core::Header;
///
/// let (header, body) = Header::read(&[0x21, 0x01, 0xff])?;
/// assert_eq!((header.main_type, header.sub_type, header.version, header.length), (2, 1, 0, 1));
/// assert_eq!(body, [0xff]);
/// assert_eq!(*header.to_bytes()?, [0x21, 0x01]);
/// # Ok::<(), iscc_core::ParseError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(clippy::exhaustive_structs, reason = "the standard's four fields")]
pub struct Header {
    /// MainType: 0 META, 1 SEMANTIC, 2 CONTENT, 3 DATA, 4 INSTANCE, 5 ISCC, 6 ID, 7 FLAKE.
    pub main_type: u32,
    /// SubType; what it means depends on the MainType.
    pub sub_type: u32,
    /// Version of the algorithm: 0, and 1 for ISCC-IDs.
    pub version: u32,
    /// Length; what it means depends on the MainType.
    pub length: u32,
}

impl Header {
    /// The largest value of a field.
    pub const MAX_FIELD: u32 = 4679;

    /// Reads a header at the start of `bytes` and gives it back with what follows it.
    ///
    /// # Errors
    /// [`ParseError::Truncated`] if the bytes end inside the header, [`ParseError::Header`] if a
    /// field starts with `1111` or the padding nibble is not zero.
    pub fn read(bytes: &[u8]) -> Result<(Self, &[u8]), ParseError> {
        let mut nibbles = Nibbles { bytes, position: 0 };
        let header = Self {
            main_type: nibbles.field()?,
            sub_type: nibbles.field()?,
            version: nibbles.field()?,
            length: nibbles.field()?,
        };
        if nibbles.position % 2 == 1 && nibbles.next()? != 0 {
            return Err(ParseError::Header);
        }
        Ok((header, &bytes[nibbles.position / 2..]))
    }

    /// The bytes of this header: 2 to 8.
    ///
    /// # Errors
    /// [`ParseError::Header`] if a field is larger than [`Header::MAX_FIELD`].
    pub fn to_bytes(self) -> Result<Packed, ParseError> {
        // 64 bits hold the four fields of at most 16 bits, left-aligned.
        let (mut bits, mut used) = (0u64, 0u32);
        for value in [self.main_type, self.sub_type, self.version, self.length] {
            let (prefix, width, base): (u64, u32, u32) = match value {
                0..8 => (0b0 << 3, 4, 0),
                8..72 => (0b10 << 6, 8, 8),
                72..584 => (0b110 << 9, 12, 72),
                584..4680 => (0b1110 << 12, 16, 584),
                _ => return Err(ParseError::Header),
            };
            used += width;
            bits |= (prefix | u64::from(value - base)) << (64 - used);
        }
        let bytes = used.div_ceil(8) as usize;
        Ok(Packed::concat(&[&bits.to_be_bytes()[..bytes]]))
    }

    pub(crate) fn unknown_combination(self) -> ParseError {
        let Self { main_type, sub_type, version, .. } = self;
        ParseError::Combination { main_type, sub_type, version }
    }

    /// The 2 bytes of a header whose fields are all below 8, as in every code of this crate.
    pub(crate) fn short_bytes(self) -> [u8; 2] {
        let Self { main_type, sub_type, version, length } = self;
        debug_assert!(main_type < 8 && sub_type < 8 && version < 8 && length < 8);
        let nibbles = main_type << 12 | sub_type << 8 | version << 4 | length;
        let [.., high, low] = nibbles.to_be_bytes();
        [high, low]
    }
}

/// Reads a byte string nibble by nibble, high nibble first.
struct Nibbles<'a> {
    bytes: &'a [u8],
    position: usize,
}

impl Nibbles<'_> {
    fn next(&mut self) -> Result<u32, ParseError> {
        let byte = *self.bytes.get(self.position / 2).ok_or(ParseError::Truncated)?;
        let nibble = if self.position.is_multiple_of(2) { byte >> 4 } else { byte & 0x0f };
        self.position += 1;
        Ok(u32::from(nibble))
    }

    fn field(&mut self) -> Result<u32, ParseError> {
        let first = self.next()?;
        let (data_bits, more, base) = match first {
            0b0000..=0b0111 => (first, 0, 0),
            0b1000..=0b1011 => (first & 0b11, 1, 8),
            0b1100..=0b1101 => (first & 0b1, 2, 72),
            0b1110 => (0, 3, 584),
            _ => return Err(ParseError::Header),
        };
        let mut value = data_bits;
        for _ in 0..more {
            value = value << 4 | self.next()?;
        }
        Ok(value + base)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn bounds_of_every_range() {
        for (value, bytes) in [
            (0, &[0x00, 0x00][..]),
            (7, &[0x07, 0x00]),
            (8, &[0x08, 0x00, 0x00]),
            (71, &[0x0b, 0xf0, 0x00]),
            (72, &[0x0c, 0x00, 0x00]),
            (583, &[0x0d, 0xff, 0x00]),
            (584, &[0x0e, 0x00, 0x00, 0x00]),
            (4679, &[0x0e, 0xff, 0xf0, 0x00]),
        ] {
            let header = Header { main_type: 0, sub_type: value, version: 0, length: 0 };
            assert_eq!(*header.to_bytes().unwrap(), *bytes, "{value}");
            assert_eq!(Header::read(bytes).unwrap(), (header, &[][..]), "{value}");
        }
        let too_large = Header { main_type: 4680, sub_type: 0, version: 0, length: 0 };
        assert_eq!(too_large.to_bytes(), Err(ParseError::Header));
    }

    #[test]
    fn bad_headers_are_errors() {
        assert_eq!(Header::read(&[]), Err(ParseError::Truncated));
        assert_eq!(Header::read(&[0x00]), Err(ParseError::Truncated));
        assert_eq!(Header::read(&[0xf0, 0x00]), Err(ParseError::Header), "prefix 1111");
        assert_eq!(Header::read(&[0x08, 0x00, 0x01]), Err(ParseError::Header), "padding");
    }

    proptest! {
        #[test]
        fn read_of_write_is_the_identity(
            main_type in 0u32..4680, sub_type in 0u32..4680, version in 0u32..4680,
            length in 0u32..4680, tail: [u8; 3],
        ) {
            let header = Header { main_type, sub_type, version, length };
            let bytes = header.to_bytes().unwrap();
            prop_assert!((2..=8).contains(&bytes.len()));
            let whole = [&*bytes, &tail].concat();
            prop_assert_eq!(Header::read(&whole).unwrap(), (header, &tail[..]));
        }

        #[test]
        fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..12)) {
            if let Ok((header, tail)) = Header::read(&bytes) {
                let read = bytes.len() - tail.len();
                prop_assert_eq!(&*header.to_bytes().unwrap(), &bytes[..read]);
            }
        }
    }
}
