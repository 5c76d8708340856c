//! JPEG XL through jxl-oxide: the first frame, in sRGB where the file leaves that to the decoder.
//!
//! DIFFERENCE: the reference cannot read JPEG XL.

use alloc::boxed::Box;
use alloc::vec;

use jxl_oxide::{AllocTracker, EnumColourEncoding, JxlImage, PixelFormat, Render, RenderingIntent};

use super::sink::{Shape, Sink, Source, normalise_rows};
use super::{Decoded, Job};
use crate::error::{Error, Unsupported};
use crate::format::Format;
use crate::normalise::Orientation;
use crate::normalise::fill::on_white;

/// Decodes and normalises a JPEG XL file.
pub(super) fn decode(bytes: &[u8], limits: &Job) -> Result<Decoded, Error> {
    let memory = usize::try_from(limits.max_alloc).unwrap_or(usize::MAX);
    let tracker = AllocTracker::with_limit(memory);
    let mut image = JxlImage::builder().alloc_tracker(tracker).read(bytes).map_err(broken)?;
    // As they are seen: the decoder turns the picture.
    let (width, height) = (image.width() as usize, image.height() as usize);
    limits.check_pixels(width, height)?;
    let channels = match image.pixel_format() {
        PixelFormat::Gray => 1,
        PixelFormat::Graya => 2,
        PixelFormat::Rgb => 3,
        PixelFormat::Rgba => 4,
        _ => {
            let what = "inks";
            return Err(Error::Unsupported(Unsupported::Kind { format: Format::Jxl, what }));
        }
    };
    // Three planes of floating-point numbers and what they are made of.
    limits.check_alloc(width as u64 * height as u64 * 24)?;
    if image.image_header().metadata.xyb_encoded {
        let intent = RenderingIntent::Relative;
        image.request_color_encoding(if channels < 3 {
            EnumColourEncoding::gray_srgb(intent)
        } else {
            EnumColourEncoding::srgb(intent)
        });
    }
    let render = image.render_frame(0).map_err(broken)?;
    let orientation = Orientation::Normal;
    let shape = Shape { width, height, orientation, gray: channels < 3 };
    let pixels = normalise_rows(&Frame { render, channels, width, height }, shape, limits)?;
    Ok(Decoded { pixels, format: Format::Jxl, width, height, orientation })
}

struct Frame {
    render: Render,
    channels: usize,
    width: usize,
    height: usize,
}

impl Source for Frame {
    fn rows(&self, sink: &mut Sink) -> Result<(), Error> {
        let mut stream = self.render.stream();
        if (stream.width() as usize, stream.height() as usize, stream.channels() as usize)
            != (self.width, self.height, self.channels)
        {
            return Err(damaged("a frame of another size", None));
        }
        let opaque = self.channels - usize::from(self.channels.is_multiple_of(2));
        let mut samples = vec![0_u8; self.width * self.channels];
        let mut row = vec![0; self.width * opaque];
        for _ in 0..self.height {
            stream.write_to_buffer(&mut samples);
            for (out, pixel) in
                row.chunks_exact_mut(opaque).zip(samples.chunks_exact(self.channels))
            {
                let alpha = pixel.get(opaque).copied().unwrap_or(u8::MAX);
                for (out, value) in out.iter_mut().zip(pixel) {
                    *out = on_white(*value, alpha);
                }
            }
            sink.push(&row)?;
        }
        Ok(())
    }
}

fn broken(error: Box<dyn core::error::Error + Send + Sync>) -> Error {
    damaged("the data is broken or cut off", Some(error))
}

fn damaged(what: &'static str, source: Option<Box<dyn core::error::Error + Send + Sync>>) -> Error {
    Error::Damaged { format: Format::Jxl, what, source }
}
