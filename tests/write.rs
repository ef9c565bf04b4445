//! Promises of the exports: the same figures in every format, readable by other programs, traceable and harmless.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops where something is not as promised"
)]

mod draft;

use deepdive::analyse::{CellKind, Matrix};
use deepdive::model::{Codebook, Id, Judgement, Polarity, Progress, Project};
use deepdive::write::{Format, Layout, Protected, Provenance, codebook_csv, write_matrix};
use draft::{Draft, matrix};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{Cursor, Read};

/// Two groups, three cases (one not yet read), every state, a title that looks like a formula, signs of all kinds.
fn project() -> Project {
    let mut draft = Draft::default();
    draft.analyst("mk", "Mary Kent");
    draft.analyst("rp", "Ruth Parr");
    let b = draft.theme("B", "Fathers and other men", None);
    let b1 = draft.theme("B1", "Man or new partner not identified", Some(b));
    let b2 = draft.theme("B2", "Father not engaged", Some(b));
    let d = draft.theme("D", "Information sharing & seeking", None);
    let d1 = draft.theme("D1", "=Midwifery to health visiting", Some(d));
    let child_a = draft.case("Child A", &[("Age band", "Under 3 months")]);
    let child_b = draft.case("Child B", &[("Age band", "3 to 6 months")]);
    let child_j = draft.case("Child J", &[]);
    let a = draft.document("Child A LCSPR", child_a, Progress::Reviewed);
    let review = draft.document("Rapid review", child_b, Progress::Coded);
    let lcspr = draft.document("Child B LCSPR", child_b, Progress::Coded);
    draft.document("Child J rapid review", child_j, Progress::NotRead);
    draft.code("mk", b1, a, (0, 12), Polarity::Concern);
    draft.code("mk", b1, review, (0, 12), Polarity::Concern);
    draft.code("rp", b1, lcspr, (0, 22), Polarity::Concern);
    draft.code("rp", b1, lcspr, (23, 41), Polarity::GoodPractice);
    draft.code("rp", d1, lcspr, (0, 22), Polarity::GoodPractice);
    draft.code("mk", d, a, (0, 12), Polarity::Context);
    draft.judge(b2, child_a, Judgement::Absent, "");
    draft.judge(b1, child_b, Judgement::None, "No one asked who lived in the home.\nThe ward rang back <the same day>.");
    draft.project()
}

const WORDS: &str = "=cmd|' /C calc'!A0 & \"a\" <b> The health visitor rang the ward.";

fn themes(cells: CellKind) -> Matrix {
    matrix(&project(), WORDS, "theme", "case", cells)
}

fn about() -> Provenance {
    Provenance {
        marking: "OFFICIAL-SENSITIVE".to_owned(),
        program: "Deepdive 0.1.0".to_owned(),
        project: "Under-ones 2026 & before".to_owned(),
        revision: 19,
        made: jiff::civil::date(2026, 6, 5),
        level: None,
        selection: Vec::new(),
    }
}

fn bytes(matrix: &Matrix, format: Format, layout: Layout) -> Vec<u8> {
    write_matrix(&Protected::exact(matrix), &about(), format, layout).expect("writes")
}

fn utf8(matrix: &Matrix, format: Format, layout: Layout) -> String {
    String::from_utf8(bytes(matrix, format, layout)).expect("UTF-8")
}

#[test]
fn csv_grid_of_codings() {
    insta::assert_snapshot!(utf8(&themes(CellKind::Codings), Format::Csv, Layout::Grid));
}

#[test]
fn csv_grid_of_presence() {
    insta::assert_snapshot!(utf8(&themes(CellKind::Presence), Format::Csv, Layout::Grid));
}

#[test]
fn csv_tidy_of_codings() {
    insta::assert_snapshot!(utf8(&themes(CellKind::Codings), Format::Csv, Layout::Tidy));
}

#[test]
fn csv_tidy_of_quotes() {
    insta::assert_snapshot!(utf8(&themes(CellKind::Quotes), Format::Csv, Layout::Tidy));
}

