//! The conformance vectors of iscc-core 1.5.0, run against this build.
//!
//! ```
//! let report = iscc_kit::selftest::run();
//! assert_eq!(report.failures().count(), 0);
//! ```

mod functions;

use serde_json::{Map, Value};

/// The vectors as the reference publishes them (`iscc_core/data.json`, Apache-2.0).
const VECTORS: &str = include_str!("../../vectors/iscc-core-1.5.0.json");

/// How one vector went.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::exhaustive_enums, reason = "a test passes, fails or is not run")]
pub enum Outcome {
    /// Every field of the output is equal.
    Passed,
    /// Something differs.
    Failed {
        /// What the vector says, as JSON.
        expected: String,
        /// What this build gives, as JSON or as an error in words.
        found: String,
    },
    /// This build was made without the function's engine.
    Left,
}

/// One vector and how it went.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Case {
    /// The function of the reference.
    pub function: String,
    /// The name of the test.
    pub test: String,
    /// How it went.
    pub outcome: Outcome,
}

/// All vectors and how they went, function by function.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// The vectors.
    pub cases: Vec<Case>,
}

impl Report {
    /// The vectors that failed.
    pub fn failures(&self) -> impl Iterator<Item = &Case> {
        self.cases.iter().filter(|case| matches!(case.outcome, Outcome::Failed { .. }))
    }

    /// The number of vectors that passed.
    #[must_use]
    pub fn passed(&self) -> usize {
        self.cases.iter().filter(|case| case.outcome == Outcome::Passed).count()
    }

    /// The functions, each with its vectors.
    pub fn by_function(&self) -> impl Iterator<Item = (&str, &[Case])> {
        self.cases
            .chunk_by(|a, b| a.function == b.function)
            .map(|cases| (cases[0].function.as_str(), cases))
    }
}

/// Runs all vectors; every field of every output is compared.
#[must_use]
pub fn run() -> Report {
    // The vectors are part of the program; a broken file shows as no vectors at all.
    let vectors: Map<String, Value> = serde_json::from_str(VECTORS).unwrap_or_default();
    let functions = vectors.iter().filter(|(name, _)| !name.starts_with('_'));
    let tests = functions.flat_map(|(function, tests)| {
        tests.as_object().into_iter().flatten().map(move |(test, vector)| Case {
            function: function.clone(),
            test: test.clone(),
            outcome: outcome(function, &vector["inputs"], &vector["outputs"]),
        })
    });
    Report { cases: tests.collect() }
}

fn outcome(function: &str, inputs: &Value, outputs: &Value) -> Outcome {
    let found = match functions::call(function, inputs) {
        None => return Outcome::Left,
        Some(Ok(found)) if found == *outputs => return Outcome::Passed,
        Some(Ok(found)) => found.to_string(),
        Some(Err(error)) => error.to_string(),
    };
    Outcome::Failed { expected: outputs.to_string(), found }
}
