//! Scans of the arithmetic coder: which bins the decisions about a coefficient have (F.1.4, F.2.4, G.1.3).

use alloc::boxed::Box;

use crate::arithmetic::{Bin, Decoder};
use crate::error::Error;
use crate::input::Input;
use crate::markers::{Conditioning, ScanHeader};
use crate::progressive::Procedure;
use crate::sequential::low;
use crate::zigzag::{Block, natural};

/// The bins of DC differences (Table F.4) and of AC coefficients (Table F.5).
const DC_BINS: usize = 64;
const AC_BINS: usize = 256;

/// What decodes the blocks of a scan.
#[derive(Debug)]
pub(crate) struct Arithmetic {
    decoder: Decoder,
    /// `None` in a sequential scan.
    procedure: Option<Procedure>,
    /// By component of the scan: the numbers of its tables.
    numbers: [(usize, usize); 4],
    conditioning: Conditioning,
    dc: Box<[[Bin; DC_BINS]; 16]>,
    ac: Box<[[Bin; AC_BINS]; 16]>,
    last_dc: [i32; 4],
    /// By component: the bins that its last difference leads to (F.1.4.4.1.2).
    context: [usize; 4],
    start: usize,
    end: usize,
    low: u8,
}

impl Arithmetic {
    pub(crate) fn new(
        scan: &ScanHeader,
        progressive: bool,
        conditioning: &Conditioning,
    ) -> Result<Self, Error> {
        let procedure = if progressive { Some(Procedure::of(scan)?) } else { None };
        let mut numbers = [(0, 0); 4];
        for (place, (_, dc, ac)) in numbers.iter_mut().zip(&scan.components) {
            *place = (usize::from(*dc), usize::from(*ac));
        }
        let (start, end) = if progressive { (scan.start.into(), scan.end.into()) } else { (1, 63) };
        Ok(Self {
            decoder: Decoder::new(),
            procedure,
            numbers,
            conditioning: *conditioning,
            dc: Box::new([[0; DC_BINS]; 16]),
            ac: Box::new([[0; AC_BINS]; 16]),
            last_dc: [0; 4],
            context: [0; 4],
            start,
            end,
            low: if progressive { scan.low } else { 0 },
        })
    }

    pub(crate) fn restart(&mut self) {
        self.decoder = Decoder::new();
        for (dc, ac) in self.numbers {
            self.dc[dc % 16] = [0; DC_BINS];
            self.ac[ac % 16] = [0; AC_BINS];
        }
        self.last_dc = [0; 4];
        self.context = [0; 4];
    }

    /// Decodes a block of the scan's component `index`.
    pub(crate) fn block(&mut self, input: &mut Input<'_>, index: usize, block: &mut Block) {
        if self.decoder.is_broken() && self.procedure != Some(Procedure::DcRefine) {
            return;
        }
        match self.procedure {
            None => {
                if self.dc(input, index % 4, block).is_some() {
                    self.ac(input, index % 4, block);
                }
            }
            Some(Procedure::DcFirst) => {
                self.dc(input, index % 4, block);
            }
            Some(Procedure::DcRefine) => {
                if self.decoder.even(input) {
                    block[0] |= 1 << self.low;
                }
            }
            Some(Procedure::AcFirst) => {
                self.ac(input, 0, block);
            }
            Some(Procedure::AcRefine) => {
                self.refine(input, block);
            }
        }
    }

