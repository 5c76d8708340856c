//! [`Additions`]: what our records say beyond the ISCC metadata schema.

use alloc::vec::Vec;

use iscc_core::Bits;

use crate::invalid::InvalidRecord;
use crate::note::Note;
use crate::segments::{Milliseconds, Segments};
use crate::value::{Members, Value};

/// What a record says beyond the ISCC metadata schema. **An extension of ours.**
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Additions {
    /// What a user should know about the record (`notes`).
    pub notes: Vec<Note>,
    /// How reliable the Content-Code of an image or of audio is (`x_stability`).
    pub stability: Option<Stability>,
    /// Segments of audio, if they were asked for (`x_audio_segments`).
    pub audio_segments: Option<Segments<Milliseconds>>,
    /// Shots of a film, if they were asked for (`x_video_shots`). The scenes of the schema, which are found in another
    /// way, are in `features`.
    pub video_shots: Option<Segments<Milliseconds>>,
}

/// How reliable a Content-Code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(clippy::exhaustive_structs, reason = "the two figures and what they refer to")]
pub struct Stability {
    /// The length of the Content-Code that the next figure refers to.
    pub bits: Bits,
    /// How many of these bits a little noise may flip.
    pub fragile: u32,
    /// Whether the content has hardly any features, so that the code matches those of unrelated files.
    pub featureless: bool,
}

impl Additions {
    pub(crate) fn push_to(&self, members: &mut Members) {
        if !self.notes.is_empty() {
            members.push("notes", Value::list(self.notes.iter().map(Note::to_members)));
        }
        members.push_some("x_stability", self.stability.map(Stability::to_members));
        let segments = |segments: &Segments<Milliseconds>| {
            let mut members = Members::new();
            segments.push_to(&mut members);
            members
        };
        members.push_some("x_audio_segments", self.audio_segments.as_ref().map(segments));
        members.push_some("x_video_shots", self.video_shots.as_ref().map(segments));
    }

    /// Takes its members; those of another form stay.
    pub(crate) fn take_from(members: &mut Members) -> Result<Self, InvalidRecord> {
        let notes = match members.take("notes") {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::List(notes)) => notes
                .into_iter()
                .map(|note| match note {
                    Value::Members(note) => Note::from_members(note),
                    _ => Err(InvalidRecord::member("notes")),
                })
                .collect::<Result<_, _>>()?,
            Some(_) => return Err(InvalidRecord::member("notes")),
        };
        Ok(Self {
            notes,
            stability: members.take_if("x_stability", Stability::from_value),
            audio_segments: members.take_if("x_audio_segments", segments),
            video_shots: members.take_if("x_video_shots", segments),
        })
    }
}

impl Stability {
    fn to_members(self) -> Members {
        let mut members = Members::new();
        members.push("bits", self.bits.get());
        members.push("fragile", self.fragile);
        members.push("featureless", self.featureless);
        members
    }

    fn from_value(value: &Value) -> Option<Self> {
        let Value::Members(members) = value else { return None };
        let number = |name| u32::try_from(members.get(name)?.as_u64()?).ok();
        let Some(Value::Bool(featureless)) = members.get("featureless") else { return None };
        let found = Self {
            bits: Bits::new(number("bits")?)?,
            fragile: number("fragile")?,
            featureless: *featureless,
        };
        (found.to_members() == *members).then_some(found)
    }
}

fn segments(value: &Value) -> Option<Segments<Milliseconds>> {
    let Value::Members(members) = value else { return None };
    (members.len() == 3).then(|| Segments::from_members(members)).flatten()
}
