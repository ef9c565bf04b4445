//! Reading a document again: every word stays what it was, what moved is found, what is uncertain is said to be, and
//! undo brings everything back.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used, reason = "in a test a surprise should stop it")]

mod support;

use deepdive::analyse::{Axis, CellKind, Matrix, MatrixRequest};
use deepdive::app::carry::{Carrier, Placed, carry};
use deepdive::app::check::check;
use deepdive::app::gesture::{Gesture, Passage};
use deepdive::app::reextract::Pointer;
use deepdive::app::session::Session;
use deepdive::model::{Coding, Document, Id, Polarity, Theme, ZoneChoice};
use deepdive::text::{BlockKind, SourceBuilder, SourceText, StatedKind, TextRange, Zone};
use proptest::prelude::*;
use std::sync::Arc;
use support::acts::seen;
use support::folder::{Home, opened};

/// A text of paragraphs.
fn text(paragraphs: &[&str]) -> SourceText {
    let mut builder = SourceBuilder::new("test/1");
    for paragraph in paragraphs {
        builder.push(BlockKind::Paragraph, 0, paragraph);
    }
    builder.build()
}

/// The `nth` place of some words in a text, from 0.
fn place(source: &SourceText, words: &str, nth: usize) -> TextRange {
    let (at, _) = source.text.match_indices(words).nth(nth).expect("is there");
    TextRange::within(&source.text, at, at + words.len()).expect("on letters")
}

fn carried<'t>(old: &SourceText, new: &'t SourceText, range: TextRange) -> Option<&'t str> {
    match carry(old, new, range) {
        Placed::Same => Some(new.quote(range)),
        Placed::Moved(to) => Some(new.quote(to)),
        Placed::Unplaced => None,
    }
}

/// The comparison of the test itself: letters and digits only, ligatures opened.
fn plain(text: &str) -> String {
    text.replace('ﬁ', "fi").replace('ﬂ', "fl").chars().filter(|c| c.is_alphanumeric() || ".,".contains(*c)).collect()
}

#[test]
fn blanks_hyphens_bullets_and_ligatures_make_no_difference() {
    let old = text(&["The ﬁrst health visitor saw the safe- guarding lead.", "A well-known risk was not re corded."]);
    let new =
        text(&["Page header", "The first health\nvisitor saw the safeguarding lead.", "A well known risk was not recorded."]);
    for (words, found) in [
        ("ﬁrst health visitor", "first health\nvisitor"),
        ("the safe- guarding lead", "the safeguarding lead"),
        ("A well-known risk was not re corded.", "A well known risk was not recorded."),
    ] {
        assert_eq!(carried(&old, &new, place(&old, words, 0)), Some(found));
    }
    // A bullet that one reader writes and another does not; where both do, it stays in the range.
    let (old, new) = (text(&["• The midwife rang."]), text(&["The midwife rang.", "• The doctor came."]));
    assert_eq!(carried(&old, &new, place(&old, "• The midwife rang.", 0)), Some("The midwife rang."));
    assert_eq!(carried(&new, &new, place(&new, "• The doctor came.", 0)), Some("• The doctor came."));
    // A quote that would begin inside a ligature of the new text has no range there.
    let (old, new) = (text(&["if irst seen by the midwife"]), text(&["iﬁrst seen by the midwife"]));
    assert_eq!(carry(&old, &new, place(&old, "irst seen by the midwife", 0)), Placed::Unplaced);
}

#[test]
fn the_same_words_elsewhere_are_told_apart_by_what_stands_around() {
    let old = text(&[
        "In March the father was not seen by the health visitor at home.",
        "In April the midwife rang. The father was not seen. Nobody asked why.",
        "In May the social worker called. The father was not seen. She wrote to him.",
    ]);
    let new = text(&[
        "In May the social worker called. The father was not seen. She wrote to him.",
        "Contents",
        "In March the father was not seen by the health visitor at home.",
        "In April the midwife rang. The father was not seen. Nobody asked why.",
    ]);
    for nth in 0..2 {
        let range = place(&old, "The father was not seen.", nth);
        let Placed::Moved(to) = carry(&old, &new, range) else { panic!("{nth} has a place") };
        let around = |s: &SourceText, r: TextRange| s.text[r.end()..].trim_start().chars().take(10).collect::<String>();
        assert_eq!(around(&old, range), around(&new, to));
    }
    // One of two equal sentences is gone, and nothing around tells which: no place rather than a wrong one.
    let old = text(&["Yes.", "Seen alone: yes.", "Yes.", "Seen alone: yes.", "Yes."]);
    let new = text(&["Yes.", "Seen alone: yes.", "Yes."]);
    assert_eq!(carry(&old, &new, place(&old, "Seen alone: yes.", 0)), Placed::Unplaced);
    assert_eq!(carry(&old, &new, place(&old, "Yes.", 1)), Placed::Unplaced);
}

