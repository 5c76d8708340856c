//! [`Scaler`]: pictures into another format or size, as FFmpeg's scale filter has libswscale do it.
#![expect(unsafe_code, reason = "calls of libswscale")]

use core::ffi::{CStr, c_int};
use core::fmt;
use core::ptr::{NonNull, null_mut};

use ffmpeg_sys_next as sys;

use crate::error::{Code, Error, check};
use crate::frame::Frame;
use crate::pixel::PixelFormat;

/// A conversion of pictures of one format, size and range into those of another.
pub struct Scaler {
    context: NonNull<sys::SwsContext>,
    from: Shape,
    to: (PixelFormat, u32, u32),
    out: Frame,
}

/// What makes two pictures take the same conversion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shape {
    format: PixelFormat,
    width: u32,
    height: u32,
    full_range: Option<bool>,
    color_space: i32,
}

impl Shape {
    fn of(frame: &Frame) -> Option<Self> {
        Some(Self {
            format: frame.pixel_format()?,
            width: frame.width(),
            height: frame.height(),
            full_range: frame.is_full_range(),
            color_space: frame.color_space(),
        })
    }
}

impl Scaler {
    /// A conversion of pictures like this one. An option that the library does not take would be an option less: the
    /// order of the steps below is what decides about ranges, and is that of FFmpeg's filter.
    ///
    /// # Errors
    /// [`Error::Library`] if there is no such conversion.
    pub fn new(frame: &Frame, format: PixelFormat, width: u32, height: u32) -> Result<Self, Error> {
        const ACTION: &str = "convert pixels";
        let invalid = || Error::Library { action: ACTION, source: Code(sys::AVERROR(sys::EINVAL)) };
        let from = Shape::of(frame).ok_or_else(invalid)?;
        let number = |number: u32| i64::from(number);
        let full_range = from.full_range.map(i64::from);
        // SAFETY: takes nothing.
        let context = NonNull::new(unsafe { sys::sws_alloc_context() }).ok_or(Error::Memory)?;
        let scaler = Self { context, from, to: (format, width, height), out: Frame::new()? };
        let set = |name: &CStr, value: i64| {
            // SAFETY: the context begins with the class that names its options.
            let set =
                unsafe { sys::av_opt_set_int(context.as_ptr().cast(), name.as_ptr(), value, 0) };
            check(ACTION, set).map(drop)
        };
        set(c"srcw", number(from.width))?;
        set(c"srch", number(from.height))?;
        set(c"src_format", from.format.raw() as i64)?;
        set(c"dstw", number(width))?;
        set(c"dsth", number(height))?;
        set(c"dst_format", format.raw() as i64)?;
        set(c"sws_flags", i64::from(sys::SWS_BICUBIC as c_int))?;
        if let Some(full_range) = full_range {
            set(c"src_range", full_range)?;
        }
        // SAFETY: a context with its options set, no filters; the tables are constants of the library or of the context.
        unsafe {
            check(ACTION, sys::sws_init_context(context.as_ptr(), null_mut(), null_mut()))?;
            if let Some(full_range) = from.full_range {
                let (mut table, mut inverse) = (null_mut(), null_mut());
                let [mut source, mut target, mut brightness, mut contrast, mut saturation] = [0; 5];
                sys::sws_getColorspaceDetails(
                    context.as_ptr(),
                    &raw mut inverse,
                    &raw mut source,
                    &raw mut table,
                    &raw mut target,
                    &raw mut brightness,
                    &raw mut contrast,
                    &raw mut saturation,
                );
                // Spaces that are none, or that the tables do not have, are taken as BT.601.
                let space = match from.color_space {
                    known @ (1..=7 | 9..=10) => known,
                    _ => 5,
                };
                let coefficients = sys::sws_getCoefficients(space);
                // The answer only says whether there was anything to set.
                sys::sws_setColorspaceDetails(
                    context.as_ptr(),
                    coefficients,
                    c_int::from(full_range),
                    coefficients,
                    target,
                    brightness,
                    contrast,
                    saturation,
                );
            }
        }
        Ok(scaler)
    }

    /// Whether this conversion is the one for a picture.
    pub fn fits(&self, frame: &Frame) -> bool {
        Shape::of(frame) == Some(self.from)
    }

    /// Converts a picture that the conversion [fits](Self::fits). The result lives until the next.
    ///
    /// # Errors
    /// [`Error::Library`] if the picture is of another kind or the library fails.
    pub fn scale(&mut self, frame: &Frame) -> Result<&Frame, Error> {
        const ACTION: &str = "convert pixels";
        if !self.fits(frame) {
            return Err(Error::Library { action: ACTION, source: Code(sys::AVERROR(sys::EINVAL)) });
        }
        let (format, width, height) = self.to;
        let out = self.out.as_mut_ptr();
        // SAFETY: frames of ours; the output gets planes of the format and size that the context was made for, once, and
        // nobody else refers to them; the input is of the format and size that the context was made for.
        unsafe {
            if (*out).data[0].is_null() {
                (*out).format = format.raw() as c_int;
                (*out).width = c_int::try_from(width).unwrap_or_default();
                (*out).height = c_int::try_from(height).unwrap_or_default();
                check(ACTION, sys::av_frame_get_buffer(out, 0))?;
            }
            let scaled = sys::sws_scale(
                self.context.as_ptr(),
                frame.get().data.as_ptr().cast(),
                frame.get().linesize.as_ptr(),
                0,
                frame.get().height,
                (*out).data.as_ptr(),
                (*out).linesize.as_ptr(),
            );
            check(ACTION, scaled)?;
        }
        Ok(&self.out)
    }
}

impl Drop for Scaler {
    fn drop(&mut self) {
        // SAFETY: ours, and not used afterwards.
        unsafe { sys::sws_freeContext(self.context.as_ptr()) };
    }
}

impl fmt::Debug for Scaler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scaler")
            .field("from", &self.from)
            .field("to", &self.to)
            .finish_non_exhaustive()
    }
}
