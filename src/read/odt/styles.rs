//! Styles: which paragraphs are headings or captions, what is bold or hidden, where pages break, how lists count.
//!
//! A style inherits from its parent; chains in damaged files run in circles, so they are followed a bounded number
//! of steps.

use super::lists::ListStyle;
use crate::read::xml::{Element, Ns, Odf};
use std::collections::BTreeMap;

/// Longest chain of parents that is followed.
const MAX_CHAIN: usize = 32;

/// What a style is for; names are only unique within a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// Whole paragraphs.
    Paragraph,
    /// Words inside a paragraph.
    Text,
}

#[derive(Debug, Default)]
struct Style {
    /// As people see it, in lower case.
    name: String,
    parent: Option<String>,
    hidden: Option<bool>,
    bold: Option<bool>,
    list: Option<String>,
    /// Whether a page begins before, and after, a paragraph.
    breaks: (Option<bool>, Option<bool>),
}

/// All styles of a document.
#[derive(Debug, Default)]
pub struct Styles {
    by_name: BTreeMap<(Family, String), Style>,
    lists: BTreeMap<String, ListStyle>,
    /// How headings outside lists are numbered.
    pub outline: ListStyle,
}

impl Styles {
    /// Takes in one child of a group of styles.
    pub fn add(&mut self, element: &Element) {
        let name = element.attribute("name").unwrap_or_default();
        match (element.ns, &*element.name) {
            (Ns::Odf(Odf::Style), "style") => {
                let family = match element.attribute("family") {
                    Some("paragraph") => Family::Paragraph,
                    Some("text") => Family::Text,
                    _ => return,
                };
                self.by_name.insert((family, name.to_owned()), style(element, name));
            }
            (Ns::Odf(Odf::Text), "list-style") => drop(self.lists.insert(name.to_owned(), ListStyle::of(element))),
            (Ns::Odf(Odf::Text), "outline-style") => self.outline = ListStyle::of(element),
            _ => {}
        }
    }

    /// A list style by its name.
    #[must_use]
    pub fn list(&self, name: &str) -> Option<&ListStyle> {
        self.lists.get(name)
    }

    /// The list style that a paragraph style brings along; empty where it takes the numbering away.
    #[must_use]
    pub fn list_of(&self, paragraph: &str) -> Option<&str> {
        self.chain(Family::Paragraph, paragraph).find_map(|s| s.list.as_deref())
    }

    /// Whether text of a style is hidden; none where the style does not say.
    #[must_use]
    pub fn hidden(&self, family: Family, name: &str) -> Option<bool> {
        self.chain(family, name).find_map(|s| s.hidden)
    }

    /// Whether text of a style is bold; none where the style does not say.
    #[must_use]
    pub fn bold(&self, family: Family, name: &str) -> Option<bool> {
        self.chain(family, name).find_map(|s| s.bold)
    }

    /// Whether a page begins before, and after, paragraphs of a style.
    #[must_use]
    pub fn breaks(&self, paragraph: &str) -> (bool, bool) {
        let chain = || self.chain(Family::Paragraph, paragraph);
        (chain().find_map(|s| s.breaks.0).unwrap_or(false), chain().find_map(|s| s.breaks.1).unwrap_or(false))
    }

    /// Whether a paragraph style or one of its parents has a name for which `is` holds.
    #[must_use]
    pub fn named(&self, paragraph: &str, is: impl Fn(&str) -> bool) -> bool {
        self.chain(Family::Paragraph, paragraph).any(|s| is(&s.name))
    }

    /// The heading level from 1 that a style's name gives.
    #[must_use]
    pub fn heading(&self, paragraph: &str) -> Option<u8> {
        self.chain(Family::Paragraph, paragraph).find_map(|s| match s.name.as_str() {
            "title" => Some(1),
            "subtitle" => Some(2),
            name => name.strip_prefix("heading ")?.parse().ok().filter(|n| (1..=10).contains(n)).map(|n: u8| n.min(6)),
        })
    }

    fn chain<'a>(&'a self, family: Family, name: &str) -> impl Iterator<Item = &'a Style> {
        std::iter::successors(self.by_name.get(&(family, name.to_owned())), move |s| {
            s.parent.as_ref().and_then(|parent| self.by_name.get(&(family, parent.clone())))
        })
        .take(MAX_CHAIN)
    }
}

fn style(element: &Element, name: &str) -> Style {
    let text = element.odf(Odf::Style, "text-properties");
    let paragraph = element.odf(Odf::Style, "paragraph-properties");
    let breaks = |side| paragraph.and_then(|p| p.attribute(side)).map(|v| v == "page");
    // A paragraph that changes the kind of page begins a page.
    let turned = element.attribute("master-page-name").filter(|m| !m.is_empty()).map(|_| true);
    Style {
        name: element.attribute("display-name").map_or_else(|| name.replace("_20_", " "), ToOwned::to_owned).to_lowercase(),
        parent: element.attribute("parent-style-name").map(ToOwned::to_owned),
        hidden: text.and_then(|t| t.attribute("display")).map(|v| v == "none"),
        bold: text.and_then(|t| t.attribute("font-weight")).map(is_bold),
        list: element.attribute("list-style-name").map(ToOwned::to_owned),
        breaks: (turned.or_else(|| breaks("break-before")), breaks("break-after")),
    }
}

fn is_bold(weight: &str) -> bool {
    weight == "bold" || weight.parse::<u32>().is_ok_and(|w| w >= 600)
}
