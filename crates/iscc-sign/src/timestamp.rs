//! [`Timestamp`]: a time in UTC with milliseconds, in the one form that notes allow.

use alloc::string::ToString as _;
use core::fmt;
use core::str::FromStr;

use iscc_core::{IdV1, Realm};

use crate::error::Error;

/// Milliseconds since 1970-01-01T00:00:00Z, until the year 2112 as in ISCC-IDs; prints as `2026-11-30T12:00:00.000Z`, and is
/// parsed from that form alone.
///
/// ```
/// use iscc_sign::Timestamp;
///
/// let time: Timestamp = "2026-11-30T12:00:00.250Z".parse()?;
/// assert_eq!(time.milliseconds(), 1_796_040_000_250);
/// assert_eq!(time.to_string(), "2026-11-30T12:00:00.250Z");
/// assert!("2026-02-30T12:00:00.250Z".parse::<Timestamp>().is_err());
/// # Ok::<(), iscc_sign::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(IdV1);

impl Timestamp {
    /// The time at so many milliseconds after 1970-01-01T00:00:00Z; `None` from the year 2112 on.
    #[must_use]
    pub fn from_milliseconds(milliseconds: u64) -> Option<Self> {
        // An identifier of a hub is a time of this very range, and prints it.
        IdV1::new(Realm::Test, milliseconds.checked_mul(1000)?, 0).map(Self)
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn milliseconds(&self) -> u64 {
        self.0.timestamp() / 1000
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let with_microseconds = self.0.time().to_string();
        write!(f, "{}Z", &with_microseconds[..with_microseconds.len() - "000Z".len()])
    }
}

impl FromStr for Timestamp {
    type Err = Error;

    fn from_str(string: &str) -> Result<Self, Error> {
        let malformed = Error::Member("timestamp");
        let field = |range: core::ops::Range<usize>| -> Option<u64> {
            string.get(range)?.bytes().try_fold(0, |number, byte| {
                byte.is_ascii_digit().then(|| number * 10 + u64::from(byte - b'0'))
            })
        };
        let milliseconds = || {
            let (year, month, day) = (field(0..4)?, field(5..7)?, field(8..10)?);
            let days = days_since_1970(year, month, day)?;
            let (hour, minute, second) = (field(11..13)?, field(14..16)?, field(17..19)?);
            Some((((days * 24 + hour) * 60 + minute) * 60 + second) * 1000 + field(20..23)?)
        };
        let time = milliseconds().and_then(Self::from_milliseconds).ok_or(malformed.clone())?;
        // Separators, ranges of fields and lengths of months: only the printed form reads the same.
        if time.to_string() == string { Ok(time) } else { Err(malformed) }
    }
}

/// Days of the Gregorian calendar from 1970-01-01; years end with February here, so that a leap day comes last.
fn days_since_1970(year: u64, month: u64, day: u64) -> Option<u64> {
    if year < 1970 || !(1..=12).contains(&month) {
        return None;
    }
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day;
    days.checked_sub(719_469)
}
