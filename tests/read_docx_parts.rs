//! Word files: what hangs on the text (pictures, boxes, notes, objects) and what is left out of it.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

#[path = "read/golden.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod golden;
#[path = "read/package.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod package;

use deepdive::read::{Outcome, extract};
use deepdive::text::{Concern, SourceText};
use golden::lines;
use package::{W, docx, p, r, zip};

fn source(body: &str, parts: &[(&str, &str)]) -> SourceText {
    let extraction = extract(&docx(body, parts), "a.docx");
    assert_eq!(extraction.outcome, Outcome::Ok, "{:?}", extraction.reason);
    extraction.source.expect("a text")
}

fn blocks(body: &str, parts: &[(&str, &str)]) -> Vec<String> {
    lines(&source(body, parts))
}

fn left_out(source: &SourceText) -> Vec<&str> {
    source.shape.warnings.iter().filter(|w| w.concern == Concern::LeftOut).map(|w| w.what.as_str()).collect()
}

#[test]
fn pictures_keep_their_descriptions_and_objects_are_counted() {
    let picture = |descr: &str| {
        format!(
            r#"<w:p><w:r><w:drawing><wp:docPr xmlns:wp="urn:wp" descr="{descr}"/><a:blip xmlns:a="urn:a"/></w:drawing></w:r></w:p>"#
        )
    };
    let object = r#"<w:p><w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject xmlns:o="urn:o"/></w:object></w:r></w:p>"#;
    let described = picture("A genogram of three generations");
    let guessed = picture("A graph, description automatically generated");
    let source = source(&(p("Text.") + &described + &guessed + &picture("image001.png") + object), &[]);
    assert_eq!(lines(&source), ["paragraph: Text.", "caption: A genogram of three generations"]);
    assert_eq!(
        left_out(&source),
        [
            "3 pictures are left out: what a chart or a genogram shows cannot be searched; 1 description is kept as a caption",
            "1 object of another program is left out: save a sheet of figures or a slide as a file of its own and add that"
        ]
    );
}

#[test]
fn the_words_of_a_diagram_are_read() {
    let body = p("Text.") + r#"<w:p><w:r><w:drawing><d:relIds xmlns:d="urn:d" r:dm="r0"/></w:drawing></w:r></w:p>"#;
    let diagram = r#"<ptLst><pt><t><p><r><t>Referral</t></r></p></t></pt><pt><t><p><r><t>Strategy </t></r><r><t>meeting</t></r></p></t></pt><pt/></ptLst>"#;
    let source = source(&body, &[("diagramData", diagram)]);
    assert_eq!(lines(&source), ["paragraph: Text.", "paragraph: Referral", "paragraph: Strategy meeting"]);
    assert!(left_out(&source).is_empty());
}

#[test]
fn a_paragraph_without_its_mark_runs_on_but_never_into_another_container() {
    let cut = |text: &str, inside: &str| format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}{inside}</w:p>", r(text));
    let framed = |inner: &str| format!("<w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>");
    let cell = |inner: &str| format!("<w:tc>{inner}</w:tc>");
    let body = cut("Before ", &framed(&p("boxed")))
        + &p("after")
        + &cut("stands alone", "")
        + &format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell(&cut("left", "")), cell(&p("right")));
    assert_eq!(
        blocks(&body, &[]),
        ["paragraph: boxed", "paragraph: Before after", "paragraph: stands alone", "table-row: left | right"]
    );
}

#[test]
fn cells_keep_their_columns_and_hidden_rows_are_said() {
    let cell = |properties: &str, inner: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>");
    let choice = format!(
        "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>",
        p("chosen")
    );
    let body = format!(
        "<w:tbl><w:tr>{}{}{}</w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}</w:tr>\
         <w:tr><w:trPr><w:hidden/></w:trPr>{}{}</w:tr></w:tbl>",
        cell("<w:gridSpan w:val=\"3\"/>", &p("wide")),
        cell("<w:vMerge/>", &p("")),
        cell("", &choice),
        cell("<w:gridSpan w:val=\"900000\"/>", &p("far")),
        cell("", &p("not")),
        cell("", &p("shown")),
    );
    let source = source(&body, &[]);
    assert_eq!(lines(&source), ["table-row: wide |  | chosen", "table-row: far"]);
    let columns: Vec<_> = source.shape.blocks.iter().map(|b| b.columns.clone()).collect();
    assert_eq!(columns, [vec![(0, 3), (4, 1)], vec![(1, 63)]]);
    assert_eq!(left_out(&source), ["1 piece of hidden text is left out"]);
}

