//! The gate that every text passes before it leaves: it stops until a person has decided about what was found in it.
//!
//! ```text
//! passages ─> look ─> Stops(questions) ─> a person decides ─> look ─> Open(gate) ─> apply to each text
//! ```
//!
//! It fails safe: a text that nobody decided about is masked, a quote that nobody confirmed is left out. What is typed
//! in the place of a quote is looked at like any other text.

mod question;

use super::account::{About, Said};
use super::identifiers::{Finder, Finding, IdentifierKind, KnownName};
use super::level::{Level, coarsened};
use crate::model::PartialDate;
pub use question::{Ask, Decision, Decisions, Key, Passage, Question, TextKind};
use std::collections::BTreeMap;

/// How much of what stands around some words belongs to a question, in bytes on each side.
const AROUND: usize = 70;

/// Whether everything is decided.
#[derive(Debug)]
pub enum Looked {
    /// It is: texts may leave through this gate.
    Open(Gate),
    /// It is not; what is still to be decided, in reading order.
    Stops(Vec<Question>),
}

/// The gate of one export.
#[derive(Clone, Debug, Default)]
pub struct Gate {
    level: Level,
    finder: Finder,
    decisions: Decisions,
}

impl Gate {
    /// A gate that knows some names and what was decided so far.
    #[must_use]
    pub fn new(level: Level, names: &[KnownName], decisions: &Decisions) -> Self {
        let finder = Finder::new(names).with_exact_dates(level == Level::Publishable);
        Self { level, finder, decisions: decisions.clone() }
    }

    /// Looks through everything that is about to leave.
    #[must_use]
    pub fn look(level: Level, texts: &[Passage], names: &[KnownName], decisions: &Decisions) -> Looked {
        let gate = Self::new(level, names, decisions);
        let mut open = gate.questions(texts);
        open.retain(|q| decisions.of(q).is_none());
        if open.is_empty() { Looked::Open(gate) } else { Looked::Stops(open) }
    }

    /// The level of the export.
    #[must_use]
    pub const fn level(&self) -> Level {
        self.level
    }

    /// Everything that is asked, decided or not, each once, in reading order.
    #[must_use]
    pub fn questions(&self, texts: &[Passage]) -> Vec<Question> {
        let mut questions: Vec<Question> = Vec::new();
        let mut at: BTreeMap<Key, usize> = BTreeMap::new();
        for passage in texts {
            for question in self.asked_of(passage) {
                match at.get(&question.key).and_then(|i| questions.get_mut(*i)) {
                    Some(known) if known.places.contains(&passage.place) => {}
                    Some(known) => known.places.push(passage.place.clone()),
                    None => {
                        at.insert(question.key.clone(), questions.len());
                        questions.push(question);
                    }
                }
            }
        }
        questions
    }

    /// The text as it may leave; none when the passage is left out.
    #[must_use]
    pub fn apply(&self, kind: TextKind, text: &str) -> Option<String> {
        if !self.level.asks_about_identifiers() {
            return Some(text.to_owned());
        }
        let words = self.words_of(kind, text)?;
        let mut safe = String::with_capacity(words.len());
        let mut done = 0;
        for finding in self.finder.find(words) {
            let (start, end) = (finding.range.start(), finding.range.end());
            safe.push_str(words.get(done..start).unwrap_or_default());
            match self.decisions.by_key(&key_of(words, &finding)) {
                Some(Decision::LeaveOut) => return None,
                Some(Decision::Keep) => safe.push_str(&finding.words),
                Some(Decision::Mask | Decision::Paraphrase(_)) | None => safe.push_str(&self.mask(&finding)),
            }
            done = end;
        }
        safe.push_str(words.get(done..).unwrap_or_default());
        Some(safe)
    }

    /// As [`Self::apply`], for a name that something has to stand in the place of.
    #[must_use]
    pub fn apply_to_name(&self, kind: TextKind, name: &str) -> String {
        self.apply(kind, name).unwrap_or_else(|| "[left out]".to_owned())
    }

    /// What became of the texts, for the author.
    #[must_use]
    pub fn account(&self, texts: &[Passage]) -> Vec<Said> {
        let mut counts: BTreeMap<Ask, [usize; 4]> = BTreeMap::new();
        for question in self.questions(texts) {
            let [kept, masked, left, anew] = counts.entry(question.ask).or_default();
            match (self.decisions.of(&question), question.ask) {
                (Some(Decision::Keep), _) => *kept += 1,
                (Some(Decision::Paraphrase(_)), _) => *anew += 1,
                (Some(Decision::LeaveOut), _) | (None, Ask::Quote) => *left += 1,
                (Some(Decision::Mask), _) | (None, Ask::Identifier(_)) => *masked += 1,
            }
        }
        let said = counts.into_iter().map(|(ask, [kept, masked, left, anew])| {
            let parts = [(kept, "kept"), (masked, "masked"), (anew, "in other words"), (left, "left out")];
            let parts: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
            Said::new(About::Text, format!("{ask}: {}.", parts.join(", ")))
        });
        said.collect()
    }

