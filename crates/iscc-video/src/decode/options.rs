//! [`DecodeOptions`]: what is asked of a film, and how far it may go.

/// What is asked of a film, and the limits of what is read.
///
/// ```
/// use iscc_video::DecodeOptions;
///
/// let options = DecodeOptions::new().threads(0).keep_signature(true);
/// assert_eq!(options.threads, 0);
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct DecodeOptions {
    /// Threads of the decoder; 0 takes as many as the machine has. No number changes the result:
    /// damaged files are decoded on one thread.
    pub threads: u32,
    /// Whether frames are left out that are not shown and that nothing depends on. It never changes the result.
    pub skip: bool,
    /// Whether the signatures of all frames are given back (88 bytes a frame).
    pub keep_signature: bool,
    /// Whether scenes are found. It takes every frame, so nothing is skipped.
    pub scenes: bool,
    /// The longer side of the thumbnail in pixels; 0 asks for none.
    pub thumbnail: u32,
    /// Pixels of a frame at most.
    pub max_pixels: u64,
    /// Fifths of a second at most: time stamps of a small file can claim any length.
    pub max_ticks: u64,
}

impl Default for DecodeOptions {
    fn default() -> Self {
        Self {
            threads: 1,
            skip: true,
            keep_signature: false,
            scenes: false,
            thumbnail: 0,
            max_pixels: 1 << 27,
            max_ticks: 5 * 3600 * 48,
        }
    }
}

impl DecodeOptions {
    /// One thread, skipping, the Video-Code only; frames of at most 134 million pixels, 48 hours.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the decoder's threads; 0 takes as many as the machine has.
    pub fn threads(mut self, threads: u32) -> Self {
        self.threads = threads;
        self
    }

    /// Sets whether frames that are not shown may be left out.
    pub fn skip(mut self, skip: bool) -> Self {
        self.skip = skip;
        self
    }

    /// Asks for the signatures of all frames.
    pub fn keep_signature(mut self, keep: bool) -> Self {
        self.keep_signature = keep;
        self
    }

    /// Asks for scenes.
    pub fn scenes(mut self, scenes: bool) -> Self {
        self.scenes = scenes;
        self
    }

    /// Asks for a thumbnail of this longer side in pixels.
    pub fn thumbnail(mut self, side: u32) -> Self {
        self.thumbnail = side;
        self
    }
}
