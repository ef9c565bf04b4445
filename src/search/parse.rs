//! Reads a typed query.
//!
//! ```text
//! any    = all { "OR" all }
//! all    = near { [ "AND" ] near }          several words: all of them, in the same passage
//! near   = part { ( "NEAR" | "BEFORE" ) [ "/" number | "/SENTENCE" | "/PARAGRAPH" ] part }
//!        | part { ( "SENTENCE" | "PARAGRAPH" ) part }
//! part   = { "NOT" | "-" } ( word | phrase | /pattern/ | field | "(" any ")" )
//! ```
//!
//! Operators are upper case, so that `and` stays a word. The subtlety: every part is read as a query or as the
//! opposite of one, and both combine by De Morgan's rules; only a whole query that is an opposite is refused, because
//! it would answer with nearly every passage.

use super::fields::Test;
use super::lex::{Placed, Sign, signs};
use super::query::{Field, Near, Query, Reach};

/// Deepest nesting of brackets.
const DEEPEST: usize = 50;
/// Most words, phrases and fields in one query.
const MOST_PARTS: usize = 1000;

/// Why a query cannot be read: one plain sentence, and the byte of the query it is about.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct ParseError {
    /// Byte of the query, at most its length.
    pub at: usize,
    /// One plain sentence.
    pub what: String,
}

impl ParseError {
    pub(super) fn new(at: usize, what: &str) -> Self {
        Self { at, what: what.to_owned() }
    }
}

impl Query {
    /// Reads a query as people type it.
    ///
    /// # Errors
    /// A sentence and a place when a partner, a word, a value or anything to find is missing.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let mut read = Vec::new();
        for Placed { range, sign, .. } in signs(text) {
            read.push((range.start, sign?));
        }
        let Some((start, _)) = read.first() else {
            return Err(ParseError::new(0, "Type a word to search for"));
        };
        let start = *start;
        if let Some((at, _)) = read.get(MOST_PARTS) {
            return Err(ParseError::new(*at, "This search is too long; leave something out"));
        }
        let mut parser = Parser { signs: &read, end: text.len(), depth: 0 };
        let found = parser.any()?;
        if let Some((at, _)) = parser.signs.first() {
            return Err(ParseError::new(*at, "This bracket has no partner"));
        }
        match found {
            Part::Is(query) => Ok(query),
            Part::IsNot(_) => Err(ParseError::new(start, "A search needs something to find; “NOT” only takes away from it")),
        }
    }
}

/// A query or the opposite of one.
enum Part {
    Is(Query),
    IsNot(Query),
}

struct Parser<'a> {
    signs: &'a [(usize, Sign)],
    end: usize,
    depth: usize,
}

