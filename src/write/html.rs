//! One web page that needs nothing else: no script, no outside file, readable in light, dark, print and by ear.
//!
//! Signs are for the eye and words for the ear: a screen reader says "3 concern" where the page shows "−3".

use super::notes::{Note, notes};
use super::protected::Protected;
use super::table::{Count, Value, quoted};
use super::xml::{escaped, put};
use super::{Column, Line, Provenance, Table};
use crate::analyse::CellState;

const STYLE: &str = include_str!("matrix.css");

/// The page of a matrix.
pub(super) fn html(matrix: &Protected<'_>, table: &Table, about: &Provenance) -> String {
    page(table, matrix.request().cells().meaning(), &notes(matrix, about), about)
}

/// The page of any table; `meaning` is a sentence without its stop.
pub(super) fn page(table: &Table, meaning: &str, notes: &[Note], about: &Provenance) -> String {
    let mut page = String::new();
    let (title, project, marking) = (escaped(&table.title), escaped(&about.project), escaped(&about.marking));
    put(&mut page, format_args!("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"));
    page.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    put(&mut page, format_args!("<title>{title} – {project} – {marking}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"));
    put(&mut page, format_args!("<p class=\"marking\">{marking}</p>\n<main>\n<h1>{title}</h1>\n"));
    let from = format!("{}. Revision {}, made {} with {}.", about.project, about.revision, about.day(), about.program);
    put(&mut page, format_args!("<p>{}</p>\n", escaped(&from)));
    page.push_str("<div class=\"scroll\" role=\"region\" aria-labelledby=\"caption\" tabindex=\"0\">\n<table>\n");
    let meaning = escaped(meaning);
    put(&mut page, format_args!("<caption id=\"caption\">{title}. {meaning}.</caption>\n<thead>\n<tr>"));
    for column in &table.columns {
        header_cell(&mut page, column);
    }
    page.push_str("</tr>\n</thead>\n<tbody>\n");
    for line in &table.lines {
        row(&mut page, table, line);
    }
    page.push_str("</tbody>\n</table>\n</div>\n<h2>Notes</h2>\n<dl>\n");
    for (name, sentence) in notes {
        put(&mut page, format_args!("<dt>{}</dt>\n<dd>{}</dd>\n", escaped(name), escaped(sentence)));
    }
    put(&mut page, format_args!("</dl>\n</main>\n<p class=\"marking\">{marking}</p>\n</body>\n</html>\n"));
    page
}

fn header_cell(page: &mut String, column: &Column) {
    let class = if column.is_total { " class=\"total\"" } else { "" };
    put(page, format_args!("<th scope=\"col\"{class}>{}</th>", escaped(&column.name)));
}

fn row(page: &mut String, table: &Table, line: &Line) {
    page.push_str(if line.is_group { "<tr class=\"group\">" } else { "<tr>" });
    for (i, (value, column)) in (1..).zip(line.values.iter().zip(&table.columns)) {
        if i > table.header_columns {
            cell(page, value, column.is_total);
        } else if i == table.header_columns {
            put(
                page,
                format_args!("<th scope=\"row\" class=\"name depth{}\">{}</th>", line.depth.min(3), escaped(&value.plain())),
            );
        } else {
            put(page, format_args!("<th scope=\"row\">{}</th>", escaped(&value.plain())));
        }
    }
    page.push_str("</tr>\n");
}

fn cell(page: &mut String, value: &Value, is_total: bool) {
    let class = match value {
        _ if is_total => "total",
        Value::Number(_) | Value::Suppressed | Value::Count(_) | Value::Share { .. } => "number",
        Value::State(state) if state.is_present() => "present",
        Value::State(CellState::NotYetRead) => "unread",
        Value::State(_) => "silent",
        Value::Blank | Value::Text(_) | Value::Quotes(_) => "prose",
    };
    put(page, format_args!("<td class=\"{class}\">"));
    match value {
        Value::Count(count) => count_parts(page, count),
        Value::Quotes(quotes) => {
            for quote in quotes {
                let (words, citation) = (escaped(&quoted(quote)), escaped(&quote.citation));
                let cite = if citation.is_empty() { String::new() } else { format!(" <cite>{citation}</cite>") };
                put(page, format_args!("<p><b>{}</b> {words}{cite}</p>", quote.polarity));
            }
        }
        Value::Text(text) => page.push_str(&escaped(text).replace('\n', "<br>")),
        Value::Blank | Value::Number(_) | Value::Suppressed | Value::State(_) | Value::Share { .. } => {
            page.push_str(&escaped(&value.plain()));
        }
    }
    page.push_str("</td>");
}

fn count_parts(page: &mut String, count: &Count) {
    if let Some(of) = count.of {
        put(page, format_args!("{} of {of} ", count.all));
    } else if count.signed().is_empty() {
        page.push('0');
    }
    for (sign, word, number) in count.parts() {
        let class = word.split(' ').next().unwrap_or_default();
        put(page, format_args!("<span class=\"{class}\"><span aria-hidden=\"true\">{sign}</span>{number}"));
        put(page, format_args!("<span class=\"ear\"> {word}</span></span> "));
    }
}
