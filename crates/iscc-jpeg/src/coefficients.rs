//! The coefficients of files of several scans: all of them are kept until the last scan.

use alloc::vec::Vec;

use crate::error::{Damage, Error, Limited};
use crate::frame::Frame;
use crate::limits::{Budget, Limits};
use crate::markers::{Found, Reader, ScanHeader};
use crate::scan::Scan;
use crate::zigzag::Block;

/// The first places in the file's order whose precision smoothing looks at.
pub(crate) const WATCHED: usize = 10;

/// How exactly a component's coefficients are known: the bits that are missing, -1 without any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) now: [i8; 64],
    /// Before the last scan of the component.
    pub(crate) before: [i8; WATCHED],
}

/// All coefficients of a picture.
#[derive(Debug)]
pub(crate) struct Coefficients {
    /// By component: rows of [`Component::stride`](crate::frame::Component::stride) blocks.
    pub(crate) planes: Vec<Vec<Block>>,
    pub(crate) known: Vec<Known>,
    /// The last row of units that the last scan had data for.
    pub(crate) last_good: usize,
    pub(crate) scans: u32,
}

impl Coefficients {
    /// Reads all scans, beginning with that of `header`, up to the end of the image.
    pub(crate) fn read(
        reader: &mut Reader<'_>,
        frame: &mut Frame,
        mut header: ScanHeader,
        limits: &Limits,
        budget: &mut Budget,
    ) -> Result<Self, Error> {
        let mut planes = Vec::new();
        for component in &frame.components {
            let blocks = component.stride * component.blocks_down.next_multiple_of(component.v);
            planes.push(budget.vec(blocks, [0; 64])?);
        }
        let unknown = Known { now: [-1; 64], before: [-1; WATCHED] };
        let known = alloc::vec![unknown; frame.components.len()];
        let mut all = Self { planes, known, last_good: 0, scans: 0 };
        loop {
            all.scans += 1;
            let allowed = limits.max_scans;
            if all.scans > allowed {
                return Err(Limited::Scans { allowed }.into());
            }
            let mut scan = Scan::begin(reader, frame, &header)?;
            if frame.coding.progressive {
                all.note(&header);
            }
            for row in 0..frame.unit_rows {
                all.read_row(reader, frame, &mut scan, row)?;
            }
            match reader.next_scan()? {
                Found::Scan(next) => header = next,
                Found::End => break,
            }
        }
        if all.scans == 1 {
            all.known.iter_mut().for_each(|known| known.before = [-1; WATCHED]);
        }
        Ok(all)
    }

    /// Remembers how exactly the coefficients will be known.
    fn note(&mut self, header: &ScanHeader) {
        let (start, end) = (usize::from(header.start), usize::from(header.end));
        for (index, ..) in &header.components {
            let Some(known) = self.known.get_mut(*index) else { continue };
            for at in start.min(1)..WATCHED {
                known.before[at] = if self.scans > 1 { known.now[at] } else { 0 };
            }
            let low = i8::try_from(header.low).unwrap_or(i8::MAX);
            known.now.iter_mut().take(end + 1).skip(start).for_each(|bits| *bits = low);
        }
    }

    /// Decodes what a scan has of a row of units.
    fn read_row(
        &mut self,
        reader: &mut Reader<'_>,
        frame: &Frame,
        scan: &mut Scan,
        row: usize,
    ) -> Result<(), Error> {
        let input = &mut reader.input;
        let parts = core::mem::take(&mut scan.parts);
        let wrong = Damage::Component(0);
        if let [part] = &*parts {
            let component = frame.components.get(part.component).ok_or(wrong)?;
            let plane = self.planes.get_mut(part.component).ok_or(wrong)?;
            let rows = (row + 1) * component.v;
            for line in row * component.v..rows.min(component.blocks_down) {
                let blocks = plane.iter_mut().skip(line * component.stride);
                for block in blocks.take(component.blocks_across) {
                    if !scan.insufficient() {
                        self.last_good = row;
                    }
                    if scan.begin_unit(input) {
                        scan.block(input, 0, block)?;
                    }
                }
            }
        } else {
            for unit in 0..scan.units_across {
                if !scan.insufficient() {
                    self.last_good = row;
                }
                if !scan.begin_unit(input) {
                    continue;
                }
                for (index, part) in parts.iter().enumerate() {
                    let stride = frame.components.get(part.component).ok_or(wrong)?.stride;
                    let plane = self.planes.get_mut(part.component).ok_or(wrong)?;
                    for line in 0..part.down {
                        let first = (row * part.down + line) * stride + unit * part.across;
                        for block in plane.iter_mut().skip(first).take(part.across) {
                            scan.block(input, index, block)?;
                        }
                    }
                }
            }
        }
        scan.parts = parts;
        Ok(())
    }
}
