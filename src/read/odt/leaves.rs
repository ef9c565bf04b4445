//! Takes lists, sections and indexes apart into the paragraphs, tables and shapes that they hold, in order.
//!
//! The body, a cell and a text box are walked alike; what differs is only what becomes of their paragraphs.

use super::lists::{Item, Lists, Open};
use crate::read::tally::Tally;
use crate::read::xml::{Element, Ns, Odf};
use crate::text::Zone;

/// One thing that stands in a container.
#[derive(Debug)]
pub enum Leaf<'e> {
    /// A paragraph or heading.
    Paragraph {
        /// Its element.
        element: &'e Element,
        /// The list item that it opens.
        item: Option<Item>,
    },
    /// A table.
    Table(&'e Element),
    /// A frame or drawing that hangs on no paragraph.
    Shape(&'e Element),
    /// The program turned the page here.
    Break,
    /// From here on, the zone is known, or no longer known.
    Zone(Option<Zone>),
}

/// Takes containers apart.
#[derive(Debug)]
pub struct Leaves<'w, 'e> {
    /// Lists that were met so far.
    pub lists: &'w mut Lists,
    /// What was met so far in the whole document.
    pub tally: &'w mut Tally,
    /// What was found.
    pub found: Vec<Leaf<'e>>,
}

impl<'e> Leaves<'_, 'e> {
    /// Walks the children of a container.
    pub fn children(&mut self, container: &'e Element) {
        for element in container.elements() {
            self.element(element, None);
        }
    }

    /// Walks one element. `list` is the list in which it stands.
    pub fn element(&mut self, element: &'e Element, list: Option<&Open>) {
        match (element.ns, &*element.name) {
            (Ns::Odf(Odf::Text), "p" | "h") => self.found.push(Leaf::Paragraph { element, item: None }),
            (Ns::Odf(Odf::Text), "list") => self.list(element, list),
            (Ns::Odf(Odf::Text), "numbered-paragraph") => {
                let mut item = Some(self.lists.numbered_paragraph(element));
                for element in element.elements().filter(|e| is_paragraph(e)) {
                    self.found.push(Leaf::Paragraph { element, item: item.take() });
                }
            }
            (Ns::Odf(Odf::Text), "section") if is_hidden(element) => self.tally.hidden += 1,
            (Ns::Odf(Odf::Text), "table-of-content" | "illustration-index" | "table-index" | "object-index" | "user-index") => {
                self.found.push(Leaf::Zone(Some(Zone::Contents)));
                self.index(element);
                self.found.push(Leaf::Zone(None));
            }
            (Ns::Odf(Odf::Text), "alphabetical-index" | "bibliography") => self.index(element),
            (Ns::Odf(Odf::Text), "tracked-changes") => self.changes(element),
            (Ns::Odf(Odf::Text), "soft-page-break") => self.found.push(Leaf::Break),
            (Ns::Odf(Odf::Table), "table") => self.found.push(Leaf::Table(element)),
            (Ns::Odf(Odf::Draw), _) => self.found.push(Leaf::Shape(element)),
            (Ns::Odf(Odf::Text | Odf::Table | Odf::Extension), _) => {
                element.elements().for_each(|e| self.element(e, list));
            }
            (Ns::Odf(Odf::Office | Odf::Style | Odf::Field) | Ns::Word | Ns::Compat | Ns::Math | Ns::Other, _) => {}
        }
    }

    /// Only the body of an index is shown; its source is a pattern.
    fn index(&mut self, element: &'e Element) {
        if let Some(body) = element.odf(Odf::Text, "index-body") {
            self.children(body);
        }
    }

    fn list(&mut self, list: &'e Element, outer: Option<&Open>) {
        let open = self.lists.enter(list, outer);
        for child in list.elements() {
            // The first paragraph of an item carries its number; a list header has none.
            let mut item = child.is_odf(Odf::Text, "list-item").then(|| Item::of(&open, child));
            for element in child.elements() {
                if is_paragraph(element) {
                    self.found.push(Leaf::Paragraph { element, item: item.take() });
                } else {
                    self.element(element, Some(&open));
                }
            }
        }
    }

    /// What was deleted stands here and nowhere else; what was inserted stands in the text.
    fn changes(&mut self, changes: &Element) {
        for region in changes.elements() {
            self.tally.deletions += usize::from(region.odf(Odf::Text, "deletion").is_some());
            self.tally.insertions += usize::from(region.odf(Odf::Text, "insertion").is_some());
        }
    }
}

fn is_paragraph(element: &Element) -> bool {
    element.is_odf(Odf::Text, "p") || element.is_odf(Odf::Text, "h")
}

/// Whether a section or field is not shown, always or by its condition.
pub fn is_hidden(element: &Element) -> bool {
    element.attribute("display") == Some("none") || element.attribute("is-hidden") == Some("true")
}
