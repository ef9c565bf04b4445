//! Promises of what leaves: nothing hidden can be worked out of a file, every format prints the same, nothing unseen.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops where something is not as promised"
)]

#[expect(dead_code, reason = "other tests use the rest")]
mod draft;
mod worlds;

use calamine::{Data, Reader as _, Xlsx};
use deepdive::analyse::{CellKind, Matrix};
use deepdive::disclose::gate::{Decisions, Gate};
use deepdive::disclose::{About, Level};
use deepdive::model::Project;
use deepdive::write::{Format, Layout, Protected, Provenance, Refused, write_matrix};
use draft::matrix;
use proptest::prelude::*;
use std::io::Cursor;
use worlds::{BANDS, Imagined, PER_ROW, Printed, ROWS, counts, project};

const MEASURES: [&str; 4] = ["cases with concern", "cases with good practice", "cases with any coding", "cases counted"];

fn about() -> Provenance {
    Provenance {
        marking: "OFFICIAL".to_owned(),
        program: "Deepdive".to_owned(),
        project: "Under-ones".to_owned(),
        revision: 1,
        made: jiff::civil::date(2026, 6, 5),
        level: None,
        selection: Vec::new(),
    }
}

fn themes_by_band(project: &Project) -> Matrix {
    matrix(project, "", "theme", "attribute:Age band", CellKind::Cases)
}

fn gate(level: Level) -> Gate {
    Gate::new(level, &[], &Decisions::default())
}

fn file(protected: &Protected<'_>, format: Format, layout: Layout) -> Vec<u8> {
    write_matrix(protected, &about(), format, layout).expect("writes")
}

fn text(protected: &Protected<'_>, format: Format, layout: Layout) -> String {
    String::from_utf8(file(protected, format, layout)).expect("UTF-8")
}

/// The records of a CSV file by column.
fn records(csv: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    reader.deserialize().map(|r| r.expect("a record")).collect()
}

/// What a reader of the tidy and the wide CSV file sees, in the order of `counts`.
fn printed(protected: &Protected<'_>) -> Printed {
    let number = |words: &str| match words {
        "[c]" => None,
        "Not yet read" | "No case" => Some(0),
        digits => Some(digits.parse().unwrap_or_else(|_| panic!("{digits} is no number"))),
    };
    let (tidy, grid) =
        (records(&text(protected, Format::Csv, Layout::Tidy)), records(&text(protected, Format::Csv, Layout::Grid)));
    let mut numbers = Vec::new();
    for row in ROWS {
        let wide = grid.iter().find(|r| r["Theme"] == row).expect("a row");
        for band in BANDS {
            let line = tidy.iter().find(|r| r["theme"] == row && r["attribute:Age band"] == band);
            match line {
                Some(line) => {
                    numbers.extend(["cases_concern", "cases_good_practice", "cases", "counted"].map(|name| number(&line[name])));
                    assert_eq!(number(&wide[band]), number(&line["cases"]), "one number in both files");
                }
                // A band without cases has no column: everybody can see that.
                None => numbers.extend([Some(0); 4]),
            }
        }
        let totals = ["Cases with concern", "Cases with good practice", "Cases with any coding", "Cases counted"];
        numbers.extend(totals.map(|name| number(&wide[name])));
    }
    let page = text(protected, Format::Html, Layout::Grid);
    Printed { numbers, least: i32::from(!page.contains("it may also stand for zero")), uneven: protected.is_read_unevenly() }
}

fn cases() -> impl Strategy<Value = Vec<Imagined>> {
    // Some themes are frequent and some rare, so that large and small numbers meet.
    let marks = prop_oneof![3 => Just(0_u8), 4 => Just(1), 1 => 0_u8..8];
    let case = (0_u8..3, prop::bool::weighted(0.9), marks.clone(), marks).prop_map(|(band, read, first, second)| Imagined {
        band,
        read,
        marks: [first, second],
    });
    prop::collection::vec(case, 6..30)
}

