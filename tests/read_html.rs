//! Web pages: what a reader of the page sees, in order, and what is left out.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

#[path = "read/show.rs"]
mod show;

use deepdive::read::{Outcome, extract};
use show::{blocks, golden, read, said};

fn words(page: &[u8]) -> String {
    read(page, "a.html").text.trim_end().to_owned()
}

#[test]
fn a_page_with_everything_on_it() {
    golden("learning.html");
}

#[test]
fn encodings() {
    assert_eq!(words(b"<html><meta charset=windows-1250><p>za\xbf\xf3\xb3\xe6"), "zażółć");
    assert_eq!(words(b"<html><p>\x93caf\xe9\x94"), "“café”");
    let wide = |le: bool, mark: &str| {
        let page = format!("{mark}<html><body><p>Café</p></body></html>");
        page.encode_utf16().flat_map(|u| if le { u.to_le_bytes() } else { u.to_be_bytes() }).collect::<Vec<u8>>()
    };
    for bytes in [wide(true, "\u{feff}"), wide(false, "\u{feff}"), wide(true, ""), wide(false, "")] {
        assert_eq!(words(&bytes), "Café");
    }
}

#[test]
fn a_page_written_as_xml() {
    let page = b"<?xml version='1.0' encoding='utf-8'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title/><script src='a.js'/></head><body><p>One<br/>two</p><div/><p>three</p></body></html>";
    assert_eq!(words(page), "One\ntwo\n\nthree");
}

#[test]
fn a_page_as_word_writes_it() {
    let page = "<html><body><p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>4.2<span>&nbsp;&nbsp;</span></span><![endif]>The visitor<a href='#_ftn1' name='_ftnref1'><span>[1]</span></a> called.</p>\
                <div style='mso-element:footnote' id=ftn1><p><a href='#_ftnref1'>[1]</a> A note.</p></div></body></html>";
    assert_eq!(
        blocks(&read(page.as_bytes(), "a.doc")),
        [("list-item", "4.2", "The visitor called."), ("footnote", "1", "A note.")]
    );
}

#[test]
fn a_page_as_libreoffice_writes_it() {
    let page = "<html><body><p>The end<a class=sdendnoteanc name=sdendnote1anc href='#sdendnote1sym'><sup>i</sup></a> or not</p>\
                <div id=sdendnote1><p><a class=sdendnotesym name=sdendnote1sym href='#sdendnote1anc'>i</a>A note</p></div></body></html>";
    assert_eq!(blocks(&read(page.as_bytes(), "a.html")), [("paragraph", "", "The end or not"), ("footnote", "1", "A note")]);
}

#[test]
fn a_page_under_the_name_of_a_document_is_an_error_page() {
    let page = b"<html><body><h1>404</h1></body></html>";
    for name in ["a.pdf", "a.docx", "a.xlsx"] {
        let refused = extract(page, name);
        assert_eq!(refused.outcome, Outcome::WrongType);
        assert!(refused.reason.expect("a sentence").contains("error page"));
    }
    assert_eq!(extract(page, "export.xls").outcome, Outcome::Ok);
}

#[test]
fn lists_count_as_browsers_do() {
    let page = "<ol reversed><li>a<li>b<li>c</ol><ol type=I><li value=4>d<li>e</ol><ul><li>f</ul><ol style='list-style-type: lower-roman'><li>g</ol>";
    let source = read(page.as_bytes(), "a.html");
    let labels: Vec<&str> = blocks(&source).into_iter().map(|(_, label, _)| label).collect();
    assert_eq!(labels, ["3", "2", "1", "IV", "V", "", "i"]);
}

#[test]
fn what_is_hidden_is_left_out_and_said() {
    let page = b"<html><p>Seen</p><p hidden>a</p><p style='Display : NONE'>b</p><span aria-hidden=true>c</span><p style='mso-hide:all'>d</p><template>e</template>";
    let source = read(page, "a.html");
    assert_eq!(source.text, "Seen\n");
    assert!(said(&source).contains("LeftOut: Hidden text: 4 pieces"), "{}", said(&source));
}

#[test]
fn cells_over_several_rows_and_columns_keep_the_others_in_line() {
    let page = b"<table><tr><th>a<th colspan=2>b<tr><td rowspan=2>c<td>d<td>e<tr><td colspan=2>f</table>";
    let source = read(page, "a.html");
    let columns: Vec<_> = source.shape.blocks.iter().map(|b| b.columns.clone()).collect();
    assert_eq!(columns, [vec![(0, 1), (1, 2)], vec![], vec![(1, 2)]]);
}