#[test]
fn csv_grid_of_cases_by_attribute() {
    let m = matrix(&project(), WORDS, "theme-group", "attribute:Age band", CellKind::Presence);
    insta::assert_snapshot!(utf8(&m, Format::Csv, Layout::Grid));
}

#[test]
fn html_of_codings() {
    let page = utf8(&themes(CellKind::Codings), Format::Html, Layout::Grid);
    let (before, rest) = page.split_once("<style>").expect("has a style");
    let (_, after) = rest.split_once("</style>").expect("has an end of style");
    insta::assert_snapshot!(format!("{before}<style>…</style>{after}"));
}

#[test]
fn ron_of_quotes() {
    insta::assert_snapshot!(utf8(&themes(CellKind::Quotes), Format::Ron, Layout::Grid));
}

#[test]
fn ron_tidy_of_summaries() {
    insta::assert_snapshot!(utf8(&themes(CellKind::Summary), Format::Ron, Layout::Tidy));
}

#[test]
fn csv_opens_in_excel_and_says_nothing_it_should_not() {
    for (layout, kind) in [Layout::Grid, Layout::Tidy].into_iter().flat_map(|l| CellKind::ALL.map(|k| (l, k))) {
        let csv = utf8(&themes(kind), Format::Csv, layout);
        let body = csv.strip_prefix('\u{feff}').expect("starts with the byte-order mark");
        assert!(body.ends_with("\r\n"));
        let mut reader = csv::Reader::from_reader(body.as_bytes());
        assert_eq!(reader.headers().expect("has headers").iter().filter(|h| h.is_empty()).count(), 0);
        let mut lines = 0;
        for record in reader.records() {
            for field in record.expect("all lines are equally long").iter() {
                assert!(!field.starts_with(['=', '+', '-', '@']), "{field} is no formula");
                assert!(!["no", "false"].contains(&field.to_lowercase().as_str()), "not mentioned is not No");
            }
            lines += 1;
        }
        assert_eq!(lines, if layout == Layout::Grid { 5 } else { 15 });
        assert!(body.contains("OFFICIAL-SENSITIVE") && body.contains("Deepdive 0.1.0") && body.contains("2026-06-05"));
    }
}

#[test]
fn every_format_names_its_origin_and_is_the_same_twice() {
    for (format, layout) in Format::ALL.into_iter().flat_map(|f| [(f, Layout::Grid), (f, Layout::Tidy)]) {
        for kind in CellKind::ALL {
            let m = themes(kind);
            let first = bytes(&m, format, layout);
            assert_eq!(first, bytes(&m, format, layout), "{format:?} {layout:?} {kind:?}");
            let text = match format {
                Format::Xlsx | Format::Docx => unzipped(&first).into_iter().map(|(_, text)| text).collect::<String>(),
                Format::Csv | Format::Html | Format::Ron => String::from_utf8(first).expect("UTF-8"),
            };
            for fact in ["OFFICIAL-SENSITIVE", "Deepdive 0.1.0", "Under-ones 2026", "19", "2026-06-05"] {
                assert!(text.contains(fact), "{format:?} {layout:?} {kind:?} names {fact}");
            }
        }
    }
}

