//! Reads the words of a typed query with their wildcards, and patterns between slashes.
//!
//! The subtlety: a query is split by the very rules that split texts. Wildcards would part words there, so each stands
//! in as a letter that no review holds while the words are split.

use super::analyser::words;
use super::parse::ParseError;
use super::pattern::Pattern;
use super::query::TextPattern;
use regex::RegexBuilder;

/// Gothic letters, in place of `*` and `?`.
const STAR: char = '\u{10330}';
const LETTER: char = '\u{10331}';

/// Beginnings that are no words of their own, so that what is typed behind them belongs to them: `non accidental` is
/// read like `non-accidental`.
pub(super) const BEGINNINGS: [&str; 14] =
    ["anti", "ante", "co", "hyper", "hypo", "inter", "intra", "macro", "micro", "multi", "non", "peri", "pre", "semi"];

/// The words in `typed`, which starts at byte `at` of the query; empty when it holds no letters or digits.
pub(super) fn patterns(typed: &str, at: usize) -> Result<Vec<Pattern>, ParseError> {
    if !typed.contains(['*', '?']) {
        return Ok(words(typed)
            .into_iter()
            .map(|w| Pattern::Word { typed: w.exact, written: w.written, stem: w.stem })
            .collect());
    }
    let masked = masked(typed);
    let mut found = Vec::new();
    for word in words(&masked) {
        let glob = word.written.replace(STAR, "*").replace(LETTER, "?");
        let letters = glob.trim_matches(['*', '?']);
        if letters.is_empty() {
            // As many bytes of the query as of the masked text, but for what each wildcard takes more.
            let before = masked.get(..word.range.start).unwrap_or_default();
            let shift: usize = before.chars().filter(|c| matches!(*c, STAR | LETTER)).map(|c| c.len_utf8() - 1).sum();
            let sign = glob.get(..1).unwrap_or("*");
            return Err(ParseError::new(at + word.range.start - shift, &format!("“{sign}” needs letters beside it")));
        }
        found.push(if !glob.contains(['*', '?']) {
            Pattern::Word { typed: word.exact, written: word.written, stem: word.stem }
        } else if glob.strip_suffix('*') == Some(letters) && !letters.contains(['*', '?']) {
            Pattern::Prefix(letters.to_owned())
        } else {
            Pattern::Wild(glob)
        });
    }
    Ok(found)
}

/// `typed` with letters in place of wildcards. A `?` at the end of a word asks a question and is none.
fn masked(typed: &str) -> String {
    let mut out = String::with_capacity(typed.len() + 8);
    for (i, c) in typed.char_indices() {
        let behind = typed.get(i + 1..).unwrap_or_default().trim_start_matches('?');
        out.push(match c {
            '*' => STAR,
            '?' if behind.starts_with(|next: char| next.is_alphanumeric() || next == '*') => LETTER,
            c => c,
        });
    }
    out
}

/// The words in `typed` in these very forms.
pub(super) fn exact(typed: &str) -> Vec<Pattern> {
    words(typed).into_iter().map(|w| Pattern::Exact(w.exact)).collect()
}

/// Letters up to which a word counts as short.
const SHORT: usize = 5;

/// Reads `word~`, `word~1` and `word~2`; nothing when it is none of them.
pub(super) fn like(typed: &str, at: usize) -> Option<Result<Vec<Pattern>, ParseError>> {
    let (word, number) = typed.rsplit_once('~')?;
    let sign = at + word.len();
    let most = match number.trim_end_matches(['.', ',', ';', '?', '!']) {
        "" => None,
        "1" => Some(1),
        "2" => Some(2),
        _ => return Some(Err(ParseError::new(sign, "“~” behind a word can be followed by 1 or 2: how many letters may differ"))),
    };
    let mut found = words(word);
    let (Some(word), true) = (found.pop(), found.is_empty()) else {
        return Some(Err(ParseError::new(sign, "“~” needs one word right before it")));
    };
    let letters = word.written.chars().count();
    if letters < 3 {
        return Some(Err(ParseError::new(sign, "“~” needs a word of at least three letters")));
    }
    Some(Ok(vec![Pattern::Like(word.written, most.unwrap_or(if letters <= SHORT { 1 } else { 2 }))]))
}

/// Where the word from `at` to `end` ends when it is a beginning that takes the next word with it.
pub(super) fn glued_end(text: &str, at: usize, end: usize) -> usize {
    let typed = text.get(at..end).unwrap_or_default();
    if !BEGINNINGS.iter().any(|b| b.eq_ignore_ascii_case(typed)) {
        return end;
    }
    let rest = text.get(end..).unwrap_or_default();
    let blanks = rest.len() - rest.trim_start().len();
    let next = rest.trim_start();
    let length = next.find(|c: char| !c.is_alphanumeric()).unwrap_or(next.len());
    let behind = next.get(length..).and_then(|b| b.chars().next());
    let is_plain = behind.is_none_or(|c| c.is_whitespace() || matches!(c, ')' | '-' | ',' | '.' | '\'' | '’'));
    let is_word = next.get(..length).is_some_and(|w| !w.is_empty() && !is_operator(w) && w.chars().all(char::is_alphabetic));
    if is_word && is_plain { end + blanks + length } else { end }
}

fn is_operator(word: &str) -> bool {
    super::lex::operator(word, 0).is_some() || matches!(word, "coded" | "uncoded")
}

/// Longest pattern, in bytes of its automaton.
const LARGEST: usize = 1 << 20;

/// Reads a pattern between slashes, which starts at byte `at` of the query.
pub(super) fn text_pattern(pattern: &str, at: usize) -> Result<TextPattern, ParseError> {
    let fault = |within: usize, what: &str| ParseError::new(at + within.min(pattern.len()), what);
    if let Err(e) = regex_syntax::Parser::new().parse(pattern) {
        let (within, what) = match &e {
            regex_syntax::Error::Parse(e) => (e.span().start.offset, e.kind().to_string()),
            regex_syntax::Error::Translate(e) => (e.span().start.offset, e.kind().to_string()),
            _ => (0, e.to_string()),
        };
        return Err(fault(within, &format!("This pattern cannot be read: {what}")));
    }
    let regex = RegexBuilder::new(pattern).case_insensitive(true).size_limit(LARGEST).build();
    let regex = regex.map_err(|_too_large| fault(0, "This pattern is too large; repeat less in it"))?;
    if regex.is_match("") {
        return Err(fault(0, "This pattern would find everything, because it also fits no text at all"));
    }
    Ok(TextPattern(regex))
}
