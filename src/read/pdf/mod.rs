//! Reads PDF: by the structure tree where the file has a good one, else by the places of the letters.
//!
//! Works page by page and keeps the pages that worked. Word's own files are nearly all tagged, but a tree can lie,
//! so that each page must account for its letters before the tree is believed (see `tagged`).

mod actual;
mod annotations;
mod assemble;
mod bookmarks;
mod columns;
mod footnotes;
mod furniture;
mod glyphs;
mod headings;
mod hyphens;
mod labels;
mod layout;
mod lines;
mod notices;
mod numbers;
mod page_labels;
mod paragraphs;
mod part;
mod pictures;
mod places;
mod redaction;
mod refuse;
mod rules;
mod strings;
mod tables;
mod tagged;
mod tree;
mod words;

use super::{Pictures, Refusal};
use crate::text::{SourceBuilder, SourceText};
use annotations::Annotations;
use glyphs::{Collector, FontWeights, Glyph, Mark, PageInk};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::Array;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Rect, Size};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page};
use layout::{Layout, lay_out, parts_of};
use paragraphs::{Measure, half};
use part::Part;
pub(super) use refuse::named;
use std::collections::BTreeMap;
use tagged::Tagged;

/// Most bytes of drawing operators that a page may have: a page of a book has some ten thousand.
const LARGEST_PAGE: usize = 32 << 20;

/// How the warning of a scanned page ends.
pub(super) const IS_PICTURE: &str = "is a picture without text";

/// The text of a PDF, and what is missing from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PdfText {
    /// The text of all pages that have one.
    pub source: SourceText,
    /// One plain sentence about pages that gave no text; none when everything was read.
    pub partial: Option<String>,
    /// Pages that are pictures without text; none when there is no such page.
    pub pictures: Option<Pictures>,
}

/// Reads a PDF, a protected one with its password.
///
/// # Errors
/// A password is needed; or no page has text: pictures only, letters without characters, damage, no pages.
pub fn read_pdf(bytes: Vec<u8>, password: Option<&str>) -> Result<PdfText, Refusal> {
    read(bytes, password, true)
}

/// As `read_pdf`, but as if the file had no structure tree: for comparing the two ways.
///
/// # Errors
/// As `read_pdf`.
pub fn read_pdf_by_place(bytes: Vec<u8>, password: Option<&str>) -> Result<PdfText, Refusal> {
    read(bytes, password, false)
}

fn read(bytes: Vec<u8>, password: Option<&str>, tags: bool) -> Result<PdfText, Refusal> {
    let cut_off = !ends_whole(&bytes);
    let pdf = Pdf::new_with_password(bytes, password.unwrap_or_default())
        .map_err(|e| refuse::unopened(&e, password.is_some_and(|p| !p.is_empty())))?;
    let mut pages = ink(&pdf);
    let missing = refuse::missing(&pages, cut_off)?;
    for (_, page) in (1..).zip(&mut pages).filter(|(number, _)| missing.is_garbled(*number)) {
        page.glyphs.clear();
    }
    furniture::reclaim_text(&mut pages);
    furniture::mark_repeated(&mut pages);
    let body = body_size(&pages);
    let tagged = if tags { Tagged::read(&pdf, &pages) } else { None };
    let mut builder = SourceBuilder::new(if mostly(tagged.as_ref()) { "pdf-tagged/2" } else { "pdf-layout/2" });
    builder.set_pages(u32::try_from(pages.len()).unwrap_or(u32::MAX));
    let mut parts = parts(&pages, body, tagged.as_ref());
    headings::find(&mut parts, body, &bookmarks::bookmarks(&pdf));
    builder.set_page_labels(page_labels::page_labels(&pdf, pages.len(), &parts));
    let mut annotations = Annotations::read(&pdf);
    let comments = annotations.comments.len();
    let mut parts = assemble::join_pages(annotations.take_comments(parts));
    numbers::label_counted(&mut parts);
    numbers::nest(&mut parts);
    let sizes: Vec<Size> = pages.iter().map(|p| Size::new(p.width, p.height)).collect();
    assemble::build(&parts, &sizes, &mut builder);
    notices::of_pages(&pages, &missing, &mut builder);
    notices::of_annotations(&annotations, comments, &mut builder);
    missing.warn(&mut builder);
    Ok(PdfText { source: builder.build(), partial: missing.sentence(), pictures: missing.pictures(pages.len()) })
}

