//! Passages as a report quotes them: their words, where they stand, and which of them are chosen.
//!
//! Two analysts who tag the same words make two codings but one quotation. Which passages are quoted is decided before
//! anything passes the door.

use super::door::Door;
use super::study::{Found, Study};
use crate::analyse::evidence::CaseEvidence;
use crate::disclose::gate::TextKind;
use crate::model::{Coding, Document, Id, Polarity, Statement};
use crate::text::{Citation, TextRange, sentence_around, words_in};
use crate::write::chart::Tone;
use crate::write::paper::Quotation;
use std::collections::BTreeSet;

/// A passage that is to be quoted.
#[derive(Clone, Debug)]
pub(super) struct Quoted {
    pub(super) coding: Id<Coding>,
    pub(super) polarity: Polarity,
    /// With single blanks.
    pub(super) words: String,
    /// "Child B LCSPR, 4.12, p. 23".
    pub(super) citation: String,
    document: Id<Document>,
    text_version: u32,
    range: TextRange,
}

/// Passages of a finding on one side of it.
pub(super) struct Choice {
    /// Those to be quoted, in reading order.
    pub(super) quoted: Vec<Quoted>,
    /// How many more there are.
    pub(super) more: usize,
}

impl Quoted {
    /// A passage with its words; none when its text cannot be read.
    pub(super) fn of(study: &Study<'_>, id: Id<Coding>) -> Option<Self> {
        let coding = study.project.codings().get(id)?;
        let text = study.session.text_of(coding).filter(|text| coding.range.fits(&text.text))?;
        let words = text.quote(coding.range).split_whitespace().collect::<Vec<_>>().join(" ");
        let place = Citation::at(&text, coding.range).to_string();
        let Coding { document, text_version, range, polarity, .. } = *coding;
        let citation = cited(study, document, &place);
        (!words.is_empty()).then_some(Self { coding: id, polarity, words, citation, document, text_version, range })
    }

    /// As it may leave, with a label; none where it is left out.
    pub(super) fn through(&self, door: &Door, label: &str) -> Option<Quotation> {
        let words = door.say(TextKind::Quote, &self.citation, &self.words)?;
        // A citation names the case.
        let citation =
            if door.shows_cases() { door.say(TextKind::Citation, &self.citation, &self.citation)? } else { String::new() };
        Some(Quotation { words, citation, label: label.to_owned(), tone: tone(self.polarity) })
    }

    /// Its first sentence, where it is too long for a short paper.
    pub(super) fn shortened(mut self, most_words: usize) -> Self {
        if words_in(&self.words) <= most_words {
            return self;
        }
        if let Ok(whole) = TextRange::within(&self.words, 0, self.words.len())
            && let Some(first) = sentence_around(&self.words, whole, 0).of(&self.words)
            && first.len() < self.words.len()
        {
            self.words = format!("{} […]", first.trim_end());
        }
        self
    }

    fn repeats(&self, other: &Self) -> bool {
        let same_place =
            self.document == other.document && self.text_version == other.text_version && self.range.overlaps(other.range);
        same_place || self.words == other.words
    }
}

/// "Child B LCSPR, 4.12, p. 23"; the case is named where the title does not.
pub(super) fn cited(study: &Study<'_>, document: Id<Document>, place: &str) -> String {
    let name = document_name(study, document);
    if place.is_empty() { name } else { format!("{name}, {place}") }
}

/// The title of a document, with its case where the title does not name it.
pub(super) fn document_name(study: &Study<'_>, document: Id<Document>) -> String {
    let Some(document) = study.project.documents().row(document).map(|row| &row.record) else { return String::new() };
    let case = study.project.cases().row(document.case).map(|row| row.record.name.as_str()).unwrap_or_default();
    if case.is_empty() || document.title.to_lowercase().contains(&case.to_lowercase()) {
        document.title.clone()
    } else {
        format!("{case}, {}", document.title)
    }
}

/// Pattern and colour of a polarity.
pub(super) const fn tone(polarity: Polarity) -> Tone {
    match polarity {
        Polarity::Concern => Tone::Concern,
        Polarity::GoodPractice => Tone::GoodPractice,
        Polarity::Context => Tone::Plain,
    }
}

/// The passages for a finding: those that its author chose, and a few of each case.
pub(super) fn supporting(study: &Study<'_>, found: &Found<'_>) -> Choice {
    let has_choice = found.evidence.supporting().any(|id| found.finding.quoted.contains(&id));
    choose(study, found, if has_choice { 1 } else { 2 }, |case| &case.supporting)
}

/// The passages against a finding.
pub(super) fn opposing(study: &Study<'_>, found: &Found<'_>) -> Choice {
    choose(study, found, 1, |case| &case.opposing)
}

fn choose(study: &Study<'_>, found: &Found<'_>, a_case: usize, side: fn(&CaseEvidence) -> &Vec<Id<Coding>>) -> Choice {
    let mut quoted: Vec<Quoted> = Vec::new();
    let mut all = 0;
    for case in &found.evidence.cases {
        let passages = side(case);
        all += passages.len();
        let chosen = |id: &Id<Coding>| found.finding.quoted.contains(id);
        let mut of_case: Vec<Quoted> = Vec::new();
        let take = |id: Id<Coding>, of_case: &mut Vec<Quoted>| {
            if let Some(new) = Quoted::of(study, id)
                && !of_case.iter().chain(&quoted).any(|known| known.repeats(&new))
            {
                of_case.push(new);
            }
        };
        passages.iter().copied().filter(chosen).for_each(|id| take(id, &mut of_case));
        for id in passages.iter().copied().filter(|id| !chosen(id)) {
            if of_case.len() >= a_case {
                break;
            }
            take(id, &mut of_case);
        }
        let order: BTreeSet<(usize, usize)> =
            of_case.iter().enumerate().map(|(i, q)| (passages.iter().position(|p| *p == q.coding).unwrap_or(0), i)).collect();
        quoted.extend(order.into_iter().filter_map(|(_, i)| of_case.get(i).cloned()));
    }
    Choice { more: all.saturating_sub(quoted.len()), quoted }
}

/// One quotation for a short paper: of those that the author chose, or else of all, the one that says it in fewest
/// words, but in enough to be understood.
pub(super) fn best(study: &Study<'_>, found: &Found<'_>) -> Option<Quoted> {
    const ENOUGH: usize = 9;
    const MOST: usize = 38;
    let chosen: Vec<Id<Coding>> = found.evidence.supporting().filter(|id| found.finding.quoted.contains(id)).collect();
    let all: Vec<Id<Coding>> = found.evidence.supporting().collect();
    let pool = if chosen.is_empty() { all } else { chosen };
    let passages = pool.into_iter().filter_map(|id| Quoted::of(study, id));
    let fit = |q: &Quoted| {
        let words = words_in(&q.words);
        (words < ENOUGH, words)
    };
    passages.min_by_key(fit).map(|q| q.shortened(MOST))
}

/// What a review itself says: its words and where they stand.
pub(super) fn stated(study: &Study<'_>, statement: &Statement) -> Option<(String, String)> {
    let text = study.session.extracted(statement.document, statement.text_version)?;
    let words = text.quote(statement.range).split_whitespace().collect::<Vec<_>>().join(" ");
    let place = Citation::at(&text, statement.range).to_string();
    (!words.is_empty()).then(|| (words, cited(study, statement.document, &place)))
}
