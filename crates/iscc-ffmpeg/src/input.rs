//! [`Input`]: an open file and its packets.
#![expect(unsafe_code, reason = "calls of libavformat")]

use alloc::ffi::CString;
use core::ffi::{CStr, c_char, c_int, c_uint};
use core::fmt;
use core::ptr::{NonNull, null, null_mut};
use std::fs::File;
use std::path::Path;

use ffmpeg_sys_next as sys;

use crate::dictionary::{self, Tags};
use crate::error::{Code, Error, check};
use crate::io::Io;
use crate::library::be_quiet;
use crate::packet::Packet;
use crate::stream::Stream;
use iscc_container::ReadSeek;

/// An open media file.
///
/// The libraries see nothing but the bytes of this one file: whatever a demuxer would like to open besides is refused.
pub struct Input {
    // Dropped by hand, before `io`.
    context: NonNull<sys::AVFormatContext>,
    io: Io,
    streams: Vec<Stream>,
}

/// Demuxers that are of no use without other files or addresses, or that run what they read. The reader would refuse
/// the former anyway; this is the clear answer.
const REFUSED: [&str; 13] = [
    "avisynth",
    "concat",
    "dash",
    "hls",
    "image2",
    "imf",
    "lavfi",
    "rtp",
    "rtsp",
    "sap",
    "sdp",
    "vapoursynth",
    "webm_dash_manifest",
];

/// What reading a packet came to.
#[derive(Debug)]
pub enum Read {
    /// The packet was filled.
    Packet,
    /// The end of the file; with the error that the demuxer gave up with, if it did.
    End(Option<Code>),
}

impl Input {
    /// Opens a file.
    ///
    /// # Errors
    /// As [`from_reader`](Self::from_reader).
    pub fn open(path: &Path) -> Result<Self, Error> {
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        Self::from_reader(Box::new(File::open(path)?), &name)
    }

    /// Opens what a reader gives. The ending of `name` weighs in where the format is guessed from little, as it does
    /// for FFmpeg's programs; the name is never opened.
    ///
    /// # Errors
    /// [`Error::Io`] if the reader fails, [`Error::Format`] if the format is not known or refused, [`Error::Library`]
    /// if the file is damaged.
    pub fn from_reader(reader: Box<dyn ReadSeek>, name: &str) -> Result<Self, Error> {
        be_quiet();
        let mut io = Io::new(reader)?;
        let opened = open(&io, name);
        // What the reader said is the better reason.
        if let (Err(_), Some(error)) = (&opened, io.take_error()) {
            return Err(Error::Io(error));
        }
        let mut input = Self { context: opened?, io, streams: Vec::new() };
        #[cfg(not(ffmpeg_7_0))]
        // SAFETY: an open context. Later versions do this by themselves.
        unsafe {
            sys::av_format_inject_global_side_data(input.context.as_ptr());
        }
        // SAFETY: an open context; no options.
        let found = unsafe { sys::avformat_find_stream_info(input.context.as_ptr(), null_mut()) };
        if let Some(error) = input.io.take_error() {
            return Err(Error::Io(error));
        }
        // FFmpeg's programs go on if there are streams.
        if input.raw_streams().is_empty() {
            check("find streams", found)?;
        }
        let streams = input.raw_streams().iter();
        // SAFETY: the streams of an open context.
        input.streams = streams.map(|&stream| unsafe { Stream::read(stream) }).collect();
        Ok(input)
    }

    fn raw_streams(&self) -> &[*mut sys::AVStream] {
        let context = self.context.as_ptr();
        // SAFETY: an open context holds `nb_streams` pointers to streams that live as long as it does.
        unsafe {
            match (*context).nb_streams as usize {
                0 => &[],
                count => core::slice::from_raw_parts((*context).streams, count),
            }
        }
    }

    /// The streams as they were known after opening. New ones that appear later are not listed.
    pub fn streams(&self) -> &[Stream] {
        &self.streams
    }

