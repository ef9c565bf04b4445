//! The reader: one document with its codings.
//!
//! | file | what it is for |
//! |---|---|
//! | `mark` | codings sorted into blocks and lanes |
//! | `manuscript` | what of a block is set, and where |
//! | `heights` | how tall every block is, known or guessed |
//! | `place` | places in the text and ways between them |
//!
//! Takes and returns plain data. The first four files know nothing of egui.

pub mod heights;
pub mod manuscript;
pub mod mark;
pub mod place;
