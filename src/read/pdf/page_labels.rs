//! The page numbers as printed: from the file's own list, else from the headers and footers.
//!
//! A printed number counts only when it keeps its distance from the page's place in the file over several pages, so
//! that the year of a review or "of 43" is none.

use super::part::Part;
use super::strings::decoded;
use crate::read::numerals::Numeral;
use crate::text::BlockKind;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};
use std::collections::BTreeMap;

/// Deepest number tree that is looked at, and most entries.
const DEEPEST: u8 = 12;
const MOST: usize = 10_000;
/// Letters before a number are cut to this many characters.
const LONGEST_PREFIX: usize = 40;

/// The printed number of each page; empty where no page has one.
pub(super) fn page_labels(pdf: &Pdf, pages: usize, parts: &[Part]) -> Vec<String> {
    let own = stated(pdf, pages);
    let labels = if own.is_empty() { printed(pages, parts) } else { own };
    if labels.iter().all(String::is_empty) { Vec::new() } else { labels }
}

/// How a run of pages is numbered.
#[derive(Debug, Default)]
struct Run {
    style: u8,
    prefix: String,
    start: u32,
}

/// The list in the file.
fn stated(pdf: &Pdf, pages: usize) -> Vec<String> {
    let catalog: Option<Dict<'_>> = pdf.xref().get(pdf.xref().root_id());
    let Some(tree) = catalog.and_then(|c| c.get::<Dict<'_>>("PageLabels")) else { return Vec::new() };
    let mut runs: BTreeMap<usize, Run> = BTreeMap::new();
    gather(&tree, 0, &mut runs, &mut 0);
    if runs.is_empty() {
        return Vec::new();
    }
    let mut labels = Vec::with_capacity(pages);
    for page in 0..pages {
        labels.push(runs.range(..=page).next_back().map(|(first, run)| run.label(page - first)).unwrap_or_default());
    }
    labels
}

/// Reads a node of the tree and those under it; `seen` counts nodes, because a bad tree may hold itself.
fn gather(node: &Dict<'_>, depth: u8, runs: &mut BTreeMap<usize, Run>, seen: &mut usize) {
    *seen += 1;
    if depth > DEEPEST || *seen > MOST || runs.len() > MOST {
        return;
    }
    if let Some(numbers) = node.get::<Array<'_>>("Nums") {
        let mut first = None;
        for object in numbers.iter::<Object<'_>>().take(2 * MOST) {
            match (first.take(), object) {
                (None, Object::Number(n)) => first = usize::try_from(n.as_i64()).ok(),
                (Some(page), Object::Dict(run)) => _ = runs.insert(page, Run::of(&run)),
                _ => {}
            }
        }
    }
    if let Some(kids) = node.get::<Array<'_>>("Kids") {
        for kid in kids.iter::<Dict<'_>>().take(MOST) {
            gather(&kid, depth + 1, runs, seen);
        }
    }
}

impl Run {
    fn of(dict: &Dict<'_>) -> Self {
        let prefix = dict.get::<PdfString<'_>>("P").map(|p| decoded(p.as_bytes())).unwrap_or_default();
        Self {
            style: dict.get::<Name<'_>>("S").and_then(|s| s.as_ref().first().copied()).unwrap_or_default(),
            prefix: prefix.chars().filter(|c| !c.is_control()).take(LONGEST_PREFIX).collect(),
            start: dict.get::<u32>("St").unwrap_or(1).min(1_000_000),
        }
    }

    fn label(&self, after: usize) -> String {
        let n = self.start.saturating_add(u32::try_from(after).unwrap_or(u32::MAX));
        let form = match self.style {
            b'D' => Numeral::Decimal,
            b'R' => Numeral::UpperRoman,
            b'r' => Numeral::LowerRoman,
            b'A' => Numeral::UpperLetter,
            b'a' => Numeral::LowerLetter,
            _ => Numeral::None,
        };
        format!("{}{}", self.prefix, form.print(n.into()))
    }
}

/// A number in the furniture of a page and the style in which it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Printed {
    Arabic(i64),
    Roman(i64),
}

impl Printed {
    /// How far it lies from the page's place in the file.
    const fn shift(self, page: i64) -> Self {
        match self {
            Self::Arabic(n) => Self::Arabic(n - page),
            Self::Roman(n) => Self::Roman(n - page),
        }
    }

    fn label(self) -> String {
        match self {
            Self::Arabic(n) => n.to_string(),
            Self::Roman(n) => Numeral::LowerRoman.print(n),
        }
    }
}

/// The numbers that stand in headers and footers.
fn printed(pages: usize, parts: &[Part]) -> Vec<String> {
    let mut found: Vec<Vec<Printed>> = vec![Vec::new(); pages];
    for part in parts.iter().filter(|p| p.kind == BlockKind::Furniture) {
        let slot = usize::try_from(part.page).ok().and_then(|p| found.get_mut(p.checked_sub(1)?));
        slot.into_iter().for_each(|s| s.extend(numbers(&part.text)));
    }
    let mut support: BTreeMap<Printed, usize> = BTreeMap::new();
    for (page, numbers) in (1..).zip(&found) {
        let mut shifts: Vec<Printed> = numbers.iter().map(|n| n.shift(page)).collect();
        shifts.sort_unstable();
        shifts.dedup();
        shifts.into_iter().for_each(|s| *support.entry(s).or_default() += 1);
    }
    let needed = if pages <= 3 { 2 } else { 3 };
    let label = |(page, numbers): (i64, &Vec<Printed>)| {
        let known = |n: &Printed| support.get(&n.shift(page)).copied().unwrap_or_default();
        numbers.iter().copied().filter(|n| known(n) >= needed).max_by_key(known).map(Printed::label).unwrap_or_default()
    };
    (1..).zip(&found).map(label).collect()
}

/// Numbers of up to four digits, and a line that is a small roman number.
fn numbers(text: &str) -> Vec<Printed> {
    let mut out: Vec<Printed> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| (1..=4).contains(&w.len()) && w.bytes().all(|b| b.is_ascii_digit()))
        .filter_map(|w| w.parse().ok().map(Printed::Arabic))
        .collect();
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric()).trim_start_matches("page").trim();
    out.extend((1..40_i64).find(|n| Numeral::LowerRoman.print(*n) == bare).map(Printed::Roman));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn footers(texts: &[&str]) -> Vec<Part> {
        let part = |(page, text): (u32, &&str)| Part { text: (*text).to_owned(), ..Part::empty(BlockKind::Furniture, page) };
        (1..).zip(texts).map(part).collect()
    }

    #[test]
    fn printed_numbers_keep_their_distance() {
        let parts = footers(&["", "ii", "iii", "Review 2023 | iv", "Page 1 of 4", "Page 2 of 4", "Page 3 of 4", "4 of 4"]);
        assert_eq!(printed(8, &parts), ["", "", "", "", "1", "2", "3", "4"]);
        let parts = footers(&["i", "- ii -", "iii", "1", "2", "3"]);
        assert_eq!(printed(6, &parts), ["i", "ii", "iii", "1", "2", "3"]);
        assert!(printed(3, &footers(&["2023", "2023", "2023"])).iter().all(String::is_empty));
    }

    #[test]
    fn styles_of_numbers() {
        let run = Run { style: b'R', prefix: "A-".to_owned(), start: 3 };
        assert_eq!(run.label(1), "A-IV");
    }
}
