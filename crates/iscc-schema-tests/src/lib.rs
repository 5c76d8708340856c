//! An index that knows records and codes and no engine. It shows that `iscc-schema` and `iscc-core` are all that such a
//! program depends on.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

use alloc::vec::Vec;

use iscc_core::{Code, Distance, Unit};
use iscc_schema::{Milliseconds, Note, NoteCode, Record, Simprint};

/// Records in the order in which they were added.
#[derive(Debug, Default)]
pub struct Index {
    records: Vec<Record>,
}

impl Index {
    /// Adds a record, unless its Content-Code matches everything.
    pub fn add(&mut self, record: Record) {
        let says_nothing = |note: &Note| note.code == NoteCode::Featureless;
        if !record.additions.notes.iter().any(says_nothing) {
            self.records.push(record);
        }
    }

    /// The records with a unit of the same kind that is at most so many bits away.
    pub fn near(&self, unit: &Unit, bits: u32) -> Vec<&Record> {
        let is_near =
            |other: &Unit| unit.distance(other).is_some_and(|distance| distance.bits() <= bits);
        self.records.iter().filter(|record| record.units.iter().any(is_near)).collect()
    }

    /// Where in audio a part with at most so many bits of difference starts.
    pub fn find(&self, part: &Simprint, bits: u32) -> Vec<(Code, Milliseconds)> {
        let mut found = Vec::new();
        for record in &self.records {
            for segment in record.additions.audio_segments.iter().flatten() {
                let (own, part) = (segment.simprint.0, part.0);
                if Distance::between(own.as_bytes(), part.as_bytes()).bits() <= bits {
                    found.push((record.iscc, segment.offset));
                }
            }
        }
        found
    }
}
