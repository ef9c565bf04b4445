//! Files that are damaged, locked, lying or made to do harm: each gets its outcome and a sentence.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

#[path = "read/package.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod package;

#[path = "read/paper.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod paper;

use deepdive::read::{Outcome, extract};
use package::{W, docx, p, zip};
use paper::Paper;

fn outcome(bytes: &[u8], name: &str) -> Outcome {
    let extraction = extract(bytes, name);
    assert_eq!(extraction.source.is_some(), matches!(extraction.outcome, Outcome::Ok | Outcome::Partial), "{name}");
    if extraction.outcome != Outcome::Ok {
        let reason = extraction.reason.expect("a sentence");
        assert!(reason.len() > 30 && !reason.ends_with('.') && !reason.contains('\n'), "{reason}");
    }
    extraction.outcome
}

fn old_office(stream: &str) -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(1024, 0);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

#[test]
fn files_that_are_no_documents() {
    for (bytes, name, expected) in [
        (b"".to_vec(), "a.docx", Outcome::Corrupt),
        (vec![0; 4096], "a.pdf", Outcome::Corrupt),
        (b" \n\t\n".to_vec(), "a.txt", Outcome::Corrupt),
        (b"some \0 bytes \0 here".to_vec(), "a.txt", Outcome::WrongType),
        (b"<!DOCTYPE html><html><body>Not found</body></html>".to_vec(), "report.pdf", Outcome::WrongType),
        (b"<html><body></body></html>".to_vec(), "page.html", Outcome::Scanned),
        (b"Just text".to_vec(), "report.pdf", Outcome::WrongType),
        (b"MZ\x90\0\x03\0\0\0".to_vec(), "report.docx", Outcome::WrongType),
        (b"\x89PNG\r\n\x1a\n".to_vec(), "scan.docx", Outcome::Unsupported),
        (b"{\\rtf1\\ansi }".to_vec(), "a.doc", Outcome::Scanned),
        (b"{\\rtf".to_vec(), "a.rtf", Outcome::Corrupt),
        (old_office("EncryptedPackage"), "a.docx", Outcome::Password),
        (old_office("WordDocument"), "a.doc", Outcome::Unsupported),
        (old_office("Workbook"), "a.xls", Outcome::Corrupt),
        (old_office("PowerPoint Document"), "a.ppt", Outcome::Unsupported),
        (old_office("__properties_version1.0"), "a.msg", Outcome::Unsupported),
        (zip(&[("notes/a.txt", b"x".to_vec())]), "a.docx", Outcome::WrongType),
        (zip(&[("[Content_Types].xml", b"<Types/>".to_vec())]), "a.docx", Outcome::Corrupt),
    ] {
        assert_eq!(outcome(&bytes, name), expected, "{name}");
    }
}

#[test]
fn the_content_counts_and_not_the_name() {
    assert_eq!(outcome(&docx(&p("A Word file."), &[]), "report.pdf"), Outcome::Ok);
    assert_eq!(outcome(b"Plain words.", "notes"), Outcome::Ok);
}

#[test]
fn a_cut_off_archive_is_corrupt() {
    let whole = docx(&p("Words."), &[]);
    for keep in [5, 40, whole.len() / 2, whole.len() - 10] {
        assert_eq!(outcome(&whole[..keep], "a.docx"), Outcome::Corrupt, "{keep} bytes");
    }
}

#[test]
fn a_cut_anywhere_is_an_outcome() {
    let whole = docx(&p("Words."), &[("footnotes", "")]);
    for keep in 0..whole.len() {
        outcome(&whole[..keep], "a.docx");
    }
}

#[test]
fn a_bomb_is_too_big() {
    let filler = format!("<w:document {W}><w:body>{}", p("x")).into_bytes();
    let bomb = [filler, vec![b' '; 40 << 20]].concat();
    assert_eq!(outcome(&zip(&[("word/document.xml", bomb)]), "a.docx"), Outcome::TooBig);
}

