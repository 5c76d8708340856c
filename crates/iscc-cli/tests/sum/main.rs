//! `iscc sum` as people run it: against golden output of iscc-sum 0.1.0, where it differs on purpose, and
//! side by side with it.

#![allow(clippy::unwrap_used, clippy::std_instead_of_core, reason = "a test may fail; it has std")]

mod differences;
mod files;
#[path = "../support/folder.rs"]
mod folder;
mod golden;
mod reference;
