//! Word files made in code, so that every test says what is in the file it reads.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

pub const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math""#;
pub const STRICT: &str = r#"xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main""#;

/// A zip of parts.
pub fn zip(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        writer.start_file(*name, options).expect("starts");
        writer.write_all(bytes).expect("writes");
    }
    writer.finish().expect("finishes").into_inner()
}

/// A Word file with a body and other parts, each `(kind, content of its root)`.
pub fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    docx_with(W, body, parts)
}

pub fn docx_with(namespaces: &str, body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let head = r#"<?xml version="1.0" encoding="UTF-8"?>"#;
    let mut relations = String::new();
    let mut files = vec![
        ("[Content_Types].xml".to_owned(), format!("{head}<Types/>")),
        (
            "_rels/.rels".to_owned(),
            format!(
                r#"{head}<Relationships><Relationship Id="a" Type="{base}/officeDocument" Target="word/document.xml"/></Relationships>"#
            ),
        ),
        ("word/document.xml".to_owned(), format!("{head}<w:document {namespaces}><w:body>{body}</w:body></w:document>")),
    ];
    for (i, (kind, content)) in parts.iter().enumerate() {
        relations.push_str(&format!(r#"<Relationship Id="r{i}" Type="{base}/{kind}" Target="{kind}{i}.xml"/>"#));
        files.push((format!("word/{kind}{i}.xml"), format!("{head}<w:{kind} {namespaces}>{content}</w:{kind}>")));
    }
    files.push(("word/_rels/document.xml.rels".to_owned(), format!("{head}<Relationships>{relations}</Relationships>")));
    let files: Vec<(&str, Vec<u8>)> = files.iter().map(|(n, c)| (n.as_str(), c.clone().into_bytes())).collect();
    zip(&files)
}

/// A paragraph of one run.
pub fn p(text: &str) -> String {
    format!("<w:p>{}</w:p>", r(text))
}

/// A paragraph with properties.
pub fn pp(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", r(text))
}

/// A run.
pub fn r(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

/// A numbered paragraph.
pub fn n(list: u32, level: u32, text: &str) -> String {
    pp(&format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>"#), text)
}
