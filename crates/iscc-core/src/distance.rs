//! How far apart codes are: Hamming distance over what both have, as bits, ratio and percent
//! (`iscc_distance`, `iscc_similarity`, `iscc_nph_distance_bytes`).

use crate::iscc::Iscc;
use crate::kind::UnitKind;
use crate::unit::Unit;

/// The Hamming distance of two bit strings over their common prefix.
///
/// [`nphd`](Self::nphd) puts it in relation to the prefix (normalised prefix Hamming distance).
/// **It is not a metric** as soon as lengths differ: with a = 64 zero bits, b = 32 zero bits and
/// c = 32 zero and 32 one bits, a and b are 0 apart, b and c are 0 apart, and a and c are 0.5
/// apart. Index structures that rely on the triangle inequality need codes of one length.
///
/// ```
/// use iscc_core::Distance;
///
/// let distance = Distance::between(&[0b0000_0000, 0xff], &[0b0000_0011]);
/// assert_eq!((distance.bits(), distance.compared()), (2, 8));
/// assert_eq!((distance.nphd(), distance.similarity()), (0.25, 0.75));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Distance {
    bits: u32,
    compared: u32,
}

impl Distance {
    /// The distance of two byte strings over their common prefix.
    ///
    /// At most 2^29 - 1 bytes count, so that the numbers of bits cannot overflow.
    #[must_use]
    pub fn between(a: &[u8], b: &[u8]) -> Self {
        let pairs = a.iter().zip(b).take((u32::MAX / 8) as usize);
        pairs.fold(Self { bits: 0, compared: 0 }, |Self { bits, compared }, (a, b)| Self {
            bits: bits + (a ^ b).count_ones(),
            compared: compared + 8,
        })
    }

    /// How many bits differ.
    #[must_use]
    pub const fn bits(&self) -> u32 {
        self.bits
    }

    /// How many bits both have and were compared.
    #[must_use]
    pub const fn compared(&self) -> u32 {
        self.compared
    }

    /// Whether nothing differs in what was compared.
    #[must_use]
    pub const fn is_zero(&self) -> bool {
        self.bits == 0
    }

    /// Normalised prefix Hamming distance: 0 for equal, 1 for opposite, 0.5 for unrelated codes.
    /// Nothing compared counts as equal.
    #[must_use]
    pub fn nphd(&self) -> f64 {
        if self.compared == 0 { 0.0 } else { f64::from(self.bits) / f64::from(self.compared) }
    }

    /// Normalised prefix Hamming similarity: `1 - nphd`.
    #[must_use]
    pub fn similarity(&self) -> f64 {
        1.0 - self.nphd()
    }

    /// Similarity in percent, rounded down as `iscc_similarity` does.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to 100, rounded down in floating point as the reference does"
    )]
    pub fn percent(&self) -> u32 {
        if self.compared == 0 {
            return 100;
        }
        let equal = f64::from(self.compared - self.bits);
        (equal / f64::from(self.compared) * 100.0) as u32
    }
}

impl Unit {
    /// The distance to another unit of the same kind; `None` if the kinds differ.
    ///
    /// Units of different lengths are compared over what both have. For an Instance-Code only
    /// zero means something: its bits are those of a checksum.
    ///
    /// ```
    /// use iscc_core::Unit;
    ///
    /// let a: Unit = "ISCC:EAAVKVKVKVKVKVKV".parse()?;
    /// let b: Unit = "ISCC:EAAVKVKVKVKVKVKU".parse()?;
    /// assert_eq!(a.distance(&b).map(|distance| distance.bits()), Some(1));
    /// # Ok::<(), iscc_core::ParseError>(())
    /// ```
    #[must_use]
    pub fn distance(&self, other: &Self) -> Option<Distance> {
        (self.kind() == other.kind()).then(|| Distance::between(self.body(), other.body()))
    }
}

impl Iscc {
    /// The distances of the units that both codes have, in the order of units
    /// (`iscc_compare`, `iscc_nph_compare`). ISCC-IDs and Flake-Codes have none: compare with `==`.
    ///
    /// DIFFERENCE: the reference says of any two ISCC-IDv1 that they match.
    ///
    /// ```
    /// use iscc_core::{Iscc, UnitKind};
    ///
    /// let code: Iscc = "ISCC:KUAG2PRCRS5LNVZVJKAFAVOJXLZZM".parse()?;
    /// let unit: Iscc = "ISCC:GAAW2PRCRS5LNVZV".parse()?;
    /// let found: Vec<_> = code.compare(&unit).collect();
    /// assert_eq!(found.len(), 1);
    /// assert_eq!(found[0].0, UnitKind::Data);
    /// assert!(found[0].1.is_zero());
    /// # Ok::<(), iscc_core::ParseError>(())
    /// ```
    pub fn compare(&self, other: &Self) -> impl Iterator<Item = (UnitKind, Distance)> + use<> {
        let theirs = other.units();
        self.units().into_iter().filter_map(move |unit| {
            theirs.iter().find_map(|their| unit.distance(their)).map(|found| (unit.kind(), found))
        })
    }
}
