//! Splits text into the words that are indexed, searched and marked: one definition for all three.
//!
//! - A word is a run of letters and digits; hyphens, dashes and points part words, so `non-accidental` and
//!   `non accidental` are the same two words, and `0–19` is `0` and `19`.
//! - Case, accents, ligatures and British or American spelling do not matter, however the accent is encoded.
//! - An apostrophe joins what belongs together (`didn't` → `didnt`, `O'Brien` → `obrien`); a final `'s` is left out
//!   (`mother's` → `mother`).
//!
//! What the index is given for `Non-accidental bruising.`, each line at the position of its word:
//!
//! ```text
//! =non NUL Non      as written; behind the NUL the word with its capitals and accents, where it has any
//! non               its stem
//! -nonaccident NUL non NUL accidental      two parts with a hyphen between them: the stem of both joined, and the parts
//! =accidental
//! accident
//! =bruising
//! bruis
//! ```
//!
//! a `.` at the first word of the second sentence and of every further one, and `^n`, `^a` and `^b` for the first letters
//! of words, each where it comes first in the passage. The subtlety: stems answer words and
//! phrases; written forms answer wildcards, since `neglectf*` would never meet the stem `neglect`. Capitals stand behind
//! the written form and not in a term of their own, so that they cost nothing, and a range of the dictionary holds every
//! way in which a word is written.

use super::spelling::respelt;
use crate::text::sentence_starts;
use frostem::{Algorithm, Stemmer};
use std::ops::Range;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use unicode_normalization::UnicodeNormalization;

/// Changes whenever the words of a text could come out differently; an index made by another version starts afresh.
pub(super) const ANALYSER_VERSION: u32 = 2;

/// The sign before a word as written; no word holds it.
pub(super) const WRITTEN: char = '=';

/// The sign before two words that stand with a hyphen between them.
pub(super) const JOINED: char = '-';

/// The term at the first word of every sentence but the first.
pub(super) const SENTENCE: &str = ".";

/// The sign before a letter or digit that some word of the passage begins with.
pub(super) const INITIAL: char = '^';

/// What parts the pieces of a term.
pub(super) const NUL: char = '\0';

/// Longest folded word in bytes; what lies beyond is cut, in texts and queries alike.
pub(super) const LONGEST: usize = 60;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextWord {
    /// Bytes of the text it covers, a possessive `'s` included.
    pub range: Range<usize>,
    /// Folded: lower case, without accents and apostrophes.
    pub written: String,
    /// With its capitals and accents, without apostrophes and a possessive `'s`.
    pub exact: String,
    /// The stem of `written`, whichever way it is spelt.
    pub stem: String,
    /// Which sentence of the text it stands in, from 0.
    pub sentence: usize,
    /// Whether only a hyphen stands between it and the next word.
    pub hyphened: bool,
}

/// The words of `text`, in order.
#[must_use]
pub fn words(text: &str) -> Vec<TextWord> {
    let stemmer = Stemmer::new(Algorithm::English);
    let mut found = Vec::new();
    let mut cut = Cut::new(text);
    let mut sentence = 0;
    let mut buffer = String::new();
    while let Some(word) = cut.next() {
        sentence += usize::from(word.starts_sentence);
        let mut exact = String::new();
        keep_case(text.get(word.range.clone()).unwrap_or_default(), &mut exact);
        let stem = stem_of(&stemmer, singular(&exact, &word.written), &mut buffer);
        let hyphened = word.hyphened_to.is_some();
        found.push(TextWord { range: word.range, written: word.written, exact, stem, sentence, hyphened });
    }
    found
}

/// The stem of a folded word.
pub(super) fn stem(written: &str) -> String {
    stem_of(&Stemmer::new(Algorithm::English), written, &mut String::new())
}

/// The term of a word in this very form, capitals and accents included.
pub(super) fn exact_term(exact: &str) -> String {
    let mut term = String::from(WRITTEN);
    fold(exact, &mut term);
    if term.get(WRITTEN.len_utf8()..) != Some(exact) {
        term.push(NUL);
        term.push_str(exact);
    }
    term
}

fn stem_of(stemmer: &Stemmer, written: &str, buffer: &mut String) -> String {
    if respelt(written, buffer) { stemmer.stem(buffer).into_owned() } else { stemmer.stem(written).into_owned() }
}

