//! Pictures in an RTF file, of which the reference writes the names that it gives them.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// How many bytes of a picture are looked at.
const HEAD: usize = 544;

/// The picture that is being read, and the numbers of names.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    head: Vec<u8>,
    description: String,
    /// The first half of a byte.
    half: Option<u8>,
    files: u32,
    thumbnails: u32,
}

impl Pictures {
    pub(super) fn start(&mut self) {
        self.head.clear();
        self.description.clear();
        self.half = None;
    }

    pub(super) fn push_hex(&mut self, digit: u8) {
        let Some(value) = char::from(digit).to_digit(16) else { return };
        let value = u8::try_from(value).unwrap_or(0);
        match self.half.take() {
            None => self.half = Some(value),
            Some(high) => self.push(&[high << 4 | value]),
        }
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        let room = HEAD - self.head.len().min(HEAD);
        self.head.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }

    /// Adds to the description, which is taken for the name.
    pub(super) fn describe(&mut self, text: &str) {
        self.description.push_str(text);
    }

    /// The name of the picture that ends here; pictures that stand for objects are thumbnails.
    pub(super) fn finish(&mut self, in_object: bool) -> String {
        if !self.description.trim().is_empty() {
            return core::mem::take(&mut self.description);
        }
        let suffix = suffix(&self.head);
        let (kind, number) =
            if in_object { ("thumbnail", &mut self.thumbnails) } else { ("file", &mut self.files) };
        let name = format!("{kind}_{number}.{suffix}");
        *number += 1;
        self.start();
        name
    }
}

/// The end of the name by how the picture begins.
fn suffix(head: &[u8]) -> &'static str {
    let starts = |start: &[u8]| head.starts_with(start);
    match () {
        () if starts(b"\x89PNG\r\n\x1a\n") => "png",
        () if starts(b"\xff\xd8\xff") => "jpg",
        () if starts(b"GIF87a") || starts(b"GIF89a") => "gif",
        () if starts(b"\x01\0\x09\0\0\x03") || starts(b"\xd7\xcd\xc6\x9a\0\0") => "wmf",
        () if starts(b"\x01\0\0\0") && head.get(40..44) == Some(b" EMF") => "emf",
        // behind a header of 512 bytes and ten bytes of size and frame
        () if head.get(522..528) == Some(b"\0\x11\x02\xff\x0c\0") => "pic",
        () if starts(b"II*\0") || starts(b"MM\0*") => "tiff",
        () => "bin",
    }
}
