//! Two whole documents, text and shape, as they should be read; both looked at by hand.

use super::paper::{Paper, body, rule, text};
use deepdive::read::PdfText;

fn shown(pdf: &PdfText) -> String {
    let shape = ron::ser::to_string_pretty(&pdf.source.shape, ron::ser::PrettyConfig::new().compact_arrays(true)).unwrap();
    format!("{}\n=====\n{shape}\n", pdf.source.text)
}

fn furniture(page: u32) -> String {
    text("R", 9.0, 72.0, 36.0, "OFFICIAL-SENSITIVE") + &text("R", 9.0, 250.0, 815.0, &format!("Page {page} of 3"))
}

/// Three pages without tags: numbered paragraphs, columns, a ruled table with merged cells, a note, hyphens.
fn by_place() -> Paper {
    let mut one = furniture(1) + &text("B", 18.0, 72.0, 90.0, "1 Introduction");
    one += &text("R", 11.0, 72.0, 130.0, "1.1");
    one += &body(
        110.0,
        130.0,
        &[
            "This review looks at how agencies worked with the family of",
            "Child Q. It was asked for by the safeguard-",
            "ing partners under the guidance of 2018.",
        ],
    );
    one += &text("R", 6.5, 315.3, 154.0, "1");
    one += &text("R", 11.0, 72.0, 190.0, "1.2");
    one += &body(
        110.0,
        190.0,
        &["During the Covid-", "19 months e-", "learning took the place of safeguarding courses, and the health visitor"],
    );
    one += &text("R", 8.0, 72.0, 770.0, "1 Working together to safeguard children.");
    let mut two = furniture(2) + &body(110.0, 90.0, &["rang instead of calling at the house."]);
    two += &text("B", 18.0, 72.0, 140.0, "2 Chronology");
    for (y, x0) in [(180.0, 60.0), (210.0, 60.0), (240.0, 150.0), (270.0, 60.0)] {
        two += &rule(x0, y, 530.0, y);
    }
    for x in [60.0, 150.0, 330.0, 530.0] {
        two += &rule(x, 180.0, x, 270.0);
    }
    for (x, y, cell) in [
        (65.0, 198.0, "Date"),
        (155.0, 198.0, "Event"),
        (335.0, 198.0, "Action"),
        (65.0, 228.0, "5 June"),
        (155.0, 228.0, "Mother rang"),
        (335.0, 228.0, "Advice given"),
        (155.0, 258.0, "Bruise seen"),
        (335.0, 258.0, "None"),
    ] {
        two += &text("R", 11.0, x, y, cell);
    }
    let mut three = furniture(3) + &text("B", 18.0, 72.0, 90.0, "3 Analysis");
    three += &body(
        72.0,
        130.0,
        &[
            "Workers saw the mother often and",
            "the father hardly ever. His own",
            "childhood was not asked about, and",
            "nobody knew that he was at home",
            "with the baby on most days.",
        ],
    );
    three += &body(320.0, 130.0, &["The panel heard three reasons:"]);
    for (i, item) in
        ["he was thought to be at work", "the letters named only her", "no visit was made at night"].iter().enumerate()
    {
        three += &text("R", 11.0, 330.0, 14.0f64.mul_add(i as f64, 144.0), &format!("\\225 {item}"));
    }
    three += &body(320.0, 186.0, &["All of them could have been mended."]);
    Paper::of(&[&one, &two, &three])
}

/// Two pages with tags: headings, a list, a table with merged cells, a paragraph over the page end and a note.
fn by_tags() -> Paper {
    let mark = |id: usize, inner: &str| format!("/P <</MCID {id}>> BDC\n{inner}EMC\n");
    let artifact = |page: u32| format!("/Artifact <</Type/Pagination>> BDC\n{}EMC\n", furniture(page));
    let mut one = artifact(1) + &mark(0, &text("B", 18.0, 72.0, 90.0, "1 Narrative"));
    one += &mark(1, &text("R", 11.0, 72.0, 130.0, "\\225"));
    one += &mark(2, &text("R", 11.0, 90.0, 130.0, "see the child"));
    for (id, x, y, cell) in [
        (3, 65.0, 178.0, "Who and when"),
        (4, 335.0, 178.0, "What"),
        (5, 65.0, 208.0, "GP"),
        (6, 155.0, 208.0, "5 June"),
        (7, 335.0, 208.0, "Bruise seen"),
        (8, 155.0, 238.0, "9 June"),
        (9, 335.0, 238.0, "None"),
    ] {
        one += &mark(id, &text("R", 11.0, x, y, cell));
    }
    one += &mark(10, &body(72.0, 740.0, &["The practice nurse wrote to the health visitor, who was"]));
    one += &mark(11, &text("R", 8.0, 72.0, 785.0, "1 Guidance of 2018."));
    let two =
        artifact(2) + &mark(0, &body(72.0, 90.0, &["away on that day."])) + &mark(1, &body(72.0, 130.0, &["Nothing followed."]));
    let mut paper = Paper::of(&[&one, &two]);
    paper.catalog = "/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>".to_owned();
    let page = |index: usize| 6 + 4 + 2 * index;
    let e = |role: &str, attributes: &str, kids: &str| format!("<</S/{role}/Pg {} 0 R{attributes}/K[{kids}]>>", page(0));
    let cell = |spans: &str, id: usize| e("TD", &format!("/A<</O/Table{spans}>>"), &e("P", "", &id.to_string()));
    let rows =
        [cell("/ColSpan 2", 3) + &cell("", 4), cell("/RowSpan 2", 5) + &cell("", 6) + &cell("", 7), cell("", 8) + &cell("", 9)]
            .map(|cells| e("TR", "", &cells))
            .concat();
    let over = format!("10 {} <</Type/MCR/Pg {} 0 R/MCID 0>>", e("Note", "", "11"), page(1));
    let last = format!("<</S/P/Pg {} 0 R/K[1]>>", page(1));
    paper.more = vec![
        "<</Type/StructTreeRoot/K 7 0 R>>".to_owned(),
        e(
            "Document",
            "",
            &(e("H1", "", "0") + &e("L", "", &e("LI", "", &(e("Lbl", "", "1") + &e("LBody", "", "2")))) + " 8 0 R 9 0 R"),
        ),
        e("Table", "", &rows),
        e("Sect", "", &(e("P", "", &over) + &last)),
    ];
    paper
}

#[test]
fn a_document_read_by_the_places_of_its_letters() {
    insta::assert_snapshot!(shown(&by_place().read()));
}

#[test]
fn a_document_read_by_its_tags() {
    insta::assert_snapshot!(shown(&by_tags().read()));
}
