//! [`Stream`]: what is known of a stream before its first packet is read.
#![expect(unsafe_code, reason = "fields of libavformat's structures")]

use core::ffi::CStr;

use ffmpeg_sys_next as sys;

use crate::dictionary::{self, Tags};
use crate::frame::DisplayMatrix;
use crate::input::some;
use iscc_container::Rational;

/// A stream of a file, copied when the file was opened.
#[derive(Debug, Clone)]
#[non_exhaustive]
#[expect(clippy::struct_excessive_bools, reason = "facts that do not exclude each other")]
pub struct Stream {
    /// Its place in [`Input::streams`](crate::Input::streams).
    pub index: usize,
    /// What it carries.
    pub kind: Kind,
    /// The codec's short name: `h264`, `aac`.
    pub codec: String,
    /// Whether each packet of the codec is decoded by itself.
    pub intra_only: bool,
    /// The unit of its time stamps in seconds.
    pub time_base: Rational,
    /// The first time stamp.
    pub start_time: Option<i64>,
    /// The length as a count of the time base.
    pub duration: Option<i64>,
    /// The mean rate of frames.
    pub average_rate: Rational,
    /// The lowest rate that all time stamps can be represented with.
    pub base_rate: Rational,
    /// The bits that time stamps wrap at.
    pub wrap_bits: u32,
    /// Width in pixels, 0 if unknown.
    pub width: u32,
    /// Height in pixels, 0 if unknown.
    pub height: u32,
    /// Sound channels.
    pub channels: u32,
    /// Sound samples a second.
    pub sample_rate: u32,
    /// Whether packets were seen while opening.
    pub has_packets: bool,
    /// Whether the container marks it as the one to take.
    pub is_default: bool,
    /// Whether it is a cover picture.
    pub is_attached_picture: bool,
    /// How its pictures are to be turned.
    pub display_matrix: Option<DisplayMatrix>,
    /// What the container says about it.
    pub tags: Tags,
}

/// What a stream carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// Pictures.
    Video,
    /// Sound.
    Audio,
    /// Subtitles.
    Subtitle,
    /// Anything else.
    Other,
}

impl Stream {
    /// # Safety
    /// `stream` is one of an open context.
    pub(crate) unsafe fn read(stream: *const sys::AVStream) -> Self {
        // SAFETY: by the caller; parameters live as long as their stream, descriptors forever.
        unsafe {
            let stream = &*stream;
            let parameters = &*stream.codecpar;
            let descriptor = sys::avcodec_descriptor_get(parameters.codec_id).as_ref();
            let has = |property| descriptor.is_some_and(|codec| codec.props & property != 0);
            Self {
                index: usize::try_from(stream.index).unwrap_or_default(),
                kind: match parameters.codec_type {
                    sys::AVMediaType::AVMEDIA_TYPE_VIDEO => Kind::Video,
                    sys::AVMediaType::AVMEDIA_TYPE_AUDIO => Kind::Audio,
                    sys::AVMediaType::AVMEDIA_TYPE_SUBTITLE => Kind::Subtitle,
                    _ => Kind::Other,
                },
                codec: CStr::from_ptr(sys::avcodec_get_name(parameters.codec_id))
                    .to_string_lossy()
                    .into_owned(),
                intra_only: has(sys::AV_CODEC_PROP_INTRA_ONLY),
                time_base: rational(stream.time_base),
                start_time: some(stream.start_time),
                duration: some(stream.duration),
                average_rate: rational(stream.avg_frame_rate),
                base_rate: rational(stream.r_frame_rate),
                wrap_bits: u32::try_from(stream.pts_wrap_bits).unwrap_or(64),
                width: u32::try_from(parameters.width).unwrap_or_default(),
                height: u32::try_from(parameters.height).unwrap_or_default(),
                channels: u32::try_from(parameters.ch_layout.nb_channels).unwrap_or_default(),
                sample_rate: u32::try_from(parameters.sample_rate).unwrap_or_default(),
                has_packets: stream.event_flags & sys::AVSTREAM_EVENT_FLAG_NEW_PACKETS != 0,
                is_default: stream.disposition & sys::AV_DISPOSITION_DEFAULT != 0,
                is_attached_picture: stream.disposition & sys::AV_DISPOSITION_ATTACHED_PIC != 0,
                display_matrix: display_matrix(stream),
                tags: dictionary::read(stream.metadata),
            }
        }
    }

    /// How much FFmpeg's programs want it as the picture.
    pub(crate) fn video_score(&self) -> Option<i64> {
        if self.kind != Kind::Video {
            return None;
        }
        let pixels = i64::from(self.width) * i64::from(self.height);
        Some(if self.is_attached_picture { 1 } else { self.preference() + pixels })
    }

    /// How much FFmpeg's programs want it as the sound.
    pub(crate) fn audio_score(&self) -> Option<i64> {
        (self.kind == Kind::Audio).then(|| self.preference() + i64::from(self.channels))
    }

    fn preference(&self) -> i64 {
        100_000_000 * i64::from(self.has_packets) + 5_000_000 * i64::from(self.is_default)
    }
}

pub(crate) fn rational(from: sys::AVRational) -> Rational {
    Rational::new(from.num, from.den)
}

/// # Safety
/// A stream of an open context.
#[cfg(not(ffmpeg_7_0))]
unsafe fn display_matrix(stream: &sys::AVStream) -> Option<DisplayMatrix> {
    let kind = sys::AVPacketSideDataType::AV_PKT_DATA_DISPLAYMATRIX;
    let mut length = 0;
    // SAFETY: by the caller; the data is of the length that the function gives.
    unsafe {
        let data = sys::av_stream_get_side_data(stream, kind, &raw mut length);
        DisplayMatrix::read(data, length)
    }
}

/// # Safety
/// A stream of an open context.
#[cfg(ffmpeg_7_0)]
unsafe fn display_matrix(stream: &sys::AVStream) -> Option<DisplayMatrix> {
    let kind = sys::AVPacketSideDataType::AV_PKT_DATA_DISPLAYMATRIX;
    // SAFETY: by the caller; the parameters hold as many pieces of side data as they say.
    unsafe {
        let parameters = &*stream.codecpar;
        let found = sys::av_packet_side_data_get(
            parameters.coded_side_data,
            parameters.nb_coded_side_data,
            kind,
        );
        found.as_ref().and_then(|found| DisplayMatrix::read(found.data, found.size))
    }
}
