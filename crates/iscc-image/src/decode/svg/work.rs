//! How many pixels are computed for a drawing: layers, filters and patterns cost far more than what is seen of them.

use resvg::usvg::filter::{Filter, Kind};
use resvg::usvg::{Fill, Group, ImageKind, Node, NonZeroRect, Paint, Path, Rect, Stroke};

use super::limit;
use crate::decode::Limits;
use crate::error::{Error, Limited};

/// The widest blur, in pixels: beyond 2^31 the renderer's sums overflow.
const WIDEST_BLUR: f64 = 1e6;

/// Counts the pixels on the way to a picture of `width` x `height`.
#[derive(Debug)]
pub(super) struct Work<'a> {
    limits: &'a Limits,
    /// Pixels of the picture, and its pixels in a unit of the drawing.
    width: f64,
    height: f64,
    scale: f64,
    done: f64,
}

impl<'a> Work<'a> {
    pub(super) fn new(limits: &'a Limits, width: u32, height: u32, scale: f32) -> Self {
        Self {
            limits,
            width: f64::from(width),
            height: f64::from(height),
            scale: f64::from(scale),
            done: 0.0,
        }
    }

    /// Refuses a group that costs too much.
    pub(super) fn check(&mut self, group: &Group) -> Result<(), Error> {
        if group.should_isolate() {
            self.add(self.area(&group.abs_layer_bounding_box().to_rect()))?;
        }
        let (across, down) = group.abs_transform().get_scale();
        let zoom = f64::from(across.max(down)) * self.scale;
        for filter in group.filters() {
            self.filter(filter, zoom)?;
        }
        if let Some(mask) = group.mask() {
            self.add(self.canvas())?;
            self.check(mask.root())?;
            if let Some(second) = mask.mask() {
                self.check(second.root())?;
            }
        }
        let mut clip_path = group.clip_path();
        while let Some(clip) = clip_path {
            self.add(self.canvas())?;
            self.check(clip.root())?;
            clip_path = clip.clip_path();
        }
        group.children().iter().try_for_each(|node| self.node(node))
    }

    fn node(&mut self, node: &Node) -> Result<(), Error> {
        match node {
            Node::Group(group) => self.check(group),
            Node::Path(path) => self.path(path),
            Node::Image(image) => {
                let size = image.size();
                let [width, height] = [size.width(), size.height()].map(|side| {
                    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                    let side = side as usize;
                    side
                });
                if let ImageKind::SVG(tree) = image.kind() {
                    return self.check(tree.root());
                }
                self.limits.check_pixels(width, height)?;
                self.limits.check_alloc(width as u64 * height as u64 * 8)?;
                self.add(f64::from(size.width()) * f64::from(size.height()))?;
                self.add(self.area(&image.abs_bounding_box()))
            }
            Node::Text(text) => self.check(text.flattened()),
        }
    }

    fn path(&mut self, path: &Path) -> Result<(), Error> {
        let bounds = path.abs_stroke_bounding_box();
        self.add(self.area(&bounds))?;
        // Every edge is stepped through row by row.
        let rows = (f64::from(bounds.height()) * self.scale).min(self.height);
        #[allow(clippy::cast_precision_loss, reason = "an estimate")]
        let edges = path.data().len() as f64;
        self.add(edges * (rows + 1.0))?;
        let paints = path.fill().map(Fill::paint).into_iter();
        for paint in paints.chain(path.stroke().map(Stroke::paint)) {
            if let Paint::Pattern(pattern) = paint {
                self.add(self.area_of(&pattern.rect()))?;
                self.check(pattern.root())?;
            }
        }
        Ok(())
    }

    /// `zoom`: the pixels in a unit of the filter.
    fn filter(&mut self, filter: &Filter, zoom: f64) -> Result<(), Error> {
        for primitive in filter.primitives() {
            let blur = match primitive.kind() {
                Kind::GaussianBlur(blur) => blur.std_dev_x().get().max(blur.std_dev_y().get()),
                Kind::DropShadow(blur) => blur.std_dev_x().get().max(blur.std_dev_y().get()),
                _ => 0.0,
            };
            let pixels = f64::from(blur) * zoom;
            if pixels.is_nan() || pixels > WIDEST_BLUR {
                self.add(f64::INFINITY)?;
            }
            // The pixels that each pixel looks at.
            let looks = match primitive.kind() {
                Kind::ConvolveMatrix(matrix) => {
                    f64::from(matrix.matrix().columns()) * f64::from(matrix.matrix().rows())
                }
                Kind::Morphology(shape) => {
                    let side = |radius: f32| (2.0 * f64::from(radius) * self.scale + 1.0).min(1e5);
                    side(shape.radius_x().get()) * side(shape.radius_y().get())
                }
                Kind::Turbulence(noise) => f64::from(noise.num_octaves()) * 16.0,
                Kind::Image(image) => {
                    self.check(image.root())?;
                    1.0
                }
                _ => 8.0,
            };
            self.add(self.canvas() * looks)?;
        }
        Ok(())
    }

    fn canvas(&self) -> f64 {
        self.width * self.height
    }

    /// The pixels of an area, as far as it is inside the picture.
    fn area(&self, area: &Rect) -> f64 {
        let width = (f64::from(area.width()) * self.scale + 2.0).min(self.width);
        let height = (f64::from(area.height()) * self.scale + 2.0).min(self.height);
        width * height
    }

    fn area_of(&self, area: &NonZeroRect) -> f64 {
        self.area(&area.to_rect())
    }

    fn add(&mut self, pixels: f64) -> Result<(), Error> {
        self.done += pixels + 16.0;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
        limit(Limited::Work, self.done as u64, self.limits.max_work)
    }
}