    /// The DC coefficient (F.2.4.1). `None` if its code cannot be.
    fn dc(&mut self, input: &mut Input<'_>, index: usize, block: &mut Block) -> Option<()> {
        let Self { decoder, dc, conditioning, .. } = self;
        let number = self.numbers[index].0 % 16;
        let bins = &mut dc[number];
        let first = self.context[index] % 32;
        if decoder.decode(input, &mut bins[first]) {
            let negative = decoder.decode(input, &mut bins[first + 1]);
            let mut bin = first + 2 + usize::from(negative);
            let mut magnitude = i32::from(decoder.decode(input, &mut bins[bin]));
            if magnitude != 0 {
                // X1 and its successors (Table F.4).
                bin = 20;
                while decoder.decode(input, &mut bins[bin]) {
                    magnitude <<= 1;
                    if magnitude == 0x8000 {
                        decoder.give_up(input);
                        return None;
                    }
                    bin += 1;
                }
            }
            let (lower, upper) = conditioning.dc[number];
            self.context[index] = if magnitude < 1 << lower >> 1 {
                0
            } else {
                (if magnitude > 1 << upper >> 1 { 12 } else { 4 }) + 4 * usize::from(negative)
            };
            let value = magnitude_bits(decoder, input, &mut bins[(bin + 14) % DC_BINS], magnitude);
            let value = if negative { -value } else { value };
            self.last_dc[index] = self.last_dc[index].wrapping_add(value) & 0xffff;
        } else {
            self.context[index] = 0;
        }
        block[0] = low(self.last_dc[index] << self.low);
        Some(())
    }

    /// The AC coefficients of a band (F.2.4.2). `None` if a code cannot be.
    fn ac(&mut self, input: &mut Input<'_>, index: usize, block: &mut Block) -> Option<()> {
        let Self { decoder, ac, conditioning, .. } = self;
        let number = self.numbers[index].1 % 16;
        let bins = &mut ac[number];
        let threshold = usize::from(conditioning.ac[number]);
        let mut at = self.start;
        while at <= self.end {
            let mut bin = 3 * (at - 1);
            if decoder.decode(input, &mut bins[bin]) {
                break;
            }
            while !decoder.decode(input, &mut bins[bin + 1]) {
                bin += 3;
                at += 1;
                if at > self.end {
                    decoder.give_up(input);
                    return None;
                }
            }
            let negative = decoder.even(input);
            bin += 2;
            let mut magnitude = i32::from(decoder.decode(input, &mut bins[bin]));
            if magnitude != 0 && decoder.decode(input, &mut bins[bin]) {
                magnitude <<= 1;
                // X2 and its successors (Table F.5).
                bin = if at <= threshold { 189 } else { 217 };
                while decoder.decode(input, &mut bins[bin]) {
                    magnitude <<= 1;
                    if magnitude == 0x8000 {
                        decoder.give_up(input);
                        return None;
                    }
                    bin += 1;
                }
            }
            let value = magnitude_bits(decoder, input, &mut bins[(bin + 14) % AC_BINS], magnitude);
            block[natural(at)] = low(if negative { -value } else { value } << self.low);
            at += 1;
        }
        Some(())
    }

    /// One more bit of the AC coefficients of a band (G.1.3.3). `None` if a code cannot be.
    fn refine(&mut self, input: &mut Input<'_>, block: &mut Block) -> Option<()> {
        let Self { decoder, ac, .. } = self;
        let bins = &mut ac[self.numbers[0].1 % 16];
        let (plus, minus) = (1_i16 << self.low, -1_i16 << self.low);
        // The last coefficient that is already known.
        let known = (1..=self.end).rev().find(|at| block[natural(*at)] != 0).unwrap_or(0);
        let mut at = self.start;
        while at <= self.end {
            let mut bin = 3 * (at - 1);
            if at > known && decoder.decode(input, &mut bins[bin]) {
                break;
            }
            loop {
                let value = &mut block[natural(at)];
                if *value != 0 {
                    if decoder.decode(input, &mut bins[bin + 2]) {
                        *value = value.wrapping_add(if *value < 0 { minus } else { plus });
                    }
                    break;
                }
                if decoder.decode(input, &mut bins[bin + 1]) {
                    *value = if decoder.even(input) { minus } else { plus };
                    break;
                }
                bin += 3;
                at += 1;
                if at > self.end {
                    decoder.give_up(input);
                    return None;
                }
            }
            at += 1;
        }
        Some(())
    }
}

/// The bits below the highest one of a magnitude, and one more (Figure F.24).
fn magnitude_bits(
    decoder: &mut Decoder,
    input: &mut Input<'_>,
    bin: &mut Bin,
    magnitude: i32,
) -> i32 {
    let mut value = magnitude;
    let mut bit = magnitude >> 1;
    while bit != 0 {
        if decoder.decode(input, bin) {
            value |= bit;
        }
        bit >>= 1;
    }
    value + 1
}
