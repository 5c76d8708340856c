//! Notes to a hub: a declaration of an ISCC (`IsccNote`, IEP-0013) and its withdrawal (`IsccNoteDelete`).

use alloc::string::{String, ToString as _};
use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;

use iscc_core::{Bits, Code, IdV1, IsccId, Multihash, Unit, UnitKind};
use serde_json::Value;

use crate::error::Error;
use crate::json::Object;
use crate::member::{forbid_others, optional_parsed, optional_text, parsed, text};
use crate::timestamp::Timestamp;

/// The schema of notes.
const NOTE: &str = "http://purl.org/iscc/schema/iscc-note-0.8.0.json";
/// The schema of withdrawals.
const DELETE: &str = "http://purl.org/iscc/schema/iscc-note-delete-0.8.0.json";

/// A declaration: this ISCC, of exactly these bytes, is to be logged under an ISCC-ID.
///
/// Build it, sign [`to_object`](Self::to_object), and send it to the hub that the nonce names.
///
/// ```
/// use iscc_core::{Digest, Multihash};
/// use iscc_sign::{Identity, Note, SecretKey, sign};
///
/// let key: SecretKey = "z3u2So9EAtuYVuxGog4F2ksFGws8YT7pBPs4xyRbv3NJgrNA".parse()?;
/// let note = Note::new(
///     "ISCC:KUACL4F2WZY7KBXBV4JUTOPV7GQ2M".parse()?,
///     Multihash::blake3(Digest::new([0; 32])),
///     "001000112233445566778899aabbccdd".parse()?,
/// );
/// assert_eq!(note.nonce.hub(), 1);
/// let signed = sign(&note.to_object(), &key, Identity::SelfVerifying)?;
/// assert_eq!(Note::from_object(&signed)?, note);
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Note {
    /// The ISCC-CODE.
    pub iscc_code: Code,
    /// The BLAKE3 checksum of the bytes.
    pub datahash: Multihash,
    /// A number that is used once, and the hub that it is for.
    pub nonce: Nonce,
    /// The BLAKE3 checksum of the metadata.
    pub metahash: Option<Multihash>,
    /// When it was made, as its maker claims.
    pub timestamp: Option<Timestamp>,
    /// A template of the URL at which the asset or its metadata is found: `https`, 8 to 2048 characters, with the
    /// variables `{iscc_id}`, `{iscc_code}` and `{datahash}`.
    pub gateway: Option<String>,
    /// The units of the ISCC-CODE in full length, without the Instance-Code, which `datahash` is.
    pub units: Vec<Unit>,
}

impl Note {
    /// A note with nothing but its mandatory members.
    #[must_use]
    pub const fn new(iscc_code: Code, datahash: Multihash, nonce: Nonce) -> Self {
        Self {
            iscc_code,
            datahash,
            nonce,
            metahash: None,
            timestamp: None,
            gateway: None,
            units: Vec::new(),
        }
    }

    /// The note as an object to be signed.
    #[must_use]
    pub fn to_object(&self) -> Object {
        let mut object = Object::new();
        let mut put = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                object.insert(name.into(), value.into());
            }
        };
        put("$schema", Some(NOTE.into()));
        put("iscc_code", Some(self.iscc_code.to_string()));
        put("datahash", Some(self.datahash.to_string()));
        put("metahash", self.metahash.map(|hash| hash.to_string()));
        put("nonce", Some(self.nonce.to_string()));
        put("timestamp", self.timestamp.map(|time| time.to_string()));
        put("gateway", self.gateway.clone());
        if !self.units.is_empty() {
            let units = self.units.iter().map(|unit| Value::from(unit.to_string()));
            object.insert("units".into(), units.collect());
        }
        object
    }

    /// Reads a note, signed or not, strictly: every member must be one of a note and in its form, and the units, with
    /// the Instance-Code that the datahash starts with, must rebuild the ISCC-CODE. The signature is [`verify`](crate::verify)'s.
    ///
    /// # Errors
    /// [`Error::Member`] for the first member that is missing or malformed, [`Error::ForbiddenMember`].
    pub fn from_object(object: &Object) -> Result<Self, Error> {
        forbid_others(
            object,
            &[
                "$schema",
                "iscc_code",
                "datahash",
                "metahash",
                "nonce",
                "timestamp",
                "gateway",
                "units",
                "signature",
            ],
        )?;
        if text(object, "$schema")? != NOTE {
            return Err(Error::Member("$schema"));
        }
        let note = Self {
            iscc_code: parsed(object, "iscc_code")?,
            datahash: multihash(object, "datahash")?.ok_or(Error::Member("datahash"))?,
            nonce: parsed(object, "nonce")?,
            metahash: multihash(object, "metahash")?,
            timestamp: optional_parsed(object, "timestamp")?,
            gateway: optional_text(object, "gateway")?
                .map(|gateway| check_gateway(gateway).map(|()| gateway.into()))
                .transpose()?,
            units: object.get("units").map(read_units).transpose()?.unwrap_or_default(),
        };
        if note.units.is_empty() || note.rebuilt() == Some(note.iscc_code) {
            Ok(note)
        } else {
            Err(Error::Member("units"))
        }
    }

    /// The ISCC-CODE of the units and the Instance-Code that the datahash starts with.
    fn rebuilt(&self) -> Option<Code> {
        let instance = Unit::new(UnitKind::Instance, Bits::B256, &self.datahash.digest());
        let units: Vec<Unit> = self.units.iter().copied().chain([instance]).collect();
        let compose = if self.iscc_code.is_wide() { Code::compose_wide } else { Code::compose };
        compose(&units).ok()
    }
}

