//! The program `iscc`.
fn main() {}
