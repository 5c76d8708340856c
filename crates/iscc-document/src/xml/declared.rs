//! The entities that a document type declares inside of the file.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// How many are kept.
const MOST: usize = 10_000;

/// A general entity.
#[derive(Debug)]
pub(super) struct Entity {
    pub(super) name: String,
    /// Empty if it stands outside of the file.
    pub(super) text: String,
}

/// The entities of a document type, of two of the same name the first; and whether there may be more of them elsewhere.
pub(super) fn declared(doctype: &str) -> (Vec<Entity>, bool) {
    let (outside, subset) = doctype.split_once('[').unwrap_or((doctype, ""));
    let mut outside = outside.contains("SYSTEM") || outside.contains("PUBLIC");
    let mut entities: Vec<Entity> = Vec::new();
    let mut rest = subset;
    while let Some(at) = rest.find(['<', '%']) {
        outside |= rest[at..].starts_with('%');
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
        } else if let Some(instruction) = rest.strip_prefix('?') {
            rest = instruction.split_once("?>").map_or("", |(_, rest)| rest);
        } else {
            let (declaration, after) = until_end(rest);
            rest = after;
            if let Some(entity) = declaration.strip_prefix("!ENTITY").and_then(general)
                && entities.len() < MOST
                && entities.iter().all(|known| known.name != entity.name)
            {
                entities.push(entity);
            }
        }
    }
    (entities, outside)
}

/// A declaration up to its `>`, which does not count between quotes.
fn until_end(source: &str) -> (&str, &str) {
    let mut quote = None;
    for (at, c) in source.char_indices() {
        match c {
            '>' if quote.is_none() => return (&source[..at], &source[at + 1..]),
            '"' | '\'' if quote.is_none() => quote = Some(c),
            c if quote == Some(c) => quote = None,
            _ => {}
        }
    }
    (source, "")
}

fn general(declaration: &str) -> Option<Entity> {
    let declaration = declaration.strip_prefix([' ', '\t', '\n', '\r'])?.trim_start();
    let (name, value) = declaration.split_once([' ', '\t', '\n', '\r'])?;
    if name == "%" {
        return None;
    }
    let value = value.trim();
    let text = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next().unwrap_or_default(),
        _ => "",
    };
    Some(Entity { name: name.to_owned(), text: with_characters(text) })
}

/// References to characters are resolved where the entity is declared.
fn with_characters(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("&#") {
        all.push_str(before);
        let (number, behind) = after.split_once(';').unwrap_or((after, ""));
        let code = match number.strip_prefix('x') {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        all.push(code.ok().and_then(char::from_u32).unwrap_or('\u{fffd}'));
        rest = behind;
    }
    all + rest
}