/// The folded word without the `s` of many behind an abbreviation in capitals: `GPs`, in which the stemmer sees no word.
fn singular<'a>(as_it_stands: &str, written: &'a str) -> &'a str {
    let is_many = as_it_stands.strip_suffix('s').is_some_and(|short| {
        short.len() > 1
            && short.starts_with(|c: char| c.is_ascii_uppercase())
            && short.bytes().all(|b| !b.is_ascii_lowercase() && b.is_ascii_alphanumeric())
    });
    if is_many { written.strip_suffix('s').unwrap_or(written) } else { written }
}

/// Makes the terms of a text, several for each word.
#[derive(Clone, Default)]
pub(super) struct Analyser;

impl Tokenizer for Analyser {
    type TokenStream<'a> = Terms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms<'a> {
        Terms {
            text,
            cut: Cut::new(text),
            stemmer: Stemmer::new(Algorithm::English),
            word: None,
            next: Step::Word,
            initials: 0,
            token: Token::default(),
            buffer: String::new(),
        }
    }
}

/// What comes next.
#[derive(Clone, Copy)]
enum Step {
    Word,
    Written,
    Stem,
    Joined,
    Initial,
}

/// The stream of an `Analyser`.
pub(super) struct Terms<'a> {
    text: &'a str,
    cut: Cut<'a>,
    stemmer: Stemmer,
    word: Option<Word>,
    next: Step,
    /// The first letters met so far, a bit for each sign of ASCII.
    initials: u128,
    token: Token,
    buffer: String,
}

impl Terms<'_> {
    fn take_word(&mut self) -> bool {
        self.word = self.cut.next();
        let Some(word) = &self.word else { return false };
        self.token.position = self.token.position.wrapping_add(1);
        (self.token.offset_from, self.token.offset_to) = (word.range.start, word.range.end);
        true
    }

    fn put_written(&mut self) {
        let Some(word) = &self.word else { return };
        let term = &mut self.token.text;
        term.push(WRITTEN);
        term.push_str(&word.written);
        self.buffer.clear();
        keep_case(self.text.get(word.range.clone()).unwrap_or_default(), &mut self.buffer);
        if self.buffer != word.written {
            term.push(NUL);
            term.push_str(&self.buffer);
        }
    }

    /// The first letter of the word at hand, when it is plain and comes for the first time.
    fn new_initial(&mut self) -> Option<char> {
        let first = self.word.as_ref().and_then(|w| w.written.chars().next()).filter(char::is_ascii)?;
        let bit = 1_u128 << u32::from(first);
        let is_new = self.initials & bit == 0;
        self.initials |= bit;
        is_new.then_some(first)
    }

    fn put_stem(&mut self) {
        let Some(word) = &self.word else { return };
        let as_it_stands = self.text.get(word.range.clone()).unwrap_or_default();
        let written = singular(as_it_stands, &word.written);
        let written = if respelt(written, &mut self.buffer) { self.buffer.as_str() } else { written };
        self.token.text.push_str(&self.stemmer.stem(written));
    }

    fn put_joined(&mut self) {
        let Some(Word { written, hyphened_to: Some(next), .. }) = &self.word else { return };
        let joined = stem_of(&self.stemmer, &format!("{written}{next}"), &mut self.buffer);
        self.token.text = format!("{JOINED}{joined}{NUL}{written}{NUL}{next}");
    }
}

impl TokenStream for Terms<'_> {
    fn advance(&mut self) -> bool {
        self.token.text.clear();
        if matches!(self.next, Step::Word) {
            if !self.take_word() {
                return false;
            }
            self.next = Step::Written;
            if self.word.as_ref().is_some_and(|w| w.starts_sentence) {
                self.token.text.push_str(SENTENCE);
                return true;
            }
        }
        match self.next {
            Step::Word | Step::Written => {
                self.put_written();
                self.next = Step::Stem;
            }
            Step::Stem => {
                self.put_stem();
                let is_joined = self.word.as_ref().is_some_and(|w| w.hyphened_to.is_some());
                self.next = if is_joined { Step::Joined } else { Step::Initial };
            }
            Step::Joined => {
                self.put_joined();
                self.next = Step::Initial;
            }
            Step::Initial => {
                self.next = Step::Word;
                let Some(first) = self.new_initial() else { return self.advance() };
                self.token.text.extend([INITIAL, first]);
            }
        }
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// A word as it is cut from the text.
struct Word {
    range: Range<usize>,
    written: String,
    starts_sentence: bool,
    /// The next word, folded, where only a hyphen parts the two.
    hyphened_to: Option<String>,
}

/// Cuts a text into words.
struct Cut<'a> {
    text: &'a str,
    /// The word after the last one given out.
    ahead: Option<(Range<usize>, String)>,
    sentences: std::iter::Peekable<std::vec::IntoIter<usize>>,
}

