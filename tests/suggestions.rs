//! Suggestions over a deep dive: what was coded or turned down is never offered, what was undone comes back, and how
//! suggestions have done is told by the steps alone.

#![expect(clippy::expect_used, reason = "in a test a surprise should stop it")]

mod support;

use deepdive::app::gesture::{Gesture, OfferGesture, Passage};
use deepdive::app::session::Session;
use deepdive::app::suggestions::{
    About, BATCH, Documents, Learner, LearnerThread, Question, Standing, Suggestions, Taught, WordQuestion, WordScope, standing,
};
use deepdive::model::{Document, Id, OfferedBy, Polarity, Theme};
use deepdive::text::{BlockKind, SourceBuilder, SourceText, Zone};
use proptest::prelude::*;
use std::sync::Arc;
use std::time::{Duration, Instant};
use support::folder::{Home, add, opened};

const PASSAGES: [&str; 8] = [
    "A bruise on her ear was seen by the nurse.",
    "The panel met in the town hall on a Monday.",
    "Nobody asked how the bruise on his cheek came about.",
    "The family moved to another town on the coast.",
    "Two bruises were noted and not explained by anybody.",
    "Father was not known to the health visitor at all.",
    "The bruising was taken for a birthmark by the doctor.",
    "Records were kept in two places and never joined.",
];

fn source(mark: &str) -> SourceText {
    let mut builder = SourceBuilder::new("test/1");
    builder.push(BlockKind::Heading, 1, "Bruise, bruising and bruises in this review");
    for passage in PASSAGES.iter().cycle().take(16) {
        builder.push(BlockKind::Paragraph, 0, &format!("{passage} {mark}"));
    }
    builder.push(BlockKind::Paragraph, 0, "The bruise that nobody saw, page twelve of this review");
    let mut source = builder.build();
    source.shape.blocks.last_mut().expect("there").zone = Some(Zone::Contents);
    source
}

struct Bench {
    session: Session,
    home: Home,
    theme: Id<Theme>,
    documents: Vec<Id<Document>>,
    learner: Learner,
}

impl Bench {
    fn new() -> Self {
        let (home, mut session, first) = opened(&source("one"));
        let second = add(&mut session, "second.docx", &source("two"));
        let theme = Theme { phrases: vec!["bruise".to_owned()], ..Theme::new("Marks on a baby", None) };
        let id = theme.id;
        session.perform(&Gesture::AddTheme(Box::new(theme))).expect("added");
        let learner = Learner::new(session.texts());
        Self { session, home, theme: id, documents: vec![first, second], learner }
    }

    fn ask(&mut self, question: &Question) -> Suggestions {
        assert!(self.learner.bring_up_to_date(&Documents::of(&self.session), &|_, _| true));
        self.learner.suggest(&Taught::of(&self.session, question).expect("is there"))
    }

    fn suggest(&mut self) -> Suggestions {
        self.ask(&Question { about: About::Theme(self.theme), skipped: Vec::new(), with_coded: false })
    }

    fn accept(&mut self, passage: Passage) {
        let gesture = OfferGesture::Accept { passage, theme: self.theme, polarity: Polarity::Concern };
        self.session.perform(&Gesture::Offer(gesture)).expect("accepted");
    }

    fn reject(&mut self, passage: Passage) {
        let gesture = OfferGesture::Reject { passages: vec![passage], theme: self.theme, offered_by: OfferedBy::Suggestion };
        self.session.perform(&Gesture::Offer(gesture)).expect("rejected");
    }

    fn quote(&self, passage: Passage) -> String {
        self.session.text(passage.document).expect("a text").quote(passage.range).to_owned()
    }

    fn standing(&self, most: usize) -> (usize, usize) {
        let Standing { judged, accepted } = standing(self.session.project(), Some(self.theme), most);
        (judged, accepted)
    }
}

#[test]
fn a_theme_is_offered_by_its_phrases_and_says_by_which_words() {
    let mut bench = Bench::new();
    let found = bench.suggest();
    assert_eq!(found.list.len(), BATCH);
    // Four of eight passages twice in two documents have the word; no heading and no contents page is offered.
    let words: Vec<String> = found.list.iter().map(|s| bench.quote(s.passage)).collect();
    assert!(words[..16].iter().all(|w| w.contains("bruis")), "{words:#?}");
    assert!(words.iter().all(|w| !w.contains("review")), "{words:#?}");
    for one in &found.list[..16] {
        let text = bench.session.text(one.passage.document).expect("a text");
        assert!(one.marks.iter().any(|m| text.quote(*m).contains("bruis")), "{one:?}");
        assert!(one.reasons.iter().any(|w| w.contains("bruis")) && one.chance.is_none());
        assert!(text.quote(one.sentence).contains("bruis"));
    }
}

