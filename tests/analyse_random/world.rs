//! A random project that grows step by step, with the texts of its documents.

use deepdive::analyse::attribute_values;
use deepdive::model::{
    Analyst, Case, CaseField, Cell, CellField, Change, Coding, CodingField, Document, DocumentField, DocumentKind, Edit, Id,
    Judgement, Polarity, Progress, Project, SourceHash, Step, Theme, ThemeField, WriterId, ZoneChoice, ZoneMark, fold,
};
use deepdive::text::{BlockKind, QuoteHash, SourceBuilder, SourceText, TextRange, Zone};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

pub const WRITERS: [&str; 4] = ["mk", "mk-2", "rp", "zz"];
const AGES: [Option<&str>; 6] = [None, Some("3 weeks"), Some("4 weeks"), Some("5 months; 2 years"), Some(" "), Some("about one")];
const SEXES: [Option<&str>; 3] = [None, Some("Female"), Some("male; Female")];
const DATES: [Option<&str>; 6] =
    [None, Some("14 March 2022"), Some("2022-04-01"), Some("December 2021"), Some("2021"), Some("early 2021")];
const AGENCIES: [&[&str]; 4] = [&[], &["Police"], &["Police", "Health visiting"], &["Midwifery", "Police", "GP"]];
const ZONES: [Option<Zone>; 3] = [Some(Zone::Narrative), None, Some(Zone::Findings)];

/// What somebody does; numbers choose among what is there.
#[derive(Clone, Debug)]
pub enum Act {
    AddCase(u8),
    AddDocument(usize, u8),
    AddTheme(Option<usize>, u8),
    Code { theme: usize, document: usize, by: u8, polarity: u8, start: u32, len: u32, version: u8 },
    Recode { coding: usize, what: u8, to: usize },
    HideCoding(usize, bool),
    Judge(usize, usize, u8),
    Summarise(usize, usize, u8),
    Progress(usize, u8),
    Mark { document: usize, start: u32, len: u32, choice: u8, version: u8 },
    Hide { kind: u8, which: usize, hide: bool },
    Attribute { case: usize, which: u8, to: u8 },
    Move { theme: usize, below: Option<usize> },
    Rename { kind: u8, which: usize },
    Agencies(usize, u8),
    Rehome { document: usize, case: usize },
    Define(usize),
}

/// Acts that set a project up, most of them codings.
pub fn acts(most: usize) -> impl Strategy<Value = Vec<Act>> {
    let coding = || {
        (0..9_usize, 0..9_usize, 0..4_u8, 0..3_u8, 0..170_u32, 1..40_u32, 0..6_u8).prop_map(
            |(theme, document, by, polarity, start, len, version)| Act::Code {
                theme,
                document,
                by,
                polarity,
                start,
                len,
                version,
            },
        )
    };
    let small = || 0..9_usize;
    let act = prop_oneof![
        8 => coding(),
        4 => (0..30_usize, 0..5_u8, small()).prop_map(|(coding, what, to)| Act::Recode { coding, what, to }),
        3 => (0..30_usize, any::<bool>()).prop_map(|(coding, hide)| Act::HideCoding(coding, hide)),
        2 => (small(), small(), 0..3_u8).prop_map(|(t, c, j)| Act::Judge(t, c, j)),
        1 => (small(), small(), 0..3_u8).prop_map(|(t, c, s)| Act::Summarise(t, c, s)),
        2 => (small(), 0..4_u8).prop_map(|(d, p)| Act::Progress(d, p)),
        1 => any::<u8>().prop_map(Act::AddCase),
        1 => (small(), 0..4_u8).prop_map(|(c, p)| Act::AddDocument(c, p)),
        1 => (prop::option::of(small()), 0..4_u8).prop_map(|(p, a)| Act::AddTheme(p, a)),
        1 => (small(), 0..170_u32, 1..60_u32, 0..4_u8, 0..6_u8)
            .prop_map(|(document, start, len, choice, version)| Act::Mark { document, start, len, choice, version }),
        1 => (0..3_u8, small(), any::<bool>()).prop_map(|(kind, which, hide)| Act::Hide { kind, which, hide }),
        1 => (small(), 0..3_u8, 0..6_u8).prop_map(|(case, which, to)| Act::Attribute { case, which, to }),
        1 => (small(), prop::option::of(small())).prop_map(|(theme, below)| Act::Move { theme, below }),
        1 => (0..3_u8, small()).prop_map(|(kind, which)| Act::Rename { kind, which }),
        1 => (small(), 0..4_u8).prop_map(|(t, a)| Act::Agencies(t, a)),
        1 => (small(), small()).prop_map(|(document, case)| Act::Rehome { document, case }),
        1 => small().prop_map(Act::Define),
    ];
    prop::collection::vec(act, 1..most)
}

