//! Promises of papers: open to everybody, traceable, the same twice, and the same figures on a page and in Word.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops where something is not as promised"
)]

#[path = "support/access_docx.rs"]
mod access_docx;
#[path = "support/access_html.rs"]
mod access_html;
mod papers;

use access_docx::parts;
use access_html::{Piece, pieces};
use deepdive::write::WriteError;
use deepdive::write::paper::{Block, Level, Paper, PaperFormat, write_paper};
use papers::{about, briefing, charts, report, report_with, square};
use std::io::{Cursor, Read, Write};

const ORIGIN: [&str; 5] = ["Under-ones 2026 & before", "revision 1904", "5 June 2026", "Deepdive 0.3.0", "level partnership"];

fn docx(paper: &Paper) -> Vec<u8> {
    write_paper(paper, &about(), PaperFormat::Docx).expect("writes")
}

fn page(paper: &Paper) -> String {
    String::from_utf8(write_paper(paper, &about(), PaperFormat::Html).expect("writes")).expect("UTF-8")
}

fn document(paper: &Paper) -> String {
    parts(&docx(paper)).remove("word/document.xml").expect("there")
}

/// The words of every stretch between two tags, with their markup taken out.
fn between(xml: &str, start: &str, end: &str) -> Vec<String> {
    let words = |part: &str| {
        let texts = part.split("<w:t xml:space=\"preserve\">").skip(1).filter_map(|t| t.split_once("</w:t>")).map(|(t, _)| t);
        let text = texts.collect::<String>().replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
        text.replace("&#39;", "'").replace("&amp;", "&")
    };
    xml.split(start).skip(1).map(|rest| words(rest.split_once(end).map_or(rest, |(part, _)| part))).collect()
}

fn paragraphs(xml: &str, style: &str) -> Vec<String> {
    between(xml, &format!("<w:pStyle w:val=\"{style}\"/>"), "</w:p>")
}

#[test]
fn every_word_document_passes_the_access_check() {
    for paper in [report_with(charts(), 2, 3), report_with(Vec::new(), 0, 0), briefing()] {
        assert_eq!(access_docx::faults(&docx(&paper), "OFFICIAL-SENSITIVE", &ORIGIN), Vec::<String>::new(), "{}", paper.title);
    }
}

#[test]
fn every_page_passes_the_access_check() {
    for paper in [report_with(charts(), 2, 3), report_with(Vec::new(), 0, 0), briefing()] {
        assert_eq!(access_html::faults(&page(&paper), "OFFICIAL-SENSITIVE"), Vec::<String>::new(), "{}", paper.title);
    }
}

/// The package with one part changed.
fn changed(bytes: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).expect("an entry");
        let name = file.name().expect("a name").into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("whole");
        if name == part {
            let text = String::from_utf8(content).expect("UTF-8");
            assert!(text.contains(from), "{part} has {from}");
            content = text.replacen(from, to, 1).into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).expect("starts");
        out.write_all(&content).expect("writes");
    }
    out.finish().expect("ends").into_inner()
}

#[test]
fn the_access_check_notices_what_is_missing() {
    let whole = docx(&report(1, 1));
    for (part, from, to, fault) in [
        ("word/document.xml", "<w:tblHeader/>", "", "table 1 has not just one header row that repeats"),
        (
            "word/document.xml",
            "<w:pStyle w:val=\"Heading2\"/>",
            "<w:pStyle w:val=\"Heading3\"/>",
            "a heading of level 3 follows one of level 1",
        ),
        ("word/document.xml", "<w:tblCaption w:val=\"", "<w:tblCaption w:wrong=\"", "table 1 has no caption or description"),
        ("word/document.xml", " descr=\"", " wrong=\"", "a picture has no description"),
        ("word/document.xml", "r:id=\"rId4\"", "r:id=\"rId3\"", "section 1 has no header with the marking"),
        ("word/document.xml", "w:anchor=\"a", "w:anchor=\"b", "w:hyperlink names what is not there"),
        ("word/header1.xml", "SENSITIVE", "", "section 1 has no header with the marking"),
        ("word/footer2.xml", " NUMPAGES ", "", "has no footer with “ NUMPAGES ”"),
        ("word/styles.xml", "w:lang w:val=\"en-GB\"", "w:lang w:val=\"de-DE\"", "the language is not set"),
        ("docProps/core.xml", "<dc:title>", "<dc:other>", "the title is not among the properties"),
    ] {
        let changed = match part {
            "docProps/core.xml" => changed(&changed(&whole, part, from, to), part, "</dc:title>", "</dc:other>"),
            _ => changed(&whole, part, from, to),
        };
        let faults = access_docx::faults(&changed, "OFFICIAL-SENSITIVE", &ORIGIN);
        assert!(faults.iter().any(|f| f.contains(fault)), "{from}: {faults:?}");
    }
    let whole = page(&report(1, 1));
    for (from, to, fault) in [
        (" lang=\"en-GB\"", "", "the language is not set"),
        (" scope=\"col\"", "", "table 1 has a header without scope"),
        ("role=\"img\"", "", "a picture has no role, name or description"),
        ("</h1>", "</h1><h3>x</h3>", "h3 follows h1"),
        ("href=\"#s1\"", "href=\"#s99\"", "s99 is named and not there"),
        ("<caption", "<div", "table 1 has no caption or head"),
    ] {
        assert!(whole.contains(from));
        let faults = access_html::faults(&whole.replacen(from, to, 1), "OFFICIAL-SENSITIVE");
        assert!(faults.iter().any(|f| f.contains(fault)), "{from}: {faults:?}");
    }
}

