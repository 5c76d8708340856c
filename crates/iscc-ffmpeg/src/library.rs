//! The libraries as a whole: their version, and their silence.
#![expect(unsafe_code, reason = "calls of libavutil and libavcodec")]

use std::sync::Once;

use ffmpeg_sys_next as sys;

/// The version of libavcodec that runs: major, minor, micro. FFmpeg 5.1 is 59.37, 6.0 is 60.3, 7.0 is 61.3, 8.0 is 62.11.
///
/// ```
/// assert!(iscc_ffmpeg::avcodec_version() >= (59, 37, 0));
/// ```
#[must_use]
pub fn avcodec_version() -> (u32, u32, u32) {
    // SAFETY: takes nothing and touches nothing.
    let version = unsafe { sys::avcodec_version() };
    parts(version)
}

/// The libraries that are loaded, each with its version: major, minor, micro.
///
/// ```
/// let names = iscc_ffmpeg::versions().map(|(name, _)| name);
/// assert_eq!(names, ["libavcodec", "libavformat", "libavutil", "libswscale"]);
/// ```
#[must_use]
pub fn versions() -> [(&'static str, (u32, u32, u32)); 4] {
    // SAFETY: these take nothing and touch nothing.
    let versions = unsafe {
        [
            sys::avcodec_version(),
            sys::avformat_version(),
            sys::avutil_version(),
            sys::swscale_version(),
        ]
    };
    let [codec, format, util, scale] = versions.map(parts);
    [("libavcodec", codec), ("libavformat", format), ("libavutil", util), ("libswscale", scale)]
}

fn parts(version: u32) -> (u32, u32, u32) {
    (version >> 16, version >> 8 & 0xff, version & 0xff)
}

/// Turns off the libraries' messages to stderr, once, unless the program has set a level of its own before.
///
/// The level is one number for the whole process. A program that uses FFmpeg itself and wants messages sets its level
/// (`av_log_set_level`) before or after; it is never touched again.
pub(crate) fn be_quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // SAFETY: both access one integer, which the library declares to be safe from any thread.
        unsafe {
            if sys::av_log_get_level() == sys::AV_LOG_INFO {
                sys::av_log_set_level(sys::AV_LOG_QUIET);
            }
        }
    });
}
