//! Which encoding a text file has, and its characters.

#[cfg(feature = "html")]
use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use super::limits::Limits;
use super::output::Output;

/// How many bytes are looked at to guess an encoding that does not say what it is.
const SAMPLE: usize = 1 << 20;

/// The encoding of a text file. It prints as its name: `UTF-8`, `windows-1252`, `Shift_JIS`, ...
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Charset(Kind);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    /// One of the encodings of the web.
    Web(&'static Encoding),
    Utf32 {
        big_endian: bool,
    },
}

impl fmt::Display for Charset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self.0 {
            Kind::Web(encoding) => encoding.name(),
            Kind::Utf32 { big_endian: true } => "UTF-32BE",
            Kind::Utf32 { big_endian: false } => "UTF-32LE",
        })
    }
}

impl Charset {
    /// The encoding of `bytes`, and `bytes` without a byte order mark.
    ///
    /// A byte order mark decides; else zero bytes at every other place mean UTF-16; else what is
    /// UTF-8 but for a few errors is UTF-8; and the rest is guessed by the statistics of chardetng.
    pub(super) fn detect(bytes: &[u8]) -> (Self, &[u8]) {
        const MARKS: [(&[u8], Kind); 5] = [
            // before UTF-16LE, whose mark it begins with
            (&[0xff, 0xfe, 0, 0], Kind::Utf32 { big_endian: false }),
            (&[0, 0, 0xfe, 0xff], Kind::Utf32 { big_endian: true }),
            (&[0xef, 0xbb, 0xbf], Kind::Web(UTF_8)),
            (&[0xff, 0xfe], Kind::Web(UTF_16LE)),
            (&[0xfe, 0xff], Kind::Web(UTF_16BE)),
        ];
        for (mark, kind) in MARKS {
            if let Some(rest) = bytes.strip_prefix(mark) {
                return (Self(kind), rest);
            }
        }
        let sample = &bytes[..bytes.len().min(SAMPLE)];
        let guess = || guess(sample, bytes.len() > SAMPLE);
        let encoding = if let Some(encoding) = utf_16_without_mark(sample) {
            encoding
        } else if has_escapes(sample) && guess() == ISO_2022_JP {
            ISO_2022_JP
        } else if is_mostly_utf_8(bytes) {
            UTF_8
        } else {
            guess()
        };
        (Self(Kind::Web(encoding)), bytes)
    }

    /// An encoding that was declared.
    #[cfg(feature = "html")]
    pub(super) fn web(encoding: &'static Encoding) -> Self {
        Self(Kind::Web(encoding))
    }

    /// Whether a character has two bytes or four.
    #[cfg(feature = "html")]
    pub(super) fn is_wide(self) -> bool {
        match self.0 {
            Kind::Web(encoding) => encoding == UTF_16LE || encoding == UTF_16BE,
            Kind::Utf32 { .. } => true,
        }
    }

    /// Decodes all of what is markup, so that not every character counts as text.
    #[cfg(feature = "html")]
    pub(super) fn decode_all(self, bytes: &[u8]) -> Cow<'_, str> {
        match self.0 {
            Kind::Web(encoding) => encoding.decode_without_bom_handling(bytes).0,
            Kind::Utf32 { .. } => {
                let limits = Limits { characters: usize::MAX, ..Limits::default() };
                Cow::Owned(self.decode(bytes, &limits).0)
            }
        }
    }

    /// Decodes as many characters as the limits allow; malformed sequences become U+FFFD. The flag says whether
    /// there were more.
    pub(super) fn decode(self, bytes: &[u8], limits: &Limits) -> (String, bool) {
        let mut text = Output::new(limits);
        match self.0 {
            Kind::Web(encoding) if encoding == UTF_8 => {
                for chunk in bytes.utf8_chunks() {
                    text.push_str(chunk.valid());
                    if !chunk.invalid().is_empty() {
                        text.push_str("\u{fffd}");
                    }
                    if text.is_full() {
                        break;
                    }
                }
            }
            Kind::Web(encoding) => decode_web(encoding, bytes, &mut text),
            Kind::Utf32 { big_endian } => {
                for unit in bytes.chunks(4) {
                    let c = <[u8; 4]>::try_from(unit).ok().and_then(|unit| {
                        char::from_u32(if big_endian {
                            u32::from_be_bytes(unit)
                        } else {
                            u32::from_le_bytes(unit)
                        })
                    });
                    text.push_str(c.unwrap_or('\u{fffd}').encode_utf8(&mut [0; 4]));
                    if text.is_full() {
                        break;
                    }
                }
            }
        }
        text.finish()
    }
}

/// Decodes piece by piece, so that no more than the limit is ever held.
fn decode_web(encoding: &'static Encoding, mut bytes: &[u8], text: &mut Output<'_>) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut piece = String::with_capacity(1 << 16);
    loop {
        let (result, read, _) = decoder.decode_to_string(bytes, &mut piece, true);
        text.push_str(&piece);
        piece.clear();
        bytes = &bytes[read..];
        if result == CoderResult::InputEmpty || text.is_full() {
            return;
        }
    }
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

fn guess(sample: &[u8], cut: bool) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, !cut);
    detector.guess(None, Utf8Detection::Allow)
}
