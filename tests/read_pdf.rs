//! Promises of the PDF reader, each on a small file that the test writes itself.
//!
//! The files hold the plainest PDF there is (two standard fonts, no compression), so that a failing test can be read.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail as tests do"
)]

#[path = "read_pdf/extras.rs"]
mod extras;
#[path = "read_pdf/golden.rs"]
mod golden;
#[path = "read/paper.rs"]
mod paper;
#[path = "read_pdf/places.rs"]
mod places;

use deepdive::read::{Outcome, PdfText, read_pdf};
use deepdive::text::{Block, BlockKind};
use paper::{LONG, Paper, body, rule, text};

fn kinds(pdf: &PdfText) -> Vec<(BlockKind, &str)> {
    pdf.source.shape.blocks.iter().map(|b| (b.kind, pdf.source.block_text(b))).collect()
}

fn of_kind(pdf: &PdfText, kind: BlockKind) -> Vec<&str> {
    kinds(pdf).into_iter().filter(|(k, _)| *k == kind).map(|(_, t)| t).collect()
}

fn block<'p>(pdf: &'p PdfText, start: &str) -> &'p Block {
    let found = pdf.source.shape.blocks.iter().find(|b| pdf.source.block_text(b).starts_with(start));
    found.unwrap_or_else(|| panic!("no block starts with {start}: {:?}", kinds(pdf)))
}

#[test]
fn joins_the_lines_of_a_paragraph_and_parts_paragraphs() {
    let mut page = body(72.0, 100.0, &LONG);
    page += &body(72.0, 160.0, &["A second paragraph starts after white space."]);
    let pdf = Paper::of(&[&page]).read();
    assert_eq!(
        kinds(&pdf),
        [(BlockKind::Paragraph, LONG.join(" ").as_str()), (BlockKind::Paragraph, "A second paragraph starts after white space."),]
    );
    assert_eq!(pdf.source.shape.reader, "pdf-layout/2");
    assert_eq!(pdf.source.shape.pages, 1);
    assert_eq!(pdf.partial, None);
}

#[test]
fn joins_a_paragraph_over_pages_and_keeps_the_footer_out_of_it() {
    let footer = |n: u32| text("R", 9.0, 250.0, 810.0, &format!("Page {n} of 3"));
    let header = text("R", 9.0, 72.0, 30.0, "Review of Child B");
    let page = |n: u32, lines: &[&str]| format!("{header}{}{}", body(72.0, 100.0, lines), footer(n));
    let pages = [
        page(1, &["The conference was told that the mother had asked for help and that the health visitor had then"]),
        page(
            2,
            &[
                "written to the school.",
                "",
                "After that nobody spoke to the child for a very long time, and the plan was not changed.",
            ],
        ),
        page(3, &["The end."]),
    ];
    let pdf = Paper::of(&pages.each_ref().map(String::as_str)).read();
    let passages: Vec<&str> = kinds(&pdf).into_iter().filter(|(k, _)| k.is_passage()).map(|(_, t)| t).collect();
    assert!(passages[0].ends_with("health visitor had then written to the school."), "{passages:?}");
    let furniture = of_kind(&pdf, BlockKind::Furniture);
    assert_eq!(furniture.len(), 6, "{furniture:?}");
    assert!(furniture.contains(&"Page 2 of 3") && furniture.contains(&"Review of Child B"));
    assert_eq!(block(&pdf, "After that").page, Some(2));
    assert_eq!(block(&pdf, "The end.").page, Some(3));
}

#[test]
fn knows_letter_spaced_page_numbers() {
    let pages: Vec<String> =
        (7..=12).map(|n| body(72.0, 150.0, &LONG) + &text("R", 9.0, 250.0, 810.0, &format!("{n} | P a g e"))).collect();
    let pdf = Paper::of(&pages.iter().map(String::as_str).collect::<Vec<_>>()).read();
    assert_eq!(of_kind(&pdf, BlockKind::Furniture).len(), 6);
}

#[test]
fn reads_columns_one_after_the_other() {
    let left = [
        "Social workers met the family",
        "three times in that month and",
        "wrote that the home was warm",
        "and the children were clean.",
        "They did not see the baby.",
    ];
    let right = [
        "The police were called twice",
        "in the same weeks but did not",
        "tell anybody about the visits",
        "because nobody was arrested",
        "and no child was awake then.",
    ];
    let pdf = Paper::of(&[&(body(60.0, 100.0, &left) + &body(320.0, 100.0, &right))]).read();
    let all = pdf.source.text.replace('\n', " ");
    assert!(all.contains("did not see the baby.") && all.contains("three times in that month and wrote that"), "{all}");
    assert!(all.find("see the baby").unwrap() < all.find("The police").unwrap(), "{all}");
}

