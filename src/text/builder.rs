//! Builds a document's text block by block, so that every reader keeps the same invariants.
//!
//! Whatever a reader hands in, the text comes out with `\n` only, no control characters, no private-use
//! bullets and no stray spaces at the ends of blocks; ranges are made here and nowhere else.

use super::{Block, BlockKind, Concern, Shape, SourceText, TextRange, Warning, Zone, words_in};

/// Collects blocks in reading order.
#[derive(Debug, Default)]
pub struct SourceBuilder {
    text: String,
    shape: Shape,
    page: Option<u32>,
    zone: Option<Zone>,
    tables: u32,
}

impl SourceBuilder {
    /// Starts an empty text made by `reader`, such as `docx/1`.
    #[must_use]
    pub fn new(reader: &str) -> Self {
        Self { shape: Shape { reader: reader.to_owned(), ..Shape::default() }, ..Self::default() }
    }

    /// Sets the page, counted from 1, on which the next blocks start.
    pub const fn set_page(&mut self, page: Option<u32>) {
        self.page = page;
    }

    /// Sets the zone of the next blocks.
    pub const fn set_zone(&mut self, zone: Option<Zone>) {
        self.zone = zone;
    }

    /// Sets the number of pages of the whole document.
    pub const fn set_pages(&mut self, pages: u32) {
        self.shape.pages = pages;
    }

    /// Adds a warning: one plain sentence, without document text.
    pub fn warn(&mut self, what: impl Into<String>, page: Option<u32>) {
        self.say(Concern::Check, what, page);
    }

    /// Says what of the file is not in the text, and why: one plain sentence, without document text.
    pub fn leave_out(&mut self, what: impl Into<String>, page: Option<u32>) {
        self.say(Concern::LeftOut, what, page);
    }

    /// Says how something was read that is worth knowing: one plain sentence, without document text.
    pub fn note(&mut self, what: impl Into<String>, page: Option<u32>) {
        self.say(Concern::Note, what, page);
    }

    fn say(&mut self, concern: Concern, what: impl Into<String>, page: Option<u32>) {
        self.shape.warnings.push(Warning { concern, what: what.into(), page });
    }

    /// Sets the page numbers as printed, one for each page.
    pub fn set_page_labels(&mut self, labels: Vec<String>) {
        self.shape.page_labels = labels;
    }

    /// Number of blocks so far.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.shape.blocks.len()
    }

    /// Whether no block has been added yet.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.shape.blocks.is_empty()
    }

    /// Adds a block; blank text adds nothing. Returns the block for a label or zone of its own.
    pub fn push(&mut self, kind: BlockKind, level: u8, text: &str) -> Option<&mut Block> {
        let clean = clean(text);
        if clean.is_empty() {
            return None;
        }
        let start = self.begin(kind);
        self.text.push_str(&clean);
        self.finish(kind, level, start, Vec::new(), 0)
    }

    /// Starts a new table and returns its number for `push_row`.
    pub const fn begin_table(&mut self) -> u32 {
        self.tables += 1;
        self.tables
    }

    /// Adds a table row; cells are parted by a tab in the text, but none stands at its start. A row of blank cells adds nothing.
    pub fn push_row<S: AsRef<str>>(&mut self, table: u32, cells: &[S]) -> Option<&mut Block> {
        let cells: Vec<(&str, u16)> = cells.iter().map(|c| (c.as_ref(), 1)).collect();
        self.push_spanned_row(table, &cells)
    }

    /// Adds a table row whose cells cover one or more columns each.
    pub fn push_spanned_row<S: AsRef<str>>(&mut self, table: u32, cells: &[(S, u16)]) -> Option<&mut Block> {
        let clean: Vec<(String, u16)> = cells.iter().map(|(c, span)| (clean(c.as_ref()), (*span).max(1))).collect();
        let last = clean.iter().rposition(|(c, _)| !c.is_empty())?;
        let start = self.begin(BlockKind::TableRow);
        let (mut ranges, mut columns, mut column) = (Vec::new(), Vec::new(), 0_u16);
        for (cell, span) in clean.iter().take(last + 1) {
            // Blank cells at the start keep their column, but no tab: text never starts with one.
            if self.text.len() > start {
                self.text.push('\t');
            }
            let from = self.text.len();
            self.text.push_str(cell);
            if let Ok(range) = TextRange::within(&self.text, from, self.text.len()) {
                ranges.push(range);
                columns.push((column, *span));
            }
            column = column.saturating_add(*span);
        }
        if columns.iter().enumerate().all(|(i, (column, span))| usize::from(*column) == i && *span == 1) {
            columns.clear();
        }
        let block = self.finish(BlockKind::TableRow, 0, start, ranges, table)?;
        block.columns = columns;
        Some(block)
    }

    /// Adds a block of another text as it stands there.
    pub fn copy(&mut self, source: &SourceText, block: &Block) -> Option<&mut Block> {
        let start = self.begin(block.kind);
        self.text.push_str(source.block_text(block));
        let moved = |range: TextRange| {
            let from = start + range.start().saturating_sub(block.range.start());
            TextRange::within(&self.text, from, from + range.end().saturating_sub(range.start())).ok()
        };
        let range = moved(block.range)?;
        let cells = block.cells.iter().filter_map(|c| moved(*c)).collect();
        self.tables = self.tables.max(block.table);
        self.shape.blocks.push(Block { range, cells, ..block.clone() });
        self.shape.blocks.last_mut()
    }

    /// Ends the building: counts words and hands over the text.
    #[must_use]
    pub fn build(mut self) -> SourceText {
        let words: usize =
            self.shape.blocks.iter().filter(|b| b.kind.is_passage()).filter_map(|b| b.range.of(&self.text)).map(words_in).sum();
        self.shape.words = u32::try_from(words).unwrap_or(u32::MAX);
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        SourceText { text: self.text, shape: self.shape }
    }

    fn begin(&mut self, kind: BlockKind) -> usize {
        let close = |k| matches!(k, BlockKind::TableRow | BlockKind::ListItem);
        if let Some(before) = self.shape.blocks.last() {
            self.text.push_str(if close(kind) && before.kind == kind { "\n" } else { "\n\n" });
        }
        self.text.len()
    }

    fn finish(&mut self, kind: BlockKind, level: u8, start: usize, cells: Vec<TextRange>, table: u32) -> Option<&mut Block> {
        let range = TextRange::within(&self.text, start, self.text.len()).ok()?;
        let (page, zone) = (self.page, self.zone);
        self.shape.blocks.push(Block {
            kind,
            level,
            range,
            page,
            label: None,
            zone,
            cells,
            columns: Vec::new(),
            table,
            boxes: Vec::new(),
            confidence: None,
        });
        self.shape.blocks.last_mut()
    }
}

