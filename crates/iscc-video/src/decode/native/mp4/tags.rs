//! What an MP4 or QuickTime file says about itself: iTunes' list, its free keys, and QuickTime's strings, as FFmpeg 5.1 names them.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use iscc_container::isobmff::{Bytes, Kind, boxes, child};

/// The entries that the reference's map has a use for.
const NAMES: [(&Kind, &str); 15] = [
    (b"\xa9nam", "title"),
    (b"\xa9ART", "artist"),
    (b"\xa9aut", "artist"),
    (b"\xa9alb", "album"),
    (b"\xa9cmt", "comment"),
    (b"\xa9inf", "comment"),
    (b"\xa9com", "composer"),
    (b"\xa9wrt", "composer"),
    (b"\xa9cpy", "copyright"),
    (b"\xa9trk", "track"),
    (b"cprt", "copyright"),
    (b"desc", "description"),
    (b"ldes", "synopsis"),
    (b"tvsh", "show"),
    (b"aART", "album_artist"),
];

/// Mac OS Roman from 0x80 on.
const ROMAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

/// Languages of QuickTime by number.
const LANGUAGES: &str = "eng fra ger ita dut sve spa dan por nor heb jpn ara fin gre ice mlt tur hr chi urd hin tha kor lit pol hun est lav smi fo per rus chi - iri alb ron ces slk slv yid sr mac bul ukr bel uzb kaz aze aze arm geo mol kir tgk tuk mon - pus kur kas snd tib nep san mar ben asm guj pa ori mal kan tam tel sin bur khm lao vie ind tgl may may amh tir orm som swa kin run nya mlg epo - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - wel baq cat lat que grn aym tat uig dzo jav";

/// The tags of the film, in the order of the file; of several with one name the last counts.
#[derive(Debug, Default)]
pub(super) struct Tags(pub(super) Vec<(String, String)>);

impl Tags {
    /// Takes what a `udta` box says.
    pub(super) fn user_data(&mut self, udta: &Bytes<'_>) {
        for (kind, content) in boxes(udta.rest()) {
            match &kind {
                b"meta" => self.meta(content),
                _ => self.string(kind, content),
            }
        }
    }

    /// Takes what a `meta` box says. In MP4 it is a full box, in QuickTime it is not.
    pub(super) fn meta(&mut self, content: Bytes<'_>) {
        let mut full = content;
        let plain = child(content.rest(), *b"hdlr").is_some();
        if !plain && full.version().is_none() {
            return;
        }
        let meta = if plain { content } else { full };
        let keys = child(meta.rest(), *b"keys").map(keys).unwrap_or_default();
        let Some(list) = child(meta.rest(), *b"ilst") else { return };
        for (kind, item) in boxes(list.rest()) {
            if &kind == b"----" {
                self.free(&item);
                continue;
            }
            let key = (u32::from_be_bytes(kind) as usize).checked_sub(1);
            let known = name(kind).or(if &kind == b"trkn" { Some("track") } else { None });
            let Some(name) = known.or_else(|| Some(&**keys.get(key?)?)) else { continue };
            let Some(mut data) = child(item.rest(), *b"data") else { continue };
            let (Some(format), Some(_)) = (data.u32(), data.u32()) else { continue };
            let text = if &kind == b"trkn" {
                track_number(data)
            } else {
                match format {
                    0 | 1 | 4 => Some(utf8(data.rest())),
                    3 => Some(roman(data.rest())),
                    21 | 22 => number(data.rest(), format == 21),
                    _ => None,
                }
            };
            if let Some(text) = text {
                self.set(name, text);
            }
        }
    }

    /// An item with a name of its own.
    fn free(&mut self, item: &Bytes<'_>) {
        let of = |kind| {
            let mut content = child(item.rest(), kind)?;
            content.u32()?;
            Some(content)
        };
        let (Some(_), Some(name), Some(mut data)) = (of(*b"mean"), of(*b"name"), of(*b"data"))
        else {
            return;
        };
        if data.u32().is_some() {
            self.set(&utf8(name.rest()), utf8(data.rest()));
        }
    }

