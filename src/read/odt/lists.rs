//! Numbers of list items and headings: they are not stored, they are counted.
//!
//! Each list counts for itself, unless it says that it continues another one: by that list's id, or the last list
//! of the same style. A heading outside lists counts by the outline of the document.

use super::styles::Styles;
use crate::read::numerals::{Marker, Numeral};
use crate::read::xml::Element;
use std::collections::BTreeMap;

/// Levels that a list has.
const LEVELS: usize = 10;

#[derive(Clone, Debug)]
struct Level {
    numeral: Numeral,
    is_bullet: bool,
    start: i64,
    /// How many levels the number shows.
    display: usize,
    prefix: String,
    suffix: String,
    /// How the whole number looks, `%1%.%2%)`; stands over prefix, suffix and display.
    pattern: Option<String>,
}

/// How a list counts.
#[derive(Clone, Debug, Default)]
pub struct ListStyle {
    levels: BTreeMap<usize, Level>,
}

impl ListStyle {
    /// Reads a list style or an outline style.
    #[must_use]
    pub fn of(element: &Element) -> Self {
        Self { levels: element.elements().filter_map(level).collect() }
    }

    /// The number of the item at `at`, when the levels have counted so far, and how many levels it shows.
    fn print(&self, at: usize, counters: &[Option<i64>; LEVELS]) -> (String, usize) {
        let Some(own) = self.levels.get(&at) else { return (String::new(), 0) };
        let number = |i: usize| {
            let level = self.levels.get(&i)?;
            let value = counters.get(i).copied().flatten().unwrap_or(level.start);
            let printed = level.numeral.print(value);
            (!level.is_bullet && !printed.is_empty()).then_some(printed)
        };
        if let Some(pattern) = &own.pattern {
            return fill(pattern, number);
        }
        let from = (at + 1).saturating_sub(own.display);
        let numbers: Vec<String> =
            if own.numeral == Numeral::None { Vec::new() } else { (from..=at).filter_map(number).collect() };
        (format!("{}{}{}", own.prefix, numbers.join("."), own.suffix), numbers.len())
    }
}

/// Puts numbers into `%1%.%2%`; also says how many there were.
fn fill(pattern: &str, number: impl Fn(usize) -> Option<String>) -> (String, usize) {
    let mut out = String::new();
    let mut shown = 0;
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        let place = after.split_once('%').and_then(|(digits, tail)| Some((digits.parse::<usize>().ok()?, tail)));
        let Some((at, tail)) = place else {
            out.push('%');
            rest = after;
            continue;
        };
        if let Some(printed) = at.checked_sub(1).and_then(&number) {
            out.push_str(&printed);
            shown += 1;
        }
        rest = tail;
    }
    out.push_str(rest);
    (out, shown)
}

fn level(element: &Element) -> Option<(usize, Level)> {
    let at = element.attribute("level")?.parse::<usize>().ok()?.checked_sub(1).filter(|i| *i < LEVELS)?;
    let is_bullet = matches!(&*element.name, "list-level-style-bullet" | "list-level-style-image");
    let text = |name| element.attribute(name).unwrap_or_default().to_owned();
    let whole = |name| element.attribute(name).and_then(|v| v.trim().parse::<i64>().ok());
    let in_step = element.attribute("num-letter-sync") == Some("true");
    let level = Level {
        numeral: numeral(element.attribute("num-format").unwrap_or_default(), in_step),
        is_bullet,
        start: whole("start-value").unwrap_or(1),
        display: whole("display-levels").and_then(|n| usize::try_from(n).ok()).unwrap_or(1).clamp(1, LEVELS),
        prefix: text("num-prefix"),
        suffix: text("num-suffix"),
        pattern: element.attribute("num-list-format").map(ToOwned::to_owned),
    };
    Some((at, level))
}

/// The forms of OpenDocument by the look of their first number.
fn numeral(form: &str, in_step: bool) -> Numeral {
    match (form, in_step) {
        ("", _) => Numeral::None,
        ("a", true) => Numeral::LowerLetter,
        ("a", false) => Numeral::LowerColumn,
        ("A", true) => Numeral::UpperLetter,
        ("A", false) => Numeral::UpperColumn,
        ("i", _) => Numeral::LowerRoman,
        ("I", _) => Numeral::UpperRoman,
        ("1st", _) => Numeral::Ordinal,
        ("One", _) => Numeral::CardinalText,
        ("First", _) => Numeral::OrdinalText,
        ("①, ②, ③, ...", _) => Numeral::Circled,
        (padded, _) if padded.starts_with('0') => {
            Numeral::Padded(padded.chars().take_while(char::is_ascii_digit).count().clamp(1, 6))
        }
        _ => Numeral::Decimal,
    }
}

/// A list that is being read.
#[derive(Clone, Debug)]
pub struct Open {
    id: usize,
    style: Option<String>,
    level: usize,
}

/// An item of a list, as its first paragraph finds it.
#[derive(Clone, Debug)]
pub struct Item {
    list: Open,
    start: Option<i64>,
}

impl Item {
    /// An item of an open list; `element` may set the number it starts from.
    #[must_use]
    pub fn of(list: &Open, element: &Element) -> Self {
        let style = element.attribute("style-override").map(ToOwned::to_owned).or_else(|| list.style.clone());
        Self { list: Open { style, ..list.clone() }, start: start_value(element) }
    }
}