#[test]
fn keeps_paragraph_numbers_in_a_gutter_with_their_text() {
    let mut page = String::new();
    for (i, n) in ["4.9", "4.10", "4.11", "4.12"].iter().enumerate() {
        let y = 60.0f64.mul_add(i as f64, 100.0);
        page += &text("R", 11.0, 60.0, y, n);
        page += &body(
            110.0,
            y,
            &[
                "By the new birth visit the family had moved twice and",
                "the records had not followed them to the new house,",
                "so that nobody knew.",
            ],
        );
    }
    let pdf = Paper::of(&[&page]).read();
    let labels: Vec<_> = pdf.source.shape.blocks.iter().map(|b| (b.kind, b.label.as_deref().unwrap_or_default())).collect();
    assert_eq!(labels, ["4.9", "4.10", "4.11", "4.12"].map(|n| (BlockKind::Paragraph, n)));
    let text = of_kind(&pdf, BlockKind::Paragraph)[3];
    assert_eq!(
        text,
        "4.12 By the new birth visit the family had moved twice and the records had not followed them to the new house, so that nobody knew."
    );
}

#[test]
fn labels_a_long_count_but_not_a_short_list() {
    let count = |from: usize, to: usize| -> String {
        (from..=to)
            .map(|n| body(72.0, 30.0f64.mul_add((n - from) as f64, 100.0), &[&format!("{n}. The panel met again.")]))
            .collect()
    };
    let long = Paper::of(&[&count(1, 14)]).read();
    assert_eq!(block(&long, "12. The panel").label.as_deref(), Some("12"));
    let short = Paper::of(&[&count(1, 4)]).read();
    assert_eq!(of_kind(&short, BlockKind::ListItem).len(), 4);
    assert_eq!(block(&short, "2. The panel").label, None);
}

#[test]
fn reads_ruled_tables_row_by_row() {
    let mut page = body(72.0, 60.0, &["The events of that week are set out here."]);
    for y in [100.0, 130.0, 175.0, 205.0] {
        page += &rule(60.0, y, 530.0, y);
    }
    for x in [60.0, 150.0, 330.0, 530.0] {
        page += &rule(x, 100.0, x, 205.0);
    }
    for (y, cells) in [
        (118.0, ["Date", "Event", "Action"]),
        (148.0, ["5 June", "Mother rang the", "Advice given"]),
        (193.0, ["9 June", "Bruise seen", "None"]),
    ] {
        for (x, cell) in [65.0, 155.0, 335.0].iter().zip(cells) {
            page += &text("R", 11.0, *x, y, cell);
        }
    }
    page += &text("R", 11.0, 155.0, 162.0, "health visitor");
    page += &body(72.0, 260.0, &["Nothing followed."]);
    let pdf = Paper::of(&[&page]).read();
    let rows: Vec<Vec<&str>> = pdf
        .source
        .shape
        .blocks
        .iter()
        .filter(|b| b.kind == BlockKind::TableRow)
        .map(|b| b.cells.iter().map(|c| pdf.source.quote(*c)).collect())
        .collect();
    assert_eq!(
        rows,
        [
            vec!["Date", "Event", "Action"],
            vec!["5 June", "Mother rang the health visitor", "Advice given"],
            vec!["9 June", "Bruise seen", "None"],
        ]
    );
    let order: Vec<BlockKind> = kinds(&pdf).iter().map(|(k, _)| *k).collect();
    assert_eq!(order.first(), Some(&BlockKind::Paragraph));
    assert_eq!(order.last(), Some(&BlockKind::Paragraph));
}

/// A grid of three columns whose rows start at the given heights, with a line of text in each cell.
fn grid(edges: &[f64], rows: &[[&str; 3]]) -> String {
    let (top, bottom) = (edges[0], edges[edges.len() - 1]);
    let mut page: String = edges.iter().map(|y| rule(60.0, *y, 530.0, *y)).collect();
    page += &[60.0, 150.0, 330.0, 530.0].map(|x| rule(x, top, x, bottom)).concat();
    for (y, cells) in edges.iter().zip(rows) {
        for (x, cell) in [65.0, 155.0, 335.0].iter().zip(cells) {
            page += &text("R", 11.0, *x, y + 16.0, cell);
        }
    }
    page
}

