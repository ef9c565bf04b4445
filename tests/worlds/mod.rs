//! Small deep dives as a reader of a published file must imagine them, and the search for another one behind a file.

use crate::draft::Draft;
use deepdive::model::{Polarity, Progress, Project};
use std::collections::{BTreeMap, BTreeSet};

/// A case: its band, whether it was read to the end, and how each of two themes of one group is coded in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Imagined {
    pub band: u8,
    pub read: bool,
    /// Bits for concern, good practice and context.
    pub marks: [u8; 2],
}

pub const BANDS: [&str; 3] = ["Under 3 months", "3 to 6 months", "6 to 12 months"];
pub const ROWS: [&str; 3] = ["Group", "First", "Second"];
/// For each row, its cells by band and then its total; of each: concern, good practice, any, counted.
pub const PER_ROW: usize = (BANDS.len() + 1) * 4;

pub fn project(cases: &[Imagined]) -> Project {
    let mut draft = Draft::default();
    draft.analyst("mk", "Mary Kent");
    let group = draft.theme("A", ROWS[0], None);
    let themes = [draft.theme("A1", ROWS[1], Some(group)), draft.theme("A2", ROWS[2], Some(group))];
    for (i, imagined) in cases.iter().enumerate() {
        let case = draft.case(&format!("Child {i}"), &[("Age band", BANDS[usize::from(imagined.band)])]);
        let progress = if imagined.read { Progress::Coded } else { Progress::Coding };
        let document = draft.document(&format!("Review {i}"), case, progress);
        for (theme, marks) in themes.iter().zip(imagined.marks) {
            for (bit, polarity) in Polarity::ALL.into_iter().enumerate() {
                if marks & (1 << bit) > 0 {
                    draft.code("mk", *theme, document, (0, 3), polarity);
                }
            }
        }
    }
    draft.project()
}

/// Which bit stands for concern and which for good practice.
fn bits() -> (u8, u8) {
    let bit = |wanted| 1_u8 << Polarity::ALL.iter().position(|p| *p == wanted).expect("a polarity");
    (bit(Polarity::Concern), bit(Polarity::GoodPractice))
}

/// Every count that any format prints, counted slowly.
pub fn counts(cases: &[Imagined]) -> Vec<i32> {
    let (concern, good) = bits();
    let mut counts = Vec::with_capacity(ROWS.len() * PER_ROW);
    for row in 0..ROWS.len() {
        let marks = |c: &Imagined| if row == 0 { c.marks[0] | c.marks[1] } else { c.marks[row - 1] };
        for band in (0..BANDS.len()).map(Some).chain([None]) {
            let here = |c: &&Imagined| band.is_none_or(|b| usize::from(c.band) == b);
            let count =
                |f: &dyn Fn(&Imagined) -> bool| i32::try_from(cases.iter().filter(here).filter(|c| f(c)).count()).expect("few");
            counts.push(count(&|c| marks(c) & concern > 0));
            counts.push(count(&|c| marks(c) & good > 0));
            counts.push(count(&|c| marks(c) > 0));
            counts.push(count(&|c| c.read || marks(c) > 0));
        }
    }
    counts
}

/// Cases counted at all, which every file's notes give.
fn counted(cases: &[Imagined]) -> i32 {
    i32::try_from(cases.iter().filter(|c| c.read || c.marks != [0, 0]).count()).expect("few")
}

/// Counts that a file prints, none where it prints `[c]`, and the least that `[c]` may stand for.
pub struct Printed {
    pub numbers: Vec<Option<i32>>,
    pub least: i32,
    /// Whether each N may be hidden for another reason than its size.
    pub uneven: bool,
}

/// How many deep dives behind a file are looked at for further ones.
const MOST_WORLDS: usize = 16;

impl Printed {
    /// Whether counts could be behind the file; of a hidden count the reader even knows whether it is small.
    fn fits(&self, truth: &[i32], counts: &[i32]) -> bool {
        self.numbers.iter().zip(truth).zip(counts).enumerate().all(|(i, ((printed, truth), count))| match printed {
            Some(number) => number == count,
            None if self.uneven && i % 4 == 3 => true,
            None if *truth <= 5 => (self.least..=5).contains(count),
            None => *count > 5,
        })
    }

    /// The hidden counts for which no other deep dive was found that would print the very same numbers.
    ///
    /// Each deep dive found is changed by up to four cases at a time, until every count has had another value.
    pub fn pinned(&self, cases: &[Imagined]) -> BTreeSet<usize> {
        let truth = counts(cases);
        let mut open: BTreeSet<usize> = (0..truth.len()).filter(|i| self.numbers[*i].is_none()).collect();
        open.retain(|i| !self.uneven || i % 4 < 3);
        let mut worlds = vec![cases.to_vec()];
        let mut next = 0;
        while next < worlds.len() && !open.is_empty() {
            let from = worlds[next].clone();
            for found in self.others(&truth, &from, &mut open) {
                if worlds.len() < MOST_WORLDS && !worlds.contains(&found) {
                    worlds.push(found);
                }
            }
            next += 1;
        }
        open
    }

