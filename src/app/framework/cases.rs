//! The cases of a framework: in groups, in order, with what stands under their names.
//!
//! A case without the attribute comes last and is called "Not recorded", never left out. Ages are put in order by how
//! old, not by the letters: "11 weeks" comes before "4 months".

use super::{Arrangement, GroupBy, SortBy};
use crate::analyse::natural_cmp;
use crate::model::{Case, DeepDive, Document, Id, Project};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

/// What the group of cases is called that lack the attribute.
pub const NOT_RECORDED: &str = "Not recorded";

/// A case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRow {
    /// The case.
    pub case: Id<Case>,
    /// Its name.
    pub name: String,
    /// What stands under the name: its age, its district.
    pub notes: Vec<String>,
    /// Documents that were read to the end.
    pub read: usize,
    /// All its documents.
    pub documents: usize,
}

impl CaseRow {
    /// Whether everything was read, so that "not found" may be said. A case without documents is not read.
    #[must_use]
    pub const fn is_read(&self) -> bool {
        self.documents > 0 && self.read == self.documents
    }

    /// "2 of 3 documents read"; empty when all are.
    #[must_use]
    pub fn progress(&self) -> String {
        match self.documents {
            0 => "No documents".to_owned(),
            _ if self.is_read() => String::new(),
            1 => "Not yet read".to_owned(),
            all => format!("{} of {all} documents read", self.read),
        }
    }
}

/// A group of cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseGroup {
    /// The value of the attribute, or "Not recorded"; none where cases are not grouped.
    pub name: Option<String>,
    /// Which rows.
    pub rows: Range<usize>,
}

pub(super) struct Cases {
    pub(super) rows: Vec<CaseRow>,
    pub(super) groups: Vec<CaseGroup>,
}

impl Cases {
    pub(super) fn of(project: &Project, round: Option<&DeepDive>, wanted: &Arrangement) -> Self {
        let group = match &wanted.group_by {
            GroupBy::Nothing => None,
            GroupBy::Attribute(name) => Some(name.clone()),
            GroupBy::Usual => attributes(project).into_iter().find(|name| name.to_lowercase() == "age band"),
        };
        let is_in = |case: &&Case| round.is_none_or(|r| r.sample.get(&case.id).is_some_and(|s| s.is_in));
        let mut cases: Vec<&Case> = project.cases().iter().filter(is_in).collect();
        cases.sort_by(|a, b| {
            let by_group = last_without(value_of(a, group.as_deref()), value_of(b, group.as_deref()));
            let by_value = match &wanted.sort_by {
                SortBy::Name => Ordering::Equal,
                SortBy::Attribute(key) => last_without(value(a, key), value(b, key)),
            };
            by_group.then(by_value).then_with(|| natural_cmp(&a.name, &b.name)).then(a.id.cmp(&b.id))
        });
        let mut documents: BTreeMap<Id<Case>, (usize, usize)> = BTreeMap::new();
        for document in project.documents().iter() {
            let (read, all) = documents.entry(document.case).or_default();
            *read += usize::from(document.progress.is_read());
            *all += 1;
        }
        let mut groups: Vec<CaseGroup> = Vec::new();
        let mut rows = Vec::with_capacity(cases.len());
        for (at, case) in cases.into_iter().enumerate() {
            let name = group.as_ref().map(|_| value_of(case, group.as_deref()).unwrap_or(NOT_RECORDED));
            match groups.last_mut() {
                Some(last) if last.name.as_deref() == name => last.rows.end = at + 1,
                Some(_) | None => groups.push(CaseGroup { name: name.map(str::to_owned), rows: at..at + 1 }),
            }
            let (read, documents) = documents.get(&case.id).copied().unwrap_or_default();
            let notes = notes(case, group.as_deref(), &wanted.sort_by);
            rows.push(CaseRow { case: case.id, name: case.name.clone(), notes, read, documents });
        }
        Self { rows, groups }
    }
}

/// Attributes that cases have, in order.
#[must_use]
pub fn attributes(project: &Project) -> Vec<String> {
    let names: BTreeSet<&String> = project.cases().iter().flat_map(|c| c.attributes.keys()).collect();
    let mut names: Vec<String> = names.into_iter().cloned().collect();
    names.sort_by(|a, b| natural_cmp(a, b));
    names
}

fn value<'c>(case: &'c Case, attribute: &str) -> Option<&'c str> {
    case.attributes.get(attribute).map(|v| v.trim()).filter(|v| !v.is_empty())
}

fn value_of<'c>(case: &'c Case, attribute: Option<&str>) -> Option<&'c str> {
    value(case, attribute?)
}