#[test]
fn words_that_are_gone_or_cut_have_no_place() {
    let old = text(&["The baby was seen on 5 June with a bruise to the cheek.", "Nothing more was recorded that day at all."]);
    let new = text(&["The baby was seen on 6 June with a bruise to the cheek.", "Nothing more was recorded that day at all."]);
    assert_eq!(carry(&old, &new, place(&old, "on 5 June with a bruise", 0)), Placed::Unplaced);
    // Not inside another word either.
    let (old, new) = (text(&["the art of asking the family"]), text(&["the parting of asking the family"]));
    assert_eq!(carry(&old, &new, place(&old, "art", 0)), Placed::Unplaced);
    assert_eq!(carried(&old, &new, place(&old, "of asking the family", 0)), Some("of asking the family"));
}

/// One edit of a list of words, as another reader or another version of a file makes them.
#[derive(Clone, Debug)]
enum Change {
    Delete(usize),
    Insert(usize, usize),
    Split(usize),
    Join(usize),
    Ligature(usize),
    Break(usize),
    /// Moves a run of words to another place.
    Move(usize, usize, usize),
}

/// Words with a name of their own, so that the test knows where each went.
type Named = Vec<(usize, String)>;

const WORDS: [&str; 24] = [
    "the",
    "baby",
    "was",
    "not",
    "seen",
    "by",
    "a",
    "health",
    "visitor",
    "midwife",
    "first",
    "final",
    "father",
    "said",
    "that",
    "no-one",
    "asked",
    "about",
    "sleeping.",
    "risk",
    "reflection",
    "home",
    "and",
    "again,",
];

fn apply(words: &mut Named, change: &Change, next: &mut usize) {
    let len = words.len().max(1);
    let fresh = |next: &mut usize| {
        *next += 1;
        *next
    };
    match change {
        Change::Delete(at) => drop(words.drain(at % len..(at % len + 1).min(words.len()))),
        Change::Insert(at, word) => {
            let name = fresh(next);
            words.insert(at % len, (name, WORDS[word % WORDS.len()].to_owned()));
        }
        Change::Split(at) => {
            let word = &mut words[at % len].1;
            let cut = word.char_indices().nth(2).map_or(word.len(), |(i, _)| i);
            if cut < word.len() {
                word.insert_str(cut, "- ");
            }
        }
        Change::Join(at) => words[at % len].1 = words[at % len].1.replace("- ", "").replace('-', ""),
        Change::Ligature(at) => words[at % len].1 = words[at % len].1.replace("fi", "ﬁ").replace("fl", "ﬂ"),
        Change::Break(at) => words[at % len].1.push('\n'),
        Change::Move(at, count, to) => {
            let from = at % len;
            let run: Named = words.drain(from..(from + count % 30).min(words.len())).collect();
            let to = to % (words.len() + 1);
            words.splice(to..to, run);
        }
    }
}

fn change() -> impl Strategy<Value = Change> {
    let at = 0..10_000_usize;
    prop_oneof![
        at.clone().prop_map(Change::Delete),
        (at.clone(), at.clone()).prop_map(|(a, b)| Change::Insert(a, b)),
        at.clone().prop_map(Change::Split),
        at.clone().prop_map(Change::Join),
        at.clone().prop_map(Change::Ligature),
        at.clone().prop_map(Change::Break),
        (at.clone(), at.clone(), at).prop_map(|(a, b, c)| Change::Move(a, b, c)),
    ]
}

