//! Finding words in the texts of a project: the index, the query language, hits with their marks.
//!
//! The index is derived: it lies in the operating system's cache folder, holds no truth and may be deleted at any time.
//! The unit of search is the passage, so that all words of a query stand close together and a hit can be coded.
//! This folder knows nothing of the project folder; whoever searches hands in the texts (`Texts`) and what is known of
//! documents and codings (`Ground`). A page asks through `app::searching::Searcher`, which holds both.
//!
//! ```text
//! typed ─┬─> spans                     how to colour it while it is typed; FIELDS is the help beside the box
//!        └─> Query::parse ─> Ground::check ─> Lexicon::expand ─> Expanded { query, expansions (the chips) }
//!                 │ ParseError { at, what }                           │
//!                 └── Searcher::read does the first two               ├─> Index::search    best hits with marks, counts
//!                                                                     ├─> Index::passages  every passage, no texts: facets
//!                                                                     └─> Index::all_hits  every hit in text order: coding
//! ```
//!
//! `Results::query` is the query as it was asked, with the other ways to write its words; `marks` finds it in any passage
//! of a text, such as a preview.

mod analyser;
mod collect;
mod columns;
mod copies;
mod error;
mod fields;
mod given;
mod ground;
mod highlight;
mod index;
mod lex;
mod lexicon;
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
mod tone;
mod typed_words;
mod widen;

pub use analyser::{TextWord, words};
pub use copies::copies;
pub use error::SearchError;
pub use fields::{CodingTest, Compare, FIELDS, FieldHelp, Stretch, Test, Value, age_number, day_number};
pub use ground::{Called, CodingFacts, DocumentFacts, Ground};
pub use highlight::marks;
pub use index::{Index, Needs};
pub use lex::{SpanKind, TypedSpan, spans};
pub use lexicon::{Entry, Expanded, Expansion, Lexicon, Meaning};
pub use manifest::DocKey;
pub use open::Opened;
pub use parse::ParseError;
pub use pattern::Pattern;
pub use query::{FARTHEST, Field, NEAR, Near, Query, Reach, TextPattern};
pub use run::{Hit, Passage, Results, Texts, Unit};
pub use tone::{Tone, Toned, tone_of};
