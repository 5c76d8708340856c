//! What can be typed: every command and option in one place.

use std::num::NonZero;
use std::path::PathBuf;

use clap::{Parser, Subcommand};
use iscc_kit::Bits;

/// The ISCC, the International Standard Content Code (ISO 24138), of files.
#[derive(Debug, Parser)]
#[command(name = "iscc", version, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Print the ISCC-CODE of files, one line a file
    Create(Create),
    /// Say what is in a code
    Explain(Explain),
    /// Compare two codes or files, unit by unit
    Compare(Compare),
    /// Run the conformance vectors of the reference against this program
    Selftest,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Create {
    /// Files, folders (with everything in them), or - for stdin
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Print one JSON object a line, with the field names of the ISCC metadata schema
    #[arg(long)]
    pub(crate) json: bool,
    /// Print the units below each code
    #[arg(long)]
    pub(crate) units: bool,
    /// Length of the units in bits: 32, 64, 96, ... 256 (the ISCC-CODE does not depend on it)
    #[arg(long, value_name = "BITS", default_value_t = Bits::B64)]
    pub(crate) bits: Bits,
    /// Name or title of the work [default: the file's name]
    #[arg(long, value_name = "TEXT")]
    pub(crate) name: Option<String>,
    /// Description of the work
    #[arg(long, value_name = "TEXT")]
    pub(crate) description: Option<String>,
    /// Other metadata: a JSON object or a data URL
    #[arg(long, value_name = "JSON|URL")]
    pub(crate) meta: Option<String>,
    /// Add granular features: hashes of parts of the content (shown with --json)
    #[arg(long, requires = "json")]
    pub(crate) granular: bool,
    /// Number of files that are coded at the same time [default: the number of processors]
    #[arg(short, long, value_name = "N")]
    pub(crate) jobs: Option<NonZero<usize>>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Explain {
    /// Codes in any form: canonical, lower case, URI, with dashes, multibase, units in a row
    #[arg(required = true, value_name = "CODE")]
    pub(crate) codes: Vec<String>,
    /// Print one JSON object a line
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Compare {
    /// A code or a file
    pub(crate) a: String,
    /// A code or a file
    pub(crate) b: String,
    /// Length of the units of files in bits: 32, 64, 96, ... 256
    #[arg(long, value_name = "BITS", default_value_t = Bits::B64)]
    pub(crate) bits: Bits,
    /// Print a JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn definitions_are_sound() {
        super::Args::command().debug_assert();
    }
}
