//! Thumbnails as data URLs (RFC 2397, with the base64 of RFC 4648).

use alloc::string::String;

use super::{Thumbnail, ThumbnailFormat};

impl Thumbnail {
    /// The picture as a URL that holds it.
    #[must_use]
    pub fn data_url(&self, format: ThumbnailFormat) -> String {
        let mut url = String::from("data:");
        url.push_str(format.media_type());
        url.push_str(";base64,");
        push_base64(&mut url, &self.encode(format));
        url
    }
}

fn push_base64(text: &mut String, bytes: &[u8]) {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for group in bytes.chunks(3) {
        let byte = |i: usize| u32::from(group.get(i).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            let index = (bits >> (18 - 6 * digit) & 63) as usize;
            text.push(if digit > group.len() { '=' } else { char::from(DIGITS[index]) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_of_the_rfc() {
        for (bytes, expected) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            let mut text = String::new();
            push_base64(&mut text, bytes.as_bytes());
            assert_eq!(text, expected);
        }
    }
}
