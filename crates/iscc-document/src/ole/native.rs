//! [`Native`]: a file that was put into a document as an object (MS-OLEDS 2.3.6, stream `Ole10Native`).

use alloc::string::String;

use super::little_endian::{u8_at, u16_at, usize_at};

/// The stream that such an object has.
pub(super) const STREAM: &str = "\u{1}Ole10Native";

/// No name is longer.
const LONGEST: usize = 1024;

/// A file with the name that stands below its picture, or data of a program, which have none.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Native<'a> {
    pub(super) label: String,
    pub(super) data: &'a [u8],
}

impl<'a> Native<'a> {
    /// Reads a stream; `None` for what is only a link, or damaged.
    pub(super) fn new(stream: &'a [u8]) -> Option<Self> {
        const FILE: u16 = 2;
        let data = stream.get(4..)?;
        if u16_at(data, 0)? != FILE {
            let data = &data[..usize_at(stream, 0)?.min(data.len())];
            return Some(Self { label: String::new(), data });
        }
        let data = &data[2..];
        if u8_at(data, 0)? < b' ' {
            // formulas
            return Some(Self { label: String::new(), data });
        }
        let (label, data) = text(data)?;
        let (_path, data) = text(data)?;
        let (_command, data) = sized(data.get(4..)?)?;
        let (data, _) = sized(data)?;
        Some(Self { label: String::from_utf8_lossy(label).into_owned(), data })
    }
}

/// A text that ends with a zero byte, and what comes behind it.
fn text(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = bytes.iter().take(LONGEST).position(|byte| *byte == 0)?;
    Some((&bytes[..length], &bytes[length + 1..]))
}

/// Bytes with their number in front, and what comes behind them.
fn sized(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    bytes.get(4..)?.split_at_checked(usize_at(bytes, 0)?)
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    fn stream(kind: u8, data: &[u8]) -> Vec<u8> {
        let mut bytes = b"\xff\0\0\0\x02\0n\xefve.txt\0C:\\x.txt\0\0\0".to_vec();
        bytes.extend([kind, 0, 3, 0, 0, 0, b'C', b':', 0]);
        bytes.extend(u32::try_from(data.len()).unwrap().to_le_bytes());
        bytes.extend(data);
        bytes
    }

    #[test]
    fn files_links_and_data() {
        let file = stream(3, b"inside");
        let native = Native::new(&file).unwrap();
        assert_eq!((&*native.label, native.data), ("n\u{fffd}ve.txt", &b"inside"[..]));
        assert_eq!(Native::new(&file[..file.len() - 1]), None, "cut off");
        assert_eq!(
            Native::new(b"\x40\0\0\0\x02\0x\0C:\\x\0\0\0\x01\0\x01\0C:\\x\0"),
            None,
            "a link"
        );
        let data = Native::new(b"\x02\0\0\0\x09\0abc").unwrap();
        assert_eq!((&*data.label, data.data), ("", &b"\x09\0"[..]));
        assert_eq!(Native::new(b"\x02\0"), None);
    }
}
