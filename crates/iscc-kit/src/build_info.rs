//! [`BuildInfo`]: what this build is made of, for bug reports and checks.

use core::fmt;

use iscc_core::Simd;

/// What this build can do and what it runs on.
///
/// ```
/// let info = iscc_kit::BuildInfo::new();
/// println!("{info}");
/// assert!(info.simd.iter().any(|(engine, _)| *engine == "data"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BuildInfo {
    /// The engines and the vector instructions that each of them uses in this process.
    pub simd: Vec<(&'static str, Simd)>,
    /// FFmpeg's libraries with their versions as they are loaded, or nothing without the feature `ffmpeg`.
    pub ffmpeg: Vec<(&'static str, String)>,
}

impl BuildInfo {
    /// Asks every engine of this build.
    #[must_use]
    pub fn new() -> Self {
        Self {
            simd: vec![
                #[cfg(feature = "text")]
                ("text", iscc_core::simd()),
                #[cfg(feature = "image")]
                ("image", iscc_image::simd()),
                #[cfg(feature = "audio")]
                ("audio", iscc_audio::simd()),
                ("data", iscc_core::simd()),
            ],
            #[cfg(feature = "ffmpeg")]
            ffmpeg: iscc_ffmpeg::versions()
                .into_iter()
                .map(|(library, (major, minor, micro))| {
                    (library, format!("{major}.{minor}.{micro}"))
                })
                .collect(),
            #[cfg(not(feature = "ffmpeg"))]
            ffmpeg: Vec::new(),
        }
    }
}

impl Default for BuildInfo {
    fn default() -> Self {
        Self::new()
    }
}

/// A line per part: `SIMD: text AVX-512, image AVX2, ...`.
impl fmt::Display for BuildInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |parts: &mut dyn Iterator<Item = String>| parts.collect::<Vec<_>>().join(", ");
        let simd = list(&mut self.simd.iter().map(|(engine, simd)| format!("{engine} {simd}")));
        writeln!(f, "SIMD:      {simd}")?;
        let versions = self.ffmpeg.iter().map(|(library, version)| format!("{library} {version}"));
        let ffmpeg = Some(list(&mut { versions })).filter(|versions| !versions.is_empty());
        write!(f, "FFmpeg:    {}", ffmpeg.unwrap_or_else(|| "not built in (feature ffmpeg)".into()))
    }
}
