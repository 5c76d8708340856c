//! [`Segments`]: parts of content, where they lie, and their simprints.

use alloc::vec::Vec;
use core::fmt::Debug;

use crate::simprint::Simprint;
use crate::value::{Members, Value};

/// A place or a length in the unit that a medium is measured in: [`Characters`], [`Bytes`] or [`Milliseconds`].
pub trait Offset: sealed::Sealed + Copy + Debug + Ord + From<u64> + Into<u64> {}

mod sealed {
    /// Only types of this crate are offsets.
    pub trait Sealed {}
}

macro_rules! offset {
    ($($(#[$documentation:meta])* $name:ident),*) => {
        $($(#[$documentation])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        #[allow(clippy::exhaustive_structs, reason = "a number and its unit")]
        pub struct $name(pub u64);

        impl From<u64> for $name {
            fn from(number: u64) -> Self {
                Self(number)
            }
        }

        impl From<$name> for u64 {
            fn from(offset: $name) -> Self {
                offset.0
            }
        }

        impl sealed::Sealed for $name {}
        impl Offset for $name {})*
    };
}
offset! {
    /// Unicode code points of a text.
    Characters,
    /// Bytes of a text in UTF-8.
    Bytes,
    /// Milliseconds of audio or video.
    Milliseconds
}

/// One part of the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(clippy::exhaustive_structs, reason = "what the ISCC metadata schema says about a part")]
pub struct Segment<O> {
    /// What it is like.
    pub simprint: Simprint,
    /// Where it starts.
    pub offset: O,
    /// How long it is.
    pub size: O,
}

/// Parts of the content in their order.
///
/// ```
/// use iscc_core::Digest;
/// use iscc_schema::{Milliseconds, Segment, Segments, Simprint};
///
/// let simprint = Simprint(Digest::new([7; 32]));
/// let (offset, size) = (Milliseconds(0), Milliseconds(5_000));
/// let segments = Segments::from_iter([Segment { simprint, offset, size }]);
/// assert_eq!(segments.as_slice()[0].size, Milliseconds(5_000));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Segments<O>(Vec<Segment<O>>);

impl<O> Segments<O> {
    /// The parts.
    #[must_use]
    pub fn as_slice(&self) -> &[Segment<O>] {
        &self.0
    }

    /// The parts, one after the other.
    pub fn iter(&self) -> core::slice::Iter<'_, Segment<O>> {
        self.0.iter()
    }
}

impl<O> Default for Segments<O> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<O> FromIterator<Segment<O>> for Segments<O> {
    fn from_iter<I: IntoIterator<Item = Segment<O>>>(segments: I) -> Self {
        Self(segments.into_iter().collect())
    }
}

impl<'a, O> IntoIterator for &'a Segments<O> {
    type Item = &'a Segment<O>;
    type IntoIter = core::slice::Iter<'a, Segment<O>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<O: Offset> Segments<O> {
    /// Adds `simprints`, `offsets` and `sizes`: three lists of the same length.
    pub(crate) fn push_to(&self, members: &mut Members) {
        members.push("simprints", Value::list(self.iter().map(|part| Value::text(part.simprint))));
        members.push("offsets", Value::list(self.iter().map(|part| part.offset.into())));
        members.push("sizes", Value::list(self.iter().map(|part| part.size.into())));
    }

    /// Segments from exactly the members that [`push_to`](Self::push_to) adds.
    pub(crate) fn from_members(members: &Members) -> Option<Self> {
        let simprints = simprints(members.get("simprints")?)?;
        let offsets = numbers(members.get("offsets")?)?;
        let sizes = numbers(members.get("sizes")?)?;
        if offsets.len() != simprints.len() || sizes.len() != simprints.len() {
            return None;
        }
        let places = offsets.into_iter().zip(sizes);
        let parts = simprints.into_iter().zip(places);
        Some(
            parts
                .map(|(simprint, (offset, size))| Segment {
                    simprint,
                    offset: offset.into(),
                    size: size.into(),
                })
                .collect(),
        )
    }
}

/// A list of simprints of 256 bits.
pub(crate) fn simprints(value: &Value) -> Option<Vec<Simprint>> {
    let Value::List(values) = value else { return None };
    values.iter().map(|value| value.as_str()?.parse().ok()).collect()
}

fn numbers(value: &Value) -> Option<Vec<u64>> {
    let Value::List(values) = value else { return None };
    values.iter().map(Value::as_u64).collect()
}
