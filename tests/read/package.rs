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

const ODF: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0""#;

/// An OpenDocument text with common styles, a body and other parts by their paths.
pub fn odt(styles: &str, body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let part = |inside: String| {
        format!(r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODF}>{inside}</office:document-content>"#)
    };
    let mut files = vec![
        ("mimetype", b"application/vnd.oasis.opendocument.text".to_vec()),
        ("META-INF/manifest.xml", b"<manifest/>".to_vec()),
        ("content.xml", part(format!("<office:body><office:text>{body}</office:text></office:body>")).into_bytes()),
        ("styles.xml", part(format!("<office:styles>{styles}</office:styles>")).into_bytes()),
    ];
    files.extend(parts.iter().map(|(name, content)| (*name, content.as_bytes().to_vec())));
    zip(&files)
}

/// The same as one flat file.
pub fn flat_odt(styles: &str, body: &str) -> Vec<u8> {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document {ODF} office:mimetype="application/vnd.oasis.opendocument.text"><office:styles>{styles}</office:styles><office:body><office:text>{body}</office:text></office:body></office:document>"#
    )
    .into_bytes()
}
