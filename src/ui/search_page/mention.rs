//! A mention in words: the sentence in which something was found, with all that the list and the preview say of it.
//!
//! A passage in which something is found in three sentences is three mentions; two marks in one sentence are one.

use crate::model::{Coding, Document, DocumentKind, Id, Look, Polarity, Project, ThemeTree};
use crate::search::{Hit, Tone, Toned, Unit, tone_of};
use crate::text::{Citation, SourceText, TextRange, Zone, sentence_around};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Names a mention for as long as its text does not change: its document and the byte at which it begins.
pub(super) type HitKey = (Id<Document>, usize);

/// Bytes kept of the words on either side of what was found; more than any window shows.
const CONTEXT: usize = 320;

/// A coding on a passage.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Chip {
    pub code: String,
    pub name: String,
    /// What its theme is drawn in.
    pub look: Look,
    pub polarity: Polarity,
    pub range: TextRange,
    /// Whose coding it is.
    pub by: String,
}

/// A mention in words.
#[derive(Clone, Debug)]
pub(super) struct HitRow {
    pub key: HitKey,
    /// The passage, with the marks of this mention only.
    pub hit: Hit,
    /// The sentence, or sentences, in which it is found.
    pub sentence: TextRange,
    /// How it is meant.
    pub toned: Toned,
    /// Row of the same case that says the same words first.
    pub copy_of: Option<usize>,
    /// Rows of the same case that repeat these words.
    pub copies: Vec<usize>,
    /// The same words stand in the documents of several cases: standing text rather than something said of a child.
    pub is_standing: bool,
    pub source: Arc<SourceText>,
    pub title: String,
    /// The title without the name of the case.
    pub short: String,
    pub citation: String,
    pub kind: DocumentKind,
    pub zone: Option<Zone>,
    /// Words before what was found.
    pub left: String,
    pub mark: String,
    /// Words after it.
    pub right: String,
    pub chips: Vec<Chip>,
    /// Values by facet.
    pub values: Vec<(usize, usize)>,
}

impl HitRow {
    /// Whether words only stand here without being said, as in a contents page.
    pub fn is_listing(&self) -> bool {
        self.is_standing || matches!(self.zone, Some(Zone::Cover | Zone::Contents | Zone::Glossary | Zone::Boilerplate))
    }

    /// Title and place: "Child B practice review, 4.12, p. 23".
    pub fn place(&self) -> String {
        if self.citation.is_empty() { self.title.clone() } else { format!("{}, {}", self.title, self.citation) }
    }

    /// What a screen reader says.
    pub fn words(&self) -> String {
        let mut words = format!("{}{}{}. {}", self.left, self.mark, self.right, self.place());
        if self.toned.tone != Tone::Said {
            words.push_str(&format!(", {}", self.toned.tone.name()));
        }
        for chip in self.distinct_chips() {
            words.push_str(&format!(", coded {}", if chip.code.is_empty() { &chip.name } else { &chip.code }));
        }
        words
    }

    /// Codings on the sentence, one chip for each theme.
    pub fn distinct_chips(&self) -> impl Iterator<Item = &Chip> {
        let mut seen = BTreeSet::new();
        self.codings().filter(move |chip| seen.insert((&chip.code, &chip.name)))
    }

    /// Codings on the sentence.
    pub fn codings(&self) -> impl Iterator<Item = &Chip> {
        self.chips.iter().filter(|chip| chip.range.overlaps(self.sentence))
    }

    /// Whether the sentence is coded.
    pub fn is_coded(&self) -> bool {
        self.codings().next().is_some()
    }

    /// What would be coded of it.
    pub fn ranges(&self, unit: Unit) -> Vec<TextRange> {
        match unit {
            Unit::Sentence => vec![self.sentence],
            Unit::Hit | Unit::Passage => self.hit.ranges(&self.source, unit),
        }
    }

    /// Moves the numbers of other rows by how many rows stand before its case.
    pub fn shift(&mut self, by: usize) {
        self.copy_of = self.copy_of.map(|row| row + by);
        self.copies.iter_mut().for_each(|row| *row += by);
    }

    /// The words it stands in.
    pub fn sentence_words(&self) -> &str {
        self.source.quote(self.sentence)
    }
}

