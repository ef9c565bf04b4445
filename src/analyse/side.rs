//! One side of a matrix: its headers, and which of them a coding or a case falls under.
//!
//! Sides are built once per matrix; counting then only looks numbers up in them. A case may fall under several headers
//! (each of its documents, each of several values), which is why totals are never sums.

use super::axis::{Axis, MatrixError};
use super::ground::Ground;
use super::header::{Header, HeaderOf, tell_apart};
use super::located::Located;
use super::order::natural_cmp;
use super::values::{Values, values_of};
use crate::model::Project;
use std::slice;

/// One side of a matrix.
#[derive(Clone, Debug)]
pub(super) struct Side {
    pub(super) headers: Vec<Header>,
    place: Place,
    cases: Cases,
    /// For each header, its node in the codebook; empty when the side has no themes.
    nodes: Vec<usize>,
    /// Whether the headers are documents, so that what was read is asked of the document.
    pub(super) is_documents: bool,
}

/// What decides under which headers a coding falls.
#[derive(Clone, Debug)]
enum Place {
    /// Those of its case.
    Case,
    /// For each document, its header.
    Document(Vec<usize>),
    /// For each theme, the headers that count it.
    Theme(Vec<Vec<usize>>),
    /// For each analyst, the header.
    Analyst(Vec<usize>),
}

/// Which headers a case belongs to.
#[derive(Clone, Debug)]
enum Cases {
    /// Every case to all of these.
    Every(Vec<usize>),
    /// For each case, its own.
    Listed(Vec<Vec<usize>>),
}

impl Side {
    /// The headers of an axis; cases are grouped by another one where that is wanted.
    pub(super) fn of(axis: &Axis, grouped_by: Option<&Axis>, ground: &Ground, project: &Project) -> Result<Self, MatrixError> {
        match axis {
            Axis::Case => {
                let groups = grouped_by.map(|by| values_of(by, ground, project)).transpose()?;
                Ok(Self::cases(ground, groups.as_ref()))
            }
            Axis::Document => Ok(Self::documents(ground)),
            Axis::Theme => Ok(Self::themes(ground)),
            Axis::ThemeGroup => Ok(Self::theme_groups(ground)),
            Axis::Analyst => Ok(Self::analysts(ground)),
            Axis::Attribute(_) | Axis::Bands(_) | Axis::Period(_) => values_of(axis, ground, project).map(Self::values),
            Axis::Agency => Ok(Self::agencies(ground, |names| names.iter().map(|name| HeaderOf::Agency(name.clone())).collect())),
            Axis::AgencyPair => Ok(Self::agencies(ground, pairs)),
        }
    }

    /// One header for everything: the other side's totals.
    pub(super) fn all() -> Self {
        let headers = vec![Header::plain(HeaderOf::All, "All")];
        Self { headers, place: Place::Case, cases: Cases::Every(vec![0]), nodes: Vec::new(), is_documents: false }
    }

    /// The headers under which a coding of a case counts.
    pub(super) fn headers_of(&self, case: usize, at: &Located) -> &[usize] {
        match &self.place {
            Place::Case => return self.headers_of_case(case),
            Place::Document(list) => list.get(at.document()).map(slice::from_ref),
            Place::Analyst(list) => list.get(at.analyst()).map(slice::from_ref),
            Place::Theme(list) => list.get(at.theme()).map(Vec::as_slice),
        }
        .unwrap_or_default()
    }

    /// The headers to which a case belongs, ascending.
    pub(super) fn headers_of_case(&self, case: usize) -> &[usize] {
        match &self.cases {
            Cases::Every(all) => all,
            Cases::Listed(list) => list.get(case).map(Vec::as_slice).unwrap_or_default(),
        }
    }

    /// The place of a header among those of a case.
    pub(super) fn place_in_case(&self, case: usize, header: usize) -> Option<usize> {
        match &self.cases {
            Cases::Every(_) => Some(header),
            Cases::Listed(list) => list.get(case)?.iter().position(|h| *h == header),
        }
    }