/// The words as one text in paragraphs of 40 words, and where each word lies in it.
fn set(words: &Named) -> (SourceText, Vec<(usize, TextRange)>) {
    let mut builder = SourceBuilder::new("test/1");
    for part in words.chunks(40) {
        let line: Vec<&str> = part.iter().map(|(_, w)| w.as_str()).collect();
        builder.push(BlockKind::Paragraph, 0, &line.join(" "));
    }
    let source = builder.build();
    let (mut at, mut places) = (0, Vec::new());
    for (name, word) in words {
        let word = word.trim();
        let start = at + source.text[at..].find(word).expect("in order");
        at = start + word.len();
        places.push((*name, TextRange::within(&source.text, start, at).expect("on letters")));
    }
    (source, places)
}

/// Where a run of words went, when it is still one run.
fn truth(run: &[(usize, TextRange)], new: &[(usize, TextRange)]) -> Option<TextRange> {
    let first = new.iter().position(|(name, _)| *name == run[0].0)?;
    let there = new.get(first..first + run.len())?;
    let same = there.iter().zip(run).all(|((a, _), (b, _))| a == b);
    same.then(|| there[0].1.union(there[there.len() - 1].1))
}

/// Whether at least half of a run's words lie in a place.
fn mostly_of(run: &[(usize, TextRange)], new: &[(usize, TextRange)], found: TextRange) -> bool {
    let of_run = |name: &usize| run.iter().any(|(n, _)| n == name);
    new.iter().filter(|(name, place)| place.overlaps(found) && of_run(name)).count() * 2 >= run.len()
}

/// How quotes fared: placed rightly, left without a place though it could be known, placed wrongly.
#[derive(Debug, Default)]
struct Tally {
    right: usize,
    left: usize,
    wrong: usize,
    /// Their words are no longer together; no place is the answer.
    gone: usize,
}

fn fare(words: usize, seeds: &[usize], changes: &[Change], runs: &[(usize, usize)]) -> Result<Tally, TestCaseError> {
    let mut list: Named = (0..words).map(|i| (i, WORDS[seeds[i % seeds.len()] % WORDS.len()].to_owned())).collect();
    let (old, old_places) = set(&list);
    let mut next = words;
    for change in changes {
        if !list.is_empty() {
            apply(&mut list, change, &mut next);
        }
    }
    let (new, new_places) = set(&list);
    let carrier = Carrier::new(&old, &new);
    let mut tally = Tally::default();
    for (from, length) in runs {
        let from = from % words;
        let run = &old_places[from..(from + 1 + length % 12).min(words)];
        let range = run[0].1.union(run[run.len() - 1].1);
        let found = match carrier.carry(range) {
            Placed::Same => Some(range),
            Placed::Moved(to) => Some(to),
            Placed::Unplaced => None,
        };
        if let Some(found) = found {
            prop_assert!(found.fits(&new.text));
            prop_assert_eq!(plain(new.quote(found)), plain(old.quote(range)));
        }
        match (truth(run, &new_places), found) {
            (Some(truth), Some(found)) if plain(new.quote(truth)) == plain(old.quote(range)) && truth.overlaps(found) => {
                tally.right += 1;
            }
            (Some(_), None) => tally.left += 1,
            (None, None) => tally.gone += 1,
            // A word was taken out and an equal one put in beside: the place is right all the same.
            (None, Some(found)) if mostly_of(run, &new_places, found) => tally.right += 1,
            (_, Some(_)) => tally.wrong += 1,
        }
    }
    Ok(tally)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, max_shrink_iters: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever happened to a text, words that are placed are the words that were marked.
    #[test]
    fn words_that_are_placed_are_the_same_words(
        words in 1_usize..400,
        seeds in prop::collection::vec(any::<usize>(), 1..400),
        changes in prop::collection::vec(change(), 0..40),
        runs in prop::collection::vec((any::<usize>(), any::<usize>()), 1..12),
    ) {
        fare(words, &seeds, &changes, &runs)?;
    }
}

/// Numbers that are always the same ones.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("small")
    }
}

