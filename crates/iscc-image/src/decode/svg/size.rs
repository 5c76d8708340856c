//! How many pixels an SVG is drawn with (`_svg_native_size` and `_svg_normalize_units` of iscc-sdk 0.9.7).

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// More pixels than this on a side are not drawn.
const MAX_SIDE: u32 = 4096;

/// The attributes of the root element that decide the size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Root<'a> {
    pub(super) width: Option<&'a str>,
    pub(super) height: Option<&'a str>,
    pub(super) view_box: Option<&'a str>,
}

/// A number that the reference cannot make an integer of; it fails there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NoNumber;

impl Root<'_> {
    /// The size to ask the renderer for: the file's own where both sides fit, otherwise the largest.
    pub(super) fn asked(&self) -> Result<(u32, u32), NoNumber> {
        let fits = |side: Option<i64>| match side {
            Some(side @ ..0) => Err(side),
            Some(side) => Ok(u32::try_from(side).ok().filter(|side| (1..=MAX_SIDE).contains(side))),
            None => Ok(None),
        };
        let (width, height) = self.native()?;
        match (fits(width), fits(height)) {
            (Ok(Some(width)), Ok(Some(height))) => Ok((width, height)),
            // Negative sides come out of a view box only, and the renderer cannot be asked for them
            // unless the other side is missing or too large.
            (Err(_), Err(_) | Ok(Some(_))) | (Ok(Some(_)), Err(_)) => Err(NoNumber),
            _ => Ok((MAX_SIDE, MAX_SIDE)),
        }
    }

    fn native(&self) -> Result<(Option<i64>, Option<i64>), NoNumber> {
        let side = |value: Option<&str>| match value.map(Length::parse) {
            Some(Some(length)) => length.pixels().map(Some),
            _ => Ok(None),
        };
        let (width, height) = (side(self.width)?, side(self.height)?);
        let (is_width, is_height) = (width.unwrap_or(0) != 0, height.unwrap_or(0) != 0);
        if is_width && is_height {
            return Ok((width, height));
        }
        let numbers = |text: &str| -> Option<[f64; 4]> {
            let parts = text.split(|c: char| c == ',' || c.is_whitespace());
            let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
            let [_, _, box_width, box_height] = parts[..] else { return None };
            let number = |text: &str| text.parse().ok();
            Some([0.0, 0.0, number(box_width)?, number(box_height)?])
        };
        let Some([_, _, box_width, box_height]) = self.view_box.and_then(numbers) else {
            return Ok((width, height));
        };
        #[allow(clippy::cast_precision_loss, reason = "as the reference computes")]
        match (width, height) {
            (Some(known), _) if is_width && !is_height && box_width > 0.0 => {
                let other = integer(known as f64 * box_height / box_width)?;
                Ok(other.map_or((width, height), |other| (width, Some(other))))
            }
            (_, Some(known)) if is_height && !is_width && box_height > 0.0 => {
                let other = integer(known as f64 * box_width / box_height)?;
                Ok(other.map_or((width, height), |other| (Some(other), height)))
            }
            _ => match (integer(box_width)?, integer(box_height)?) {
                (None, _) | (_, None) => Ok((width, height)),
                sides => Ok(sides),
            },
        }
    }
}

/// Towards zero; `None` for what is no number.
fn integer(value: f64) -> Result<Option<i64>, NoNumber> {
    if value.is_infinite() {
        return Err(NoNumber);
    }
    #[allow(clippy::cast_possible_truncation, reason = "saturates far beyond any picture")]
    Ok((!value.is_nan()).then_some(value as i64))
}

/// A number with an absolute unit.
#[derive(Debug, Clone, Copy)]
struct Length<'a> {
    number: &'a str,
    unit: &'a str,
}

impl<'a> Length<'a> {
    /// `None` for relative units, signs and everything else.
    fn parse(text: &'a str) -> Option<Self> {
        let text = text.trim();
        let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let mut end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        if end == 0 {
            return None;
        }
        if let Some(exponent) = text[end..].strip_prefix(['e', 'E']) {
            let sign = usize::from(exponent.starts_with(['+', '-']));
            let count = digits(&exponent[sign..]);
            if count > 0 {
                end += 1 + sign + count;
            }
        }
        let (number, unit) = text.split_at(end);
        let unit = unit.trim_start();
        let is_known = matches!(unit, "" | "px" | "cm" | "mm" | "in" | "pt" | "pc");
        is_known.then_some(Self { number, unit })
    }

    /// Whether the renderer needs the number without its unit.
    fn is_physical(self) -> bool {
        !matches!(self.unit, "" | "px")
    }

