//! Gray from RGB (ITU-R BT.601 in 16-bit fixed point: Pillow's conversion to mode L).

/// The luma of one pixel.
#[inline]
pub(crate) const fn luma([red, green, blue]: [u8; 3]) -> u8 {
    #[allow(clippy::cast_possible_truncation, reason = "the weights add up to 2^16")]
    let luma =
        ((19595 * red as u32 + 38470 * green as u32 + 7471 * blue as u32 + 0x8000) >> 16) as u8;
    luma
}

/// The luma of a row of RGB pixels; `gray` has one byte a pixel.
#[allow(clippy::inline_always, reason = "compiled once for each CPU, in `arch`")]
#[inline(always)]
pub(super) fn rgb_to_luma(rgb: &[u8], gray: &mut [u8]) {
    for (pixel, gray) in rgb.chunks_exact(3).zip(gray) {
        *gray = luma([pixel[0], pixel[1], pixel[2]]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gray_stays_as_it_is() {
        for value in 0..=255 {
            assert_eq!(luma([value; 3]), value);
        }
    }

    #[test]
    fn weights() {
        assert_eq!(luma([255, 0, 0]), 76);
        assert_eq!(luma([0, 255, 0]), 150);
        assert_eq!(luma([0, 0, 255]), 29);
    }
}
