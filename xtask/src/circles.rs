//! Circles between sibling modules: `a` names something of `b`, and `b` something of `a`, both below the same parent.
//!
//! What a file names is read from its paths that start with `crate::` or `super::`, in imports and elsewhere; tests do not
//! count. A parent and its children may name each other: the children are the parent's parts.

use std::collections::{BTreeMap, BTreeSet};

/// A file of a crate: its path in the repository and its text.
pub(crate) type Source<'a> = (&'a str, &'a str);

/// Who names whom among the children of one module, and where.
type Graph<'a> = BTreeMap<String, BTreeMap<String, (&'a str, usize)>>;

/// A circle: the module that they are children of, the children, and where each names another of them.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Circle {
    /// The path of the parent: `crates/iscc-core/src`.
    pub(crate) parent: String,
    /// The children in the order of their names.
    pub(crate) children: Vec<String>,
    /// `file:line: child names child`.
    pub(crate) places: Vec<String>,
}

/// The circles in the sources of one crate, `root` being the folder of its `lib.rs` or `main.rs`.
pub(crate) fn circles(root: &str, sources: &[Source<'_>]) -> Vec<Circle> {
    let modules: BTreeSet<Vec<String>> =
        sources.iter().filter_map(|(path, _)| module(root, path)).collect();
    let mut graphs: BTreeMap<Vec<String>, Graph<'_>> = BTreeMap::new();
    for &(path, text) in sources {
        let Some(own) = module(root, path) else { continue };
        for (line, target) in named(&own, text) {
            let known = (0..=target.len()).rev().find(|&end| modules.contains(&target[..end]));
            let target = &target[..known.unwrap_or_default()];
            let common = own.iter().zip(target).take_while(|(a, b)| a == b).count();
            if let (Some(from), Some(to)) = (own.get(common), target.get(common)) {
                let graph = graphs.entry(own[..common].to_vec()).or_default();
                let edges = graph.entry(from.clone()).or_default();
                edges.entry(to.clone()).or_insert((path, line));
            }
        }
    }
    let mut found = Vec::new();
    for (parent, graph) in graphs {
        for children in knots(&graph) {
            let mut places = Vec::new();
            for (from, to) in graph.iter().filter(|(from, _)| children.contains(from)) {
                for (to, (path, line)) in to.iter().filter(|(to, _)| children.contains(to)) {
                    places.push(format!("{path}:{line}: `{from}` names `{to}`"));
                }
            }
            let parent = [&[root.to_owned()], &parent[..]].concat().join("/");
            found.push(Circle { parent, children, places });
        }
    }
    found
}

/// Sets of children each of which reaches each other.
fn knots(graph: &Graph<'_>) -> Vec<Vec<String>> {
    let reaches = |start: &str| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![start.to_owned()]);
        while let Some(next) = open.pop() {
            for other in graph.get(&next).into_iter().flat_map(BTreeMap::keys) {
                if seen.insert(other.clone()) {
                    open.push(other.clone());
                }
            }
        }
        seen
    };
    let reached: BTreeMap<&String, BTreeSet<String>> =
        graph.keys().map(|child| (child, reaches(child))).collect();
    let mut found = BTreeSet::new();
    for (child, others) in &reached {
        let back = |other: &&String| reached.get(other).is_some_and(|seen| seen.contains(*child));
        let knot: Vec<String> = others.iter().filter(back).cloned().collect();
        if knot.len() > 1 {
            found.insert(knot);
        }
    }
    found.into_iter().collect()
}

/// The module that a file is: `src/a/b.rs` and `src/a/b/mod.rs` are `a::b`.
fn module(root: &str, path: &str) -> Option<Vec<String>> {
    let inside = path.strip_prefix(root)?.strip_prefix('/')?.strip_suffix(".rs")?;
    let mut module: Vec<String> = inside.split('/').map(str::to_owned).collect();
    if ["mod", "lib", "main"].contains(&module.last()?.as_str()) {
        module.pop();
    }
    Some(module)
}

/// The paths that a module names, from the crate's root, with the lines they stand in.
fn named(own: &[String], text: &str) -> Vec<(usize, Vec<String>)> {
    let code = text.split("\n#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let code: Vec<&str> = code.lines().map(|line| line.split("//").next().unwrap_or("")).collect();
    let code = code.join("\n");
    let mut found = Vec::new();
    for (start, base) in [("crate::", &[][..]), ("super::", &own[..own.len().saturating_sub(1)])] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || "_:$".contains(c)) {
                continue;
            }
            let mut base = base.to_vec();
            let mut rest = &code[at + start.len()..];
            while let Some(further) = rest.strip_prefix("super::") {
                base.pop();
                rest = further;
            }
            let line = code[..at].matches('\n').count() + 1;
            let mut paths = Vec::new();
            tree(rest, base, &mut paths);
            found.extend(paths.into_iter().map(|path| (line, path)));
        }
    }
    found
}

/// The paths of `a::{b, c::d}` below a prefix; gives what follows them.
fn tree<'a>(text: &'a str, mut path: Vec<String>, found: &mut Vec<Vec<String>>) -> &'a str {
    let mut text = text.trim_start();
    loop {
        if let Some(group) = text.strip_prefix('{') {
            text = group;
            loop {
                text = tree(text, path.clone(), found).trim_start();
                match text.strip_prefix(',') {
                    Some(next) => text = next,
                    None => return text.strip_prefix('}').unwrap_or(text),
                }
            }
        }
        let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
        let (name, rest) = text.split_at(end);
        if !name.is_empty() {
            path.push(name.to_owned());
        }
        match rest.strip_prefix("::") {
            Some(next) if !name.is_empty() => text = next,
            _ => {
                found.push(path);
                // Past `as name` and `*` to the next comma or brace.
                let end = rest.find([',', '}', ';', '\n', '(']).unwrap_or(rest.len());
                return &rest[end..];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_planted_circle_is_found() {
        let sources = [
            ("crates/x/src/lib.rs", "mod a;\nmod b;\nmod c;\n"),
            ("crates/x/src/a.rs", "use crate::{b::{self, B}, c::C};\n"),
            ("crates/x/src/b/mod.rs", "mod d;\n"),
            (
                "crates/x/src/b/d.rs",
                "//! See `crate::c`.\nfn f() {\n    super::super::a::f();\n}\n",
            ),
            ("crates/x/src/c.rs", "//! C.\n#[cfg(test)]\nmod tests {\n    use crate::a::A;\n}\n"),
        ];
        let [circle] = &circles("crates/x/src", &sources)[..] else { panic!("one circle") };
        assert_eq!(
            (&*circle.parent, &circle.children[..]),
            ("crates/x/src", &["a".into(), "b".into()][..])
        );
        assert_eq!(circle.places[0], "crates/x/src/a.rs:1: `a` names `b`");
        assert_eq!(circle.places[1], "crates/x/src/b/d.rs:3: `b` names `a`");
    }

    #[test]
    fn parents_and_children_may_name_each_other() {
        let sources = [
            ("crates/x/src/a/mod.rs", "use crate::a::b::B;\n"),
            ("crates/x/src/a/b.rs", "use super::A;\nuse crate::a::c;\n"),
            ("crates/x/src/a/c.rs", "\n"),
        ];
        assert_eq!(circles("crates/x/src", &sources), []);
    }
}
