//! Styles: which paragraphs are headings, captions or contents, and which numbering a style brings along.
//!
//! A style inherits through `basedOn`; chains in damaged files run in circles, so they are followed a bounded
//! number of steps.

use crate::read::xml::Element;
use std::collections::BTreeMap;

/// Longest chain of `basedOn` that is followed.
const MAX_CHAIN: usize = 32;

/// A numbering as a paragraph or style asks for it; each half may come from elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NumberRef {
    /// Which list; 0 takes the numbering away.
    pub list: Option<i64>,
    /// Which level of it, from 0.
    pub level: Option<i64>,
}

impl NumberRef {
    /// Reads `w:numPr` of paragraph properties.
    #[must_use]
    pub fn of(properties: &Element) -> Self {
        let Some(num) = properties.child("numPr") else { return Self::default() };
        Self { list: num.child("numId").and_then(Element::number), level: num.child("ilvl").and_then(Element::number) }
    }

    /// Fills what is missing from what is inherited.
    #[must_use]
    pub fn or(self, inherited: Self) -> Self {
        Self { list: self.list.or(inherited.list), level: self.level.or(inherited.level) }
    }
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<i64>,
    number: NumberRef,
    hidden: Option<bool>,
    bold: Option<bool>,
    page_break: Option<bool>,
}

/// All styles of a document.
#[derive(Debug, Default)]
pub struct Styles {
    by_id: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

impl Styles {
    /// Reads the styles part.
    #[must_use]
    pub fn of(root: &Element) -> Self {
        let mut styles = Self::default();
        for style in root.elements().filter(|e| e.is("style")) {
            let Some(id) = style.attribute("styleId") else { continue };
            let paragraph = style.child("pPr");
            if style.attribute("type") == Some("paragraph") && matches!(style.attribute("default"), Some("1" | "true" | "on")) {
                styles.default = Some(id.to_owned());
            }
            let read = Style {
                name: style.child("name").and_then(Element::val).unwrap_or_default().to_lowercase(),
                based_on: style.child("basedOn").and_then(Element::val).map(ToOwned::to_owned),
                outline: paragraph.and_then(|p| p.child("outlineLvl")).and_then(Element::number),
                number: paragraph.map(NumberRef::of).unwrap_or_default(),
                hidden: style.child("rPr").and_then(|r| r.switch("vanish")),
                bold: style.child("rPr").and_then(|r| r.switch("b")),
                page_break: paragraph.and_then(|p| p.switch("pageBreakBefore")),
            };
            styles.by_id.insert(id.to_owned(), read);
        }
        styles
    }

    /// The style a paragraph has, by what it names.
    #[must_use]
    pub fn effective<'a>(&'a self, named: Option<&'a str>) -> Option<&'a str> {
        named.filter(|id| self.by_id.contains_key(*id)).or(self.default.as_deref())
    }

    /// The heading level from 1 that a style gives.
    #[must_use]
    pub fn heading(&self, id: &str) -> Option<u8> {
        self.chain(id)
            .find_map(|style| match style.outline {
                Some(level @ 0..=8) => Some(Some(level + 1)),
                Some(_) => Some(None),
                None => heading_by_name(&style.name).map(Some),
            })?
            .and_then(|level| u8::try_from(level.clamp(1, 6)).ok())
    }

    /// The numbering that a style brings along.
    #[must_use]
    pub fn number(&self, id: &str) -> NumberRef {
        self.chain(id).fold(NumberRef::default(), |found, style| found.or(style.number))
    }

    /// Whether text of this style is hidden.
    #[must_use]
    pub fn is_hidden(&self, id: &str) -> bool {
        self.chain(id).find_map(|s| s.hidden).unwrap_or(false)
    }

    /// Whether text of this style is bold.
    #[must_use]
    pub fn is_bold(&self, id: &str) -> bool {
        self.chain(id).find_map(|s| s.bold).unwrap_or(false)
    }

    /// Whether paragraphs of this style start a page.
    #[must_use]
    pub fn breaks_page(&self, id: &str) -> bool {
        self.chain(id).find_map(|s| s.page_break).unwrap_or(false)
    }

    /// Whether the style or one that it is based on has a name for which `is` holds.
    #[must_use]
    pub fn named(&self, id: &str, is: impl Fn(&str) -> bool) -> bool {
        self.chain(id).any(|s| is(&s.name))
    }

    fn chain<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a Style> {
        std::iter::successors(self.by_id.get(id), |s| s.based_on.as_ref().and_then(|id| self.by_id.get(id))).take(MAX_CHAIN)
    }
}

fn heading_by_name(name: &str) -> Option<i64> {
    match name {
        "title" => Some(1),
        "subtitle" => Some(2),
        _ => name.strip_prefix("heading ")?.trim().parse().ok().filter(|n| (1..=9).contains(n)),
    }
}
