//! `cargo xtask bench [AREA]`: ours against the peers, in one run. The harness is `crates/iscc-bench`, a workspace
//! of its own, so that the peers stay out of the lock file.

use anyhow::Result;

use crate::process::{Call as _, cargo, target};
use crate::setup;

pub(crate) fn command(area: Option<&str>) -> Result<()> {
    setup::ensure(false);
    cargo("run --quiet --release --manifest-path crates/iscc-bench/Cargo.toml")
        .arg("--target-dir")
        .arg(target()?.join("bench"))
        .arg("--")
        .args(area)
        .call()
}
