//! Word files: what each construct of the format becomes.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

#[path = "read/golden.rs"]
mod golden;
#[path = "read/package.rs"]
mod package;

use deepdive::read::{Extraction, Outcome, extract};
use deepdive::text::{BlockKind, Concern, SourceText, Zone};
use golden::{fixture, lines as shown};
use package::{STRICT, W, docx, docx_with, n, p, pp, r, zip};

fn source(bytes: &[u8]) -> SourceText {
    let extraction = extract(bytes, "a.docx");
    assert_eq!(extraction.outcome, Outcome::Ok, "{:?}", extraction.reason);
    extraction.source.expect("a text")
}

fn blocks(body: &str, parts: &[(&str, &str)]) -> Vec<String> {
    shown(&source(&docx(body, parts)))
}

fn warnings(bytes: &[u8]) -> Vec<String> {
    source(bytes).shape.warnings.into_iter().map(|w| w.what).collect()
}

const NUMBERING: &str = r#"
<w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="H1"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>
  <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%4)"/><w:lvlRestart w:val="0"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Finding %2:"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
  <w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>
"#;

#[test]
fn numbers_are_counted_as_word_counts_them() {
    let body = [
        n(1, 0, "One"),
        n(1, 1, "One one"),
        n(1, 1, "One two"),
        n(1, 2, "letter"),
        n(1, 2, "letter"),
        n(1, 3, "roman"),
        n(1, 0, "Two"),
        n(1, 1, "Two one"),
        n(1, 3, "roman goes on"),
        n(2, 0, "bullet"),
        n(2, 1, "named"),
        n(3, 0, "seven"),
        n(3, 0, "eight"),
        n(1, 0, "nine, for the lists are one"),
        n(4, 0, "four"),
        n(4, 1, "legal"),
        n(0, 0, "no number"),
    ];
    assert_eq!(
        blocks(&body.concat(), &[("numbering", NUMBERING)]),
        [
            "heading [1]: One",
            "paragraph [1.1]: One one",
            "paragraph [1.2]: One two",
            "list-item [(a)]: letter",
            "list-item [(b)]: letter",
            "list-item [i)]: roman",
            "heading [2]: Two",
            "paragraph [2.1]: Two one",
            "list-item [ii)]: roman goes on",
            "list-item: bullet",
            "list-item [Finding III]: named",
            "list-item [7]: seven",
            "list-item [8]: eight",
            "list-item [9]: nine, for the lists are one",
            "list-item [IV]: four",
            "paragraph [4.1]: legal",
            "paragraph: no number",
        ]
    );
}

