//! What one word of a text may look like, and whether a word does.
//!
//! The same tests run over the dictionary of the index, as automata, and over the words of a passage to mark them. The
//! subtlety: a wildcard is a set of places in its pattern, one bit each, so that it takes one step for each byte
//! whatever it holds; and a `?` is a letter, not a byte.

use super::analyser::{NUL, TextWord, WRITTEN};
use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder};
use std::sync::OnceLock;
use tantivy_fst::Automaton;

/// One word of a phrase.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pattern {
    /// Any word with the stem of this one.
    Word {
        /// As typed, with its capitals.
        typed: String,
        /// As typed, folded.
        written: String,
        /// Its stem.
        stem: String,
    },
    /// Any word that starts so, as written (not stemmed).
    Prefix(String),
    /// Any word, as written, in which `*` is any letters or none and `?` is one letter.
    Wild(String),
    /// Any word, as written, that is at most so many letters different: one more, one less, another, or two exchanged.
    Like(String, u8),
    /// This very form with these capitals and accents.
    Exact(String),
    /// This abbreviation in capitals, also with the `s` of many.
    Capitals(String),
}

impl Pattern {
    /// Whether a word of a text is meant.
    #[must_use]
    pub fn matches(&self, word: &TextWord) -> bool {
        match self {
            Self::Word { stem, .. } => *stem == word.stem,
            Self::Prefix(start) => word.written.starts_with(start.as_str()),
            Self::Wild(glob) => Glob::new(glob).fits(word.written.as_bytes()),
            Self::Like(like, most) => is_like(*most, like, &word.written),
            Self::Exact(exact) => *exact == word.exact,
            Self::Capitals(short) => word.exact.strip_prefix(short.as_str()).is_some_and(|tail| matches!(tail, "" | "s")),
        }
    }

    /// Whether many words of the dictionary may be meant.
    pub(super) const fn is_open(&self) -> bool {
        matches!(self, Self::Prefix(_) | Self::Wild(_) | Self::Like(..))
    }
}

/// The automaton of spellings at most `most` letters away from `word`.
pub(super) fn spellings(most: u8, word: &str) -> DFA {
    static BUILDERS: [OnceLock<LevenshteinAutomatonBuilder>; 2] = [OnceLock::new(), OnceLock::new()];
    let [one, two] = &BUILDERS;
    let (builder, most) = if most <= 1 { (one, 1) } else { (two, 2) };
    builder.get_or_init(|| LevenshteinAutomatonBuilder::new(most, true)).build_dfa(word)
}

fn is_like(most: u8, like: &str, written: &str) -> bool {
    let far = like.chars().count().abs_diff(written.chars().count());
    far <= usize::from(most) && distance(like, written) <= usize::from(most)
}

/// Letters to add, leave out, change or exchange with their neighbour to get from one word to another; no letter twice.
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    // Row by row; `before` and `last` are the two rows above.
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    let at = |row: &[usize], i: usize| row.get(i).copied().unwrap_or(usize::MAX / 2);
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let mut least = (at(&last, j) + usize::from(a != b)).min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let exchanged = i > 0 && j > 0 && one.get(i - 1) == Some(b) && other.get(j - 1) == Some(a);
            if exchanged {
                least = least.min(at(&before, j - 1) + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    at(&last, other.len())
}

/// A part of a wildcard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Byte(u8),
    Letter,
    Letters,
}

/// A wildcard as an automaton: bit `i` of a state says that its first `i` parts are used up.
#[derive(Clone, Debug)]
pub(super) struct Glob {
    parts: Vec<Part>,
}

impl Glob {
    /// Parts beyond 63 are cut; typed words are never so long.
    pub fn new(glob: &str) -> Self {
        let part = |b| match b {
            b'?' => Part::Letter,
            b'*' => Part::Letters,
            b => Part::Byte(b),
        };
        Self { parts: glob.bytes().map(part).take(63).collect() }
    }

    pub fn fits(&self, word: &[u8]) -> bool {
        let end = word.iter().fold(self.begin(), |state, byte| self.step(state, *byte));
        self.is_end(end)
    }

    fn begin(&self) -> u64 {
        self.over_stars(1)
    }

    const fn is_end(&self, state: u64) -> bool {
        state >> self.parts.len() & 1 == 1
    }

    fn step(&self, state: u64, byte: u8) -> u64 {
        let inside_letter = byte & 0xc0 == 0x80;
        let mut next = 0;
        for (i, part) in self.parts.iter().enumerate().filter(|(i, _)| state >> i & 1 == 1) {
            next |= match part {
                Part::Byte(wanted) => u64::from(*wanted == byte) << (i + 1),
                Part::Letter => u64::from(!inside_letter) << (i + 1),
                Part::Letters => 1 << i,
            };
        }
        if inside_letter {
            // The rest of a letter that a `?` has already taken.
            let after_letter = |i: &usize| self.parts.get(*i) == Some(&Part::Letter) && state >> (i + 1) & 1 == 1;
            next |= (0..self.parts.len()).filter(after_letter).fold(0, |bits, i| bits | 1 << (i + 1));
        }
        self.over_stars(next)
    }

