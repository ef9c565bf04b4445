//! What stands in one cell: concern, good practice and context apart, each as codings, cases and words.
//!
//! `counted` is the N of "6 of 9": a case that nobody has read to the end and that has no coding and no
//! judgement is not in it, and so never counts as a case without the theme.

use crate::model::Polarity;
use std::fmt;

/// Three ways of counting the same codings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Number of codings.
    pub codings: u32,
    /// Number of different cases that they lie in.
    pub cases: u32,
    /// Number of words under them, each word once; 0 unless words were asked for.
    pub words: u32,
}

impl Tally {
    const fn add(&mut self, other: &Self) {
        self.codings += other.codings;
        self.cases += other.cases;
        self.words += other.words;
    }

    const fn take(&mut self, other: &Self) {
        self.codings -= other.codings;
        self.cases -= other.cases;
        self.words -= other.words;
    }
}

/// Whether and how something is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CellState {
    /// Coded as concern.
    PresentConcern,
    /// Coded as good practice.
    PresentGood,
    /// Coded as concern and as good practice.
    PresentBoth,
    /// Coded as context only.
    PresentContext,
    /// A person has said that the documents state it was not so.
    StatedAbsent,
    /// A person has said that it cannot arise here.
    NotApplicable,
    /// Coded, but only by passages that the filter leaves out: nothing is said of it here.
    OtherwiseCoded,
    /// Read to the end, and nothing coded. Never to be shown as "No".
    NotMentioned,
    /// Not read to the end, and nothing coded or judged so far.
    #[default]
    NotYetRead,
    /// No case belongs to both the row and the column.
    NoCase,
}

impl CellState {
    /// Every state in the order of legends.
    pub const ALL: [Self; 10] = [
        Self::PresentConcern,
        Self::PresentGood,
        Self::PresentBoth,
        Self::PresentContext,
        Self::StatedAbsent,
        Self::NotApplicable,
        Self::OtherwiseCoded,
        Self::NotMentioned,
        Self::NotYetRead,
        Self::NoCase,
    ];

    /// Whether something was coded.
    #[must_use]
    pub const fn is_present(self) -> bool {
        matches!(self, Self::PresentConcern | Self::PresentGood | Self::PresentBoth | Self::PresentContext)
    }

    /// One sentence for legends.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::PresentConcern => "at least one passage is coded as a concern",
            Self::PresentGood => "at least one passage is coded as good practice",
            Self::PresentBoth => "passages are coded both ways",
            Self::PresentContext => "passages are coded as background, neither concern nor good practice",
            Self::StatedAbsent => "an analyst has recorded that the documents state it was not so",
            Self::NotApplicable => "an analyst has recorded that it cannot arise in this case",
            Self::OtherwiseCoded => "coded, but only by passages that the filter leaves out",
            Self::NotMentioned => {
                "all documents were read to the end and nothing was coded; this does not mean that it was not so"
            }
            Self::NotYetRead => "not all documents have been read to the end and nothing is coded yet; left out of every N",
            Self::NoCase => "no case belongs to both the row and the column",
        }
    }
}

impl fmt::Display for CellState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::PresentConcern => "Concern",
            Self::PresentGood => "Good practice",
            Self::PresentBoth => "Concern and good practice",
            Self::PresentContext => "Context only",
            Self::StatedAbsent => "Stated absent",
            Self::NotApplicable => "Not applicable",
            Self::OtherwiseCoded => "Coded otherwise",
            Self::NotMentioned => "Not mentioned",
            Self::NotYetRead => "Not yet read",
            Self::NoCase => "No case",
        })
    }
}

/// One cell of a matrix, or the total of one row or column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MatrixCell {
    /// Codings as concern.
    pub concern: Tally,
    /// Codings as good practice.
    pub good_practice: Tally,
    /// Codings as context.
    pub context: Tally,
    /// All codings; a case with several polarities counts once.
    pub all: Tally,
    /// N: cases (documents, where documents are an axis) that were read, coded or judged.
    pub counted: u32,
    /// Cases or documents that belong to both row and column, read or not.
    pub relevant: u32,
    /// Of the counted, those stated absent.
    pub stated_absent: u32,
    /// Of the counted, those judged not applicable.
    pub not_applicable: u32,
    /// Of the counted, those coded only by passages that the filter leaves out; 0 without such a filter.
    pub otherwise: u32,
    /// Pairs of different codings that meet, where two themes are asked for; else 0.
    pub pairs: u32,
    /// Whether and how it is there, for all its cases together.
    pub state: CellState,
}