#[test]
fn a_paper_is_the_same_twice() {
    for format in PaperFormat::ALL {
        let write = || write_paper(&report(2, 2), &about(), format).expect("writes");
        assert!(write() == write(), "{format:?}");
    }
}

#[test]
fn the_title_page_says_where_the_paper_comes_from() {
    let xml = document(&report(1, 0));
    assert_eq!(paragraphs(&xml, "CoverTitle"), ["Injuries to babies under one: <what> ten cases & their reviews tell"]);
    assert_eq!(paragraphs(&xml, "Subtitle"), ["A deep dive into practice reviews"]);
    let facts = paragraphs(&xml, "Fact");
    assert!(facts[6].starts_with("Levelpartnership. "));
    assert_eq!(
        facts[..6],
        [
            "AuthorsR. Parr, M. Khan",
            "MarkingOFFICIAL-SENSITIVE",
            "Date5 June 2026",
            "ProjectUnder-ones 2026 & before",
            "Revision1904 steps",
            "Made withDeepdive 0.3.0"
        ]
    );
    let core = parts(&docx(&report(1, 0))).remove("docProps/core.xml").expect("there");
    assert!(core.contains("<dc:creator>R. Parr, M. Khan</dc:creator>") && core.contains("<cp:contentStatus>OFFICIAL-SENSITIVE<"));
    assert_eq!(paragraphs(&document(&briefing()), "Title"), ["Injuries to babies under one"], "a band, and no page of its own");
}

/// Headings of the first two levels, as the paper has them.
fn in_contents(blocks: &[Block]) -> Vec<String> {
    let level = |b: &Block| match b {
        Block::Heading(h) if h.level != Level::Three => Some(h.text.clone()),
        _ => None,
    };
    blocks.iter().filter_map(level).collect()
}

#[test]
fn contents_name_every_part_and_section() {
    let paper = report(3, 1);
    let wanted = in_contents(&paper.blocks);
    let xml = document(&paper);
    let (_, rest) = xml.split_once("<w:sdtContent>").expect("has contents");
    let (contents, _) = rest.split_once("</w:sdtContent>").expect("ends");
    let entries = between(contents, "w:history=\"1\">", "<w:tab/>");
    assert_eq!(entries, wanted);
    let pages: Vec<usize> = between(contents, "PAGEREF", "</w:hyperlink>").iter().map(|p| p.parse().expect("a page")).collect();
    assert!(pages.len() == wanted.len() && pages.is_sorted() && pages[0] == 3, "{pages:?}");
    let page = page(&paper);
    let (_, rest) = page.split_once("<nav").expect("has contents");
    let (nav, _) = rest.split_once("</nav>").expect("ends");
    assert_eq!(nav.matches("<li>").count(), wanted.len());
}

#[test]
fn wide_tables_lie_on_their_side_with_the_heading_above_them() {
    let xml = document(&report_with(vec![square(22)], 1, 0));
    let sections: Vec<bool> = xml.split("<w:sectPr>").skip(1).map(|s| s.contains("w:orient=\"landscape\"")).collect();
    // The square of 22 themes; then the appendix of words goes on beside the framework.
    assert_eq!(sections, [false, true, false, true]);
    let framework = xml.find("Appendix: framework</w:t></w:r></w:p>").expect("there");
    let turn = xml.rfind("<w:sectPr>").and_then(|last| xml[..last].rfind("<w:sectPr>")).expect("three turns");
    assert!(turn < framework, "the heading stands on the page of its table");
}

