//! Random gestures: three numbers become something that a person could do to the project as it stands.

use super::sample::{passage, range, text_of};
use super::study_acts::{STUDY_KINDS, study};
use deepdive::app::gesture::{CaseChoice, Gesture, KeepGesture, MemoGesture, OfferGesture, Passage};
use deepdive::model::{
    Analyst, CaseField, Choice, CodebookVersionField, Coding, CodingField, Document, DocumentField, DocumentKind, Id, Judgement,
    LexiconEntry, MemoAbout, MemoField, MemoKind, OfferedBy, PartialDate, Polarity, Progress, Project, Record, SavedQuery,
    SavedQueryField, StatementField, Table, Theme, ThemeField, WriterId, ZoneChoice,
};
use deepdive::text::{Field, Proposal, Stated, StatedKind, Zone};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Three numbers that stand for a gesture.
pub type Act = (u8, u8, u8);

/// Number of kinds of acts; more than there are gestures, because some come in several shapes.
pub const KINDS: u8 = 61 + STUDY_KINDS;

/// One record by number.
pub fn pick<R: Record>(table: &Table<R>, n: u8) -> Option<&R> {
    table.iter().nth(usize::from(n) % table.len().max(1))
}

/// The gesture that an act means; none when there is nothing to do it to.
pub fn gesture(project: &Project, (kind, a, b): Act) -> Option<Gesture> {
    let theme = pick(project.themes(), a).map(|t| t.id);
    let coding = pick(project.codings(), a);
    let document = pick(project.documents(), b);
    let name = |what: &str| format!("{what} {}", b % 5);
    let polarity = Polarity::ALL[usize::from(b) % 3];
    let place = |n: u8| Some(passage(document?.id, usize::from(n), usize::from(a % 7)));
    Some(match kind % KINDS {
        0..=3 => Gesture::Tag { passages: vec![place(b)?], theme: theme?, polarity, query: None },
        4 => {
            let passages: Vec<Passage> = [a, b, a ^ b].into_iter().filter_map(place).collect();
            Gesture::Tag { passages, theme: theme?, polarity, query: Some("bruis*".to_owned()) }
        }
        5 => Gesture::TagNew { passage: place(b)?, theme: Box::new(Theme::new(&name("New"), theme)), polarity },
        6 => Gesture::Untag(vec![coding?.id]),
        7 => Gesture::Untag(project.codings().iter().map(|c| c.id).filter(|id| id.uuid().as_u128() % 2 == 0).collect()),
        8 => Gesture::SetCoding(coding?.id, CodingField::Theme(pick(project.themes(), b)?.id)),
        9 => Gesture::SetCoding(coding?.id, CodingField::Polarity(polarity)),
        10 => Gesture::MoveEnds(coding?.id, range(usize::from(b), usize::from(a % 9))),
        11 => Gesture::AddTheme(Box::new(Theme::new(&name("Group"), None))),
        12 => Gesture::AddTheme(Box::new(Theme::new(&name("Theme"), theme))),
        13 => Gesture::SetTheme(theme?, ThemeField::Name(name("Name"))),
        14 if b % 3 == 0 => Gesture::SetTheme(theme?, ThemeField::Example(pick(project.codings(), b)?.id, a % 2 == 0)),
        14 => Gesture::SetTheme(theme?, ThemeField::Definition(name("Means\n\"this\""))),
        15..=17 => {
            let parent = (b % 4 > 0).then(|| pick(project.themes(), b).map(|t| t.id)).flatten();
            Gesture::MoveTheme { theme: theme?, parent, before: pick(project.themes(), a ^ b).map(|t| t.id) }
        }
        18 => Gesture::RetireTheme(theme?),
        19 => Gesture::RestoreTheme(project.themes().rows().filter(|r| r.retired).map(|r| r.record.id).next()?),
        20 => Gesture::AddCase(name("Child")),
        21 => Gesture::SetCase(pick(project.cases(), a)?.id, CaseField::Name(name("Family"))),
        22 => {
            let value = (b % 3 > 0).then(|| name("weeks"));
            Gesture::SetCase(pick(project.cases(), a)?.id, CaseField::Attribute("Age".to_owned(), value))
        }
        23 => Gesture::RetireCase(pick(project.cases(), a)?.id),
        24 => Gesture::SetDocument(document?.id, DocumentField::Progress(Progress::ALL[usize::from(a) % 4])),
        25 => confirm(document?.id, a, b),
        26 => Gesture::RetireDocument(document?.id),
        27 => {
            let judgement = [Judgement::None, Judgement::Absent, Judgement::NotApplicable][usize::from(b) % 3];
            Gesture::Judge(theme?, pick(project.cases(), b)?.id, judgement)
        }
        28 => Gesture::Summarise(theme?, pick(project.cases(), b)?.id, name("Summary")),
        61.. => return study(project, kind % KINDS - 61, a, b),
        45..=60 => return keeping(project, kind % KINDS, a, b),
        29..=39 => return reading(project, document?.id, kind % KINDS, a, b),
        41 | 42 => {
            let clashes = project.disagreements().count().max(1);
            let clash = project.disagreements().nth(usize::from(a) % clashes)?.clone();
            Gesture::Settle(Box::new(clash), if b % 2 == 0 { Choice::Stands } else { Choice::Other })
        }
        43 => Gesture::MergeThemes { from: theme?, into: pick(project.themes(), b)?.id },
        44 => {
            let new = Box::new(Theme::new(&name("Split"), None));
            Gesture::SplitTheme { from: coding?.theme, new, sent: vec![coding?.id] }
        }
        _ => Gesture::Note(about(project, a, coding), if b % 4 == 0 { String::new() } else { name("Memo") }),
    })
}

