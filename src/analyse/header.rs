//! Headers of rows and columns: what each stands for, and what it is called.

use crate::model::{Case, Document, Id, Theme};
use std::collections::BTreeMap;

/// What a header stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each names what it holds")]
pub enum HeaderOf {
    Case(Id<Case>),
    Document(Id<Document>),
    /// A theme with everything under it.
    Theme(Id<Theme>),
    /// An analyst by name.
    Analyst(String),
    /// A value, band or period of the axis's attribute; none for cases without one.
    Attribute(Option<String>),
    /// An agency by name.
    Agency(String),
    /// Two agencies by name, in order.
    AgencyPair(String, String),
    /// The whole project, for totals.
    All,
}

/// One row or column header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// What it stands for.
    pub of: HeaderOf,
    /// Its name; unique among the headers of cases and documents.
    pub name: String,
    /// Code of a theme, else empty.
    pub code: String,
    /// Name of the theme's group, of the document's case or, where cases are grouped, of the case's group; else empty.
    pub group: String,
    /// Depth in the codebook, 0 for groups and for everything else.
    pub depth: usize,
    /// Whether other headers of this side lie under it and are counted in it too.
    pub has_children: bool,
    /// Place on this side of the header that it lies under.
    pub parent: Option<usize>,
}

/// The name of the header for cases that lack the attribute.
pub const NOT_RECORDED: &str = "Not recorded";

impl Header {
    pub(super) fn plain(of: HeaderOf, name: &str) -> Self {
        let (code, group) = (String::new(), String::new());
        Self { of, name: name.to_owned(), code, group, depth: 0, has_children: false, parent: None }
    }

    /// The header of a value, band or period.
    pub(super) fn of_value(value: Option<String>) -> Self {
        let name = value.clone().unwrap_or_else(|| NOT_RECORDED.to_owned());
        Self::plain(HeaderOf::Attribute(value), &name)
    }
}

/// Numbers headers that have the same name, since a file's columns are found by name.
pub(super) fn tell_apart(headers: &mut [Header]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for header in headers {
        let count = seen.entry(header.name.clone()).or_default();
        *count += 1;
        if *count > 1 {
            header.name = format!("{} ({count})", header.name);
        }
    }
}