#[test]
fn deep_nesting_is_bounded() {
    let nest = |depth: usize, inner: &str| "<w:tbl><w:tr><w:tc>".repeat(depth) + inner + &"</w:tc></w:tr></w:tbl>".repeat(depth);
    assert_eq!(outcome(&docx(&nest(20, &p("deep")), &[]), "a.docx"), Outcome::Ok);
    assert_eq!(outcome(&docx(&nest(50_000, &p("deeper")), &[]), "a.docx"), Outcome::TooBig);
    assert_eq!(outcome(&docx(&(p("Seen.") + &nest(50_000, &p("deeper"))), &[]), "a.docx"), Outcome::Partial);
}

#[test]
fn entities_of_its_own_are_refused() {
    let laugh = r#"<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w:document><w:body>&b;</w:body></w:document>"#;
    assert_eq!(outcome(&zip(&[("word/document.xml", laugh.as_bytes().to_vec())]), "a.docx"), Outcome::Corrupt);
}

#[test]
fn any_byte_may_be_wrong() {
    let whole = docx(&p("Words of a paragraph."), &[("styles", "<w:style/>"), ("numbering", "<w:num/>")]);
    for i in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[i] ^= 0x5a;
        outcome(&bytes, "a.docx");
    }
}

/// A sample of each format that is text.
fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read");
    ["referral.rtf", "learning.html", "notice.eml", "chronology.csv", "plain.xls"]
        .map(|name| (name, std::fs::read(folder.join(name)).expect("the sample is there")))
        .to_vec()
}

/// A workbook of Excel and one of OpenDocument.
fn books() -> Vec<(&'static str, Vec<u8>)> {
    let sheet =
        r#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>2</v></c></row></sheetData></worksheet>"#;
    let rels = r#"<Relationships><Relationship Id="r" Type="x/worksheet" Target="a.xml"/></Relationships>"#;
    let workbook = r#"<workbook xmlns:r="r"><sheets><sheet name="S" r:id="r"/></sheets></workbook>"#;
    let content = r#"<d xmlns:t="t" xmlns:x="x"><o:spreadsheet xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><t:table><t:table-row><t:table-cell><x:p>w</x:p></t:table-cell></t:table-row></t:table></o:spreadsheet></d>"#;
    let part = |text: &str| text.as_bytes().to_vec();
    vec![
        (
            "a.xlsx",
            zip(&[
                ("xl/workbook.xml", part(workbook)),
                ("xl/_rels/workbook.xml.rels", part(rels)),
                ("xl/a.xml", part(sheet)),
                ("xl/sharedStrings.xml", part("<sst><si><t>words</t></si></sst>")),
            ]),
        ),
        ("a.ods", zip(&[("mimetype", part("application/vnd.oasis.opendocument.spreadsheet")), ("content.xml", part(content))])),
    ]
}

#[test]
fn every_format_may_be_cut_anywhere() {
    for (name, whole) in samples().into_iter().chain(books()) {
        assert_eq!(outcome(&whole, name), Outcome::Ok, "{name}");
        for fiftieth in 0..50 {
            outcome(&whole[..whole.len() * fiftieth / 50], name);
        }
    }
}

#[test]
fn every_format_may_have_any_byte_wrong() {
    for (name, whole) in samples().into_iter().chain(books()) {
        let step = (whole.len() / 40).max(1);
        for (i, wrong) in (0..whole.len()).step_by(step).flat_map(|i| [(i, 0), (i, 0xff), (i, b'{'), (i, b'<')]) {
            let mut bytes = whole.clone();
            bytes[i] = wrong;
            outcome(&bytes, name);
        }
    }
}

#[test]
fn a_pdf_may_be_cut_anywhere_or_have_any_byte_wrong() {
    let whole = Paper::of(&[&paper::text("R", 11.0, 72.0, 100.0, "Words of a page.")]).bytes();
    assert_eq!(outcome(&whole, "a.pdf"), Outcome::Ok);
    for i in 0..whole.len() {
        outcome(&whole[..i], "a.pdf");
        let mut bytes = whole.clone();
        bytes[i] ^= 0x5a;
        outcome(&bytes, "a.pdf");
    }
    let locked = std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read/locked.pdf")).expect("is there");
    assert_eq!(outcome(&locked, "a.pdf"), Outcome::Password);
}