fn start_value(element: &Element) -> Option<i64> {
    element.attribute("start-value").and_then(|v| v.trim().parse().ok())
}

/// How far each list has counted.
#[derive(Debug, Default)]
pub struct Lists {
    counters: Vec<[Option<i64>; LEVELS]>,
    by_id: BTreeMap<String, usize>,
    last_of_style: BTreeMap<String, usize>,
    outline: [Option<i64>; LEVELS],
}

impl Lists {
    /// Opens a list, on its own or inside an item of another.
    pub fn enter(&mut self, list: &Element, outer: Option<&Open>) -> Open {
        let own = list.attribute("style-name");
        let level = outer.map_or(0, |o| (o.level + 1).min(LEVELS - 1));
        let style = own.map(ToOwned::to_owned).or_else(|| outer.and_then(|o| o.style.clone()));
        // A list inside another counts on with it, also in a style of its own.
        let inherited = outer.map(|o| o.id);
        let continued = list.attribute("continue-list").and_then(|id| self.by_id.get(id)).copied();
        let same_style = || style.as_ref().and_then(|s| self.last_of_style.get(s)).copied();
        let on = continued.or_else(|| (list.attribute("continue-numbering") == Some("true")).then(same_style).flatten());
        let id = inherited.or(on).unwrap_or(self.counters.len());
        if id == self.counters.len() {
            self.counters.push([None; LEVELS]);
        }
        self.know(list.attribute("id"), style.as_ref(), id);
        Open { id, style, level }
    }

    /// A paragraph that says itself in which list, and at which level, it stands.
    pub fn numbered_paragraph(&mut self, element: &Element) -> Item {
        let style = element.attribute("style-name").map(ToOwned::to_owned);
        let name = element.attribute("list-id");
        let known = name.and_then(|id| self.by_id.get(id)).or_else(|| self.last_of_style.get(style.as_deref()?)).copied();
        let id = known.unwrap_or(self.counters.len());
        if id == self.counters.len() {
            self.counters.push([None; LEVELS]);
        }
        self.know(name, style.as_ref(), id);
        let level = element.attribute("level").and_then(|l| l.parse::<usize>().ok()).unwrap_or(1);
        Item { list: Open { id, style, level: level.clamp(1, LEVELS) - 1 }, start: start_value(element) }
    }

    fn know(&mut self, name: Option<&str>, style: Option<&String>, id: usize) {
        if let Some(name) = name {
            self.by_id.insert(name.to_owned(), id);
        }
        if let Some(style) = style {
            self.last_of_style.insert(style.clone(), id);
        }
    }

    /// Counts an item and gives its marker. `paragraph` is the style of its paragraph, which may bring the list's style.
    pub fn next(&mut self, item: &Item, paragraph: &str, styles: &Styles) -> Option<Marker> {
        let name = item.list.style.as_deref().or_else(|| styles.list_of(paragraph)).unwrap_or_default();
        let counters = self.counters.get_mut(item.list.id)?;
        let depth = u8::try_from(item.list.level + 1).unwrap_or(u8::MAX);
        let Some(style) = styles.list(name) else { return Some(Marker { label: None, depth, is_multilevel: false }) };
        count(counters, item.list.level, item.start, style);
        Some(marker(style, item.list.level, counters))
    }

    /// Counts a heading outside lists; none where the outline gives its level no number.
    pub fn next_heading(&mut self, heading: &Element, level: u8, styles: &Styles) -> Option<Marker> {
        let at = usize::from(level.max(1)) - 1;
        let own = styles.outline.levels.get(&at).filter(|l| l.numeral != Numeral::None || l.pattern.is_some())?;
        let start =
            start_value(heading).or_else(|| (heading.attribute("restart-numbering") == Some("true")).then_some(own.start));
        count(&mut self.outline, at, start, &styles.outline);
        Some(marker(&styles.outline, at, &self.outline)).filter(|m| m.label.is_some())
    }
}

fn count(counters: &mut [Option<i64>; LEVELS], at: usize, start: Option<i64>, style: &ListStyle) {
    for (i, counter) in counters.iter_mut().enumerate() {
        if i == at {
            let first = style.levels.get(&i).map_or(1, |l| l.start);
            *counter = Some(start.unwrap_or_else(|| counter.map_or(first, |n| n.saturating_add(1))));
        } else if i > at {
            *counter = None;
        } else {
            // A level that was passed over counts as if its first item had been there.
            counter.get_or_insert_with(|| style.levels.get(&i).map_or(1, |l| l.start));
        }
    }
}

fn marker(style: &ListStyle, at: usize, counters: &[Option<i64>; LEVELS]) -> Marker {
    let depth = u8::try_from(at + 1).unwrap_or(u8::MAX);
    if style.levels.get(&at).is_none_or(|l| l.is_bullet) {
        return Marker { label: None, depth, is_multilevel: false };
    }
    let (printed, shown) = style.print(at, counters);
    let label = printed.trim().trim_end_matches(['.', ':', '-', '–', '\t', ' ']).to_owned();
    Marker { label: Some(label).filter(|l| !l.is_empty()), depth, is_multilevel: shown > 1 }
}
