//! What the project knows of documents and codings, by which fields are answered.
//!
//! It is handed in with every search and never kept in the index, so that a coding or an attribute changed a moment ago
//! counts at once. The subtlety: fields about codings that stand together ask one coding, so `theme:B2 polarity:concern`
//! is not answered by a passage that is coded with B2 as good practice and with something else as a concern.

use super::analyser::words;
use super::fields::{CodingTest, Test, Value, age_number, compares, day_number, is_same_name};
use super::parse::ParseError;
use super::pattern::Pattern;
use super::query::{Field, Query};
use crate::model::{Document, DocumentKind, Id, PartialDate, Polarity};
use crate::text::TextRange;
use std::collections::{BTreeMap, BTreeSet};

/// What fields are answered by.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ground {
    /// The documents; one that is missing answers no field of documents.
    pub documents: BTreeMap<Id<Document>, DocumentFacts>,
    /// The themes, by whose index codings name them.
    pub themes: Vec<Called>,
    /// The analysts, by whose index codings name them.
    pub analysts: Vec<Called>,
}

/// What something is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Called {
    /// Codes of a theme and of the themes above it; initials of an analyst.
    pub short: Vec<String>,
    /// The path of a theme; the name of an analyst.
    pub name: String,
}

/// What is known of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DocumentFacts {
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: DocumentKind,
    /// The names of its case.
    pub case: Vec<String>,
    /// Signed off or published.
    pub dated: Option<PartialDate>,
    /// Attributes of its case and its own particulars, by name; a name may come more than once.
    pub attributes: Vec<(String, String)>,
    /// Its codings that count and lie in its present text.
    pub codings: Vec<CodingFacts>,
}

/// What is known of a coding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodingFacts {
    /// The coded words.
    pub range: TextRange,
    /// Index in `Ground::themes`.
    pub theme: usize,
    /// Index in `Ground::analysts`.
    pub analyst: usize,
    /// Which way it speaks to the theme.
    pub polarity: Polarity,
}

/// The attribute that `age:` asks.
const AGE: &str = "Age";

impl Ground {
    /// Whether everything that a query names is there.
    ///
    /// # Errors
    /// A sentence when it names a theme, an analyst, a case or an attribute that does not exist.
    pub fn check(&self, query: &Query) -> Result<(), ParseError> {
        let mut fault = None;
        query.each_leaf(&mut |leaf| {
            if let (Query::Field(field), None) = (leaf, &fault) {
                fault = self.missing(&field.test).map(|what| ParseError::new(field.at, &what));
            }
        });
        fault.map_or(Ok(()), Err)
    }

    fn missing(&self, test: &Test) -> Option<String> {
        match test {
            Test::Coded(tests) => tests.iter().find_map(|test| match test {
                CodingTest::Theme(name) => nobody(&self.themes, name, "There is no theme"),
                CodingTest::Analyst(name) => nobody(&self.analysts, name, "There is no analyst"),
                CodingTest::Polarity(_) => None,
            }),
            Test::Case(name) => {
                let is_there = self.documents.values().any(|d| d.case.iter().any(|case| stands_in(name, case)));
                (!is_there).then(|| format!("There is no case “{}” with documents", typed(name)))
            }
            Test::Attribute { name, .. } => self.no_attribute(name),
            Test::Heading(_)
            | Test::Page(_)
            | Test::Para(_)
            | Test::Zone(_)
            | Test::Title(_)
            | Test::Kind(_)
            | Test::Date(_)
            | Test::Age(_)
            | Test::Uncoded => None,
        }
    }

    fn no_attribute(&self, name: &str) -> Option<String> {
        let there: BTreeSet<&str> = self.documents.values().flat_map(|d| &d.attributes).map(|(n, _)| n.as_str()).collect();
        if there.iter().any(|n| is_same_name(n, name)) {
            return None;
        }
        let there: Vec<&str> = there.into_iter().collect();
        Some(match there.split_last() {
            None => format!("“{name}:” is no field, and cases have no attributes yet"),
            Some((only, [])) => format!("“{name}:” is neither a field nor the attribute of cases, {only}"),
            Some((last, rest)) => {
                format!("“{name}:” is neither a field nor one of the attributes {} and {last}", rest.join(", "))
            }
        })
    }

