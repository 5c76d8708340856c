//! [`Metadata`]: what a film's container says, by the reference's map (`VIDEO_META_MAP` of iscc-sdk 0.9.7).

use alloc::string::String;
use alloc::vec::Vec;

use crate::decode::language::standard_tag;

/// What a film says about itself.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Metadata {
    /// The title.
    pub name: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// Other metadata: a data URL or JSON.
    pub meta: Option<String>,
    /// Who made it.
    pub creator: Option<String>,
    /// Who holds rights.
    pub rights: Option<String>,
    /// Where the licence is.
    pub license: Option<String>,
    /// Where it can be had.
    pub acquire: Option<String>,
    /// Its language, as short as BCP 47 has it.
    pub language: Option<String>,
    /// Its length in seconds, to the nearest.
    pub duration: Option<u64>,
    /// Frames a second, to the thousandth: those of the first stream of pictures.
    pub fps: Option<f64>,
    /// Width in pixels of the first stream of pictures, not turned.
    pub width: Option<u32>,
    /// Height in pixels of the first stream of pictures, not turned.
    pub height: Option<u32>,
}

type Field = fn(&mut Metadata) -> &mut Option<String>;

/// Keys of the container in lower case and what they are, the better first.
const MAP: [(&str, Field); 17] = [
    ("iscc_name", |to| &mut to.name),
    ("iscc_description", |to| &mut to.description),
    ("iscc_meta", |to| &mut to.meta),
    ("title", |to| &mut to.name),
    ("track", |to| &mut to.name),
    ("show", |to| &mut to.name),
    ("album", |to| &mut to.name),
    ("description", |to| &mut to.description),
    ("synopsis", |to| &mut to.description),
    ("comment", |to| &mut to.description),
    ("author", |to| &mut to.creator),
    ("composer", |to| &mut to.creator),
    ("artist", |to| &mut to.creator),
    ("album_artist", |to| &mut to.creator),
    ("copyright", |to| &mut to.rights),
    ("license", |to| &mut to.license),
    ("acquire", |to| &mut to.acquire),
];

/// What a container says of its streams and itself, before the reference's map.
#[derive(Debug, Default)]
pub(crate) struct Said {
    /// The container's tags.
    pub(crate) tags: Vec<(String, String)>,
    /// The languages of the streams that have one.
    pub(crate) languages: Vec<String>,
    /// The lengths in seconds, of the container and of the streams of pictures.
    pub(crate) lengths: Vec<f64>,
    /// Of the first stream of pictures: width, height, and frames a second, 0 if unknown.
    pub(crate) first: Option<(u32, u32, f64)>,
}

impl Metadata {
    pub(crate) fn of(said: &Said) -> Self {
        let mut found = Self::default();
        let value = |wanted: &str| {
            // Of several the last, as from a list of lines.
            let tag = said
                .tags
                .iter()
                .rev()
                .find(|(key, value)| key.to_lowercase() == wanted && !value.is_empty());
            tag.map(|(_, value)| read_back(value))
        };
        for (key, field) in MAP {
            let field = field(&mut found);
            if field.is_none() {
                *field = value(key);
            }
        }
        let of_container = said.tags.iter().find(|(key, _)| key == "language");
        let language = of_container.map(|(_, value)| value).or(said.languages.first());
        found.language = language.and_then(|language| standard_tag(language));
        found.duration = longest(&said.lengths);
        if let Some((width, height, rate)) = said.first {
            found.width = Some(width);
            found.height = Some(height);
            found.fps = (rate > 0.0).then(|| decimals(rate, 3));
        }
        found
    }
}

/// The longest of some lengths in seconds, as FFmpeg's program prints them, to the nearest.
fn longest(lengths: &[f64]) -> Option<u64> {
    let longest = lengths.iter().map(|&length| decimals(length, 6)).reduce(f64::max)?;
    let longest = longest.round_ties_even();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it saturates")]
    (longest >= 0.0).then_some(longest as u64)
}

/// A number as its decimal with so many digits is read.
fn decimals(number: f64, digits: usize) -> f64 {
    alloc::format!("{number:.digits$}").parse().unwrap_or(number)
}

/// A value as the reference reads it from FFmpeg's text format: special characters are escaped there by a backslash, and
/// taken back one kind after the other, so that an escaped `n` after a backslash becomes a new line.
///
/// DIFFERENCE: the reference fails on values of several lines, and on films with chapters.
fn read_back(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for character in value.chars() {
        if matches!(character, '=' | ';' | '#' | '\\') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    [("\\=", "="), ("\\;", ";"), ("\\#", "#"), ("\\\\n", "\n"), ("\\\\", "\\")]
        .into_iter()
        .fold(escaped, |text, (from, to)| text.replace(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_back_as_the_reference_does() {
        for (value, expected) in [
            ("plain", "plain"),
            ("a=b;c#d", "a=b;c#d"),
            (r"back\slash", r"back\slash"),
            (r"line\nline", "line\nline"),
            (r"\=", r"\="),
        ] {
            assert_eq!(read_back(value), expected);
        }
    }

    #[test]
    fn values_of_several_lines() {
        assert_eq!(read_back("first\nsecond=2"), "first\nsecond=2");
    }

    #[test]
    fn the_better_key_comes_first() {
        let place = |key| MAP.iter().position(|(other, _)| *other == key);
        assert!(place("iscc_name") < place("title") && place("title") < place("album"));
        assert!(MAP.iter().all(|(key, _)| *key == key.to_lowercase()));
    }
}