#[test]
fn rich_text_nested_without_end_is_bounded() {
    assert_eq!(outcome(format!("{{\\rtf1 Seen {}deep{}}}", "{".repeat(1000), "}".repeat(1000)).as_bytes(), "a.rtf"), Outcome::Ok);
    assert_eq!(outcome(format!("{{\\rtf1 Seen {}deep", "{".repeat(2_000_000)).as_bytes(), "a.rtf"), Outcome::Partial);
    let notes = format!("{{\\rtf1 Seen {}deep", "{\\footnote x".repeat(100_000));
    assert_eq!(outcome(notes.as_bytes(), "a.rtf"), Outcome::Partial);
    let tables = format!("{{\\rtf1 {}}}", "\\trowd\\cellx1\\itap999999\\intbl x\\nestcell\\nestrow".repeat(2000));
    assert_eq!(outcome(tables.as_bytes(), "a.rtf"), Outcome::Ok);
}

#[test]
fn numbers_of_rich_text_may_lie() {
    for body in [
        "\\bin99999999999 x",
        "\\uc99999999 \\u65 words",
        "\\u99999999 x",
        "\\f-99 x",
        "\\s99999 x",
        "\\trleft-2147483648\\trowd\\cellx2147483647\\cellx-2147483648\\intbl a\\cell b\\cell\\row",
    ] {
        outcome(format!("{{\\rtf1 Seen. {body}}}").as_bytes(), "a.rtf");
    }
}

#[test]
fn pages_nested_without_end_are_bounded() {
    assert_eq!(outcome(format!("<html>{}deep", "<div>".repeat(500)).as_bytes(), "a.html"), Outcome::Ok);
    for tag in ["<div>", "<b>", "<table><tr><td>", "<ul><li>", "<a class=x>", "<sup>", "<select>"] {
        let page = format!("<html><p>Seen</p>{}deep", tag.repeat(300_000));
        assert!(matches!(outcome(page.as_bytes(), "a.html"), Outcome::Partial | Outcome::Ok), "{tag}");
    }
}

#[test]
fn numbers_of_pages_may_lie() {
    let page = "<html><table><tr><td colspan=99999999 rowspan=99999999>a<td rowspan=0>b".to_owned() + &"<tr><td>c".repeat(5000);
    assert_eq!(outcome(page.as_bytes(), "a.html"), Outcome::Ok);
    assert_eq!(outcome(b"<html><ol start=2147483647><li>a<li>b<li value=-2147483648>c</ol>", "a.html"), Outcome::Ok);
}

#[test]
fn messages_nested_without_end_are_bounded() {
    let head = "From: a@b.c\nMessage-ID: <1>\nMIME-Version: 1.0\n";
    let nested = format!("{head}Content-Type: message/rfc822\n\n").repeat(2000) + head + "\nwords";
    outcome(nested.as_bytes(), "a.eml");
    let parts =
        format!("{head}Content-Type: multipart/mixed; boundary=x\n\n") + &"--x\nContent-Type: text/plain\n\nw\n".repeat(20_000);
    outcome(parts.as_bytes(), "a.eml");
}

