//! What a gap depends on, taken from the page: the two sides of it, how text is written there, hyphens.

use super::direction::Orientation;
use super::gap::{self, Gap, Side, Surroundings, is_hyphen_code};
use super::text_object::TextObject;
use super::text_page::{Char, Kind, TextPage};

/// The sine of five degrees: text is level or plumb within it.
const SKEW: f32 = 0.0872;
/// A shorter way from the first glyph to the last has no direction.
const SHORT: f32 = 0.0001;

impl TextPage<'_> {
    /// What is between an object and the one before it.
    pub(super) fn gap(&self, before: usize, here: usize) -> Gap {
        let (before, here) = (&self.objects[before], &self.objects[here]);
        let first = here.items.first().and_then(|item| Some((item, item.glyph?)));
        let (Some((first, first_glyph)), Some((last, last_glyph))) =
            (first, before.glyphs().next_back())
        else {
            return Gap::Nothing;
        };
        let [next, end] = [first_glyph, last_glyph].map(|glyph| self.fonts.glyph(glyph));
        let direction = match self.direction_of(here) {
            Orientation::Unknown => self.direction_of(before),
            direction => direction,
        };
        let around = Surroundings {
            direction,
            display: self.display,
            back: before.matrix.then(self.previous_matrix).inverse(),
            line: self.line_rect,
            is_hyphenated: self.is_hyphenated(next.first()),
        };
        let left = Side {
            object: before,
            char: end.unicode.last().copied(),
            units: self.width_of(last_glyph),
            x: before.origin(last, end).x,
        };
        let right = Side {
            object: here,
            char: Some(next.first()),
            units: self.width_of(first_glyph),
            x: first.x,
        };
        gap::gap(left, right, &around)
    }

    /// How an object is written: by the way from its first glyph to its last, else as the page is.
    fn direction_of(&self, object: &TextObject) -> Orientation {
        let mut glyphs = object.glyphs();
        let (Some(first), Some(last)) = (glyphs.next(), glyphs.next_back()) else {
            return self.direction;
        };
        let [first, last] = [first, last]
            .map(|(item, glyph)| object.matrix.apply(object.origin(item, self.fonts.glyph(glyph))));
        let (x, y) = ((last.x - first.x).abs(), (last.y - first.y).abs());
        let length = x.hypot(y);
        match () {
            () if x.max(y) <= SHORT => Orientation::Unknown,
            () if y / length <= SKEW => Orientation::Horizontal,
            () if x / length <= SKEW => Orientation::Vertical,
            () => self.direction,
        }
    }

    /// Whether the text so far ends in a hyphen that `next` goes on from: behind a letter and before a letter or digit, or one that
    /// stands for something drawn.
    fn is_hyphenated(&self, next: u32) -> bool {
        let so_far = if self.line.is_empty() { &self.done } else { &self.line };
        let mut back = so_far.iter().rev().filter(|char| char.is_normal()).map(|char| char.text());
        // Spaces at the end do not count, unless there is nothing else.
        let mut last = back.next();
        let mut before = back.next();
        while last == Some(0x20) && before.is_some() {
            (last, before) = (before, back.next());
        }
        let is = |code: Option<u32>, kind: fn(char) -> bool| {
            code.and_then(char::from_u32).is_some_and(kind)
        };
        let is_drawn_as = |char: Char| char.kind == Kind::Piece && is_hyphen_code(char.unicode);
        last.is_some_and(is_hyphen_code)
            && (is(before, char::is_alphabetic) && is(Some(next), char::is_alphanumeric)
                || self.last_char().is_some_and(is_drawn_as))
    }
}
