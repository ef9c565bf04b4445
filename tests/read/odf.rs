//! OpenDocument texts made in code, so that every test says what is in the file it reads.

use super::package::zip;

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
