//! Marker segments (annex B): tables, frame and scan headers, and what applications add.

use alloc::vec::Vec;

use crate::error::{Damage, Error, Unsupported};
use crate::frame::{Coding, Component, Frame};
use crate::huffman::Codes;
use crate::input::{EOI, Input};
use crate::zigzag::natural;

/// The tables of B.2.4, as they are when a scan begins.
#[derive(Debug, Clone)]
pub(crate) struct Tables {
    /// Row by row.
    pub(crate) quantization: [Option<[u16; 64]>; 4],
    pub(crate) dc: [Option<Codes>; 4],
    pub(crate) ac: [Option<Codes>; 4],
    pub(crate) conditioning: Conditioning,
    pub(crate) restart_interval: u16,
}

/// What the statistics of an arithmetic coder depend on (F.1.4.4.1.4 and F.1.4.4.2).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Conditioning {
    /// Bounds of small and large differences, L and U.
    pub(crate) dc: [(u8, u8); 16],
    /// Kx.
    pub(crate) ac: [u8; 16],
}

/// A scan header (B.2.3).
#[derive(Debug, Clone)]
pub(crate) struct ScanHeader {
    /// Which component of the frame, and the numbers of its tables of DC and AC codes.
    pub(crate) components: Vec<(usize, u8, u8)>,
    /// Spectral selection, first and last.
    pub(crate) start: u8,
    pub(crate) end: u8,
    /// Successive approximation, before and after.
    pub(crate) high: u8,
    pub(crate) low: u8,
}

/// Adobe's marker segment names the transform of the components.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Applications {
    pub(crate) jfif: bool,
    pub(crate) adobe: Option<u8>,
}

/// What ends a run of marker segments.
#[derive(Debug)]
pub(crate) enum Found {
    Scan(ScanHeader),
    End,
}

