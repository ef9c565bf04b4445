//! Finding words in the texts of a project: the index, the query language, hits with their marks.
//!
//! The index is derived: it lies in the operating system's cache folder, holds no truth and may be deleted at any time.
//! The unit of search is the passage, so that all words of a query stand close together and a hit can be coded.
//! This folder knows nothing of the project folder; whoever searches hands the texts in.

mod analyser;
mod collect;
mod copies;
mod error;
mod highlight;
mod index;
mod lex;
mod manifest;
mod open;
mod parse;
mod plan;
mod prefix;
mod query;
mod run;
mod schema;
mod starts;
mod taken_out;
mod tone;

pub use analyser::{TextWord, words};
pub use copies::copies;
pub use error::SearchError;
pub use highlight::marks;
pub use index::{Index, Needs};
pub use manifest::DocKey;
pub use open::Opened;
pub use parse::ParseError;
pub use query::{Pattern, Query};
pub use run::{Hit, Results, Unit};
pub use tone::{Tone, Toned, tone_of};