    /// Whether a document answers a test; none when the test is not about documents.
    pub(super) fn answers(&self, test: &Test, document: Id<Document>) -> Option<bool> {
        let facts = self.documents.get(&document);
        let has = |ask: &dyn Fn(&DocumentFacts) -> bool| Some(facts.is_some_and(ask));
        match test {
            Test::Title(title) => has(&|d| stands_in(title, &d.title)),
            Test::Kind(kind) => has(&|d| d.kind == *kind),
            Test::Case(name) => has(&|d| d.case.iter().any(|case| stands_in(name, case))),
            Test::Date(stretch) => has(&|d| {
                let day = d.dated.map(day_number);
                day.is_some_and(|(first, last)| stretch.holds(first, last))
            }),
            Test::Age(stretch) => has(&|d| d.attribute(AGE).filter_map(age_number).any(|age| stretch.holds(age, age))),
            Test::Attribute { name, value } => has(&|d| d.attribute(name).any(|recorded| is_value(value, recorded))),
            Test::Heading(_) | Test::Page(_) | Test::Para(_) | Test::Zone(_) | Test::Coded(_) | Test::Uncoded => None,
        }
    }

    /// The codings that answer every one of `tests`, as a question to ask of each.
    pub(super) fn codings_like(&self, tests: &[CodingTest]) -> impl Fn(&CodingFacts) -> bool {
        let are = |called: &[Called], name: &[Pattern]| -> Vec<bool> { called.iter().map(|c| c.is(name)).collect() };
        let asked: Vec<_> = tests
            .iter()
            .map(|test| match test {
                CodingTest::Theme(name) => (are(&self.themes, name), Vec::new(), None),
                CodingTest::Analyst(name) => (Vec::new(), are(&self.analysts, name), None),
                CodingTest::Polarity(polarity) => (Vec::new(), Vec::new(), Some(*polarity)),
            })
            .collect();
        move |coding| {
            asked.iter().all(|(themes, analysts, polarity)| match polarity {
                Some(polarity) => coding.polarity == *polarity,
                None => themes.get(coding.theme).or_else(|| analysts.get(coding.analyst)).copied().unwrap_or_default(),
            })
        }
    }
}

impl DocumentFacts {
    fn attribute<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.attributes.iter().filter(move |(n, _)| is_same_name(n, name)).map(|(_, value)| value.as_str())
    }
}

impl Called {
    fn is(&self, name: &[Pattern]) -> bool {
        let whole = |short: &String| {
            let found = words(short);
            found.len() == name.len() && found.iter().zip(name).all(|(word, pattern)| pattern.matches(word))
        };
        self.short.iter().any(whole) || stands_in(name, &self.name)
    }
}

fn nobody(called: &[Called], name: &[Pattern], what: &str) -> Option<String> {
    (!called.iter().any(|c| c.is(name))).then(|| format!("{what} “{}”", typed(name)))
}

/// Whether the words stand in a text next to each other.
fn stands_in(name: &[Pattern], text: &str) -> bool {
    let found = words(text);
    !name.is_empty() && found.windows(name.len()).any(|at| at.iter().zip(name).all(|(word, pattern)| pattern.matches(word)))
}

fn is_value(value: &Value, recorded: &str) -> bool {
    match value {
        Value::Words(words) => stands_in(words, recorded),
        Value::Compared(how, typed) => compares(*how, recorded, typed),
    }
}

/// Words as they were typed, but for capitals.
fn typed(name: &[Pattern]) -> String {
    let word = |pattern: &Pattern| match pattern {
        Pattern::Word { written, .. } => written.clone(),
        Pattern::Prefix(start) => format!("{start}*"),
        Pattern::Wild(word) | Pattern::Exact(word) | Pattern::Capitals(word) => word.clone(),
        Pattern::Like(word, _) => format!("{word}~"),
    };
    name.iter().map(word).collect::<Vec<_>>().join(" ")
}

/// A question about the document of a passage, for queries that are looked at as a whole.
pub(super) fn asks_document(query: &Query) -> Option<&Test> {
    match query {
        Query::Field(Field { test, .. }) => match test {
            Test::Title(_) | Test::Kind(_) | Test::Case(_) | Test::Date(_) | Test::Age(_) | Test::Attribute { .. } => Some(test),
            Test::Heading(_) | Test::Page(_) | Test::Para(_) | Test::Zone(_) | Test::Coded(_) | Test::Uncoded => None,
        },
        Query::Phrase(_) | Query::Loose(..) | Query::Near(_) | Query::All { .. } | Query::Any(_) | Query::Regex(_) => None,
    }
}
