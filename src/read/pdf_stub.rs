//! Stands in for the PDF reader until it is merged: replace `mod pdf_stub` and its use in `read/mod.rs` by `pdf`.

use super::{Outcome, Refusal};
use crate::text::SourceText;

/// What the PDF reader hands over.
#[derive(Debug)]
pub struct PdfText {
    /// The text with its shape.
    pub source: SourceText,
    /// One sentence when some pages could not be read.
    pub partial: Option<String>,
}

/// Refuses every PDF.
///
/// # Errors
/// Always `Unsupported`.
pub fn read_pdf(_bytes: &[u8]) -> Result<PdfText, Refusal> {
    Err(Refusal::new(Outcome::Unsupported, "This is a PDF, which this build does not read yet; save it as .docx and add that"))
}
