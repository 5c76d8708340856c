//! AV1 through rav1d, the Rust port of the reference's decoder, whose interface is that of C: all unsafe code of
//! this format is here.
#![expect(unsafe_code, reason = "rav1d has no other interface")]

use alloc::vec::Vec;
use core::mem::MaybeUninit;
use core::ptr::NonNull;

use rav1d::include::dav1d::data::Dav1dData;
use rav1d::include::dav1d::dav1d::{Dav1dContext, Dav1dSettings};
use rav1d::include::dav1d::picture::Dav1dPicture;
use rav1d::src::lib::{
    dav1d_close, dav1d_data_create, dav1d_data_unref, dav1d_default_settings, dav1d_get_picture,
    dav1d_open, dav1d_picture_unref, dav1d_send_data,
};

use super::damaged;
use super::planes::{Chroma, Planes, Signal};
use crate::decode::Limits;
use crate::error::Error;

/// How often the decoder may neither take nor give.
const IDLE: u32 = 3;
const BROKEN: &str = "the AV1 data is broken";

/// Decodes the first picture of a stream.
pub(super) fn decode(
    stream: &[u8],
    operating_point: u64,
    limits: &Limits,
) -> Result<Planes, Error> {
    let mut decoder = Decoder::open(operating_point, limits)?;
    decoder.picture(stream, limits)
}

struct Decoder(Option<Dav1dContext>);

impl Decoder {
    fn open(operating_point: u64, limits: &Limits) -> Result<Self, Error> {
        let mut settings = MaybeUninit::<Dav1dSettings>::uninit();
        // SAFETY: it writes all fields, without reading any.
        let mut settings = unsafe {
            dav1d_default_settings(NonNull::from(&mut settings).cast());
            settings.assume_init()
        };
        // With one frame at a time rav1d 1.1.0 panics on broken data where it cleans up after the error, and a panic in a
        // function of C ends the process. With two the error is handled elsewhere.
        settings.n_threads = 2;
        settings.max_frame_delay = 2;
        settings.all_layers = 0;
        settings.operating_point = i32::try_from(operating_point).unwrap_or_default();
        settings.frame_size_limit = u32::try_from(limits.max_pixels).unwrap_or(u32::MAX);
        // A library prints nothing. SAFETY: the logger is two optional pointers, whose absence is zeros; its type
        // has no public name.
        unsafe { core::ptr::write_bytes(&raw mut settings.logger, 0, 1) };
        let mut decoder = Self(None);
        // SAFETY: both point to live values of their types.
        let result = unsafe {
            dav1d_open(Some(NonNull::from(&mut decoder.0)), Some(NonNull::from(&mut settings)))
        };
        if result.0 == 0 && decoder.0.is_some() { Ok(decoder) } else { Err(damaged(BROKEN, None)) }
    }

    fn picture(&mut self, stream: &[u8], limits: &Limits) -> Result<Planes, Error> {
        let mut data = Data(Dav1dData::default());
        // SAFETY: `data` is live; what it returns is null or `stream.len()` bytes to be written.
        unsafe {
            let room = dav1d_data_create(Some(NonNull::from(&mut data.0)), stream.len());
            if room.is_null() {
                return Err(damaged(BROKEN, None));
            }
            core::ptr::copy_nonoverlapping(stream.as_ptr(), room, stream.len());
        }
        // A call takes a part of the data or gives a picture. When all is taken, the second call that has nothing to give
        // begins to wait for the picture; a stream that has none then is broken.
        let mut idle = 0;
        loop {
            let before = data.0.sz;
            if before > 0 {
                // SAFETY: the context is open, `data` is live and was made by `dav1d_data_create`.
                let sent = unsafe { dav1d_send_data(self.0, Some(NonNull::from(&mut data.0))) };
                if sent.0 != 0 && sent.0 != -libc_eagain() {
                    return Err(damaged(BROKEN, None));
                }
            }
            // A call without success writes too.
            let mut picture = Picture(Dav1dPicture::default());
            // SAFETY: the context is open and `picture` is live and empty.
            let got = unsafe { dav1d_get_picture(self.0, Some(NonNull::from(&mut picture.0))) };
            if got.0 == 0 {
                return picture.planes(limits);
            }
            idle += u32::from(data.0.sz == before);
            if idle > IDLE || got.0 != -libc_eagain() {
                return Err(damaged(BROKEN, None));
            }
        }
    }
}

