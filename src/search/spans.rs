//! Runs of words in one passage: phrases, loose phrases and what stands close together.
//!
//! Pure functions over positions, used by the index. The subtlety: a loose phrase gives each of its words a place of its
//! own, which is a matching and not a count: in `"work* worker"~3` a single `worker` is not enough.

use super::query::Reach;

/// Words from the first to the one before the second position.
pub(super) type Span = (u32, u32);

/// Spans in which each list of positions follows the one before it.
pub(super) fn follow<'a>(lists: &mut dyn Iterator<Item = &'a [u32]>, out: &mut Vec<Span>) {
    let Some(first) = lists.next() else { return };
    out.extend(first.iter().map(|p| (*p, p + 1)));
    for list in lists {
        let mut positions = list.iter().copied().peekable();
        out.retain_mut(|(_, end)| {
            while positions.next_if(|p| p < end).is_some() {}
            let follows = positions.peek() == Some(end);
            *end += 1;
            follows
        });
    }
}

/// Spans that begin and end with a word of the phrase and hold a place for every other, with at most `spare` words more.
pub(super) fn spread(lists: &[&[u32]], spare: u32, out: &mut Vec<Span>) {
    let longest = u32::try_from(lists.len()).unwrap_or(u32::MAX).saturating_add(spare);
    if lists.iter().any(|list| list.is_empty()) {
        return;
    }
    let mut places: Vec<u32> = lists.iter().flat_map(|list| list.iter().copied()).collect();
    places.sort_unstable();
    places.dedup();
    for (i, first) in places.iter().enumerate() {
        let behind = places.iter().skip(i + 1).take_while(|last| **last - first < longest);
        out.extend(behind.filter(|last| are_ends(lists, *first, **last)).map(|last| (*first, last + 1)));
    }
}

/// Whether two words of the phrase can stand at `first` and `last`, and all others between them.
fn are_ends(lists: &[&[u32]], first: u32, last: u32) -> bool {
    let at = |place: u32| (0..lists.len()).filter(move |i| lists.get(*i).is_some_and(|list| list.binary_search(&place).is_ok()));
    let between = |list: &[u32]| -> Vec<u32> { list.iter().copied().filter(|p| first < *p && *p < last).collect() };
    at(first).any(|one| {
        at(last).filter(|other| *other != one).any(|other| {
            let rest = lists.iter().enumerate().filter(|(i, _)| *i != one && *i != other);
            let choices: Vec<Vec<u32>> = rest.map(|(_, list)| between(list)).collect();
            // Whose each place is; one that another word wants moves its holder on, if that has another choice.
            let mut holders: Vec<(u32, usize)> = Vec::new();
            (0..choices.len()).all(|word| place(word, &choices, &mut holders, &mut Vec::new()))
        })
    })
}

fn place(word: usize, choices: &[Vec<u32>], holders: &mut Vec<(u32, usize)>, tried: &mut Vec<u32>) -> bool {
    for choice in choices.get(word).map(Vec::as_slice).unwrap_or_default() {
        if tried.contains(choice) {
            continue;
        }
        tried.push(*choice);
        let held = holders.iter().position(|(p, _)| p == choice);
        let is_free = match held.and_then(|i| holders.get(i)).copied() {
            None => true,
            Some((_, holder)) => place(holder, choices, holders, tried),
        };
        if is_free {
            holders.retain(|(p, _)| p != choice);
            holders.push((*choice, word));
            return true;
        }
    }
    false
}

/// Spans that hold one of each side close together. `how` is how close, whether the left one has to come first, and the
/// first words of sentences.
pub(super) fn close(left: &[Span], right: &[Span], how: (Reach, bool, &[u32]), out: &mut Vec<Span>) {
    for a in left {
        for b in right {
            // The right ones come in order of their first words.
            if matches!(how.0, Reach::Words(most) if b.0 > a.1.saturating_add(most)) {
                break;
            }
            if is_close(*a, *b, how) {
                out.push((a.0.min(b.0), a.1.max(b.1)));
            }
        }
    }
    out.sort_unstable();
    out.dedup();
}

/// Whether two spans stand close together; those that share a word do not.
pub(super) fn is_close(a: Span, b: Span, (reach, in_order, sentences): (Reach, bool, &[u32])) -> bool {
    let (first, second) = if a.1 <= b.0 {
        (a, b)
    } else if b.1 <= a.0 && !in_order {
        (b, a)
    } else {
        return false;
    };
    match reach {
        Reach::Words(most) => second.0 - first.1 <= most,
        Reach::Sentence => {
            let next = sentences.partition_point(|start| *start <= first.0);
            sentences.get(next).is_none_or(|start| *start >= second.1)
        }
        Reach::Paragraph => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_loose_phrase_need_places_of_their_own() {
        let spread = |lists: &[&[u32]], spare| {
            let mut out = Vec::new();
            super::spread(lists, spare, &mut out);
            out
        };
        assert_eq!(spread(&[&[1, 4], &[4]], 3), [(1, 5)]);
        assert_eq!(spread(&[&[4], &[4]], 9), []);
        assert_eq!(spread(&[&[1, 2], &[1], &[2, 3]], 0), [(1, 4)]);
        assert_eq!(spread(&[&[0], &[1, 2]], 3), [(0, 2), (0, 3)]);
        assert_eq!(spread(&[&[1], &[5]], 2), []);
        assert_eq!(spread(&[&[1], &[5]], 3), [(1, 6)]);
    }

    #[test]
    fn closeness_counts_the_words_between() {
        let is = |a, b, reach| is_close(a, b, (reach, false, &[5]));
        assert!(is((1, 2), (4, 5), Reach::Words(2)) && !is((1, 2), (4, 5), Reach::Words(1)));
        assert!(is((4, 5), (1, 2), Reach::Words(2)) && !is((1, 3), (2, 4), Reach::Words(9)));
        assert!(is((1, 2), (4, 5), Reach::Sentence) && !is((1, 2), (5, 6), Reach::Sentence));
        assert!(is((5, 6), (9, 10), Reach::Sentence) && is((1, 2), (90, 91), Reach::Paragraph));
        assert!(!is_close((4, 5), (1, 2), (Reach::Paragraph, true, &[])));
    }
}
