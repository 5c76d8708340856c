//! Pictures of indices into a palette.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

use super::sink::{Sink, Source};
use crate::error::Error;
use crate::normalise::fill::on_white;

/// The colours of all indices, on white; those that a palette does not have are black.
#[derive(Debug, Clone)]
pub(super) struct Colours(Box<[[u8; 3]; 256]>);

impl Colours {
    /// The indices themselves, as levels of gray.
    pub(super) fn gray() -> Self {
        let mut colours = Self::of([]);
        for (colour, level) in colours.0.iter_mut().zip(0..=u8::MAX) {
            *colour = [level; 3];
        }
        colours
    }

    /// The first 256 colours of a palette.
    pub(super) fn of(palette: impl IntoIterator<Item = [u8; 3]>) -> Self {
        let mut colours = Box::new([[0; 3]; 256]);
        for (colour, stored) in colours.iter_mut().zip(palette) {
            *colour = stored;
        }
        Self(colours)
    }

    /// The colours of a palette of bytes: red, green, blue and so on.
    pub(super) fn of_rgb(palette: &[u8]) -> Self {
        Self::of(palette.chunks_exact(3).map(|rgb| [rgb[0], rgb[1], rgb[2]]))
    }

    /// Makes an index more or less transparent.
    pub(super) fn set_alpha(&mut self, index: u8, alpha: u8) {
        let colour = &mut self.0[usize::from(index)];
        *colour = colour.map(|value| on_white(value, alpha));
    }

    pub(super) fn rgb(&self, index: u8) -> [u8; 3] {
        self.0[usize::from(index)]
    }

    /// Whether rows are pushed as gray ones: one byte a pixel.
    pub(super) fn is_gray(&self) -> bool {
        self.0.iter().all(|[red, green, blue]| red == green && green == blue)
    }
}

/// A picture of indices in memory.
#[derive(Debug)]
pub(super) struct Indexed {
    pub(super) indices: Vec<u8>,
    pub(super) width: usize,
    pub(super) colours: Colours,
}

impl Source for Indexed {
    fn rows(&self, sink: &mut Sink) -> Result<(), Error> {
        let rows = self.indices.chunks_exact(self.width);
        if self.colours.is_gray() {
            let mut gray = vec![0; self.width];
            for row in rows {
                for (gray, index) in gray.iter_mut().zip(row) {
                    *gray = self.colours.rgb(*index)[0];
                }
                sink.push(&gray)?;
            }
        } else {
            let mut rgb = vec![0; self.width * 3];
            for row in rows {
                for (rgb, index) in rgb.chunks_exact_mut(3).zip(row) {
                    rgb.copy_from_slice(&self.colours.rgb(*index));
                }
                sink.push(&rgb)?;
            }
        }
        Ok(())
    }
}