/// The number that means "call again".
const fn libc_eagain() -> i32 {
    if cfg!(any(target_os = "macos", target_os = "ios", target_os = "freebsd")) { 35 } else { 11 }
}

impl Drop for Decoder {
    fn drop(&mut self) {
        // SAFETY: the context was opened and is closed once.
        unsafe { dav1d_close(Some(NonNull::from(&mut self.0))) }
    }
}

struct Data(Dav1dData);

impl Drop for Data {
    fn drop(&mut self) {
        // SAFETY: whatever is left belongs to us.
        unsafe { dav1d_data_unref(Some(NonNull::from(&mut self.0))) }
    }
}

struct Picture(Dav1dPicture);

impl Drop for Picture {
    fn drop(&mut self) {
        // SAFETY: empty, or a picture that was given to us. What is written in its place is an empty picture that holds
        // one reference, which belongs to us and is used no more.
        unsafe {
            dav1d_picture_unref(Some(NonNull::from(&mut self.0)));
            drop(self.0.itut_t35_ref.take().map(|reference| reference.into_arc()));
        }
    }
}

impl Picture {
    fn planes(&self, limits: &Limits) -> Result<Planes, Error> {
        let broken = || damaged(BROKEN, None);
        let parameters = &self.0.p;
        let side = |side: i32| usize::try_from(side).map_err(|_| broken());
        let (width, height) = (side(parameters.w)?, side(parameters.h)?);
        limits.check_pixels(width, height)?;
        limits.check_alloc(width as u64 * height as u64 * 6)?;
        let header = self.0.seq_hdr.ok_or_else(broken)?;
        // SAFETY: the picture holds its sequence header.
        let header = unsafe { header.as_ref() };
        let signal = Signal {
            primaries: u64::from(header.pri),
            matrix: u64::from(header.mtrx),
            full_range: header.color_range != 0,
        };
        let chroma = match parameters.layout {
            0 => Chroma::None,
            1 => Chroma::Quarter,
            2 => Chroma::Half,
            _ => Chroma::Full,
        };
        let bits = u32::try_from(parameters.bpc).map_err(|_| broken())?;
        let samples = Default::default();
        let mut planes = Planes { width, height, chroma, bits, signal, samples };
        for plane in 0..3 {
            let (plane_width, plane_height) = planes.size(plane);
            let mut samples = Vec::with_capacity(plane_width * plane_height);
            if plane_width > 0 {
                let start = self.0.data[plane].ok_or_else(broken)?;
                let stride = self.0.stride[usize::from(plane > 0)];
                for y in 0..plane_height {
                    let offset = stride * isize::try_from(y).map_err(|_| broken())?;
                    // SAFETY: every plane has `plane_height` rows of `plane_width` samples, `stride` bytes
                    // apart, of one byte where there are 8 bits and of two aligned ones otherwise.
                    unsafe {
                        let row = start.as_ptr().byte_offset(offset);
                        if bits == 8 {
                            let row = core::slice::from_raw_parts(row.cast::<u8>(), plane_width);
                            samples.extend(row.iter().map(|sample| u16::from(*sample)));
                        } else {
                            let row = core::slice::from_raw_parts(row.cast::<u16>(), plane_width);
                            samples.extend_from_slice(row);
                        }
                    }
                }
            }
            planes.samples[plane] = samples;
        }
        Ok(planes)
    }
}
