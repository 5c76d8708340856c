//! [`Code`]: the ISCC-CODE, several units under one header (ISO 24138; IEP-0016 for the wide form).

use core::ops::Deref;

use crate::bits::Bits;
use crate::digest::Digest;
use crate::error::{ComposeError, ParseError};
use crate::header::Header;
use crate::kind::{Mode, UnitKind};
use crate::packed::Packed;
use crate::text::text_forms;
use crate::unit::Unit;

/// MainType of an ISCC-CODE.
pub(crate) const MAIN_TYPE: u32 = 5;
/// SubTypes beside the five modes.
const SUM: u32 = 5;
const NONE: u32 = 6;
const WIDE: u32 = 7;

/// What an ISCC-CODE is about: its SubType.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(clippy::exhaustive_enums, reason = "the standard's SubTypes of an ISCC-CODE")]
pub enum CodeKind {
    /// With a Semantic- or Content-Code of this mode.
    Mode(Mode),
    /// ISCC-SUM: Data-Code and Instance-Code alone.
    Sum,
    /// Meta-, Data- and Instance-Code, without anything perceptual (SubType NONE).
    None,
    /// ISCC-SUM with 128 bits of each unit.
    Wide,
}

/// An ISCC-CODE: Data- and Instance-Code, and before them Meta-, Semantic- and Content-Code where
/// they are known, 64 bits of each (128 in the wide form, which holds Data and Instance alone).
///
/// `Copy`, without a heap; every value is a legal code.
///
/// ```
/// use iscc_core::{Bits, Code, Digest, Mode, Unit, UnitKind};
///
/// let digest = Digest::new([1; 32]);
/// let unit = |kind| Unit::new(kind, Bits::B64, &digest);
/// let units = [unit(UnitKind::Content(Mode::Text)), unit(UnitKind::Data), unit(UnitKind::Instance)];
/// let code = Code::compose(&units)?;
/// assert_eq!(code.mode(), Some(Mode::Text));
/// assert_eq!(*code.units(), units);
/// # Ok::<(), iscc_core::ComposeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    kind: CodeKind,
    /// Which optional units are there: the header's Length field.
    optional: Optional,
    /// The units' bodies in order, zero after the end.
    body: [u8; 40],
}

/// The optional units of an ISCC-CODE as bits: 4 Meta, 2 Semantic, 1 Content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Optional(u8);

impl Optional {
    const META: u8 = 4;
    const SEMANTIC: u8 = 2;
    const CONTENT: u8 = 1;

    fn has(self, flag: u8) -> bool {
        self.0 & flag != 0
    }
}

impl Code {
    /// The only version of the composition that the standard knows: 0.
    pub const VERSION: u32 = 0;

    /// Puts units together, in any order, keeping 64 bits of each (`gen_iscc_code_v0`).
    ///
    /// # Errors
    /// A [`ComposeError`] if Data or Instance are missing, a unit is there twice or is shorter than
    /// 64 bits, or Semantic- and Content-Code are of different modes.
    pub fn compose(units: &[Unit]) -> Result<Self, ComposeError> {
        let slots = Slots::fill(units)?;
        let kind = match slots.mode()? {
            Some(mode) => CodeKind::Mode(mode),
            None if slots.0[0].is_some() => CodeKind::None,
            None => CodeKind::Sum,
        };
        let mut optional = 0;
        for (slot, flag) in
            [Optional::META, Optional::SEMANTIC, Optional::CONTENT].into_iter().enumerate()
        {
            if slots.0[slot].is_some() {
                optional |= flag;
            }
        }
        Ok(Self { kind, optional: Optional(optional), body: slots.body(Bits::B64)? })
    }

    /// Puts a Data- and an Instance-Code together, keeping 128 bits of each.
    ///
    /// # Errors
    /// A [`ComposeError`] if there is another unit, one is missing or is shorter than 128 bits.
    pub fn compose_wide(units: &[Unit]) -> Result<Self, ComposeError> {
        let slots = Slots::fill(units)?;
        if slots.0[..3].iter().any(Option::is_some) {
            return Err(ComposeError::NotWide);
        }
        Ok(Self { kind: CodeKind::Wide, optional: Optional(0), body: slots.body(Bits::B128)? })
    }

