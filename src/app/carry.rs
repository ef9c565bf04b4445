//! Finding the words of an old text again in a new one: the same document, read by a better reader.
//!
//! ```text
//! old  … a b c [the quoted words] d e f …        both without blanks, hyphens, bullets and ligatures
//!        └──┬──┘                └──┬──┘
//! new  … a b c x [the quoted words] d e f …      runs of words that each text has once anchor the search
//! ```
//! A quote is looked for between its anchors first, then everywhere. Where several places would do, the words around
//! decide, and they have to agree from both sides; otherwise the answer is "unplaced", because a coding without a place
//! is seen and mended, and one in a wrong place is not.

use crate::text::{SourceText, TextRange, passages_between};
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// Where a passage of the old text stands in the new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placed {
    /// The same words at the same place.
    Same,
    /// The same words, but for blanks, hyphens, bullets and ligatures, at another place.
    Moved(TextRange),
    /// Not found, or not certain enough.
    Unplaced,
}

/// Words in an anchor.
const ANCHOR_WORDS: usize = 4;
/// Bytes around a quote that are compared at most, on each side.
const AROUND: usize = 96;
/// What reaching the start or the end of both texts counts for.
const AT_EDGE: usize = 16;
/// Bytes of quote and surroundings that make the only candidate believable.
const BELIEVABLE: usize = 16;
/// Bytes of surroundings that decide between several candidates.
const DECISIVE: usize = 12;
/// The same for a quote that left its surroundings' place.
const DECISIVE_AFAR: usize = 32;

/// Two readings of one document, compared once for any number of passages.
pub struct Carrier<'a> {
    old: Folded<'a>,
    new: Folded<'a>,
    /// Place in the old text, place in the new one, and length, in folded bytes; rising in both.
    anchors: Vec<(usize, usize, usize)>,
}

/// Finds one passage again. For several passages of the same texts make a `Carrier`.
#[must_use]
pub fn carry(old: &SourceText, new: &SourceText, range: TextRange) -> Placed {
    Carrier::new(old, new).carry(range)
}

impl<'a> Carrier<'a> {
    /// Compares two texts.
    #[must_use]
    pub fn new(old: &'a SourceText, new: &'a SourceText) -> Self {
        let (old, new) = (Folded::of(&old.text), Folded::of(&new.text));
        let anchors = anchors(&old, &new);
        Self { old, new, anchors }
    }

    /// Finds a passage of the old text in the new one.
    #[must_use]
    pub fn carry(&self, range: TextRange) -> Placed {
        let Some(quote) = self.old.folded(range) else { return Placed::Unplaced };
        let Some(found) = self.find(quote).and_then(|place| self.range_of(range, quote, place)) else { return Placed::Unplaced };
        if found == range && found.of(self.new.text) == range.of(self.old.text) { Placed::Same } else { Placed::Moved(found) }
    }

    /// Finds a run of blocks again by the blocks that can be placed; needs at least half of them.
    #[must_use]
    pub fn carry_blocks(&self, old: &SourceText, range: TextRange) -> Placed {
        let blocks = passages_between(old, range);
        let placed = |range: TextRange| match self.carry(range) {
            Placed::Same => Some(range),
            Placed::Moved(to) => Some(to),
            Placed::Unplaced => None,
        };
        let found: Vec<TextRange> = blocks.iter().filter_map(|b| placed(b.range)).collect();
        let (Some(first), Some(last)) = (found.first(), found.last()) else { return Placed::Unplaced };
        let in_order = found.windows(2).all(|pair| matches!(pair, [a, b] if a.end() <= b.start()));
        if !in_order || found.len() * 2 < blocks.len() {
            return Placed::Unplaced;
        }
        let whole = first.union(*last);
        if whole == range && found.len() == blocks.len() { Placed::Same } else { Placed::Moved(whole) }
    }

    fn find(&self, quote: Span) -> Option<Span> {
        let (old_part, new_part) = self.between_anchors(quote);
        let words = self.old.bytes(quote);
        let here = self.new.occurrences(words, new_part, self.old.edges(quote));
        let there = self.old.occurrences(words, old_part, self.old.edges(quote));
        if !here.is_empty() {
            return self.decide(quote, &there, &here, DECISIVE, |around| words.len() + around >= BELIEVABLE);
        }
        let here = self.new.occurrences(words, self.new.whole(), self.old.edges(quote));
        let there = self.old.occurrences(words, self.old.whole(), self.old.edges(quote));
        self.decide(quote, &there, &here, DECISIVE_AFAR, |_| words.len() >= BELIEVABLE)
    }

