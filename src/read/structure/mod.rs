//! What a document's parts are, found after any reader: contents pages, printed labels, headings, zones.
//!
//! Only blocks change here, never the text. What a reader already knows (a label Word counted, a contents
//! zone) is kept. The order matters: lines of a contents page look like headings until they are known.

mod contents;
mod headings;
mod labels;
mod names;
mod page_labels;
mod stated;
mod zones;

use crate::text::{Block, BlockKind, SourceText};

pub(super) use zones::is_committee_line;

/// Finds the structure of a text and writes it into its blocks.
pub fn find(source: &mut SourceText) {
    let SourceText { text, shape } = source;
    contents::find(text, &mut shape.blocks);
    labels::find(text, &mut shape.blocks);
    headings::promote(text, &mut shape.blocks);
    zones::find(text, &mut shape.blocks);
    shape.stated = stated::find(text, &shape.blocks);
    page_labels::find(source);
}

/// The words of a block.
fn words_of<'t>(text: &'t str, block: &Block) -> &'t str {
    block.range.of(text).unwrap_or_default()
}

/// Whether a block is part of the flow, not a note or furniture beside it.
const fn in_flow(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph | BlockKind::ListItem | BlockKind::TableRow)
}

/// A text without typed number, letter case and punctuation, to compare headings.
pub(super) fn plain_words(text: &str) -> String {
    let words: String =
        text.to_lowercase().replace(['’', '\'', '-'], "").chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let words: Vec<&str> = words.split_whitespace().collect();
    let skip = words.iter().take_while(|w| w.chars().all(|c| c.is_ascii_digit())).count();
    words.get(if skip == words.len() { 0 } else { skip }..).unwrap_or_default().join(" ")
}
