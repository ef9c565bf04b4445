//! Reading documents: bytes in, text with its shape out, or one plain sentence why not.
//!
//! Nothing here trusts a file. The program itself never calls a reader: it asks a `Worker`, a child process
//! with limits of time and memory, because a hostile file can exhaust both (see `worker`).

mod archive;
mod docx;
mod email;
mod flow;
mod html;
mod markdown;
mod numerals;
mod ocr;
mod odt;
mod office;
mod outcome;
mod password;
mod pdf;
mod plain;
mod propose;
mod raised;
mod refuse;
mod render;
mod rtf;
mod sheet;
mod sniff;
mod structure;
mod tally;
mod worker;
mod xml;

pub use email::{Attachment, attachments};
pub use ocr::{Absent, DrawPage, Tesseract, recognise, scale as recognition_scale};
pub use outcome::{Extraction, Outcome, Pictures, Refusal};
pub use password::Password;
pub use pdf::{PdfText, read_pdf, read_pdf_by_place};
pub use propose::agencies_named;
pub use render::{MOST_PIXELS, PageImage, render_page};
pub use worker::{Answer, Limits, Render, Request, Worker, serve, serve_with};

use crate::text::{Concern, SourceText, Warning};
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

/// As `extract`, with a password that is tried when the document is protected.
#[must_use]
pub fn extract_with(bytes: &[u8], file_name: &str, password: Option<&Password>) -> Extraction {
    let read = read(bytes, file_name, None);
    let mut extraction = match (read, password) {
        (Err(refusal), Some(password)) if refusal.outcome == Outcome::Password && can_be_unlocked(bytes, file_name) => {
            unlocked(bytes, file_name, password)
        }
        (read, _) => read.map_or_else(Extraction::from, |read| finish(read, file_name)),
    };
    if sniff::sniff(bytes, file_name) == Content::Email {
        extraction.attachments = attachments(bytes).into_iter().map(|a| a.name).collect();
    }
    extraction
}

/// Reads a file inside a file, such as the second attachment of an e-mail, and hands it over too.
///
/// `inside` counts from 0, outermost first; only a `Worker`'s child and tests should call this.
#[must_use]
pub fn extract_inside(bytes: &[u8], file_name: &str, inside: &[usize], password: Option<&Password>) -> Extraction {
    let Some((first, rest)) = inside.split_first() else { return extract_with(bytes, file_name, password) };
    let Some(attachment) = attachments(bytes).into_iter().nth(*first) else {
        return Refusal::new(Outcome::Corrupt, "This attachment is no longer in its e-mail; add the e-mail again").into();
    };
    let mut extraction = extract_inside(&attachment.bytes, &attachment.name, rest, password);
    extraction.original.get_or_insert(attachment.bytes);
    extraction
}

/// What a reader made of a document.
struct Read {
    source: SourceText,
    partial: Option<String>,
    pictures: Option<Pictures>,
}

impl From<(SourceText, Option<String>)> for Read {
    fn from((source, partial): (SourceText, Option<String>)) -> Self {
        Self { source, partial, pictures: None }
    }
}

impl From<PdfText> for Read {
    fn from(pdf: PdfText) -> Self {
        Self { source: pdf.source, partial: pdf.partial, pictures: pdf.pictures }
    }
}

fn read(bytes: &[u8], file_name: &str, password: Option<&Password>) -> Result<Read, Refusal> {
    match sniff::sniff(bytes, file_name) {
        Content::Pdf => pdf::read_pdf(bytes.to_vec(), password.map(Password::reveal)).map(Read::from),
        Content::Docx => docx::Docx.read(bytes, file_name).map(Read::from),
        Content::Odt => odt::Odt.read(bytes, file_name).map(Read::from),
        Content::Rtf => rtf::Rtf.read(bytes, file_name).map(Read::from),
        Content::Html if !refuse::promises_another_type(file_name) => html::Html.read(bytes, file_name).map(Read::from),
        Content::Email => email::Email.read(bytes, file_name).map(Read::from),
        Content::Spreadsheet => sheet::Workbook.read(bytes, file_name).map(Read::from),
        Content::OldExcel => sheet::OldWorkbook.read(bytes, file_name).map(Read::from),
        Content::Csv if !refuse::promises_another_type(file_name) => sheet::Csv.read(bytes, file_name).map(Read::from),
        Content::Markdown => markdown::Markdown.read(bytes, file_name).map(Read::from),
        Content::Text if !refuse::promises_no_text(file_name) => plain::PlainText.read(bytes, file_name).map(Read::from),
        Content::EncryptedOffice => {
            let password = password.ok_or_else(|| refuse::refuse(Content::EncryptedOffice, file_name))?;
            read(&office::unlock(bytes, password)?, file_name, None)
        }
        other => Err(refuse::refuse(other, file_name)),
    }
}

/// Whether a password is of any use: other kinds that may be protected are refused with what to do instead.
fn can_be_unlocked(bytes: &[u8], file_name: &str) -> bool {
    matches!(sniff::sniff(bytes, file_name), Content::Pdf | Content::EncryptedOffice)
}

/// Reads a protected document.
fn unlocked(bytes: &[u8], file_name: &str, password: &Password) -> Extraction {
    let mut read = match read(bytes, file_name, Some(password)) {
        Ok(read) => read,
        Err(refusal) if refusal.outcome == Outcome::Password => return render::wrong_password().into(),
        // A scan behind a password: it fits, for its pages were seen.
        Err(refusal) => return Extraction { unlocked: refusal.pictures.is_some(), ..refusal.into() },
    };
    read.source.shape.warnings.push(note_of_protection());
    Extraction { unlocked: true, ..finish(read, file_name) }
}

/// What a person should know about a document that was opened with a password.
fn note_of_protection() -> Warning {
    let what = "the document is protected by a password: its original is kept as it came and still asks for it, but its \
                text stands in the deep dive without protection";
    Warning { concern: Concern::Note, what: what.to_owned(), page: None }
}

fn finish(read: Read, file_name: &str) -> Extraction {
    let Read { mut source, partial, pictures } = read;
    if source.shape.blocks.is_empty() {
        return refuse::no_text(partial).into();
    }
    structure::find(&mut source);
    source.shape.proposals = propose::propose(&source, file_name);
    source.shape.partial.clone_from(&partial);
    let outcome = if partial.is_some() { Outcome::Partial } else { Outcome::Ok };
    Extraction {
        outcome,
        reason: partial,
        source: Some(source),
        pictures,
        unlocked: false,
        attachments: Vec::new(),
        original: None,
    }
}
