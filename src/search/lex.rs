//! Cuts a typed query into words, phrases, fields, signs and operators, each with its place.
//!
//! The subtlety: it never stops at a mistake. A sign that cannot be read holds the sentence that says why, so that a
//! query can be coloured while it is being typed, and the parser tells the first mistake. Lone punctuation
//! (`mother & baby`) is left out rather than refused.

use super::fields::{self, Compare, Test, Typed};
use super::parse::ParseError;
use super::pattern::Pattern;
use super::query::{FARTHEST, Field, NEAR, Query, Reach};
use super::typed_words::{exact, glued_end, like, patterns, text_pattern};
use std::ops::Range;

/// What a stretch of a typed query is, for colouring it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanKind {
    /// A word to find in any of its forms.
    Word,
    /// A phrase with its quotation marks.
    Phrase,
    /// A word with `*`, `?` or `~`.
    Wildcard,
    /// A word or phrase behind `=`.
    Exact,
    /// A pattern between slashes.
    Regex,
    /// `AND`, `OR`, `NOT`, `-`, `NEAR/8` and their like.
    Operator,
    /// The name of a field with its colon; the whole of `coded` and `uncoded`.
    Field,
    /// The value of a field with its comparison.
    Value,
    /// A bracket.
    Bracket,
}

/// A stretch of a typed query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedSpan {
    /// Bytes of the query.
    pub range: Range<usize>,
    /// What it is.
    pub kind: SpanKind,
    /// Whether it cannot be read as it stands, such as a phrase that is not closed yet.
    pub is_fault: bool,
}

/// The stretches of a typed query that mean something, in order and apart: for colouring it, finished or not.
#[must_use]
pub fn spans(text: &str) -> Vec<TypedSpan> {
    let mut found = Vec::new();
    for Placed { range, value_at, kind, sign } in signs(text) {
        let is_fault = sign.is_err();
        match value_at {
            Some(at) if at < range.end => {
                found.push(TypedSpan { range: range.start..at, kind, is_fault: false });
                found.push(TypedSpan { range: at..range.end, kind: SpanKind::Value, is_fault });
            }
            _ => found.push(TypedSpan { range, kind, is_fault }),
        }
    }
    found
}

/// What a query is made of.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Sign {
    And,
    Or,
    Not,
    /// How close, and whether the left side has to come first.
    Near(Reach, bool),
    Open,
    Close,
    /// `heading:` before a bracket.
    Heading,
    Find(Query),
}

/// A sign and the bytes of the query it takes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placed {
    pub range: Range<usize>,
    /// Where the value of a field starts.
    value_at: Option<usize>,
    kind: SpanKind,
    pub sign: Result<Sign, ParseError>,
}

impl Placed {
    const fn new(range: Range<usize>, kind: SpanKind, sign: Result<Sign, ParseError>) -> Self {
        Self { range, value_at: None, kind, sign }
    }
}

/// The signs of `text` in order.
pub(super) fn signs(text: &str) -> Vec<Placed> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = char_at(text, at) {
        let placed = match c {
            '(' => Some(Placed::new(at..at + 1, SpanKind::Bracket, Ok(Sign::Open))),
            ')' => Some(Placed::new(at..at + 1, SpanKind::Bracket, Ok(Sign::Close))),
            '-' | '−' if starts_part(text, at + c.len_utf8()) => {
                Some(Placed::new(at..at + c.len_utf8(), SpanKind::Operator, Ok(Sign::Not)))
            }
            '/' if char_at(text, at + 1).is_some_and(|next| !next.is_whitespace()) => Some(regex(text, at)),
            _ if is_quote(c) => quoted(text, at),
            '=' if char_at(text, at + 1).is_some_and(is_quote) => quoted(text, at),
            _ if c.is_whitespace() => None,
            _ => field(text, at).or_else(|| word(text, at)),
        };
        at = match placed {
            Some(placed) => {
                let end = placed.range.end;
                found.push(placed);
                end
            }
            None => after_nothing(text, at, c),
        };
    }
    found
}

