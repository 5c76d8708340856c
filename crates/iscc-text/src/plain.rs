//! The shortcut for common characters: what becomes of them depends on nothing around them.

use crate::unicode_tables::Casing;

/// What the collapse makes of a character that leaves at most one starter, which neither decomposes for good nor composes with what
/// stands before it, and whose lower case depends on nothing: its casing, and what is left of it.
///
/// Hangul syllables do decompose, into letters that compose to the same syllable again. Of kana and letters with marks the marks
/// are removed before anything could compose.
#[inline]
pub(crate) fn plain(c: char) -> Option<(Casing, Option<char>)> {
    use Casing::{Cased, Ignorable, Other};
    let letter = |table: &[char], first: char| {
        let place = u32::from(c).wrapping_sub(u32::from(first));
        let small = usize::try_from(place).ok().and_then(|place| table.get(place).copied());
        small.filter(|small| *small != '\0').map(|small| (Cased, Some(small)))
    };
    match c {
        '\u{4e00}'..='\u{9fff}' | '가'..='힣' | 'א'..='ת' | 'ء' | 'ا'..='غ' | 'ف'..='ي' => {
            Some((Other, Some(c)))
        }
        '\u{400}'..='\u{481}' => letter(&CYRILLIC, '\u{400}'),
        '\u{386}'..='\u{3ce}' => letter(&GREEK, '\u{386}'),
        '\u{c0}'..='\u{17f}' => letter(&LATIN, '\u{c0}'),
        // marks
        '\u{300}'..='\u{36f}' => Some((Ignorable, None)),
        'ぁ'..='ん' => Some((Other, kana(c, 0))),
        'ァ'..='ン' => Some((Other, kana(c, 0x60))),
        // dashes, quotes, dots, but those that may stand inside of a word; spaces, commas, stops
        '\u{2010}'..='\u{2017}'
        | '\u{201a}'..='\u{2023}'
        | '\u{2025}'..='\u{2026}'
        | '\u{3000}'..='\u{3003}'
        | '\u{ff01}'
        | '\u{ff0c}'
        | '\u{ff1f}' => Some((Other, None)),
        _ => None,
    }
}

/// A letter of kana without its voicing mark; katakana lie `offset` places behind hiragana.
fn kana(c: char, offset: u32) -> Option<char> {
    let c = u32::from(c) - offset;
    let base = match c {
        // か to ぢ, つ to ど in pairs; は to ぽ in threes
        0x304b..=0x3062 => c - (c - 0x304b) % 2,
        0x3064..=0x3069 => c - c % 2,
        0x306f..=0x307d => c - c % 3,
        _ => c,
    };
    char::from_u32(base + offset)
}

/// What becomes of U+00C0 to U+017F; NUL for those that are not plain.
#[rustfmt::skip]
static LATIN: [char; 192] = [
    'a', 'a', 'a', 'a', 'a', 'a', 'æ', 'c', 'e', 'e', 'e', 'e', 'i', 'i', 'i', 'i',
    'ð', 'n', 'o', 'o', 'o', 'o', 'o', '\0', 'ø', 'u', 'u', 'u', 'u', 'y', 'þ', 'ß',
    'a', 'a', 'a', 'a', 'a', 'a', 'æ', 'c', 'e', 'e', 'e', 'e', 'i', 'i', 'i', 'i',
    'ð', 'n', 'o', 'o', 'o', 'o', 'o', '\0', 'ø', 'u', 'u', 'u', 'u', 'y', 'þ', 'y',
    'a', 'a', 'a', 'a', 'a', 'a', 'c', 'c', 'c', 'c', 'c', 'c', 'c', 'c', 'd', 'd',
    'đ', 'đ', 'e', 'e', 'e', 'e', 'e', 'e', 'e', 'e', 'e', 'e', 'g', 'g', 'g', 'g',
    'g', 'g', 'g', 'g', 'h', 'h', 'ħ', 'ħ', 'i', 'i', 'i', 'i', 'i', 'i', 'i', 'i',
    'i', 'ı', '\0', '\0', 'j', 'j', 'k', 'k', 'ĸ', 'l', 'l', 'l', 'l', 'l', 'l', '\0',
    '\0', 'ł', 'ł', 'n', 'n', 'n', 'n', 'n', 'n', '\0', 'ŋ', 'ŋ', 'o', 'o', 'o', 'o',
    'o', 'o', 'œ', 'œ', 'r', 'r', 'r', 'r', 'r', 'r', 's', 's', 's', 's', 's', 's',
    's', 's', 't', 't', 't', 't', 'ŧ', 'ŧ', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u',
    'u', 'u', 'u', 'u', 'w', 'w', 'y', 'y', 'y', 'z', 'z', 'z', 'z', 'z', 'z', '\0',
];

