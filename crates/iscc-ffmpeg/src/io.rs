//! [`Io`]: a Rust reader as the libraries' only way to bytes.
#![expect(unsafe_code, reason = "callbacks of libavformat")]

use core::ffi::{c_int, c_void};
use core::panic::AssertUnwindSafe;
use core::ptr::NonNull;
use std::io::{self, Read, Seek, SeekFrom};
use std::panic::catch_unwind;

use ffmpeg_sys_next as sys;

use crate::error::Error;
use iscc_container::ReadSeek;

/// Bytes that are read at a time, as the libraries do it with files.
const BUFFER: c_int = 32 * 1024;

/// A reader and the context through which the libraries see it.
pub(crate) struct Io {
    context: NonNull<sys::AVIOContext>,
    // Never a reference while the context lives: its callbacks make their own.
    state: NonNull<State>,
}

struct State {
    reader: Box<dyn ReadSeek>,
    piece: Vec<u8>,
    error: Option<io::Error>,
}

impl Io {
    pub(crate) fn new(reader: Box<dyn ReadSeek>) -> Result<Self, Error> {
        // SAFETY: any length may be asked for.
        let buffer = unsafe { sys::av_malloc(BUFFER.unsigned_abs() as usize) };
        if buffer.is_null() {
            return Err(Error::Memory);
        }
        let piece = vec![0; BUFFER.unsigned_abs() as usize];
        let state = NonNull::from(Box::leak(Box::new(State { reader, piece, error: None })));
        // SAFETY: the buffer is of the length given and from the libraries' allocator; the state lives until Drop, which
        // frees the context first.
        let context = unsafe {
            sys::avio_alloc_context(
                buffer.cast(),
                BUFFER,
                0,
                state.as_ptr().cast(),
                Some(read),
                None,
                Some(seek),
            )
        };
        let Some(context) = NonNull::new(context) else {
            // SAFETY: nobody else has either of them.
            unsafe {
                sys::av_free(buffer);
                drop(Box::from_raw(state.as_ptr()));
            }
            return Err(Error::Memory);
        };
        Ok(Self { context, state })
    }

    pub(crate) fn as_ptr(&self) -> *mut sys::AVIOContext {
        self.context.as_ptr()
    }

    /// The error that made reading stop, if it was the reader's.
    pub(crate) fn take_error(&mut self) -> Option<io::Error> {
        // SAFETY: callbacks run only within calls of the libraries, of which none runs here.
        unsafe { (*self.state.as_ptr()).error.take() }
    }
}

impl Drop for Io {
    fn drop(&mut self) {
        let mut context = self.context.as_ptr();
        // SAFETY: the owner closes the format context first, so nothing uses this one; the libraries may have put another
        // buffer in place of ours, but it is theirs to free by the same function.
        unsafe {
            sys::av_freep((&raw mut (*context).buffer).cast());
            sys::avio_context_free(&raw mut context);
            drop(Box::from_raw(self.state.as_ptr()));
        }
    }
}

/// Fills the libraries' buffer.
unsafe extern "C" fn read(opaque: *mut c_void, buffer: *mut u8, length: c_int) -> c_int {
    let length = usize::try_from(length).unwrap_or_default();
    if opaque.is_null() || buffer.is_null() || length == 0 {
        return sys::AVERROR(sys::EINVAL);
    }
    // SAFETY: `opaque` is the state given in `new`, and the libraries call from one thread at a time.
    let state = unsafe { &mut *opaque.cast::<State>() };
    // Read elsewhere first: what a read does not fill may still be wanted, or may never have been written.
    let length = length.min(state.piece.len());
    let answer = catch_unwind(AssertUnwindSafe(|| {
        loop {
            match state.reader.read(&mut state.piece[..length]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => return other,
            }
        }
    }));
    match answer {
        Ok(Ok(0)) => sys::AVERROR_EOF,
        Ok(Ok(read)) => {
            let piece = &state.piece[..read.min(length)];
            // SAFETY: the libraries own at least `length` bytes at `buffer`, and the piece is ours.
            unsafe { buffer.copy_from_nonoverlapping(piece.as_ptr(), piece.len()) };
            c_int::try_from(piece.len()).unwrap_or(sys::AVERROR_EXTERNAL)
        }
        Ok(Err(error)) => {
            state.error = Some(error);
            sys::AVERROR(sys::EIO)
        }
        Err(_) => sys::AVERROR_EXTERNAL,
    }
}

/// Goes somewhere, or says how long the file is.
unsafe extern "C" fn seek(opaque: *mut c_void, offset: i64, whence: c_int) -> i64 {
    if opaque.is_null() {
        return i64::from(sys::AVERROR(sys::EINVAL));
    }
    // SAFETY: as in `read`.
    let state = unsafe { &mut *opaque.cast::<State>() };
    let answer = catch_unwind(AssertUnwindSafe(|| {
        let reader = &mut state.reader;
        // A flag that says "at any cost"; files cost nothing.
        match whence & !sys::AVSEEK_FORCE {
            sys::AVSEEK_SIZE => {
                let here = reader.stream_position()?;
                let length = reader.seek(SeekFrom::End(0))?;
                reader.seek(SeekFrom::Start(here))?;
                Ok(length)
            }
            // SEEK_SET, SEEK_CUR and SEEK_END of C.
            0 if offset >= 0 => reader.seek(SeekFrom::Start(offset.unsigned_abs())),
            1 => reader.seek(SeekFrom::Current(offset)),
            2 => reader.seek(SeekFrom::End(offset)),
            _ => Err(io::ErrorKind::InvalidInput.into()),
        }
    }));
    match answer {
        Ok(Ok(position)) => i64::try_from(position).unwrap_or(i64::MAX),
        // Not kept: demuxers try places that a damaged file only claims to have.
        _ => i64::from(sys::AVERROR(sys::EINVAL)),
    }
}
