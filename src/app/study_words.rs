//! Stored fields of rounds of study, findings, recommendations and saved matrices in words for people.

use super::field_words::theme_words;
use crate::model::{
    Coding, DeepDive, DeepDiveField, Finding, FindingField, Id, MatrixView, Project, RecommendationField, SavedMatrixField,
    Stands, Written,
};

/// Said of lists where it matters only whether something is in them.
fn in_or_out(words: String, is_in: bool) -> String {
    if is_in { words } else { format!("Not {words}") }
}

pub(super) fn deep_dive(project: &Project, field: DeepDiveField) -> String {
    match field {
        DeepDiveField::Name(text)
        | DeepDiveField::Question(text)
        | DeepDiveField::Rule(text)
        | DeepDiveField::Authors(text)
        | DeepDiveField::Method(text) => text,
        DeepDiveField::From(date) | DeepDiveField::To(date) => date.map(|d| d.to_string()).unwrap_or_default(),
        DeepDiveField::Codebook(version) => version.map_or_else(
            || "The codebook as it stands".to_owned(),
            |id| project.codebook_versions().row(id).map(|row| row.record.name.clone()).unwrap_or_default(),
        ),
        DeepDiveField::Sampled(case, said) => {
            let name = project.cases().row(case).map(|row| row.record.name.clone()).unwrap_or_default();
            match said {
                None => format!("{name}: not decided"),
                Some(said) => {
                    let side = if said.is_in { "in" } else { "out" };
                    format!("{name}: {side} {}", said.why).trim_end().to_owned()
                }
            }
        }
        DeepDiveField::Repeats(round) => round.map(|id| round_name(project, id)).unwrap_or_default(),
        DeepDiveField::SameAs(theme, earlier) => match earlier {
            Some(earlier) => format!("{} is {}", theme_words(project, theme), theme_words(project, earlier)),
            None => format!("{} is itself", theme_words(project, theme)),
        },
    }
}

pub(super) fn finding(project: &Project, field: FindingField) -> String {
    match field {
        FindingField::Place(place) => format!("Place {place}"),
        FindingField::Statement(text) | FindingField::Text(text) => text,
        FindingField::Polarity(polarity) => polarity.to_string(),
        FindingField::Theme(id, is_in) => in_or_out(theme_words(project, id), is_in),
        FindingField::Stands(id, stands) => {
            let of = coding(project, id);
            stands.map_or_else(|| format!("{of}: as its polarity"), |s: Stands| format!("{of}: {}", s.to_string().to_lowercase()))
        }
        FindingField::Quoted(id, is_in) => in_or_out(format!("quoted: {}", coding(project, id)), is_in),
        FindingField::Agency(name, is_in) | FindingField::Priority(name, is_in) | FindingField::Frame(name, is_in) => {
            in_or_out(name, is_in)
        }
        FindingField::State(state) => state.to_string(),
        FindingField::Repeats(id) => id.map(|id| statement(project, id)).unwrap_or_default(),
        FindingField::Seen(seen) => format!("{} passages", seen.len()),
    }
}

pub(super) fn recommendation(project: &Project, field: RecommendationField) -> String {
    match field {
        RecommendationField::Finding(id, is_in) => in_or_out(format!("answers: {}", statement(project, id)), is_in),
        RecommendationField::Place(place) => format!("Place {place}"),
        RecommendationField::Text(text)
        | RecommendationField::Owner(text)
        | RecommendationField::Measure(text)
        | RecommendationField::Progress(text) => text,
        RecommendationField::Due(date) => date.map(|d| d.to_string()).unwrap_or_default(),
        RecommendationField::Status(status) => status.to_string(),
    }
}

pub(super) fn saved_matrix(field: SavedMatrixField) -> String {
    match field {
        SavedMatrixField::Name(name) => name,
        SavedMatrixField::View(view) => {
            let MatrixView { rows, columns, cells, .. } = *view;
            format!("{rows} by {columns}, {cells}")
        }
    }
}

/// A summary with what belongs to it.
pub(super) fn written(written: &Written) -> String {
    let draft = if written.is_draft { "Draft: " } else { "" };
    let links = match written.links.len() {
        0 => String::new(),
        1 => " (1 link)".to_owned(),
        n => format!(" ({n} links)"),
    };
    if written.text.is_empty() { String::new() } else { format!("{draft}{}{links}", written.text) }
}

pub(super) fn round_name(project: &Project, id: Id<DeepDive>) -> String {
    project.deep_dives().row(id).map(|row| row.record.name.clone()).unwrap_or_default()
}

pub(super) fn statement(project: &Project, id: Id<Finding>) -> String {
    project.findings().row(id).map(|row| row.record.statement.clone()).unwrap_or_default()
}

fn coding(project: &Project, id: Id<Coding>) -> String {
    let Some(row) = project.codings().row(id) else { return String::new() };
    let document = project.documents().row(row.record.document).map(|d| d.record.title.clone()).unwrap_or_default();
    format!("{} in {document}", theme_words(project, row.record.theme))
}
