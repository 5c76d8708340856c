//! Which part of the picture is left without its borders (`image_trim_tolerant` of iscc-sdk 0.9.7).

use super::orientation::Orientation;
use super::pixel::{Pixel, differs};
use super::view::View;

/// A channel of a border pixel may differ from the reference pixel by this much.
pub(crate) const TOLERANCE: u8 = 16;

/// Nested borders that are cut at most.
const MAX_PASSES: usize = 16;

/// A part of the stored picture: `left..right` by `top..bottom`, never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rect {
    pub(crate) left: usize,
    pub(crate) top: usize,
    pub(crate) right: usize,
    pub(crate) bottom: usize,
}

impl Rect {
    /// On how many sides `self` is smaller than `outer`, which it lies in.
    fn sides_cut(&self, outer: &Self) -> u32 {
        u32::from(self.left > outer.left)
            + u32::from(self.top > outer.top)
            + u32::from(self.right < outer.right)
            + u32::from(self.bottom < outer.bottom)
    }

    /// The stored pixel that is the top left one after turning.
    fn first_corner(&self, orientation: Orientation) -> (usize, usize) {
        let x = if orientation.reverses_x() { self.right - 1 } else { self.left };
        let y = if orientation.reverses_y() { self.bottom - 1 } else { self.top };
        (x, y)
    }
}

/// The part inside all borders; a picture that is uniform within the tolerance stays whole.
pub(crate) fn trim<P: Pixel>(view: &View<'_>, orientation: Orientation) -> Rect {
    let mut current = Rect { left: 0, top: 0, right: view.width(), bottom: view.height() };
    for _ in 0..MAX_PASSES {
        let (x, y) = current.first_corner(orientation);
        let reference = P::rgb(&view.row(y)[x * P::BYTES..][..P::BYTES]);
        let inner = match bounds::<P>(view, &current, reference, TOLERANCE) {
            Some(inner) if inner != current => inner,
            _ => break,
        };
        // A cut on one side only must remove a flat band: the sky over a landscape is no border.
        if inner.sides_cut(&current) == 1
            && bounds::<P>(view, &current, reference, TOLERANCE / 2) != Some(inner)
        {
            break;
        }
        current = inner;
    }
    current
}

/// The smallest part of `area` that holds all pixels different from `reference`.
fn bounds<P: Pixel>(
    view: &View<'_>,
    area: &Rect,
    reference: [u8; 3],
    tolerance: u8,
) -> Option<Rect> {
    let row = |y| &view.row(y)[area.left * P::BYTES..area.right * P::BYTES];
    let is_content = |pixel: &[u8]| differs(P::rgb(pixel), reference, tolerance);
    let has_content = |y: &usize| row(*y).chunks_exact(P::BYTES).any(is_content);

    let top = (area.top..area.bottom).find(has_content)?;
    let bottom = (top..area.bottom).rfind(has_content)? + 1;
    // Distances from the left and the right edge; a row is searched only as far as they can shrink.
    let width = area.right - area.left;
    let (mut left, mut right) = (width, width);
    for y in top..bottom {
        let row = row(y);
        let front = &row[..left * P::BYTES];
        left = front.chunks_exact(P::BYTES).position(is_content).unwrap_or(left);
        let back = &row[(width - right) * P::BYTES..];
        right = back.chunks_exact(P::BYTES).rev().position(is_content).unwrap_or(right);
        if left == 0 && right == 0 {
            break;
        }
    }
    Some(Rect { left: area.left + left, top, right: area.right - right, bottom })
}
