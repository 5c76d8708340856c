//! [`IsccId`]: identifiers that are issued and not computed from content (ISO 24138 ISCC-ID v0,
//! IEP-0011; ISCC-IDv1 of iscc-core 1.5.0).

use core::fmt;

use crate::error::ParseError;
use crate::header::Header;
use crate::packed::Packed;
use crate::text::text_forms;

/// MainType of an ISCC-ID.
pub(crate) const MAIN_TYPE: u32 = 6;

/// An ISCC-ID of either version.
///
/// ```
/// use iscc_core::{IdV1, IsccId, Realm};
///
/// let id = IdV1::new(Realm::Main, 1_714_503_123_456_789, 1).ok_or("out of range")?;
/// assert_eq!(IsccId::from(id).to_string(), "ISCC:MEIGC5KN3I6TCUAB");
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(clippy::exhaustive_enums, reason = "the two versions of the standard")]
pub enum IsccId {
    /// The older form: a similarity hash bound to a wallet.
    V0(IdV0),
    /// The current form: a time stamp and the hub that issued it.
    V1(IdV1),
}

/// The network that issued an ISCC-IDv1: its SubType.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(clippy::exhaustive_enums, reason = "the realms that iscc-core 1.5.0 knows")]
pub enum Realm {
    /// Realm 0: for tests, not unique.
    Test,
    /// Realm 1: the operational network.
    Main,
}

/// ISCC-IDv1: 52 bits of microseconds since 1970 and 12 bits of the issuing hub's number.
///
/// Ordered by realm, then time, then hub.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdV1 {
    realm: Realm,
    body: u64,
}

impl IdV1 {
    /// The first value that a time stamp cannot have: 2^52 microseconds, in the year 2112.
    pub const TIMESTAMP_END: u64 = 1 << 52;
    /// The first value that a hub's number cannot have.
    pub const HUB_END: u16 = 1 << 12;

    /// The identifier that `hub` issues at `timestamp` (microseconds since 1970-01-01T00:00:00Z);
    /// `None` if one of them is out of range (`gen_iscc_id_v1`).
    #[must_use]
    pub const fn new(realm: Realm, timestamp: u64, hub: u16) -> Option<Self> {
        if timestamp >= Self::TIMESTAMP_END || hub >= Self::HUB_END {
            return None;
        }
        Some(Self { realm, body: timestamp << 12 | hub as u64 })
    }

    /// The network that issued it.
    #[must_use]
    pub const fn realm(&self) -> Realm {
        self.realm
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn timestamp(&self) -> u64 {
        self.body >> 12
    }

    /// The number of the hub that issued it: 0 to 4095.
    #[must_use]
    pub const fn hub(&self) -> u16 {
        (self.body & 0xfff) as u16
    }

    /// The time stamp as ISO 8601 in UTC with microseconds, to be printed.
    ///
    /// ```
    /// use iscc_core::{IdV1, Realm};
    ///
    /// let id = IdV1::new(Realm::Test, 1_714_503_123_456_789, 0).ok_or("out of range")?;
    /// assert_eq!(id.time().to_string(), "2024-04-30T18:52:03.456789Z");
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn time(&self) -> impl fmt::Display + use<> {
        Iso8601(self.timestamp())
    }
}

/// The ledger on which an ISCC-IDv0 was declared: its SubType.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(clippy::exhaustive_enums, reason = "version 0 is closed")]
pub enum Chain {
    /// A private repository; not unique.
    Private,
    /// Bitcoin.
    Bitcoin,
    /// Ethereum.
    Ethereum,
    /// Polygon.
    Polygon,
}

impl Chain {
    const ALL: [Self; 4] = [Self::Private, Self::Bitcoin, Self::Ethereum, Self::Polygon];

    pub(crate) const fn type_name(self) -> &'static str {
        match self {
            Self::Private => "PRIVATE",
            Self::Bitcoin => "BITCOIN",
            Self::Ethereum => "ETHEREUM",
            Self::Polygon => "POLYGON",
        }
    }
}

/// ISCC-IDv0: a 64-bit similarity hash combined with the declaring wallet, and a counter where the
/// first 64 bits were taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdV0 {
    chain: Chain,
    hash: [u8; 8],
    counter: Option<u32>,
}

impl IdV0 {
    /// The first value that a counter cannot have: it takes at most four bytes of seven bits.
    pub const COUNTER_END: u32 = 1 << 28;

    /// The ledger of the declaration.
    #[must_use]
    pub const fn chain(&self) -> Chain {
        self.chain
    }

    /// The hash, combined with that of the wallet.
    #[must_use]
    pub const fn hash(&self) -> &[u8; 8] {
        &self.hash
    }

    /// The uniqueness counter.
    #[must_use]
    pub const fn counter(&self) -> Option<u32> {
        self.counter
    }

