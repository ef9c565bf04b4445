//! What changed between two codebooks: two frozen versions, or a version and the codebook as it stands.
//!
//! Themes are compared by id, so that a theme which was renamed and moved is still the same theme, and everything is
//! said in names. A merge shows as what it is: a theme that was retired, and where its codings went. The subtlety: a
//! theme whose parent is not in its own list stands at the top, as it does in the tree.

use crate::model::{Change, Coding, CodingField, Edit, Id, Project, Theme, ThemeTree};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// In which way a theme differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "`Display` says what each one means")]
pub enum What {
    Added,
    Retired,
    Renamed,
    Code,
    Moved,
    Order,
    Definition,
    Include,
    Exclude,
    Phrases,
    Crosswalk,
    /// The agencies that it is about.
    Agencies,
    Colour,
    Form,
    Examples,
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Added => "Added",
            Self::Retired => "Retired",
            Self::Renamed => "Renamed",
            Self::Code => "Other code",
            Self::Moved => "Moved",
            Self::Order => "Other order",
            Self::Definition => "Definition",
            Self::Include => "Include",
            Self::Exclude => "Exclude",
            Self::Phrases => "Phrases",
            Self::Crosswalk => "Other frames",
            Self::Agencies => "Agencies",
            Self::Colour => "Colour",
            Self::Form => "Form of lines",
            Self::Examples => "Examples",
        })
    }
}

/// One difference, as a person reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The theme; none where the order of the topmost themes differs.
    pub theme: Option<Id<Theme>>,
    /// Its code and name afterwards, or before where it was retired.
    pub title: String,
    /// In which way it differs.
    pub what: What,
    /// How it was; empty where there was nothing.
    pub before: String,
    /// How it is; empty where there is nothing.
    pub after: String,
}

/// The codebook as it stands, in the order of the tree, as freezing it would keep it.
#[must_use]
pub fn themes_now(project: &Project) -> Vec<Theme> {
    let tree = ThemeTree::of(project);
    tree.nodes().iter().filter_map(|node| project.themes().get(node.id).cloned()).collect()
}

/// What differs between two codebooks: first what is there afterwards, in its order, then what was retired.
#[must_use]
pub fn differences(before: &[Theme], after: &[Theme]) -> Vec<Difference> {
    let (old, new) = (Book::of(before), Book::of(after));
    let mut found = Vec::new();
    new.differing_order(&old, None, &mut found);
    for theme in after {
        match old.themes.get(&theme.id) {
            None => found.push(difference(theme, What::Added, String::new(), new.standing(theme))),
            Some(was) => compare(&old, was, &new, theme, &mut found),
        }
        new.differing_order(&old, Some(theme.id), &mut found);
    }
    for theme in before.iter().filter(|theme| !new.themes.contains_key(&theme.id)) {
        found.push(difference(theme, What::Retired, old.standing(theme), String::new()));
    }
    found
}

/// Everything about one theme that is in both.
///
/// The last line does nothing: a field that a theme gets one day does not compile until it is looked at here.
fn compare(old: &Book<'_>, was: &Theme, new: &Book<'_>, is: &Theme, found: &mut Vec<Difference>) {
    let fields = [
        (What::Renamed, was.name.clone(), is.name.clone()),
        (What::Code, was.code.clone(), is.code.clone()),
        (What::Moved, old.place(was), new.place(is)),
        (What::Definition, was.definition.clone(), is.definition.clone()),
        (What::Include, was.include.clone(), is.include.clone()),
        (What::Exclude, was.exclude.clone(), is.exclude.clone()),
        (What::Phrases, was.phrases.join("; "), is.phrases.join("; ")),
        (What::Crosswalk, was.crosswalk.join("; "), is.crosswalk.join("; ")),
        (What::Agencies, was.agencies.join("; "), is.agencies.join("; ")),
        (What::Colour, named(was.colour), named(is.colour)),
        (What::Form, named(was.pattern), named(is.pattern)),
        (What::Examples, examples(was, is), examples(is, was)),
    ];
    for (what, before, after) in fields {
        // Two groups may have the same name, and a group that was renamed did not move what lies under it.
        let differs = match what {
            What::Moved => old.parent(was) != new.parent(is),
            // Two other passages may be said in the same words.
            What::Examples => was.examples != is.examples,
            _ => before != after,
        };
        if differs {
            found.push(difference(is, what, before, after));
        }
    }
    #[rustfmt::skip]
    let Theme { id: _, code: _, name: _, parent: _, place: _, definition: _, include: _, exclude: _, phrases: _, crosswalk: _,
        agencies: _, colour: _, pattern: _, examples: _ } = is;
}

