//! Recommendations in tables, and what the reviews' own recommendations addressed.

use super::door::Door;
use super::front::heading;
use super::study::Study;
use super::words::{listed, so_many, stopped};
use crate::analyse::evidence::Addressed;
use crate::disclose::gate::TextKind;
use crate::model::Recommendation;
use crate::write::paper::{Block, PaperCell, PaperColumn, PaperRow, PaperTable, Run};
use std::collections::BTreeSet;

/// Which columns a table of recommendations has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Columns {
    /// Number, text, owner, due, status, measure.
    OfFinding,
    /// The same with the findings that they answer, and what was done so far.
    All,
    /// Number, text, owner, due, status.
    Short,
}

/// A table of recommendations with their numbers.
pub(super) fn recommendations_table(
    study: &Study<'_>,
    door: &Door,
    recommendations: &[(usize, &Recommendation)],
    caption: String,
    columns: Columns,
) -> Block {
    let mut names = vec![PaperColumn::new("No.", 9), PaperColumn::new("Recommendation", 36)];
    if columns == Columns::All {
        names.push(PaperColumn::new("Findings", 11));
    }
    names.extend([PaperColumn::new("Owner", 17), PaperColumn::new("Due", 14), PaperColumn::new("Status", 13)]);
    match columns {
        Columns::OfFinding => names.push(PaperColumn::new("How its effect will be known", 24)),
        Columns::All => names.extend([PaperColumn::new("How its effect will be known", 24), PaperColumn::new("So far", 19)]),
        Columns::Short => {}
    }
    let rows = recommendations.iter().map(|(number, r)| row(study, door, *number, r, columns)).collect();
    Block::Table(PaperTable {
        caption,
        description: "Each recommendation with its owner, when it is due and how far it is.".to_owned(),
        columns: names,
        rows,
        is_wide: columns == Columns::All,
        ..PaperTable::default()
    })
}

fn row(study: &Study<'_>, door: &Door, number: usize, recommendation: &Recommendation, columns: Columns) -> PaperRow {
    let place = format!("Recommendation {number}");
    let say = |kind, text: &str, empty: &str| {
        let words = if text.trim().is_empty() { String::new() } else { door.name(kind, &place, text.trim()) };
        PaperCell::plain(if words.is_empty() { empty } else { &words })
    };
    let mut cells = vec![PaperCell::plain(&number.to_string()), say(TextKind::Statement, &stopped(&recommendation.text), "")];
    if columns == Columns::All {
        let answered: Vec<&super::study::Found<'_>> = recommendation.findings.iter().filter_map(|id| study.found(*id)).collect();
        let mut numbers: Vec<(usize, String)> = answered.iter().map(|f| (f.number, f.anchor())).collect();
        numbers.sort();
        let mut runs: Vec<Run> = Vec::new();
        for (n, anchor) in numbers {
            if !runs.is_empty() {
                runs.push(Run::plain(", "));
            }
            runs.push(Run::link(n.to_string(), anchor));
        }
        if runs.is_empty() {
            runs.push(Run::plain("None"));
        }
        cells.push(PaperCell { paragraphs: vec![runs], ..PaperCell::default() });
    }
    cells.push(say(TextKind::Title, &recommendation.owner, "Not decided"));
    cells.push(PaperCell::plain(&recommendation.due.map_or_else(|| "Not decided".to_owned(), |due| due.to_string())));
    cells.push(PaperCell::plain(&recommendation.status.to_string()));
    if columns != Columns::Short {
        cells.push(say(TextKind::Statement, &recommendation.measure, "Not decided"));
    }
    if columns == Columns::All {
        cells.push(say(TextKind::Statement, &recommendation.progress, "Nothing recorded"));
    }
    PaperRow { cells, ..PaperRow::default() }
}