/// Gestures about memos, what was offered, and what is kept for later.
fn keeping(project: &Project, kind: u8, a: u8, b: u8) -> Option<Gesture> {
    let (theme, document) = (pick(project.themes(), a)?.id, pick(project.documents(), b)?.id);
    let (memo, place) = (pick(project.memos(), a), |n: u8| passage(document, usize::from(n), usize::from(a % 7)));
    let (version, query) = (pick(project.codebook_versions(), a), pick(project.saved_queries(), a));
    let text = format!("Kept {}", b % 5);
    let memo_kind = MemoKind::ALL[usize::from(b) % 4];
    Some(match kind {
        45 => {
            let (about, links) = (about(project, a, pick(project.codings(), b)), vec![place(b)]);
            Gesture::Memo(MemoGesture::Add { about, kind: memo_kind, text, links })
        }
        46 => Gesture::Memo(MemoGesture::Set(memo?.id, MemoField::Text(text))),
        47 => Gesture::Memo(MemoGesture::Set(memo?.id, MemoField::Kind(memo_kind))),
        48 => Gesture::Memo(MemoGesture::Link(memo?.id, place(b))),
        49 => Gesture::Memo(MemoGesture::Unlink(memo?.id, usize::from(b % 3))),
        50 => Gesture::Memo(MemoGesture::Retire(memo?.id)),
        51 => Gesture::Offer(OfferGesture::Accept { passage: place(b), theme, polarity: Polarity::ALL[usize::from(b) % 3] }),
        52 | 53 => {
            let offered_by = if kind == 52 { OfferedBy::Suggestion } else { OfferedBy::Query(text) };
            Gesture::Offer(OfferGesture::Reject { passages: vec![place(a % 20), place(b % 20)], theme, offered_by })
        }
        54 => Gesture::Offer(OfferGesture::TakeBack(vec![pick(project.rejections(), b)?.id])),
        55 => Gesture::Keep(KeepGesture::Freeze { name: text, reason: String::new() }),
        56 => Gesture::Keep(KeepGesture::SetVersion(version?.id, CodebookVersionField::Reason(text))),
        57 => Gesture::Keep(KeepGesture::RetireVersion(version?.id)),
        58 if b.is_multiple_of(3) => Gesture::Keep(KeepGesture::RetireQuery(query?.id)),
        58 if b % 3 == 1 => Gesture::Keep(KeepGesture::SetQuery(query?.id, SavedQueryField::Query(text))),
        58 => {
            let query = SavedQuery { id: Id::fresh(), name: String::new(), query: text, not_widened: Vec::new() };
            Gesture::Keep(KeepGesture::SaveQuery(Box::new(query)))
        }
        59 => {
            let entry = LexiconEntry::new(["HV", "PA"][usize::from(a) % 2], vec![text], b.is_multiple_of(2));
            Gesture::Keep(KeepGesture::SetLexicon(Box::new(entry)))
        }
        _ => Gesture::Keep(KeepGesture::ForgetLexicon(pick(project.lexicon(), a)?.id)),
    })
}

