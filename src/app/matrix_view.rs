//! A matrix by the names that are stored and typed, and the request that the analysis understands.
//!
//! `MatrixView` is kept in projects and given on the command line, so it holds names. Everything that can no longer be
//! made of them (an attribute that is gone, a query that cannot be read) is one sentence, and nothing is left out silently.

use super::searching::{Searcher, Wanted};
use super::session::Session;
use crate::analyse::evidence::{cases_of, frozen_themes};
use crate::analyse::{Axis, CellKind, Filter, FrozenCodebook, Matrix, MatrixError, MatrixRequest, Passages, Scope, SortBy};
use crate::disclose::Level;
use crate::model::{DeepDive, Id, MatrixView, Project};
use crate::search::ParseError;
use crate::text::Zone;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The name of no zone at all, for text that stands in no part of its review.
pub const NO_ZONE: &str = "none";

/// Why a view makes no matrix; each is one sentence for people.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ViewError {
    /// Rows, columns, cells or nearness.
    #[error(transparent)]
    Matrix(#[from] MatrixError),
    /// The query cannot be read, or names something that is not there.
    #[error("the query “{words}” of this matrix cannot be used: {reason}")]
    Query {
        /// The query.
        words: String,
        /// Why.
        reason: String,
    },
    /// A part of reviews that is not known.
    #[error("“{0}” is no part of a review; use none or {parts}", parts = zones())]
    Zone(String),
    /// An order that is not known.
    #[error("“{0}” is no order; use codebook, name, count or attribute:NAME")]
    Sort(String),
    /// An axis that cases cannot be put together by.
    #[error("cases cannot be grouped by “{0}”; use attribute:NAME, bands:NAME:4 weeks,3 months or period:year")]
    Group(String),
    /// The round was removed.
    #[error("the deep dive that this matrix counts in is no longer there: choose another one")]
    NoRound,
}

fn zones() -> String {
    Zone::ALL.map(Zone::name).join(", ")
}

/// The cases of a round's sample and its frozen codebook; every case and the codebook as it stands without a round.
#[must_use]
pub fn scope_of(project: &Project, round: Option<Id<DeepDive>>) -> Scope {
    Scope {
        cases: round.map(|_| cases_of(project, round).into_iter().collect()),
        codebook: frozen_themes(project, round).map(|themes| FrozenCodebook(themes.into())),
    }
}

/// The request of a view. `passages` are those that its query finds: `passages_of`, or an answer that came later.
///
/// # Errors
/// `ViewError`.
pub fn request_of(project: &Project, view: &MatrixView, passages: Option<Passages>) -> Result<MatrixRequest, ViewError> {
    if view.within.is_some_and(|id| project.deep_dives().get(id).is_none()) {
        return Err(ViewError::NoRound);
    }
    let (rows, columns): (Axis, Axis) = (view.rows.parse()?, view.columns.parse()?);
    let cells: CellKind = if view.cells.is_empty() { CellKind::default() } else { view.cells.parse()? };
    let request = match view.near.as_str() {
        "" => MatrixRequest::new(rows, columns, cells)?,
        near => MatrixRequest::meeting(rows, columns, cells, near.parse()?)?,
    };
    let request = request.in_scope(scope_of(project, view.within)).filtered(filter_of(view, passages)?);
    Ok(match group_of(view)? {
        Some(by) => request.grouped_by(by),
        None => request,
    })
}

fn filter_of(view: &MatrixView, passages: Option<Passages>) -> Result<Filter, ViewError> {
    let value = |value: &String| Some(value.clone()).filter(|v| !v.trim().is_empty());
    let values = |set: &BTreeSet<String>| set.iter().map(value).collect::<BTreeSet<Option<String>>>();
    let attributes: BTreeMap<_, _> =
        view.attributes.iter().filter(|(_, set)| !set.is_empty()).map(|(name, set)| (name.clone(), values(set))).collect();
    let zone = |name: &String| match name.as_str() {
        NO_ZONE => Ok(None),
        name => Zone::ALL.into_iter().find(|z| z.name() == name).map(Some).ok_or_else(|| ViewError::Zone(name.to_owned())),
    };
    let zones: Result<BTreeSet<Option<Zone>>, ViewError> = view.zones.iter().map(zone).collect();
    // A query that has not been answered yet lets nothing through rather than everything.
    let query = (!view.query.trim().is_empty()).then(|| passages.unwrap_or_default());
    Ok(Filter { attributes, polarities: view.polarities.clone(), analysts: view.analysts.clone(), zones: zones?, query })
}

