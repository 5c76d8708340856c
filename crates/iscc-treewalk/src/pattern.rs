//! One pattern of an ignore file, as pathspec 1.1 (`GitIgnoreSpecPattern`) reads it, in time that is
//! linear in the length of a path.

use core::ops::RangeInclusive;

/// A pattern and what it says of the paths that it matches.
#[derive(Debug)]
pub(crate) struct Pattern {
    /// Left out, or let in again (`!`).
    pub(crate) ignores: bool,
    shape: Shape,
}

/// A line that the reference cannot make a pattern of.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Invalid;

#[derive(Debug)]
enum Shape {
    /// `*` and `**`: every path.
    Everything,
    /// `*/` and `**/`: every path with a slash in it.
    Folders,
    Steps(Vec<Step>),
}

/// What a part of a path has to be for the pattern to go on. The steps are an automaton: a state is
/// the number of the step that comes next, one past the last is success.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    One(Set),
    /// None, or as many as there are.
    Many(Set),
    /// The next steps, this many, can be left out.
    Optional(usize),
    /// The path ends here, or a name in it does: a folder stands for everything in it.
    End,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Set {
    Char(char),
    /// All but the line feed, as the dot of a regular expression.
    Dot,
    NotSlash,
    Class {
        negated: bool,
        ranges: Vec<RangeInclusive<char>>,
    },
}

impl Set {
    fn has(&self, c: char) -> bool {
        match self {
            Self::Char(own) => *own == c,
            Self::Dot => c != '\n',
            Self::NotSlash => c != '/',
            Self::Class { negated, ranges } => {
                ranges.iter().any(|range| range.contains(&c)) != *negated
            }
        }
    }
}

impl Pattern {
    /// Reads a line without its line break; nothing comes of comments, blank lines and open brackets.
    pub(crate) fn parse(line: &str) -> Result<Option<Self>, Invalid> {
        // A backslash keeps the space behind it. White space is Python's.
        let line = if line.ends_with("\\ ") { line } else { line.trim_end_matches(is_space) };
        if line.is_empty() || line.starts_with('#') || line == "/" {
            return Ok(None);
        }
        let (ignores, text) = line.strip_prefix('!').map_or((true, line), |text| (false, text));
        Ok(shape(text)?.map(|shape| Self { ignores, shape }))
    }

