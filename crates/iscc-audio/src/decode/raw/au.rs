//! AU (Sun and NeXT): which samples there are.

use std::io::{Read, Seek};

use super::{Coding, Endian, Raw, layout};
use crate::decode::container::Container;
use crate::decode::error::{Error, Needed};
use crate::decode::part::Part;

/// Reads the header: six words of 32 bits, the most significant byte first, and a comment.
pub(crate) fn read<R: Read + Seek>(part: &mut Part<R>) -> Result<Raw, Error> {
    let short = || Error::damaged(Container::Au, "short header");
    let header: [u8; 24] = part.take_array()?.ok_or_else(short)?;
    let mut words = header.as_chunks::<4>().0.iter().map(|word| u32::from_be_bytes(*word));
    let mut word = || words.next().unwrap_or_default();
    let (_magic, start, size, kind, rate, channels) =
        (word(), word(), word(), word(), word(), word());
    let coding = match kind {
        1 => Coding::MuLaw,
        2 => Coding::S8,
        3 => Coding::I16(Endian::Big),
        4 => Coding::I24(Endian::Big),
        5 => Coding::I32(Endian::Big),
        6 => Coding::F32(Endian::Big),
        7 => Coding::F64(Endian::Big),
        27 => Coding::ALaw,
        _ => {
            let needed = Needed::Codec(Container::Au, "this coding of samples");
            return Err(Error::MissingFeature(needed));
        }
    };
    let start = u64::from(start).max(24);
    // A file that was written to a pipe does not know its size.
    let size = if size == u32::MAX { u64::MAX } else { size.into() };
    let end = start.saturating_add(size).min(part.len());
    let data = core::iter::once(start.min(end)..end).collect();
    Ok(Raw::new(coding, rate, layout(channels, None)?, data))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn file(words: [u32; 5]) -> Vec<u8> {
        let words = words.iter().flat_map(|word| word.to_be_bytes());
        b".snd".iter().copied().chain(words).chain([0; 100]).collect()
    }

    #[test]
    fn headers() {
        let read = |words| {
            let bytes = file(words);
            let len = bytes.len() as u64;
            read(&mut Part::new(Cursor::new(bytes), 0, len).unwrap())
        };
        let raw = read([32, 50, 3, 8000, 2]).unwrap();
        assert_eq!((raw.coding, raw.rate), (Coding::I16(Endian::Big), 8000));
        assert_eq!((raw.layout.channels(), raw.data.first()), (2, Some(&(32..82))));
        // Without a size, and with one that is more than there is.
        for size in [u32::MAX, 5000] {
            assert_eq!(read([28, size, 27, 8000, 1]).unwrap().data.first(), Some(&(28..124)));
        }
        assert!(matches!(read([24, 50, 23, 8000, 1]), Err(Error::MissingFeature(_))));
    }
}
