//! Vorbis comments, where FLAC and Ogg have them; and the pictures of FLAC.

use lofty::config::ParsingMode;
use lofty::picture::Picture;

use super::properties::{Tags, cover};

/// The comments of a packet or block, up to the first that is longer than what is left; and whether there is such a one.
pub(super) fn parse(bytes: &[u8]) -> (Tags, bool) {
    let mut tags = Tags::default();
    let is_whole = read(bytes, &mut tags).is_some();
    (tags, !is_whole)
}

fn read(mut bytes: &[u8], tags: &mut Tags) -> Option<()> {
    let _vendor = string(&mut bytes)?;
    let (count, rest) = bytes.split_first_chunk()?;
    bytes = rest;
    for _ in 0..u32::from_le_bytes(*count) {
        let comment = string(&mut bytes)?;
        // One without a name, or that is no text, says nothing.
        let Some((name, value)) = str::from_utf8(comment).ok().and_then(|it| it.split_once('='))
        else {
            continue;
        };
        if name.eq_ignore_ascii_case("METADATA_BLOCK_PICTURE") {
            tags.cover = tags.cover.take().or_else(|| picture(value.as_bytes(), true));
        } else {
            tags.values.push((name.to_ascii_uppercase(), value.to_owned()));
        }
    }
    Some(())
}

/// Bytes with their length in front.
fn string<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (len, rest) = bytes.split_first_chunk()?;
    let (string, rest) = rest.split_at_checked(u32::from_le_bytes(*len) as usize)?;
    *bytes = rest;
    Some(string)
}

fn picture(block: &[u8], is_base64: bool) -> Option<super::Cover> {
    let (picture, _) = Picture::from_flac_bytes(block, is_base64, ParsingMode::Relaxed).ok()?;
    Some(cover(&picture))
}

/// The comments and the first picture in the metadata blocks of FLAC (RFC 9639 clause 8), from the first block on.
pub(super) fn of_flac(mut blocks: &[u8]) -> (Tags, bool) {
    let (mut tags, mut picture_block) = (Tags::default(), None);
    let mut found = false;
    loop {
        let Some(([head, a, b, c], rest)) = blocks.split_first_chunk() else {
            return (with_cover(tags, picture_block), true);
        };
        let len = usize::from(*a) << 16 | usize::from(*b) << 8 | usize::from(*c);
        let block = rest.get(..len).unwrap_or(rest);
        match head & 0x7f {
            4 if !found => {
                found = true;
                tags = parse(block).0;
            }
            6 if picture_block.is_none() => picture_block = picture(block, false),
            _ => {}
        }
        match rest.get(len..) {
            Some(_) if head & 0x80 != 0 => return (with_cover(tags, picture_block), false),
            Some(rest) => blocks = rest,
            None => return (with_cover(tags, picture_block), true),
        }
    }
}

fn with_cover(tags: Tags, picture: Option<super::Cover>) -> Tags {
    Tags { cover: picture.or(tags.cover), ..tags }
}
