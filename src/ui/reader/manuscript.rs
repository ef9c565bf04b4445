//! How every block of a document is to be set: what stands in the text, what hangs in the margin, which table columns.
//!
//! A printed label or bullet at the start of a block is drawn in the margin instead. The text keeps its bytes:
//! `SetBlock::body` only starts later, so ranges never have to be converted.

use crate::text::{Block, BlockKind, SourceText, TextRange};
use std::collections::BTreeMap;

/// How much wider than a mean letter those of one word may be.
const WIDE_WORD: f32 = 1.15;

/// One block as it is set.
#[derive(Clone, Debug)]
pub struct SetBlock {
    /// What it is.
    pub kind: BlockKind,
    /// Heading level or list depth.
    pub level: u8,
    /// The stretches of text that are drawn, in text order: one, or one for each cell of a table row.
    pub stretches: Vec<Stretch>,
    /// The label in the margin.
    pub number: Option<String>,
    /// The bullet or number that hangs before a list item.
    pub bullet: Option<String>,
    /// The page that starts here, when a line is drawn for it.
    pub page_line: Option<u32>,
    /// Whether it is drawn at all.
    pub shown: bool,
    /// Number of the table, 0 for other blocks.
    pub table: u32,
    /// Whether it is the first row of its table.
    pub first_row: bool,
    /// Whether the next block goes on with the same list, table or run of footnotes.
    pub goes_on: bool,
}

/// A stretch of text that is laid out on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Its bytes.
    pub range: TextRange,
    /// Number of characters.
    pub chars: usize,
    /// Column in a table, otherwise 0.
    pub column: usize,
}

/// What the columns of one table need, in characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableColumns {
    /// The longest cell of each column.
    pub longest: Vec<usize>,
    /// The longest word of each column.
    pub word: Vec<usize>,
}

/// A whole document as it is set. Made once per text.
#[derive(Clone, Debug, Default)]
pub struct Manuscript {
    blocks: Vec<SetBlock>,
    tables: BTreeMap<u32, TableColumns>,
}

impl Manuscript {
    /// Works out the setting of every block.
    #[must_use]
    pub fn new(source: &SourceText, show_furniture: bool) -> Self {
        let mut manuscript = Self::default();
        let (mut page, mut table) = (None, 0);
        for block in &source.shape.blocks {
            let mut set = set_block(&source.text, block);
            set.shown = show_furniture || block.kind != BlockKind::Furniture;
            if set.shown {
                set.page_line = block.page.filter(|p| page.is_some_and(|before| before != *p));
                page = block.page.or(page);
                set.first_row = block.table != 0 && block.table != table;
                table = block.table;
            }
            if block.kind == BlockKind::TableRow {
                manuscript.tables.entry(block.table).or_default().widen(&source.text, &set.stretches);
            }
            manuscript.blocks.push(set);
        }
        manuscript.join_runs();
        manuscript
    }

    /// Every block, shown or not.
    #[must_use]
    pub fn blocks(&self) -> &[SetBlock] {
        &self.blocks
    }

    /// One block.
    #[must_use]
    pub fn block(&self, index: usize) -> Option<&SetBlock> {
        self.blocks.get(index)
    }

    /// The columns of a table.
    #[must_use]
    pub fn columns(&self, table: u32) -> Option<&TableColumns> {
        self.tables.get(&table)
    }

    /// The next shown block after `index`.
    #[must_use]
    pub fn shown_after(&self, index: usize) -> Option<usize> {
        (index + 1..self.blocks.len()).find(|i| self.is_shown(*i))
    }

    /// The last shown block before `index`.
    #[must_use]
    pub fn shown_before(&self, index: usize) -> Option<usize> {
        (0..index).rev().find(|i| self.is_shown(*i))
    }

    /// The block whose drawn text lies nearest to `offset`, going forwards first.
    #[must_use]
    pub fn block_near(&self, offset: usize) -> Option<usize> {
        let at = self.blocks.partition_point(|b| b.end() < offset);
        if self.is_shown(at) { Some(at) } else { self.shown_after(at).or_else(|| self.shown_before(at)) }
    }

