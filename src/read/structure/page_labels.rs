//! Page numbers as printed, taken from headers and footers where the reader has not found them itself.
//!
//! A number in a footer may be anything; it is a page number only where it runs with the pages. Report pages that
//! print none stay without one.

use super::words_of;
use crate::text::{BlockKind, SourceText};
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// So many pages must agree.
const MIN_PAGES: usize = 3;

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)
        (?: p\s?a\s?g\s?e \s* [|:]? \s* (?P<a>\d{1,4}|[ivxl]{1,6}) \b )
        | (?: \b (?P<b>\d{1,4}|[ivxl]{1,6}) \s* [|] \s* p\s?a\s?g\s?e )
        | (?: ^ \s* [-–—|\[(]* \s* (?P<c>\d{1,4}|[ivxl]{1,6}) \s* [-–—|\])]* \s* $ )
        | (?: ^ \s* (?P<d>\d{1,4}) \s* (?:of|/) \s* \d{1,4} \s* $ )
        | (?: (?:^|\s|[|]) (?P<e>\d{1,3}) \s* $ )
        | (?: ^ \s* (?P<f>\d{1,3}) \s+ [|\p{L}] )",
    )
    .unwrap()
});

/// Fills in the printed page numbers when there are none yet.
pub fn find(source: &mut SourceText) {
    if !source.shape.page_labels.is_empty() || source.shape.pages == 0 {
        return;
    }
    let pages = usize::try_from(source.shape.pages).unwrap_or(0);
    let mut found: Vec<(usize, String, i64)> = Vec::new();
    for block in source.shape.blocks.iter().filter(|b| b.kind == BlockKind::Furniture) {
        let Some(at) = block.page.and_then(|p| usize::try_from(p).ok()).filter(|p| (1..=pages).contains(p)) else { continue };
        for line in words_of(&source.text, block).lines() {
            found.extend(printed(line).map(|(label, number)| (at - 1, label, number)));
        }
    }
    source.shape.page_labels = consistent(&found, pages);
}

/// The page number in a line of furniture, as printed and as a number.
fn printed(line: &str) -> Option<(String, i64)> {
    let found = NUMBER.captures(line)?;
    let label = ["a", "b", "c", "d", "e", "f"].iter().find_map(|name| found.name(name))?.as_str();
    let number = label.parse().ok().or_else(|| roman(label))?;
    Some((label.to_owned(), number))
}

/// One label for each page, from the numbers that run with the pages; none when too few agree.
fn consistent(found: &[(usize, String, i64)], pages: usize) -> Vec<String> {
    let mut labels = vec![String::new(); pages];
    let is_roman = |label: &str| label.starts_with(char::is_alphabetic);
    for roman in [true, false] {
        let mut offsets: BTreeMap<i64, Vec<&(usize, String, i64)>> = BTreeMap::new();
        for one in found.iter().filter(|(_, label, _)| is_roman(label) == roman) {
            offsets.entry(one.2 - i64::try_from(one.0).unwrap_or(i64::MAX)).or_default().push(one);
        }
        // An appendix may start counting anew, so every run that is long enough counts.
        for run in offsets.values().filter(|run| run.len() >= MIN_PAGES.min(pages)) {
            for (page, label, _) in run {
                if let Some(slot) = labels.get_mut(*page).filter(|slot| slot.is_empty()) {
                    slot.clone_from(label);
                }
            }
        }
    }
    if labels.iter().all(String::is_empty) { Vec::new() } else { labels }
}

fn roman(label: &str) -> Option<i64> {
    let value = |c: char| match c.to_ascii_lowercase() {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        _ => None,
    };
    let digits: Vec<i64> = label.chars().map(value).collect::<Option<_>>()?;
    let after = digits.iter().skip(1).copied().chain([0]);
    Some(digits.iter().zip(after).map(|(d, next)| if *d < next { -d } else { *d }).sum())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceBuilder;

    #[test]
    fn the_number_is_found_in_every_style_of_footer() {
        for (line, label) in [
            ("Page 7 of 43", "7"),
            ("7 | P a g e", "7"),
            ("P a g e | 7", "7"),
            ("– 7 –", "7"),
            ("7", "7"),
            ("iv", "iv"),
            ("[12]", "12"),
            ("7 of 43", "7"),
            ("Baby E and Baby F, May 2019, Page 1", "1"),
            ("Serious Case Review: Child Q 14", "14"),
            ("14 Serious Case Review: Child Q", "14"),
        ] {
            assert_eq!(printed(line).map(|(l, _)| l).as_deref(), Some(label), "{line}");
        }
        for line in ["OFFICIAL-SENSITIVE", "Final version 2.1", "May 2019", "Working Together 2018"] {
            assert_eq!(printed(line), None, "{line}");
        }
        assert_eq!((roman("xiv"), roman("ix")), (Some(14), Some(9)));
    }

    #[test]
    fn only_numbers_that_run_with_the_pages_are_page_numbers() {
        let mut b = SourceBuilder::new("test/1");
        b.set_pages(8);
        for (page, footer) in
            [(2, "ii"), (3, "iii"), (4, "iv"), (5, "1"), (6, "Page 2"), (7, "Section 17"), (7, "3"), (8, "Child 4 77")]
        {
            b.set_page(Some(page));
            b.push(BlockKind::Furniture, 0, footer);
        }
        let mut source = b.build();
        find(&mut source);
        assert_eq!(source.shape.page_labels, ["", "ii", "iii", "iv", "1", "2", "3", ""]);
        source.shape.page_labels = vec!["a".to_owned()];
        find(&mut source);
        assert_eq!(source.shape.page_labels, ["a"], "what the reader found stays");
    }
}
