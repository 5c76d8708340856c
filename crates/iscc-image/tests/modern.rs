//! SVG and AVIF: hostile documents, and what is left out on purpose.
#![cfg(all(feature = "svg", feature = "avif"))]
#![allow(clippy::unwrap_used, reason = "a file that cannot be read is a failure")]

use core::fmt::Write as _;

use iscc_image::{Error, Format, Limited, Limits, decode, decode_image};

fn svg(body: &str) -> Vec<u8> {
    let head = r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90" height="60">"#;
    format!("{head}{body}</svg>").into_bytes()
}

fn limit_of(file: &[u8]) -> Option<Limited> {
    match decode(file, &Limits::default()) {
        Err(Error::Limit { limited, .. }) => Some(limited),
        _ => None,
    }
}

#[test]
fn a_drawing_without_anything_is_white() {
    let found = decode_image(&svg(""), &Limits::default()).unwrap();
    assert_eq!((found.format, found.width, found.height), (Format::Svg, 90, 60));
    assert_eq!(found.pixels.as_bytes(), &[255; 1024]);
}

/// DIFFERENCE: the reference draws the file beside this one.
#[test]
fn files_beside_a_drawing_are_not_read() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/image/border-white-black.png");
    assert!(std::fs::exists(path).unwrap());
    let body = format!(r#"<image href="{path}" width="90" height="60"/>"#);
    let found = decode(&svg(&body), &Limits::default()).unwrap();
    assert_eq!(found.as_bytes(), &[255; 1024]);
}

#[test]
fn nesting_is_limited() {
    let deep = |levels: usize| svg(&("<g>".repeat(levels) + &"</g>".repeat(levels)));
    assert!(decode(&deep(199), &Limits::default()).is_ok());
    assert_eq!(limit_of(&deep(200)), Some(Limited::Depth));
    assert_eq!(limit_of(&deep(100_000)), Some(Limited::Depth));
}

#[test]
fn references_that_multiply_are_limited() {
    // Each level uses the one before ten times.
    let bomb = |reference: &dyn Fn(usize) -> String| {
        let mut body = String::from(r#"<defs><g id="a0"><path d="M0 0h9v9"/></g>"#);
        for level in 1..12 {
            let uses = reference(level - 1).repeat(10);
            let _ = write!(body, r#"<g id="a{level}">{uses}</g>"#);
        }
        svg(&(body + r##"</defs><use href="#a11"/>"##))
    };
    assert_eq!(
        limit_of(&bomb(&|level| format!(r##"<use href="#a{level}"/>"##))),
        Some(Limited::Elements)
    );
    let mut patterns = String::from("<defs>");
    for level in 0..12 {
        let inner = format!(r#"<path d="M0 0h9v9" fill="url(#p{})"/>"#, level + 1).repeat(10);
        let _ =
            write!(patterns, r#"<pattern id="p{level}" width="9" height="9">{inner}</pattern>"#);
    }
    let file = svg(&(patterns + r#"</defs><path d="M0 0h9v9" fill="url(#p0)"/>"#));
    assert_eq!(limit_of(&file), Some(Limited::Elements));
}

#[test]
fn references_in_a_circle_end() {
    let body = r##"<g id="a"><use href="#a"/><use href="#b"/></g><g id="b"><use href="#a"/></g>"##;
    let _: Result<_, _> = decode(&svg(body), &Limits::default());
}

#[test]
fn work_is_limited() {
    let layers = r#"<g opacity=".5"><rect width="9000" height="9000"/></g>"#.repeat(2000);
    let file = String::from_utf8(svg(&layers))
        .unwrap()
        .replace(r#"width="90" height="60""#, r#"width="4000" height="4000""#);
    assert_eq!(limit_of(file.as_bytes()), Some(Limited::Work));
}

/// DIFFERENCE: what the reference makes of them is an overflow.
#[test]
fn absurd_blurs_are_limited() {
    let blurred = |effect: &str, place: &str| {
        svg(&format!(
            r#"<filter id="f">{effect}</filter><g transform="{place}"><g filter="url(#f)"><path d="M7 4h2v2z"/></g></g>"#
        ))
    };
    let wide = r#"<feGaussianBlur stdDeviation="28888888888888888888888"/>"#;
    assert_eq!(limit_of(&blurred(wide, "")), Some(Limited::Work));
    let shadow = r#"<feDropShadow dx="1" dy="1" stdDeviation="1 3000000000"/>"#;
    assert_eq!(limit_of(&blurred(shadow, "")), Some(Limited::Work));
    let usual = r#"<feGaussianBlur stdDeviation="2"/>"#;
    assert_eq!(limit_of(&blurred(usual, "scale(10000000)")), Some(Limited::Work));
    assert!(decode(&blurred(usual, ""), &Limits::default()).is_ok());
}

#[test]
fn entities_are_refused() {
    let bomb = br#"<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>"#;
    assert!(matches!(
        decode(bomb, &Limits::default()),
        Err(Error::Damaged { format: Format::Svg, .. })
    ));
}

#[test]
fn boxes_that_lie() {
    let file = std::fs::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../testdata/image/avif-rgb-420-full.avif"
    ))
    .unwrap();
    let mut limits = Limits::default();
    limits.max_pixels = 1000;
    assert!(matches!(decode(&file, &limits), Err(Error::Limit { limited: Limited::Pixels, .. })));
    for end in (0..file.len()).step_by(7) {
        assert!(decode(&file[..end], &Limits::default()).is_err(), "cut at {end}");
    }
    for at in (0..file.len().min(400)).step_by(3) {
        let mut broken = file.clone();
        broken[at] ^= 0xff;
        let _: Result<_, _> = decode(&broken, &Limits::default());
    }
}

/// libavcodec and libheif would bind to them instead of to dav1d's own, in every program that links this crate.
#[test]
#[cfg(target_os = "linux")]
fn no_symbol_of_dav1d_is_exported() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/image");
    let file = std::fs::read(folder.join("avif-rgb-420-full.avif")).unwrap();
    assert!(decode(&file, &Limits::default()).is_ok(), "the decoder is linked");
    let program = std::fs::read(std::env::current_exe().unwrap()).unwrap();
    let names =
        ["open", "close", "send_data", "get_picture", "picture_unref", "data_create", "version"];
    for name in names {
        // Each name in a symbol table has a zero behind it.
        let symbol = format!("\0dav{}_{name}\0", "1d");
        assert!(!program.windows(symbol.len()).any(|part| part == symbol.as_bytes()), "{symbol}");
    }
}

#[test]
fn damaged_av1_data_gives_a_result() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/image");
    for name in ["avif-rgb-420-full.avif", "avif-rgba-400-full.avif"] {
        let file = std::fs::read(folder.join(name)).unwrap();
        for at in (0..file.len()).step_by(37) {
            let mut broken = file.clone();
            broken[at] = broken[at].wrapping_mul(31).wrapping_add(97);
            let _: Result<_, _> = decode(&broken, &Limits::default());
        }
    }
}
