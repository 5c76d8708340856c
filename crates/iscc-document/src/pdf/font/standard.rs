//! The fonts that every reader of PDF has, and the encodings.

use super::tables;

/// A family of the 14 standard fonts, as far as widths differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standard {
    Courier,
    Latin(&'static [u16; 256]),
    Symbol,
    Dingbats,
}

/// The 14 standard fonts by their names and the names that they go by besides.
pub(super) fn standard(name: &[u8]) -> Option<Standard> {
    let name = core::str::from_utf8(name).ok()?;
    match name {
        "Symbol" | "SymbolMT" => return Some(Standard::Symbol),
        "ZapfDingbats" => return Some(Standard::Dingbats),
        _ => {}
    }
    let (family, style) = name.split_once(['-', ',']).unwrap_or((name, ""));
    let family = family.strip_suffix("MT").unwrap_or(family);
    let style = style.strip_suffix("MT").unwrap_or(style);
    let (bold, italic) = match style {
        "" | "Roman" => (false, false),
        "Bold" => (true, false),
        "Italic" | "Oblique" => (false, true),
        "BoldItalic" | "BoldOblique" => (true, true),
        _ => return None,
    };
    Some(match family {
        "Courier" | "CourierNew" | "CourierNewPS" | "CourierStd" => Standard::Courier,
        "Helvetica" | "Arial" if bold => Standard::Latin(&tables::HELVETICA_BOLD_WIDTHS),
        "Helvetica" | "Arial" => Standard::Latin(&tables::HELVETICA_WIDTHS),
        "Times" | "TimesNewRoman" | "TimesNewRomanPS" => Standard::Latin(match (bold, italic) {
            (false, false) => &tables::TIMES_ROMAN_WIDTHS,
            (true, false) => &tables::TIMES_BOLD_WIDTHS,
            (false, true) => &tables::TIMES_ITALIC_WIDTHS,
            (true, true) => &tables::TIMES_BOLDITALIC_WIDTHS,
        }),
        _ => return None,
    })
}

impl Standard {
    /// The width of a character in thousandths.
    pub(super) fn width(self, code: usize, unicode: u32) -> i32 {
        let by_character = |widths: &[u16; 256]| {
            let code = tables::WIN_ANSI.iter().rposition(|&c| u32::from(c) == unicode);
            i32::from(widths[code.unwrap_or(code_of_space())])
        };
        match self {
            Self::Courier => 600,
            Self::Latin(widths) => by_character(widths),
            Self::Symbol => i32::from(tables::SYMBOL_WIDTHS[code]),
            Self::Dingbats => i32::from(tables::DINGBATS_WIDTHS[code]),
        }
    }
}

const fn code_of_space() -> usize {
    0x20
}

/// An encoding that has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// The one of the font program.
    Builtin,
    Standard,
    WinAnsi,
    MacRoman,
    PdfDoc,
    Symbol,
    Dingbats,
}

impl Encoding {
    /// By the name in the file, as far as pdfium knows it: it takes another for `MacExpertEncoding`, and
    /// `StandardEncoding` changes nothing.
    pub(super) fn named(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"WinAnsiEncoding" | b"MacExpertEncoding" => Self::WinAnsi,
            b"MacRomanEncoding" => Self::MacRoman,
            b"PDFDocEncoding" => Self::PdfDoc,
            _ => return None,
        })
    }

    /// The character of a code; none if the encoding has none.
    pub(super) fn unicode(self, code: usize) -> Option<u32> {
        let table = match self {
            Self::Builtin => return None,
            Self::Standard => &tables::STANDARD,
            Self::WinAnsi => &tables::WIN_ANSI,
            Self::MacRoman => &tables::MAC_ROMAN,
            Self::PdfDoc => &tables::PDF_DOC,
            Self::Symbol => &tables::SYMBOL,
            Self::Dingbats => &tables::DINGBATS,
        };
        Some(u32::from(table[code])).filter(|&c| c != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_widths() {
        assert_eq!(standard(b"Courier-BoldOblique"), Some(Standard::Courier));
        assert_eq!(standard(b"ArialMT").unwrap().width(0x41, 0x41), 667);
        assert_eq!(standard(b"TimesNewRoman,Bold").unwrap().width(0x41, 0x41), 722);
        assert_eq!(standard(b"Times-Roman").unwrap().width(0x20, 0x20), 250);
        assert_eq!(standard(b"Garamond"), None);
        assert_eq!(Encoding::Standard.unicode(0xae), Some(0xfb01));
        assert_eq!(Encoding::WinAnsi.unicode(0x80), Some(0x20ac));
    }
}
