//! What a film's container says, as the libraries give it.

use iscc_ffmpeg::{Input, Kind, MICROSECONDS, Rational};

use crate::decode::metadata::Said;

/// What the container of `input` says of itself and its streams.
pub(super) fn facts(input: &Input) -> Said {
    let seconds = |count: i64, base: Rational| {
        #[expect(clippy::cast_precision_loss, reason = "as FFmpeg's program prints it")]
        let count = count as f64;
        count * base.to_f64()
    };
    let pictures = || input.streams().iter().filter(|stream| stream.kind == Kind::Video);
    let languages = input.streams().iter().filter_map(|stream| {
        stream.tags.iter().find(|(key, _)| key == "language").map(|(_, value)| value.clone())
    });
    Said {
        tags: input.tags(),
        languages: languages.collect(),
        lengths: pictures()
            .filter_map(|stream| Some(seconds(stream.duration?, stream.time_base)))
            .chain(input.duration().map(|duration| seconds(duration, MICROSECONDS)))
            .collect(),
        first: pictures().next().map(|first| {
            let rate = first.base_rate;
            let rate = if rate.is_positive() { rate.to_f64() } else { 0.0 };
            (first.width, first.height, rate)
        }),
    }
}
