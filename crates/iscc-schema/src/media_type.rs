//! [`MediaType`]: what kind of file it is (RFC 6838).

use alloc::borrow::Cow;
use alloc::string::String;
use core::error::Error;
use core::fmt;
use core::str::FromStr;

/// A media type without parameters, in lower case: `image/png`.
///
/// ```
/// use iscc_schema::MediaType;
///
/// let found: MediaType = "Text/HTML; charset=utf-8".parse()?;
/// assert_eq!(found.as_str(), "text/html");
/// assert_eq!(found.top_level(), "text");
/// # Ok::<(), iscc_schema::NoMediaType>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MediaType(Cow<'static, str>);

impl MediaType {
    /// Bytes of which nothing is known.
    pub const OCTET_STREAM: Self = Self::from_static("application/octet-stream");

    /// A media type that is known when the program is built: a type and a subtype in lower case, without parameters.
    #[must_use]
    pub const fn from_static(text: &'static str) -> Self {
        Self(Cow::Borrowed(text))
    }

    /// The media type as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the slash.
    #[must_use]
    pub fn top_level(&self) -> &str {
        self.0.split_once('/').map_or(&*self.0, |(top_level, _)| top_level)
    }
}

impl AsRef<str> for MediaType {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for MediaType {
    type Err = NoMediaType;

    /// Reads a media type as HTTP headers have it: of either case, with parameters, which are dropped.
    fn from_str(text: &str) -> Result<Self, NoMediaType> {
        let essence = text.split(';').next().unwrap_or_default().trim();
        let (top_level, sub_type) = essence.split_once('/').ok_or(NoMediaType)?;
        if !is_name(top_level) || !is_name(sub_type) {
            return Err(NoMediaType);
        }
        let mut essence = String::from(essence);
        essence.make_ascii_lowercase();
        Ok(Self(Cow::Owned(essence)))
    }
}

/// A restricted name (RFC 6838, section 4.2).
fn is_name(text: &str) -> bool {
    text.len() <= 127
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "!#$&-^_.+".contains(c))
}

/// A text that is no media type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct NoMediaType;

impl fmt::Display for NoMediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a media type, which has the form type/subtype")
    }
}

impl Error for NoMediaType {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_media_type() {
        for text in ["", "image", "/png", "image/", "im age/png", "image/p/g", "-a/b", "a/\u{e9}"] {
            assert_eq!(text.parse::<MediaType>(), Err(NoMediaType), "{text:?}");
        }
    }
}
