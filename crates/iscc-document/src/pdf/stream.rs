//! [`Streams`]: the bytes of streams, unpacked under the limits.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use std::collections::HashSet;

use hayro_syntax::Filter;
use hayro_syntax::object::{Dict, ObjectIdentifier, Stream};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::{
    TINFL_FLAG_PARSE_ZLIB_HEADER, TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
};
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

use crate::error::Error;
use crate::output::{Output, within};

/// How much a byte of compressed data becomes at most, whatever the filter: Deflate has 1,032, LZW less.
pub(super) const RATIO: u64 = 1100;

/// Gives out the bytes of streams and keeps account of them.
#[derive(Debug)]
pub(super) struct Streams<'o, 'l> {
    pub(super) out: &'o mut Output<'l>,
    /// Streams that were unpacked already: they count once, however often they are used.
    counted: HashSet<ObjectIdentifier>,
}

impl<'o, 'l> Streams<'o, 'l> {
    pub(super) fn new(out: &'o mut Output<'l>) -> Self {
        Self { out, counted: HashSet::new() }
    }

    /// The unpacked bytes; none for pictures and for what is damaged from the start.
    pub(super) fn decode<'a>(
        &mut self,
        stream: &Stream<'a>,
    ) -> Result<Option<Cow<'a, [u8]>>, Error> {
        let filters = stream.filters();
        if filters.iter().any(|filter| {
            matches!(
                filter,
                Filter::DctDecode
                    | Filter::JpxDecode
                    | Filter::Jbig2Decode
                    | Filter::CcittFaxDecode
            )
        }) {
            return Ok(None);
        }
        let raw = stream.raw_data();
        self.out.work(raw.len() as u64)?;
        if filters.is_empty() {
            return Ok(Some(raw));
        }
        let is_new = stream.dict().obj_id().is_none_or(|id| self.counted.insert(id));
        if filters[..] == [Filter::FlateDecode] && !has_predictor(stream.dict()) {
            let bytes = self.inflate(&raw, is_new)?;
            return Ok(Some(Cow::Owned(bytes)));
        }
        // hayro-syntax knows no limit, so the worst that data of this size could become must be allowed.
        let packed = filters
            .iter()
            .filter(|filter| !matches!(filter, Filter::AsciiHexDecode | Filter::Ascii85Decode));
        let worst = packed.fold(raw.len() as u64, |size, _| size.saturating_mul(RATIO));
        within("bytes that a stream may unpack to", worst, self.out.limits().unpacked_bytes)?;
        let bytes = stream.decoded_data().ok();
        if is_new {
            self.out.unpacked(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64))?;
        }
        Ok(bytes)
    }

    /// As much as there is of a zlib or Deflate stream.
    fn inflate(&mut self, data: &[u8], is_new: bool) -> Result<Vec<u8>, Error> {
        let zlib = matches!(data, [first, second, ..] if first & 0xf == 8
            && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0);
        let flags = if zlib { TINFL_FLAG_PARSE_ZLIB_HEADER } else { 0 }
            | TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
        let mut state = DecompressorOxide::new();
        let mut bytes = alloc::vec![0; (data.len() * 4).clamp(1 << 12, 1 << 20)];
        let (mut read, mut written) = (0, 0);
        loop {
            let (status, used, made) =
                decompress(&mut state, &data[read..], &mut bytes, written, flags);
            read += used;
            written += made;
            self.out.work(made as u64)?;
            if is_new {
                self.out.unpacked(made as u64)?;
            }
            if status != TINFLStatus::HasMoreOutput {
                bytes.truncate(written);
                return Ok(bytes);
            }
            bytes.resize(bytes.len() * 2, 0);
        }
    }
}

fn has_predictor(dict: &Dict<'_>) -> bool {
    ["DecodeParms", "DP"].iter().any(|key| dict.contains_key(key))
}
