//! Files that are damaged, locked, lying or made to do harm: each gets its outcome and a sentence.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

#[path = "read/package.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod package;

use deepdive::read::{Outcome, extract};
use package::{W, docx, p, zip};

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
        (b"<html><body>A page</body></html>".to_vec(), "page.html", Outcome::Unsupported),
        (b"Just text".to_vec(), "report.pdf", Outcome::WrongType),
        (b"MZ\x90\0\x03\0\0\0".to_vec(), "report.docx", Outcome::WrongType),
        (b"\x89PNG\r\n\x1a\n".to_vec(), "scan.docx", Outcome::Unsupported),
        (b"{\\rtf1\\ansi Text}".to_vec(), "a.doc", Outcome::Unsupported),
        (old_office("EncryptedPackage"), "a.docx", Outcome::Password),
        (old_office("WordDocument"), "a.doc", Outcome::Unsupported),
        (old_office("Workbook"), "a.xls", Outcome::Unsupported),
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