    /// The words that would leave in the place of a text; none for a quote that does not.
    fn words_of<'t>(&'t self, kind: TextKind, text: &'t str) -> Option<&'t str> {
        if !self.confirms(kind) || text.is_empty() {
            return Some(text);
        }
        match self.decisions.by_key(&Key::of(Ask::Quote, "", text, ""))? {
            Decision::Keep => Some(text),
            Decision::Paraphrase(words) => Some(words),
            Decision::LeaveOut | Decision::Mask => None,
        }
    }

    /// Whether a person has to confirm each text of a kind.
    fn confirms(&self, kind: TextKind) -> bool {
        self.level == Level::Publishable && kind.is_verbatim()
    }

    fn asked_of(&self, passage: &Passage) -> Vec<Question> {
        if !self.level.asks_about_identifiers() || passage.text.is_empty() {
            return Vec::new();
        }
        let mut asked = Vec::new();
        let question = |ask, key, before: &str, words: &str, after: &str, why: &str| Question {
            key,
            ask,
            kind: passage.kind,
            places: vec![passage.place.clone()],
            before: before.to_owned(),
            words: words.to_owned(),
            after: after.to_owned(),
            why: why.to_owned(),
        };
        if self.confirms(passage.kind) {
            let key = Key::of(Ask::Quote, "", &passage.text, "");
            asked.push(question(Ask::Quote, key, "", &passage.text, "", "its words can be found in the review"));
        }
        // What is left out is not looked at; what is not decided yet is looked at as it stands.
        let left_out = asked.first().is_some_and(|q| self.decisions.of(q) == Some(&Decision::LeaveOut));
        let words = self.words_of(passage.kind, &passage.text).unwrap_or(&passage.text);
        let findings = if left_out { Vec::new() } else { self.finder.find(words) };
        asked.extend(findings.iter().map(|f| {
            let (before, after) = around(words, f);
            question(Ask::Identifier(f.kind), key_of(words, f), before, &f.words, after, &f.why)
        }));
        asked
    }

    fn mask(&self, finding: &Finding) -> String {
        let coarse = |words: &str| PartialDate::parse(words).ok().map(|d| coarsened(d, self.level.dates()));
        match finding.kind {
            IdentifierKind::ExactDate => coarse(&finding.words).unwrap_or_else(|| mask_of(finding.kind).to_owned()),
            kind => mask_of(kind).to_owned(),
        }
    }
}

/// What stands in the place of an identifier.
#[must_use]
pub const fn mask_of(kind: IdentifierKind) -> &'static str {
    match kind {
        IdentifierKind::NhsNumber => "[NHS number]",
        IdentifierKind::NationalInsurance => "[National Insurance number]",
        IdentifierKind::PupilNumber => "[pupil number]",
        IdentifierKind::CrimeReference => "[crime reference]",
        IdentifierKind::CourtNumber => "[court case number]",
        IdentifierKind::RecordNumber => "[record number]",
        IdentifierKind::VehicleMark => "[vehicle]",
        IdentifierKind::Email => "[e-mail address]",
        IdentifierKind::Phone => "[phone number]",
        IdentifierKind::Postcode => "[postcode]",
        IdentifierKind::Address => "[address]",
        IdentifierKind::DateOfBirth => "[date of birth]",
        IdentifierKind::KnownName | IdentifierKind::LikelyName => "[name]",
        IdentifierKind::ExactDate => "[date]",
    }
}

fn key_of(text: &str, finding: &Finding) -> Key {
    let (before, after) = around(text, finding);
    Key::of(Ask::Identifier(finding.kind), before, &finding.words, after)
}

/// What stands on both sides of a finding, on character boundaries.
fn around<'t>(text: &'t str, finding: &Finding) -> (&'t str, &'t str) {
    let (start, end) = (finding.range.start(), finding.range.end());
    let from = (start.saturating_sub(AROUND)..=start).find(|i| text.is_char_boundary(*i)).unwrap_or(start);
    let most = end.saturating_add(AROUND).min(text.len());
    let to = (end..=most).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(end);
    (text.get(from..start).unwrap_or_default(), text.get(end..to).unwrap_or_default())
}

#[cfg(test)]
mod tests;
