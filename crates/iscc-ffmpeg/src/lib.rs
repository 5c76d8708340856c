//! The one door of the ISCC engines to FFmpeg's libraries, 5.1 or later: open a file, choose a stream, demux, decode,
//! convert. All `unsafe` code about FFmpeg is here; what engines make of frames is theirs.
//!
//! Feature `ffmpeg` links the libraries. It needs their development files, `pkg-config` and libclang at build time
//! (Debian: `libavcodec-dev libavformat-dev libavutil-dev libswscale-dev libclang-dev pkg-config`). Without it, the crate
//! is only [`Rational`], [`rescale`] and [`ReadSeek`].
//!
//! # Pictures
#![cfg_attr(feature = "ffmpeg", doc = "```no_run")]
#![cfg_attr(not(feature = "ffmpeg"), doc = "```ignore")]
//! use iscc_ffmpeg::{Decoder, DecoderOptions, Frame, Input, Packet, Read, Receive};
//!
//! let mut input = Input::open("film.mkv".as_ref())?;
//! let stream = input.best_video().ok_or("no pictures")?.index;
//! let mut decoder = Decoder::new(&input, stream, &DecoderOptions::new().threads(0))?;
//! let (mut packet, mut frame) = (Packet::new()?, Frame::new()?);
//! loop {
//!     let read = input.read(&mut packet)?;
//!     let at_end = matches!(read, Read::End(_));
//!     if !at_end && packet.stream() != stream {
//!         continue;
//!     }
//!     // A packet that cannot be decoded is left out, as FFmpeg's programs do.
//!     let _ = decoder.send((!at_end).then_some(&packet));
//!     while let Ok(Receive::Frame) = decoder.receive(&mut frame) {
//!         println!("{:?} {}x{}", frame.best_effort_timestamp(), frame.width(), frame.height());
//!     }
//!     if at_end {
//!         break;
//!     }
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Sound
//! The same with [`Input::best_audio`] and [`Frame::channel`]. Whether the decoder is drained at the end is the caller's
//! choice: [`Decoder::send`] with `None` asks for what it still holds; who never calls it leaves that out.
#![cfg_attr(feature = "ffmpeg", doc = "```no_run")]
#![cfg_attr(not(feature = "ffmpeg"), doc = "```ignore")]
//! use iscc_ffmpeg::{Decoder, DecoderOptions, Frame, Input, Packet, Read, Receive};
//!
//! let mut input = Input::open("song.wma".as_ref())?;
//! let stream = input.best_audio().ok_or("no sound")?.index;
//! let others: Vec<usize> = (0..input.streams().len()).filter(|&other| other != stream).collect();
//! for other in others {
//!     input.discard(other);
//! }
//! let mut decoder = Decoder::new(&input, stream, &DecoderOptions::new())?;
//! let (mut packet, mut frame) = (Packet::new()?, Frame::new()?);
//! while let Read::Packet = input.read(&mut packet)? {
//!     if packet.stream() == stream && decoder.send(Some(&packet)).is_ok() {
//!         while let Ok(Receive::Frame) = decoder.receive(&mut frame) {
//!             let format = frame.sample_format();
//!             let bytes = frame.channel(0).unwrap_or_default();
//!             println!("{format:?} {} Hz {} channels {}", frame.sample_rate(), frame.channels(), bytes.len());
//!         }
//!     }
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What it does to the process
//! The libraries' messages to stderr are turned off at the first file that is opened, unless the program has set a level
//! of its own: `av_log_set_level` is one number for the whole process. Nothing else is global.
//!
//! # Foreign files
//! Demuxers see the bytes of the one file that was opened and no others: no protocol can be reached, playlists and
//! scripts (`hls`, `dash`, `concat`, `image2` patterns, `vapoursynth`...) are refused. Frames are limited in pixels.
//!
//! # Versions
//! Tested with FFmpeg 5.1. Fields that later versions took away are chosen by `build.rs` from what the headers say; those
//! branches follow the headers of 6.0, 7.0 and 8.0 and are not run here.
#![deny(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "ffmpeg")]
extern crate alloc;

#[cfg(feature = "ffmpeg")]
mod decoder;
#[cfg(feature = "ffmpeg")]
mod dictionary;
#[cfg(feature = "ffmpeg")]
mod error;
#[cfg(feature = "ffmpeg")]
mod frame;
#[cfg(feature = "ffmpeg")]
mod input;
#[cfg(feature = "ffmpeg")]
mod io;
#[cfg(feature = "ffmpeg")]
mod library;
#[cfg(feature = "ffmpeg")]
mod marks;
#[cfg(feature = "ffmpeg")]
mod packet;
#[cfg(feature = "ffmpeg")]
mod pixel;
#[cfg(feature = "ffmpeg")]
mod scaler;
#[cfg(feature = "ffmpeg")]
mod stream;

pub use iscc_container::{MICROSECONDS, Rational, ReadSeek, rescale};

#[cfg(feature = "ffmpeg")]
pub use {
    decoder::{Decoder, DecoderOptions, Receive, Skip},
    dictionary::Tags,
    error::{Code, Error},
    frame::{DisplayMatrix, Frame, Sample, SampleFormat},
    input::{Input, Read},
    library::{avcodec_version, versions},
    packet::Packet,
    pixel::PixelFormat,
    scaler::Scaler,
    stream::{Kind, Stream},
};
