//! What a file is, told from its content and never from its name.
//!
//! Names lie: a "PDF" downloaded in the wild was a web page that said "not found". The name only helps to
//! say so (`wrong type`), and to tell Markdown from plain text.

use super::archive::Archive;

/// What a file's content is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Portable Document Format, also with junk before its header.
    Pdf,
    /// Word since 2007, with or without macros.
    Docx,
    /// OpenDocument text.
    Odt,
    /// Excel since 2007, or an OpenDocument spreadsheet.
    Spreadsheet,
    /// PowerPoint since 2007, or an OpenDocument presentation.
    Slides,
    /// Some other zip archive.
    Zip,
    /// Word before 2007.
    OldWord,
    /// Excel before 2007.
    OldExcel,
    /// PowerPoint before 2007.
    OldPowerPoint,
    /// An Outlook message.
    OutlookMessage,
    /// An office file behind a password.
    EncryptedOffice,
    /// Some other file of the old office container.
    OldOffice,
    /// Rich Text Format.
    Rtf,
    /// A web page.
    Html,
    /// An e-mail as text.
    Email,
    /// Other XML.
    Xml,
    /// A picture.
    Image,
    /// A program.
    Program,
    /// Text with Markdown's marks.
    Markdown,
    /// A table in text: a value list parted by commas or tabs.
    Csv,
    /// Plain text.
    Text,
    /// Nothing at all, or nothing but blanks.
    Empty,
    /// Nothing but zero bytes: a copy that was never filled.
    Blank,
    /// Bytes that are no kind of document known here.
    Unknown,
}

/// Tells what `bytes` are; `file_name` only decides between kinds of text.
#[must_use]
pub fn sniff(bytes: &[u8], file_name: &str) -> Content {
    if bytes.is_empty() {
        return Content::Empty;
    }
    if bytes.iter().all(|b| *b == 0) {
        return Content::Blank;
    }
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or(bytes);
    by_signature(bytes, head).unwrap_or_else(|| by_text(bytes, file_name))
}

fn by_signature(bytes: &[u8], head: &[u8]) -> Option<Content> {
    let starts = |mark: &[u8]| bytes.starts_with(mark);
    Some(match () {
        () if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") => zip_kind(bytes),
        () if starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") => ole_kind(bytes),
        () if starts(b"{\\rtf") => Content::Rtf,
        () if starts(b"\x89PNG") || starts(b"\xff\xd8\xff") || starts(b"GIF8") || starts(b"BM") && bytes.contains(&0) => {
            Content::Image
        }
        () if starts(b"II*\0") || starts(b"MM\0*") || starts(b"RIFF") && head.get(8..12) == Some(b"WEBP") => Content::Image,
        () if matches!(head.get(4..12), Some(b"ftypheic" | b"ftypheix" | b"ftypmif1" | b"ftypavif")) => Content::Image,
        () if starts(b"MZ") && head.contains(&0) || starts(b"\x7fELF") => Content::Program,
        () if starts(b"\xcf\xfa\xed\xfe") || starts(b"\xce\xfa\xed\xfe") || starts(b"\xca\xfe\xba\xbe") => Content::Program,
        () if contains(head, b"%PDF-") => Content::Pdf,
        () => return None,
    })
}

/// Parts and folders by which office files are known.
const NAMES: [&str; 4] = ["word/", "xl/", "ppt/", "[Content_Types].xml"];

fn zip_kind(bytes: &[u8]) -> Content {
    let names: Vec<String> = match Archive::open(bytes) {
        Ok(archive) => archive.names().collect(),
        // A cut-off archive has no table of contents, but its first parts still carry their names. Without even
        // those it is taken for a Word file, whose reader will say that it is damaged.
        Err(_) if !NAMES.iter().any(|n| contains(bytes, n.as_bytes())) => return Content::Docx,
        Err(_) => NAMES.into_iter().filter(|n| contains(bytes, n.as_bytes())).map(ToOwned::to_owned).collect(),
    };
    let under = |folder: &str| names.iter().any(|n| n.starts_with(folder));
    // OpenDocument says what it is in a first, unpacked part at a fixed place.
    let mime = bytes.get(30..200.min(bytes.len())).unwrap_or_default();
    match () {
        () if contains(mime, b"opendocument.text") => Content::Odt,
        () if contains(mime, b"opendocument.spreadsheet") => Content::Spreadsheet,
        () if contains(mime, b"opendocument.presentation") => Content::Slides,
        () if under("META-INF/manifest.xml") && under("content.xml") => Content::Odt,
        () if under("word/") => Content::Docx,
        () if under("xl/") => Content::Spreadsheet,
        () if under("ppt/") => Content::Slides,
        () if under("[Content_Types].xml") => Content::Docx,
        () => Content::Zip,
    }
}

