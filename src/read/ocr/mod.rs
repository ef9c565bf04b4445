//! Text recognition: pages that are pictures, read by `tesseract` where it is installed, and only when asked for.
//!
//! ```text
//! page ── worker draws it at 300 dots per inch ──> grey PNG ── pipe ──> tesseract ── pipe ──> words with confidences
//!      ──> lines, paragraphs ──> blocks at their place among the pages that were read, marked as read by a machine
//! ```
//! Nothing of a page touches the disk on the way. What tesseract gets is a picture that this program drew, never the
//! file itself.

mod child;
mod paragraphs;
mod put_in;
mod shape;
mod tesseract;
mod tsv;

pub use tesseract::{Absent, Tesseract};

use super::{Extraction, PageImage, Refusal};
use paragraphs::Paragraph;

/// Dots per inch at which tesseract reads best.
const DOTS_PER_INCH: f32 = 300.0;

/// How many pixels per point a page must be drawn with to be recognised.
#[must_use]
pub const fn scale() -> f32 {
    DOTS_PER_INCH / 72.0
}

/// Draws a page, counted from 1, at `recognition_scale`; none when it was cancelled.
pub type DrawPage<'a> = &'a mut dyn FnMut(u32) -> Option<Result<PageImage, Refusal>>;

/// A page that was looked at.
struct PageRead {
    page: u32,
    /// Its paragraphs, or why there are none, as the end of a sentence.
    found: Result<Vec<Paragraph>, String>,
}

/// Reads the pages of a document that are pictures and puts their text at its place.
///
/// `extraction` is what the reader made of the document; without such pages it comes back as it is. `progress` hears
/// pages done and pages in all. None when `cancelled` said so: then nothing has changed.
pub fn recognise(
    extraction: Extraction,
    file_name: &str,
    tesseract: &Tesseract,
    draw: DrawPage<'_>,
    progress: &dyn Fn(usize, usize),
    cancelled: &dyn Fn() -> bool,
) -> Option<Extraction> {
    let Some(pictures) = extraction.pictures.clone() else { return Some(extraction) };
    let total = pictures.pages.len();
    let mut pages = Vec::new();
    for (done, page) in pictures.pages.iter().enumerate() {
        progress(done, total);
        let found = match draw(*page)? {
            Ok(image) => tesseract.read(&image, cancelled)?.map(|words| paragraphs::of(*page, words, image.pixels_per_point)),
            Err(refusal) => Err(refusal.reason),
        };
        pages.push(PageRead { page: *page, found });
    }
    progress(total, total);
    Some(put_in::put_in(extraction, &pictures, &pages, tesseract, file_name))
}
