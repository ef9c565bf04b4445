//! Comma-separated values: UTF-8 with a byte-order mark, lines ended by CR LF, one header row and nothing else.
//!
//! Excel reads a file without the mark in the local code page and garbles every dash and quotation mark. There is
//! no room for notes in a table, so a grid ends in one column that says where the line comes from.

use super::{Layout, Provenance, Table, WriteError};
use std::borrow::Cow;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A table as CSV.
pub(super) fn csv(table: &Table, about: &Provenance, layout: Layout) -> Result<Vec<u8>, WriteError> {
    let source = (layout == Layout::Grid).then(|| match about.chosen() {
        chosen if chosen.is_empty() => about.to_string(),
        chosen => format!("{about}; {chosen}"),
    });
    let header = table.columns.iter().map(|c| c.name.clone()).chain(source.as_ref().map(|_| "Source".to_owned()));
    let lines = table.lines.iter().map(|line| line.values.iter().map(|v| v.plain()).chain(source.clone()).collect());
    records(std::iter::once(header.collect()).chain(lines))
}

/// Records as CSV, each field guarded against being taken for a formula.
pub(super) fn records(records: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, WriteError> {
    let refused = |e: &dyn std::fmt::Display| WriteError::Refused("CSV", e.to_string());
    let bytes = BYTE_ORDER_MARK.as_bytes().to_vec();
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(bytes);
    for record in records {
        writer.write_record(record.iter().map(|field| guarded(field).into_owned())).map_err(|e| refused(&e))?;
    }
    writer.into_inner().map_err(|e| refused(&e))
}

/// A field that no spreadsheet takes for a formula: where it starts like one, an apostrophe is put before it.
///
/// Document text decides what a field holds, and `=HYPERLINK(…)` in a review must stay text. See OWASP,
/// "CSV Injection". The signs of polarity are safe: − is U+2212, not the hyphen.
fn guarded(field: &str) -> Cow<'_, str> {
    let starts_like_formula = field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if starts_like_formula { Cow::Owned(format!("'{field}")) } else { Cow::Borrowed(field) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_becomes_a_formula_and_nothing_else_is_touched() {
        for risky in ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "＝1"] {
            assert_eq!(guarded(risky), format!("'{risky}"));
        }
        for safe in ["", "3", "−3 +1", "“=1” (p. 2)", "a=b", "'quoted'"] {
            assert_eq!(guarded(safe), safe);
        }
    }
}