/// Mends what no document means: control characters, private-use bullets, odd line ends, outer blanks.
fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\n' => {
                while out.ends_with([' ', '\t']) {
                    out.pop();
                }
                if !out.ends_with('\n') {
                    out.push('\n');
                }
            }
            // Symbol and Wingdings bullets that Word maps into the private-use area.
            '\u{f0b7}' | '\u{f0a7}' | '\u{f0d8}' | '\u{f0fc}' | '\u{f076}' | '\u{f02d}' => out.push('•'),
            '\u{feff}' | '\u{fffe}' | '\u{0}'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => {}
            ' ' | '\t' if out.ends_with([' ', '\n']) => {}
            '\t' => out.push(' '),
            other => out.push(other),
        }
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_blocks_apart_and_cells_inside_rows() {
        let mut b = SourceBuilder::new("test/1");
        b.push(BlockKind::Heading, 1, " Title\r\n");
        let t = b.begin_table();
        b.push_row(t, &["", "5 June", "\u{f0b7} seen"]);
        b.push_row(t, &["", " "]);
        b.push(BlockKind::Paragraph, 0, "a  b\u{7}c");
        let source = b.build();
        assert_eq!(source.text, "Title\n\n5 June\t• seen\n\na bc\n");
        let row = &source.shape.blocks[1];
        assert_eq!(row.cells.iter().map(|c| source.quote(*c)).collect::<Vec<_>>(), ["5 June", "• seen"]);
        assert_eq!(row.columns, [(1, 1), (2, 1)]);
        assert_eq!(source.shape.words, 6);
        assert!(SourceText::from_parts(source.text.clone(), source.shape.clone()).is_ok());
    }

    #[test]
    fn a_row_may_have_more_cells_than_columns_can_be_counted() {
        let mut b = SourceBuilder::new("test/1");
        let table = b.begin_table();
        b.push_row(table, &vec!["x"; 70_000]);
        let source = b.build();
        assert_eq!(source.shape.blocks[0].cells.len(), 70_000);
        assert_eq!(source.shape.blocks[0].columns.len(), 70_000);
    }

    #[test]
    fn refuses_a_shape_of_another_text() {
        let mut b = SourceBuilder::new("test/1");
        b.push(BlockKind::Paragraph, 0, "long enough");
        let source = b.build();
        assert!(SourceText::from_parts("short".to_owned(), source.shape).is_err());
    }
}
