//! Who may depend on whom: the one list, which `tidy` holds against the manifests and `ci` against the whole trees.

/// What several engines stand on.
const SHARED: [&str; 4] = ["iscc-core", "iscc-schema", "iscc-container", "iscc-av1"];

/// Every crate of ours and those that its manifest may name. An engine names no other engine.
const ARROWS: &[(&str, &[&str])] = &[
    ("iscc-core", &[]),
    ("iscc-schema", &["iscc-core"]),
    ("iscc-schema-tests", &["iscc-core", "iscc-schema"]),
    ("iscc-container", &["iscc-core", "iscc-schema"]),
    // A codec knows nothing of codes.
    ("iscc-av1", &[]),
    ("iscc-jpeg", &[]),
    ("iscc-ffmpeg", &["iscc-container", "iscc-schema"]),
    ("iscc-data", &SHARED),
    ("iscc-treewalk", &["iscc-core", "iscc-data", "iscc-schema"]),
    ("iscc-text", &SHARED),
    // Titles of documents are sanitized as other text is.
    ("iscc-document", &["iscc-core", "iscc-schema", "iscc-container", "iscc-text"]),
    ("iscc-image", &["iscc-core", "iscc-schema", "iscc-container", "iscc-av1", "iscc-jpeg"]),
    // Two engines read files through FFmpeg's libraries.
    ("iscc-audio", &["iscc-core", "iscc-schema", "iscc-container", "iscc-ffmpeg"]),
    ("iscc-video", &["iscc-core", "iscc-schema", "iscc-container", "iscc-ffmpeg"]),
    ("iscc-sign", &["iscc-core", "iscc-schema"]),
    ("iscc-index", &["iscc-core", "iscc-schema"]),
    (
        "iscc-kit",
        &[
            "iscc-core",
            "iscc-schema",
            "iscc-container",
            "iscc-data",
            "iscc-treewalk",
            "iscc-text",
            "iscc-document",
            "iscc-image",
            "iscc-audio",
            "iscc-video",
            // For the versions of the libraries alone.
            "iscc-ffmpeg",
        ],
    ),
    (
        "iscc-cli",
        &[
            "iscc-core",
            "iscc-schema",
            "iscc-data",
            "iscc-treewalk",
            "iscc-kit",
            "iscc-sign",
            "iscc-index",
        ],
    ),
];

/// The crates that a manifest may name; `None` for a crate that is not in the list.
fn below(name: &str) -> Option<&'static [&'static str]> {
    ARROWS.iter().find(|(other, _)| *other == name).map(|(_, below)| *below)
}

/// Whether a crate's manifest may name another.
pub(crate) fn may_depend(name: &str, other: &str) -> bool {
    below(name).is_some_and(|below| below.contains(&other))
}

/// Whether a crate may have another in its tree, itself included.
pub(crate) fn may_reach(name: &str, other: &str) -> bool {
    name == other
        || below(name).is_some_and(|below| below.iter().any(|next| may_reach(next, other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_point_downwards() {
        for (name, below) in ARROWS {
            assert!(!below.iter().any(|other| may_reach(other, name)), "{name} in a circle");
            for other in *below {
                assert!(ARROWS.iter().any(|(known, _)| known == other), "{other} is not listed");
            }
        }
    }

    #[test]
    fn engines_do_not_depend_on_each_other() {
        assert!(!may_depend("iscc-image", "iscc-video"));
        assert!(!may_reach("iscc-audio", "iscc-text"));
        assert!(may_reach("iscc-cli", "iscc-ffmpeg") && !may_depend("iscc-cli", "iscc-ffmpeg"));
        assert!(!may_depend("iscc-unknown", "iscc-core"));
    }
}
