//! Title, author and the like: the property sets of MS-OLEPS.

use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

use super::code_page::encoding;
use super::little_endian::{slice, u16_at, u32_at, usize_at};
use super::storage::Storage;
use crate::error::Error;
use crate::output::Output;
use crate::properties::Properties;

/// Properties of the set "`SummaryInformation`" by their numbers, under Tika's names.
const SUMMARY: [(u32, &str); 3] = [(2, "dc:title"), (AUTHORS, "dc:creator"), (5, "meta:keyword")];
/// People, with semicolons between them.
const AUTHORS: u32 = 4;
/// The number of pages.
const PAGES: u32 = 14;

/// Properties that the user has given a name, in the second section of the other set.
const NAMED: [&str; 3] = ["iscc_name", "iscc_description", "iscc_meta"];

pub(super) fn read(
    storage: &mut Storage<'_>,
    out: &mut Output<'_>,
    properties: &mut Properties,
) -> Result<(), Error> {
    if let Some(bytes) = storage.stream("\u{5}SummaryInformation", out)?
        && let Some(set) = Set::section(&bytes, 0)
    {
        for (id, name) in SUMMARY {
            let text = set.text(id).unwrap_or_default();
            if id == AUTHORS {
                text.split(';').for_each(|author| properties.push(name, author.trim()));
            } else {
                properties.push(name, text);
            }
        }
        properties.pages = set.number(PAGES).map(u64::from).filter(|pages| *pages > 0);
    }
    if let Some(bytes) = storage.stream("\u{5}DocumentSummaryInformation", out)?
        && let Some(set) = Set::section(&bytes, 1)
    {
        for (id, name) in set.names() {
            if NAMED.contains(&&*name) {
                properties.push("custom:".to_owned() + &name, set.text(id).unwrap_or_default());
            }
        }
    }
    Ok(())
}

/// A section of a property set.
struct Set<'a> {
    section: &'a [u8],
    code_page: u16,
}

const VT_I2: u32 = 2;
const VT_I4: u32 = 3;
const VT_LPSTR: u32 = 30;
const VT_LPWSTR: u32 = 31;
const UTF_16: u16 = 1200;

impl<'a> Set<'a> {
    fn section(bytes: &'a [u8], number: usize) -> Option<Self> {
        if number >= usize_at(bytes, 24)? {
            return None;
        }
        let section = bytes.get(usize_at(bytes, 28 + 20 * number + 16)?..)?;
        let mut set = Self { section, code_page: 1252 };
        // Property 1 says what strings are in.
        let code_page = set.value(1).and_then(|value| u16_at(value, 4));
        set.code_page = code_page.unwrap_or(set.code_page);
        Some(set)
    }

    /// A property from its type on.
    fn value(&self, id: u32) -> Option<&'a [u8]> {
        let count = usize_at(self.section, 4)?.min(self.section.len() / 8);
        let place = (0..count).find(|i| u32_at(self.section, 8 + 8 * i) == Some(id))?;
        self.section.get(usize_at(self.section, 12 + 8 * place)?..)
    }

    fn number(&self, id: u32) -> Option<u32> {
        let value = self.value(id)?;
        match u32_at(value, 0)? {
            VT_I2 => u16_at(value, 4).map(u32::from),
            VT_I4 => u32_at(value, 4),
            _ => None,
        }
    }

    fn text(&self, id: u32) -> Option<String> {
        let value = self.value(id)?;
        let length = usize_at(value, 4)?;
        match u32_at(value, 0)? {
            VT_LPSTR => Some(self.decode(slice(value, 8, length)?)),
            VT_LPWSTR => Some(utf_16(slice(value, 8, length.checked_mul(2)?)?)),
            _ => None,
        }
    }

    fn decode(&self, bytes: &[u8]) -> String {
        if self.code_page == UTF_16 {
            return utf_16(bytes);
        }
        let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
        encoding(self.code_page).decode_without_bom_handling(&bytes[..end]).0.into_owned()
    }

    /// The numbers and names of properties that have names (property 0).
    fn names(&self) -> Vec<(u32, String)> {
        let Some(dictionary) = self.value(0) else { return Vec::new() };
        let (mut at, mut names) = (4, Vec::new());
        for _ in 0..usize_at(dictionary, 0).unwrap_or(0) {
            let (Some(id), Some(length)) = (u32_at(dictionary, at), usize_at(dictionary, at + 4))
            else {
                break;
            };
            let length = length.saturating_mul(if self.code_page == UTF_16 { 2 } else { 1 });
            let Some(name) = slice(dictionary, at + 8, length) else { break };
            names.push((id, self.decode(name)));
            at += 8 + length;
            if self.code_page == UTF_16 {
                at = at.next_multiple_of(4);
            }
        }
        names
    }
}

fn utf_16(bytes: &[u8]) -> String {
    let units = bytes.as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit));
    char::decode_utf16(units.take_while(|unit| *unit != 0))
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}
