//! [`Sampler`]: five frames a second, and what is made of them.

use iscc_ffmpeg::{DisplayMatrix, Frame, PixelFormat, Rational, rescale};

use crate::decode::collected::Collected;
use crate::decode::ffmpeg::pictures::Pictures;
use crate::decode::ffmpeg::scenes::Scenes;
use crate::decode::ffmpeg::small::Small;
use crate::decode::options::DecodeOptions;
use crate::decode::thumbnail::Candidates;
use crate::decode::turning::orientation;
use crate::error::Error;
use crate::sampling::FiveFps;

/// Five a second.
pub(super) const TICK: Rational = Rational::new(1, 5);

/// Takes frames as they are shown, and makes signatures, scenes and a thumbnail of them.
#[derive(Debug)]
pub(super) struct Sampler<'a> {
    options: &'a DecodeOptions,
    base: Rational,
    /// The stream's, for frames that have none of their own.
    matrix: Option<DisplayMatrix>,
    rule: FiveFps,
    /// The last frame, which waits until it is known how long it is shown.
    held: Option<Frame>,
    spare: Option<Frame>,
    kind: Option<FrameKind>,
    pictures: Pictures,
    pub(super) collected: Collected,
    pub(super) scenes: Option<Scenes>,
    pub(super) candidates: Candidates,
    small: Small,
    /// Frames that came.
    pub(super) decoded: u64,
}

/// What FFmpeg's filters are connected for.
type FrameKind = (Option<PixelFormat>, u32, u32, Option<DisplayMatrix>);

impl<'a> Sampler<'a> {
    pub(super) fn new(
        options: &'a DecodeOptions,
        matrix: Option<DisplayMatrix>,
        base: Rational,
    ) -> Result<Self, Error> {
        Ok(Self {
            options,
            base,
            matrix,
            rule: FiveFps::new(),
            held: None,
            spare: Some(Frame::new().map_err(Error::from_ffmpeg)?),
            kind: None,
            pictures: Pictures::default(),
            collected: Collected::default(),
            scenes: options.scenes.then(Scenes::default),
            candidates: Candidates::new(options.thumbnail),
            small: Small::default(),
            decoded: 0,
        })
    }

    /// A frame to decode into.
    pub(super) fn take_frame(&mut self) -> Result<Frame, Error> {
        match self.spare.take() {
            Some(frame) => Ok(frame),
            None => Frame::new().map_err(Error::from_ffmpeg),
        }
    }

    pub(super) fn give_back(&mut self, frame: Frame) {
        self.spare = Some(frame);
    }

    /// Takes the next frame; the one before is shown until then.
    pub(super) fn next(&mut self, frame: Frame, time: Option<i64>) -> Result<(), Error> {
        self.decoded += 1;
        let kind = (frame.pixel_format(), frame.width(), frame.height(), frame.display_matrix());
        if self.kind.replace(kind).is_some_and(|before| before != kind) {
            // The filters are made anew, and with them the file of signatures.
            self.rule = FiveFps::new();
            self.spare = self.held.take();
            self.pictures = Pictures::default();
            self.collected = Collected::default();
            self.scenes = self.options.scenes.then(Scenes::default);
        }
        if let (Some(scenes), Some(time)) = (&mut self.scenes, time) {
            #[expect(clippy::cast_precision_loss, reason = "as FFmpeg prints it")]
            scenes.update(time as f64 * self.base.to_f64(), &frame);
        }
        let ticks = self.rule.push(time.map(|time| rescale(time, self.base, TICK)));
        self.show(ticks)?;
        let frame = if self.rule.has_begun() { self.held.replace(frame) } else { Some(frame) };
        self.spare = frame;
        Ok(())
    }

    pub(super) fn finish(&mut self, end: i64) -> Result<(), Error> {
        let ticks = self.rule.finish(end);
        self.show(ticks)
    }

    /// Shows the frame that is held.
    fn show(&mut self, ticks: core::ops::Range<i64>) -> Result<(), Error> {
        let Some(frame) = self.held.as_ref().filter(|_| !ticks.is_empty()) else { return Ok(()) };
        let matrix = frame.display_matrix().or(self.matrix);
        // DIFFERENCE: the program turns by any angle, with interpolation.
        let orientation = orientation(matrix.map(|DisplayMatrix(matrix)| matrix))
            .ok_or(Error::Unsupported { what: "pictures turned by no quarters" })?;
        let signature = self.pictures.signature(frame, orientation)?;
        let (width, height) = (frame.width(), frame.height());
        let size = if orientation.swaps_sides() { (height, width) } else { (width, height) };
        self.small.push(frame, orientation, &mut self.candidates)?;
        self.collected.push(ticks, &signature, size, self.options)
    }
}
