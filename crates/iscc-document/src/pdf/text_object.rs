//! [`TextObject`]: what one operator shows.

use alloc::rc::Rc;
use alloc::vec::Vec;

use super::font::{Fonts, Glyph, GlyphId};
use super::geometry::{Matrix, Point, Rect};
use super::marks::Marks;

/// A glyph and how far it is from the start, or (without a glyph) an adjustment in thousandths of the font size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub(super) glyph: Option<GlyphId>,
    pub(super) x: f32,
}

/// The text of one operator. `rect` and `matrix` are in the coordinates of the page or form that holds it.
#[derive(Debug)]
pub(super) struct TextObject {
    pub(super) vertical: bool,
    pub(super) size: f32,
    pub(super) char_space: f32,
    /// From the text, before the font size, to what holds it.
    pub(super) matrix: Matrix,
    /// At least one; the first and the last are glyphs.
    pub(super) items: Vec<Item>,
    pub(super) rect: Rect,
    /// From what holds it to the page.
    pub(super) to_page: Matrix,
    /// What holds it; the page is 0.
    pub(super) holder: u32,
    /// The text object before it in what holds it.
    pub(super) previous: Option<usize>,
    pub(super) marks: Rc<Marks>,
}

#[expect(clippy::cast_precision_loss, reason = "font units are small")]
pub(super) fn units(value: i32, size: f32) -> f32 {
    value as f32 * size / 1000.0
}

impl TextObject {
    /// Places the glyphs and finds the box around them. Returns how long the text is.
    pub(super) fn lay_out(&mut self, fonts: &Fonts, word_space: f32) -> f32 {
        let size = self.size;
        let (mut at, mut around) = (0.0f32, None::<Rect>);
        for item in &mut self.items {
            let Some(id) = item.glyph else {
                at -= item.x * size / 1000.0;
                continue;
            };
            item.x = at;
            let glyph = fonts.glyph(id);
            let [left, bottom, right, top] = glyph.bounds;
            let (x, y, advance) = if self.vertical {
                let [x, y, down] = glyph.vertical;
                (-units(x, size), at - units(y, size), units(down, size))
            } else {
                (at, 0.0, units(glyph.width, size))
            };
            let (a, b) = (x + units(left, size), x + units(right, size));
            let (c, d) = (y + units(bottom, size), y + units(top, size));
            let rect = Rect { left: a.min(b), right: a.max(b), bottom: c.min(d), top: c.max(d) };
            around = Some(around.map_or(rect, |around| around.union(rect)));
            at += advance + self.char_space;
            if fonts.is_space(glyph) {
                at += word_space;
            }
        }
        self.rect = self.matrix.apply_to(around.unwrap_or_default());
        at
    }

    /// Where its origin is.
    pub(super) fn position(&self) -> Point {
        Point { x: self.matrix.e, y: self.matrix.f }
    }

    /// Where a glyph of it is, seen from its matrix.
    pub(super) fn origin(&self, item: Item, glyph: &Glyph) -> Point {
        if self.vertical {
            let [x, y, _] = glyph.vertical;
            Point { x: -units(x, self.size), y: item.x - units(y, self.size) }
        } else {
            Point { x: item.x, y: 0.0 }
        }
    }

    /// From the text to the page.
    pub(super) fn full_matrix(&self) -> Matrix {
        self.matrix.then(self.to_page)
    }

    pub(super) fn glyphs(&self) -> impl DoubleEndedIterator<Item = (Item, GlyphId)> + '_ {
        self.items.iter().filter_map(|item| Some((*item, item.glyph?)))
    }
}
