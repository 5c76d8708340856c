//! `iscc --version`: what is built in, and that the vector code that the CPU can run is in use.

use crate::folder::Folder;

#[test]
fn the_best_vector_code_of_the_cpu_is_in_use_in_every_engine() {
    #[cfg(target_arch = "x86_64")]
    let (avx2, avx512) = {
        let avx512 = std::is_x86_feature_detected!("avx512f")
            && std::is_x86_feature_detected!("avx512vl")
            && std::is_x86_feature_detected!("avx512dq")
            && std::is_x86_feature_detected!("avx512bw");
        let avx2 = std::is_x86_feature_detected!("avx2");
        // Fingerprints take both.
        assert_eq!(avx2, std::is_x86_feature_detected!("fma"), "a CPU with one of the two");
        (avx2, avx512)
    };
    #[cfg(not(target_arch = "x86_64"))]
    let (avx2, avx512) = (false, false);
    let narrow = if avx2 { "AVX2" } else { "baseline" };
    let wide = if avx512 { "AVX-512" } else { narrow };
    let run = Folder::new().iscc(&["--version"]);
    let simd = run.done().lines().find(|line| line.starts_with("SIMD:"));
    let expected = format!("SIMD:      text {wide}, image {narrow}, audio {narrow}, data {wide}");
    assert_eq!(simd, Some(&*expected));
}

#[test]
fn the_long_version_names_the_libraries_that_are_built_in() {
    let folder = Folder::new();
    let run = folder.iscc(&["--version"]);
    let line = |start: &str| {
        let line = run.done().lines().find_map(|line| line.strip_prefix(start));
        line.unwrap_or_else(|| panic!("{start}: {}", run.text())).trim()
    };
    let off = |line: &str| line.starts_with("not built in");
    assert_eq!(off(line("FFmpeg:")), cfg!(not(feature = "ffmpeg")));
    assert_eq!(line("FFmpeg:").contains("libavcodec "), cfg!(feature = "ffmpeg"));
    let short = format!("iscc {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(folder.iscc(&["-V"]).done(), short);
    assert!(run.text().starts_with(&short));
}
