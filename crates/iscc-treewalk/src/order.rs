//! The order of names: bytes of their NFC, then their own (Treewalk, 4.1).

use core::cmp::Ordering;
use std::ffi::{OsStr, OsString};

use unicode_normalization::{UnicodeNormalization as _, is_nfc};

/// A name in a folder, and what it is sorted by.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// Where it is another than the name itself.
    nfc: Option<String>,
    name: OsString,
}

impl Name {
    pub(crate) fn new(name: OsString) -> Self {
        // DIFFERENCE: a name that is no Unicode ends the walk of the reference. It is sorted by its
        // bytes as they are.
        let text = name.to_str().filter(|text| !text.is_ascii() && !is_nfc(text));
        Self { nfc: text.map(|text| text.nfc().collect()), name }
    }

    pub(crate) fn as_os_str(&self) -> &OsStr {
        &self.name
    }

    fn key(&self) -> (&[u8], &[u8]) {
        let own = self.name.as_encoded_bytes();
        (self.nfc.as_ref().map_or(own, |nfc| nfc.as_bytes()), own)
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of test cases 1 and 2 of the specification, in its order.
    #[test]
    fn names_are_sorted_by_their_composed_form() {
        let names = [
            "Cafe\u{301}.txt",
            "Caf\u{e9}.txt",
            "caffe.txt",
            "caf\u{e9}.txt",
            "e\u{301}.txt",
            "\u{e9}.txt",
        ];
        let mut sorted: Vec<Name> = names.iter().rev().map(|name| Name::new(name.into())).collect();
        sorted.sort_unstable();
        // As composed characters: `é` is after every letter of ASCII.
        let expected = ["Cafe\u{301}.txt", "Caf\u{e9}.txt", "caffe.txt", "caf\u{e9}.txt"];
        let found: Vec<_> = sorted.iter().filter_map(|name| name.as_os_str().to_str()).collect();
        assert_eq!(found[..4], expected);
        assert_eq!(found[4..], ["e\u{301}.txt", "\u{e9}.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_unicode_are_sorted_by_their_bytes() {
        use std::os::unix::ffi::OsStringExt as _;
        let mut names = [&b"z"[..], b"\xff", b"a", b"\xe9"]
            .map(|name| Name::new(OsString::from_vec(name.to_vec())));
        names.sort_unstable();
        let sorted = names.each_ref().map(|name| name.as_os_str().as_encoded_bytes());
        assert_eq!(sorted, [&b"a"[..], b"z", b"\xe9", b"\xff"]);
    }
}