impl<'a> Cut<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, ahead: folded_word(text, 0), sentences: sentence_starts(text).into_iter().peekable() }
    }

    fn next(&mut self) -> Option<Word> {
        let (range, written) = self.ahead.take()?;
        self.ahead = folded_word(self.text, range.end);
        let mut starts_sentence = false;
        while self.sentences.next_if(|start| *start <= range.start).is_some() {
            starts_sentence = range.start > 0;
        }
        let is_part = |word: &str| word.starts_with(char::is_alphabetic);
        let hyphened_to = self.ahead.as_ref().filter(|(next, other)| {
            let between = self.text.get(range.end..next.start).unwrap_or_default();
            matches!(between, "-" | "‐" | "‑") && is_part(&written) && is_part(other)
        });
        Some(Word { hyphened_to: hyphened_to.map(|(_, other)| other.clone()), range, written, starts_sentence })
    }
}

/// The first word at or after byte `from` that has letters or digits left when it is folded.
fn folded_word(text: &str, mut from: usize) -> Option<(Range<usize>, String)> {
    loop {
        let range = next_word(text, from)?;
        let mut written = String::new();
        fold(text.get(range.clone()).unwrap_or_default(), &mut written);
        if !written.is_empty() {
            return Some((range, written));
        }
        from = range.end;
    }
}

/// The first word at or after byte `from`.
fn next_word(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let start = from + rest.find(char::is_alphanumeric)?;
    let mut end = run_end(text, start);
    let mut before = chars_in(text, start..end);
    while let Some(after) = joined_end(text, end, before) {
        before += chars_in(text, end..after);
        end = after;
    }
    Some(start..end)
}

/// Where the run of letters and digits that starts at `start` ends.
fn run_end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let plain = rest.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let tail = rest.get(plain..).unwrap_or_default();
    match tail.chars().next() {
        Some(c) if !c.is_ascii() => {
            let more = tail.find(|c: char| !c.is_alphanumeric() && !is_silent(c)).unwrap_or(tail.len());
            start + plain + more
        }
        _ => start + plain,
    }
}

/// Where the word ends when an apostrophe at `at` joins the next letters to it.
///
/// Only short neighbours are joined (`n't`, `'ll`, `O'`): elsewhere the sign is a quotation mark that lost its blank.
fn joined_end(text: &str, at: usize, before: usize) -> Option<usize> {
    let sign = text.get(at..)?.chars().next().filter(|c| is_apostrophe(*c))?;
    let start = at + sign.len_utf8();
    text.get(start..)?.chars().next().filter(|c| c.is_alphanumeric())?;
    let end = run_end(text, start);
    (before == 1 || chars_in(text, start..end) <= 2).then_some(end)
}

fn chars_in(text: &str, range: Range<usize>) -> usize {
    text.get(range).unwrap_or_default().chars().filter(|c| c.is_alphanumeric()).count()
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '＇' | '´')
}

/// Accents written as signs of their own, and signs that only say where a line may break.
const fn is_silent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}

/// Appends `word` to `out` with its capitals and accents, without apostrophes and a final `'s`.
pub(super) fn keep_case(word: &str, out: &mut String) {
    let word = without_possessive(word);
    if word.is_ascii() {
        out.extend(word.chars().filter(char::is_ascii_alphanumeric));
    } else {
        out.extend(word.nfkc().filter(|c| c.is_alphanumeric()));
    }
    out.truncate(out.floor_char_boundary(LONGEST));
}

