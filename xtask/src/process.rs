//! Other programs: where they are, how they are called, what is said when they fail.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

/// The top of the project.
pub(crate) fn root() -> PathBuf {
    // Set by `cargo run`; the fallback serves whoever starts the binary by hand.
    let xtask = env::var_os("CARGO_MANIFEST_DIR").unwrap_or(env!("CARGO_MANIFEST_DIR").into());
    let mut root = PathBuf::from(xtask);
    root.pop();
    root
}

/// Cargo's target folder, whatever configured it: this program was built into it.
pub(crate) fn target() -> Result<PathBuf> {
    let program = env::current_exe()?;
    let target = program.ancestors().find(|path| path.join("CACHEDIR.TAG").is_file());
    Ok(target.map_or_else(|| root().join("target"), Path::to_path_buf))
}

/// `cargo` with `args` (split at spaces), in the project's folder.
pub(crate) fn cargo(args: &str) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()));
    command.args(args.split_whitespace()).current_dir(root());
    command
}

/// The full path of a program on the search path.
pub(crate) fn which(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .flat_map(|folder| [folder.join(program), folder.join(format!("{program}.exe"))])
        .find(|path| path.is_file())
}

/// Whether this runs without anybody to ask.
pub(crate) fn in_ci() -> bool {
    env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false")
}

/// What every chore does with a command.
pub(crate) trait Call {
    /// Runs it; its output goes where ours goes. An error names the command.
    fn call(&mut self) -> Result<()>;
    /// Runs it and gives back what it wrote to stdout.
    fn read(&mut self) -> Result<String>;
    /// Whether it can be run and succeeds; nothing of it is shown.
    fn succeeds(&mut self) -> bool;
}

impl Call for Command {
    fn call(&mut self) -> Result<()> {
        let status = self.status().with_context(|| format!("cannot run {}", shown(self)))?;
        if !status.success() {
            bail!("{} failed ({status})", shown(self));
        }
        Ok(())
    }

    fn read(&mut self) -> Result<String> {
        let output = self
            .stderr(Stdio::inherit())
            .output()
            .with_context(|| format!("cannot run {}", shown(self)))?;
        if !output.status.success() {
            bail!("{} failed ({})", shown(self), output.status);
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn succeeds(&mut self) -> bool {
        self.stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    }
}

/// The command as one would type it: the program by its name, not by its path.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut words = vec![program.file_stem().unwrap_or(command.get_program()).to_owned()];
    words.extend(command.get_args().map(OsString::from));
    words.iter().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// How a check that did not fail ended.
pub(crate) enum Outcome {
    /// Checked.
    Good,
    /// Not possible on this machine, for this reason.
    LeftOut(String),
}
