//! Media types by file name.

use super::MediaType;
use super::table::KINDS;

/// The media type that the extension of a file's name stands for.
pub(super) fn media_type(name: &str) -> Option<MediaType> {
    let (stem, extension) = name.rsplit_once('.')?;
    if stem.is_empty() {
        return None;
    }
    let is = |known: &&str| known.eq_ignore_ascii_case(extension);
    let kind = KINDS.iter().find(|kind| kind.extensions.iter().any(is))?;
    Some(MediaType(kind.media_type))
}
