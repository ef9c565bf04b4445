//! A codebook as CSV, for printing and for people who work in spreadsheets. The form that is read back is RON.

use super::WriteError;
use super::csv::records;
use crate::model::{Codebook, CodebookTheme};

/// One line per theme, parents before children.
///
/// # Errors
/// When the CSV library refuses, which no known codebook causes.
pub fn codebook_csv(book: &Codebook) -> Result<Vec<u8>, WriteError> {
    let header = ["code", "theme", "theme_group", "level", "definition", "include", "exclude", "phrases", "crosswalk"];
    let mut lines = vec![header.map(str::to_owned).to_vec()];
    for group in &book.themes {
        add(group, &group.name, &mut lines);
    }
    records(lines.into_iter())
}

fn add(theme: &CodebookTheme, group: &str, lines: &mut Vec<Vec<String>>) {
    let level = if theme.themes.is_empty() { "theme" } else { "group" };
    lines.push(vec![
        theme.code.clone(),
        theme.name.clone(),
        group.to_owned(),
        level.to_owned(),
        theme.definition.clone(),
        theme.include.clone(),
        theme.exclude.clone(),
        theme.phrases.join("; "),
        theme.crosswalk.join("; "),
    ]);
    for child in &theme.themes {
        add(child, group, lines);
    }
}