/// A colour or a form by name; empty where it is that of the theme above.
fn named<T: fmt::Display>(own: Option<T>) -> String {
    own.map(|own| own.to_string()).unwrap_or_default()
}

/// "3 passages, 1 of them only here".
fn examples(of: &Theme, beside: &Theme) -> String {
    let only = of.examples.difference(&beside.examples).count();
    match (of.examples.len(), only) {
        (0, _) => String::new(),
        (1, _) => if only == 1 { "1 passage, only here" } else { "1 passage" }.to_owned(),
        (all, 0) => format!("{all} passages"),
        (all, only) => format!("{all} passages, {only} of them only here"),
    }
}

/// One codebook with its lookups.
struct Book<'t> {
    themes: BTreeMap<Id<Theme>, &'t Theme>,
    /// The themes under each, in order.
    below: BTreeMap<Option<Id<Theme>>, Vec<&'t Theme>>,
}

impl<'t> Book<'t> {
    fn of(list: &'t [Theme]) -> Self {
        let themes: BTreeMap<Id<Theme>, &Theme> = list.iter().map(|theme| (theme.id, theme)).collect();
        let mut book = Self { themes, below: BTreeMap::new() };
        for theme in list {
            book.below.entry(book.parent(theme)).or_default().push(theme);
        }
        for siblings in book.below.values_mut() {
            siblings.sort_by(|a, b| (a.place, &a.name, a.id).cmp(&(b.place, &b.name, b.id)));
        }
        book
    }

    /// The theme above, when it is in the same codebook.
    fn parent(&self, theme: &Theme) -> Option<Id<Theme>> {
        theme.parent.filter(|parent| self.themes.contains_key(parent))
    }

    /// "Under B Fathers", "At the top".
    fn place(&self, theme: &Theme) -> String {
        let above = self.parent(theme).and_then(|parent| self.themes.get(&parent));
        above.map_or_else(|| "At the top".to_owned(), |above| format!("Under {}", title(above)))
    }

    /// Where it stands and what it means, for what came or went as a whole.
    fn standing(&self, theme: &Theme) -> String {
        let place = self.place(theme);
        if theme.definition.is_empty() { place } else { format!("{place}. {}", theme.definition) }
    }

    /// Whether what lies under one theme in both codebooks stands in another order.
    fn differing_order(&self, old: &Self, above: Option<Id<Theme>>, found: &mut Vec<Difference>) {
        let ids = |book: &Self| -> Vec<Id<Theme>> { book.below.get(&above).into_iter().flatten().map(|t| t.id).collect() };
        let (were, are) = (ids(old), ids(self));
        let in_both: BTreeSet<Id<Theme>> = were.iter().filter(|id| are.contains(id)).copied().collect();
        let kept = |ids: &[Id<Theme>]| ids.iter().filter(|id| in_both.contains(id)).copied().collect::<Vec<_>>();
        let (were, are) = (kept(&were), kept(&are));
        if were == are {
            return;
        }
        let named = |ids: &[Id<Theme>]| {
            let names =
                ids.iter().filter_map(|id| self.themes.get(id)).map(|t| if t.code.is_empty() { &t.name } else { &t.code });
            names.map(String::as_str).collect::<Vec<_>>().join(", ")
        };
        let title = above.and_then(|id| self.themes.get(&id)).map_or_else(|| "The groups".to_owned(), |theme| title(theme));
        found.push(Difference { theme: above, title, what: What::Order, before: named(&were), after: named(&are) });
    }
}

fn difference(theme: &Theme, what: What, before: String, after: String) -> Difference {
    Difference { theme: Some(theme.id), title: title(theme), what, before, after }
}

fn title(theme: &Theme) -> String {
    format!("{} {}", theme.code, theme.name).trim_start().to_owned()
}

/// Where codings went that were once of themes which are retired now: theme, where to, how many.
#[must_use]
pub fn codings_moved(project: &Project) -> BTreeMap<Id<Theme>, Vec<(Id<Theme>, usize)>> {
    let mut once: BTreeMap<Id<Theme>, BTreeSet<Id<Coding>>> = BTreeMap::new();
    let changes = project.steps().iter().flat_map(|step| &step.changes);
    for change in changes {
        if let Change::Coding(Edit::Set { id, was: CodingField::Theme(was), .. }) = change
            && project.themes().get(*was).is_none()
        {
            once.entry(*was).or_default().insert(*id);
        }
    }
    let counted = |(theme, codings): (Id<Theme>, BTreeSet<Id<Coding>>)| {
        let mut to: BTreeMap<Id<Theme>, usize> = BTreeMap::new();
        for coding in codings.into_iter().filter_map(|id| project.codings().get(id)).filter(|c| c.theme != theme) {
            *to.entry(coding.theme).or_default() += 1;
        }
        (!to.is_empty()).then(|| (theme, to.into_iter().collect()))
    };
    once.into_iter().filter_map(counted).collect()
}