    fn join_runs(&mut self) {
        let mut after: Option<(BlockKind, u32, bool)> = None;
        for block in self.blocks.iter_mut().rev().filter(|b| b.shown) {
            let runs = matches!(block.kind, BlockKind::ListItem | BlockKind::TableRow | BlockKind::Footnote);
            block.goes_on =
                runs && after.is_some_and(|(kind, table, paged)| kind == block.kind && table == block.table && !paged);
            after = Some((block.kind, block.table, block.page_line.is_some()));
        }
    }

    fn is_shown(&self, index: usize) -> bool {
        self.blocks.get(index).is_some_and(|b| b.shown)
    }
}

impl SetBlock {
    /// First drawn byte.
    #[must_use]
    pub fn start(&self) -> usize {
        self.stretches.first().map_or(0, |s| s.range.start())
    }

    /// One past the last drawn byte.
    #[must_use]
    pub fn end(&self) -> usize {
        self.stretches.last().map_or(0, |s| s.range.end())
    }

    /// The drawn text as one range.
    #[must_use]
    pub fn range(&self) -> Option<TextRange> {
        let (first, last) = (self.stretches.first()?, self.stretches.last()?);
        Some(first.range.union(last.range))
    }

    /// Number of characters that are drawn.
    #[must_use]
    pub fn chars(&self) -> usize {
        self.stretches.iter().map(|s| s.chars).sum()
    }

    /// The stretch that holds `offset`, or the nearest one.
    #[must_use]
    pub fn stretch_near(&self, offset: usize) -> Option<Stretch> {
        self.stretches.iter().find(|s| offset <= s.range.end()).or_else(|| self.stretches.last()).copied()
    }
}

impl TableColumns {
    fn widen(&mut self, text: &str, cells: &[Stretch]) {
        for cell in cells {
            if self.longest.len() <= cell.column {
                self.longest.resize(cell.column + 1, 1);
                self.word.resize(cell.column + 1, 1);
            }
            let words = cell.range.of(text).unwrap_or_default().split_whitespace();
            let word = words.map(|w| w.chars().count()).max().unwrap_or(1);
            if let (Some(longest), Some(longest_word)) = (self.longest.get_mut(cell.column), self.word.get_mut(cell.column)) {
                *longest = (*longest).max(cell.chars);
                *longest_word = (*longest_word).max(word);
            }
        }
    }

    /// Shares `width` points among the columns, `letter` points being the width of one character.
    ///
    /// A column that needs less than its fair share gets what it needs, so that dates stay on one line; the others
    /// share the rest by the roots of their lengths, none below its longest word as long as that is fair.
    #[must_use]
    pub fn widths(&self, width: f32, letter: f32, padding: f32) -> Vec<f32> {
        // One word may hold more wide letters than the mean.
        let words: Vec<f32> = self.word.iter().map(|w| *w as f32 * letter * WIDE_WORD + padding).collect();
        let longest = self.longest.iter().map(|n| *n as f32 * letter + padding);
        let need: Vec<f32> = longest.zip(&words).map(|(longest, word)| longest.max(*word)).collect();
        let mut widths: Vec<Option<f32>> = vec![None; need.len()];
        let open = |widths: &[Option<f32>]| widths.iter().filter(|w| w.is_none()).count() as f32;
        let rest = |widths: &[Option<f32>]| width - widths.iter().flatten().sum::<f32>();
        loop {
            let fair = rest(&widths) / open(&widths).max(1.0);
            let small = widths.iter_mut().zip(&need).filter(|(w, need)| w.is_none() && **need <= fair);
            if small.map(|(w, need)| *w = Some(*need)).count() == 0 {
                break;
            }
        }
        let spare = rest(&widths);
        let roots: f32 = widths.iter().zip(&need).filter(|(w, _)| w.is_none()).map(|(_, n)| n.sqrt()).sum();
        let fair = spare / open(&widths).max(1.0);
        let least: Vec<f32> = widths.iter().zip(&words).map(|(w, word)| w.unwrap_or(word.min(fair))).collect();
        let share = |((w, n), word): ((&Option<f32>, &f32), &f32)| w.unwrap_or_else(|| (spare * n.sqrt() / roots).max(*word));
        let shares: Vec<f32> = widths.iter().zip(&need).zip(&least).map(share).collect();
        let total = shares.iter().sum::<f32>().max(1.0);
        let over = total - width;
        let above: f32 = shares.iter().zip(&least).map(|(share, least)| share - least).sum();
        if over > 0.0 && above > over {
            // What is missing comes from the columns that can give it, so that no word is broken.
            let kept = 1.0 - over / above;
            return shares.iter().zip(&least).map(|(share, least)| (least + (share - least) * kept).floor()).collect();
        }
        // The table always fills the measure: what is left is shared evenly by size.
        shares.iter().map(|share| (share * width / total).floor()).collect()
    }
}

