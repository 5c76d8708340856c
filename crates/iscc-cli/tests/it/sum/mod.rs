//! `iscc sum` as people run it: against golden output of iscc-sum 0.1.0, where it differs on purpose, and
//! side by side with it.

mod differences;
mod files;
mod golden;
mod reference;
