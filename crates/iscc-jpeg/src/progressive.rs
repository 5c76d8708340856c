//! Progressive scans in Huffman codes (G.1.2).

use alloc::boxed::Box;

use crate::error::{Damage, Error};
use crate::huffman::{Bits, Decoding, extend};
use crate::input::Input;
use crate::markers::{ScanHeader, Tables};
use crate::sequential::{decoding, low};
use crate::zigzag::{Block, natural};

/// Which of the four procedures a scan follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Procedure {
    /// First scan of DC coefficients (G.1.2.1).
    DcFirst,
    /// One more bit of DC coefficients.
    DcRefine,
    /// First scan of a band of AC coefficients (G.1.2.2).
    AcFirst,
    /// One more bit of a band of AC coefficients (G.1.2.3).
    AcRefine,
}

impl Procedure {
    /// Checks the parameters of a scan (G.1.1.1).
    pub(crate) fn of(scan: &ScanHeader) -> Result<Self, Error> {
        let ScanHeader { start, end, high, low, .. } = *scan;
        let band = if start == 0 {
            end == 0
        } else {
            start <= end && end < 64 && scan.components.len() == 1
        };
        let refinement = high == 0 || low == high - 1;
        if !band || !refinement || low > 13 {
            return Err(Damage::Progression.into());
        }
        Ok(match (start, high) {
            (0, 0) => Self::DcFirst,
            (0, _) => Self::DcRefine,
            (_, 0) => Self::AcFirst,
            _ => Self::AcRefine,
        })
    }
}

/// What decodes the blocks of a scan.
#[derive(Debug)]
pub(crate) struct Progressive {
    procedure: Procedure,
    bits: Bits,
    /// By component of the scan: DC tables, or the one AC table.
    tables: [Option<Box<Decoding>>; 4],
    last_dc: [i32; 4],
    /// Blocks to come without coefficients of the band.
    eob_run: u32,
    start: usize,
    end: usize,
    low: u8,
}

impl Progressive {
    pub(crate) fn new(scan: &ScanHeader, tables: &Tables) -> Result<Self, Error> {
        let procedure = Procedure::of(scan)?;
        let mut ready = [const { None }; 4];
        for (place, (_, dc, ac)) in ready.iter_mut().zip(&scan.components) {
            *place = match procedure {
                Procedure::DcFirst => Some(Box::new(decoding(&tables.dc, *dc, true)?)),
                Procedure::DcRefine => None,
                _ => Some(Box::new(decoding(&tables.ac, *ac, false)?)),
            };
        }
        Ok(Self {
            procedure,
            bits: Bits::default(),
            tables: ready,
            last_dc: [0; 4],
            eob_run: 0,
            start: scan.start.into(),
            end: scan.end.into(),
            low: scan.low,
        })
    }

    pub(crate) fn restart(&mut self, input: &Input<'_>) {
        self.bits.clear();
        self.last_dc = [0; 4];
        self.eob_run = 0;
        if input.marker == 0 {
            self.bits.insufficient = false;
        }
    }

    pub(crate) const fn insufficient(&self) -> bool {
        self.bits.insufficient
    }

    /// Before each unit. Without data its blocks stay as they are.
    pub(crate) fn begin(&self) -> bool {
        !self.bits.insufficient || self.procedure == Procedure::DcRefine
    }

    /// Decodes a block of the scan's component `index`.
    pub(crate) fn block(
        &mut self,
        input: &mut Input<'_>,
        index: usize,
        block: &mut Block,
    ) -> Result<(), Error> {
        match self.procedure {
            Procedure::DcFirst => return self.dc_first(input, index % 4, block),
            Procedure::DcRefine => {
                if self.bits.get(input, 1) != 0 {
                    block[0] |= 1 << self.low;
                }
            }
            Procedure::AcFirst => self.ac_first(input, block),
            Procedure::AcRefine => self.ac_refine(input, block),
        }
        Ok(())
    }

    fn dc_first(
        &mut self,
        input: &mut Input<'_>,
        index: usize,
        block: &mut Block,
    ) -> Result<(), Error> {
        let Some(table) = &self.tables[index] else { return Ok(()) };
        let size = u32::from(self.bits.value(input, table));
        if size != 0 {
            let difference = extend(self.bits.get(input, size), size);
            let dc = self.last_dc[index].checked_add(difference).ok_or(Damage::Coefficient)?;
            self.last_dc[index] = dc;
        }
        block[0] = low(self.last_dc[index] << self.low);
        Ok(())
    }

    fn ac_first(&mut self, input: &mut Input<'_>, block: &mut Block) {
        if self.eob_run > 0 {
            self.eob_run -= 1;
            return;
        }
        let Some(table) = &self.tables[0] else { return };
        let mut at = self.start;
        while at <= self.end {
            let value = self.bits.value(input, table);
            let (run, size) = (value >> 4, u32::from(value & 15));
            if size != 0 {
                at += usize::from(run);
                let value = extend(self.bits.get(input, size), size);
                block[natural(at)] = low(value << self.low);
            } else if run == 15 {
                at += 15;
            } else {
                // This block is the first of the run.
                self.eob_run = (1 << run) - 1;
                if run != 0 {
                    self.eob_run += self.bits.get(input, run.into());
                }
                break;
            }
            at += 1;
        }
    }

    fn ac_refine(&mut self, input: &mut Input<'_>, block: &mut Block) {
        let Some(table) = &self.tables[0] else { return };
        let (plus, minus) = (1_i16 << self.low, -1_i16 << self.low);
        let mut at = self.start;
        if self.eob_run == 0 {
            while at <= self.end {
                let value = self.bits.value(input, table);
                let (mut run, size) = (value >> 4, value & 15);
                let mut new = 0;
                if size != 0 {
                    if size != 1 {
                        input.warn();
                    }
                    new = if self.bits.get(input, 1) != 0 { plus } else { minus };
                } else if run != 15 {
                    self.eob_run = 1 << run;
                    if run != 0 {
                        self.eob_run += self.bits.get(input, run.into());
                    }
                    break;
                }
                // Over the coefficients that are already known, and as many zeros as the run says.
                loop {
                    let known = &mut block[natural(at)];
                    if *known == 0 {
                        if run == 0 {
                            break;
                        }
                        run -= 1;
                    } else {
                        self.bits.refine(input, known, plus, minus);
                    }
                    at += 1;
                    if at > self.end {
                        break;
                    }
                }
                if new != 0 {
                    block[natural(at)] = new;
                }
                at += 1;
            }
        }
        if self.eob_run > 0 {
            while at <= self.end {
                let known = &mut block[natural(at)];
                if *known != 0 {
                    self.bits.refine(input, known, plus, minus);
                }
                at += 1;
            }
            self.eob_run -= 1;
        }
    }
}

impl Bits {
    /// Reads one more bit of a coefficient.
    fn refine(&mut self, input: &mut Input<'_>, known: &mut i16, plus: i16, minus: i16) {
        if self.get(input, 1) != 0 && *known & plus == 0 {
            *known = known.wrapping_add(if *known >= 0 { plus } else { minus });
        }
    }
}