    fn pixels(self) -> Result<i64, NoNumber> {
        let factor = match self.unit {
            "cm" => 96.0 / 2.54,
            "mm" => 96.0 / 25.4,
            "in" => 96.0,
            "pt" => 96.0 / 72.0,
            "pc" => 96.0 / 6.0,
            _ => 1.0,
        };
        let number: f64 = self.number.parse().map_err(|_| NoNumber)?;
        integer(number * factor)?.ok_or(NoNumber)
    }
}

/// The text with the root's physical lengths replaced by pixels, if it has any.
pub(super) fn without_units(text: &str, root: &Root<'_>) -> Result<Option<String>, NoNumber> {
    let physical =
        |value: Option<&str>| value.and_then(Length::parse).is_some_and(Length::is_physical);
    if !physical(root.width) && !physical(root.height) {
        return Ok(None);
    }
    let Some((start, end)) = root_tag(text) else { return Ok(None) };
    let mut tag = String::from(&text[start..end]);
    for (name, value) in [("width", root.width), ("height", root.height)] {
        let Some(value) = value else { continue };
        match Length::parse(value) {
            Some(length) if length.is_physical() => {
                replace_attribute(&mut tag, name, value, length.pixels()?);
            }
            _ => {}
        }
    }
    Ok(Some([&text[..start], &tag, &text[end..]].concat()))
}

/// Where the first `<svg ...>` outside of comments is.
fn root_tag(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    loop {
        let at = from + text[from..].find('<')?;
        let rest = &text[at..];
        if rest.starts_with("<!--") {
            // Without an end it is no comment.
            from = rest.find("-->").map_or(at + 1, |end| at + end + 3);
            continue;
        }
        let name_ends = |c: char| !c.is_alphanumeric() && c != '_';
        if rest.strip_prefix("<svg").is_some_and(|tail| tail.starts_with(name_ends)) {
            return rest.find('>').map(|end| (at, at + end + 1));
        }
        from = at + 1;
    }
}

/// Replaces the first `name="value"`, be `name` the end of a longer one.
fn replace_attribute(tag: &mut String, name: &str, value: &str, pixels: i64) {
    let mut from = 0;
    while let Some(found) = tag[from..].find(name) {
        let start = from + found;
        from = start + name.len();
        let tail = tag[from..].trim_start();
        let Some(tail) = tail.strip_prefix('=') else { continue };
        let tail = tail.trim_start();
        let Some(quote @ ('"' | '\'')) = tail.chars().next() else { continue };
        let Some(rest) = tail[1..].strip_prefix(value) else { continue };
        if rest.starts_with(quote) {
            let end = tag.len() - rest.len() + 1;
            tag.replace_range(start..end, &format!("{name}=\"{pixels}\""));
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(width: &str, height: &str, view_box: &str) -> Result<(u32, u32), NoNumber> {
        let given = |text| Some(text).filter(|text: &&str| !text.is_empty());
        Root { width: given(width), height: given(height), view_box: given(view_box) }.asked()
    }

    #[test]
    fn sides_and_view_box() {
        assert_eq!(asked("10cm", "7.5cm", ""), Ok((377, 283)));
        assert_eq!(asked("99.9", " 50 px ", "0 0 1 1"), Ok((99, 50)));
        assert_eq!(asked("50", "", "0 0 10 20"), Ok((50, 100)));
        assert_eq!(asked("", "50", "0,0,10,20"), Ok((25, 50)));
        assert_eq!(asked("100%", "2em", "0 0 30.7 20.2"), Ok((30, 20)));
        assert_eq!(asked("", "", ""), Ok((4096, 4096)));
        assert_eq!(asked("6000", "10", ""), Ok((4096, 4096)));
        assert_eq!(asked("1e2", "1E+1", ""), Ok((100, 10)));
    }

    #[test]
    fn what_is_no_number() {
        assert_eq!(asked("1.2.3", "5", ""), Err(NoNumber));
        assert_eq!(asked("", "", "0 0 -5 5"), Err(NoNumber));
        assert_eq!(asked("-5", "5", ""), Ok((4096, 4096)));
        assert_eq!(asked("", "", "0 0 inf 5"), Err(NoNumber));
        assert_eq!(asked("", "", "0 0 nan 5"), Ok((4096, 4096)));
    }

    #[test]
    fn units_are_replaced_in_the_root_only() {
        let text = "<!-- <svg width='1cm'> --><svg stroke-width='1cm' width='2cm' height=\"1in\"/>";
        let root = Root { width: Some("2cm"), height: Some("1in"), view_box: None };
        let replaced = without_units(text, &root).ok().flatten();
        let expected =
            "<!-- <svg width='1cm'> --><svg stroke-width='1cm' width=\"75\" height=\"96\"/>";
        assert_eq!(replaced.as_deref(), Some(expected));
    }
}
