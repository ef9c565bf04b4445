//! Spreadsheets and value lists: one row one passage, values as shown, days alike in all formats.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

#[path = "read/package.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod package;
#[path = "read/show.rs"]
mod show;

use deepdive::read::{Outcome, extract};
use package::zip;
use show::{blocks, golden, golden_of, read, said};

const SHEET: &str = r#"<sheetPr/><dimension ref="A1:F9"/><cols><col min="5" max="5" hidden="1"/></cols><sheetData>
<row r="1"><c r="B1" t="s"><v>0</v></c></row>
<row r="3"><c r="B3" t="s"><v>1</v></c><c r="C3" t="s"><v>2</v></c><c r="D3" t="inlineStr"><is><t>Share</t></is></c><c r="E3" t="s"><v>3</v></c></row>
<row r="4"><c r="B4" s="1"><v>44352</v></c><c r="C4" t="s"><v>4</v></c><c r="D4" s="3"><v>0.25</v></c><c r="E4" t="s"><v>3</v></c></row>
<row r="5" hidden="1"><c r="B5" s="1"><v>44353</v></c><c r="C5" t="s"><v>3</v></c></row>
<row r="6"><c r="B6" s="2"><v>44354.604166666664</v></c><c r="C6" t="str"><f>A1&amp;"x"</f><v>A result</v></c><c r="D6"><v>0.30000000000000004</v></c></row>
<row r="7"><c r="B7" t="s"><v>5</v></c><c r="C7"/></row>
<row r="8"><c r="B8" s="4"><v>42</v></c><c r="C8" t="b"><v>1</v></c><c r="D8" t="e"><v>#N/A</v></c></row>
</sheetData><mergeCells><mergeCell ref="B7:D7"/></mergeCells>"#;

