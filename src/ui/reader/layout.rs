//! One block laid out: galleys, where each stands, and the ways between points, letters and bytes.
//!
//! egui 0.37 makes more glyphs than there are letters when a text runs from right to left, and its indices then point
//! at the wrong words. Such a stretch is laid out letter by letter: unshaped, in reading order, but never wrong.
//! Galleys are not kept across frames (egui's atlas may be rebuilt); its own cache makes asking again cheap.

use super::columns::Columns;
use super::manuscript::{Manuscript, SetBlock, Stretch};
use crate::text::{BlockKind, TextRange};
use crate::ui::style::{Face, Style};
use egui::epaint::text::{ByteIndex, CharIndex};
use egui::text::{CCursor, LayoutJob, LayoutSection, TextFormat};
use egui::{Color32, Context, FontId, Galley, Pos2, Rect, Vec2, pos2, vec2};
use std::sync::Arc;

/// A stretch of text with its galley.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Its bytes in the document.
    pub range: TextRange,
    /// The laid-out letters.
    pub galley: Arc<Galley>,
    /// Where the galley stands, from the top left of the block's text column.
    pub offset: Vec2,
}

/// A block that is laid out.
#[derive(Clone, Debug)]
pub struct LaidBlock {
    /// Which block.
    pub index: usize,
    /// Its stretches.
    pub pieces: Vec<Piece>,
    /// Height with the space before and after.
    pub height: f32,
    /// Top and bottom of the text, from the top of the block.
    pub body: (f32, f32),
    /// Left edges of table columns, with the right edge of the last.
    pub rules: Vec<f32>,
}

/// The part of a range in one row of letters.
#[derive(Clone, Copy, Debug)]
pub struct RowSpan {
    /// From the top left of the block's text column.
    pub rect: Rect,
    /// Height of the baseline.
    pub baseline: f32,
}

/// A place in the text, and on which side of a line break it is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Byte in the document.
    pub at: usize,
    /// Whether it is the start of the next row rather than the end of this one.
    pub next_row: bool,
}

/// Type and space of a kind of block.
#[derive(Clone, Copy)]
struct Setting {
    face: Face,
    size: f32,
    line: f32,
    colour: Color32,
    indent: f32,
    before: f32,
    after: f32,
}

/// Extra space above a block that starts a page.
const PAGE_SPACE: f32 = 10.0;
/// Extra space above a block whose number stands over it, where there is no column for numbers.
pub const NUMBER_SPACE: f32 = 18.0;

/// What laying out needs to know.
#[derive(Clone, Copy)]
pub struct Layouter<'a> {
    /// For fonts.
    pub ctx: &'a Context,
    /// Tokens.
    pub style: &'a Style,
    /// Widths and sizes.
    pub columns: &'a Columns,
    /// How blocks are set.
    pub manuscript: &'a Manuscript,
    /// The document's text.
    pub text: &'a str,
}

