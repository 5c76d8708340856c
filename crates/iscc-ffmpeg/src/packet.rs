//! [`Packet`]: one coded piece of a stream.
#![expect(unsafe_code, reason = "calls of libavcodec")]

use core::fmt;
use core::ptr::NonNull;

use ffmpeg_sys_next as sys;

use crate::error::Error;
use crate::input::some;

/// A packet, empty until it is [read](crate::Input::read) into.
pub struct Packet(NonNull<sys::AVPacket>);

impl Packet {
    /// An empty packet.
    ///
    /// # Errors
    /// [`Error::Memory`].
    pub fn new() -> Result<Self, Error> {
        // SAFETY: takes nothing.
        NonNull::new(unsafe { sys::av_packet_alloc() }).map(Self).ok_or(Error::Memory)
    }

    pub(crate) fn as_ptr(&self) -> *mut sys::AVPacket {
        self.0.as_ptr()
    }

    fn get(&self) -> &sys::AVPacket {
        // SAFETY: allocated in `new`, freed in `drop`; the libraries change it only through `&mut self`.
        unsafe { self.0.as_ref() }
    }

    fn get_mut(&mut self) -> &mut sys::AVPacket {
        // SAFETY: as in `get`.
        unsafe { self.0.as_mut() }
    }

    /// The stream it belongs to.
    pub fn stream(&self) -> usize {
        usize::try_from(self.get().stream_index).unwrap_or(usize::MAX)
    }

    /// When its frame is shown, as a count of the stream's time base.
    pub fn pts(&self) -> Option<i64> {
        some(self.get().pts)
    }

    /// When it is to be decoded.
    pub fn dts(&self) -> Option<i64> {
        some(self.get().dts)
    }

    /// Says when its frame is shown.
    pub fn set_pts(&mut self, pts: Option<i64>) {
        self.get_mut().pts = pts.unwrap_or(sys::AV_NOPTS_VALUE);
    }

    /// Says when it is to be decoded.
    pub fn set_dts(&mut self, dts: Option<i64>) {
        self.get_mut().dts = dts.unwrap_or(sys::AV_NOPTS_VALUE);
    }

    /// How long it is shown; 0 if unknown.
    pub fn duration(&self) -> i64 {
        self.get().duration
    }

    /// Bytes.
    pub fn len(&self) -> usize {
        usize::try_from(self.get().size).unwrap_or_default()
    }

    /// Whether there are no bytes in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the demuxer knows that something is missing.
    pub fn is_corrupt(&self) -> bool {
        self.get().flags & sys::AV_PKT_FLAG_CORRUPT != 0
    }

    /// Whether its frame is decoded but not to be shown (edit lists).
    pub fn is_discarded(&self) -> bool {
        self.get().flags & sys::AV_PKT_FLAG_DISCARD != 0
    }

    /// Whether decoding can start here.
    pub fn is_key(&self) -> bool {
        self.get().flags & sys::AV_PKT_FLAG_KEY != 0
    }
}

impl Drop for Packet {
    fn drop(&mut self) {
        let mut packet = self.0.as_ptr();
        // SAFETY: ours, and not used afterwards.
        unsafe { sys::av_packet_free(&raw mut packet) };
    }
}

impl fmt::Debug for Packet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Packet")
            .field("stream", &self.stream())
            .field("pts", &self.pts())
            .field("dts", &self.dts())
            .field("duration", &self.duration())
            .field("len", &self.len())
            .finish_non_exhaustive()
    }
}
