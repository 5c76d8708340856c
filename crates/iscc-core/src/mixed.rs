//! The Mixed-Code: one Content-Code for an asset of several contents (`gen_mixed_code_v0`).

use crate::bits::Bits;
use crate::digest::Digest;
use crate::error::ComposeError;
use crate::kind::{Mode, UnitKind};
use crate::simhash::SimHasher;
use crate::unit::Unit;

/// The Mixed-Code of two or more Content-Codes, `bits` bits long.
///
/// Each code takes part with the first byte of its header and the first `bits - 8` bits of its
/// body, so the mode counts a little too.
///
/// ```
/// use iscc_core::{mixed_code, Bits, Unit};
///
/// let text: Unit = "ISCC:EAASS2POFOWX6KBM".parse()?;
/// let audio: Unit = "ISCC:EIASS2POFOWX6KBM".parse()?;
/// let mixed = mixed_code(&[text, audio], Bits::B64)?;
/// assert_eq!(mixed.kind().to_string(), "Mixed-Code");
/// # Ok::<(), iscc_core::ParseError>(())
/// ```
///
/// # Errors
/// A [`ComposeError`] for fewer than two units, units that are no Content-Codes, or units shorter
/// than `bits`.
pub fn mixed_code(units: &[Unit], bits: Bits) -> Result<Unit, ComposeError> {
    if units.len() < 2 {
        return Err(ComposeError::TooFew);
    }
    let mut hasher = SimHasher::<32>::new();
    for unit in units {
        if !matches!(unit.kind(), UnitKind::Content(_)) {
            return Err(ComposeError::NotContent(unit.kind()));
        }
        if unit.bits() < bits {
            return Err(ComposeError::TooShort {
                kind: unit.kind(),
                bits: unit.bits().get(),
                needed: bits.get(),
            });
        }
        let mut part = [0; 32];
        part[0] = unit.header().short_bytes()[0];
        part[1..bits.bytes()].copy_from_slice(&unit.body()[..bits.bytes() - 1]);
        hasher.update(&part);
    }
    // Bits after `bits` are those of zeros; the unit does not keep them.
    Ok(Unit::new(UnitKind::Content(Mode::Mixed), bits, &Digest::new(hasher.finalize())))
}