impl MatrixCell {
    /// The tally of one polarity.
    #[must_use]
    pub const fn of(&self, polarity: Polarity) -> &Tally {
        match polarity {
            Polarity::Concern => &self.concern,
            Polarity::GoodPractice => &self.good_practice,
            Polarity::Context => &self.context,
        }
    }

    pub(super) const fn of_mut(&mut self, polarity: Polarity) -> &mut Tally {
        match polarity {
            Polarity::Concern => &mut self.concern,
            Polarity::GoodPractice => &mut self.good_practice,
            Polarity::Context => &mut self.context,
        }
    }

    /// "6 of 9": cases with a concern, of those that can be counted.
    #[must_use]
    pub fn concern_of_counted(&self) -> String {
        format!("{} of {}", self.concern.cases, self.counted)
    }

    /// Whether passages speak of concern or good practice where a person said absent or not applicable.
    #[must_use]
    pub const fn is_contradicted(&self) -> bool {
        self.relevant == 1
            && self.stated_absent + self.not_applicable > 0
            && matches!(self.state, CellState::PresentConcern | CellState::PresentGood | CellState::PresentBoth)
    }

    /// Counts one coding, of one case; `end_case` sees to the cases.
    pub(super) const fn add_coding(&mut self, polarity: Polarity) {
        self.of_mut(polarity).codings += 1;
        self.all.codings += 1;
    }

    /// The cell of one case: whatever was coded counts that case.
    pub(super) fn end_case(&mut self) {
        for tally in [&mut self.concern, &mut self.good_practice, &mut self.context, &mut self.all] {
            tally.cases = u32::from(tally.codings > 0);
        }
    }

    /// Adds what one case gives; the state is settled afterwards.
    pub(super) const fn add(&mut self, case: &Self) {
        self.concern.add(&case.concern);
        self.good_practice.add(&case.good_practice);
        self.context.add(&case.context);
        self.all.add(&case.all);
        self.counted += case.counted;
        self.relevant += case.relevant;
        self.stated_absent += case.stated_absent;
        self.not_applicable += case.not_applicable;
        self.otherwise += case.otherwise;
        self.pairs += case.pairs;
    }

    /// Takes away what one case gave when it was added.
    pub(super) const fn take(&mut self, case: &Self) {
        self.concern.take(&case.concern);
        self.good_practice.take(&case.good_practice);
        self.context.take(&case.context);
        self.all.take(&case.all);
        self.counted -= case.counted;
        self.relevant -= case.relevant;
        self.stated_absent -= case.stated_absent;
        self.not_applicable -= case.not_applicable;
        self.otherwise -= case.otherwise;
        self.pairs -= case.pairs;
    }

    /// Names the state once everything is counted. Concern and good practice are evidence and win over a
    /// judgement; a judgement wins over context, which is often the very passage that states the absence.
    pub(super) const fn settle(&mut self) {
        self.state = match (self.concern.codings > 0, self.good_practice.codings > 0) {
            (true, true) => CellState::PresentBoth,
            (true, false) => CellState::PresentConcern,
            (false, true) => CellState::PresentGood,
            (false, false) if self.relevant == 0 => CellState::NoCase,
            (false, false) if self.stated_absent == self.relevant => CellState::StatedAbsent,
            (false, false) if self.not_applicable == self.relevant => CellState::NotApplicable,
            (false, false) if self.context.codings > 0 => CellState::PresentContext,
            (false, false) if self.otherwise > 0 => CellState::OtherwiseCoded,
            (false, false) if self.counted == 0 => CellState::NotYetRead,
            (false, false) => CellState::NotMentioned,
        };
    }
}
