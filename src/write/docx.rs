//! A Word document: real headings, a header row that repeats on every page, British English, a title.
//!
//! A page holds few columns, so a wide matrix becomes several tables one below the other, each with the names of
//! its rows. The parts are written by hand: they are few, and equal input must make equal bytes.

pub(super) mod package;
mod widths;

use super::notes::notes;
use super::protected::Protected;
use super::table::{Value, quoted};
use super::xml::{escaped, put};
use super::{Layout, Line, Provenance, Table, WriteError};
use crate::analyse::CellKind;
use package::{HEAD, PACKAGE_LINKS, WORDS, properties, zipped};
pub(super) use package::{paragraph, run};
pub(super) use widths::{room_for, shared};

const CONTENT_TYPES: &str = include_str!("docx/content-types.xml");
const DOCUMENT_LINKS: &str = include_str!("docx/document-links.xml");
const STYLES: &str = include_str!("docx/styles.xml");
const SETTINGS: &str = include_str!("docx/settings.xml");
/// Width between the margins of a landscape A4 page, in twentieths of a point.
const PAGE_WIDTH: usize = 15_138;
/// Size of the letters of a matrix, in points; see the style in `docx/styles.xml`.
const CELL_POINTS: f64 = 8.5;
/// Longer words may be broken.
const LONGEST_WORD: usize = 14;

/// The document.
pub(super) fn docx(matrix: &Protected<'_>, table: &Table, about: &Provenance, layout: Layout) -> Result<Vec<u8>, WriteError> {
    whole(document(matrix, table, about, layout), &table.title, about)
}

/// A package around the main part of a document.
pub(super) fn whole(document: String, title: &str, about: &Provenance) -> Result<Vec<u8>, WriteError> {
    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", PACKAGE_LINKS.to_owned()),
        ("word/_rels/document.xml.rels", DOCUMENT_LINKS.to_owned()),
        ("word/styles.xml", STYLES.to_owned()),
        ("word/settings.xml", SETTINGS.to_owned()),
        ("word/header1.xml", header(about)),
        ("word/footer1.xml", footer(about)),
        ("word/document.xml", document),
        ("docProps/core.xml", properties(title, &about.program, about)),
    ];
    zipped(parts.map(|(name, content)| (name.to_owned(), content.into_bytes())))
}

fn document(matrix: &Protected<'_>, table: &Table, about: &Provenance, layout: Layout) -> String {
    let mut xml = format!("{HEAD}<w:document {WORDS}><w:body>");
    paragraph(&mut xml, "Title", &table.title);
    let from = format!("{}. Revision {}, made {} with {}.", about.project, about.revision, about.day(), about.program);
    paragraph(&mut xml, "Normal", &from);
    paragraph(&mut xml, "Heading1", "Matrix");
    let kind = matrix.request().cells();
    let has_signs = layout == Layout::Grid && matches!(kind, CellKind::Cases | CellKind::Codings | CellKind::Words);
    let signs = if has_signs { " Signs: − concern, + good practice, · context." } else { "" };
    paragraph(&mut xml, "Normal", &format!("{}.{signs}", kind.meaning()));
    let rest: Vec<usize> = (table.header_columns..table.columns.len()).collect();
    let parts: Vec<&[usize]> = rest.chunks(columns_per_part(kind, layout)).collect();
    for part in &parts {
        let name = part_name(table, part);
        if parts.len() > 1 {
            paragraph(&mut xml, "Heading2", &name);
        }
        table_part(&mut xml, table, part, &name);
        xml.push_str("<w:p/>");
    }
    paragraph(&mut xml, "Heading1", "Notes");
    for (name, sentence) in notes(matrix, about) {
        put(&mut xml, format_args!("<w:p>{}{}</w:p>", run(&format!("{name}: "), "<w:b/>"), run(&sentence, "")));
    }
    page(&mut xml, "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>");
    xml
}

/// A document of upright pages around some paragraphs.
pub(super) fn portrait(paragraphs: &str) -> String {
    let mut xml = format!("{HEAD}<w:document {WORDS}><w:body>{paragraphs}");
    page(&mut xml, "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>");
    xml
}

/// Header, footer, size and margins; ends the document.
fn page(xml: &mut String, size: &str) {
    xml.push_str(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/><w:footerReference w:type=\"default\" r:id=\"rId4\"/>",
    );
    xml.push_str(size);
    xml.push_str("<w:pgMar w:top=\"1134\" w:right=\"850\" w:bottom=\"1134\" w:left=\"850\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>");
    xml.push_str("</w:sectPr></w:body></w:document>");
}

/// A grid is cut into parts that fit a page; tidy lines have many narrow columns and stay whole.
const fn columns_per_part(kind: CellKind, layout: Layout) -> usize {
    match (layout, kind) {
        (Layout::Tidy, _) => usize::MAX,
        (Layout::Grid, CellKind::Quotes | CellKind::Summary) => 3,
        (Layout::Grid, CellKind::Presence | CellKind::Cases | CellKind::Codings | CellKind::Words) => 10,
    }
}

