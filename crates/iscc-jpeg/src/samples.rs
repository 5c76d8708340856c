//! From coefficients to the samples of the components, one row of units at a time.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::coefficients::Coefficients;
use crate::error::{Damage, Error};
use crate::frame::{Coding, Frame};
use crate::idct;
use crate::limits::{Budget, Options};
use crate::markers::{Found, Reader, ScanHeader};
use crate::scan::Scan;
use crate::smoothing::{self, Smoothing};
use crate::zigzag::Block;

/// Rows of samples of a component: some of the row of units before, and a row of units.
#[derive(Debug)]
pub(crate) struct Plane {
    pub(crate) samples: Vec<u8>,
    /// Samples in a row.
    pub(crate) stride: usize,
    /// Rows of the row of units before.
    pub(crate) carried: usize,
}

impl Plane {
    /// The eight rows in which the `line`th row of blocks begins, from the block at `column` on.
    #[inline]
    fn put(&mut self, line: usize, column: usize, samples: &idct::Samples) {
        let first = (self.carried + 8 * line) * self.stride + 8 * column;
        let Some(area) = self.samples.get_mut(first..) else { return };
        for (row, samples) in area.chunks_mut(self.stride).zip(samples) {
            if let Some(row) = row.first_chunk_mut() {
                *row = *samples;
            }
        }
    }
}

#[derive(Debug)]
enum Source {
    /// The only scan.
    Direct(Box<Scan>),
    /// All scans, and whether to smooth between blocks.
    Kept(Coefficients, bool),
}

/// What makes samples of a file.
#[derive(Debug)]
pub(crate) struct Sampler<'a> {
    pub(crate) reader: Reader<'a>,
    pub(crate) frame: Frame,
    source: Source,
    /// By component, row by row. Factors of 16 bits wrap around.
    tables: Vec<Block>,
    fill_truncated: bool,
}

impl<'a> Sampler<'a> {
    /// Begins with the scan of `header`. A file of several scans is read as a whole.
    pub(crate) fn new(
        mut reader: Reader<'a>,
        mut frame: Frame,
        header: ScanHeader,
        options: &Options,
        budget: &mut Budget,
    ) -> Result<Self, Error> {
        if frame.coding == (Coding { progressive: false, arithmetic: false }) {
            reader.tables.complete();
        }
        let in_parts = header.components.len() < frame.components.len();
        let source = if in_parts || frame.coding.progressive {
            let limits = &options.limits;
            let kept = Coefficients::read(&mut reader, &mut frame, header, limits, budget)?;
            let smooths = smoothing::is_useful(&kept, &frame);
            Source::Kept(kept, smooths)
        } else {
            Source::Direct(Box::new(Scan::begin(&mut reader, &mut frame, &header)?))
        };
        let tables = frame
            .components
            .iter()
            .map(|component| component.table.unwrap_or([0; 64]).map(u16::cast_signed));
        let tables = tables.collect();
        let fill_truncated = options.fill_truncated;
        let new = Self { reader, frame, source, tables, fill_truncated };
        new.check_end()?;
        Ok(new)
    }

    fn check_end(&self) -> Result<(), Error> {
        if self.reader.input.starved() && !self.fill_truncated {
            return Err(Error::Truncated);
        }
        Ok(())
    }

    /// Planes for one row of units each, and `carried` rows before it.
    pub(crate) fn planes(
        &self,
        budget: &mut Budget,
        carried: impl Fn(usize) -> usize,
    ) -> Result<Vec<Plane>, Error> {
        let mut planes = Vec::new();
        for component in &self.frame.components {
            let stride = 8 * component.stride;
            let carried = carried(component.v);
            let samples = budget.vec(stride * (carried + 8 * component.v), 0)?;
            planes.push(Plane { samples, stride, carried });
        }
        Ok(planes)
    }

    /// Makes the samples of a row of units. Rows have to be asked for in order.
    pub(crate) fn row(&mut self, row: usize, planes: &mut [Plane]) -> Result<(), Error> {
        let Self { reader, frame, source, tables, .. } = self;
        match source {
            Source::Direct(scan) => direct_row(reader, frame, scan, tables, row, planes)?,
            Source::Kept(kept, smooths) => {
                kept_row(kept, *smooths, frame, tables, row, planes);
            }
        }
        self.check_end()
    }

    /// Reads what follows the scan. It may be missing, but not broken.
    pub(crate) fn finish(&mut self) -> Result<(), Error> {
        match self.source {
            Source::Kept(..) => Ok(()),
            Source::Direct(_) => match self.reader.next_scan() {
                Ok(Found::Scan(_)) => Err(Damage::ExtraScan.into()),
                Ok(Found::End) | Err(Error::Truncated) => Ok(()),
                Err(error) => Err(error),
            },
        }
    }
}

/// Decodes a row of units of the only scan.
fn direct_row(
    reader: &mut Reader<'_>,
    frame: &Frame,
    scan: &mut Scan,
    tables: &[Block],
    row: usize,
    planes: &mut [Plane],
) -> Result<(), Error> {
    let input = &mut reader.input;
    let parts = core::mem::take(&mut scan.parts);
    let alone = parts.len() == 1;
    let wrong = Damage::Component(0);
    // A unit of a single component is a block: its rows of blocks come one after the other.
    let lines = match &*parts {
        [part] => {
            let component = frame.components.get(part.component).ok_or(wrong)?;
            component.v.min(component.blocks_down - row * component.v)
        }
        _ => 1,
    };
    for outer in 0..lines {
        for unit in 0..scan.units_across {
            let has_data = scan.begin_unit(input);
            for (index, part) in parts.iter().enumerate() {
                let component = frame.components.get(part.component).ok_or(wrong)?;
                let table = tables.get(part.component).ok_or(wrong)?;
                let plane = planes.get_mut(part.component).ok_or(wrong)?;
                let first = if alone { row * component.v } else { row * part.down };
                for inner in 0..part.down {
                    let line = outer + inner;
                    for column in unit * part.across..(unit + 1) * part.across {
                        let mut block = [0; 64];
                        let mut last = 0;
                        if has_data {
                            last = scan.block(input, index, &mut block)?;
                        }
                        if column < component.blocks_across && first + line < component.blocks_down
                        {
                            plane.put(line, column, &idct::inverse(&block, table, last));
                        }
                    }
                }
            }
        }
    }
    scan.parts = parts;
    Ok(())
}

/// Makes the samples of a row of units whose coefficients are there.
fn kept_row(
    kept: &Coefficients,
    smooths: bool,
    frame: &Frame,
    tables: &[Block],
    row: usize,
    planes: &mut [Plane],
) {
    let kept_components = kept.planes.iter().zip(&kept.known);
    let components = frame.components.iter().zip(kept_components).zip(tables).zip(planes);
    for (((component, (blocks, known)), table), plane) in components {
        let first = row * component.v;
        let is_good = row <= kept.last_good;
        let smoothing = Smoothing { component, frame, blocks, known, is_good };
        for line in 0..component.v.min(component.blocks_down - first) {
            let blocks = blocks.iter().skip((first + line) * component.stride);
            for (column, block) in blocks.take(component.blocks_across).enumerate() {
                let samples = if smooths {
                    idct::inverse(&smoothing.block(row, line, column), table, 63)
                } else {
                    let has_ac = block[1..].iter().fold(0, |any, value| any | value) != 0;
                    idct::inverse(block, table, if has_ac { 63 } else { 0 })
                };
                plane.put(line, column, &samples);
            }
        }
    }
}
