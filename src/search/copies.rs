//! Finds passages that repeat one another: the same sentences quoted in several documents.
//!
//! Two passages are copies when they share at least four fifths of their runs of four words (the resemblance of Broder,
//! "On the resemblance and containment of documents", 1997), so a quotation with a word changed is still found; short
//! passages are never taken for copies, because "See above." says nothing.
//!
//! The subtlety: being a copy is not carried on from one to the next; each passage is compared with the first of its kind.

use super::analyser::words;
use std::collections::{BTreeSet, HashMap};

/// Fewest words of a passage that can be a copy.
const FEWEST_WORDS: usize = 10;
/// Words in a run.
const RUN: usize = 4;

/// For each text, the place of the earlier one that it repeats; none for the first of its kind.
#[must_use]
pub fn copies<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<Option<usize>> {
    let mut firsts: Vec<Option<BTreeSet<String>>> = Vec::new();
    let mut with_run: HashMap<String, Vec<usize>> = HashMap::new();
    let mut found = Vec::new();
    for text in texts {
        let runs = runs(text);
        let copied = first_like(&runs, &firsts, &with_run);
        found.push(copied);
        if copied.is_some() || runs.is_empty() {
            firsts.push(None);
            continue;
        }
        for run in &runs {
            with_run.entry(run.clone()).or_default().push(firsts.len());
        }
        firsts.push(Some(runs));
    }
    found
}

fn first_like(
    runs: &BTreeSet<String>,
    firsts: &[Option<BTreeSet<String>>],
    with_run: &HashMap<String, Vec<usize>>,
) -> Option<usize> {
    let mut shared: HashMap<usize, usize> = HashMap::new();
    for first in runs.iter().filter_map(|run| with_run.get(run)).flatten() {
        *shared.entry(*first).or_default() += 1;
    }
    let alike = |(first, shared): (&usize, &usize)| {
        let theirs = firsts.get(*first)?.as_ref()?.len();
        // Shared runs over all runs of both, at least 4 in 5.
        (shared * 5 >= (runs.len() + theirs - shared) * 4).then_some(*first)
    };
    let mut alike: Vec<usize> = shared.iter().filter_map(alike).collect();
    alike.sort_unstable();
    alike.first().copied()
}

fn runs(text: &str) -> BTreeSet<String> {
    let words: Vec<String> = words(text).into_iter().map(|w| w.written).collect();
    if words.len() < FEWEST_WORDS {
        return BTreeSet::new();
    }
    words.windows(RUN).map(|run| run.join(" ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_a_copy_and_a_like_sentence_is_not() {
        let first = "The health visitor wrote that the partner was present and was holding the baby quietly.";
        let quoted = "‘The health visitor wrote that the partner was present, and was holding the baby quietly’";
        let other = "The health visitor wrote that the mother was tired and was asking for help with feeding.";
        assert_eq!(copies([first, other, quoted, "See above.", "See above."]), [None, None, Some(0), None, None]);
    }

    #[test]
    fn one_changed_word_in_a_long_passage_is_still_a_copy() {
        let long: Vec<String> = (0..60).map(|i| format!("word{i}")).collect();
        let mut changed = long.clone();
        changed[30] = "other".to_owned();
        assert_eq!(copies([long.join(" ").as_str(), changed.join(" ").as_str()]), [None, Some(0)]);
    }
}