#[test]
fn a_sheet_that_unpacks_to_a_bomb_is_too_big() {
    let bomb = [b"<worksheet><sheetData>".to_vec(), vec![b' '; 40 << 20]].concat();
    let mut parts =
        vec![("xl/workbook.xml", br#"<workbook xmlns:r="r"><sheets><sheet name="S" r:id="r"/></sheets></workbook>"#.to_vec())];
    parts.push((
        "xl/_rels/workbook.xml.rels",
        br#"<Relationships><Relationship Id="r" Type="x/worksheet" Target="a.xml"/></Relationships>"#.to_vec(),
    ));
    parts.push(("xl/a.xml", bomb));
    assert_eq!(outcome(&zip(&parts), "a.xlsx"), Outcome::TooBig);
}

/// A workbook with one sheet, shared strings and styles.
fn book(sheet: &str, strings: &str, styles: &str) -> Vec<u8> {
    let rels = r#"<Relationships><Relationship Id="r" Type="x/worksheet" Target="a.xml"/></Relationships>"#;
    let parts = [
        ("xl/workbook.xml", r#"<workbook xmlns:r="r"><sheets><sheet name="S" r:id="r"/></sheets></workbook>"#.to_owned()),
        ("xl/_rels/workbook.xml.rels", rels.to_owned()),
        ("xl/a.xml", format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>")),
        ("xl/sharedStrings.xml", format!("<sst><si><t>{strings}</t></si></sst>")),
        ("xl/styles.xml", format!("<styleSheet>{styles}</styleSheet>")),
    ];
    zip(&parts.map(|(name, content)| (name, content.into_bytes())))
}

#[test]
fn one_long_string_in_many_cells_is_bounded() {
    let rows = format!("<row>{}</row>", r#"<c t="s"><v>0</v></c>"#.repeat(100)).repeat(15);
    let made = extract(&book(&rows, &"words ".repeat(2_000), ""), "a.xlsx");
    assert_eq!(made.outcome, Outcome::Partial);
    assert!(made.reason.expect("a sentence").contains("MB of words"));
}

#[test]
fn a_format_of_numbers_may_be_as_long_as_it_likes() {
    let styles = format!(
        r#"<numFmts><numFmt numFmtId="200" formatCode="0.{}%"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs>"#,
        "0".repeat(300_000)
    );
    let row = format!("<row>{}</row>", r#"<c s="0"><v>0.25</v></c>"#.repeat(5_000));
    assert_eq!(outcome(&book(&row, "", &styles), "a.xlsx"), Outcome::Ok);
}

#[test]
fn sheets_that_repeat_without_end_are_bounded() {
    let cell = r#"<t:table-cell t:number-columns-repeated="16384"><x:p>w</x:p></t:table-cell>"#;
    let row = format!(r#"<t:table-row t:number-rows-repeated="1048576">{cell}</t:table-row>"#).repeat(5);
    let content = format!(
        r#"<d xmlns:t="t" xmlns:x="x"><o:spreadsheet xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><t:table>{row}</t:table></o:spreadsheet></d>"#
    );
    let book =
        zip(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet".to_vec()), ("content.xml", content.into_bytes())]);
    assert_eq!(outcome(&book, "a.ods"), Outcome::Partial);
}

#[test]
fn rows_beyond_the_last_number_are_bounded() {
    let row = r#"<t:table-row t:number-rows-repeated="4294967295"><t:table-cell><x:p>w</x:p></t:table-cell></t:table-row>"#;
    let long = "words of a cell ".repeat(2_000);
    let cells = format!(r#"<t:table-cell t:number-columns-repeated="900"><x:p>{long}</x:p></t:table-cell>"#);
    for rows in [row.repeat(3), format!(r#"<t:table-row t:number-rows-repeated="9000">{cells}</t:table-row>"#)] {
        let content = format!(
            r#"<d xmlns:t="t" xmlns:x="x"><o:spreadsheet xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><t:table>{rows}</t:table></o:spreadsheet></d>"#
        );
        let mime = b"application/vnd.oasis.opendocument.spreadsheet".to_vec();
        assert!(matches!(
            outcome(&zip(&[("mimetype", mime), ("content.xml", content.into_bytes())]), "a.ods"),
            Outcome::Ok | Outcome::Partial
        ));
    }
    let last =
        r#"<row r="4294967295"><c t="s"><v>0</v></c></row><row><c t="s"><v>0</v></c></row><row><c t="s"><v>0</v></c></row>"#;
    assert_eq!(outcome(&book(last, "words", ""), "a.xlsx"), Outcome::Ok);
}