/// A project with three cases, five documents, five themes, and what was done since.
pub fn world(acts: &[Act]) -> World {
    let mut world = World::default();
    for (writer, name) in [("mk", "Mary Kent"), ("mk-2", "Mary Kent"), ("rp", "Ruth Parr")] {
        world.project.set_analyst(WriterId::new(writer).unwrap(), Analyst::named(name));
    }
    let start = [
        Act::AddCase(1),
        Act::AddCase(9),
        Act::AddCase(23),
        Act::AddDocument(0, 2),
        Act::AddDocument(0, 3),
        Act::AddDocument(1, 2),
        Act::AddDocument(2, 0),
        Act::AddDocument(2, 1),
        Act::AddTheme(None, 0),
        Act::AddTheme(Some(0), 2),
        Act::AddTheme(Some(0), 0),
        Act::AddTheme(None, 1),
        Act::AddTheme(Some(2), 0),
    ];
    for act in start.iter().chain(acts) {
        world.act(act);
    }
    world
}

#[derive(Clone, Default)]
pub struct World {
    pub project: Project,
    pub cases: Vec<Id<Case>>,
    pub documents: Vec<Id<Document>>,
    pub themes: Vec<Id<Theme>>,
    codings: Vec<Id<Coding>>,
    ids: u128,
}

impl World {
    fn id<R>(&mut self) -> Id<R> {
        self.ids += 1;
        Id::from_uuid(Uuid::from_u128(self.ids))
    }

    fn step(&mut self, by: u8, change: Change) {
        let clock = self.project.steps().len() as u64 + 1;
        self.project.apply(step(WRITERS[by as usize % 4], clock, vec![change]));
    }

    /// The same project after a colleague's step was merged into the middle of its history.
    pub fn merged(&self) -> Option<Project> {
        let mut steps = self.project.steps().to_vec();
        let theme = *self.themes.first()?;
        let document = *self.documents.first()?;
        let id = Id::from_uuid(Uuid::from_u128(u128::MAX));
        let coding = coding(id, theme, document, (3, 9), Polarity::GoodPractice, 1);
        let clock = steps.len() as u64 / 2;
        steps.push(step("aa", clock, vec![Change::Coding(Edit::Add(Box::new(coding)))]));
        Some(fold(steps, self.project.analysts().clone()))
    }

    pub fn act(&mut self, act: &Act) {
        match act {
            Act::AddCase(seed) => {
                let id = self.id();
                let mut case = Case { id, ..Case::new(&format!("Child {}", self.cases.len())) };
                let (age, sex, date) = (seed % 6, seed / 6 % 3, seed / 18 % 6);
                for (key, value) in [
                    ("Age", AGES[age as usize]),
                    ("Sex", SEXES[sex as usize]),
                    (Case::INCIDENT, DATES[date as usize]),
                    ("Of all", Some("yes")),
                ] {
                    case.attributes.extend(value.map(|v| (key.to_owned(), v.to_owned())));
                }
                self.cases.push(id);
                self.step(0, Change::Case(Edit::Add(Box::new(case))));
            }
            Act::AddDocument(case, progress) => {
                let (id, case) = (self.id(), self.cases[case % self.cases.len()]);
                let document = document(id, case, &format!("Review {}", self.documents.len()), *progress);
                self.documents.push(id);
                self.step(0, Change::Document(Edit::Add(Box::new(document))));
            }
            Act::AddTheme(parent, agencies) => {
                let id = self.id();
                let parent = parent.map(|p| self.themes[p % self.themes.len()]);
                let place = i64::try_from(self.themes.len()).unwrap();
                let agencies = names(*agencies);
                let theme = Theme { id, place, agencies, ..Theme::new(&format!("Theme {place}"), parent) };
                self.themes.push(id);
                self.step(0, Change::Theme(Edit::Add(Box::new(theme))));
            }
            Act::Code { theme, document, by, polarity, start, len, version } => {
                let (id, theme) = (self.id(), self.themes[theme % self.themes.len()]);
                let document = self.documents[document % self.documents.len()];
                let version = if *version == 0 { 2 } else { 1 };
                let polarity = Polarity::ALL[*polarity as usize];
                let coding = coding(id, theme, document, (*start, start + len), polarity, version);
                self.codings.push(id);
                self.step(*by, Change::Coding(Edit::Add(Box::new(coding))));
            }
            Act::Recode { .. } | Act::HideCoding(..) | Act::Judge(..) | Act::Summarise(..) | Act::Progress(..) => {
                self.work(act);
            }
            _ => self.rearrange(act),
        }
    }

