//! Relations between the parts of a package (ECMA-376 part 2, 6.5).

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::error::Error;
use crate::output::Output;
use crate::package::Package;
use crate::xml_events::{Event, Events, decode};
use crate::xml_spaces::Space;

/// A relation of one part to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relation {
    pub(super) id: String,
    /// The last step of the type, the same in the transitional and the strict form: `image`, `officeDocument`.
    pub(super) kind: String,
    /// The name of the part, without a slash before it; of an external one, its address.
    pub(super) target: String,
    pub(super) external: bool,
}

/// The relations of a part, sorted by their identifiers as strings (`rId10` before `rId2`), which is the order in which the
/// reference follows them. A part without any has none; the package's own are those of the part "".
pub(super) fn relations(
    package: &mut Package<'_>,
    part: &str,
    out: &mut Output<'_>,
) -> Result<Vec<Relation>, Error> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let list = match folder {
        "" => format!("_rels/{name}.rels"),
        _ => format!("{folder}/_rels/{name}.rels"),
    };
    let Some(bytes) = package.read(&list, out)? else { return Ok(Vec::new()) };
    let source = decode(&bytes, package.format())?;
    let mut events = Events::new(&source, package.format(), out.limits());
    let mut all: Vec<Relation> = Vec::new();
    loop {
        match events.next()? {
            Event::Start(e) if e.is(Space::Relations, "Relationship") => {
                let get = |name| e.plain(name).map(|value| value.to_string()).unwrap_or_default();
                let external = e.plain("TargetMode").is_some_and(|mode| mode == "External");
                let target = get("Target");
                all.push(Relation {
                    id: get("Id"),
                    kind: get("Type").rsplit('/').next().unwrap_or_default().into(),
                    target: if external { target } else { resolved(folder, &target) },
                    external,
                });
            }
            Event::Eof => break,
            _ => {}
        }
    }
    all.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(all)
}

/// The name of a part, given from within a folder.
fn resolved(folder: &str, target: &str) -> String {
    let target = unescaped(target.split('#').next().unwrap_or_default());
    let mut steps: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').collect(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

/// Percent-encoded characters of a URI.
fn unescaped(uri: &str) -> String {
    if !uri.contains('%') {
        return uri.into();
    }
    let mut bytes = Vec::with_capacity(uri.len());
    let mut rest = uri.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = tail.get(..2).and_then(|hex| core::str::from_utf8(hex).ok());
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved() {
        for (folder, target, name) in [
            ("word", "media/a.png", "word/media/a.png"),
            ("word/charts", "../embeddings/b.xlsx", "word/embeddings/b.xlsx"),
            ("word", "/docProps/a.xml", "docProps/a.xml"),
            ("", "word/document.xml", "word/document.xml"),
            ("", "../../a%20b.xml", "a b.xml"),
            ("a", "%zz%4", "a/%zz%4"),
        ] {
            assert_eq!(resolved(folder, target), name);
        }
    }
}
