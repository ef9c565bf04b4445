//! Reads a typed query.
//!
//! ```text
//! any    = all { "OR" all }
//! all    = part { [ "AND" ] part }          several words: all of them, in the same passage
//! part   = { "NOT" | "-" } ( word | phrase | "(" any ")" )
//! ```
//!
//! Operators are upper case, so that `and` stays a word. The subtlety: every part is read as a query or as the
//! opposite of one, and both combine by De Morgan's rules; only a whole query that is an opposite is refused, because
//! it would answer with nearly every passage.

use super::lex::{Placed, Sign, signs};
use super::query::Query;

/// Deepest nesting of brackets.
const DEEPEST: usize = 50;

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
    /// A sentence and a place when a partner, a word or anything to find is missing.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let signs = signs(text)?;
        let Some(first) = signs.first() else {
            return Err(ParseError::new(0, "Type a word to search for"));
        };
        let start = first.at;
        let mut parser = Parser { signs: &signs, end: text.len(), depth: 0 };
        let read = parser.any()?;
        if let Some(rest) = parser.signs.first() {
            return Err(ParseError::new(rest.at, "This bracket has no partner"));
        }
        match read {
            Part::Is(query) => Ok(query),
            Part::IsNot(_) => Err(ParseError::new(start, "A search needs a word to find; “NOT” only takes away from it")),
        }
    }
}

/// A query or the opposite of one.
enum Part {
    Is(Query),
    IsNot(Query),
}

struct Parser<'a> {
    signs: &'a [Placed],
    end: usize,
    depth: usize,
}

