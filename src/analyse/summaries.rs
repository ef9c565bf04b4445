//! The summaries that people wrote, by cell.
//!
//! They are looked up from what was written rather than from every theme in every case, most of which have none.

use super::ground::Ground;
use super::header::{Header, HeaderOf};
use crate::model::{Case, Id, Project, Theme};
use std::collections::{BTreeMap, BTreeSet};

/// Summaries by number of the cell; with `branch`, a theme's own is followed by those of the themes under it.
pub(super) fn summaries(
    project: &Project,
    ground: &Ground,
    rows: &[Header],
    columns: &[Header],
    branch: bool,
) -> BTreeMap<usize, String> {
    let written: BTreeSet<(Id<Theme>, Id<Case>)> =
        project.cells().iter().filter(|c| !c.summary.trim().is_empty()).map(|c| (c.theme, c.case)).collect();
    let mut of_themes: BTreeMap<Id<Theme>, Vec<Id<Case>>> = BTreeMap::new();
    for (theme, case) in &written {
        for node in ground.theme_number(*theme).and_then(|n| ground.above.get(n)).into_iter().flatten() {
            if let Some(node) = ground.tree.nodes().get(*node).filter(|n| branch || n.id == *theme) {
                of_themes.entry(node.id).or_default().push(*case);
            }
        }
    }
    let cases_on = |side: &[Header]| -> BTreeMap<Id<Case>, usize> {
        side.iter().zip(0..).filter_map(|(h, i)| if let HeaderOf::Case(id) = h.of { Some((id, i)) } else { None }).collect()
    };
    let (case_rows, case_columns) = (cases_on(rows), cases_on(columns));
    let mut found = BTreeMap::new();
    let mut take = |theme: Id<Theme>, place: &dyn Fn(Id<Case>) -> Option<usize>| {
        for case in of_themes.get(&theme).into_iter().flatten() {
            let Some(cell) = place(*case) else { continue };
            found.entry(cell).or_insert_with(|| summary_of(project, ground, theme, *case, branch));
        }
    };
    for (i, header) in rows.iter().enumerate() {
        if let HeaderOf::Theme(theme) = header.of {
            take(theme, &|case| case_columns.get(&case).map(|column| i * columns.len() + column));
        }
    }
    for (i, header) in columns.iter().enumerate() {
        if let HeaderOf::Theme(theme) = header.of {
            take(theme, &|case| case_rows.get(&case).map(|row| row * columns.len() + i));
        }
    }
    found
}

/// A theme's own summary in a case; with `branch`, followed by those of the themes under it, each with its name.
fn summary_of(project: &Project, ground: &Ground, theme: Id<Theme>, case: Id<Case>, branch: bool) -> String {
    let own = |id| project.cell(id, case).map(|c| c.summary.trim()).filter(|s| !s.is_empty());
    let mut parts: Vec<String> = own(theme).map(str::to_owned).into_iter().collect();
    if branch {
        for node in ground.tree.branch(theme).iter().skip(1) {
            let names = ground.theme_number(node.id).and_then(|n| ground.themes.get(n));
            let Some((summary, theme)) = own(node.id).zip(names) else { continue };
            parts.push(format!("{}: {summary}", [theme.code.as_str(), &theme.name].join(" ").trim()));
        }
    }
    parts.join("\n")
}
