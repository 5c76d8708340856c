//! Elements of EBML (RFC 8794; Matroska, `WebM`): an identifier, a length, and bytes.

use alloc::string::String;

/// An identifier with its length marker, as specifications print it.
pub type Id = u32;

/// The head of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::exhaustive_structs, reason = "what RFC 8794 says a head is")]
pub struct Head {
    /// What the element is.
    pub id: Id,
    /// Bytes of the content; `None` if unknown, as live streams write it.
    pub len: Option<u64>,
    /// Bytes of the head itself.
    pub size: u64,
}

/// The longest head in bytes.
pub const LONGEST_HEAD: u64 = 12;

/// Reads the head that `bytes` begin with. `None` if they are no head or not all of it.
///
/// ```
/// use iscc_container::ebml::head;
///
/// let head = head(&[0x42, 0x86, 0x81, 1]).ok_or("no head")?;
/// assert_eq!((head.id, head.len, head.size), (0x4286, Some(1), 3));
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn head(bytes: &[u8]) -> Option<Head> {
    let id_len = bytes.first()?.leading_zeros() as usize + 1;
    if id_len > 4 {
        return None;
    }
    let id = bytes.get(..id_len)?.iter().fold(0, |id, &byte| id << 8 | Id::from(byte));
    let (len, len_len) = number(bytes.get(id_len..)?)?;
    let unknown = (1u64 << (7 * len_len)) - 1;
    Some(Head { id, len: (len != unknown).then_some(len), size: (id_len + len_len) as u64 })
}

/// A number of variable length, and its length in bytes.
#[must_use]
pub fn number(bytes: &[u8]) -> Option<(u64, usize)> {
    let first = *bytes.first()?;
    let len = first.leading_zeros() as usize + 1;
    let rest = bytes.get(1..len)?;
    let marked = u64::from(first) & (0xff >> len);
    Some((rest.iter().fold(marked, |number, &byte| number << 8 | u64::from(byte)), len))
}

/// The elements in `bytes`, as far as they are whole and their lengths are known.
pub fn elements(mut bytes: &[u8]) -> impl Iterator<Item = (Id, &[u8])> {
    core::iter::from_fn(move || {
        let head = head(bytes)?;
        let rest = bytes.get(usize::try_from(head.size).ok()?..)?;
        let (content, after) = rest.split_at_checked(usize::try_from(head.len?).ok()?)?;
        bytes = after;
        Some((head.id, content))
    })
}

/// An unsigned number of up to eight bytes; `None` for more.
#[must_use]
pub fn unsigned(bytes: &[u8]) -> Option<u64> {
    (bytes.len() <= 8).then(|| bytes.iter().fold(0, |number, &byte| number << 8 | u64::from(byte)))
}

/// A floating point number of four or eight bytes, 0 of none; `None` for other lengths.
#[must_use]
pub fn float(bytes: &[u8]) -> Option<f64> {
    match *bytes {
        [] => Some(0.0),
        [a, b, c, d] => Some(f64::from(f32::from_be_bytes([a, b, c, d]))),
        [a, b, c, d, e, f, g, h] => Some(f64::from_be_bytes([a, b, c, d, e, f, g, h])),
        _ => None,
    }
}

/// Text up to the first zero.
#[must_use]
pub fn text(bytes: &[u8]) -> String {
    let text = bytes.split(|&byte| byte == 0).next().unwrap_or_default();
    String::from_utf8_lossy(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_and_numbers() {
        let head_of = |bytes: &[u8]| head(bytes).map(|head| (head.id, head.len, head.size));
        assert_eq!(head_of(&[0xa3, 0x85, 0]), Some((0xa3, Some(5), 2)));
        assert_eq!(
            head_of(&[0x1f, 0x43, 0xb6, 0x75, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
            Some((0x1f43_b675, None, 12))
        );
        assert_eq!(head_of(&[0x42, 0x86, 0xff]), Some((0x4286, None, 3)));
        assert_eq!(head_of(&[0x08, 0, 0, 0, 0x81]), None);
        assert_eq!(head_of(&[]), None);
        assert_eq!(number(&[0x40, 0x7f]), Some((127, 2)));
        assert_eq!(number(&[0]), None);
        assert_eq!(float(&1.5f32.to_be_bytes()), Some(1.5));
        assert_eq!(unsigned(&[1, 0]), Some(256));
    }

    #[test]
    fn elements_end_where_they_say() {
        let bytes = [0xd7, 0x81, 7, 0x86, 0x82, b'a', b'b', 0x83, 0x85, 1];
        let found: alloc::vec::Vec<_> = elements(&bytes).collect();
        assert_eq!(found, [(0xd7, &[7][..]), (0x86, b"ab")]);
    }
}
