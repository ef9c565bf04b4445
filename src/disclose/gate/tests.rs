//! Whether the gate stops, lets through what was decided, and fails safe.

use super::*;
use crate::disclose::identifiers::NameOf;

const QUOTE: &str = "Baby Zara, born on 14 March 2021, lived at CT1 2AB. Mrs Okafor rang the ward.";

fn names() -> [KnownName; 1] {
    [KnownName { name: "Zara".to_owned(), of: NameOf::Alias }]
}

fn quote() -> Passage {
    Passage::new(TextKind::Quote, "Child B LCSPR, 4.12, p. 23", QUOTE)
}

fn stops(level: Level, texts: &[Passage], decisions: &Decisions) -> Vec<Question> {
    match Gate::look(level, texts, &names(), decisions) {
        Looked::Stops(questions) => questions,
        Looked::Open(_) => Vec::new(),
    }
}

#[test]
fn nothing_is_asked_within_the_team() {
    assert!(stops(Level::Internal, &[quote()], &Decisions::default()).is_empty());
    let gate = Gate::new(Level::Internal, &names(), &Decisions::default());
    assert_eq!(gate.apply(TextKind::Quote, QUOTE).as_deref(), Some(QUOTE));
}

#[test]
fn each_identifier_is_decided_once_and_stays_decided() {
    let second = Passage { place: "Theme D1".to_owned(), ..quote() };
    let texts = [quote(), second];
    let mut decisions = Decisions::default();
    let questions = stops(Level::Partnership, &texts, &decisions);
    let asked: Vec<(String, &str, usize)> =
        questions.iter().map(|q| (q.ask.to_string(), q.words.as_str(), q.places.len())).collect();
    assert_eq!(
        asked,
        [
            ("Known name".to_owned(), "Zara", 2),
            ("Date of birth".to_owned(), "14 March 2021", 2),
            ("Postcode".to_owned(), "CT1 2AB", 2),
            ("Possible name".to_owned(), "Okafor", 2),
        ]
    );
    assert!(questions.iter().all(|q| q.before.ends_with(|c: char| !c.is_alphanumeric()) && !q.why.is_empty()));
    assert!(decisions.decide(&questions[0], Decision::Mask) && decisions.decide(&questions[3], Decision::Keep));
    assert!(!decisions.decide(&questions[1], Decision::Paraphrase("spring".to_owned())), "that is no answer");
    assert_eq!(stops(Level::Partnership, &texts, &decisions).len(), 2);
    assert_eq!(decisions.mask_all(&questions, IdentifierKind::DateOfBirth), 1);
    assert_eq!(decisions.mask_all(&questions, IdentifierKind::Postcode), 1);
    assert_eq!(decisions.open(&questions), 0);
    let Looked::Open(gate) = Gate::look(Level::Partnership, &texts, &names(), &decisions) else { panic!("all is decided") };
    let safe = "Baby [name], born on [date of birth], lived at [postcode]. Mrs Okafor rang the ward.";
    assert_eq!(gate.apply(TextKind::Quote, QUOTE).as_deref(), Some(safe));
    let kept: Decisions = ron::from_str(&ron::to_string(&decisions).expect("writes")).expect("reads");
    assert_eq!(kept, decisions);
    let lines: Vec<String> = gate.account(&texts).into_iter().map(|s| s.sentence).collect();
    assert_eq!(lines, ["Postcode: 1 masked.", "Date of birth: 1 masked.", "Known name: 1 masked.", "Possible name: 1 kept."]);
}

#[test]
fn other_words_around_are_another_question() {
    let texts = |around: &str| [Passage::new(TextKind::Summary, "", &format!("{around} Zara slept."))];
    let mut decisions = Decisions::default();
    let first = stops(Level::Partnership, &texts("Then"), &decisions);
    assert!(decisions.decide(&first[0], Decision::Keep));
    assert!(stops(Level::Partnership, &texts("Then"), &decisions).is_empty());
    assert_eq!(stops(Level::Partnership, &texts("Later"), &decisions).len(), 1);
}

#[test]
fn what_nobody_decided_never_leaves() {
    let nothing = Decisions::default();
    let gate = Gate::new(Level::Partnership, &names(), &nothing);
    let safe = gate.apply(TextKind::Summary, QUOTE).expect("masked");
    assert!(["Zara", "2021", "CT1", "Okafor"].iter().all(|words| !safe.contains(words)), "{safe}");
    assert_eq!(Gate::new(Level::Publishable, &names(), &nothing).apply(TextKind::Quote, QUOTE), None);
    assert_eq!(gate.apply_to_name(TextKind::Person, "Dr Anna Okafor"), "Dr [name]");
}

#[test]
fn a_published_quote_is_confirmed_written_anew_or_left_out() {
    let text = "The ward rang back on 14 March 2021.";
    let passage = [Passage::new(TextKind::Quote, "Child B LCSPR", text)];
    let mut decisions = Decisions::default();
    let questions = stops(Level::Publishable, &passage, &decisions);
    assert_eq!(questions.iter().map(|q| q.ask).collect::<Vec<_>>(), [Ask::Quote, Ask::Identifier(IdentifierKind::ExactDate)]);
    decisions.mask_all(&questions, IdentifierKind::ExactDate);
    assert!(decisions.decide(&questions[0], Decision::Keep) && !decisions.clone().decide(&questions[0], Decision::Mask));
    let applied = |decisions: &Decisions| Gate::new(Level::Publishable, &[], decisions).apply(TextKind::Quote, text);
    assert_eq!(applied(&decisions).as_deref(), Some("The ward rang back on January to March 2021."));
    assert!(decisions.decide(&questions[0], Decision::Paraphrase("Mrs Lund rang back.".to_owned())));
    let anew = stops(Level::Publishable, &passage, &decisions);
    assert_eq!(anew.iter().map(|q| q.words.as_str()).collect::<Vec<_>>(), ["Lund"], "what is typed is looked at too");
    assert!(decisions.decide(&anew[0], Decision::Mask));
    assert_eq!(applied(&decisions).as_deref(), Some("Mrs [name] rang back."));
    assert!(!decisions.clone().decide(&questions[0], Decision::Paraphrase(" ".to_owned())));
    assert!(decisions.decide(&questions[0], Decision::LeaveOut));
    assert_eq!(applied(&decisions), None);
    assert!(stops(Level::Publishable, &passage, &decisions).is_empty());
    decisions.take_back(&questions[0]);
    assert_eq!(stops(Level::Publishable, &passage, &decisions).len(), 1);
}

#[test]
fn leaving_an_identifier_out_leaves_the_passage_out() {
    let mut decisions = Decisions::default();
    let questions = stops(Level::Partnership, &[quote()], &decisions);
    assert!(decisions.decide(&questions[2], Decision::LeaveOut));
    assert_eq!(Gate::new(Level::Partnership, &names(), &decisions).apply(TextKind::Quote, QUOTE), None);
}
