//! Two rounds compared on random projects: every share is what a slow count over the raw steps finds, and a case that
//! is not read to the end is never counted as one without.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where something is not as promised")]

#[expect(dead_code, reason = "other tests use the rest")]
#[path = "analyse_random/world.rs"]
mod world;

use deepdive::analyse::rounds::{CannotCompare, CasesOf, Side, Which, compare};
use deepdive::model::{
    Case, Cell, Change, CodebookVersion, Coding, DeepDive, Document, Edit, Id, Judgement, Polarity, Project, Record, Sampled,
    Step, Theme, ThemeTree, WriterId,
};
use proptest::prelude::*;
use std::collections::BTreeMap;
use world::{World, acts, world};

fn apply(project: &mut Project, change: Change) {
    let clock = project.steps().last().map_or(1, |s| s.clock + 1);
    let at = jiff::Timestamp::from_second(1_780_000_000).unwrap();
    let writer = WriterId::new("mk").unwrap();
    project.apply(Step { clock, writer, seq: clock, at, label: String::new(), undoes: None, changes: vec![change] });
}

fn freeze(project: &mut Project, name: &str) -> Id<CodebookVersion> {
    let tree = ThemeTree::of(project);
    let themes: Vec<Theme> = tree.nodes().iter().map(|n| project.themes().get(n.id).unwrap().clone()).collect();
    let version = CodebookVersion { id: Id::fresh(), name: name.to_owned(), reason: String::new(), themes };
    let id = version.id;
    apply(project, Change::CodebookVersion(Edit::Add(Box::new(version))));
    id
}

fn round(world: &mut World, name: &str, bits: u16, codebook: Option<Id<CodebookVersion>>) -> Id<DeepDive> {
    let mut round = DeepDive { codebook, ..DeepDive::new(name) };
    for (at, case) in world.cases.iter().enumerate() {
        if bits >> (2 * at % 16) & 1 == 1 {
            let is_in = bits >> (2 * at % 16 + 1) & 1 == 1;
            round.sample.insert(*case, Sampled { is_in, why: String::new() });
        }
    }
    let id = round.id;
    apply(&mut world.project, Change::DeepDive(Edit::Add(Box::new(round))));
    id
}

/// Every record of a kind that is not hidden, by playing the steps one after the other.
fn played<R: Record + Clone>(project: &Project, edit: impl Fn(&Change) -> Option<&Edit<R>>) -> Vec<R> {
    let mut all: BTreeMap<Id<R>, (R, bool)> = BTreeMap::new();
    for change in project.steps().iter().flat_map(|s| &s.changes) {
        match edit(change) {
            Some(Edit::Add(record)) => _ = all.insert(record.id(), ((**record).clone(), true)),
            Some(Edit::Set { id, now, .. }) => all.get_mut(id).into_iter().for_each(|(r, _)| _ = r.set(now.clone())),
            Some(Edit::Retire(id)) => all.get_mut(id).into_iter().for_each(|(_, live)| *live = false),
            Some(Edit::Restore(id)) => all.get_mut(id).into_iter().for_each(|(_, live)| *live = true),
            None => {}
        }
    }
    all.into_values().filter(|(_, live)| *live).map(|(record, _)| record).collect()
}

macro_rules! edits {
    ($kind:ident) => {
        |change| if let Change::$kind(edit) = change { Some(edit) } else { None }
    };
}

struct Slow {
    cases: Vec<Case>,
    documents: Vec<Document>,
    codings: Vec<Coding>,
    cells: Vec<Cell>,
    /// The codebook that is counted by; none for the present one.
    frozen: Option<Vec<Theme>>,
}

impl Slow {
    fn of(project: &Project, frozen: Option<Id<CodebookVersion>>) -> Self {
        Self {
            cases: played(project, edits!(Case)),
            documents: played(project, edits!(Document)),
            codings: played(project, edits!(Coding)),
            cells: played(project, edits!(Cell)),
            frozen: frozen.map(|id| project.codebook_versions().get(id).unwrap().themes.clone()),
        }
    }

    /// Whether a coding of one theme counts under another one.
    fn counts_under(&self, project: &Project, theme: Id<Theme>, above: Id<Theme>) -> bool {
        let now: Vec<Theme> = project.themes().iter().cloned().collect();
        let book = self.frozen.as_ref().unwrap_or(&now);
        let mut at = Some(theme);
        if self.frozen.is_some() && book.iter().all(|t| t.id != theme) {
            if project.themes().get(theme).is_none() {
                return false;
            }
            while let Some(id) = at.filter(|id| book.iter().all(|t| t.id != *id)) {
                at = project.themes().row(id).unwrap().record.parent;
            }
        }
        while let Some(found) = at.and_then(|id| book.iter().find(|t| t.id == id)) {
            if found.id == above {
                return true;
            }
            at = found.parent;
        }
        false
    }