#[test]
fn styles_bring_headings_and_numbers_along() {
    let styles = r#"
        <w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="H1"/></w:style>
        <w:style w:type="paragraph" w:styleId="Out"><w:name w:val="Out"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>
        <w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>"#;
    let style = |id: &str| format!(r#"<w:pStyle w:val="{id}"/>"#);
    let body = [
        pp(&style("H1"), "Introduction"),
        pp(&style("Mine"), "Family"),
        pp(&style("Out"), "Third level"),
        pp(&style("A"), "A circle of styles"),
        pp(r#"<w:outlineLvl w:val="0"/>"#, "By hand"),
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>What worked well</w:t></w:r></w:p>".to_owned(),
    ];
    let source = source(&docx(&body.concat(), &[("styles", styles), ("numbering", NUMBERING)]));
    assert_eq!(
        shown(&source),
        [
            "heading [1]: Introduction",
            "heading [2]: Family",
            "heading: Third level",
            "paragraph: A circle of styles",
            "heading: By hand",
            "heading: What worked well"
        ]
    );
    let levels: Vec<u8> = source.shape.blocks.iter().map(|b| b.level).collect();
    assert_eq!(levels, [1, 1, 3, 0, 1, 2]);
    assert_eq!(source.shape.blocks[1].zone, None, "a bare “Family” says too little");
    assert_eq!(source.shape.blocks[0].zone, Some(Zone::Method));
}

#[test]
fn a_row_is_a_block_and_a_nested_table_follows_it() {
    let cell = |inner: &str, properties: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let inner = format!("<w:tbl>{}</w:tbl>", row(&[cell(&p("in"), ""), cell(&p("ner"), "")]));
    let table = [
        row(&[cell(&p("Date"), ""), cell(&p("Event"), ""), cell(&p("Agency"), "")]),
        row(&[cell(&p("5 June"), ""), cell(&(p("Seen") + &p("Alone")), r#"<w:gridSpan w:val="2"/>"#)]),
        row(&[cell(&p(""), "<w:vMerge/>"), cell(&(p("Call") + &inner), ""), cell(&p("Police"), "")]),
    ];
    let body = format!("<w:tbl>{}</w:tbl><w:tbl>{}</w:tbl>", table.concat(), row(&[cell(&(p("A frame") + &p("of text")), "")]));
    let source = source(&docx(&body, &[]));
    assert_eq!(
        shown(&source),
        [
            "table-row: Date | Event | Agency",
            "table-row: 5 June | Seen / Alone",
            "table-row: Call | Police",
            "table-row: in | ner",
            "paragraph: A frame",
            "paragraph: of text"
        ]
    );
    let tables: Vec<u32> = source.shape.blocks.iter().map(|b| b.table).collect();
    assert_eq!(tables, [1, 1, 1, 2, 0, 0]);
}

#[test]
fn changes_are_accepted_and_counted() {
    let body = format!(
        "<w:p>{}<w:ins>{}</w:ins><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>\
         <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p><w:p>{}</w:p>\
         <w:moveFrom>{}</w:moveFrom>",
        r("kept "),
        r("added"),
        r("runs on "),
        r("into this"),
        p("moved away")
    );
    let bytes = docx(&body, &[]);
    assert_eq!(shown(&source(&bytes)), ["paragraph: kept added", "paragraph: runs on into this"]);
    assert_eq!(
        warnings(&bytes),
        [
            "1 insertion made under tracked changes is kept",
            "2 deletions made under tracked changes are left out",
            "1 piece moved under tracked changes stands only at the new place"
        ]
    );
}

#[test]
fn notes_and_comments_follow_their_paragraph() {
    let body = format!(
        r#"<w:p>{}<w:r><w:footnoteReference w:id="2"/></w:r>{}<w:r><w:commentReference w:id="0"/></w:r><w:r><w:endnoteReference w:id="2"/></w:r></w:p>{}"#,
        r("Before"),
        r(" after."),
        p("Next.")
    );
    let note = |name: &str, text: &str| {
        format!(r#"<w:{name} w:id="0" w:type="separator">{}</w:{name}><w:{name} w:id="2">{}</w:{name}>"#, p("---"), p(text))
    };
    let comments = format!(r#"<w:comment w:id="0" w:author="A Real Name">{}</w:comment>"#, p("Is this right?"));
    let parts = [("footnotes", note("footnote", "A note.")), ("endnotes", note("endnote", "An end.")), ("comments", comments)];
    let parts: Vec<(&str, &str)> = parts.iter().map(|(k, c)| (*k, c.as_str())).collect();
    let bytes = docx(&body, &parts);
    assert_eq!(
        shown(&source(&bytes)),
        [
            "paragraph: Before after.",
            "footnote [1]: A note.",
            "comment: Is this right?",
            "footnote [endnote i]: An end.",
            "paragraph: Next."
        ]
    );
    assert!(!source(&bytes).text.contains("Real Name"));
    assert_eq!(warnings(&bytes), ["1 comment by a reviewer stands apart from the text and may hold names"]);
}

#[test]
fn fields_show_results_and_controls_their_content() {
    let fld = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let body = format!(
        "<w:p>{}<w:r><w:instrText>PAGEREF x</w:instrText></w:r>{}{}{}{}</w:p>",
        fld("begin"),
        fld("separate"),
        r("result"),
        fld("end"),
        r(" and more")
    ) + &format!("<w:p>{}<w:r><w:instrText>BROKEN</w:instrText></w:r></w:p>", fld("begin"))
        + &p("not swallowed")
        + &format!(
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
            p("Click here to enter text.")
        )
        + &format!(
            "<w:p>{}<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt></w:p>",
            r("Seen "),
            r("☒")
        )
        + r#"<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#
        + r#"<w:p><w:r><w:sym w:font="Wingdings" w:char="F0A8"/><w:t> No</w:t><w:noBreakHyphen/><w:t>one cal</w:t><w:softHyphen/><w:t>led</w:t></w:r></w:p>"#
        + r#"<w:p><w:hyperlink r:id="x"><w:r><w:t>a link</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>x</w:t><w:br/><w:t>y</w:t></w:r></w:p>"#;
    assert_eq!(
        blocks(&body, &[]),
        [
            "paragraph: result and more",
            "paragraph: not swallowed",
            "paragraph: Seen ☒",
            "paragraph: ☒",
            "paragraph: ☐ No-one called",
            "paragraph: a link x / y"
        ]
    );
}

#[test]
fn text_boxes_are_read_once_and_hidden_text_not_at_all() {
    let content = format!("<w:txbxContent>{}</w:txbxContent>", p("In the box"));
    let body = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{}</w:p>\
         <w:p>{}<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>",
        r("Around "),
        r("it"),
        r("Open")
    );
    let bytes = docx(&body, &[]);
    assert_eq!(shown(&source(&bytes)), ["paragraph: Around it", "paragraph: In the box", "paragraph: Open"]);
    assert_eq!(warnings(&bytes), ["1 piece of hidden text is left out"]);
}

#[test]
fn pages_come_from_where_word_last_broke_them() {
    let body = p("One")
        + "<w:p><w:r><w:t>starts here </w:t><w:lastRenderedPageBreak/><w:t>ends there</w:t></w:r></w:p>"
        + "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p><w:p><w:r><w:lastRenderedPageBreak/><w:t>Three</w:t></w:r></w:p>";
    let source = source(&docx(&body, &[]));
    let pages: Vec<Option<u32>> = source.shape.blocks.iter().map(|b| b.page).collect();
    assert_eq!((pages, source.shape.pages), (vec![Some(1), Some(1), Some(3)], 3));
}

#[test]
fn headers_and_footers_stand_apart_and_once() {
    let parts = [("header", p("OFFICIAL – Child B")), ("header", p("OFFICIAL – Child B")), ("footer", p("Page 1"))];
    let parts: Vec<(&str, &str)> = parts.iter().map(|(k, c)| (*k, c.as_str())).collect();
    let source = source(&docx(&p("Body."), &parts));
    assert_eq!(shown(&source), ["paragraph: Body.", "furniture: OFFICIAL – Child B", "furniture: Page 1"]);
    assert!(source.shape.proposals.iter().any(|p| p.value == "Child B" && p.place == "page header"));
}

#[test]
fn strict_and_utf_16_files_read_like_any_other() {
    assert_eq!(shown(&source(&docx_with(STRICT, &p("Strict"), &[]))), ["paragraph: Strict"]);
    let xml = format!(
        "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-16\"?><w:document {W}><w:body>{}</w:body></w:document>",
        p("Größe")
    );
    let wide: Vec<u8> = xml.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(shown(&source(&zip(&[("word/document.xml", wide)]))), ["paragraph: Größe"]);
}

#[test]
fn an_embedded_file_is_said_to_be_left_out() {
    let bytes = docx(&(p("Text.") + r#"<w:altChunk r:id="x"/>"#), &[]);
    let left_out = "1 document inserted as a file is left out: open this document in Word, save it again and add that copy";
    assert_eq!(warnings(&bytes), [left_out]);
    assert_eq!(source(&bytes).shape.warnings[0].concern, Concern::LeftOut);
    assert_eq!(extract(&docx(r#"<w:altChunk r:id="x"/>"#, &[]), "a.docx").outcome, Outcome::Unsupported);
}

#[test]
fn a_damaged_body_gives_what_stood_before_the_damage() {
    let whole = format!("<w:document {W}><w:body>{}{}", p("Before."), p("cut he"));
    let cut = whole.get(..whole.len() - 14).expect("ASCII").to_owned().into_bytes();
    let Extraction { outcome, reason, source, .. } = extract(&zip(&[("word/document.xml", cut)]), "a.docx");
    assert_eq!(outcome, Outcome::Partial);
    assert!(reason.expect("a sentence").contains("before the damage"));
    assert!(source.expect("a text").text.starts_with("Before.\n\ncut"));
}

#[test]
fn contents_pages_are_zoned_by_their_styles() {
    let styles = r#"<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>"#;
    let body = p("Contents") + &pp(r#"<w:pStyle w:val="T1"/>"#, "Introduction 3") + &p("A first paragraph.");
    let source = source(&docx(&body, &[("styles", styles)]));
    let zones: Vec<bool> = source.shape.blocks.iter().map(|b| b.zone == Some(Zone::Contents)).collect();
    assert_eq!(zones, [true, true, false]);
    assert_eq!(source.shape.blocks[1].kind, BlockKind::Paragraph);
}

#[test]
fn a_whole_form_reads_as_its_golden_text() {
    let part = |name: &str| fixture(&format!("form/{name}.xml"));
    let notes = format!(r#"<w:footnote w:id="2">{}</w:footnote>"#, p("By the health visitor."));
    let comments = format!(r#"<w:comment w:id="0" w:author="A Real Name">{}</w:comment>"#, p("Is this right?"));
    let (styles, numbering) = (part("styles"), part("numbering"));
    let header = p("OFFICIAL-SENSITIVE");
    let parts = [
        ("styles", styles.as_str()),
        ("numbering", numbering.as_str()),
        ("footnotes", notes.as_str()),
        ("comments", comments.as_str()),
        ("header", header.as_str()),
    ];
    golden::compare("form/form.docx.golden", &source(&docx(&part("document"), &parts)));
}

#[test]
fn numbers_are_those_that_libreoffice_prints() {
    let part = |name: &str| fixture(&format!("numbered/{name}"));
    let (styles, numbering) = (part("styles.xml"), part("numbering.xml"));
    let bytes = docx(&part("document.xml"), &[("styles", &styles), ("numbering", &numbering)]);
    golden::numbers(&part("document.libreoffice.txt"), &source(&bytes));
}

#[test]
fn numbers_that_only_word_counts_rightly() {
    // LibreOffice 7.4 knows neither restarts after a chosen level, nor deleted paragraphs of a list.
    let numbering = r#"<w:abstractNum w:abstractNumId="0">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
        <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlRestart w:val="1"/><w:lvlText w:val="%3)"/></w:lvl>
        <w:lvl w:ilvl="3"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice></mc:AlternateContent><w:lvlText w:val="%4"/></w:lvl>
        </w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
    let gone = r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"#;
    let body = n(1, 0, "A") + &n(1, 1, "B") + &n(1, 2, "C") + &n(1, 1, "D") + &n(1, 2, "E") + gone + &n(1, 0, "F");
    assert_eq!(
        blocks(&(body + &n(1, 2, "G") + &n(1, 3, "H")), &[("numbering", numbering)]),
        [
            "heading [1]: A",
            "paragraph [1.1]: B",
            "list-item [a)]: C",
            "paragraph [1.2]: D",
            "list-item [b)]: E",
            "list-item [2]: F",
            "list-item [a)]: G",
            "list-item [001]: H"
        ]
    );
}

#[test]
fn links_that_run_in_circles_end() {
    let styles = r#"<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"#;
    let numbering = r#"<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>
        <w:abstractNum w:abstractNumId="1"><w:styleLink w:val="M"/><w:numStyleLink w:val="M"/></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>"#;
    let body = n(1, 0, "One") + &n(2, 0, "Two");
    let read = blocks(&body, &[("styles", styles), ("numbering", numbering)]);
    assert_eq!(read, ["paragraph: One", "paragraph: Two"]);
}

#[test]
fn a_list_may_be_found_through_its_style() {
    let styles = r#"<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>"#;
    let numbering = r#"<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>
        <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="ordinalText"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>"#;
    assert_eq!(
        blocks(&(n(1, 0, "One") + &n(1, 0, "Two")), &[("styles", styles), ("numbering", numbering)]),
        ["list-item [First]: One", "list-item [Second]: Two"]
    );
}
