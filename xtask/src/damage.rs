//! Damaged files: real ones of every kind, cut off, with bytes changed, with holes. The same number makes the same damage.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

/// Files that are longer take too long.
const LONGEST: u64 = 4 << 20;

/// What is no file of a medium.
const OTHER: [&str; 6] = ["md", "json", "tsv", "py", "license", "gitignore"];

/// The files below a folder by kind, which is the ending of their names; files of AV1 are a kind of their own.
pub(crate) fn sources(testdata: &Path) -> Result<Vec<Vec<PathBuf>>> {
    let mut kinds: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    let mut folders = vec![testdata.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let Some(end) = path.extension().and_then(|end| end.to_str()) else { continue };
            let end = end.to_lowercase();
            let length = fs::metadata(&path)?.len();
            if OTHER.contains(&&*end) || !(1..=LONGEST).contains(&length) {
                continue;
            }
            let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
            kinds
                .entry(if name.contains("av1") { "av1".into() } else { end })
                .or_default()
                .push(path);
        }
    }
    if kinds.is_empty() {
        bail!("no files below {}", testdata.display());
    }
    let mut kinds: Vec<Vec<PathBuf>> = kinds.into_values().collect();
    for files in &mut kinds {
        files.sort();
    }
    Ok(kinds)
}

/// The bytes with damage of this number: every third is cut off, every third has bytes changed, every third a hole.
pub(crate) fn damaged(mut bytes: Vec<u8>, number: u64) -> Vec<u8> {
    let mut random = Random::new(number);
    match number % 3 {
        0 => bytes.truncate(random.below(bytes.len())),
        1 => {
            for _ in 0..=random.below(30) {
                let at = random.below(bytes.len());
                bytes[at] = random.next().to_le_bytes()[4];
            }
        }
        _ => {
            let start = random.below(bytes.len());
            let end = (start + 1 + random.below(bytes.len() / 4 + 1)).min(bytes.len());
            if random.below(2) == 0 {
                bytes.drain(start..end);
            } else {
                bytes[start..end].fill(0);
            }
        }
    }
    bytes
}

/// A generator that is the same everywhere (xorshift64).
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        Self((seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// Below `limit`; 0 if that is 0.
    fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 16) as usize % limit.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_some_and_the_same_each_time() {
        let whole: Vec<u8> = (0..=255).cycle().take(5000).collect();
        for number in 0..30 {
            let found = damaged(whole.clone(), number);
            assert_eq!(found, damaged(whole.clone(), number));
            assert!(found.len() <= whole.len() && found != whole, "{number}");
        }
        assert!((0..30).all(|number| damaged(vec![7], number).len() <= 1));
    }
}
