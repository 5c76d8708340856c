//! SVG packed by gzip, and drawings inside of drawings.
#![cfg(feature = "svg")]
#![allow(clippy::unwrap_used, reason = "a failure is what is looked for")]

use std::io::Write as _;

use iscc_image::{Error, Format, Gray32x32, Limited, Limits, decode, decode_image};

const DRAWING: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><circle cx="30" cy="30" r="25"/></svg>"#;

fn packed(text: &str) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    writer.write_all(text.as_bytes()).unwrap();
    writer.finish().unwrap()
}

fn pixels(file: impl AsRef<[u8]>) -> Gray32x32 {
    decode(file.as_ref(), &Limits::default()).unwrap()
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = |part: &[u8]| {
        let number = part.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
        let number = number << (8 * (3 - part.len()));
        let digit = |place: usize| {
            let index = (number >> (18 - 6 * place)) & 63;
            if place > part.len() { '=' } else { char::from(DIGITS[index as usize]) }
        };
        [0, 1, 2, 3].map(digit)
    };
    bytes.chunks(3).flat_map(digits).collect()
}

/// A drawing that holds another.
fn around(inner: &[u8]) -> String {
    let data = base64(inner);
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><image width="90" height="60" href="data:image/svg+xml;base64,{data}"/></svg>"#
    )
}

#[test]
fn a_packed_drawing_is_the_same_drawing() {
    let found = decode_image(&packed(DRAWING), &Limits::default()).unwrap();
    assert_eq!((found.format, found.width, found.height), (Format::Svg, 90, 60));
    assert_eq!(found.pixels, pixels(DRAWING));
    #[cfg(feature = "metadata")]
    {
        let titled = DRAWING.replace("<circle", "<title>Harbour</title><circle");
        let found = iscc_image::metadata(&packed(&titled), &Limits::default());
        assert_eq!(found.name.as_deref(), Some("Harbour"));
    }
}

#[test]
fn damaged_packing_is_an_error() {
    let whole = packed(DRAWING);
    for end in 3..whole.len() {
        let result = decode(&whole[..end], &Limits::default());
        assert!(matches!(result, Err(Error::Damaged { format: Format::Svg, .. })), "cut at {end}");
    }
    let mut checksum = whole.clone();
    checksum[whole.len() - 6] ^= 1;
    assert!(decode(&checksum, &Limits::default()).is_err());
    assert!(matches!(
        decode(&packed("plain text"), &Limits::default()),
        Err(Error::Unsupported(_))
    ));
}

#[test]
fn a_packed_drawing_may_not_become_large() {
    let mut limits = Limits::default();
    limits.max_input_bytes = 100_000;
    let bomb = packed(&DRAWING.replace("<circle", &format!("{}<circle", " ".repeat(1 << 20))));
    assert!(bomb.len() < 100_000);
    assert!(matches!(
        decode(&bomb, &limits),
        Err(Error::Limit { limited: Limited::InputBytes, .. })
    ));
    // Inside of another drawing it is left out.
    assert_eq!(decode(around(&bomb).as_bytes(), &limits).unwrap().as_bytes(), &[255; 1024]);
}

#[test]
fn drawings_inside_of_a_drawing() {
    let plain = pixels(DRAWING);
    assert_eq!(pixels(around(DRAWING.as_bytes())), plain);
    assert_eq!(pixels(around(&packed(DRAWING))), plain);
    assert_eq!(pixels(around(&packed(&around(&packed(DRAWING))))), plain);
}

/// DIFFERENCE: the reference draws as many as its stack has room for.
#[test]
fn drawings_inside_of_drawings_are_limited() {
    let nested = |levels: usize| {
        let inner = (0..levels).fold(DRAWING.to_owned(), |inner, _| around(inner.as_bytes()));
        pixels(inner)
    };
    assert_eq!(nested(10), pixels(DRAWING));
    assert_eq!(nested(11).as_bytes(), &[255; 1024]);
}

#[test]
fn a_drawing_inside_is_checked_as_the_outer_one() {
    let mut body = String::from(r#"<g id="a0"><rect width="9" height="9"/></g>"#);
    for level in 1..12 {
        let uses = format!(r##"<use href="#a{}"/>"##, level - 1).repeat(20);
        body.extend([r#"<g id="a"#, &level.to_string(), r#"">"#, &uses, "</g>"]);
    }
    let bomb = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><defs>{body}</defs><use href="#a11"/></svg>"##
    );
    assert_eq!(pixels(around(bomb.as_bytes())).as_bytes(), &[255; 1024]);
}

#[test]
fn a_long_comment_and_no_name_space() {
    let plain = pixels(DRAWING);
    assert_eq!(pixels(format!("<!--{}-->{DRAWING}", "licence ".repeat(1000))), plain);
    assert_eq!(pixels(DRAWING.replace(r#" xmlns="http://www.w3.org/2000/svg""#, "")), plain);
}
