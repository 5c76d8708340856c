//! [`TextPage`]: from the text objects on a page to its text, in the order that pdfium reads them.
//!
//! Objects come in the order of the content. Those that start at about the same height are sorted by where they
//! start; objects and glyphs printed twice for a bold look count once; a jump ends a line. Every line is then put
//! into reading order if it has right-to-left text (`line.rs`), and what lies outside of the page is left out.
//! The rules and thresholds, and the experiments that show them, are in docs/engines/pdf-text.md.

use alloc::vec::Vec;

use super::direction::{Orientation, of_page};
use super::font::{FontId, Fonts, GlyphId};
use super::gap::{Gap, is_hyphen_code, normalized};
use super::geometry::{Matrix, Point, Rect};
use super::line::{self, is_right_to_left};
use super::marks::Fate;
use super::text_object::{Item, TextObject, units};

/// A character of the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Char {
    /// 0 for none.
    pub(super) unicode: u32,
    pub(super) kind: Kind,
    /// The code and its font; none for characters that are not drawn.
    code: Option<(FontId, u32)>,
    pub(super) object: Option<usize>,
    origin: Point,
    bounds: Rect,
}

/// Where a character comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It is drawn.
    Drawn,
    /// It replaces what is drawn.
    Piece,
    /// White space that was put in.
    Generated,
    /// A hyphen at the end of a line.
    Hyphen,
}

/// Not a character: stands for a code without one, and for the hyphen at the end of a line.
const NONE: u32 = 0xfffe;

impl Char {
    /// What counts for order and hyphens.
    pub(super) fn text(self) -> u32 {
        if self.unicode == 0 || self.kind == Kind::Hyphen { NONE } else { self.unicode }
    }

    /// Whether it is anything but a control character that pdfium knows.
    pub(super) fn is_normal(self) -> bool {
        match self.unicode {
            0 => self.code.is_some_and(|(_, code)| code != 0),
            0x2 | 0x3 | 0x93 | 0x94 | 0x96 | 0x97 | 0x98 | NONE => self.kind == Kind::Hyphen,
            _ => true,
        }
    }
}

/// The text of a page as it is put together.
#[derive(Debug)]
pub(super) struct TextPage<'p> {
    pub(super) fonts: &'p Fonts,
    pub(super) objects: &'p [TextObject],
    /// From the page to the screen, whose y axis points down.
    pub(super) display: Matrix,
    pub(super) direction: Orientation,
    /// Objects of one line, by where they start.
    waiting: Vec<usize>,
    /// The line that is being read, as it is drawn.
    pub(super) line: Vec<Char>,
    /// What is in reading order.
    pub(super) done: Vec<Char>,
    pub(super) previous: Option<usize>,
    pub(super) previous_matrix: Matrix,
    pub(super) line_rect: Rect,
}

/// The characters of a page with the box `bounds`, turned clockwise by `quarters`.
pub(super) fn text_of(
    fonts: &Fonts,
    objects: &[TextObject],
    bounds: Rect,
    quarters: u8,
    out: &mut Vec<u32>,
) {
    let (w, h) = (bounds.width(), bounds.height());
    let (x, y) = (bounds.left, bounds.bottom);
    let display = Matrix::new(match quarters {
        1 => [0.0, 1.0, 1.0, 0.0, -y, -x],
        2 => [-1.0, 0.0, 0.0, 1.0, w + x, -y],
        3 => [0.0, -1.0, -1.0, 0.0, h + y, w + x],
        _ => [1.0, 0.0, 0.0, -1.0, -x, h + y],
    });
    let (width, height) = if quarters.is_multiple_of(2) { (w, h) } else { (h, w) };
    let mut page = TextPage {
        fonts,
        objects,
        display,
        direction: of_page(objects, width, height),
        waiting: Vec::new(),
        line: Vec::new(),
        done: Vec::new(),
        previous: None,
        previous_matrix: Matrix::IDENTITY,
        line_rect: Rect::default(),
    };
    for object in 0..objects.len() {
        page.sort_in(object);
    }
    page.read_waiting();
    page.close_line();
    let before = out.len();
    write_within(&page.done, bounds, out);
    // DIFFERENCE: the reference has no text of a page that was written as it is seen, and whose box was not turned with it.
    if quarters % 2 == 1 && out.len() == before {
        let turned = Rect { right: bounds.left + h, top: bounds.bottom + w, ..bounds };
        write_within(&page.done, turned, out);
    }
}

