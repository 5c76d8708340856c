//! A record as a tree of members, and back.

use alloc::string::{String, ToString as _};
use alloc::vec::Vec;
use core::fmt::Display;
use core::str::FromStr;

use iscc_core::Mode;

use super::{CONTEXT, Record, SCHEMA, schema_type};
use crate::additions::Additions;
use crate::features::Features;
use crate::invalid::InvalidRecord;
use crate::metadata::Metadata;
use crate::value::{Members, Value};

impl Record {
    /// The record as a tree, its members in the order of the ISCC metadata schema.
    #[must_use]
    pub fn to_members(&self) -> Members {
        let mut members = Members::new();
        let Metadata { name, description, meta, creator, keywords, .. } = &self.metadata;
        let Metadata { license, acquire, credit, rights, identifier, .. } = &self.metadata;
        members.push("@context", &*self.context);
        members.push("@type", &*self.schema_type);
        members.push("$schema", &*self.schema);
        members.push("iscc", Value::text(self.iscc));
        members.push_some("name", name.as_deref());
        members.push_some("description", description.as_deref());
        members.push_some("meta", meta.as_deref());
        members.push_some("creator", creator.as_deref());
        members.push_some("license", license.as_deref());
        members.push_some("acquire", acquire.as_deref());
        members.push_some("credit", credit.as_deref());
        members.push_some("rights", rights.as_deref());
        members.push_some("identifier", identifier.as_deref());
        members.push_some("keywords", keywords.as_deref());
        members.push_some("mode", self.mode.map(Mode::as_str));
        members.push_some("filename", self.file_name.as_deref());
        members.push_some("filesize", self.file_size);
        members.push_text("mediatype", self.media_type.as_ref());
        members.push_some("duration", self.duration);
        members.push_some("fps", self.fps);
        members.push_some("width", self.width);
        members.push_some("height", self.height);
        members.push_some("characters", self.characters);
        members.push_some("pages", self.metadata.pages);
        members.push_some("language", self.metadata.language.as_deref());
        if !self.features.is_empty() {
            let features = self.features.iter().map(Features::to_members);
            members.push("features", Value::list(features));
        }
        if !self.units.is_empty() {
            members.push("units", Value::list(self.units.iter().map(Value::text)));
        }
        members.push_some("generator", self.generator.as_deref());
        members.push_some("thumbnail", self.thumbnail.as_deref());
        members.push_text("metahash", self.metahash);
        members.push_text("datahash", self.datahash);
        self.additions.push_to(&mut members);
        members.append(&self.other);
        members
    }

    /// The record of a tree. Members that are `null` are none.
    ///
    /// # Errors
    /// [`InvalidRecord`] if there is no `iscc`, or if a member is of a form that the schema does not allow.
    pub fn from_members(mut members: Members) -> Result<Self, InvalidRecord> {
        members.retain(|_, value| *value != Value::Null);
        let iscc = members.parsed("iscc")?.ok_or(InvalidRecord::member("iscc"))?;
        let mode = mode(&mut members)?;
        Ok(Self {
            context: members.text("@context")?.map_or(CONTEXT.into(), Into::into),
            schema_type: members.text("@type")?.map_or(schema_type(mode).into(), Into::into),
            schema: members.text("$schema")?.map_or(SCHEMA.into(), Into::into),
            iscc,
            mode,
            file_name: members.text("filename")?,
            file_size: members.number("filesize")?,
            // With parameters, or in upper case, it stays as it stands.
            media_type: members.take_parsed("mediatype"),
            duration: members.number("duration")?,
            fps: members.take_if("fps", fps),
            width: members.number("width")?,
            height: members.number("height")?,
            characters: members.number("characters")?,
            features: features(&mut members)?,
            units: units(&mut members)?,
            generator: members.text("generator")?.map(Into::into),
            thumbnail: members.text("thumbnail")?,
            metahash: members.parsed("metahash")?,
            datahash: members.parsed("datahash")?,
            additions: Additions::take_from(&mut members)?,
            metadata: Metadata::take_from(&mut members)?,
            other: members,
        })
    }
}