    /// The candidate that a quote belongs to: the only one of the only one, or the one that both sides like best.
    fn decide(&self, quote: Span, old: &[Span], new: &[Span], decisive: usize, fits: impl Fn(usize) -> bool) -> Option<Span> {
        if let ([_], [only]) = (old, new) {
            return fits(self.around(quote, *only)).then_some(*only);
        }
        let (best, around) = best(new.iter().map(|n| (*n, self.around(quote, *n))))?;
        let (back, _) = self::best(old.iter().map(|o| (*o, self.around(*o, best))))?;
        (back == quote && around >= decisive).then_some(best)
    }

    /// How many folded bytes around two places agree.
    fn around(&self, old: Span, new: Span) -> usize {
        let (a, b) = (self.old.letters.as_bytes(), self.new.letters.as_bytes());
        let (before_a, before_b) = (a.get(..old.start).unwrap_or_default(), b.get(..new.start).unwrap_or_default());
        let (after_a, after_b) = (a.get(old.end..).unwrap_or_default(), b.get(new.end..).unwrap_or_default());
        let before = before_a.iter().rev().zip(before_b.iter().rev()).take(AROUND).take_while(|(a, b)| a == b).count();
        let after = after_a.iter().zip(after_b).take(AROUND).take_while(|(a, b)| a == b).count();
        let edge = |length: usize, a: usize, b: usize| if length == a && length == b { AT_EDGE } else { 0 };
        before + after + edge(before, before_a.len(), before_b.len()) + edge(after, after_a.len(), after_b.len())
    }

    /// The parts of both texts between the anchors nearest to a quote; an anchor may reach into the quote.
    fn between_anchors(&self, quote: Span) -> (Span, Span) {
        let left = self.anchors.partition_point(|(old, ..)| *old <= quote.start).checked_sub(1);
        let right = self.anchors.partition_point(|(old, _, len)| old + len < quote.end);
        let (old_start, new_start) = left.and_then(|i| self.anchors.get(i)).map_or((0, 0), |(old, new, _)| (*old, *new));
        let ends = |(old, new, len): &(usize, usize, usize)| (old + len, new + len);
        let (old_end, new_end) = self.anchors.get(right).map_or((self.old.whole().end, self.new.whole().end), ends);
        (Span { start: old_start, end: old_end }, Span { start: new_start, end: new_end })
    }

    /// A folded place of the new text as a range, with the blanks and hyphens that the old range had at its ends.
    fn range_of(&self, old: TextRange, quote: Span, place: Span) -> Option<TextRange> {
        let words = old.of(self.old.text)?;
        let inner = self.old.range(quote)?;
        let lead = words.get(..inner.start().checked_sub(old.start())?)?;
        let tail = words.get(inner.end().checked_sub(old.start())?..)?;
        let found = self.new.range(place)?;
        let (before, after) = (self.new.text.get(..found.start())?, self.new.text.get(found.end()..)?);
        let start = if before.ends_with(lead) { found.start() - lead.len() } else { found.start() };
        let end = if after.starts_with(tail) { found.end() + tail.len() } else { found.end() };
        TextRange::within(self.new.text, start, end).ok()
    }
}

/// The one with the largest number, when it is alone with it.
fn best(all: impl Iterator<Item = (Span, usize)>) -> Option<(Span, usize)> {
    let mut found: Option<(Span, usize)> = None;
    let mut alone = false;
    for (span, number) in all {
        match found {
            Some((_, most)) if number < most => {}
            Some((_, most)) if number == most => alone = false,
            Some(_) | None => (found, alone) = (Some((span, number)), true),
        }
    }
    found.filter(|_| alone)
}

/// A place in a folded text, in its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    start: usize,
    end: usize,
}

/// A text without blanks, hyphens, bullets and ligatures, and where each byte of it stands.
struct Folded<'a> {
    text: &'a str,
    letters: String,
    /// For each byte of `letters`, where its character starts in `text`.
    starts: Vec<u32>,
}

impl<'a> Folded<'a> {
    fn of(text: &'a str) -> Self {
        let mut folded = Self { text, letters: String::with_capacity(text.len()), starts: Vec::with_capacity(text.len()) };
        for (at, c) in text.char_indices().filter(|(_, c)| !is_passed_over(*c)) {
            for plain in std::iter::once(c).nfkd().filter(|c| !is_passed_over(*c)) {
                folded.letters.push(plain);
                folded.starts.resize(folded.letters.len(), u32::try_from(at).unwrap_or(u32::MAX));
            }
        }
        folded
    }

    const fn whole(&self) -> Span {
        Span { start: 0, end: self.letters.len() }
    }

    fn bytes(&self, span: Span) -> &str {
        self.letters.get(span.start..span.end).unwrap_or_default()
    }

    /// The folded place of a range; none when nothing of it is left.
    fn folded(&self, range: TextRange) -> Option<Span> {
        let place = |at: usize| self.starts.partition_point(|s| (*s as usize) < at);
        let span = Span { start: place(range.start()), end: place(range.end()) };
        (range.fits(self.text) && span.start < span.end).then_some(span)
    }

