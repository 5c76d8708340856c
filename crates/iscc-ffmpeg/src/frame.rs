//! [`Frame`]: a decoded picture, or a piece of decoded sound.
#![expect(unsafe_code, reason = "fields of libavutil's structures")]

use core::fmt;
use core::ptr::NonNull;

use ffmpeg_sys_next as sys;

use crate::error::Error;
use crate::input::some;
use crate::pixel::PixelFormat;

/// A frame, empty until a decoder [fills](crate::Decoder::receive) it.
pub struct Frame(NonNull<sys::AVFrame>);

impl Frame {
    /// An empty frame.
    ///
    /// # Errors
    /// [`Error::Memory`].
    pub fn new() -> Result<Self, Error> {
        // SAFETY: takes nothing.
        NonNull::new(unsafe { sys::av_frame_alloc() }).map(Self).ok_or(Error::Memory)
    }

    pub(crate) fn as_mut_ptr(&mut self) -> *mut sys::AVFrame {
        self.0.as_ptr()
    }

    pub(crate) fn get(&self) -> &sys::AVFrame {
        // SAFETY: allocated in `new`, freed in `drop`; the libraries change it only through `&mut self`.
        unsafe { self.0.as_ref() }
    }

    /// The decoder's best guess of when it is shown, as a count of the stream's time base.
    pub fn best_effort_timestamp(&self) -> Option<i64> {
        some(self.get().best_effort_timestamp)
    }

    /// When it is shown, as the decoder was told.
    pub fn pts(&self) -> Option<i64> {
        some(self.get().pts)
    }

    /// How long it is shown; 0 if unknown.
    pub fn duration(&self) -> i64 {
        #[cfg(not(ffmpeg_6_0))]
        return self.get().pkt_duration;
        #[cfg(ffmpeg_6_0)]
        return self.get().duration;
    }

    /// Whether the decoder reports errors in it.
    pub fn is_damaged(&self) -> bool {
        let frame = self.get();
        frame.decode_error_flags != 0 || frame.flags & sys::AV_FRAME_FLAG_CORRUPT != 0
    }

    /// Whether its decoder, which was told to [mark](crate::DecoderOptions::marks) its pictures, left a part of it unwritten.
    pub fn is_incomplete(&self) -> bool {
        let size = self
            .pixel_format()
            .and_then(|format| format.plane_size(0, self.width(), self.height()));
        size.is_some_and(|(width, rows)| crate::marks::remain(self.get(), width, rows))
    }

    /// Width in pixels, without what the codec crops.
    pub fn width(&self) -> u32 {
        u32::try_from(self.get().width).unwrap_or_default()
    }

    /// Height in pixels, without what the codec crops.
    pub fn height(&self) -> u32 {
        u32::try_from(self.get().height).unwrap_or_default()
    }

    /// How its pixels lie in memory; `None` for sound and for an empty frame.
    pub fn pixel_format(&self) -> Option<PixelFormat> {
        if self.width() == 0 || self.height() == 0 {
            return None;
        }
        PixelFormat::from_raw(self.get().format)
    }

    /// Whether its values use the full range of bits; `None` if nothing says so.
    pub fn is_full_range(&self) -> Option<bool> {
        // SAFETY: an enum of C, read as the integer that it is: foreign data might not be one of its values.
        let range = unsafe { (&raw const self.get().color_range).cast::<i32>().read() };
        (range != sys::AVColorRange::AVCOL_RANGE_UNSPECIFIED as i32)
            .then_some(range == sys::AVColorRange::AVCOL_RANGE_JPEG as i32)
    }

    /// The number of its colour space (ITU-T H.273, matrix coefficients).
    pub(crate) fn color_space(&self) -> i32 {
        // SAFETY: as above.
        unsafe { (&raw const self.get().colorspace).cast::<i32>().read() }
    }

    /// How it is to be turned, if it says so itself.
    pub fn display_matrix(&self) -> Option<DisplayMatrix> {
        let kind = sys::AVFrameSideDataType::AV_FRAME_DATA_DISPLAYMATRIX;
        // SAFETY: a frame of ours; the data is of the length that it says.
        unsafe {
            let data = sys::av_frame_get_side_data(self.0.as_ptr(), kind).as_ref()?;
            DisplayMatrix::read(data.data, data.size)
        }
    }

    /// The bytes of a row of a picture's plane: `len` of them from the row's start, if there are that many.
    ///
    /// Rows of some decoders lie upside down in memory, so there is no slice of a whole plane.
    pub fn row(&self, plane: usize, y: u32, len: usize) -> Option<&[u8]> {
        let format = self.pixel_format()?;
        let (bytes, rows) = format.plane_size(plane, self.width(), self.height())?;
        if y >= rows || len > bytes {
            return None;
        }
        let (&start, &stride) = (self.get().data.get(plane)?, self.get().linesize.get(plane)?);
        if start.is_null() {
            return None;
        }
        let offset = isize::try_from(y).ok()?.checked_mul(isize::try_from(stride).ok()?)?;
        // SAFETY: the decoder allocated `rows` rows of at least `bytes` bytes for a picture of this format and size,
        // `stride` bytes from one to the next, and keeps them as long as the frame refers to them.
        unsafe {
            let row = start.offset(offset);
            Some(core::slice::from_raw_parts(row, len))
        }
    }

