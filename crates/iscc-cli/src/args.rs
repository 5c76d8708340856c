//! What can be typed: every command and option in one place.

use std::num::NonZero;
use std::path::PathBuf;
use std::sync::LazyLock;

use clap::{Parser, Subcommand};
use iscc_kit::{Bits, BuildInfo};

/// The ISCC, the International Standard Content Code (ISO 24138), of files.
#[derive(Debug, Parser)]
#[command(name = "iscc", version, long_version = long_version(), max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What `--version` prints; `-V` prints the number alone.
fn long_version() -> &'static str {
    static VERSION: LazyLock<String> =
        LazyLock::new(|| format!("{}\n{}", env!("CARGO_PKG_VERSION"), BuildInfo::new()));
    &VERSION
}

/// The number after `--jobs`.
fn jobs(text: &str) -> Result<NonZero<usize>, &'static str> {
    let number: usize = text.parse().map_err(|_| "not a number of threads")?;
    NonZero::new(number).ok_or("at least one thread is needed")
}

const EXAMPLES: &str = "\
Examples:
  iscc create photo.jpg                      the code of a file
  iscc create --json -o codes.jsonl archive  a folder with everything in it, one JSON object a line
  iscc compare original.mp4 found.mp4        how near two files are
  iscc explain ISCC:KACWN77F727NXSUSEUG3S3QNJIL2AWJ6GPMLUAJD2UI6TZUXYF5WFIA
                                             what is in a code
  iscc sum archive > archive.sums            checksums of every kind of file
  iscc sum --check archive.sums              what has changed since

`iscc COMMAND --help` has the options of a command. Results go to stdout, messages to stderr.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Print the ISCC-CODE of files, one line per file
    ///
    /// What the content is decides how a file is read, then its name. A kind of file that is not read gets its ISCC-SUM
    /// (Data-Code and Instance-Code), and a message says so. A file that is damaged or cannot be read gives a message
    /// and stops nothing. Exit code: 0 done, 1 a file failed, 2 wrong usage.
    Create(Create),
    /// Print the text of documents, or what they say about themselves
    Text(Text),
    /// Say what is in a code
    Explain(Explain),
    /// Compare two codes or files, unit by unit
    Compare(Compare),
    /// Print or check ISCC-SUM checksums of files and folders, as iscc-sum does
    Sum(Sum),
    /// Run the conformance vectors of the reference against this program
    Selftest,
}

#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "options are, each of its own")]
pub(crate) struct Create {
    /// Files, folders (with everything in them but `.git`, `.DS_Store`, `*.iscc.json` and what `.isccignore` files leave out), or - for stdin
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Print one JSON object a line, with the field names of the ISCC metadata schema
    #[arg(long)]
    pub(crate) json: bool,
    /// Print the record alone, as the ISCC metadata schema 0.8.0 allows it, one JSON object a line: no names of files, notes,
    /// errors or extensions
    #[arg(long)]
    pub(crate) strict: bool,
    /// Print the units below each code, and how many bits of them a little noise may flip
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
    /// Add granular features, hashes of parts of the content: passages, segments of sound, scenes and shots (with --json)
    #[arg(long, requires = "json")]
    pub(crate) granular: bool,
    /// Add a small picture as a data URL, of pictures, films and covers of sound (with --json)
    #[arg(long, requires = "json")]
    pub(crate) thumbnail: bool,
    /// Write to a file, which is created or replaced only when all is written; - or /dev/stdout for stdout
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Number of threads: files at the same time, or more for one file [default: the number of processors]
    #[arg(short, long, value_name = "N", value_parser = jobs)]
    pub(crate) jobs: Option<NonZero<usize>>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Text {
    /// Documents, folders (with everything in them), or - for stdin
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Print the metadata, one JSON object a line
    #[arg(long)]
    pub(crate) meta: bool,
    /// Print the text as Text-Codes see it: lower case, without white space, marks and punctuation
    #[arg(long, conflicts_with = "meta")]
    pub(crate) collapse: bool,
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

/// Print or check ISCC-SUM checksums of files and folders, as iscc-sum does
///
/// An ISCC-SUM is a checksum and a hash of what is similar. Folders are walked in the order of
/// IEP-0017 (Treewalk), by the rules of their .isccignore files. Exit code: 0 done, 1 a checksum did not
/// match, 2 trouble.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "options are, each of its own")]
pub(crate) struct Sum {
    /// Files, folders (with everything in them), or - for stdin [default: -]; lists with --check
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Read checksums from the files and check them
    #[arg(short, long, conflicts_with_all = ["output", "similar", "tree"])]
    pub(crate) check: bool,
    /// Print 64 bits of each unit (ISO 24138), not 128
    #[arg(long)]
    pub(crate) narrow: bool,
    /// Print Data-Code and Instance-Code in full below each line
    #[arg(long)]
    pub(crate) units: bool,
    /// Print lines in the style of BSD
    #[arg(long)]
    pub(crate) tag: bool,
    /// End lines with NUL, not with a line feed
    #[arg(short, long)]
    pub(crate) zero: bool,
    /// Write to a file, which is created or replaced only when all is written; - or /dev/stdout for stdout
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Print files in groups that are similar by their Data-Codes
    #[arg(long, conflicts_with = "tree")]
    pub(crate) similar: bool,
    /// Bits that Data-Codes of similar files may differ in
    #[arg(long, value_name = "BITS", default_value_t = 12)]
    pub(crate) threshold: u32,
    /// Print one checksum for all files of a folder
    #[arg(short, long)]
    pub(crate) tree: bool,
    /// With --check: print no OK
    #[arg(short, long)]
    pub(crate) quiet: bool,
    /// With --check: print nothing, the exit code says it
    #[arg(long)]
    pub(crate) status: bool,
    /// With --check: warn about each improperly formatted line
    #[arg(short, long)]
    pub(crate) warn: bool,
    /// With --check: improperly formatted lines are trouble
    #[arg(long)]
    pub(crate) strict: bool,
    /// Number of threads: files at the same time, or more for one file [default: the number of processors]
    #[arg(short, long, value_name = "N", value_parser = jobs)]
    pub(crate) jobs: Option<NonZero<usize>>,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn definitions_are_sound() {
        super::Args::command().debug_assert();
    }
}
