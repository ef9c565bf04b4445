//! Frames and drawings: the words in them, what they are described by, and what else is counted.

use super::inline::{Inline, Later};
use super::package::{Object, object};
use crate::read::xml::{Element, Ns, Odf};

impl<'e> Inline<'_, 'e> {
    /// Reads a frame or drawing.
    pub fn shape(&mut self, element: &'e Element) {
        match &*element.name {
            "frame" => self.frame(element),
            "g" | "a" => {
                self.describe(element);
                element.elements().filter(|e| matches!(e.ns, Ns::Odf(Odf::Draw))).for_each(|e| self.shape(e));
            }
            "control" => {
                let shown = element.attribute("control").and_then(|id| self.forms.get(id));
                if let Some(shown) = shown {
                    self.push(shown);
                }
            }
            _ => {
                self.describe(element);
                if element.elements().any(|e| matches!(e.ns, Ns::Odf(Odf::Text))) {
                    self.later.push(Later::TextBox(element));
                }
            }
        }
    }

    /// A frame may hold one thing in several forms; the first is the best.
    fn frame(&mut self, frame: &'e Element) {
        let Some(content) = frame.elements().find(|e| matches!(e.ns, Ns::Odf(Odf::Draw | Odf::Table))) else { return };
        match &*content.name {
            "text-box" => self.later.push(Later::TextBox(content)),
            "table" => self.later.push(Later::Table(content)),
            "image" => self.tally.pictures += 1,
            "object" => {
                let path = content.attribute("href").unwrap_or_default().trim_start_matches("./");
                let inside = content.elements().find_map(object);
                match self.objects.get(path).cloned().or(inside) {
                    Some(Object::Formula(line)) => {
                        self.push(&line);
                        return;
                    }
                    Some(Object::Chart) => self.tally.pictures += 1,
                    None => self.tally.objects += 1,
                }
            }
            _ => self.tally.objects += 1,
        }
        self.describe(frame);
    }

    /// Keeps what the author says a picture shows; guesses of programs and file names say nothing.
    fn describe(&mut self, element: &'e Element) {
        let said = |name| element.elements().find(|e| e.ns == Ns::Other && &*e.name == name).map(Element::own_text);
        let Some(words) = said("desc").or_else(|| said("title")) else { return };
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.contains(' ') && !words.contains("automatically generated") {
            self.tally.described += 1;
            self.later.push(Later::Description(words));
        }
    }
}
