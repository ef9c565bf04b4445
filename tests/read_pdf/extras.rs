//! What lies beside the words: page numbers, comments, form fields, pictures, passwords, merged cells.

use super::paper::{FIRST_MORE, LONG, Paper, body, rule, text};
use super::{block, kinds, of_kind};
use deepdive::read::{Outcome, read_pdf, read_pdf_by_place};
use deepdive::text::{BlockKind, Concern};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

fn warnings(pdf: &deepdive::read::PdfText) -> Vec<(Concern, &str, Option<u32>)> {
    pdf.source.shape.warnings.iter().map(|w| (w.concern, w.what.as_str(), w.page)).collect()
}

#[test]
fn page_labels_come_from_the_file_or_from_the_footers() {
    let page = |footer: &str| body(72.0, 150.0, &LONG) + &text("R", 9.0, 250.0, 810.0, footer);
    let pages = ["Review 2023", "Page 1 of 4", "Page 2 of 4", "Page 3 of 4", "Page 4 of 4"].map(page);
    let mut paper = Paper::of(&pages.each_ref().map(String::as_str));
    assert_eq!(paper.read().source.shape.page_labels, ["", "1", "2", "3", "4"]);
    paper.catalog = "/PageLabels<</Kids[<</Nums[0<</S/r>>]>> <</Nums[2<</S/D/P(B-)/St 7>>]>>]>>".to_owned();
    assert_eq!(paper.read().source.shape.page_labels, ["i", "ii", "B-7", "B-8", "B-9"]);
    assert!(Paper::of(&[&body(72.0, 150.0, &LONG)]).read().source.shape.page_labels.is_empty());
}

#[test]
fn comments_are_kept_apart_and_undrawn_form_values_are_told() {
    let pages = [body(72.0, 700.0, &["The plan was made by the"]), body(72.0, 100.0, &["school and was not kept."])];
    let mut paper = Paper::of(&pages.each_ref().map(String::as_str));
    paper.page_extra = "/Annots[<</Subtype/Text/Rect[10 10 20 20]/Contents(Is this right?)>>\
        <</Subtype/Popup/Rect[10 10 20 20]/Contents(Is this right?)>><</Subtype/Widget/Rect[1 1 9 9]/V(Yes)>>\
        <</Subtype/Highlight/F 2/Rect[10 10 20 20]/Contents(secret)>>]"
        .to_owned();
    let pdf = paper.read();
    assert_eq!(of_kind(&pdf, BlockKind::Paragraph), ["The plan was made by the school and was not kept."]);
    assert_eq!(of_kind(&pdf, BlockKind::Comment), ["Is this right?", "Is this right?"]);
    let place = &block(&pdf, "Is this right?").boxes[0];
    assert_eq!((place.page, place.left, place.top, place.right, place.bottom), (1, 10, 822, 20, 832));
    assert_eq!(
        warnings(&pdf),
        [
            (Concern::Check, "2 comments were found, kept apart from the text; they may hold names", None),
            (
                Concern::LeftOut,
                "form fields on pages 1–2 hold values that the page does not show, so they are not in the text",
                Some(1)
            ),
            (Concern::LeftOut, "comments on pages 1–2 are hidden by the file and are not in the text", Some(1)),
        ]
    );
}

#[test]
fn a_form_field_that_is_drawn_is_read() {
    let form = "<</Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</R 3 0 R>>>>/Length 40>>\n\
        stream\nBT /R 11 Tf 2 5 Td (Weald Council) Tj ET\nendstream";
    let mut paper = Paper::of(&[&body(72.0, 100.0, &LONG)]);
    paper.more = vec![form.to_owned()];
    paper.page_extra = format!("/Annots[<</Subtype/Widget/Rect[72 500 272 520]/V(Weald Council)/AP<</N {FIRST_MORE} 0 R>>>>]");
    let pdf = paper.read();
    assert!(of_kind(&pdf, BlockKind::Paragraph).contains(&"Weald Council"), "{:?}", kinds(&pdf));
    assert_eq!(warnings(&pdf), []);
}

