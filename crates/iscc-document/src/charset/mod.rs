//! Which encoding a text file has, and its characters.

mod chinese;
mod guess;

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use encoding_rs::{
    CoderResult, EUC_JP, Encoding, GB18030, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE,
};

use super::limits::Limits;
use super::output::Output;

/// The encoding of a text file. It prints as its name: `UTF-8`, `windows-1252`, `Shift_JIS`, ...
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Charset(Kind);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    /// One of the encodings of the web.
    Web(&'static Encoding),
    /// What the web takes for an encoding of Windows that has more: bytes up to this one are none of its characters.
    Narrow {
        name: &'static str,
        windows: &'static Encoding,
        without: u8,
    },
    Utf32 {
        big_endian: bool,
    },
}

impl fmt::Display for Charset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self.0 {
            Kind::Web(encoding) => encoding.name(),
            Kind::Narrow { name, .. } => name,
            Kind::Utf32 { big_endian: true } => "UTF-32BE",
            Kind::Utf32 { big_endian: false } => "UTF-32LE",
        })
    }
}

impl Charset {
    /// ISO-8859-1 with control characters where the web has characters of Windows-1252.
    pub(super) const LATIN_1: Self = Self::narrow("ISO-8859-1", encoding_rs::WINDOWS_1252, 0x9f);
    #[cfg(feature = "html")]
    pub(super) const LATIN_5: Self = Self::narrow("ISO-8859-9", encoding_rs::WINDOWS_1254, 0x9f);
    #[cfg(feature = "html")]
    pub(super) const THAI: Self = Self::narrow("TIS-620", encoding_rs::WINDOWS_874, 0x9f);
    #[cfg(feature = "html")]
    pub(super) const ASCII: Self = Self::narrow("US-ASCII", encoding_rs::WINDOWS_1252, 0xff);

    const fn narrow(name: &'static str, windows: &'static Encoding, without: u8) -> Self {
        Self(Kind::Narrow { name, windows, without })
    }

    /// The encoding of `bytes`, and `bytes` without a byte order mark.
    ///
    /// A byte order mark decides, else it is guessed ([`guess`]).
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
        (Self(guess::guess(bytes)), bytes)
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
            Kind::Narrow { .. } => false,
            Kind::Utf32 { .. } => true,
        }
    }

    /// Decodes all of what is markup, so that not every character counts as text.
    #[cfg(feature = "html")]
    pub(super) fn decode_all(self, bytes: &[u8]) -> Cow<'_, str> {
        match self.0 {
            Kind::Web(encoding) => {
                let text = encoding.decode_without_bom_handling(bytes).0;
                if is_japanese(encoding) {
                    Cow::Owned(text.chars().map(java_character).collect())
                } else {
                    text
                }
            }
            Kind::Narrow { .. } | Kind::Utf32 { .. } => {
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
            Kind::Web(encoding) if encoding == GB18030 => {
                decode_web(encoding, &without_single_bytes(bytes), &mut text);
            }
            Kind::Web(encoding) => decode_web(encoding, bytes, &mut text),
            Kind::Narrow { windows, without, .. } => {
                decode_narrow(windows, without, bytes, &mut text);
            }
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
        if is_japanese(encoding) {
            piece = piece.chars().map(java_character).collect();
        }
        text.push_str(&piece);
        piece.clear();
        bytes = &bytes[read..];
        if result == CoderResult::InputEmpty || text.is_full() {
            return;
        }
    }
}

/// GB18030 where the web has the sign of the Euro for the single byte 80, but not Java: that is no character any more.
fn without_single_bytes(bytes: &[u8]) -> Cow<'_, [u8]> {
    const EURO: u8 = 0x80;
    const NOTHING: u8 = 0xff;
    if !bytes.contains(&EURO) {
        return Cow::Borrowed(bytes);
    }
    let mut bytes = bytes.to_vec();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += match (byte, bytes.get(at + 1)) {
            (0x81..=0xfe, Some(b'0'..=b'9')) => 4,
            (0x81..=0xfe, Some(_)) => 2,
            (EURO, _) => {
                bytes[at] = NOTHING;
                1
            }
            _ => 1,
        };
    }
    Cow::Owned(bytes)
}

/// Decodes an encoding of single bytes without some of them.
fn decode_narrow(windows: &'static Encoding, without: u8, bytes: &[u8], text: &mut Output<'_>) {
    let upper = (0x80..=0xff).map(|byte: u8| {
        let bytes = [byte];
        let decoded = windows.decode_without_bom_handling_and_without_replacement(&bytes);
        let c = decoded.and_then(|text| text.chars().next()).filter(|_| byte > without);
        c.unwrap_or(char::REPLACEMENT_CHARACTER)
    });
    let upper: Vec<char> = upper.collect();
    for piece in bytes.chunks(1 << 12) {
        let characters = piece.iter().map(|&byte| {
            usize::from(byte).checked_sub(0x80).map_or(char::from(byte), |place| upper[place])
        });
        text.push_str(&characters.collect::<String>());
        if text.is_full() {
            return;
        }
    }
}

fn is_japanese(encoding: &'static Encoding) -> bool {
    [SHIFT_JIS, EUC_JP, ISO_2022_JP].contains(&encoding)
}

/// The character that Java has for one that the web reads in the way of Windows: JIS X 0208 has other signs there, some of which are
/// no punctuation.
fn java_character(c: char) -> char {
    match c {
        '\u{ff5e}' => '\u{301c}',
        '\u{2225}' => '\u{2016}',
        '\u{ff0d}' => '\u{2212}',
        c => c,
    }
}
