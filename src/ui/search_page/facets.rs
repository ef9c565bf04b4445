//! What the passages can be narrowed by, and what is left of them.
//!
//! A count beside a value says how many passages there would be with that value alone in its list, the other lists as
//! they are: so a tick never empties the list it stands in.

use super::ground::Ground;
use super::mention::{HitKey, HitRow};
use crate::analyse::natural_cmp;
use crate::model::{Case, DocumentKind, Id, Project};
use crate::search::Tone;
use crate::text::Zone;
use crate::ui::style::Style;
use std::collections::{BTreeMap, BTreeSet};

/// More different values than this are no help.
const MOST_VALUES: usize = 8;
/// So many themes and analysts are offered at most: the most frequent ones.
const MOST_NAMES: usize = 12;
/// So many attributes of cases are offered at most.
const MOST_ATTRIBUTES: usize = 3;

/// A list of values.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Facet {
    pub title: String,
    pub values: Vec<String>,
}

/// Ticked values: title of the list, value.
pub(super) type Ticks = BTreeSet<(String, String)>;

/// Finds the lists, and notes in each row which values it has.
pub(super) fn facets_of(project: &Project, rows: &mut [HitRow]) -> Vec<Facet> {
    let mut facets = Vec::new();
    add(&mut facets, "Kind", rows, |row| Some((DocumentKind::ALL.iter().position(|k| *k == row.kind)?, row.kind.title().into())));
    for key in attributes(project, rows) {
        let value = |row: &HitRow| {
            let case = project.documents().get(row.key.0)?.case;
            let value = project.cases().get(case)?.attributes.get(&key)?;
            Some((first_number(value), value.clone()))
        };
        add(&mut facets, &key, rows, value);
    }
    add(&mut facets, "Year of the document", rows, |row| {
        let year = project.documents().get(row.key.0)?.dated?.stored().get(..4)?.to_owned();
        Some((0, year))
    });
    add(&mut facets, "Where in the review", rows, |row| {
        let place = row.zone.and_then(|zone| Zone::ALL.iter().position(|z| *z == zone)).unwrap_or(Zone::ALL.len());
        Some((place, zone_name(row.zone).to_owned()))
    });
    add(&mut facets, "How it is meant", rows, |row| {
        let tone = row.toned.tone;
        let words = match tone {
            Tone::Said => "Said",
            Tone::Hypothetical => "Should or might",
            Tone::Negated => "Negated",
        };
        Some((Tone::ALL.iter().position(|t| *t == tone)?, words.to_owned()))
    });
    add(&mut facets, "Coded", rows, |row| {
        let coded = row.is_coded();
        Some((usize::from(coded), if coded { "Coded" } else { "Not yet coded" }.to_owned()))
    });
    add_several(&mut facets, "Theme", rows, |row| {
        row.codings().map(|chip| format!("{} {}", chip.code, chip.name).trim_start().to_owned()).collect()
    });
    add_several(&mut facets, "Coded by", rows, |row| row.codings().map(|chip| chip.by.clone()).collect());
    facets
}

/// Adds a list of which a row may have several values; the most frequent ones, in order of name.
fn add_several(facets: &mut Vec<Facet>, title: &str, rows: &mut [HitRow], of_row: impl Fn(&HitRow) -> BTreeSet<String>) {
    let of_rows: Vec<BTreeSet<String>> = rows.iter().map(of_row).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in of_rows.iter().flatten() {
        *counts.entry(name).or_default() += 1;
    }
    let mut most: Vec<(&str, usize)> = counts.into_iter().collect();
    most.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    most.truncate(MOST_NAMES);
    let mut values: Vec<String> = most.into_iter().map(|(name, _)| name.to_owned()).collect();
    values.sort_by(|a, b| natural_cmp(a, b));
    if values.is_empty() {
        return;
    }
    for (row, own) in rows.iter_mut().zip(&of_rows) {
        let places = own.iter().filter_map(|name| values.iter().position(|v| v == name));
        row.values.extend(places.map(|place| (facets.len(), place)));
    }
    facets.push(Facet { title: title.to_owned(), values });
}

