//! Rich Text (.rtf): the words as Word shows them with all changes accepted.
//!
//! ```text
//! lexer ─> machine ─┬─> words        what each control word does
//!                   ├─> header       fonts and styles
//!                   ├─> code_page    bytes to letters
//!                   └─> story        paragraphs ─> table
//! ```
//!
//! Groups are kept on a list, so that nesting costs no stack.

mod code_page;
mod header;
mod lexer;
mod machine;
mod signs;
mod state;
mod story;
mod table;
mod tally;
mod words;

use super::{Outcome, Reader, Refusal};
use crate::text::SourceText;
use machine::Machine;

/// The reader of Rich Text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rtf;

impl Reader for Rtf {
    fn id(&self) -> &'static str {
        "rtf/1"
    }

    fn read(&self, bytes: &[u8], _file_name: &str) -> Result<(SourceText, Option<String>), Refusal> {
        let mut machine = Machine::new(self.id());
        machine.run(bytes);
        let (source, end) = machine.finish();
        match (end, source.shape.blocks.is_empty()) {
            (End::Whole, _) => Ok((source, None)),
            (End::TooDeep, true) => Err(Refusal::new(
                Outcome::TooBig,
                "This Rich Text document is nested deeper than any document needs, so it was not read; ask the sender what it is",
            )),
            (End::TooDeep, false) => Ok((
                source,
                Some("Parts of this Rich Text document are nested deeper than any document needs, so their formatting was not followed; check the text against the document".to_owned()),
            )),
            (End::CutOff, true) => Err(Refusal::new(
                Outcome::Corrupt,
                "This Rich Text document is cut off before its text begins; ask for a fresh copy, or open it in Word and save it again",
            )),
            (End::CutOff, false) => Ok((
                source,
                Some("This Rich Text document is cut off: only the text before the end of the file was read; ask for a fresh copy".to_owned()),
            )),
        }
    }
}

/// How a file ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// With the group it began with.
    Whole,
    /// Inside a group.
    CutOff,
    /// Deeper than is followed.
    TooDeep,
}