#[test]
fn boxes_symbols_and_formulas_show_what_they_mean() {
    let checked = |on: u8| {
        format!(r#"<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{on}"/></w14:checkbox></w:sdtPr><w:sdtContent/></w:sdt>"#)
    };
    let wingdings = r#"<w:r><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr><w:t>&#xF0FE;</w:t></w:r>"#;
    let formula = "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f>\
                   <m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>";
    let body = format!("<w:p>{}{}{}{}{formula}</w:p>", checked(1), checked(0), wingdings, r(" ratio "));
    assert_eq!(blocks(&body, &[]), ["paragraph: ☒☐☑ ratio a/bx^2"]);
}

#[test]
fn notes_are_numbered_as_the_document_says() {
    let reference = |kind: &str, id: u8, more: &str| format!(r#"<w:r><w:{kind}Reference w:id="{id}"{more}/></w:r>"#);
    let body = format!(
        "<w:p>{}{}{}{}{}</w:p>",
        r("Text"),
        reference("footnote", 2, ""),
        reference("footnote", 3, r#" w:customMarkFollows="1""#),
        reference("footnote", 4, ""),
        reference("endnote", 2, "")
    );
    let note = |kind: &str, id: u8| format!(r#"<w:{kind} w:id="{id}">{}</w:{kind}>"#, p(&format!("{kind} {id}")));
    let footnotes = note("footnote", 2) + &note("footnote", 3) + &note("footnote", 4);
    let settings =
        r#"<w:footnotePr><w:numFmt w:val="upperLetter"/></w:footnotePr><w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>"#;
    let parts = [("footnotes", footnotes.as_str()), ("endnotes", &note("endnote", 2)), ("settings", settings)];
    assert_eq!(
        blocks(&body, &parts),
        [
            "paragraph: Text",
            "footnote [A]: footnote 2",
            "footnote: footnote 3",
            "footnote [B]: footnote 4",
            "footnote [endnote 1]: endnote 2"
        ]
    );
}

#[test]
fn a_comment_that_hangs_on_nothing_is_not_lost() {
    let comments = format!(r#"<w:comment w:id="7">{}</w:comment><w:comment w:id="12">{}</w:comment>"#, p("Lost."), p("Later."));
    assert_eq!(blocks(&p("Text."), &[("comments", &comments)]), ["paragraph: Text.", "comment: Lost.", "comment: Later."]);
}

#[test]
fn a_document_inserted_as_a_file_is_read_once_and_never_itself() {
    let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let with = |inner: Vec<u8>, name: &str, body: &str| {
        let rels = format!(r#"<Relationships><Relationship Id="c1" Type="{base}/aFChunk" Target="{name}"/></Relationships>"#);
        let document = format!("<w:document {W}><w:body>{body}</w:body></w:document>");
        let name = format!("word/{name}");
        zip(&[("word/document.xml", document.into_bytes()), ("word/_rels/document.xml.rels", rels.into_bytes()), (&name, inner)])
    };
    let chunk = r#"<w:altChunk r:id="c1"/>"#;
    let cell = |inner: &str| format!("<w:tc>{inner}</w:tc>");
    let table = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell(""), cell(&p("far")));
    let innermost = with(b"deepest".to_vec(), "x.txt", &(p("Inner.") + &table + chunk));
    let whole = with(innermost, "inner.docx", &(p("Before.") + chunk + &p("After.")));
    let source = extract(&whole, "a.docx").source.expect("a text");
    assert_eq!(lines(&source), ["paragraph: Before.", "paragraph: Inner.", "table-row: far", "paragraph: After."]);
    assert_eq!(source.shape.blocks[2].columns, [(1, 1)]);
    let said: Vec<&str> = source.shape.warnings.iter().map(|w| w.what.as_str()).collect();
    let again = "open this document in Word, save it again and add that copy";
    assert_eq!(
        said,
        [
            format!("1 document inserted as a file is left out: {again}").as_str(),
            "1 document inserted as a file is read as part of the text"
        ]
    );
    let text = extract(&with(b"Plain words.".to_vec(), "x.txt", chunk), "a.docx").source.expect("a text");
    assert_eq!(lines(&text), ["paragraph: Plain words."]);
}

#[test]
fn a_large_first_letter_belongs_to_its_word_and_drawn_words_are_read() {
    let letter = r#"<w:p><w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr><w:r><w:t>T</w:t></w:r></w:p>"#;
    let drawn = r#"<w:p><w:r><w:pict><v:shape><v:textpath string="Learning brief"/></v:shape></w:pict></w:r></w:p>"#;
    let watermark = drawn.replace("Learning brief", "DRAFT");
    assert_eq!(
        blocks(&(letter.to_owned() + &p("he child\u{2011}minder.") + drawn), &[("header", &watermark)]),
        ["paragraph: The child-minder.", "paragraph: Learning brief", "furniture: DRAFT"]
    );
}

#[test]
fn ruby_gives_its_base_and_tracked_rows_are_counted() {
    let ruby = format!("<w:p><w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r></w:p>", r("over"), r("base"));
    let row =
        |mark: &str, text: &str| format!("<w:tr><w:trPr>{mark}</w:trPr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>", p(text), p("x"));
    let table = format!("<w:tbl>{}{}{}</w:tbl>", row("", "old"), row("<w:ins/>", "new"), row("<w:del/>", "gone"));
    let source = source(&(ruby + &table + r#"<w:subDoc r:id="s"/>"#), &[]);
    assert_eq!(lines(&source), ["paragraph: base", "table-row: old | x", "table-row: new | x"]);
    let said: Vec<&str> = source.shape.warnings.iter().map(|w| w.what.as_str()).collect();
    assert_eq!(
        said,
        [
            "1 insertion made under tracked changes is kept",
            "1 deletion made under tracked changes is left out",
            "1 document inserted as a file is left out: open this document in Word, save it again and add that copy"
        ]
    );
}

#[test]
fn a_main_part_may_lie_anywhere_as_in_files_with_macros_and_templates() {
    let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let rels = format!(
        r#"<Relationships><Relationship Id="a" Type="{base}/officeDocument" Target="/parts/macro.xml"/></Relationships>"#
    );
    let document = format!("<w:document {W}><w:body>{}</w:body></w:document>", p("Found."));
    let files = [
        ("[Content_Types].xml", b"<Types/>".to_vec()),
        ("_rels/.rels", rels.into_bytes()),
        ("parts/macro.xml", document.into_bytes()),
        ("word/vbaProject.bin", b"\xd0\xcf".to_vec()),
    ];
    let source = extract(&zip(&files), "a.docm").source.expect("a text");
    assert_eq!(lines(&source), ["paragraph: Found."]);
}
