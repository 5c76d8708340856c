//! Films.

use std::io::Read;

use super::Content;
use crate::error::Error;
use crate::media_type::MediaType;
use crate::options::Options;
use crate::record::Note;
use crate::source::Source;

pub(super) fn reads(_: MediaType) -> bool {
    false
}

#[expect(clippy::unnecessary_wraps, reason = "nothing is read yet")]
pub(super) fn read(
    media_type: MediaType,
    source: &mut Source<impl Read>,
    _: &Options,
) -> Result<Content, Error> {
    let _path = source.path();
    Ok(Content::unread(Note::NoReader(media_type)))
}