    pub(crate) fn matches(&self, path: &[char]) -> bool {
        match &self.shape {
            Shape::Everything => path.iter().any(|c| Set::Dot.has(*c)),
            Shape::Folders => path.contains(&'/'),
            Shape::Steps(steps) => run(steps, path),
        }
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

fn shape(text: &str) -> Result<Option<Shape>, Invalid> {
    let mut names: Vec<&str> = text.split('/').collect();
    if names[0].is_empty() {
        // `/name`: at the root alone.
        names.remove(0);
    } else if matches!(names[..], [name] | [name, ""] if name != "**") {
        // `name`: anywhere.
        names.insert(0, "**");
    }
    let Some(last) = names.last_mut() else { return Err(Invalid) };
    if last.is_empty() {
        // `name/`: everything in that folder.
        *last = "**";
    }
    names.dedup_by(|b, a| *a == "**" && *b == "**");
    match names[..] {
        ["**"] if text.ends_with('/') => Ok(Some(Shape::Folders)),
        ["**"] | ["**", "*"] => Ok(Some(Shape::Everything)),
        ["**", "*", "**"] => Ok(Some(Shape::Folders)),
        _ => Ok(steps(&names)?.map(Shape::Steps)),
    }
}

fn steps(names: &[&str]) -> Result<Option<Vec<Step>>, Invalid> {
    let slash = || Step::One(Set::Char('/'));
    let mut steps = Vec::new();
    let last = names.len() - 1;
    for (at, name) in names.iter().enumerate() {
        match *name {
            "**" if at == 0 => {
                steps.extend([
                    Step::Optional(3),
                    Step::One(Set::Dot),
                    Step::Many(Set::Dot),
                    slash(),
                ]);
            }
            "**" if at == last => steps.push(slash()),
            "**" => {
                steps.extend([
                    Step::Optional(3),
                    slash(),
                    Step::One(Set::Dot),
                    Step::Many(Set::Dot),
                ]);
            }
            name => {
                // After folders that can be anything at the start, the slash is theirs.
                if at > 1 || (at == 1 && names[0] != "**") {
                    steps.push(slash());
                }
                if name == "*" {
                    steps.push(Step::One(Set::NotSlash));
                }
                if !glob(name, &mut steps)? {
                    return Ok(None);
                }
                if at == last {
                    steps.push(Step::End);
                }
            }
        }
    }
    Ok(Some(steps))
}

/// The steps of a name with wildcards in it; `false` if a bracket is not closed: such a pattern is nothing to git.
fn glob(name: &str, steps: &mut Vec<Step>) -> Result<bool, Invalid> {
    let mut rest = name.chars();
    while let Some(c) = rest.next() {
        let set = match c {
            '\\' => Set::Char(rest.next().ok_or(Invalid)?),
            '*' => {
                // One is as good as several, and no chain of steps that can be left out gets long.
                if steps.last() != Some(&Step::Many(Set::NotSlash)) {
                    steps.push(Step::Many(Set::NotSlash));
                }
                continue;
            }
            '?' => Set::NotSlash,
            '[' => {
                let Some((inside, after)) = bracket(rest.as_str()) else { return Ok(false) };
                rest = after.chars();
                class(inside)?
            }
            c => Set::Char(c),
        };
        steps.push(Step::One(set));
    }
    Ok(true)
}

/// What is inside of a bracket and what comes after it. A closing bracket that comes first is inside.
fn bracket(text: &str) -> Option<(&str, &str)> {
    let start = usize::from(text.starts_with(['!', '^']));
    let start = start + usize::from(text[start..].starts_with(']'));
    let end = start + text[start..].find(']')?;
    Some((&text[..end], &text[end + 1..]))
}

/// The characters of a bracket, as a regular expression of Python reads them; a backslash is one of them.
fn class(inside: &str) -> Result<Set, Invalid> {
    let (negated, inside) =
        inside.strip_prefix(['!', '^']).map_or((false, inside), |inside| (true, inside));
    let mut ranges = Vec::new();
    let mut rest = inside.chars();
    while let Some(low) = rest.next() {
        let mut after = rest.clone();
        match (after.next(), after.next()) {
            (Some('-'), Some(high)) if low <= high => {
                ranges.push(low..=high);
                rest = after;
            }
            (Some('-'), Some(_)) => return Err(Invalid),
            _ => ranges.push(low..=low),
        }
    }
    Ok(Set::Class { negated, ranges })
}

/// Whether the steps, from the start of the path, can all be gone.
fn run(steps: &[Step], path: &[char]) -> bool {
    let mut now = States::new(steps.len());
    let mut next = States::new(steps.len());
    now.enter(0, steps);
    for (at, &c) in path.iter().enumerate() {
        // The end of the text is also before a line feed that is the last of it.
        let ends = c == '/' || (c == '\n' && at + 1 == path.len());
        next.clear();
        for &state in &now.list {
            match steps.get(state) {
                None => return true,
                Some(Step::End) if ends => return true,
                Some(Step::One(set)) if set.has(c) => next.enter(state + 1, steps),
                Some(Step::Many(set)) if set.has(c) => next.enter(state, steps),
                Some(_) => {}
            }
        }
        core::mem::swap(&mut now, &mut next);
        if now.list.is_empty() {
            return false;
        }
    }
    now.list.iter().any(|state| matches!(steps.get(*state), None | Some(Step::End)))
}

/// The states that an automaton is in, each once.
struct States {
    list: Vec<usize>,
    has: Vec<bool>,
}

impl States {
    fn new(steps: usize) -> Self {
        Self { list: Vec::new(), has: vec![false; steps + 1] }
    }

    fn clear(&mut self) {
        self.list.drain(..).for_each(|state| self.has[state] = false);
    }

    /// Enters a state and those behind steps that can be left out, of which there are few in a row.
    fn enter(&mut self, state: usize, steps: &[Step]) {
        if core::mem::replace(&mut self.has[state], true) {
            return;
        }
        self.list.push(state);
        match steps.get(state) {
            Some(Step::Many(_)) => self.enter(state + 1, steps),
            Some(Step::Optional(count)) => {
                self.enter(state + 1, steps);
                self.enter(state + 1 + count, steps);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, path: &str) -> bool {
        let path: Vec<char> = path.chars().collect();
        Pattern::parse(pattern).unwrap().unwrap().matches(&path)
    }

    #[test]
    fn names_match_anywhere_and_everything_below() {
        for path in ["a", "a/", "x/a", "a/b", "x/y/a/b/c", "a\n"] {
            assert!(matches("a", path), "{path}");
        }
        for path in ["b", "ab", "x/ab", "b/ab/c", "a\nb"] {
            assert!(!matches("a", path), "{path}");
        }
    }

    #[test]
    fn slashes_tie_to_the_root_or_to_folders() {
        assert!(matches("/a", "a/b") && !matches("/a", "b/a"));
        assert!(matches("a/b", "a/b/c") && !matches("a/b", "x/a/b"));
        assert!(matches("a/", "a/") && matches("a/", "x/a/b") && !matches("a/", "a"));
        assert!(matches("**/a/b", "x/y/a/b") && matches("**/a/b", "a/b"));
        assert!(
            matches("a/**/b", "a/b") && matches("a/**/b", "a/x/y/b") && !matches("a/**/b", "ab")
        );
        assert!(matches("a/**", "a/b") && matches("a/**", "a/") && !matches("a/**", "a"));
        assert!(matches("*/", "a/") && !matches("*/", "a") && matches("*", "a"));
    }

    #[test]
    fn wildcards_stay_in_their_name() {
        assert!(
            matches("*.txt", "x/a.txt") && matches("*.txt", ".txt") && !matches("*.txt", "a.tx")
        );
        assert!(matches("/a*b", "ab") && matches("/a*b", "axxb") && !matches("/a*b", "a/b"));
        assert!(matches("a?c", "abc") && matches("a?c", "aéc") && !matches("a?c", "ac"));
        assert!(matches("a/*", "a/b") && !matches("a/*", "a/"));
        assert!(matches(r"\*", "*") && !matches(r"\*", "a") && matches(r"\!a", "!a"));
    }

    #[test]
    fn brackets_are_those_of_python() {
        assert!(matches("[a-c]x", "bx") && !matches("[a-c]x", "dx") && !matches("[!a-c]x", "bx"));
        assert!(matches("[]]", "]") && matches("[!]]", "a") && matches("[a-]", "-"));
        assert!(matches(r"[\]", "\\") && matches("[^^]", "a") && !matches("[^^]", "^"));
        assert!(matches("x[!a]y", "x/y"), "a bracket can be a slash");
        assert!(Pattern::parse("[a").unwrap().is_none());
        assert!(Pattern::parse("[a/b]").unwrap().is_none());
        assert_eq!(Pattern::parse("[z-a]").unwrap_err(), Invalid);
    }

    #[test]
    fn lines_that_are_no_pattern() {
        for line in ["", "  ", "#a", "/", "# ", "\u{1f}"] {
            assert!(Pattern::parse(line).unwrap().is_none(), "{line:?}");
        }
        for line in ["a\\", "!", "!  "] {
            assert_eq!(Pattern::parse(line).unwrap_err(), Invalid, "{line:?}");
        }
        assert!(matches(r"a\ ", "a ") && matches("a  ", "a") && matches(" a", " a"));
        assert!(!Pattern::parse("!a").unwrap().unwrap().ignores);
    }

    #[test]
    fn hostile_patterns_take_no_time_and_no_stack() {
        let path = vec!['a'; 4096];
        for pattern in ["*a".repeat(500) + "b", "*".repeat(100_000), "**/".repeat(50_000) + "b"] {
            if let Some(pattern) = Pattern::parse(&pattern).unwrap() {
                pattern.matches(&path);
            }
        }
    }
}