    /// What touches single cases.
    fn work(&mut self, act: &Act) {
        match act {
            Act::Recode { coding, what, to } if !self.codings.is_empty() => {
                let id = self.codings[coding % self.codings.len()];
                let range = TextRange::new(*to as u32 * 17, *to as u32 * 17 + 8).unwrap();
                let now = match what {
                    0 | 1 => CodingField::Theme(self.themes[to % self.themes.len()]),
                    2 => CodingField::Place(range, QuoteHash::of(""), 1 + u32::from(*to == 0)),
                    _ => CodingField::Polarity(Polarity::ALL[to % 3]),
                };
                let change = Change::Coding(Edit::Set { id, was: now.clone(), now });
                self.step(2, change);
            }
            Act::HideCoding(coding, hide) if !self.codings.is_empty() => {
                let id = self.codings[coding % self.codings.len()];
                self.step(0, Change::Coding(if *hide { Edit::Retire(id) } else { Edit::Restore(id) }));
            }
            Act::Judge(theme, case, judgement) => {
                let judgement = [Judgement::None, Judgement::Absent, Judgement::NotApplicable][*judgement as usize];
                self.say(*theme, *case, CellField::Judgement(judgement));
            }
            Act::Summarise(theme, case, words) => {
                self.say(*theme, *case, CellField::Summary(["", "Not seen.", "Seen late."][*words as usize].to_owned()));
            }
            Act::Progress(document, progress) => {
                let now = DocumentField::Progress(Progress::ALL[*progress as usize]);
                let id = self.documents[document % self.documents.len()];
                self.step(1, Change::Document(Edit::Set { id, was: now.clone(), now }));
            }
            _ => {}
        }
    }

    fn say(&mut self, theme: usize, case: usize, now: CellField) {
        let (theme, case) = (self.themes[theme % self.themes.len()], self.cases[case % self.cases.len()]);
        let cell = Cell::new(theme, case);
        let id = cell.id;
        if self.project.cells().row(id).is_none() {
            self.step(0, Change::Cell(Edit::Add(Box::new(cell))));
        }
        self.step(2, Change::Cell(Edit::Set { id, was: now.clone(), now }));
    }

    /// What touches more than single cases, or nothing that is counted.
    fn rearrange(&mut self, act: &Act) {
        let theme = |which: usize| self.themes[which % self.themes.len()];
        let document = |which: usize| self.documents[which % self.documents.len()];
        let case = |which: usize| self.cases[which % self.cases.len()];
        let of_theme = |id, now: ThemeField| Change::Theme(Edit::Set { id, was: now.clone(), now });
        let change = match act {
            Act::Mark { document: which, start, len, choice, version } => {
                let zone = [ZoneChoice::AsFound, ZoneChoice::NoPart, ZoneChoice::Part(Zone::Findings), ZoneChoice::AsFound];
                let mark = ZoneMark {
                    id: Id::from_uuid(Uuid::from_u128(1 << 100 | self.ids)),
                    document: document(*which),
                    text_version: if *version == 0 { 2 } else { 1 },
                    range: TextRange::new(*start, start + len).unwrap(),
                    zone: zone[*choice as usize],
                };
                self.ids += 1;
                Change::ZoneMark(Edit::Add(Box::new(mark)))
            }
            Act::Hide { kind: 0, which, hide } => Change::Case(hiding(case(*which), *hide)),
            Act::Hide { kind: 1, which, hide } => Change::Document(hiding(document(*which), *hide)),
            Act::Hide { which, hide, .. } => Change::Theme(hiding(theme(*which), *hide)),
            Act::Attribute { case: which, which: key, to } => {
                let (key, value) = match key {
                    0 => ("Age", AGES[*to as usize]),
                    1 => ("Sex", SEXES[*to as usize % 3]),
                    _ => (Case::INCIDENT, DATES[*to as usize]),
                };
                let now = CaseField::Attribute(key.to_owned(), value.map(str::to_owned));
                Change::Case(Edit::Set { id: case(*which), was: now.clone(), now })
            }
            Act::Move { theme: which, below } => of_theme(theme(*which), ThemeField::Parent(below.map(theme))),
            Act::Rename { kind: 0, which } => {
                let now = CaseField::Name(format!("Child {which}"));
                Change::Case(Edit::Set { id: case(*which), was: now.clone(), now })
            }
            Act::Rename { kind: 1, which } => {
                let now = DocumentField::Title(format!("Review {which}"));
                Change::Document(Edit::Set { id: document(*which), was: now.clone(), now })
            }
            Act::Rename { which, .. } => of_theme(theme(*which), ThemeField::Name(format!("Theme {which}"))),
            Act::Agencies(which, to) => of_theme(theme(*which), ThemeField::Agencies(names(*to))),
            Act::Rehome { document: which, case: to } => {
                let now = DocumentField::Case(case(*to));
                Change::Document(Edit::Set { id: document(*which), was: now.clone(), now })
            }
            Act::Define(which) => of_theme(theme(*which), ThemeField::Definition("Something else.".to_owned())),
            _ => return,
        };
        self.step(1, change);
    }