fn place_of(i: usize) -> String {
    let (row, rest) = (i / PER_ROW, i % PER_ROW);
    let band = BANDS.get(rest / 4).copied().unwrap_or("all");
    format!("{} {band} {}", ROWS[row], ["concern", "good practice", "any", "counted"][rest % 4])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(6), ..ProptestConfig::default() })]

    /// For every hidden number there is another deep dive that would print the very same file, with another number there.
    #[test]
    fn no_hidden_number_can_be_worked_out_of_the_files(cases in cases()) {
        let project = project(&cases);
        let matrix = themes_by_band(&project);
        for level in [Level::Partnership, Level::Publishable] {
            let Ok(protected) = Protected::of(&matrix, &gate(level)) else { continue };
            let printed = printed(&protected);
            let truth = counts(&cases);
            for (i, (number, truth)) in printed.numbers.iter().zip(&truth).enumerate() {
                prop_assert!(number.is_none_or(|n| n == *truth), "{} is wrong", place_of(i));
                let is_total = i % PER_ROW >= BANDS.len() * 4;
                // Where one band holds all cases, its N is the number of cases.
                let is_whole = i % 4 == 3 && cases.iter().all(|c| c.band == cases[0].band);
                let may_be_shown = level == Level::Partnership && (is_total || i % 4 == 3) || is_whole;
                prop_assert!(number.is_none_or(|n| n == 0 || n > 5) || may_be_shown, "{} is small and shown", place_of(i));
                let is_n = i % 4 == 3;
                let withheld = format!("{}, {}: ", ROWS[i / PER_ROW], MEASURES[i % 4]);
                let is_told = || protected.account().lines().any(|l| l.contains(&withheld) && l.contains("beside it"));
                let may_be_hidden = !is_total || is_n || level == Level::Publishable;
                prop_assert!(number.is_some() || may_be_hidden || is_told(), "partners see totals, or it is said why not");
            }
            let pinned: Vec<String> = printed.pinned(&cases).into_iter().map(place_of).collect();
            prop_assert!(pinned.is_empty(), "{level}: {pinned:?} of {:?}", printed.numbers);
        }
    }
}

/// "[c] of 12 (−[c] +2)" or the same without brackets, as concern, good practice, any, counted.
fn parts(words: &str) -> [String; 4] {
    if ["Not yet read", "No case"].contains(&words) {
        return ["0"; 4].map(str::to_owned);
    }
    let (all, rest) = words.split_once(" of ").unwrap_or_else(|| panic!("“{words}” is no share"));
    let signed = |sign: char| {
        let from = rest.split_once(sign).map(|(_, r)| r);
        from.map_or_else(|| "0".to_owned(), |r| r.split([' ', ')']).next().expect("a part").to_owned())
    };
    let of = rest.split([' ', '(']).next().expect("an N");
    [signed('−'), signed('+'), all.to_owned(), of.to_owned()]
}

