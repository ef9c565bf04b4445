//! Rich Text: letters of all code pages, paragraphs, tables, notes, and what is left out.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

#[path = "read/show.rs"]
mod show;

use deepdive::read::{Outcome, extract};
use show::{blocks, golden, read, said};

fn rtf(body: &str) -> Vec<u8> {
    format!("{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0\\fcharset0 Arial;}}{{\\f9\\fcharset2 Symbol;}}}}{body}}}")
        .into_bytes()
}

fn text(bytes: &[u8]) -> String {
    read(bytes, "a.rtf").text.trim_end().to_owned()
}

#[test]
fn a_form_with_everything_in_it() {
    golden("referral.rtf");
}

#[test]
fn code_pages_by_document_and_by_font() {
    let page = |number: u32, bytes: &str| text(format!("{{\\rtf1\\ansi\\ansicpg{number} {bytes}}}").as_bytes());
    assert_eq!(page(1250, "za\\'bf\\'f3\\'b3\\'e6"), "zażółć");
    assert_eq!(page(1251, "\\'cf\\'f0\\'e8"), "При");
    assert_eq!(page(932, "\\'83\\'5c\\'83\\'8b"), "ソル");
    assert_eq!(page(932, "\\'83\\\\"), "ソ", "the second byte of a letter may look like a sign of its own");
    assert_eq!(page(950, "\\'a4\\'a4"), "中");
    assert_eq!(page(65001, "caf\\'c3\\'a9"), "café");
    assert_eq!(text(b"{\\rtf1\\mac caf\\'8e}"), "café");
    assert_eq!(text(b"{\\rtf1\\pc caf\\'82}"), "café");
    assert_eq!(text(b"{\\rtf1\\ansi caf\xe9 raw}"), "café raw");
    let fonts = b"{\\rtf1\\ansi\\deff1{\\fonttbl{\\f0\\fcharset161 Arial Greek;}{\\f1\\fcharset0 Arial;}}\\'e9 {\\f0 \\'e1\\'e2} \\'e9\\plain\\f0\\'e3}";
    assert_eq!(text(fonts), "é αβ éγ");
    assert!(said(&read(b"{\\rtf1\\ansi\\ansicpg1361 x}", "a.rtf")).contains("code page 1361"));
}

#[test]
fn a_letter_in_unicode_takes_its_stand_in_with_it() {
    assert_eq!(text(&rtf("\\uc2\\u322\\'a3\\'a3x{\\uc0\\u243 y}\\u322 ??z")), "łxóyłz");
    assert_eq!(text(&rtf("a\\u8212\\emdash b\\u8211{}c")), "a—b–c");
    assert_eq!(text(&rtf("\\u128512?.")), "😀.");
    assert_eq!(text(&rtf("a\\u-10179?b")), "ab", "half a letter is none");
}

#[test]
fn signs_keep_their_meaning() {
    assert_eq!(text(&rtf("a\\~b\\_c\\-d\\tab e\\bullet\\ldblquote f\\rdblquote\\{g\\}\\\\")), "a\u{a0}b-cd e•“f”{g}\\");
    assert_eq!(text(&rtf("{\\f9 \\'b7} {\\field{\\*\\fldinst SYMBOL 254 \\\\f \"Wingdings\"}}")), "• ☑");
    assert_eq!(text(&rtf("10{\\super 6} and 9 m{\\super 2} and Report{\\super 12}")), "10⁶ and 9 m² and Report 12");
}

#[test]
fn a_table_of_one_column_is_a_frame() {
    let frame = rtf("\\trowd\\cellx5000\\pard\\intbl One\\par Two\\cell\\row\\pard After\\par");
    assert_eq!(blocks(&read(&frame, "a.rtf")), [("paragraph", "", "One"), ("paragraph", "", "Two"), ("paragraph", "", "After")]);
}

#[test]
fn columns_are_told_from_all_rows() {
    let table = rtf("\\trowd\\cellx1000\\cellx2000\\cellx3000\\pard\\intbl a\\cell b\\cell c\\cell\\row\
                     \\trowd\\cellx1010\\cellx3000\\pard\\intbl d\\cell e\\cell\\row\
                     \\trowd\\trleft1000\\cellx2000\\cellx3000\\pard\\intbl f\\cell g\\cell\\row");
    let source = read(&table, "a.rtf");
    let columns: Vec<_> = source.shape.blocks.iter().map(|b| b.columns.clone()).collect();
    assert_eq!(columns, [vec![], vec![(0, 1), (1, 2)], vec![(1, 1), (2, 1)]]);
    assert!(source.shape.blocks.iter().all(|b| b.table == 1));
}

#[test]
fn a_row_without_its_end_is_not_lost() {
    assert_eq!(text(&rtf("\\trowd\\cellx1\\cellx2\\pard\\intbl a\\cell b\\cell")), "a\tb");
    assert_eq!(text(&rtf("\\pard\\intbl a\\cell b\\cell\\row c\\par")), "a\tb\nc");
}

#[test]
fn what_is_left_out_is_said() {
    let source =
        read(&rtf("Seen{\\v  hidden} {\\deleted gone}{\\revised new}{\\pict 00}{\\object{\\*\\objdata 01}}\\par"), "a.rtf");
    assert_eq!(source.text, "Seen new\n");
    let said = said(&source);
    for sentence in [
        "LeftOut: Hidden text: 1 piece",
        "1 piece inserted",
        "1 piece deleted",
        "Pictures without text: 1",
        "embedded in the text: 1",
    ] {
        assert!(said.contains(sentence), "{sentence} in {said}");
    }
}

#[test]
fn endnotes_are_counted_apart() {
    let body = "a{\\footnote x}b{\\footnote\\ftnalt y}c{\\footnote z}\\par";
    let read = read(&rtf(body), "a.rtf");
    let labels: Vec<_> = blocks(&read).into_iter().map(|(_, label, text)| format!("{label} {text}")).collect();
    assert_eq!(labels, [" abc", "1 x", "endnote 1 y", "2 z"]);
}

#[test]
fn a_file_that_is_cut_off_says_so() {
    let cut = extract(b"{\\rtf1 Words of a {\\b letter", "a.rtf");
    assert_eq!(cut.outcome, Outcome::Partial);
    assert_eq!(cut.source.expect("a text").text, "Words of a letter\n");
    assert_eq!(extract(b"{\\rtf1{\\fonttbl{\\f0 Ari", "a.rtf").outcome, Outcome::Corrupt);
}
