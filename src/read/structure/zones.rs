//! Which part of a review each block belongs to, told by the words of headings.
//!
//! Reviews never agree on headings, so each zone has many names. A heading without a known name keeps the zone
//! of the heading above it in rank; appendices keep theirs whatever their headings say.

use super::{plain_words, words_of};
use crate::text::{Block, BlockKind, Zone, words_in};
use std::sync::LazyLock;

/// A longer heading says too much to name a zone.
const MAX_NAME_CHARS: usize = 110;
/// A paragraph of this many words is no longer a cover.
const COVER_WORDS: usize = 30;
/// A cover of more blocks than this is no cover.
const COVER_BLOCKS: usize = 30;

/// Names of zones, the more telling first: "Family involvement in the review" is method, not family.
/// A name with `=` must be the whole heading, because as part of one it means little.
#[rustfmt::skip]
const NAMES: [(Zone, &[&str]); 13] = [
    (Zone::Glossary, &["glossary", "acronyms", "abbreviations", "key terms", "explanation of terms", "terminology", "definitions"]),
    (Zone::Appendix, &["appendix", "appendices", "annex", "annexe", "annexes", "bibliography", "=references", "endnotes", "further reading"]),
    (Zone::Boilerplate, &["background documents", "contact details", "about ofsted", "document control", "version control", "distribution list", "copyright", "equality impact", "financial implications", "legal implications", "other corporate implications"]),
    (Zone::Method, &["involvement in the review", "contribution to the review", "family contribution", "family involvement", "family engagement", "involvement of the family", "involvement of family", "practitioner involvement", "engagement with the family", "information about this inspection", "inspection findings about"]),
    (Zone::Recommendations, &["recommendation", "recommendations", "considerations for the board", "considerations for the safeguarding", "considerations for the partnership", "questions for the board", "questions for the partnership", "challenges for the board", "action plan", "=actions", "next steps", "priorities for learning and change", "what needs to improve", "need to improve", "areas for improvement", "decision and rationale", "rationale for decision", "outcome of the rapid review", "way forward"]),
    (Zone::Findings, &["finding", "findings", "conclusion", "conclusions", "lessons", "learning points", "learning point", "key learning", "summary of learning", "learning identified", "learning from", "what we learned", "learning themes", "learning and improvement", "identified learning"]),
    (Zone::Analysis, &["analysis", "appraisal", "=critical", "=evaluation", "key themes", "practice themes", "=themes", "key issues", "=discussion", "research questions", "good practice", "what worked well", "worked well", "could be better", "could have been better", "voice of the child", "lived experience", "systems issues", "system issues", "=strengths", "impact of leaders", "experiences and progress"]),
    (Zone::Narrative, &["family background and history", "agency involvement", "summary of involvement", "involvement of agencies", "summary of agency", "agency information", "agency summaries", "key practice episodes", "key practice episode", "key episodes", "practice episodes", "narrative", "chronology", "timeline", "key events", "significant events", "case history", "case summary", "summary of the case", "summary of facts", "summary of events", "=the facts", "=facts", "=the incident", "=incident", "details of the incident", "circumstances", "what happened", "day in the life", "the story", "=history", "case background", "background to the case"]),
    (Zone::Family, &["family composition", "family structure", "family members", "family background", "family details", "household", "genogram", "=the family", "about the child", "about the children", "childs details", "child details", "details of the child", "details of child", "child and family", "subject of the review", "subjects of the review", "subject child", "pen picture", "significant others", "who was", "who is", "=siblings", "family tree", "=the child", "=the children"]),
    (Zone::Method, &["introduction", "method", "methodology", "methods", "terms of reference", "=scope", "review process", "process of the review", "conduct of the review", "panel membership", "review panel", "review team", "panel members", "key lines of enquiry", "lines of enquiry", "parallel processes", "parallel proceedings", "timescale", "timescales", "time period", "reason for the review", "reasons for the review", "reason for review", "decision to undertake", "context of the review", "=criteria", "statutory", "legislative", "legal framework", "lead reviewer", "independent reviewer", "=author", "=authors", "about this review", "about the review", "=purpose", "how the review", "=the review", "background to the review", "=independence", "=attendees", "=membership"]),
    (Zone::Narrative, &["=background"]),
    (Zone::Contents, &["contents", "table of contents"]),
    (Zone::Findings, &["=learning"]),
];

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
const DEPOSIT: [&str; 16] = [
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
];

/// Sentences that stand in every report of a kind and say nothing about a case.
const STANDING_TEXT: [&str; 9] = [
    "if you would like a copy of this document in a different format",
    "crown copyright",
    "open government licence",
    "piccadilly gate",
    "national case review repository",
    "nspcc repository",
    "deposited with the nspcc",
    "the office for standards in education",
    "this report has been deposited",
];

