//! Thumbnails as files.

use alloc::vec::Vec;

use super::{Thumbnail, ThumbnailFormat};

impl Thumbnail {
    /// The picture as a file.
    ///
    /// ```
    /// # #[cfg(feature = "png")] {
    /// use iscc_image::{Limits, ThumbnailFormat, decode_with_thumbnail};
    ///
    /// # let mut file = Vec::new();
    /// # let mut writer = png::Encoder::new(&mut file, 300, 200).write_header().unwrap();
    /// # writer.write_image_data(&[99; 300 * 200]).unwrap();
    /// # writer.finish().unwrap();
    /// let (_, thumbnail) = decode_with_thumbnail(&file, &Limits::default(), 128)?;
    /// assert_eq!((thumbnail.width(), thumbnail.height()), (128, 85));
    /// assert!(thumbnail.encode(ThumbnailFormat::Jpeg(60)).starts_with(b"\xff\xd8"));
    /// # }
    /// # Ok::<(), iscc_image::Error>(())
    /// ```
    #[must_use]
    pub fn encode(&self, format: ThumbnailFormat) -> Vec<u8> {
        let mut file = Vec::new();
        // Into memory, and of sides that every format has, nothing fails.
        match format {
            ThumbnailFormat::Jpeg(quality) => {
                let encoder = jpeg_encoder::Encoder::new(&mut file, quality.clamp(1, 100));
                let side = |side: u32| u16::try_from(side).unwrap_or(u16::MAX);
                let colour = jpeg_encoder::ColorType::Rgb;
                let _ = encoder.encode(&self.rgb, side(self.width), side(self.height), colour);
            }
            ThumbnailFormat::Png => {
                let mut encoder = png::Encoder::new(&mut file, self.width, self.height);
                encoder.set_color(png::ColorType::Rgb);
                if let Ok(mut writer) = encoder.write_header() {
                    let _ = writer.write_image_data(&self.rgb);
                    let _ = writer.finish();
                }
            }
            ThumbnailFormat::WebP => {
                let encoder = image_webp::WebPEncoder::new(&mut file);
                let colour = image_webp::ColorType::Rgb8;
                let _ = encoder.encode(&self.rgb, self.width, self.height, colour);
            }
        }
        file
    }
}

impl ThumbnailFormat {
    /// The media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg(_) => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
        }
    }
}
