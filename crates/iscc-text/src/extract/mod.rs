//! From files to text: what the Text-Code of a file is made of.
//!
//! Every format has a file of its own here. So far there is [`plain`](extract_plain): text, Markdown,
//! JSON, CSV and everything else whose source is its text.

mod charset;
mod limits;
mod plain;

pub use charset::Charset;
pub use limits::Limits;
pub use plain::{Extracted, extract_plain};
