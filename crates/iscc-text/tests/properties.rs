//! Properties: streams and fast paths against the steps of the reference, taken literally.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use iscc_core::Bits;
use iscc_text::{
    PassageSize, TextHasher, text_clean, text_code, text_collapse, text_features, text_hash,
    text_remove_newlines, text_trim,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::UnicodeNormalization;

/// Alphabets in which neighbours matter: final sigma and what it looks through; kana, voicing marks
/// and spacing marks; Hangul; line breaks, white space and controls; casing and compatibility; marks.
const ALPHABETS: [&str; 7] = [
    "aAΣσς'.:^`\u{ad}\u{345}\u{301}1 -ʰª\u{24b6}ﾞ\u{302e}",
    "ｶﾞﾟハﾊかガ¨´ﱞ\u{fe71}\u{327}\u{301}a\u{3099}ʹヽゝ",
    "가각ㄱㅏㄴ각\u{11a7}\u{11c3}힣\u{1100}\u{1175}",
    "\0\t\n\r\u{b}\u{c}\u{1c}\u{1f}\u{85}\u{a0}\u{2028}\u{2029}\u{200b}\u{200d}\u{feff} ab\u{3000}\n\r\n ",
    "İIıiſßẞǅﬁﬀΩΩÅ①Ⅷⓐ🅰😀𝐀\u{10ffff}\u{e000}",
    "\u{315}\u{300}\u{5ae}\u{1d16d}\u{94d}\u{9be}\u{9c7}\u{9d7}aAéñẛ\u{323}ệ\u{e33}\u{f77}\u{fb1f}",
    "the quick Brown fox. 12,3 $ é漢字かなЙйΩ\n",
];

fn texts() -> impl Strategy<Value = String> {
    let letter = |alphabet: &str| {
        let letters: Vec<char> = alphabet.chars().collect();
        prop_oneof![40 => select(letters), 1 => any::<char>()]
    };
    let of_one = select(ALPHABETS.to_vec()).prop_flat_map(move |one| vec(letter(one), 0..60));
    let of_all = vec(letter(&ALPHABETS.concat()), 0..60);
    let run =
        (of_one.clone(), select(vec!['ﾞ', '\u{301}', '^', '가', ' ']), 0..200usize, of_one.clone())
            .prop_map(|(before, c, times, after)| [before, vec![c; times], after].concat());
    prop_oneof![of_one, of_all, run].prop_map(String::from_iter)
}

/// A text and places to split it at.
fn split_texts() -> impl Strategy<Value = Vec<String>> {
    (texts(), vec(any::<prop::sample::Index>(), 0..8)).prop_map(|(text, places)| {
        let chars: Vec<char> = text.chars().collect();
        let mut places: Vec<usize> = places
            .iter()
            .map(|place| place.index(chars.len() + 1))
            .chain([0, chars.len()])
            .collect();
        places.sort_unstable();
        places.windows(2).map(|pair| chars[pair[0]..pair[1]].iter().collect()).collect()
    })
}

fn group(c: char) -> char {
    get_general_category(c).abbreviation().chars().next().unwrap()
}

/// The four steps of `text_collapse`, one after the other. The standard library's tables are those of
/// the compiler, so characters newer than the pinned tables are left out.
fn naive_collapse(text: &str) -> String {
    let lower = text.nfd().collect::<String>().to_lowercase();
    let kept = lower.chars().filter(|c| !c.is_whitespace() && !"CMP".contains(group(*c)));
    kept.collect::<String>().nfkc().collect()
}

fn naive_clean(text: &str) -> String {
    const BREAKS: [char; 7] = ['\n', '\u{b}', '\u{c}', '\r', '\u{85}', '\u{2028}', '\u{2029}'];
    let text = text.nfkc().collect::<String>().replace("\r\n", "\n");
    let text: String = text.chars().filter(|c| BREAKS.contains(c) || group(*c) != 'C').collect();
    let mut lines: Vec<&str> = text.split(BREAKS).collect();
    lines.dedup_by(|next, line| next.trim().is_empty() && line.trim().is_empty());
    lines.join("\n").trim().to_owned()
}

fn is_assigned(c: char) -> bool {
    // The letter's case differs between versions of Unicode.
    get_general_category(c) != GeneralCategory::Unassigned && c != 'ʕ'
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn collapse_is_the_four_steps(text in texts()) {
        prop_assume!(text.chars().all(is_assigned));
        prop_assert_eq!(String::from(text_collapse(&text)), naive_collapse(&text));
    }

    #[test]
    fn clean_is_its_steps(text in texts()) {
        prop_assume!(text.chars().all(is_assigned));
        prop_assert_eq!(text_clean(&text), naive_clean(&text));
    }

    #[test]
    fn every_split_gives_the_same(pieces in split_texts()) {
        let whole = pieces.concat();
        let mut hasher = TextHasher::new();
        for piece in &pieces {
            hasher.update(piece);
            // Asking in between changes nothing.
            let _ = hasher.finalize();
        }
        let code = hasher.finalize().code(Bits::B256);
        let collapsed = text_collapse(&whole);
        let digest = text_hash(&collapsed);
        prop_assert_eq!(digest.as_ref(), code.unit.body());
        prop_assert_eq!(collapsed.chars().count() as u64, code.characters);
        prop_assert_eq!(text_code(&whole, Bits::B256), code);
    }

    /// NFKC brings back spaces and marks for spacing marks, joins Hangul and kana, and so may need a
    /// second call; letters that are their own NFKC, except for capital sigma, do not.
    #[test]
    fn collapse_is_idempotent_on_its_own_letters(text in texts()) {
        let plain: String = text
            .chars()
            .filter(|c| [*c].into_iter().nfkd().eq([*c].into_iter().nfd()) && is_assigned(*c))
            .collect();
        let once = text_collapse(&plain);
        prop_assert_eq!(text_collapse(once.as_str()), once);
    }

    #[test]
    fn clean_twice_is_clean(text in texts()) {
        // A removed carriage return or format character can bring marks and letters together.
        let once = text_clean(&text);
        prop_assume!(once.nfkc().eq(once.chars()));
        prop_assert_eq!(text_clean(&once), once);
    }

    #[test]
    fn trimmed_text_fits(text in texts(), bytes in 0..80usize) {
        let trimmed = text_trim(&text, bytes);
        prop_assert!(trimmed.len() <= bytes && text.contains(trimmed));
        prop_assert_eq!(trimmed.trim(), trimmed);
        let line = text_remove_newlines(&text);
        prop_assert_eq!(line.split_whitespace().collect::<Vec<_>>(), text.split_whitespace().collect::<Vec<_>>());
        prop_assert!(!line.contains("  ") && !line.contains('\n'));
    }

    #[test]
    fn passages_make_the_text(text in texts(), average in 1..40u32) {
        let size = PassageSize::new(average).unwrap();
        let features: Vec<_> = text_features(&text, size).collect();
        let mut content = String::new();
        for feature in &features {
            prop_assert_eq!(feature.bytes.offset, content.len());
            prop_assert_eq!(feature.chars.offset, content.chars().count());
            prop_assert_eq!(feature.bytes.size, feature.content.len());
            prop_assert_eq!(feature.chars.size, feature.content.chars().count());
            content.push_str(feature.content);
        }
        let rest = text.strip_prefix(&content).unwrap();
        prop_assert!(rest.chars().count() < (average as usize / 4).max(1));
        prop_assert!(!features.is_empty());
    }
}

#[cfg(feature = "meta")]
proptest! {
    #[test]
    fn any_metadata_gives_a_code_or_an_error(name in texts(), description in texts(), meta in texts(), head in select(vec!["", "data:", "data:;base64,", "data:text/plain;", "{\"a\":\""])) {
        let meta = format!("{head}{meta}");
        let closed = format!("{meta}\"}}");
        let input = iscc_text::MetaInput::new(&name).description(&description);
        for input in [input, input.json(&meta), input.json(&closed), input.data_url(&meta)] {
            if let Ok(code) = input.code(Bits::B256) {
                prop_assert!(!code.name.is_empty() && code.name.len() <= iscc_text::NAME_BYTES);
                prop_assert!(code.description.is_none_or(|text| text.len() <= iscc_text::DESCRIPTION_BYTES));
            }
        }
    }
}