/// Adds a list; values are ordered by the number given with them, then by name.
fn add(facets: &mut Vec<Facet>, title: &str, rows: &mut [HitRow], value: impl Fn(&HitRow) -> Option<(usize, String)>) {
    let of_rows: Vec<Option<(usize, String)>> = rows.iter().map(&value).collect();
    let values: Vec<(usize, String)> = of_rows.iter().flatten().cloned().collect::<BTreeSet<_>>().into_iter().collect();
    for (row, own) in rows.iter_mut().zip(&of_rows) {
        if let Some(place) = own.as_ref().and_then(|own| values.iter().position(|v| v == own)) {
            row.values.push((facets.len(), place));
        }
    }
    facets.push(Facet { title: title.to_owned(), values: values.into_iter().map(|(_, name)| name).collect() });
}

/// "3 to 6 months" after "Under 3 months", "11 weeks" after "9 weeks".
fn first_number(value: &str) -> usize {
    let lead = usize::from(!value.starts_with("Under"));
    let digits: String = value.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).take(6).collect();
    digits.parse::<usize>().map_or(0, |n| n * 2 + lead)
}

/// Attributes whose values part the cases into a few sets.
fn attributes(project: &Project, rows: &[HitRow]) -> Vec<String> {
    let case_of = |row: &HitRow| project.documents().get(row.key.0).map(|d| d.case);
    let cases: BTreeSet<Id<Case>> = rows.iter().filter_map(case_of).collect();
    let mut values: BTreeMap<&str, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for case in cases.iter().filter_map(|id| project.cases().get(*id)) {
        for (key, value) in &case.attributes {
            let of_key = values.entry(key).or_default();
            of_key.0 += 1;
            of_key.1.insert(value);
        }
    }
    let parts =
        |(has, different): &(usize, BTreeSet<&str>)| (2..=MOST_VALUES).contains(&different.len()) && different.len() < *has;
    values.iter().filter(|(_, v)| parts(v)).map(|(key, _)| (*key).to_owned()).take(MOST_ATTRIBUTES).collect()
}

/// A part of a review in words.
pub(super) const fn zone_name(zone: Option<Zone>) -> &'static str {
    match zone {
        Some(zone) => zone.title(),
        None => "Part not known",
    }
}

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// The band of a group.
    Band(usize),
    /// A row.
    Hit(usize),
}

/// What is unfolded, and what of it was rejected.
#[derive(Clone, Debug, Default)]
pub(super) struct Folds {
    /// Cases that are folded.
    pub cases: BTreeSet<Id<Case>>,
    /// Mentions in contents pages, covers, glossaries and standing text are shown.
    pub listings: bool,
    /// Mentions that repeat others of their case are shown.
    pub copies: bool,
    /// Rejected mentions are shown.
    pub rejected: bool,
    /// Mentions rejected for the query and the theme chosen.
    pub are_rejected: BTreeSet<HitKey>,
}

/// What is left after ticks and folds.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown {
    pub lines: Vec<Line>,
    /// Top of each line, and the bottom of the last.
    pub tops: Vec<f32>,
    /// Rows left, in folded cases too.
    pub rows: Vec<usize>,
    /// Rows left in each group.
    pub by_group: Vec<usize>,
    /// Rows there would be, by list and value.
    pub counts: Vec<Vec<usize>>,
    /// Rows that pass the ticks and stand in contents pages and the like.
    pub listings: usize,
    /// Rows that pass the ticks and repeat another that passes, too.
    pub copies: usize,
    /// Rows that pass the ticks and were rejected.
    pub rejected: usize,
    /// Rows left that are negated.
    pub negated: usize,
}