fn part_name(table: &Table, part: &[usize]) -> String {
    let name = |i: Option<&usize>| i.and_then(|i| table.columns.get(*i)).map(|c| c.name.as_str()).unwrap_or_default();
    match (name(part.first()), name(part.last())) {
        (first, last) if first == last => first.to_owned(),
        (first, last) => format!("{first} to {last}"),
    }
}

fn table_part(xml: &mut String, table: &Table, part: &[usize], name: &str) {
    let columns: Vec<usize> = (0..table.header_columns).chain(part.iter().copied()).collect();
    let widths = widths(table, &columns);
    xml.push_str(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"Matrix\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLayout w:type=\"fixed\"/>",
    );
    xml.push_str("<w:tblLook w:val=\"04A0\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"1\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/>");
    put(xml, format_args!("<w:tblCaption w:val=\"{}\"/>", escaped(&table.title)));
    put(xml, format_args!("<w:tblDescription w:val=\"{}\"/></w:tblPr><w:tblGrid>", escaped(name)));
    for width in &widths {
        put(xml, format_args!("<w:gridCol w:w=\"{width}\"/>"));
    }
    xml.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (column, width) in columns.iter().zip(&widths) {
        let name = table.columns.get(*column).map(|c| c.name.as_str()).unwrap_or_default();
        cell(xml, *width, &format!("<w:p>{}</w:p>", run(name, "<w:b/>")));
    }
    xml.push_str("</w:tr>");
    for line in &table.lines {
        row(xml, line, &columns, &widths, table.header_columns);
    }
    xml.push_str("</w:tbl>");
}

/// Shares the page's width out by the columns' own widths, but keeps words whole where there is room for that.
fn widths(table: &Table, columns: &[usize]) -> Vec<usize> {
    let own: Vec<usize> = columns.iter().filter_map(|c| table.columns.get(*c)).map(|c| usize::from(c.width)).collect();
    let least: Vec<usize> = columns.iter().map(|c| room_for([longest_word(table, *c).as_str()], CELL_POINTS)).collect();
    shared(&own, &least, PAGE_WIDTH)
}

/// The longest word in a column, its name included, by letters; only so much of it as has to stay together.
fn longest_word(table: &Table, column: usize) -> String {
    let longest = |text: &str| {
        text.split_whitespace().map(|word| word.chars().take(LONGEST_WORD).collect::<String>()).max_by_key(String::len)
    };
    let name = table.columns.get(column).and_then(|c| longest(&c.name));
    let values = table.lines.iter().filter_map(|line| line.values.get(column)).filter_map(|value| longest(&value.plain()));
    values.chain(name).max_by_key(String::len).unwrap_or_default()
}

fn row(xml: &mut String, line: &Line, columns: &[usize], widths: &[usize], header_columns: usize) {
    xml.push_str("<w:tr>");
    for (column, width) in columns.iter().zip(widths) {
        let value = line.values.get(*column).cloned().unwrap_or_default();
        let bold = if line.is_group { "<w:b/>" } else { "" };
        let indent = if *column + 1 == header_columns { line.depth * 200 } else { 0 };
        cell(xml, *width, &paragraphs(&value, bold, indent));
    }
    xml.push_str("</w:tr>");
}

fn cell(xml: &mut String, width: usize, content: &str) {
    put(xml, format_args!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{content}</w:tc>"));
}

fn paragraphs(value: &Value, style: &str, indent: usize) -> String {
    let start = if indent == 0 { String::new() } else { format!("<w:pPr><w:ind w:left=\"{indent}\"/></w:pPr>") };
    match value {
        Value::Quotes(quotes) => quotes
            .iter()
            .map(|q| {
                let polarity = run(&format!("{}: ", q.polarity), "<w:b/>");
                let place = if q.citation.is_empty() { String::new() } else { run(&format!(" ({})", q.citation), "<w:i/>") };
                format!("<w:p>{polarity}{}{place}</w:p>", run(&quoted(q), ""))
            })
            .collect(),
        Value::Blank
        | Value::Text(_)
        | Value::Number(_)
        | Value::Suppressed
        | Value::Count(_)
        | Value::State(_)
        | Value::Share { .. } => value.readable().split('\n').map(|l| format!("<w:p>{start}{}</w:p>", run(l, style))).collect(),
    }
}

fn header(about: &Provenance) -> String {
    let mut xml = format!("{HEAD}<w:hdr {WORDS}>");
    paragraph(&mut xml, "Marking", &about.marking);
    xml.push_str("</w:hdr>");
    xml
}

fn footer(about: &Provenance) -> String {
    let field = |name: &str| format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    let text = format!("{}. Page ", about.foot());
    let (page, pages) = (field("PAGE"), field("NUMPAGES"));
    format!("{HEAD}<w:ftr {WORDS}><w:p>{}{page}{}{pages}</w:p></w:ftr>", run(&text, ""), run(" of ", ""))
}
