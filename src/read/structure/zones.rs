//! Which part of a review each block belongs to, told by the headings over it.
//!
//! A heading without a telling name keeps the zone of the part it stands in. Which part that is, is told by the
//! printed numbers where headings have them, and only else by their levels, because readers and authors get levels
//! wrong more often than numbers. Within a part a heading can only lead on (from narrative to analysis, from
//! analysis to findings), never back: "The family" under "Analysis" is still analysis.

use super::names::zone_of;
use super::{in_flow, plain_words, words_of};
use crate::text::{Block, BlockKind, Zone, words_in};

/// A paragraph of this many words is no longer a cover.
const COVER_WORDS: usize = 30;
/// A cover of more blocks than this is no cover.
const COVER_BLOCKS: usize = 30;
/// Standing text in this many last blocks begins the imprint.
const TAIL_BLOCKS: usize = 20;
/// So many words in a form's answer make a passage of their own.
const ANSWER_WORDS: usize = 8;
/// Longest title of a section that stands in a row of its own.
const ROW_TITLE_WORDS: usize = 12;
/// So many numbered headings make a numbered document.
const NUMBERED: usize = 3;

/// Openings of the key lines on a council's committee paper.
const COMMITTEE: [&str; 14] = [
    "from",
    "to",
    "subject",
    "classification",
    "past pathway",
    "future pathway",
    "electoral division",
    "report of",
    "report author",
    "report by",
    "agenda item",
    "decision no",
    "key decision",
    "ward",
];

/// First cells on the deposit sheet that the NSPCC puts before a report, and in tables of version control.
const DEPOSIT: [&str; 26] = [
    "title",
    "lscb",
    "lscp",
    "author",
    "authors",
    "date of publication",
    "year of publication",
    "publication date",
    "version",
    "status",
    "prepared by",
    "date",
    "lead reviewer",
    "independent reviewer",
    "report author",
    "publisher",
    "name of lscb",
    "name of lscp",
    "safeguarding board",
    "safeguarding partnership",
    "deposited by",
    "date deposited",
    "isbn",
    "overview report author",
    "series",
    "date of report",
];

/// Headings over words of their own that are no part of the title.
const OPENINGS: [&str; 8] =
    ["foreword", "preface", "summary", "executive summary", "acknowledgements", "key headlines", "key messages", "dedication"];

/// Words by which the first heading is known for the document's title, also when it names a zone.
const TITLES: [&str; 12] = [
    "rapid review",
    "practice review",
    "case review",
    "learning review",
    "agency summary",
    "management review",
    "overview report",
    "annual report",
    "thematic review",
    "multi-agency chronology",
    "learning event",
    "practitioner event",
];

/// Sentences that stand in every report of a kind and say nothing about a case.
const STANDING_TEXT: [&str; 12] = [
    "if you would like a copy of this document in a different format",
    "crown copyright",
    "open government licence",
    "piccadilly gate",
    "national case review repository",
    "nspcc repository",
    "deposited with the nspcc",
    "the office for standards in education",
    "this report has been deposited",
    "was deposited with the national",
    "published in the national collection of case reviews",
    "copies of this report can be obtained",
];

/// A heading whose part is not over yet.
struct Part {
    level: u8,
    number: Option<String>,
    zone: Option<Zone>,
}

/// Writes each block's zone.
pub fn find(text: &str, blocks: &mut [Block]) {
    let cover = cover_length(text, blocks);
    let tail = imprint_start(text, blocks);
    let total = blocks.len();
    let numbered = blocks.iter().filter(|b| b.kind == BlockKind::Heading && number_of(b).is_some()).count() >= NUMBERED;
    let mut parts = Parts { open: Vec::new(), numbered, appendices: false };
    let mut rows = Rows::default();
    for (i, block) in blocks.iter_mut().enumerate() {
        let words = words_of(text, block);
        if block.kind == BlockKind::Heading && i >= cover && block.zone != Some(Zone::Contents) {
            parts.enter(block, words, i * 2 > total);
        }
        let current = parts.zone();
        let row = rows.zone(text, block, current);
        if block.zone.is_some() || block.kind == BlockKind::Furniture {
            continue;
        }
        block.zone = match () {
            () if i >= tail || is_standing_text(words) => Some(Zone::Boilerplate),
            () if i < cover => Some(Zone::Cover),
            () if block.kind == BlockKind::TableRow => row.or(current),
            () => current,
        };
    }
}