/// Whether the file has its end mark; rubbish after it is common and harmless.
fn ends_whole(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(4096)..).unwrap_or_default();
    tail.windows(5).any(|w| w == b"%%EOF")
}

/// The ink of every page.
fn ink(pdf: &Pdf) -> Vec<PageInk> {
    let cache = InterpreterCache::new();
    let mut fonts = FontWeights::default();
    (1..).zip(pdf.pages().iter()).map(|(number, page)| page_ink(pdf, number, page, &cache, &mut fonts)).collect()
}

fn page_ink<'p>(pdf: &'p Pdf, number: u32, page: &Page<'p>, cache: &InterpreterCache<'p>, fonts: &mut FontWeights) -> PageInk {
    if page.page_stream().is_some_and(|content| content.len() > LARGEST_PAGE) {
        return PageInk { number, damaged: true, oversize: true, ..PageInk::default() };
    }
    let (width, height) = page.render_dimensions();
    let (width, height) = (f64::from(width), f64::from(height));
    let upright = page.initial_transform(true).to_kurbo();
    let bounds = Rect::new(0.0, 0.0, width, height);
    let mut context = Context::new(upright, bounds, cache, pdf.xref(), InterpreterSettings::default());
    let mut collector = Collector::new(number, width, height, fonts);
    interpret_page(page, &mut context, &mut collector);
    collector.ink.damaged = is_damaged(page);
    collector.ink
}

/// Whether a page names content that is not there or does not decode.
fn is_damaged(page: &Page<'_>) -> bool {
    let has_parts = page.raw().get::<Array<'_>>("Contents").is_none_or(|parts| parts.raw_iter().next().is_some());
    page.raw().contains_key("Contents")
        && has_parts
        && page.page_stream().is_none_or(|content| content.is_empty() && page.raw().get::<Array<'_>>("Contents").is_some())
}

/// Whether the tree gave most pages.
fn mostly(tagged: Option<&Tagged>) -> bool {
    tagged.is_some_and(|t| t.trusted.iter().filter(|t| **t).count() * 2 > t.trusted.len())
}

/// The parts of all pages: those of the tree, and by their places those that it leaves out.
fn parts(pages: &[PageInk], body: f64, tagged: Option<&Tagged>) -> Vec<Part> {
    let wanted = |i: usize, g: &Glyph| tagged.is_none_or(|t| t.leaves(i, g));
    let layouts: Vec<Layout> = pages.iter().enumerate().map(|(i, page)| lay_out(page, |_, g| wanted(i, g))).collect();
    let measure = Measure::new(body, layouts.iter().flat_map(Layout::runs));
    if let Some(tagged) = tagged {
        return tagged.parts(pages, layouts, &measure);
    }
    let mut tables = 0;
    (1..).zip(layouts).flat_map(|(page, l)| parts_of(l, page, &measure, &mut tables)).collect()
}

/// The size of most letters outside furniture, in points.
fn body_size(pages: &[PageInk]) -> f64 {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for glyph in pages.iter().flat_map(|p| &p.glyphs).filter(|g| g.mark != Mark::Artifact && g.c.is_alphanumeric()) {
        *counts.entry(half(glyph.size)).or_default() += 1;
    }
    counts.iter().max_by_key(|(_, n)| **n).map_or(11.0, |(size, _)| f64::from(*size) / 2.0)
}
