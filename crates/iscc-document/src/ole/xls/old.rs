//! Excel 5 and 95, of which the reference makes less: the texts and numbers in the order of the stream, not formatted, and
//! without runs of packed numbers.

use alloc::string::String;

use encoding_rs::Encoding;

use super::cells::{double_at, number_of};
use super::record::Records;
use crate::error::Error;
use crate::number_format::NumberFormat;
use crate::ole::code_page::encoding;
use crate::ole::little_endian::{slice, u8_at, u16_at};
use crate::output::Output;

pub(super) fn read(stream: &[u8], out: &mut Output<'_>) -> Result<(), Error> {
    // A code without digits: numbers as Java prints them.
    let plain = NumberFormat::new(u16::MAX, Some("_"));
    let mut encoding_of_text = encoding(1252);
    for record in Records::new(stream) {
        out.work(1)?;
        let bytes = record.bytes;
        let number = match record.kind {
            0x42 => {
                encoding_of_text = encoding(u16_at(bytes, 0).unwrap_or(1252));
                None
            }
            0x85 => {
                out.part()?;
                let length = usize::from(u8_at(bytes, 6).unwrap_or(0));
                out.push_str("Sheet: ");
                push(slice(bytes, 7, length), encoding_of_text, out);
                None
            }
            0x204 => {
                let length = usize::from(u16_at(bytes, 6).unwrap_or(0));
                push(slice(bytes, 8, length), encoding_of_text, out);
                None
            }
            0x207 => {
                let length = usize::from(u16_at(bytes, 0).unwrap_or(0));
                push(slice(bytes, 2, length), encoding_of_text, out);
                None
            }
            0x203 => double_at(bytes, 6),
            // Text and truth values have a mark at the end instead of a number.
            0x06 if u16_at(bytes, 12) != Some(0xffff) => double_at(bytes, 6),
            0x27e => number_of(bytes, 6),
            _ => None,
        };
        if let Some(number) = number {
            let text: String = plain.format(number, false);
            out.push_str(&text);
            out.push('\n');
        }
        if out.is_full() {
            break;
        }
    }
    Ok(())
}

fn push(text: Option<&[u8]>, encoding: &'static Encoding, out: &mut Output<'_>) {
    out.push_str(&encoding.decode_without_bom_handling(text.unwrap_or_default()).0);
    out.push('\n');
}
