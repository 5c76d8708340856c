//! The encoding of a text that does not say it, as the reference guesses it (Apache Tika 3, `UniversalEncodingDetector`).

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, ISO_2022_JP, ISO_8859_15, UTF_8, UTF_16BE, UTF_16LE};

use super::chinese::Chinese;
use super::{Charset, Kind};

/// How many bytes chardetng looks at.
const SAMPLE: usize = 1 << 20;

/// How many bytes the reference looks at, and how many of them at once.
const LOOKED_AT: usize = 16 << 10;
const AT_ONCE: usize = 1 << 10;

/// The encoding of a text without a byte order mark.
///
/// Codes of files can only be equal if wrong guesses are, so those are followed that are common: UTF-8 that would read as
/// frequent Chinese characters is GB18030, non-ASCII characters that only come after 16 KiB are Latin-1, and Windows-1252
/// without carriage returns is ISO-8859-1.
///
/// DIFFERENCE: what neither is ASCII nor UTF-8 is guessed by chardetng, which is more often right about short texts; and so is
/// UTF-8 with fewer than five other characters than ASCII, which may be Thai to the reference.
pub(super) fn guess(bytes: &[u8]) -> Kind {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let start = &bytes[..bytes.len().min(LOOKED_AT)];
    let by_statistics = || by_statistics(sample, bytes.len() > SAMPLE);
    if let Some(encoding) = utf_16_without_mark(sample) {
        return Kind::Web(encoding);
    }
    if has_escapes(sample) && by_statistics() == ISO_2022_JP {
        return Kind::Web(ISO_2022_JP);
    }
    if bytes.is_ascii() {
        return Kind::Web(UTF_8);
    }
    if start.is_ascii() {
        return western(start);
    }
    if is_utf_8(start) {
        return Kind::Web(if reads_as_chinese(start) { GB18030 } else { UTF_8 });
    }
    if is_mostly_utf_8(bytes) {
        return Kind::Web(UTF_8);
    }
    let encoding = by_statistics();
    if encoding.is_single_byte() && is_chinese(start) {
        // Frequent characters outweigh whatever else it could be.
        return Kind::Web(GB18030);
    }
    if encoding == encoding_rs::WINDOWS_1252 { western(start) } else { Kind::Web(encoding) }
}

/// A text in a Western language: only on Windows lines end with a carriage return.
fn western(start: &[u8]) -> Kind {
    const CURRENCY: u8 = 0xa4;
    if start.contains(&b'\r') {
        Kind::Web(encoding_rs::WINDOWS_1252)
    } else if start.contains(&CURRENCY) {
        // more often the sign of the Euro
        Kind::Web(ISO_8859_15)
    } else {
        Charset::LATIN_1.0
    }
}

/// Whether the start of a text is UTF-8 up to a character that is cut off.
fn is_utf_8(start: &[u8]) -> bool {
    match core::str::from_utf8(start) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && start.len() == LOOKED_AT,
    }
}

/// Whether the reference prefers GB18030 for this UTF-8. It looks at pieces and decides after the first in which it is sure of
/// either.
fn reads_as_chinese(start: &[u8]) -> bool {
    let mut chinese = Chinese::default();
    let mut characters = 0i32;
    for piece in start.chunks(AT_ONCE) {
        chinese.push(piece);
        // The lead bytes: a character that the piece cuts is counted a little early, which matters to nobody.
        characters += piece.iter().fold(0, |count, byte| count + i32::from(*byte >= 0xc0));
        if characters >= 5 {
            break;
        }
    }
    let utf_8 = if characters < 6 { 1.0 - 0.99 * 0.5f32.powi(characters) } else { 0.99 };
    chinese.confidence() >= utf_8
}

/// Whether a short text that is not UTF-8 has so many frequent Chinese characters that the reference is sure.
fn is_chinese(start: &[u8]) -> bool {
    let mut chinese = Chinese::default();
    chinese.push(start);
    chinese.confidence() >= 0.99
}

/// UTF-16 of mostly Latin text, by the zero bytes in the upper halves of its units.
fn utf_16_without_mark(sample: &[u8]) -> Option<&'static Encoding> {
    let units = sample.len() / 2;
    let (mut even, mut odd) = (0, 0);
    for unit in sample.chunks_exact(2) {
        even += usize::from(unit[0] == 0);
        odd += usize::from(unit[1] == 0);
    }
    // Most on one side, next to none on the other: binary data has them on both.
    let most = |count: usize| count > 0 && count * 10 >= units * 7;
    let few = |count: usize| count * 100 <= units;
    match () {
        () if most(odd) && few(even) => Some(UTF_16LE),
        () if most(even) && few(odd) => Some(UTF_16BE),
        () => None,
    }
}

/// Whether there are escape sequences as in ISO-2022-JP, which is ASCII and so UTF-8 byte by byte.
fn has_escapes(sample: &[u8]) -> bool {
    sample.windows(2).any(|pair| matches!(pair, [0x1b, b'$' | b'(']))
}

/// Whether this is UTF-8, or has ten times more multi-byte characters than errors, as files do that
/// were cut off or put together from others. Tika draws the line at the same ratio.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad == 0 || good > bad * 10
}

fn by_statistics(sample: &[u8], cut: bool) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, !cut);
    detector.guess(None, Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_told_by_frequent_characters() {
        let chinese = GB18030.encode("我们都是中国人").0;
        assert!(is_chinese(&chinese));
        assert!(!is_chinese(&chinese[..8]), "too few");
        for (text, encoding) in [
            ("déjà vu à côté de la forêt, où l’élève reçoit sa leçon", encoding_rs::WINDOWS_1252),
            ("Все счастливые семьи похожи друг на друга", encoding_rs::WINDOWS_1251),
            ("吾輩は猫である。名前はまだ無い。", encoding_rs::SHIFT_JIS),
        ] {
            assert!(!is_chinese(&encoding.encode(text).0), "{text}");
        }
    }
}
