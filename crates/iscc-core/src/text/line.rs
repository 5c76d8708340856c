//! [`Line`]: the characters of one code, collected on the stack and printed at once.

use core::fmt;

/// The longest form: 44 bytes of multibase content in hexadecimal digits, or 42 bytes in base32 with
/// scheme and dashes; both take 89 characters.
const MAX: usize = 96;

/// ASCII characters on the stack.
pub(super) struct Line {
    characters: [u8; MAX],
    len: usize,
}

impl Line {
    pub(super) const fn new() -> Self {
        Self { characters: [0; MAX], len: 0 }
    }

    /// Appends a character; no form is longer than there is room.
    #[inline]
    pub(super) fn push(&mut self, character: u8) {
        if let Some(place) = self.characters.get_mut(self.len) {
            *place = character;
            self.len += 1;
        }
    }

    pub(super) fn push_str(&mut self, text: &str) {
        text.bytes().for_each(|character| self.push(character));
    }

    pub(super) fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = core::str::from_utf8(&self.characters[..self.len]);
        text.map_err(|_| fmt::Error).and_then(|text| f.pad(text))
    }
}