impl Parser<'_> {
    fn any(&mut self) -> Result<Part, ParseError> {
        let mut parts = vec![self.all()?];
        while let Some(at) = self.take(&Sign::Or) {
            if !self.at_part() {
                return Err(ParseError::new(at, "“OR” needs something after it"));
            }
            parts.push(self.all()?);
        }
        let (is, not) = sorted(parts);
        Ok(if not.is_empty() { Part::Is(joined(is, Query::Any)) } else { Part::IsNot(all(not, is)) })
    }

    fn all(&mut self) -> Result<Part, ParseError> {
        let mut parts = vec![self.near()?];
        loop {
            if let Some(at) = self.take(&Sign::And) {
                if !self.at_part() {
                    return Err(ParseError::new(at, "“AND” needs something after it"));
                }
            } else if !self.at_part() {
                break;
            }
            parts.push(self.near()?);
        }
        let (is, not) = sorted(parts);
        let is = of_one_coding(is);
        Ok(if is.is_empty() { Part::IsNot(joined(not, Query::Any)) } else { Part::Is(all(is, not)) })
    }

    fn near(&mut self) -> Result<Part, ParseError> {
        let mut begun = self.at();
        let mut left = self.part()?;
        while let Some((at, reach, in_order)) = self.take_near() {
            let name = name_of(reach, in_order);
            if !self.at_part() {
                return Err(ParseError::new(at, &format!("“{name}” needs something after it")));
            }
            let behind = self.at();
            let right = self.part()?;
            let sides = (placed(left, begun, name)?, placed(right, behind, name)?);
            left = Part::Is(Query::Near(Box::new(Near { left: sides.0, right: sides.1, reach, in_order })));
            begun = at;
        }
        Ok(left)
    }

    fn part(&mut self) -> Result<Part, ParseError> {
        let mut opposite = false;
        while let Some(at) = self.take(&Sign::Not) {
            if !self.at_part() {
                return Err(ParseError::new(at, "“NOT” needs something after it"));
            }
            opposite = !opposite;
        }
        let part = self.word_or_bracket()?;
        Ok(match part {
            Part::Is(query) if opposite => Part::IsNot(query),
            Part::IsNot(query) if opposite => Part::Is(query),
            same => same,
        })
    }

    fn word_or_bracket(&mut self) -> Result<Part, ParseError> {
        let Some(((at, sign), rest)) = self.signs.split_first() else {
            return Err(ParseError::new(self.end, "A word is missing here"));
        };
        let at = *at;
        let before = |name: &str| Err(ParseError::new(at, &format!("“{name}” needs something before it")));
        match sign {
            Sign::Find(query) => {
                self.signs = rest;
                Ok(Part::Is(query.clone()))
            }
            Sign::Open => {
                self.signs = rest;
                self.bracket(at)
            }
            Sign::Heading => {
                self.signs = rest;
                self.heading(at)
            }
            Sign::And => before("AND"),
            Sign::Or => before("OR"),
            Sign::Near(reach, in_order) => before(name_of(*reach, *in_order)),
            Sign::Not => Err(ParseError::new(at, "“NOT” needs something after it")),
            Sign::Close => Err(ParseError::new(at, "This bracket has no partner")),
        }
    }

    fn bracket(&mut self, open: usize) -> Result<Part, ParseError> {
        if self.take(&Sign::Close).is_some() {
            return Err(ParseError::new(open, "These brackets hold no word"));
        }
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(ParseError::new(open, "There are too many brackets inside one another"));
        }
        if self.signs.is_empty() {
            return Err(ParseError::new(open, "This bracket has no partner"));
        }
        let inside = self.any()?;
        self.depth -= 1;
        match self.take(&Sign::Close) {
            Some(_) => Ok(inside),
            None => Err(ParseError::new(open, "This bracket has no partner")),
        }
    }

    /// What is asked of headings, in the bracket behind `heading:`.
    fn heading(&mut self, at: usize) -> Result<Part, ParseError> {
        let open = self.at();
        let inside = match self.take(&Sign::Open) {
            Some(open) => self.bracket(open)?,
            None => return Err(ParseError::new(at, "“heading:” needs words, such as heading:supervision")),
        };
        let mut has_fields = false;
        match inside {
            Part::Is(query) => {
                query.each_leaf(&mut |leaf| has_fields |= matches!(leaf, Query::Field(_)));
                if has_fields {
                    return Err(ParseError::new(open, "A heading can be asked for words only, not for other fields"));
                }
                Ok(Part::Is(Query::Field(Field { at, test: Test::Heading(Box::new(query)) })))
            }
            Part::IsNot(_) => Err(ParseError::new(open, "A heading needs a word to find; write NOT before “heading:” instead")),
        }
    }

    fn take(&mut self, wanted: &Sign) -> Option<usize> {
        let ((at, _), rest) = self.signs.split_first().filter(|((_, sign), _)| sign == wanted)?;
        self.signs = rest;
        Some(*at)
    }

    fn take_near(&mut self) -> Option<(usize, Reach, bool)> {
        let ((at, sign), rest) = self.signs.split_first()?;
        let Sign::Near(reach, in_order) = sign else { return None };
        self.signs = rest;
        Some((*at, *reach, *in_order))
    }

    /// The byte at which the next sign starts.
    fn at(&self) -> usize {
        self.signs.first().map_or(self.end, |(at, _)| *at)
    }

    fn at_part(&self) -> bool {
        let starts = |sign: &Sign| matches!(sign, Sign::Find(_) | Sign::Open | Sign::Not | Sign::Heading);
        self.signs.first().is_some_and(|(_, sign)| starts(sign))
    }
}

const fn name_of(reach: Reach, in_order: bool) -> &'static str {
    match reach {
        _ if in_order => "BEFORE",
        Reach::Words(_) => "NEAR",
        Reach::Sentence => "SENTENCE",
        Reach::Paragraph => "PARAGRAPH",
    }
}

/// A side of `NEAR`, which starts at `at`.
fn placed(side: Part, at: usize, name: &str) -> Result<Query, ParseError> {
    match side {
        Part::Is(query) if query.has_place() => Ok(query),
        Part::Is(_) | Part::IsNot(_) => {
            let what = format!("“{name}” needs a word, a “phrase” or words with OR in brackets on each side");
            Err(ParseError::new(at, &what))
        }
    }
}

/// Tests of codings that stand together are asked of one coding; those in brackets are asked of one of their own.
fn of_one_coding(parts: Vec<Query>) -> Vec<Query> {
    let mut kept: Vec<Query> = Vec::new();
    let mut first = None;
    for part in parts {
        if let Query::Field(Field { test: Test::Coded(tests), .. }) = &part
            && tests.len() == 1
        {
            if let Some(Query::Field(Field { test: Test::Coded(together), .. })) = first.and_then(|i: usize| kept.get_mut(i)) {
                together.extend(tests.iter().cloned());
                continue;
            }
            first = Some(kept.len());
        }
        kept.push(part);
    }
    kept
}

fn sorted(parts: Vec<Part>) -> (Vec<Query>, Vec<Query>) {
    let (mut is, mut not) = (Vec::new(), Vec::new());
    for part in parts {
        match part {
            Part::Is(query) => is.push(query),
            Part::IsNot(query) => not.push(query),
        }
    }
    (is, not)
}

fn all(all: Vec<Query>, none: Vec<Query>) -> Query {
    if none.is_empty() { joined(all, |all| Query::All { all, none: Vec::new() }) } else { Query::All { all, none } }
}

/// A single query stays itself.
pub(super) fn joined(mut queries: Vec<Query>, join: impl FnOnce(Vec<Query>) -> Query) -> Query {
    match queries.pop() {
        Some(only) if queries.is_empty() => only,
        last => {
            queries.extend(last);
            join(queries)
        }
    }
}

#[cfg(test)]
mod tests;
