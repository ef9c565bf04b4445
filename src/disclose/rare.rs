//! Traits that few cases have, alone or together: what lets a reader say "that is the twins from Dover".
//!
//! A combination is listed only if no part of it is rare already (a *minimal sample unique*, as in Elliot, Manning and
//! Ford, "A computational algorithm for handling the special uniques problem", Int. J. Uncertainty, Fuzziness and
//! Knowledge-Based Systems 10, 2002, with "fewer than k" for "one"). A trait that is not recorded is no trait.

use std::collections::{BTreeMap, BTreeSet};

/// Combinations of more traits than this are not looked at.
pub const MOST_TRAITS: usize = 3;

/// One value of one attribute.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Trait {
    /// The attribute, such as "District".
    pub attribute: String,
    /// The value or band, such as "Dover".
    pub value: String,
}

/// Traits that only few cases have together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rare {
    /// One to three traits, of different attributes.
    pub traits: Vec<Trait>,
    /// The cases that have them all, as places in what was handed in; at least one.
    pub cases: Vec<usize>,
}

impl Rare {
    /// A line for the author's list: "Dover and twin: 1 case".
    #[must_use]
    pub fn line(&self) -> String {
        let traits: Vec<String> = self.traits.iter().map(|t| format!("{} {}", t.attribute, t.value)).collect();
        let (n, cases) = (self.cases.len(), if self.cases.len() == 1 { "case" } else { "cases" });
        format!("{}: {n} {cases}", traits.join(" and "))
    }
}

/// Finds values, pairs and triples of values that 1 to `fewer_than` − 1 cases have; the shortest and rarest first.
///
/// `cases` are attributes by name, values already in the bands that will be published. Time grows with cases times
/// the third power of attributes: hand in only what is published.
#[must_use]
pub fn rare(cases: &[BTreeMap<String, String>], fewer_than: usize) -> Vec<Rare> {
    let names: BTreeSet<&str> = cases.iter().flat_map(|c| c.keys().map(String::as_str)).collect();
    let names: Vec<&str> = names.into_iter().collect();
    let mut found: Vec<Rare> = Vec::new();
    // Rare traits by case: a combination that holds one of them is rare for that reason.
    let mut known: Vec<Vec<Vec<&str>>> = vec![Vec::new(); cases.len()];
    for size in 1..=MOST_TRAITS {
        let mut rare_now: Vec<(usize, Vec<&str>)> = Vec::new();
        for chosen in choices(names.len(), size) {
            let chosen: Vec<&str> = chosen.into_iter().filter_map(|i| names.get(i).copied()).collect();
            let mut held: BTreeMap<Vec<&str>, Vec<usize>> = BTreeMap::new();
            for (place, case) in cases.iter().enumerate() {
                let values: Option<Vec<&str>> =
                    chosen.iter().map(|name| case.get(*name).map(|v| v.trim()).filter(|v| !v.is_empty())).collect();
                if let Some(values) = values {
                    held.entry(values).or_default().push(place);
                }
            }
            for (values, places) in held.into_iter().filter(|(_, places)| places.len() < fewer_than) {
                let is_known = |place: &usize| {
                    let of = known.get(*place).map(Vec::as_slice).unwrap_or_default();
                    of.iter().any(|part| part.iter().all(|name| chosen.contains(name)))
                };
                // Either all of these cases hold the same rare part or none does: it is about the values.
                if places.first().is_some_and(is_known) {
                    continue;
                }
                rare_now.extend(places.iter().map(|p| (*p, chosen.clone())));
                let named = chosen.iter().zip(&values);
                let traits = named.map(|(a, v)| Trait { attribute: (*a).to_owned(), value: (*v).to_owned() }).collect();
                found.push(Rare { traits, cases: places });
            }
        }
        for (place, chosen) in rare_now {
            known.get_mut(place).into_iter().for_each(|k| k.push(chosen.clone()));
        }
    }
    found.sort_by(|a, b| (a.traits.len(), a.cases.len(), &a.traits).cmp(&(b.traits.len(), b.cases.len(), &b.traits)));
    found
}

/// Every choice of `size` of the numbers 0 to `of` − 1, in rising order.
fn choices(of: usize, size: usize) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..size {
        let longer = |c: Vec<usize>| {
            let from = c.last().map_or(0, |l| l + 1);
            (from..of).map(move |next| c.iter().copied().chain([next]).collect::<Vec<_>>())
        };
        all = all.into_iter().flat_map(longer).collect();
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn case(traits: &[(&str, &str)]) -> BTreeMap<String, String> {
        traits.iter().map(|(a, v)| ((*a).to_owned(), (*v).to_owned())).collect()
    }

    #[test]
    fn a_rare_pair_is_listed_once_and_not_again_within_triples() {
        let mut cases = Vec::new();
        for (district, birth, times) in
            [("Dover", "single", 4), ("Swale", "twin", 4), ("Swale", "single", 4), ("Dover", "twin", 1)]
        {
            cases.extend((0..times).map(|_| case(&[("District", district), ("Birth", birth), ("Sex", "female")])));
        }
        cases.push(case(&[("District", "Thanet"), ("Birth", "single"), ("Sex", " ")]));
        let lines: Vec<String> = rare(&cases, 3).iter().map(Rare::line).collect();
        assert_eq!(lines, ["District Thanet: 1 case", "Birth twin and District Dover: 1 case"]);
        assert_eq!(rare(&cases, 1), []);
    }

    proptest! {
        #[test]
        fn exactly_the_rare_combinations_without_a_rare_part(
            values in prop::collection::vec(prop::collection::vec(prop::option::weighted(0.8, 0_u8..3), 4), 0..14),
            fewer_than in 1_usize..5,
        ) {
            let name = |i: usize| format!("A{i}");
            let cases: Vec<BTreeMap<String, String>> = values
                .iter()
                .map(|v| v.iter().enumerate().filter_map(|(i, v)| v.map(|v| (name(i), v.to_string()))).collect())
                .collect();
            // Slowly: every combination of values, counted on its own and with each trait left out.
            let count = |traits: &[Trait]| {
                cases.iter().filter(|c| traits.iter().all(|t| c.get(&t.attribute) == Some(&t.value))).count()
            };
            let is_rare = |traits: &[Trait]| (1..fewer_than).contains(&count(traits));
            let mut expected = BTreeSet::new();
            for size in 1..=MOST_TRAITS {
                for chosen in choices(4, size) {
                    for code in 0..3_usize.pow(3) {
                        let value = |k: usize| (code / 3_usize.pow(u32::try_from(k).expect("small")) % 3).to_string();
                        let traits: Vec<Trait> =
                            chosen.iter().enumerate().map(|(k, a)| Trait { attribute: name(*a), value: value(k) }).collect();
                        let parts = (1..(1_usize << size) - 1).map(|mask| {
                            traits.iter().enumerate().filter(|(k, _)| mask & (1 << k) > 0).map(|(_, t)| t.clone()).collect::<Vec<_>>()
                        });
                        if is_rare(&traits) && !parts.into_iter().any(|p| is_rare(&p)) {
                            expected.insert(traits);
                        }
                    }
                }
            }
            let found = rare(&cases, fewer_than);
            prop_assert!(found.iter().all(|r| r.cases.len() == count(&r.traits)));
            let found: BTreeSet<Vec<Trait>> = found.into_iter().map(|r| r.traits).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
