//! `cargo xtask setup`: the system's part. Nothing here is needed to build; each line says what is lost without it.

use std::fs;
use std::process::{Command, Stdio};

use crate::manifest::Manifest;
use crate::process::{Call as _, target, which};

/// Something that the system's package manager brings.
struct System {
    /// The program that shows that it is there.
    program: &'static str,
    /// The Debian and Ubuntu package.
    package: &'static str,
    /// The crate feature that needs it.
    feature: &'static str,
    /// What is lost without it.
    cost: &'static str,
}

/// Later engines add their lines here.
const SYSTEM: [System; 1] = [System {
    program: "nasm",
    package: "nasm",
    feature: "jpeg-simd",
    cost: "JPEG files decode at less than half the speed; the codes are the same",
}];

/// `cargo xtask setup`: tries again even where the last try failed.
pub(crate) fn command() {
    ensure(true);
    for system in SYSTEM {
        if which(system.program).is_some() {
            println!("{}: there (feature {})", system.program, system.feature);
        }
    }
}

/// Sets up what is missing; returns at once when nothing is.
///
/// Without `again`, a machine where it failed once is not asked a second time.
pub(crate) fn ensure(again: bool) {
    let missing: Vec<System> =
        SYSTEM.into_iter().filter(|system| which(system.program).is_none()).collect();
    if missing.is_empty() {
        return;
    }
    let stamp = target().ok().map(|folder| folder.join(".setup-failed"));
    let tried = stamp.as_ref().is_some_and(|stamp| stamp.exists());
    if (again || !tried) && install(&missing) {
        return;
    }
    if let (Some(stamp), false) = (stamp, tried) {
        // A convenience only: without the stamp the next run tries again.
        let _ = fs::write(stamp, "");
    }
    if again || !tried {
        for system in missing.iter().filter(|system| which(system.program).is_none()) {
            let System { program, package, cost, .. } = system;
            eprintln!("setup: {program} is missing (apt-get install {package}): {cost}");
        }
    }
}

/// Whether everything is there afterwards.
fn install(missing: &[System]) -> bool {
    let Some(apt) = Apt::find() else { return false };
    let packages: Vec<&str> = missing.iter().map(|system| system.package).collect();
    eprintln!("setup: installing {}", packages.join(" "));
    let _ = apt.install(&packages) || (apt.update() && apt.install(&packages));
    missing.iter().all(|system| which(system.program).is_some())
}

/// Whether a crate's feature can be built on this machine.
pub(crate) fn can_build(feature: &str) -> bool {
    SYSTEM.iter().all(|system| system.feature != feature || which(system.program).is_some())
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

/// Debian's package manager, where we may use it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Apt {
    sudo: bool,
}

impl Apt {
    /// Only as root, or where `sudo` asks for no password: nobody may be there to type one.
    pub(crate) fn find() -> Option<Self> {
        which("apt-get")?;
        let root = Command::new("id").arg("-u").read().is_ok_and(|id| id.trim() == "0");
        let sudo = !root;
        (root || Command::new("sudo").args(["-n", "true"]).succeeds()).then_some(Self { sudo })
    }

    /// Reads the package lists anew.
    pub(crate) fn update(self) -> bool {
        self.call(&["update"])
    }

    fn install(self, packages: &[&str]) -> bool {
        self.call(&[&["install", "-y", "--no-install-recommends"], packages].concat())
    }

    fn call(self, args: &[&str]) -> bool {
        let mut command = Command::new(if self.sudo { "sudo" } else { "apt-get" });
        if self.sudo {
            command.args(["-n", "apt-get"]);
        }
        command
            .args(["-qq", "-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=20"])
            .args(args)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    }
}