fn set_block(text: &str, block: &Block) -> SetBlock {
    let body = block.range.of(text).unwrap_or_default();
    let lead = lead(block, body);
    let bullet = (block.kind == BlockKind::ListItem).then(|| match &lead {
        Some((bullet, _)) => bullet.clone(),
        None => block.label.clone().unwrap_or_else(|| "•".to_owned()),
    });
    let in_text = block.label.as_deref().is_some_and(|l| body.starts_with(l));
    let number = block.label.clone().filter(|_| block.kind != BlockKind::ListItem && (lead.is_some() || !in_text));
    let stretches = match block.kind {
        BlockKind::TableRow if !block.cells.is_empty() => cells(text, block),
        BlockKind::Heading
        | BlockKind::Paragraph
        | BlockKind::ListItem
        | BlockKind::TableRow
        | BlockKind::Footnote
        | BlockKind::Caption
        | BlockKind::Furniture
        | BlockKind::Comment => {
            let start = block.range.start() + lead.map_or(0, |(_, bytes)| bytes);
            let range = TextRange::within(text, start, block.range.end()).unwrap_or(block.range);
            vec![Stretch { range, chars: range.of(text).map_or(0, |t| t.chars().count()), column: 0 }]
        }
    };
    let (kind, level, table) = (block.kind, block.level, block.table);
    SetBlock { kind, level, stretches, number, bullet, page_line: None, shown: true, table, first_row: false, goes_on: false }
}

/// The label or bullet that opens a block's text, and the bytes up to the first word after it.
fn lead(block: &Block, body: &str) -> Option<(String, usize)> {
    let sign = match block.kind {
        BlockKind::Paragraph => {
            let label = block.label.as_deref()?;
            let rest = body.strip_prefix(label)?;
            let stop = rest.len() - rest.trim_start_matches(['.', ')', ':']).len();
            label.len() + stop
        }
        BlockKind::ListItem => bullet_len(block, body)?,
        BlockKind::Heading
        | BlockKind::TableRow
        | BlockKind::Footnote
        | BlockKind::Caption
        | BlockKind::Furniture
        | BlockKind::Comment => return None,
    };
    let (sign, rest) = body.split_at_checked(sign)?;
    let words = rest.trim_start();
    (words.len() < rest.len() && !words.is_empty()).then(|| (sign.to_owned(), body.len() - words.len()))
}

/// Bytes of a bullet, of the block's label, or of a short number such as `a)`, `(iv)` or `12.`.
fn bullet_len(block: &Block, body: &str) -> Option<usize> {
    let first = body.split_whitespace().next()?;
    let is_sign = first.chars().count() == 1 && first.chars().all(|c| "•◦▪–—-*·○●■□➢✓".contains(c));
    let inner = first.trim_start_matches('(').trim_end_matches([')', '.', ':']);
    let is_number =
        inner.len() < first.len() && (1..=4).contains(&inner.len()) && inner.chars().all(|c| c.is_ascii_alphanumeric());
    let short = is_number && (inner.len() < 3 || inner.chars().all(|c| c.is_ascii_digit() || "ivxl".contains(c)));
    let is_label = block.label.as_deref() == Some(first) || block.label.as_deref() == Some(inner);
    (is_sign || short || is_label).then_some(first.len())
}

