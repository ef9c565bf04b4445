//! The pages of the window, in the order of the rail.

/// A page of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Page {
    /// Documents and cases.
    #[default]
    Reviews,
    /// One document, to read and code.
    Reading,
    /// Search over all documents.
    Search,
    /// Passages that probably belong to a theme, to judge one after another.
    Suggestions,
    /// How often words stand, and which stand together.
    Words,
    /// The codebook.
    Themes,
    /// Themes by cases.
    Matrix,
    /// Written summaries of themes in cases.
    Framework,
    /// Charts of themes, periods and what stands together.
    Charts,
    /// What was found, and what is recommended.
    Findings,
    /// Rounds of study, and two of them compared.
    Rounds,
    /// Everything that was noted.
    Memos,
    /// What two people set differently.
    Disagreements,
    /// Everything that was done.
    History,
    /// What was read of a document beside its pages; reached from it, not from the rail.
    Check,
}

impl Page {
    /// Every page in the order of the rail.
    pub const ALL: [Self; 14] = [
        Self::Reviews,
        Self::Reading,
        Self::Search,
        Self::Suggestions,
        Self::Words,
        Self::Themes,
        Self::Matrix,
        Self::Framework,
        Self::Charts,
        Self::Findings,
        Self::Rounds,
        Self::Memos,
        Self::Disagreements,
        Self::History,
    ];

    /// Its name in the window.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reviews => "Reviews",
            Self::Reading => "Reading",
            Self::Search => "Search",
            Self::Suggestions => "Suggestions",
            Self::Words => "Words",
            Self::Themes => "Themes",
            Self::Matrix => "Matrix",
            Self::Framework => "Framework",
            Self::Charts => "Charts",
            Self::Findings => "Findings",
            Self::Rounds => "Deep dives",
            Self::Memos => "Memos",
            Self::Disagreements => "To settle",
            Self::History => "History",
            Self::Check => "Check the reading",
        }
    }
}
