//! The words of one text, passage by passage and sentence by sentence, before they are numbered.
//!
//! Words are those of search (`search::words`), so that what is shown here is found there. A sentence begins after `.`,
//! `!` or `?` with a blank and a letter that is not small; a common short form such as "Dr." ends none.

use crate::search::words;
use crate::text::{BlockKind, SourceText, TextRange, Zone};

/// What a passage is to somebody who codes or counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Running text, which people code.
    Text,
    /// A heading, a caption or a comment.
    Beside,
    /// Of a cover, a contents page, a glossary or repeated boilerplate, which say nothing of the child.
    Apparatus,
}

/// Where a passage stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// In the text.
    pub range: TextRange,
    /// What it is.
    pub part: Part,
}

/// One word of a draft.
#[derive(Clone, Debug)]
pub(super) struct DraftWord {
    pub written: String,
    pub stem: String,
    pub begins_sentence: bool,
}

/// The words of one text.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub(super) words: Vec<DraftWord>,
    /// Each passage, with the place in `words` at which it ends.
    pub(super) passages: Vec<(Place, usize)>,
}

impl Draft {
    /// Reads the words of a text; page headers and footers are no passages.
    #[must_use]
    pub fn of(source: &SourceText) -> Self {
        let mut draft = Self::default();
        for block in source.shape.blocks.iter().filter(|b| b.kind.is_passage()) {
            draft.read(source.block_text(block));
            let part = match block.zone {
                Some(zone) if is_apparatus(zone) => Part::Apparatus,
                _ if is_text(block.kind) => Part::Text,
                _ => Part::Beside,
            };
            draft.passages.push((Place { range: block.range, part }, draft.words.len()));
        }
        draft
    }

    /// The words of a line that is no document, such as a phrase of a theme.
    pub(super) fn of_line(line: &str) -> Vec<DraftWord> {
        let mut draft = Self::default();
        draft.read(line);
        draft.words
    }

    fn read(&mut self, passage: &str) {
        let mut before: Option<(usize, String)> = None;
        for word in words(passage) {
            let begins_sentence = before.as_ref().is_none_or(|(end, last)| {
                passage.get(*end..word.range.start).is_some_and(|gap| parts_sentences(gap, last))
                    && passage.get(word.range.start..).is_some_and(|rest| !rest.starts_with(char::is_lowercase))
            });
            before = Some((word.range.end, word.written.clone()));
            self.words.push(DraftWord { written: word.written, stem: word.stem, begins_sentence });
        }
    }
}

const fn is_text(kind: BlockKind) -> bool {
    match kind {
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::TableRow | BlockKind::Footnote => true,
        BlockKind::Heading | BlockKind::Caption | BlockKind::Furniture | BlockKind::Comment => false,
    }
}

const fn is_apparatus(zone: Zone) -> bool {
    match zone {
        Zone::Cover | Zone::Contents | Zone::Glossary | Zone::Boilerplate => true,
        Zone::Method
        | Zone::Family
        | Zone::Narrative
        | Zone::Analysis
        | Zone::Findings
        | Zone::Recommendations
        | Zone::Appendix => false,
    }
}

/// Whether what stands between two words ends a sentence.
fn parts_sentences(gap: &str, before: &str) -> bool {
    const SHORT: [&str; 12] = ["dr", "mr", "mrs", "ms", "prof", "no", "p", "pp", "para", "eg", "ie", "st"];
    let Some(stop) = gap.find(['.', '!', '?']) else { return gap.contains('\n') };
    let is_short = gap.get(stop..).is_some_and(|g| g.starts_with('.')) && SHORT.contains(&before);
    !is_short && gap.get(stop + 1..).is_some_and(|rest| rest.contains(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_begin_where_people_see_them() {
        let line = "Dr. Hall saw him at 4.12 p.m. on Monday. “Was he well?” she asked. No. 7 was empty! and so on\nNext";
        let begins: Vec<String> = Draft::of_line(line).into_iter().filter(|w| w.begins_sentence).map(|w| w.written).collect();
        assert_eq!(begins, ["dr", "was", "no", "next"]);
    }
}
