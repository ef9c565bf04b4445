//! What a matrix is asked for: its two axes and what stands in its cells, under the names of the command line.
//!
//! Two axes of one family (case and document, theme and theme group) are refused: a cell of two cases would
//! always be empty, and how often two themes meet in a case is another count than this one.

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
    /// One header per value that a case may have, and "Not recorded".
    Attribute(String),
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
        }
    }

    /// What several headers are called, for titles: "Themes".
    #[must_use]
    pub fn plural(&self) -> String {
        match self {
            Self::Attribute(name) => name.clone(),
            Self::Case | Self::Document | Self::Theme | Self::ThemeGroup | Self::Analyst => format!("{}s", self.title()),
        }
    }

    /// Whether its headers are themes.
    #[must_use]
    pub const fn is_theme(&self) -> bool {
        matches!(self, Self::Theme | Self::ThemeGroup)
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
            other => match other.strip_prefix("attribute:").map(str::trim) {
                Some(attribute) if !attribute.is_empty() => Ok(Self::Attribute(attribute.to_owned())),
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
    #[error("“{0}” is not a side of a matrix; use case, document, theme, theme-group, analyst or attribute:NAME")]
    UnknownAxis(String),
    /// No such content.
    #[error("“{0}” cannot stand in a cell; use presence, cases, codings, words, quotes or summary")]
    UnknownCells(String),
    /// Themes on both sides.
    #[error("themes on both sides are not supported yet: choose case, document, analyst or an attribute for one side")]
    ThemesTwice,
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

/// What a matrix is asked for; its parts are known to go together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MatrixRequest {
    rows: Axis,
    columns: Axis,
    cells: CellKind,
}

impl MatrixRequest {
    /// Puts two axes and a content together.
    ///
    /// # Errors
    /// When the axes are of one family, or summaries are asked for other than theme by case.
    pub fn new(rows: Axis, columns: Axis, cells: CellKind) -> Result<Self, MatrixError> {
        if rows.is_theme() && columns.is_theme() {
            return Err(MatrixError::ThemesTwice);
        }
        if rows.is_single_case() && columns.is_single_case() {
            return Err(MatrixError::CasesTwice);
        }
        if rows == columns {
            return Err(MatrixError::Same);
        }
        let theme_and_case = (rows.is_theme() && columns == Axis::Case) || (rows == Axis::Case && columns.is_theme());
        if cells == CellKind::Summary && !theme_and_case {
            return Err(MatrixError::SummaryNeedsThemeAndCase);
        }
        Ok(Self { rows, columns, cells })
    }

    /// The axis of the rows.
    #[must_use]
    pub const fn rows(&self) -> &Axis {
        &self.rows
    }

    /// The axis of the columns.
    #[must_use]
    pub const fn columns(&self) -> &Axis {
        &self.columns
    }

    /// What stands in the cells.
    #[must_use]
    pub const fn cells(&self) -> CellKind {
        self.cells
    }

    /// "Themes by case".
    #[must_use]
    pub fn title(&self) -> String {
        let column = match &self.columns {
            Axis::Attribute(name) => name.clone(),
            axis @ (Axis::Case | Axis::Document | Axis::Theme | Axis::ThemeGroup | Axis::Analyst) => axis.title().to_lowercase(),
        };
        format!("{} by {column}", self.rows.plural())
    }

    /// Whether every cell is one theme in one case or document, so that its state can be named.
    #[must_use]
    pub const fn has_states(&self) -> bool {
        (self.rows.is_theme() && self.columns.is_single_case()) || (self.rows.is_single_case() && self.columns.is_theme())
    }
}
