//! What the reader promises: exact selection, everything by keyboard, everything by name.

#[path = "reader/marks.rs"]
mod marks;
#[path = "reader/pictures.rs"]
mod pictures;
#[path = "reader/random.rs"]
mod random;
#[path = "reader/sample.rs"]
mod sample;
#[path = "reader/selection.rs"]
mod selection;