    /// The identifier with its counter raised by one; `None` at the end of its range
    /// (`iscc_id_incr`).
    #[must_use]
    pub fn increment(&self) -> Option<Self> {
        let counter = self.counter.unwrap_or(0) + 1;
        (counter < Self::COUNTER_END).then_some(Self { counter: Some(counter), ..*self })
    }

    /// The counter as an unsigned LEB128 number.
    fn counter_bytes(&self) -> Packed<4> {
        let mut bytes = Packed::EMPTY;
        let Some(mut counter) = self.counter else { return bytes };
        while counter >= 0x80 {
            bytes.push(&[counter.to_le_bytes()[0] | 0x80]);
            counter >>= 7;
        }
        bytes.push(&[counter.to_le_bytes()[0]]);
        bytes
    }

    /// How many bytes the counter takes: the Length field, 0 to 4.
    fn counter_len(&self) -> u32 {
        self.counter.map_or(0, |counter| (counter | 1).ilog2() / 7 + 1)
    }

    /// Reads a counter that takes all of `bytes` and is written in its shortest form.
    fn read_counter(bytes: &[u8]) -> Result<Option<u32>, ParseError> {
        let Some((last, front)) = bytes.split_last() else { return Ok(None) };
        let shortest = *last != 0 || front.is_empty();
        if *last >= 0x80 || !shortest || front.iter().any(|byte| *byte < 0x80) {
            return Err(ParseError::Padding);
        }
        let counter =
            bytes.iter().rev().fold(0, |counter, byte| counter << 7 | u32::from(byte & 0x7f));
        Ok(Some(counter))
    }
}

impl From<IdV0> for IsccId {
    fn from(id: IdV0) -> Self {
        Self::V0(id)
    }
}

impl From<IdV1> for IsccId {
    fn from(id: IdV1) -> Self {
        Self::V1(id)
    }
}

impl IsccId {
    /// The header as its four fields.
    #[must_use]
    pub fn header(&self) -> Header {
        let (sub_type, version, length) = match self {
            Self::V0(id) => (id.chain as u32, 0, id.counter_len()),
            Self::V1(id) => (id.realm as u32, 1, 0),
        };
        Header { main_type: MAIN_TYPE, sub_type, version, length }
    }

    /// The body: 8 bytes, and up to 4 of a counter.
    #[must_use]
    pub fn body(&self) -> Packed<12> {
        match self {
            Self::V0(id) => Packed::concat(&[&id.hash, &id.counter_bytes()]),
            Self::V1(id) => Packed::concat(&[&id.body.to_be_bytes()]),
        }
    }

    /// Header and body as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Packed {
        Packed::concat(&[&self.header().short_bytes(), &self.body()])
    }

    /// Reads an ISCC-ID from its bytes.
    ///
    /// # Errors
    /// A [`ParseError`] if the bytes are anything else than exactly one ISCC-ID.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ParseError> {
        let (header, body) = Header::read(bytes)?;
        if header.main_type != MAIN_TYPE {
            return Err(ParseError::Kind("not an ISCC-ID"));
        }
        let counter_bytes = match (header.version, header.length) {
            (0, length @ 0..=4) => length as usize,
            (1, 0) => 0,
            (0 | 1, length) => return Err(ParseError::LengthField(length)),
            _ => return Err(header.unknown_combination()),
        };
        let expected = 8 + counter_bytes;
        let wrong_length = ParseError::Length { expected, found: body.len() };
        if body.len() != expected {
            return Err(wrong_length);
        }
        let (hash, counter) = body.split_first_chunk::<8>().ok_or(wrong_length)?;
        match (header.version, header.sub_type) {
            (1, 0) => Ok(Self::V1(IdV1 { realm: Realm::Test, body: u64::from_be_bytes(*hash) })),
            (1, 1) => Ok(Self::V1(IdV1 { realm: Realm::Main, body: u64::from_be_bytes(*hash) })),
            (0, chain @ 0..=3) => Ok(Self::V0(IdV0 {
                chain: Chain::ALL[chain as usize],
                hash: *hash,
                counter: IdV0::read_counter(counter)?,
            })),
            _ => Err(header.unknown_combination()),
        }
    }
}

text_forms!(IsccId);

/// Prints microseconds since 1970 as a date and time of the Gregorian calendar in UTC.
struct Iso8601(u64);

impl fmt::Display for Iso8601 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (seconds, micros) = (self.0 / 1_000_000, self.0 % 1_000_000);
        let (days, second) = (seconds / 86_400, seconds % 86_400);
        // Days since 0000-03-01, so that a leap day ends its year and its 400-year era.
        let days = days + 719_468;
        let (era, day_of_era) = (days / 146_097, days % 146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = era * 400 + year_of_era + u64::from(month <= 2);
        let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{micros:06}Z")
    }
}
