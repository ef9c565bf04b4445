//! Finding words in the texts of a project: the index, the query language, hits with their marks.
//!
//! The index is derived: it lies in the operating system's cache folder, holds no truth and may be deleted at any time.
//! The unit of search is the passage, so that all words of a query stand close together and a hit can be coded.
//! This folder knows nothing of the project folder; whoever searches hands the texts in.

mod analyser;
mod collect;
mod columns;
mod error;
mod fields;
mod given;
mod ground;
mod highlight;
mod index;
mod lex;
mod manifest;
mod near;
mod open;
mod open_phrase;
mod parse;
mod pattern;
mod plan;
mod query;
mod run;
mod schema;
mod sieve;
mod spans;
mod spelling;
mod starts;
mod statistics;
mod taken_out;
mod terms;
mod typed_words;
mod widen;

pub use analyser::{TextWord, words};
pub use error::SearchError;
pub use fields::{CodingTest, Compare, FIELDS, FieldHelp, Stretch, Test, Value, age_number, day_number};
pub use ground::{Called, CodingFacts, DocumentFacts, Ground};
pub use highlight::marks;
pub use index::{Index, Needs};
pub use lex::{SpanKind, TypedSpan, spans};
pub use manifest::DocKey;
pub use open::Opened;
pub use parse::ParseError;
pub use pattern::Pattern;
pub use query::{FARTHEST, Field, NEAR, Near, Query, Reach, TextPattern};
pub use run::{Hit, Passage, Results, Texts, Unit};
