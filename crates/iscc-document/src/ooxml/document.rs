//! [`Main`]: the main part of a document, and what it is related to.

use alloc::string::String;
use alloc::vec::Vec;

use super::relations::{Relation, relations};
use crate::error::Error;
use crate::output::Output;
use crate::package::Package;
use crate::xml_events::{Events, decode};

/// The main part of a package.
#[derive(Debug)]
pub(super) struct Main<'p, 'a> {
    pub(super) package: &'p mut Package<'a>,
    pub(super) name: String,
    /// Sorted by identifiers.
    pub(super) relations: Vec<Relation>,
}

impl<'p, 'a> Main<'p, 'a> {
    /// The part that the package names as its document.
    pub(super) fn of(package: &'p mut Package<'a>, out: &mut Output<'_>) -> Result<Self, Error> {
        let whole = relations(package, "", out)?;
        let main = whole.into_iter().find(|relation| relation.kind == "officeDocument");
        let Some(Relation { target: name, .. }) = main else {
            return Err(Error::damaged(package.format(), "it names no main part"));
        };
        let relations = relations(package, &name, out)?;
        Ok(Self { package, name, relations })
    }

    /// The XML of the part itself.
    pub(super) fn source(&mut self, out: &mut Output<'_>) -> Result<String, Error> {
        let format = self.package.format();
        let Some(bytes) = self.package.read(&self.name, out)? else {
            return Err(Error::damaged(format, "its main part is missing"));
        };
        text(bytes, format)
    }

    /// The XML of the first part that is related in that way.
    pub(super) fn part_of_kind(
        &mut self,
        kind: &str,
        out: &mut Output<'_>,
    ) -> Result<Option<String>, Error> {
        let Some(part) = self.targets(&[kind]).into_iter().next() else { return Ok(None) };
        let Some(bytes) = self.package.read(&part, out)? else { return Ok(None) };
        text(bytes, self.package.format()).map(Some)
    }

    /// The parts that are related in these ways.
    pub(super) fn targets(&self, kinds: &[&str]) -> Vec<String> {
        let of_kind = |relation: &&Relation| !relation.external && kinds.contains(&&*relation.kind);
        self.relations.iter().filter(of_kind).map(|relation| relation.target.clone()).collect()
    }

    /// The part that a relation with this identifier names.
    pub(super) fn target(&self, id: &str) -> Option<&str> {
        let found = self.relations.iter().find(|relation| relation.id == id && !relation.external);
        found.map(|relation| &*relation.target)
    }

    /// Reads XML of this package.
    pub(super) fn events<'s>(&self, source: &'s str, out: &Output<'_>) -> Events<'s> {
        Events::new(source, self.package.format(), out.limits())
    }
}

/// The characters of a part, without a copy if they are UTF-8 already.
fn text(bytes: Vec<u8>, format: crate::Format) -> Result<String, Error> {
    match String::from_utf8(bytes) {
        Ok(text) if !text.starts_with('\u{feff}') => Ok(text),
        Ok(text) => decode(text.as_bytes(), format).map(Into::into),
        Err(error) => decode(error.as_bytes(), format).map(Into::into),
    }
}
