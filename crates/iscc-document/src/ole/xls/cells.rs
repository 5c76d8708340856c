//! [`Formats`]: how numbers are shown; [`number_of`]: packed numbers.

use alloc::string::String;
use alloc::vec::Vec;
use std::collections::HashMap;

use crate::number_format::NumberFormat;
use crate::ole::little_endian::u32_at;

/// The formats of a book.
#[derive(Default)]
pub(super) struct Formats {
    codes: HashMap<u16, String>,
    /// The format of each style of cells.
    styles: Vec<u16>,
    known: HashMap<Option<u16>, NumberFormat>,
}

impl Formats {
    /// As many are built in, whatever a book says about them.
    const BUILT_IN: u16 = 50;

    pub(super) fn define(&mut self, index: u16, code: String) {
        if index >= Self::BUILT_IN {
            self.codes.insert(index, code);
        }
    }

    pub(super) fn push_style(&mut self, format: u16) {
        self.styles.push(format);
    }

    /// The number in a cell of a style. That days are counted from 1904 is overlooked, as in the reference.
    pub(super) fn shown(&mut self, value: f64, style: u16) -> String {
        if value.is_nan() {
            return "NaN".into();
        }
        let index = self.styles.get(usize::from(style)).copied();
        let index = index.filter(|i| *i < Self::BUILT_IN || self.codes.contains_key(i));
        let format = self.known.entry(index).or_insert_with(|| match index {
            Some(index) => NumberFormat::new(index, self.codes.get(&index).map(|code| &**code)),
            // Java's format for numbers
            None => NumberFormat::new(u16::MAX, Some("#,##0.###")),
        });
        format.format(value, false)
    }
}

/// A number in four bytes (MS-XLS 2.5.217).
pub(super) fn number_of(bytes: &[u8], at: usize) -> Option<f64> {
    const HUNDREDTHS: u32 = 1;
    const INTEGER: u32 = 2;
    let packed = u32_at(bytes, at)?;
    let number = if packed & INTEGER == 0 {
        f64::from_bits(u64::from(packed & !3) << 32)
    } else {
        f64::from(packed.cast_signed() >> 2)
    };
    Some(if packed & HUNDREDTHS == 0 { number } else { number / 100.0 })
}

/// A number in eight bytes.
pub(super) fn double_at(bytes: &[u8], at: usize) -> Option<f64> {
    bytes.get(at..)?.first_chunk().map(|bytes| f64::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_numbers() {
        let number = |packed: u32| number_of(&packed.to_le_bytes(), 0);
        assert_eq!(number(0x3ff0_0000), Some(1.0));
        assert_eq!(number(0x3ff0_0001), Some(0.01));
        assert_eq!(number(0xffff_fffe), Some(-1.0));
        assert_eq!(number(12345 << 2 | 3), Some(123.45));
        assert_eq!(number_of(&[0; 3], 0), None);
    }
}