/// The cells of a row with their columns.
fn cells(text: &str, block: &Block) -> Vec<Stretch> {
    // Rows stored before columns were kept: one tab between neighbouring cells, empty ones included.
    let tabs = |end: usize| text.get(block.range.start()..end).map_or(0, |t| t.matches('\t').count());
    let cell = |(i, range): (usize, &TextRange)| {
        let chars = range.of(text).map_or(0, |t| t.chars().count());
        let column = block.columns.get(i).map_or_else(|| tabs(range.start()), |(column, _)| usize::from(*column));
        Stretch { range: *range, chars, column }
    };
    block.cells.iter().enumerate().map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceBuilder;

    fn set(kind: BlockKind, label: Option<&str>, text: &str) -> (Option<String>, Option<String>, String) {
        let mut b = SourceBuilder::new("test/1");
        if let Some(block) = b.push(kind, 1, text) {
            block.label = label.map(str::to_owned);
        }
        let source = b.build();
        let manuscript = Manuscript::new(&source, false);
        let block = &manuscript.blocks()[0];
        (block.number.clone(), block.bullet.clone(), source.quote(block.stretches[0].range).to_owned())
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn a_narrow_table_breaks_no_word_that_it_has_room_for() {
        let (letter, padding) = (8.0, 16.0);
        let word = |letters: usize| letters as f32 * letter * WIDE_WORD + padding;
        let short = TableColumns { longest: vec![11, 600], word: vec![11, 12] };
        let widths = short.widths(540.0, letter, padding);
        assert!(widths[0] >= word(11).floor(), "{widths:?}");
        let wordy = TableColumns { longest: vec![80, 2000, 2000], word: vec![18, 9, 9] };
        let widths = wordy.widths(420.0, letter, padding);
        assert!(widths[0] >= (420.0_f32 / 3.0).floor() && widths.iter().sum::<f32>() <= 420.0, "{widths:?}");
    }

    #[test]
    fn a_label_is_shown_once() {
        use BlockKind::{Heading, ListItem, Paragraph};
        assert_eq!(set(Paragraph, Some("4.12"), "4.12 By the visit"), (some("4.12"), None, "By the visit".into()));
        assert_eq!(set(Paragraph, Some("4.12"), "4.12. By the visit"), (some("4.12"), None, "By the visit".into()));
        assert_eq!(set(Paragraph, Some("4.12"), "By the visit"), (some("4.12"), None, "By the visit".into()));
        assert_eq!(set(Paragraph, Some("4.1"), "4.12 By"), (None, None, "4.12 By".into()));
        assert_eq!(set(Heading, Some("Finding 2"), "Finding 2. Nobody"), (None, None, "Finding 2. Nobody".into()));
        assert_eq!(set(ListItem, None, "• seen"), (None, some("•"), "seen".into()));
        assert_eq!(set(ListItem, None, "(iv) seen"), (None, some("(iv)"), "seen".into()));
        assert_eq!(set(ListItem, None, "seen"), (None, some("•"), "seen".into()));
    }

    #[test]
    fn columns_keep_long_words_and_fill_the_width() {
        let columns = TableColumns { longest: vec![12, 400], word: vec![9, 11] };
        let widths = columns.widths(500.0, 7.0, 16.0);
        assert_eq!(widths, [100.0, 400.0]);
        let many = TableColumns { longest: vec![3, 90, 300, 12], word: vec![3, 14, 11, 9] }.widths(500.0, 7.0, 16.0);
        assert!(many.iter().all(|w| *w >= 37.0) && many[2] > many[1], "{many:?}");
        assert!((many.iter().sum::<f32>() - 500.0).abs() < 5.0);
    }
}