/// Of U+0386 to U+03CE; the capital sigma is not plain.
#[rustfmt::skip]
static GREEK: [char; 73] = [
    'α', '\0', 'ε', 'η', 'ι', '\0', 'ο', '\0', 'υ', 'ω', 'ι', 'α', 'β', 'γ', 'δ', 'ε',
    'ζ', 'η', 'θ', 'ι', 'κ', 'λ', 'μ', 'ν', 'ξ', 'ο', 'π', 'ρ', '\0', '\0', 'τ', 'υ',
    'φ', 'χ', 'ψ', 'ω', 'ι', 'υ', 'α', 'ε', 'η', 'ι', 'υ', 'α', 'β', 'γ', 'δ', 'ε',
    'ζ', 'η', 'θ', 'ι', 'κ', 'λ', 'μ', 'ν', 'ξ', 'ο', 'π', 'ρ', 'ς', 'σ', 'τ', 'υ',
    'φ', 'χ', 'ψ', 'ω', 'ι', 'υ', 'ο', 'υ', 'ω',
];

/// Of U+0400 to U+0481.
#[rustfmt::skip]
static CYRILLIC: [char; 130] = [
    'е', 'е', 'ђ', 'г', 'є', 'ѕ', 'і', 'і', 'ј', 'љ', 'њ', 'ћ', 'к', 'и', 'у', 'џ',
    'а', 'б', 'в', 'г', 'д', 'е', 'ж', 'з', 'и', 'и', 'к', 'л', 'м', 'н', 'о', 'п',
    'р', 'с', 'т', 'у', 'ф', 'х', 'ц', 'ч', 'ш', 'щ', 'ъ', 'ы', 'ь', 'э', 'ю', 'я',
    'а', 'б', 'в', 'г', 'д', 'е', 'ж', 'з', 'и', 'и', 'к', 'л', 'м', 'н', 'о', 'п',
    'р', 'с', 'т', 'у', 'ф', 'х', 'ц', 'ч', 'ш', 'щ', 'ъ', 'ы', 'ь', 'э', 'ю', 'я',
    'е', 'е', 'ђ', 'г', 'є', 'ѕ', 'і', 'і', 'ј', 'љ', 'њ', 'ћ', 'к', 'и', 'у', 'џ',
    'ѡ', 'ѡ', 'ѣ', 'ѣ', 'ѥ', 'ѥ', 'ѧ', 'ѧ', 'ѩ', 'ѩ', 'ѫ', 'ѫ', 'ѭ', 'ѭ', 'ѯ', 'ѯ',
    'ѱ', 'ѱ', 'ѳ', 'ѳ', 'ѵ', 'ѵ', 'ѵ', 'ѵ', 'ѹ', 'ѹ', 'ѻ', 'ѻ', 'ѽ', 'ѽ', 'ѿ', 'ѿ',
    'ҁ', 'ҁ',
];

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use unicode_normalization::char::{decompose_canonical, decompose_compatible};

    use super::*;
    use crate::recompose::composes;
    use crate::unicode_tables::{CAPITAL_SIGMA, classify, known, lower};

    #[test]
    fn plain_is_what_the_long_way_gives() {
        let mut count = 0;
        for c in '\0'..=char::MAX {
            let Some((casing, left)) = plain(c) else { continue };
            count += 1;
            assert!(c != CAPITAL_SIGMA);
            let (mut kept, mut last) = (Vec::new(), Casing::Ignorable);
            decompose_canonical(known(c), |part| {
                let (casing, is_kept) = classify(part);
                if is_kept {
                    lower(part, |small| decompose_compatible(small, |part| kept.push(part)));
                }
                if casing != Casing::Ignorable {
                    last = casing;
                }
            });
            assert_eq!(last, casing, "{c:?}");
            if matches!(c, '가'..='힣') {
                let mut parts = Vec::new();
                decompose_canonical(c, |part| parts.push(part));
                assert_eq!((kept, left), (parts, Some(c)));
            } else {
                assert_eq!(kept, Vec::from_iter(left), "{c:?}");
            }
            assert!(!left.is_some_and(composes), "{c:?}");
        }
        assert!(count > 32_000, "{count}");
    }
}
