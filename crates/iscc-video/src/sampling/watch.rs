//! [`Watch`]: whether a decoder gives what a plan expects.

use alloc::collections::BTreeMap;

use super::plan::{Doubt, Planned};

/// Frames that are waited for at most; no decoder holds back as many.
const MOST: usize = 1024;

/// Compares what comes out of a decoder with what went in.
///
/// A plan knows packets. Should the decoder make no frame of a packet that was needed, another frame would have been
/// shown in its place, which may have been left out: the plan was wrong.
///
/// ```
/// use iscc_video::{Doubt, Planned, Watch};
///
/// let mut watch = Watch::new();
/// watch.sent(80, Planned::Needed)?;
/// watch.sent(40, Planned::NotNeeded)?;
/// assert_eq!(watch.came(80), Ok(()));
/// assert_eq!(watch.came(90), Err(Doubt::Unexpected));
/// # Ok::<(), Doubt>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Watch {
    sent: BTreeMap<i64, Planned>,
}

impl Watch {
    /// Nothing was sent yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A packet goes to the decoder whose frame is shown at this time.
    ///
    /// # Errors
    /// [`Doubt::Missing`] if the decoder has been silent for too long.
    pub fn sent(&mut self, shown: i64, planned: Planned) -> Result<(), Doubt> {
        self.sent.insert(shown, planned);
        if self.sent.len() > MOST { Err(Doubt::Missing) } else { Ok(()) }
    }

    /// A frame comes from the decoder. All frames of earlier times have come or never will.
    ///
    /// # Errors
    /// [`Doubt::Missing`] if a needed one among those has not come, [`Doubt::Unexpected`] if no packet of this time is
    /// waited for.
    pub fn came(&mut self, shown: i64) -> Result<(), Doubt> {
        let later = self.sent.split_off(&shown);
        let earlier = core::mem::replace(&mut self.sent, later);
        if earlier.values().any(|&planned| planned == Planned::Needed) {
            return Err(Doubt::Missing);
        }
        self.sent.remove(&shown).map(drop).ok_or(Doubt::Unexpected)
    }

    /// The decoder is drained.
    ///
    /// # Errors
    /// [`Doubt::Missing`] if a needed frame has not come.
    pub fn finish(&self) -> Result<(), Doubt> {
        if self.sent.values().any(|&planned| planned == Planned::Needed) {
            return Err(Doubt::Missing);
        }
        Ok(())
    }
}