#[test]
fn goes_on_with_a_table_over_pages() {
    let first = grid(&[150.0, 180.0, 210.0], &[["Date", "Event", "Action"], ["5 June", "Mother rang and", "Advice"]]);
    let second = grid(
        &[150.0, 180.0, 210.0, 240.0],
        &[["Date", "Event", "Action"], ["", "was told to wait", ""], ["9 June", "Bruise seen", "None"]],
    );
    let pdf = Paper::of(&[&first, &second]).read();
    assert_eq!(
        of_kind(&pdf, BlockKind::TableRow),
        ["Date\tEvent\tAction", "5 June\tMother rang and was told to wait\tAdvice", "9 June\tBruise seen\tNone",]
    );
    assert_eq!(of_kind(&pdf, BlockKind::Furniture), ["Date Event Action"]);
    assert!(pdf.source.shape.blocks.iter().all(|b| b.kind == BlockKind::Furniture || b.table == 1));
}

#[test]
fn reads_unruled_tables_row_by_row() {
    let mut page = String::new();
    for (i, (left, right)) in [
        ("Health visiting", ["Visited the home four times and saw the", "baby each time, awake and undressed."]),
        ("Police", ["Were called by a neighbour on two nights", "and left without seeing the children."]),
        ("General practice", ["Prescribed for the mother and did not", "ask who was at home with the baby."]),
        ("School nursing", ["Had no part in the plan and was not", "asked to the meetings about it at all."]),
    ]
    .iter()
    .enumerate()
    {
        let y = 50.0f64.mul_add(i as f64, 100.0);
        page += &body(72.0, y, &[left]);
        page += &body(220.0, y, right);
    }
    let pdf = Paper::of(&[&page]).read();
    let rows = of_kind(&pdf, BlockKind::TableRow);
    assert_eq!(rows.len(), 4, "{:?}", kinds(&pdf));
    assert_eq!(rows[1], "Police\tWere called by a neighbour on two nights and left without seeing the children.");
}

#[test]
fn closes_up_hyphens_only_on_evidence() {
    let page = body(
        72.0,
        100.0,
        &[
            "The safeguarding partners asked for informa-",
            "tion about the Covid-",
            "19 rules and about e-",
            "learning for staff, and said that safe-",
            "guarding leads had a multi-",
            "agency plan for multi-agency work in the area.",
        ],
    );
    let pdf = Paper::of(&[&page]).read();
    let text = pdf.source.text;
    for right in ["information about", "Covid-19 rules", "e-learning for", "that safeguarding leads", "a multi-agency plan"] {
        assert!(text.contains(right), "{right}: {text}");
    }
}

#[test]
fn splits_footnote_markers_off_and_keeps_ordinals_whole() {
    let mut page = text("R", 11.0, 72.0, 100.0, "It was in the Report") + &text("R", 6.5, 166.9, 96.0, "1");
    page += &text("R", 11.0, 175.0, 100.0, "of the 19");
    page += &text("R", 6.5, 217.9, 96.0, "th");
    page += &text("R", 11.0, 227.0, 100.0, "century and in the minutes of the local board that met then.");
    page += &body(72.0, 114.0, &LONG);
    page += &text("R", 8.0, 72.0, 780.0, "1 Working together, chapter four.");
    let pdf = Paper::of(&[&page]).read();
    assert!(pdf.source.text.contains("the Report 1 of the 19th century"), "{}", pdf.source.text);
    assert_eq!(of_kind(&pdf, BlockKind::Footnote), ["1 Working together, chapter four."]);
}

#[test]
fn makes_list_items_of_bullets() {
    let mut page = body(72.0, 100.0, &["The panel asked for three things:"]);
    for (i, item) in ["a plan for the baby", "a visit in the same week", "a letter to the school"].iter().enumerate() {
        page += &text("R", 11.0, 90.0, 14.0f64.mul_add(i as f64, 114.0), &format!("\\225 {item}"));
    }
    let pdf = Paper::of(&[&page]).read();
    assert_eq!(
        of_kind(&pdf, BlockKind::ListItem),
        ["• a plan for the baby", "• a visit in the same week", "• a letter to the school"]
    );
    assert_eq!(block(&pdf, "• a plan").level, 1);
}

