//! The Mixed-Code: one Content-Code for an asset of several contents (`gen_mixed_code_v0`).

use crate::bits::Bits;
use crate::error::ComposeError;
use crate::kind::{Mode, UnitKind};
use crate::raw_unit::RawUnit;
use crate::simhash::SimHasher;
use crate::unit::Unit;

/// MainType of a Content-Code.
const CONTENT: u32 = 2;

/// The Mixed-Code of two or more Content-Codes, `bits` bits long.
///
/// Each code takes part with the first byte of its header and the first `bits - 8` bits of its
/// body, so the mode counts a little too. Codes may be of SubTypes that this crate does not know.
///
/// ```
/// use iscc_core::{mixed_code, Bits, Unit};
///
/// let text: Unit = "ISCC:EAASS2POFOWX6KBM".parse()?;
/// let audio: Unit = "ISCC:EIASS2POFOWX6KBM".parse()?;
/// let mixed = mixed_code([text, audio], Bits::B64)?;
/// assert_eq!(mixed.kind().to_string(), "Mixed-Code");
/// # Ok::<(), iscc_core::ParseError>(())
/// ```
///
/// # Errors
/// A [`ComposeError`] for fewer than two units, units that are no Content-Codes, or units shorter
/// than `bits`.
pub fn mixed_code(
    units: impl IntoIterator<Item = impl Into<RawUnit>>,
    bits: Bits,
) -> Result<Unit, ComposeError> {
    let (mut hasher, mut count) = (SimHasher::<32>::new(), 0);
    for unit in units {
        let unit: RawUnit = unit.into();
        let (header, body) = (unit.header(), unit.body());
        if header.main_type != CONTENT {
            return Err(ComposeError::NotContent { main_type: header.main_type });
        }
        let Some((body, _)) = body.split_at_checked(bits.bytes()) else {
            return Err(ComposeError::TooShort { bytes: body.len(), needed: bits.bytes() });
        };
        let mut part = [0; 32];
        part[0] = unit.to_bytes()[0];
        part[1..bits.bytes()].copy_from_slice(&body[..bits.bytes() - 1]);
        hasher.update(&part);
        count += 1;
    }
    if count < 2 {
        return Err(ComposeError::TooFew);
    }
    // Bits after `bits` are those of zeros; the unit does not keep them.
    Ok(Unit::new(UnitKind::Content(Mode::Mixed), bits, &hasher.digest()))
}
