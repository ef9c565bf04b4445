//! Lists: what number an item prints.

use super::tree::{Element, NodeId, Tree};
use crate::read::flow::numeral;

/// A list that is open.
#[derive(Clone, Copy, Debug)]
pub struct List {
    /// Number of the next item; none for bullets.
    next: Option<i64>,
    step: i64,
    style: char,
}

impl List {
    /// A list that opens with `element`.
    #[must_use]
    pub fn of(tree: &Tree, id: NodeId, element: &Element<'_>) -> Self {
        let style = style_of(element).unwrap_or('1');
        if !element.is_one_of(&["ol"]) || style == '-' {
            return Self { next: None, step: 1, style };
        }
        let reversed = element.attribute("reversed").is_some();
        let items = || tree.children(id).filter(|c| tree.element(*c).is_some_and(|e| e.is_one_of(&["li"]))).count();
        let start = element.attribute("start").and_then(whole);
        let first = start.unwrap_or_else(|| if reversed { i64::try_from(items()).unwrap_or(1) } else { 1 });
        Self { next: Some(first), step: if reversed { -1 } else { 1 }, style }
    }

    /// The number that an item prints.
    pub fn label(&mut self, item: &Element<'_>) -> Option<String> {
        let value = item.attribute("value").and_then(whole).or(self.next).filter(|_| self.next.is_some())?;
        self.next = Some(value.saturating_add(self.step));
        match style_of(item).unwrap_or(self.style) {
            '-' => None,
            style => Some(numeral(value, style)),
        }
    }
}

fn whole(value: &str) -> Option<i64> {
    value.trim().parse::<i32>().ok().map(i64::from)
}

/// `-` where a list prints neither number nor letter.
fn style_of(element: &Element<'_>) -> Option<char> {
    let declared = element.attribute("style").and_then(|s| s.split_once("list-style")).map(|(_, after)| after.to_lowercase());
    if let Some(declared) = declared {
        let value = declared.split(';').next().unwrap_or_default();
        let named = [
            ("lower-alpha", 'a'),
            ("lower-latin", 'a'),
            ("upper-alpha", 'A'),
            ("upper-latin", 'A'),
            ("lower-roman", 'i'),
            ("upper-roman", 'I'),
            ("none", '-'),
            ("decimal", '1'),
        ];
        if let Some((_, style)) = named.iter().find(|(name, _)| value.contains(name)) {
            return Some(*style);
        }
    }
    element.attribute("type")?.trim().chars().next().filter(|c| "1aAiI".contains(*c))
}
