//! Meta-Code (`gen_meta_code_v0` of the reference): similarity of names, descriptions and other
//! metadata.

mod data_url;
mod soft_hash;

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use iscc_core::{Bits, Digest, Multihash, Unit, UnitKind};

use crate::clean::text_clean;
use crate::error::Error;
use crate::trim::{text_remove_newlines, text_trim};
use soft_hash::{soft_hash, soft_hash_with_bytes, soft_hash_with_text};

/// How many bytes a name keeps (`meta_trim_name`).
pub const NAME_BYTES: usize = 128;
/// How many bytes a description keeps (`meta_trim_description`).
pub const DESCRIPTION_BYTES: usize = 4096;
/// How many bytes other metadata may have, decoded or canonicalised (`meta_trim_meta`).
pub const META_BYTES: usize = 128_000;

/// What a Meta-Code is made of: a name, and a description or other metadata.
///
/// ```
/// use iscc_core::Bits;
/// use iscc_text::MetaInput;
///
/// let code = MetaInput::new("The Title").description("About it").code(Bits::B64)?;
/// assert_eq!(code.name, "The Title");
///
/// let code = MetaInput::new("The Title").json(r#"{"year": 2024}"#).code(Bits::B64)?;
/// assert_eq!(code.meta.as_deref(), Some("data:application/json;base64,eyJ5ZWFyIjoyMDI0fQ=="));
/// # Ok::<(), iscc_text::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct MetaInput<'a> {
    name: &'a str,
    description: &'a str,
    meta: Meta<'a>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meta<'a> {
    None,
    Json(&'a str),
    DataUrl(&'a str),
}

/// A Meta-Code with the values that it was made of.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct MetaCode {
    /// The ISCC-UNIT.
    pub unit: Unit,
    /// The name as it was hashed: cleaned, one line, at most [`NAME_BYTES`] bytes. Never empty.
    pub name: String,
    /// The description: cleaned, at most [`DESCRIPTION_BYTES`] bytes; `None` if nothing is left of it.
    ///
    /// The unit depends on it only if there is no [`meta`](Self::meta).
    pub description: Option<String>,
    /// The other metadata as a data URL: the given one, or one of the canonical JSON.
    pub meta: Option<String>,
    /// The hash of the metadata: of the bytes in `meta`, else of name and description.
    pub metahash: Multihash,
}

impl<'a> MetaInput<'a> {
    /// Starts with the name or title of the work.
    pub const fn new(name: &'a str) -> Self {
        Self { name, description: "", meta: Meta::None }
    }

    /// Adds a description that tells works of the same name apart.
    pub const fn description(mut self, description: &'a str) -> Self {
        self.description = description;
        self
    }

    /// Adds other metadata as the text of a JSON object, in place of [`data_url`](Self::data_url).
    ///
    /// It is hashed in its canonical form (RFC 8785). An empty object counts as none, as in iscc-core.
    pub const fn json(mut self, json: &'a str) -> Self {
        self.meta = Meta::Json(json);
        self
    }

    /// Adds other metadata of any media type as a base64 data URL, in place of
    /// [`json`](Self::json). The decoded bytes are hashed. An empty string counts as none.
    pub const fn data_url(mut self, url: &'a str) -> Self {
        self.meta = Meta::DataUrl(url);
        self
    }

    /// The Meta-Code (`gen_meta_code_v0`).
    ///
    /// # Errors
    /// [`Error::EmptyName`], [`Error::Json`], [`Error::NotAnObject`], [`Error::DataUrl`], or
    /// [`Error::Limit`] if the metadata has more than [`META_BYTES`] bytes.
    pub fn code(&self, bits: Bits) -> Result<MetaCode, Error> {
        let name = text_remove_newlines(&text_clean(self.name));
        let name = text_trim(&name, NAME_BYTES);
        if name.is_empty() {
            return Err(Error::EmptyName);
        }
        let description = text_clean(self.description);
        let description = text_trim(&description, DESCRIPTION_BYTES);

        let (digest, metahash, meta) = match self.payload()? {
            Some(Payload { bytes, url }) => {
                (soft_hash_with_bytes(name, &bytes), metahash(&bytes), Some(url))
            }
            None if description.is_empty() => (soft_hash(name), metahash(name.as_bytes()), None),
            None => {
                let both = [name, description].join(" ");
                (soft_hash_with_text(name, description), metahash(both.as_bytes()), None)
            }
        };
        Ok(MetaCode {
            unit: Unit::new(UnitKind::Meta, bits, &digest),
            name: name.to_string(),
            description: (!description.is_empty()).then(|| description.to_string()),
            meta,
            metahash,
        })
    }

    fn payload(&self) -> Result<Option<Payload>, Error> {
        let payload = match self.meta {
            Meta::None | Meta::DataUrl("") => None,
            Meta::DataUrl(url) => {
                let bytes = data_url::decode(url).map_err(Error::DataUrl)?;
                Some(Payload { bytes, url: url.to_string() })
            }
            Meta::Json(json) => canonical(json)?,
        };
        match payload {
            Some(Payload { bytes, .. }) if bytes.len() > META_BYTES => Err(Error::Limit {
                what: "bytes of metadata",
                limit: META_BYTES as u64,
                found: bytes.len() as u64,
            }),
            payload => Ok(payload),
        }
    }
}

/// Other metadata: what is hashed, and how it is shown.
struct Payload {
    bytes: Vec<u8>,
    url: String,
}

/// A JSON object in canonical form (RFC 8785), `None` if it is empty.
///
/// DIFFERENCE: a JSON value that is no object is an error as in iscc-core; iscc-lib hashes it.
/// Objects nested deeper than 128 levels are an error as in iscc-lib; iscc-core stops at Python's limit
/// of recursion.
fn canonical(json: &str) -> Result<Option<Payload>, Error> {
    let value: serde_json::Value = serde_json::from_str(json).map_err(Error::Json)?;
    let object = value.as_object().ok_or(Error::NotAnObject)?;
    if object.is_empty() {
        return Ok(None);
    }
    let media_type =
        if object.contains_key("@context") { "application/ld+json" } else { "application/json" };
    let bytes = serde_json_canonicalizer::to_vec(&value).map_err(Error::Json)?;
    let url = data_url::encode(media_type, &bytes);
    Ok(Some(Payload { bytes, url }))
}

/// BLAKE3 of metadata.
fn metahash(bytes: &[u8]) -> Multihash {
    Multihash::blake3(Digest::new(*blake3::hash(bytes).as_bytes()))
}
