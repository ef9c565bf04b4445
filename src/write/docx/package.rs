//! The parts that all Word documents share: the package, its properties, paragraphs and runs.
//!
//! They are written by hand, since they are few and equal input must make equal bytes.

use crate::write::xml::{escaped, put};
use crate::write::{Provenance, WriteError};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

pub(in crate::write) const PACKAGE_LINKS: &str = include_str!("package-links.xml");
pub(in crate::write) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
pub(in crate::write) const WORDS: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// A package of parts in their order.
pub(in crate::write) fn zipped(parts: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<Vec<u8>, WriteError> {
    // Without a time of their own the entries get the format's earliest: nothing here depends on a clock.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let refused = |e: &dyn std::fmt::Display| WriteError::Refused("Word", e.to_string());
    for (name, content) in parts {
        archive.start_file(name, options).map_err(|e| refused(&e))?;
        archive.write_all(&content).map_err(|e| refused(&e))?;
    }
    archive.finish().map(Cursor::into_inner).map_err(|e| refused(&e))
}

/// A paragraph of one run in a style.
pub(in crate::write) fn paragraph(xml: &mut String, style: &str, text: &str) {
    put(xml, format_args!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", run(text, "")));
}

/// Words with the properties of their look.
pub(in crate::write) fn run(text: &str, style: &str) -> String {
    let style = if style.is_empty() { String::new() } else { format!("<w:rPr>{style}</w:rPr>") };
    format!("<w:r>{style}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
}

/// Title, language, marking and origin of a document.
pub(in crate::write) fn properties(title: &str, creator: &str, about: &Provenance) -> String {
    let mut xml =
        format!("{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\"");
    xml.push_str(" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\"");
    xml.push_str(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
    let (title, project, creator) = (escaped(title), escaped(&about.project), escaped(creator));
    put(
        &mut xml,
        format_args!("<dc:title>{title}</dc:title><dc:subject>{project}</dc:subject><dc:creator>{creator}</dc:creator>"),
    );
    put(
        &mut xml,
        format_args!("<dc:description>{}</dc:description><dc:language>en-GB</dc:language>", escaped(&about.to_string())),
    );
    put(&mut xml, format_args!("<dcterms:created xsi:type=\"dcterms:W3CDTF\">{}T00:00:00Z</dcterms:created>", about.made));
    put(&mut xml, format_args!("<cp:contentStatus>{}</cp:contentStatus></cp:coreProperties>", escaped(&about.marking)));
    xml
}
