//! EPUB: the chapters in the order of the spine, then what else is in the manifest (Apache Tika 3, `EpubParser`).

mod chapter;
mod encryption;
mod package_document;

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use std::collections::{HashMap, HashSet};

use self::chapter::{read_chapter, read_chapter_as_page};
use self::encryption::encrypted_parts;
use self::package_document::{Item, PackageDocument};
use super::format::Format;
use super::hash_order::hash_order;
use super::output::Output;
use super::package::Package;
use super::properties::Properties;
use super::xml_events::{Event, Events, decode};
use crate::error::Error;

const CONTAINER: &str = "META-INF/container.xml";

/// The text and the metadata of a book.
///
/// If the spine names what is not there, the chapters that are there are all of the text, as in the reference. A chapter
/// that is not well-formed is read as HTML; the reference fails.
pub(super) fn read_epub(bytes: &[u8], out: &mut Output<'_>) -> Result<Properties, Error> {
    let mut package = Package::open(bytes, Format::Epub, out)?;
    let name = name_of_package_document(&mut package, out)?;
    let source = package
        .read(&name, out)?
        .ok_or_else(|| Error::damaged(Format::Epub, "its package document is missing"))?;
    let book = PackageDocument::read(&source, out)?;
    let folder = name.rfind('/').map_or("", |at| &name[..=at]);

    let items: HashMap<&str, &Item> = book.manifest.iter().map(|item| (&*item.id, item)).collect();
    let spine: Vec<Option<&Item>> = book.spine.iter().map(|id| items.get(&**id).copied()).collect();
    let encrypted = encrypted_parts(&mut package, out)?;
    let is_encrypted = |item: &Item| encrypted.contains(&name_of_part(folder, &item.href));
    if spine.iter().flatten().any(|item| item.is_chapter() && is_encrypted(item)) {
        return Err(Error::Encrypted(Format::Epub));
    }
    let is_there = |item: &Item| package.contains(&name_of_part(folder, &item.href));
    let is_whole = spine.iter().all(|item| item.is_some_and(is_there));
    for item in spine.into_iter().flatten().filter(|item| item.is_chapter()) {
        out.part()?;
        let name =
            if is_whole { name_of_part(folder, &item.href) } else { path(folder, &item.href) };
        let Some(part) = package.read(&name, out)? else { continue };
        if is_whole {
            read_chapter(&part, out)?;
        } else {
            read_chapter_as_page(&part, out)?;
        }
        out.push('\n');
        if out.is_full() {
            break;
        }
    }
    if is_whole && !book.spine.is_empty() {
        write_the_rest(&book, folder, &encrypted, &mut package, out)?;
    }
    Ok(book.properties)
}

/// The name and the text of what no chapter is.
fn write_the_rest(
    book: &PackageDocument,
    folder: &str,
    encrypted: &HashSet<String>,
    package: &mut Package<'_>,
    out: &mut Output<'_>,
) -> Result<(), Error> {
    let spine: HashSet<&str> = book.spine.iter().map(|id| &**id).collect();
    let ids: Vec<&str> = book.manifest.iter().map(|item| &*item.id).collect();
    for place in hash_order(&ids) {
        let item = &book.manifest[place];
        if (item.is_chapter() && spine.contains(&*item.id)) || !item.is_read() {
            continue;
        }
        out.part()?;
        let name = name_of_part(folder, &item.href);
        if encrypted.contains(&name) {
            continue;
        }
        let Some(part) = package.read(&name, out)? else { continue };
        if item.has_name() {
            out.push_str(&name);
        }
        out.push('\n');
        let Some(format) = item.format(&part) else { continue };
        // What cannot be read has no text; limits hold all the same.
        match out.read_document(&part, format) {
            Err(error @ Error::Limit { .. }) => return Err(error),
            _ => out.push('\n'),
        }
        if out.is_full() {
            break;
        }
    }
    Ok(())
}

/// The first package document that the container names; without a container the first one in the package.
fn name_of_package_document(
    package: &mut Package<'_>,
    out: &mut Output<'_>,
) -> Result<String, Error> {
    let Some(container) = package.read(CONTAINER, out)? else {
        let is_package_document = |name: &&String| name.to_ascii_lowercase().ends_with(".opf");
        return (package.names().iter().find(is_package_document).cloned())
            .ok_or_else(|| Error::damaged(Format::Epub, "it has no package document"));
    };
    let source = decode(&container, Format::Epub)?;
    let mut events = Events::new(&source, Format::Epub, out.limits());
    loop {
        match events.next()? {
            Event::Start(element) if element.name.local == "rootfile" => {
                if let Some(path) = element.plain("full-path") {
                    return Ok(path.into_owned());
                }
            }
            Event::Eof => return Err(Error::damaged(Format::Epub, "it names no package document")),
            _ => {}
        }
    }
}

/// The name of a part: what is encoded in the reference to it is decoded, as in a form. `.` and `..` stay, so that what is
/// referred to by them is not found.
fn name_of_part(folder: &str, href: &str) -> String {
    let mut bytes = Vec::with_capacity(href.len());
    let mut rest = href.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit = || rest.next().and_then(|byte| char::from(byte).to_digit(16));
                match (digit(), digit()) {
                    (Some(high), Some(low)) => u8::try_from(high << 4 | low).unwrap_or_default(),
                    _ => return format!("{folder}{href}"),
                }
            }
            byte => byte,
        });
    }
    format!("{folder}{}", String::from_utf8_lossy(&bytes))
}

/// The name of a part in a book that is not whole: `.` and `..` are resolved, nothing else.
fn path(folder: &str, href: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(href.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_parts() {
        assert_eq!(path("OPS/", "./a/../b c%20.xhtml"), "OPS/b c%20.xhtml");
        assert_eq!(path("", "../../x"), "x");
        assert_eq!(name_of_part("OPS/", "../a+b%20%C3%a4.xhtml"), "OPS/../a b ä.xhtml");
        assert_eq!(name_of_part("", "100%.xhtml"), "100%.xhtml");
    }
}