impl Parser<'_> {
    fn any(&mut self) -> Result<Part, ParseError> {
        let mut parts = vec![self.all()?];
        while let Some(at) = self.take(&Sign::Or) {
            if !self.at_part() {
                return Err(ParseError::new(at, "“OR” needs a word after it"));
            }
            parts.push(self.all()?);
        }
        let (is, not) = sorted(parts);
        Ok(if not.is_empty() { Part::Is(joined(is, Query::Any)) } else { Part::IsNot(all(not, is)) })
    }

    fn all(&mut self) -> Result<Part, ParseError> {
        let mut parts = vec![self.part()?];
        loop {
            if let Some(at) = self.take(&Sign::And) {
                if !self.at_part() {
                    return Err(ParseError::new(at, "“AND” needs a word after it"));
                }
            } else if !self.at_part() {
                break;
            }
            parts.push(self.part()?);
        }
        let (is, not) = sorted(parts);
        Ok(if is.is_empty() { Part::IsNot(joined(not, Query::Any)) } else { Part::Is(all(is, not)) })
    }

    fn part(&mut self) -> Result<Part, ParseError> {
        let mut opposite = false;
        while let Some(at) = self.take(&Sign::Not) {
            if !self.at_part() {
                return Err(ParseError::new(at, "“NOT” needs a word after it"));
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
        let Some((Placed { at, sign }, rest)) = self.signs.split_first() else {
            return Err(ParseError::new(self.end, "A word is missing here"));
        };
        match sign {
            Sign::Phrase(patterns) => {
                self.signs = rest;
                Ok(Part::Is(Query::Phrase(patterns.clone())))
            }
            Sign::Open => {
                self.signs = rest;
                self.bracket(*at)
            }
            Sign::And => Err(ParseError::new(*at, "“AND” needs a word before it")),
            Sign::Or => Err(ParseError::new(*at, "“OR” needs a word before it")),
            Sign::Not => Err(ParseError::new(*at, "“NOT” needs a word after it")),
            Sign::Close => Err(ParseError::new(*at, "This bracket has no partner")),
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

    fn take(&mut self, wanted: &Sign) -> Option<usize> {
        let (first, rest) = self.signs.split_first().filter(|(first, _)| first.sign == *wanted)?;
        self.signs = rest;
        Some(first.at)
    }

    fn at_part(&self) -> bool {
        self.signs.first().is_some_and(|s| matches!(s.sign, Sign::Phrase(_) | Sign::Open | Sign::Not))
    }
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
fn joined(mut queries: Vec<Query>, join: impl FnOnce(Vec<Query>) -> Query) -> Query {
    match queries.pop() {
        Some(only) if queries.is_empty() => only,
        last => {
            queries.extend(last);
            join(queries)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The query as a line: stems, `x*`, `(& a b !c)`, `(| a b)`.
    fn line(query: &Query) -> String {
        use super::super::query::Pattern;
        let list = |of: &[Query]| of.iter().map(line).collect::<Vec<_>>().join(" ");
        match query {
            Query::Phrase(patterns) => {
                let word = |p: &Pattern| match p {
                    Pattern::Word { stem, .. } => stem.clone(),
                    Pattern::Prefix(start) => format!("{start}*"),
                };
                patterns.iter().map(word).collect::<Vec<_>>().join("_")
            }
            Query::All { all, none } => {
                let none: String = none.iter().map(|q| format!(" !{}", line(q))).collect();
                format!("(& {}{none})", list(all))
            }
            Query::Any(any) => format!("(| {})", list(any)),
        }
    }

    fn read(text: &str) -> String {
        match Query::parse(text) {
            Ok(query) => line(&query),
            Err(error) => format!("{}: {error}", error.at),
        }
    }

    #[test]
    fn reads_words_phrases_and_prefixes() {
        assert_eq!(read("Bruising"), "bruis");
        assert_eq!(read("non-accidental injur*"), "(& non_accident injur*)");
        assert_eq!(read("“health visit*” OR \"0–19\""), "(| health_visit* 0_19)");
        assert_eq!(read("mother & baby - father"), "(& mother babi father)");
    }

    #[test]
    fn and_binds_more_tightly_than_or() {
        assert_eq!(read("a1 OR b1 c1"), "(| a1 (& b1 c1))");
        assert_eq!(read("(a1 OR b1) AND c1"), "(& (| a1 b1) c1)");
        assert_eq!(read("a1 -b1 OR NOT (c1 d1)"), read("NOT ((c1 d1) NOT (a1 -b1))"));
    }

    #[test]
    fn not_follows_de_morgan() {
        assert_eq!(read("a1 NOT b1"), "(& a1 !b1)");
        assert_eq!(read("a1 -\"b1 c1\""), "(& a1 !b1_c1)");
        assert_eq!(read("a1 AND (NOT b1 NOT c1)"), "(& a1 !(| b1 c1))");
        assert_eq!(read("a1 AND (b1 OR NOT c1)"), "(& a1 !(& c1 !b1))");
        assert_eq!(read("NOT NOT a1"), "a1");
    }

    #[test]
    fn errors_say_what_and_where() {
        assert_eq!(read(""), "0: Type a word to search for");
        assert_eq!(read(" ?! "), "0: Type a word to search for");
        assert_eq!(read("é NOT"), "3: “NOT” needs a word after it");
        assert_eq!(read("a NOT )"), "2: “NOT” needs a word after it");
        assert_eq!(read("a AND"), "2: “AND” needs a word after it");
        assert_eq!(read("OR a"), "0: “OR” needs a word before it");
        assert_eq!(read("a OR AND b"), "2: “OR” needs a word after it");
        assert_eq!(read("a (b"), "2: This bracket has no partner");
        assert_eq!(read("a) b"), "1: This bracket has no partner");
        assert_eq!(read("a ()"), "2: These brackets hold no word");
        assert_eq!(read("a “b"), "2: This quotation mark has no partner");
        assert_eq!(read("a w*rd"), "3: “*” can only stand at the end of a word");
        assert_eq!(read("a *"), "2: “*” needs letters right before it");
        assert_eq!(read("NOT a"), "0: A search needs a word to find; “NOT” only takes away from it");
        assert_eq!(read("a OR -b"), "0: A search needs a word to find; “NOT” only takes away from it");
        assert_eq!(read(&"(".repeat(9999)), "50: There are too many brackets inside one another");
    }
}