/// Text of an element with its tags taken out.
fn bare(xml: &str) -> String {
    let tags = regex::Regex::new("<[^>]*>").expect("a pattern");
    tags.replace_all(xml, "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The cells of a row in a page or a document, from the row's name on.
fn row_of(xml: &str, row_tag: &str, cell_tag: &str, name: &str) -> Vec<String> {
    let (plain, with_class) = (format!("<{row_tag}>"), format!("<{row_tag} "));
    let rows = xml.split(&plain).chain(xml.split(&with_class));
    let end = format!("</{row_tag}>");
    let within = |row: &str| row.split(&end).next().unwrap_or_default().to_owned();
    let cells = |row: &str| {
        within(row).split(&format!("<{cell_tag}")).skip(1).map(|c| bare(&format!("<{cell_tag}{c}"))).collect::<Vec<_>>()
    };
    rows.map(cells).find(|c| c.iter().any(|c| c == name)).unwrap_or_else(|| panic!("no row {name}"))
}

fn words_in(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("word/document.xml").expect("a document"), &mut text).expect("UTF-8");
    text
}

#[derive(serde::Deserialize)]
struct RonFile {
    matrix: Vec<RonRow>,
}

#[derive(serde::Deserialize)]
struct RonRow {
    row: RonName,
    total: RonCell,
    cells: Vec<RonCell>,
}

#[derive(serde::Deserialize)]
struct RonName {
    name: String,
}

#[derive(serde::Deserialize)]
#[serde(untagged)]
enum RonNumber {
    Shown(u32),
    Hidden(String),
}

#[derive(Default, serde::Deserialize)]
struct RonPart {
    cases: Option<RonNumber>,
}

#[derive(serde::Deserialize)]
struct RonCell {
    counted: Option<RonNumber>,
    cases: Option<RonNumber>,
    #[serde(default)]
    concern: RonPart,
    #[serde(default)]
    good_practice: RonPart,
}

impl RonCell {
    fn numbers(&self) -> [String; 4] {
        [&self.concern.cases, &self.good_practice.cases, &self.cases, &self.counted].map(|n| match n {
            Some(RonNumber::Shown(n)) => n.to_string(),
            Some(RonNumber::Hidden(words)) => words.clone(),
            None => "0".to_owned(),
        })
    }
}

/// A project with many cases, so that some numbers are shown and some are not.
fn many() -> Project {
    let case = |i: u8| Imagined {
        band: i % 7 % 3,
        read: !i.is_multiple_of(11),
        marks: [[1, 0, 3, 1, 2][usize::from(i % 5)], u8::from(i.is_multiple_of(9)) * 5],
    };
    project(&(0..40).map(case).collect::<Vec<_>>())
}

#[test]
fn every_format_prints_the_same_protected_numbers() {
    let project = many();
    let matrix = themes_by_band(&project);
    for level in Level::ALL {
        let protected = Protected::of(&matrix, &gate(level)).expect("can be protected");
        let tidy = records(&text(&protected, Format::Csv, Layout::Tidy));
        let page = text(&protected, Format::Html, Layout::Grid);
        let document = words_in(&file(&protected, Format::Docx, Layout::Grid));
        let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        let ron: RonFile = options.from_str(&text(&protected, Format::Ron, Layout::Grid)).expect("reads");
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file(&protected, Format::Xlsx, Layout::Grid))).expect("opens");
        let sheet = |name: &str| book.worksheet_range(name).expect("a sheet");
        let sheets = ["Concern", "Good practice", "Matrix", "Cases counted"].map(sheet);
        for (r, name) in ROWS.into_iter().enumerate() {
            let html = row_of(&page, "tr", "t", name);
            let html: Vec<String> = html.iter().skip_while(|c| *c != name).skip(1).take(BANDS.len() + 4).cloned().collect();
            let docx = row_of(&document, "w:tr", "w:tc>", name);
            let docx: Vec<String> = docx.iter().skip_while(|c| *c != name).skip(1).take(BANDS.len() + 4).cloned().collect();
            let of_ron = ron.matrix.iter().find(|row| row.row.name == name).expect("a row");
            for (c, band) in BANDS.into_iter().enumerate() {
                let line = tidy.iter().find(|l| l["theme"] == name && l["attribute:Age band"] == band).expect("a line");
                let expected = ["cases_concern", "cases_good_practice", "cases", "counted"].map(|n| line[n].clone());
                let heard = html[c].replace(" concern", "").replace(" good practice", "").replace(" context", "");
                assert_eq!(parts(&heard), expected, "{level}, HTML, {name}, {band}");
                assert_eq!(parts(&docx[c]), expected, "{level}, Word, {name}, {band}");
                assert_eq!(of_ron.cells[c].numbers(), expected, "{level}, RON, {name}, {band}");
                let excel = sheets.each_ref().map(|s| match s.get((r + 1, c + 2)) {
                    Some(Data::Float(n)) => n.to_string(),
                    Some(Data::String(words)) => words.clone(),
                    other => panic!("{other:?}"),
                });
                assert_eq!(excel, expected, "{level}, Excel, {name}, {band}");
            }
            let totals: Vec<String> = html.iter().skip(BANDS.len()).cloned().collect();
            assert_eq!(totals, of_ron.total.numbers(), "{level}, totals of {name}");
            assert_eq!(totals, docx.iter().skip(BANDS.len()).cloned().collect::<Vec<_>>(), "{level}, totals of {name}");
            let excel: Vec<String> =
                (0..4).map(|i| sheets[2].get((r + 1, BANDS.len() + 2 + i)).expect("a total").to_string()).collect();
            assert_eq!(totals, excel, "{level}, totals of {name}");
        }
        assert_eq!(page.contains("[c]"), level != Level::Internal, "{level}");
        assert_eq!(protected.account().said.iter().any(|s| s.about == About::Count), level != Level::Internal);
        let name = format!("level: {}", level.name());
        assert!(text(&protected, Format::Csv, Layout::Grid).contains(&name) && page.contains(&format!("<dd>{}. ", level.name())));
        for words in protected.account().lines() {
            assert!(!page.contains(words), "what the author is told is not in the file: {words}");
        }
    }
}

#[test]
fn what_can_never_be_published_is_refused_with_a_way_out() {
    let project = many();
    let of = |rows: &str, columns: &str, cells| matrix(&project, "words", rows, columns, cells);
    let refused = |m: &Matrix, level| Protected::of(m, &gate(level)).err();
    assert!(matches!(refused(&of("theme", "case", CellKind::Presence), Level::Publishable), Some(Refused::OneCase("column", _))));
    assert!(matches!(refused(&of("document", "theme", CellKind::Cases), Level::Publishable), Some(Refused::OneCase("row", _))));
    assert_eq!(refused(&of("theme", "analyst", CellKind::Cases), Level::Publishable), Some(Refused::Analysts));
    assert_eq!(refused(&of("theme", "attribute:Age band", CellKind::Words), Level::Partnership), Some(Refused::NotCases));
    assert_eq!(refused(&of("theme", "case", CellKind::Summary), Level::Partnership), None);
    let by_case = of("theme", "case", CellKind::Codings);
    let partners = Protected::of(&by_case, &gate(Level::Partnership)).expect("partners see cases");
    assert!(partners.is_exact() && partners.account().lines().any(|l| l.contains("Every row or column is one case")));
}

#[test]
fn words_stand_for_hidden_numbers() {
    let project = many();
    let matrix = themes_by_band(&project);
    let protected = Protected::of(&matrix, &gate(Level::Publishable)).expect("can be protected");
    let words: Vec<String> =
        (0..3).flat_map(|r| (0..3).map(move |c| (r, c))).map(|(r, c)| protected.cell(r, c).all.in_words()).collect();
    assert!(words.iter().any(|w| w == "a small number of" || w == "all but a small number of"), "{words:?}");
}
