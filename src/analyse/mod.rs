//! Counts over a project: the matrix of two axes, what stands in each cell, and which codings are behind it.
//!
//! Nothing here is stored: a matrix is computed from a project in one pass and thrown away at the next revision.

mod axis;
mod cell;
pub mod compare;
pub mod evidence;
mod ground;
mod header;
mod id_map;
mod matrix;
mod order;
mod quotes;
mod standing;
mod tally;
mod theme_counts;

pub use axis::{Axis, CellKind, MatrixError, MatrixRequest};
pub use cell::{CellState, MatrixCell, Tally};
pub use header::{Header, HeaderOf};
pub use matrix::Matrix;
pub use order::natural_cmp;
pub use quotes::{Quote, Texts};
pub use theme_counts::{ThemeCount, theme_counts};