/// By what the cases of a view are grouped: a bare name is an attribute.
///
/// # Errors
/// When it is an axis that does not put cases together, or bands that cannot be read.
pub fn group_of(view: &MatrixView) -> Result<Option<Axis>, ViewError> {
    let name = view.group_by.trim();
    if name.is_empty() {
        return Ok(None);
    }
    match name.parse::<Axis>() {
        Ok(axis) if axis.is_of_cases() => Ok(Some(axis)),
        Ok(_) => Err(ViewError::Group(name.to_owned())),
        Err(MatrixError::UnknownAxis(_)) => Ok(Some(Axis::Attribute(name.to_owned()))),
        Err(fault) => Err(fault.into()),
    }
}

/// Reads an order: nothing or "codebook", "name", "count", "attribute:NAME".
///
/// # Errors
/// When it is none of them.
pub fn sort_of(name: &str) -> Result<SortBy, ViewError> {
    match name.trim() {
        "" | "codebook" => Ok(SortBy::AsIs),
        "name" => Ok(SortBy::Name),
        "count" => Ok(SortBy::Count),
        other => match other.strip_prefix("attribute:").map(str::trim) {
            Some(attribute) if !attribute.is_empty() => Ok(SortBy::Attribute(attribute.to_owned())),
            Some(_) | None => Err(ViewError::Sort(other.to_owned())),
        },
    }
}

/// The name of an order, as `sort_of` reads it; empty for the order of the codebook.
#[must_use]
pub fn sort_name(sort: &SortBy) -> String {
    match sort {
        SortBy::AsIs => String::new(),
        SortBy::Name => "name".to_owned(),
        SortBy::Count => "count".to_owned(),
        SortBy::Attribute(name) => format!("attribute:{name}"),
    }
}

/// Rows and columns in the order of a view, as places in the matrix.
///
/// # Errors
/// When an attribute is gone, or an order is not known.
pub fn order_of(matrix: &Matrix, project: &Project, view: &MatrixView) -> Result<(Vec<usize>, Vec<usize>), ViewError> {
    let rows = matrix.row_order(project, &sort_of(&view.sort_rows)?)?;
    let columns = matrix.column_order(project, &sort_of(&view.sort_columns)?)?;
    Ok((rows, columns))
}

/// The same view with rows and columns exchanged.
#[must_use]
pub fn transposed(view: &MatrixView) -> MatrixView {
    let mut turned = view.clone();
    std::mem::swap(&mut turned.rows, &mut turned.columns);
    std::mem::swap(&mut turned.sort_rows, &mut turned.sort_columns);
    turned
}

/// The passages that a query finds, as saved queries and the page of search find them, from the index in a folder.
///
/// # Errors
/// When the query cannot be read, names what is not there, or there is no index.
pub fn passages_of(session: &Session, index: &Path, words: &str) -> Result<Option<Passages>, ViewError> {
    if words.trim().is_empty() {
        return Ok(None);
    }
    let fault = |reason: String| ViewError::Query { words: words.trim().to_owned(), reason };
    let searcher = Searcher::open(index, session.texts(), Wanted::of(session)).map_err(|e| fault(e.to_string()))?;
    passages_found(&searcher, words).map(Some).map_err(fault)
}

