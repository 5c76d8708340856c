//! [`Decoder`]: packets in, frames out.
#![expect(unsafe_code, reason = "calls of libavcodec")]

use core::ffi::{CStr, c_int};
use core::fmt;
use core::ptr::{NonNull, null_mut};
use core::sync::atomic::{AtomicU64, Ordering};

use ffmpeg_sys_next as sys;

use crate::error::{Code, Error, check};
use crate::frame::Frame;
use crate::input::Input;
use crate::marks;
use crate::packet::Packet;

/// A decoder of one stream of a file.
pub struct Decoder {
    context: NonNull<sys::AVCodecContext>,
    /// Pictures that memory was given for, counted by the decoder's threads.
    begun: Box<AtomicU64>,
}

/// How a decoder works. No setting changes what comes out of intact files.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct DecoderOptions {
    /// Threads; 0 takes as many as the machine has.
    pub threads: u32,
    /// Pixels of a frame at most.
    pub max_pixels: u64,
    /// Whether pictures are marked before they are decoded, so that it shows [what is left unwritten](Frame::is_incomplete).
    pub marks: bool,
    /// Whether damage that a decoder would conceal is an error.
    pub strict: bool,
}

impl Default for DecoderOptions {
    fn default() -> Self {
        Self { threads: 1, max_pixels: 1 << 27, marks: false, strict: false }
    }
}

impl DecoderOptions {
    /// One thread, frames of at most 134 million pixels, no marks, damage concealed.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the number of threads; 0 takes as many as the machine has.
    pub fn threads(mut self, threads: u32) -> Self {
        self.threads = threads;
        self
    }

    /// Sets the largest number of pixels of a frame.
    pub fn max_pixels(mut self, pixels: u64) -> Self {
        self.max_pixels = pixels;
        self
    }

    /// Sets whether pictures are marked before they are decoded. Pictures that are decoded in full stay as they are.
    pub fn marks(mut self, marks: bool) -> Self {
        self.marks = marks;
        self
    }

    /// Sets whether damage that a decoder would conceal is an error of [`Decoder::send`] or [`Decoder::receive`].
    ///
    /// FFmpeg's decoders conceal damage differently on one thread and on several, and on several threads some of them
    /// conceal it without [a mark on the frame](Frame::is_damaged).
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }
}

/// What asking for a frame came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receive {
    /// The frame was filled.
    Frame,
    /// The decoder wants another packet first.
    Hungry,
    /// The decoder is drained: nothing comes any more.
    End,
}

/// Which frames a decoder may leave out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skip {
    /// None.
    Nothing,
    /// Those that no other frame depends on.
    NonReference,
}

impl Decoder {
    /// Makes a decoder of a stream as FFmpeg's programs do. If it cannot be opened with several threads, which the system may
    /// refuse, it is opened with one.
    ///
    /// # Errors
    /// [`Error::Codec`] if there is no decoder for the codec, [`Error::Library`] if it refuses the stream.
    pub fn new(input: &Input, stream: usize, options: &DecoderOptions) -> Result<Self, Error> {
        match Self::open(input, stream, options) {
            Err(Error::Library { .. }) if options.threads != 1 => {
                Self::open(input, stream, &DecoderOptions { threads: 1, ..options.clone() })
            }
            opened => opened,
        }
    }

    fn open(input: &Input, stream: usize, options: &DecoderOptions) -> Result<Self, Error> {
        let unknown = || Error::Codec("a stream that is not there".into());
        let parameters = input.parameters(stream).ok_or_else(unknown)?;
        let known = input.streams().get(stream).ok_or_else(unknown)?;
        // SAFETY: the parameters of a stream of an open context.
        let codec = unsafe { sys::avcodec_find_decoder((*parameters).codec_id) };
        if codec.is_null() {
            return Err(Error::Codec(known.codec.clone()));
        }
        // SAFETY: the codec is a constant of the library.
        let context = unsafe { sys::avcodec_alloc_context3(codec) };
        let context = NonNull::new(context).ok_or(Error::Memory)?;
        let decoder = Self { context, begun: Box::default() };
        let context = context.as_ptr();
        let rate = |rate: crate::Rational| sys::AVRational { num: rate.num, den: rate.den };
        // SAFETY: a fresh context of that codec, whose fields these are for callers to set before it is opened.
        unsafe {
            check("set up the decoder", sys::avcodec_parameters_to_context(context, parameters))?;
            (*context).framerate = rate(known.average_rate);
            (*context).pkt_timebase = rate(known.time_base);
            (*context).max_pixels = i64::try_from(options.max_pixels).unwrap_or(i64::MAX);
            let threads = if known.is_attached_picture { 1 } else { options.threads };
            (*context).thread_count = i32::try_from(threads).unwrap_or(1);
            if options.marks {
                marks::set_up(context, &decoder.begun);
            }
            if options.strict {
                (*context).err_recognition |= sys::AV_EF_EXPLODE as c_int;
            }
            check("open the decoder", sys::avcodec_open2(context, codec, null_mut()))?;
        }
        Ok(decoder)
    }