    /// The ISCC-SUM of the digests of a Data- and an Instance-Code: 64 bits of each.
    #[must_use]
    pub fn sum(data: &Digest, instance: &Digest) -> Self {
        Self::of_pair(CodeKind::Sum, data, instance)
    }

    /// The wide ISCC-SUM of the digests of a Data- and an Instance-Code: 128 bits of each.
    #[must_use]
    pub fn sum_wide(data: &Digest, instance: &Digest) -> Self {
        Self::of_pair(CodeKind::Wide, data, instance)
    }

    fn of_pair(kind: CodeKind, data: &Digest, instance: &Digest) -> Self {
        let mut code = Self { kind, optional: Optional(0), body: [0; 40] };
        let bits = code.unit_bits();
        let (first, second) = code.body.split_at_mut(bits.bytes());
        first.copy_from_slice(data.prefix(bits));
        second[..bits.bytes()].copy_from_slice(instance.prefix(bits));
        code
    }

    /// What the code is about: its SubType.
    #[must_use]
    pub const fn kind(&self) -> CodeKind {
        self.kind
    }

    /// The mode of the Semantic- or Content-Code, if there is one.
    #[must_use]
    pub const fn mode(&self) -> Option<Mode> {
        match self.kind {
            CodeKind::Mode(mode) => Some(mode),
            CodeKind::Sum | CodeKind::None | CodeKind::Wide => None,
        }
    }

    /// Whether this is the wide form: 128 bits of Data and Instance.
    #[must_use]
    pub fn is_wide(&self) -> bool {
        self.kind == CodeKind::Wide
    }

    /// The units, in the order Meta, Semantic, Content, Data, Instance (`iscc_decompose`).
    #[must_use]
    pub fn units(&self) -> Units {
        let bits = self.unit_bits();
        let mut units = Units::EMPTY;
        for (kind, body) in self.kinds().zip(self.body.chunks_exact(bits.bytes())) {
            units.push(Unit::new(kind, bits, &Digest::starting_with(body)));
        }
        units
    }

    /// The unit of a MainType, if there is one.
    #[must_use]
    pub fn unit(&self, kind: UnitKind) -> Option<Unit> {
        self.units().iter().find(|unit| unit.kind() == kind).copied()
    }

    fn unit_bits(&self) -> Bits {
        if self.is_wide() { Bits::B128 } else { Bits::B64 }
    }

    fn kinds(&self) -> impl Iterator<Item = UnitKind> {
        // Semantic and Content are there only if there is a mode.
        let mode = self.mode();
        let has = self.optional;
        [
            has.has(Optional::META).then_some(UnitKind::Meta),
            mode.filter(|_| has.has(Optional::SEMANTIC)).map(UnitKind::Semantic),
            mode.filter(|_| has.has(Optional::CONTENT)).map(UnitKind::Content),
            Some(UnitKind::Data),
            Some(UnitKind::Instance),
        ]
        .into_iter()
        .flatten()
    }

