//! The boxes of an AVIF or HEIC file (ISO 14496-12, ISO 23008-12) as far as its primary picture needs them.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::Fault;
use crate::decode::Limits;
use crate::error::{Error, Limited};

/// Big-endian numbers from the front of a box.
#[derive(Debug, Clone, Copy)]
pub(in crate::decode) struct Bytes<'a>(pub(in crate::decode) &'a [u8]);

impl<'a> Bytes<'a> {
    pub(in crate::decode) fn take(&mut self, len: u64) -> Result<&'a [u8], Fault> {
        let len = usize::try_from(len).unwrap_or(usize::MAX);
        let (taken, rest) = self.0.split_at_checked(len).ok_or_else(cut)?;
        self.0 = rest;
        Ok(taken)
    }

    /// A number of 0 to 8 bytes.
    pub(in crate::decode) fn number(&mut self, bytes: u64) -> Result<u64, Fault> {
        Ok(self.take(bytes)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    /// The version and the flags of a full box.
    fn full(&mut self) -> Result<(u64, u64), Fault> {
        Ok((self.number(1)?, self.number(3)?))
    }

    /// The next box, `None` at the end.
    fn next_box(&mut self) -> Result<Option<(&'a [u8], Self)>, Fault> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let all = self.0.len() as u64;
        let (mut size, kind, mut head) = (self.number(4)?, self.take(4)?, 8);
        if size == 1 {
            (size, head) = (self.number(8)?, 16);
        } else if size == 0 {
            size = all;
        }
        let body = size.checked_sub(head).ok_or_else(cut)?;
        Ok(Some((kind, Self(self.take(body)?))))
    }
}

fn cut() -> Fault {
    Fault::Damaged("a box is cut off")
}

/// A property of an item.
#[derive(Debug, Clone, Copy)]
pub(in crate::decode) enum Property<'a> {
    Size(u64, u64),
    /// Matrix and primaries of CICP, whether all values are used.
    Colour {
        primaries: u64,
        matrix: u64,
        full_range: bool,
    },
    /// Quarters of a turn, counterclockwise.
    Rotation(u64),
    /// 0: top and bottom, 1: left and right.
    Mirror(u64),
    /// Numerators and denominators of width, height, and how far the middle is moved to the right and down.
    CleanAperture([u32; 8]),
    /// `HEVCDecoderConfigurationRecord`.
    HevcConfiguration(&'a [u8]),
    Auxiliary(&'a [u8]),
    OperatingPoint(u64),
    Other {
        essential_unknown: bool,
    },
}

#[derive(Debug, Clone, Copy)]
struct Extent {
    method: u64,
    offset: u64,
    length: u64,
}

/// The items of a file.
#[derive(Debug, Default)]
pub(in crate::decode) struct Items<'a> {
    file: &'a [u8],
    pub(in crate::decode) primary: u64,
    kinds: Vec<(u64, &'a [u8])>,
    extents: Vec<(u64, Extent)>,
    properties: Vec<Property<'a>>,
    /// Item, index of a property from 1, whether it is essential.
    associations: Vec<(u64, usize, bool)>,
    /// Kind, from, to.
    references: Vec<(&'a [u8], u64, u64)>,
    data: &'a [u8],
}

impl<'a> Items<'a> {
    /// Reads the first `meta` box of a file.
    pub(in crate::decode) fn read(file: &'a [u8], limits: &Limits) -> Result<Self, Fault> {
        let mut boxes = Bytes(file);
        while let Some((kind, mut body)) = boxes.next_box()? {
            if kind == b"meta" {
                body.full()?;
                let mut items = Self { file, ..Self::default() };
                items.meta(body, limits)?;
                return Ok(items);
            }
        }
        Err(Fault::Damaged("there is no picture"))
    }

    fn meta(&mut self, mut boxes: Bytes<'a>, limits: &Limits) -> Result<(), Fault> {
        while let Some((kind, mut body)) = boxes.next_box()? {
            match kind {
                b"pitm" => {
                    let (version, _) = body.full()?;
                    self.primary = body.number(if version == 0 { 2 } else { 4 })?;
                }
                b"iinf" => self.infos(body)?,
                b"iloc" => self.locations(body)?,
                b"iref" => self.references(body)?,
                b"idat" => self.data = body.0,
                b"iprp" => {
                    while let Some((kind, body)) = body.next_box()? {
                        match kind {
                            b"ipco" => self.container(body)?,
                            b"ipma" => self.associate(body)?,
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
            let entries = self.kinds.len()
                + self.extents.len()
                + self.associations.len()
                + self.references.len();
            let (asked, allowed) = (entries as u64, limits.max_elements);
            if asked > allowed {
                return Err(Error::Limit { limited: Limited::Elements, asked, allowed }.into());
            }
        }
        Ok(())
    }

    fn infos(&mut self, mut body: Bytes<'a>) -> Result<(), Fault> {
        let (version, _) = body.full()?;
        body.number(if version == 0 { 2 } else { 4 })?;
        while let Some((kind, mut info)) = body.next_box()? {
            let (version, _) = info.full()?;
            if kind == b"infe" && version >= 2 {
                let id = info.number(if version == 2 { 2 } else { 4 })?;
                info.number(2)?;
                self.kinds.push((id, info.take(4)?));
            }
        }
        Ok(())
    }

    fn locations(&mut self, mut body: Bytes<'a>) -> Result<(), Fault> {
        let (version, _) = body.full()?;
        let (sizes, more) = (body.number(1)?, body.number(1)?);
        let (offset_size, length_size, base_size) = (sizes >> 4, sizes & 15, more >> 4);
        let index_size = if version == 0 { 0 } else { more & 15 };
        let wide = if version < 2 { 2 } else { 4 };
        if [offset_size, length_size, base_size, index_size].iter().any(|size| *size > 8) {
            return Err(cut());
        }
        for _ in 0..body.number(wide)? {
            let id = body.number(wide)?;
            let method = if version == 0 { 0 } else { body.number(2)? & 15 };
            body.number(2)?;
            let base = body.number(base_size)?;
            for _ in 0..body.number(2)? {
                body.number(index_size)?;
                let offset = base.checked_add(body.number(offset_size)?).ok_or_else(cut)?;
                let length = body.number(length_size)?;
                self.extents.push((id, Extent { method, offset, length }));
            }
        }
        Ok(())
    }

    fn references(&mut self, mut body: Bytes<'a>) -> Result<(), Fault> {
        let (version, _) = body.full()?;
        let wide = if version == 0 { 2 } else { 4 };
        while let Some((kind, mut entry)) = body.next_box()? {
            let from = entry.number(wide)?;
            for _ in 0..entry.number(2)? {
                self.references.push((kind, from, entry.number(wide)?));
            }
        }
        Ok(())
    }

    fn container(&mut self, mut body: Bytes<'a>) -> Result<(), Fault> {
        while let Some((kind, mut value)) = body.next_box()? {
            let other = |essential_unknown| Property::Other { essential_unknown };
            self.properties.push(match kind {
                b"ispe" => {
                    value.full()?;
                    Property::Size(value.number(4)?, value.number(4)?)
                }
                b"colr" if value.0.starts_with(b"nclx") => {
                    value.take(4)?;
                    let primaries = value.number(2)?;
                    value.number(2)?;
                    let (matrix, flags) = (value.number(2)?, value.number(1)?);
                    Property::Colour { primaries, matrix, full_range: flags & 0x80 != 0 }
                }
                b"irot" => Property::Rotation(value.number(1)? & 3),
                b"imir" => Property::Mirror(value.number(1)? & 1),
                b"auxC" => {
                    value.full()?;
                    Property::Auxiliary(value.0.split(|byte| *byte == 0).next().unwrap_or_default())
                }
                b"clap" => {
                    let mut numbers = [0; 8];
                    for number in &mut numbers {
                        *number = u32::try_from(value.number(4)?).unwrap_or_default();
                    }
                    Property::CleanAperture(numbers)
                }
                b"hvcC" => Property::HevcConfiguration(value.0),
                b"a1op" => Property::OperatingPoint(value.number(1)?),
                b"free" | b"skip" | b"av1C" | b"pixi" | b"colr" | b"pasp" | b"lsel" | b"a1lx"
                | b"clli" | b"mdcv" => other(false),
                _ => other(true),
            });
        }
        Ok(())
    }

    fn associate(&mut self, mut body: Bytes<'a>) -> Result<(), Fault> {
        let (version, flags) = body.full()?;
        for _ in 0..body.number(4)? {
            let id = body.number(if version == 0 { 2 } else { 4 })?;
            for _ in 0..body.number(1)? {
                let (bits, value) =
                    if flags & 1 == 1 { (15, body.number(2)?) } else { (7, body.number(1)?) };
                let index = usize::try_from(value & ((1 << bits) - 1)).unwrap_or_default();
                self.associations.push((id, index, value >> bits == 1));
            }
        }
        Ok(())
    }

    pub(in crate::decode) fn kind(&self, item: u64) -> Option<&'a [u8]> {
        self.kinds.iter().find(|(id, _)| *id == item).map(|(_, kind)| *kind)
    }

    pub(in crate::decode) fn properties(
        &self,
        item: u64,
    ) -> impl Iterator<Item = (Property<'a>, bool)> {
        self.associations.iter().filter(move |(id, ..)| *id == item).filter_map(
            |(_, index, essential)| {
                Some((*self.properties.get(index.checked_sub(1)?)?, *essential))
            },
        )
    }

    /// The items that `from` refers to in this way.
    pub(in crate::decode) fn referred(&self, kind: &[u8], from: u64) -> impl Iterator<Item = u64> {
        self.references
            .iter()
            .filter(move |(name, item, _)| *name == kind && *item == from)
            .map(|(_, _, to)| *to)
    }

    /// The items that refer to `to` in this way.
    pub(in crate::decode) fn referring(&self, kind: &[u8], to: u64) -> impl Iterator<Item = u64> {
        self.references
            .iter()
            .filter(move |(name, _, item)| *name == kind && *item == to)
            .map(|(_, item, _)| *item)
    }

    /// The items that are of this kind.
    #[cfg(feature = "avif")]
    pub(in crate::decode) fn of_kind(&self, kind: &[u8]) -> impl Iterator<Item = u64> {
        self.kinds.iter().filter(move |(_, name)| *name == kind).map(|(id, _)| *id)
    }

    /// The content of an item.
    pub(in crate::decode) fn content(&self, item: u64) -> Result<Cow<'a, [u8]>, Fault> {
        let mut parts = self.extents.iter().filter(|(id, _)| *id == item).map(|(_, extent)| {
            let source = match extent.method {
                0 => self.file,
                1 => self.data,
                _ => return Err(Fault::Damaged("content in another item")),
            };
            let mut bytes = Bytes(source);
            bytes.take(extent.offset)?;
            let rest = bytes.0.len() as u64;
            bytes.take(if extent.length == 0 { rest } else { extent.length })
        });
        let first = parts.next().ok_or_else(|| Fault::Damaged("a picture without content"))??;
        let mut content = Cow::Borrowed(first);
        for part in parts {
            // Extents may overlap, but nothing good is larger than its file.
            if content.len() > self.file.len() {
                return Err(Fault::Damaged("content that is larger than the file"));
            }
            content.to_mut().extend_from_slice(part?);
        }
        Ok(content)
    }
}