    fn share(&self, project: &Project, round: &DeepDive, theme: Id<Theme>, which: Which) -> CasesOf {
        let mut of = CasesOf::default();
        let is_in = |c: &&Case| round.sample.get(&c.id).is_some_and(|s| s.is_in);
        let mut cases: Vec<&Case> = self.cases.iter().filter(is_in).collect();
        cases.sort_by(|a, b| deepdive::analyse::natural_cmp(&a.name, &b.name).then(a.id.cmp(&b.id)));
        for case in cases {
            let documents: Vec<&Document> = self.documents.iter().filter(|d| d.case == case.id).collect();
            let is_wanted = |c: &&Coding| match which {
                Which::Any => true,
                Which::Concern => c.polarity == Polarity::Concern,
                Which::GoodPractice => c.polarity == Polarity::GoodPractice,
            };
            let found = self
                .codings
                .iter()
                .filter(is_wanted)
                .any(|c| documents.iter().any(|d| d.id == c.document) && self.counts_under(project, c.theme, theme));
            let is_read = !documents.is_empty() && documents.iter().all(|d| d.progress.is_read());
            let is_judged = |c: &Cell| c.theme == theme && c.case == case.id && c.judgement != Judgement::None;
            if found {
                of.with.push(case.id);
            } else if is_read || self.cells.iter().any(is_judged) {
                of.without.push(case.id);
            } else {
                of.not_told.push(case.id);
            }
        }
        of
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_share_is_what_a_slow_count_finds(
        first in acts(60), then in acts(40), bits in any::<(u16, u16)>(), which in 0..3_usize, is_frozen in any::<bool>(),
    ) {
        let which = Which::ALL[which];
        let mut world = world(&first);
        let version = is_frozen.then(|| freeze(&mut world.project, "Frozen"));
        for act in &then {
            world.act(act);
        }
        let earlier = round(&mut world, "Then", bits.0, version);
        let later = round(&mut world, "Now", bits.1, version);
        let project = &world.project;
        let compared = compare(project, Side::Round(earlier), Side::Round(later), which).unwrap();
        let slow = Slow::of(project, version);
        let [before, after] = [earlier, later].map(|id| project.deep_dives().get(id).unwrap());
        let themes = version.map_or(project.themes().iter().count(), |id| project.codebook_versions().get(id).unwrap().themes.len());
        prop_assert_eq!(compared.themes.len(), themes);
        for theme in &compared.themes {
            prop_assert_eq!(&theme.then, &slow.share(project, before, theme.theme, which));
            prop_assert_eq!(&theme.now, &slow.share(project, after, theme.theme, which));
            for case in theme.then.without.iter().chain(&theme.now.without) {
                let is_judged = project.cell(theme.theme, *case).is_some_and(|c| c.judgement != Judgement::None);
                prop_assert!(is_judged || project.documents_of(*case).all(|d| d.progress.is_read()));
            }
            prop_assert_eq!(theme.comparison.then, theme.then.share());
            prop_assert_eq!(theme.comparison.now.of() as usize, theme.now.with.len() + theme.now.without.len());
        }
    }
}

#[test]
fn different_codebooks_are_refused_until_somebody_says_which_theme_is_which() {
    let mut world = world(&[]);
    let (old, new) = (world.themes[1], Id::fresh());
    let first = freeze(&mut world.project, "First");
    let successor = Theme { id: new, ..Theme::new("Theme 1, in new words", world.themes.first().copied()) };
    apply(&mut world.project, Change::Theme(Edit::Add(Box::new(successor))));
    apply(&mut world.project, Change::Theme(Edit::Retire(old)));
    let second = freeze(&mut world.project, "Second");
    let (earlier, later) = (round(&mut world, "Then", u16::MAX, Some(first)), round(&mut world, "Now", u16::MAX, Some(second)));
    let of = |project: &Project| compare(project, Side::Round(earlier), Side::Round(later), Which::Any);
    assert_eq!(of(&world.project).unwrap_err(), CannotCompare::Codebooks(2));
    assert!(of(&world.project).unwrap_err().to_string().contains("say under “Same themes”"));
    let now = deepdive::model::DeepDiveField::SameAs(new, Some(old));
    let was = deepdive::model::DeepDiveField::SameAs(new, None);
    apply(&mut world.project, Change::DeepDive(Edit::Set { id: later, was, now }));
    let compared = of(&world.project).unwrap();
    let row = compared.themes.iter().find(|t| t.theme == old).unwrap();
    assert_eq!(row.later, [new]);
    assert!(compared.only_now.is_empty());
    assert!(compared.warnings.iter().any(|w| w.contains("in both rounds")));
    assert_eq!(compare(&world.project, Side::Round(later), Side::Round(later), Which::Any), Err(CannotCompare::TheSame));
}
