//! [`PixelFormat`]: how pixels lie in memory.
#![expect(unsafe_code, reason = "calls of libavutil")]

use core::ffi::CStr;
use core::fmt;
use core::ptr::null;

use ffmpeg_sys_next as sys;

/// A format of pixels that libavutil describes.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PixelFormat(sys::AVPixelFormat);

/// Formats whose first plane is the luma of 8 bits that the frame signature is made of, as FFmpeg's filter takes them
/// without conversion; in its order, which decides between equals.
const LUMA_FIRST: [sys::AVPixelFormat; 14] = {
    use sys::AVPixelFormat as F;
    [
        F::AV_PIX_FMT_GRAY8,
        F::AV_PIX_FMT_YUV410P,
        F::AV_PIX_FMT_YUV411P,
        F::AV_PIX_FMT_YUV420P,
        F::AV_PIX_FMT_YUV422P,
        F::AV_PIX_FMT_YUV440P,
        F::AV_PIX_FMT_YUV444P,
        F::AV_PIX_FMT_YUVJ411P,
        F::AV_PIX_FMT_YUVJ420P,
        F::AV_PIX_FMT_YUVJ422P,
        F::AV_PIX_FMT_YUVJ440P,
        F::AV_PIX_FMT_YUVJ444P,
        F::AV_PIX_FMT_NV12,
        F::AV_PIX_FMT_NV21,
    ]
};

impl PixelFormat {
    /// 24 bits a pixel, red first.
    pub const RGB24: Self = Self(sys::AVPixelFormat::AV_PIX_FMT_RGB24);

    /// The format of this number, if the library knows one.
    pub(crate) fn from_raw(raw: i32) -> Option<Self> {
        // The usual ones at once.
        if let Some(&format) = LUMA_FIRST.iter().find(|&&format| format as i32 == raw) {
            return Some(Self(format));
        }
        // A number that the headers do not know must not become a value of the enum: look for it among those they do.
        let mut descriptor = null();
        loop {
            // SAFETY: null or a descriptor that the function gave before; they are constants.
            let format = unsafe {
                descriptor = sys::av_pix_fmt_desc_next(descriptor);
                if descriptor.is_null() {
                    return None;
                }
                sys::av_pix_fmt_desc_get_id(descriptor)
            };
            if format as i32 == raw {
                return Some(Self(format));
            }
        }
    }

    pub(crate) fn raw(self) -> sys::AVPixelFormat {
        self.0
    }

    fn descriptor(self) -> Option<&'static sys::AVPixFmtDescriptor> {
        // SAFETY: descriptors are constants.
        unsafe { sys::av_pix_fmt_desc_get(self.0).as_ref() }
    }

    /// Whether the first plane is the luma that frame signatures are made of, 8 bits a pixel.
    pub fn is_luma_first(self) -> bool {
        LUMA_FIRST.contains(&self.0)
    }

    /// The luma-first format that FFmpeg converts this one to, when its filters are connected: the one that loses least.
    /// Its filter that makes rows of columns takes only formats whose colours are as fine in both directions.
    pub fn nearest_luma_first(self, transposed: bool) -> Self {
        // An even number of components is how the connection guesses that one of them is transparency.
        let has_alpha =
            self.descriptor().is_some_and(|format| format.nb_components.is_multiple_of(2));
        let taken = |format: &sys::AVPixelFormat| {
            let even =
                |format: &sys::AVPixFmtDescriptor| format.log2_chroma_w == format.log2_chroma_h;
            !transposed || Self(*format).descriptor().is_some_and(even)
        };
        if LUMA_FIRST.iter().filter(|format| taken(format)).any(|format| *format == self.0) {
            return self;
        }
        let none = sys::AVPixelFormat::AV_PIX_FMT_NONE;
        Self(LUMA_FIRST.into_iter().filter(taken).fold(none, |best, format| {
            // SAFETY: formats of the library; no losses are asked for.
            unsafe {
                sys::av_find_best_pix_fmt_of_2(
                    best,
                    format,
                    self.0,
                    i32::from(has_alpha),
                    core::ptr::null_mut(),
                )
            }
        }))
    }

    /// The rows of a plane of a picture of this size, and the bytes of each. `None` if there is no such plane, or if
    /// the format is not one of bytes in memory.
    pub fn plane_size(self, plane: usize, width: u32, height: u32) -> Option<(usize, u32)> {
        let format = self.descriptor()?;
        if format.flags & u64::from(sys::AV_PIX_FMT_FLAG_HWACCEL.unsigned_abs()) != 0 || plane >= 4
        {
            return None;
        }
        let (plane_index, width_c) = (i32::try_from(plane).ok()?, i32::try_from(width).ok()?);
        // SAFETY: a format of the library.
        let bytes = unsafe { sys::av_image_get_linesize(self.0, width_c, plane_index) };
        let components = usize::from(format.nb_components).min(format.comp.len());
        format.comp[..components].iter().find(|component| component.plane == plane_index)?;
        // Chroma planes: the second and the third.
        let shift = if plane == 1 || plane == 2 { u32::from(format.log2_chroma_h) } else { 0 };
        let rows = height.div_ceil(1 << shift);
        usize::try_from(bytes).ok().filter(|&bytes| bytes > 0).map(|bytes| (bytes, rows))
    }

    /// The bits of a sample of the first component.
    pub fn bits(self) -> u32 {
        self.descriptor().and_then(|format| u32::try_from(format.comp[0].depth).ok()).unwrap_or(8)
    }

    /// The name: `yuv420p`.
    pub fn name(self) -> &'static str {
        match self.descriptor() {
            // SAFETY: a constant text.
            Some(format) => unsafe { CStr::from_ptr(format.name) }.to_str().unwrap_or("?"),
            None => "none",
        }
    }
}

impl fmt::Debug for PixelFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PixelFormat({})", self.name())
    }
}

impl fmt::Display for PixelFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
