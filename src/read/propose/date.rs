//! The dates of a document and its case: incident, notification, review meeting, sign-off or publication.
//!
//! A date counts only beside words that say what it is the date of: a form's label, a line on the title page, a
//! sentence about the incident. A year in a file's name comes last. A due date is no date of anything that happened.

use super::dates::{Found, dates};
use super::places::{Pair, Places, with_page};
use super::{Proposals, range_in};
use crate::model::DocumentKind;
use crate::text::{Block, BlockKind, Field, TextRange, Zone, words_in};
use regex::Regex;
use std::sync::LazyLock;

/// A label of a form has at most so many words.
const LABEL_WORDS: usize = 12;
/// A longer block is running text, not a line that dates the document.
const LINE_WORDS: usize = 30;
/// How far before a date the words on a line may stand, in characters.
const NEAR_CHARS: usize = 70;
/// A block that gives more dates than this is a table run together.
const MOST_IN_A_BLOCK: usize = 30;
/// The incident is told in the first blocks of this number.
const STORY_BLOCKS: usize = 120;

/// Words that make a label one of a date that has not come or is another's.
#[rustfmt::skip]
const OTHER: [&str; 19] = [
    "due", "deadline", "birth", "dob", "period", "next", "planned", "expected", "target", "by when", "previous", "last", "time", "started", "start", "appointed", "review date", "edd", "register",
];

/// Labels of a field, the more telling first. `=` must be the whole label.
struct Labels {
    field: Field,
    names: &'static [&'static str],
}

#[rustfmt::skip]
const LABELS: [Labels; 4] = [
    Labels { field: Field::Notified, names: &["date of notification", "notification sent", "notification date", "date notified", "date notification", "notified to", "notification to", "date sin", "sin sent", "sin submitted", "sin received", "incident notified", "incident notification", "notification received", "=notified", "=notification", "reported to the panel", "reported to ofsted", "serious incident notification", "date of referral to the panel", "date of sin"] },
    Labels { field: Field::Incident, names: &["date of incident", "date of the incident", "date of serious incident", "date of the serious incident", "date of critical incident", "date of index incident", "date of significant incident", "incident date", "=incident", "=index incident", "=critical incident", "incident occurred", "incident took place", "incident happened", "date of injury", "date of the injury", "date of injuries", "date of death", "date of harm", "date of the harm", "date of death or injury", "date of death or incident", "date of death or serious harm", "when did the incident", "=died", "=date of event"] },
    Labels { field: Field::Reviewed, names: &["rapid review meeting", "review meeting", "date of rapid review", "rapid review held", "rapid review date", "date of meeting", "meeting held", "meeting date", "date of the meeting", "date of panel meeting", "date of review", "date of the review", "date review held", "date held", "=held", "=meeting", "date of event", "date of learning event", "date of practitioner event", "inspection dates", "inspection date", "dates of inspection", "date of inspection"] },
    Labels { field: Field::Dated, names: &["date of publication", "publication date", "date published", "report published", "=published", "published on", "date of report", "report date", "date of final report", "date report completed", "signed off", "sign off", "date signed", "date completed", "date of completion", "date of summary", "date of this summary", "date of this report", "summary date", "completed on", "date approved", "approved", "agreed by", "agreed on", "date agreed", "report agreed", "final version", "date submitted", "submitted", "sent to panel", "sent to the panel", "report sent", "date of issue", "date issued", "year of publication", "=dated", "=date", "=date and version"] },
];

/// Words of a sentence that tells when the child was hurt.
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static HURT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?-u:\b)(?:admitted|taken to (?:the )?(?:hospital|emergency|accident|a&e)|taken by ambulance|was taken|took (?:him|her|them)|brought to|carried|ambulance|999|111|emergency department|collapsed|found (?:dead|unresponsive|lifeless|to have)|died|death|was injured|injur(?:y|ies)|seriously harmed|suffered|swollen|not breathing|presented (?:at|to|with)|attended (?:the )?(?:hospital|emergency|a&e)|fractures?|burn|incident|stabbed|was killed|murdered|overdose)(?-u:\b)").unwrap()
});

/// Words right before a date that say it is the day of something else.
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static ELSE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:(?-u:\b)born|birth|notif[a-z]*|panel|review|meeting|published|report|since|until|from|between|before|booked|period|commissioned|agreed|moved|conviction|pleaded|convicted|sentenced|registered|discharged|assess[a-z]*|closed|conference|began|ended|older|previous[a-z]*)[ ,:(]*(?:[A-Za-z’-]+[ ,]+){0,4}$|(?-u:\b)by (?:about |around |the (?:end|start|beginning) of )?$").unwrap()
});