#[test]
fn text_that_the_file_states_for_its_letters_is_read() {
    let line = |x: f64, y: f64, shown: &str, stated: &str| {
        format!("/Span <</ActualText({stated})>> BDC\n{}EMC\n", text("R", 11.0, x, y, shown))
    };
    let page = text("R", 11.0, 72.0, 100.0, "They met in the o")
        + &line(158.0, 100.0, "x", "ffi")
        + &text("R", 11.0, 164.0, 100.0, "ce of the school and")
        // A file cannot hide a sentence behind a word.
        + &line(72.0, 114.0, "nobody wrote down what the father said.", "all is well");
    let pdf = Paper::of(&[&page]).read();
    let right = "They met in the office of the school and nobody wrote down what the father said.";
    assert_eq!(of_kind(&pdf, BlockKind::Paragraph), [right]);
}

/// A page with a line of text and a picture of the given size, in points.
fn with_picture(width: u32, height: u32) -> String {
    body(72.0, 100.0, &LONG) + &format!("q {width} 0 0 {height} 72 300 cm /P Do Q\n")
}

fn pictured(pages: &[&str]) -> Paper {
    let mut paper = Paper::of(pages);
    let picture =
        "<</Type/XObject/Subtype/Image/Width 40/Height 40/ColorSpace/DeviceGray/BitsPerComponent 1/Length 200>>\nstream\n";
    paper.more = vec![format!("{picture}{}\nendstream", "A".repeat(200))];
    paper.pictures = format!("/P {FIRST_MORE} 0 R");
    paper
}

#[test]
fn sizeable_pictures_are_told_in_one_sentence() {
    let (plain, small) = (body(72.0, 100.0, &LONG), with_picture(60, 60));
    let pdf = pictured(&[&with_picture(300, 200), &plain, &small, &with_picture(300, 280)]).read();
    let told = "pictures or drawings on pages 1 and 4 may hold words or figures that are not in the text";
    assert_eq!(warnings(&pdf), [(Concern::LeftOut, told, Some(1))]);
    // The same picture at the same place on every page is a logo.
    let logo = with_picture(300, 200);
    assert_eq!(warnings(&pictured(&[&logo, &logo, &logo]).read()), []);
}

#[test]
fn drawings_are_told_and_frames_are_not() {
    let mut slices = body(72.0, 100.0, &LONG);
    for i in 0..8 {
        let (x, y) = (100 + 30 * i, 300);
        writeln!(
            slices,
            "{x} {y} m {} {} {} {} {} {} c {} {} l {} {} l {} {} l h f",
            x + 10,
            y + 90,
            x + 20,
            y + 150,
            x + 30,
            y + 200,
            x + 40,
            y + 90,
            x + 20,
            y + 40,
            x + 5,
            y + 2
        )
        .unwrap();
    }
    let pdf = Paper::of(&[&slices]).read();
    assert_eq!(
        warnings(&pdf),
        [(Concern::LeftOut, "a picture or drawing on page 1 may hold words or figures that are not in the text", Some(1))]
    );
    let frame = body(72.0, 100.0, &LONG) + "60 60 400 500 re S\n70 70 300 300 re S\n";
    assert_eq!(warnings(&Paper::of(&[&frame]).read()), []);
}

/// A file locked with the password "weald": its pages stay plain, but it does not open without.
fn locked() -> Vec<u8> {
    let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
    let check = Sha256::digest([b"weald".as_slice(), b"saltsalt"].concat());
    let user = [check.as_slice(), b"saltsalt", b"keysalts"].concat();
    let rest = "00".repeat(32);
    let encrypt = format!(
        "<</Filter/Standard/V 5/R 5/Length 256/CF<</StdCF<</AuthEvent/DocOpen/CFM/AESV3/Length 32>>>>/StmF/Identity\
         /StrF/Identity/O<{}>/U<{}>/OE<{rest}>/UE<{rest}>/P -4/Perms<{}>>>",
        "00".repeat(48),
        hex(&user),
        "00".repeat(16)
    );
    let paper = Paper { more: vec![encrypt], ..Paper::of(&[&body(72.0, 100.0, &LONG)]) };
    let mut bytes = paper.bytes();
    let at = bytes.windows(11).position(|w| w == b"/Root 1 0 R").unwrap();
    bytes.splice(at..at, format!("/ID[<00><00>]/Encrypt {FIRST_MORE} 0 R").bytes());
    bytes
}

