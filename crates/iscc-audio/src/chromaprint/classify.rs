//! The sixteen classifiers that make an item: two bits each, from two sums of the window (Chromaprint's algorithm 2,
//! "TEST2").

use core::ops::Range;

use crate::chromaprint::integral::Window;

/// What is compared with what, inside a box.
#[derive(Debug, Clone, Copy)]
enum Shape {
    /// The whole box with nothing.
    Whole,
    /// The upper notes with the lower ones.
    UpperLower,
    /// The later rows with the earlier ones.
    LaterEarlier,
    /// One diagonal with the other.
    Diagonals,
    /// The middle third of the notes with the others.
    MiddleNotes,
    /// The middle third of the rows with the others.
    MiddleRows,
}

/// A shape in its box, and the limits between the four results.
#[derive(Debug, Clone, Copy)]
struct Classifier {
    shape: Shape,
    first_note: usize,
    notes: usize,
    rows: usize,
    limits: [f64; 3],
}

const fn classifier(
    shape: Shape,
    [first_note, notes, rows]: [usize; 3],
    limits: [f64; 3],
) -> Classifier {
    Classifier { shape, first_note, notes, rows, limits }
}

/// First note, notes, rows; limits. The first one makes the most significant bits.
#[rustfmt::skip]
#[allow(clippy::unreadable_literal, reason = "as the algorithm has them")]
const CLASSIFIERS: [Classifier; 16] = [
    classifier(Shape::Whole,        [4, 3, 15],  [1.98215,    2.35817,     2.63523]),
    classifier(Shape::MiddleNotes,  [4, 6, 15],  [-1.03809,   -0.651211,   -0.282167]),
    classifier(Shape::UpperLower,   [0, 4, 16],  [-0.298702,  0.119262,    0.558497]),
    classifier(Shape::Diagonals,    [8, 2, 12],  [-0.105439,  0.0153946,   0.135898]),
    classifier(Shape::Diagonals,    [4, 4, 8],   [-0.142891,  0.0258736,   0.200632]),
    classifier(Shape::MiddleNotes,  [0, 3, 5],   [-0.826319,  -0.590612,   -0.368214]),
    classifier(Shape::UpperLower,   [2, 2, 9],   [-0.557409,  -0.233035,   0.0534525]),
    classifier(Shape::LaterEarlier, [7, 3, 4],   [-0.0646826, 0.00620476,  0.0784847]),
    classifier(Shape::LaterEarlier, [6, 2, 16],  [-0.192387,  -0.029699,   0.215855]),
    classifier(Shape::LaterEarlier, [1, 3, 2],   [-0.0397818, -0.00568076, 0.0292026]),
    classifier(Shape::MiddleRows,   [10, 1, 15], [-0.53823,   -0.369934,   -0.190235]),
    classifier(Shape::Diagonals,    [6, 2, 10],  [-0.124877,  0.0296483,   0.139239]),
    classifier(Shape::LaterEarlier, [1, 1, 14],  [-0.101475,  0.0225617,   0.231971]),
    classifier(Shape::Diagonals,    [5, 6, 4],   [-0.0799915, -0.00729616, 0.063262]),
    classifier(Shape::UpperLower,   [9, 2, 12],  [-0.272556,  0.019424,    0.302559]),
    classifier(Shape::Diagonals,    [4, 2, 14],  [-0.164292,  -0.0321188,  0.0846339]),
];

/// Neighbouring results differ in one bit.
const GRAY: [u32; 4] = [0, 1, 3, 2];

/// The item of a window.
pub(crate) fn item(window: &Window<'_>) -> i32 {
    CLASSIFIERS
        .iter()
        .fold(0_u32, |bits, classifier| bits << 2 | GRAY[classifier.classify(window)])
        .cast_signed()
}

impl Classifier {
    /// 0 to 3.
    fn classify(&self, window: &Window<'_>) -> usize {
        let (a, b) = self.compare(window);
        let value = libm::log((1.0 + a) / (1.0 + b));
        self.limits.iter().take_while(|limit| value >= **limit).count()
    }

    /// The two sums.
    fn compare(&self, window: &Window<'_>) -> (f64, f64) {
        let rows = 0..self.rows;
        let notes = self.first_note..self.first_note + self.notes;
        let [lower, upper] = halves(&notes);
        let [earlier, later] = halves(&rows);
        let sum =
            |rows: &Range<usize>, notes: &Range<usize>| window.sum(rows.clone(), notes.clone());
        match self.shape {
            Shape::Whole => (sum(&rows, &notes), 0.0),
            Shape::UpperLower => (sum(&rows, &upper), sum(&rows, &lower)),
            Shape::LaterEarlier => (sum(&later, &notes), sum(&earlier, &notes)),
            Shape::Diagonals => (
                sum(&earlier, &upper) + sum(&later, &lower),
                sum(&earlier, &lower) + sum(&later, &upper),
            ),
            Shape::MiddleNotes => {
                let [first, middle, last] = thirds(&notes);
                (sum(&rows, &middle), sum(&rows, &first) + sum(&rows, &last))
            }
            Shape::MiddleRows => {
                let [first, middle, last] = thirds(&rows);
                (sum(&middle, &notes), sum(&first, &notes) + sum(&last, &notes))
            }
        }
    }
}

/// Two parts, the second one longer if it does not come out even.
fn halves(range: &Range<usize>) -> [Range<usize>; 2] {
    let middle = range.start + range.len() / 2;
    [range.start..middle, middle..range.end]
}

/// Two parts of a third, rounded down, and the rest.
fn thirds(range: &Range<usize>) -> [Range<usize>; 3] {
    let (a, b) = (range.start + range.len() / 3, range.start + 2 * (range.len() / 3));
    [range.start..a, a..b, b..range.end]
}
