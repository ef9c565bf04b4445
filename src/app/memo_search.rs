//! Finding memos: words, kinds, what they are about, who wrote them.
//!
//! Every typed word must occur in what a memo says or in the name of what it is about; a word is found by its beginning,
//! so that `fath` finds "father" while it is typed. Words are those of the search over documents: case, accents and
//! apostrophes make no difference. The subtlety: a question is open until its kind is changed, and open questions come
//! first unless another order is chosen.

use super::memo_words::{gone, title};
use crate::analyse::natural_cmp;
use crate::model::{Id, Memo, MemoAbout, MemoKind, Project};
use crate::search::{TextWord, words};
use jiff::Timestamp;
use std::cmp::{Ordering, Reverse};
use std::fmt;
use std::ops::Range;

/// What sort of thing a memo is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is the kind of `MemoAbout` with the same name")]
pub enum AboutKind {
    DeepDive,
    Case,
    Document,
    Theme,
    Coding,
}

impl AboutKind {
    /// Every kind in the order of lists.
    pub const ALL: [Self; 5] = [Self::DeepDive, Self::Case, Self::Document, Self::Theme, Self::Coding];

    /// The kind of one thing.
    #[must_use]
    pub const fn of(about: MemoAbout) -> Self {
        match about {
            MemoAbout::DeepDive => Self::DeepDive,
            MemoAbout::Case(_) => Self::Case,
            MemoAbout::Document(_) => Self::Document,
            MemoAbout::Theme(_) => Self::Theme,
            MemoAbout::Coding(_) => Self::Coding,
        }
    }
}

impl fmt::Display for AboutKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DeepDive => "Deep dive",
            Self::Case => "Case",
            Self::Document => "Document",
            Self::Theme => "Theme",
            Self::Coding => "Coding",
        })
    }
}

/// In which order memos are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// Questions, newest first; then everything else, newest first.
    #[default]
    OpenQuestions,
    /// Newest first.
    Newest,
    /// By what they are about: the deep dive, cases, documents, themes, codings, each by name; oldest first.
    About,
}

impl Order {
    /// Every order in the order of lists.
    pub const ALL: [Self; 3] = [Self::OpenQuestions, Self::Newest, Self::About];
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OpenQuestions => "Open questions first",
            Self::Newest => "Newest first",
            Self::About => "By what they are about",
        })
    }
}

/// Which memos are wanted; nothing chosen means all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Words as typed.
    pub words: String,
    /// Of one kind.
    pub kind: Option<MemoKind>,
    /// About one sort of thing.
    pub about: Option<AboutKind>,
    /// Of one analyst, by name.
    pub analyst: Option<String>,
    /// How they are ordered.
    pub order: Order,
}

impl Wanted {
    /// Whether everything is wanted.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.words.trim().is_empty() && self.kind.is_none() && self.about.is_none() && self.analyst.is_none()
    }
}

/// A memo that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The memo.
    pub memo: Id<Memo>,
    /// What it is about.
    pub about: MemoAbout,
    /// That by name.
    pub title: String,
    /// What became of that; none while it is there.
    pub gone: Option<&'static str>,
    /// What it is for.
    pub kind: MemoKind,
    /// Who wrote it.
    pub who: String,
    /// When, by the clock of that computer.
    pub when: Timestamp,
    /// Bytes of its text in which the typed words were found, in order.
    pub marks: Vec<Range<usize>>,
}

/// The memos that are wanted, in the order that is wanted.
#[must_use]
pub fn search(project: &Project, wanted: &Wanted) -> Vec<Found> {
    let typed: Vec<TextWord> = words(&wanted.words);
    let mut found: Vec<Found> = project
        .memos()
        .rows()
        .filter(|row| !row.retired)
        .filter(|row| wanted.kind.is_none_or(|kind| row.record.kind == kind))
        .filter(|row| wanted.about.is_none_or(|about| AboutKind::of(row.record.about) == about))
        .filter_map(|row| {
            let memo = &row.record;
            let who = project.analyst(&row.by).name;
            if wanted.analyst.as_ref().is_some_and(|name| *name != who) {
                return None;
            }
            let title = title(project, memo.about);
            let marks = marks(&typed, &memo.text, &title)?;
            let (about, kind, when, gone) = (memo.about, memo.kind, row.at, gone(project, memo.about));
            Some(Found { memo: memo.id, about, title, gone, kind, who, when, marks })
        })
        .collect();
    found.sort_by(|a, b| compare(wanted.order, a, b));
    found
}

/// How many memos are questions.
#[must_use]
pub fn open_questions(project: &Project) -> usize {
    project.memos().iter().filter(|memo| memo.kind == MemoKind::Question).count()
}

/// Where the typed words stand in a text; none when one of them stands neither there nor in the title.
fn marks(typed: &[TextWord], text: &str, title: &str) -> Option<Vec<Range<usize>>> {
    if typed.is_empty() {
        return Some(Vec::new());
    }
    let begins = |word: &TextWord, wanted: &TextWord| word.written.starts_with(&wanted.written);
    let (in_text, in_title) = (words(text), words(title));
    let is_there = |wanted: &TextWord| in_text.iter().chain(&in_title).any(|word| begins(word, wanted));
    if !typed.iter().all(is_there) {
        return None;
    }
    let is_marked = |word: &&TextWord| typed.iter().any(|wanted| begins(word, wanted));
    Some(in_text.iter().filter(is_marked).map(|word| word.range.clone()).collect())
}

fn compare(order: Order, a: &Found, b: &Found) -> Ordering {
    let newest = |found: &Found| (Reverse(found.when), Reverse(found.memo));
    match order {
        Order::OpenQuestions => {
            let waits = |found: &Found| found.kind != MemoKind::Question;
            waits(a).cmp(&waits(b)).then_with(|| newest(a).cmp(&newest(b)))
        }
        Order::Newest => newest(a).cmp(&newest(b)),
        Order::About => (AboutKind::of(a.about).cmp(&AboutKind::of(b.about)))
            .then_with(|| natural_cmp(&a.title, &b.title))
            .then_with(|| a.about.cmp(&b.about))
            .then_with(|| newest(b).cmp(&newest(a))),
    }
}
