//! The briefing: one page in the shape of a seven-minute briefing, for teams.
//!
//! Every heading says what a team asks in turn. Nothing is invented for one that the deep dive says nothing of: it is
//! left out.

use super::board::asked;
use super::door::Door;
use super::front::{authors, title};
use super::quoted::{Quoted, best};
use super::recommendations::none_or;
use super::strength::Standing;
use super::study::{Found, Study};
use super::words::{capital, listed, so_many, stopped, without_stop};
use crate::analyse::evidence::Frame;
use crate::disclose::gate::TextKind;
use crate::model::{Polarity, RecommendationStatus};
use crate::text::words_in;
use crate::write::paper::{Block, Front, Level as Depth, Paper, Run};
use std::collections::BTreeSet;

/// Items of each list that one page has room for.
const MOST_ITEMS: usize = 5;

/// National themes that are named.
const MOST_FRAMES: usize = 2;

/// What a team talks about, whatever was found.
const QUESTIONS: [&str; 3] = [
    "Where have we seen this in our own work?",
    "What would have helped us to see it sooner?",
    "What will we do differently from tomorrow, and how shall we know that it works?",
];

/// The briefing.
pub(super) fn briefing(study: &Study<'_>, door: &Door) -> Paper {
    let (good, concerns): (Vec<&Found<'_>>, Vec<&Found<'_>>) =
        study.findings.iter().partition(|f| f.finding.polarity == Polarity::GoodPractice);
    let parts = [
        ("Background", vec![Block::Paragraph(asked(study, door))]),
        ("Why it matters", why(study, door)),
        ("What we found", found(study, door, &concerns)),
        ("What good practice looks like", good_practice(study, door, &good, &concerns)),
        ("What to do", to_do(study, door)),
        ("Questions for your team", vec![bullets(QUESTIONS.iter().map(|q| vec![Run::plain(*q)]).collect())]),
    ];
    let parts = parts.into_iter().filter(|(_, blocks)| !blocks.is_empty());
    let mut blocks = Vec::new();
    for (number, (name, part)) in (1..).zip(parts) {
        blocks.push(Block::heading(Depth::One, format!("{number} {name}")));
        blocks.extend(part);
    }
    Paper {
        title: title(study, door),
        subtitle: "Seven-minute briefing".to_owned(),
        authors: authors(study, door),
        front: Front::Band,
        blocks,
    }
}

const fn bullets(items: Vec<Vec<Run>>) -> Block {
    Block::List { is_numbered: false, items }
}

/// Priorities and frames that the findings bear on, and what the reviews' own recommendations left open.
fn why(study: &Study<'_>, door: &Door) -> Vec<Block> {
    let priorities: BTreeSet<&str> =
        study.findings.iter().flat_map(|f| f.finding.priorities.iter().map(String::as_str)).collect();
    let priorities: Vec<String> =
        priorities.into_iter().filter_map(|name| door.say(TextKind::Title, "local priorities", name)).collect();
    let national = study.findings.iter().flat_map(|f| f.evidence.frames.iter()).filter_map(|id| Frame::find(id));
    let national: BTreeSet<(&str, u8, &str)> = national.filter(|f| f.set == "Panel").map(|f| (f.set, f.number, f.name)).collect();
    let mut words = Vec::new();
    if !priorities.is_empty() {
        words.push(format!("It bears on our priorities: {}.", listed(&priorities)));
    }
    if !national.is_empty() {
        let names: Vec<String> = national.iter().take(MOST_FRAMES).map(|(_, _, name)| lower(name)).collect();
        words.push(format!("The Panel has found the same nationally: {}.", listed(&names)));
    }
    words.extend(left_open(study, door));
    if words.is_empty() { Vec::new() } else { vec![Block::text(words.join(" "))] }
}

/// "Found in 8 of 10 cases, addressed by 2 of 31 recommendations", of the theme of the findings where most is open.
fn left_open(study: &Study<'_>, door: &Door) -> Option<String> {
    let themes: BTreeSet<_> = study.themes_of_concern().iter().map(|t| t.id).collect();
    let open = study.addressed.iter().filter(|a| themes.contains(&a.theme) && a.cases > 0 && a.of_recommendations > 0);
    let open = open.max_by_key(|a| (a.cases, std::cmp::Reverse(a.recommendations.len())))?;
    let theme = study.theme(open.theme)?;
    let name = door.name(TextKind::Title, "themes", &theme.name);
    let cases = door.case_count(&format!("{}, in cases", study.theme_words(open.theme)), open.cases, open.counted);
    let own = so_many(open.of_recommendations as usize, "recommendation", "recommendations");
    let by = open.recommendations.len();
    let (by, verb) = (none_or(by), if by == 1 { "addresses" } else { "address" });
    Some(format!("“{name}” was found in {}, yet {by} of the reviews’ own {own} {verb} it.", cases.sentence()))
}

fn lower(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

fn found(study: &Study<'_>, door: &Door, findings: &[&Found<'_>]) -> Vec<Block> {
    let item = |found: &&Found<'_>| {
        let standing = Standing::of(study, door, found);
        let statement = door.name(TextKind::Statement, &found.title(), found.statement());
        vec![Run::bold(format!("{}: ", standing.cases.statement())), Run::plain(stopped(&statement))]
    };
    let items: Vec<Vec<Run>> = findings.iter().take(MOST_ITEMS).map(item).collect();
    if items.is_empty() { Vec::new() } else { vec![bullets(items)] }
}

/// Findings of good practice with the words of one, or else one passage of good practice.
fn good_practice(study: &Study<'_>, door: &Door, good: &[&Found<'_>], concerns: &[&Found<'_>]) -> Vec<Block> {
    const MOST_WORDS: usize = 30;
    let mut blocks = found(study, door, good);
    let of_good = good.iter().find_map(|found| best(study, found));
    let beside = || {
        let passages = concerns.iter().flat_map(|f| f.evidence.opposing()).filter_map(|id| Quoted::of(study, id));
        let passages = passages.filter(|q| q.polarity == Polarity::GoodPractice);
        passages.min_by_key(|q| (words_in(&q.words) < 8, words_in(&q.words)))
    };
    let quote = of_good.or_else(beside).map(|q| q.shortened(MOST_WORDS));
    blocks.extend(quote.and_then(|q| q.through(door, "")).map(Block::Quote));
    blocks
}

fn to_do(study: &Study<'_>, door: &Door) -> Vec<Block> {
    let open = study.numbered().filter(|(_, r)| r.status != RecommendationStatus::NotDone);
    let items: Vec<Vec<Run>> = open
        .take(MOST_ITEMS)
        .map(|(number, recommendation)| {
            let place = format!("Recommendation {number}");
            let text = door.name(TextKind::Statement, &place, without_stop(&recommendation.text));
            let mut by = Vec::new();
            if !recommendation.owner.trim().is_empty() {
                by.push(door.name(TextKind::Title, &place, recommendation.owner.trim()));
            }
            by.extend(recommendation.due.map(|due| format!("by {due}")));
            let by = if by.is_empty() { String::new() } else { format!(" ({})", by.join(", ")) };
            vec![Run::plain(format!("{}{by}.", capital(&text)))]
        })
        .collect();
    if items.is_empty() { Vec::new() } else { vec![bullets(items)] }
}