/// The characters whose boxes touch the page; a line feed where something was left out between lines.
fn write_within(chars: &[Char], bounds: Rect, out: &mut Vec<u32>) {
    let (mut height, mut after_char, mut break_line) = (0.0f32, false, false);
    for char in chars {
        if !bounds.intersection(char.bounds).is_empty() {
            if (height - char.origin.y).abs() > 0.0 && !after_char && break_line {
                height = char.origin.y;
                if !out.is_empty() {
                    out.push(0x0a);
                }
            }
            (after_char, break_line) = (true, false);
            if char.unicode != 0 {
                out.push(char.unicode);
            }
        } else if char.unicode == 0x20 {
            if after_char {
                out.push(0x20);
                (after_char, break_line) = (false, false);
            }
        } else {
            (after_char, break_line) = (false, true);
        }
    }
}

impl TextPage<'_> {
    pub(super) fn width_of(&self, glyph: GlyphId) -> i32 {
        let glyph = self.fonts.glyph(glyph);
        if glyph.width > 0 {
            glyph.width
        } else {
            glyph.bounds[2].saturating_sub(glyph.bounds[0]).max(0)
        }
    }

    /// Where an object starts on the screen.
    fn start(&self, object: usize) -> Point {
        let object = &self.objects[object];
        self.display.apply(object.to_page.apply(object.position()))
    }

    /// Puts an object among those of its line, or reads these and begins a new line.
    fn sort_in(&mut self, at: usize) {
        if self.objects[at].rect.width().abs() < 0.01 {
            return;
        }
        let Some(&last) = self.waiting.last() else {
            self.waiting.push(at);
            return;
        };
        if self.is_repeated(at) {
            return;
        }
        let width = |object: &TextObject, item: Option<&Item>| {
            let width = item.and_then(|item| item.glyph).map_or(0, |glyph| self.width_of(glyph));
            object.full_matrix().distance(units(width, object.size).abs())
        };
        let (last, object) = (&self.objects[last], &self.objects[at]);
        let threshold =
            width(last, last.items.last()).max(width(object, object.items.first())) / 4.0;
        let (before, here) = (self.start(self.waiting[self.waiting.len() - 1]), self.start(at));
        if (here.y - before.y).abs() > threshold * 2.0 {
            self.read_waiting();
            self.waiting.push(at);
            return;
        }
        let place = self.waiting.iter().rposition(|&other| here.x >= self.start(other).x);
        self.waiting.insert(place.map_or(0, |place| place + 1), at);
    }

    /// Whether one of the five objects before it says the same at the same place.
    fn is_repeated(&self, at: usize) -> bool {
        let object = &self.objects[at];
        let mut previous = object.previous;
        for _ in 0..5 {
            let Some(other) = previous.map(|other| &self.objects[other]) else { return false };
            if self.is_same(other, object) {
                return true;
            }
            previous = other.previous;
        }
        false
    }

    fn is_same(&self, old: &TextObject, new: &TextObject) -> bool {
        let mut both = new.rect;
        if both.is_empty() && old.rect.is_empty() {
            let apart = (both.left - old.rect.left).abs();
            let before_last = self.done.len().checked_sub(2).map(|at| self.done[at].bounds.width());
            if before_last.is_some_and(|width| apart > width) {
                return false;
            }
        } else {
            both = both.intersection(old.rect);
            if both.is_empty()
                || (both.width() - old.rect.width()).abs() > old.rect.width() / 2.0
                || new.size.to_bits() != old.size.to_bits()
            {
                return false;
            }
        }
        let code = |item: &Item| item.glyph.map(|glyph| self.fonts.glyph(glyph).code);
        if !new.items.iter().map(code).eq(old.items.iter().map(code)) {
            return false;
        }
        let width =
            new.items.last().and_then(|item| item.glyph).map_or(0, |glyph| self.width_of(glyph));
        let (a, b) = (old.position(), new.position());
        (a.x - b.x).abs() <= 0.9 * units(width, new.size)
            && (a.y - b.y).abs() <= both.height().max(both.width()).max(new.size) / 8.0
    }

    fn read_waiting(&mut self) {
        for object in core::mem::take(&mut self.waiting) {
            self.read(object);
        }
    }

    /// Adds the characters of an object to the line.
    fn read(&mut self, at: usize) {
        let object = &self.objects[at];
        let fate = object.marks.fate(self.previous.map(|previous| &*self.objects[previous].marks));
        if fate != Fate::Drop {
            if let Some(previous) = self.previous {
                let before = self.last_char().and_then(|char| char.object).unwrap_or(previous);
                self.previous = Some(before);
                let gap = self.gap(before, at);
                self.line_rect = if gap == Gap::LineBreak {
                    object.rect
                } else {
                    self.line_rect.union(object.rect)
                };
                if !self.fill(gap, object) {
                    return;
                }
            } else {
                self.line_rect = object.rect;
            }
        }
        self.previous = Some(at);
        self.previous_matrix = object.to_page;
        match fate {
            Fate::Drop => {}
            Fate::Replace(text) => self.replace(at, text),
            Fate::Keep => self.draw(at),
        }
    }

    /// Puts in what stands for a gap. False if the object itself is the hyphen.
    fn fill(&mut self, gap: Gap, object: &TextObject) -> bool {
        match gap {
            Gap::Nothing => {}
            Gap::Space => {
                let space = self.generated(0x20);
                self.line.extend(space);
            }
            Gap::LineBreak => {
                self.close_line();
                if self.done.iter().any(|char| char.is_normal()) {
                    let chars = [0x0d, 0x0a].map(|unicode| self.generated(unicode));
                    self.done.extend(chars.into_iter().flatten());
                }
            }
            Gap::Hyphen => {
                let mut glyphs = object.glyphs();
                if let (Some((_, glyph)), None) = (glyphs.next(), glyphs.next())
                    && is_hyphen_code(self.fonts.glyph(glyph).first())
                {
                    return false;
                }
                while self.line.last().is_some_and(|char| char.text() == 0x20) {
                    self.line.pop();
                }
                if let Some(last) = self.line.last_mut() {
                    last.unicode = 2;
                    last.kind = Kind::Hyphen;
                }
            }
        }
        true
    }

    pub(super) fn last_char(&self) -> Option<Char> {
        self.line.last().or(self.done.last()).copied()
    }

    /// White space behind the last character. Nothing asks where it is.
    fn generated(&self, unicode: u32) -> Option<Char> {
        let origin = self.last_char()?.origin;
        let bounds = Rect { left: origin.x, bottom: origin.y, right: origin.x, top: origin.y };
        Some(Char { unicode, kind: Kind::Generated, code: None, object: None, origin, bounds })
    }

    /// The text that stands for an object.
    fn replace(&mut self, at: usize, text: &str) {
        let object = &self.objects[at];
        let length = text.chars().count().max(1);
        #[expect(clippy::cast_precision_loss, reason = "texts are short")]
        let width = object.rect.width() / length as f32;
        let bounds = Rect { right: object.rect.left + width, ..object.rect };
        for c in text.chars().filter(|&c| c < '\u{fffd}') {
            let shows = c > '\u{80}' || c.is_ascii_graphic();
            let unicode = if shows { u32::from(c) } else { 0x20 };
            let (kind, origin) = (Kind::Piece, object.position());
            self.line.push(Char { unicode, kind, code: None, object: Some(at), origin, bounds });
        }
    }

    fn draw(&mut self, at: usize) {
        let object = &self.objects[at];
        let matrix = object.full_matrix();
        let unicode = |glyph| {
            let glyph = self.fonts.glyph(glyph);
            glyph.first()
        };
        let reversed = matrix.determinant() < 0.0
            && is_right_to_left(
                object.glyphs().map(|(_, glyph)| unicode(glyph)).filter(|&c| c != 0),
            );
        let start = self.line.len();
        self.draw_items(at, matrix);
        if reversed && start < self.line.len() {
            self.line[start..].reverse();
        }
    }

    fn draw_items(&mut self, at: usize, matrix: Matrix) {
        let object = &self.objects[at];
        let scaled = object.size * object.matrix.a.hypot(object.matrix.b);
        let base = base_space(object, matrix, scaled);
        let same = matrix.x_distance(0.07 * object.size);
        let mut spacing = 0.0f32;
        for (index, item) in object.items.iter().enumerate() {
            let Some(id) = item.glyph else {
                if self.last_text().is_some_and(|last| last != 0x20) {
                    spacing = -scaled * item.x / 1000.0;
                }
                continue;
            };
            let glyph = self.fonts.glyph(id);
            let origin = object.origin(*item, glyph);
            let on_page = matrix.apply(origin);
            spacing -= base;
            if spacing != 0.0 && index > 0 {
                let threshold = self.space_threshold(id, scaled);
                if threshold != 0.0 && spacing >= threshold {
                    let bounds = Rect {
                        left: on_page.x,
                        bottom: on_page.y,
                        right: on_page.x,
                        top: on_page.y,
                    };
                    self.line.push(Char {
                        unicode: 0x20,
                        kind: Kind::Generated,
                        code: None,
                        object: Some(at),
                        origin: on_page,
                        bounds,
                    });
                }
            }
            spacing = 0.0;
            let char = Char {
                unicode: 0,
                kind: Kind::Drawn,
                code: Some((glyph.font, glyph.code)),
                object: Some(at),
                origin: on_page,
                bounds: matrix.apply_to(glyph_box(glyph.bounds, glyph.width, object.size, origin)),
            };
            let near = |a: f32, b: f32| (a - b).abs() < same;
            let repeated = self.line.iter().rev().take(7).any(|other| {
                other.code == char.code
                    && near(other.origin.x, on_page.x)
                    && near(other.origin.y, on_page.y)
            });
            if glyph.unicode.is_empty() {
                // What has no character is its code.
                if glyph.code == 0 || !repeated {
                    self.line.push(Char { unicode: glyph.code, ..char });
                }
            } else if !repeated {
                self.line.extend(glyph.unicode.iter().map(|&unicode| Char { unicode, ..char }));
            } else if index == 0 && self.line.last().is_some_and(|last| last.text() == 0x20) {
                self.line.pop();
            }
        }
    }

    /// How wide a gap is that makes a space.
    fn space_threshold(&self, id: GlyphId, size: f32) -> f32 {
        let space =
            self.fonts.space(self.fonts.glyph(id).font).map_or(0.0, |width| units(width, size));
        if space > 0.0 && space <= size / 3.0 {
            return space / 2.0;
        }
        normalized(self.width_of(id), [300, 500, 700]) * size / 1000.0
    }

    /// The last character of the text so far.
    fn last_text(&self) -> Option<u32> {
        let done = || self.done.iter().rev().find(|char| char.is_normal());
        self.line.last().or_else(done).map(|char| char.text())
    }

    /// Puts the line into reading order.
    fn close_line(&mut self) {
        let line = core::mem::take(&mut self.line);
        line::read(line, &mut self.done);
    }
}

