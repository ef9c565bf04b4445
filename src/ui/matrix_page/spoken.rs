//! What the page shows, in one long sentence for whoever does not see it, and in a short one beside the title.

use super::sheet::Sheet;
use super::shown::Shown;
use super::wanted::Wanted;
use crate::app::matrix_view::selection_of;
use crate::disclose::Level;
use crate::model::Project;

fn plural(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

/// "Round 2, 9 cases, 60 themes".
pub(super) fn note(sheet: Option<&Sheet>, wanted: &Wanted, project: &Project) -> String {
    let saved = wanted.saved.and_then(|id| project.saved_matrices().get(id));
    let round = wanted.view.within.and_then(|id| project.deep_dives().get(id));
    let cases = sheet.map_or_else(|| project.cases().iter().count(), |s| s.matrix().overall().relevant as usize);
    let mut parts: Vec<String> = saved.map(|saved| format!("“{}”", saved.name)).into_iter().collect();
    parts.extend(round.map(|round| round.name.clone()));
    parts.push(plural(cases, "case"));
    parts.extend(sheet.and_then(Sheet::theme_count).map(|themes| plural(themes, "theme")));
    parts.join(", ")
}

/// Everything about what is shown, in whole sentences.
pub(super) fn sentence(sheet: &Sheet, shown: &Shown, wanted: &Wanted, project: &Project) -> String {
    let overall = sheet.matrix().overall();
    let unread = overall.relevant.saturating_sub(overall.counted);
    let mut words = format!(
        "{} rows, {} columns. {} not yet read and in no total. {}.",
        shown.rows.len(),
        shown.columns.len(),
        match unread {
            0 => "No case is".to_owned(),
            1 => "1 case is".to_owned(),
            n => format!("{n} cases are"),
        },
        wanted.show().kind().meaning()
    );
    for (name, said) in selection_of(project, &wanted.view, Level::Internal) {
        words.push_str(&format!(" {name}: {said}"));
    }
    if !wanted.typed.trim().is_empty() {
        words.push_str(&format!(" Only themes with “{}” in their name.", wanted.typed.trim()));
    }
    if wanted.only_coded {
        words.push_str(" Only themes with codings.");
    }
    let left_out = sheet.matrix().left_out();
    if left_out > 0 {
        words.push_str(&format!(" {} not counted, since the codebook of this round has no theme for them.", {
            if left_out == 1 { "1 coding is".to_owned() } else { format!("{left_out} codings are") }
        }));
    }
    words
}
