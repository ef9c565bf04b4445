//! Tables of a Word document: a caption above, a header row that repeats, rows that are not torn unless they are long.

use super::body::{Body, Shape, Side, words};
use super::pages::cell_height;
use super::style::Style;
use crate::write::chart::Tone;
use crate::write::docx::{room_for, shared};
use crate::write::paper::{PaperCell, PaperRow, PaperTable, Run};
use crate::write::xml::{escaped, put};

/// Rows with more letters than this may run over pages.
const LONG: usize = 700;
/// Tables of so many rows stay on one page where they fit.
const SHORT: usize = 12;

impl Body<'_> {
    /// A table; one with too many columns becomes several, each with the names of its rows.
    pub(super) fn table(&mut self, table: &PaperTable) {
        let most = match self.side {
            Side::Upright => 10,
            Side::Landscape => 17,
        };
        for part in table.parts(most) {
            self.table_part(&part);
        }
    }

    fn table_part(&mut self, table: &PaperTable) {
        let bookmarks = self.outline.target(table.anchor.as_deref()).into_iter().collect();
        self.paragraph(&Shape { bookmarks, ..Shape::of(Style::Caption) }, &[Run::plain(&table.caption)]);
        let widths = widths(table, self.side.width());
        self.xml.push_str(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"Report\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLayout w:type=\"fixed\"/>\
             <w:tblLook w:val=\"06A0\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"1\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>",
        );
        let description = if table.description.is_empty() { &table.caption } else { &table.description };
        put(&mut self.xml, format_args!("<w:tblCaption w:val=\"{}\"/>", escaped(&table.caption)));
        put(&mut self.xml, format_args!("<w:tblDescription w:val=\"{}\"/></w:tblPr><w:tblGrid>", escaped(description)));
        for width in &widths {
            put(&mut self.xml, format_args!("<w:gridCol w:w=\"{width}\"/>"));
        }
        self.xml.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (column, width) in table.columns.iter().zip(&widths) {
            let name = PaperCell { paragraphs: vec![vec![Run::bold(&column.name)]], ..PaperCell::default() };
            self.cell(&name, *width, Look { is_number: column.is_number, is_kept: true, ..Look::default() });
        }
        self.xml.push_str("</w:tr>");
        let heights = table.columns.iter().zip(&widths).map(|(c, width)| cell_height(&c.name, points(width.saturating_sub(160))));
        self.pages.whole(heights.fold(0.0, f64::max), 30.0);
        let is_short = table.rows.len() <= SHORT && table.rows.iter().all(|row| !is_long(row));
        for (i, row) in table.rows.iter().enumerate() {
            let is_kept = row.is_group || is_short && i + 1 < table.rows.len();
            self.row(table, row, &widths, is_kept);
        }
        self.xml.push_str("</w:tbl>");
        self.is_below_table = true;
    }

    fn row(&mut self, table: &PaperTable, row: &PaperRow, widths: &[usize], is_kept: bool) {
        self.xml.push_str(if is_long(row) { "<w:tr>" } else { "<w:tr><w:trPr><w:cantSplit/></w:trPr>" });
        let empty = PaperCell::plain("");
        let mut height = 0.0_f64;
        for (i, (column, width)) in table.columns.iter().zip(widths).enumerate() {
            let cell = row.cells.get(i).unwrap_or(&empty);
            let indent = if i == 0 { usize::from(row.depth) * 200 } else { 0 };
            let look = Look { is_number: column.is_number && i > 0, is_kept, is_bold: row.is_group, indent };
            self.cell(cell, *width, look);
            let room = points(width.saturating_sub(160 + indent));
            height = height.max(cell.paragraphs.iter().map(|p| cell_height(&words(p), room)).sum());
        }
        self.xml.push_str("</w:tr>");
        self.pages.whole(height, 0.0);
    }

    fn cell(&mut self, cell: &PaperCell, width: usize, look: Look) {
        let tone = tone(cell.tone);
        put(&mut self.xml, format_args!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{tone}</w:tcPr>"));
        let empty = [Vec::new()];
        let paragraphs = if cell.paragraphs.is_empty() { empty.as_slice() } else { &cell.paragraphs };
        for runs in paragraphs {
            put(&mut self.xml, format_args!("<w:p><w:pPr><w:pStyle w:val=\"{}\"/>", Style::Cell.id()));
            self.xml.push_str(if look.is_kept { "<w:keepNext/>" } else { "" });
            if look.indent > 0 {
                put(&mut self.xml, format_args!("<w:ind w:left=\"{}\"/>", look.indent));
            }
            self.xml.push_str(if look.is_number { "<w:jc w:val=\"right\"/>" } else { "" });
            self.xml.push_str("</w:pPr>");
            if look.is_bold {
                let bold: Vec<Run> = runs.iter().map(|r| Run { is_bold: true, ..r.clone() }).collect();
                self.runs(&bold);
            } else {
                self.runs(runs);
            }
            self.xml.push_str("</w:p>");
        }
        self.xml.push_str("</w:tc>");
    }
}

/// How a cell's paragraphs look.
#[derive(Clone, Copy, Default)]
struct Look {
    is_number: bool,
    is_kept: bool,
    is_bold: bool,
    indent: usize,
}

/// Ground and edge of a cell.
const fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "",
        Tone::Concern => {
            "<w:tcBorders><w:left w:val=\"single\" w:sz=\"18\" w:space=\"0\" w:color=\"96382A\"/></w:tcBorders>\
             <w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FBF1EE\"/>"
        }
        Tone::GoodPractice => {
            "<w:tcBorders><w:left w:val=\"dashed\" w:sz=\"18\" w:space=\"0\" w:color=\"226338\"/></w:tcBorders>\
             <w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EEF6EF\"/>"
        }
    }
}

fn is_long(row: &PaperRow) -> bool {
    let letters = |cell: &PaperCell| cell.paragraphs.iter().flatten().map(|r| r.text.len()).sum::<usize>();
    row.cells.iter().any(|cell| letters(cell) > LONG)
}

/// Shares the width out by the columns' own shares, but no column is narrower than the longest word of its name.
fn widths(table: &PaperTable, whole: usize) -> Vec<usize> {
    let shares: Vec<usize> = table.columns.iter().map(|column| usize::from(column.width.max(1))).collect();
    let size = Style::Cell.measures().size;
    let least: Vec<usize> = table.columns.iter().map(|column| room_for(column.name.split_whitespace(), size)).collect();
    shared(&shares, &least, whole)
}

/// Twentieths of a point as points.
fn points(twentieths: usize) -> f64 {
    f64::from(u32::try_from(twentieths).unwrap_or(u32::MAX)) / 20.0
}
