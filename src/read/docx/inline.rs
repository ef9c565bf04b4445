//! The text inside one paragraph: runs, fields, revisions, symbols, and what hangs on it.
//!
//! A complex field (`begin`, instruction, `separate`, result, `end`) may span paragraphs, so the open fields
//! outlive this walk; one that never came to its result is dropped at the end of its paragraph, or a single
//! broken field would swallow the rest of the document.

use super::symbols::symbol;
use super::tally::Tally;
use super::{Pages, Styles};
use crate::read::xml::{Element, Ns};

/// Something that follows the block it hangs on.
#[derive(Clone, Copy, Debug)]
pub enum Later<'e> {
    /// A nested table.
    Table(&'e Element),
    /// The content of a text box.
    TextBox(&'e Element),
    /// A footnote by its id.
    Footnote(&'e str),
    /// An endnote by its id.
    Endnote(&'e str),
    /// A comment by its id.
    Comment(&'e str),
}

/// Walks the runs of a paragraph and collects their text.
#[derive(Debug)]
pub struct Inline<'w, 'e> {
    /// Styles of the document.
    pub styles: &'w Styles,
    /// What was met so far in the whole document.
    pub tally: &'w mut Tally,
    /// The page count.
    pub pages: &'w mut Pages,
    /// Open fields; whether each has come to its result.
    pub fields: &'w mut Vec<bool>,
    /// Whether the paragraph's own style hides its text.
    pub hidden: bool,
    /// Whether the paragraph's own style makes its text bold.
    pub bold: bool,
    /// Whether there is text and all of it is bold.
    pub all_bold: Option<bool>,
    /// The text so far.
    pub text: String,
    /// What follows the paragraph.
    pub later: Vec<Later<'e>>,
}

impl<'e> Inline<'_, 'e> {
    /// Walks the children of a paragraph, hyperlink, insertion …
    pub fn children(&mut self, parent: &'e Element) {
        for element in parent.elements() {
            self.element(element);
        }
    }

    fn element(&mut self, element: &'e Element) {
        match (element.ns, &*element.name) {
            (Ns::Word, "r") => self.run(element),
            (Ns::Word, "del" | "moveFrom") => self.tally.deletions += 1,
            (Ns::Word, "ins" | "moveTo") => {
                self.tally.insertions += 1;
                self.children(element);
            }
            (Ns::Word, "sdt") => {
                if let Some(content) = content_of(element) {
                    self.children(content);
                }
            }
            (Ns::Word, "ruby") => {
                if let Some(base) = element.child("rubyBase") {
                    self.children(base);
                }
            }
            (Ns::Word, "rt" | "tbl") => {}
            (Ns::Compat, "AlternateContent") => {
                if let Some(choice) = choice(element) {
                    self.children(choice);
                }
            }
            (Ns::Math, "t") => self.push(&element.own_text()),
            (Ns::Word, name) if name.ends_with("Pr") => {}
            (Ns::Word | Ns::Math, _) => self.children(element),
            (Ns::Compat | Ns::Other, _) => {}
        }
    }

    fn run(&mut self, run: &'e Element) {
        let hidden = run.child("rPr").map_or(self.hidden, |properties| {
            let style = properties.child("rStyle").and_then(Element::val);
            properties.switch("vanish").unwrap_or_else(|| self.hidden || style.is_some_and(|s| self.styles.is_hidden(s)))
        });
        let bold = self.bold;
        self.bold = run.child("rPr").map_or(bold, |properties| {
            let style = properties.child("rStyle").and_then(Element::val);
            properties.switch("b").unwrap_or_else(|| bold || style.is_some_and(|s| self.styles.is_bold(s)))
        });
        for child in run.elements() {
            if hidden && !child.is("fldChar") {
                self.tally.hidden += usize::from(child.is("t") && !child.own_text().trim().is_empty());
            } else {
                self.run_child(child);
            }
        }
        self.bold = bold;
    }

    fn run_child(&mut self, child: &'e Element) {
        match (child.ns, &*child.name) {
            (Ns::Word, "t") => self.push(&child.own_text()),
            (Ns::Word, "tab" | "ptab") => self.push("\t"),
            (Ns::Word, "br") if child.attribute("type") == Some("page") => {
                self.pages.hard_break();
                self.push("\n");
            }
            (Ns::Word, "br" | "cr") => self.push("\n"),
            (Ns::Word, "lastRenderedPageBreak") => self.pages.rendered_break(),
            // Never breaking is how it looks; what it says is a hyphen.
            (Ns::Word, "noBreakHyphen") => self.push("-"),
            (Ns::Word, "sym") => self.symbol(child),
            (Ns::Word, "fldChar") => self.field(child),
            (Ns::Word, "drawing" | "pict" | "object") => self.graphic(child),
            (Ns::Word, "ruby") => self.element(child),
            (Ns::Word, "footnoteReference") => self.later.extend(child.attribute("id").map(Later::Footnote)),
            (Ns::Word, "endnoteReference") => self.later.extend(child.attribute("id").map(Later::Endnote)),
            (Ns::Word, "commentReference") => self.later.extend(child.attribute("id").map(Later::Comment)),
            (Ns::Compat, "AlternateContent") => {
                if let Some(choice) = choice(child) {
                    choice.elements().for_each(|e| self.run_child(e));
                }
            }
            (Ns::Math, _) => self.element(child),
            (Ns::Word | Ns::Compat | Ns::Other, _) => {}
        }
    }

    fn push(&mut self, text: &str) {
        if self.fields.iter().any(|has_result| !has_result) {
            return;
        }
        if !text.trim().is_empty() {
            self.pages.text_here();
            self.all_bold = Some(self.bold && self.all_bold.unwrap_or(true));
        }
        self.text.extend(text.chars().filter(|c| *c != '\u{ad}'));
    }

    fn symbol(&mut self, element: &Element) {
        let code = element.attribute("char").and_then(|c| u32::from_str_radix(c, 16).ok());
        let shown = code.and_then(|c| symbol(element.attribute("font").unwrap_or_default(), c));
        if let Some(c) = shown {
            self.push(c.encode_utf8(&mut [0; 4]));
        }
    }

    fn field(&mut self, element: &'e Element) {
        match element.attribute("fldCharType") {
            Some("begin") => {
                let control = element.child("ffData").and_then(form_field);
                if let Some(shown) = control {
                    self.push(&shown);
                }
                self.fields.push(false);
            }
            Some("separate") => {
                if let Some(last) = self.fields.last_mut() {
                    *last = true;
                }
            }
            Some("end") => drop(self.fields.pop()),
            _ => {}
        }
    }

    /// Finds text boxes and counts pictures in a drawing.
    fn graphic(&mut self, element: &'e Element) {
        for child in element.elements() {
            match (child.ns, &*child.name) {
                (Ns::Word, "txbxContent") => self.later.push(Later::TextBox(child)),
                (Ns::Compat, "AlternateContent") => {
                    if let Some(choice) = choice(child) {
                        self.graphic(choice);
                    }
                }
                (_, "blip" | "imagedata" | "chart" | "relIds") => self.tally.pictures += 1,
                _ => self.graphic(child),
            }
        }
    }

    /// Forgets fields that never came to a result. To be called at the end of each paragraph.
    pub fn end_paragraph(&mut self) {
        self.fields.retain(|has_result| *has_result);
    }
}

/// The branch of alternatives that is read: the first choice, which newer Word shows, or else the fallback.
pub fn choice(element: &Element) -> Option<&Element> {
    element.child_any("Choice").or_else(|| element.child_any("Fallback"))
}

/// The content of a content control; none while it still shows its prompt ("Click here to enter text").
pub fn content_of(control: &Element) -> Option<&Element> {
    let prompting = control.child("sdtPr").and_then(|p| p.switch("showingPlcHdr")).unwrap_or(false);
    if prompting && !has_box(control) { None } else { control.child("sdtContent") }
}

/// A check box may count as showing its prompt while it is empty; the empty box still says something.
fn has_box(control: &Element) -> bool {
    control.child("sdtPr").is_some_and(|p| p.elements().any(|e| &*e.name == "checkbox"))
}

/// What an old-style form field shows that is not in its result: a check box or the chosen list entry.
fn form_field(form: &Element) -> Option<String> {
    if let Some(check) = form.child("checkBox") {
        let on = check.switch("checked").or_else(|| check.switch("default")).unwrap_or(false);
        return Some(if on { "☒" } else { "☐" }.to_owned());
    }
    let list = form.child("ddList")?;
    let chosen = list.child("result").or_else(|| list.child("default")).and_then(Element::number).unwrap_or(0);
    let entry = list.elements().filter(|e| e.is("listEntry")).nth(usize::try_from(chosen).ok()?)?;
    entry.val().map(ToOwned::to_owned)
}
