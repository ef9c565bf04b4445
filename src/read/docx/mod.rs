//! Word documents (.docx, .docm, .dotx): the words as Word shows them with all changes accepted.
//!
//! ```text
//! parts ─> styles, numbering, notes ─> body ─┬─> inline   one paragraph's text
//!                                            └─> table    one row, one block
//! ```
//!
//! Numbers that Word counts are computed and stand in a block's label, not in its text.

mod body;
mod chunk;
mod inline;
mod math;
mod notes;
mod numbering;
mod pages;
mod parts;
mod styles;
mod symbols;
mod table;

use super::xml::{self, Element, Ns, XmlError};
use super::{Outcome, Reader, Refusal};
use crate::text::SourceText;
use body::Body;
use notes::Notes;
use numbering::Numbering;
use pages::Pages;
use parts::Parts;
use styles::Styles;

pub(super) use symbols::symbol;

/// The reader of Word documents.
#[derive(Clone, Copy, Debug, Default)]
pub struct Docx;

impl Reader for Docx {
    fn id(&self) -> &'static str {
        "docx/2"
    }

    fn read(&self, bytes: &[u8], _file_name: &str) -> Result<(SourceText, Option<String>), Refusal> {
        self.read_at(bytes, Depth::Outer)
    }
}

/// Whether a file is read for itself or as part of another; one inside another inside another is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Depth {
    Outer,
    Inner,
}

impl Docx {
    fn read_at(self, bytes: &[u8], depth: Depth) -> Result<(SourceText, Option<String>), Refusal> {
        let mut parts = Parts::open(bytes)?;
        let document = parts.main()?.filter(|d| d.contains(&b'<')).ok_or_else(no_document)?;
        let stated = parts.stated_pages();
        let styles = parts.tree("styles")?.as_ref().map(Styles::of).unwrap_or_default();
        let numbering = parts.tree("numbering")?.as_ref().map(Numbering::of).unwrap_or_default();
        let mut notes = Notes::of(parts.tree("footnotes")?, parts.tree("endnotes")?, parts.tree("comments")?);
        notes.diagrams = parts.by_id("diagramData")?;
        if depth == Depth::Outer {
            notes.chunks = chunk::read_all(&parts.bytes_by_id("aFChunk")?);
        }
        let notes = notes.numbered_by(parts.tree("settings")?.as_ref());
        let mut body = Body::new(self.id(), &styles, &notes, numbering, Pages::new(&document, stated));
        let end = xml::each_child(&document, (Ns::Word, "body"), &mut |element| body.block(&element));
        body.finish();
        if body.out.is_empty() && body.tally.embedded > 0 {
            return Err(embedded());
        }
        let partial = how_it_ended(end, body.out.is_empty(), parts.damaged())?;
        body.out.set_pages(body.pages.total());
        let furniture: Vec<Element> = [parts.trees("header")?, parts.trees("footer")?].into_iter().flatten().collect();
        if !body.out.is_empty() {
            body.furniture(&furniture);
        }
        body.tally.report(&mut body.out);
        Ok((body.out.build(), partial))
    }
}

/// A sentence when only a part was read; a refusal when nothing was.
fn how_it_ended(end: Result<usize, XmlError>, is_empty: bool, damaged: &[&str]) -> Result<Option<String>, Refusal> {
    match end {
        Err(XmlError::Entities) => Err(Refusal::new(
            Outcome::Corrupt,
            "This Word file declares entities of its own, which Word never does, so it was not read; open it in Word, save it again and add that copy",
        )),
        Err(XmlError::TooBig) => Err(Refusal::new(
            Outcome::TooBig,
            "This Word file holds a table or paragraph larger than any document needs, so it was not read; split it in Word and add the parts",
        )),
        Err(XmlError::Damaged) if is_empty => Err(Refusal::new(
            Outcome::Corrupt,
            "This Word file is damaged and its text cannot be read; open it in Word, let Word repair it, save it and add that copy",
        )),
        Err(XmlError::Damaged) => Ok(Some(
            "This Word file is damaged: only the text before the damage was read; let Word repair it and add that copy"
                .to_owned(),
        )),
        Ok(0) if damaged.is_empty() => Ok(None),
        Ok(0) => Ok(Some(format!(
            "This Word file is damaged: its {} could not be read; let Word repair it and add that copy",
            damaged.join(", ")
        ))),
        Ok(_) | Err(XmlError::TooDeep) if is_empty => Err(Refusal::new(
            Outcome::TooBig,
            "This Word file is nothing but tables nested deeper than any document needs, so it was not read; ask the sender what it is",
        )),
        Ok(_) | Err(XmlError::TooDeep) => Ok(Some(format!(
            "Parts of this Word file are nested more than {} levels deep and were left out; copy its text into a new document and add that",
            xml::MAX_DEPTH
        ))),
    }
}

fn embedded() -> Refusal {
    Refusal::new(
        Outcome::Unsupported,
        "This Word file only carries another file inside it, which is not read; open it in Word, save it again as .docx and add that copy",
    )
}

fn no_document() -> Refusal {
    Refusal::new(
        Outcome::Corrupt,
        "This file looks like a Word document but holds no text part, so it cannot be read; open it in the program that made it and save it as .docx",
    )
}
