//! [`Features`]: the granular features of the ISCC metadata schema.

use crate::segments::{Bytes, Characters, Milliseconds, Segment, Segments, simprints};
use crate::value::{Members, Value};

/// Granular features: simprints of parts of the content and where these lie.
///
/// Written, they are the objects of `features` in the ISCC metadata schema.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Features {
    /// Passages of a text, measured in characters.
    Text(Segments<Characters>),
    /// Passages of a text, measured in bytes of UTF-8.
    TextBytes(Segments<Bytes>),
    /// Scenes of a film. The first starts at 0, each other one where the one before ends.
    Video(Segments<Milliseconds>),
    /// Features that are written in another form, as they stand.
    Other(Members),
}

impl Features {
    pub(crate) fn to_members(&self) -> Members {
        let text = |byte_offsets: bool| {
            let mut members = head("text");
            members.push("byte_offsets", byte_offsets);
            members
        };
        match self {
            Self::Text(passages) => {
                let mut members = text(false);
                passages.push_to(&mut members);
                members
            }
            Self::TextBytes(passages) => {
                let mut members = text(true);
                passages.push_to(&mut members);
                members
            }
            Self::Video(scenes) => {
                let mut members = head("video");
                let simprints = scenes.iter().map(|scene| Value::text(scene.simprint));
                members.push("simprints", Value::list(simprints));
                members.push("sizes", Value::list(scenes.iter().map(|scene| seconds(scene.size))));
                members
            }
            Self::Other(members) => members.clone(),
        }
    }

    /// What is written in another form than ours, down to the order of its members, is [`Other`](Self::Other).
    pub(crate) fn from_members(members: Members) -> Self {
        let known = match members.get("subtype").and_then(Value::as_str) {
            Some("text") if members.get("byte_offsets") == Some(&Value::Bool(true)) => {
                Segments::from_members(&members).map(Self::TextBytes)
            }
            Some("text") => Segments::from_members(&members).map(Self::Text),
            Some("video") => scenes(&members).map(Self::Video),
            _ => None,
        };
        match known {
            Some(known) if known.to_members() == members => known,
            _ => Self::Other(members),
        }
    }
}

/// Of what and by which version of which algorithm the simprints are.
fn head(sub_type: &str) -> Members {
    let mut members = Members::new();
    members.push("maintype", "content");
    members.push("subtype", sub_type);
    members.push("version", 0_u64);
    members
}

/// Scenes are written by their lengths in seconds alone.
fn scenes(members: &Members) -> Option<Segments<Milliseconds>> {
    let simprints = simprints(members.get("simprints")?)?;
    let Value::List(sizes) = members.get("sizes")? else { return None };
    if sizes.len() != simprints.len() {
        return None;
    }
    let mut start = 0_u64;
    simprints
        .into_iter()
        .zip(sizes)
        .map(|(simprint, size)| {
            let (offset, size) = (Milliseconds(start), milliseconds(size)?);
            start = start.checked_add(size.0)?;
            Some(Segment { simprint, offset, size })
        })
        .collect()
}

/// Exact below 2^53 milliseconds: the nearest number to a decimal of three digits is that decimal's.
#[expect(clippy::cast_precision_loss, reason = "films are shorter than 2^53 milliseconds")]
fn seconds(time: Milliseconds) -> f64 {
    time.0 as f64 / 1000.0
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "what is no time of whole milliseconds is written differently, which the caller notices"
)]
fn milliseconds(seconds: &Value) -> Option<Milliseconds> {
    let Value::Float(seconds) = seconds else { return None };
    Some(Milliseconds((seconds * 1000.0 + 0.5) as u64))
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    fn film(sizes: &[f64]) -> Members {
        let mut members = head("video");
        let simprint = crate::Simprint(iscc_core::Digest::new([1; 32]));
        members.push("simprints", vec![Value::text(simprint); sizes.len()]);
        members.push("sizes", Value::list(sizes.iter().copied()));
        members
    }

    #[test]
    fn scenes_start_where_the_one_before_ends() {
        let members = film(&[1.6, 0.001, 4.299]);
        let Features::Video(scenes) = Features::from_members(members.clone()) else {
            panic!("scenes")
        };
        let starts = [0, 1600, 1601].map(Milliseconds);
        assert!(scenes.iter().map(|scene| scene.offset).eq(starts));
        assert_eq!(Features::Video(scenes).to_members(), members);
    }

    #[test]
    fn all_lengths_of_whole_milliseconds_are_exact() {
        for time in (0..200_000).map(Milliseconds) {
            assert_eq!(milliseconds(&Value::Float(seconds(time))), Some(time));
        }
    }

    #[test]
    fn what_is_written_differently_stays_as_it_is() {
        let mut longer = film(&[1.0]);
        longer.push("content", "https://example.org");
        for members in [film(&[1.0005]), film(&[-1.0]), longer, Members::new()] {
            assert_eq!(Features::from_members(members.clone()), Features::Other(members));
        }
    }
}