    /// Other deep dives with the same printed numbers, up to four cases away; what they give another number is open no more.
    fn others(&self, truth: &[i32], cases: &[Imagined], open: &mut BTreeSet<usize>) -> Vec<Vec<Imagined>> {
        let here = counts(cases);
        let changes = changes(cases, &here);
        let mut found: Vec<Vec<Imagined>> = Vec::new();
        let mut moved: BTreeSet<Vec<i32>> = BTreeSet::new();
        let mut try_it = |of: &[&Change]| {
            // Deep dives that give no open count another value are kept only as a way on.
            let is_new = open.iter().any(|i| of.iter().map(|c| i32::from(c.delta[*i])).sum::<i32>() != 0);
            if !is_new && (open.is_empty() || found.len() >= MOST_WORLDS) {
                return;
            }
            let counts: Vec<i32> =
                (0..here.len()).map(|i| here[i] + of.iter().map(|c| i32::from(c.delta[i])).sum::<i32>()).collect();
            if counts == here || !self.fits(truth, &counts) || moved.contains(&counts) {
                return;
            }
            let mut other = cases.to_vec();
            for change in of {
                let Some(case) = other.iter_mut().find(|c| **c == change.from) else { return };
                *case = change.to;
            }
            open.retain(|i| counts[*i] == truth[*i]);
            moved.insert(counts);
            found.push(other);
        };
        // The last number of each change is that of all cases counted.
        let is_seen: Vec<bool> = self.numbers.iter().map(Option::is_some).chain([true]).collect();
        let seen = |delta: &mut dyn Iterator<Item = i8>| -> Vec<i8> {
            delta.zip(&is_seen).filter(|(_, s)| **s).map(|(d, _)| d).collect()
        };
        let mut pairs: BTreeMap<Vec<i8>, Vec<[usize; 2]>> = BTreeMap::new();
        for (i, one) in changes.iter().enumerate() {
            if seen(&mut one.delta.iter().copied()).iter().all(|d| *d == 0) {
                try_it(&[one]);
            }
            for (j, two) in changes.iter().enumerate().skip(i) {
                let seen = seen(&mut one.delta.iter().zip(&two.delta).map(|(a, b)| a + b));
                let known = pairs.entry(seen).or_default();
                if known.len() < 4 {
                    known.push([i, j]);
                }
            }
        }
        for (delta, these) in &pairs {
            let opposite: Vec<i8> = delta.iter().map(|d| -d).collect();
            if opposite < *delta {
                continue;
            }
            if delta.iter().all(|d| *d == 0) {
                these.iter().for_each(|[a, b]| try_it(&[&changes[*a], &changes[*b]]));
            }
            for ([a, b], [c, d]) in these.iter().flat_map(|t| pairs.get(&opposite).into_iter().flatten().map(move |o| (t, o))) {
                try_it(&[&changes[*a], &changes[*b], &changes[*c], &changes[*d]]);
            }
        }
        found
    }
}

/// One case that could be another, and what that would change in each count and in all cases counted.
struct Change {
    from: Imagined,
    to: Imagined,
    delta: Vec<i8>,
}

fn changes(cases: &[Imagined], here: &[i32]) -> Vec<Change> {
    let mut all: Vec<Change> = Vec::new();
    let known: BTreeSet<Imagined> = cases.iter().copied().collect();
    for from in known {
        let at = cases.iter().position(|c| *c == from).expect("is there");
        let marks = (0..64_u8).map(|m| Imagined { marks: [m / 8, m % 8], ..from });
        let bands = (0..3).map(|band| Imagined { band, ..from });
        let read = [Imagined { read: !from.read, ..from }];
        for to in marks.chain(bands).chain(read).filter(|to| *to != from) {
            let mut other = cases.to_vec();
            other[at] = to;
            let changed = counts(&other).into_iter().chain([counted(&other)]);
            let before = here.iter().copied().chain([counted(cases)]);
            let delta: Vec<i8> = changed.zip(before).map(|(a, b)| i8::try_from(a - b).expect("one case")).collect();
            // What changes nothing, or the same as three others, leads nowhere else.
            if delta.iter().any(|d| *d != 0) && all.iter().filter(|c| c.delta == delta).count() < 3 {
                all.push(Change { from, to, delta });
            }
        }
    }
    all
}
