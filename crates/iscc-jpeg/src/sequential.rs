//! Sequential scans in Huffman codes (F.2.1 and F.2.2).

use crate::error::{Damage, Error};
use crate::huffman::{Bits, Codes, Decoding, Quick, extend};
use crate::input::Input;
use crate::markers::{ScanHeader, Tables};
use crate::zigzag::{Block, natural};

/// A table that a scan uses, ready for decoding.
pub(crate) fn decoding(
    tables: &[Option<Codes>; 4],
    number: u8,
    is_dc: bool,
) -> Result<Decoding, Error> {
    let codes = tables.get(usize::from(number)).and_then(Option::as_ref);
    Decoding::new(codes.ok_or(Damage::MissingHuffman(number))?, is_dc)
}

/// What decodes the blocks of a scan.
#[derive(Debug)]
pub(crate) struct Sequential {
    bits: Bits,
    /// By component of the scan.
    dc: [Option<alloc::boxed::Box<Decoding>>; 4],
    ac: [Option<alloc::boxed::Box<Decoding>>; 4],
    last_dc: [i32; 4],
    /// Whether a unit cannot reach the end of the data.
    far: bool,
}

/// A block takes no more bytes.
const LONGEST_BLOCK: usize = 512;

impl Sequential {
    pub(crate) fn new(scan: &ScanHeader, tables: &Tables) -> Result<Self, Error> {
        let mut dc = [const { None }; 4];
        let mut ac = [const { None }; 4];
        for ((dc, ac), (_, dc_number, ac_number)) in
            dc.iter_mut().zip(&mut ac).zip(&scan.components)
        {
            *dc = Some(alloc::boxed::Box::new(decoding(&tables.dc, *dc_number, true)?));
            *ac = Some(alloc::boxed::Box::new(decoding(&tables.ac, *ac_number, false)?));
        }
        Ok(Self { bits: Bits::default(), dc, ac, last_dc: [0; 4], far: false })
    }

    pub(crate) fn restart(&mut self, input: &Input<'_>) {
        self.bits.clear();
        self.last_dc = [0; 4];
        if input.marker == 0 {
            self.bits.insufficient = false;
        }
    }

    pub(crate) const fn insufficient(&self) -> bool {
        self.bits.insufficient
    }

    /// Before each unit of `blocks` blocks. Without data its blocks stay as they are.
    #[inline]
    pub(crate) fn begin(&mut self, input: &Input<'_>, blocks: usize) -> bool {
        self.far = input.marker == 0 && input.rest().len() >= LONGEST_BLOCK * blocks;
        !self.bits.insufficient
    }

    /// Decodes a block of the scan's component `index`. What it returns is the last place in the file's order that may not be 0.
    #[inline]
    pub(crate) fn block(
        &mut self,
        input: &mut Input<'_>,
        index: usize,
        block: &mut Block,
    ) -> usize {
        let index = index % 4;
        let (Some(dc), Some(ac)) = (&self.dc[index], &self.ac[index]) else { return 0 };
        if self.far {
            let mut quick = Quick::new(&self.bits, input);
            let (difference, last) = quick_block(&mut quick, dc, ac, block, self.last_dc[index]);
            if !quick.marker {
                self.last_dc[index] = difference;
                quick.commit(&mut self.bits, input);
                return last;
            }
            self.far = false;
        }
        let size = u32::from(self.bits.value(input, dc));
        if size != 0 {
            let difference = extend(self.bits.get(input, size), size);
            self.last_dc[index] = self.last_dc[index].wrapping_add(difference);
        }
        block[0] = low(self.last_dc[index]);
        let mut at = 1;
        while at < 64 {
            let value = self.bits.value(input, ac);
            let (run, size) = (usize::from(value >> 4), u32::from(value & 15));
            if size != 0 {
                at += run;
                block[natural(at)] = low(extend(self.bits.get(input, size), size));
            } else if run == 15 {
                at += 15;
            } else {
                break;
            }
            at += 1;
        }
        // What a first attempt left behind.
        63
    }
}

/// The same far from the end of the data.
#[inline]
fn quick_block(
    bits: &mut Quick<'_>,
    dc: &Decoding,
    ac: &Decoding,
    block: &mut Block,
    mut last_dc: i32,
) -> (i32, usize) {
    // Sizes of differences are at most 15: they have no run.
    let (_, difference) = bits.coefficient(dc);
    last_dc = last_dc.wrapping_add(difference.into());
    block[0] = low(last_dc);
    let mut at = 1;
    let mut last = 0;
    while at < 64 {
        let (value, coefficient) = bits.coefficient(ac);
        let run = usize::from(value >> 4);
        if coefficient != 0 {
            at += run;
            block[natural(at)] = coefficient;
            last = at;
        } else if run == 15 {
            at += 15;
        } else {
            break;
        }
        at += 1;
    }
    (last_dc, last)
}

/// Coefficients have 16 bits.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "that is what is meant")]
pub(crate) const fn low(value: i32) -> i16 {
    value as i16
}
