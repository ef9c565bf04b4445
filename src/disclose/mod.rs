//! What may leave, and in what form: levels of disclosure, small numbers, rare traits, identifiers in text.
//!
//! Everything here is a function of values: no project, no file, no window. What is found is listed for the author,
//! who decides; nothing here changes a text.

pub mod identifiers;
pub mod suppress;
