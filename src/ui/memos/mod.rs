//! Memos: the page that lists them all, and the parts that show those of one thing wherever it is shown.
//!
//! | part | what it is for |
//! |---|---|
//! | `page`, `bar`, `lines`, `line` | the page: its list, its filters, how high lines are, one line |
//! | `pane`, `one`, `form`, `edit` | the memos of one thing: all of them, one, a new one, what is being written |

mod bar;
mod edit;
mod form;
mod line;
mod lines;
mod one;
mod page;
mod pane;

pub(in crate::ui) use one::day;
pub use page::MemosPage;
pub(in crate::ui) use pane::{MemoPane, Place};
