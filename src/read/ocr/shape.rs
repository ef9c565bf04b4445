//! What a recognised paragraph is: heading, list item, page furniture or running text; and its lines as one text.

use super::PageRead;
use super::paragraphs::{Line, Paragraph, percent};
use crate::text::{BlockKind, SourceText};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// A heading's letters are at least so much larger than the body's: Word's smallest step is 14 points over 12.
const LARGER: f32 = 1.12;
/// And those of a heading of the highest level so much.
const LARGEST: f32 = 1.5;
/// Letters recognised with less certainty are rather a picture than a heading.
const SURE: u8 = 60;
/// More words are no heading.
const MOST_WORDS: usize = 16;
/// A line that stands on so many pages is no text of them.
const REPEATED: usize = 3;
/// Headers and footers stand in so much of a page's words from the top and from the bottom.
const EDGE: f32 = 0.12;

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests of put_in")]
static PAGE_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[\W_]*(?:p ?a ?g ?e\W*)?\d{1,4}(?:\W*(?:of|/|\|)\W*(?:\d{1,4}|p ?a ?g ?e))?[\W_]*$").unwrap()
});

/// About the size of a line's letters in points. A line is as high as its highest letters, so that one without
/// letters below or above the others seems smaller than it is; the shares are those of common typefaces.
fn size_of(line: &Line) -> f32 {
    let high = line.text.contains(|c: char| c.is_uppercase() || c.is_ascii_digit() || "bdfhijklt()".contains(c));
    let deep = line.text.contains(['g', 'j', 'p', 'q', 'y', 'Q', ',', ';', '(', ')']);
    line.height() / (if high { 0.72 } else { 0.52 } + if deep { 0.22 } else { 0.0 })
}

/// Top and bottom of what stands on each page, in points.
fn extents<'a>(lines: impl Iterator<Item = (u32, &'a Line)>) -> BTreeMap<u32, (f32, f32)> {
    let mut extents: BTreeMap<u32, (f32, f32)> = BTreeMap::new();
    for (page, line) in lines {
        let [_, top, _, bottom] = line.place;
        let (highest, lowest) = extents.entry(page).or_insert((top, bottom));
        (*highest, *lowest) = (highest.min(top), lowest.max(bottom));
    }
    extents
}

/// Whether a line holds nothing but the number of its page.
pub(super) fn is_furniture(text: &str) -> bool {
    PAGE_NUMBER.is_match(text)
}

/// What all pages together say about their lines.
pub(super) struct Shapes {
    /// Size of most lines' letters in points; 0 without lines.
    body: f32,
    /// Lines that stand on several pages, digits masked.
    repeated: BTreeSet<String>,
    /// Top and bottom of what stands on each page, in points.
    extents: BTreeMap<u32, (f32, f32)>,
    /// Words of the document, to judge hyphens by.
    words: BTreeSet<String>,
}

impl Shapes {
    pub(super) fn of(old: &SourceText, pages: &[PageRead]) -> Self {
        let paragraphs = || pages.iter().filter_map(|p| p.found.as_ref().ok()).flatten();
        let lines = || paragraphs().flat_map(|p| &p.lines);
        let mut sizes: Vec<f32> = lines().filter(|l| l.text.split(' ').count() >= 4).map(size_of).collect();
        sizes.sort_by(f32::total_cmp);
        let mut on_pages: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
        for paragraph in paragraphs().filter(|p| p.lines.len() <= 2) {
            on_pages.entry(masked(paragraph)).or_default().insert(paragraph.page);
        }
        let texts = std::iter::once(old.text.as_str()).chain(lines().map(|l| l.text.as_str()));
        Self {
            body: sizes.get(sizes.len() / 2).copied().unwrap_or_default(),
            repeated: on_pages.into_iter().filter(|(_, on)| on.len() >= REPEATED).map(|(line, _)| line).collect(),
            extents: extents(paragraphs().flat_map(|p| p.lines.iter().map(|l| (p.page, l)))),
            words: texts.flat_map(words_of).collect(),
        }
    }

    /// The kind of a paragraph, and its level.
    pub(super) fn kind_of(&self, paragraph: &Paragraph) -> (BlockKind, u8) {
        let Some(first) = paragraph.lines.first() else { return (BlockKind::Paragraph, 0) };
        if paragraph.lines.len() <= 2
            && self.is_at_edge(paragraph)
            && (is_furniture(&first.text) || self.repeated.contains(&masked(paragraph)))
        {
            return (BlockKind::Furniture, 0);
        }
        if first.text.starts_with(['•', '‣', '▪', '●', '◦', '*', '»'])
            || first.text.starts_with("- ")
            || first.text.starts_with("– ")
        {
            return (BlockKind::ListItem, 1);
        }
        let lines = paragraph.lines.iter();
        let words: usize = lines.clone().map(|l| l.text.split(' ').count()).sum();
        let size = lines.clone().map(size_of).fold(f32::INFINITY, f32::min);
        let open = lines.last().is_some_and(|l| !l.text.ends_with(['.', ',', ';']));
        let named = first.text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase())
            && first.text.chars().filter(|c| c.is_alphabetic()).count() >= 3
            && percent(paragraph.confidence()).is_some_and(|sure| sure >= SURE);
        let larger = self.body > 0.0 && size >= self.body * LARGER;
        if paragraph.lines.len() <= 2 && words <= MOST_WORDS && open && named && larger {
            return (BlockKind::Heading, if size >= self.body * LARGEST { 1 } else { 2 });
        }
        (BlockKind::Paragraph, 0)
    }

    /// Whether a paragraph stands where headers and footers do.
    fn is_at_edge(&self, paragraph: &Paragraph) -> bool {
        let Some((highest, lowest)) = self.extents.get(&paragraph.page) else { return false };
        let margin = (lowest - highest) * EDGE;
        paragraph.lines.iter().all(|l| {
            let [_, top, _, bottom] = l.place;
            bottom <= highest + margin.max(l.height()) || top >= lowest - margin.max(l.height())
        })
    }

    /// The lines as one text. A hyphen at a line's end is closed up only when the document has the word in one.
    pub(super) fn text_of(&self, paragraph: &Paragraph) -> String {
        let mut text = String::new();
        for line in &paragraph.lines {
            match text.strip_suffix('-') {
                Some(before) if self.is_one_word(before, &line.text) => text.truncate(before.len()),
                Some(before) if before.ends_with(char::is_alphanumeric) => {}
                Some(_) | None if text.is_empty() => {}
                Some(_) | None => text.push(' '),
            }
            text.push_str(&line.text);
        }
        text
    }

    fn is_one_word(&self, before: &str, after: &str) -> bool {
        let left = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let right = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let lower = right.starts_with(char::is_lowercase);
        lower && !left.is_empty() && self.words.contains(&format!("{left}{right}").to_lowercase())
    }
}

