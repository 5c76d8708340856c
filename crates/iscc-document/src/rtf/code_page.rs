//! The encodings that RTF files and their fonts are in.

use alloc::borrow::Cow;
use alloc::string::String;

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, IBM866, MACINTOSH, SHIFT_JIS, WINDOWS_874, WINDOWS_1250,
    WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256,
    WINDOWS_1257, WINDOWS_1258, X_MAC_CYRILLIC,
};

/// A code page.
#[derive(Debug, Clone, Copy)]
pub(super) enum CodePage {
    /// One that the web has.
    Web(&'static Encoding),
    /// One of DOS: ASCII and 128 characters.
    Dos(&'static str),
}

impl CodePage {
    pub(super) const WINDOWS_1252: Self = Self::Web(WINDOWS_1252);
    pub(super) const MAC: Self = Self::Web(MACINTOSH);
    pub(super) const PC: Self = Self::Dos(DOS_437);
    pub(super) const PCA: Self = Self::Dos(DOS_850);

    /// The code page of `\ansicpg`, if it is known. As in the reference 65001, UTF-8, is not.
    pub(super) fn of_number(number: i32) -> Option<Self> {
        Some(Self::Web(match number {
            437 => return Some(Self::PC),
            850 => return Some(Self::PCA),
            852 => return Some(Self::Dos(DOS_852)),
            866 => IBM866,
            874 => WINDOWS_874,
            932 | 10001 => SHIFT_JIS,
            936 | 10008 => GBK,
            949 | 10003 => EUC_KR,
            950 | 10002 => BIG5,
            1250 => WINDOWS_1250,
            1251 => WINDOWS_1251,
            1252 => WINDOWS_1252,
            1253 => WINDOWS_1253,
            1254 => WINDOWS_1254,
            1255 => WINDOWS_1255,
            1256 => WINDOWS_1256,
            1257 => WINDOWS_1257,
            1258 => WINDOWS_1258,
            10000 => MACINTOSH,
            10007 => X_MAC_CYRILLIC,
            _ => return None,
        }))
    }

    /// The code page of `\fcharset`; nothing for those that leave it to the file.
    pub(super) fn of_font(charset: i32) -> Option<Self> {
        Some(Self::Web(match charset {
            0 => WINDOWS_1252,
            77 => MACINTOSH,
            78 | 128 => SHIFT_JIS,
            79 | 129 => EUC_KR,
            80 | 134 => GBK,
            81 | 136 => BIG5,
            89 => X_MAC_CYRILLIC,
            161 => WINDOWS_1253,
            162 => WINDOWS_1254,
            163 => WINDOWS_1258,
            177 => WINDOWS_1255,
            178..=180 => WINDOWS_1256,
            186 => WINDOWS_1257,
            204 => WINDOWS_1251,
            222 => WINDOWS_874,
            238 => WINDOWS_1250,
            254 => return Some(Self::PC),
            255 => return Some(Self::PCA),
            _ => return None,
        }))
    }

    /// The characters; U+FFFD for malformed ones.
    pub(super) fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            Self::Web(encoding) => encoding.decode_without_bom_handling(bytes).0,
            Self::Dos(upper) => {
                let character = |&byte: &u8| match byte.checked_sub(128) {
                    Some(place) => upper.chars().nth(place.into()).unwrap_or('\u{fffd}'),
                    None => char::from(byte),
                };
                Cow::Owned(bytes.iter().map(character).collect::<String>())
            }
        }
    }
}

/// The upper half of code page 437.
static DOS_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ\
     áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
     └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
     αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// The upper half of code page 850.
static DOS_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ\
     áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
     └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀\
     ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// The upper half of code page 852.
static DOS_852: &str = "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×č\
     áíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐\
     └┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀\
     ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{ad}˝˛ˇ˘§÷¸°¨˙űŘř■\u{a0}";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn upper_halves_are_whole() {
        for table in [DOS_437, DOS_850, DOS_852] {
            assert_eq!(table.chars().count(), 128);
        }
        assert_eq!(CodePage::PCA.decode(b"a\x84\xff"), "a\u{e4}\u{a0}");
        assert_eq!(CodePage::of_font(204).unwrap().decode(b"\xcf"), "П");
    }
}
