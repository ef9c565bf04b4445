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
    /// A file of many e-mails.
    Mailbox,
    /// A web page and its pictures as an e-mail, as browsers and Word save it.
    WebArchive,
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
        () if is_rtf(head) => Content::Rtf,
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

/// Some programs put blanks or a mark before the first brace.
fn is_rtf(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    head.starts_with(b"{\\rtf")
}

/// Parts and folders by which office files are known.
const NAMES: [&str; 4] = ["word/", "xl/", "ppt/", "[Content_Types].xml"];

fn zip_kind(bytes: &[u8]) -> Content {
    // OpenDocument says what it is in a first, unpacked part at a fixed place; some writers pack it.
    let mut mime = bytes.get(30..200.min(bytes.len())).unwrap_or_default().to_vec();
    let names: Vec<String> = match Archive::open(bytes) {
        Ok(mut archive) => {
            mime.extend(archive.part("mimetype").ok().flatten().unwrap_or_default());
            archive.names().collect()
        }
        // A cut-off archive has no table of contents, but its first parts still carry their names. Without even
        // those it is taken for a Word file, whose reader will say that it is damaged.
        Err(_) if !NAMES.iter().any(|n| contains(bytes, n.as_bytes())) => return Content::Docx,
        Err(_) => NAMES.into_iter().filter(|n| contains(bytes, n.as_bytes())).map(ToOwned::to_owned).collect(),
    };
    let under = |folder: &str| names.iter().any(|n| n.starts_with(folder));
    match () {
        () if contains(&mime, b"opendocument.text") => Content::Odt,
        () if contains(&mime, b"opendocument.spreadsheet") => Content::Spreadsheet,
        () if contains(&mime, b"opendocument.presentation") => Content::Slides,
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
    let wide = super::plain::is_wide(bytes);
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
    if is_html(&head, file_name) {
        return Content::Html;
    }
    // An OpenDocument text may be one flat file.
    if head.contains("<office:document") && head.contains("opendocument.text") {
        return Content::Odt;
    }
    if head.starts_with("<?xml") {
        return Content::Xml;
    }
    if let Some(mail) = mail(text) {
        return mail;
    }
    match extension(file_name).as_str() {
        "md" | "markdown" | "mdown" => Content::Markdown,
        "csv" | "tsv" => Content::Csv,
        _ if super::sheet::is_csv(text) => Content::Csv,
        _ => Content::Text,
    }
}

/// Pages in whole, and pieces of pages where the name says so or the first element does.
fn is_html(head: &str, file_name: &str) -> bool {
    let named = ["htm", "html", "xhtml", "xht"].contains(&extension(file_name).as_str());
    let piece = ["<meta", "<title", "<p>", "<p ", "<div", "<table", "<h1", "<ul>", "<ol>", "<style"];
    head.starts_with("<!doctype html")
        || head.starts_with('<') && ["<html", "<head>", "<body"].iter().any(|tag| head.contains(tag))
        || head.starts_with('<') && head.contains("</") && (named || piece.iter().any(|tag| head.starts_with(tag)))
}

/// Lines of headers that are looked at; servers put many before the sender's.
const MAIL_HEADERS: usize = 400;

/// An e-mail opens with header lines, among them the ones no letter writes by hand.
fn mail(text: &str) -> Option<Content> {
    let mailbox = text.starts_with("From ") && text.lines().nth(1).is_some_and(|l| l.contains(": ") && !l.starts_with(' '));
    let headers = text.lines().skip(usize::from(mailbox)).take_while(|l| !l.trim().is_empty()).take(MAIL_HEADERS);
    let lines: Vec<(String, &str)> =
        headers.filter_map(|l| l.split_once(':')).map(|(name, value)| (name.trim().to_lowercase(), value)).collect();
    let has = |name: &str| lines.iter().any(|(n, _)| n == name);
    let value = |name: &str| lines.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value).trim().to_lowercase();
    let related = value("content-type").starts_with("multipart/related");
    let archive = has("snapshot-content-location")
        || value("from").starts_with("<saved by")
        || has("mime-version") && related && !has("to") && !has("message-id");
    let letter = has("from") && ["message-id", "mime-version", "received", "content-type"].iter().any(|n| has(n));
    match () {
        () if archive => Some(Content::WebArchive),
        // Some programs save one e-mail with the first line of a mailbox.
        () if mailbox && letter && text.contains("\nFrom ") => Some(Content::Mailbox),
        () if letter => Some(Content::Email),
        () => None,
    }
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
        assert_eq!(sniff(b"From a@b.c Sat Jun 5\nFrom: a@b.c\nMessage-ID: <1>\n\nHi\n\nFrom d@e.f\n", "x"), Content::Mailbox);
        assert_eq!(sniff(b"From: <Saved by Blink>\nMIME-Version: 1.0\n\n--", "x.mht"), Content::WebArchive);
        assert_eq!(sniff(b"# Title", "x.md"), Content::Markdown);
        assert_eq!(sniff(b"\xef\xbb\xbf {\\rtf1 x}", "a.doc"), Content::Rtf);
        assert_eq!(sniff(b"<!-- a licence --><html>", "a.xls"), Content::Html);
        assert_eq!(sniff(b"<p>A piece</p>", "a.txt"), Content::Html);
        assert_eq!(sniff(b"<A Person> wrote to </us>", "a.txt"), Content::Text);
        assert_eq!(sniff(b"a,b", "x.csv"), Content::Csv);
        assert_eq!(sniff(&b"2021-06-05\tSeen\tHome\n".repeat(6), "x.xls"), Content::Csv);
        assert_eq!(sniff(b"a\0b\0c\0", "x.txt"), Content::Text);
        assert_eq!(sniff(b"text\0with a zero", "x.txt"), Content::Unknown);
        assert_eq!(sniff(b"\xff\xfea\0b\0", "x.txt"), Content::Text);
    }
}
