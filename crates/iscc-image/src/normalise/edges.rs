//! Whether a picture has a border, told from its outermost pixels while its rows stream by.

use alloc::vec::Vec;

use super::orientation::Orientation;
use super::pixel::{Pixel, differs};
use super::trim::TOLERANCE;

/// The outermost pixels of a picture, collected row by row.
///
/// Trimming changes nothing if and only if each of the four edges holds a pixel that is no border;
/// so four edges are enough to know that the whole picture is used, which is the usual case.
#[derive(Debug)]
pub(crate) struct Edges {
    orientation: Orientation,
    height: usize,
    first: Vec<u8>,
    last: Vec<u8>,
    left: Vec<[u8; 3]>,
    right: Vec<[u8; 3]>,
}

impl Edges {
    pub(crate) fn new(height: usize, orientation: Orientation) -> Self {
        Self {
            orientation,
            height,
            first: Vec::new(),
            last: Vec::new(),
            left: Vec::new(),
            right: Vec::new(),
        }
    }

    /// Looks at the next row.
    pub(crate) fn push<P: Pixel>(&mut self, row: &[u8]) {
        if self.left.is_empty() {
            self.first = row.to_vec();
        }
        self.left.push(P::rgb(&row[..P::BYTES]));
        self.right.push(P::rgb(&row[row.len() - P::BYTES..]));
        if self.left.len() == self.height {
            self.last = row.to_vec();
        }
    }

    /// After the first row: whether the top edge is a border for sure, if that can be known yet.
    pub(crate) fn top_is_border<P: Pixel>(&self) -> bool {
        let column = if self.orientation.reverses_x() { &self.right } else { &self.left };
        match column.first() {
            Some(&reference) if !self.orientation.reverses_y() => {
                !has_content::<P>(&self.first, reference)
            }
            _ => false,
        }
    }

    /// After the last row: whether nothing is to be trimmed.
    pub(crate) fn no_border<P: Pixel>(&self) -> bool {
        let column = if self.orientation.reverses_x() { &self.right } else { &self.left };
        let corner = if self.orientation.reverses_y() { column.last() } else { column.first() };
        let Some(&reference) = corner else { return false };
        let side_has_content =
            |side: &[[u8; 3]]| side.iter().any(|pixel| differs(*pixel, reference, TOLERANCE));
        has_content::<P>(&self.first, reference)
            && has_content::<P>(&self.last, reference)
            && side_has_content(&self.left)
            && side_has_content(&self.right)
    }
}

fn has_content<P: Pixel>(row: &[u8], reference: [u8; 3]) -> bool {
    row.chunks_exact(P::BYTES).any(|pixel| differs(P::rgb(pixel), reference, TOLERANCE))
}