#[test]
fn the_page_is_whole_and_has_no_script() {
    let page = utf8(&themes(CellKind::Quotes), Format::Html, Layout::Grid);
    for needed in ["lang=\"en-GB\"", "<caption", "scope=\"col\"", "scope=\"row\"", "prefers-color-scheme: dark", "@media print"] {
        assert!(page.contains(needed), "{needed}");
    }
    for forbidden in ["<script", "http:", "https:", "src=", "url(", "<b> The", "calc'!"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert!(page.contains("“=cmd|&#39; /C ca” <cite>Child A LCSPR, 4.12, p. 23</cite>"), "quotes are escaped and cited");
}

fn unzipped(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    (0..archive.len())
        .map(|i| {
            let mut file = archive.by_index(i).expect("an entry");
            let mut text = String::new();
            file.read_to_string(&mut text).expect("XML is UTF-8");
            (file.name().expect("a name").into_owned(), text)
        })
        .collect()
}

/// Names and text of an XML part in order, so that a mistake in it shows up; attributes as `name@value`.
fn read_xml(xml: &str, mut see: impl FnMut(&str, &str)) {
    let mut reader = Reader::from_str(xml);
    let mut path: Vec<String> = Vec::new();
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(tag) => {
                path.push(String::from_utf8_lossy(tag.name().as_ref()).into_owned());
                see(path.last().expect("just pushed"), "");
            }
            Event::End(tag) => {
                assert_eq!(path.pop().expect("was opened").as_bytes(), tag.name().as_ref());
                see(&format!("/{}", String::from_utf8_lossy(tag.name().as_ref())), "");
            }
            Event::Empty(tag) => see(&String::from_utf8_lossy(tag.name().as_ref()), ""),
            Event::Text(text) => see(path.last().map_or("", String::as_str), &String::from_utf8_lossy(&text)),
            Event::GeneralRef(name) => {
                let c = match &*String::from_utf8_lossy(&name) {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "#39" | "apos" => "'",
                    other => panic!("unknown reference {other}"),
                };
                see(path.last().map_or("", String::as_str), c);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(path.is_empty());
}

/// The tables of a Word document: rows of cells of text.
fn word_tables(xml: &str) -> Vec<Vec<Vec<String>>> {
    let mut tables: Vec<Vec<Vec<String>>> = Vec::new();
    read_xml(xml, |name, text| match name {
        "w:tbl" if text.is_empty() => tables.push(Vec::new()),
        "w:tr" => tables.last_mut().expect("in a table").push(Vec::new()),
        "w:tc" => tables.last_mut().and_then(|t| t.last_mut()).expect("in a row").push(String::new()),
        "w:t" if !text.is_empty() => {
            if let Some(cell) = tables.last_mut().and_then(|t| t.last_mut()).and_then(|r| r.last_mut()) {
                cell.push_str(text);
            }
        }
        _ => {}
    });
    tables
}

#[test]
fn the_word_document_can_be_read_back() {
    let m = themes(CellKind::Codings);
    let parts = unzipped(&bytes(&m, Format::Docx, Layout::Grid));
    for (name, xml) in &parts {
        read_xml(xml, |_, _| {});
        assert!(!name.ends_with("styles.xml") || xml.contains("w:lang w:val=\"en-GB\""));
    }
    let part = |name: &str| &parts.iter().find(|(n, _)| n == name).expect("there").1;
    let document = part("word/document.xml");
    assert!(
        document.contains("<w:tblHeader/>") && document.contains("w:val=\"Heading1\"") && document.contains("w:val=\"Title\"")
    );
    assert!(part("docProps/core.xml").contains("<dc:language>en-GB</dc:language>"));
    assert!(part("word/header1.xml").contains("OFFICIAL-SENSITIVE"));
    let tables = word_tables(document);
    assert_eq!(tables.len(), 1);
    assert_eq!(tables[0][0][..5], ["Code", "Theme", "Child A", "Child B", "Child J"]);
    assert_eq!(tables[0][2][..5], ["B1", "Man or new partner not identified", "−1", "−2 +1", "Not yet read"]);
    assert_eq!(tables[0][4][1], "Information sharing & seeking");
    let quotes = unzipped(&bytes(&themes(CellKind::Quotes), Format::Docx, Layout::Grid));
    let tables = word_tables(&quotes.iter().find(|(n, _)| n == "word/document.xml").expect("there").1);
    assert_eq!(tables.len(), 3, "three cases, then three and one totals");
    assert_eq!(tables[0][2][2], "Concern: “=cmd|' /C ca” (Child A LCSPR, 4.12, p. 23)");
}

/// Texts and numbers of a sheet by the cell's name, formulas counted.
fn sheet(parts: &[(String, String)], number: usize) -> (std::collections::BTreeMap<String, String>, usize) {
    let part = |name: &str| &parts.iter().find(|(n, _)| n == name).expect("there").1;
    let mut shared: Vec<String> = Vec::new();
    read_xml(part("xl/sharedStrings.xml"), |name, text| match name {
        "si" if text.is_empty() => shared.push(String::new()),
        "t" => shared.last_mut().expect("in a string").push_str(text),
        _ => {}
    });
    let xml = part(&format!("xl/worksheets/sheet{number}.xml"));
    let mut cells = std::collections::BTreeMap::new();
    for cell in xml.split("<c r=\"").skip(1) {
        let (name, rest) = cell.split_once('"').expect("a name");
        let (attributes, content) = rest.split_once('>').expect("a tag");
        let Some(value) = content.split_once("<v>").and_then(|(_, v)| v.split_once("</v>")).map(|(v, _)| v) else { continue };
        let text = if attributes.contains("t=\"s\"") {
            shared[value.parse::<usize>().expect("a number")].clone()
        } else {
            value.to_owned()
        };
        cells.insert(name.to_owned(), text);
    }
    (cells, xml.matches("<f>").count())
}

#[test]
fn the_workbook_can_be_read_back() {
    let parts = unzipped(&bytes(&themes(CellKind::Codings), Format::Xlsx, Layout::Grid));
    let names = &parts.iter().find(|(n, _)| n == "xl/workbook.xml").expect("there").1;
    for name in ["Matrix", "Concern", "Good practice", "Context", "Cases counted", "Notes"] {
        assert!(names.contains(&format!("name=\"{name}\"")), "{name}");
    }
    let read = |n| {
        let (cells, formulas) = sheet(&parts, n);
        assert_eq!(formulas, 0);
        cells
    };
    let (all, concern, good, counted, notes) = (read(1), read(2), read(3), read(5), read(6));
    assert_eq!((all["A1"].as_str(), all["B1"].as_str(), all["C1"].as_str()), ("Code", "Theme", "Child A"));
    assert_eq!((all["A3"].as_str(), all["D3"].as_str(), all["E3"].as_str()), ("B1", "3", "Not yet read"));
    assert_eq!((concern["D3"].as_str(), good["D3"].as_str(), counted["D3"].as_str()), ("2", "1", "1"));
    assert_eq!(counted["E3"], "0", "the case that is not yet read is not in N");
    assert_eq!(all["B6"], "=Midwifery to health visiting", "text stays text");
    assert_eq!((all["F1"].as_str(), all["F3"].as_str(), all["I3"].as_str()), ("Cases with concern", "2", "2"));
    assert_eq!((notes["A2"].as_str(), notes["B2"].as_str()), ("Marking", "OFFICIAL-SENSITIVE"));
    let sheet_1 = &parts.iter().find(|(n, _)| n == "xl/worksheets/sheet1.xml").expect("there").1;
    assert!(sheet_1.contains("state=\"frozen\"") && !sheet_1.contains("mergeCell"));
}

#[test]
fn the_codebook_is_a_csv_of_sixty_nine_lines() {
    let csv = String::from_utf8(codebook_csv(&Codebook::default_nai()).expect("writes")).expect("UTF-8");
    assert_eq!(csv.lines().count(), 70);
    assert!(csv.contains("\r\nB1,\"Man or new partner not identified, household changed\",Fathers and other men,theme,"));
}

#[test]
fn a_project_gives_back_its_codebook() {
    let mut draft = Draft::default();
    let book = Codebook::default_nai();
    let mut ids = 0_u128;
    for theme in book.to_themes(|| {
        ids += 1;
        Id::from_uuid(uuid::Uuid::from_u128(ids))
    }) {
        draft.step("mk", deepdive::model::Change::Theme(deepdive::model::Edit::Add(Box::new(theme))));
    }
    let found = Codebook::of_project(&draft.project(), &book.title);
    let names =
        |b: &Codebook| b.themes.iter().flat_map(|g| &g.themes).map(|t| (t.code.clone(), t.phrases.clone())).collect::<Vec<_>>();
    assert_eq!(names(&found), names(&book));
}
