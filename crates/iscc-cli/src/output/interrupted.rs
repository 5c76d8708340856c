//! Temporary files are removed when a signal ends the program.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The temporary files that are there.
static FILES: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A temporary file that is removed when a signal ends the program.
pub(super) struct Registered(PathBuf);

impl Registered {
    pub(super) fn new(path: &Path) -> Self {
        files().push(path.to_owned());
        Self(path.to_owned())
    }
}

impl Drop for Registered {
    fn drop(&mut self) {
        files().retain(|path| *path != self.0);
    }
}

fn files() -> std::sync::MutexGuard<'static, Vec<PathBuf>> {
    FILES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on SIGINT, SIGTERM and SIGHUP remove what is registered, then end the program as they would have. A signal that
/// the caller of the program has turned off (`nohup`) stays off.
#[cfg(unix)]
pub(super) fn prepare() {
    use std::sync::{Once, mpsc};
    use std::thread;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let (ready, is_ready) = mpsc::channel();
        // Without a thread to wait for them signals are left as they are; then a file may stay behind.
        let waiting = thread::Builder::new().name("signals".into()).spawn(move || {
            let ignored = ignored();
            let caught = [SIGINT, SIGTERM, SIGHUP];
            let caught = caught.into_iter().filter(|signal| ignored >> (signal - 1) & 1 == 0);
            let signals = Signals::new(caught.collect::<Vec<_>>());
            let _ = ready.send(());
            let Ok(mut signals) = signals else { return };
            for signal in &mut signals {
                for path in files().drain(..) {
                    let _ = std::fs::remove_file(path);
                }
                let _ = emulate_default_handler(signal);
            }
        });
        if waiting.is_ok() {
            let _ = is_ready.recv();
        }
    });
}

/// The signals that this process ignores, a bit each from the lowest for signal 1, where the system says so.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}

#[cfg(not(unix))]
pub(super) fn prepare() {}