/// "The council notified the national Panel on …", "A rapid review was held on …".
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static NOTIFIED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:(?-u:\b)notified(?-u:\b)[^.]*(?-u:\b)panel(?-u:\b)[^.]*|(?-u:\b)notification (?:was )?(?:made|sent|submitted)[^.]*|(?-u:\b)notified of (?:the|this) (?:serious )?incident[^.]*)(?-u:\b)on (?:the )?$").unwrap()
});

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static REVIEWED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:(?-u:\b)rapid review(?: meeting)?(?-u:\b)[^.]*(?:held|took place|met|convened|completed|undertaken|carried out)(?: by video)?|(?:^|\. )held) (?:on )?(?:the )?$").unwrap()
});

/// A proposed date with what it rests on; the rank is lower the more telling its place.
struct Candidate {
    rank: usize,
    field: Field,
    value: String,
    range: TextRange,
    place: String,
}

/// Proposes the dates.
pub fn propose(places: &Places<'_>, out: &mut Proposals) {
    let mut found: Vec<Candidate> = Vec::new();
    for (late, pairs) in [(false, places.pairs()), (true, places.last_pairs())] {
        found.extend(pairs.iter().filter_map(|pair| of_pair(places, pair, late)));
    }
    for block in places.form.iter().chain(&places.sign_off) {
        found.extend(on_line(places, block));
    }
    if places.is_about_a_case(out) {
        found.extend(in_sentences(places));
    }
    // Stable: of two equally telling places, the one that stands first.
    found.sort_by_key(|c| c.rank);
    // The day of its meeting is what dates a rapid review.
    let is_form =
        matches!(out.first(Field::Kind).and_then(DocumentKind::from_name), Some(DocumentKind::RapidReview | DocumentKind::Notes));
    if is_form {
        for c in found.iter().filter(|c| c.field == Field::Reviewed && c.value.len() > 4) {
            out.add(Field::Dated, &c.value, Some(c.range), &c.place);
        }
    }
    for c in &found {
        out.add(c.field, &c.value, Some(c.range), &c.place);
    }
    on_edges(places, out);
}

/// The date in a form's cell whose label says what it is.
fn of_pair(places: &Places<'_>, pair: &Pair<'_>, late: bool) -> Option<Candidate> {
    // "Date" over a column heads a chronology.
    let (field, rank) = asked(pair.label).filter(|_| !pair.stacked || words_in(pair.label) > 1)?;
    let words = places.source.quote(pair.value);
    let date = dates(words).into_iter().find(|d| d.start <= NEAR_CHARS)?;
    let rank = rank + if late { LATE } else { 0 };
    let range = range_in(places.source, pair.value, date.start, date.end)?;
    let place = with_page(pair.block, pair.label.trim().trim_end_matches(':'));
    Some(Candidate { rank, field, value: date.value, range, place })
}

/// What is signed at the end comes after what the front sheet says, and sentences after both.
const LATE: usize = 100;
const ON_A_LINE: usize = 200;
const IN_A_SENTENCE: usize = 300;

/// The field that a label asks for, and how telling the label is.
fn asked(label: &str) -> Option<(Field, usize)> {
    let words = super::super::structure::plain_words(&label.replace(['-', '/'], " "));
    let padded = format!(" {words} ");
    if words_in(label) > LABEL_WORDS || OTHER.iter().any(|o| padded.contains(&format!(" {o} "))) {
        return None;
    }
    LABELS.iter().find_map(|labels| {
        let fits = |name: &&'static str| match name.strip_prefix('=') {
            Some(whole) => words == whole,
            None => padded.contains(&format!(" {name} ")),
        };
        labels.names.iter().position(fits).map(|rank| (labels.field, rank))
    })
}