#[test]
fn finds_headings_by_size_and_weight_and_bookmarks() {
    let mut page = text("B", 20.0, 72.0, 80.0, "Findings") + &body(72.0, 110.0, &LONG);
    page += &text("B", 11.0, 72.0, 180.0, "Thinking about fathers");
    page += &body(72.0, 200.0, &LONG);
    let plain = Paper::of(&[&page]);
    let pdf = plain.read();
    assert_eq!(of_kind(&pdf, BlockKind::Heading), ["Findings", "Thinking about fathers"]);
    assert_eq!((block(&pdf, "Findings").level, block(&pdf, "Thinking").level), (1, 2));
    let outline = |next: &str| format!("<</Title(Thinking about fathers)/Parent 6 0 R{next}>>");
    let named = Paper {
        catalog: "/Outlines 6 0 R".to_owned(),
        more: vec![
            "<</First 7 0 R/Last 7 0 R>>".to_owned(),
            "<</Title(Findings)/First 8 0 R>>".to_owned(),
            outline("/Next 7 0 R"),
        ],
        ..plain
    };
    assert_eq!(block(&named.read(), "Thinking").level, 2);
}

#[test]
fn drops_the_second_copy_of_fake_bold() {
    let page = text("R", 11.0, 72.0, 80.0, "Recommendation one")
        + &text("R", 11.0, 72.3, 80.0, "Recommendation one")
        + &body(72.0, 110.0, &LONG);
    let stroked = format!("2 Tr\n{}0 Tr\n", text("R", 11.0, 72.0, 300.0, "Stroked and filled")) + &body(72.0, 330.0, &LONG);
    let pdf = Paper::of(&[&page, &stroked]).read();
    assert_eq!(pdf.source.text.matches("Recommendation").count(), 1);
    assert_eq!(pdf.source.text.matches("Stroked").count(), 1);
    assert_eq!(block(&pdf, "Recommendation one").kind, BlockKind::Heading);
}

#[test]
fn turns_pages_that_lie_on_their_side() {
    let lines: String =
        LONG.iter().enumerate().map(|(i, l)| format!("BT /R 11 Tf 0 1 -1 0 {} 72 Tm ({l}) Tj ET\n", 100 + 14 * i)).collect();
    let turned = Paper { page_extra: "/Rotate 90".to_owned(), ..Paper::of(&[&lines]) };
    assert_eq!(of_kind(&turned.read(), BlockKind::Paragraph), [LONG.join(" ")]);
    assert_eq!(of_kind(&Paper::of(&[&lines]).read(), BlockKind::Paragraph), [LONG.join(" ")]);
}

/// A tagged page: a heading, a paragraph, a list item and a table, drawn in another order than they are tagged.
fn tagged() -> Paper {
    let mark = |tag: &str, id: usize, inner: &str| format!("/{tag} <</MCID {id}>> BDC\n{inner}EMC\n");
    let mut page = mark("P", 1, &body(72.0, 130.0, &LONG));
    page += &mark("H1", 0, &text("R", 11.0, 72.0, 100.0, "What happened"));
    page += &mark("Lbl", 2, &text("R", 11.0, 72.0, 200.0, "\\225"));
    page += &mark("LBody", 3, &text("R", 11.0, 90.0, 200.0, "see the child"));
    page += &mark("P", 4, &text("R", 11.0, 72.0, 230.0, "5 June"));
    page += &mark("P", 5, &text("R", 11.0, 200.0, 230.0, "Seen at home"));
    page += &format!("/Artifact BMC\n{}EMC\n", text("R", 9.0, 72.0, 820.0, "Confidential"));
    let element = |role: &str, kids: &str| format!("<</Type/StructElem/S/{role}/Pg 13 0 R/K[{kids}]>>");
    Paper {
        pages: vec![page],
        page_extra: "/StructParents 0".to_owned(),
        catalog: "/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>".to_owned(),
        more: vec![
            "<</Type/StructTreeRoot/RoleMap<</Title1/H1>>/K 7 0 R>>".to_owned(),
            element("Document", "8 0 R 9 0 R 10 0 R 11 0 R 7 0 R"),
            element("Title1", "0"),
            element("P", "1"),
            element("L", &element("LI", &(element("Lbl", "2") + &element("LBody", "3")))),
            element("Table", "12 0 R"),
            element("TR", &(element("TD", &element("P", "4")) + &element("TD", &element("P", "5")))),
        ],
        ..Paper::default()
    }
}