impl Layouter<'_> {
    /// A height that is near enough for the scroll bar.
    #[must_use]
    pub fn estimate(&self, block: &SetBlock) -> f32 {
        if !block.shown {
            return 0.0;
        }
        let setting = self.setting(block);
        let letters = (self.columns.text_width - setting.indent) / (setting.size * 0.49);
        let narrow = if block.kind == BlockKind::TableRow { 2.0 } else { 1.0 };
        let rows = narrow * block.chars() as f32 / letters;
        setting.before + rows.ceil().max(1.0) * setting.line + setting.after
    }

    /// Lays a block out.
    #[must_use]
    pub fn lay(&self, index: usize) -> Option<LaidBlock> {
        let block = self.manuscript.block(index).filter(|b| b.shown)?;
        let setting = self.setting(block);
        if block.kind == BlockKind::TableRow {
            return Some(self.lay_row(index, block, &setting));
        }
        let mut pieces = Vec::with_capacity(1);
        let mut bottom = setting.before;
        for stretch in &block.stretches {
            let galley = self.galley(*stretch, &setting, self.columns.text_width - setting.indent);
            let offset = vec2(setting.indent, bottom);
            bottom += galley.size().y;
            pieces.push(Piece { range: stretch.range, galley, offset });
        }
        let height = (bottom + setting.after).round();
        Some(LaidBlock { index, pieces, height, body: (setting.before, bottom), rules: Vec::new() })
    }

    fn lay_row(&self, index: usize, block: &SetBlock, setting: &Setting) -> LaidBlock {
        let (pad_x, pad_y) = (self.style.space(1), 5.0);
        let letter = setting.size * 0.5;
        let table = self.manuscript.columns(block.table);
        let widths = table.map(|t| t.widths(self.columns.text_width, letter, 2.0 * pad_x)).unwrap_or_default();
        let mut rules = vec![0.0];
        for width in &widths {
            rules.push(rules.last().copied().unwrap_or_default() + width);
        }
        let mut pieces = Vec::with_capacity(block.stretches.len());
        let mut bottom = setting.before + pad_y;
        for stretch in &block.stretches {
            let left = rules.get(stretch.column).copied().unwrap_or_default();
            let width = widths.get(stretch.column).copied().unwrap_or(self.columns.text_width);
            let galley = self.galley(*stretch, setting, (width - 2.0 * pad_x).max(setting.size));
            bottom = f32::max(bottom, setting.before + pad_y + galley.size().y);
            pieces.push(Piece { range: stretch.range, galley, offset: vec2(left + pad_x, setting.before + pad_y) });
        }
        let bottom = (bottom + pad_y).round();
        LaidBlock { index, pieces, height: bottom + setting.after, body: (setting.before, bottom), rules }
    }

    fn setting(&self, block: &SetBlock) -> Setting {
        let (style, scale) = (self.style, self.columns.scale(self.style));
        let (size, line) = (self.columns.size, self.columns.line);
        let small = (style.tokens.type_scale.quote * scale, (style.tokens.line_height.quote_large * scale).round());
        let gap = (14.0 * scale).round();
        let base = Setting { face: Face::Read, size, line, colour: style.ink, indent: 0.0, before: 0.0, after: gap };
        let mut setting = match block.kind {
            BlockKind::Heading => self.heading(block.level, scale, base),
            BlockKind::Paragraph => base,
            BlockKind::ListItem => {
                let indent = (f32::from(block.level.clamp(1, 5)) * 26.0 * scale).round();
                Setting { indent, after: if block.goes_on { 4.0 } else { gap }, ..base }
            }
            BlockKind::TableRow => {
                let before = if block.first_row { 4.0 } else { 0.0 };
                Setting { size: small.0, line: small.1, before, after: if block.goes_on { 0.0 } else { gap + 4.0 }, ..base }
            }
            BlockKind::Footnote => {
                let after = if block.goes_on { 4.0 } else { gap };
                Setting { size: small.0, line: small.1, colour: style.secondary, after, ..base }
            }
            BlockKind::Caption => {
                Setting { face: Face::ReadItalic, size: small.0, line: small.1, colour: style.secondary, ..base }
            }
            BlockKind::Furniture => Setting { size: small.0, line: small.1, colour: style.muted, ..base },
            BlockKind::Comment => Setting { size: small.0, line: small.1, indent: 16.0, before: 20.0, ..base },
        };
        if block.page_line.is_some() {
            setting.before += PAGE_SPACE;
        }
        if block.number.is_some() && self.columns.number_right.is_none() {
            setting.before += NUMBER_SPACE;
        }
        setting
    }

    fn heading(&self, level: u8, scale: f32, base: Setting) -> Setting {
        let (type_scale, lines) = (&self.style.tokens.type_scale, &self.style.tokens.line_height);
        let (size, line, before) = match level {
            0 | 1 => (type_scale.title, lines.title, 22.0),
            2 => (type_scale.subtitle, lines.subtitle, 14.0),
            3 => (type_scale.reading, lines.quote_large, 8.0),
            _ => (type_scale.quote, lines.quote, 4.0),
        };
        let line = (line * scale).round();
        Setting { face: Face::ReadSemibold, size: size * scale, line, before: (before * scale).round(), after: 10.0, ..base }
    }

    fn galley(&self, stretch: Stretch, setting: &Setting, width: f32) -> Arc<Galley> {
        let text = stretch.range.of(self.text).unwrap_or_default();
        let format = TextFormat {
            font_id: FontId::new(setting.size, setting.face.family()),
            color: setting.colour,
            line_height: Some(setting.line),
            ..TextFormat::default()
        };
        let mut job = LayoutJob::single_section(text.to_owned(), format.clone());
        job.wrap.max_width = width.max(setting.size);
        let galley = self.ctx.fonts_mut(|f| f.layout_job(job.clone()));
        if letters(&galley) == stretch.chars {
            return galley;
        }
        job.sections = text
            .char_indices()
            .map(|(i, c)| LayoutSection {
                leading_space: 0.0,
                byte_range: ByteIndex(i)..ByteIndex(i + c.len_utf8()),
                format: format.clone(),
            })
            .collect();
        self.ctx.fonts_mut(|f| f.layout_job(job))
    }
}

fn letters(galley: &Galley) -> usize {
    galley.rows.iter().map(|r| r.char_count_including_newline().0).sum()
}

impl Piece {
    /// Every row with its first letter.
    pub fn row_starts(&self) -> impl Iterator<Item = (usize, usize)> {
        self.galley.rows.iter().enumerate().scan(0, |next, (row, placed)| {
            let first = *next;
            *next += placed.char_count_including_newline().0;
            Some((row, first))
        })
    }

    /// The byte of a letter of the galley.
    #[must_use]
    pub fn byte(&self, text: &str, letter: usize) -> usize {
        let inside = self.range.of(text).and_then(|t| t.char_indices().nth(letter));
        inside.map_or(self.range.end(), |(i, _)| self.range.start() + i)
    }

    /// The letter of a byte, brought into the galley.
    fn letter(&self, text: &str, at: usize) -> usize {
        let end = at.clamp(self.range.start(), self.range.end());
        let before = text.get(self.range.start()..end).map_or(0, |t| t.chars().count());
        before.min(letters(&self.galley))
    }

