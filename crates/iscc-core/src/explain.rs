//! Codes in words: the type identifier and the explanation (`iscc_type_id`, `iscc_explain`).

use core::fmt;

use crate::code::{Code, CodeKind};
use crate::id::IsccId;
use crate::iscc::Iscc;
use crate::kind::UnitKind;
use crate::packed::Hex;

impl Iscc {
    /// The type of the code in words, as a name for an index: `CONTENT-TEXT-V0-64`.
    ///
    /// ```
    /// use iscc_core::Iscc;
    ///
    /// let iscc: Iscc = "ISCC:KUAG2PRCRS5LNVZVJKAFAVOJXLZZM".parse()?;
    /// assert_eq!(iscc.type_id().to_string(), "ISCC-SUM-V0-DI");
    /// # Ok::<(), iscc_core::ParseError>(())
    /// ```
    #[must_use]
    pub fn type_id(&self) -> impl fmt::Display + use<> {
        TypeId(*self)
    }

    /// The type of the code and what is in it: the body in hexadecimal digits, or time stamp and
    /// hub of an ISCC-IDv1.
    ///
    /// ```
    /// use iscc_core::Iscc;
    ///
    /// let iscc: Iscc = "ISCC:MEIGC5KN3I6TCUAB".parse()?;
    /// assert_eq!(
    ///     iscc.explain().to_string(),
    ///     "ID-REALM_1-V1-64-2024-04-30T18:52:03.456789Z-HUB_1"
    /// );
    /// # Ok::<(), iscc_core::ParseError>(())
    /// ```
    #[must_use]
    pub fn explain(&self) -> impl fmt::Display + use<> {
        Explanation(*self)
    }
}

struct TypeId(Iscc);

impl fmt::Display for TypeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Iscc::Unit(unit) => {
                let kind = unit.kind();
                let (main, sub) = (kind.main_type_name(), kind.sub_type_name());
                write!(f, "{main}-{sub}-V0-{}", unit.bits())
            }
            Iscc::Code(code) => write!(f, "ISCC-{}-V0-{}", sub_type(code), Letters(code)),
            Iscc::Id(IsccId::V0(id)) => {
                let bits = self.0.header().length * 8 + 64;
                write!(f, "ID-{}-V0-{bits}", id.chain().type_name())
            }
            Iscc::Id(IsccId::V1(id)) => write!(f, "ID-REALM_{}-V1-64", id.realm() as u32),
            Iscc::Flake(flake) => write!(f, "FLAKE-NONE-V0-{}", flake.bits()),
        }
    }
}

struct Explanation(Iscc);

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-", TypeId(self.0))?;
        match &self.0 {
            Iscc::Unit(unit) => Hex(unit.body()).fmt(f),
            Iscc::Code(code) => Hex(code.body()).fmt(f),
            Iscc::Id(IsccId::V0(id)) => {
                Hex(id.hash()).fmt(f)?;
                id.counter().map_or(Ok(()), |counter| write!(f, "-{counter}"))
            }
            Iscc::Id(IsccId::V1(id)) => write!(f, "{}-HUB_{}", id.time(), id.hub()),
            Iscc::Flake(flake) => Hex(flake.body()).fmt(f),
        }
    }
}

fn sub_type(code: &Code) -> &'static str {
    match code.kind() {
        CodeKind::Mode(mode) => mode.type_name(),
        CodeKind::Sum => "SUM",
        CodeKind::None => "NONE",
        CodeKind::Wide => "WIDE",
    }
}

/// The units of a code by their first letters: `MSCDI`.
struct Letters<'a>(&'a Code);

impl fmt::Display for Letters<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.units().iter().try_for_each(|unit| {
            f.write_str(match unit.kind() {
                UnitKind::Meta => "M",
                UnitKind::Semantic(_) => "S",
                UnitKind::Content(_) => "C",
                UnitKind::Data => "D",
                UnitKind::Instance => "I",
            })
        })
    }
}
