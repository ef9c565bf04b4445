//! The kinds of things that are made of a round of study.

use std::fmt;
use std::str::FromStr;

/// What is made of a round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The whole report.
    #[default]
    Full,
    /// Two pages for the board.
    Board,
    /// One page for teams.
    Briefing,
    /// Every coded passage as a line of a table.
    Quotes,
    /// Charts as pictures, each with its table.
    Charts,
}

impl Kind {
    /// Every kind, in the order of lists.
    pub const ALL: [Self; 5] = [Self::Full, Self::Board, Self::Briefing, Self::Quotes, Self::Charts];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Board => "board",
            Self::Briefing => "briefing",
            Self::Quotes => "quotes",
            Self::Charts => "charts",
        }
    }

    /// What it holds, in one line without a stop.
    #[must_use]
    pub const fn help(self) -> &'static str {
        match self {
            Self::Full => "Everything: method, findings with their evidence, recommendations, charts, framework and codebook",
            Self::Board => "Two pages: what was asked, what was found, what is recommended, one chart",
            Self::Briefing => "One page for teams, to be talked through in seven minutes",
            Self::Quotes => "A table with one line for each coded passage, its case, its place and its theme",
            Self::Charts => "Each chart as SVG and PNG, with its table beside it, in a folder",
        }
    }

    /// The extensions of its formats, the usual one first; none for what goes into a folder.
    #[must_use]
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Full | Self::Board | Self::Briefing => &["docx", "html"],
            Self::Quotes => &["xlsx", "csv"],
            Self::Charts => &[],
        }
    }
}

impl Kind {
    /// Whether it can be written into a file with an extension.
    #[must_use]
    pub fn takes(self, ending: &str) -> bool {
        let extensions = self.extensions();
        extensions.is_empty() || extensions.contains(&ending) || (ending == "htm" && extensions.contains(&"html"))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Full => "Full report",
            Self::Board => "Board summary",
            Self::Briefing => "Briefing",
            Self::Quotes => "List of quotes",
            Self::Charts => "Charts",
        })
    }
}

impl FromStr for Kind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let known = || Self::ALL.map(Self::name).join(", ");
        Self::ALL.into_iter().find(|k| k.name() == name).ok_or_else(|| format!("“{name}” is not a kind; use one of {}", known()))
    }
}
