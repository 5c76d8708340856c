//! The order of the coefficients (Figure A.6).

/// The place of a coefficient in its block, row by row, by its place in the file. A run in damaged data can lead up to
/// 16 places behind the last one: all of them are the last one.
const NATURAL: [u8; 128] = {
    let mut order = [63; 128];
    let (mut row, mut column) = (0_u8, 0_u8);
    let mut at = 0;
    while at < 64 {
        order[at] = row * 8 + column;
        at += 1;
        // Up and right on even diagonals, down and left on odd ones.
        if (row + column) % 2 == 0 {
            if column == 7 {
                row += 1;
            } else {
                column += 1;
                row = row.saturating_sub(1);
            }
        } else if row == 7 {
            column += 1;
        } else {
            row += 1;
            column = column.saturating_sub(1);
        }
    }
    order
};

/// The coefficients of eight times eight samples, row by row.
pub(crate) type Block = [i16; 64];

/// The place in a block of what is `at`th in the file.
#[inline]
pub(crate) fn natural(at: usize) -> usize {
    usize::from(NATURAL[at % 128] & 63)
}
