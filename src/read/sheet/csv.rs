//! Value lists: which sign parts the columns is told from the lines themselves.

use super::grid::{Book, Cell, Sheet};
use crate::read::plain;
use std::collections::BTreeMap;

/// Signs that part columns, the likelier first.
const SIGNS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Rows that are looked at to tell the sign.
const LOOK_AT: usize = 60;
/// Lines below which text is not taken for a table without a name that says so.
const MIN_ROWS: usize = 5;

/// Reads a value list.
#[must_use]
pub fn read(bytes: &[u8], file_name: &str) -> Book {
    let text = plain::decode(bytes);
    let (declared, text) = declared(&text);
    let by_name = file_name.to_lowercase().ends_with(".tsv").then_some(b'\t');
    let sign = declared.or(by_name).unwrap_or_else(|| told(text).map_or(b',', |(sign, _)| sign));
    let mut book = Book::default();
    let mut sheet = Sheet::default();
    for (row, record) in (0_u32..).zip(records(text, sign)) {
        for (column, field) in (0_u32..).zip(&record) {
            if book.may_keep(field) {
                sheet.put(row, column, Cell { text: field.to_owned(), span: 1, is_value: is_value(field) });
            }
        }
    }
    book.sheets.push(sheet);
    book
}

/// Excel writes `sep=;` as a first line, which is no row.
fn declared(text: &str) -> (Option<u8>, &str) {
    let text = text.trim_start_matches('\u{feff}');
    let Some(rest) = text.get(..4).filter(|s| s.eq_ignore_ascii_case("sep=")).and_then(|_| text.get(4..)) else {
        return (None, text);
    };
    let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
    match line.trim_end_matches(['\n', '\r']).as_bytes() {
        [sign] => (Some(*sign), after),
        _ => (None, text),
    }
}

fn records(text: &str, sign: u8) -> impl Iterator<Item = ::csv::StringRecord> + '_ {
    let reader = ::csv::ReaderBuilder::new().delimiter(sign).has_headers(false).flexible(true).from_reader(text.as_bytes());
    // Text that is UTF-8 always parses; the reader has no other error.
    reader.into_records().map_while(Result::ok)
}

fn is_value(field: &str) -> bool {
    let field = field.trim();
    let digits = field.chars().filter(char::is_ascii_digit).count();
    digits > 0 && field.chars().all(|c| c.is_ascii_digit() || ".,:/-+%£$€ TZ".contains(c))
}

/// The sign that parts most rows into the same number of columns, and that number; none when no sign does.
fn told(text: &str) -> Option<(u8, usize)> {
    let mut best: Option<(usize, usize, u8)> = None;
    for sign in SIGNS {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for record in records(text, sign).filter(|r| r.iter().any(|f| !f.trim().is_empty())).take(LOOK_AT) {
            *counts.entry(record.len()).or_default() += 1;
        }
        let usual = counts.into_iter().filter(|(columns, _)| *columns > 1).max_by_key(|(columns, rows)| (*rows, *columns));
        if let Some((columns, rows)) = usual
            && best.is_none_or(|(most, _, _)| rows > most)
        {
            best = Some((rows, columns, sign));
        }
    }
    best.map(|(_, columns, sign)| (sign, columns))
}

/// Whether text is a table beyond doubt: several rows, each with the same three columns or more, and no commas as in prose.
#[must_use]
pub fn is_table(text: &str) -> bool {
    let Some((sign, columns)) = told(text).filter(|(_, columns)| *columns > 2) else { return false };
    let rows: Vec<::csv::StringRecord> = records(text, sign).take(LOOK_AT).collect();
    let filled = rows.iter().filter(|r| r.iter().any(|f| !f.trim().is_empty()));
    let prose = |r: &::csv::StringRecord| r.iter().skip(1).any(|f| f.starts_with(' '));
    filled.clone().count() >= MIN_ROWS && filled.clone().all(|r| r.len() == columns && !(sign == b',' && prose(r)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_sign() {
        assert_eq!(told("a;b;c\n1,5;2,5;3\n"), Some((b';', 3)));
        assert_eq!(told("a,\"b\nc\",d\n1,2,3\n"), Some((b',', 3)));
        assert_eq!(told("a\tb\n1, 2\t3\n"), Some((b'\t', 2)));
        assert_eq!(told("just words\n"), None);
        assert_eq!(declared("sep=;\na;b"), (Some(b';'), "a;b"));
        assert_eq!(declared("Sep"), (None, "Sep"));
    }

    #[test]
    fn prose_is_no_table() {
        assert!(is_table(&"2021-06-05,Seen,at home\n".repeat(5)));
        assert!(!is_table(&"Seen, at home, alone\n".repeat(5)));
        assert!(!is_table("a,b,c\nd,e,f\n"));
    }
}