    fn cursor(&self, text: &str, spot: Spot) -> CCursor {
        CCursor { index: CharIndex(self.letter(text, spot.at)), prefer_next_row: spot.next_row }
    }

    /// The row of a place and the letter within it.
    #[must_use]
    pub fn row_and_column(&self, text: &str, spot: Spot) -> (usize, usize) {
        let cursor = self.galley.layout_from_cursor(self.cursor(text, spot));
        (cursor.row, cursor.column.0)
    }

    fn spot(&self, text: &str, cursor: CCursor) -> Spot {
        Spot { at: self.byte(text, cursor.index.0), next_row: cursor.prefer_next_row }
    }

    fn rect(&self) -> Rect {
        Rect::from_min_size(self.offset.to_pos2(), self.galley.size())
    }

    fn spans(&self, text: &str, range: TextRange, out: &mut Vec<RowSpan>) {
        let Some(range) = self.range.intersection(range) else { return };
        let (from, to) = (self.letter(text, range.start()), self.letter(text, range.end()));
        let mut first = 0;
        for row in &self.galley.rows {
            let count = row.char_count_excluding_newline().0;
            let (start, mut end) = (from.max(first), to.min(first + count));
            // The space at a line's end has a width but is not seen.
            let wraps = end > start && end == first + count;
            if wraps && row.glyphs.last().is_some_and(|g| g.chr == ' ') {
                end -= 1;
            }
            if start < end {
                let x = |letter: usize| row.pos.x + row.x_offset(CharIndex(letter - first));
                let rect = Rect::from_min_max(pos2(x(start), row.min_y()), pos2(x(end), row.max_y())).translate(self.offset);
                let baseline = rect.top() + row.glyphs.first().map_or(0.0, |g| g.pos.y);
                out.push(RowSpan { rect, baseline });
            }
            first += row.char_count_including_newline().0;
        }
    }
}

impl LaidBlock {
    /// The rows of letters under a range.
    #[must_use]
    pub fn spans(&self, text: &str, range: TextRange) -> Vec<RowSpan> {
        let mut out = Vec::new();
        for piece in &self.pieces {
            piece.spans(text, range, &mut out);
        }
        out
    }

    /// The place nearest to a point, measured from the top left of the block's text column.
    #[must_use]
    pub fn spot_at(&self, text: &str, point: Pos2) -> Option<Spot> {
        let far = |p: &Piece| p.rect().distance_sq_to_pos(point);
        let piece = self.pieces.iter().min_by(|a, b| far(a).total_cmp(&far(b)))?;
        // A point above or below the rows keeps its column instead of going to the first or last letter.
        let y = (point.y - piece.offset.y).clamp(1.0, (piece.galley.size().y - 1.0).max(1.0));
        Some(piece.spot(text, piece.galley.cursor_from_pos(vec2(point.x - piece.offset.x, y))))
    }

    /// Whether letters lie under a point.
    #[must_use]
    pub fn has_letters_at(&self, point: Pos2) -> bool {
        let rows = |p: &Piece| {
            let inside = point - p.offset;
            p.galley.rows.iter().any(|r| r.rect().contains(inside))
        };
        self.pieces.iter().any(rows)
    }

    /// The caret at a place: no width, as tall as its row.
    #[must_use]
    pub fn caret(&self, text: &str, spot: Spot) -> Option<Rect> {
        let piece = self.piece(spot.at)?;
        Some(piece.galley.pos_from_cursor(piece.cursor(text, spot)).translate(piece.offset))
    }

    /// The start or end of the row at a place.
    #[must_use]
    pub fn row_edge(&self, text: &str, spot: Spot, end: bool) -> Option<Spot> {
        let piece = self.piece(spot.at)?;
        let cursor = piece.cursor(text, spot);
        let edge = if end { piece.galley.cursor_end_of_row(&cursor) } else { piece.galley.cursor_begin_of_row(&cursor) };
        Some(piece.spot(text, edge))
    }

    /// The place one row further, at a distance of `x` from the left; none when it leaves the block.
    #[must_use]
    pub fn row_beside(&self, text: &str, spot: Spot, down: bool, x: f32) -> Option<Spot> {
        let piece = self.piece(spot.at)?;
        let cursor = piece.cursor(text, spot);
        let row = piece.galley.layout_from_cursor(cursor).row;
        let x = Some(x - piece.offset.x);
        let rows = piece.galley.rows.len();
        let next = match (down, row) {
            (true, row) if row + 1 < rows => piece.galley.cursor_down_one_row(&cursor, x).0,
            (false, row) if row > 0 => piece.galley.cursor_up_one_row(&cursor, x).0,
            _ => return None,
        };
        Some(piece.spot(text, next))
    }

    /// The place in the first or last row at a distance of `x` from the left.
    #[must_use]
    pub fn row_outer(&self, text: &str, first: bool, x: f32) -> Option<Spot> {
        self.spot_at(text, pos2(x, if first { self.body.0 } else { self.body.1 }))
    }

    fn piece(&self, at: usize) -> Option<&Piece> {
        self.pieces.iter().find(|p| at <= p.range.end()).or_else(|| self.pieces.last())
    }
}
