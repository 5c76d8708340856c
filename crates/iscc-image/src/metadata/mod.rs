//! Embedded metadata: what a picture's file says about its title, creator and rights.
//!
//! The fields and their order are those of `image_meta_extract` in iscc-sdk 0.9.7, the values those that it
//! gets from exiv2 0.28.9. Values are as they stand in the file; the reference takes markup out of them
//! before it uses them, which `sanitize` of iscc-text does.

mod container;
mod exif;
mod fields;
mod iptc;
mod irb;
#[cfg(feature = "svg")]
mod svg;
mod xmp;

use alloc::string::String;

use crate::decode::Limits;
use fields::{Field, Fields};

/// What a file says about its picture. Values are not empty, and not sanitized.
///
/// ```
/// use iscc_image::{Limits, metadata};
///
/// assert_eq!(metadata(b"no picture", &Limits::default()).name, None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ImageMetadata {
    /// The title.
    pub name: Option<String>,
    /// A description, where XMP has one.
    pub description: Option<String>,
    /// Other metadata as a data URL, as ISCC tools embed it.
    pub meta: Option<String>,
    /// Who made it; several are joined with `, `.
    pub creator: Option<String>,
    /// Where the licence stands.
    pub license: Option<String>,
    /// Where a licence is to be had.
    pub acquire: Option<String>,
    /// The copyright notice.
    pub rights: Option<String>,
    /// An identifier.
    pub identifier: Option<String>,
    /// The languages.
    pub language: Option<String>,
}

/// Reads the metadata that is embedded in a JPEG, PNG, TIFF, WebP or PSD file: EXIF, XMP and IPTC. With the feature
/// `avif` also that of AVIF and HEIC files, with `svg` titles and RDF of SVG files.
///
/// It never fails: metadata that cannot be read or asks for more than `limits` is left out, as is that of other
/// formats. Nothing is decoded, so the picture may be damaged.
///
/// DIFFERENCE: where exiv2 takes the file itself for damaged the reference has no code at all; here what was
/// found up to there counts.
///
/// ```no_run
/// use iscc_image::{Limits, metadata};
///
/// let metadata = metadata(&std::fs::read("picture.jpg")?, &Limits::default());
/// println!("{:?} by {:?}", metadata.name, metadata.creator);
/// # Ok::<(), std::io::Error>(())
/// ```
#[must_use]
pub fn metadata(bytes: &[u8], limits: &Limits) -> ImageMetadata {
    #[cfg(feature = "svg")]
    if crate::Format::sniff(bytes) == Some(crate::Format::Svg) {
        let text = crate::decode::unpacked(bytes, limits);
        return text.map(|text| svg::read(&text, limits)).unwrap_or_default();
    }
    let mut fields = Fields::default();
    container::read(bytes, limits, &mut fields);
    let mut of = |field| fields.take(field);
    ImageMetadata {
        name: of(Field::Name),
        description: of(Field::Description),
        meta: of(Field::Meta),
        creator: of(Field::Creator),
        license: of(Field::License),
        acquire: of(Field::Acquire),
        rights: of(Field::Rights),
        identifier: of(Field::Identifier),
        language: of(Field::Language),
    }
}
