//! Suggestions and counts of words for an open deep dive, off the window's thread.
//!
//! | file | what it is for |
//! |---|---|
//! | `question` | what is asked, gathered from the project as it is now |
//! | `learner` | the words of all texts, kept up to date, and the answers |
//! | `thread` | the thread that answers, with how far it is |
//! | `standing` | how suggestions have done so far |
//!
//! Nothing here is stored. The words of the texts are read when somebody first asks, and only what changed is read
//! again; a model is learned anew with every question, from the codings and rejections as they are then.

mod learner;
mod question;
mod standing;
mod thread;

pub use learner::{Learner, Suggestion, Suggestions, WordCounts};
pub use question::{About, Documents, Question, Taught, WordQuestion, WordScope};
pub use standing::{Standing, standing};
pub use thread::{LearnerThread, Learning};

/// How many passages are suggested at a time: enough to sit down to, few enough that the next ones have learned from them.
pub const BATCH: usize = 20;
