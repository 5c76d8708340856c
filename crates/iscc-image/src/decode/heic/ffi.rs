//! The few functions of libheif that are needed (`libheif/heif.h`, the same since version 1.0), and all unsafe code
//! of this format.
#![expect(unsafe_code, reason = "libheif is a C library")]

use alloc::string::String;
use alloc::vec::Vec;
use core::ffi::{CStr, c_char, c_int, c_void};
use core::marker::PhantomData;
use core::ptr::{self, NonNull};

use super::{Picture, damaged};
use crate::error::Error;

const COLORSPACE_RGB: c_int = 1;
const CHROMA_INTERLEAVED_RGB: c_int = 10;
const CHROMA_INTERLEAVED_RGBA: c_int = 11;
const CHANNEL_INTERLEAVED: c_int = 10;

/// `struct heif_error`.
#[repr(C)]
struct Status {
    code: c_int,
    subcode: c_int,
    message: *const c_char,
}

impl Status {
    fn check(&self) -> Result<(), Error> {
        if self.code == 0 {
            return Ok(());
        }
        let message = NonNull::new(self.message.cast_mut()).map_or_else(String::new, |message| {
            // SAFETY: libheif gives a string with an end that lives as long as its context.
            unsafe { CStr::from_ptr(message.as_ptr()) }.to_string_lossy().into_owned()
        });
        Err(damaged(message))
    }
}

#[link(name = "heif")]
unsafe extern "C" {
    fn heif_context_alloc() -> *mut c_void;
    fn heif_context_free(context: *mut c_void);
    fn heif_context_read_from_memory_without_copy(
        context: *mut c_void,
        bytes: *const c_void,
        len: usize,
        options: *const c_void,
    ) -> Status;
    fn heif_context_get_primary_image_handle(
        context: *mut c_void,
        handle: *mut *mut c_void,
    ) -> Status;
    fn heif_image_handle_release(handle: *const c_void);
    fn heif_image_handle_get_width(handle: *const c_void) -> c_int;
    fn heif_image_handle_get_height(handle: *const c_void) -> c_int;
    fn heif_image_handle_has_alpha_channel(handle: *const c_void) -> c_int;
    fn heif_decode_image(
        handle: *const c_void,
        image: *mut *mut c_void,
        colorspace: c_int,
        chroma: c_int,
        options: *const c_void,
    ) -> Status;
    fn heif_image_release(image: *const c_void);
    fn heif_image_get_width(image: *const c_void, channel: c_int) -> c_int;
    fn heif_image_get_height(image: *const c_void, channel: c_int) -> c_int;
    fn heif_image_get_plane_readonly(
        image: *const c_void,
        channel: c_int,
        stride: *mut c_int,
    ) -> *const u8;
}

/// An open file and its primary picture.
pub(super) struct File<'a> {
    context: NonNull<c_void>,
    /// Null until it is known.
    handle: *mut c_void,
    /// The context reads them without a copy.
    bytes: PhantomData<&'a [u8]>,
}

impl<'a> File<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        // SAFETY: no requirement.
        let context = NonNull::new(unsafe { heif_context_alloc() });
        let context = context.ok_or_else(|| damaged("no memory".into()))?;
        let mut file = Self { context, handle: ptr::null_mut(), bytes: PhantomData };
        let context = file.context.as_ptr();
        // SAFETY: the context is live, and the bytes outlive it by the lifetime of `File`.
        unsafe {
            let bytes_at = bytes.as_ptr().cast();
            heif_context_read_from_memory_without_copy(context, bytes_at, bytes.len(), ptr::null())
                .check()?;
            heif_context_get_primary_image_handle(context, &raw mut file.handle).check()?;
        }
        Ok(file)
    }

    /// Width and height, turned.
    pub(super) fn size(&self) -> (usize, usize) {
        // SAFETY: the handle is live.
        let size = unsafe {
            [heif_image_handle_get_width(self.handle), heif_image_handle_get_height(self.handle)]
        };
        let [width, height] = size.map(|side| usize::try_from(side).unwrap_or_default());
        (width, height)
    }

    pub(super) fn decode(&self) -> Result<Picture, Error> {
        let mut image = Image(ptr::null_mut());
        let mut stride = 0;
        // SAFETY: handle and image are live; the plane has `height` rows of `width` pixels of 3 or 4 bytes,
        // `stride` bytes apart.
        unsafe {
            let has_alpha = heif_image_handle_has_alpha_channel(self.handle) != 0;
            let (chroma, channels) =
                if has_alpha { (CHROMA_INTERLEAVED_RGBA, 4) } else { (CHROMA_INTERLEAVED_RGB, 3) };
            heif_decode_image(self.handle, &raw mut image.0, COLORSPACE_RGB, chroma, ptr::null())
                .check()?;
            let side = |side: c_int| usize::try_from(side).unwrap_or_default();
            let width = side(heif_image_get_width(image.0, CHANNEL_INTERLEAVED));
            let height = side(heif_image_get_height(image.0, CHANNEL_INTERLEAVED));
            let plane =
                heif_image_get_plane_readonly(image.0, CHANNEL_INTERLEAVED, &raw mut stride);
            let stride = side(stride);
            if plane.is_null() || width == 0 || height == 0 || stride < width * channels {
                return Err(damaged("there are no pixels".into()));
            }
            let mut samples = Vec::with_capacity(width * height * channels);
            for y in 0..height {
                let row = core::slice::from_raw_parts(plane.add(y * stride), width * channels);
                samples.extend_from_slice(row);
            }
            Ok(Picture { width, height, channels, samples })
        }
    }
}

impl Drop for File<'_> {
    fn drop(&mut self) {
        // SAFETY: both are live, or null where that is allowed, and released once.
        unsafe {
            if !self.handle.is_null() {
                heif_image_handle_release(self.handle);
            }
            heif_context_free(self.context.as_ptr());
        }
    }
}

struct Image(*mut c_void);

impl Drop for Image {
    fn drop(&mut self) {
        if !self.0.is_null() {
            // SAFETY: it is live and released once.
            unsafe { heif_image_release(self.0) }
        }
    }
}
