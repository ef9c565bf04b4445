//! OpenDocument texts: what each construct of the format becomes.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

#[path = "read/golden.rs"]
mod golden;
#[path = "read/odf.rs"]
mod odf;
#[path = "read/package.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod package;

use deepdive::read::{Extraction, Outcome, extract};
use deepdive::text::SourceText;
use golden::{fixture, lines};
use odf::{flat_odt, odt};
use package::zip;

fn source(bytes: &[u8]) -> SourceText {
    let extraction = extract(bytes, "a.odt");
    assert_eq!(extraction.outcome, Outcome::Ok, "{:?}", extraction.reason);
    extraction.source.expect("a text")
}

fn blocks(styles: &str, body: &str) -> Vec<String> {
    let whole = lines(&source(&odt(styles, body, &[])));
    assert_eq!(lines(&source(&flat_odt(styles, body))), whole, "one flat file reads like an archive");
    whole
}

fn warnings(source: &SourceText) -> Vec<&str> {
    source.shape.warnings.iter().map(|w| w.what.as_str()).collect()
}

#[test]
fn a_whole_form_reads_as_its_golden_text() {
    golden::compare("form/form.fodt.golden", &source(fixture("form/form.fodt").as_bytes()));
}

#[test]
fn numbers_are_those_that_libreoffice_prints() {
    let source = source(fixture("numbered/numbered.fodt").as_bytes());
    golden::numbers(&fixture("numbered/numbered.fodt.libreoffice.txt"), &source);
}

