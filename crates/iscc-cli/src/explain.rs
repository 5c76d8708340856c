//! `iscc explain`: what is in a code.

use anyhow::Result;
use iscc_kit::Iscc;
use iscc_kit::core::{Multibase, TextForm};
use serde::Serialize;

use crate::Outcome;
use crate::args::Explain;
use crate::output::{self, Output};

pub(crate) fn command(args: &Explain, output: &mut Output) -> Result<Outcome> {
    let mut outcome = Outcome::Done;
    for text in &args.codes {
        match Iscc::parse_lenient(text) {
            Ok(iscc) if args.json => output.json(&Explanation::of(iscc))?,
            Ok(iscc) => print(&Explanation::of(iscc), output)?,
            Err(error) => {
                output::message(format_args!("{text}: {error}"));
                outcome = Outcome::Failed;
            }
        }
    }
    Ok(outcome)
}

#[derive(Serialize)]
struct Explanation {
    iscc: String,
    type_id: String,
    explain: String,
    uri: String,
    dashed: String,
    multibase: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    units: Vec<UnitExplanation>,
}

#[derive(Serialize)]
struct UnitExplanation {
    iscc: String,
    kind: String,
    explain: String,
}

impl Explanation {
    fn of(iscc: Iscc) -> Self {
        let form = |form| iscc.form(form).to_string();
        let units = if matches!(iscc, Iscc::Code(_)) { Some(iscc.units()) } else { None };
        Self {
            iscc: iscc.to_string(),
            type_id: iscc.type_id().to_string(),
            explain: iscc.explain().to_string(),
            uri: form(TextForm::Uri),
            dashed: form(TextForm::Dashed),
            multibase: Multibase::ALL.map(|base| form(TextForm::Multibase(base))).into(),
            units: units
                .into_iter()
                .flatten()
                .map(|unit| UnitExplanation {
                    iscc: unit.to_string(),
                    kind: unit.kind().to_string(),
                    explain: Iscc::from(unit).explain().to_string(),
                })
                .collect(),
        }
    }
}

fn print(found: &Explanation, output: &mut Output) -> Result<()> {
    output.line(&found.iscc)?;
    output.line(format_args!("  {:<14} {}", "type", found.type_id))?;
    output.line(format_args!("  {:<14} {}", "explanation", found.explain))?;
    output.line(format_args!("  {:<14} {}", "URI", found.uri))?;
    output.line(format_args!("  {:<14} {}", "dashed", found.dashed))?;
    for form in &found.multibase {
        output.line(format_args!("  {:<14} {form}", "multibase"))?;
    }
    for unit in &found.units {
        output.line(format_args!("  {:<14} {} {}", unit.kind, unit.iscc, unit.explain))?;
    }
    Ok(())
}
