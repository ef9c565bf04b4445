//! What the reader promises: exact selection, everything by keyboard, everything by name.

#[cfg(test)]
#[path = "reader/marks.rs"]
mod marks;
#[cfg(test)]
#[path = "reader/pictures.rs"]
mod pictures;
#[cfg(test)]
#[path = "reader/random.rs"]
mod random;
#[cfg(test)]
#[path = "reader/sample.rs"]
mod sample;
#[cfg(test)]
#[path = "reader/selection.rs"]
mod selection;
