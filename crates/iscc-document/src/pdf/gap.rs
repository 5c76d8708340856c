//! What stands between two text objects: the rules and numbers of docs/engines/pdf-text.md, "Gaps".

use super::direction::Orientation;
use super::geometry::{Matrix, Rect};
use super::text_object::{TextObject, units};

/// What is between two text objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    Nothing,
    Space,
    LineBreak,
    Hyphen,
}

/// Boxes that are lower say nothing about rows, in points.
const ROW_HEIGHT: f32 = 4.5;
/// An empty box that is higher than this, in points, ends a line.
const EMPTY_HEIGHT: f32 = 5.0;
/// Boxes that are narrower say nothing about columns, in font sizes.
const COLUMN_WIDTH: f32 = 0.1;
/// Of the wider of the two glyphs: the unit of jumps.
const JUMP_UNIT: f32 = 0.25;
/// A start so many units above, or so many below, is on another line.
const JUMP_UP: f32 = 2.0;
const JUMP_DOWN: f32 = 3.0;
/// A smaller jump, in units of text, must be steeper than it is wide.
const SMALL_JUMP: f32 = 1.0;
/// How far the entries of a matrix may be from those of upright text.
const UPRIGHT: f32 = 0.1;
/// Widths, in thousandths of the font size, from which a smaller part of a glyph makes a space.
const SPACE_STEPS: [i32; 3] = [400, 700, 800];
/// Widths of spaces that count one and a half times, and how near a width must be to them.
const WIDENED: [(f32, f32); 2] = [(1.488, 0.0001), (1.39, 0.00001)];

/// One of two objects beside a gap, and its glyph next to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Side<'o> {
    pub(super) object: &'o TextObject,
    /// The character next to the gap, if the glyph has one.
    pub(super) char: Option<u32>,
    /// The width of the glyph in thousandths of the font size.
    pub(super) units: i32,
    /// Where the glyph starts in its object.
    pub(super) x: f32,
}

impl Side<'_> {
    fn width(&self) -> f32 {
        units(self.units, self.object.size).abs()
    }

    fn is_wide_enough(&self) -> bool {
        self.object.rect.width() > self.object.size * COLUMN_WIDTH
    }
}

/// What else a gap depends on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Surroundings {
    /// How the text is written here.
    pub(super) direction: Orientation,
    /// From the page to the screen.
    pub(super) display: Matrix,
    /// From the page to the space of the object before the gap.
    pub(super) back: Matrix,
    /// The box of the line so far.
    pub(super) line: Rect,
    /// Whether the text before the gap ends in a hyphen that the text behind it goes on from.
    pub(super) is_hyphenated: bool,
}

/// What is between two objects.
pub(super) fn gap(before: Side<'_>, here: Side<'_>, around: &Surroundings) -> Gap {
    let is_single = here.object.glyphs().nth(1).is_none();
    let is_hyphen = here.char.is_some_and(is_hyphen_code);
    match () {
        () if ends_line(before, here, around) && around.is_hyphenated => Gap::Hyphen,
        () if ends_line(before, here, around) => Gap::LineBreak,
        () if is_single && is_hyphen && around.is_hyphenated => Gap::Hyphen,
        () if [before.char, here.char].contains(&Some(0x20)) => Gap::Nothing,
        () if is_space(before, here, around) => Gap::Space,
        () => Gap::Nothing,
    }
}

/// Whether the object behind the gap is on another line.
fn ends_line(before: Side<'_>, here: Side<'_>, around: &Surroundings) -> bool {
    match around.direction {
        Orientation::Horizontal => {
            are_rows_apart(before.object.rect, here.object.rect)
                || jumps(before, here, around) && !shares_row(before, here, around.display)
        }
        Orientation::Vertical => {
            before.is_wide_enough() && here.is_wide_enough() && {
                let (column, line) = (here.object.rect, around.line);
                column.right.min(line.right) <= column.left.max(line.left)
            }
        }
        Orientation::Unknown => false,
    }
}

fn are_rows_apart(before: Rect, here: Rect) -> bool {
    before.height().min(here.height()) > ROW_HEIGHT
        && before.bottom.max(here.bottom) >= before.top.min(here.top)
}

/// Whether the object starts too high or too low, as seen from the one before.
fn jumps(before: Side<'_>, here: Side<'_>, around: &Surroundings) -> bool {
    let box_before = before.object.rect;
    if box_before.is_empty() && box_before.height() > EMPTY_HEIGHT {
        return true;
    }
    let at = around.back.apply(here.object.to_page.apply(here.object.position()));
    let (width_before, width_here) = (before.width(), here.width());
    // The unit is measured where its glyph is.
    let unit = if width_before < width_here {
        around.back.distance(width_here * JUMP_UNIT)
    } else {
        width_before * JUMP_UNIT
    };
    let is_off = at.y > JUMP_UP * unit || at.y < -JUMP_DOWN * unit;
    is_off && (at.y.abs() >= SMALL_JUMP || at.y.abs() > at.x.abs())
}

/// Whether one of two upright objects starts within the height of the other, and the first goes to the right.
fn shares_row(before: Side<'_>, here: Side<'_>, display: Matrix) -> bool {
    const REACH: f32 = 1000.0;
    let is_upright = display.a > 1.0 - UPRIGHT
        && display.d < UPRIGHT - 1.0
        && display.b.max(display.c) < UPRIGHT
        && before.object.matrix.b.max(before.object.matrix.c) < UPRIGHT;
    let goes_right = before.object.items.len() > 1 && before.x > before.object.items[0].x;
    let starts_within = |start: &TextObject, row: Rect| {
        Rect { left: 0.0, right: REACH, ..row }.contains(start.position())
    };
    is_upright
        && goes_right
        && (starts_within(here.object, before.object.rect)
            || starts_within(before.object, here.object.rect))
}

/// Whether the distance between the glyphs, in the space of the first, is that of a space.
fn is_space(before: Side<'_>, here: Side<'_>, around: &Surroundings) -> bool {
    let part = normalized(before.units.max(here.units), SPACE_STEPS);
    let part = if before.units >= here.units {
        part * before.object.size.abs()
    } else {
        around.back.distance(here.object.full_matrix().distance(part * here.object.size.abs()))
    };
    let part = part / 1000.0;
    let is_widened = WIDENED.iter().any(|&(width, near)| (part - width).abs() < near);
    let part = if is_widened { part * 1.5 } else { part };

    let at = around.back.apply(here.object.to_page.apply(here.object.position()));
    let (moved, width) = (at.x - before.x, before.width());
    let far = part + width;
    (moved - width).abs() > part
        && (moved.abs() > far || at.x < 0.0 && moved < -far || moved > here.width() + width)
}

pub(super) fn is_hyphen_code(c: u32) -> bool {
    matches!(c, 0x2d | 0xad)
}

/// A part of a width: the wider, the less of it.
#[expect(clippy::cast_precision_loss, reason = "font units are small")]
pub(super) fn normalized(width: i32, steps: [i32; 3]) -> f32 {
    const PARTS: [f32; 4] = [2.0, 4.0, 5.0, 6.0];
    width as f32 / PARTS[steps.iter().filter(|&&step| width >= step).count()]
}