    /// Whether all codings of a case fall under its one header, so that the other side's totals of it are its cells.
    pub(super) fn is_one_for(&self, case: usize) -> bool {
        matches!(self.place, Place::Case) && self.headers_of_case(case).len() == 1
    }

    /// The node in the codebook that a header stands for.
    pub(super) fn node(&self, header: usize) -> Option<usize> {
        self.nodes.get(header).copied()
    }

    /// The side with its headers in another order: `order` names the headers, `places` says where each went.
    pub(super) fn arranged(self, order: &[usize], places: &[usize]) -> Self {
        let moved = |i: usize| places.get(i).copied().unwrap_or(i);
        let move_all = |lists: Vec<Vec<usize>>| -> Vec<Vec<usize>> {
            lists.into_iter().map(|list| list.into_iter().map(moved).collect()).collect()
        };
        let header = |i: &usize| {
            let header = self.headers.get(*i)?.clone();
            Some(Header { parent: header.parent.map(moved), ..header })
        };
        Self {
            headers: order.iter().filter_map(header).collect(),
            place: match self.place {
                Place::Case => Place::Case,
                Place::Document(list) => Place::Document(list.into_iter().map(moved).collect()),
                Place::Theme(lists) => Place::Theme(move_all(lists)),
                Place::Analyst(list) => Place::Analyst(list.into_iter().map(moved).collect()),
            },
            cases: match self.cases {
                // Every case stands under all of them, in whatever order.
                Cases::Every(all) => Cases::Every(all),
                Cases::Listed(lists) => Cases::Listed(move_all(lists)),
            },
            nodes: order.iter().filter_map(|i| self.nodes.get(*i).copied()).collect(),
            is_documents: self.is_documents,
        }
    }

    fn by_case(headers: Vec<Header>, of_case: Vec<Vec<usize>>) -> Self {
        let (place, cases) = (Place::Case, Cases::Listed(of_case));
        Self { headers, place, cases, nodes: Vec::new(), is_documents: false }
    }

    fn values(values: Values) -> Self {
        Self::by_case(values.headers, values.of_case)
    }

    /// Cases by name; where they are grouped, by the first value of each and then by name.
    fn cases(ground: &Ground, groups: Option<&Values>) -> Self {
        let mut order: Vec<usize> = (0..ground.cases.len()).collect();
        let group = |case: usize| groups?.of_case.get(case)?.first().copied();
        order.sort_by_key(|case| group(*case));
        let name_of = |case: usize| Some(groups?.headers.get(group(case)?)?.name.clone());
        let mut names: Vec<Header> = ground.cases.iter().map(|c| Header::plain(HeaderOf::Case(c.id), &c.name)).collect();
        tell_apart(&mut names);
        let mut of_case = vec![Vec::new(); ground.cases.len()];
        let mut headers = Vec::with_capacity(names.len());
        for (place, case) in order.into_iter().enumerate() {
            let Some((header, mine)) = names.get(case).zip(of_case.get_mut(case)) else { continue };
            headers.push(Header { group: name_of(case).unwrap_or_default(), ..header.clone() });
            mine.push(place);
        }
        Self::by_case(headers, of_case)
    }

    fn documents(ground: &Ground) -> Self {
        let header = |(i, document): (usize, &super::ground::GroundDocument)| {
            let case = ground.cases.get(document.case).map(|c| c.name.clone());
            let plain = Header::plain(HeaderOf::Document(document.id), &ground.document_name(i));
            Header { group: case.unwrap_or_default(), ..plain }
        };
        let mut headers: Vec<Header> = ground.documents.iter().enumerate().map(header).collect();
        tell_apart(&mut headers);
        let cases = Cases::Listed((0..ground.cases.len()).map(|case| ground.documents_of(case).collect()).collect());
        let place = Place::Document((0..headers.len()).collect());
        Self { headers, place, cases, nodes: Vec::new(), is_documents: true }
    }