/// Twenty-four words in any order, up to forty changes: harder than any document, because everything stands there often.
#[test]
fn of_quotes_that_are_still_there_few_are_left_and_next_to_none_are_wrong() {
    let mut numbers = Numbers(0x5eed);
    let mut sum = Tally::default();
    for _ in 0..400 {
        let seeds: Vec<usize> = (0..600).map(|_| numbers.next()).collect();
        let changes: Vec<Change> = (0..numbers.next() % 40)
            .map(|_| {
                let (a, b, c) = (numbers.next(), numbers.next(), numbers.next());
                match numbers.next() % 7 {
                    0 => Change::Delete(a),
                    1 => Change::Insert(a, b),
                    2 => Change::Split(a),
                    3 => Change::Join(a),
                    4 => Change::Ligature(a),
                    5 => Change::Break(a),
                    _ => Change::Move(a, b, c),
                }
            })
            .collect();
        let runs: Vec<(usize, usize)> = (0..20).map(|_| (numbers.next(), numbers.next())).collect();
        let tally = fare(600, &seeds, &changes, &runs).expect("words stay the same");
        sum = Tally {
            right: sum.right + tally.right,
            left: sum.left + tally.left,
            wrong: sum.wrong + tally.wrong,
            gone: sum.gone + tally.gone,
        };
    }
    println!("{sum:?}");
    let there = sum.right + sum.left + sum.wrong;
    assert!(there > 6_000 && sum.gone > 100, "{sum:?}");
    assert!(sum.wrong * 1000 <= there, "more than one in a thousand placed wrongly: {sum:?}");
    assert!(sum.left * 20 <= there, "more than one in twenty left without need: {sum:?}");
}

const OLD: [&str; 6] = [
    "Method",
    "The review met four times between May and July.",
    "Findings",
    "Finding 1. The father was not seen by any prac- titioner before the birth of the baby.",
    "The health visitor recorded a bruise on 5 June and rang the surgery.",
    "Seen alone: no. Seen alone: no.",
];

/// The same document by a better reader: a header less, a hyphen gone, a footnote moved, a word of one passage mended.
const NEW: [&str; 6] = [
    "Practice review, page 1",
    "Method",
    "The review met four times between May and July.",
    "Findings",
    "Finding 1. The father was not seen by any practitioner before the birth of the baby.",
    "The health visitor recorded a bruise on 6 June and rang the surgery. Seen alone: no.",
];

struct Deep {
    _home: Home,
    session: Session,
    document: Id<Document>,
    theme: Id<Theme>,
}

/// A deep dive with one document in which four passages are coded, one is a finding, and one run has a zone by hand.
fn deep() -> Deep {
    let (home, mut session, document) = opened(&text(&OLD));
    let theme = Theme::new("The father", None);
    session.perform(&Gesture::AddTheme(Box::new(theme.clone()))).unwrap();
    let theme = theme.id;
    let old = session.text(document).unwrap();
    for (words, nth) in [
        ("The review met four times", 0),
        ("not seen by any prac- titioner", 0),
        ("recorded a bruise on 5 June", 0),
        ("Seen alone: no.", 1),
    ] {
        let passages = vec![Passage { document, range: place(&old, words, nth) }];
        session.perform(&Gesture::Tag { passages, theme, polarity: Polarity::Concern, query: None }).unwrap();
    }
    let passage = Passage { document, range: old.shape.blocks[3].range };
    session.perform(&Gesture::AddStatement { passage, kind: StatedKind::Finding, number: "1".to_owned() }).unwrap();
    let range = old.shape.blocks[0].range.union(old.shape.blocks[1].range);
    session.perform(&Gesture::SetZone { document, range, zone: ZoneChoice::Part(Zone::Method) }).unwrap();
    Deep { _home: home, session, document, theme }
}

fn words_of(session: &Session, coding: &Coding) -> String {
    session.text_of(coding).unwrap().quote(coding.range).to_owned()
}