    /// The stream that FFmpeg's programs take for pictures: the one of most pixels, where one with packets, and one
    /// marked as default, come first.
    pub fn best_video(&self) -> Option<&Stream> {
        best(self.streams.iter().filter_map(|stream| Some((stream.video_score()?, stream))))
    }

    /// The stream that FFmpeg's programs take for sound: the one of most channels, by the same preferences.
    pub fn best_audio(&self) -> Option<&Stream> {
        best(self.streams.iter().filter_map(|stream| Some((stream.audio_score()?, stream))))
    }

    /// The stream that the library's own search takes for sound (`av_find_best_stream`, as fpcalc calls it): one for
    /// everybody and marked as default, then the one of the highest bit rate. Programs of FFmpeg choose otherwise, see
    /// [`best_audio`](Self::best_audio).
    pub fn found_audio(&self) -> Option<&Stream> {
        let (context, kind) = (self.context.as_ptr(), sys::AVMediaType::AVMEDIA_TYPE_AUDIO);
        // SAFETY: an open context; no stream is preferred, no decoder is asked for.
        let found = unsafe { sys::av_find_best_stream(context, kind, -1, -1, null_mut(), 0) };
        self.streams.get(usize::try_from(found).ok()?)
    }

    /// The demuxer's names, separated by commas: `mov,mp4,m4a,3gp,3g2,mj2`.
    pub fn format(&self) -> String {
        // SAFETY: an open context has a demuxer, whose name is a constant.
        unsafe { CStr::from_ptr((*(*self.context.as_ptr()).iformat).name) }
            .to_string_lossy()
            .into_owned()
    }

    /// Whether time stamps of this format may jump (MPEG program and transport streams, for instance).
    pub fn may_jump(&self) -> bool {
        // SAFETY: as in `format`.
        let flags = unsafe { (*(*self.context.as_ptr()).iformat).flags };
        flags & sys::AVFMT_TS_DISCONT != 0
    }

    /// The earliest time stamp of the file in microseconds.
    pub fn start_time(&self) -> Option<i64> {
        // SAFETY: a field of an open context.
        some(unsafe { (*self.context.as_ptr()).start_time })
    }

    /// The length of the file in microseconds, as the container says or the demuxer estimates.
    pub fn duration(&self) -> Option<i64> {
        // SAFETY: a field of an open context.
        some(unsafe { (*self.context.as_ptr()).duration })
    }

    /// What the container says about the whole file.
    pub fn tags(&self) -> Tags {
        // SAFETY: the dictionary belongs to the open context.
        unsafe { dictionary::read((*self.context.as_ptr()).metadata) }
    }

    /// Throws away a stream's packets from now on.
    pub fn discard(&mut self, stream: usize) {
        if let Some(&stream) = self.raw_streams().get(stream) {
            // SAFETY: a stream of the open context; the field is for callers to set.
            unsafe { (*stream).discard = sys::AVDiscard::AVDISCARD_ALL };
        }
    }

    /// Reads the next packet of any stream that is not discarded.
    ///
    /// # Errors
    /// [`Error::Io`] if the reader failed. A demuxer that gives up is an [end](Read::End).
    pub fn read(&mut self, packet: &mut Packet) -> Result<Read, Error> {
        loop {
            // SAFETY: an open context, and a packet that the library unreferences before it fills it.
            let returned = unsafe {
                sys::av_packet_unref(packet.as_ptr());
                sys::av_read_frame(self.context.as_ptr(), packet.as_ptr())
            };
            if let Some(error) = self.io.take_error() {
                return Err(Error::Io(error));
            }
            match returned {
                code if code == sys::AVERROR(sys::EAGAIN) => {}
                sys::AVERROR_EOF => return Ok(Read::End(None)),
                code if code < 0 => return Ok(Read::End(Some(Code(code)))),
                _ => return Ok(Read::Packet),
            }
        }
    }

