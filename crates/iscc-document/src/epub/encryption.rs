//! The parts of a book that are encrypted (OCF 3.3, 4.2.6.3.2).

use alloc::borrow::ToOwned;
use alloc::string::String;
use std::collections::HashSet;

use crate::error::Error;
use crate::format::Format;
use crate::output::Output;
use crate::package::Package;
use crate::xml_events::{Event, Events, decode};

const ENCRYPTION: &str = "META-INF/encryption.xml";

/// The names of encrypted parts, from the root of the container. An obfuscated font is one of them.
///
/// As in the reference, every `CipherReference` with a `URI` counts, whatever it is in, and names are taken as they stand.
///
/// # Errors
/// `Damaged` if the list is not well-formed, as then nobody knows what is encrypted.
pub(super) fn encrypted_parts(
    package: &mut Package<'_>,
    out: &mut Output<'_>,
) -> Result<HashSet<String>, Error> {
    let mut parts = HashSet::new();
    let Some(bytes) = package.read(ENCRYPTION, out)? else { return Ok(parts) };
    let source = decode(&bytes, Format::Epub)?;
    let mut events = Events::new(&source, Format::Epub, out.limits());
    loop {
        match events.next()? {
            Event::Start(element) if element.name.local == "CipherReference" => {
                out.part()?;
                parts.extend(element.plain("URI").map(|uri| (*uri).to_owned()));
            }
            Event::Eof => return Ok(parts),
            _ => {}
        }
    }
}
