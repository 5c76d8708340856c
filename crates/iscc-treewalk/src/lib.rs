//! Treewalk (IEP-0017): the files of a folder in an order that is the same on every machine, and the
//! ISCC-SUM of all of them as one.
//!
//! The order, in each folder: files whose names start with a dot and end in `ignore`, then the other files, then
//! the folders with everything in them; each by the bytes of their names in Unicode's NFC. Links are
//! left out, and so is what is neither a file nor a folder.
//!
//! Left out too are files whose names end in `.iscc.json`, and whatever the `.isccignore` files from
//! the root down to a folder say. Their patterns look like those of git, with the differences that iscc-sum 0.1.0
//! (by way of pathspec 1.1) has, since the sum of a folder depends on each of them:
//! * a pattern is about the path from the root of the walk, wherever its file lies;
//! * the last pattern that matches a path or any folder above it decides, so `!kept` lets
//!   everything in a folder `kept` in again;
//! * `name/` is about files of that name too, and `*/` about everything.
//!
//! A program can leave out more by name ([`Walk::leaving_out`]). Folders are read one at a time, when the walk comes to them:
//! docs/decisions has why no thread reads ahead.
//!
//! # Example
//! ```no_run
//! for file in iscc_treewalk::walk("photos") {
//!     println!("{}", file?.display());
//! }
//! println!("{}", iscc_treewalk::sum("photos")?.sum.code_wide());
//! # Ok::<(), iscc_treewalk::Error>(())
//! ```
#![allow(clippy::std_instead_of_alloc, reason = "what reads files has std")]
#![forbid(unsafe_code)]

mod contents;
mod error;
mod folder;
mod order;
mod pattern;
mod rules;
mod walk;

pub use contents::{Contents, TreeSum, sum};
pub use error::Error;
pub use walk::{Walk, walk};
