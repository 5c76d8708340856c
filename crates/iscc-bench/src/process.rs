//! Whole processes, from start to end, in turns: the time on the wall, the time of all processors, and the largest
//! resident set, as the system counted them.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::measure::median;

/// A program with the arguments that come before the paths.
#[derive(Clone)]
pub struct Program {
    /// What it is called in the table.
    pub name: String,
    path: PathBuf,
    args: Vec<OsString>,
    after: Vec<OsString>,
    /// The exit code that it ends with when all is well.
    code: i32,
}

/// What one run took; of several runs, the medians and the largest peak.
#[derive(Clone, Copy, Default)]
pub struct Cost {
    pub wall: Duration,
    pub cpu: Duration,
    /// Mebibytes. A child's count begins with what this process holds, so keep that small.
    pub peak: f64,
}

impl Program {
    pub fn new(name: &str, path: impl Into<PathBuf>, args: &[&str]) -> Self {
        let args = args.iter().map(OsString::from).collect();
        Self { name: name.to_owned(), path: path.into(), args, after: Vec::new(), code: 0 }
    }

    /// With arguments that come after the paths.
    pub fn ending(mut self, args: &[&str]) -> Self {
        self.after = args.iter().map(OsString::from).collect();
        self
    }

    /// Of which this exit code is no failure.
    pub fn ending_with(mut self, code: i32) -> Self {
        self.code = code;
        self
    }

    /// A program that a variable names; `cargo xtask bench` sets the variables of what is there.
    pub fn of(variable: &str, name: &str, args: &[&str]) -> Option<Self> {
        std::env::var_os(variable).map(|path| Self::new(name, path, args))
    }

    /// Runs it once; what it prints is not kept.
    ///
    /// # Panics
    /// If it cannot be started or fails.
    pub fn run(&self, paths: &[&Path]) -> Cost {
        let start = Instant::now();
        let mut command = Command::new(&self.path);
        command.args(&self.args).args(paths).args(&self.after);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn();
        let child = child.unwrap_or_else(|error| panic!("{}: {error}", self.path.display()));
        let (status, usage) = wait(child.id());
        // The exit code is in the second byte.
        assert!([0, self.code << 8].contains(&status), "{} failed", self.name);
        Cost {
            wall: start.elapsed(),
            cpu: time(usage.ru_utime) + time(usage.ru_stime),
            peak: usage.ru_maxrss as f64 / 1024.0,
        }
    }
}

/// Runs all programs over the same paths, in turns, once to warm the caches and then `runs` times.
pub fn in_turns(programs: &[Program], paths: &[&Path], runs: usize) -> Vec<Cost> {
    let mut costs = vec![Vec::new(); programs.len()];
    for run in 0..=runs {
        for (costs, program) in costs.iter_mut().zip(programs) {
            let cost = program.run(paths);
            if run > 0 {
                costs.push(cost);
            }
        }
    }
    costs.iter().map(|costs| summary(costs)).collect()
}

fn summary(costs: &[Cost]) -> Cost {
    Cost {
        wall: median(costs.iter().map(|cost| cost.wall).collect()),
        cpu: median(costs.iter().map(|cost| cost.cpu).collect()),
        peak: costs.iter().map(|cost| cost.peak).fold(0.0, f64::max),
    }
}

fn time(time: libc::timeval) -> Duration {
    Duration::new(time.tv_sec as u64, time.tv_usec as u32 * 1000)
}

/// Waits for a child; gives its status and what it used.
fn wait(pid: u32) -> (i32, libc::rusage) {
    let (mut status, mut usage) = (0, std::mem::MaybeUninit::<libc::rusage>::zeroed());
    // SAFETY: both pointers are to values that live until the call returns, and all zeros are an `rusage`.
    unsafe {
        libc::wait4(pid as libc::pid_t, &raw mut status, 0, usage.as_mut_ptr());
        (status, usage.assume_init())
    }
}