#[test]
fn a_list_takes_its_style_from_its_paragraphs_when_it_names_none() {
    let styles = r#"<style:style style:name="Listed" style:family="paragraph" style:list-style-name="R"/>
        <text:list-style style:name="R"><text:list-level-style-number text:level="1" style:num-format="I" style:num-suffix=")" text:start-value="3"/></text:list-style>"#;
    let item = |text: &str| format!(r#"<text:list-item><text:p text:style-name="Listed">{text}</text:p></text:list-item>"#);
    let body = format!("<text:list>{}{}</text:list>", item("One"), item("Two"));
    assert_eq!(blocks(styles, &body), ["list-item [III)]: One", "list-item [IV)]: Two"]);
}

#[test]
fn a_numbered_paragraph_says_its_own_list_and_level() {
    let styles = r#"<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1"/><text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/></text:list-style>"#;
    let at = |level: u8, text: &str| {
        format!(
            r#"<text:numbered-paragraph text:list-id="x" text:style-name="L" text:level="{level}"><text:p>{text}</text:p></text:numbered-paragraph>"#
        )
    };
    assert_eq!(
        blocks(styles, &(at(1, "A") + &at(2, "B") + &at(2, "C") + &at(1, "D"))),
        ["heading [1]: A", "paragraph [1.1]: B", "paragraph [1.2]: C", "list-item [2]: D"]
    );
}

#[test]
fn headings_are_told_by_level_and_by_style() {
    let styles = r#"<style:style style:name="Heading_20_2" style:family="paragraph"/><style:style style:name="Mine" style:family="paragraph" style:parent-style-name="Heading_20_2"/>
        <style:style style:name="A" style:family="paragraph" style:parent-style-name="B"/><style:style style:name="B" style:family="paragraph" style:parent-style-name="A"/>"#;
    let long = "word ".repeat(100);
    let body = format!(
        r#"<text:h text:outline-level="9">Deep</text:h><text:h>No level</text:h><text:p text:style-name="Mine">By style</text:p>
        <text:p text:style-name="A">A circle of styles</text:p><text:h text:outline-level="1">{long}</text:h>"#
    );
    let source = source(&odt(styles, &body, &[]));
    let found: Vec<(&str, u8)> = source.shape.blocks.iter().map(|b| (b.kind.name(), b.level)).collect();
    assert_eq!(found, [("heading", 6), ("heading", 1), ("heading", 2), ("paragraph", 0), ("paragraph", 0)]);
}

#[test]
fn rows_keep_columns_and_repeats_are_bounded() {
    let row = |more: &str, cells: &str| format!("<table:table-row{more}>{cells}</table:table-row>");
    let cell = |more: &str, text: &str| format!("<table:table-cell{more}><text:p>{text}</text:p></table:table-cell>");
    let body = format!(
        "<table:table>{}{}{}{}</table:table>",
        row(
            "",
            &(cell(r#" table:number-columns-spanned="2" table:number-rows-spanned="2""#, "A")
                + r#"<table:covered-table-cell/>"#
                + &cell("", "B"))
        ),
        row("", &(r#"<table:covered-table-cell table:number-columns-repeated="2"/>"#.to_owned() + &cell("", "C"))),
        row(r#" table:number-rows-repeated="1000000""#, &(cell("", "x") + &cell("", "y"))),
        row("", &(cell(r#" table:number-columns-repeated="16384""#, "") + &cell("", "far"))),
    );
    let source = source(&odt("", &body, &[]));
    let rows = lines(&source);
    assert_eq!(rows.get(..3).expect("rows"), ["table-row: A | B", "table-row: C", "table-row: x | y"]);
    assert_eq!((rows.len(), rows.last().map(String::as_str)), (203, Some("table-row: far")));
    assert_eq!(source.shape.blocks[0].columns, [(0, 2), (2, 1)]);
    assert_eq!(source.shape.blocks[1].columns, [(2, 1)]);
    let many = "999800 repeated rows of tables are left out, because the file repeats more of them than any document needs";
    assert_eq!(warnings(&source), [many]);
}

#[test]
fn a_table_of_one_column_is_a_frame_and_a_nested_one_follows_its_row() {
    let cell = |inner: &str| format!("<table:table-cell>{inner}</table:table-cell>");
    let table = |cells: &str| format!("<table:table><table:table-row>{cells}</table:table-row></table:table>");
    let inner = table(&(cell("<text:p>in</text:p>") + &cell("<text:p>ner</text:p>")));
    let body = table(&cell("<text:p>Framed</text:p>"))
        + &table(&(cell("<text:p>Call</text:p>") + &cell(&format!("<text:p>Police</text:p>{inner}"))));
    assert_eq!(blocks("", &body), ["paragraph: Framed", "table-row: Call | Police", "table-row: in | ner"]);
}

#[test]
fn fields_controls_and_forms_show_what_was_filled_in() {
    let body = r#"<office:forms><form:form><form:checkbox xml:id="c1" form:current-state="checked" form:label="Seen alone"/><form:text xml:id="c2" form:current-value="Weald"/></form:form></office:forms>
        <text:p>Page <text:page-number>4</text:page-number>, <text:drop-down><text:label text:value="a"/><text:label text:value="b"/>b</text:drop-down></text:p>
        <text:p><draw:control draw:control="c1"/> <draw:control draw:control="c2"/></text:p>
        <text:p><field:fieldmark field:type="vnd.oasis.opendocument.field.FORMCHECKBOX"><field:param field:name="Checkbox_Checked" field:value="true"/></field:fieldmark> Yes
        <field:fieldmark field:type="vnd.oasis.opendocument.field.FORMCHECKBOX"/> No</text:p>
        <text:p>Chosen: <loext:content-control>Police</loext:content-control><loext:content-control loext:showing-place-holder="true">Choose an item</loext:content-control></text:p>
        <text:p>Kept<text:placeholder>&lt;Name&gt;</text:placeholder><text:hidden-text text:is-hidden="true">x</text:hidden-text></text:p>
        <text:p>Not shown<text:hidden-paragraph text:is-hidden="true"/></text:p><text:section text:display="none"><text:p>Nor this</text:p></text:section>"#;
    assert_eq!(
        blocks("", body),
        [
            "paragraph: Page 4, b",
            "paragraph: ☒ Seen alone Weald",
            "paragraph: ☒ Yes ☐ No",
            "paragraph: Chosen: Police",
            "paragraph: Kept"
        ]
    );
    assert_eq!(warnings(&source(&odt("", body, &[]))), ["3 pieces of hidden text are left out"]);
}

#[test]
fn shapes_give_their_words_and_formulas_stand_in_the_line() {
    let math = r#"<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mfrac><mi>a</mi><mi>b</mi></mfrac><annotation>{a} over {b}</annotation></semantics></math>"#;
    let chart = r#"<o:document-content xmlns:o="x"><o:body><o:chart/></o:body></o:document-content>"#;
    let body = r#"<text:p>Ratio <draw:frame><draw:object xlink:href="./Object 1"/><draw:image/></draw:frame>.</text:p>
        <text:p>See<draw:g><draw:custom-shape><text:p>In a shape</text:p></draw:custom-shape><draw:frame><draw:image/></draw:frame></draw:g></text:p>
        <text:p>Chart<draw:frame><draw:object xlink:href="./Object 2"/></draw:frame><draw:frame><draw:object-ole/></draw:frame></text:p>
        <draw:frame><draw:text-box><text:p>On the page</text:p></draw:text-box></draw:frame>"#;
    let source = source(&odt("", body, &[("Object 1/content.xml", math), ("Object 2/content.xml", chart)]));
    assert_eq!(
        lines(&source),
        ["paragraph: Ratio a/b.", "paragraph: See", "paragraph: In a shape", "paragraph: Chart", "paragraph: On the page"]
    );
    assert_eq!(
        warnings(&source),
        [
            "2 pictures are left out: what a chart or a genogram shows cannot be searched",
            "1 object of another program is left out: save a sheet of figures or a slide as a file of its own and add that"
        ]
    );
}

#[test]
fn pages_are_taken_off_where_they_cannot_be_told() {
    let styles = r#"<style:style style:name="N" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>"#;
    let body = r#"<text:p text:style-name="N">First</text:p><text:p text:style-name="N">Second</text:p>"#;
    let pages = |meta: &str| {
        let source = source(&odt(styles, body, &[("meta.xml", meta)]));
        (source.shape.blocks.iter().map(|b| b.page).collect::<Vec<_>>(), source.shape.pages)
    };
    let stated = |n: u8| format!(r#"<m:document-statistic meta:page-count="{n}"/>"#);
    assert_eq!(pages(&stated(2)), (vec![Some(1), Some(2)], 2));
    assert_eq!(pages(&stated(5)), (vec![None, None], 5));
    assert_eq!(pages(""), (vec![None, None], 0));
}

#[test]
fn files_that_are_locked_or_damaged_get_a_sentence() {
    let end = |bytes: &[u8]| {
        let Extraction { outcome, reason, .. } = extract(bytes, "a.odt");
        assert!(outcome == Outcome::Ok || reason.is_some_and(|r| r.len() > 30 && !r.ends_with('.')));
        outcome
    };
    let text = |body: &str| {
        format!(
            "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">{body}</office:document-content>"
        )
    };
    let mime = ("mimetype", b"application/vnd.oasis.opendocument.text".to_vec());
    let with = |content: String| {
        zip(&[mime.clone(), ("content.xml", content.into_bytes()), ("META-INF/manifest.xml", b"<m/>".to_vec())])
    };
    let locked = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    let encrypted = zip(&[mime.clone(), ("META-INF/manifest.xml", locked.into()), ("content.xml", b"\x01\x02".to_vec())]);
    assert_eq!(end(&encrypted), Outcome::Password);
    let missing = zip(&[("META-INF/manifest.xml", b"<m/>".to_vec()), ("content.xml.bak", Vec::new()), mime.clone()]);
    assert_eq!(end(&missing), Outcome::Corrupt);
    assert_eq!(end(&with(String::new())), Outcome::Corrupt);
    assert_eq!(end(&with("\u{1}<<<".to_owned())), Outcome::Corrupt);
    assert_eq!(end(&with(text("<office:body><office:text><text:p>Seen.</text:p><text:p>cut"))), Outcome::Partial);
    let laugh = format!(
        "<!DOCTYPE x [<!ENTITY a \"ha\">]>{}",
        text("<office:body><office:text><text:p>&a;</text:p></office:text></office:body>")
    );
    assert_eq!(end(&with(laugh)), Outcome::Corrupt);
    let deep = |open: &str, close: &str| {
        format!(
            "<office:body><office:text><text:p>Seen.</text:p>{}{}</office:text></office:body>",
            open.repeat(5000),
            close.repeat(5000)
        )
    };
    assert_eq!(end(&with(text(&deep("<text:list><text:list-item>", "</text:list-item></text:list>")))), Outcome::Partial);
    assert_eq!(end(&with(text(&deep("<text:span>", "</text:span>")))), Outcome::Partial);
    let bomb = text(&format!("<office:body><office:text><text:p>x</text:p>{}</office:text></office:body>", " ".repeat(40 << 20)));
    assert_eq!(end(&with(bomb)), Outcome::TooBig);
}

#[test]
fn any_byte_may_be_wrong_and_a_cut_anywhere_is_an_outcome() {
    let whole = odt(
        "<style:style style:name=\"A\" style:family=\"paragraph\"/>",
        "<text:p text:style-name=\"A\">Words of a paragraph.</text:p>",
        &[],
    );
    for i in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[i] ^= 0x5a;
        for bytes in [&bytes, &whole[..i]] {
            let Extraction { outcome, reason, source, .. } = extract(bytes, "a.odt");
            assert_eq!(source.is_some(), matches!(outcome, Outcome::Ok | Outcome::Partial));
            assert!(outcome == Outcome::Ok || reason.is_some(), "byte {i}");
        }
    }
}

#[test]
fn a_comment_inside_a_note_is_not_lost() {
    let note = "<text:note text:note-class=\"footnote\"><text:note-citation>*</text:note-citation><text:note-body><text:p>A note\
                <office:annotation><dc:creator>A Real Name</dc:creator><text:p>Why?</text:p></office:annotation>.</text:p></text:note-body></text:note>";
    let source = source(&odt("", &format!("<text:p>Text{note}</text:p>"), &[]));
    assert_eq!(lines(&source), ["paragraph: Text", "footnote [*]: A note.", "comment: Why?"]);
    assert_eq!(warnings(&source), ["1 comment by a reviewer stands apart from the text and may hold names"]);
}

#[test]
fn parts_may_be_in_utf_16_or_hold_broken_letters() {
    let flat = String::from_utf8(flat_odt("", "<text:p>Größe</text:p>")).expect("UTF-8").replace("UTF-8", "UTF-16");
    let wide: Vec<u8> = format!("\u{feff}{flat}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(lines(&source(&wide)), ["paragraph: Größe"]);
    let mut broken = flat_odt("", "<text:p>Gr?e</text:p><text:p>Next</text:p>");
    let at = broken.iter().rposition(|b| *b == b'?').expect("the mark");
    broken[at] = 0xff;
    let read = lines(&source(&broken));
    assert!(read[0].starts_with("paragraph: Gr") && read[1] == "paragraph: Next", "{read:?}");
}

#[test]
fn ruby_gives_its_base_and_links_their_words() {
    let body = r#"<text:p><text:ruby><text:ruby-base>base</text:ruby-base><text:ruby-text>over</text:ruby-text></text:ruby> <text:a>a link</text:a><draw:a><draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame></draw:a></text:p>"#;
    assert_eq!(blocks("", body), ["paragraph: base a link", "paragraph: boxed"]);
}