/// Writes each block's zone.
pub fn find(text: &str, blocks: &mut [Block]) {
    let cover = cover_length(text, blocks);
    let mut above: Vec<(u8, Option<Zone>)> = Vec::new();
    let mut row_zone: Option<Zone> = None;
    for (i, block) in blocks.iter_mut().enumerate() {
        let words = words_of(text, block);
        if block.kind == BlockKind::Heading && i >= cover {
            while above.last().is_some_and(|(level, _)| *level >= block.level) {
                above.pop();
            }
            let inherited = above.last().and_then(|(_, zone)| *zone);
            above.push((block.level, zone_under(inherited, words)));
            row_zone = None;
        }
        if block.kind == BlockKind::TableRow && block.cells.len() == 1 {
            row_zone = by_name(words).or(row_zone);
        } else if block.kind != BlockKind::TableRow {
            row_zone = None;
        }
        if block.zone.is_some() || block.kind == BlockKind::Furniture {
            continue;
        }
        let current = above.last().and_then(|(_, zone)| *zone);
        block.zone = match () {
            () if is_standing_text(words) => Some(Zone::Boilerplate),
            () if i < cover => Some(Zone::Cover),
            () if block.kind == BlockKind::TableRow => by_first_cell(text, block).or(row_zone).or(current),
            () => current,
        };
    }
}

fn zone_under(inherited: Option<Zone>, words: &str) -> Option<Zone> {
    match inherited {
        Some(Zone::Appendix | Zone::Glossary) => inherited,
        _ => by_name(words).or(inherited),
    }
}

/// Each zone's names as they are searched for, with a blank at each side.
static PADDED: LazyLock<Vec<(Zone, Vec<String>)>> =
    LazyLock::new(|| NAMES.iter().map(|(zone, names)| (*zone, names.iter().map(|n| padded(n)).collect())).collect());

fn padded(name: &str) -> String {
    name.strip_prefix('=').map_or_else(|| format!(" {name} "), |whole| format!("= {whole} ="))
}

/// The zone that a heading names.
fn by_name(heading: &str) -> Option<Zone> {
    if heading.chars().count() > MAX_NAME_CHARS {
        return None;
    }
    // What stands in brackets refers elsewhere: "(see Appendix 5)".
    let heading = heading.split_once('(').map_or(heading, |(before, _)| before);
    let words = format!("= {} =", plain_words(heading));
    PADDED.iter().find(|(_, names)| names.iter().any(|name| words.contains(name))).map(|(zone, _)| *zone)
}

/// A form says in the first cell of a row what its second cell holds.
fn by_first_cell(text: &str, block: &Block) -> Option<Zone> {
    let (first, second) = (block.cells.first()?.of(text)?, block.cells.get(1)?.of(text)?);
    let is_label = words_in(first) <= 8 && words_in(second) > words_in(first);
    by_name(first).filter(|_| is_label)
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
    let end = blocks.iter().position(|block| {
        let words = words_of(text, block);
        let heads_text = block.kind == BlockKind::Heading && (is_paper || by_name(words).is_some() || block.label.is_some());
        let body = block.kind == BlockKind::Paragraph && words_in(words) >= COVER_WORDS && !is_standing_text(words) && !is_paper;
        let form = block.kind == BlockKind::TableRow && !is_paper && !is_deposit_line(text, block);
        let later_page = block.page.is_some_and(|p| p > 2);
        let numbered = block.label.is_some() && !is_paper;
        block.zone == Some(Zone::Contents) || heads_text || body || form || later_page || numbered
    });
    match end {
        Some(end) if end <= COVER_BLOCKS => heading_over(text, blocks, end),
        _ => 0,
    }
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

    #[test]
    fn many_names_mean_one_zone() {
        for (heading, zone) in [
            ("1. Introduction", Zone::Method),
            ("Family involvement in the review", Zone::Method),
            ("Family composition and genogram", Zone::Family),
            ("4 Summary of Agency Involvement", Zone::Narrative),
            ("Key Practice Episodes", Zone::Narrative),
            ("Analysis of key practice episodes", Zone::Analysis),
            ("Consideration of Key Research Questions", Zone::Analysis),
            ("Finding 1: Information about fathers", Zone::Findings),
            ("Conclusions", Zone::Findings),
            ("Considerations for the Safeguarding Children Board", Zone::Recommendations),
            ("Appendix 2 – Terms of Reference", Zone::Appendix),
            ("Glossary of terms", Zone::Glossary),
        ] {
            assert_eq!(by_name(heading), Some(zone), "{heading}");
        }
        assert_eq!(by_name("Training"), None);
    }
}
