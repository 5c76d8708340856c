//! Where the characters of a simple TrueType font come from (ISO 32000-1, 9.6.6.4), as the decision table of docs/engines/pdf-text.md.

use super::program::CodeTables;
use super::standard::Encoding;

/// What the decision depends on.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "the columns of a decision table")]
pub(super) struct Facts {
    /// The encoding that the file names, or that the font has by itself.
    pub(super) base: Encoding,
    /// Whether the file has differences to it.
    pub(super) has_differences: bool,
    /// The flags of the descriptor.
    pub(super) is_symbolic: bool,
    pub(super) is_non_symbolic: bool,
    /// Whether `Symbol` is in the font's name.
    pub(super) is_symbol: bool,
    /// The code tables of the program in the file, if there is one.
    pub(super) tables: Option<CodeTables>,
}

/// Where characters come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// Names of glyphs, and the encoding where there is none.
    Names,
    /// The encoding of Macintosh computers.
    Roman,
    /// Codes are characters.
    Codes,
    /// Codes are glyphs, and glyphs have no characters.
    Glyphs,
    /// There are none.
    Nothing,
    /// The font that takes the place of one that is not in the file.
    Substitute,
}

/// A row: the case, whether it is this one, and what then counts.
type Row = (&'static str, fn(&Facts, CodeTables) -> bool, Source);

/// The first row that holds decides.
const TABLE: [Row; 10] = [
    ("encoded, names of glyphs alone", |f, t| f.is_encoded() && t.named && !t.any, Source::Nothing),
    ("encoded", |f, _| f.is_encoded(), Source::Names),
    (
        "table of symbols, its own encoding, Roman",
        |f, t| t.symbol && f.is_own() && t.roman,
        Source::Roman,
    ),
    ("table of symbols, its own encoding", |f, t| t.symbol && f.is_own(), Source::Nothing),
    ("table of symbols", |_, t| t.symbol, Source::Names),
    ("table of Macintosh Roman with a code", |_, t| t.roman && t.roman_used, Source::Roman),
    ("table of Unicode with a code", |f, t| f.tables.is_some() && t.unicode_used, Source::Codes),
    ("no such table", |f, _| f.tables.is_some(), Source::Glyphs),
    ("a substitute of Symbol", |f, _| f.is_symbol, Source::Roman),
    ("another substitute", |_, _| true, Source::Substitute),
];

impl Facts {
    /// Where characters come from, and the encoding that then counts.
    pub(super) fn source(mut self) -> (Source, Encoding) {
        self.base = self.usable_base();
        // A substitute has a table of Unicode.
        let tables = self.tables.unwrap_or(CodeTables {
            windows: true,
            unicode_used: true,
            any: true,
            ..CodeTables::default()
        });
        let row = TABLE.iter().find(|(_, holds, _)| holds(&self, tables));
        (row.map_or(Source::Substitute, |(_, _, source)| *source), self.base)
    }

    /// The encoding, or the one that the program of a symbolic font has a table for instead.
    fn usable_base(&self) -> Encoding {
        let Some(tables) = self.tables.filter(|tables| self.is_symbolic && tables.any) else {
            return self.base;
        };
        let windows = (Encoding::WinAnsi, tables.windows);
        let macintosh = (Encoding::MacRoman, tables.macintosh);
        let (wanted, other) = match self.base {
            Encoding::WinAnsi => (windows, macintosh),
            Encoding::MacRoman => (macintosh, windows),
            base => return base,
        };
        let there = [wanted, other].into_iter().find(|(_, is_there)| *is_there);
        there.map_or(Encoding::Builtin, |(encoding, _)| encoding)
    }

    /// Whether the file says what codes mean.
    fn is_encoded(&self) -> bool {
        self.is_non_symbolic
            || matches!(self.base, Encoding::WinAnsi | Encoding::MacRoman) && !self.has_differences
    }

    fn is_own(&self) -> bool {
        self.base == Encoding::Builtin
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows() {
        let facts = |base, tables| Facts {
            base,
            has_differences: true,
            is_symbolic: true,
            is_non_symbolic: false,
            is_symbol: false,
            tables,
        };
        let windows = CodeTables { windows: true, any: true, ..CodeTables::default() };
        let symbol = CodeTables { symbol: true, roman: true, ..windows };
        for (tables, source, base) in [
            (None, Source::Substitute, Encoding::MacRoman),
            (Some(CodeTables::default()), Source::Glyphs, Encoding::MacRoman),
            (Some(windows), Source::Glyphs, Encoding::WinAnsi),
            (Some(symbol), Source::Names, Encoding::WinAnsi),
            (Some(CodeTables { windows: false, ..symbol }), Source::Roman, Encoding::Builtin),
            (Some(CodeTables { unicode_used: true, ..windows }), Source::Codes, Encoding::WinAnsi),
        ] {
            assert_eq!(facts(Encoding::MacRoman, tables).source(), (source, base));
        }
        let plain = Facts { has_differences: false, ..facts(Encoding::WinAnsi, Some(windows)) };
        assert_eq!(plain.source().0, Source::Names);
    }
}