    /// A string of QuickTime's: its length and language before it.
    fn string(&mut self, kind: Kind, mut content: Bytes<'_>) {
        let Some(name) = name(kind).filter(|_| content.rest().len() > 4) else { return };
        let whole = content;
        let (Some(len), Some(language)) = (content.u16(), content.u16()) else { return };
        // Some write the bare text.
        let Some(text) = content.take(usize::from(len)) else {
            return self.set(name, utf8(whole.rest()));
        };
        let is_roman = language < 0x400 || language == 0x7fff;
        self.set(name, if is_roman { roman(text) } else { utf8(text) });
    }

    fn set(&mut self, name: &str, text: String) {
        self.0.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
        self.0.push((name.to_string(), text));
    }
}

fn name(kind: Kind) -> Option<&'static str> {
    NAMES.iter().find(|(known, _)| **known == kind).map(|(_, name)| *name)
}

/// The names that items are numbered by.
fn keys(mut content: Bytes<'_>) -> Vec<String> {
    if content.version().is_none() || content.u32().is_none() {
        return Vec::new();
    }
    boxes(content.rest()).map(|(_, name)| utf8(name.rest())).collect()
}

/// A number among others: `1/12`, or `1`.
fn track_number(mut data: Bytes<'_>) -> Option<String> {
    data.u16()?;
    let (number, of) = (data.u16()?, data.u16()?);
    Some(if of == 0 { number.to_string() } else { alloc::format!("{number}/{of}") })
}

/// A number of one to four bytes.
fn number(bytes: &[u8], is_signed: bool) -> Option<String> {
    let mut wide = [0; 4];
    let len = bytes.len().min(5);
    wide.get_mut(4usize.checked_sub(len)?..)?.copy_from_slice(bytes);
    let value = u32::from_be_bytes(wide);
    if !is_signed || len == 0 {
        return Some(value.to_string());
    }
    let unused = 32 - 8 * len;
    Some(((value << unused).cast_signed() >> unused).to_string())
}

/// Text up to the first zero.
fn utf8(bytes: &[u8]) -> String {
    let text = bytes.split(|&byte| byte == 0).next().unwrap_or_default();
    String::from_utf8_lossy(text).into_owned()
}

/// Text in Mac OS Roman up to the first zero.
fn roman(bytes: &[u8]) -> String {
    let character = |&byte: &u8| match byte {
        0..0x80 => Some(char::from(byte)),
        _ => ROMAN.chars().nth(usize::from(byte - 0x80)),
    };
    bytes.iter().take_while(|&&byte| byte != 0).filter_map(character).collect()
}

/// The language of a track as letters.
pub(super) fn language(code: u16) -> Option<String> {
    if code >= 0x400 && code != 0x7fff {
        let letter = |shift: u32| char::from(0x60 + (code >> shift & 0x1f).to_le_bytes()[0]);
        return Some([letter(10), letter(5), letter(0)].into_iter().collect());
    }
    let language = LANGUAGES.split(' ').nth(usize::from(code))?;
    (language != "-").then(|| language.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_by_letters_and_by_number() {
        assert_eq!(language(0x55c4).as_deref(), Some("und"));
        assert_eq!(language(0x15c7).as_deref(), Some("eng"));
        assert_eq!(language(0).as_deref(), Some("eng"));
        assert_eq!(language(138).as_deref(), Some("jav"));
        assert_eq!(language(34), None);
        assert_eq!(language(0x7fff), None);
    }

    #[test]
    fn numbers_and_roman_letters() {
        assert_eq!(number(&[0xff], true).as_deref(), Some("-1"));
        assert_eq!(number(&[1, 0], false).as_deref(), Some("256"));
        assert_eq!(number(&[1; 5], false), None);
        assert_eq!(ROMAN.chars().count(), 128);
        assert_eq!(roman(b"\xa9 caf\x8e\0x"), "© café");
    }
}
