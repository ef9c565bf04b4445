//! The records of a deep dive and the rules by which they change.
//!
//! Pure data and pure functions: no files, no clock, no randomness but `Id::fresh`.

mod case;
mod cell;
mod codebook;
mod coding;
mod date;
mod disagreement;
mod document;
mod document_kind;
mod edit_check;
mod id;
mod look;
mod memo;
mod particular;
mod placed;
mod project;
mod record;
mod statement;
mod step;
mod theme;
mod tree;
mod undo;
mod writer_id;
mod zone_mark;

pub use case::{Case, CaseField};
pub use cell::{Cell, CellField, Judgement};
pub use codebook::{Codebook, CodebookError, CodebookTheme};
pub use coding::{Coding, CodingField, Polarity};
pub use date::PartialDate;
pub use disagreement::{Choice, Clash, Disagreement, FieldRef, Settle};
pub use document::{Document, DocumentField, Progress, SourceHash};
pub use document_kind::DocumentKind;
pub use edit_check::EditError;
pub use id::Id;
pub use look::{Look, ThemeColour, ThemePattern};
pub use memo::{Memo, MemoAbout, MemoField};
pub use particular::{Particular, field_name, is_listed, shown_value, stored_value};
pub use project::{Project, fold};
pub use record::{Edit, Met, Record, Row, Table};
pub use statement::{Origin, Statement, StatementField};
pub use step::{Change, Step, StepRef};
pub use theme::{Theme, ThemeField};
pub use tree::{ThemeNode, ThemeTree};
pub use undo::{UndoError, UndoStack};
pub use writer_id::{Analyst, WriterId};
pub use zone_mark::{ZoneChoice, ZoneMark, ZoneMarkField, ZoneMarks};