    /// How many fields longer than one the picture that a stream's parser saw last is shown. `None` without a parser.
    pub fn repeated_fields(&self, stream: usize) -> Option<i32> {
        let &stream = self.raw_streams().get(stream)?;
        // SAFETY: a stream of the open context, whose parser lives as long.
        unsafe {
            let parser = sys::av_stream_get_parser(stream);
            (!parser.is_null()).then(|| (*parser).repeat_pict)
        }
    }

    /// The parameters that a decoder is made from.
    pub(crate) fn parameters(&self, stream: usize) -> Option<*const sys::AVCodecParameters> {
        let &stream = self.raw_streams().get(stream)?;
        // SAFETY: a stream of the open context.
        Some(unsafe { (*stream).codecpar })
    }
}

/// The first of the best that are above 0, as FFmpeg's programs compare.
fn best<'a>(scored: impl Iterator<Item = (i64, &'a Stream)>) -> Option<&'a Stream> {
    let mut best = (0, None);
    for (score, stream) in scored {
        if score > best.0 {
            best = (score, Some(stream));
        }
    }
    best.1
}

/// A time stamp of the libraries.
pub(crate) fn some(time: i64) -> Option<i64> {
    (time != sys::AV_NOPTS_VALUE).then_some(time)
}

fn open(io: &Io, name: &str) -> Result<NonNull<sys::AVFormatContext>, Error> {
    let name = CString::new(name.replace('\0', "")).unwrap_or_default();
    let mut format: *const sys::AVInputFormat = null();
    // SAFETY: the reader's context lives as long as `io`; the name ends with a zero.
    let probed = unsafe {
        sys::av_probe_input_buffer2(
            io.as_ptr(),
            &raw mut format,
            name.as_ptr(),
            null_mut(),
            0 as c_uint,
            0 as c_uint,
        )
    };
    if probed < 0 || format.is_null() {
        return Err(Error::Format("unknown".into()));
    }
    // SAFETY: a demuxer's name is a constant.
    let demuxer = unsafe { CStr::from_ptr((*format).name) }.to_string_lossy();
    if demuxer.split(',').any(|name| REFUSED.contains(&name)) {
        return Err(Error::Format(demuxer.into_owned()));
    }
    // SAFETY: takes nothing.
    let mut context = unsafe { sys::avformat_alloc_context() };
    if context.is_null() {
        return Err(Error::Memory);
    }
    let mut options: *mut sys::AVDictionary = null_mut();
    // SAFETY: a fresh context whose fields these are for callers to set; opening frees it if it fails; the dictionary
    // is ours before and after.
    let opened = unsafe {
        (*context).pb = io.as_ptr();
        (*context).io_open = Some(refuse);
        // Demuxers that open others of their kind hand this on instead of `io_open`: no protocol has that name.
        sys::av_dict_set(&raw mut options, c"protocol_whitelist".as_ptr(), c"none".as_ptr(), 0);
        // As FFmpeg's programs: transport streams whose programs change.
        sys::av_dict_set(&raw mut options, c"scan_all_pmts".as_ptr(), c"1".as_ptr(), 0);
        let opened =
            sys::avformat_open_input(&raw mut context, name.as_ptr(), format, &raw mut options);
        sys::av_dict_free(&raw mut options);
        opened
    };
    check("open the file", opened)?;
    NonNull::new(context).ok_or(Error::Memory)
}

/// Opens nothing.
unsafe extern "C" fn refuse(
    _: *mut sys::AVFormatContext,
    _: *mut *mut sys::AVIOContext,
    _: *const c_char,
    _: c_int,
    _: *mut *mut sys::AVDictionary,
) -> c_int {
    sys::AVERROR(sys::EPERM)
}

impl Drop for Input {
    fn drop(&mut self) {
        let mut context = self.context.as_ptr();
        // SAFETY: an open context that nobody uses afterwards; it leaves the reader to `io`, which is dropped later.
        unsafe { sys::avformat_close_input(&raw mut context) };
    }
}

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Input")
            .field("format", &self.format())
            .field("streams", &self.streams)
            .finish_non_exhaustive()
    }
}
