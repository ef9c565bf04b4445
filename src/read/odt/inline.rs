//! The text inside one paragraph, and what hangs on it.
//!
//! Blanks in the file are only blanks between words: a run of them, line ends included, is one; more are written as
//! elements of their own.

use super::forms::field_mark;
use super::leaves::is_hidden;
use super::package::Object;
use super::pages::Pages;
use super::styles::{Family, Styles};
use crate::read::tally::Tally;
use crate::read::xml::{Element, Node, Ns, Odf};
use std::collections::BTreeMap;

/// Most blanks that one element may stand for.
const MAX_BLANKS: usize = 64;

/// Something that follows the block it hangs on.
#[derive(Clone, Debug)]
pub enum Later<'e> {
    /// A nested table.
    Table(&'e Element),
    /// The content of a text box or shape.
    TextBox(&'e Element),
    /// A footnote or endnote.
    Note(&'e Element),
    /// A comment.
    Comment(&'e Element),
    /// What the author says a picture shows.
    Description(String),
}

/// Walks a paragraph and collects its text.
#[derive(Debug)]
pub struct Inline<'w, 'e> {
    /// Styles of the document.
    pub styles: &'w Styles,
    /// Embedded objects that can be said in words.
    pub objects: &'w BTreeMap<String, Object>,
    /// Controls of forms.
    pub forms: &'w BTreeMap<String, String>,
    /// What was met so far in the whole document.
    pub tally: &'w mut Tally,
    /// The page count.
    pub pages: &'w mut Pages,
    /// Whether the style hides what is being read.
    pub hidden: bool,
    /// Whether the style makes bold what is being read.
    pub bold: bool,
    /// Whether there is text and all of it is bold.
    pub all_bold: Option<bool>,
    /// Whether a field hides the whole paragraph.
    pub withdrawn: bool,
    /// The text so far.
    pub text: String,
    /// What follows the paragraph.
    pub later: Vec<Later<'e>>,
}

impl<'e> Inline<'_, 'e> {
    /// Walks the text and elements inside a paragraph, span, link …
    pub fn children(&mut self, parent: &'e Element) {
        for node in &parent.children {
            match node {
                Node::Text(text) => self.push(&single_blanks(text)),
                Node::Element(element) => self.element(element),
            }
        }
    }

    fn element(&mut self, element: &'e Element) {
        match (element.ns, &*element.name) {
            (Ns::Odf(Odf::Text), name) => self.text_element(element, name),
            (Ns::Odf(Odf::Office), "annotation") => self.later.push(Later::Comment(element)),
            (Ns::Odf(Odf::Draw), "a") if element.elements().all(|e| e.ns != Ns::Odf(Odf::Draw)) => self.children(element),
            (Ns::Odf(Odf::Draw), _) => self.shape(element),
            (Ns::Odf(Odf::Table), "table") => self.later.push(Later::Table(element)),
            (Ns::Odf(Odf::Extension), "content-control") if element.attribute("showing-place-holder") == Some("true") => {
                // An empty box still says something; any other prompt does not.
                if element.attribute("checkbox") == Some("true") {
                    self.children(element);
                }
            }
            (Ns::Odf(Odf::Extension), _) => self.children(element),
            (Ns::Odf(Odf::Field), _) => {
                if let Some(shown) = field_mark(element) {
                    self.push(&shown);
                }
            }
            (Ns::Odf(Odf::Office | Odf::Table | Odf::Style) | Ns::Word | Ns::Compat | Ns::Math | Ns::Other, _) => {}
        }
    }

    fn text_element(&mut self, element: &'e Element, name: &str) {
        match name {
            "span" => self.span(element),
            "s" => {
                let count = element.attribute("c").and_then(|c| c.parse().ok()).unwrap_or(1_usize);
                self.push(&" ".repeat(count.min(MAX_BLANKS)));
            }
            "tab" => self.push("\t"),
            "line-break" => self.push("\n"),
            "soft-page-break" => self.pages.soft_break(),
            "note" => self.later.push(Later::Note(element)),
            "ruby" => {
                if let Some(base) = element.odf(Odf::Text, "ruby-base") {
                    self.children(base);
                }
            }
            "hidden-paragraph" => self.withdrawn |= is_hidden(element),
            "hidden-text" if is_hidden(element) => self.tally.hidden += 1,
            // A variable may be set without being shown.
            "variable-set" | "variable-input" | "user-field-get" if is_hidden(element) => {}
            // Stored numbers are counted again; prompts are no text.
            "number" | "placeholder" | "tracked-changes" => {}
            _ => self.children(element),
        }
    }

    fn span(&mut self, element: &'e Element) {
        let (hidden, bold) = (self.hidden, self.bold);
        if let Some(style) = element.attribute("style-name") {
            self.hidden = self.styles.hidden(Family::Text, style).unwrap_or(hidden);
            self.bold = self.styles.bold(Family::Text, style).unwrap_or(bold);
        }
        self.children(element);
        (self.hidden, self.bold) = (hidden, bold);
    }

    /// Adds text, or counts it when it is hidden.
    pub fn push(&mut self, text: &str) {
        let is_blank = text.trim().is_empty();
        if self.hidden {
            self.tally.hidden += usize::from(!is_blank);
            return;
        }
        if !is_blank {
            self.pages.text_here();
            self.all_bold = Some(self.bold && self.all_bold.unwrap_or(true));
        }
        // Never breaking is how it looks; what it says is a hyphen.
        self.text.extend(text.chars().filter(|c| *c != '\u{ad}').map(|c| if c == '\u{2011}' { '-' } else { c }));
    }
}

/// Runs of blanks and line ends as one blank each.
fn single_blanks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '\t' | '\n' | '\r' if out.ends_with(' ') => {}
            ' ' | '\t' | '\n' | '\r' => out.push(' '),
            other => out.push(other),
        }
    }
    out
}
