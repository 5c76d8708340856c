//! The frame: its components and how they are sampled (A.1, A.2, B.2.2).

use alloc::vec::Vec;

use crate::error::{Damage, Error, Unsupported};

/// How a frame is coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coding {
    /// Coefficients come in several scans (annex G).
    pub progressive: bool,
    /// By the arithmetic coder of annex D, not with Huffman codes.
    pub arithmetic: bool,
}

/// A component, as the frame header describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Component {
    pub(crate) id: u8,
    /// Sampling factors, across and down.
    pub(crate) h: usize,
    pub(crate) v: usize,
    pub(crate) quantization: u8,
    /// Samples, across and down.
    pub(crate) width: usize,
    pub(crate) height: usize,
    /// Blocks that hold samples.
    pub(crate) blocks_across: usize,
    pub(crate) blocks_down: usize,
    /// Blocks of whole units, as a scan of several components has them.
    pub(crate) stride: usize,
    /// The quantization table at the time of the first scan of the component, row by row.
    pub(crate) table: Option<[u16; 64]>,
}

/// A frame header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) coding: Coding,
    pub(crate) precision: u8,
    pub(crate) width: u16,
    pub(crate) height: u16,
    pub(crate) components: Vec<Component>,
    /// The largest sampling factors.
    pub(crate) max_h: usize,
    pub(crate) max_v: usize,
    /// Rows of units: of `8 * max_v` rows of the picture each.
    pub(crate) unit_rows: usize,
}

/// libjpeg's largest side.
const MAX_SIDE: u16 = 65_500;

impl Frame {
    /// Derives the sizes of A.1.1 and A.2 once all components are there, and checks what can be read.
    pub(crate) fn measure(&mut self) -> Result<(), Error> {
        let Self { width, height, .. } = *self;
        if width > MAX_SIDE || height > MAX_SIDE {
            return Err(Unsupported::Size { width, height }.into());
        }
        if self.precision != 8 {
            return Err(Unsupported::Precision(self.precision).into());
        }
        let count = self.components.len();
        if count > 4 {
            return Err(Unsupported::Components(u8::try_from(count).unwrap_or(u8::MAX)).into());
        }
        let good = 1..=4;
        if self.components.iter().any(|one| !good.contains(&one.h) || !good.contains(&one.v)) {
            return Err(Damage::Sampling.into());
        }
        let (max_h, max_v) = self
            .components
            .iter()
            .fold((1, 1), |(h, v), component| (component.h.max(h), component.v.max(v)));
        let (width, height) = (usize::from(width), usize::from(height));
        for component in &mut self.components {
            let Component { h, v, .. } = *component;
            component.width = (width * h).div_ceil(max_h);
            component.height = (height * v).div_ceil(max_v);
            component.blocks_across = (width * h).div_ceil(8 * max_h);
            component.blocks_down = (height * v).div_ceil(8 * max_v);
            component.stride = component.blocks_across.next_multiple_of(h);
        }
        (self.max_h, self.max_v) = (max_h, max_v);
        self.unit_rows = height.div_ceil(8 * max_v);
        Ok(())
    }

    /// Units of all components in a row.
    pub(crate) fn units_across(&self) -> usize {
        usize::from(self.width).div_ceil(8 * self.max_h)
    }
}
