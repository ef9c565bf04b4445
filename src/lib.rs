//! Deepdive: practice-review deep dives in child safeguarding.
//!
//! | folder | what it is for | whom it may use |
//! |---|---|---|
//! | `text` | a document's text, its blocks, ranges and quotes | nothing |
//! | `model` | records, edits, steps, and the project as a fold over steps | `text` |
//! | `read` | bytes to text, in a child process | `model`, `text` |
//! | `store` | the project folder: journals, documents, durable writing | `model`, `text` |
//! | `search` | the index and queries | `model`, `text` |
//! | `analyse` | matrices and counts | `model`, `text` |
//! | `suggest` | what codings teach of a theme; words counted | `search` (its words), `model`, `text` |
//! | `disclose` | what may leave: small numbers, rare traits, identifiers | `model`, `text` |
//! | `write` | exports | `analyse`, `disclose`, `model`, `text` |
//! | `app` | the program without a screen | all above |
//! | `cli` | one file per command | `app` and below |
//! | `ui` | the window; the only folder that knows egui | `app` and below |

pub mod analyse;
pub mod app;
pub mod cli;
pub mod disclose;
pub mod model;
pub mod read;
pub mod search;
pub mod store;
pub mod suggest;
pub mod text;
pub mod ui;
pub mod write;
