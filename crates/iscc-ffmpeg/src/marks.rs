//! Marks in fresh pictures, by which it shows what a decoder has left unwritten.
//!
//! A decoder that loses its way in damaged data may say nothing and leave a part of the picture as it was: what lies there is of an
//! older picture whose memory is used again. Marks are written before a decoder gets a picture; one that is still there
//! afterwards is such a part. They are closer than the smallest blocks that codecs decode as one (macroblocks, coding tree
//! units), and in lines of both fields.
#![expect(unsafe_code, reason = "the callback of libavcodec that gets memory for pictures")]

use core::ffi::c_int;
use core::sync::atomic::{AtomicU64, Ordering};

use ffmpeg_sys_next as sys;

/// Eight bytes that hardly occur: once in 2^64 in noise.
const MARK: [u8; 8] = 0x9E37_79B9_7F4A_7C15_u64.to_be_bytes();
/// Bytes and lines from one mark to the next.
const STEP: usize = 16;
/// The lines of a step that have marks: within the eight lines that codecs round pictures up to.
const LINES: [usize; 2] = [6, 7];

/// The first plane of a picture, as it lies in its buffer.
struct Plane {
    start: *mut u8,
    size: usize,
    stride: usize,
}

impl Plane {
    /// # Safety
    /// The frame is one of the libraries', or empty.
    unsafe fn of(frame: &sys::AVFrame) -> Option<Self> {
        // SAFETY: a buffer of a frame is null or valid as long as the frame refers to it.
        let buffer = unsafe { frame.buf[0].as_ref() }?;
        let stride = usize::try_from(frame.linesize[0]).ok().filter(|&stride| stride >= STEP)?;
        #[allow(clippy::useless_conversion, reason = "an int in older versions")]
        let size = usize::try_from(buffer.size).ok()?;
        Some(Self { start: buffer.data, size, stride })
    }
}

/// Sets the decoder up to mark the memory of its pictures, and to count them in `begun`.
///
/// # Safety
/// The context is not open yet, and `begun` lives longer than it.
pub(crate) unsafe fn set_up(context: *mut sys::AVCodecContext, begun: &AtomicU64) {
    // SAFETY: fields that are for callers to set before the context is opened.
    unsafe {
        (*context).opaque = core::ptr::from_ref(begun).cast_mut().cast();
        (*context).get_buffer2 = Some(marked);
        #[cfg(not(ffmpeg_6_0))]
        {
            // It is safe to be called from any thread; later versions take that for granted.
            (*context).thread_safe_callbacks = 1;
        }
    }
}

unsafe extern "C" fn marked(
    context: *mut sys::AVCodecContext,
    frame: *mut sys::AVFrame,
    flags: c_int,
) -> c_int {
    // SAFETY: called by the library with its context and a frame to fill; `opaque` is what `set_up` left there, or null.
    unsafe {
        let returned = sys::avcodec_default_get_buffer2(context, frame, flags);
        if returned < 0 {
            return returned;
        }
        if let Some(begun) = (*context).opaque.cast::<AtomicU64>().as_ref() {
            begun.fetch_add(1, Ordering::Relaxed);
        }
        if let Some(plane) = Plane::of(&*frame) {
            let lines = plane.size / plane.stride;
            for line in (0..lines).filter(|line| LINES.contains(&(line % STEP))) {
                for x in (0..=plane.stride - MARK.len()).step_by(STEP) {
                    // Within `stride` bytes of a whole line, of which the buffer has `lines`.
                    let place = plane.start.add(line * plane.stride + x);
                    place.cast::<[u8; 8]>().write_unaligned(MARK);
                }
            }
        }
        returned
    }
}

/// Whether a mark is still there in the picture, which is `width` bytes wide.
pub(crate) fn remain(frame: &sys::AVFrame, width: usize, height: u32) -> bool {
    // SAFETY: a frame of ours, filled by a decoder.
    let Some(plane) = (unsafe { Plane::of(frame) }) else { return false };
    // What is cropped at the left and at the top is not part of the picture.
    let Some(offset) = (frame.data[0] as usize).checked_sub(plane.start as usize) else {
        return false;
    };
    let (top, left) = (offset / plane.stride, offset % plane.stride);
    let bottom = (top + height as usize).min(plane.size / plane.stride);
    let right = (left + width).min(plane.stride);
    let first = left.next_multiple_of(STEP);
    (top..bottom).filter(|line| LINES.contains(&(line % STEP))).any(|line| {
        // SAFETY: a line of the buffer, as many bytes of it as it has.
        let line = unsafe {
            core::slice::from_raw_parts(plane.start.add(line * plane.stride), plane.stride)
        };
        let marks = line.get(first..right).unwrap_or_default().chunks(STEP);
        marks.filter_map(|place| place.first_chunk()).any(|place| *place == MARK)
    })
}
