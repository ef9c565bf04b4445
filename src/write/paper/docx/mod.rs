//! A paper as a Word document: real styles, contents, header rows that repeat, pictures with descriptions.
//!
//! The marking stands in the header and the origin in the footer of every section, also of the title page.

mod body;
mod compact;
mod contents;
mod front;
mod pages;
mod style;
mod table;

use super::outline::Outline;
use super::{Front, Paper};
use crate::write::chart::Picture;
use crate::write::docx::package::{HEAD, PACKAGE_LINKS, WORDS, properties, run, zipped};
use crate::write::xml::{escaped, put};
use crate::write::{Provenance, WriteError};
use body::{Body, Side};
use rayon::prelude::*;

const STYLES: &str = include_str!("styles.xml");
const SETTINGS: &str = include_str!("settings.xml");
const CONTENT_TYPES: &str = include_str!("content-types.xml");
const DOCUMENT_LINKS: &str = include_str!("document-links.xml");
const DRAWING: &str = "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";

/// The document.
pub(super) fn docx(paper: &Paper, about: &Provenance) -> Result<Vec<u8>, WriteError> {
    let outline = Outline::of(paper);
    let mut body = Body::new(&outline);
    match paper.front {
        Front::Page => front::page(&mut body, paper, about),
        Front::Band => front::band(&mut body, paper, about),
    }
    body.blocks(&paper.blocks);
    let written = body.finish();
    // Pictures take most of the time; they are drawn side by side and stay in their order.
    let pictures = written.pictures.par_iter().map(Picture::png).collect::<Result<Vec<_>, _>>()?;
    let authors = if paper.authors.is_empty() { about.program.clone() } else { paper.authors.join(", ") };
    let mut parts: Vec<(String, Vec<u8>)> = [
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", PACKAGE_LINKS.to_owned()),
        ("word/_rels/document.xml.rels", links(pictures.len())),
        ("word/styles.xml", styles(paper.front)),
        ("word/settings.xml", SETTINGS.to_owned()),
        ("word/numbering.xml", numbering(written.numbered_lists)),
        ("word/header1.xml", header(about)),
        ("word/footer1.xml", footer(about, Side::Upright)),
        ("word/footer2.xml", footer(about, Side::Landscape)),
        ("word/document.xml", format!("{HEAD}<w:document {WORDS} {DRAWING}><w:body>{}</w:body></w:document>", written.xml)),
        ("docProps/core.xml", properties(&paper.title, &authors, about)),
    ]
    .into_iter()
    .map(|(name, content)| (name.to_owned(), content.into_bytes()))
    .collect();
    parts.extend((1..).zip(pictures).map(|(i, png)| (format!("word/media/chart{i}.png"), png)));
    zipped(parts)
}

/// Papers of one or two pages are set closer.
fn styles(front: Front) -> String {
    match front {
        Front::Page => STYLES.to_owned(),
        Front::Band => compact::compact(STYLES),
    }
}

/// Links of the main part: the fixed ones, then one for each picture.
fn links(pictures: usize) -> String {
    let mut xml = DOCUMENT_LINKS.trim_end().trim_end_matches("</Relationships>").to_owned();
    for i in 1..=pictures {
        put(
            &mut xml,
            format_args!(
                "<Relationship Id=\"picture{i}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" \
                 Target=\"media/chart{i}.png\"/>"
            ),
        );
    }
    xml + "</Relationships>"
}

/// Bullets are list 1; every numbered list is one of its own, so that each begins with 1.
fn numbering(numbered_lists: usize) -> String {
    let level = |format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/>\
             <w:pPr><w:ind w:left=\"360\" w:hanging=\"360\"/></w:pPr></w:lvl>"
        )
    };
    let mut xml = format!("{HEAD}<w:numbering {WORDS}>");
    for (id, format, text) in [(0, "bullet", "•"), (1, "decimal", "%1.")] {
        let level = level(format, text);
        put(
            &mut xml,
            format_args!(
                "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"singleLevel\"/>{level}</w:abstractNum>"
            ),
        );
    }
    xml.push_str("<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>");
    for list in 0..numbered_lists {
        put(
            &mut xml,
            format_args!(
                "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/>\
                 </w:lvlOverride></w:num>",
                list + 2
            ),
        );
    }
    xml + "</w:numbering>"
}

fn header(about: &Provenance) -> String {
    format!("{HEAD}<w:hdr {WORDS}><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>{}</w:p></w:hdr>", run(&about.marking, ""))
}

/// Project, revision, day and program on the left, the page on the right.
fn footer(about: &Provenance, side: Side) -> String {
    let field = |name: &str| format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    let mut xml = format!("{HEAD}<w:ftr {WORDS}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/><w:tabs>");
    put(&mut xml, format_args!("<w:tab w:val=\"right\" w:pos=\"{}\"/></w:tabs></w:pPr>", side.width()));
    put(&mut xml, format_args!("<w:r><w:t xml:space=\"preserve\">{}</w:t><w:tab/></w:r>", escaped(&about.foot())));
    let (page, pages) = (field("PAGE"), field("NUMPAGES"));
    put(&mut xml, format_args!("{}{page}{}{pages}</w:p></w:ftr>", run("Page ", ""), run(" of ", "")));
    xml
}