/// The headings over the present place, outermost first.
struct Parts {
    open: Vec<Part>,
    /// Whether the document numbers its headings, so that one without a number is inside the numbered one before it.
    numbered: bool,
    /// Whether the appendices have begun, which end a document.
    appendices: bool,
}

impl Parts {
    fn zone(&self) -> Option<Zone> {
        self.open.last().and_then(|part| part.zone)
    }

    fn enter(&mut self, block: &Block, words: &str, late: bool) {
        let named = zone_of(words);
        let number = number_of(block);
        let closes = matches!(named, Some(Zone::Appendix | Zone::Glossary | Zone::Contents | Zone::Boilerplate));
        match &number {
            Some(number) => self.leave_for(number, block.level),
            // Only a part that is known by name may end a numbered one.
            None if self.numbered && !closes => self.leave(|part| part.number.is_none() && part.level >= block.level),
            None => self.leave(|part| part.level >= block.level),
        }
        let zone = self.zone_under(block, named);
        self.appendices |= late && zone == Some(Zone::Appendix);
        self.open.push(Part { level: block.level, number, zone });
    }

    /// Leaves all parts but those that a numbered heading is inside of.
    fn leave_for(&mut self, number: &str, level: u8) {
        let over = |part: &Part| part.number.as_deref().is_some_and(|over| is_within(number, over));
        let first = self.open.iter().position(|part| part.number.is_some());
        match (self.open.iter().rposition(over), first) {
            (Some(at), _) => self.open.truncate(at + 1),
            (None, Some(first)) => self.open.truncate(first),
            (None, None) => {}
        }
        self.leave(|part| part.number.is_none() && part.level >= level);
    }

    fn leave(&mut self, ends: impl Fn(&Part) -> bool) {
        while self.open.last().is_some_and(&ends) {
            self.open.pop();
        }
    }

    fn zone_under(&self, block: &Block, named: Option<Zone>) -> Option<Zone> {
        let over = self.zone();
        if matches!(over, Some(Zone::Appendix | Zone::Glossary)) || self.appendices {
            return named.filter(|zone| *zone == Zone::Glossary).or(over).or(Some(Zone::Appendix));
        }
        let label = block.label.as_deref().unwrap_or_default().to_lowercase();
        if ["finding", "learning", "lesson"].iter().any(|name| label.contains(name)) {
            return Some(Zone::Findings);
        }
        named.filter(|zone| leads_on(over, *zone)).or(over)
    }
}

/// Whether a heading may open `zone` inside a part of zone `over`.
const fn leads_on(over: Option<Zone>, zone: Zone) -> bool {
    const fn rank(zone: Zone) -> u8 {
        match zone {
            Zone::Method | Zone::Family | Zone::Cover => 0,
            Zone::Narrative => 1,
            Zone::Analysis => 2,
            Zone::Findings => 3,
            Zone::Recommendations => 4,
            Zone::Contents | Zone::Appendix | Zone::Glossary | Zone::Boilerplate => 5,
        }
    }
    match over {
        Some(over) => rank(zone) >= rank(over) || rank(over) == 5,
        None => true,
    }
}

/// `4`, `4.1`, `Section B`: numbers that say which heading is inside which.
fn number_of(block: &Block) -> Option<String> {
    let label = block.label.as_deref()?;
    let plain = label.starts_with(|c: char| c.is_ascii_digit()) && !label.contains('-');
    let section = ["Section ", "Part ", "Chapter "].iter().find_map(|name| label.strip_prefix(name));
    section.or_else(|| plain.then_some(label)).map(|number| number.to_lowercase())
}

/// Whether `4.1`, `4.1.2` or `4a` stands inside `4`.
fn is_within(number: &str, over: &str) -> bool {
    number.strip_prefix(over).is_some_and(|rest| {
        rest.starts_with('.')
            || !rest.is_empty() && over.ends_with(|c: char| c.is_ascii_digit()) && rest.chars().all(char::is_alphabetic)
    })
}

/// Sections of a form whose titles are rows of its table, and rows that name their zone in their first cell.
#[derive(Default)]
struct Rows {
    table: u32,
    section: Option<Zone>,
}

