//! The reader: one document with its codings, to be read, selected and coded.
//!
//! | file | what it is for |
//! |---|---|
//! | `document` | what goes in and what comes out |
//! | `view` | the state of a reader and what a page may ask of it |
//! | `frame` | one frame, in order |
//! | `mark` | codings sorted into blocks and lanes |
//! | `manuscript` | what of a block is set, and where |
//! | `place` | places in the text and ways between them |
//! | `heights`, `scroll` | how tall every block is, and where the view stands |
//! | `columns`, `layout`, `page` | where everything is on the screen |
//! | `pointer`, `keys`, `ends` | mouse and keyboard; the ends of a coding |
//! | `paint`, `draw`, `notes` | what is seen |
//! | `access` | what a screen reader is told |
//!
//! Takes and returns plain data. Blocks out of view are not laid out, so a document of 60,000 words costs as much
//! per frame as one of 600.

mod access;
mod columns;
mod document;
pub(in crate::ui) mod draw;
mod ends;
mod frame;
mod heights;
mod keys;
mod layout;
mod manuscript;
mod mark;
mod notes;
mod page;
mod paint;
mod place;
mod pointer;
mod scroll;
mod view;

pub use document::{MarkAction, ReaderDocument, ReaderEvents, ReaderPosition, TagRequest};
pub use keys::{Command as ReaderCommand, End, READER_KEYS, ReaderKey};
pub use mark::{BlockMark, Mark, MarkKey, MarkLayer};
pub use view::{ReaderView, TEXT_SIZES};