/// Units of 256 bits without the Instance-Code, 1 to 4.
fn read_units(value: &Value) -> Result<Vec<Unit>, Error> {
    let malformed = Error::Member("units");
    let values = value.as_array().filter(|units| (1..=4).contains(&units.len()));
    let units = values.ok_or(malformed.clone())?.iter().map(|unit| {
        let unit: Unit = unit.as_str()?.parse().ok()?;
        (unit.bits() == Bits::B256 && unit.kind() != UnitKind::Instance).then_some(unit)
    });
    units.collect::<Option<_>>().ok_or(malformed)
}

/// A checksum in lower case: notes are compared byte by byte.
fn multihash(object: &Object, name: &'static str) -> Result<Option<Multihash>, Error> {
    let written = optional_text(object, name)?;
    let hash: Option<Multihash> = optional_parsed(object, name)?;
    if hash.map(|hash| hash.to_string()).as_deref() == written {
        Ok(hash)
    } else {
        Err(Error::Member(name))
    }
}

/// Whether a gateway is an `https` URL without user, query and fragment whose only variables are those of notes.
fn check_gateway(gateway: &str) -> Result<(), Error> {
    let malformed = Err(Error::Member("gateway"));
    let Some(rest) = gateway.strip_prefix("https://") else { return malformed };
    let host = rest.split('/').next().unwrap_or_default();
    let is_url = (8..=2048).contains(&gateway.len())
        && !host.is_empty()
        && !host.contains(['@', '{'])
        && gateway.bytes().all(|byte| byte.is_ascii_graphic() && !b"?#\"<>\\^`|".contains(&byte));
    if !is_url {
        return malformed;
    }
    let mut rest = rest;
    while let Some(start) = rest.find(['{', '}']) {
        let variable = ["{iscc_id}", "{iscc_code}", "{datahash}"]
            .into_iter()
            .find_map(|variable| rest[start..].strip_prefix(variable));
        let Some(behind) = variable else { return malformed };
        rest = behind;
    }
    Ok(())
}

/// 128 bits that are used once: the number of the hub in the first 12, random ones behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Nonce([u8; 16]);

impl Nonce {
    /// The nonce for a hub (0 to 4095) with these random bits, of which the first 12 are replaced; `None` for a
    /// larger number.
    #[must_use]
    pub fn new(hub: u16, random: [u8; 16]) -> Option<Self> {
        if hub >= IdV1::HUB_END {
            return None;
        }
        let behind = u128::from_be_bytes(random) & (u128::MAX >> 12);
        Some(Self((u128::from(hub) << 116 | behind).to_be_bytes()))
    }

    /// A new nonce for a hub from the operating system's random numbers; `None` for a number above 4095.
    ///
    /// # Errors
    /// [`Error::Random`].
    #[cfg(feature = "generate")]
    pub fn generate(hub: u16) -> Result<Option<Self>, Error> {
        let mut random = [0; 16];
        getrandom::fill(&mut random).map_err(|_| Error::Random)?;
        Ok(Self::new(hub, random))
    }

    /// The hub that it is for: 0 to 4095.
    #[must_use]
    pub fn hub(&self) -> u16 {
        u16::from_be_bytes([self.0[0], self.0[1]]) >> 4
    }
}

impl fmt::Display for Nonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl FromStr for Nonce {
    type Err = Error;

    /// Parses 32 lower-case hexadecimal digits.
    fn from_str(string: &str) -> Result<Self, Error> {
        let is_hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if string.len() != 32 || !string.bytes().all(is_hex) {
            return Err(Error::Member("nonce"));
        }
        let number = u128::from_str_radix(string, 16).map_err(|_| Error::Member("nonce"))?;
        Ok(Self(number.to_be_bytes()))
    }
}

/// A withdrawal of what was declared under an ISCC-ID; counts if the same key signs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct NoteDelete {
    /// The identifier that the hub issued.
    pub iscc_id: IdV1,
    /// A number that is used once, and the hub that it is for.
    pub nonce: Nonce,
    /// When it was made.
    pub timestamp: Timestamp,
}

impl NoteDelete {
    /// A withdrawal.
    #[must_use]
    pub const fn new(iscc_id: IdV1, nonce: Nonce, timestamp: Timestamp) -> Self {
        Self { iscc_id, nonce, timestamp }
    }

    /// The withdrawal as an object to be signed.
    #[must_use]
    pub fn to_object(&self) -> Object {
        let members = [
            ("$schema", DELETE.into()),
            ("iscc_id", IsccId::V1(self.iscc_id).to_string()),
            ("nonce", self.nonce.to_string()),
            ("timestamp", self.timestamp.to_string()),
        ];
        members.into_iter().map(|(name, value)| (name.into(), Value::from(value))).collect()
    }

    /// Reads a withdrawal, signed or not, strictly.
    ///
    /// # Errors
    /// [`Error::Member`] for the first member that is missing or malformed, [`Error::ForbiddenMember`].
    pub fn from_object(object: &Object) -> Result<Self, Error> {
        forbid_others(object, &["$schema", "iscc_id", "nonce", "timestamp", "signature"])?;
        if text(object, "$schema")? != DELETE {
            return Err(Error::Member("$schema"));
        }
        Ok(Self {
            iscc_id: id(object)?,
            nonce: parsed(object, "nonce")?,
            timestamp: parsed(object, "timestamp")?,
        })
    }
}

/// The member `iscc_id`.
pub(crate) fn id(object: &Object) -> Result<IdV1, Error> {
    match parsed(object, "iscc_id")? {
        IsccId::V1(id) => Ok(id),
        IsccId::V0(_) => Err(Error::Member("iscc_id")),
    }
}
