//! Words that documentation of public items does without: they are unclear, or not the field's.

/// Each with what to write instead.
const WORDS: [(&str, &str); 12] = [
    ("told", "distinguished, detected, documented"),
    ("heard", "decoded, fingerprinted"),
    ("gave", "returned, produced"),
    ("is to be had", "is available"),
    ("are to be had", "are available"),
    ("as the reference has it", "as in the reference"),
    ("as the reference has them", "as in the reference"),
    ("what is no", "anything but"),
    ("hears", "decodes, fingerprints"),
    ("one line a file", "one line per file"),
    ("sound files", "audio files"),
    ("a film gave", "of a video"),
];

/// The words in the documentation of a file: line, word, what to write instead.
pub(crate) fn worst(text: &str) -> Vec<(usize, &'static str, &'static str)> {
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim_start();
        let Some(line) = line.strip_prefix("///").or_else(|| line.strip_prefix("//!")) else {
            continue;
        };
        let line = line.to_lowercase();
        for (word, instead) in WORDS {
            let stands_alone = line.match_indices(word).any(|(at, _)| {
                let (before, after) = (&line[..at], &line[at + word.len()..]);
                !before.ends_with(is_letter) && !after.starts_with(is_letter)
            });
            if stands_alone {
                found.push((index + 1, word, instead));
            }
        }
    }
    found
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || "_`-".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn planted_words_are_found() {
        let text = "//! A licence is to be had here.\n/// Told apart.\n// told\nfn told() {}\n/// `told` retold\n";
        let found: Vec<(usize, &str)> =
            worst(text).iter().map(|(line, word, _)| (*line, *word)).collect();
        assert_eq!(found, [(1, "is to be had"), (2, "told")]);
    }
}