/// The passages that a query finds in an index that is open; the reason where it finds none by fault.
///
/// # Errors
/// One sentence.
pub fn passages_found(searcher: &Searcher, words: &str) -> Result<Passages, String> {
    let query = searcher.read(words).map_err(|e: ParseError| e.to_string())?;
    let query = searcher.lexicon().expand(&query, &BTreeSet::new()).query;
    let found = searcher.passages(&query).map_err(|e| e.to_string())?;
    let placed = found.into_iter().filter_map(|p| Some((p.document, searcher.text_version_of(p.document)?, p.range)));
    Ok(placed.collect())
}

/// What a view chooses, in words by name, for notes: the deep dive, filters, grouping, order. Nothing for what is usual.
///
/// Who coded is named to those who may see the cases only.
#[must_use]
pub fn selection_of(project: &Project, view: &MatrixView, level: Level) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    if let Some(round) = view.within.and_then(|id| project.deep_dives().get(id)) {
        let frozen = round.codebook.and_then(|id| project.codebook_versions().row(id));
        let codebook = frozen.map(|row| format!(", counted under the codebook “{}”", row.record.name)).unwrap_or_default();
        facts.push(("Deep dive", format!("{}{codebook}. Only the cases of its sample are counted.", round.name)));
    }
    let filters = filter_words(view, level);
    if !filters.is_empty() {
        let mut words = format!("Only {}.", filters.join("; only "));
        if narrows_codings(view) {
            words.push_str(" A case coded only by other passages reads “Coded otherwise”, and stays in N.");
        }
        facts.push(("Filter", words));
    }
    let grouped = view.group_by.trim();
    if !grouped.is_empty() && [view.rows.as_str(), view.columns.as_str()].contains(&"case") {
        facts.push(("Groups of cases", format!("By {}.", axis_words(grouped))));
    }
    let orders = [("rows", &view.sort_rows), ("columns", &view.sort_columns)];
    let orders: Vec<String> =
        orders.iter().filter(|(_, by)| !by.is_empty()).map(|(side, by)| format!("{side} by {}", axis_words(by))).collect();
    if !orders.is_empty() {
        facts.push(("Order", format!("Sorted: {}.", orders.join(", "))));
    }
    facts
}

/// "Age band" for "attribute:Age band".
#[must_use]
pub fn axis_words(name: &str) -> &str {
    name.strip_prefix("attribute:").unwrap_or(name)
}

/// Whether a view leaves codings of a case out.
#[must_use]
pub fn narrows_codings(view: &MatrixView) -> bool {
    !(view.polarities.is_empty() && view.analysts.is_empty() && view.zones.is_empty() && view.query.trim().is_empty())
}

/// Each filter of a view in a few words: "cases with District Coast or Town", "codings as concern".
#[must_use]
pub fn filter_words(view: &MatrixView, level: Level) -> Vec<String> {
    let mut words = Vec::new();
    for (name, values) in view.attributes.iter().filter(|(_, values)| !values.is_empty()) {
        let value = |v: &String| if v.trim().is_empty() { "not recorded".to_owned() } else { v.clone() };
        words.push(format!("cases with {name} {}", any_of(values.iter().map(value))));
    }
    if !view.polarities.is_empty() {
        words.push(format!("codings as {}", any_of(view.polarities.iter().map(|p| p.to_string().to_lowercase()))));
    }
    if !view.analysts.is_empty() {
        words.push(match level {
            Level::Internal => format!("codings of {}", any_of(view.analysts.iter().cloned())),
            Level::Partnership | Level::Publishable => "codings of some analysts".to_owned(),
        });
    }
    if !view.zones.is_empty() {
        words.push(format!("codings in {}", any_of(view.zones.iter().map(|name| zone_words(name)))));
    }
    if !view.query.trim().is_empty() {
        words.push(format!("passages that “{}” finds", view.query.trim()));
    }
    words
}

/// The name of a part of reviews for people.
#[must_use]
pub fn zone_words(name: &str) -> String {
    let zone = Zone::ALL.into_iter().find(|z| z.name() == name);
    zone.map_or_else(|| if name == NO_ZONE { "no part".to_owned() } else { name.to_owned() }, |z| z.title().to_owned())
}

fn any_of(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(" or ")
}
