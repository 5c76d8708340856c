//! Points, rectangles and matrices, in `f32` as in pdfium, whose thresholds they are compared with.

/// A point, or a distance.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Point {
    pub(super) x: f32,
    pub(super) y: f32,
}

/// The matrix `[a b c d e f]` of PDF: `x' = ax + cy + e`, `y' = bx + dy + f`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix {
    pub(super) a: f32,
    pub(super) b: f32,
    pub(super) c: f32,
    pub(super) d: f32,
    pub(super) e: f32,
    pub(super) f: f32,
}

impl Matrix {
    pub(super) const IDENTITY: Self = Self::new([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) const fn new([a, b, c, d, e, f]: [f32; 6]) -> Self {
        Self { a, b, c, d, e, f }
    }

    /// First this one, then the other.
    pub(super) fn then(self, next: Self) -> Self {
        Self {
            a: self.a * next.a + self.b * next.c,
            b: self.a * next.b + self.b * next.d,
            c: self.c * next.a + self.d * next.c,
            d: self.c * next.b + self.d * next.d,
            e: self.e * next.a + self.f * next.c + next.e,
            f: self.e * next.b + self.f * next.d + next.f,
        }
    }

    pub(super) fn apply(self, p: Point) -> Point {
        Point { x: self.a * p.x + self.c * p.y + self.e, y: self.b * p.x + self.d * p.y + self.f }
    }

    /// The box around a transformed rectangle.
    pub(super) fn apply_to(self, rect: Rect) -> Rect {
        let corners = [
            self.apply(Point { x: rect.left, y: rect.bottom }),
            self.apply(Point { x: rect.left, y: rect.top }),
            self.apply(Point { x: rect.right, y: rect.bottom }),
            self.apply(Point { x: rect.right, y: rect.top }),
        ];
        let mut around = Rect {
            left: corners[0].x,
            bottom: corners[0].y,
            right: corners[0].x,
            top: corners[0].y,
        };
        for corner in &corners[1..] {
            around.left = around.left.min(corner.x);
            around.right = around.right.max(corner.x);
            around.bottom = around.bottom.min(corner.y);
            around.top = around.top.max(corner.y);
        }
        around
    }

    pub(super) fn determinant(self) -> f32 {
        self.a * self.d - self.b * self.c
    }

    /// The way back; the identity if there is none.
    pub(super) fn inverse(self) -> Self {
        let det = self.determinant();
        if det == 0.0 {
            return Self::IDENTITY;
        }
        let (a, b, c, d) = (self.d / det, -self.b / det, -self.c / det, self.a / det);
        Self { a, b, c, d, e: -(a * self.e + c * self.f), f: -(b * self.e + d * self.f) }
    }

    /// How long a distance is on average of both directions.
    pub(super) fn distance(self, distance: f32) -> f32 {
        distance * (self.a.hypot(self.b) + self.c.hypot(self.d)) / 2.0
    }

    /// How long a horizontal distance is.
    pub(super) fn x_distance(self, distance: f32) -> f32 {
        (self.a * distance).hypot(self.b * distance)
    }
}

/// A rectangle; the y axis points up.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Rect {
    pub(super) left: f32,
    pub(super) bottom: f32,
    pub(super) right: f32,
    pub(super) top: f32,
}

impl Rect {
    pub(super) fn width(self) -> f32 {
        self.right - self.left
    }

    pub(super) fn height(self) -> f32 {
        self.top - self.bottom
    }

    pub(super) fn is_empty(self) -> bool {
        self.left >= self.right || self.bottom >= self.top
    }

    /// What is in both; nothing at the origin if they do not touch.
    pub(super) fn intersection(self, other: Self) -> Self {
        let both = Self {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        };
        if both.left > both.right || both.bottom > both.top { Self::default() } else { both }
    }

    /// The box around both.
    pub(super) fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            bottom: self.bottom.min(other.bottom),
            right: self.right.max(other.right),
            top: self.top.max(other.top),
        }
    }

    pub(super) fn contains(self, p: Point) -> bool {
        p.x >= self.left && p.x <= self.right && p.y >= self.bottom && p.y <= self.top
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let m = Matrix::new([2.0, 1.0, -0.5, 3.0, 10.0, -4.0]);
        let p = Point { x: 3.0, y: 7.0 };
        let back = m.inverse().apply(m.apply(p));
        assert!((back.x - p.x).abs() < 1e-5 && (back.y - p.y).abs() < 1e-5);
        let turned = Matrix::new([0.0, 1.0, -1.0, 0.0, 0.0, 0.0]);
        let rect = Rect { left: 1.0, bottom: 2.0, right: 4.0, top: 3.0 };
        let expected = Rect { left: -3.0, bottom: 1.0, right: -2.0, top: 4.0 };
        assert_eq!(turned.apply_to(rect), expected);
        assert_eq!(m.then(Matrix::IDENTITY), m);
    }

    #[test]
    fn rectangles_that_do_not_touch_have_nothing_in_common() {
        let a = Rect { left: 0.0, bottom: 0.0, right: 1.0, top: 1.0 };
        let b = Rect { left: 2.0, bottom: 0.0, right: 3.0, top: 1.0 };
        assert!(a.intersection(b).is_empty());
        assert!((a.union(b).width() - 3.0).abs() < f32::EPSILON);
    }
}
