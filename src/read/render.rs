//! Pictures of pages, as `hayro` draws them on white.
//!
//! Pixel and place agree by one number: a `PageBox` counts points from the top left corner of the page as it is
//! shown (cropped, turned upright), and so does the picture. A point `(x, y)` of the box is the pixel
//! `(x * pixels_per_point, y * pixels_per_point)`.

use super::sniff::{Content, sniff};
use super::{Outcome, Password, Refusal};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::page::Page;
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use std::sync::Arc;

/// Most pixels of one picture; a page that would have more is drawn smaller.
pub const MOST_PIXELS: f32 = 25_000_000.0;

/// Most pixels along one side: the renderer counts them in 16 bits.
const LONGEST_SIDE: f32 = 16_000.0;

/// Fewest pixels per point that make sense; smaller is a mistake of whoever asked.
const SMALLEST_SCALE: f32 = 0.01;

/// A page as it looks.
#[derive(Clone, PartialEq)]
pub struct PageImage {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// How many pixels a point (1/72 inch) has; less than asked for when the picture would be too large.
    pub pixels_per_point: f32,
    /// Rows from the top, four bytes a pixel: red, green, blue, and 255.
    pub rgba: Vec<u8>,
}

impl std::fmt::Debug for PageImage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The pixels are the document's words and would be millions of numbers.
        write!(f, "PageImage({} × {} at {})", self.width, self.height, self.pixels_per_point)
    }
}

/// Draws one page, counted from 1, of a PDF in this process.
///
/// Only a `Worker`'s child and tests should call this.
///
/// # Errors
/// A refusal with one plain sentence: not a PDF, a password is needed, no such page.
pub fn render_page(bytes: Vec<u8>, password: Option<&Password>, page: u32, pixels_per_point: f32) -> Result<PageImage, Refusal> {
    let pdf = open(bytes, "", password)?;
    draw(&pdf, &RenderCache::new(), page, pixels_per_point)
}

/// Opens a PDF whose pages are to be drawn; the password is tried on a protected one only.
pub(super) fn open(bytes: Vec<u8>, file_name: &str, password: Option<&Password>) -> Result<Pdf, Refusal> {
    if sniff(&bytes, file_name) != Content::Pdf {
        return Err(Refusal::new(
            Outcome::Unsupported,
            "Only PDF documents have pages that can be shown here; to see this one as it looks, open the original in the program that made it",
        ));
    }
    let bytes = Arc::new(bytes);
    let opened = match (Pdf::new_with_password(Arc::clone(&bytes), ""), password) {
        (Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)), Some(password)) => {
            return Pdf::new_with_password(bytes, password.reveal()).map_err(|_wrong| wrong_password());
        }
        (opened, _) => opened,
    };
    opened.map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            Refusal::new(Outcome::Password, "This PDF is locked with a password, which is needed to show its pages")
        }
        LoadPdfError::Decryption(_) => Refusal::new(
            Outcome::Unsupported,
            "This PDF is encrypted in a way that this program does not know, so its pages cannot be shown; open the original in a PDF program",
        ),
        LoadPdfError::Invalid => {
            Refusal::new(Outcome::Corrupt, "This PDF is damaged, so its pages cannot be shown; open the original in a PDF program")
        }
    })
}

/// The password that was given is not the one of the document.
pub(super) fn wrong_password() -> Refusal {
    Refusal::new(
        Outcome::Password,
        "This password does not open the document; type it again, with capital letters and blanks as they were set",
    )
}

/// Draws one page, counted from 1.
pub(super) fn draw<'p>(pdf: &'p Pdf, cache: &RenderCache<'p>, page: u32, wanted: f32) -> Result<PageImage, Refusal> {
    let pages = pdf.pages();
    let index = usize::try_from(page).unwrap_or(usize::MAX).checked_sub(1);
    let Some(shown) = index.and_then(|i| pages.get(i)) else {
        let reason = format!("This document has {} pages and no page {page}; look at one of those", pages.len());
        return Err(Refusal::new(Outcome::Corrupt, reason));
    };
    let scale = scale_of(shown, wanted);
    let pixmap = hayro::render(
        shown,
        cache,
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE },
    );
    Ok(PageImage {
        width: pixmap.width().into(),
        height: pixmap.height().into(),
        pixels_per_point: scale,
        rgba: pixmap.data_as_u8_slice().to_vec(),
    })
}

/// The scale wanted, or the nearest one at which the picture has at least one pixel and not too many.
fn scale_of(page: &Page<'_>, wanted: f32) -> f32 {
    let (width, height) = page.render_dimensions();
    let (width, height) = (width.max(1.0), height.max(1.0));
    let most = (MOST_PIXELS / width / height).sqrt().min(LONGEST_SIDE / width.max(height));
    let least = (1.0 / width.min(height)).max(SMALLEST_SCALE);
    let wanted = if wanted.is_finite() { wanted } else { 1.0 };
    // A strip so thin that both bounds clash keeps its one pixel.
    wanted.min(most).max(least)
}
