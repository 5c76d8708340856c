//! A name for a work that has none: that of its file (`text_name_from_uri` of iscc-sdk 0.9.7).

use alloc::string::String;

/// The name of a file without its extension, `-` and `_` made spaces.
///
/// The extension starts at the last dot, unless there are only dots before it. Everything up to
/// a last `/` is left out.
///
/// ```
/// use iscc_text::name_from_file;
///
/// assert_eq!(name_from_file("my_holiday-photos.2024.tar"), "my holiday photos.2024");
/// assert_eq!(name_from_file(".profile"), ".profile");
/// ```
#[must_use]
pub fn name_from_file(file: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or_default();
    let visible = name.len() - name.trim_start_matches('.').len();
    let stem = match name.rfind('.') {
        Some(dot) if dot >= visible => &name[..dot],
        _ => name,
    };
    stem.replace(['-', '_'], " ")
}
