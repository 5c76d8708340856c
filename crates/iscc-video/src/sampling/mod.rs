//! Which frames are seen at five a second, and which need not be decoded for that.

mod plan;
mod ticks;
mod watch;

pub use plan::{Doubt, Planned, SkipPlan};
pub use ticks::FiveFps;
pub use watch::Watch;