/// Behind a blank, or behind punctuation that is no word.
fn after_nothing(text: &str, at: usize, c: char) -> usize {
    let next = at + c.len_utf8();
    if c.is_whitespace() {
        next
    } else if is_quote(c) || (c == '=' && char_at(text, next).is_some_and(is_quote)) {
        // A phrase without words.
        let inside = if c == '=' { next + char_at(text, next).map_or(1, char::len_utf8) } else { next };
        until(text, inside, is_quote).map_or(text.len(), |(_, after)| after)
    } else {
        word_end(text, at).max(next)
    }
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
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

fn starts_part(text: &str, at: usize) -> bool {
    char_at(text, at).is_some_and(|c| c.is_alphanumeric() || matches!(c, '(' | '/' | '=' | '*') || is_quote(c))
}

fn word_end(text: &str, at: usize) -> usize {
    let stop = |c: char| c.is_whitespace() || matches!(c, '(' | ')') || is_quote(c);
    until(text, at, stop).map_or(text.len(), |(inside, _)| at + inside.len())
}

/// `"…"`, `="…"` and `"…"~5`; nothing when it holds no letters or digits.
fn quoted(text: &str, at: usize) -> Option<Placed> {
    let is_exact = char_at(text, at) == Some('=');
    let kind = if is_exact { SpanKind::Exact } else { SpanKind::Phrase };
    let quote = at + usize::from(is_exact);
    let open = quote + char_at(text, quote).map_or(1, char::len_utf8);
    let Some((inside, after)) = until(text, open, is_quote) else {
        let fault = ParseError::new(quote, "This quotation mark has no partner");
        return Some(Placed::new(at..text.len(), kind, Err(fault)));
    };
    if char_at(text, after) == Some(':')
        && !is_exact
        && let Some(field) = value(text, at, inside, after + 1)
    {
        return Some(field);
    }
    let found = if is_exact { Ok(exact(inside)) } else { patterns(inside, open) };
    match found {
        Ok(found) if found.is_empty() => None,
        Ok(found) => {
            let (end, spare) = spare(text, after);
            let sign = spare.and_then(|spare| loosened(found, spare, after));
            Some(Placed::new(at..end, kind, sign.map(Sign::Find)))
        }
        Err(fault) => Some(Placed::new(at..after, kind, Err(fault))),
    }
}

/// The number behind `~` after a phrase, and the byte behind it.
fn spare(text: &str, at: usize) -> (usize, Result<Option<u32>, ParseError>) {
    if char_at(text, at) != Some('~') {
        return (at, Ok(None));
    }
    let rest = text.get(at + 1..).unwrap_or_default();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest.get(..digits).and_then(|d| d.parse().ok()).filter(|n| *n <= FARTHEST);
    let what = format!("“~” behind a phrase needs a number up to {FARTHEST}: how many other words may stand among its words");
    (at + 1 + digits, number.map(Some).ok_or_else(|| ParseError::new(at, &what)))
}

/// Most words in a loose phrase.
const MOST_LOOSE: usize = 16;

fn loosened(found: Vec<Pattern>, spare: Option<u32>, at: usize) -> Result<Query, ParseError> {
    match spare {
        Some(_) if found.len() > MOST_LOOSE => {
            Err(ParseError::new(at, &format!("A phrase with “~” can have at most {MOST_LOOSE} words")))
        }
        Some(spare) if found.len() > 1 => Ok(Query::Loose(found, spare)),
        Some(_) | None => Ok(Query::Phrase(found)),
    }
}

/// `/…/`: the pattern ends at a slash behind which the word ends.
fn regex(text: &str, at: usize) -> Placed {
    let rest = text.get(at + 1..).unwrap_or_default();
    let mut escaped = false;
    let mut end = None;
    for (i, c) in rest.char_indices() {
        let behind = char_at(rest, i + c.len_utf8());
        if c == '/' && !escaped && behind.is_none_or(|b| b.is_whitespace() || b == ')') {
            end = Some(i);
            break;
        }
        escaped = c == '\\' && !escaped;
    }
    let Some(end) = end else {
        let fault = ParseError::new(at, "This pattern has no “/” at its end");
        return Placed::new(at..text.len(), SpanKind::Regex, Err(fault));
    };
    let pattern = rest.get(..end).unwrap_or_default();
    let sign = text_pattern(pattern, at + 1).map(|p| Sign::Find(Query::Regex(p)));
    Placed::new(at..at + end + 2, SpanKind::Regex, sign)
}

/// `name:value`; nothing when it is not one.
fn field(text: &str, at: usize) -> Option<Placed> {
    let rest = text.get(at..)?;
    let length = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')))?;
    let name = rest.get(..length).filter(|n| n.starts_with(char::is_alphabetic))?;
    if !rest.get(length..)?.starts_with(':') {
        return None;
    }
    value(text, at, name, at + length + 1)
}

/// The value of the field `name`, which starts at `at`; the value starts at `from`.
fn value(text: &str, at: usize, name: &str, from: usize) -> Option<Placed> {
    let rest = text.get(from..).unwrap_or_default();
    let signs = rest.find(|c| !matches!(c, '<' | '>' | '=')).unwrap_or(rest.len());
    let how = compare(rest.get(..signs).unwrap_or_default());
    let start = from + signs;
    let opening = char_at(text, start);
    if opening.is_none_or(char::is_whitespace) && !fields::is_known(name) {
        return None;
    }
    // An address such as https://… is no field.
    if opening == Some('/') {
        return None;
    }
    if opening == Some('(') && name.eq_ignore_ascii_case("heading") {
        return Some(Placed::new(at..start, SpanKind::Field, Ok(Sign::Heading)));
    }
    let (typed, end) = match opening.filter(|c| is_quote(*c)) {
        Some(quote) => match until(text, start + quote.len_utf8(), is_quote) {
            Some((inside, after)) => (inside, after),
            None => {
                let fault = ParseError::new(start, "This quotation mark has no partner");
                let placed = Placed::new(at..text.len(), SpanKind::Field, Err(fault));
                return Some(Placed { value_at: Some(from), ..placed });
            }
        },
        None => {
            let end = word_end(text, start);
            (text.get(start..end).unwrap_or_default(), end)
        }
    };
    let read = || {
        let how = how.ok_or_else(|| ParseError::new(from, "Write <, <=, > or >= to compare"))?;
        let typed = Typed { how, text: typed, patterns: patterns(typed, start).unwrap_or_default() };
        let test = fields::read(name, typed).map_err(|what| ParseError::new(if end > from { from } else { at }, &what))?;
        Ok(Sign::Find(Query::Field(Field { at, test })))
    };
    Some(Placed { value_at: Some(from), ..Placed::new(at..end, SpanKind::Field, read()) })
}

fn compare(signs: &str) -> Option<Compare> {
    Some(match signs {
        "" | "=" => Compare::Is,
        "<" => Compare::Less,
        "<=" => Compare::AtMost,
        ">" => Compare::More,
        ">=" => Compare::AtLeast,
        _ => return None,
    })
}

/// An operator, a word or several words with hyphens between them; nothing when it holds no letters or digits.
fn word(text: &str, at: usize) -> Option<Placed> {
    let end = word_end(text, at);
    let typed = text.get(at..end).unwrap_or_default();
    if let Some(sign) = operator(typed, at) {
        return Some(Placed::new(at..end, SpanKind::Operator, sign));
    }
    let test = match typed {
        "coded" => Some(Test::Coded(Vec::new())),
        "uncoded" => Some(Test::Uncoded),
        _ => None,
    };
    if let Some(test) = test {
        return Some(Placed::new(at..end, SpanKind::Field, Ok(Sign::Find(Query::Field(Field { at, test })))));
    }
    let phrase = |found: Vec<Pattern>| Sign::Find(Query::Phrase(found));
    if let Some(rest) = typed.strip_prefix('=') {
        let found = exact(rest);
        return (!found.is_empty()).then(|| Placed::new(at..end, SpanKind::Exact, Ok(phrase(found))));
    }
    if let Some(found) = like(typed, at) {
        return Some(Placed::new(at..end, SpanKind::Wildcard, found.map(phrase)));
    }
    let end = glued_end(text, at, end);
    match patterns(text.get(at..end).unwrap_or_default(), at) {
        Ok(found) if found.is_empty() => None,
        Ok(found) => {
            let kind = if found.iter().any(Pattern::is_open) { SpanKind::Wildcard } else { SpanKind::Word };
            Some(Placed::new(at..end, kind, Ok(phrase(found))))
        }
        Err(fault) => Some(Placed::new(at..end, SpanKind::Wildcard, Err(fault))),
    }
}

/// Reads an operator; nothing when the word is none.
pub(super) fn operator(typed: &str, at: usize) -> Option<Result<Sign, ParseError>> {
    let (name, reach) = typed.split_once('/').map_or((typed, None), |(name, reach)| (name, Some(reach)));
    let sign = match (name, reach) {
        ("AND", None) => Sign::And,
        ("OR", None) => Sign::Or,
        ("NOT", None) => Sign::Not,
        ("SENTENCE", None) => Sign::Near(Reach::Sentence, false),
        ("PARAGRAPH", None) => Sign::Near(Reach::Paragraph, false),
        ("NEAR" | "BEFORE", None) => Sign::Near(Reach::Words(NEAR), name == "BEFORE"),
        ("NEAR" | "BEFORE", Some(reach)) => match reach_of(reach) {
            Some(reach) => Sign::Near(reach, name == "BEFORE"),
            None => {
                let what = format!("“{name}/” needs a number up to {FARTHEST}, SENTENCE or PARAGRAPH, such as {name}/{NEAR}");
                return Some(Err(ParseError::new(at + name.len(), &what)));
            }
        },
        _ => return None,
    };
    Some(Ok(sign))
}

fn reach_of(typed: &str) -> Option<Reach> {
    match typed {
        "SENTENCE" => Some(Reach::Sentence),
        "PARAGRAPH" => Some(Reach::Paragraph),
        number => number.parse().ok().filter(|n| *n <= FARTHEST).map(Reach::Words),
    }
}
