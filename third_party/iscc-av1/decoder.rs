//! The interface of this copy: safe, in Rust, and nothing else is public.
//!
//! This file is not part of rav1d.

use crate::include::common::bitdepth::BitDepth;
use crate::include::common::bitdepth::BitDepth16;
use crate::include::common::bitdepth::BitDepth8;
use crate::include::dav1d::dav1d::Rav1dSettings;
use crate::include::dav1d::data::Rav1dData;
use crate::include::dav1d::headers::Rav1dPixelLayout;
use crate::include::dav1d::picture::Rav1dPicture;
use crate::src::c_arc::CArc;
use crate::src::c_box::CBox;
use crate::src::error::Rav1dError;
use crate::src::internal::Rav1dContext;
use crate::src::lib::rav1d_close;
use crate::src::lib::rav1d_flush;
use crate::src::lib::rav1d_get_picture;
use crate::src::lib::rav1d_open;
use crate::src::lib::rav1d_send_data;
use crate::src::pixels::Pixels as _;
use crate::src::strided::Strided as _;
use std::collections::VecDeque;
use std::fmt;
use std::mem;
use std::panic::catch_unwind;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

/// Why nothing was decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The stream breaks the AV1 specification, or is cut off.
    Damaged,
    /// A frame has more pixels than [`Settings::max_pixels`].
    TooLarge,
    /// A setting is out of its range.
    Setting,
    /// The decoder had failed before.
    Closed,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Damaged => "the AV1 data is damaged",
            Self::TooLarge => "the AV1 frame is larger than the limit",
            Self::Setting => "a setting of the AV1 decoder is out of its range",
            Self::Closed => "the AV1 decoder has failed before",
        })
    }
}

impl std::error::Error for Error {}

/// How a [`Decoder`] works.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Threads that decode, from 1 to 256. With 1 everything happens on the calling thread. Default: 1.
    pub threads: u16,
    /// Frames that are decoded at the same time, from 1 to `threads`. Default: 1.
    pub frame_delay: u16,
    /// Add the film grain that the stream describes. Default: yes.
    pub film_grain: bool,
    /// The operating point of a scalable stream, from 0 to 31. Default: 0.
    pub operating_point: u8,
    /// Return every spatial layer, not only the highest. Default: no.
    pub all_layers: bool,
    /// Frames with more pixels than this are refused. Default: 0, which means no limit.
    pub max_pixels: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            threads: 1,
            frame_delay: 1,
            film_grain: true,
            operating_point: 0,
            all_layers: false,
            max_pixels: 0,
        }
    }
}

/// Which chroma samples a picture has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// 4:0:0, luma alone.
    Gray,
    /// 4:2:0, half of the width and half of the height.
    Quarter,
    /// 4:2:2, half of the width.
    Half,
    /// 4:4:4.
    Full,
}

/// Decodes AV1: give it temporal units (OBUs in the low-overhead format), take pictures.
///
/// ```
/// use iscc_av1::{Decoder, Settings};
///
/// let mut decoder = Decoder::new(&Settings::default())?;
/// assert!(decoder.decode(&[0x12, 0x00])?.is_empty()); // a temporal delimiter shows nothing
/// assert!(decoder.finish()?.is_empty());
/// # Ok::<(), iscc_av1::Error>(())
/// ```
pub struct Decoder {
    context: Option<Arc<Rav1dContext>>,
    waiting: VecDeque<(Vec<u8>, i64)>,
}

impl fmt::Debug for Decoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Decoder").field("failed", &self.context.is_none()).finish_non_exhaustive()
    }
}

impl Decoder {
    /// Makes a decoder.
    ///
    /// # Errors
    /// [`Error::Setting`] if a setting is out of its range or a thread cannot be started.
    pub fn new(settings: &Settings) -> Result<Self, Error> {
        let is_valid = (1..=256).contains(&settings.threads)
            && (1..=settings.threads).contains(&settings.frame_delay)
            && settings.operating_point <= 31;
        if !is_valid {
            return Err(Error::Setting);
        }
        let settings = Rav1dSettings {
            n_threads: settings.threads.into(),
            max_frame_delay: settings.frame_delay.into(),
            apply_grain: settings.film_grain,
            operating_point: settings.operating_point,
            all_layers: settings.all_layers,
            frame_size_limit: settings.max_pixels,
            logger: None,
            ..Rav1dSettings::default()
        };
        let opened = catch_unwind(AssertUnwindSafe(|| rav1d_open(&settings)));
        let context = opened.ok().and_then(Result::ok).ok_or(Error::Setting)?;
        Ok(Self { context: Some(context), waiting: VecDeque::new() })
    }