/// The first date of a short block behind words that date something, as on a title page: "Published 9 May 2019".
fn on_line(places: &Places<'_>, block: &Block) -> Vec<Candidate> {
    let text = places.words(block);
    if block.kind == BlockKind::TableRow || words_in(text) > LINE_WORDS {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (line, at) in lines(text) {
        for date in dates(line) {
            let before = line.get(..date.start).unwrap_or_default();
            let near: String = before.chars().rev().take(NEAR_CHARS).collect::<Vec<_>>().into_iter().rev().collect();
            let Some((field, rank)) = asked_before(&near) else { continue };
            let Some(range) = range_in(places.source, block.range, at + date.start, at + date.end) else { continue };
            let place = with_page(block, "title page");
            let place = if block.zone == Some(Zone::Cover) { place } else { with_page(block, near.trim()) };
            out.push(Candidate { rank: rank + ON_A_LINE, field, value: date.value, range, place });
            break;
        }
    }
    out
}

fn asked_before(words: &str) -> Option<(Field, usize)> {
    // A line such as "Date: 5 May" is a pair; here only words that name the event count.
    let last = words.rsplit(['.', ';']).next().unwrap_or_default();
    asked(last).filter(|_| words_in(last) >= 1)
}

fn lines(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut at = 0;
    text.split('\n').map(move |line| {
        let start = at;
        at += line.len() + 1;
        (line, start)
    })
}

/// Dates in the sentences that tell what happened.
fn in_sentences(places: &Places<'_>) -> Vec<Candidate> {
    let mut out = Vec::new();
    let mut opens_story = false;
    for block in places.body().take(STORY_BLOCKS) {
        let text = places.words(block);
        if block.kind == BlockKind::Heading {
            let lower = text.to_lowercase();
            opens_story = ["incident", "what happened", "circumstances"].iter().any(|name| lower.contains(name));
        }
        if block.kind != BlockKind::Paragraph {
            continue;
        }
        for date in dates(text).into_iter().filter(|d| d.value.len() > 4).take(MOST_IN_A_BLOCK) {
            let Some((field, rank)) = told(text, &date, block, opens_story) else { continue };
            let Some(range) = range_in(places.source, block.range, date.start, date.end) else { continue };
            let place = match field {
                Field::Notified => "the notification",
                Field::Reviewed => "the review meeting",
                _ => "the incident",
            };
            let place = with_page(block, place);
            out.push(Candidate { rank: rank + IN_A_SENTENCE, field, value: date.value, range, place });
        }
        opens_story = false;
    }
    out
}

/// What a date in running text is the date of.
fn told(text: &str, date: &Found, block: &Block, opens_story: bool) -> Option<(Field, usize)> {
    let before = text.get(..date.start)?;
    let start = before.rfind(". ").map_or(0, |at| at + 2);
    let before_in_sentence = text.get(start..date.start)?;
    if NOTIFIED.is_match(before_in_sentence) {
        return Some((Field::Notified, 0));
    }
    if REVIEWED.is_match(before) {
        return Some((Field::Reviewed, 0));
    }
    let after = text.get(date.end..)?;
    let rest = after.get(..after.find(". ").unwrap_or(after.len()))?;
    let sentence = format!("{before_in_sentence} {rest}");
    let told_at = match block.zone {
        Some(Zone::Narrative) => 1,
        None | Some(Zone::Method | Zone::Family) => 0,
        Some(_) => return None,
    };
    // A chronology in paragraphs begins each with its date and tells much that is not the incident.
    let heads_entry = date.start == 0 && after.starts_with(['.', ':']);
    let full = usize::from(date.value.len() < 10);
    let of_else = ELSE.is_match(before_in_sentence) || heads_entry;
    match HURT.is_match(&sentence) {
        true if !of_else => Some((Field::Incident, told_at + full)),
        // The first paragraph under "The incident" tells its day, in whatever words.
        false if !of_else && opens_story => Some((Field::Incident, 3 + full)),
        true | false => None,
    }
}

/// Dates that stand alone on the title page or in the page header, and in the file's name.
fn on_edges(places: &Places<'_>, out: &mut Proposals) {
    let lines = places.title.iter().filter(|b| b.kind != BlockKind::TableRow);
    for block in lines.chain(&places.furniture) {
        let words = places.words(block);
        let fits = |d: &&Found| {
            let before = words.get(..d.start).unwrap_or_default().to_lowercase();
            let other = ["for the", "due", "from", "between", "period", "incident", "notif"].iter().any(|o| before.contains(o));
            // The end of "8 to 19 May 2021", whose beginning is no date of its own.
            let joins = [" to", "–", "-", "until"].iter().find_map(|j| before.trim_end().strip_suffix(j));
            let range = joins.is_some_and(|rest| rest.trim_end().ends_with(|c: char| c.is_ascii_digit()));
            let others = asked_before(&before).is_some_and(|(field, _)| field != Field::Dated);
            !other && !others && !range && (d.end - d.start == words.trim().len() || d.value.len() > 4)
        };
        if let Some(date) = dates(words).iter().take(MOST_IN_A_BLOCK).find(fits) {
            let place = if places.title.iter().any(|b| b.range == block.range) { "title page" } else { "page header" };
            out.add(Field::Dated, &date.value, range_in(places.source, block.range, date.start, date.end), place);
        }
    }
    let stem = places.stem.replace('_', " ");
    if let Some(date) = dates(&stem).first() {
        out.add(Field::Dated, &date.value, None, "file name");
    }
}

#[cfg(test)]
#[path = "date_tests.rs"]
mod tests;
