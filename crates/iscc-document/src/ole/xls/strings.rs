//! Strings that cells share (MS-XLS 2.4.265).

use alloc::string::String;
use alloc::vec::Vec;

use super::record::{Reader, Record};

/// The strings in their order, each with what is said over it; as far as they can be read.
pub(super) fn shared_strings(record: &Record<'_>) -> Vec<String> {
    let mut reader = record.reader();
    reader.skip(4);
    let count = reader.u32().unwrap_or(0);
    let mut all = Vec::new();
    while all.len() < count {
        let Some(string) = string(&mut reader) else { break };
        all.push(string);
    }
    all
}

fn string(reader: &mut Reader<'_, '_>) -> Option<String> {
    const WIDE: u8 = 1;
    const EXTENDED: u8 = 4;
    const RICH: u8 = 8;
    let count = usize::from(reader.u16()?);
    let flags = reader.u8()?;
    let runs = if flags & RICH != 0 { usize::from(reader.u16()?) } else { 0 };
    let extended = if flags & EXTENDED != 0 { reader.u32()? } else { 0 };
    let mut text = reader.characters(count, flags & WIDE != 0)?;
    reader.skip(4 * runs);
    if extended > 0 {
        push_phonetic(&mut text, reader, extended);
    }
    Some(text)
}

/// Adds what is said over a string (MS-XLS 2.5.86).
fn push_phonetic(text: &mut String, reader: &mut Reader<'_, '_>, length: usize) -> Option<()> {
    const HEAD: usize = 14;
    if length < HEAD {
        reader.skip(length);
        return None;
    }
    let is_phonetic = reader.u16()? == 1;
    reader.skip(8);
    let count = usize::from(reader.u16()?);
    reader.skip(2);
    let mut left = length - HEAD;
    if is_phonetic && 2 * count <= left {
        let mut units = Vec::new();
        for _ in 0..count {
            units.push(reader.u16()?);
        }
        left -= 2 * count;
        text.push(' ');
        text.push_str(&String::from_utf16_lossy(&units));
    }
    reader.skip(left);
    Some(())
}