    /// Decodes a temporal unit and returns the pictures that are ready, in the order in which they are shown.
    ///
    /// # Errors
    /// As [`decode_timed`](Self::decode_timed).
    pub fn decode(&mut self, unit: &[u8]) -> Result<Vec<Picture>, Error> {
        self.decode_timed(unit, 0)
    }

    /// Like [`decode`](Self::decode); `timestamp` comes back as [`Picture::timestamp`].
    ///
    /// # Errors
    /// If the unit is damaged or a frame too large. Later units may be decoded nevertheless, unless the error
    /// is [`Error::Closed`].
    pub fn decode_timed(&mut self, unit: &[u8], timestamp: i64) -> Result<Vec<Picture>, Error> {
        let mut pictures = Vec::new();
        if unit.is_empty() {
            return Ok(pictures);
        }
        let mut data = Rav1dData::from(shared(unit)?);
        data.m.timestamp = timestamp;
        loop {
            let sent = self.call(|context| rav1d_send_data(context, &mut data))?;
            match sent {
                Ok(()) | Err(Rav1dError::EAGAIN) => {}
                Err(error) => return Err(error.into()),
            }
            let before = pictures.len();
            // Taking once is not waiting for the end of the stream; taking twice is.
            if let Some(picture) = self.take()? {
                pictures.push(picture);
            }
            let is_taken = data.data.is_none();
            if is_taken && pictures.len() == before {
                return Ok(pictures);
            }
            if !is_taken && pictures.len() == before && sent.is_err() {
                // Neither takes nor gives.
                return Err(Error::Damaged);
            }
        }
    }

    /// Returns the pictures that are left when the stream has ended. The decoder can be used for another one.
    ///
    /// # Errors
    /// As [`decode_timed`](Self::decode_timed).
    pub fn finish(&mut self) -> Result<Vec<Picture>, Error> {
        let mut pictures = Vec::new();
        let mut idle = 0;
        // The first call that has nothing to give begins to wait, the second one has waited.
        while idle < 2 {
            match self.take()? {
                Some(picture) => pictures.push(picture),
                None => idle += 1,
            }
        }
        Ok(pictures)
    }

    /// Forgets everything that was given, as is needed before jumping to another place of the stream.
    pub fn reset(&mut self) {
        let _ = self.call(|context| {
            rav1d_flush(context);
            Ok(())
        });
    }

    fn take(&mut self) -> Result<Option<Picture>, Error> {
        let mut picture = Rav1dPicture::default();
        match self.call(|context| rav1d_get_picture(context, &mut picture))? {
            Ok(()) => Ok(Some(Picture(picture))),
            Err(Rav1dError::EAGAIN) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Calls the decoder. A panic in it closes it.
    fn call<T>(
        &mut self,
        work: impl FnOnce(&Rav1dContext) -> Result<T, Rav1dError>,
    ) -> Result<Result<T, Rav1dError>, Error> {
        let context = self.context.as_deref().ok_or(Error::Closed)?;
        match catch_unwind(AssertUnwindSafe(|| work(context))) {
            Ok(result) => Ok(result),
            Err(_) => {
                self.close();
                Err(Error::Damaged)
            }
        }
    }

    fn close(&mut self) {
        if let Some(context) = self.context.take() {
            let _ = catch_unwind(AssertUnwindSafe(|| rav1d_close(context)));
        }
    }
}

impl Drop for Decoder {
    fn drop(&mut self) {
        self.close();
    }
}

impl From<Rav1dError> for Error {
    fn from(error: Rav1dError) -> Self {
        match error {
            Rav1dError::ERANGE => Self::TooLarge,
            _ => Self::Damaged,
        }
    }
}

fn shared(bytes: &[u8]) -> Result<CArc<[u8]>, Error> {
    CArc::wrap(CBox::from_box(bytes.into())).map_err(Error::from)
}

/// A decoded picture. Cloning it does not copy the samples.
#[derive(Clone)]
pub struct Picture(Rav1dPicture);

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Picture")
            .field("width", &self.width())
            .field("height", &self.height())
            .field("layout", &self.layout())
            .field("bits", &self.bits())
            .finish_non_exhaustive()
    }
}