/// "12 codings are now with B2 Father not seen": adds to what was retired where its codings went.
pub fn tell_codings(project: &Project, found: &mut [Difference]) {
    let moved = codings_moved(project);
    for difference in found.iter_mut().filter(|d| d.what == What::Retired) {
        let Some(to) = difference.theme.and_then(|theme| moved.get(&theme)) else { continue };
        let words: Vec<String> = to
            .iter()
            .map(|(theme, count)| {
                let (codings, are) = if *count == 1 { ("coding", "is") } else { ("codings", "are") };
                format!("{count} {codings} {are} now with {}", super::field_words::theme_words(project, *theme))
            })
            .collect();
        difference.after = words.join("; ");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ThemeColour, ThemePattern};
    use proptest::prelude::*;

    fn theme(code: &str, name: &str, parent: Option<&Theme>) -> Theme {
        Theme { code: code.to_owned(), ..Theme::new(name, parent.map(|p| p.id)) }
    }

    fn lines(found: &[Difference]) -> Vec<String> {
        found.iter().map(|d| format!("{}: {} | {} | {}", d.what, d.title, d.before, d.after)).collect()
    }

    #[test]
    fn a_person_reads_names_and_what_changed() {
        let (group, other) = (theme("B", "Fathers", None), theme("C", "Parents", None));
        let (one, two) = (theme("B1", "Not asked", Some(&group)), theme("B2", "Not seen", Some(&group)));
        let before = vec![group.clone(), one.clone(), two.clone(), other.clone()];
        let moved = Theme {
            name: "Nobody asked".to_owned(),
            parent: Some(other.id),
            definition: "Nobody asked who lived there.".to_owned(),
            phrases: vec!["did not ask".to_owned(), "unknown man".to_owned()],
            ..one
        };
        let new = Theme { definition: "He was sent away.".to_owned(), ..theme("B3", "Sent away", Some(&group)) };
        let after = vec![group, new, other, moved];
        assert_eq!(
            lines(&differences(&before, &after)),
            [
                "Added: B3 Sent away |  | Under B Fathers. He was sent away.",
                "Renamed: B1 Nobody asked | Not asked | Nobody asked",
                "Moved: B1 Nobody asked | Under B Fathers | Under C Parents",
                "Definition: B1 Nobody asked |  | Nobody asked who lived there.",
                "Phrases: B1 Nobody asked |  | did not ask; unknown man",
                "Retired: B2 Not seen | Under B Fathers | ",
            ]
        );
        assert!(differences(&before, &before).is_empty());
    }

    #[test]
    fn another_order_is_one_line_and_what_lost_its_group_stands_at_the_top() {
        let group = theme("B", "Fathers", None);
        let mut under: Vec<Theme> = ["B1", "B2", "B3"].into_iter().map(|code| theme(code, code, Some(&group))).collect();
        (0..).zip(&mut under).for_each(|(place, theme)| theme.place = place);
        let before: Vec<Theme> = std::iter::once(group.clone()).chain(under.clone()).collect();
        under[0].place = 9;
        let after: Vec<Theme> = std::iter::once(group.clone()).chain(under.clone()).collect();
        assert_eq!(lines(&differences(&before, &after)), ["Other order: B Fathers | B1, B2, B3 | B2, B3, B1"]);
        let orphans = lines(&differences(&before, &under));
        assert!(orphans.contains(&"Moved: B2 B2 | Under B Fathers | At the top".to_owned()), "{orphans:?}");
        assert!(orphans.contains(&"Retired: B Fathers | At the top | ".to_owned()), "{orphans:?}");
    }

    type Fields = BTreeMap<&'static str, String>;

    /// The slow and obvious way: every theme as a map of words.
    fn maps(list: &[Theme]) -> BTreeMap<Id<Theme>, Fields> {
        let of = |theme: &Theme| {
            let above = list.iter().find(|t| Some(t.id) == theme.parent);
            let fields = [
                ("Renamed", theme.name.clone()),
                ("Other code", theme.code.clone()),
                ("Moved", above.map_or("top".to_owned(), |a| a.id.to_string())),
                ("Definition", theme.definition.clone()),
                ("Include", theme.include.clone()),
                ("Exclude", theme.exclude.clone()),
                ("Phrases", theme.phrases.join("; ")),
                ("Other frames", theme.crosswalk.join("; ")),
                ("Agencies", theme.agencies.join("; ")),
                ("Colour", format!("{:?}", theme.colour)),
                ("Form of lines", format!("{:?}", theme.pattern)),
                ("Examples", format!("{:?}", theme.examples)),
            ];
            (theme.id, fields.into_iter().collect())
        };
        list.iter().map(of).collect()
    }

    fn slowly(before: &[Theme], after: &[Theme]) -> BTreeSet<(Id<Theme>, String)> {
        let (before, after) = (maps(before), maps(after));
        let mut found = BTreeSet::new();
        for id in before.keys().chain(after.keys()) {
            match (before.get(id), after.get(id)) {
                (None, Some(_)) => _ = found.insert((*id, "Added".to_owned())),
                (Some(_), None) => _ = found.insert((*id, "Retired".to_owned())),
                (Some(was), Some(is)) => {
                    found.extend(was.keys().filter(|key| was[*key] != is[*key]).map(|key| (*id, (*key).to_owned())));
                }
                (None, None) => {}
            }
        }
        found
    }

    /// Which of eight themes are there, and of each: parent, place, words.
    fn book() -> impl Strategy<Value = Vec<(bool, u8, i64, u8)>> {
        prop::collection::vec((any::<bool>(), 0..8_u8, 0..3_i64, any::<u8>()), 8)
    }

    fn themes(ids: &[Id<Theme>], codings: &[Id<Coding>], book: &[(bool, u8, i64, u8)]) -> Vec<Theme> {
        let word = |n: u8, of: &str| if n.is_multiple_of(2) { String::new() } else { format!("{of}{}", n % 3) };
        let make = |(at, (_, parent, place, words)): (usize, &(bool, u8, i64, u8))| {
            // Only a theme before it can be the parent, so that there is no circle.
            let parent = ids.get(usize::from(*parent)).filter(|_| usize::from(*parent) < at);
            Theme {
                id: ids[at],
                code: word(*words, "B"),
                name: format!("name{}", words % 4),
                parent: parent.copied(),
                place: *place,
                definition: word(words / 2, "means"),
                include: word(words / 4, "in"),
                exclude: word(words / 8, "out"),
                colour: ThemeColour::ALL.get(usize::from(words / 32)).copied(),
                pattern: ThemePattern::ALL.get(usize::from(words / 64)).copied(),
                examples: codings.iter().take(usize::from(words % 3)).skip(usize::from(words / 128)).copied().collect(),
                phrases: if words % 5 == 0 { Vec::new() } else { vec![word(words / 16, "says")] },
                ..Theme::new("x", None)
            }
        };
        book.iter().enumerate().filter(|(_, (there, ..))| *there).map(make).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_differs_is_what_a_slow_comparison_finds(a in book(), b in book()) {
            let ids: Vec<Id<Theme>> = (0..8).map(|_| Id::fresh()).collect();
            let codings: Vec<Id<Coding>> = (0..3).map(|_| Id::fresh()).collect();
            let (before, after) = (themes(&ids, &codings, &a), themes(&ids, &codings, &b));
            let found = differences(&before, &after);
            let named = found.iter().filter(|d| d.what != What::Order).map(|d| (d.theme.expect("a theme"), d.what.to_string()));
            prop_assert_eq!(named.collect::<BTreeSet<_>>(), slowly(&before, &after));
            for difference in &found {
                // Here two groups or two siblings may have one name, which people avoid; and each of two examples may be
                // "1 passage, only here".
                let may_read_alike = matches!(difference.what, What::Moved | What::Order | What::Examples);
                prop_assert!(may_read_alike || difference.before != difference.after);
            }
            // The other way round it says the same with the sides changed.
            let back = differences(&after, &before);
            let sides = |d: &Difference| (d.theme, d.what, d.before.clone(), d.after.clone());
            let field = |d: &&Difference| !matches!(d.what, What::Added | What::Retired | What::Order);
            let there: BTreeSet<_> = found.iter().filter(field).map(sides).collect();
            let again: BTreeSet<_> = back.iter().filter(field).map(sides).map(|(t, w, b, a)| (t, w, a, b)).collect();
            prop_assert_eq!(there, again);
            prop_assert!(differences(&after, &after).is_empty());
        }
    }
}