/// What is drawn of the codings on a passage.
pub(super) fn chips(project: &Project, tree: &ThemeTree, codings: &[&Coding], range: TextRange) -> Vec<Chip> {
    let here = codings.iter().filter(|c| c.range.overlaps(range));
    let chip = |coding: &&Coding| {
        let theme = project.themes().get(coding.theme)?;
        let look = tree.node(theme.id).map_or_else(|| Look::of_group(0), |n| n.look);
        let (code, name) = (theme.code.clone(), theme.name.clone());
        let by = project.coder(coding.id).map(|writer| project.analyst(writer).name).unwrap_or_default();
        Some(Chip { code, name, look, polarity: coding.polarity, range: coding.range, by })
    };
    here.filter_map(chip).collect()
}

/// The mentions of a hit: its marks by sentence.
pub(super) fn mentions(
    project: &Project,
    document: &Document,
    hit: &Hit,
    source: &Arc<SourceText>,
    chips: &[Chip],
) -> Vec<HitRow> {
    let mut by_sentence: Vec<(TextRange, Vec<TextRange>)> = Vec::new();
    let sentence = |at| sentence_around(&source.text, hit.range, at);
    for mark in &hit.marks {
        let around = sentence(mark.start()).union(sentence(mark.end() - 1));
        match by_sentence.last_mut() {
            Some((last, marks)) if last.overlaps(around) => {
                *last = last.union(around);
                marks.push(*mark);
            }
            _ => by_sentence.push((around, vec![*mark])),
        }
    }
    if by_sentence.is_empty() {
        by_sentence.push((hit.range, Vec::new()));
    }
    let row = |(sentence, marks)| {
        mention(project, document, Hit { marks, ..hit.clone() }, sentence, Arc::clone(source), chips.to_vec())
    };
    by_sentence.into_iter().map(row).collect()
}

fn mention(
    project: &Project,
    document: &Document,
    hit: Hit,
    sentence: TextRange,
    source: Arc<SourceText>,
    chips: Vec<Chip>,
) -> HitRow {
    let block = source.shape.blocks.get(hit.block);
    let (citation, zone) = (block.map(Citation::of).unwrap_or_default().to_string(), block.and_then(|b| b.zone));
    let case = project.cases().get(document.case).map_or("", |c| c.name.as_str());
    let first = hit.marks.first().copied().unwrap_or(sentence);
    let text = source.text.as_str();
    let left = flat(tail(text.get(hit.range.start()..first.start()).unwrap_or_default()));
    let right = flat(head(text.get(first.end()..hit.range.end()).unwrap_or_default()));
    let mark = flat(first.of(text).unwrap_or_default());
    HitRow {
        key: (hit.document, first.start()),
        toned: toned(text, sentence, &hit.marks),
        sentence,
        copy_of: None,
        copies: Vec::new(),
        is_standing: false,
        hit,
        title: document.title.clone(),
        short: short_title(&document.title, case),
        citation,
        kind: document.kind,
        zone,
        left,
        mark,
        right,
        chips,
        values: Vec::new(),
        source,
    }
}

/// A mention with several marks is meant as the first that is simply said.
fn toned(text: &str, sentence: TextRange, marks: &[TextRange]) -> Toned {
    let of_marks = marks.iter().map(|mark| tone_of(text, sentence, *mark));
    of_marks.min_by_key(|toned| toned.tone).unwrap_or_default()
}

fn flat(text: &str) -> String {
    text.replace(['\n', '\t'], " ")
}

fn tail(text: &str) -> &str {
    let mut start = text.len().saturating_sub(CONTEXT);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..).unwrap_or_default()
}

fn head(text: &str) -> &str {
    let mut end = text.len().min(CONTEXT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// "Child B rapid review" under Child B is "Rapid review".
pub(super) fn short_title(title: &str, case: &str) -> String {
    let rest = title.strip_prefix(case).filter(|_| !case.is_empty()).unwrap_or(title);
    let rest = rest.trim_start_matches([' ', ',', '-', '–', ':']);
    let mut letters = rest.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => title.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_loses_the_name_of_its_case_only() {
        assert_eq!(short_title("Child B rapid review", "Child B"), "Rapid review");
        assert_eq!(short_title("Midwifery summary", "Child B"), "Midwifery summary");
        assert_eq!(short_title("Child B", "Child B"), "Child B");
    }

    #[test]
    fn long_passages_are_cut_between_letters() {
        let text = "ö".repeat(400);
        assert_eq!(tail(&text).len(), CONTEXT);
        assert_eq!(head(&format!("a{text}")).len(), CONTEXT - 1);
    }
}
