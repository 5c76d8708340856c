//! Drawings that are packed by gzip (SVGZ), as files and inside of other drawings.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use std::io::Read as _;

use crate::decode::Limits;
use crate::error::{Error, Limited};

/// RFC 1952, section 2.3.1, with the only method there is.
const GZIP: &[u8] = b"\x1f\x8b\x08";

pub(crate) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(GZIP)
}

/// The text of a drawing, packed or not. Packed ones must be whole, with the right checksum; what follows the first
/// member does not count.
pub(crate) fn unpacked<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Cow<'a, [u8]>, Error> {
    if !is_packed(bytes) {
        return Ok(Cow::Borrowed(bytes));
    }
    let allowed = limits.max_input_bytes.min(limits.max_alloc);
    let mut text = Vec::new();
    // One byte more, so that a larger text is seen to be one.
    let mut reader = flate2::read::GzDecoder::new(bytes).take(allowed.saturating_add(1));
    reader
        .read_to_end(&mut text)
        .map_err(|error| super::damaged("the gzip data is broken", Some(error.into())))?;
    super::limit(Limited::InputBytes, text.len() as u64, allowed)?;
    Ok(Cow::Owned(text))
}