/// The spacing that is in all of a text, so that it is no gap.
fn base_space(object: &TextObject, matrix: Matrix, scaled: f32) -> f32 {
    let adjustment =
        if object.char_space.abs() > 0.001 { matrix.distance(object.char_space) } else { 0.0 };
    let mut base = 0.0;
    if object.char_space != 0.0 && object.items.len() >= 3 {
        let spacing = matrix.distance(object.char_space);
        let adjusted: Vec<f32> = object
            .items
            .iter()
            .filter(|item| item.glyph.is_none())
            .map(|item| spacing - scaled * item.x / 1000.0)
            .collect();
        base = adjusted.iter().copied().fold(spacing, f32::min);
        if base < 0.0 || object.items.len() == 3 && !adjusted.is_empty() {
            base = 0.0;
        }
    }
    base - adjustment
}

/// The box of a glyph seen from its matrix; never without extent.
fn glyph_box([left, bottom, right, top]: [i32; 4], width: i32, size: f32, origin: Point) -> Rect {
    let mut rect = Rect {
        left: units(left, size) + origin.x,
        bottom: units(bottom, size) + origin.y,
        right: units(right, size) + origin.x,
        top: units(top, size) + origin.y,
    };
    if (rect.top - rect.bottom).abs() < 0.01 {
        rect.top = rect.bottom + size / 1000.0;
    }
    if (rect.right - rect.left).abs() < 0.01 {
        rect.right = rect.left + units(width, size);
    }
    rect
}
