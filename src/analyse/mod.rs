//! Counts over a project: the matrix of two axes, what stands in each cell, and which codings are behind it.
//!
//! Nothing here is stored: a matrix is computed from a project, and a live one is corrected after each step.

mod arrange;
mod attribute;
mod axis;
mod bands;
mod base;
mod cell;
pub mod compare;
pub mod evidence;
mod ground;
mod header;
mod id_map;
mod live;
mod located;
mod matrix;
mod meeting;
mod near;
mod order;
mod period;
mod progress;
mod quotes;
mod request;
pub mod rounds;
mod scope;
mod share;
mod side;
mod standing;
mod summaries;
mod tally;
mod theme_counts;
mod values;

pub use arrange::SortBy;
pub use attribute::attribute_values;
pub use axis::{Axis, CellKind, MatrixError};
pub use bands::{BAND_SETS, BandSet, Bands, CIN_AGES, NAI_AGES, NOT_UNDERSTOOD, PARENT_AGES, SIN_AGES, UNBORN};
pub use cell::{CellState, MatrixCell, Tally};
pub use header::{Header, HeaderOf, NOT_RECORDED};
pub use live::LiveMatrix;
pub use matrix::Matrix;
pub use near::Nearness;
pub use order::natural_cmp;
pub use period::Period;
pub use progress::{CaseProgress, case_progress, progress_of_cases};
pub use quotes::{Quote, Texts};
pub use request::MatrixRequest;
pub use scope::{Filter, FrozenCodebook, Passages, Scope};
pub use share::{percentage, share_words};
pub use theme_counts::{ThemeCount, theme_counts};
