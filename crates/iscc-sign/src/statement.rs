//! Statements about text and data mining (`TDM` of iscc-schema 0.8.0), bound to the content by its codes.

use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use iscc_core::{Code, Multihash, Unit};
use serde_json::Value;

use crate::error::Error;
use crate::json::Object;
use crate::member::{number, optional_parsed, optional_text, parsed, text};
use crate::timestamp::Timestamp;

const CONTEXT: &str = "http://purl.org/iscc/context/0.8.0.jsonld";
const TYPE: &str = "TDM";
const SCHEMA: &str = "http://purl.org/iscc/schema/tdm-0.8.0.json";

/// Whether content may be mined, and where the conditions stand.
///
/// ```
/// use iscc_sign::{Identity, SecretKey, TdmStatement, sign};
///
/// let key: SecretKey = "z3u2So9EAtuYVuxGog4F2ksFGws8YT7pBPs4xyRbv3NJgrNA".parse()?;
/// let mut statement = TdmStatement::new("ISCC:KUACL4F2WZY7KBXBV4JUTOPV7GQ2M".parse()?, true);
/// statement.policy = Some("https://example.com/tdm-policy.json".into());
///
/// let signed = sign(&statement.to_object(), &key, Identity::SelfVerifying)?;
/// assert_eq!(TdmStatement::from_object(&signed)?, statement);
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TdmStatement {
    /// The ISCC-CODE of the content.
    pub iscc: Code,
    /// Whether the right to mine is reserved.
    pub reservation: bool,
    /// The URL of the conditions.
    pub policy: Option<String>,
    /// The BLAKE3 checksum of the bytes: which copy the statement was made about.
    pub datahash: Option<Multihash>,
    /// The units in full length, by which other copies are found.
    pub units: Vec<Unit>,
    /// When it was made, as its maker claims.
    pub timestamp: Option<Timestamp>,
    /// Preferences as a dictionary of IETF AI Preferences: `train-ai=n, search=y`.
    pub usage: Option<String>,
    /// The URL of the licence.
    pub license: Option<String>,
}

impl TdmStatement {
    /// A statement about a code: mining is reserved, or it is not.
    #[must_use]
    pub const fn new(iscc: Code, reservation: bool) -> Self {
        Self {
            iscc,
            reservation,
            policy: None,
            datahash: None,
            units: Vec::new(),
            timestamp: None,
            usage: None,
            license: None,
        }
    }

    /// The statement as an object to be signed.
    #[must_use]
    pub fn to_object(&self) -> Object {
        let mut object = Object::new();
        let mut put = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                object.insert(name.into(), value);
            }
        };
        put("@context", Some(CONTEXT.into()));
        put("@type", Some(TYPE.into()));
        put("$schema", Some(SCHEMA.into()));
        put("iscc", Some(self.iscc.to_string().into()));
        put("tdm_reservation", Some(u8::from(self.reservation).into()));
        put("tdm_policy", self.policy.as_deref().map(Into::into));
        put("datahash", self.datahash.map(|hash| hash.to_string().into()));
        let units = self.units.iter().map(|unit| Value::from(unit.to_string()));
        put("units", (!self.units.is_empty()).then(|| units.collect()));
        put("timestamp", self.timestamp.map(|time| time.to_string().into()));
        put("usage", self.usage.as_deref().map(Into::into));
        put("license", self.license.as_deref().map(Into::into));
        object
    }

    /// Reads a statement, signed or not. Members that this crate does not know are allowed: the signature covers them.
    ///
    /// # Errors
    /// [`Error::Member`] for the first member that is missing or malformed.
    pub fn from_object(object: &Object) -> Result<Self, Error> {
        for (name, expected) in [("@type", TYPE), ("$schema", SCHEMA)] {
            if text(object, name)? != expected {
                return Err(Error::Member(name));
            }
        }
        let units = object.get("units").map(|units| {
            let units = units.as_array()?.iter().map(|unit| unit.as_str()?.parse().ok());
            units.collect::<Option<Vec<Unit>>>()
        });
        Ok(Self {
            iscc: parsed(object, "iscc")?,
            reservation: match number(object, "tdm_reservation")? {
                0 => false,
                1 => true,
                _ => return Err(Error::Member("tdm_reservation")),
            },
            policy: optional_text(object, "tdm_policy")?.map(Into::into),
            datahash: optional_parsed(object, "datahash")?,
            units: units.map_or(Some(Vec::new()), |units| units).ok_or(Error::Member("units"))?,
            timestamp: optional_parsed(object, "timestamp")?,
            usage: optional_text(object, "usage")?.map(Into::into),
            license: optional_text(object, "license")?.map(Into::into),
        })
    }
}
