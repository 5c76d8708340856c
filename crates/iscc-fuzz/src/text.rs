//! What the targets of documents share.

use iscc_text::extract::{Document, Format, Limits, extract};

/// Reads a document under tight limits, twice: the second time must end as the first, and what has no text is an error.
pub fn extract_twice(file: &[u8], format: Format) -> Option<Document> {
    let mut limits = Limits::default();
    limits.unpacked_bytes = 16 << 20;
    limits.work = 20_000_000;
    let read = || extract(file, format, &limits).ok();
    let (first, second) = (read(), read());
    assert_eq!(first, second);
    if let Some(document) = &first {
        assert!(!document.text.trim().is_empty(), "a document without text is an error");
    }
    first
}
