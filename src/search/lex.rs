//! Cuts a typed query into words, phrases, signs and operators, each with its place.
//!
//! The subtlety: a typed word may be several words of text (`non-accidental`, `0–19`) and then is a phrase of them;
//! lone punctuation (`mother & baby`) is left out rather than refused.

use super::analyser::words;
use super::parse::ParseError;
use super::query::Pattern;

/// What a query is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    And,
    Or,
    Not,
    Open,
    Close,
    Phrase(Vec<Pattern>),
}

/// A sign and the byte of the query at which it starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    pub at: usize,
    pub sign: Sign,
}

/// The signs of `text` in order.
pub(super) fn signs(text: &str) -> Result<Vec<Placed>, ParseError> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let next = at + c.len_utf8();
        match c {
            '(' => found.push(Placed { at, sign: Sign::Open }),
            ')' => found.push(Placed { at, sign: Sign::Close }),
            _ if is_quote(c) => {
                let Some((inside, after)) = until(text, next, is_quote) else {
                    return Err(ParseError::new(at, "This quotation mark has no partner"));
                };
                found.extend(phrase(inside, next)?.map(|sign| Placed { at, sign }));
                at = after;
                continue;
            }
            '-' | '−' if starts_word(text, next) => found.push(Placed { at, sign: Sign::Not }),
            _ if c.is_whitespace() => {}
            _ => {
                let end = word_end(text, at);
                let typed = text.get(at..end).unwrap_or_default();
                found.extend(word(typed, at)?.map(|sign| Placed { at, sign }));
                at = end;
                continue;
            }
        }
        at = next;
    }
    Ok(found)
}

const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

/// The text from `from` to the next sign that fits, and the byte after that sign.
fn until(text: &str, from: usize, fits: impl Fn(char) -> bool) -> Option<(&str, usize)> {
    let rest = text.get(from..)?;
    let (length, c) = rest.char_indices().find(|(_, c)| fits(*c))?;
    Some((rest.get(..length)?, from + length + c.len_utf8()))
}

fn starts_word(text: &str, at: usize) -> bool {
    let next = text.get(at..).and_then(|rest| rest.chars().next());
    next.is_some_and(|c| c.is_alphanumeric() || c == '(' || is_quote(c))
}

fn word_end(text: &str, at: usize) -> usize {
    let stop = |c: char| c.is_whitespace() || matches!(c, '(' | ')') || is_quote(c);
    until(text, at, stop).map_or(text.len(), |(inside, _)| at + inside.len())
}

fn word(typed: &str, at: usize) -> Result<Option<Sign>, ParseError> {
    match typed {
        "AND" => Ok(Some(Sign::And)),
        "OR" => Ok(Some(Sign::Or)),
        "NOT" => Ok(Some(Sign::Not)),
        _ => phrase(typed, at),
    }
}

/// The words in `typed`, which starts at byte `at` of the query; none when it holds no letters or digits.
fn phrase(typed: &str, at: usize) -> Result<Option<Sign>, ParseError> {
    let found = words(typed);
    for (i, _) in typed.match_indices('*') {
        let tail = typed.get(i + 1..).unwrap_or_default();
        if !found.iter().any(|w| w.range.end == i) {
            return Err(ParseError::new(at + i, "“*” needs letters right before it"));
        }
        if tail.starts_with(char::is_alphanumeric) {
            return Err(ParseError::new(at + i, "“*” can only stand at the end of a word"));
        }
    }
    let patterns: Vec<Pattern> = found
        .into_iter()
        .map(|w| {
            if typed.get(w.range.end..).is_some_and(|tail| tail.starts_with('*')) {
                Pattern::Prefix(w.written)
            } else {
                Pattern::Word { written: w.written, stem: w.stem }
            }
        })
        .collect();
    Ok((!patterns.is_empty()).then_some(Sign::Phrase(patterns)))
}
