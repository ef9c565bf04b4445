//! What may leave, and in what form: levels of disclosure, small numbers, rare traits, identifiers in text.
//!
//! Everything here is a function of values: no project, no file, no window. What is found is listed for the author,
//! who decides; nothing here changes a text.

pub mod identifiers;
mod level;
mod rare;
pub mod suppress;

pub use level::{DateGrain, Level, coarsened};
pub use rare::{MOST_TRAITS, Rare, Trait, rare};