impl Rows {
    fn zone(&mut self, text: &str, block: &Block, current: Option<Zone>) -> Option<Zone> {
        if block.kind != BlockKind::TableRow {
            if in_flow(block) {
                self.section = None;
            }
            return None;
        }
        if block.table != self.table {
            (self.table, self.section) = (block.table, None);
        }
        if matches!(current, Some(Zone::Appendix | Zone::Glossary | Zone::Contents)) {
            return None;
        }
        let cells: Vec<&str> = block.cells.iter().filter_map(|c| c.of(text)).filter(|c| !c.is_empty()).collect();
        if let Some(title) = row_title(&cells) {
            let named = zone_of(title);
            if named.is_some() || is_numbered(title) {
                self.section = named;
            }
            return self.section;
        }
        let over = self.section.or(current);
        by_first_cell(&cells, over).or(self.section)
    }
}

/// The words of a row that is a section's title: one cell, or a number and one cell.
fn row_title<'t>(cells: &[&'t str]) -> Option<&'t str> {
    let is_number = |cell: &str| cell.len() <= 4 && cell.starts_with(|c: char| c.is_ascii_digit());
    match cells {
        [only] => Some(*only),
        [number, title] if is_number(number) && !title.ends_with(['.', ';']) => Some(*title),
        _ => None,
    }
    .filter(|title| words_in(title) <= ROW_TITLE_WORDS && !title.contains('\n'))
}

fn is_numbered(title: &str) -> bool {
    super::names::without_number(title).len() < title.trim().len()
}

/// A form says in the first cell of a row what the next cell holds.
fn by_first_cell(cells: &[&str], over: Option<Zone>) -> Option<Zone> {
    let number = cells.first().is_some_and(|c| c.len() <= 4 && c.starts_with(|c: char| c.is_ascii_digit()));
    let ([first, second] | [_, first, second]) = cells.get(..cells.len().min(3))? else { return None };
    if cells.len() > 2 && !number || words_in(first) > 12 {
        return None;
    }
    let says_much = words_in(second) >= ANSWER_WORDS && words_in(second) > words_in(first);
    zone_of(first).filter(|zone| says_much && leads_on(over, *zone))
}

/// Where the imprint of the last page begins; the number of blocks where there is none.
fn imprint_start(text: &str, blocks: &[Block]) -> usize {
    let from = blocks.len().saturating_sub(TAIL_BLOCKS);
    let last_heading = blocks.iter().rposition(|b| b.kind == BlockKind::Heading).unwrap_or(0);
    let first = |(i, b): &(usize, &Block)| *i > last_heading && in_flow(b) && is_standing_text(words_of(text, b));
    blocks.iter().enumerate().skip(from.max(1)).find(first).map_or(blocks.len(), |(i, _)| i)
}

fn is_standing_text(words: &str) -> bool {
    let lower = words.to_lowercase();
    STANDING_TEXT.iter().any(|s| lower.contains(s))
}

/// Whether a line is one of the key lines at the head of a committee paper.
#[must_use]
pub fn is_committee_line(words: &str) -> bool {
    let lower = words.to_lowercase();
    lower
        .split_once(':')
        .is_some_and(|(key, _)| COMMITTEE.iter().any(|c| key.trim() == *c || c.contains(' ') && key.trim().starts_with(c)))
}

/// Whether a table row belongs to a deposit sheet or a document's own particulars, and not to a form about a child.
fn is_deposit_line(text: &str, block: &Block) -> bool {
    let first = block.cells.first().and_then(|c| c.of(text)).map(plain_words).unwrap_or_default();
    DEPOSIT.contains(&first.as_str())
}

/// Number of blocks at the start that are a cover sheet, a title page or the head of a committee paper.
fn cover_length(text: &str, blocks: &[Block]) -> usize {
    let keys = blocks.iter().take(15).filter(|b| is_committee_line(words_of(text, b))).count();
    let is_paper = keys >= 3;
    let title = blocks.iter().position(|b| b.kind == BlockKind::Heading);
    let end = blocks.iter().enumerate().position(|(i, block)| {
        let words = words_of(text, block);
        let heads_text =
            block.kind == BlockKind::Heading && ends_cover(block, words, is_paper) && !(title == Some(i) && is_title(words));
        let body = block.kind == BlockKind::Paragraph && words_in(words) >= COVER_WORDS && !is_standing_text(words) && !is_paper;
        let form = block.kind == BlockKind::TableRow && !is_paper && !is_deposit_line(text, block);
        let later_page = block.page.is_some_and(|p| p > 3);
        let numbered = block.label.is_some() && !is_paper;
        block.zone == Some(Zone::Contents) || heads_text || body || form || later_page || numbered
    });
    match end {
        Some(end) if end <= COVER_BLOCKS => heading_over(text, blocks, end),
        _ => 0,
    }
}

