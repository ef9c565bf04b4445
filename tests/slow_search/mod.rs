//! A slow and obvious search, to compare the quick one with: it reads every passage and shares with the program only how
//! texts are split into words and stems.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "these are the helpers of tests; a failure is meant to stop the test"
)]

pub mod corpus;
pub mod generate;

use corpus::{Coded, Review};
use deepdive::search::{TextWord, words};
use std::collections::BTreeSet;

/// One word of a query.
#[derive(Clone, Debug)]
pub enum Item {
    Word(&'static str),
    Glob(&'static str),
    Like(&'static str, usize),
    Exact(&'static str),
}

/// How close two things are.
#[derive(Clone, Copy, Debug)]
pub enum Close {
    Words(usize),
    Sentence,
    Paragraph,
}

/// A query as the tests understand it.
#[derive(Clone, Debug)]
pub enum Asked {
    Phrase(Vec<Item>),
    Loose(Vec<Item>, usize),
    Near(Box<Self>, Box<Self>, Close, bool),
    Pattern(&'static str, fn(&str) -> bool),
    Field(&'static str, fn(&Review, usize) -> bool),
    Coding(&'static str, fn(&Coded) -> bool),
    And(Vec<Self>),
    Or(Vec<Self>),
    Not(Box<Self>),
}

fn typed_item(item: &Item) -> String {
    match item {
        Item::Word(word) | Item::Glob(word) => (*word).to_owned(),
        Item::Like(word, most) => format!("{word}~{most}"),
        Item::Exact(word) => format!("={word}"),
    }
}

/// The query as people type it.
pub fn typed(asked: &Asked) -> String {
    let join = |list: &[Asked], by: &str| format!("({})", list.iter().map(typed).collect::<Vec<_>>().join(by));
    let line = |items: &[Item]| items.iter().map(typed_item).collect::<Vec<_>>().join(" ");
    match asked {
        Asked::Phrase(items) => match items.as_slice() {
            [item @ (Item::Like(..) | Item::Exact(_))] => typed_item(item),
            items => format!("“{}”", line(items)),
        },
        Asked::Loose(items, spare) => format!("\"{}\"~{spare}", line(items)),
        Asked::Near(left, right, close, in_order) => {
            let reach = match close {
                Close::Words(n) => format!("/{n}"),
                Close::Sentence => "/SENTENCE".to_owned(),
                Close::Paragraph => "/PARAGRAPH".to_owned(),
            };
            let name = if *in_order { "BEFORE" } else { "NEAR" };
            format!("({} {name}{reach} {})", typed(left), typed(right))
        }
        Asked::Pattern(pattern, _) => format!("/{pattern}/"),
        Asked::Field(typed, _) | Asked::Coding(typed, _) => (*typed).to_owned(),
        Asked::And(list) => join(list, " "),
        Asked::Or(list) => join(list, " OR "),
        Asked::Not(inner) => format!("NOT {}", typed(inner)),
    }
}

/// Whether the query asks for something, and not only against something.
pub fn asks_for(asked: &Asked) -> bool {
    match asked {
        Asked::And(list) => list.iter().any(asks_for),
        Asked::Or(list) => list.iter().all(asks_for),
        Asked::Not(inner) => !asks_for(inner),
        _ => true,
    }
}

/// Whether words of the text must be the reason for every hit, so that every hit has marks.
pub fn needs_words(asked: &Asked) -> bool {
    match asked {
        Asked::Field(..) | Asked::Coding(..) => false,
        Asked::And(list) => list.iter().any(|q| asks_for(q) && needs_words(q)),
        Asked::Or(list) => list.iter().all(needs_words),
        Asked::Not(_) => false,
        _ => true,
    }
}

/// Pairs of words with a hyphen between them anywhere in the texts.
pub type Hyphened = BTreeSet<(String, String)>;

/// Every pair of words with a hyphen between them.
pub fn hyphened(reviews: &[Review]) -> Hyphened {
    let mut pairs = Hyphened::new();
    for passage in reviews.iter().flat_map(|r| &r.passages) {
        let text = words(&passage.text);
        pairs.extend(text.windows(2).filter(|p| p[0].hyphened).map(|p| (p[0].written.clone(), p[1].written.clone())));
    }
    pairs
}

fn stem(word: &str) -> String {
    words(word).remove(0).stem
}

/// What one place of a phrase asks of a word.
#[derive(Clone, Debug)]
enum Slot {
    Stem(String),
    Item(Item),
}

fn fits(slot: &Slot, word: &TextWord) -> bool {
    match slot {
        Slot::Stem(stem) => word.stem == *stem,
        Slot::Item(Item::Word(_)) => unreachable!("words are stems by now"),
        Slot::Item(Item::Glob(glob)) => glob_fits(glob, &word.written),
        Slot::Item(Item::Like(like, most)) => is_within(&letters(like), &letters(&word.written), *most),
        Slot::Item(Item::Exact(exact)) => word.exact == *exact,
    }
}

fn letters(word: &str) -> Vec<char> {
    word.chars().collect()
}

fn glob_fits(glob: &str, word: &str) -> bool {
    let Some(sign) = glob.chars().next() else { return word.is_empty() };
    let rest = &glob[sign.len_utf8()..];
    match sign {
        '*' => (0..=word.len()).filter(|i| word.is_char_boundary(*i)).any(|i| glob_fits(rest, &word[i..])),
        '?' => word.chars().next().is_some_and(|c| glob_fits(rest, &word[c.len_utf8()..])),
        sign => word.strip_prefix(sign).is_some_and(|word| glob_fits(rest, word)),
    }
}

/// Whether one word becomes the other by so many changes of letters.
fn is_within(one: &[char], other: &[char], most: usize) -> bool {
    match (one, other) {
        ([], rest) | (rest, []) => rest.len() <= most,
        ([a, one_rest @ ..], [b, other_rest @ ..]) => {
            let less = |one: &[char], other: &[char]| most > 0 && is_within(one, other, most - 1);
            (a == b && is_within(one_rest, other_rest, most))
                || less(one_rest, other_rest)
                || less(one_rest, other)
                || less(one, other_rest)
                || (one.len() > 1 && other.len() > 1 && *a == other[1] && one[1] == *b && less(&one[2..], &other[2..]))
        }
    }
}

/// The ways to write a phrase: as typed, with one word parted, or with two written as one.
fn ways(items: &[Item], pairs: &Hyphened) -> Vec<Vec<Slot>> {
    // A typed word with a hyphen is several words.
    let mut parts: Vec<(Slot, Option<String>)> = Vec::new();
    for item in items {
        match item {
            Item::Word(word) => parts.extend(words(word).into_iter().map(|w| (Slot::Stem(w.stem), Some(w.written)))),
            other => parts.push((Slot::Item(other.clone()), None)),
        }
    }
    let slots: Vec<Slot> = parts.iter().map(|(slot, _)| slot.clone()).collect();
    let replaced = |at: usize, length: usize, with: Vec<Slot>| [&slots[..at], &with[..], &slots[at + length..]].concat();
    let mut all = vec![slots.clone()];
    for (i, (_, word)) in parts.iter().enumerate() {
        let Some(word) = word else { continue };
        for (one, other) in pairs {
            if stem(&format!("{one}{other}")) == stem(word) {
                all.push(replaced(i, 1, vec![Slot::Stem(stem(one)), Slot::Stem(stem(other))]));
            }
        }
        for beginning in ["non", "pre", "multi", "co"] {
            if let Some(rest) = word.strip_prefix(beginning).filter(|rest| rest.len() >= 4) {
                all.push(replaced(i, 1, vec![Slot::Stem(stem(beginning)), Slot::Stem(stem(rest))]));
            }
        }
        if let Some((_, Some(next))) = parts.get(i + 1) {
            let is_part = |w: &str| w.starts_with(char::is_alphabetic) && !["and", "the", "to", "not", "was"].contains(&w);
            if is_part(word) && is_part(next) {
                all.push(replaced(i, 2, vec![Slot::Stem(stem(&format!("{word}{next}")))]));
            }
        }
    }
    all
}

/// Runs of words, from the first to before the last, that answer a part with a place.
fn places(asked: &Asked, text: &[TextWord], pairs: &Hyphened) -> BTreeSet<(usize, usize)> {
    match asked {
        Asked::Phrase(items) => {
            let found = |way: &Vec<Slot>| -> Vec<(usize, usize)> {
                let n = way.len();
                let here = |i: &usize| *i + n <= text.len() && way.iter().zip(&text[*i..]).all(|(slot, word)| fits(slot, word));
                (0..text.len()).filter(here).map(|i| (i, i + n)).collect()
            };
            ways(items, pairs).iter().flat_map(found).collect()
        }
        Asked::Loose(items, spare) => {
            let slots: Vec<Slot> = ways(items, &Hyphened::new()).remove(0);
            let mut chosen: Vec<Vec<usize>> = vec![Vec::new()];
            for slot in &slots {
                let more = |taken: &Vec<usize>| -> Vec<Vec<usize>> {
                    let free = (0..text.len()).filter(|i| !taken.contains(i) && fits(slot, &text[*i]));
                    free.map(|i| [&taken[..], &[i]].concat()).collect()
                };
                chosen = chosen.iter().flat_map(more).collect();
            }
            let span = |taken: &Vec<usize>| {
                let (first, last) = (*taken.iter().min().expect("a word"), *taken.iter().max().expect("a word"));
                (last + 1 - first <= slots.len() + spare).then_some((first, last + 1))
            };
            chosen.iter().filter_map(span).collect()
        }
        Asked::Near(left, right, close, in_order) => {
            let mut found = BTreeSet::new();
            for a in places(left, text, pairs) {
                for b in places(right, text, pairs) {
                    let (first, second) = if a.1 <= b.0 { (a, b) } else { (b, a) };
                    let apart = first.1 <= second.0 && (!in_order || a.1 <= b.0);
                    let one_sentence = || text[first.0..second.1].iter().all(|w| w.sentence == text[first.0].sentence);
                    let near = apart
                        && match close {
                            Close::Words(n) => second.0 - first.1 <= *n,
                            Close::Sentence => one_sentence(),
                            Close::Paragraph => true,
                        };
                    if near {
                        found.insert((first.0, second.1));
                    }
                }
            }
            found
        }
        Asked::Or(list) => list.iter().flat_map(|q| places(q, text, pairs)).collect(),
        other => unreachable!("{other:?} has no place"),
    }
}

/// Brackets around one thing, and a `NOT` of a `NOT`, mean that thing.
fn peeled(asked: &Asked) -> &Asked {
    match asked {
        Asked::And(list) | Asked::Or(list) if list.len() == 1 => peeled(&list[0]),
        Asked::Not(inner) => match peeled(inner) {
            Asked::Not(again) => peeled(again),
            _ => asked,
        },
        other => other,
    }
}

/// Whether a passage answers.
pub fn answers(asked: &Asked, review: &Review, passage: usize, pairs: &Hyphened) -> bool {
    let text = &review.passages[passage].text;
    let codings = || review.codings.iter().filter(move |c| c.from <= passage && passage <= c.to);
    match peeled(asked) {
        found @ (Asked::Phrase(_) | Asked::Loose(..) | Asked::Near(..)) => !places(found, &words(text), pairs).is_empty(),
        Asked::Pattern(_, holds) => holds(text),
        Asked::Field(_, holds) => holds(review, passage),
        Asked::Coding(_, holds) => codings().any(holds),
        Asked::And(list) => {
            // What is asked of codings is asked of one coding.
            let of_coding: Vec<fn(&Coded) -> bool> = list.iter().filter_map(|q| coding_test(peeled(q))).collect();
            list.iter().filter(|q| coding_test(peeled(q)).is_none()).all(|q| answers(q, review, passage, pairs))
                && (of_coding.is_empty() || codings().any(|c| of_coding.iter().all(|holds| holds(c))))
        }
        Asked::Or(list) => list.iter().any(|q| answers(q, review, passage, pairs)),
        Asked::Not(inner) => !answers(inner, review, passage, pairs),
    }
}

fn coding_test(asked: &Asked) -> Option<fn(&Coded) -> bool> {
    match asked {
        Asked::Coding(_, holds) => Some(*holds),
        _ => None,
    }
}