    /// The text of a document by the number of its extraction; every fifth document has none.
    pub fn text(&self, document: Id<Document>, version: u32) -> Option<Arc<SourceText>> {
        let number = self.documents.iter().position(|d| *d == document)?;
        (number % 5 != 4).then(|| text(number as u32 + version))
    }

    /// The cases that are not hidden.
    pub fn live_cases(&self) -> Vec<&Case> {
        self.project.cases().iter().collect()
    }

    /// Most of the themes as they stand, as a frozen codebook holds them; some were added later.
    pub fn freeze(&self) -> Arc<[Theme]> {
        let there = self.project.themes().iter().zip(0..).filter(|(_, i)| i % 4 != 3);
        there.map(|(theme, _)| theme.clone()).collect()
    }
}

pub fn values(case: &Case, key: &str) -> Vec<Option<String>> {
    attribute_values(case, key)
}

fn hiding<R: deepdive::model::Record>(id: Id<R>, hide: bool) -> Edit<R> {
    if hide { Edit::Retire(id) } else { Edit::Restore(id) }
}

fn names(which: u8) -> Vec<String> {
    AGENCIES[which as usize].iter().map(|n| (*n).to_owned()).collect()
}

fn step(writer: &str, clock: u64, changes: Vec<Change>) -> Step {
    let writer = WriterId::new(writer).unwrap();
    let at = jiff::Timestamp::from_second(1_780_000_000).unwrap();
    Step { clock, writer, seq: clock, at, label: String::new(), undoes: None, changes }
}

fn coding(id: Id<Coding>, theme: Id<Theme>, document: Id<Document>, at: (u32, u32), way: Polarity, version: u32) -> Coding {
    Coding {
        id,
        theme,
        document,
        range: TextRange::new(at.0, at.1).unwrap(),
        quote: QuoteHash::of(""),
        text_version: version,
        polarity: way,
        query: None,
        suggested: false,
    }
}

fn document(id: Id<Document>, case: Id<Case>, title: &str, progress: u8) -> Document {
    Document {
        id,
        source: SourceHash::of(title.as_bytes()),
        file_name: String::new(),
        bytes: 1,
        text_version: 1,
        pages: 1,
        words: 1,
        title: title.to_owned(),
        kind: DocumentKind::Lcspr,
        case,
        dated: None,
        confirmed: true,
        progress: Progress::ALL[progress as usize],
        particulars: BTreeMap::new(),
    }
}

/// Twelve blocks of words, some of them page headers, in three parts of a review.
fn text(seed: u32) -> Arc<SourceText> {
    let mut builder = SourceBuilder::new("test/1");
    for block in 0..12_u32 {
        builder.set_zone(ZONES[((block + seed) / 4 % 3) as usize]);
        let kind = if (block + seed) % 4 == 1 { BlockKind::Furniture } else { BlockKind::Paragraph };
        let words = ["one two", "three four five", "six", "seven eight nine ten"][((block * 7 + seed) % 4) as usize];
        builder.push(kind, 0, words);
    }
    Arc::new(builder.build())
}