/// Every recommendation in one table.
pub(super) fn all_recommendations(study: &Study<'_>, door: &Door) -> Vec<Block> {
    let all: Vec<(usize, &Recommendation)> = study.numbered().collect();
    if all.is_empty() {
        return Vec::new();
    }
    let without: Vec<String> =
        all.iter().filter(|(_, r)| r.findings.iter().all(|id| study.found(*id).is_none())).map(|(n, _)| n.to_string()).collect();
    let mut words = format!(
        "{} from the findings. The columns on the right say how each one’s effect will be known, and what has been done so far.",
        match all.len() {
            1 => "1 recommendation follows".to_owned(),
            n => format!("{n} recommendations follow"),
        }
    );
    if !without.is_empty() {
        let (noun, verb) = if without.len() == 1 { ("Recommendation", "answers") } else { ("Recommendations", "answer") };
        words.push_str(&format!(" {noun} {} {verb} no single finding.", listed(&without)));
    }
    let table = recommendations_table(study, door, &all, "All recommendations".to_owned(), Columns::All);
    vec![Block::Landscape(vec![Block::text(words), table])]
}

/// Themes in the cases against themes in the reviews' own recommendations.
pub(super) fn own_recommendations(study: &Study<'_>, door: &Door) -> Vec<Block> {
    let wanted: BTreeSet<_> = study.themes_of_concern().iter().map(|t| t.id).collect();
    let shown: Vec<&Addressed> = study.addressed.iter().filter(|a| wanted.contains(&a.theme) || is_spoken_of(study, a)).collect();
    let of = study.addressed.first().map_or(0, |a| a.of_recommendations);
    if shown.is_empty() || of == 0 {
        return Vec::new();
    }
    let counts: Vec<(String, u32, u32)> =
        shown.iter().map(|a| (format!("{}, in cases", study.theme_words(a.theme)), a.cases, a.counted)).collect();
    let counts = door.cases(&counts);
    let rows = shown.iter().zip(&counts).map(|(addressed, cases)| {
        let theme = door.name(TextKind::Title, "themes", &study.theme_words(addressed.theme));
        let by = format!("{} of {of}", addressed.recommendations.len());
        PaperRow {
            cells: vec![PaperCell::plain(&theme), PaperCell::plain(&cases.short()), PaperCell::plain(&by)],
            ..PaperRow::default()
        }
    });
    let least = shown.iter().zip(&counts).filter(|(a, c)| wanted.contains(&a.theme) && c.n.is_some_and(|n| n > 0));
    let least = least.min_by_key(|(a, c)| (a.recommendations.len(), std::cmp::Reverse(c.n)));
    let example = least.map(|(a, c)| {
        let theme = door.name(TextKind::Title, "themes", &study.theme_words(a.theme));
        let own = so_many(of as usize, "recommendation", "recommendations");
        format!(" {theme}: found in {}, addressed by {} of the reviews’ {own}.", c.sentence(), none_or(a.recommendations.len()))
    });
    vec![
        Block::text(format!(
            "The reviews made {} of their own. A theme that is found in many cases, but of which few recommendations speak, \
             may need an answer that no single review has given.{}",
            so_many(of as usize, "recommendation", "recommendations"),
            example.unwrap_or_default()
        )),
        Block::Table(PaperTable {
            caption: "Themes in the cases, and in the reviews’ own recommendations".to_owned(),
            description: "For each theme the cases with a concern, and the recommendations that speak of it.".to_owned(),
            columns: vec![
                PaperColumn::new("Theme", 52),
                PaperColumn::new("Cases with a concern", 22),
                PaperColumn::new("Recommendations that speak of it", 26),
            ],
            rows: rows.collect(),
            ..PaperTable::default()
        }),
        Block::text("Only what a person said a recommendation speaks of is counted, never what a pattern found in it."),
    ]
}

/// "none" or the number.
pub(super) fn none_or(n: usize) -> String {
    if n == 0 { "none".to_owned() } else { n.to_string() }
}

/// Whether recommendations speak of a theme; a group is told by the themes under it.
fn is_spoken_of(study: &Study<'_>, addressed: &Addressed) -> bool {
    !addressed.recommendations.is_empty() && study.themes.iter().all(|t| t.parent != Some(addressed.theme))
}

/// A heading with its table, for short papers.
pub(super) fn short_recommendations(study: &Study<'_>, door: &Door, depth: crate::write::paper::Level) -> Vec<Block> {
    let all: Vec<(usize, &Recommendation)> = study.numbered().collect();
    if all.is_empty() {
        return Vec::new();
    }
    vec![
        heading(depth, "What is recommended".to_owned(), None),
        recommendations_table(study, door, &all, "Recommendations".to_owned(), Columns::Short),
    ]
}