impl Metadata {
    /// What is known, with the names of the ISCC metadata schema. The cover is left out.
    #[must_use]
    pub fn to_members(&self) -> Members {
        let mut members = Members::new();
        for (name, value) in [
            ("name", &self.name),
            ("description", &self.description),
            ("meta", &self.meta),
            ("creator", &self.creator),
            ("keywords", &self.keywords),
            ("license", &self.license),
            ("acquire", &self.acquire),
            ("credit", &self.credit),
            ("rights", &self.rights),
            ("identifier", &self.identifier),
            ("language", &self.language),
        ] {
            members.push_some(name, value.as_deref());
        }
        members.push_some("pages", self.pages);
        members
    }

    /// The metadata of a tree. What else is in it is dropped.
    ///
    /// # Errors
    /// [`InvalidRecord`] if a member is of a form that the schema does not allow.
    pub fn from_members(mut members: Members) -> Result<Self, InvalidRecord> {
        Self::take_from(&mut members)
    }

    /// Takes its members; lists of creators, keywords, languages and identifiers, which have no field, stay.
    fn take_from(members: &mut Members) -> Result<Self, InvalidRecord> {
        let single = |value: &Value| value.as_str().map(String::from);
        Ok(Self {
            name: members.text("name")?,
            description: members.text("description")?,
            meta: members.text("meta")?,
            creator: members.take_if("creator", single),
            keywords: members.take_if("keywords", single),
            license: members.text("license")?,
            acquire: members.text("acquire")?,
            credit: members.text("credit")?,
            rights: members.text("rights")?,
            identifier: members.take_if("identifier", single),
            language: members.take_if("language", single),
            pages: members.number("pages")?,
            cover: None,
        })
    }
}

fn mode(members: &mut Members) -> Result<Option<Mode>, InvalidRecord> {
    let Some(text) = members.text("mode")? else { return Ok(None) };
    let mode = Mode::ALL.into_iter().find(|mode| mode.as_str() == text);
    mode.map(Some).ok_or(InvalidRecord::member("mode"))
}

/// A whole number stays as it stands, as it would be written with a fraction.
fn fps(value: &Value) -> Option<f64> {
    if let Value::Float(fps) = value { Some(*fps) } else { None }
}

fn features(members: &mut Members) -> Result<Vec<Features>, InvalidRecord> {
    let invalid = InvalidRecord::member("features");
    match members.take("features") {
        None => Ok(Vec::new()),
        Some(Value::List(features)) => features
            .into_iter()
            .map(|features| match features {
                Value::Members(features) => Ok(Features::from_members(features)),
                _ => Err(invalid.clone()),
            })
            .collect(),
        Some(_) => Err(invalid),
    }
}

fn units<T: FromStr>(members: &mut Members) -> Result<Vec<T>, InvalidRecord> {
    let invalid = InvalidRecord::member("units");
    match members.take("units") {
        None => Ok(Vec::new()),
        Some(Value::List(units)) => units
            .iter()
            .map(|unit| unit.as_str().and_then(|unit| unit.parse().ok()).ok_or(invalid.clone()))
            .collect(),
        Some(_) => Err(invalid),
    }
}

/// How members are taken out.
impl Members {
    /// A text; anything else is an error.
    fn text(&mut self, name: &'static str) -> Result<Option<String>, InvalidRecord> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::Text(text)) => Ok(Some(text)),
            Some(_) => Err(InvalidRecord::member(name)),
        }
    }

    /// An integer that is not negative; anything else is an error.
    fn number(&mut self, name: &'static str) -> Result<Option<u64>, InvalidRecord> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::Unsigned(number)) => Ok(Some(number)),
            Some(_) => Err(InvalidRecord::member(name)),
        }
    }

    /// A text that can be parsed; anything else is an error.
    fn parsed<T: FromStr>(&mut self, name: &'static str) -> Result<Option<T>, InvalidRecord> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        text.parse().map(Some).map_err(|_| InvalidRecord::member(name))
    }

    /// A value, if it is what prints as the text that stands there; anything else stays.
    pub(crate) fn take_parsed<T: FromStr + Display>(&mut self, name: &str) -> Option<T> {
        let same = |value: &Value| {
            let text = value.as_str()?;
            text.parse().ok().filter(|parsed: &T| parsed.to_string() == text)
        };
        self.take_if(name, same)
    }

    /// What `read` makes of a member; one of which it makes nothing stays.
    pub(crate) fn take_if<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&Value) -> Option<T>,
    ) -> Option<T> {
        let found = self.get(name).and_then(read);
        if found.is_some() {
            self.take(name);
        }
        found
    }
}
