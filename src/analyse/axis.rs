//! The axes of a matrix and what stands in its cells, under the names of the command line.
//!
//! Bands and periods are axes of a case's attribute as well: they only put its values together. So their headers are
//! `HeaderOf::Attribute`, and a case whose value cannot be read stands under a header that says so.

use super::bands::Bands;
use super::period::Period;
use std::fmt;
use std::str::FromStr;

/// One side of a matrix.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Axis {
    /// One header per case.
    Case,
    /// One header per document.
    Document,
    /// One header per theme, groups included; a group counts everything under it.
    Theme,
    /// One header per theme without a parent; it counts everything under it.
    ThemeGroup,
    /// One header per analyst; an analyst's devices count together.
    Analyst,
    /// One header per value that a case may have, and "Not recorded"; a case with "a; b" stands under both.
    Attribute(String),
    /// One header per band of an attribute's values, and "Not recorded".
    Bands(Bands),
    /// One header per period in which an incident happened, and "Not recorded".
    Period(Period),
    /// One header per agency that themes name; a coding counts under each agency of its theme.
    Agency,
    /// One header per pair of agencies that a theme names together.
    AgencyPair,
}

impl Axis {
    /// The name on the command line.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Case => "case".to_owned(),
            Self::Document => "document".to_owned(),
            Self::Theme => "theme".to_owned(),
            Self::ThemeGroup => "theme-group".to_owned(),
            Self::Analyst => "analyst".to_owned(),
            Self::Attribute(name) => format!("attribute:{name}"),
            Self::Bands(bands) => bands.name(),
            Self::Period(period) => period.name().to_owned(),
            Self::Agency => "agency".to_owned(),
            Self::AgencyPair => "agency-pair".to_owned(),
        }
    }

    /// What one header is called, for people: "Theme group".
    #[must_use]
    pub fn title(&self) -> &str {
        match self {
            Self::Case => "Case",
            Self::Document => "Document",
            Self::Theme => "Theme",
            Self::ThemeGroup => "Theme group",
            Self::Analyst => "Analyst",
            Self::Attribute(name) => name,
            Self::Bands(bands) => bands.attribute(),
            Self::Period(period) => period.title(),
            Self::Agency => "Agency",
            Self::AgencyPair => "Pair of agencies",
        }
    }

    /// What several headers are called, for titles: "Themes".
    #[must_use]
    pub fn plural(&self) -> String {
        match self {
            Self::Attribute(name) => name.clone(),
            Self::Bands(bands) => bands.attribute().to_owned(),
            Self::Agency => "Agencies".to_owned(),
            Self::AgencyPair => "Pairs of agencies".to_owned(),
            Self::Case | Self::Document | Self::Theme | Self::ThemeGroup | Self::Analyst | Self::Period(_) => {
                format!("{}s", self.title())
            }
        }
    }

    /// Whether its headers are themes.
    #[must_use]
    pub const fn is_theme(&self) -> bool {
        matches!(self, Self::Theme | Self::ThemeGroup)
    }

    /// Whether its headers put whole cases together by what is recorded of them.
    #[must_use]
    pub const fn is_of_cases(&self) -> bool {
        matches!(self, Self::Attribute(_) | Self::Bands(_) | Self::Period(_))
    }

    /// Whether each of its headers belongs to exactly one case.
    #[must_use]
    pub const fn is_single_case(&self) -> bool {
        matches!(self, Self::Case | Self::Document)
    }
}

impl fmt::Display for Axis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

impl FromStr for Axis {
    type Err = MatrixError;

    fn from_str(name: &str) -> Result<Self, MatrixError> {
        match name {
            "case" => Ok(Self::Case),
            "document" => Ok(Self::Document),
            "theme" => Ok(Self::Theme),
            "theme-group" => Ok(Self::ThemeGroup),
            "analyst" => Ok(Self::Analyst),
            "agency" => Ok(Self::Agency),
            "agency-pair" => Ok(Self::AgencyPair),
            other => match other.split_once(':').map(|(kind, rest)| (kind, rest.trim())) {
                Some(("attribute", attribute)) if !attribute.is_empty() => Ok(Self::Attribute(attribute.to_owned())),
                Some(("bands", bands)) => Bands::parse(bands).map(Self::Bands),
                Some(("period", period)) => period.parse().map(Self::Period),
                Some(_) | None => Err(MatrixError::UnknownAxis(other.to_owned())),
            },
        }
    }
}

