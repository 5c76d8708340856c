//! [`Gap`]: what is between two text objects.

use super::direction::Orientation;
use super::geometry::Rect;
use super::text_object::{TextObject, units};
use super::text_page::{Char, Kind, TextPage};

/// What is between two text objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    Nothing,
    Space,
    LineBreak,
    Hyphen,
}

impl TextPage<'_> {
    fn writing_mode(&self, object: &TextObject) -> Orientation {
        let mut glyphs = object.glyphs();
        let (Some(first), Some(last)) = (glyphs.next(), glyphs.next_back()) else {
            return self.direction;
        };
        let place =
            |(item, glyph)| object.matrix.apply(object.origin(item, self.fonts.glyph(glyph)));
        let (first, last) = (place(first), place(last));
        let (x, y) = ((last.x - first.x).abs(), (last.y - first.y).abs());
        if x <= 0.0001 && y <= 0.0001 {
            return Orientation::Unknown;
        }
        let length = x.hypot(y);
        // Five degrees.
        match (x / length <= 0.0872, y / length <= 0.0872) {
            (false, true) => Orientation::Horizontal,
            (true, false) => Orientation::Vertical,
            _ => self.direction,
        }
    }

    /// What is between the last object and this one.
    pub(super) fn gap(&mut self, at: usize) -> Gap {
        if let Some(last) = self.last_char().and_then(|char| char.object) {
            self.previous = Some(last);
        }
        let Some(previous) = self.previous else { return Gap::Nothing };
        let (object, previous) = (&self.objects[at], &self.objects[previous]);
        let mode = match self.writing_mode(object) {
            Orientation::Unknown => self.writing_mode(previous),
            mode => mode,
        };
        let (Some(this_glyph), Some((last_item, last_glyph))) =
            (object.items.first().and_then(|item| item.glyph), previous.glyphs().next_back())
        else {
            return Gap::Nothing;
        };
        let current = self.fonts.glyph(this_glyph).first();
        let line_end = || if self.is_hyphen(current) { Gap::Hyphen } else { Gap::LineBreak };
        let (rect, old) = (object.rect, previous.rect);
        let ends = match mode {
            Orientation::Horizontal => {
                rect.height() > 4.5
                    && old.height() > 4.5
                    && rect.bottom.max(old.bottom) >= rect.top.min(old.top)
            }
            Orientation::Vertical => {
                rect.width() > object.size * 0.1
                    && old.width() > previous.size * 0.1
                    && rect.right.min(self.line_rect.right) <= rect.left.max(self.line_rect.left)
            }
            Orientation::Unknown => false,
        };
        if ends {
            return line_end();
        }
        let (last_units, this_units) = (self.width_of(last_glyph), self.width_of(this_glyph));
        let last_width = units(last_units, previous.size).abs();
        let this_width = units(this_units, object.size).abs();
        let back = previous.matrix.then(self.previous_matrix).inverse();
        let position = back.apply(object.to_page.apply(object.position()));
        let mut threshold = last_width.max(this_width) / 4.0;
        if last_width < this_width {
            threshold = back.distance(threshold);
        }
        let last_origin = previous.origin(last_item, self.fonts.glyph(last_glyph));
        if mode == Orientation::Horizontal
            && (old.is_empty() && old.height() > 5.0
                || (position.y > threshold * 2.0 || position.y < threshold * -3.0)
                    && (position.y.abs() >= 1.0 || position.y.abs() > position.x.abs()))
            && !self.is_on_same_line(object, previous, last_origin.x)
        {
            return line_end();
        }
        let single = object.glyphs().nth(1).is_none();
        if single && is_hyphen_code(current) && self.is_hyphen(current) {
            return Gap::Hyphen;
        }
        let last_char = self.fonts.glyph(last_glyph).unicode.last().copied();
        if current == 0x20 || last_char == Some(0x20) {
            return Gap::Nothing;
        }
        let mut wide = normalized(last_units.max(this_units), [400, 700, 800]);
        if last_units >= this_units {
            wide *= previous.size.abs();
        } else {
            wide = back.distance(object.full_matrix().distance(wide * object.size.abs()));
        }
        wide /= 1000.0;
        if (wide - 1.488).abs() < 0.0001 || (wide - 1.39).abs() < 0.00001 {
            wide *= 1.5;
        }
        let moved = position.x - last_origin.x;
        if (moved - last_width).abs() <= wide {
            return Gap::Nothing;
        }
        let far = wide + last_width;
        let space = moved.abs() > far
            || position.x < 0.0 && -far > moved
            || moved > this_width + last_width;
        if space { Gap::Space } else { Gap::Nothing }
    }

    /// Whether one of two objects that are not quite at the same height starts within the height of the other.
    fn is_on_same_line(&self, object: &TextObject, previous: &TextObject, last_x: f32) -> bool {
        let d = self.display;
        let upright = d.a > 0.9 && d.b < 0.1 && d.c < 0.1 && d.d < -0.9;
        let level = previous.matrix.b < 0.1 && previous.matrix.c < 0.1;
        let forward = previous.items.len() > 1 && last_x > previous.items[0].x;
        let row = |rect: Rect| Rect { left: 0.0, right: 1000.0, ..rect };
        forward
            && upright
            && level
            && (row(previous.rect).contains(object.position())
                || row(object.rect).contains(previous.position()))
    }

    /// Whether the text so far ends in a hyphen behind a letter, and goes on.
    fn is_hyphen(&self, next: u32) -> bool {
        let text = |chars: &[Char]| {
            let mut all = chars
                .iter()
                .rev()
                .filter(|char| char.is_normal())
                .map(|char| char.text())
                .peekable();
            let mut last = all.next()?;
            while last == 0x20 && all.peek().is_some() {
                last = all.next()?;
            }
            Some((last, all.next()))
        };
        let Some((last, before)) = text(if self.line.is_empty() { &self.done } else { &self.line })
        else {
            return false;
        };
        if !is_hyphen_code(last) {
            return false;
        }
        let letter = |c: u32| char::from_u32(c).is_some_and(char::is_alphabetic);
        let letter_or_digit = |c: u32| char::from_u32(c).is_some_and(char::is_alphanumeric);
        before.is_some_and(letter) && letter_or_digit(next)
            || self
                .last_char()
                .is_some_and(|char| char.kind == Kind::Piece && is_hyphen_code(char.unicode))
    }
}

pub(super) fn is_hyphen_code(c: u32) -> bool {
    matches!(c, 0x2d | 0xad)
}

/// A part of a width: the wider, the less of it.
#[expect(clippy::cast_precision_loss, reason = "font units are small")]
pub(super) fn normalized(width: i32, steps: [i32; 3]) -> f32 {
    let divisor = match steps.iter().filter(|&&step| width >= step).count() {
        0 => 2.0,
        1 => 4.0,
        2 => 5.0,
        _ => 6.0,
    };
    width as f32 / divisor
}