#[test]
fn what_is_accepted_or_rejected_goes_and_comes_back_on_undo() {
    let mut bench = Bench::new();
    let first = bench.suggest().list[0].passage;
    bench.accept(first);
    let second = bench.suggest().list[0].passage;
    assert_ne!(first, second);
    bench.reject(second);
    let offered = |b: &mut Bench, p: Passage| b.suggest().list.iter().any(|s| s.passage == p);
    assert!(!offered(&mut bench, first) && !offered(&mut bench, second));
    assert_eq!(bench.standing(40), (2, 1));
    bench.session.undo().expect("undone");
    assert!(offered(&mut bench, second) && !offered(&mut bench, first));
    assert_eq!(bench.standing(40), (1, 1));
    bench.session.undo().expect("undone");
    assert!(offered(&mut bench, first));
    assert_eq!(bench.standing(40), (0, 0));
    bench.session.redo().expect("done again");
    assert!(!offered(&mut bench, first));
    assert_eq!(bench.standing(40), (1, 1));
}

#[test]
fn the_coding_says_that_it_was_suggested_and_only_what_was_shown_is_coded() {
    let mut bench = Bench::new();
    let before = bench.session.project().live_codings().count();
    let batch = bench.suggest();
    assert_eq!(bench.session.project().live_codings().count(), before, "looking codes nothing");
    bench.accept(batch.list[0].passage);
    let coding = bench.session.project().live_codings().last().expect("coded").clone();
    assert!(coding.suggested && coding.range == batch.list[0].passage.range);
}

#[test]
fn how_suggestions_did_survives_a_restart_and_counts_the_last_ones() {
    let mut bench = Bench::new();
    for n in 0..6 {
        let passage = bench.suggest().list[0].passage;
        if n % 3 == 0 { bench.accept(passage) } else { bench.reject(passage) }
    }
    assert_eq!((bench.standing(40), bench.standing(2)), ((6, 2), (2, 0)));
    // What was accepted and then removed was judged, and is not accepted any more.
    let coding = bench.session.project().live_codings().last().expect("coded").id;
    bench.session.perform(&Gesture::Untag(vec![coding])).expect("removed");
    assert_eq!(bench.standing(40), (6, 1));
    let Bench { session, home, theme, .. } = bench;
    drop(session);
    let session = home.open();
    assert_eq!(standing(session.project(), Some(theme), 40), Standing { judged: 6, accepted: 1 });
    assert_eq!(standing(session.project(), None, 40), Standing { judged: 6, accepted: 1 });
}

#[test]
fn passages_like_a_coding_are_offered_for_its_theme() {
    let mut bench = Bench::new();
    let document = bench.documents[0];
    let text = bench.session.text(document).expect("a text");
    let block = text.shape.blocks[6].range;
    assert!(text.quote(block).starts_with("Father was not known"));
    let gesture = Gesture::Tag {
        passages: vec![Passage { document, range: block }],
        theme: bench.theme,
        polarity: Polarity::Concern,
        query: None,
    };
    bench.session.perform(&gesture).expect("coded");
    let coding = bench.session.project().live_codings().next().expect("coded").id;
    let found = bench.ask(&Question { about: About::Like(coding), skipped: Vec::new(), with_coded: false });
    assert!(found.list[..3].iter().all(|s| bench.quote(s.passage).starts_with("Father was not known")), "{found:#?}");
    assert!(found.list.iter().all(|s| s.passage.range != block || s.passage.document != document));
    assert!(found.list[0].score > 0.8 && found.list[0].score <= 1.0 + 1e-6);
    assert_eq!(found.theme, bench.theme);
}

