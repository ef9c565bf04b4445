//! Reading documents: bytes in, text with its shape out, or one plain sentence why not.
//!
//! Nothing here trusts a file. The program itself never calls a reader: it asks a `Worker`, a child process
//! with limits of time and memory, because a hostile file can exhaust both (see `worker`).

mod archive;
mod docx;
mod markdown;
mod outcome;
mod pdf;
mod plain;
mod propose;
mod refuse;
mod sniff;
mod structure;
mod worker;
mod xml;

pub use outcome::{Extraction, Outcome, Refusal};
pub use pdf::{PdfText, read_pdf, read_pdf_by_place};
pub use worker::{Limits, Worker, serve, serve_with};

use crate::text::SourceText;
use sniff::Content;

/// Reads one format.
pub trait Reader {
    /// Name and version, such as `docx/1`, stored with every text it makes.
    fn id(&self) -> &'static str;

    /// Reads a document. Beside the text there may be one sentence saying which part could not be read.
    ///
    /// # Errors
    /// A refusal with one plain sentence when there is no text to hand over.
    fn read(&self, bytes: &[u8], file_name: &str) -> Result<(SourceText, Option<String>), Refusal>;
}

/// Reads a document in this process: tells what it is, reads it, finds its structure and proposes its particulars.
///
/// Only a `Worker`'s child and tests should call this; `file_name` never decides what the file is.
#[must_use]
pub fn extract(bytes: &[u8], file_name: &str) -> Extraction {
    extract_with(bytes, file_name, None)
}

/// As `extract`, with the password of a protected document.
#[must_use]
pub fn extract_with(bytes: &[u8], file_name: &str, password: Option<&str>) -> Extraction {
    let read = match sniff::sniff(bytes, file_name) {
        Content::Pdf => pdf::read_pdf(bytes.to_vec(), password).map(|pdf| (pdf.source, pdf.partial)),
        Content::Docx => docx::Docx.read(bytes, file_name),
        Content::Markdown => markdown::Markdown.read(bytes, file_name),
        Content::Text if !refuse::promises_another_type(file_name) => plain::PlainText.read(bytes, file_name),
        other => Err(refuse::refuse(other, file_name)),
    };
    match read {
        Ok((source, partial)) => finish(source, partial, file_name),
        Err(refusal) => refusal.into(),
    }
}

fn finish(mut source: SourceText, partial: Option<String>, file_name: &str) -> Extraction {
    if source.shape.blocks.is_empty() {
        return refuse::no_text(partial).into();
    }
    structure::find(&mut source);
    source.shape.proposals = propose::propose(&source, file_name);
    let outcome = if partial.is_some() { Outcome::Partial } else { Outcome::Ok };
    Extraction { outcome, reason: partial, source: Some(source) }
}
