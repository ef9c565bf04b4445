//! What kind of document it is, by the names that kinds go by.

use super::Proposals;
use super::places::Places;
use crate::model::DocumentKind;
use crate::text::{BlockKind, Field, TextRange};

/// Names of kinds in lower case. Where two overlap in a text, the one that starts first counts.
#[rustfmt::skip]
const NAMES: [(&str, DocumentKind); 48] = [
    ("rapid review", DocumentKind::RapidReview),
    ("rapid-review", DocumentKind::RapidReview),
    ("child safeguarding practice review", DocumentKind::Lcspr),
    ("safeguarding children practice review", DocumentKind::Lcspr),
    ("child practice review", DocumentKind::Lcspr),
    ("single unified safeguarding review", DocumentKind::Lcspr),
    ("lcspr", DocumentKind::Lcspr),
    ("cspr", DocumentKind::Lcspr),
    ("serious case review", DocumentKind::Scr),
    ("significant case review", DocumentKind::Scr),
    ("case management review", DocumentKind::Scr),
    ("part 8 review", DocumentKind::Scr),
    ("scr", DocumentKind::Scr),
    ("learning review", DocumentKind::LearningReview),
    ("local lessons learned", DocumentKind::LearningReview),
    ("lessons learned review", DocumentKind::LearningReview),
    ("multi-agency case review", DocumentKind::LearningReview),
    ("multi agency case review", DocumentKind::LearningReview),
    ("practice learning review", DocumentKind::LearningReview),
    ("thematic review", DocumentKind::LearningReview),
    ("agency summary", DocumentKind::AgencySummary),
    ("agency summaries", DocumentKind::AgencySummary),
    ("summary of involvement", DocumentKind::AgencySummary),
    ("summary of agency involvement", DocumentKind::AgencySummary),
    ("summary of general practice involvement", DocumentKind::AgencySummary),
    ("gp summary", DocumentKind::AgencySummary),
    ("police summary", DocumentKind::AgencySummary),
    ("health summary", DocumentKind::AgencySummary),
    ("agency report", DocumentKind::AgencySummary),
    ("single agency", DocumentKind::AgencySummary),
    ("individual management review", DocumentKind::AgencySummary),
    ("internal management review", DocumentKind::AgencySummary),
    ("chronology", DocumentKind::Chronology),
    ("annual report", DocumentKind::AnnualReport),
    ("yearly report", DocumentKind::AnnualReport),
    ("ofsted", DocumentKind::InspectionReport),
    ("inspection of", DocumentKind::InspectionReport),
    ("inspection report", DocumentKind::InspectionReport),
    ("joint targeted area inspection", DocumentKind::InspectionReport),
    ("minutes", DocumentKind::Notes),
    ("meeting notes", DocumentKind::Notes),
    ("notes of", DocumentKind::Notes),
    ("practitioner event", DocumentKind::Notes),
    ("practitioner learning event", DocumentKind::Notes),
    ("briefing", DocumentKind::Paper),
    ("committee", DocumentKind::Paper),
    ("cabinet", DocumentKind::Paper),
    ("scrutiny board", DocumentKind::Paper),
];

/// Proposes the kind.
pub fn propose(places: &Places<'_>, out: &mut Proposals) {
    let mut add = |found: Option<(TextRange, DocumentKind)>, place: &str| {
        if let Some((range, kind)) = found {
            out.add(Field::Kind, kind.name(), Some(range), place);
        }
    };
    if places.is_committee_paper
        && let Some(first) = places.form.first()
    {
        add(Some((first.range, DocumentKind::Paper)), "head of a committee paper");
    }
    for block in &places.title {
        add(in_range(places, block.range), "title page");
    }
    for block in &places.furniture {
        add(in_range(places, block.range), "page header");
    }
    let early = places.form.iter().filter(|b| matches!(b.kind, BlockKind::Heading | BlockKind::Paragraph)).take(6);
    if out.first(Field::Kind).is_none() {
        let mut found = early.filter_map(|b| in_range(places, b.range));
        if let Some((range, kind)) = found.next() {
            out.add(Field::Kind, kind.name(), Some(range), "first paragraphs");
        }
    }
    let stem = places.stem.replace(['_', '-'], " ");
    if let Some((_, _, kind)) = first_name(&stem) {
        out.add(Field::Kind, kind.name(), None, "file name");
    }
}

fn in_range(places: &Places<'_>, range: TextRange) -> Option<(TextRange, DocumentKind)> {
    let (start, end, kind) = first_name(places.source.quote(range))?;
    Some((super::range_in(places.source, range, start, end)?, kind))
}

/// The first name of a kind in a text, with its place; the longer of two that start together.
pub fn first_name(text: &str) -> Option<(usize, usize, DocumentKind)> {
    // ASCII only, so that places in the lower-case text are places in the text.
    let lower = text.to_ascii_lowercase();
    let mut found: Vec<(usize, usize, DocumentKind)> = Vec::new();
    for (name, kind) in NAMES {
        found.extend(lower.match_indices(name).map(|(at, _)| (at, at + name.len(), kind)));
    }
    found.retain(|(start, end, _)| stands_alone(&lower, *start, *end));
    found.into_iter().min_by_key(|(start, end, _)| (*start, usize::MAX - end))
}

fn stands_alone(lower: &str, start: usize, end: usize) -> bool {
    let before = lower.get(..start).unwrap_or_default();
    let after = lower.get(end..).unwrap_or_default();
    let inside_word = before.ends_with(char::is_alphanumeric) || after.trim_start_matches('s').starts_with(char::is_alphanumeric);
    // The national Panel, and groups named after a kind, are bodies and not documents.
    let rest = after.trim_start_matches('s').trim_start();
    let body = ["panel", "group", "sub-group", "subgroup", "guidance", "project"].iter().any(|b| rest.starts_with(b));
    // "For the rapid review on 1 June" says what a summary was written for.
    let purpose = before.trim_end().ends_with("for the") || before.trim_end().ends_with("for a");
    !inside_word && !body && !purpose
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_name_counts_and_bodies_do_not() {
        let kind = |text| first_name(text).map(|(_, _, kind)| kind);
        assert_eq!(kind("Rapid Review: is a Local Child Safeguarding Practice Review needed?"), Some(DocumentKind::RapidReview));
        assert_eq!(kind("Local Child Safeguarding Practice Review – Child Q"), Some(DocumentKind::Lcspr));
        assert_eq!(kind("National Child Safeguarding Practice Review Panel"), None);
        assert_eq!(kind("For the rapid review on 1 June 2023. Prepared by the named GP"), None);
        assert_eq!(kind("Annual Report 2020-21"), Some(DocumentKind::AnnualReport));
        assert_eq!(kind("Describe what happened"), None);
    }
}
