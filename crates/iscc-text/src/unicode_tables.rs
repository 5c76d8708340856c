//! The Unicode tables, pinned: which characters a Text-Code keeps, lower case, the final sigma.
//!
//! Everything here follows Unicode as the published iscc-lib 0.7.0 has it, whatever compiler and
//! whatever version of unicode-normalization builds the crate. There the general categories are of
//! Unicode 16, and lower case and normalisation of Unicode 17. So categories come from the pinned
//! unicode-general-category (Unicode 16), what is newer is listed by hand, and what is newer still is
//! hidden from the other tables.

use unicode_general_category::{GeneralCategory, get_general_category};

/// The capital letter whose lower case depends on its neighbours.
pub(crate) const CAPITAL_SIGMA: char = 'Σ';
/// Its lower case inside a word.
pub(crate) const SIGMA: char = 'σ';
/// Its lower case at the end of a word.
pub(crate) const FINAL_SIGMA: char = 'ς';

/// What a character means to a capital sigma beside it (Unicode 3.13, `Final_Sigma`).
///
/// The sigma is final if the nearest character before it that is not `Ignorable` is `Cased` and the
/// nearest one after it is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Casing {
    /// `Case_Ignorable`, cased or not: sigma looks through it.
    Ignorable,
    /// `Cased` and not ignorable: part of a word.
    Cased,
    /// Neither: ends a word.
    Other,
}

/// Looks a character up once: its casing, and whether a Text-Code keeps it.
///
/// Kept are letters, numbers and symbols; `text_collapse` of the reference removes white space and
/// the categories C, M and P, and all white space is of category Z or C.
pub(crate) fn classify(c: char) -> (Casing, bool) {
    use GeneralCategory as G;
    match get_general_category(c) {
        // A small letter up to Unicode 16, a letter without case since.
        G::LowercaseLetter if c == 'ʕ' => (Casing::Other, true),
        G::LowercaseLetter | G::UppercaseLetter | G::TitlecaseLetter => (Casing::Cased, true),
        G::OtherLetter if matches!(c, 'ª' | 'º') => (Casing::Cased, true),
        G::OtherLetter | G::DecimalNumber | G::OtherNumber | G::CurrencySymbol | G::MathSymbol => {
            (Casing::Other, true)
        }
        G::ModifierLetter | G::ModifierSymbol => (Casing::Ignorable, true),
        // Roman numerals
        G::LetterNumber if matches!(c, '\u{2160}'..='\u{217f}') => (Casing::Cased, true),
        // circled and squared letters
        G::OtherSymbol
            if matches!(c, '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f149}'
                | '\u{1f150}'..='\u{1f169}' | '\u{1f170}'..='\u{1f189}') =>
        {
            (Casing::Cased, true)
        }
        G::LetterNumber | G::OtherSymbol => (Casing::Other, true),
        G::NonspacingMark | G::EnclosingMark | G::Format => (Casing::Ignorable, false),
        // Word_Break = MidLetter, MidNumLet or Single_Quote
        G::OtherPunctuation | G::InitialPunctuation | G::FinalPunctuation => {
            let inside_words = matches!(
                c,
                '\'' | '.'
                    | ':'
                    | '\u{b7}'
                    | '\u{387}'
                    | '\u{55f}'
                    | '\u{5f4}'
                    | '\u{2018}'
                    | '\u{2019}'
                    | '\u{2024}'
                    | '\u{2027}'
                    | '\u{fe13}'
                    | '\u{fe52}'
                    | '\u{fe55}'
                    | '\u{ff07}'
                    | '\u{ff0e}'
                    | '\u{ff1a}'
            );
            (if inside_words { Casing::Ignorable } else { Casing::Other }, false)
        }
        G::Unassigned => newer(c),
        _ => (Casing::Other, false),
    }
}

/// Characters that only Unicode 17 has: iscc-lib 0.7.0 takes casing from there, but categories from
/// Unicode 16, where these are unassigned and so removed.
fn newer(c: char) -> (Casing, bool) {
    match c {
        // Two capitals whose small letters are old: they are lower-cased first and then kept.
        '\u{a7d2}' | '\u{a7d4}' => (Casing::Cased, true),
        '\u{a7ce}' | '\u{a7cf}' | '\u{16ea0}'..='\u{16eb8}' | '\u{16ebb}'..='\u{16ed3}' => {
            (Casing::Cased, false)
        }
        '\u{1acf}'..='\u{1add}'
        | '\u{1ae0}'..='\u{1aeb}'
        | '\u{a7f1}'
        | '\u{10ec5}'
        | '\u{10efa}'
        | '\u{10efb}'
        | '\u{11b60}'
        | '\u{11b62}'..='\u{11b64}'
        | '\u{11b66}'
        | '\u{11dd9}'
        | '\u{16ff2}'
        | '\u{16ff3}'
        | '\u{1e6e3}'
        | '\u{1e6e6}'
        | '\u{1e6ee}'
        | '\u{1e6ef}'
        | '\u{1e6f5}'
        | '\u{1e6ff}' => (Casing::Ignorable, false),
        _ => (Casing::Other, false),
    }
}

/// The character as normalisation may see it: one that is newer than Unicode 17 becomes one of private
/// use, which nothing decomposes or composes with, and which is removed as the newer one would be.
pub(crate) fn known(c: char) -> char {
    let is_new = get_general_category(c) == GeneralCategory::Unassigned
        && newer(c) == (Casing::Other, false);
    if is_new { '\u{e000}' } else { c }
}

/// Calls `each` with the lower case of a character that [`classify`] keeps.
///
/// A capital sigma becomes [`SIGMA`]; who knows its neighbours decides before.
pub(crate) fn lower(c: char, mut each: impl FnMut(char)) {
    match c {
        // Compilers before Unicode 17 do not know these two.
        '\u{a7d2}' => each('\u{a7d3}'),
        '\u{a7d4}' => each('\u{a7d5}'),
        _ => c.to_lowercase().for_each(each),
    }
}
