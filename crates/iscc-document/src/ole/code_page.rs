//! Encodings by the numbers of Windows code pages.

use alloc::format;

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, IBM866, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_1252, X_MAC_CYRILLIC,
};

/// The encoding of a code page; that of western Windows if it is not known.
pub(super) fn encoding(code_page: u16) -> &'static Encoding {
    match code_page {
        866 => IBM866,
        932 | 10001 => SHIFT_JIS,
        936 => GBK,
        949 => EUC_KR,
        950 => BIG5,
        10000 => MACINTOSH,
        10007 => X_MAC_CYRILLIC,
        65001 => UTF_8,
        number => {
            Encoding::for_label(format!("windows-{number}").as_bytes()).unwrap_or(WINDOWS_1252)
        }
    }
}
