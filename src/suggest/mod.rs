//! Learning from people's codings, and counting words: what belongs to a theme, what is like a passage, which words
//! stand often and which stand together.
//!
//! ```text
//!  texts ─> Draft ─> Corpus (words as numbers, one u32 each) ─> features of a passage ─> Model ─> best passages
//!                       │                                            ▲                     └───> the words that did it
//!                       └─> frequency, together                      │
//!  codings, rejections, the theme's own words ──> Lesson ──> learn ──┘
//! ```
//!
//! Everything here is pure and comes out the same on every run: no clock, no chance, sums in a fixed order. Nothing is
//! stored: a corpus is made from the texts whenever it is wanted, and a model from the codings as they are now.
//!
//! Only the words of a passage count, singly and in pairs of neighbours, weighed by TF-IDF, under a linear classifier:
//! on small collections of sensitive text that is as good as anything larger, it runs on any computer, and it can say
//! which words made it think so. `benches/suggest.rs` compares it with scikit-learn's.

mod calibrate;
mod corpus;
mod draft;
mod feature;
mod frequency;
mod lesson;
mod logistic;
mod model;
mod rank;
mod stop_words;
mod together;
mod vocabulary;
mod weighing;

pub use calibrate::Sigmoid;
pub use corpus::{Corpus, PassageId};
pub use draft::{Draft, Part, Place};
pub use feature::{Feature, Vector};
pub use frequency::{Count, Form, Scope, frequency};
pub use lesson::{Learned, Lesson, Recipe, learn};
pub use logistic::{Fit, Rows, fit, gradient};
pub use model::{Model, Reason};
pub use rank::{Ranked, best};
pub use stop_words::is_stop_word;
pub use together::{Pair, Together, Within, g2, together, together_with};
pub use vocabulary::Vocabulary;
