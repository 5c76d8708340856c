//! White behind transparency, and CMYK to RGB: Pillow's integer formulas.

/// `v / 255` of a product of two bytes (plus 128), rounded: Pillow's `DIV255`.
const fn div255(v: u32) -> u32 {
    ((v >> 8) + v) >> 8
}

/// `value` with opacity `alpha` on white.
#[inline]
pub(crate) const fn on_white(value: u8, alpha: u8) -> u8 {
    let (value, alpha) = (value as u32, alpha as u32);
    #[allow(clippy::cast_possible_truncation, reason = "at most (255 * 255 + 128) / 255")]
    let blended = div255(255 * (255 - alpha) + value * alpha + 128) as u8;
    blended
}

/// An ink (of cyan, magenta or yellow) and black, 255 being full, to a light.
#[cfg(any(feature = "jpeg", feature = "tiff", feature = "psd"))]
#[inline]
pub(crate) const fn ink_to_light(ink: u8, black: u8) -> u8 {
    let paper = 255 - black as u32;
    #[allow(clippy::cast_possible_truncation, reason = "at most `paper`")]
    let light = paper.saturating_sub(div255(ink as u32 * paper + 128)) as u8;
    light
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_are_exact() {
        for value in 0..=255 {
            assert_eq!(on_white(value, 255), value);
            assert_eq!(on_white(value, 0), 255);
        }
    }

    #[cfg(any(feature = "jpeg", feature = "tiff", feature = "psd"))]
    #[test]
    fn inks() {
        assert_eq!(ink_to_light(0, 0), 255);
        assert_eq!(ink_to_light(255, 0), 0);
        assert_eq!(ink_to_light(0, 255), 0);
        assert_eq!(ink_to_light(128, 128), 63);
    }
}