#[test]
fn follows_the_tags_of_a_tagged_file() {
    let pdf = tagged().read();
    assert_eq!(pdf.source.shape.reader, "pdf-tagged/2");
    assert_eq!(
        kinds(&pdf),
        [
            (BlockKind::Heading, "What happened"),
            (BlockKind::Paragraph, LONG.join(" ").as_str()),
            (BlockKind::ListItem, "• see the child"),
            (BlockKind::TableRow, "5 June\tSeen at home"),
            (BlockKind::Furniture, "Confidential"),
        ]
    );
}

#[test]
fn does_not_believe_tags_that_leave_text_out() {
    let mut paper = tagged();
    paper.pages[0] += &body(72.0, 300.0, &LONG);
    let pdf = paper.read();
    assert_eq!(pdf.source.shape.reader, "pdf-layout/2");
    assert_eq!(pdf.source.text.matches("The health visitor saw").count(), 2);
}

#[test]
fn warns_of_text_under_a_dark_box() {
    let covered = body(72.0, 100.0, &LONG) + "0 g 70 716 200 14 re f\n";
    let banner = format!("0 g 60 716 400 40 re f 1 g\n{}0 g\n", body(72.0, 110.0, &["Chapter one"])) + &body(72.0, 200.0, &LONG);
    let pdf = Paper::of(&[&banner, &covered]).read();
    let warnings: Vec<_> = pdf.source.shape.warnings.iter().map(|w| (w.what.as_str(), w.page)).collect();
    assert_eq!(warnings, [("text lies under a filled box on page 2: a failed redaction?", Some(2))]);
}

#[test]
fn refuses_scans_and_names_scanned_pages_among_others() {
    let scan = "q 595 0 0 842 0 0 cm /I Do Q\n";
    let refusal = Paper::of(&[scan, scan]).refusal();
    assert_eq!(refusal.outcome, Outcome::Scanned);
    assert!(refusal.reason.contains("pages 1–2"), "{}", refusal.reason);
    let pdf = Paper::of(&[&body(72.0, 100.0, &LONG), scan, scan, &body(72.0, 100.0, &LONG), scan]).read();
    assert!(pdf.partial.as_deref().is_some_and(|p| p.starts_with("Pages 2–3 and 5 cannot be read")), "{:?}", pdf.partial);
    assert_eq!(pdf.source.shape.warnings.iter().map(|w| w.page).collect::<Vec<_>>(), [Some(2), Some(3), Some(5)]);
}

#[test]
fn refuses_damage_and_reads_what_is_left_of_a_cut_file() {
    assert_eq!(read_pdf(b"<html>not found</html>".to_vec(), None).expect_err("no PDF").outcome, Outcome::Corrupt);
    assert_eq!(read_pdf(Vec::new(), None).expect_err("empty").outcome, Outcome::Corrupt);
    assert_eq!(Paper::of(&[]).refusal().outcome, Outcome::Corrupt);
    assert_eq!(Paper::of(&[""]).refusal().outcome, Outcome::Corrupt);
    let mut bytes = Paper::of(&[&body(72.0, 100.0, &LONG), &body(72.0, 100.0, &LONG)]).bytes();
    bytes.truncate(bytes.len() * 7 / 10);
    match read_pdf(bytes, None) {
        Ok(pdf) => assert!(pdf.partial.is_some_and(|p| p.contains("ends too early"))),
        Err(refusal) => assert_eq!(refusal.outcome, Outcome::Corrupt),
    }
}

#[test]
fn refuses_a_page_that_no_page_can_be() {
    let swollen = "q Q\n".repeat(9 << 20);
    assert_eq!(Paper::of(&[&swollen]).refusal().outcome, Outcome::TooBig);
    let pdf = Paper::of(&[&body(72.0, 100.0, &LONG), &swollen]).read();
    assert!(pdf.partial.is_some_and(|p| p.starts_with("Page 2 cannot be read because it is damaged")));
}

#[test]
fn ends_on_trees_that_loop_or_are_deep() {
    let mut ring = tagged();
    ring.more[5] = "<</S/Table/K[7 0 R 11 0 R 12 0 R 12 0 R]>>".to_owned();
    assert!(ring.read().source.text.contains("Seen at home"));
    let mut deep = tagged();
    deep.more[3] = format!("{}1{}", "<</S/P/Pg 13 0 R/K[".repeat(400), "]>>".repeat(400));
    assert!(deep.read().source.text.contains("The health visitor saw"));
}
