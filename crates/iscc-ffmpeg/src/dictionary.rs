//! [`Tags`]: what a container says about itself.
#![expect(unsafe_code, reason = "calls of libavutil")]

use core::ffi::CStr;
use core::ptr::null;

use ffmpeg_sys_next as sys;

/// Keys and values in the container's order.
pub type Tags = Vec<(String, String)>;

/// Copies a dictionary.
///
/// # Safety
/// `dictionary` is null or one of the libraries that nobody changes meanwhile.
pub(crate) unsafe fn read(dictionary: *const sys::AVDictionary) -> Tags {
    let mut tags = Vec::new();
    let mut entry: *const sys::AVDictionaryEntry = null();
    loop {
        // SAFETY: by the caller; every entry is one that the function gave before, and null starts.
        unsafe {
            entry = sys::av_dict_get(dictionary, c"".as_ptr(), entry, sys::AV_DICT_IGNORE_SUFFIX);
            if entry.is_null() {
                return tags;
            }
            let text = |text| CStr::from_ptr(text).to_string_lossy().into_owned();
            tags.push((text((*entry).key), text((*entry).value)));
        }
    }
}
