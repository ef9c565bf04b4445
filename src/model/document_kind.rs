//! The kinds of document that a deep dive reads.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What kind of document something is, in the words of the field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// The form of the 15-working-day rapid review.
    RapidReview,
    /// Local Child Safeguarding Practice Review.
    Lcspr,
    /// Serious case review, the LCSPR's predecessor until 2019.
    Scr,
    /// A local learning review below the threshold of an LCSPR, whatever it is called.
    LearningReview,
    /// One agency's summary of its involvement.
    AgencySummary,
    /// A table of events.
    Chronology,
    /// An inspection report, such as Ofsted's.
    InspectionReport,
    /// A partnership's annual or yearly report.
    AnnualReport,
    /// A committee paper, minutes or a briefing.
    Paper,
    /// Notes of a meeting or a practitioner event.
    Notes,
    /// Anything else, or not yet known.
    #[default]
    Other,
}

impl DocumentKind {
    /// Every kind, in the order in which lists offer them.
    pub const ALL: [Self; 11] = [
        Self::RapidReview,
        Self::Lcspr,
        Self::Scr,
        Self::LearningReview,
        Self::AgencySummary,
        Self::Chronology,
        Self::InspectionReport,
        Self::AnnualReport,
        Self::Paper,
        Self::Notes,
        Self::Other,
    ];

    /// The name used on the command line and in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::RapidReview => "rapid-review",
            Self::Lcspr => "lcspr",
            Self::Scr => "scr",
            Self::LearningReview => "learning-review",
            Self::AgencySummary => "agency-summary",
            Self::Chronology => "chronology",
            Self::InspectionReport => "inspection-report",
            Self::AnnualReport => "annual-report",
            Self::Paper => "paper",
            Self::Notes => "notes",
            Self::Other => "other",
        }
    }

    /// The name people read.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::RapidReview => "Rapid review",
            Self::Lcspr => "LCSPR",
            Self::Scr => "Serious case review",
            Self::LearningReview => "Learning review",
            Self::AgencySummary => "Agency summary",
            Self::Chronology => "Chronology",
            Self::InspectionReport => "Inspection report",
            Self::AnnualReport => "Annual report",
            Self::Paper => "Paper",
            Self::Notes => "Notes",
            Self::Other => "Other",
        }
    }

    /// Finds a kind by the name used on the command line.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.name() == name)
    }
}

impl fmt::Display for DocumentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}