fn book(parts: &[(&str, String)]) -> Vec<u8> {
    let rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let links = |list: &[(&str, &str)]| {
        let all: String = list
            .iter()
            .enumerate()
            .map(|(i, (kind, to))| format!(r#"<Relationship Id="r{i}" Type="{rel}/{kind}" Target="{to}"/>"#))
            .collect();
        format!("<Relationships>{all}</Relationships>").into_bytes()
    };
    let strings =
        ["Chronology of Child R", "Date", "What happened", "Hidden words", "Seen by <r> & others", "No contact in this week"];
    let sst: String =
        strings.iter().map(|s| format!("<si><t>{}</t></si>", s.replace('&', "&amp;").replace('<', "&lt;"))).collect();
    let styles = r##"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy\ hh:mm"/><numFmt numFmtId="165" formatCode="00000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="9"/><xf numFmtId="165"/></cellXfs></styleSheet>"##;
    let sheets = r#"<workbook xmlns:r="r"><sheets><sheet name="Chronology" r:id="r0"/><sheet name="Notes" r:id="r1"/><sheet name="Secret" state="hidden" r:id="r2"/></sheets></workbook>"#;
    let one = |text: &str| {
        format!(r#"<worksheet><sheetData><row><c t="inlineStr"><is><t>{text}</t></is></c></row></sheetData></worksheet>"#)
            .into_bytes()
    };
    let mut all = vec![
        ("_rels/.rels", links(&[("officeDocument", "xl/workbook.xml")])),
        ("xl/workbook.xml", sheets.as_bytes().to_vec()),
        ("xl/_rels/workbook.xml.rels", links(&[("worksheet", "worksheets/a.xml"), ("worksheet", "/xl/worksheets/b.xml"), ("worksheet", "worksheets/c.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")])),
        ("xl/sharedStrings.xml", format!("<sst>{sst}</sst>").into_bytes()),
        ("xl/styles.xml", styles.as_bytes().to_vec()),
        ("xl/worksheets/a.xml", format!("<worksheet>{SHEET}</worksheet>").into_bytes()),
        ("xl/worksheets/_rels/a.xml.rels", links(&[("comments", "../comments1.xml")])),
        ("xl/comments1.xml", br#"<comments><commentList><comment ref="C4"><text><r><t>Check </t></r><r><t>this</t></r></text></comment></commentList></comments>"#.to_vec()),
        ("xl/worksheets/b.xml", one("A note")),
        ("xl/worksheets/c.xml", one("Not to be seen")),
    ];
    for (name, content) in parts {
        all.retain(|(n, _)| n != name);
        all.push((name, content.clone().into_bytes()));
    }
    zip(&all)
}

fn ods(tables: &str) -> Vec<u8> {
    let namespaces =
        r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="t" xmlns:text="x" xmlns:style="s""#;
    let styles = r#"<office:automatic-styles><style:style style:name="off"><style:table-properties table:display="false"/></style:style></office:automatic-styles>"#;
    let content = format!(
        r#"<office:document-content {namespaces}>{styles}<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
        ("content.xml", content.into_bytes()),
        ("META-INF/manifest.xml", b"<manifest/>".to_vec()),
    ])
}

const TABLE: &str = r#"<table:table table:name="Chronology"><table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility="collapse"/>
<table:table-header-rows><table:table-row><table:table-cell><text:p>Date</text:p></table:table-cell><table:table-cell><text:p>What</text:p></table:table-cell><table:table-cell><text:p>Share</text:p></table:table-cell><table:table-cell><text:p>Off</text:p></table:table-cell></table:table-row></table:table-header-rows>
<table:table-row><table:table-cell office:value-type="date" office:date-value="2021-06-05"><text:p>05/06/21</text:p></table:table-cell><table:table-cell><office:annotation><text:p>Check</text:p></office:annotation><text:p>Seen<text:s/>by <text:span>one</text:span></text:p><text:p>and two</text:p></table:table-cell><table:table-cell office:value-type="percentage" office:value="0.25"><text:p>25%</text:p></table:table-cell></table:table-row>
<table:table-row table:visibility="filter"><table:table-cell><text:p>filtered</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="date" office:date-value="2021-06-06T14:30:00"><text:p>x</text:p></table:table-cell><table:table-cell table:number-columns-spanned="2"><text:p>Again</text:p></table:table-cell><table:covered-table-cell/></table:table-row>
<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
<table:table table:name="Off" table:style-name="off"><table:table-row><table:table-cell><text:p>Hidden</text:p></table:table-cell></table:table-row></table:table>"#;

#[test]
fn a_workbook() {
    golden_of("chronology.xlsx", &book(&[]));
}

#[test]
fn an_open_document_sheet() {
    golden_of("chronology.ods", &ods(TABLE));
}

#[test]
fn a_workbook_of_excel_before_2007() {
    // Made with LibreOffice from a value list of five lines.
    golden("plain.xls");
}

#[test]
fn a_value_list() {
    golden("chronology.csv");
}

#[test]
fn value_lists_in_all_their_forms() {
    let rows = |bytes: &[u8], name: &str| read(bytes, name).text.trim_end().to_owned();
    assert_eq!(rows(b"sep=|\na|b\n", "a.csv"), "a\tb");
    assert_eq!(rows(b"caf\xe9,b\n1,2\n", "a.csv"), "café\tb\n1\t2");
    let wide: Vec<u8> = "\u{feff}é\tb\r\n1\t2\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(rows(&wide, "a.csv"), "é\tb\n1\t2");
    assert_eq!(rows(b"a, b\tc, d\n", "a.tsv"), "a, b\tc, d");
    assert_eq!(rows(b"only one column\nand more\n", "a.csv"), "only one column\nand more");
    assert_eq!(read(&b"2021-06-05,Seen,Home\n".repeat(6), "a.txt").shape.reader, "csv/1");
    assert_eq!(read(&b"Seen, at home, alone. Words\n".repeat(6), "a.txt").shape.reader, "text/1");
}

#[test]
fn a_sheet_is_told_by_what_it_holds() {
    for name in ["a.xlsm", "a.docx", "a"] {
        assert_eq!(read(&book(&[]), name).shape.reader, "xlsx/1", "{name}");
    }
}

#[test]
fn a_damaged_sheet_keeps_what_stood_before_the_damage() {
    let cut = SHEET.split("<row r=\"6\">").next().expect("a part");
    let extraction = extract(&book(&[("xl/worksheets/a.xml", format!("<worksheet>{cut}"))]), "a.xlsx");
    assert_eq!(extraction.outcome, Outcome::Partial);
    let text = extraction.source.expect("a text").text;
    assert!(text.contains("2021-06-05\tSeen by <r> & others\t25%") && text.contains("A note"), "{text}");
}

#[test]
fn locked_and_empty_sheets_are_refused() {
    let locked = zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
        ("content.xml", vec![1, 2, 3]),
        ("META-INF/manifest.xml", b"<m:manifest xmlns:m='m'><m:encryption-data/></m:manifest>".to_vec()),
    ]);
    assert_eq!(extract(&locked, "a.ods").outcome, Outcome::Password);
    assert_eq!(extract(&ods("<table:table table:name='x'/>"), "a.ods").outcome, Outcome::Scanned);
}

#[test]
fn a_cell_at_the_far_end_costs_nothing() {
    let far = r#"<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>7</v></c></row></sheetData></worksheet>"#.to_owned();
    assert!(read(&book(&[("xl/worksheets/a.xml", far)]), "a.xlsx").text.contains('7'));
    let repeated = r#"<table:table table:name="Sheet1"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"><text:p>w</text:p></table:table-cell></table:table-row></table:table>"#;
    assert!(blocks(&read(&ods(repeated.replace("1048576", "3").as_str()), "a.ods")).len() == 3);
}

#[test]
fn what_is_hidden_is_said() {
    let said = said(&read(&book(&[]), "a.xlsx"));
    assert!(said.contains("LeftOut: Hidden cells: 1 sheet, 1 row, 1 column left out."), "{said}");
    assert!(said.contains("Note: Row 3 of sheet 1 was taken for the header"), "{said}");
}