    /// A `*` may also stand for nothing.
    fn over_stars(&self, mut state: u64) -> u64 {
        for (i, part) in self.parts.iter().enumerate() {
            if *part == Part::Letters && state >> i & 1 == 1 {
                state |= 1 << (i + 1);
            }
        }
        state
    }
}

/// Where an automaton over the terms of the dictionary stands.
#[derive(Clone, Copy)]
pub(super) enum At<S> {
    /// Before the sign of written words.
    Sign,
    /// Within the written word.
    Word(S),
    /// Behind a written word that fits, among its capitals.
    Fits,
    Lost,
}

/// An automaton over written words made into one over the terms that hold them.
pub(super) struct OverTerms<A>(pub A);

impl<A: Automaton> Automaton for OverTerms<A> {
    type State = At<A::State>;

    fn start(&self) -> At<A::State> {
        At::Sign
    }

    fn is_match(&self, state: &At<A::State>) -> bool {
        match state {
            At::Word(inner) => self.0.is_match(inner),
            At::Fits => true,
            At::Sign | At::Lost => false,
        }
    }

    fn can_match(&self, state: &At<A::State>) -> bool {
        match state {
            At::Word(inner) => self.0.can_match(inner),
            At::Sign | At::Fits => true,
            At::Lost => false,
        }
    }

    fn accept(&self, state: &At<A::State>, byte: u8) -> At<A::State> {
        match state {
            At::Sign if byte == WRITTEN as u8 => At::Word(self.0.start()),
            At::Word(inner) if byte == NUL as u8 => {
                if self.0.is_match(inner) {
                    At::Fits
                } else {
                    At::Lost
                }
            }
            At::Word(inner) => At::Word(self.0.accept(inner, byte)),
            At::Fits => At::Fits,
            At::Sign | At::Lost => At::Lost,
        }
    }
}

impl Automaton for Glob {
    type State = u64;

    fn start(&self) -> u64 {
        self.begin()
    }

    fn is_match(&self, state: &u64) -> bool {
        self.is_end(*state)
    }

    fn can_match(&self, state: &u64) -> bool {
        *state != 0
    }

    fn accept(&self, state: &u64, byte: u8) -> u64 {
        self.step(*state, byte)
    }
}

/// Spellings near a word.
pub(super) struct Spellings(pub DFA);

impl Automaton for Spellings {
    type State = u32;

    fn start(&self) -> u32 {
        self.0.initial_state()
    }

    fn is_match(&self, state: &u32) -> bool {
        matches!(self.0.distance(*state), Distance::Exact(_))
    }

    fn can_match(&self, state: &u32) -> bool {
        *state != levenshtein_automata::SINK_STATE
    }

    fn accept(&self, state: &u32, byte: u8) -> u32 {
        self.0.transition(*state, byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_fit_whole_words() {
        let fits = |glob: &str, word: &str| Glob::new(glob).fits(word.as_bytes());
        assert!(fits("w?rd", "word") && !fits("w?rd", "wrd") && !fits("w?rd", "words") && !fits("w?rd", "woord"));
        assert!(fits("*ing", "bruising") && fits("*ing", "ing") && !fits("*ing", "things"));
        assert!(fits("b*s?", "bruise") && fits("*", "") && fits("a**b", "ab") && fits("?", "ж") && !fits("??", "ж"));
    }

    #[test]
    fn distances_count_letters() {
        assert_eq!(distance("bruise", "bruise"), 0);
        assert_eq!(distance("bruise", "brusie"), 1);
        assert_eq!(distance("bruise", "briuses"), 2);
        assert_eq!(distance("ж", "жx"), 1);
        assert_eq!(distance("", "abc"), 3);
    }

    #[test]
    fn the_automaton_of_spellings_agrees() {
        let words = ["bruise", "brusie", "bruses", "bruising", "brui", "rbuise", "abruise", "bruisex", "urbise", "bruiesx"];
        for one in words {
            for other in words {
                for most in [1, 2] {
                    let dfa = Spellings(spellings(most, one));
                    let end = other.bytes().fold(dfa.start(), |state, b| dfa.accept(&state, b));
                    let near = match dfa.0.distance(end) {
                        Distance::Exact(d) => d <= most,
                        Distance::AtLeast(_) => false,
                    };
                    assert_eq!(near, is_like(most, one, other), "{one} {other} {most}");
                }
            }
        }
    }
}
