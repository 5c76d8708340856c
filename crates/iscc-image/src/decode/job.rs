//! [`Job`]: what is wanted of a file, and under which limits.

use core::ops::Deref;

use super::Limits;

/// The limits, and what is to be made besides the 32 x 32 pixels.
#[derive(Debug)]
pub(crate) struct Job {
    limits: Limits,
    /// The longer side of the thumbnail that is wanted, and where it is put.
    #[cfg(feature = "thumbnail")]
    pub(crate) thumbnail: Option<(u32, core::cell::RefCell<Option<crate::thumbnail::Thumbnail>>)>,
}

impl Job {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            limits: *limits,
            #[cfg(feature = "thumbnail")]
            thumbnail: None,
        }
    }
}

impl Deref for Job {
    type Target = Limits;

    fn deref(&self) -> &Limits {
        &self.limits
    }
}