#[test]
fn a_document_is_read_again_as_planned_and_undo_brings_everything_back() {
    let Deep { _home, mut session, document, .. } = deep();
    let before = seen(session.project());
    let new = Arc::new(text(&NEW));
    let plan = session.plan_reading_again(document, &new).unwrap();
    assert_eq!(seen(session.project()), before, "a plan changes nothing");
    assert!(session.extracted(document, 2).is_none(), "a plan stores nothing");
    let lists = (plan.same.len(), plan.moved.len(), plan.unplaced.len());
    assert_eq!(lists, (0, 4, 2), "{plan:#?}");
    let unplaced: Vec<&str> = plan.unplaced.iter().map(|c| c.old_words.as_str()).collect();
    assert_eq!(unplaced, ["recorded a bruise on 5 June", "Seen alone: no."]);
    assert!(plan.moved.iter().any(|c| c.new_words == "not seen by any practitioner"));

    session.read_again(document, &new).unwrap();
    let after = seen(session.project());
    assert_eq!(session.text(document).unwrap().text, new.text);
    assert_eq!(session.project().placed_codings_in(document).count(), 2);
    let left: Vec<String> = session.project().unplaced_codings(document).map(|c| words_of(&session, c)).collect();
    assert_eq!(left, ["recorded a bruise on 5 June", "Seen alone: no."], "they keep their words");
    let statement = session.project().statements_in(document)[0];
    assert_eq!((statement.text_version, statement.range), (2, new.shape.blocks[4].range));
    let zones = session.project().zones_of(document, &new);
    assert_eq!(zones[..3], [None, Some(Zone::Method), Some(Zone::Method)]);
    let report = check(&session, &|_| {});
    assert!(report.ok, "{report:?}");
    assert_eq!((report.quotes_checked, report.statements_checked, report.unplaced), (4, 1, 2));

    session.undo().unwrap();
    assert_eq!(seen(session.project()), before);
    assert_eq!(session.text(document).unwrap().text, text(&OLD).text);
    assert!(check(&session, &|_| {}).ok);
    session.redo().unwrap();
    assert_eq!(seen(session.project()), after);
    // Read once more, the same text keeps its number; and the text that is there already is no step.
    let again = session.read_again(document, &new).unwrap_err().to_string();
    assert!(again.contains("that is there already"), "{again}");
    assert!(session.extracted(document, 3).is_none());
}

#[test]
fn what_has_no_place_still_counts_and_is_quoted_from_its_own_text() {
    let Deep { _home, mut session, document, theme } = deep();
    let words = |session: &Session| {
        let request = MatrixRequest::new(Axis::Theme, Axis::Case, CellKind::Quotes).unwrap();
        let matrix = Matrix::of(session.project(), &request, &|id, version| session.extracted(id, version)).unwrap();
        matrix.quotes(0, 0).iter().map(|q| q.words.clone()).collect::<Vec<_>>()
    };
    assert_eq!(words(&session).len(), 4);
    session.read_again(document, &Arc::new(text(&NEW))).unwrap();
    let mut after = words(&session);
    after.sort();
    let quotes = ["Seen alone: no.", "The review met four times", "not seen by any practitioner", "recorded a bruise on 5 June"];
    assert_eq!(after, quotes);
    // The same place can be tagged anew: the coding of the old text is not taken for it.
    let range = place(&text(&NEW), "Seen alone: no.", 0);
    let tag = Gesture::Tag { passages: vec![Passage { document, range }], theme, polarity: Polarity::Concern, query: None };
    session.perform(&tag).unwrap();
    assert!(check(&session, &|_| {}).ok);
}

#[test]
fn a_colleagues_codings_of_the_old_text_are_carried_over_later() {
    let Deep { _home: home, mut session, document, theme } = deep();
    session.read_again(document, &Arc::new(text(&NEW))).unwrap();
    drop(session);
    // A colleague who had not seen that codes the old text; their journal is copied in afterwards.
    let old = text(&OLD);
    let range = place(&old, "rang the surgery", 0);
    home.add_journal_with_coding(theme, document, range, old.quote(range));
    let mut session = home.open();
    let plan = session.plan_carrying_over(document).unwrap();
    assert_eq!((plan.moved.len(), plan.unplaced.len()), (1, 2), "{plan:#?}");
    let Pointer::Coding(theirs) = plan.moved[0].what else { panic!("{plan:#?}") };
    session.perform(&Gesture::CarryOver(document)).unwrap();
    let coding = session.project().codings().get(theirs).unwrap();
    assert_eq!((coding.text_version, words_of(&session, coding).as_str()), (2, "rang the surgery"));
    assert_ne!(session.project().coder(theirs), session.me().ok(), "it stays theirs");
    assert_eq!(session.project().unplaced_codings(document).count(), 2);
    let why = session.perform(&Gesture::CarryOver(document)).unwrap_err().to_string();
    assert!(why.contains("nothing more"), "{why}");
    assert!(check(&session, &|_| {}).ok);
}
