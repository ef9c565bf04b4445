//! The headers of one side of a matrix, and which of them a coding or a case falls under.
//!
//! Sides are built once per matrix; the pass over all codings then only looks numbers up in them.

use super::axis::{Axis, MatrixError};
use super::ground::{Ground, Located};
use super::order::{band_cmp, natural_cmp};
use crate::model::{Case, Document, Id, Theme};
use std::collections::BTreeMap;
use std::slice;

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
    /// A value of the axis's attribute; none for cases without one.
    Attribute(Option<String>),
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
    /// Name of the theme's group or of the document's case, else empty.
    pub group: String,
    /// Depth in the codebook, 0 for groups and for everything else.
    pub depth: usize,
    /// Whether other headers of this side lie under it and are counted in it too.
    pub has_children: bool,
}

impl Header {
    fn plain(of: HeaderOf, name: &str) -> Self {
        Self { of, name: name.to_owned(), code: String::new(), group: String::new(), depth: 0, has_children: false }
    }
}

/// The name of the header for cases that lack the attribute.
pub(super) const NOT_RECORDED: &str = "Not recorded";

/// One side of a matrix.
pub(super) struct Side {
    pub(super) headers: Vec<Header>,
    place: Place,
    /// For each case, the headers that it belongs to.
    cases: Vec<Vec<usize>>,
    /// For each header, its node in the codebook; empty when the side has no themes.
    nodes: Vec<usize>,
    /// Whether the headers are documents, so that what was read is asked of the document.
    pub(super) is_documents: bool,
}

enum Place {
    /// For each document, its header.
    Document(Vec<usize>),
    /// For each theme, the headers that count it.
    Theme(Vec<Vec<usize>>),
    /// For each analyst, the header.
    Analyst(Vec<usize>),
}

impl Side {
    pub(super) fn of(axis: &Axis, ground: &Ground<'_>) -> Result<Self, MatrixError> {
        match axis {
            Axis::Case => Ok(Self::cases(ground)),
            Axis::Document => Ok(Self::documents(ground)),
            Axis::Theme => Ok(Self::themes(ground)),
            Axis::ThemeGroup => Ok(Self::theme_groups(ground)),
            Axis::Analyst => Ok(Self::analysts(ground)),
            Axis::Attribute(name) => Self::attribute(name, ground),
        }
    }

    /// One header for everything: the other side's totals.
    pub(super) fn all(ground: &Ground<'_>) -> Self {
        let header = Header::plain(HeaderOf::All, "All");
        Self::by_case(vec![header], vec![0; ground.cases.len()], ground)
    }

    /// The headers under which a coding counts.
    pub(super) fn headers_of(&self, at: &Located<'_>) -> &[usize] {
        match &self.place {
            Place::Document(list) => list.get(at.document).map(slice::from_ref),
            Place::Analyst(list) => list.get(at.analyst).map(slice::from_ref),
            Place::Theme(list) => list.get(at.theme).map(Vec::as_slice),
        }
        .unwrap_or_default()
    }

    /// The headers to which a case belongs.
    pub(super) fn headers_of_case(&self, case: usize) -> &[usize] {
        self.cases.get(case).map(Vec::as_slice).unwrap_or_default()
    }

    /// The node in the codebook that a header stands for.
    pub(super) fn node(&self, header: usize) -> Option<usize> {
        self.nodes.get(header).copied()
    }

    /// A side whose headers each hold whole cases.
    fn by_case(headers: Vec<Header>, header_of_case: Vec<usize>, ground: &Ground<'_>) -> Self {
        let place = ground.case_of.iter().filter_map(|case| header_of_case.get(*case).copied()).collect();
        let cases = header_of_case.into_iter().map(|h| vec![h]).collect();
        Self { headers, place: Place::Document(place), cases, nodes: Vec::new(), is_documents: false }
    }

    fn cases(ground: &Ground<'_>) -> Self {
        let mut headers: Vec<Header> = ground.cases.iter().map(|c| Header::plain(HeaderOf::Case(c.id), &c.name)).collect();
        tell_apart(&mut headers);
        Self::by_case(headers, (0..ground.cases.len()).collect(), ground)
    }

    fn documents(ground: &Ground<'_>) -> Self {
        let header = |(i, document): (usize, &&Document)| {
            let case = ground.case_of.get(i).and_then(|c| ground.cases.get(*c)).map(|c| c.name.clone());
            let plain = Header::plain(HeaderOf::Document(document.id), &ground.document_name(i));
            Header { group: case.unwrap_or_default(), ..plain }
        };
        let mut headers: Vec<Header> = ground.documents.iter().enumerate().map(header).collect();
        tell_apart(&mut headers);
        let cases = (0..ground.cases.len()).map(|case| ground.documents_of(case).collect()).collect();
        let place = Place::Document((0..headers.len()).collect());
        Self { headers, place, cases, nodes: Vec::new(), is_documents: true }
    }

