//! `cargo xtask setup`: the system's part. Nothing here is needed to build; each line says what is lost without it.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::apt::Apt;
use crate::manifest::Manifest;
use crate::process::{Call as _, target, which};

/// What a crate's feature takes from the system's package manager.
struct System {
    /// The crate feature that needs it.
    feature: &'static str,
    /// Everything that must be there, each with the Debian and Ubuntu package that brings it.
    needs: &'static [(Sign, &'static str)],
    /// What is lost without it.
    cost: &'static str,
}

/// What shows that a package is there.
#[derive(Debug, Clone, Copy)]
enum Sign {
    /// A program on the search path.
    Program(&'static str),
    /// A library that `pkg-config` knows, perhaps of a least version: `libavcodec >= 59.37`.
    Library(&'static str),
    /// libclang with its headers, which generates bindings of C headers.
    Clang,
}

/// Later engines add their lines here.
const SYSTEM: [System; 1] = [System {
    feature: "ffmpeg",
    needs: &[
        (Sign::Program("pkg-config"), "pkg-config"),
        (Sign::Clang, "libclang-dev"),
        (Sign::Library("libavcodec >= 59.37"), "libavcodec-dev"),
        (Sign::Library("libavformat >= 59.27"), "libavformat-dev"),
        (Sign::Library("libavutil >= 57.28"), "libavutil-dev"),
        (Sign::Library("libswscale >= 6.7"), "libswscale-dev"),
    ],
    cost: "videos other than H.264 in MP4 and Matroska, and rare audio formats get their ISCC-SUM only",
}];

impl Sign {
    /// Asked anew each time: setup may have just brought it.
    fn is_there(self) -> bool {
        match self {
            Self::Program(program) => which(program).is_some(),
            Self::Library(library) => {
                Command::new("pkg-config").args(["--exists", library]).succeeds()
            }
            Self::Clang => has_clang(),
        }
    }
}

impl System {
    fn is_there(&self) -> bool {
        self.needs.iter().all(|(sign, _)| sign.is_there())
    }

    /// The packages that are not there.
    fn missing(&self) -> impl Iterator<Item = &'static str> {
        self.needs.iter().filter(|(sign, _)| !sign.is_there()).map(|&(_, package)| package)
    }
}

/// Whether libclang is where bindgen looks for it. The library alone is not enough, its headers come with the
/// link `libclang.so` of the development package.
fn has_clang() -> bool {
    let named = env::var_os("LIBCLANG_PATH").map(PathBuf::from);
    let folders = ["/usr/lib", "/usr/lib64", "/usr/local/lib"].map(PathBuf::from);
    let inside = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten();
    // /usr/lib/llvm-14/lib, /usr/lib/x86_64-linux-gnu
    let inside = inside.flatten().flat_map(|entry| [entry.path(), entry.path().join("lib")]);
    named.into_iter().chain(folders.clone()).chain(inside).any(|folder| {
        ["libclang.so", "libclang.dylib", "libclang.dll"]
            .iter()
            .any(|file| folder.join(file).exists())
    })
}

/// `cargo xtask setup`: tries again even where the last try failed.
pub(crate) fn command() {
    ensure(true);
    for system in SYSTEM {
        if system.is_there() {
            println!("{}: can be built", system.feature);
        }
    }
}

/// Sets up what is missing; returns at once when nothing is.
///
/// Without `again`, a machine where it failed once is not asked a second time for the same packages.
pub(crate) fn ensure(again: bool) {
    let missing: Vec<&str> = SYSTEM.iter().flat_map(System::missing).collect();
    if missing.is_empty() {
        return;
    }
    let list = missing.join(" ");
    let stamp = target().ok().map(|folder| folder.join(".setup-failed"));
    let tried = stamp.as_ref().and_then(|stamp| fs::read_to_string(stamp).ok());
    let tried = tried.is_some_and(|tried| tried == list);
    if tried && !again || install(&missing) {
        return;
    }
    let left: Vec<&System> = SYSTEM.iter().filter(|system| !system.is_there()).collect();
    if let Some(stamp) = stamp {
        let packages: Vec<&str> = left.iter().flat_map(|system| system.missing()).collect();
        // A convenience only: without the stamp the next run tries again.
        let _ = fs::write(stamp, packages.join(" "));
    }
    for system in left {
        let packages = system.missing().collect::<Vec<_>>().join(" ");
        let System { feature, cost, .. } = system;
        eprintln!("setup: feature {feature} is off (apt-get install {packages}): {cost}");
    }
}

/// Whether everything is there afterwards.
fn install(packages: &[&str]) -> bool {
    let Some(apt) = Apt::find() else { return false };
    eprintln!("setup: installing {}", packages.join(" "));
    let installed =
        apt.install(packages).or_else(|_| apt.update().and_then(|()| apt.install(packages)));
    if let Err(why) = installed {
        eprintln!("setup: apt-get failed:\n{why}");
    }
    SYSTEM.iter().all(System::is_there)
}

/// Whether a crate's feature can be built on this machine.
pub(crate) fn can_build(feature: &str) -> bool {
    SYSTEM.iter().all(|system| system.feature != feature || system.is_there())
}

/// Every feature of these crates that this machine can build, as `--features` wants them.
pub(crate) fn features(crates: &[Manifest]) -> String {
    let features = crates.iter().flat_map(|manifest| {
        manifest
            .features()
            .filter(|feature| can_build(feature))
            .map(|feature| format!("{}/{feature}", manifest.name))
    });
    features.collect::<Vec<_>>().join(",")
}

/// The features of one crate that stand for a system library that is there: the program is built with them.
pub(crate) fn system_features(manifest: &Manifest) -> String {
    let features = SYSTEM
        .iter()
        .map(|system| system.feature)
        .filter(|feature| manifest.has_feature(feature) && can_build(feature));
    features.collect::<Vec<_>>().join(",")
}
