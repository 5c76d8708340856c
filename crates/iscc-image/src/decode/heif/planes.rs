//! [`Planes`]: the samples of a decoded picture.

use alloc::vec::Vec;

use super::Fault;
use crate::decode::Limits;

/// How much smaller the chroma planes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::decode) enum Chroma {
    None,
    Quarter,
    Half,
    Full,
}

/// What a stream says about its colours (CICP).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::decode) struct Signal {
    pub(in crate::decode) primaries: u64,
    pub(in crate::decode) matrix: u64,
    pub(in crate::decode) full_range: bool,
}

/// Luma, and two planes of chroma unless there is none.
#[derive(Debug, Clone)]
pub(in crate::decode) struct Planes {
    pub(in crate::decode) width: usize,
    pub(in crate::decode) height: usize,
    pub(in crate::decode) chroma: Chroma,
    /// 8, 10 or 12.
    pub(in crate::decode) bits: u32,
    pub(in crate::decode) signal: Signal,
    pub(in crate::decode) samples: [Vec<u16>; 3],
}

impl Planes {
    /// Width and height of a plane.
    pub(in crate::decode) const fn size(&self, plane: usize) -> (usize, usize) {
        let (half_width, half_height) = (self.width.div_ceil(2), self.height.div_ceil(2));
        match (plane, self.chroma) {
            (0, _) | (_, Chroma::Full) => (self.width, self.height),
            (_, Chroma::Half) => (half_width, self.height),
            (_, Chroma::Quarter) => (half_width, half_height),
            (_, Chroma::None) => (0, 0),
        }
    }

    pub(in crate::decode) fn row(&self, plane: usize, y: usize) -> &[u16] {
        let (width, height) = self.size(plane);
        let y = y.min(height.saturating_sub(1));
        self.samples[plane].get(y * width..(y + 1) * width).unwrap_or_default()
    }

    /// Puts equal tiles together, row by row, and cuts what is too much.
    pub(in crate::decode) fn grid(
        tiles: &[Self],
        columns: usize,
        (width, height): (usize, usize),
        limits: &Limits,
    ) -> Result<Self, Fault> {
        const WRONG: &str = "tiles that do not go together";
        let first = tiles.first().ok_or_else(|| Fault::Damaged(WRONG))?;
        let alike = |tile: &Self| {
            (tile.width, tile.height, tile.chroma, tile.bits)
                == (first.width, first.height, first.chroma, first.bits)
        };
        let rows = tiles.len() / columns.max(1);
        let covers = first.width * columns >= width && first.height * rows >= height;
        // Chroma of subsampled tiles lies side by side only if there is no half of a sample.
        let odd_width =
            matches!(first.chroma, Chroma::Quarter | Chroma::Half) && first.width % 2 == 1;
        let odd_height = first.chroma == Chroma::Quarter && first.height % 2 == 1;
        if !covers
            || !tiles.iter().all(alike)
            || (odd_width && columns > 1)
            || (odd_height && rows > 1)
        {
            return Err(Fault::Damaged(WRONG));
        }
        limits.check_alloc(width as u64 * height as u64 * 6)?;
        let mut whole = Self { width, height, samples: Default::default(), ..first.clone() };
        for plane in 0..3 {
            let (plane_width, plane_height) = whole.size(plane);
            let (tile_width, tile_height) = first.size(plane);
            if tile_width == 0 || tile_height == 0 {
                continue;
            }
            let mut samples = Vec::with_capacity(plane_width * plane_height);
            for y in 0..plane_height {
                let line = &tiles[y / tile_height * columns..][..columns];
                let start = samples.len();
                for tile in line {
                    samples.extend_from_slice(tile.row(plane, y % tile_height));
                }
                samples.truncate(start + plane_width);
            }
            whole.samples[plane] = samples;
        }
        Ok(whole)
    }
}
