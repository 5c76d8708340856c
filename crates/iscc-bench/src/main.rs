//! Ours against iscc-lib 0.7.0 in one run, as a Markdown table: `iscc-bench [AREA]`.
//!
//! A measurement gives both sides the same input, calls them in turns, and takes the median of each. Before it
//! counts, both must have given the same codes.

mod audio;
mod codec;
mod data;
mod films;
mod image;
mod input;
mod measure;
mod process;
mod programs;
mod text;
mod video;

use std::process::ExitCode;

/// What there is to measure, by the name on the command line.
const AREAS: [(&str, fn(&mut measure::Table)); 8] = [
    // First, as long as this process is small: its memory counts as that of its children.
    ("programs", programs::area),
    ("films", films::area),
    ("data", data::area),
    ("text", text::area),
    ("image", image::area),
    ("video", video::area),
    ("audio", audio::area),
    ("codec", codec::area),
];

fn main() -> ExitCode {
    let wanted = std::env::args().nth(1);
    let mut table = measure::Table::default();
    let mut found = false;
    for (name, area) in AREAS {
        // Whole processes belong to an engine each.
        let is_wanted = |wanted: &str| {
            wanted == name || matches!((wanted, name), ("data", "programs") | ("video", "films"))
        };
        if wanted.as_deref().is_none_or(is_wanted) {
            found = true;
            area(&mut table);
            table.end();
        }
    }
    if !found {
        eprintln!("areas: {}", AREAS.map(|(name, _)| name).join(", "));
        return ExitCode::from(2);
    }
    ExitCode::SUCCESS
}
