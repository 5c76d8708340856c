//! SVG through resvg, which the reference renders with as well (resvg 0.48.1 in `resvg_py` 0.5.0), with the reference's
//! options: no size of an inch, five font families, no language.
//!
//! Nothing outside of the file is read but fonts of the system, and these only for a drawing with text.
//!
//! DIFFERENCE: the reference draws pictures that are files beside the drawing.

mod expand;
mod fonts;
mod nested;
mod packed;
mod size;
mod work;

use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

use resvg::tiny_skia::{IntSize, Pixmap, Transform};
use resvg::usvg::roxmltree::{Document, ParsingOptions};
use resvg::usvg::{ImageHrefResolver, Options, Size, Tree};

use super::sink::{Shape, Sink, Source, normalise_rows};
use super::{Decoded, Job, Limits};

use crate::error::{Error, Limited, Unsupported};
use crate::format::Format;
use crate::normalise::Orientation;
use crate::normalise::fill::on_white;
use packed::is_packed;
pub(crate) use packed::unpacked;
use size::{NoNumber, Root};
use work::Work;

/// Draws and normalises an SVG file.
pub(super) fn decode(bytes: &[u8], limits: &Job) -> Result<Decoded, Error> {
    // The reference looks for entities and units in the bytes of the file.
    let is_packed = is_packed(bytes);
    if !is_packed && declares_entities(bytes) {
        return Err(damaged("entities are declared", None));
    }
    let bytes = unpacked(bytes, limits)?;
    if is_packed && Format::sniff(&bytes) != Some(Format::Svg) {
        return Err(Error::Unsupported(Unsupported::Format));
    }
    let text = core::str::from_utf8(&bytes)
        .map_err(|error| damaged("the text is no UTF-8", Some(error.into())))?;
    let document = parse(text, limits)?;
    let element = document.root_element();
    let root = Root {
        width: element.attribute("width"),
        height: element.attribute("height"),
        view_box: element.attribute("viewBox"),
    };
    let no_number = |NoNumber| damaged("a side is no number", None);
    let (width, height) = root.asked().map_err(no_number)?;
    let replaced =
        if is_packed { None } else { size::without_units(text, &root).map_err(no_number)? };
    let drawing = match replaced {
        Some(replaced) => Drawing::new(&parse(&replaced, limits)?, width, height, limits)?,
        None => Drawing::new(&document, width, height, limits)?,
    };
    let (width, height) = (drawing.0.width() as usize, drawing.0.height() as usize);
    let shape = Shape { width, height, orientation: Orientation::Normal, gray: false };
    let pixels = normalise_rows(&drawing, shape, limits)?;
    Ok(Decoded { pixels, format: Format::Svg, width, height, orientation: Orientation::Normal })
}

fn parse<'a>(text: &'a str, limits: &Limits) -> Result<Document<'a>, Error> {
    // Elements, their texts and comments.
    let nodes_limit = u32::try_from(limits.max_elements.saturating_mul(4)).unwrap_or(u32::MAX);
    let options = ParsingOptions { allow_dtd: true, nodes_limit, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options)
        .map_err(|error| damaged("the XML is broken", Some(error.into())))?;
    expand::check(&document, limits)?;
    Ok(document)
}

/// The reference looks for declarations in the bytes, comments taken out.
fn declares_entities(bytes: &[u8]) -> bool {
    const DECLARATION: &[u8] = b"<!ENTITY";
    let find = |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).position(|part| part == what);
    let (mut cleaned, mut rest) = (Vec::new(), bytes);
    while let Some(start) = find(rest, b"<!--") {
        let Some(end) = find(&rest[start + 4..], b"-->") else { break };
        cleaned.extend_from_slice(&rest[..start]);
        rest = &rest[start + 4 + end + 3..];
    }
    cleaned.extend_from_slice(rest);
    find(&cleaned, DECLARATION).is_some()
}

/// Of the elements that are drawn.
const NAME_SPACE: &str = "http://www.w3.org/2000/svg";

/// The drawing, with opacity.
struct Drawing(Pixmap);

impl Drawing {
    /// Draws into `width` x `height` pixels, or fewer if the drawing has another shape.
    fn new(
        document: &Document<'_>,
        width: u32,
        height: u32,
        limits: &Limits,
    ) -> Result<Self, Error> {
        const EMPTY: &str = "the drawing has no size";
        // Text of drawings inside this one does not count, in the reference neither.
        let has_text = document.descendants().any(|node| node.has_tag_name((NAME_SPACE, "text")));
        let options = options(width, height, has_text, limits);
        let tree = Tree::from_xmltree(document, &options)
            .map_err(|error| damaged("nothing to be drawn", Some(error.into())))?;
        let size = tree.size().to_int_size();
        let asked = IntSize::from_wh(width, height).ok_or_else(|| damaged(EMPTY, None))?;
        let fitted = size.scale_to(asked);
        let (width, height) = (fitted.width(), fitted.height());
        limits.check_pixels(width as usize, height as usize)?;
        // With opacity, and a layer.
        limits.check_alloc(u64::from(width) * u64::from(height) * 8)?;
        let scale = [
            fitted.to_size().width() / size.to_size().width(),
            fitted.to_size().height() / size.to_size().height(),
        ];
        Work::new(limits, width, height, scale[0].max(scale[1])).check(tree.root())?;
        let mut pixmap = Pixmap::new(width, height).ok_or_else(|| damaged(EMPTY, None))?;
        resvg::render(&tree, Transform::from_scale(scale[0], scale[1]), &mut pixmap.as_mut());
        Ok(Self(pixmap))
    }
}

/// The options of the reference.
fn options(width: u32, height: u32, has_text: bool, limits: &Limits) -> Options<'static> {
    let mut options = Options {
        // So that lengths in centimetres, inches or points are 0.
        dpi: 0.0,
        font_size: 16.0,
        font_family: fonts::SERIF.to_string(),
        languages: vec![],
        image_href_resolver: ImageHrefResolver {
            resolve_data: nested::resolver(limits),
            resolve_string: alloc::boxed::Box::new(|_, _| None),
        },
        ..Options::default()
    };
    #[allow(clippy::cast_precision_loss, reason = "at most 4096")]
    if let Some(size) = Size::from_wh(width as f32, height as f32) {
        options.default_size = size;
    }
    if has_text {
        options.fontdb = fonts::installed();
    }
    options
}

impl Source for Drawing {
    fn rows(&self, sink: &mut Sink) -> Result<(), Error> {
        let width = self.0.width() as usize;
        let mut row = vec![0; width * 3];
        for pixels in self.0.pixels().chunks_exact(width) {
            for (pixel, rgb) in pixels.iter().zip(row.chunks_exact_mut(3)) {
                let colour = pixel.demultiply();
                let channels = [colour.red(), colour.green(), colour.blue()];
                rgb.copy_from_slice(&channels.map(|value| on_white(value, colour.alpha())));
            }
            sink.push(&row)?;
        }
        Ok(())
    }
}

fn limit(limited: Limited, asked: u64, allowed: u64) -> Result<(), Error> {
    if asked > allowed { Err(Error::Limit { limited, asked, allowed }) } else { Ok(()) }
}

fn damaged(
    what: &'static str,
    source: Option<alloc::boxed::Box<dyn core::error::Error + Send + Sync>>,
) -> Error {
    Error::Damaged { format: Format::Svg, what, source }
}