/// Appends `word` to `out` in lower case, without accents, apostrophes and a final `'s`.
fn fold(word: &str, out: &mut String) {
    let first = out.len();
    let word = without_possessive(word);
    if word.is_ascii() {
        out.extend(word.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()));
    } else {
        for c in word.nfkd().filter(|c| !is_silent(*c)).flat_map(char::to_lowercase) {
            match c {
                'æ' => out.push_str("ae"),
                'œ' => out.push_str("oe"),
                'ß' => out.push_str("ss"),
                'þ' => out.push_str("th"),
                'ø' => out.push('o'),
                'ł' => out.push('l'),
                'đ' | 'ð' => out.push('d'),
                'ı' => out.push('i'),
                c if c.is_alphanumeric() => out.push(c),
                _ => {}
            }
        }
    }
    if out.len() > first + LONGEST {
        out.truncate(out.floor_char_boundary(first + LONGEST));
    }
}

fn without_possessive(word: &str) -> &str {
    word.strip_suffix(['s', 'S']).and_then(|w| w.strip_suffix(is_apostrophe)).filter(|w| !w.is_empty()).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Vec<String> {
        words(text).into_iter().map(|w| w.written).collect()
    }

    #[test]
    fn splits_at_hyphens_dashes_and_points() {
        assert_eq!(written("non-accidental, 0–19; 4.12"), ["non", "accidental", "0", "19", "4", "12"]);
    }

    #[test]
    fn an_apostrophe_joins_short_ends_only() {
        assert_eq!(
            written("didn't didn’t O’Brien mother's mothers' they'll"),
            ["didnt", "didnt", "obrien", "mother", "mothers", "theyll"]
        );
        assert_eq!(written("‘not brought’and I’ve"), ["not", "brought", "and", "ive"]);
    }

    #[test]
    fn accents_and_ligatures_do_not_matter() {
        assert_eq!(
            written("José Jose\u{301} Łódź ﬁnding Ærø STRASSE straße"),
            ["jose", "jose", "lodz", "finding", "aero", "strasse", "strasse"]
        );
        assert_eq!(written("safe\u{ad}guarding"), ["safeguarding"]);
    }

    #[test]
    fn ranges_cover_the_word_as_it_stands() {
        let text = "the mother’s café";
        let quotes: Vec<&str> = words(text).into_iter().map(|w| &text[w.range]).collect();
        assert_eq!(quotes, ["the", "mother’s", "café"]);
    }

    #[test]
    fn stems_meet() {
        let stems: Vec<String> = words("bruise bruising bruises").into_iter().map(|w| w.stem).collect();
        assert_eq!(stems, ["bruis", "bruis", "bruis"]);
        let stems: Vec<String> = words("GP GPs GPs’ GP’s gps").into_iter().map(|w| w.stem).collect();
        assert_eq!(stems, ["gp", "gp", "gp", "gp", "gps"]);
    }

    #[test]
    fn spelling_does_not_matter_to_stems() {
        let stems: Vec<String> =
            words("haemorrhages hemorrhage organisation organized organs").into_iter().map(|w| w.stem).collect();
        assert_eq!(stems, ["hemorrhag", "hemorrhag", "organis", "organis", "organ"]);
    }

    fn terms(text: &str) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        Analyser.token_stream(text).process(&mut |t| found.push((t.position, t.text.replace(NUL, "|"))));
        found
    }

    #[test]
    fn terms_hold_capitals_hyphens_and_sentences() {
        let found = terms("Non-accidental. José’s HVs");
        let expected = [
            (0, "=non|Non"),
            (0, "non"),
            (0, "-nonaccident|non|accidental"),
            (0, "^n"),
            (1, "=accidental"),
            (1, "accident"),
            (1, "^a"),
            (2, "."),
            (2, "=jose|José"),
            (2, "jose"),
            (2, "^j"),
            (3, "=hvs|HVs"),
            (3, "hv"),
            (3, "^h"),
        ];
        assert_eq!(found, expected.map(|(at, term)| (at, term.to_owned())));
        let found = words("Seen by Dr. Hall at 0-19. Not seen-to!");
        assert_eq!(found.iter().map(|w| w.sentence).collect::<Vec<_>>(), [0, 0, 0, 0, 0, 0, 0, 1, 1, 1]);
        assert_eq!(found.iter().filter(|w| w.hyphened).map(|w| w.written.as_str()).collect::<Vec<_>>(), ["seen"]);
        assert_eq!(found[3].exact, "Hall");
    }

    #[test]
    fn long_words_are_cut_alike() {
        let found = written(&format!("{} x", "é".repeat(200)));
        assert_eq!(found, ["e".repeat(60), "x".to_owned()]);
    }
}
