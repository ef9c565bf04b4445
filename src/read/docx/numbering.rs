//! Paragraph numbers: Word does not store "4.12", it counts.
//!
//! ```text
//! paragraph ─ numId, ilvl ─> num ─ (overrides) ─> abstractNum ─ ilvl ─> level: start, format, "%1.%2"
//! ```
//!
//! Lists that share an abstract list go on counting from each other, unless a list restarts by an override,
//! which acts once, when that list first appears. People cite these numbers, so they are computed.

use super::inline::choice;
use super::styles::{NumberRef, Styles};
use crate::read::numerals::{Marker, Numeral};
use crate::read::xml::Element;
use std::collections::{BTreeMap, BTreeSet};

const LEVELS: usize = 9;

#[derive(Clone, Debug)]
struct Level {
    start: i64,
    numeral: Numeral,
    is_bullet: bool,
    text: String,
    /// Level from 1 after which this one starts again; 0 never; none after any higher level.
    restart: Option<i64>,
    style: Option<String>,
    legal: bool,
}

#[derive(Clone, Debug, Default)]
struct Abstract {
    levels: BTreeMap<usize, Level>,
    /// The list's levels are those of the list that has this style link.
    link: Option<String>,
}

#[derive(Clone, Debug, Default)]
struct Num {
    abstract_id: i64,
    starts: BTreeMap<usize, i64>,
    levels: BTreeMap<usize, Level>,
}

/// The lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub struct Numbering {
    abstracts: BTreeMap<i64, Abstract>,
    nums: BTreeMap<i64, Num>,
    style_links: BTreeMap<String, i64>,
    counters: BTreeMap<i64, [Option<i64>; LEVELS]>,
    started: BTreeSet<(i64, usize)>,
}

impl Numbering {
    /// Reads the numbering part.
    #[must_use]
    pub fn of(root: &Element) -> Self {
        let mut out = Self::default();
        for element in root.elements() {
            if element.is("abstractNum") {
                let Some(id) = number(element, "abstractNumId") else { continue };
                if let Some(link) = element.child("styleLink").and_then(Element::val) {
                    out.style_links.insert(link.to_owned(), id);
                }
                let link = element.child("numStyleLink").and_then(Element::val).map(ToOwned::to_owned);
                let levels = element.elements().filter(|e| e.is("lvl")).filter_map(level).collect();
                out.abstracts.insert(id, Abstract { levels, link });
            } else if element.is("num") {
                let Some(id) = number(element, "numId") else { continue };
                out.nums.insert(id, num(element));
            }
        }
        out
    }

    /// Counts one paragraph and gives its marker. `style` finds the level when only a style names the list.
    pub fn next(&mut self, wanted: NumberRef, style: Option<&str>, styles: &Styles) -> Option<Marker> {
        let list = wanted.list.filter(|id| *id != 0)?;
        let num = self.nums.get(&list)?.clone();
        let abstract_id = self.resolve(num.abstract_id, styles);
        let levels = self.levels(abstract_id, &num);
        let by_style = || levels.iter().find(|(_, l)| l.style.is_some() && l.style.as_deref() == style).map(|(i, _)| *i);
        let at = wanted.level.and_then(|l| usize::try_from(l).ok()).or_else(by_style).unwrap_or(0).min(LEVELS - 1);
        let own = levels.get(&at)?.clone();
        self.count(abstract_id, list, at, &num, &levels);
        let depth = u8::try_from(at + 1).unwrap_or(u8::MAX);
        if own.is_bullet {
            return Some(Marker { label: None, depth, is_multilevel: false });
        }
        let counters = self.counters.get(&abstract_id).copied().unwrap_or_default();
        let (label, shown) = print(&own, &levels, &counters);
        Some(Marker { label: Some(label).filter(|l| !l.is_empty()), depth, is_multilevel: shown > 1 })
    }

    /// Follows `numStyleLink` to the list that really has levels.
    ///
    /// Links of damaged files run in circles, so a link is followed once.
    fn resolve(&self, id: i64, styles: &Styles) -> i64 {
        let link = self.abstracts.get(&id).filter(|a| a.levels.is_empty()).and_then(|a| a.link.as_ref());
        let Some(link) = link else { return id };
        let by_style = || styles.number(link).list.and_then(|num| self.nums.get(&num)).map(|num| num.abstract_id);
        self.style_links.get(link).copied().or_else(by_style).unwrap_or(id)
    }

    fn levels(&self, abstract_id: i64, num: &Num) -> BTreeMap<usize, Level> {
        let mut levels = self.abstracts.get(&abstract_id).map(|a| a.levels.clone()).unwrap_or_default();
        levels.extend(num.levels.clone());
        levels
    }

