//! The number formats of cells (ECMA-376 part 1, 18.8).

use alloc::string::String;
use alloc::vec::Vec;
use std::collections::HashMap;

use crate::error::Error;
use crate::number_format::NumberFormat;
use crate::xml_events::{Event, Events};
use crate::xml_spaces::Space;

/// The formats of numbers by the styles of cells.
#[derive(Debug, Default)]
pub(super) struct Styles {
    formats: Vec<NumberFormat>,
    /// Which of them each style has.
    cells: Vec<usize>,
}

impl Styles {
    /// Reads `xl/styles.xml`.
    pub(super) fn read(mut events: Events<'_>) -> Result<Self, Error> {
        let mut codes: HashMap<u16, String> = HashMap::new();
        let mut all = Self::default();
        let mut known: HashMap<u16, usize> = HashMap::new();
        let mut in_cells = false;
        loop {
            match events.next()? {
                Event::Start(e) if e.name.space == Space::Sheet => match e.name.local {
                    "numFmt" => {
                        let index = e.plain("numFmtId").and_then(|index| index.parse().ok());
                        let code = e.plain("formatCode").map(String::from);
                        if let (Some(index), Some(code)) = (index, code) {
                            codes.insert(index, code);
                        }
                    }
                    "cellXfs" => in_cells = true,
                    "xf" if in_cells => {
                        let index = e.plain("numFmtId").and_then(|index| index.parse().ok());
                        let index: u16 = index.unwrap_or(0);
                        let place = *known.entry(index).or_insert_with(|| {
                            let code = codes.get(&index).map(|code| &**code);
                            all.formats.push(NumberFormat::new(index, code));
                            all.formats.len() - 1
                        });
                        all.cells.push(place);
                    }
                    // Differential formats define codes of their own.
                    "dxfs" => events.skip()?,
                    _ => {}
                },
                Event::End(name) if name.space == Space::Sheet && name.local == "cellXfs" => {
                    in_cells = false;
                }
                Event::Eof => return Ok(all),
                _ => {}
            }
        }
    }

    /// The format of a style; cells without one have the first.
    pub(super) fn format(&self, style: usize) -> Option<&NumberFormat> {
        self.formats.get(*self.cells.get(style)?)
    }
}