impl Shown {
    /// Applies ticks and folds.
    pub fn of(ground: &Ground, ticks: &Ticks, folds: &Folds, style: &Style) -> Self {
        let ticked: Vec<Vec<bool>> = ground.facets.iter().map(|f| ticked(f, ticks)).collect();
        let mut shown = Self { counts: ground.facets.iter().map(|f| vec![0; f.values.len()]).collect(), ..Self::default() };
        let passing: Vec<bool> = ground.rows.iter().map(|row| shown.passes(row, &ticked, folds)).collect();
        let left: Vec<bool> = (0..passing.len()).map(|row| shown.is_left(ground, &passing, row, folds)).collect();
        let mut top = 0.0;
        let mut add = |shown: &mut Self, line, height| {
            shown.lines.push(line);
            shown.tops.push(top);
            top += height;
        };
        for (index, group) in ground.groups.iter().enumerate() {
            let rows: Vec<usize> = group.rows.clone().filter(|row| left.get(*row) == Some(&true)).collect();
            shown.by_group.push(rows.len());
            if rows.is_empty() {
                continue;
            }
            add(&mut shown, Line::Band(index), style.tokens.size.row_case);
            if !folds.cases.contains(&group.id) {
                for row in &rows {
                    add(&mut shown, Line::Hit(*row), style.tokens.size.row_hit);
                }
            }
            shown.rows.extend(rows);
        }
        shown.tops.push(top);
        shown
    }

    /// Whether a row that passes the ticks is not folded away; counts what is.
    fn is_left(&mut self, ground: &Ground, passing: &[bool], index: usize, folds: &Folds) -> bool {
        let passes = |row: usize| passing.get(row) == Some(&true);
        let Some(row) = ground.rows.get(index).filter(|_| passes(index)) else { return false };
        let folded = if row.is_listing() {
            self.listings += 1;
            !folds.listings
        } else if folds.are_rejected.contains(&row.key) {
            self.rejected += 1;
            !folds.rejected
        } else if row.copy_of.is_some_and(passes) {
            self.copies += 1;
            !folds.copies
        } else {
            false
        };
        if !folded && row.toned.tone == Tone::Negated {
            self.negated += 1;
        }
        !folded
    }

    /// Whether a row passes the ticks; counts it where it would be.
    fn passes(&mut self, row: &HitRow, ticked: &[Vec<bool>], folds: &Folds) -> bool {
        let missed: Vec<usize> = ticked
            .iter()
            .enumerate()
            .filter(|(_, ticks)| ticks.contains(&true))
            .filter(|(facet, ticks)| !row.values.iter().any(|(f, v)| f == facet && ticks.get(*v) == Some(&true)))
            .map(|(facet, _)| facet)
            .collect();
        let folded = (row.is_listing() && !folds.listings)
            || (row.copy_of.is_some() && !folds.copies)
            || (folds.are_rejected.contains(&row.key) && !folds.rejected);
        for (facet, value) in row.values.iter().filter(|_| !folded) {
            let counts = missed.is_empty() || missed == [*facet];
            if counts && let Some(count) = self.counts.get_mut(*facet).and_then(|f| f.get_mut(*value)) {
                *count += 1;
            }
        }
        missed.is_empty()
    }

    /// Height of all lines.
    pub fn height(&self) -> f32 {
        self.tops.last().copied().unwrap_or_default()
    }

    /// Top and height of a line.
    pub fn place(&self, line: usize) -> Option<(f32, f32)> {
        let top = *self.tops.get(line)?;
        Some((top, self.tops.get(line + 1)? - top))
    }
}

fn ticked(facet: &Facet, ticks: &Ticks) -> Vec<bool> {
    facet.values.iter().map(|value| ticks.contains(&(facet.title.clone(), value.clone()))).collect()
}

/// Drops ticks for values that there are no longer: nothing may be hidden by a tick that nobody can see.
pub(super) fn drop_unseen(ticks: &mut Ticks, facets: &[Facet]) {
    ticks.retain(|(title, value)| facets.iter().any(|f| f.title == *title && f.values.contains(value)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_stand_in_their_order() {
        let mut bands = ["6 to 12 months", "3 to 6 months", "Under 3 months"];
        bands.sort_by_key(|b| first_number(b));
        assert_eq!(bands, ["Under 3 months", "3 to 6 months", "6 to 12 months"]);
    }
}
