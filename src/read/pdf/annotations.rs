//! What lies over the pages: comments of people, and values of form fields that are not drawn.
//!
//! hayro draws annotations that have an appearance, so their words are already among the letters of the page.

use super::part::Part;
use super::places::Places;
use super::strings::decoded;
use crate::text::BlockKind;
use hayro_interpret::TransformExt;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};
use hayro_interpret::kurbo::{Affine, Rect};

/// Most annotations of a page that are looked at.
const MOST: usize = 2_000;
/// Bytes of comments of a document; a file can say one long comment again and again.
const MOST_BYTES: usize = 4 << 20;
/// Hidden, or not to be viewed.
const UNSEEN: u32 = 2 | 32;

/// The annotations of a document, as far as they are not drawn.
#[derive(Debug, Default)]
pub(super) struct Annotations {
    /// Comments, by page.
    pub(super) comments: Vec<Part>,
    /// Pages with form fields whose values are not drawn.
    pub(super) unfilled: Vec<u32>,
    /// Pages with comments that the file hides.
    pub(super) hidden: Vec<u32>,
    /// Pages with comments that were too many.
    pub(super) dropped: Vec<u32>,
    bytes: usize,
}

impl Annotations {
    /// Looks through all pages.
    pub(super) fn read(pdf: &Pdf) -> Self {
        let mut out = Self::default();
        for (number, page) in (1..).zip(pdf.pages().iter()) {
            let Some(all) = page.raw().get::<Array<'_>>("Annots") else { continue };
            let upright = page.initial_transform(true).to_kurbo();
            for annotation in all.iter::<Dict<'_>>().take(MOST) {
                out.add(&annotation, number, upright);
            }
        }
        out
    }

    fn add(&mut self, annotation: &Dict<'_>, page: u32, upright: Affine) {
        let kind = annotation.get::<Name<'_>>("Subtype");
        let drawn = annotation.get::<Dict<'_>>("AP").is_some_and(|ap| ap.contains_key("N"));
        match kind.as_ref().map(AsRef::as_ref).unwrap_or_default() {
            b"Widget" if !drawn && has_value(annotation) => note(&mut self.unfilled, page),
            b"Widget" | b"Link" | b"Popup" | b"" => {}
            // Its words stand on the page.
            b"FreeText" if drawn => {}
            _ => {
                let text = annotation.get::<PdfString<'_>>("Contents").map(|c| decoded(c.as_bytes())).unwrap_or_default();
                if text.trim().is_empty() {
                    return;
                }
                self.bytes = self.bytes.saturating_add(text.len());
                if self.bytes > MOST_BYTES {
                    note(&mut self.dropped, page);
                } else if annotation.get::<u32>("F").unwrap_or_default() & UNSEEN == 0 {
                    let places =
                        rect_of(annotation).map(|r| Places::one(page, upright.transform_rect_bbox(r))).unwrap_or_default();
                    self.comments.push(Part { text, places, ..Part::empty(BlockKind::Comment, page) });
                } else {
                    note(&mut self.hidden, page);
                }
            }
        }
    }

    /// Puts each comment behind the last part of its page.
    pub(super) fn take_comments(&mut self, parts: Vec<Part>) -> Vec<Part> {
        let mut comments = std::mem::take(&mut self.comments).into_iter().peekable();
        let mut out = Vec::with_capacity(parts.len());
        for part in parts {
            while let Some(comment) = comments.next_if(|c| c.page < part.page) {
                out.push(comment);
            }
            out.push(part);
        }
        out.extend(comments);
        out
    }
}

/// Where an annotation stands, in the page's own frame.
fn rect_of(annotation: &Dict<'_>) -> Option<Rect> {
    let numbers: Vec<f64> = annotation.get::<Array<'_>>("Rect")?.iter::<f32>().take(4).map(f64::from).collect();
    let [a, b, c, d] = numbers.as_slice() else { return None };
    Some(Rect::new(*a, *b, *c, *d).abs()).filter(|r| r.is_finite())
}

fn note(pages: &mut Vec<u32>, page: u32) {
    if pages.last() != Some(&page) {
        pages.push(page);
    }
}

/// Whether a form field, or the field it is a part of, has words.
fn has_value(widget: &Dict<'_>) -> bool {
    let own = |d: &Dict<'_>| match d.get::<Object<'_>>("V") {
        Some(Object::String(s)) => !decoded(s.as_bytes()).trim().is_empty(),
        Some(Object::Array(all)) => all.iter::<PdfString<'_>>().next().is_some(),
        _ => false,
    };
    own(widget) || widget.get::<Dict<'_>>("Parent").is_some_and(|p| own(&p))
}
