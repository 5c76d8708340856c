//! Rows of the picture, from the top: enlarged components put together.

use alloc::vec::Vec;

use crate::color::{self, ColorSpace};
use crate::error::Error;
use crate::frame::Frame;
use crate::limits::Budget;
use crate::samples::{Plane, Sampler};
use crate::upsample::{self, Across, Down, Enlarging};

/// Hands out the rows of a picture.
#[derive(Debug)]
pub struct Rows<'a> {
    sampler: Sampler<'a>,
    color: ColorSpace,
    planes: Vec<Plane>,
    enlarging: Vec<Enlarging>,
    /// By component: the row of the picture, where it is not simply the component's.
    enlarged: Vec<Vec<u8>>,
    sums: Vec<u16>,
    pixels: Vec<u8>,
    /// Whether a filter looks at the row of units below.
    looks_ahead: bool,
    /// Rows of units that are decoded.
    decoded: usize,
    /// Rows that were handed out.
    done: usize,
}

impl<'a> Rows<'a> {
    pub(crate) fn new(
        sampler: Sampler<'a>,
        color: ColorSpace,
        budget: &mut Budget,
    ) -> Result<Self, Error> {
        let frame = &sampler.frame;
        let enlarging = enlarging(frame)?;
        let looks_ahead = enlarging.iter().any(|one| one.down == Down::Smooth);
        let planes = sampler.planes(budget, |v| if looks_ahead { v + 1 } else { 0 })?;
        let mut enlarged = Vec::new();
        for (one, component) in enlarging.iter().zip(&frame.components) {
            // Whole blocks, as the filters write.
            let len = match one {
                Enlarging { across: Across::Full, down: Down::Repeat(_) } => 0,
                _ => 8 * component.stride * (frame.max_h / component.h),
            };
            enlarged.push(budget.vec(len, 0)?);
        }
        let widest = planes.iter().map(|plane| plane.stride).max().unwrap_or(0);
        let sums = budget.vec(if looks_ahead { widest } else { 0 }, 0)?;
        let pixels = budget.vec(usize::from(frame.width) * color.channels(), 0)?;
        Ok(Self {
            sampler,
            color,
            planes,
            enlarging,
            enlarged,
            sums,
            pixels,
            looks_ahead,
            decoded: 0,
            done: 0,
        })
    }

    /// What the components are.
    pub const fn color(&self) -> ColorSpace {
        self.color
    }

    /// How often the file contradicted the standard so far where decoding could continue.
    pub const fn warnings(&self) -> u32 {
        self.sampler.reader.input.warnings
    }

    /// The next row, from the top: width times [`ColorSpace::channels`] bytes. `None` after the last one.
    ///
    /// # Errors
    ///
    /// What ends decoding, as far as it shows up to this row.
    pub fn next_row(&mut self) -> Result<Option<&[u8]>, Error> {
        let frame = &self.sampler.frame;
        if self.done == usize::from(frame.height) {
            return Ok(None);
        }
        while self.done >= self.ready() {
            self.decode()?;
        }
        self.assemble();
        self.done += 1;
        Ok(Some(&self.pixels))
    }

    /// Reads what follows the picture's data.
    ///
    /// # Errors
    ///
    /// If there is something that may not be there, as libjpeg finds. That nothing follows is no error.
    pub fn finish(mut self) -> Result<(), Error> {
        self.sampler.finish()
    }

    /// Rows of the picture that the decoded units are enough for.
    fn ready(&self) -> usize {
        let Frame { max_v, unit_rows, .. } = self.sampler.frame;
        let rows = self.decoded * 8 * max_v;
        if self.looks_ahead && self.decoded < unit_rows { rows.saturating_sub(max_v) } else { rows }
    }

    fn decode(&mut self) -> Result<(), Error> {
        // The last rows go before the first ones.
        for plane in self.planes.iter_mut().filter(|plane| plane.carried > 0) {
            let len = plane.carried * plane.stride;
            let last = plane.samples.len().saturating_sub(len);
            plane.samples.copy_within(last.., 0);
        }
        self.sampler.row(self.decoded, &mut self.planes)?;
        self.decoded += 1;
        Ok(())
    }

    /// Makes the row that is next.
    fn assemble(&mut self) {
        let frame = &self.sampler.frame;
        let width = usize::from(frame.width);
        let first = (self.decoded - 1) * 8;
        let mut rows: [&[u8]; 4] = [&[]; 4];
        let components = frame.components.iter().zip(&self.planes).zip(&self.enlarging);
        for (((component, plane), one), (enlarged, place)) in
            components.zip(self.enlarged.iter_mut().zip(&mut rows))
        {
            // The component's row by its number from the top of the picture.
            let row = |index: usize| {
                let line = (index + plane.carried).saturating_sub(first * component.v);
                let row = plane.samples.get(line * plane.stride..).unwrap_or_default();
                row.get(..component.width).unwrap_or_default()
            };
            let (near, far, is_lower) = match one.down {
                Down::Repeat(times) => (self.done / times, 0, false),
                Down::Smooth if self.done.is_multiple_of(2) => {
                    (self.done / 2, (self.done / 2).saturating_sub(1), false)
                }
                Down::Smooth => {
                    (self.done / 2, (self.done / 2 + 1).min(component.height - 1), true)
                }
            };
            *place = match (one.across, one.down) {
                (Across::Full, Down::Repeat(_)) => row(near),
                (Across::Full, Down::Smooth) => {
                    upsample::smooth_down(row(near), row(far), is_lower, enlarged);
                    enlarged
                }
                (Across::Smooth, Down::Repeat(_)) => {
                    upsample::smooth_across(row(near), enlarged);
                    enlarged
                }
                (Across::Smooth, Down::Smooth) => {
                    upsample::smooth_both(row(near), row(far), &mut self.sums, enlarged);
                    enlarged
                }
                (Across::Repeat(times), _) => {
                    upsample::repeat(row(near), times, enlarged);
                    enlarged
                }
            };
        }
        let [a, b, c, d] = rows.map(|row| row.get(..width).unwrap_or_default());
        let pixels = &mut self.pixels;
        match self.color {
            ColorSpace::Gray => color::interleave([a], pixels),
            ColorSpace::YCbCr => color::ycc_to_rgb(a, b, c, pixels),
            ColorSpace::Rgb => color::interleave([a, b, c], pixels),
            ColorSpace::Cmyk => color::interleave([a, b, c, d], pixels),
            ColorSpace::Ycck => color::ycck_to_cmyk([a, b, c, d], pixels),
            ColorSpace::Unknown => color::interleave([a, b], pixels),
        }
    }
}

/// How each component is enlarged.
fn enlarging(frame: &Frame) -> Result<Vec<Enlarging>, Error> {
    frame.components.iter().map(|component| Enlarging::of(component, frame)).collect()
}
