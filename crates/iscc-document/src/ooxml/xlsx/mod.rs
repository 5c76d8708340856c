//! XLSX (ECMA-376 part 1, 12): which parts are read, and in which order.
//!
//! For each sheet, hidden ones too: its name, its cells as they are shown, comments behind their cells; texts of shapes and
//! charts; addresses of links. Then embedded documents. No headers and footers, as in the reference.

mod sheet;
mod strings;
mod styles;

use alloc::string::String;
use alloc::vec::Vec;

use self::sheet::push_sheet;
use self::strings::read_strings;
use self::styles::Styles;
use super::document::Main;
use super::drawing::push_drawing_text;
use super::embedded::read_embedded_of;
use super::relations::relations;
use crate::error::Error;
use crate::output::Output;
use crate::xml_events::Event;
use crate::xml_spaces::Space;

/// What cells refer to.
#[derive(Debug)]
struct Book {
    strings: Vec<String>,
    styles: Styles,
}

/// Reads the text of the workbook.
pub(super) fn read_xlsx(main: &mut Main<'_, '_>, out: &mut Output<'_>) -> Result<(), Error> {
    if main.name.rsplit('.').next() == Some("bin") {
        let what = "sheets in binary form";
        return Err(Error::Unsupported { format: main.package.format(), what });
    }
    let strings = match main.part_of_kind("sharedStrings", out)? {
        Some(source) => read_strings(main.events(&source, out), out)?,
        None => Vec::new(),
    };
    let styles = match main.part_of_kind("styles", out)? {
        Some(source) => Styles::read(main.events(&source, out))?,
        None => Styles::default(),
    };
    let source = main.source(out)?;
    let sheets = sheets(main, &source, out)?;
    let book = Book { strings, styles };
    let mut sources = Vec::new();
    for (name, part) in sheets {
        out.part()?;
        out.push_str(&name);
        out.push('\n');
        let related = relations(main.package, &part, out)?;
        let of = |kind: &str| -> Vec<String> {
            let of_kind = related.iter().filter(|r| r.kind == kind && !r.external);
            of_kind.map(|relation| relation.target.clone()).collect()
        };
        push_sheet(main.package, &part, of("comments").first().map(|part| &**part), &book, out)?;
        for drawing in of("drawing") {
            push_drawing_text(main.package, &drawing, out)?;
            for chart in relations(main.package, &drawing, out)? {
                if chart.kind == "chart" && !chart.external {
                    push_drawing_text(main.package, &chart.target, out)?;
                }
            }
        }
        for link in related.iter().filter(|relation| relation.kind == "hyperlink") {
            out.push_str(&link.target);
            out.push('\n');
        }
        sources.push(part);
        sources.extend(of("drawing"));
        sources.extend(of("vmlDrawing"));
        if out.is_full() {
            return Ok(());
        }
    }
    sources.push(main.name.clone());
    read_embedded_of(main.package, &sources, out)
}

/// Names and parts of the sheets in their order. That dates are counted from 1904 is overlooked, as in the reference.
fn sheets(
    main: &Main<'_, '_>,
    source: &str,
    out: &Output<'_>,
) -> Result<Vec<(String, String)>, Error> {
    let mut events = main.events(source, out);
    let mut all = Vec::new();
    loop {
        match events.next()? {
            Event::Start(e) if e.is(Space::Sheet, "sheet") => {
                let name = e.plain("name").unwrap_or_default();
                let id = e.attribute(Space::Relation, "id").unwrap_or_default();
                if let Some(part) = main.target(&id) {
                    all.push((name.into(), part.into()));
                }
            }
            Event::Eof => return Ok(all),
            _ => {}
        }
    }
}