    /// The bodies of all units one after the other.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body[..self.kinds().count() * self.unit_bits().bytes()]
    }

    /// The header as its four fields.
    #[must_use]
    pub const fn header(&self) -> Header {
        let sub_type = match self.kind {
            CodeKind::Mode(mode) => mode.sub_type(),
            CodeKind::Sum => SUM,
            CodeKind::None => NONE,
            CodeKind::Wide => WIDE,
        };
        Header {
            main_type: MAIN_TYPE,
            sub_type,
            version: Self::VERSION,
            length: self.optional.0 as u32,
        }
    }

    /// Header and body as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Packed {
        Packed::concat(&[&self.header().short_bytes(), self.body()])
    }

    /// Reads an ISCC-CODE from its bytes.
    ///
    /// DIFFERENCE: the reference accepts bytes after the end and then takes Data and Instance from
    /// there, and accepts SubTypes that do not go with the units (SUM with a Meta-Code, a mode
    /// without Semantic- or Content-Code).
    ///
    /// # Errors
    /// A [`ParseError`] if the bytes are anything else than exactly one ISCC-CODE.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ParseError> {
        let (header, body) = Header::read(bytes)?;
        if header.main_type != MAIN_TYPE {
            return Err(ParseError::Kind("not an ISCC-CODE"));
        }
        if header.version != Self::VERSION {
            return Err(header.unknown_combination());
        }
        let optional = match u8::try_from(header.length) {
            Ok(optional @ 0..=7) => Optional(optional),
            _ => return Err(ParseError::LengthField(header.length)),
        };
        let perceptual = optional.has(Optional::SEMANTIC | Optional::CONTENT);
        let (kind, legal) = match header.sub_type {
            SUM => (CodeKind::Sum, optional.0 == 0),
            NONE => (CodeKind::None, optional.0 == Optional::META),
            WIDE => (CodeKind::Wide, optional.0 == 0),
            sub_type => match Mode::from_sub_type(sub_type) {
                Some(mode) => (CodeKind::Mode(mode), perceptual),
                None => return Err(header.unknown_combination()),
            },
        };
        if !legal {
            return Err(ParseError::LengthField(header.length));
        }
        let mut code = Self { kind, optional, body: [0; 40] };
        let expected = code.body().len();
        if body.len() != expected {
            return Err(ParseError::Length { expected, found: body.len() });
        }
        code.body[..expected].copy_from_slice(body);
        Ok(code)
    }
}

text_forms!(Code);

/// The units by place: Meta, Semantic, Content, Data, Instance.
struct Slots([Option<Unit>; 5]);

impl Slots {
    fn fill(units: &[Unit]) -> Result<Self, ComposeError> {
        let mut slots = [None; 5];
        for unit in units {
            let slot = &mut slots[unit.kind().main_type() as usize];
            if slot.replace(*unit).is_some() {
                return Err(ComposeError::Duplicate(unit.kind()));
            }
        }
        match slots {
            [.., Some(_), Some(_)] => Ok(Self(slots)),
            _ => Err(ComposeError::Incomplete),
        }
    }

    fn mode(&self) -> Result<Option<Mode>, ComposeError> {
        let mode = |slot: usize| self.0[slot].and_then(|unit| unit.kind().mode());
        match (mode(1), mode(2)) {
            (Some(semantic), Some(content)) if semantic != content => Err(ComposeError::Modes),
            (semantic, content) => Ok(semantic.or(content)),
        }
    }

    fn body(&self, bits: Bits) -> Result<[u8; 40], ComposeError> {
        let mut body = [0; 40];
        for (place, unit) in body.chunks_exact_mut(bits.bytes()).zip(self.0.iter().flatten()) {
            let short = unit.body().get(..bits.bytes());
            let (bytes, needed) = (unit.body().len(), bits.bytes());
            place.copy_from_slice(short.ok_or(ComposeError::TooShort { bytes, needed })?);
        }
        Ok(body)
    }
}

/// The units of a code, at most five, on the stack. Derefs to `[Unit]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Units {
    units: [Unit; 5],
    len: usize,
}

impl Units {
    pub(crate) const EMPTY: Self = Self { units: [Unit::ZERO; 5], len: 0 };

    /// Appends a unit; gives back `None`, and appends nothing, if five are there.
    pub(crate) fn push(&mut self, unit: Unit) -> Option<()> {
        *self.units.get_mut(self.len)? = unit;
        self.len += 1;
        Some(())
    }
}

impl Deref for Units {
    type Target = [Unit];

    fn deref(&self) -> &[Unit] {
        &self.units[..self.len]
    }
}

impl IntoIterator for Units {
    type Item = Unit;
    type IntoIter = core::iter::Take<core::array::IntoIter<Unit, 5>>;

    fn into_iter(self) -> Self::IntoIter {
        self.units.into_iter().take(self.len)
    }
}

impl From<Unit> for Units {
    fn from(unit: Unit) -> Self {
        let mut units = Self::EMPTY;
        units.push(unit);
        units
    }
}
