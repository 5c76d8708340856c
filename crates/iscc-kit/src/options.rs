//! What can be chosen about the record of a file.

use core::num::NonZero;

use iscc_core::Bits;

/// How a file is coded. The defaults are those of the reference.
///
/// ```
/// use iscc_core::Bits;
/// use iscc_kit::Options;
///
/// let options = Options::new().bits(Bits::B256).name("The Title").granular(true);
/// assert_eq!(options, options.clone());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    pub(crate) bits: Bits,
    pub(crate) name: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) meta: Option<String>,
    pub(crate) granular: bool,
    #[cfg(feature = "thumbnail")]
    pub(crate) thumbnail: Option<NonZero<u32>>,
    pub(crate) threads: Option<NonZero<usize>>,
    pub(crate) limits: Limits,
}

impl Options {
    /// The defaults.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The length of the units in [`Record::units`](iscc_schema::Record::units); 64 bits by default. The
    /// ISCC-CODE does not depend on it.
    #[must_use]
    pub fn bits(mut self, bits: Bits) -> Self {
        self.bits = bits;
        self
    }

    /// The name or title of the work; by default that in the file, or the file's name.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// A description that tells works of the same name apart.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Other metadata: a JSON object as text, or a data URL.
    #[must_use]
    pub fn meta(mut self, meta: impl Into<String>) -> Self {
        self.meta = Some(meta.into());
        self
    }

    /// Whether the record has granular features: hashes of parts of the content.
    #[must_use]
    pub fn granular(mut self, granular: bool) -> Self {
        self.granular = granular;
        self
    }

    /// Whether the record has a small picture, and the length of its longer side in pixels at most; 0, the default, is
    /// none, 128 is usual. Pictures have one, films (a frame that is like most at the start), and sound with a cover.
    ///
    /// It comes from the decoding that makes the code. No code depends on it.
    #[cfg(feature = "thumbnail")]
    #[must_use]
    pub fn thumbnail(mut self, side: u32) -> Self {
        self.thumbnail = NonZero::new(side);
        self
    }

    /// How many threads may work on one file at the same time; 1 by default. No result depends on it.
    ///
    /// With more than one, a large file is read twice: for its content, and beside it for its ISCC-SUM. Frames of films
    /// are decoded on so many threads, sound is decoded on one and fingerprinted on another, and files without
    /// content that is read are summed on all of them. The threads end with the call.
    #[must_use]
    pub fn threads(mut self, threads: NonZero<usize>) -> Self {
        self.threads = Some(threads);
        self
    }

    pub(crate) fn thread_count(&self) -> NonZero<usize> {
        self.threads.unwrap_or(NonZero::<usize>::MIN)
    }

    /// How much of foreign files is read.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }
}

/// Bounds on what the engines take from a file. The ISCC-SUM is that of the whole file, whatever
/// its size, and takes constant memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes from the start of a text file that text is taken from. Default: 64 MiB, more than the
    /// 10 million characters of the reference take in any charset.
    pub text_bytes: u64,
    /// What the text reader takes.
    #[cfg(feature = "text")]
    pub text: iscc_document::Limits,
    /// What the image reader takes, the size of the file included.
    #[cfg(feature = "image")]
    pub image: iscc_image::Limits,
    /// What the audio reader takes.
    #[cfg(feature = "audio")]
    pub audio: iscc_audio::decode::Limits,
    /// Bytes of sound that are kept where they cannot be read in any order: from a pipe. Default: 256 MiB.
    #[cfg(feature = "audio")]
    pub audio_piped_bytes: u64,
    /// Bytes of a film from a pipe that are written to a temporary file, as films are not read from start to end. Default:
    /// 8 GiB; a longer one has its ISCC-SUM.
    #[cfg(feature = "video")]
    pub video_piped_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            text_bytes: 64 << 20,
            #[cfg(feature = "text")]
            text: iscc_document::Limits::default(),
            #[cfg(feature = "image")]
            image: iscc_image::Limits::default(),
            #[cfg(feature = "audio")]
            audio: iscc_audio::decode::Limits::default(),
            #[cfg(feature = "audio")]
            audio_piped_bytes: 256 << 20,
            #[cfg(feature = "video")]
            video_piped_bytes: 8 << 30,
        }
    }
}
