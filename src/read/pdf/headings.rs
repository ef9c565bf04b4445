//! Headings among paragraphs: larger than the body, or bold and short; bookmarks settle the level where they exist.
//!
//! Levels follow the order of the styles found, largest first, so that a document without tags still has a tree.

use super::paragraphs::{ended, half};
use super::part::Part;
use crate::text::BlockKind;
use std::collections::{BTreeMap, BTreeSet};

/// Longest heading, in characters.
const LONGEST: usize = 160;

/// Titles of bookmarks, masked, with their depth from 1.
pub(super) type Bookmarks = BTreeMap<String, u8>;

/// A title without case, blanks and signs, to compare with.
pub(super) fn bare(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Finds headings and gives them levels; where the file marks headings itself, only those that it forgot.
pub(super) fn find(parts: &mut [Part], body: f64, bookmarks: &Bookmarks) {
    level_marked(parts);
    let marked = marked_styles(parts);
    let styles = styles(parts, body);
    let titles: BTreeSet<String> = parts.iter().filter(|p| p.text.len() <= 2 * LONGEST).map(|p| bare(&p.text)).collect();
    for part in parts.iter_mut() {
        if !matches!(part.kind, BlockKind::Paragraph | BlockKind::ListItem) || part.text.chars().count() > LONGEST {
            continue;
        }
        if is_contents_entry(&part.text, &titles) {
            continue;
        }
        let named = if part.lines <= 3 && !ended(&part.text) { bookmarks.get(&bare(&part.text)).copied() } else { None };
        let rank = styles.iter().filter(|s| **s > style(part)).count() + 1;
        let looks = looks_like_heading(part, body).then(|| u8::try_from(rank.clamp(1, 6)).unwrap_or(6));
        let looks = if part.tagged && !marked.is_empty() {
            // Where the file marks its headings, others must look the same, or be a title in large letters.
            let same = marked.get(&style(part)).copied().filter(|_| part.page > 1);
            looks.and(same.or_else(|| (part.size > 1.4 * body).then_some(1)))
        } else {
            looks
        };
        if let Some(level) = named.or(looks) {
            (part.kind, part.level) = (BlockKind::Heading, level);
        }
    }
}

/// Whether a text is a title that stands elsewhere, with a page number behind it.
fn is_contents_entry(text: &str, titles: &BTreeSet<String>) -> bool {
    let title = text.trim_end_matches(|c: char| c.is_ascii_digit());
    title.len() < text.len() && title.ends_with([' ', '\t', '\n', '.']) && titles.contains(&bare(title))
}

/// The levels of headings that the file marks, by style; the deepest where a style has several.
fn marked_styles(parts: &[Part]) -> BTreeMap<(u32, bool), u8> {
    let mut out = BTreeMap::new();
    for part in parts.iter().filter(|p| p.tagged && p.kind == BlockKind::Heading) {
        let level = out.entry(style(part)).or_insert(part.level);
        *level = part.level.max(*level);
    }
    out
}

/// Gives headings that are marked without a level the rank of their style.
fn level_marked(parts: &mut [Part]) {
    let open = |p: &Part| p.kind == BlockKind::Heading && p.level == 0;
    let styles: BTreeSet<_> = parts.iter().filter(|p| open(p)).map(style).collect();
    for part in parts.iter_mut().filter(|p| open(p)) {
        let rank = styles.iter().rev().position(|s| *s == style(part)).map_or(1, |i| i + 1);
        part.level = u8::try_from(rank.clamp(1, 6)).unwrap_or(6);
    }
}

fn style(part: &Part) -> (u32, bool) {
    (half(part.size), part.bold)
}

/// The styles of headings, largest first, bold before plain.
fn styles(parts: &[Part], body: f64) -> Vec<(u32, bool)> {
    let mut counts: BTreeMap<(u32, bool), usize> = BTreeMap::new();
    // The sizes of a cover are its own.
    let cover = u32::from(parts.last().is_some_and(|p| p.page > 3));
    let inside = |p: &&Part| p.page > cover && matches!(p.kind, BlockKind::Paragraph | BlockKind::ListItem);
    for part in parts.iter().filter(inside) {
        if part.text.chars().count() <= LONGEST && looks_like_heading(part, body) {
            *counts.entry(style(part)).or_default() += 1;
        }
    }
    counts.into_keys().rev().collect()
}

fn looks_like_heading(part: &Part, body: f64) -> bool {
    let letters = part.text.chars().filter(|c| c.is_alphabetic()).count();
    let listed = part.kind == BlockKind::ListItem && !part.bold;
    // "and" between the lines of a title.
    let joins = !part.text.contains([' ', '\n']) && part.text.starts_with(char::is_lowercase);
    if letters < 2 || joins || part.lines > 3 || listed || part.text.contains("....") || starts_with_bullet(&part.text) {
        return false;
    }
    let stops = part.text.trim_end().ends_with(['.', ';', ',']);
    if part.size > 1.15 * body {
        return !stops || part.lines == 1;
    }
    let starts = part.text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    part.bold && part.size > 0.95 * body && part.lines <= 2 && !stops && starts
}

fn starts_with_bullet(text: &str) -> bool {
    text.split(' ').next().is_some_and(super::labels::is_bullet)
}