    fn count(&mut self, abstract_id: i64, list: i64, at: usize, num: &Num, levels: &BTreeMap<usize, Level>) {
        let counters = self.counters.entry(abstract_id).or_default();
        let start = |i: usize| levels.get(&i).map_or(1, |l| l.start);
        for (i, counter) in counters.iter_mut().enumerate().take(at + 1) {
            // An override restarts its level when the list first comes to it.
            if let Some(first) = num.starts.get(&i)
                && self.started.insert((list, i))
            {
                *counter = Some(if i == at { first - 1 } else { *first });
            }
        }
        for (i, counter) in counters.iter_mut().enumerate() {
            if i == at {
                *counter = Some(counter.map_or(start(i), |n| n.saturating_add(1)));
            } else if i < at {
                // A level that was passed over counts as if its first item had been there.
                counter.get_or_insert_with(|| start(i));
            } else {
                let after = levels.get(&i).and_then(|l| l.restart);
                // Word numbers the level that restarts this one from 1.
                if after.is_none_or(|r| r != 0 && at < usize::try_from(r).unwrap_or(LEVELS)) {
                    *counter = None;
                }
            }
        }
    }
}

fn number(element: &Element, attribute: &str) -> Option<i64> {
    element.attribute(attribute)?.trim().parse().ok()
}

fn level(element: &Element) -> Option<(usize, Level)> {
    let at = usize::try_from(number(element, "ilvl")?).ok().filter(|i| *i < LEVELS)?;
    let text = |name| element.child(name).and_then(Element::val).map(ToOwned::to_owned);
    let whole = |name| element.child(name).and_then(Element::number);
    Some((
        at,
        Level {
            start: whole("start").unwrap_or(0),
            numeral: numeral(element).unwrap_or(Numeral::Decimal),
            is_bullet: text("numFmt").as_deref() == Some("bullet"),
            text: text("lvlText").unwrap_or_default(),
            restart: whole("lvlRestart"),
            style: text("pStyle"),
            legal: element.switch("isLgl").unwrap_or(false),
        },
    ))
}

fn num(element: &Element) -> Num {
    let mut out = Num { abstract_id: element.child("abstractNumId").and_then(Element::number).unwrap_or(-1), ..Num::default() };
    for change in element.elements().filter(|e| e.is("lvlOverride")) {
        let Some(at) = number(change, "ilvl").and_then(|i| usize::try_from(i).ok()).filter(|i| *i < LEVELS) else { continue };
        if let Some(start) = change.child("startOverride").and_then(Element::number) {
            out.starts.insert(at, start);
        }
        if let Some((_, replaced)) = change.child("lvl").and_then(level) {
            out.levels.insert(at, replaced);
        }
    }
    out
}

/// Fills `%1.%2` with the counters; also says how many of them were shown.
fn print(own: &Level, levels: &BTreeMap<usize, Level>, counters: &[Option<i64>; LEVELS]) -> (String, usize) {
    let mut out = String::new();
    let mut shown = 0;
    let mut chars = own.text.chars().peekable();
    while let Some(c) = chars.next() {
        let digit = chars.peek().and_then(|d| d.to_digit(10)).filter(|d| c == '%' && *d > 0);
        let Some(digit) = digit else {
            out.push(c);
            continue;
        };
        chars.next();
        let at = digit as usize - 1;
        let level = levels.get(&at);
        let value = counters.get(at).copied().flatten().unwrap_or_else(|| level.map_or(1, |l| l.start));
        // A level of bullets has no number to show in those below it.
        if level.is_some_and(|l| l.is_bullet) {
            continue;
        }
        let form = level.map_or(Numeral::Decimal, |l| l.numeral);
        let form = if own.legal && form != Numeral::None { Numeral::Decimal } else { form };
        let printed = form.print(value);
        shown += usize::from(!printed.is_empty());
        out.push_str(&printed);
    }
    (out.trim().trim_end_matches(['.', ':', '-', '–', '\t', ' ']).to_owned(), shown)
}

/// The forms of Word by their names; `custom` ones show how they look in a pattern of their own.
pub fn numeral(level: &Element) -> Option<Numeral> {
    let direct = level.child("numFmt");
    let found = direct.or_else(|| level.child_any("AlternateContent").and_then(choice).and_then(|c| c.child("numFmt")))?;
    Some(match found.val()? {
        "none" => Numeral::None,
        "decimalZero" => Numeral::Padded(2),
        "lowerLetter" => Numeral::LowerLetter,
        "upperLetter" => Numeral::UpperLetter,
        "lowerRoman" => Numeral::LowerRoman,
        "upperRoman" => Numeral::UpperRoman,
        "ordinal" => Numeral::Ordinal,
        "cardinalText" => Numeral::CardinalText,
        "ordinalText" => Numeral::OrdinalText,
        "hex" => Numeral::Hexadecimal,
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Numeral::Circled,
        "decimalEnclosedParen" => Numeral::Parenthesised,
        "numberInDash" => Numeral::InDashes,
        "custom" => padded(found.attribute("format").unwrap_or_default()),
        _ => Numeral::Decimal,
    })
}

/// `001, 002, 003, ...` says how many digits there are.
fn padded(pattern: &str) -> Numeral {
    let digits = pattern.chars().take_while(char::is_ascii_digit).count().clamp(1, 6);
    Numeral::Padded(digits)
}
