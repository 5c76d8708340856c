//! Walks through folders of every kind.

#![allow(clippy::unwrap_used, clippy::std_instead_of_core, reason = "a test may fail; it has std")]

#[path = "../../../iscc-kit/tests/it/folder.rs"]
mod folder;
mod walk;
