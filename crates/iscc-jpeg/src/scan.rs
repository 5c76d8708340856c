//! Scans: their units and blocks (A.2), whatever the entropy coder.

use alloc::vec::Vec;

use crate::error::{Damage, Error};
use crate::frame::Frame;
use crate::input::Input;
use crate::markers::{Reader, ScanHeader};
use crate::progressive::Progressive;
use crate::restart::Restarts;
use crate::sequential::Sequential;
use crate::statistics::Arithmetic;
use crate::zigzag::Block;

/// The most blocks of a unit (B.2.3).
const MAX_BLOCKS: usize = 10;

#[derive(Debug)]
enum Entropy {
    Sequential(Sequential),
    Progressive(Progressive),
    Arithmetic(Arithmetic),
}

/// A component of a scan, and which of its blocks a unit has.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part {
    /// Its place in the frame.
    pub(crate) component: usize,
    /// Blocks of a unit, across and down.
    pub(crate) across: usize,
    pub(crate) down: usize,
}

/// A scan that is being decoded.
#[derive(Debug)]
pub(crate) struct Scan {
    entropy: Entropy,
    restarts: Restarts,
    pub(crate) parts: Vec<Part>,
    /// Units in a row.
    pub(crate) units_across: usize,
    /// Blocks of a unit.
    blocks: usize,
}

impl Scan {
    /// Begins a scan: fixes the quantization tables of its components, and makes its tables ready.
    pub(crate) fn begin(
        reader: &mut Reader<'_>,
        frame: &mut Frame,
        header: &ScanHeader,
    ) -> Result<Self, Error> {
        let alone = header.components.len() == 1;
        let mut parts = Vec::new();
        let mut units_across = frame.units_across();
        let mut blocks = 0;
        for (index, ..) in &header.components {
            let component = frame.components.get(*index).ok_or(Damage::Component(0))?;
            let (across, down) = if alone { (1, 1) } else { (component.h, component.v) };
            if alone {
                units_across = component.blocks_across;
            }
            blocks += across * down;
            parts.push(Part { component: *index, across, down });
        }
        if blocks > MAX_BLOCKS {
            return Err(Damage::UnitSize.into());
        }
        for part in &parts {
            if let Some(component) = frame.components.get_mut(part.component)
                && component.table.is_none()
            {
                let number = component.quantization;
                let table = reader.tables.quantization.get(usize::from(number));
                let table = table.copied().flatten();
                component.table = Some(table.ok_or(Damage::MissingQuantization(number))?);
            }
        }
        let tables = &reader.tables;
        let coding = frame.coding;
        let entropy = if coding.arithmetic {
            let conditioning = &tables.conditioning;
            Entropy::Arithmetic(Arithmetic::new(header, coding.progressive, conditioning)?)
        } else if coding.progressive {
            Entropy::Progressive(Progressive::new(header, tables)?)
        } else {
            Entropy::Sequential(Sequential::new(header, tables)?)
        };
        let restarts = Restarts::new(tables.restart_interval);
        Ok(Self { entropy, restarts, parts, units_across, blocks })
    }

    /// Before each unit: passes a restart marker. Whether there are data for its blocks, which else stay as they are.
    #[inline]
    pub(crate) fn begin_unit(&mut self, input: &mut Input<'_>) -> bool {
        if self.restarts.is_due() {
            self.restarts.pass(input);
            match &mut self.entropy {
                Entropy::Sequential(coder) => coder.restart(input),
                Entropy::Progressive(coder) => coder.restart(input),
                Entropy::Arithmetic(coder) => coder.restart(),
            }
        }
        self.restarts.count();
        match &mut self.entropy {
            Entropy::Sequential(coder) => coder.begin(input, self.blocks),
            Entropy::Progressive(coder) => coder.begin(),
            Entropy::Arithmetic(_) => true,
        }
    }

    /// Decodes the next block of a unit, of the scan's component `index`. Returns the last place in the file's order
    /// that may not be 0.
    #[inline]
    pub(crate) fn block(
        &mut self,
        input: &mut Input<'_>,
        index: usize,
        block: &mut Block,
    ) -> Result<usize, Error> {
        match &mut self.entropy {
            Entropy::Sequential(coder) => return Ok(coder.block(input, index, block)),
            Entropy::Progressive(coder) => coder.block(input, index, block)?,
            Entropy::Arithmetic(coder) => coder.block(input, index, block),
        }
        Ok(63)
    }

    /// Whether data are missing up to the next restart.
    pub(crate) const fn insufficient(&self) -> bool {
        match &self.entropy {
            Entropy::Sequential(coder) => coder.insufficient(),
            Entropy::Progressive(coder) => coder.insufficient(),
            Entropy::Arithmetic(_) => false,
        }
    }
}
