//! Where decoders put their rows: straight into the resampler, unless there is a border to trim.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

use super::{Job, Limits};
use crate::error::{Error, Limited};
use crate::gray::Gray32x32;
use crate::normalise::edges::Edges;
use crate::normalise::pixel::{Gray, Pixel, Rgb};
use crate::normalise::resize::Resizer;
use crate::normalise::{Orientation, PixelFormat, View, normalise};

/// The size of a stored picture, how it is turned, and whether its rows are gray or RGB.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) orientation: Orientation,
    /// One byte a pixel, otherwise three.
    pub(super) gray: bool,
}

impl Shape {
    const fn format(self) -> PixelFormat {
        if self.gray { PixelFormat::Gray8 } else { PixelFormat::Rgb8 }
    }

    /// The bytes of all pixels.
    const fn bytes(self) -> u64 {
        self.width as u64 * self.height as u64 * self.format().bytes() as u64
    }
}

/// Gives the rows of a picture to a [`Sink`], from the top, and may be asked to do so again.
pub(super) trait Source {
    /// Pushes all rows.
    fn rows(&self, sink: &mut Sink) -> Result<(), Error>;
}

/// Normalises the rows of `source`.
///
/// The first run bets that there is no border and keeps nothing but what the resampler needs. The
/// bet is called off at the first row if that is a border, and then the pixels are kept; a border that
/// shows later only (on the left, say) costs a second run.
pub(super) fn normalise_rows(
    source: &impl Source,
    shape: Shape,
    limits: &Job,
) -> Result<Gray32x32, Error> {
    let mut sink = Sink::new(shape, Rows::streamed(shape), limits, true);
    source.rows(&mut sink)?;
    sink.finish_thumbnail(limits);
    match sink.rows {
        Rows::Streamed(rows) if no_border(&rows.edges, shape) => {
            return Ok(rows.resizer.finish());
        }
        Rows::Kept(pixels) => return of_kept(&pixels, shape),
        Rows::Streamed(_) => {}
    }
    let mut sink = Sink::new(shape, Rows::kept(shape, limits)?, limits, false);
    source.rows(&mut sink)?;
    match sink.rows {
        Rows::Kept(pixels) => of_kept(&pixels, shape),
        Rows::Streamed(rows) => Ok(rows.resizer.finish()),
    }
}

/// Takes the rows of one picture.
#[derive(Debug)]
pub(super) struct Sink {
    shape: Shape,
    limits: Limits,
    rows: Rows,
    #[cfg(feature = "thumbnail")]
    thumbnail: Option<crate::thumbnail::reduce::Reducer>,
}

/// What is known of a picture that has no border so far.
#[derive(Debug)]
struct Streamed {
    resizer: Resizer,
    edges: Edges,
    luma: Vec<u8>,
    /// The number of rows so far.
    count: usize,
}

#[derive(Debug)]
enum Rows {
    Streamed(Box<Streamed>),
    Kept(Vec<u8>),
}

impl Rows {
    fn streamed(shape: Shape) -> Self {
        let Shape { width, height, orientation, .. } = shape;
        Self::Streamed(Box::new(Streamed {
            resizer: Resizer::new(width, height, orientation),
            edges: Edges::new(height, orientation),
            luma: vec![0; width],
            count: 0,
        }))
    }

    fn kept(shape: Shape, limits: &Limits) -> Result<Self, Error> {
        limits.check_alloc(shape.bytes())?;
        let mut pixels = Vec::new();
        let room = usize::try_from(shape.bytes()).unwrap_or(usize::MAX);
        match pixels.try_reserve_exact(room) {
            Ok(()) => Ok(Self::Kept(pixels)),
            // The machine's own limit.
            Err(_) => {
                Err(Error::Limit { limited: Limited::Alloc, asked: shape.bytes(), allowed: 0 })
            }
        }
    }
}

impl Sink {
    /// `is_first`: the run that a thumbnail is made of.
    #[cfg_attr(not(feature = "thumbnail"), allow(unused_variables))]
    fn new(shape: Shape, rows: Rows, job: &Job, is_first: bool) -> Self {
        Self {
            shape,
            limits: **job,
            rows,
            #[cfg(feature = "thumbnail")]
            thumbnail: job.thumbnail.as_ref().filter(|_| is_first).map(|(size, _)| {
                crate::thumbnail::reduce::Reducer::new(shape.width, shape.height, *size)
            }),
        }
    }

    #[cfg_attr(not(feature = "thumbnail"), allow(unused_variables, clippy::unused_self))]
    fn finish_thumbnail(&mut self, job: &Job) {
        #[cfg(feature = "thumbnail")]
        if let (Some(reducer), Some((_, made))) = (self.thumbnail.take(), &job.thumbnail) {
            *made.borrow_mut() = reducer.finish(self.shape.orientation);
        }
    }

    /// The next row: gray or RGB, as the shape says.
    pub(super) fn push(&mut self, row: &[u8]) -> Result<(), Error> {
        #[cfg(feature = "thumbnail")]
        if let Some(reducer) = &mut self.thumbnail {
            reducer.push(row, self.shape.gray);
        }
        if self.shape.gray { self.push_as::<Gray>(row) } else { self.push_as::<Rgb>(row) }
    }

    fn push_as<P: Pixel>(&mut self, row: &[u8]) -> Result<(), Error> {
        if let Rows::Streamed(rows) = &mut self.rows {
            rows.edges.push::<P>(row);
            rows.count += 1;
            if rows.count > 1 || !rows.edges.top_is_border::<P>() {
                P::luma(row, &mut rows.luma);
                rows.resizer.push(&rows.luma);
                return Ok(());
            }
            self.rows = Rows::kept(self.shape, &self.limits)?;
        }
        if let Rows::Kept(pixels) = &mut self.rows {
            pixels.extend_from_slice(row);
        }
        Ok(())
    }
}

fn no_border(edges: &Edges, shape: Shape) -> bool {
    if shape.gray { edges.no_border::<Gray>() } else { edges.no_border::<Rgb>() }
}

fn of_kept(pixels: &[u8], shape: Shape) -> Result<Gray32x32, Error> {
    let view = View::packed(pixels, shape.width, shape.height, shape.format())?;
    Ok(normalise(&view, shape.orientation))
}