    /// A folded place as a range of whole characters; none when it would cut a ligature.
    fn range(&self, span: Span) -> Option<TextRange> {
        let at = |byte: usize| self.starts.get(byte).map(|s| *s as usize);
        let (start, last) = (at(span.start)?, at(span.end.checked_sub(1)?)?);
        let cuts = span.start.checked_sub(1).and_then(at) == Some(start) || at(span.end) == Some(last);
        let end = last + self.text.get(last..)?.chars().next()?.len_utf8();
        if cuts { None } else { TextRange::within(self.text, start, end).ok() }
    }

    /// Whether a word starts at the start and ends at the end of a place.
    fn edges(&self, span: Span) -> (bool, bool) {
        let Some(range) = self.range(span) else { return (false, false) };
        let before = self.text.get(..range.start()).and_then(|t| t.chars().next_back());
        let after = self.text.get(range.end()..).and_then(|t| t.chars().next());
        (!before.is_some_and(char::is_alphanumeric), !after.is_some_and(char::is_alphanumeric))
    }

    /// Every place of some words in a part, at the edges of words where the quote was.
    fn occurrences(&self, words: &str, part: Span, edges: (bool, bool)) -> Vec<Span> {
        let mut found = Vec::new();
        let mut from = part.start;
        while let Some(at) = self.letters.get(from..part.end).and_then(|rest| rest.find(words)) {
            let span = Span { start: from + at, end: from + at + words.len() };
            let (starts, ends) = self.edges(span);
            if (starts || !edges.0) && (ends || !edges.1) && self.range(span).is_some() {
                found.push(span);
            }
            let next = self.letters.get(span.start..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
            from = span.start + next;
        }
        found
    }

    /// Folded places of words, in order.
    fn words(&self) -> Vec<Span> {
        let mut words: Vec<Span> = Vec::new();
        let mut before: Option<usize> = None;
        for (byte, start) in self.starts.iter().enumerate() {
            let start = *start as usize;
            let is_joined =
                before.is_some_and(|b| b == start || !self.text.get(b..start).is_some_and(|t| t.contains(char::is_whitespace)));
            match words.last_mut() {
                Some(word) if is_joined => word.end = byte + 1,
                Some(_) | None => words.push(Span { start: byte, end: byte + 1 }),
            }
            before = Some(start);
        }
        words
    }

    /// Runs of words that stand in the text once, with their place.
    fn once(&self) -> HashMap<&str, usize> {
        let mut places: HashMap<&str, Option<usize>> = HashMap::new();
        for run in self.words().windows(ANCHOR_WORDS) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            let words = self.bytes(Span { start: first.start, end: last.end });
            places.entry(words).and_modify(|place| *place = None).or_insert(Some(first.start));
        }
        places.into_iter().filter_map(|(words, place)| place.map(|p| (words, p))).collect()
    }
}

/// Blanks, hyphens, soft hyphens, signs of no width and bullets: what readers put in and leave out. None is a word.
fn is_passed_over(c: char) -> bool {
    const HYPHENS: [char; 4] = ['-', '\u{ad}', '\u{2010}', '\u{2011}'];
    const NO_WIDTH: [char; 5] = ['\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}'];
    const BULLETS: [char; 8] = ['•', '◦', '▪', '●', '○', '■', '‣', '⁃'];
    c.is_whitespace() || HYPHENS.contains(&c) || NO_WIDTH.contains(&c) || BULLETS.contains(&c)
}

/// The longest list of runs of words that each text has once and both have in the same order.
fn anchors(old: &Folded<'_>, new: &Folded<'_>) -> Vec<(usize, usize, usize)> {
    let (in_old, in_new) = (old.once(), new.once());
    let mut pairs: Vec<(usize, usize, usize)> =
        in_old.iter().filter_map(|(words, at)| in_new.get(words).map(|to| (*at, *to, words.len()))).collect();
    pairs.sort_unstable();
    rising(&pairs)
}

/// The longest part of a list whose second numbers rise, by patience sorting.
fn rising(pairs: &[(usize, usize, usize)]) -> Vec<(usize, usize, usize)> {
    // For each length, the pair that ends the list of that length with the smallest number; and each pair's forerunner.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (i, (_, to, _)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|(_, end)| end < to);
        before.push(length.checked_sub(1).and_then(|l| ends.get(l)).map(|(i, _)| *i));
        match ends.get_mut(length) {
            Some(end) => *end = (i, *to),
            None => ends.push((i, *to)),
        }
    }
    let mut list = Vec::new();
    let mut at = ends.last().map(|(i, _)| *i);
    while let Some(i) = at {
        list.extend(pairs.get(i).copied());
        at = before.get(i).copied().flatten();
    }
    list.reverse();
    list
}