    fn get(&self) -> &sys::AVCodecContext {
        // SAFETY: allocated in `new`, freed in `drop`.
        unsafe { self.context.as_ref() }
    }

    /// The decoder's name: `h264`, `libdav1d`.
    pub fn name(&self) -> String {
        // SAFETY: an open decoder has a codec, whose name is a constant.
        unsafe { CStr::from_ptr((*self.get().codec).name) }.to_string_lossy().into_owned()
    }

    /// Pictures that the decoder has begun so far, if they are [marked](DecoderOptions::marks); otherwise 0. Each picture that is
    /// sound comes out as a frame: if there are more, the decoder made some up to take the place of missing ones.
    pub fn begun(&self) -> u64 {
        self.begun.load(Ordering::Relaxed)
    }

    /// Frames that the decoder holds back to bring them into order.
    pub fn reordered_frames(&self) -> i32 {
        self.get().has_b_frames
    }

    /// How many channels the sound has, as far as the decoder knows: before the first frame what the container says, which may be
    /// less than what frames have later (parametric stereo).
    pub fn channels(&self) -> usize {
        usize::try_from(self.get().ch_layout.nb_channels).unwrap_or_default()
    }

    /// The rate of frames: the stream's mean, or what the decoder found since.
    pub fn frame_rate(&self) -> crate::Rational {
        crate::stream::rational(self.get().framerate)
    }

    /// Time base ticks of a frame: 2 where a codec counts fields.
    #[cfg(not(ffmpeg_7_0))]
    pub fn ticks_per_frame(&self) -> i32 {
        self.get().ticks_per_frame.max(1)
    }

    /// Time base ticks of a frame: 2 where a codec counts fields.
    #[cfg(ffmpeg_7_0)]
    pub fn ticks_per_frame(&self) -> i32 {
        // SAFETY: an open context; descriptors are constants.
        let descriptor = unsafe { sys::avcodec_descriptor_get(self.get().codec_id).as_ref() };
        if descriptor.is_some_and(|codec| codec.props & sys::AV_CODEC_PROP_FIELDS != 0) {
            2
        } else {
            1
        }
    }

    /// Which frames of the packets from the next one on may be left out.
    pub fn skip(&mut self, skip: Skip) {
        // SAFETY: as in `get`; the field is for callers to set at any time between packets.
        unsafe {
            self.context.as_mut().skip_frame = match skip {
                Skip::Nothing => sys::AVDiscard::AVDISCARD_DEFAULT,
                Skip::NonReference => sys::AVDiscard::AVDISCARD_NONREF,
            };
        }
    }

    /// Gives the decoder a packet; `None` says that no more come, so that it gives back what it still holds.
    ///
    /// All frames must have been [received](Self::receive) before.
    ///
    /// # Errors
    /// The code if the packet cannot be decoded. FFmpeg's programs go on with the next.
    pub fn send(&mut self, packet: Option<&Packet>) -> Result<(), Code> {
        let packet = packet.map_or(null_mut(), Packet::as_ptr);
        // SAFETY: an open decoder; the packet is null or one of ours, which the library references but does not change.
        match unsafe { sys::avcodec_send_packet(self.context.as_ptr(), packet) } {
            0.. | sys::AVERROR_EOF => Ok(()),
            code => Err(Code(code)),
        }
    }

    /// Takes a frame, if one is ready. What was in `frame` is gone.
    ///
    /// # Errors
    /// The code if the last packet cannot be decoded. FFmpeg's programs go on with the next.
    pub fn receive(&mut self, frame: &mut Frame) -> Result<Receive, Code> {
        // SAFETY: an open decoder, and a frame of ours.
        match unsafe { sys::avcodec_receive_frame(self.context.as_ptr(), frame.as_mut_ptr()) } {
            0.. => Ok(Receive::Frame),
            code if code == sys::AVERROR(sys::EAGAIN) => Ok(Receive::Hungry),
            sys::AVERROR_EOF => Ok(Receive::End),
            code => Err(Code(code)),
        }
    }
}

impl Drop for Decoder {
    fn drop(&mut self) {
        let mut context = self.context.as_ptr();
        // SAFETY: ours, and not used afterwards.
        unsafe { sys::avcodec_free_context(&raw mut context) };
    }
}

impl fmt::Debug for Decoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Decoder").field(&self.name()).finish()
    }
}