/// The words of a line but those at its ends that a hyphen may have broken.
fn words_of(line: &str) -> impl Iterator<Item = String> {
    line.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|w| !w.is_empty() && !w.contains('-')).map(str::to_lowercase)
}

fn masked(paragraph: &Paragraph) -> String {
    let text: Vec<&str> = paragraph.lines.iter().map(|l| l.text.as_str()).collect();
    text.join(" ").chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(page: u32, lines: &[&str], height: f32) -> Paragraph {
        let line = |(i, text): (usize, &&str)| {
            let top = 20.0 * i as f32;
            Line { text: (*text).to_owned(), confidence: (90.0, 1), place: [10.0, top, 90.0, top + height] }
        };
        Paragraph { page, lines: lines.iter().enumerate().map(line).collect() }
    }

    fn shapes(paragraphs: Vec<Paragraph>) -> Shapes {
        let pages: Vec<PageRead> = paragraphs.into_iter().map(|p| PageRead { page: p.page, found: Ok(vec![p]) }).collect();
        Shapes::of(&SourceText::default(), &pages)
    }

    #[test]
    fn a_hyphen_is_closed_up_only_on_evidence() {
        let broken = paragraph(1, &["The part-", "nership used e-", "learning with Covid-", "19 in it"], 10.0);
        assert_eq!(shapes(vec![broken.clone()]).text_of(&broken), "The part-nership used e-learning with Covid-19 in it");
        let shapes = shapes(vec![broken.clone(), paragraph(2, &["a partnership of agencies"], 10.0)]);
        assert_eq!(shapes.text_of(&broken), "The partnership used e-learning with Covid-19 in it");
        assert_eq!(shapes.text_of(&paragraph(1, &["seen -", "by nobody"], 10.0)), "seen - by nobody");
    }

    #[test]
    fn short_lines_in_larger_letters_are_headings() {
        // Twelve points: 8.64 above the line, 2.64 below.
        let body = || paragraph(1, &["they saw him (again) at home"], 11.28);
        let shapes = shapes(vec![body(), body(), body()]);
        assert_eq!(shapes.kind_of(&body()), (BlockKind::Paragraph, 0));
        assert_eq!(shapes.kind_of(&paragraph(1, &["not seen on a visit"], 8.64)), (BlockKind::Paragraph, 0));
        assert_eq!(shapes.kind_of(&paragraph(1, &["Executive summary"], 13.16)), (BlockKind::Heading, 2));
        assert_eq!(shapes.kind_of(&paragraph(1, &["Contents"], 10.08)), (BlockKind::Heading, 2));
        assert_eq!(shapes.kind_of(&paragraph(1, &["Child A"], 14.4)), (BlockKind::Heading, 1));
        assert_eq!(shapes.kind_of(&paragraph(1, &["He was seen."], 14.4)), (BlockKind::Paragraph, 0));
        assert_eq!(shapes.kind_of(&paragraph(1, &["and"], 14.4)), (BlockKind::Paragraph, 0));
        let mut unsure = paragraph(1, &["Child A"], 14.4);
        unsure.lines[0].confidence = (48.0, 1);
        assert_eq!(shapes.kind_of(&unsure), (BlockKind::Paragraph, 0));
        assert_eq!(shapes.kind_of(&paragraph(1, &["• seen alone"], 8.64)), (BlockKind::ListItem, 1));
    }

    #[test]
    fn a_line_on_three_pages_is_furniture() {
        let on = |page: u32| paragraph(page, &["Official sensitive 2026"], 10.0);
        assert_eq!(shapes(vec![on(1), on(2)]).kind_of(&on(1)).0, BlockKind::Paragraph);
        let pages = shapes(vec![on(1), on(2), on(3), paragraph(1, &["a"; 20], 10.0)]);
        assert_eq!(pages.kind_of(&on(1)).0, BlockKind::Furniture);
        let in_the_middle = Paragraph { page: 1, lines: paragraph(1, &["a"; 9], 10.0).lines.split_off(8) };
        assert!(pages.is_at_edge(&on(1)) && !pages.is_at_edge(&in_the_middle));
    }
}
