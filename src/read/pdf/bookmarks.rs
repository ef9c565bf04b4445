//! The file's own outline: titles of its parts and their depth.
//!
//! The outline is a linked list that a bad file can tie into a ring, so that every entry is seen once.

use super::headings::{Bookmarks, bare};
use super::strings::decoded;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Dict, ObjectIdentifier, String as PdfString};
use std::collections::BTreeSet;

/// Most entries that are looked at.
const MOST: usize = 5_000;

/// Reads the bookmarks; empty when there are none.
pub(super) fn bookmarks(pdf: &Pdf) -> Bookmarks {
    let mut out = Bookmarks::new();
    let mut seen: BTreeSet<ObjectIdentifier> = BTreeSet::new();
    let catalog: Option<Dict<'_>> = pdf.xref().get(pdf.xref().root_id());
    let Some(outlines) = catalog.and_then(|c| c.get::<Dict<'_>>("Outlines")) else { return out };
    let mut todo: Vec<(Dict<'_>, u8)> = outlines.get::<Dict<'_>>("First").map(|d| (d, 1)).into_iter().collect();
    while let Some((entry, depth)) = todo.pop() {
        if seen.len() >= MOST || entry.obj_id().is_none_or(|id| !seen.insert(id)) {
            continue;
        }
        if let Some(title) = entry.get::<PdfString<'_>>("Title") {
            let title = bare(&decoded(title.as_bytes()));
            if title.len() > 1 {
                out.entry(title).or_insert(depth);
            }
        }
        todo.extend(entry.get::<Dict<'_>>("Next").map(|d| (d, depth)));
        if depth < 6 {
            todo.extend(entry.get::<Dict<'_>>("First").map(|d| (d, depth + 1)));
        }
    }
    out
}