    fn themes(ground: &Ground<'_>) -> Self {
        let nodes: Vec<usize> = (0..ground.tree.nodes().len()).collect();
        let headers = nodes.iter().filter_map(|i| theme_header(ground, *i)).collect();
        Self::of_every_case(headers, Place::Theme(ground.above.clone()), nodes, ground)
    }

    fn theme_groups(ground: &Ground<'_>) -> Self {
        let is_root = |i: &usize| ground.tree.nodes().get(*i).is_some_and(|n| n.depth == 0);
        let roots: Vec<usize> = (0..ground.tree.nodes().len()).filter(is_root).collect();
        let group_of = |i: usize| ground.tree.nodes().get(i).map(|n| n.group);
        let place = (0..ground.tree.nodes().len()).map(|i| group_of(i).into_iter().collect()).collect();
        let alone = |header: Header| Header { has_children: false, ..header };
        let headers = roots.iter().filter_map(|i| theme_header(ground, *i).map(alone)).collect();
        Self::of_every_case(headers, Place::Theme(place), roots, ground)
    }

    fn analysts(ground: &Ground<'_>) -> Self {
        let headers: Vec<Header> =
            ground.analysts.iter().map(|name| Header::plain(HeaderOf::Analyst(name.clone()), name)).collect();
        let place = Place::Analyst((0..headers.len()).collect());
        Self::of_every_case(headers, place, Vec::new(), ground)
    }

    fn of_every_case(headers: Vec<Header>, place: Place, nodes: Vec<usize>, ground: &Ground<'_>) -> Self {
        let every: Vec<usize> = (0..headers.len()).collect();
        Self { headers, place, cases: vec![every; ground.cases.len()], nodes, is_documents: false }
    }

    fn attribute(name: &str, ground: &Ground<'_>) -> Result<Self, MatrixError> {
        let key = known_attribute(name, ground)?;
        let value = |case: &&Case| case.attributes.get(&key).map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
        let values: Vec<Option<String>> = ground.cases.iter().map(value).collect();
        let mut distinct: Vec<Option<String>> = values.clone();
        distinct.sort_by(|a, b| match (a, b) {
            (Some(a), Some(b)) => band_cmp(a, b),
            // "Not recorded" comes last.
            (None, _) | (_, None) => b.is_some().cmp(&a.is_some()),
        });
        distinct.dedup();
        let place = |v: &Option<String>| distinct.iter().position(|d| d == v);
        let of_case = values.iter().filter_map(place).collect();
        let header = |v: &Option<String>| Header::plain(HeaderOf::Attribute(v.clone()), v.as_deref().unwrap_or(NOT_RECORDED));
        let headers = distinct.iter().map(header).collect();
        Ok(Self::by_case(headers, of_case, ground))
    }
}

/// The attribute as cases spell it; a name in other letter case is found too.
fn known_attribute(name: &str, ground: &Ground<'_>) -> Result<String, MatrixError> {
    let mut known: Vec<&String> = ground.cases.iter().flat_map(|c| c.attributes.keys()).collect();
    known.sort_by(|a, b| natural_cmp(a, b));
    known.dedup();
    let same = |k: &&&String| k.as_str() == name;
    let alike = |k: &&&String| k.to_lowercase() == name.to_lowercase();
    if let Some(key) = known.iter().find(same).or_else(|| known.iter().find(alike)) {
        return Ok((*key).clone());
    }
    let list: Vec<&str> = known.iter().map(|k| k.as_str()).collect();
    let known =
        if list.is_empty() { "; no attributes are recorded yet".to_owned() } else { format!("; there are {}", list.join(", ")) };
    Err(MatrixError::UnknownAttribute { name: name.to_owned(), known })
}

fn theme_header(ground: &Ground<'_>, number: usize) -> Option<Header> {
    let node = ground.tree.nodes().get(number)?;
    let theme = ground.project.themes().get(node.id)?;
    let group = ground.project.themes().get(node.root).map(|t| t.name.clone()).unwrap_or_default();
    Some(Header {
        of: HeaderOf::Theme(node.id),
        name: theme.name.clone(),
        code: theme.code.clone(),
        group,
        depth: node.depth,
        has_children: node.has_children,
    })
}

/// Numbers headers that have the same name, since a file's columns are found by name.
fn tell_apart(headers: &mut [Header]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for header in headers {
        let count = seen.entry(header.name.clone()).or_default();
        *count += 1;
        if *count > 1 {
            header.name = format!("{} ({count})", header.name);
        }
    }
}