    /// A plane of one byte a pixel as one slice and the distance of its rows, if the rows lie in order.
    pub fn bytes(&self, plane: usize) -> Option<(&[u8], usize)> {
        let format = self.pixel_format()?;
        let (width, rows) = format.plane_size(plane, self.width(), self.height())?;
        let stride = usize::try_from(*self.get().linesize.get(plane)?).ok()?;
        let &start = self.get().data.get(plane)?;
        if start.is_null() || stride < width {
            return None;
        }
        let len = stride.checked_mul(rows as usize - 1)?.checked_add(width)?;
        // SAFETY: as in `row`: the rows follow each other, and what lies between them is of the same allocation.
        Some((unsafe { core::slice::from_raw_parts(start, len) }, stride))
    }

    /// Samples a channel; 0 for pictures.
    pub fn samples(&self) -> usize {
        usize::try_from(self.get().nb_samples).unwrap_or_default()
    }

    /// Sound channels; 0 for pictures.
    pub fn channels(&self) -> usize {
        usize::try_from(self.get().ch_layout.nb_channels).unwrap_or_default()
    }

    /// Which channels there are, one bit a speaker in the order of the channels (`AV_CH_*`: 1 front left, 2 front
    /// right, 4 centre, 8 low frequency...); `None` if their order is not the usual.
    pub fn channel_mask(&self) -> Option<u64> {
        let layout = &self.get().ch_layout;
        if layout.order != sys::AVChannelOrder::AV_CHANNEL_ORDER_NATIVE {
            return None;
        }
        // SAFETY: the mask is the part of the union that is valid in that order.
        Some(unsafe { layout.u.mask })
    }

    /// Samples a second.
    pub fn sample_rate(&self) -> u32 {
        u32::try_from(self.get().sample_rate).unwrap_or_default()
    }

    /// How its samples lie in memory; `None` for pictures and for an empty frame.
    pub fn sample_format(&self) -> Option<SampleFormat> {
        if self.samples() == 0 {
            return None;
        }
        SampleFormat::from_raw(self.get().format)
    }

    /// The samples in the machine's byte order: those of one channel if the format is planar, else those of all
    /// channels by turns, which are channel 0's.
    pub fn channel(&self, channel: usize) -> Option<&[u8]> {
        let format = self.sample_format()?;
        let (planes, together) =
            if format.planar { (self.channels(), 1) } else { (1, self.channels()) };
        if channel >= planes {
            return None;
        }
        let len = self.samples().checked_mul(together)?.checked_mul(format.sample.bytes())?;
        // SAFETY: a sound frame has a pointer for each plane in `extended_data`, each to that many samples.
        unsafe {
            let data = self.get().extended_data;
            if data.is_null() || (*data.add(channel)).is_null() {
                return None;
            }
            Some(core::slice::from_raw_parts(*data.add(channel), len))
        }
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        let mut frame = self.0.as_ptr();
        // SAFETY: ours, and not used afterwards.
        unsafe { sys::av_frame_free(&raw mut frame) };
    }
}

impl fmt::Debug for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Frame")
            .field("timestamp", &self.best_effort_timestamp())
            .field("width", &self.width())
            .field("height", &self.height())
            .field("samples", &self.samples())
            .finish_non_exhaustive()
    }
}

/// How a picture is to be turned: three rows of three, fixed point (16.16, the last of each row 2.30).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DisplayMatrix(pub [i32; 9]);

impl DisplayMatrix {
    /// # Safety
    /// `data` is null or the start of `length` bytes.
    pub(crate) unsafe fn read(data: *const u8, length: usize) -> Option<Self> {
        if data.is_null() || length < size_of::<[i32; 9]>() {
            return None;
        }
        // SAFETY: by the caller; side data is allocated with the alignment of every type, and is read without it.
        Some(Self(unsafe { data.cast::<[i32; 9]>().read_unaligned() }))
    }
}

/// How samples lie in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct SampleFormat {
    /// What one of them is.
    pub sample: Sample,
    /// Whether each channel lies by itself.
    pub planar: bool,
}

/// A sample, in the machine's byte order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Sample {
    /// Unsigned 8 bits.
    U8,
    /// Signed 16 bits.
    S16,
    /// Signed 32 bits.
    S32,
    /// Signed 64 bits.
    S64,
    /// 32 bits floating point.
    F32,
    /// 64 bits floating point.
    F64,
}

impl Sample {
    /// Bytes of one.
    #[must_use]
    pub const fn bytes(self) -> usize {
        match self {
            Self::U8 => 1,
            Self::S16 => 2,
            Self::S32 | Self::F32 => 4,
            Self::S64 | Self::F64 => 8,
        }
    }
}

impl SampleFormat {
    fn from_raw(raw: i32) -> Option<Self> {
        use sys::AVSampleFormat as F;
        let formats = [
            (F::AV_SAMPLE_FMT_U8, F::AV_SAMPLE_FMT_U8P, Sample::U8),
            (F::AV_SAMPLE_FMT_S16, F::AV_SAMPLE_FMT_S16P, Sample::S16),
            (F::AV_SAMPLE_FMT_S32, F::AV_SAMPLE_FMT_S32P, Sample::S32),
            (F::AV_SAMPLE_FMT_S64, F::AV_SAMPLE_FMT_S64P, Sample::S64),
            (F::AV_SAMPLE_FMT_FLT, F::AV_SAMPLE_FMT_FLTP, Sample::F32),
            (F::AV_SAMPLE_FMT_DBL, F::AV_SAMPLE_FMT_DBLP, Sample::F64),
        ];
        formats.into_iter().find_map(|(packed, planar, sample)| {
            let planar = match raw {
                raw if raw == packed as i32 => false,
                raw if raw == planar as i32 => true,
                _ => return None,
            };
            Some(Self { sample, planar })
        })
    }
}
