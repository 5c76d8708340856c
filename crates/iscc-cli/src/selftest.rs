//! `iscc selftest`: the conformance vectors of the reference, counted by function.

use anyhow::Result;
use iscc_kit::selftest::{self, Outcome as Vector};

use crate::Outcome;
use crate::output::{self, Output};

pub(crate) fn command(output: &mut Output) -> Result<Outcome> {
    let report = selftest::run();
    for (function, cases) in report.by_function() {
        let passed = cases.iter().filter(|case| case.outcome == Vector::Passed).count();
        output.line(format_args!("{function:<22} {passed:>2} of {:>2}", cases.len()))?;
    }
    for case in &report.cases {
        if let Vector::Failed { expected, found } = &case.outcome {
            let (function, test) = (&case.function, &case.test);
            output::message(format_args!("{function} {test}: expected {expected}, found {found}"));
        }
    }
    let (passed, all) = (report.passed(), report.cases.len());
    output.line(format_args!("{passed} of {all} vectors of iscc-core 1.5.0 passed"))?;
    Ok(if passed == all && all > 0 { Outcome::Done } else { Outcome::Failed })
}
