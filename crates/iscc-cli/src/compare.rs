//! `iscc compare`: how far two codes or files are apart.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use iscc_kit::core::Distance;
use iscc_kit::{Bits, Iscc, Options, Unit, UnitKind};
use serde::Serialize;

use crate::Outcome;
use crate::args::Compare;
use crate::jobs::Jobs;
use crate::output::Output;

pub(crate) fn command(args: &Compare, output: &mut Output) -> Result<Outcome> {
    let (a, b) = (Side::of(&args.a, args.bits)?, Side::of(&args.b, args.bits)?);
    let comparison = Comparison::of(&a, &b);
    if args.json {
        output.json(&comparison)?;
    } else {
        comparison.print(output)?;
    }
    if comparison.units.is_empty() && comparison.identical.is_none() {
        bail!("{} and {} have no unit in common", a.iscc, b.iscc);
    }
    Ok(Outcome::Done)
}

/// A code and the units to compare it by.
struct Side {
    iscc: Iscc,
    units: Vec<Unit>,
}

impl Side {
    /// From a code, or a file where the text is none.
    fn of(text: &str, bits: Bits) -> Result<Self> {
        match Iscc::parse_lenient(text) {
            Ok(iscc) => Ok(Self { iscc, units: iscc.units().to_vec() }),
            Err(error) if !Path::new(text).exists() => {
                Err(error).with_context(|| format!("{text}: no such file, and not a code"))
            }
            Err(_) => {
                let options = Options::new().bits(bits).threads(Jobs::of(None).threads);
                let record =
                    iscc_kit::code_file(text, &options).with_context(|| text.to_owned())?;
                Ok(Self { iscc: record.iscc.into(), units: record.units })
            }
        }
    }
}

#[derive(Serialize)]
struct Comparison {
    a: Iscc,
    b: Iscc,
    /// Of identifiers, which have no units.
    #[serde(skip_serializing_if = "Option::is_none")]
    identical: Option<bool>,
    units: Vec<UnitComparison>,
}

#[derive(Serialize)]
struct UnitComparison {
    unit: String,
    /// Bits that differ.
    distance: u32,
    /// Bits that were compared.
    bits: u32,
    similarity: f64,
}

impl Comparison {
    fn of(a: &Side, b: &Side) -> Self {
        let pairs = a.units.iter().filter_map(|unit| {
            let distance = b.units.iter().find_map(|other| unit.distance(other))?;
            Some(UnitComparison::of(unit.kind(), distance))
        });
        Self {
            a: a.iscc,
            b: b.iscc,
            identical: (a.units.is_empty() && b.units.is_empty()).then_some(a.iscc == b.iscc),
            units: pairs.collect(),
        }
    }

    fn print(&self, output: &mut Output) -> Result<()> {
        let same = |same| if same { "identical" } else { "different" };
        if let Some(identical) = self.identical {
            output.line(same(identical))?;
        }
        for UnitComparison { unit, distance, bits, similarity } in &self.units {
            // Bits of a checksum do not tell how near two files are.
            if *unit == UnitKind::Instance.to_string() {
                output.line(format_args!("{unit:<14} {}", same(*distance == 0)))?;
            } else {
                output.line(format_args!(
                    "{unit:<14} {distance:>3} of {bits} bits differ, similarity {similarity:.3}"
                ))?;
            }
        }
        Ok(())
    }
}

impl UnitComparison {
    fn of(kind: UnitKind, distance: Distance) -> Self {
        // A checksum is the same or it is not.
        let similarity = match kind {
            UnitKind::Instance => f64::from(u8::from(distance.is_zero())),
            _ => distance.similarity(),
        };
        Self {
            unit: kind.to_string(),
            distance: distance.bits(),
            bits: distance.compared(),
            similarity,
        }
    }
}