/// Gestures about what was read: zones, particulars, findings, and the text itself.
fn reading(project: &Project, document: Id<Document>, kind: u8, a: u8, b: u8) -> Option<Gesture> {
    let place = range(usize::from(b), usize::from(a % 9));
    let statement = pick(project.statements(), a).map(|s| s.id);
    let (field, value) = (FIELDS[usize::from(a) % FIELDS.len()], value_of(FIELDS[usize::from(a) % FIELDS.len()], b));
    Some(match kind {
        29 | 30 => {
            let zone = [ZoneChoice::AsFound, ZoneChoice::NoPart, ZoneChoice::Part(Zone::ALL[usize::from(b) % 11])];
            Gesture::SetZone { document, range: place, zone: zone[usize::from(a) % 3] }
        }
        31 => {
            let found = |field| Proposal { field, value: value_of(field, b), found: Some(place), place: "p. 2".to_owned() };
            Gesture::Accept { document, proposals: FIELDS[usize::from(a) % FIELDS.len()..].iter().map(|f| found(*f)).collect() }
        }
        32 => Gesture::SetParticular { document, field, was: Some(value_of(field, b / 2)), now: Some(value) },
        33 => Gesture::SetParticular { document, field, was: Some(value), now: None },
        34 => {
            let stated =
                |n: u8| Stated { kind: StatedKind::Finding, number: n.to_string(), range: range(usize::from(n % 20), 2) };
            Gesture::AcceptStated { document, stated: vec![stated(a), stated(b)] }
        }
        35 => {
            let (passage, number) = (passage(document, usize::from(b), 3), a.to_string());
            Gesture::AddStatement { passage, kind: StatedKind::Recommendation, number }
        }
        36 => Gesture::SetStatement(statement?, StatementField::Number(b.to_string())),
        37 if b.is_multiple_of(2) => Gesture::MoveStatement(statement?, place),
        37 => Gesture::RetireStatements(vec![statement?]),
        38 => {
            let version = 3 - project.text_version(document).min(2);
            Gesture::ReadAgain { document, version, text: Arc::new(text_of(version)) }
        }
        _ => Gesture::CarryOver(document),
    })
}

const FIELDS: [Field; 12] = [
    Field::Title,
    Field::Kind,
    Field::Case,
    Field::Dated,
    Field::Incident,
    Field::Notified,
    Field::Reviewed,
    Field::Area,
    Field::Author,
    Field::Age,
    Field::Pseudonym,
    Field::Agency,
];

/// One of a few values that a field may have.
fn value_of(field: Field, n: u8) -> String {
    match field {
        Field::Dated | Field::Incident | Field::Notified | Field::Reviewed => format!("2022-0{}", n % 4 + 1),
        Field::Kind => DocumentKind::ALL[usize::from(n) % 3].name().to_owned(),
        _ => format!("Value {}", n % 4),
    }
}

fn confirm(document: Id<Document>, a: u8, b: u8) -> Gesture {
    Gesture::Confirm {
        document,
        title: format!("Review {}", a % 3),
        kind: DocumentKind::ALL[usize::from(a) % 11],
        case: CaseChoice::Named(format!("Child {}", b % 4)),
        dated: PartialDate::parse("March 2022").ok(),
        incident: a.is_multiple_of(2).then(|| PartialDate::parse("2021").expect("a date")),
    }
}

fn about(project: &Project, a: u8, coding: Option<&Coding>) -> MemoAbout {
    match (a % 3, coding) {
        (0, Some(coding)) => MemoAbout::Coding(coding.id),
        (1, _) => pick(project.cases(), a).map_or(MemoAbout::DeepDive, |c| MemoAbout::Case(c.id)),
        _ => MemoAbout::DeepDive,
    }
}

/// What people see of a project: every record that is not hidden, and the open disagreements, as text.
pub fn seen(project: &Project) -> Vec<String> {
    fn shown<R: Record>(table: &Table<R>) -> impl Iterator<Item = String> {
        table.iter().map(|record| format!("{record:?}"))
    }
    let disagreements = project.disagreements().map(|d| format!("{d:?}"));
    shown(project.cases())
        .chain(shown(project.documents()))
        .chain(shown(project.themes()))
        .chain(shown(project.codings()))
        .chain(shown(project.memos()))
        .chain(shown(project.cells()))
        .chain(shown(project.zone_marks()))
        .chain(shown(project.statements()))
        .chain(shown(project.codebook_versions()))
        .chain(shown(project.saved_queries()))
        .chain(shown(project.lexicon()))
        .chain(shown(project.rejections()))
        .chain(shown(project.deep_dives()))
        .chain(shown(project.findings()))
        .chain(shown(project.recommendations()))
        .chain(shown(project.saved_matrices()))
        .chain(disagreements)
        .collect()
}

/// Nobody in particular.
pub fn nobody() -> BTreeMap<WriterId, Analyst> {
    BTreeMap::new()
}
