//! OpenDocument texts (.odt, .ott, .fodt): the words as they are shown with all changes accepted.
//!
//! ```text
//! package ─> styles, lists ─> leaves ─> body ─┬─> inline   one paragraph's text
//!                                             └─> table    one row, one block
//! ```
//!
//! Numbers that are counted when the document is shown are computed and stand in a block's label, not in its text.

mod body;
mod forms;
mod inline;
mod leaves;
mod lists;
mod package;
mod pages;
mod shapes;
mod styles;
mod table;

use super::xml::{self, Ns, Odf, XmlError};
use super::{Outcome, Reader, Refusal};
use crate::text::SourceText;
use body::Body;
use package::Package;
use styles::Styles;

/// The reader of OpenDocument texts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Odt;

impl Reader for Odt {
    fn id(&self) -> &'static str {
        "odt/1"
    }

    fn read(&self, bytes: &[u8], _file_name: &str) -> Result<(SourceText, Option<String>), Refusal> {
        let mut package = Package::open(bytes)?;
        let content = package.content()?.filter(|c| c.contains(&b'<')).ok_or_else(no_text_part)?;
        let mut damaged = Vec::new();
        let styles_part = package.styles()?;
        let mut styles = Styles::default();
        // Common styles first, for a document's own styles of the same name stand over them.
        let common = styles_part.as_deref().unwrap_or(&content);
        if xml::each_child(common, (Ns::Odf(Odf::Office), "styles"), &mut |e| styles.add(&e)).is_err() {
            damaged.push("styles");
        }
        // Damage in the content is met again, and said, when its body is read.
        xml::each_child(&content, (Ns::Odf(Odf::Office), "automatic-styles"), &mut |e| styles.add(&e)).ok();
        let objects = package.objects();
        let mut body = Body::new(self.id(), &styles, &objects);
        let end = xml::each_child(&content, (Ns::Odf(Odf::Office), "text"), &mut |e| body.top(&e));
        let partial = how_it_ended(end, body.out.is_empty(), &damaged)?;
        if !body.out.is_empty() {
            let mut pages = Vec::new();
            if xml::each_child(common, (Ns::Odf(Odf::Office), "master-styles"), &mut |e| pages.push(e)).is_ok() {
                body.furniture(&pages);
            }
        }
        Ok((body.build(package.stated_pages()), partial))
    }
}

/// A sentence when only a part was read; a refusal when nothing was.
fn how_it_ended(end: Result<usize, XmlError>, is_empty: bool, damaged: &[&str]) -> Result<Option<String>, Refusal> {
    match end {
        Err(XmlError::Entities) => Err(Refusal::new(
            Outcome::Corrupt,
            "This OpenDocument text declares entities of its own, which no word processor does, so it was not read; open it in LibreOffice, save it again and add that copy",
        )),
        Err(XmlError::TooBig) => Err(Refusal::new(
            Outcome::TooBig,
            "This OpenDocument text holds a table or paragraph larger than any document needs, so it was not read; split it in LibreOffice and add the parts",
        )),
        Err(XmlError::Damaged) if is_empty => Err(Refusal::new(
            Outcome::Corrupt,
            "This OpenDocument text is damaged and its text cannot be read; open it in LibreOffice, let it be repaired, save it and add that copy",
        )),
        Err(XmlError::Damaged) => Ok(Some(
            "This OpenDocument text is damaged: only the text before the damage was read; let LibreOffice repair it and add that copy"
                .to_owned(),
        )),
        Ok(0) if damaged.is_empty() => Ok(None),
        Ok(0) => Ok(Some(format!(
            "This OpenDocument text is damaged: its {} could not be read; let LibreOffice repair it and add that copy",
            damaged.join(", ")
        ))),
        Ok(_) | Err(XmlError::TooDeep) if is_empty => Err(Refusal::new(
            Outcome::TooBig,
            "This OpenDocument text is nothing but tables nested deeper than any document needs, so it was not read; ask the sender what it is",
        )),
        Ok(_) | Err(XmlError::TooDeep) => Ok(Some(format!(
            "Parts of this OpenDocument text are nested more than {} levels deep and were left out; copy its text into a new document and add that",
            xml::MAX_DEPTH
        ))),
    }
}

fn no_text_part() -> Refusal {
    Refusal::new(
        Outcome::Corrupt,
        "This file looks like an OpenDocument text but holds no text part, so it cannot be read; open it in the program that made it and save it again",
    )
}
