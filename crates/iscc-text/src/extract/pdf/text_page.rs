//! [`TextPage`]: from the text objects on a page to its text, in the order that pdfium reads them.
//!
//! Objects come in the order of the content. Those that start at about the same height are sorted by where they
//! start; objects and glyphs printed twice for a bold look count once; a jump ends a line. Every line is then put
//! into reading order if it has right-to-left text (`line.rs`), and what lies outside of the page is left out.
//! The thresholds are those of pdfium, found by experiments with generated files (docs/text.md).

use alloc::vec::Vec;

use super::font::{FontId, Fonts, GlyphId};
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
    object: Option<usize>,
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Orientation {
    Horizontal,
    Vertical,
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    Nothing,
    Space,
    LineBreak,
    Hyphen,
}

/// The text of a page as it is put together.
#[derive(Debug)]
pub(super) struct TextPage<'p> {
    fonts: &'p Fonts,
    objects: &'p [TextObject],
    /// From the page to the screen, whose y axis points down.
    display: Matrix,
    direction: Orientation,
    /// Objects of one line, by where they start.
    waiting: Vec<usize>,
    /// The line that is being read, as it is drawn.
    line: Vec<Char>,
    /// What is in reading order.
    done: Vec<Char>,
    previous: Option<usize>,
    previous_matrix: Matrix,
    line_rect: Rect,
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
    let (width, height) = if quarters % 2 == 0 { (w, h) } else { (h, w) };
    let mut page = TextPage {
        fonts,
        objects,
        display,
        direction: direction(objects, width, height),
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
    write_within(&page.done, bounds, out);
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

/// Which way most lines of the page run.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the page")]
fn direction(objects: &[TextObject], width: f32, height: f32) -> Orientation {
    /// No page needs more marks; pdfium's own limit is 14,400.
    const MAX: f32 = 100_000.0;
    let size = (width.clamp(0.0, MAX) as usize, height.clamp(0.0, MAX) as usize);
    if size.0 == 0 || size.1 == 0 {
        return Orientation::Unknown;
    }
    let mut columns = Used::new(size.0);
    let mut rows = Used::new(size.1);
    let mut line_height = 0.0f32;
    for object in objects.iter().filter(|object| object.holder == 0) {
        let rect = object.rect;
        let across = columns.range(rect.left, rect.right);
        let up = rows.range(rect.bottom, rect.top);
        if across.is_empty() || up.is_empty() {
            continue;
        }
        columns.mark(across);
        rows.mark(up);
        if line_height <= 0.0 {
            line_height = rect.height();
        }
    }
    let double = (2.0 * line_height) as i64;
    if rows.extent() < double {
        return Orientation::Horizontal;
    }
    if columns.extent() < double {
        return Orientation::Vertical;
    }
    let (across, up) = (columns.share(), rows.share());
    if across > 0.8 || across > up {
        Orientation::Horizontal
    } else if across < up {
        Orientation::Vertical
    } else {
        Orientation::Unknown
    }
}

/// Which points of an axis are covered by text.
struct Used {
    marks: Vec<bool>,
    start: usize,
    end: usize,
}

impl Used {
    fn new(size: usize) -> Self {
        Self { marks: alloc::vec![false; size], start: size, end: 0 }
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "clamped to the page"
    )]
    fn range(&self, from: f32, to: f32) -> core::ops::Range<usize> {
        let size = self.marks.len() as f32;
        from.clamp(0.0, size) as usize..to.clamp(0.0, size) as usize
    }

    fn mark(&mut self, range: core::ops::Range<usize>) {
        self.start = self.start.min(range.start);
        self.end = self.end.max(range.end);
        self.marks[range].fill(true);
    }

    fn extent(&self) -> i64 {
        self.end as i64 - self.start as i64
    }

    #[expect(clippy::cast_precision_loss, reason = "pages are small")]
    fn share(&self) -> f32 {
        let used = self.marks.get(self.start..self.end).unwrap_or_default();
        let count = used.iter().filter(|&&used| used).count();
        if used.is_empty() { 0.0 } else { count as f32 / used.len() as f32 }
    }
}

impl TextPage<'_> {
    fn width_of(&self, glyph: GlyphId) -> i32 {
        let glyph = self.fonts.glyph(glyph);
        if glyph.width > 0 { glyph.width } else { (glyph.bounds[2] - glyph.bounds[0]).max(0) }
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
            if self.previous.is_some() {
                let gap = self.gap(at);
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

    fn last_char(&self) -> Option<Char> {
        self.line.last().or(self.done.last()).copied()
    }

    /// White space behind the last character.
    fn generated(&self, unicode: u32) -> Option<Char> {
        let last = self.last_char()?;
        let size = last.object.map_or(1.0, |object| self.objects[object].size);
        let width = last.code.and_then(|_| last.object).map_or(0.0, |_| last.bounds.width());
        let origin = Point { x: last.origin.x + width * size / 1000.0, y: last.origin.y };
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
    fn gap(&mut self, at: usize) -> Gap {
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

fn is_hyphen_code(c: u32) -> bool {
    matches!(c, 0x2d | 0xad)
}

/// A part of a width: the wider, the less of it.
#[expect(clippy::cast_precision_loss, reason = "font units are small")]
fn normalized(width: i32, steps: [i32; 3]) -> f32 {
    let divisor = match steps.iter().filter(|&&step| width >= step).count() {
        0 => 2.0,
        1 => 4.0,
        2 => 5.0,
        _ => 6.0,
    };
    width as f32 / divisor
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
