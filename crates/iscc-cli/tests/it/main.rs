//! The program as people run it: what is printed where, and with which exit code.

#![allow(
    clippy::unwrap_used,
    clippy::std_instead_of_core,
    clippy::std_instead_of_alloc,
    reason = "a test may fail; it has std"
)]

mod commands;
mod create;
#[path = "../../../iscc-kit/tests/it/folder.rs"]
mod folder;
#[path = "../../../iscc-kit/tests/it/media.rs"]
mod media;
mod output;
mod parity;
mod records;
mod run;
mod sum;
mod use_cases;
mod version;