impl Picture {
    /// Pixels from left to right.
    pub fn width(&self) -> usize {
        usize::try_from(self.0.p.w).unwrap_or(0)
    }

    /// Pixels from top to bottom.
    pub fn height(&self) -> usize {
        usize::try_from(self.0.p.h).unwrap_or(0)
    }

    /// Which chroma samples there are.
    pub fn layout(&self) -> Layout {
        match self.0.p.layout {
            Rav1dPixelLayout::I400 => Layout::Gray,
            Rav1dPixelLayout::I420 => Layout::Quarter,
            Rav1dPixelLayout::I422 => Layout::Half,
            Rav1dPixelLayout::I444 => Layout::Full,
        }
    }

    /// Bits of a sample: 8, 10 or 12.
    pub fn bits(&self) -> u32 {
        self.0.p.bpc.into()
    }

    /// What was given to [`Decoder::decode_timed`] with the unit that shows the picture.
    pub fn timestamp(&self) -> i64 {
        self.0.m.timestamp
    }

    /// `color_primaries` of the sequence header (CICP; 2: unknown).
    pub fn primaries(&self) -> u8 {
        self.0.seq_hdr.as_ref().map_or(2, |header| header.pri.0)
    }

    /// `transfer_characteristics` of the sequence header (CICP; 2: unknown).
    pub fn transfer(&self) -> u8 {
        self.0.seq_hdr.as_ref().map_or(2, |header| header.trc.0)
    }

    /// `matrix_coefficients` of the sequence header (CICP; 2: unknown).
    pub fn matrix(&self) -> u8 {
        self.0.seq_hdr.as_ref().map_or(2, |header| header.mtrx.0)
    }

    /// Whether the samples use the full range (`color_range`).
    pub fn is_full_range(&self) -> bool {
        self.0.seq_hdr.as_ref().is_some_and(|header| header.color_range != 0)
    }

    /// Width and height of plane 0 (luma), 1 or 2 (chroma); 0 x 0 if there is none.
    pub fn plane_size(&self, plane: usize) -> (usize, usize) {
        let (width, height) = (self.width(), self.height());
        match (plane, self.layout()) {
            (0, _) | (1 | 2, Layout::Full) => (width, height),
            (1 | 2, Layout::Half) => (width.div_ceil(2), height),
            (1 | 2, Layout::Quarter) => (width.div_ceil(2), height.div_ceil(2)),
            _ => (0, 0),
        }
    }

    /// Calls `row` with every row of a plane, from top to bottom, and stops where it returns false. Returns
    /// false if not all rows were given.
    pub fn rows(&self, plane: usize, mut row: impl FnMut(Row<'_>) -> bool) -> bool {
        let size = self.plane_size(plane);
        if self.bits() == 8 {
            self.rows_of::<BitDepth8>(plane, size, |samples| row(Row::Bits8(samples)))
        } else {
            self.rows_of::<BitDepth16>(plane, size, |samples| row(Row::Bits16(samples)))
        }
    }

    fn rows_of<BD: BitDepth>(
        &self,
        plane: usize,
        (width, height): (usize, usize),
        mut row: impl FnMut(&[BD::Pixel]) -> bool,
    ) -> bool {
        let Some(component) = self.0.data.as_ref().and_then(|data| data.data.get(plane)) else {
            return height == 0;
        };
        let len = component.byte_len() / mem::size_of::<BD::Pixel>();
        let (start, stride) = (component.pixel_offset::<BD>(), component.pixel_stride::<BD>());
        (0..height).all(|y| {
            let offset = isize::try_from(y).ok().and_then(|y| stride.checked_mul(y));
            let offset = offset.and_then(|offset| start.checked_add_signed(offset));
            let Some(offset) = offset.filter(|offset| offset + width <= len) else { return false };
            row(&component.slice::<BD, _>((offset.., ..width)))
        })
    }
}

/// A row of a plane of a [`Picture`].
#[derive(Debug, Clone, Copy)]
pub enum Row<'a> {
    /// Samples of 8 bits.
    Bits8(&'a [u8]),
    /// Samples of 10 or 12 bits.
    Bits16(&'a [u16]),
}
