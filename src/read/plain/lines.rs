//! Lines of a text file: whether they were wrapped, and what each line looks like on its own.

use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Lines shorter than this are no sign of wrapping, longer ones no work of a wrapper.
const WRAP: std::ops::RangeInclusive<usize> = 50..=120;

/// The width at which the lines of a text were wrapped by a program; none when each line is a paragraph.
#[must_use]
pub fn wrap_width(text: &str) -> Option<usize> {
    let mut widths: Vec<usize> = text.lines().map(|l| l.trim().chars().count()).filter(|n| *n > 0).collect();
    widths.sort_unstable();
    // The widest tenth may hold long web addresses, so it does not decide.
    let width = *widths.get(widths.len() * 9 / 10)?;
    let longest = *widths.last()?;
    let full = widths.iter().filter(|w| **w + 15 >= width).count();
    let wrapped = WRAP.contains(&width) && full * 3 >= widths.len() && longest <= width * 2;
    (wrapped && widths.len() > 4).then_some(width)
}

/// Whether the lines of a text were wrapped by a program.
#[must_use]
pub fn is_wrapped(text: &str) -> bool {
    wrap_width(text).is_some()
}

/// One line and what its edges said before they were trimmed.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// Without outer blanks; empty for a blank line.
    pub text: &'a str,
    /// A page started here: a form feed, or the single leading space that survives one.
    pub starts_page: bool,
    /// Page by form feeds, from 1.
    pub page: u32,
    /// It stands at the head or foot of several pages, but for its digits.
    pub repeats: bool,
}

/// Pages on which a line must stand at the edge to be a header or footer.
const MIN_REPEATS: usize = 3;
/// Lines at the head and at the foot of a page that may be such.
const EDGE_LINES: usize = 3;

/// Cuts a text into lines.
#[must_use]
pub fn lines(text: &str) -> Vec<Line<'_>> {
    let spaced = text.lines().filter(|l| starts_with_one_space(l)).count();
    let filled = text.lines().filter(|l| !l.trim().is_empty()).count();
    // Where many lines are indented by a space, that space is layout.
    let space_means_page = spaced > 1 && spaced * 10 <= filled;
    let headers = repeated(text);
    let mut page = 1;
    let mut out = Vec::new();
    for (i, sheet) in text.split('\u{c}').enumerate() {
        if i > 0 {
            page += 1;
        }
        for (j, raw) in sheet.lines().enumerate() {
            let starts_page = (i > 0 && j == 0) || (space_means_page && starts_with_one_space(raw));
            let repeats = headers.contains(&masked(raw));
            out.push(Line { text: raw.trim(), starts_page, page, repeats });
        }
    }
    out
}

/// Lines, digits masked, that stand at the edges of several pages; none where the text has no form feeds.
fn repeated(text: &str) -> BTreeSet<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for sheet in text.split('\u{c}') {
        let filled: Vec<&str> = sheet.lines().filter(|l| !l.trim().is_empty()).collect();
        let head = filled.iter().take(EDGE_LINES);
        let foot = filled.iter().skip(EDGE_LINES.max(filled.len().saturating_sub(EDGE_LINES)));
        let edges: BTreeSet<String> = head.chain(foot).map(|l| masked(l)).collect();
        for line in edges {
            *counts.entry(line).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, n)| *n >= MIN_REPEATS).map(|(line, _)| line).collect()
}

fn masked(line: &str) -> String {
    let digits: String = line.trim().chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let mut words = digits.split_whitespace().map(|w| if w.chars().all(|c| c == '0') { "0" } else { w });
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |line, word| line + " " + word)
}

fn starts_with_one_space(line: &str) -> bool {
    line.strip_prefix(' ').is_some_and(|rest| rest.starts_with(|c: char| !c.is_whitespace()))
}

/// Bullets, also those that Word keeps in the private-use area.
const BULLETS: [char; 17] = [
    '•', '▪', '◦', '‣', '·', '●', '○', '■', '➢', '◼', '◆', '\u{f0b7}', '\u{f0a7}', '\u{f0d8}', '\u{f0fc}', '\u{f076}', '\u{f02d}',
];

/// Whether a line opens a list item by a bullet.
#[must_use]
pub fn is_bullet(line: &str) -> bool {
    let rest = line.strip_prefix(BULLETS).or_else(|| line.strip_prefix(['-', '–', '*']).filter(|r| r.starts_with([' ', '\t'])));
    rest.is_some_and(|r| !r.trim().is_empty())
}

#[expect(clippy::unwrap_used, reason = "constant patterns, covered by the tests below")]
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(\d{1,2}([.-]\d{1,3}){1,3}\.?|\d{1,3}[.)]|\([a-z]{1,4}\)|\([0-9]{1,3}\)|[a-z]\))\s+\S").unwrap()
});

/// Whether a line opens a numbered paragraph or list item.
#[must_use]
pub fn is_numbered(line: &str) -> bool {
    NUMBERED.is_match(line)
}

#[expect(clippy::unwrap_used, reason = "constant patterns, covered by the tests below")]
static FURNITURE: LazyLock<Regex> = LazyLock::new(|| {
    let page = r"p\s?a\s?g\s?e";
    Regex::new(&format!(r"(?i)^(\d{{1,4}}\s*\|\s*{page}|{page}\s*\|?\s*\d{{1,4}}(\s*(of|/)\s*\d{{1,4}})?|-\s*\d{{1,4}}\s*-)$"))
        .unwrap()
});

/// Whether a line is a page number as headers and footers print it.
#[must_use]
pub fn is_furniture(line: &str) -> bool {
    FURNITURE.is_match(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_lines_by_their_shape() {
        for line in ["21 | P a g e", "Page 2 of 43", "page 7", "- 12 -"] {
            assert!(is_furniture(line), "{line}");
        }
        assert!(!is_furniture("Page 2 of the report says"));
        assert!(is_bullet("\u{f0b7} Reviewing") && is_bullet("- a") && !is_bullet("-5 degrees") && !is_bullet("•"));
        assert!(is_numbered("4.12 The") && is_numbered("6-10 The") && is_numbered("(a) x") && is_numbered("3. Next"));
        assert!(!is_numbered("2021 was") && !is_numbered("4.12"));
    }

    #[test]
    fn a_page_start_survives_as_a_single_space() {
        let body = "A line of text\n".repeat(20);
        let text = format!(" First\n{body} second\n   indented\n");
        let starts: Vec<_> = lines(&text).into_iter().filter(|l| l.starts_page).map(|l| l.text.to_owned()).collect();
        assert_eq!(starts, ["First", "second"]);
    }
}
