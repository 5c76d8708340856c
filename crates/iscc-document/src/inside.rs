//! [`Inside`]: what an object in a document holds.

use alloc::borrow::Cow;

/// What an object in a document is: a file of its own or one that was put into it.
pub(super) struct Inside<'a> {
    /// The ending of its name, if it is told by the program that made it.
    pub(super) ending: Option<&'static str>,
    pub(super) bytes: Cow<'a, [u8]>,
}