    fn themes(ground: &Ground) -> Self {
        let nodes: Vec<usize> = (0..ground.tree.nodes().len()).collect();
        let headers = nodes.iter().filter_map(|i| theme_header(ground, *i)).collect();
        Self { nodes, ..Self::of_every_case(headers, Place::Theme(ground.above.clone())) }
    }

    fn theme_groups(ground: &Ground) -> Self {
        let is_root = |i: &usize| ground.tree.nodes().get(*i).is_some_and(|n| n.depth == 0);
        let nodes: Vec<usize> = (0..ground.tree.nodes().len()).filter(is_root).collect();
        let place = ground.tree.nodes().iter().map(|n| vec![n.group]).collect();
        let alone = |header: Header| Header { has_children: false, ..header };
        let headers = nodes.iter().filter_map(|i| theme_header(ground, *i).map(alone)).collect();
        Self { nodes, ..Self::of_every_case(headers, Place::Theme(place)) }
    }

    fn analysts(ground: &Ground) -> Self {
        let headers: Vec<Header> =
            ground.analysts.iter().map(|name| Header::plain(HeaderOf::Analyst(name.clone()), name)).collect();
        let place = Place::Analyst((0..headers.len()).collect());
        Self::of_every_case(headers, place)
    }

    /// What `named` makes of the agencies of each theme.
    fn agencies(ground: &Ground, named: impl Fn(&[String]) -> Vec<HeaderOf>) -> Self {
        let of_theme: Vec<Vec<HeaderOf>> = ground.themes.iter().map(|theme| named(&theme.agencies)).collect();
        let name = |of: &HeaderOf| match of {
            HeaderOf::Agency(name) => name.clone(),
            HeaderOf::AgencyPair(one, two) => format!("{one} and {two}"),
            HeaderOf::Case(_)
            | HeaderOf::Document(_)
            | HeaderOf::Theme(_)
            | HeaderOf::Analyst(_)
            | HeaderOf::Attribute(_)
            | HeaderOf::All => String::new(),
        };
        let mut distinct: Vec<HeaderOf> = of_theme.iter().flatten().cloned().collect();
        distinct.sort_by(|a, b| natural_cmp(&name(a), &name(b)).then(a.cmp(b)));
        distinct.dedup();
        let place = |of: &HeaderOf| distinct.iter().position(|d| d == of);
        let places = of_theme.iter().map(|all| all.iter().filter_map(place).collect()).collect();
        let headers = distinct.iter().map(|of| Header::plain(of.clone(), &name(of))).collect();
        Self::of_every_case(headers, Place::Theme(places))
    }

    fn of_every_case(headers: Vec<Header>, place: Place) -> Self {
        let cases = Cases::Every((0..headers.len()).collect());
        Self { headers, place, cases, nodes: Vec::new(), is_documents: false }
    }
}

/// Every two of some agencies, in order.
fn pairs(names: &[String]) -> Vec<HeaderOf> {
    let after = |i: usize| names.iter().skip(i + 1);
    names.iter().enumerate().flat_map(|(i, one)| after(i).map(|two| HeaderOf::AgencyPair(one.clone(), two.clone()))).collect()
}

fn theme_header(ground: &Ground, number: usize) -> Option<Header> {
    let (node, theme) = ground.tree.nodes().get(number).zip(ground.themes.get(number))?;
    let root = ground.above.get(number)?.first()?;
    Some(Header {
        of: HeaderOf::Theme(node.id),
        name: theme.name.clone(),
        code: theme.code.clone(),
        group: ground.themes.get(*root).map(|t| t.name.clone()).unwrap_or_default(),
        depth: node.depth,
        has_children: node.has_children,
        parent: theme.parent,
    })
}