#[test]
fn a_wrong_password_is_told_from_none() {
    let none = read_pdf(locked(), None).expect_err("is locked");
    let wrong = read_pdf(locked(), Some("kent")).expect_err("is still locked");
    assert_eq!((none.outcome, wrong.outcome), (Outcome::Password, Outcome::Password));
    assert!(none.reason.contains("locked with a password"), "{}", none.reason);
    assert!(wrong.reason.contains("password does not open"), "{}", wrong.reason);
    assert_eq!(of_kind(&read_pdf(locked(), Some("weald")).unwrap(), BlockKind::Paragraph), [LONG.join(" ")]);
}

#[test]
fn letters_that_make_no_words_are_garbled() {
    // "The health visitor", each letter 29 places too low, as fonts without a table of characters give it.
    let shifted = |l: &&str| l.bytes().map(|b| if b == b' ' { b } else { (b - 29).max(33) } as char).collect::<String>();
    let lines: Vec<String> = LONG.iter().chain(&LONG).map(shifted).map(|l| l.replace(['\\', '(', ')'], "K")).collect();
    let page = body(72.0, 100.0, &lines.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(Paper::of(&[&page]).refusal().outcome, Outcome::Garbled);
    let pdf = Paper::of(&[&body(72.0, 100.0, &LONG), &page]).read();
    assert!(pdf.partial.is_some_and(|p| p.starts_with("Page 2 cannot be read because its letters")));
}

#[test]
fn merged_cells_keep_their_columns() {
    let mut page = String::new();
    for (y, x0) in [(100.0, 60.0), (130.0, 60.0), (160.0, 60.0), (190.0, 150.0), (220.0, 60.0)] {
        page += &rule(x0, y, 530.0, y);
    }
    for (x, top) in [(60.0, 100.0), (150.0, 130.0), (330.0, 160.0), (530.0, 100.0)] {
        page += &rule(x, top, x, 220.0);
    }
    page += &text("R", 11.0, 65.0, 118.0, "Agencies and what they did");
    page += &(text("R", 11.0, 65.0, 148.0, "When") + &text("R", 11.0, 155.0, 148.0, "What and who"));
    page += &(text("R", 11.0, 65.0, 178.0, "5 June")
        + &text("R", 11.0, 155.0, 178.0, "Mother rang")
        + &text("R", 11.0, 335.0, 178.0, "GP"));
    page += &(text("R", 11.0, 155.0, 208.0, "Bruise seen") + &text("R", 11.0, 335.0, 208.0, "School"));
    let pdf = Paper::of(&[&page]).read();
    let columns: Vec<Vec<(u16, u16)>> = pdf.source.shape.blocks.iter().map(|b| b.columns.clone()).collect();
    let rows = ["Agencies and what they did", "When\tWhat and who", "5 June\tMother rang\tGP", "Bruise seen\tSchool"];
    assert_eq!(of_kind(&pdf, BlockKind::TableRow), rows);
    assert_eq!(columns, [vec![(0, 3)], vec![(0, 1), (1, 2)], vec![], vec![(1, 1), (2, 1)]]);
}

#[test]
fn columns_of_prose_with_their_own_gaps_are_read_one_after_the_other() {
    let lines = |from: usize, count: usize| -> Vec<String> {
        (from..from + count).map(|n| format!("the visit of day {n} was not recorded")).collect()
    };
    let mut page = String::new();
    // Paragraphs end at other heights on the left than on the right.
    for (x, paragraphs) in [(60.0, [3, 6, 4, 5, 3]), (320.0, [5, 4, 5, 2, 5])] {
        let (mut y, mut n) = (100.0, if x < 100.0 { 100 } else { 200 });
        for count in paragraphs {
            let all = lines(n, count);
            page += &body(x, y, &all.iter().map(String::as_str).collect::<Vec<_>>());
            n += count;
            y = 14.0f64.mul_add(count as f64, y) + 10.0;
        }
    }
    // Lower on the page than the first line on the right.
    page = text("R", 11.0, 320.0, 86.0, "and ended on the day before this one") + &page;
    let pdf = Paper::of(&[&page]).read();
    let days: Vec<&str> = pdf.source.text.split_whitespace().filter(|w| w.len() == 3 && w.starts_with(['1', '2'])).collect();
    assert_eq!(pdf.source.text.matches('\t').count(), 0, "{:?}", kinds(&pdf));
    assert_eq!(days.len(), 42);
    assert!(days.is_sorted(), "{days:?}");
    let (before, first) = (pdf.source.text.find("ended on the day before").unwrap(), pdf.source.text.find("day 200").unwrap());
    assert!(before < first && before > pdf.source.text.find("day 120").unwrap());
}

#[test]
fn small_print_with_numbers_is_not_a_footnote_unless_they_count_up() {
    let table = ["2 CARD major", "2 CARD minor", "4 CARD offset"];
    let small: String =
        table.iter().enumerate().map(|(i, l)| text("R", 8.0, 72.0, 12.0f64.mul_add(i as f64, 700.0), l)).collect();
    assert_eq!(of_kind(&Paper::of(&[&(body(72.0, 100.0, &LONG) + &small)]).read(), BlockKind::Footnote), [""; 0]);
}

#[test]
fn footnotes_stand_at_the_foot_of_their_page_on_both_paths() {
    let mut paper = super::tagged();
    paper.pages[0] += &format!("/P <</MCID 6>> BDC\n{}EMC\n", text("R", 8.0, 72.0, 780.0, "1 Working together, chapter four."));
    paper.more[3] = "<</Type/StructElem/S/P/Pg 13 0 R/K[1 <</S/Note/Pg 13 0 R/K[6]>>]>>".to_owned();
    let both = [read_pdf(paper.bytes(), None).unwrap(), read_pdf_by_place(paper.bytes(), None).unwrap()];
    assert_eq!(both.each_ref().map(|pdf| pdf.source.shape.reader.as_str()), ["pdf-tagged/2", "pdf-layout/2"]);
    for pdf in both {
        let all = kinds(&pdf);
        let at = all.iter().position(|(k, _)| *k == BlockKind::Footnote).unwrap_or_else(|| panic!("{all:?}"));
        assert_eq!(at, all.len() - 2, "{all:?}");
        assert_eq!(block(&pdf, "1 Working").page, Some(1));
    }
}

#[test]
fn notes_that_a_file_puts_into_one_are_parted_by_their_numbers() {
    let mut paper = super::tagged();
    let notes = ["1 Working together, chapter four.", "See also chapter five.", "2 Report to the board."];
    for (i, note) in notes.iter().enumerate() {
        let (id, y) = (6 + i, 10.0f64.mul_add(i as f64, 760.0));
        paper.pages[0] += &format!("/P <</MCID {id}>> BDC\n{}EMC\n", text("R", 8.0, 72.0, y, note));
    }
    let kids = [6, 7, 8].map(|id| format!("<</S/P/Pg 13 0 R/K[{id}]>>")).concat();
    paper.more[3] = format!("<</Type/StructElem/S/P/Pg 13 0 R/K[1 <</S/Note/K[{kids}]>>]>>");
    assert_eq!(
        of_kind(&paper.read(), BlockKind::Footnote),
        ["1 Working together, chapter four.\nSee also chapter five.", "2 Report to the board."]
    );
}

#[test]
fn text_that_is_not_shown_is_told_by_page() {
    let unseen = |page: &str| format!("3 Tr\n{page}0 Tr\n");
    let scan = "q 595 0 0 842 0 0 cm /I Do Q\n".to_owned() + &unseen(&body(72.0, 100.0, &LONG));
    let hidden = body(72.0, 100.0, &LONG) + &unseen(&text("R", 11.0, 72.0, 300.0, "for the eyes of the panel only"));
    let outside = body(72.0, 100.0, &LONG) + &text("R", 11.0, 700.0, 300.0, "for the eyes of the panel only");
    let pdf = Paper::of(&[&scan, &hidden, &scan, &outside]).read();
    assert_eq!(
        warnings(&pdf),
        [
            (Concern::Check, "the text of pages 1 and 3 was read from a scan by a machine and may have mistakes", Some(1)),
            (Concern::Check, "there is text on page 2 that the page does not show", Some(2)),
            (Concern::LeftOut, "words on page 4 stand outside the visible page and are not in the text", Some(4)),
        ]
    );
    assert_eq!(pdf.source.text.matches("for the eyes").count(), 1);
}
