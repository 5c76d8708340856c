//! Pictures that a drawing holds as `data:` URIs. Drawings among them are bounded as the outer one is.

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::sync::atomic::{AtomicU64, Ordering};

use resvg::usvg::{ImageHrefDataResolverFn, ImageHrefResolver, Options};

use super::packed::unpacked;
use crate::decode::Limits;

/// How many drawings may stand one inside of another: each takes as much room on the stack as a whole drawing.
const LEVELS: u64 = 10;

/// Gives a picture to the renderer, or leaves it out, as the renderer does with one that it cannot read.
pub(super) fn resolver(limits: &Limits) -> ImageHrefDataResolverFn<'static> {
    let limits = *limits;
    let (bytes, level) = (AtomicU64::new(0), AtomicU64::new(0));
    let read = ImageHrefResolver::default_data_resolver();
    Box::new(move |media_type: &str, data: Arc<Vec<u8>>, options: &Options<'_>| {
        let may_be_drawing = matches!(media_type, "image/svg+xml" | "text/plain");
        if !may_be_drawing {
            return read(media_type, data, options);
        }
        let text = unpacked(&data, &limits).ok()?;
        let len = text.len() as u64;
        if bytes.fetch_add(len, Ordering::Relaxed).saturating_add(len) > limits.max_input_bytes {
            return None;
        }
        // What is no text is a picture that the renderer knows by its first bytes, or nothing.
        if let Ok(text) = core::str::from_utf8(&text) {
            super::parse(text, &limits).ok()?;
        }
        let text = Arc::new(text.into_owned());
        let is_shallow = level.fetch_add(1, Ordering::Relaxed) < LEVELS;
        let picture = is_shallow.then(|| read(media_type, text, options)).flatten();
        level.fetch_sub(1, Ordering::Relaxed);
        picture
    })
}
