//! Pictures turned by quarters and mirrored, pixel by pixel in their own format.
#![expect(unsafe_code, reason = "rows of a frame of our own are written")]

use core::ffi::c_int;

use ffmpeg_sys_next as sys;

use crate::error::{Error, check};
use crate::frame::Frame;

/// How a picture is turned: first mirrored, then rows and columns change places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Turn {
    /// Columns are taken from the right.
    pub mirror_columns: bool,
    /// Rows are taken from the bottom.
    pub mirror_rows: bool,
    /// Rows become columns.
    pub transpose: bool,
}

impl Frame {
    /// A copy of a picture, turned. `None` for formats whose pixels cannot be moved one by one: several in a byte, and
    /// colours that are halved in one direction only.
    ///
    /// # Errors
    /// [`Error::Memory`].
    pub fn turned(&self, turn: Turn) -> Result<Option<Self>, Error> {
        let Some(format) = self.pixel_format() else { return Ok(None) };
        let (width, height) = (self.width(), self.height());
        let Some(steps) = format.pixel_steps(turn.transpose) else { return Ok(None) };
        let mut turned = Self::new()?;
        let out = turned.as_mut_ptr();
        let (out_width, out_height) =
            if turn.transpose { (height, width) } else { (width, height) };
        let side = |side: u32| c_int::try_from(side).unwrap_or_default();
        // SAFETY: an empty frame of ours; properties are copied from another of ours, then it gets planes of its own.
        unsafe {
            check("turn a picture", sys::av_frame_copy_props(out, self.get()))?;
            (*out).format = format.raw() as c_int;
            (*out).width = side(out_width);
            (*out).height = side(out_height);
            check("turn a picture", sys::av_frame_get_buffer(out, 0))?;
        }
        for (plane, step) in steps.into_iter().enumerate().take_while(|&(_, step)| step > 0) {
            self.turn_plane(&mut turned, plane, step, turn);
        }
        Ok(Some(turned))
    }

    fn turn_plane(&self, turned: &mut Self, plane: usize, step: usize, turn: Turn) {
        let size = |frame: &Self| {
            let format = frame.pixel_format()?;
            format.plane_size(plane, frame.width(), frame.height())
        };
        let (Some((bytes, rows)), Some((out_bytes, out_rows))) = (size(self), size(turned)) else {
            return;
        };
        let columns = bytes / step;
        for y in 0..out_rows {
            let Some(out) = turned.row_mut(plane, y, out_bytes) else { return };
            let y = y as usize;
            for (x, pixel) in out.chunks_exact_mut(step).enumerate() {
                let (column, row) = if turn.transpose { (y, x) } else { (x, y) };
                let (Some(last_column), Some(last_row)) =
                    (columns.checked_sub(column + 1), (rows as usize).checked_sub(row + 1))
                else {
                    continue;
                };
                let column = if turn.mirror_columns { last_column } else { column };
                let row = if turn.mirror_rows { last_row } else { row };
                let from = u32::try_from(row).ok().and_then(|row| self.row(plane, row, bytes));
                if let Some(from) =
                    from.and_then(|from| from.get(column * step..(column + 1) * step))
                {
                    pixel.copy_from_slice(from);
                }
            }
        }
    }

    /// A row of a frame that owns its planes.
    fn row_mut(&mut self, plane: usize, y: u32, len: usize) -> Option<&mut [u8]> {
        let row = self.row(plane, y, len)?.as_ptr().cast_mut();
        // SAFETY: called only for frames whose planes were allocated in `turned` and are referred to by nobody else; the
        // row is within them, as `row` found.
        Some(unsafe { core::slice::from_raw_parts_mut(row, len) })
    }
}
