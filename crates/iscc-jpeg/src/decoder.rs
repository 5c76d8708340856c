//! The header, and what can be made of the file behind it.

use alloc::vec::Vec;

use crate::color::ColorSpace;
use crate::error::{Damage, Error, Limited};
use crate::frame::{Coding, Frame};
use crate::limits::{Budget, Options};
use crate::markers::{Found, Reader, ScanHeader};
use crate::rows::Rows;
use crate::samples::Sampler;

/// A file whose header is read, up to the first scan.
#[derive(Debug, Clone)]
pub struct Decoder<'a> {
    reader: Reader<'a>,
    frame: Frame,
    scan: ScanHeader,
    color: ColorSpace,
}

/// The samples of one component as they are stored: rows of whole blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Plane {
    /// Rows from the top, each `stride` bytes long.
    pub samples: Vec<u8>,
    /// Bytes in a row, a multiple of eight.
    pub stride: usize,
    /// Columns of the component, without what fills the last block.
    pub width: usize,
    /// Rows of the component, without what fills the last block.
    pub height: usize,
}

impl<'a> Decoder<'a> {
    /// Reads the header.
    ///
    /// # Errors
    ///
    /// If the file is not a JPEG file, ends before its first scan, or is of a kind that is not read.
    pub fn new(bytes: &'a [u8]) -> Result<Self, Error> {
        let mut reader = Reader::new(bytes)?;
        let Found::Scan(scan) = reader.next_scan()? else {
            let cut_off = reader.input.starved();
            return Err(if cut_off { Error::Truncated } else { Damage::NoScan.into() });
        };
        let mut frame = reader.frame.clone().ok_or(Damage::ScanBeforeFrame)?;
        frame.measure()?;
        let ids: Vec<u8> = frame.components.iter().map(|component| component.id).collect();
        let color = ColorSpace::of(&ids, reader.applications);
        Ok(Self { reader, frame, scan, color })
    }

    /// Columns of the picture.
    pub const fn width(&self) -> u16 {
        self.frame.width
    }

    /// Rows of the picture.
    pub const fn height(&self) -> u16 {
        self.frame.height
    }

    /// What the components are.
    pub const fn color(&self) -> ColorSpace {
        self.color
    }

    /// How the picture is coded.
    pub const fn coding(&self) -> Coding {
        self.frame.coding
    }

    /// The sampling factors of the components, across and down.
    pub fn sampling(&self) -> impl ExactSizeIterator<Item = (u8, u8)> + '_ {
        let byte = |factor: usize| u8::try_from(factor).unwrap_or(u8::MAX);
        self.frame.components.iter().map(move |one| (byte(one.h), byte(one.v)))
    }

    /// Begins to decode rows of pixels. A file of several scans is read as a whole here.
    ///
    /// # Errors
    ///
    /// If a limit would be exceeded, or the file cannot be decoded as far as it is read.
    pub fn rows(self, options: &Options) -> Result<Rows<'a>, Error> {
        let (sampler, color, mut budget) = self.sampler(options)?;
        Rows::new(sampler, color, &mut budget)
    }

    /// Decodes the components and leaves them as they are stored, neither enlarged nor converted.
    ///
    /// # Errors
    ///
    /// As [`rows`](Self::rows).
    pub fn planes(self, options: &Options) -> Result<Vec<Plane>, Error> {
        let (mut sampler, _, mut budget) = self.sampler(options)?;
        let mut pieces = sampler.planes(&mut budget, |_| 0)?;
        let mut planes = Vec::new();
        for component in &sampler.frame.components {
            let rows = 8 * component.v * sampler.frame.unit_rows;
            let samples = budget.vec(8 * component.stride * rows, 0)?;
            let (width, height) = (component.width, component.height);
            planes.push(Plane { samples, stride: 8 * component.stride, width, height });
        }
        for row in 0..sampler.frame.unit_rows {
            sampler.row(row, &mut pieces)?;
            for (plane, piece) in planes.iter_mut().zip(&pieces) {
                let len = piece.samples.len();
                if let Some(place) = plane.samples.get_mut(row * len..(row + 1) * len) {
                    place.copy_from_slice(&piece.samples);
                }
            }
        }
        Ok(planes)
    }

    fn sampler(self, options: &Options) -> Result<(Sampler<'a>, ColorSpace, Budget), Error> {
        let Self { reader, frame, scan, color } = self;
        let limits = &options.limits;
        let asked = u64::from(frame.width) * u64::from(frame.height);
        let allowed = limits.max_pixels;
        if asked > allowed {
            return Err(Limited::Pixels { asked, allowed }.into());
        }
        let mut budget = Budget::new(limits);
        let sampler = Sampler::new(reader, frame, scan, options, &mut budget)?;
        Ok((sampler, color, budget))
    }
}
