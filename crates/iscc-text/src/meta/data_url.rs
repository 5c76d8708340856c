//! Data URLs (RFC 2397) as the Python package `data-url` reads them, which the reference uses.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use unicode_general_category::{GeneralCategory, get_general_category};

use crate::base64;
use crate::error::DataUrlError;

/// The bytes in a base64 data URL.
///
/// The grammar is that of the package: `data:`, a lower-case media type (optional), parameters
/// `;name=value`, `;base64`, a comma, and at least one character of data.
///
/// A data URL without `;base64` is an error in iscc-core 1.5.0 too (it fails to hash a string).
pub(super) fn decode(url: &str) -> Result<Vec<u8>, DataUrlError> {
    let rest = url.strip_prefix("data:").ok_or(DataUrlError::Syntax)?;
    let (head, data) = rest.split_once(',').ok_or(DataUrlError::Syntax)?;
    let is_base64 = head_is_base64(head).ok_or(DataUrlError::Syntax)?;
    if data.is_empty() || !data.chars().all(|c| is_word(c) || ".~%=/+-".contains(c)) {
        return Err(DataUrlError::Syntax);
    }
    if !is_base64 {
        return Err(DataUrlError::NotBase64);
    }
    if !data.is_ascii() {
        return Err(DataUrlError::Base64);
    }
    base64::decode_lenient(data).ok_or(DataUrlError::Base64)
}

/// A data URL of JSON.
pub(super) fn encode(media_type: &str, bytes: &[u8]) -> String {
    format!("data:{media_type};base64,{}", base64::encode_padded(bytes))
}

/// Whether what stands before the comma ends in `;base64`; `None` if it is malformed.
fn head_is_base64(head: &str) -> Option<bool> {
    let (head, is_base64) = head.strip_suffix(";base64").map_or((head, false), |head| (head, true));
    let mut parts = head.split(';');
    let media_type = parts.next().unwrap_or_default();
    let valid = (media_type.is_empty() || is_media_type(media_type)) && parts.all(is_parameter);
    valid.then_some(is_base64)
}

/// `[a-z][a-z0-9-]+/[a-z][\w.+-]+`
fn is_media_type(text: &str) -> bool {
    let Some((main, sub)) = text.split_once('/') else { return false };
    let tail = |text: &str, allowed: fn(char) -> bool| {
        let mut chars = text.chars();
        chars.next().is_some_and(|c| c.is_ascii_lowercase())
            && !chars.as_str().is_empty()
            && chars.all(allowed)
    };
    tail(main, |c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && tail(sub, |c| is_word(c) || "-.+".contains(c))
}

/// `[\w.+-]+=[\w.+%-]+`
fn is_parameter(text: &str) -> bool {
    let Some((name, value)) = text.split_once('=') else { return false };
    let valid = |text: &str, more: &str| {
        !text.is_empty() && text.chars().all(|c| is_word(c) || more.contains(c))
    };
    valid(name, "-.+") && valid(value, "-.+%")
}

/// `\w` of Python's regular expressions on strings.
fn is_word(c: char) -> bool {
    use GeneralCategory as G;
    c == '_'
        || matches!(
            get_general_category(c),
            G::UppercaseLetter
                | G::LowercaseLetter
                | G::TitlecaseLetter
                | G::ModifierLetter
                | G::OtherLetter
                | G::DecimalNumber
                | G::LetterNumber
                | G::OtherNumber
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_of_several_shapes() {
        use DataUrlError::{Base64, NotBase64, Syntax};
        let hello = Ok(b"hello".to_vec());
        for (url, expected) in [
            ("data:;base64,aGVsbG8=", hello.clone()),
            ("data:application/json;charset=utf-8;base64,aGVsbG8=", hello.clone()),
            ("data:application/ld+json;a=b;c=%20;base64,aGVsbG8=", hello.clone()),
            ("data:;base64,aGV%sbG8=", hello.clone()),
            ("data:;base64,aGVsbG8=aaaa", hello),
            ("data:;base64,====", Ok(Vec::new())),
            ("data:,abc", Err(NotBase64)),
            ("data:text/plain,a%20b", Err(NotBase64)),
            ("data:;base64,aGVsbG8", Err(Base64)),
            ("data:;base64,é", Err(Base64)),
            ("data:,", Err(Syntax)),
            ("data:;base64,", Err(Syntax)),
            ("data:;base64,aGVs bG8=", Err(Syntax)),
            ("data:;base64,aGVsbG8=\n", Err(Syntax)),
            ("data:Text/plain;base64,aGVsbG8=", Err(Syntax)),
            ("data:a/b;base64,aGVsbG8=", Err(Syntax)),
            ("data:text/plain;base64;x=y,aGVsbG8=", Err(Syntax)),
            ("data:text/plain;;base64,aGVsbG8=", Err(Syntax)),
            ("DATA:;base64,aGVsbG8=", Err(Syntax)),
            ("data:text/plain", Err(Syntax)),
            ("", Err(Syntax)),
        ] {
            assert_eq!(decode(url), expected, "{url:?}");
        }
    }
}
