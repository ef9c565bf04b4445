//! Promises of charts: the picture, the table and the words say the same, no word is cut off, and nothing held back shows.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test stops where something is not as promised")]

mod papers;

use deepdive::write::chart::{Chart, ChartKind, ChartTable, Frequency, FrequencyLine, Label, Shown};
use papers::{cases, charts, coverage, frequency, heat, held_back, label, periods, square};
use quick_xml::Reader;
use quick_xml::events::Event;
use resvg::usvg;

/// The words of a picture by the element they stand in.
fn words(svg: &str, element: &str) -> Vec<String> {
    let (mut reader, mut open, mut found) = (Reader::from_str(svg), String::new(), Vec::new());
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(tag) => {
                open = String::from_utf8_lossy(tag.name().as_ref()).into_owned();
                if open == element {
                    found.push(String::new());
                }
            }
            Event::End(_) => open.clear(),
            Event::Text(text) if open == element => found.last_mut().expect("open").push_str(&String::from_utf8_lossy(&text)),
            Event::GeneralRef(name) if open == element => found.last_mut().expect("open").push_str(match &*name {
                b"amp" => "&",
                b"lt" => "<",
                b"gt" => ">",
                b"quot" => "\"",
                _ => "'",
            }),
            Event::Eof => break,
            _ => {}
        }
    }
    found
}

fn rows(table: &ChartTable) -> Vec<Vec<&str>> {
    std::iter::once(&table.header).chain(&table.rows).map(|row| row.iter().map(String::as_str).collect()).collect()
}

#[test]
fn the_table_of_bars_has_every_value_with_its_n() {
    let table = frequency(9).table();
    assert_eq!(
        rows(&table),
        [
            vec!["Theme", "Cases with concern", "Cases with good practice"],
            vec!["B1 Man or new partner not identified, household changed", "6 of 9", "0 of 9"],
            vec!["B2 Father not engaged <at all> & not asked", "7 of 9", "[c]"],
            vec!["D1 Midwifery to health visiting", "[c]", "4 of 9"],
            vec![
                "A4 Bruise in a baby who cannot roll was not sent for a paediatric opinion within the same working day",
                "0 of 9",
                "–"
            ],
        ]
    );
}

#[test]
fn tables_of_every_kind_are_whole() {
    for chart in charts() {
        let table = chart.table();
        assert!(table.header.iter().all(|name| !name.is_empty()) && !table.rows.is_empty(), "{}", chart.title);
        assert!(table.rows.iter().all(|row| row.len() == table.header.len()), "{}", chart.title);
    }
    assert_eq!(rows(&periods().table())[2][1..], ["0 of 4", "[c]", "2 of 6"]);
    assert_eq!(rows(&square(5).table())[0], ["Theme", "T0", "T1", "T2", "T3", "T4"]);
    assert_eq!(rows(&square(5).table())[2][1..], ["4", "–", "4", "[c]", "2"]);
    assert_eq!(rows(&heat().table())[1][1..], ["1 concern", "Stated absent", "[c] concern, 12 good practice"]);
    assert_eq!(rows(&heat().table())[2][1..], ["2 concern, 2 good practice", "Not applicable", "[c] concern, 12 good practice"]);
}

#[test]
fn passages_stand_on_the_pages_they_touch() {
    let table = coverage().table();
    assert_eq!(rows(&table)[1][1..], ["3", "1 to 2, 4 to 6", "–", "–"]);
    assert_eq!(rows(&table)[2][1..], ["2", "–", "12", "24"]);
    assert_eq!(rows(&table)[3][1..], ["0", "–", "–", "–"]);
}

#[test]
fn themes_without_codes_are_numbered_in_picture_and_table() {
    let mut chart = square(3);
    if let ChartKind::CoOccurrence(square) = &mut chart.kind {
        square.themes = ["First", "Second", "Third"].map(Label::name).to_vec();
    }
    let table = chart.table();
    assert_eq!(rows(&table)[0], ["Theme", "1", "2", "3"]);
    assert_eq!(rows(&table)[2][0], "2 Second");
    let shown = words(&chart.svg(), "text");
    assert_eq!(shown.iter().filter(|w| *w == "2").count(), 2 + 4, "down, across, and four values of two");
}

#[test]
fn the_picture_shows_what_the_table_says() {
    for chart in [frequency(9), frequency(120), periods()] {
        let mut shown = words(&chart.svg(), "text");
        for value in chart.table().rows.iter().flat_map(|row| &row[1..]) {
            let at = shown.iter().position(|w| w == value).unwrap_or_else(|| panic!("{value} is in “{}”", chart.title));
            shown.remove(at);
        }
    }
    let shown = words(&square(22).svg(), "text");
    let values: Vec<String> =
        square(22).table().rows.into_iter().flat_map(|row| row[1..].to_vec()).filter(|v| v != "–").collect();
    let count = |all: &[String], value: &str| all.iter().filter(|v| *v == value).count();
    assert!((1..22).all(|n| count(&shown, &n.to_string()) == count(&values, &n.to_string())));
}

#[test]
fn one_square_stands_for_one_case() {
    let rects = |chart: &Chart, class: &str| chart.svg().matches(&format!("class=\"{class}\"")).count();
    let concern = |concern: Shown| {
        let line = FrequencyLine { theme: label("B1", "Theme"), concern, good_practice: Shown::Nothing };
        papers::chart("Cases", ChartKind::Frequency(Frequency { lines: vec![line] }))
    };
    // One more of each stands in the legend.
    assert_eq!((rects(&concern(cases(6, 9)), "concern"), rects(&concern(cases(6, 9)), "s-track")), (7, 4));
    assert_eq!((rects(&concern(cases(0, 9)), "concern"), rects(&concern(cases(0, 9)), "s-track")), (1, 10));
    assert_eq!(rects(&concern(cases(60, 900)), "concern"), 2, "more cases than squares have room make a plain bar");
}

