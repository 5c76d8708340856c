//! Hands on which FFmpeg was found, as `cfg`s: fields went away and came over the years.

/// What the sources ask for.
const VERSIONS: [&str; 3] = ["6_0", "7_0", "8_0"];

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    for version in VERSIONS {
        println!("cargo:rustc-check-cfg=cfg(ffmpeg_{version})");
        if is_at_least(version) {
            println!("cargo:rustc-cfg=ffmpeg_{version}");
        }
    }
    let wanted = std::env::var_os("CARGO_FEATURE_FFMPEG").is_some();
    if wanted && !is_at_least("5_1") {
        println!("cargo:warning=iscc-ffmpeg needs FFmpeg 5.1 or later");
    }
}

/// As the bindings found out from the headers (`links = "ffmpeg"`).
fn is_at_least(version: &str) -> bool {
    std::env::var(format!("DEP_FFMPEG_FFMPEG_{version}")).is_ok_and(|value| value == "true")
}