fn ole_kind(bytes: &[u8]) -> Content {
    let named = |name: &str| contains(bytes, &name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    match () {
        () if named("EncryptedPackage") => Content::EncryptedOffice,
        () if named("__properties_version") => Content::OutlookMessage,
        () if named("WordDocument") => Content::OldWord,
        () if named("PowerPoint Document") => Content::OldPowerPoint,
        () if named("Workbook") || named("Book") => Content::OldExcel,
        () => Content::OldOffice,
    }
}

fn by_text(bytes: &[u8], file_name: &str) -> Content {
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let controls = bytes.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31)).count();
    if !wide && (bytes.contains(&0) || controls * 50 > bytes.len()) {
        return Content::Unknown;
    }
    let text = super::plain::decode(bytes);
    let text = text.trim_start();
    if text.is_empty() {
        return Content::Empty;
    }
    let head: String = text.chars().take(4000).collect::<String>().to_lowercase();
    if is_html(&head) {
        return Content::Html;
    }
    // An OpenDocument text may be one flat file.
    if head.contains("<office:document") && head.contains("opendocument.text") {
        return Content::Odt;
    }
    if head.starts_with("<?xml") {
        return Content::Xml;
    }
    if is_email(text) {
        return Content::Email;
    }
    match extension(file_name).as_str() {
        "md" | "markdown" | "mdown" => Content::Markdown,
        "csv" | "tsv" => Content::Csv,
        _ => Content::Text,
    }
}

fn is_html(head: &str) -> bool {
    let opening: String = head.chars().take(1000).collect();
    opening.starts_with("<!doctype html")
        || opening.starts_with("<html")
        || opening.starts_with('<') && (head.contains("<html") || head.contains("<head>") || head.contains("<body"))
}

/// An e-mail opens with header lines, among them the ones no letter writes by hand.
fn is_email(text: &str) -> bool {
    let headers = text.lines().take_while(|l| !l.trim().is_empty()).take(60);
    let names: Vec<String> = headers.filter_map(|l| l.split_once(':')).map(|(n, _)| n.trim().to_lowercase()).collect();
    let has = |name: &str| names.iter().any(|n| n == name);
    has("from") && (has("message-id") || has("mime-version") || has("received") || has("content-type"))
}

/// The file name's extension in lower case, without its dot.
#[must_use]
pub fn extension(file_name: &str) -> String {
    file_name.rsplit(['/', '\\']).next().and_then(|n| n.rsplit_once('.')).map(|(_, e)| e.to_lowercase()).unwrap_or_default()
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|w| w == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_at_content_and_not_at_names() {
        assert_eq!(sniff(b"", "a.pdf"), Content::Empty);
        assert_eq!(sniff(b" \r\n", "a.txt"), Content::Empty);
        assert_eq!(sniff(&[0; 99], "a.pdf"), Content::Blank);
        assert_eq!(sniff(b"junk\n%PDF-1.4\n", "a.txt"), Content::Pdf);
        assert_eq!(sniff(b"<!DOCTYPE html><html>", "a.pdf"), Content::Html);
        assert_eq!(sniff(b"{\\rtf1 x}", "a.doc"), Content::Rtf);
        assert_eq!(sniff(b"From: a@b.c\nTo: d@e.f\nMIME-Version: 1.0\n\nHello", "x"), Content::Email);
        assert_eq!(sniff(b"From: A Person\nTo: a committee\n\nHello", "x.txt"), Content::Text);
        assert_eq!(sniff(b"# Title", "x.md"), Content::Markdown);
        assert_eq!(sniff(b"text\0with a zero", "x.txt"), Content::Unknown);
        assert_eq!(sniff(b"\xff\xfea\0b\0", "x.txt"), Content::Text);
    }
}