/// Reads the segments one after the other.
#[derive(Debug, Clone)]
pub(crate) struct Reader<'a> {
    pub(crate) input: Input<'a>,
    pub(crate) tables: Tables,
    pub(crate) frame: Option<Frame>,
    pub(crate) applications: Applications,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(data: &'a [u8]) -> Result<Self, Error> {
        if !data.starts_with(b"\xff\xd8") {
            return Err(Error::NotJpeg);
        }
        let mut input = Input::new(data);
        input.skip(2);
        let conditioning = Conditioning { dc: [(0, 1); 16], ac: [5; 16] };
        let tables = Tables {
            quantization: [None; 4],
            dc: [const { None }; 4],
            ac: [const { None }; 4],
            conditioning,
            restart_interval: 0,
        };
        Ok(Self { input, tables, frame: None, applications: Applications::default() })
    }

    /// Reads up to the next scan, or to the end of the image.
    pub(crate) fn next_scan(&mut self) -> Result<Found, Error> {
        loop {
            if self.input.marker == 0 {
                self.input.next_marker();
            }
            let marker = core::mem::take(&mut self.input.marker);
            match marker {
                0xd8 => return Err(Damage::SecondStart.into()),
                0xc0..=0xc2 | 0xc9 | 0xca => self.read_frame(marker)?,
                0xc3 | 0xc5..=0xc8 | 0xcb | 0xcd..=0xcf => {
                    return Err(Unsupported::Coding { marker }.into());
                }
                0xda => return self.read_scan().map(Found::Scan),
                EOI => return Ok(Found::End),
                0xcc => self.read_conditioning()?,
                0xc4 => self.read_codes()?,
                0xdb => self.read_quantization()?,
                0xdd => {
                    if self.input.word() != 4 {
                        return Err(Damage::SegmentLength { marker }.into());
                    }
                    self.tables.restart_interval = self.input.word();
                }
                0xe0 | 0xee => self.read_application(marker)?,
                0xe1..=0xed | 0xef | 0xfe | 0xdc => {
                    let len = self.input.word();
                    self.skip(usize::from(len.saturating_sub(2)))?;
                }
                // Restarts and temporary private use stand alone.
                0xd0..=0xd7 | 0x01 => {}
                _ => return Err(Damage::Marker { marker }.into()),
            }
        }
    }

    fn read_frame(&mut self, marker: u8) -> Result<(), Error> {
        let len = self.input.word();
        let precision = self.input.byte();
        let (height, width) = (self.input.word(), self.input.word());
        let count = self.input.byte();
        if self.frame.is_some() {
            return Err(Damage::SecondFrame.into());
        }
        if width == 0 || height == 0 || count == 0 {
            return Err(Damage::EmptyFrame.into());
        }
        if len != 8 + 3 * u16::from(count) {
            return Err(Damage::SegmentLength { marker }.into());
        }
        let mut components = Vec::new();
        for _ in 0..count {
            let [id, sampling, quantization] =
                [self.input.byte(), self.input.byte(), self.input.byte()];
            components.push(Component {
                id,
                h: usize::from(sampling >> 4),
                v: usize::from(sampling & 15),
                quantization,
                width: 0,
                height: 0,
                blocks_across: 0,
                blocks_down: 0,
                stride: 0,
                table: None,
            });
        }
        let coding = Coding {
            progressive: matches!(marker, 0xc2 | 0xca),
            arithmetic: matches!(marker, 0xc9 | 0xca),
        };
        let (max_h, max_v, unit_rows) = (1, 1, 0);
        self.frame =
            Some(Frame { coding, precision, width, height, components, max_h, max_v, unit_rows });
        Ok(())
    }

    fn read_scan(&mut self) -> Result<ScanHeader, Error> {
        let Some(frame) = &self.frame else {
            return Err(Damage::ScanBeforeFrame.into());
        };
        let input = &mut self.input;
        let len = input.word();
        let count = input.byte();
        if !(1..=4).contains(&count) || len != 6 + 2 * u16::from(count) {
            return Err(Damage::SegmentLength { marker: 0xda }.into());
        }
        let mut components: Vec<(usize, u8, u8)> = Vec::new();
        for place in 0..usize::from(count) {
            let (id, tables) = (input.byte(), input.byte());
            // As libjpeg looks for it: in the order of the frame, so of two with the same identifier the second is next.
            let found = frame.components.iter().enumerate().skip(place);
            let found = found.into_iter().find(|(_, component)| component.id == id);
            let Some((index, _)) = found else {
                return Err(Damage::Component(id).into());
            };
            if components.iter().any(|(other, ..)| *other == index) {
                return Err(Damage::Component(id).into());
            }
            components.push((index, tables >> 4, tables & 15));
        }
        let [start, end, approximation] = [input.byte(), input.byte(), input.byte()];
        Ok(ScanHeader { components, start, end, high: approximation >> 4, low: approximation & 15 })
    }

    fn read_conditioning(&mut self) -> Result<(), Error> {
        let wrong = Damage::SegmentLength { marker: 0xcc };
        let len = self.input.word().checked_sub(2).ok_or(wrong)?;
        for _ in 0..len.div_ceil(2) {
            let (number, value) = (self.input.byte(), self.input.byte());
            let conditioning = &mut self.tables.conditioning;
            let kind = usize::from(number & 15);
            match number {
                0..16 if value & 15 > value >> 4 => return Err(Damage::Conditioning.into()),
                0..16 => conditioning.dc[kind] = (value & 15, value >> 4),
                16..32 => conditioning.ac[kind] = value,
                _ => return Err(Damage::TableNumber(number).into()),
            }
        }
        if len.is_multiple_of(2) { Ok(()) } else { Err(wrong.into()) }
    }

    fn read_codes(&mut self) -> Result<(), Error> {
        let wrong = Damage::SegmentLength { marker: 0xc4 };
        let mut len = usize::from(self.input.word()).checked_sub(2).ok_or(wrong)?;
        while len > 16 {
            let number = self.input.byte();
            let counts: [u8; 16] = core::array::from_fn(|_| self.input.byte());
            len -= 17;
            let count = counts.iter().map(|count| usize::from(*count)).sum::<usize>();
            if count > 256 || count > len {
                return Err(Damage::HuffmanTable.into());
            }
            let mut values = [0; 256];
            for value in &mut values[..count] {
                *value = self.input.byte();
            }
            len -= count;
            let class = if number & 0x10 == 0 { &mut self.tables.dc } else { &mut self.tables.ac };
            match class.get_mut(usize::from(number & !0x10)) {
                Some(codes) => *codes = Some(Codes { counts, values }),
                None => return Err(Damage::TableNumber(number).into()),
            }
        }
        if len == 0 { Ok(()) } else { Err(wrong.into()) }
    }

    fn read_quantization(&mut self) -> Result<(), Error> {
        let wrong = Damage::SegmentLength { marker: 0xdb };
        let mut len = i32::from(self.input.word()) - 2;
        while len > 0 {
            let info = self.input.byte();
            let mut table = [0; 64];
            for at in 0..64 {
                table[natural(at)] =
                    if info >> 4 == 0 { self.input.byte().into() } else { self.input.word() };
            }
            match self.tables.quantization.get_mut(usize::from(info & 15)) {
                Some(place) => *place = Some(table),
                None => return Err(Damage::TableNumber(info).into()),
            }
            len -= if info >> 4 == 0 { 65 } else { 129 };
        }
        if len == 0 { Ok(()) } else { Err(wrong.into()) }
    }

    /// Leaves out the rest of a segment.
    fn skip(&mut self, len: usize) -> Result<(), Error> {
        if len > self.input.rest().len() {
            return Err(Error::Truncated);
        }
        self.input.skip(len);
        Ok(())
    }

    fn read_application(&mut self, marker: u8) -> Result<(), Error> {
        let len = usize::from(self.input.word()).saturating_sub(2);
        let mut head = [0; 14];
        let head = &mut head[..len.min(14)];
        for byte in &mut *head {
            *byte = self.input.byte();
        }
        match (marker, &*head) {
            (0xe0, [b'J', b'F', b'I', b'F', 0, ..]) if head.len() == 14 => {
                self.applications.jfif = true;
            }
            (0xee, [b'A', b'd', b'o', b'b', b'e', _, _, _, _, _, _, transform, ..]) => {
                self.applications.adobe = Some(*transform);
            }
            _ => {}
        }
        self.skip(len.saturating_sub(14))
    }
}