fn last_without(a: Option<&str>, b: Option<&str>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => value_cmp(a, b),
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (None, None) => Ordering::Equal,
    }
}

/// The age, what cases are sorted by, and the district, as far as they are recorded and no heading says them.
fn notes(case: &Case, group: Option<&str>, sort_by: &SortBy) -> Vec<String> {
    let starts = |name: &String, with: &[&str]| with.iter().any(|w| name.to_lowercase().starts_with(w));
    let is_said = |name: &String| group == Some(name.as_str());
    let first = |with: &[&str]| case.attributes.keys().find(|name| starts(name, with) && !is_said(name));
    let age = case.attributes.keys().find(|name| name.to_lowercase() == "age").filter(|name| !is_said(name));
    let mut keys: Vec<&String> = age.or_else(|| first(&["age at", "age in"])).into_iter().collect();
    if let SortBy::Attribute(name) = sort_by {
        keys.extend(case.attributes.keys().find(|key| *key == name && !is_said(key)));
    }
    keys.extend(first(&["district", "area", "locality"]));
    let mut seen = BTreeSet::new();
    keys.retain(|key| seen.insert(key.as_str()));
    keys.into_iter().filter_map(|key| value(case, key)).map(str::to_owned).collect()
}

/// The order of values: ages by how old, an open lower band first, everything else as people expect it.
#[must_use]
pub fn value_cmp(a: &str, b: &str) -> Ordering {
    match (days(a), days(b)) {
        (Some(x), Some(y)) => x.cmp(&y).then_with(|| natural_cmp(a, b)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => natural_cmp(a, b),
    }
}

const UNITS: [(&str, u64); 4] = [("day", 1), ("week", 7), ("month", 30), ("year", 365)];

/// The days from which an age or band of ages starts; "under" starts at none, "unborn" before.
fn days(value: &str) -> Option<u64> {
    let value = value.trim().to_lowercase();
    if value.starts_with("unborn") || value.starts_with("before birth") {
        return Some(0);
    }
    if !UNITS.iter().any(|(unit, _)| value.contains(unit)) {
        return None;
    }
    if value.starts_with("under ") || value.starts_with("less than ") {
        return Some(1);
    }
    let digits: String = value.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    // The first unit after the first number counts: "6 weeks to 3 months" starts at six weeks.
    let (_, after) = value.split_once(digits.as_str())?;
    let (_, length) = UNITS.into_iter().filter_map(|(unit, length)| Some((after.find(unit)?, length))).min()?;
    let number: u64 = digits.parse().ok()?;
    Some(number.saturating_mul(length).saturating_add(2))
}

/// Where documents stand: in which row, and which one of its case.
pub(super) struct Shelf {
    places: HashMap<Id<Document>, (usize, usize)>,
}

impl Shelf {
    /// Documents of a case stand by date, then title, as in the matrix.
    pub(super) fn of(project: &Project, rows: &[CaseRow]) -> Self {
        let row_of: HashMap<Id<Case>, usize> = rows.iter().enumerate().map(|(i, row)| (row.case, i)).collect();
        let place = |d: &'_ Document| row_of.get(&d.case).copied();
        let mut placed: Vec<(usize, &Document)> = project.documents().iter().filter_map(|d| Some((place(d)?, d))).collect();
        placed.sort_by(|(a_row, a), (b_row, b)| {
            (a_row, a.dated).cmp(&(b_row, b.dated)).then_with(|| natural_cmp(&a.title, &b.title)).then(a.id.cmp(&b.id))
        });
        Self { places: placed.iter().enumerate().map(|(rank, (row, d))| (d.id, (*row, rank))).collect() }
    }

    /// The row of a document, and its rank among all; none for one of no case in sight.
    pub(super) fn place(&self, document: Id<Document>) -> Option<(usize, usize)> {
        self.places.get(&document).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_stand_by_how_old_and_open_bands_first() {
        let mut ages = ["4 months", "11 weeks", "1 year", "7 weeks", "unborn", "3 days"];
        ages.sort_by(|a, b| value_cmp(a, b));
        assert_eq!(ages, ["unborn", "3 days", "7 weeks", "11 weeks", "4 months", "1 year"]);
        let mut bands = ["6 to 12 months", "Under 3 months", "3 to 6 months", "6 weeks to 3 months"];
        bands.sort_by(|a, b| value_cmp(a, b));
        assert_eq!(bands, ["Under 3 months", "6 weeks to 3 months", "3 to 6 months", "6 to 12 months"]);
        let mut places = ["Weald 10", "Coast", "Weald 9"];
        places.sort_by(|a, b| value_cmp(a, b));
        assert_eq!(places, ["Coast", "Weald 9", "Weald 10"]);
    }
}