/// Rows of the tables of a page.
fn page_tables(page: &str) -> Vec<Vec<Vec<String>>> {
    let mut tables: Vec<Vec<Vec<String>>> = Vec::new();
    let mut is_cell = false;
    for piece in pieces(page) {
        match piece {
            Piece::Start(name, _) if name == "table" => tables.push(Vec::new()),
            Piece::Start(name, _) if name == "tr" => tables.last_mut().expect("open").push(Vec::new()),
            Piece::Start(name, _) if name == "th" || name == "td" => {
                tables.last_mut().and_then(|t| t.last_mut()).expect("open").push(String::new());
                is_cell = true;
            }
            Piece::End(name) if name == "th" || name == "td" => is_cell = false,
            Piece::Words(words) if is_cell => {
                tables.last_mut().and_then(|t| t.last_mut()).and_then(|r| r.last_mut()).expect("open").push_str(&words);
            }
            Piece::Start(..) | Piece::End(_) | Piece::Words(_) => {}
        }
    }
    tables
}

#[test]
fn word_and_the_page_have_the_same_tables_and_quotes() {
    // Word cuts a square of 22 themes into parts; the next test looks at that.
    let paper = report_with(charts().into_iter().filter(|c| c.table().header.len() < 18).collect(), 2, 4);
    let (xml, page) = (document(&paper), page(&paper));
    let word: Vec<Vec<Vec<String>>> = xml
        .split("<w:tbl>")
        .skip(1)
        .map(|t| {
            t.split_once("</w:tbl>").expect("ends").0.split("<w:tr>").skip(1).map(|r| between(r, "<w:tc>", "</w:tc>")).collect()
        })
        .collect();
    assert!(word.len() > 7 && word == page_tables(&page));
    let quotes = paragraphs(&xml, "Quote");
    assert_eq!(quotes.len(), 8);
    assert!(
        quotes.contains(&"“The antenatal notification listed the pregnancy as <low risk> & nobody asked \"why\".”".to_owned())
    );
    assert!(paragraphs(&xml, "Citation").contains(&"Good practice  Child B LCSPR, 4.1, p. 11".to_owned()));
    assert_eq!(page.matches("<blockquote").count(), 8);
    assert!(page.contains("pregnancy as &lt;low risk&gt; &amp; nobody asked &quot;why&quot;.”"));
}

#[test]
fn a_table_too_wide_for_a_page_comes_in_parts_with_the_names_of_its_rows() {
    let captions = paragraphs(&document(&report_with(vec![square(22)], 0, 0)), "Caption");
    let parts: Vec<&String> = captions.iter().filter(|c| c.starts_with("Themes in the same passage, in figures: ")).collect();
    assert_eq!(parts.len(), 2);
    assert!(parts[0].ends_with("T0 to T15") && parts[1].ends_with("T16 to T21"));
}

#[test]
fn links_lead_somewhere_or_are_plain_words() {
    let xml = document(&report(1, 1));
    assert!(!xml.contains("no such place") && xml.contains(">nowhere</w:t></w:r></w:p>"));
    let page = page(&report(1, 1));
    assert!(page.contains("nowhere</p>") && !page.contains(">nowhere</a>") && page.contains(">Finding 1</a>"));
}

#[test]
fn numbered_lists_begin_with_one_each() {
    let xml = parts(&docx(&report(0, 0))).remove("word/numbering.xml").expect("there");
    assert_eq!(xml.matches("<w:startOverride w:val=\"1\"/>").count(), 2);
}

#[test]
fn formats_have_names() {
    assert_eq!("DOCX".parse::<PaperFormat>(), Ok(PaperFormat::Docx));
    assert_eq!("htm".parse::<PaperFormat>(), Ok(PaperFormat::Html));
    assert_eq!("pdf".parse::<PaperFormat>(), Err(WriteError::UnknownPaperFormat("pdf".to_owned())));
}

#[test]
fn an_empty_paper_is_still_a_paper() {
    let paper = Paper { blocks: vec![Block::Contents], ..briefing() };
    assert_eq!(access_docx::faults(&docx(&paper), "OFFICIAL-SENSITIVE", &ORIGIN), Vec::<String>::new());
    assert_eq!(access_html::faults(&page(&paper), "OFFICIAL-SENSITIVE"), Vec::<String>::new());
}

/// 30 findings with 510 quotes and 10 tables, and seven charts; how long it takes is measured by `cargo bench --bench report`.
#[test]
fn a_large_paper_is_whole() {
    let paper = report_with(charts(), 30, 17);
    let bytes = docx(&paper);
    assert_eq!(access_docx::faults(&bytes, "OFFICIAL-SENSITIVE", &ORIGIN), Vec::<String>::new());
    let text = parts(&bytes).remove("word/document.xml").expect("there");
    assert!(text.len() > 500_000, "all its findings and quotes: {}", text.len());
}
