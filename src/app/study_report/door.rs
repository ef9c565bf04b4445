//! The one door through which everything of a report leaves: texts through the gate, counts through suppression.
//!
//! Whatever is printed is noted as it passes, so that what is asked about can never be less than what is printed. Which
//! texts are printed must not depend on what was decided of them: a quote that is left out is not replaced by another.

use super::words::so_many;
use crate::analyse::percentage;
use crate::disclose::gate::{Decisions, Gate, Passage, Question, TextKind};
use crate::disclose::identifiers::KnownName;
use crate::disclose::{About, Account, Level, Said, Share, coarsened, shares};
use crate::model::PartialDate;
use crate::write::chart::Shown;
use std::cell::RefCell;

/// What stands in the place of a count.
pub(super) const HIDDEN: &str = "[c]";

/// The door of one report.
pub(super) struct Door {
    gate: Gate,
    texts: RefCell<Vec<Passage>>,
    said: RefCell<Vec<Said>>,
}

/// "6 of 9 cases", as it may be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cases {
    /// The number; none where it is hidden.
    pub(super) n: Option<u32>,
    /// N.
    pub(super) of: u32,
    /// In the place of a hidden number, ending in "of".
    words: &'static str,
}

impl Door {
    pub(super) fn new(level: Level, names: &[KnownName], decisions: &Decisions) -> Self {
        Self { gate: Gate::new(level, names, decisions), texts: RefCell::default(), said: RefCell::default() }
    }

    pub(super) const fn level(&self) -> Level {
        self.gate.level()
    }

    /// Whether single cases may be told apart: by name, by row, by citation.
    pub(super) const fn shows_cases(&self) -> bool {
        !matches!(self.gate.level(), Level::Publishable)
    }

    /// Whether everything is exact.
    pub(super) const fn is_internal(&self) -> bool {
        matches!(self.gate.level(), Level::Internal)
    }

    /// A text as it may leave; none where the whole passage is left out.
    pub(super) fn say(&self, kind: TextKind, place: &str, text: &str) -> Option<String> {
        self.texts.borrow_mut().push(Passage::new(kind, place, text));
        self.gate.apply(kind, text)
    }

    /// A text that something has to stand in the place of.
    pub(super) fn name(&self, kind: TextKind, place: &str, text: &str) -> String {
        self.texts.borrow_mut().push(Passage::new(kind, place, text));
        self.gate.apply_to_name(kind, text)
    }

    /// A date as exact as the level shows it.
    pub(super) fn date(&self, date: PartialDate) -> String {
        coarsened(date, self.level().dates())
    }

    /// Counts of cases that are printed beside each other.
    pub(super) fn cases(&self, counts: &[(String, u32, u32)]) -> Vec<Cases> {
        let list: Vec<Share> =
            counts.iter().map(|(name, cases, of)| Share { name: name.clone(), cases: *cases, of: *of }).collect();
        let (safe, account) = shares(self.level(), &list);
        self.said.borrow_mut().extend(account.said);
        safe.iter().map(|s| Cases { n: s.cases, of: s.of, words: s.words }).collect()
    }

    /// One count of cases.
    pub(super) fn case_count(&self, name: &str, n: u32, of: u32) -> Cases {
        let shown = self.cases(&[(name.to_owned(), n, of)]);
        shown.first().copied().unwrap_or(Cases { n: None, of, words: "an undisclosed number of" })
    }

    /// Tells the author of something that this level does not print.
    pub(super) fn leave_out(&self, sentence: &str) {
        self.tell(Said::new(About::Left, sentence.to_owned()));
    }

    /// Tells the author something.
    pub(super) fn tell(&self, said: Said) {
        let mut all = self.said.borrow_mut();
        if !all.contains(&said) {
            all.push(said);
        }
    }

    /// Everything that is asked of what has passed, decided or not.
    pub(super) fn questions(&self) -> Vec<Question> {
        self.gate.questions(&self.texts.borrow())
    }

    /// What the author is told.
    pub(super) fn account(&self) -> Account {
        let mut account = Account::new(self.level());
        account.said.clone_from(&self.said.borrow());
        account.said.extend(self.gate.account(&self.texts.borrow()));
        account
    }
}

impl Cases {
    /// "6 of 9 cases", "[c] of 9 cases"; a percentage with it from twenty cases on.
    pub(super) fn statement(self) -> String {
        let of = so_many(self.of as usize, "case", "cases");
        match self.n {
            None => format!("{HIDDEN} of {of}"),
            Some(n) => match percentage(n, self.of) {
                Some(percent) => format!("{n} of {of} ({percent})"),
                None => format!("{n} of {of}"),
            },
        }
    }

    /// "6 of 9", for columns whose name says what is counted.
    pub(super) fn short(self) -> String {
        match self.n {
            None => format!("{HIDDEN} of {}", self.of),
            Some(n) => match percentage(n, self.of) {
                Some(percent) => format!("{n} of {} ({percent})", self.of),
                None => format!("{n} of {}", self.of),
            },
        }
    }

    /// The same within a sentence: "a small number of the 9 cases" for one that is hidden.
    pub(super) fn sentence(self) -> String {
        match self.n {
            Some(_) => self.statement(),
            None => format!("{} the {}", self.words, so_many(self.of as usize, "case", "cases")),
        }
    }

    /// The same for charts.
    pub(super) fn shown(self) -> Shown {
        self.n.map_or_else(|| Shown::Suppressed(HIDDEN.to_owned()), |n| Shown::Count { n, of: self.of })
    }
}