#[test]
fn what_is_held_back_has_a_symbol_and_no_bar() {
    let line = FrequencyLine { theme: label("B1", "Theme"), concern: held_back(), good_practice: Shown::Nothing };
    let chart = papers::chart("Cases", ChartKind::Frequency(Frequency { lines: vec![line] }));
    let svg = chart.svg();
    assert_eq!((svg.matches("class=\"concern\"").count(), svg.matches("class=\"s-track\"").count()), (1, 1), "only the legend");
    assert_eq!(words(&svg, "text").iter().filter(|w| *w == "[c]").count(), 2, "the value and the legend");
    assert!(words(&svg, "text").contains(&"held back".to_owned()));
    assert!(chart.alt_text().contains("One value is held back."));
}

#[test]
fn words_say_the_extremes() {
    assert_eq!(
        frequency(9).alt_text(),
        "Themes by number of cases. Bar chart of 4 themes, concern and good practice apart. Concern most often: B2 Father not \
         engaged <at all> & not asked, 7 of 9. Concern least often: A4 Bruise in a baby who cannot roll was not sent for a \
         paediatric opinion within the same working day, 0 of 9. Good practice most often: D1 Midwifery to health visiting, \
         4 of 9. 2 values are held back. Every value is in the table."
    );
    assert!(
        periods().alt_text().contains("Highest: D1 Midwifery to health visiting in 2020 to 2021, 6 of 6."),
        "shares, not counts"
    );
    assert!(
        square(5).alt_text().contains("Most often together: T0 Man or new partner not identified, household changed with T1")
    );
    assert!(coverage().alt_text().contains("Strip of 24 pages with 5 passages of 3 themes. Most: B1"));
    assert!(
        heat().alt_text().contains("Most: B1 Man or new partner not identified, household changed in Child with a longer name")
    );
}

#[test]
fn every_picture_has_a_role_a_name_and_a_description() {
    for chart in charts() {
        let svg = chart.svg();
        assert!(svg.contains("role=\"img\"") && svg.contains("aria-labelledby=\"chart-title chart-desc\""));
        assert_eq!(words(&svg, "title"), std::slice::from_ref(&chart.title));
        assert_eq!(words(&svg, "desc"), [chart.alt_text()]);
        assert_eq!(svg, chart.svg());
    }
}

fn tree(svg: &str) -> usvg::Tree {
    let mut fonts = usvg::fontdb::Database::new();
    for font in ["Regular", "SemiBold"] {
        let path = format!("{}/assets/fonts/AtkinsonHyperlegibleNext-{font}.ttf", env!("CARGO_MANIFEST_DIR"));
        fonts.load_font_data(std::fs::read(path).expect("reads"));
    }
    usvg::Tree::from_str(svg, &usvg::Options { fontdb: fonts.into(), ..usvg::Options::default() }).expect("a picture")
}

fn text_boxes(group: &usvg::Group, found: &mut Vec<(String, usvg::Rect)>) {
    for node in group.children() {
        match node {
            usvg::Node::Group(inner) => text_boxes(inner, found),
            usvg::Node::Text(text) => {
                let words = text.chunks().iter().map(usvg::TextChunk::text).collect();
                found.push((words, text.abs_bounding_box()));
            }
            usvg::Node::Path(_) | usvg::Node::Image(_) => {}
        }
    }
}

#[test]
fn no_word_is_cut_off_or_written_over_another() {
    for chart in charts() {
        let tree = tree(&chart.svg());
        let mut boxes = Vec::new();
        text_boxes(tree.root(), &mut boxes);
        assert!(boxes.len() > 10, "{} has words", chart.title);
        for (i, (words, place)) in boxes.iter().enumerate() {
            let fits = place.left() >= 0.0 && place.right() <= tree.size().width() && place.bottom() <= tree.size().height();
            assert!(fits, "“{words}” lies within “{}”: {place:?}", chart.title);
            for (others, other) in boxes.iter().skip(i + 1) {
                let apart = place.right() <= other.left() + 0.5
                    || other.right() <= place.left() + 0.5
                    || place.bottom() <= other.top() + 3.0
                    || other.bottom() <= place.top() + 3.0;
                assert!(apart, "“{words}” and “{others}” in “{}”", chart.title);
            }
        }
    }
}

#[test]
fn a_png_is_twice_as_large_and_the_same_each_time() {
    for chart in [frequency(9), heat()] {
        let png = chart.png().expect("draws");
        assert_eq!(png, chart.png().expect("draws"));
        let size = tree(&chart.svg()).size().to_int_size();
        let mut reader = png::Decoder::new(std::io::Cursor::new(&png)).read_info().expect("a PNG");
        assert_eq!((reader.info().width, reader.info().height), (size.width() * 2, size.height() * 2));
        let mut pixels = vec![0; reader.output_buffer_size().expect("has a size")];
        reader.next_frame(&mut pixels).expect("whole");
        assert_eq!(pixels[..3], [255, 255, 255], "white ground");
        let mut colours: Vec<&[u8]> = pixels.chunks_exact(4).collect();
        colours.sort_unstable();
        colours.dedup();
        assert!(colours.contains(&&[0x1B, 0x21, 0x26, 0xFF][..]) && colours.len() > 50, "ink and more");
    }
}
