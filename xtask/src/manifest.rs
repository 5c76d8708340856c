//! The crates of the workspace, discovered from the tree, and as much of their manifests as the chores ask for.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::process::root;

/// A `Cargo.toml`, read line by line: sections and their keys are all that is needed here.
#[derive(Debug)]
pub(crate) struct Manifest {
    /// The folder's name, which is the package's.
    pub(crate) name: String,
    /// The manifest's path.
    pub(crate) path: PathBuf,
    /// Every `key = value` line.
    pub(crate) entries: Vec<Entry>,
    /// The names of all sections, those without a key too.
    pub(crate) sections: Vec<String>,
}

/// One line of a manifest.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Line number, from 1.
    pub(crate) line: usize,
    /// Section without brackets.
    pub(crate) section: String,
    /// Key.
    pub(crate) key: String,
    /// Everything after the equals sign, trimmed.
    pub(crate) value: String,
}

impl Manifest {
    fn read(name: String, path: PathBuf) -> Result<Self> {
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        Ok(Self::parse(name, path, &text))
    }

    /// A manifest from its text.
    pub(crate) fn parse(name: String, path: PathBuf, text: &str) -> Self {
        let (mut section, mut sections, mut entries) = (String::new(), Vec::new(), Vec::new());
        for (line, text) in text.lines().enumerate() {
            let trimmed = text.trim();
            if let Some(name) = trimmed.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                name.clone_into(&mut section);
                sections.push(section.clone());
            } else if let Some((key, value)) = trimmed.split_once('=')
                && !trimmed.starts_with(['#', '"', '[', '{'])
            {
                let (key, value) = (key.trim().to_owned(), value.trim().to_owned());
                entries.push(Entry { line: line + 1, section: section.clone(), key, value });
            }
        }
        Self { name, path, entries, sections }
    }

    /// Whether the crate is a workspace of its own (fuzz targets, benchmarks).
    pub(crate) fn stands_alone(&self) -> bool {
        self.sections.iter().any(|section| section == "workspace")
    }

    /// Whether the crate is the library of a medium: neither core, umbrella nor program.
    pub(crate) fn is_engine(&self) -> bool {
        !["iscc-core", "iscc-treewalk", "iscc-kit", "iscc-cli"].contains(&&*self.name)
    }

    /// The crate's features, `default` left out.
    pub(crate) fn features(&self) -> impl Iterator<Item = &str> {
        self.entries
            .iter()
            .filter(|entry| entry.section == "features" && entry.key != "default")
            .map(|entry| &*entry.key)
    }

    /// Whether there is a feature of this name.
    pub(crate) fn has_feature(&self, name: &str) -> bool {
        self.features().any(|feature| feature == name)
    }
}

/// The members of the workspace under `crates/`, by name.
pub(crate) fn members() -> Result<Vec<Manifest>> {
    Ok(all()?.into_iter().filter(|manifest| !manifest.stands_alone()).collect())
}

/// Every crate under `crates/`, by name.
pub(crate) fn all() -> Result<Vec<Manifest>> {
    let mut manifests = Vec::new();
    for entry in fs::read_dir(root().join("crates"))? {
        let folder = entry?.path();
        let path = folder.join("Cargo.toml");
        if let (true, Some(name)) = (path.is_file(), folder.file_name()) {
            manifests.push(Manifest::read(name.to_string_lossy().into_owned(), path)?);
        }
    }
    manifests.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(manifests)
}
