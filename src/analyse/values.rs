//! The values that put cases together: an attribute as it stands, in bands, or the period of the incident.

use super::attribute::{attribute_values, known_attribute};
use super::axis::{Axis, MatrixError};
use super::ground::Ground;
use super::header::Header;
use super::order::band_cmp;
use crate::model::{Case, Project};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Headers of values, and for each case those that it stands under, ascending.
pub(super) struct Values {
    pub(super) headers: Vec<Header>,
    pub(super) of_case: Vec<Vec<usize>>,
}

/// Names of values, none for "not recorded".
type Names = Vec<Option<String>>;

/// The values of an axis of cases; of another axis, none.
pub(super) fn values_of(axis: &Axis, ground: &Ground, project: &Project) -> Result<Values, MatrixError> {
    let cases = || ground.cases.iter().filter_map(|c| project.cases().get(c.id));
    let read = |key: &str, name: &dyn Fn(String) -> String| -> Vec<Names> {
        cases().map(|case| attribute_values(case, key).into_iter().map(|v| v.map(name)).collect()).collect()
    };
    match axis {
        Axis::Attribute(name) => {
            let of_case = read(&known_attribute(name, project)?, &|value| value);
            Ok(Values::of(&of_case, Vec::new(), band_cmp))
        }
        Axis::Bands(bands) => {
            let of_case = read(&known_attribute(bands.attribute(), project)?, &|value| bands.band_of(&value));
            let every = bands.names().into_iter().map(Some).collect();
            Ok(Values::of(&of_case, every, |a, b| bands.place_of(a).cmp(&bands.place_of(b))))
        }
        Axis::Period(period) => {
            let incident = |case: &Case| attribute_values(case, Case::INCIDENT);
            let falls = cases().flat_map(incident).flatten().map(|date| period.falls(&date)).collect();
            let headers = period.headers(falls);
            let of_case = read(Case::INCIDENT, &|date| period.header_of(&date));
            let place = |name: &str| headers.iter().position(|h| h == name);
            let every = headers.iter().cloned().map(Some).collect();
            Ok(Values::of(&of_case, every, |a, b| place(a).cmp(&place(b))))
        }
        Axis::Case | Axis::Document | Axis::Theme | Axis::ThemeGroup | Axis::Analyst | Axis::Agency | Axis::AgencyPair => {
            Ok(Values { headers: Vec::new(), of_case: vec![Vec::new(); ground.cases.len()] })
        }
    }
}

impl Values {
    /// Puts the names that cases have, and those that are always there, in order; "not recorded" comes last.
    fn of(of_case: &[Names], always: Names, cmp: impl Fn(&str, &str) -> Ordering) -> Self {
        let mut distinct: Names = always;
        distinct.extend(of_case.iter().flatten().cloned());
        distinct.sort_by(|a, b| match (a, b) {
            (Some(a), Some(b)) => cmp(a, b).then_with(|| a.cmp(b)),
            (None, _) | (_, None) => b.is_some().cmp(&a.is_some()),
        });
        distinct.dedup();
        let numbers: BTreeMap<&Option<String>, usize> = distinct.iter().zip(0..).collect();
        let places = |names: &Names| {
            let mut places: Vec<usize> = names.iter().filter_map(|name| numbers.get(name).copied()).collect();
            places.sort_unstable();
            places.dedup();
            places
        };
        Self { of_case: of_case.iter().map(places).collect(), headers: distinct.iter().cloned().map(Header::of_value).collect() }
    }
}