#[test]
fn passages_coded_with_other_themes_are_offered_only_when_asked_for() {
    let mut bench = Bench::new();
    let other = Theme::new("Other", None);
    let other_id = other.id;
    bench.session.perform(&Gesture::AddTheme(Box::new(other))).expect("added");
    let best = bench.suggest().list[0].passage;
    let gesture = Gesture::Tag { passages: vec![best], theme: other_id, polarity: Polarity::Context, query: None };
    bench.session.perform(&gesture).expect("coded");
    let asked = |b: &mut Bench, with_coded| {
        let question = Question { about: About::Theme(b.theme), skipped: Vec::new(), with_coded };
        b.ask(&question).list.iter().any(|s| s.passage == best)
    };
    assert!(!asked(&mut bench, false));
    let skipped = Question { about: About::Theme(bench.theme), skipped: vec![best], with_coded: true };
    assert!(bench.ask(&skipped).list.iter().all(|s| s.passage != best));
}

#[test]
fn words_are_counted_of_what_was_chosen() {
    let mut bench = Bench::new();
    let case = bench.session.project().documents().get(bench.documents[0]).expect("there").case;
    let mut count = |scope: WordScope, word: &str| {
        let question = WordQuestion { scope, word: word.to_owned(), ..WordQuestion::default() };
        assert!(bench.learner.bring_up_to_date(&Documents::of(&bench.session), &|_, _| true));
        bench.learner.count(&question, &question.documents(bench.session.project()))
    };
    let of = |c: &deepdive::app::suggestions::WordCounts| c.counts.iter().find(|c| c.word.starts_with("bruis")).cloned();
    let all = of(&count(WordScope::All, "")).expect("counted");
    // Eight passages and the heading's three in each document; the contents page is left out.
    assert_eq!((all.count, all.documents), (22, 2));
    let one = count(WordScope::Document(bench.documents[0]), "");
    assert_eq!((of(&one).expect("counted").count, one.documents, one.cases), (11, 1, 1));
    let of_case = count(WordScope::Case(case), "").documents;
    assert!((1..=2).contains(&of_case));
    let with = count(WordScope::All, "visitor");
    assert!(with.together.pairs.iter().all(|p| p.first == "visitor") && !with.together.pairs.is_empty());
}

#[test]
fn the_thread_answers_the_latest_question() {
    let mut bench = Bench::new();
    let thread = LearnerThread::start(bench.session.texts(), Arc::new(|| {})).expect("a thread");
    let question = |b: &Bench, skipped| Question { about: About::Theme(b.theme), skipped, with_coded: false };
    let first = bench.suggest().list[0].passage;
    assert!(thread.suggest(&bench.session, &question(&bench, Vec::new())));
    assert!(thread.suggest(&bench.session, &question(&bench, vec![first])));
    thread.count(&bench.session, &WordQuestion::default());
    let begun = Instant::now();
    let learning = loop {
        let learning = thread.learning();
        if !learning.is_suggesting && !learning.is_counting {
            break learning;
        }
        assert!(begun.elapsed() < Duration::from_secs(30));
        std::thread::sleep(Duration::from_millis(5));
    };
    let found = learning.suggestions.expect("answered");
    assert_eq!(found.question.skipped, [first]);
    assert!(found.list.iter().all(|s| s.passage != first));
    assert!(!learning.words.expect("counted").counts.is_empty() && learning.reading.is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn nothing_judged_is_offered_again_whatever_is_done(acts in prop::collection::vec((0u8..8, 0usize..BATCH), 1..12)) {
        let mut bench = Bench::new();
        for (act, at) in acts {
            let list = bench.suggest().list;
            let project = bench.session.project();
            for one in &list {
                let Passage { document, range } = one.passage;
                let coded = project.placed_codings_in(document).any(|c| c.range.overlaps(range));
                let rejected = project.rejections_in(document).any(|r| r.theme == bench.theme && r.place.range.overlaps(range));
                prop_assert!(!coded && !rejected);
            }
            let Some(one) = list.get(at).or(list.first()) else { break };
            match act {
                0..=2 => bench.accept(one.passage),
                3..=5 => bench.reject(one.passage),
                // Undoing a step too many takes back the theme or a document; then there is nothing to ask.
                _ => {
                    let last = bench.session.next_undo();
                    if last.is_some_and(|l| l.contains("suggestion") || l.contains("Reject")) {
                        bench.session.undo().expect("undone");
                    }
                }
            }
        }
        let (judged, accepted) = bench.standing(40);
        let project = bench.session.project();
        prop_assert_eq!(accepted, project.live_codings().count());
        prop_assert_eq!(judged - accepted, project.rejections().iter().count());
    }
}
