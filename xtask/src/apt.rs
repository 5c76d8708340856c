//! Debian's package manager, where we may use it.

use std::ffi::OsString;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::process::{Call as _, which};

/// How long another process may hold a lock: an upgrade that runs by itself on a fresh machine takes minutes.
const PATIENCE: Duration = Duration::from_mins(5);

/// How often it is asked again for a lock that `apt-get` does not wait for.
const PAUSE: Duration = Duration::from_secs(5);

/// Lines of an error that are shown.
const LINES: usize = 6;

/// `apt-get`, called in a way that asks nobody.
#[derive(Debug, Clone)]
pub(crate) struct Apt {
    /// The program and its first arguments.
    command: Vec<OsString>,
    patience: Duration,
    pause: Duration,
}

impl Apt {
    /// Only as root, or where `sudo` asks for no password: nobody may be there to type one.
    pub(crate) fn find() -> Option<Self> {
        let apt = which("apt-get")?;
        let root = Command::new("id").arg("-u").read().is_ok_and(|id| id.trim() == "0");
        let command = if root {
            vec![apt.into()]
        } else if Command::new("sudo").args(["-n", "true"]).succeeds() {
            ["sudo", "-n", "apt-get"].map(OsString::from).into()
        } else {
            return None;
        };
        Some(Self { command, patience: PATIENCE, pause: PAUSE })
    }

    /// Reads the package lists anew; the error is the end of what `apt-get` says.
    pub(crate) fn update(&self) -> Result<(), String> {
        self.call(&["update"])
    }

    /// Installs packages; the error is the end of what `apt-get` says.
    pub(crate) fn install(&self, packages: &[&str]) -> Result<(), String> {
        self.call(&[&["install", "-y", "--no-install-recommends"], packages].concat())
    }

    fn call(&self, args: &[&str]) -> Result<(), String> {
        let (program, first) = self.command.split_first().ok_or("no program")?;
        let start = Instant::now();
        loop {
            let output = Command::new(program)
                .args(first)
                .args(["-qq", "-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=20"])
                .args(["-o", &format!("DPkg::Lock::Timeout={}", self.patience.as_secs())])
                .args(args)
                .env("DEBIAN_FRONTEND", "noninteractive")
                // What it says is looked at.
                .env("LC_ALL", "C.UTF-8")
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .output()
                .map_err(|error| error.to_string())?;
            if output.status.success() {
                return Ok(());
            }
            let said = String::from_utf8_lossy(&output.stderr);
            // It waits for dpkg's lock, but not for those of the lists and of the archives.
            if !said.contains("Could not get lock") || start.elapsed() >= self.patience {
                return Err(end(&said));
            }
            if start.elapsed() < self.pause {
                eprintln!("setup: another process holds apt's lock, waiting for it");
            }
            sleep(self.pause);
        }
    }
}

/// The last lines of a text that have something in them.
fn end(text: &str) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    lines[lines.len().saturating_sub(LINES)..].join("\n")
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;

    use super::*;

    /// A script in the place of `apt-get`.
    fn apt(name: &str, script: &str) -> (Apt, std::path::PathBuf) {
        let folder = std::env::temp_dir().join(format!("iscc-apt-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("the temporary folder can be written");
        let path = folder.join("apt-get");
        fs::write(&path, script).expect("the folder is ours");
        let command = vec!["sh".into(), path.into()];
        let pause = Duration::from_millis(1);
        (Apt { command, patience: Duration::from_mins(1), pause }, folder)
    }

    #[test]
    fn it_waits_for_the_lock() {
        let (apt, folder) = apt(
            "lock",
            r#"cd "$(dirname "$0")"; echo >> calls; test "$(wc -l < calls)" -ge 3 && exit 0
               echo "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 1" >&2; exit 100"#,
        );
        assert_eq!(apt.update(), Ok(()));
        let calls = fs::read(folder.join("calls")).expect("it was called");
        fs::remove_dir_all(folder).expect("the folder is ours");
        assert_eq!(calls.len(), 3);
    }

    #[test]
    fn an_error_is_the_end_of_what_it_says() {
        let (apt, folder) = apt(
            "error",
            "for line in 1 2 3 4 5 6 7; do echo W: $line >&2; done; echo \"E: Unable to locate package $9\" >&2; exit 100",
        );
        let error = apt.install(&["nasm"]).expect_err("it fails");
        fs::remove_dir_all(folder).expect("the folder is ours");
        assert!(
            error.starts_with("W: 3\n") && error.contains("E: Unable to locate package"),
            "{error}"
        );
    }
}