fn ends_cover(block: &Block, words: &str, is_paper: bool) -> bool {
    is_paper || block.label.is_some() || zone_of(words).is_some() || OPENINGS.contains(&plain_words(words).as_str())
}

fn is_title(words: &str) -> bool {
    let lower = words.to_lowercase();
    TITLES.iter().any(|title| lower.contains(title)) && !lower.starts_with(|c: char| c.is_ascii_digit())
}

/// A heading right over the first paragraph belongs to it and not to the cover, unless it is the title itself.
fn heading_over(text: &str, blocks: &[Block], end: usize) -> usize {
    let opens_text =
        |i: usize| blocks.get(i).is_some_and(|b| b.kind == BlockKind::Paragraph && words_in(words_of(text, b)) >= COVER_WORDS);
    let over =
        end.checked_sub(1).filter(|i| *i > 0 && opens_text(end) && blocks.get(*i).is_some_and(|b| b.kind == BlockKind::Heading));
    over.unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceBuilder;

    /// Zones of a text of headings given as level, label and words, each with a paragraph under it.
    fn zones(headings: &[(u8, &str, &str)]) -> Vec<Option<Zone>> {
        let mut b = SourceBuilder::new("test/1");
        for (level, label, words) in headings {
            if let Some(block) = b.push(BlockKind::Heading, *level, words) {
                block.label = Some((*label).to_owned()).filter(|l| !l.is_empty());
            }
            b.push(BlockKind::Paragraph, 0, &"Words of the report that stand under a heading. ".repeat(5));
        }
        let mut source = b.build();
        find(&source.text, &mut source.shape.blocks);
        source.shape.blocks.iter().filter(|b| b.kind == BlockKind::Heading).map(|b| b.zone).collect()
    }

    #[test]
    fn numbers_survive_wrong_levels() {
        let found = zones(&[
            (2, "1", "1. Introduction"),
            (1, "2", "2. Analysis"),
            (1, "2.1", "2.1 Hidden men"),
            (1, "", "Father"),
            (3, "2.2", "2.2 The family"),
            (2, "3", "3. Agencies"),
            (1, "", "Health visiting"),
            (2, "4", "4. Conclusions"),
        ]);
        let analysis = Some(Zone::Analysis);
        let expected = [Some(Zone::Method), analysis, analysis, analysis, analysis, None, None, Some(Zone::Findings)];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_finding_keeps_its_parts_until_the_questions_to_the_board() {
        let found = zones(&[
            (1, "", "The findings"),
            (
                2,
                "Finding 1",
                "Finding 1: Practitioners wait to be told what other agencies already know about a man who lives with a baby and whom nobody has asked about",
            ),
            (3, "", "How did the issue feature in this case?"),
            (3, "", "What happened"),
            (3, "", "Considerations for the Board"),
            (2, "Finding 2", "Finding 2: Plans"),
            (1, "", "Health visiting"),
            (1, "", "Bibliography"),
            (1, "", "Background"),
        ]);
        let (f, r) = (Some(Zone::Findings), Some(Zone::Recommendations));
        assert_eq!(found, [f, f, f, f, r, f, None, Some(Zone::Appendix), Some(Zone::Appendix)]);
    }

    #[test]
    fn a_form_names_its_sections_in_rows() {
        let mut b = SourceBuilder::new("test/1");
        let table = b.begin_table();
        for cells in [
            ["3. Child and family details", ""],
            ["Name used", "Baby T"],
            ["4. Summary of agency involvement", ""],
            ["Midwifery", "Booked at twelve weeks and seen eight times at the clinic by three midwives."],
            ["What worked well", "The midwife asked about the father twice, wrote it down and told the visitor."],
            ["Police", "Two calls to the address in the summer, neither of them about the baby at all."],
            ["5. Something else", ""],
            ["Midwifery", "Nothing that belongs to any part of a review that has a name of its own."],
        ] {
            b.push_row(table, &cells);
        }
        let mut source = b.build();
        find(&source.text, &mut source.shape.blocks);
        let found: Vec<_> = source.shape.blocks.iter().map(|b| b.zone).collect();
        let (family, narrative) = (Some(Zone::Family), Some(Zone::Narrative));
        assert_eq!(found, [family, family, narrative, narrative, Some(Zone::Analysis), narrative, None, None]);
    }
}
