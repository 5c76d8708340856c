//! [`Orientation`]: which way the lines of a page run.

use alloc::vec::Vec;

use super::text_object::TextObject;

/// Which way lines run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Orientation {
    Horizontal,
    Vertical,
    Unknown,
}

/// Which way most lines of the page run.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the page")]
pub(super) fn of_page(objects: &[TextObject], width: f32, height: f32) -> Orientation {
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
        i64::try_from(self.end).unwrap_or(0) - i64::try_from(self.start).unwrap_or(0)
    }

    #[expect(clippy::cast_precision_loss, reason = "pages are small")]
    fn share(&self) -> f32 {
        let used = self.marks.get(self.start..self.end).unwrap_or_default();
        let count = used.iter().filter(|&&used| used).count();
        if used.is_empty() { 0.0 } else { count as f32 / used.len() as f32 }
    }
}
