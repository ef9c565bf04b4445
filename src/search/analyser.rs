//! Splits text into the words that are indexed, searched and marked: one definition for all three.
//!
//! - A word is a run of letters and digits; hyphens, dashes and points part words, so `non-accidental` and
//!   `non accidental` are the same two words, and `0–19` is `0` and `19`.
//! - Case, accents and ligatures do not matter, however the accent is encoded.
//! - An apostrophe joins what belongs together (`didn't` → `didnt`, `O'Brien` → `obrien`); a final `'s` is left out
//!   (`mother's` → `mother`).
//!
//! The subtlety: each word is indexed twice at the same position, stemmed (`bruis`) and as written behind a `=`
//! (`=bruising`). Stems answer words and phrases; written forms answer prefixes, since `neglectf*` would never meet the
//! stem `neglect`. Sharing positions lets a phrase hold a prefix.

use std::ops::Range;
use tantivy::tokenizer::{Language, Stemmer, Token, TokenFilter, TokenStream, Tokenizer};
use unicode_normalization::UnicodeNormalization;

/// Changes whenever the words of a text could come out differently; an index made by another version starts afresh.
pub(super) const ANALYSER_VERSION: u32 = 1;

/// The sign before a word as written; no word holds it.
pub(super) const WRITTEN: char = '=';

/// Longest folded word in bytes; what lies beyond is cut, in texts and queries alike.
const LONGEST: usize = 60;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextWord {
    /// Bytes of the text it covers, a possessive `'s` included.
    pub range: Range<usize>,
    /// Folded: lower case, without accents and apostrophes.
    pub written: String,
    /// The stem of `written`.
    pub stem: String,
}

/// The words of `text`, in order.
#[must_use]
pub fn words(text: &str) -> Vec<TextWord> {
    let mut found = Vec::new();
    let mut written = String::new();
    Analyser::default().token_stream(text).process(&mut |token| {
        if let Some(word) = token.text.strip_prefix(WRITTEN) {
            word.clone_into(&mut written);
        } else {
            let range = token.offset_from..token.offset_to;
            found.push(TextWord { range, written: std::mem::take(&mut written), stem: token.text.clone() });
        }
    });
    found
}

/// Emits each word as written and then as its stem, at the same position.
#[derive(Clone)]
pub(super) struct Analyser {
    stems: <Stemmer as TokenFilter>::Tokenizer<Folded>,
}

impl Default for Analyser {
    fn default() -> Self {
        Self { stems: Stemmer::new(Language::English).transform(Folded::default()) }
    }
}

impl Tokenizer for Analyser {
    type TokenStream<'a> = Pairs<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Pairs<'a> {
        Pairs { text, stems: self.stems.token_stream(text), written: Token::default(), at_written: false }
    }
}

type Stems<'a> = <<Stemmer as TokenFilter>::Tokenizer<Folded> as Tokenizer>::TokenStream<'a>;

/// The stream of an `Analyser`.
pub(super) struct Pairs<'a> {
    text: &'a str,
    stems: Stems<'a>,
    written: Token,
    at_written: bool,
}

impl TokenStream for Pairs<'_> {
    fn advance(&mut self) -> bool {
        self.at_written = !self.at_written;
        if !self.at_written {
            return true;
        }
        if !self.stems.advance() {
            return false;
        }
        // The stemmer has overwritten the word, so it is folded again from the text.
        let stem = self.stems.token();
        self.written.offset_from = stem.offset_from;
        self.written.offset_to = stem.offset_to;
        self.written.position = stem.position;
        self.written.text.clear();
        self.written.text.push(WRITTEN);
        fold(self.text.get(stem.offset_from..stem.offset_to).unwrap_or_default(), &mut self.written.text);
        true
    }

    fn token(&self) -> &Token {
        if self.at_written { &self.written } else { self.stems.token() }
    }

    fn token_mut(&mut self) -> &mut Token {
        if self.at_written { &mut self.written } else { self.stems.token_mut() }
    }
}

/// Emits each word folded.
#[derive(Clone, Default)]
pub(super) struct Folded {
    token: Token,
}

impl Tokenizer for Folded {
    type TokenStream<'a> = FoldedStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> FoldedStream<'a> {
        self.token.reset();
        FoldedStream { text, at: 0, token: &mut self.token }
    }
}

/// The stream of `Folded`.
pub(super) struct FoldedStream<'a> {
    text: &'a str,
    at: usize,
    token: &'a mut Token,
}

impl TokenStream for FoldedStream<'_> {
    fn advance(&mut self) -> bool {
        while let Some(range) = next_word(self.text, self.at) {
            self.at = range.end;
            self.token.text.clear();
            fold(self.text.get(range.clone()).unwrap_or_default(), &mut self.token.text);
            if !self.token.text.is_empty() {
                self.token.offset_from = range.start;
                self.token.offset_to = range.end;
                self.token.position = self.token.position.wrapping_add(1);
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
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
    }

    #[test]
    fn long_words_are_cut_alike() {
        let found = written(&format!("{} x", "é".repeat(200)));
        assert_eq!(found, ["e".repeat(60), "x".to_owned()]);
    }
}
