//! [`Value`] and [`Members`]: the tree that records are written as and read from, whatever the format.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Display;

/// A value of the JSON data model.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::exhaustive_enums, reason = "the kinds of values that JSON has")]
pub enum Value {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// An integer that is not negative.
    Unsigned(u64),
    /// A negative integer.
    Signed(i64),
    /// A number with a fraction or an exponent.
    Float(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Self>),
    /// Named members in their order.
    Members(Members),
}

impl Value {
    /// The text, if it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The integer, if it is one and not negative.
    #[must_use]
    pub const fn as_u64(&self) -> Option<u64> {
        if let Self::Unsigned(number) = self { Some(*number) } else { None }
    }

    /// What prints as a text.
    pub(crate) fn text(value: impl Display) -> Self {
        Self::Text(alloc::format!("{value}"))
    }

    /// A list of values.
    pub(crate) fn list<T: Into<Self>>(values: impl IntoIterator<Item = T>) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

macro_rules! value_from {
    ($($from:ty => $variant:ident),* $(,)?) => {
        $(impl From<$from> for Value {
            fn from(value: $from) -> Self {
                Self::$variant(value.into())
            }
        })*
    };
}
value_from! {
    bool => Bool,
    u32 => Unsigned,
    u64 => Unsigned,
    f64 => Float,
    &str => Text,
    String => Text,
    Members => Members,
    Vec<Self> => List,
}

/// Named members in their order, each name once.
///
/// ```
/// use iscc_schema::Members;
///
/// let mut members = Members::new();
/// members.push("filesize", 7_u64);
/// assert_eq!(members.get("filesize").and_then(|size| size.as_u64()), Some(7));
/// assert_eq!(members.take("filesize"), Some(7_u64.into()));
/// assert!(members.is_empty());
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Members(Vec<(String, Value)>);

impl Members {
    /// None.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a member at the end; one of the same name that is there already is replaced in its place.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<Value>) {
        let (name, value) = (name.into(), value.into());
        match self.0.iter_mut().find(|(other, _)| *other == name) {
            Some((_, place)) => *place = value,
            None => self.0.push((name, value)),
        }
    }

    /// Adds a member if there is a value.
    pub(crate) fn push_some(&mut self, name: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.push(name, value);
        }
    }

    /// Adds a member if there is something that prints as a text.
    pub(crate) fn push_text(&mut self, name: &str, value: Option<impl Display>) {
        self.push_some(name, value.map(Value::text));
    }

    /// Adds the members of others whose names are new.
    pub(crate) fn append(&mut self, others: &Self) {
        let known = self.0.len();
        for (name, value) in others.iter() {
            if self.0[..known].iter().all(|(other, _)| other != name) {
                self.0.push((name.into(), value.clone()));
            }
        }
    }

    /// The member of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value)
    }

    /// Takes the member of a name out.
    pub fn take(&mut self, name: &str) -> Option<Value> {
        let at = self.0.iter().position(|(other, _)| other == name)?;
        Some(self.0.remove(at).1)
    }

    /// Members whose names are all different; else one of the names that are not.
    #[cfg(feature = "serde")]
    pub(crate) fn distinct(members: Vec<(String, Value)>) -> Result<Self, String> {
        let mut names: Vec<&str> = members.iter().map(|(name, _)| &**name).collect();
        names.sort_unstable();
        match names.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => Err(pair[0].into()),
            None => Ok(Self(members)),
        }
    }

    /// Keeps only the members of which this is true.
    pub fn retain(&mut self, mut keep: impl FnMut(&str, &Value) -> bool) {
        self.0.retain(|(name, value)| keep(name, value));
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Names and values in their order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (&**name, value))
    }
}

impl IntoIterator for Members {
    type Item = (String, Value);
    type IntoIter = alloc::vec::IntoIter<(String, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