/// What stands in the cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CellKind {
    /// Whether and how the theme is there: concern, good practice, stated absent, not mentioned, not yet read …
    #[default]
    Presence,
    /// Number of different cases with at least one coding.
    Cases,
    /// Number of codings.
    Codings,
    /// Number of words under codings, each word once.
    Words,
    /// The passages themselves, with citations.
    Quotes,
    /// The summaries that people wrote.
    Summary,
}

impl CellKind {
    /// Every kind in the order of lists.
    pub const ALL: [Self; 6] = [Self::Presence, Self::Cases, Self::Codings, Self::Words, Self::Quotes, Self::Summary];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Presence => "presence",
            Self::Cases => "cases",
            Self::Codings => "codings",
            Self::Words => "words",
            Self::Quotes => "quotes",
            Self::Summary => "summary",
        }
    }

    /// One sentence on what stands in a cell.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Presence => "Each cell says whether and how the theme is there",
            Self::Cases => "Each cell counts the different cases with at least one coding; a case counts once",
            Self::Codings => "Each cell counts codings, that is tagged passages; the case remains the unit for findings",
            Self::Words => "Each cell counts the words under its codings, each word once",
            Self::Quotes => "Each cell quotes its coded passages, each with document, paragraph and page",
            Self::Summary => "Each cell holds the summary that a person wrote for the theme in the case",
        }
    }
}

impl FromStr for CellKind {
    type Err = MatrixError;

    fn from_str(name: &str) -> Result<Self, MatrixError> {
        Self::ALL.into_iter().find(|k| k.name() == name).ok_or_else(|| MatrixError::UnknownCells(name.to_owned()))
    }
}

/// Why a matrix cannot be made; each is one sentence for people.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MatrixError {
    /// No such axis.
    #[error(
        "“{0}” is not a side of a matrix; use case, document, theme, theme-group, analyst, agency, agency-pair, \
         attribute:NAME, bands:NAME:4 weeks,3 months or period:year"
    )]
    UnknownAxis(String),
    /// No such content.
    #[error("“{0}” cannot stand in a cell; use presence, cases, codings, words, quotes or summary")]
    UnknownCells(String),
    /// Bands that cannot be told apart.
    #[error("“{0}” are no bands; write an attribute and where the bands part, such as Age:4 weeks,3 months,6 months")]
    Bands(String),
    /// No such period.
    #[error("“{0}” is no period; use year, financial-year or quarter")]
    UnknownPeriod(String),
    /// No such order.
    #[error("“{0}” is no order; use codebook, name, count or attribute:NAME")]
    UnknownOrder(String),
    /// No such nearness.
    #[error("“{0}” does not say how near; use passage, overlap, case or a number of paragraphs")]
    UnknownNearness(String),
    /// Themes on both sides without how near they are to be.
    #[error(
        "with themes on both sides, say how near they are to be: in the same passage, overlapping, within paragraphs or in the same case"
    )]
    ThemesTwice,
    /// How near is asked of something else than two sides of themes.
    #[error("how near is asked of two themes: choose theme or theme-group for both sides")]
    NearNeedsThemes,
    /// A summary belongs to one theme, not to two that meet.
    #[error("no summary is written for two themes that meet: choose cases, codings, presence, words or quotes")]
    SummaryOfTwo,
    /// Cases or documents on both sides.
    #[error("cases or documents on both sides would say nothing: choose themes, analysts or an attribute for one side")]
    CasesTwice,
    /// The same axis on both sides.
    #[error("rows and columns are the same: choose something else for one side")]
    Same,
    /// Summaries belong to a theme in a case.
    #[error("a summary is written for a theme in a case: choose theme or theme-group for one side and case for the other")]
    SummaryNeedsThemeAndCase,
    /// No case has the attribute.
    #[error("no case has an attribute called “{name}”{known}")]
    UnknownAttribute {
        /// The name asked for.
        name: String,
        /// The end of the sentence: which attributes there are.
        known: String,
    },
    /// A position outside the matrix, or a header that is no longer in the project.
    #[error("this cell is no longer in the deep dive: make the matrix again")]
    NoSuchCell,
}
