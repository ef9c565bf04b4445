//! The text inside one paragraph: runs, fields, revisions, symbols, and what hangs on it.
//!
//! A complex field (`begin`, instruction, `separate`, result, `end`) may span paragraphs, so the open fields
//! outlive this walk; one that never came to its result is dropped at the end of its paragraph, or a single
//! broken field would swallow the rest of the document.

use super::math;
use super::symbols::symbol;
use super::{Pages, Styles};
use crate::read::tally::Tally;
use crate::read::xml::{Element, Ns};

/// Something that follows the block it hangs on.
#[derive(Clone, Copy, Debug)]
pub enum Later<'e> {
    /// A nested table.
    Table(&'e Element),
    /// The content of a text box.
    TextBox(&'e Element),
    /// A footnote.
    Footnote {
        /// Its id.
        id: &'e str,
        /// Whether it has a number and not a mark of its own.
        counted: bool,
    },
    /// An endnote.
    Endnote {
        /// Its id.
        id: &'e str,
        /// Whether it has a number and not a mark of its own.
        counted: bool,
    },
    /// A comment by its id.
    Comment(&'e str),
    /// What the author says a picture shows.
    Description(&'e str),
    /// Words drawn as a picture.
    Drawn(&'e str),
    /// A diagram by its id.
    Diagram(&'e str),
    /// A document inserted as a file, by its id.
    Chunk(&'e str),
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
    /// The font of symbols in which the current run is typed.
    pub symbol_font: Option<&'e str>,
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
            (Ns::Word, "del") => self.tally.deletions += 1,
            (Ns::Word, "moveFrom") => self.tally.moves += 1,
            (Ns::Word, "ins") => {
                self.tally.insertions += 1;
                self.children(element);
            }
            (Ns::Word, "sdt") => self.control(element),
            (Ns::Word, "ruby") => {
                if let Some(base) = element.child("rubyBase") {
                    self.children(base);
                }
            }
            (Ns::Word, "rt" | "tbl") => {}
            (Ns::Word, "subDoc") => self.tally.embedded += 1,
            (Ns::Compat, "AlternateContent") => {
                if let Some(choice) = choice(element) {
                    self.children(choice);
                }
            }
            (Ns::Math, "t") => self.push(&element.own_text()),
            (Ns::Math, "f" | "sSup" | "sSub" | "sSubSup" | "rad") => self.formula(element),
            (Ns::Word, name) if name.ends_with("Pr") => {}
            (Ns::Word | Ns::Math, _) => self.children(element),
            (Ns::Compat | Ns::Odf(_) | Ns::Other, _) => {}
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
        self.symbol_font = run.child("rPr").and_then(|p| p.child("rFonts")).and_then(math::symbol_font);
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
            (Ns::Word, "drawing" | "pict") => self.graphic(child),
            (Ns::Word, "object") => self.object(child),
            (Ns::Word, "ruby") => self.element(child),
            (Ns::Word, "footnoteReference") => {
                self.later.extend(child.attribute("id").map(|id| Later::Footnote { id, counted: is_counted(child) }));
            }
            (Ns::Word, "endnoteReference") => {
                self.later.extend(child.attribute("id").map(|id| Later::Endnote { id, counted: is_counted(child) }));
            }
            (Ns::Word, "commentReference") => self.later.extend(child.attribute("id").map(Later::Comment)),
            (Ns::Compat, "AlternateContent") => {
                if let Some(choice) = choice(child) {
                    choice.elements().for_each(|e| self.run_child(e));
                }
            }
            (Ns::Math, _) => self.element(child),
            (Ns::Word | Ns::Compat | Ns::Odf(_) | Ns::Other, _) => {}
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
        let font = self.symbol_font;
        self.text.extend(text.chars().filter(|c| *c != '\u{ad}').filter_map(|c| match font {
            // Typed in a font of symbols, a letter stands for its shape.
            Some(font) if ('\u{f000}'..='\u{f0ff}').contains(&c) => symbol(font, u32::from(c)),
            // Never breaking is how it looks; what it says is a hyphen.
            Some(_) | None => Some(if c == '\u{2011}' { '-' } else { c }),
        }));
    }

    /// A content control; an empty box of ticks says by its state what it shows.
    fn control(&mut self, control: &'e Element) {
        let Some(content) = content_of(control) else { return };
        let before = self.text.len();
        self.children(content);
        let is_blank = self.text.get(before..).is_none_or(|t| t.trim().is_empty());
        if is_blank && let Some(ticked) = ticked(control) {
            self.push(if ticked { "☒" } else { "☐" });
        }
    }

    /// A formula in one line: `a/b`, `x^2`, `√(x)`.
    fn formula(&mut self, element: &'e Element) {
        for (sign, part) in math::in_line(element) {
            self.push(sign);
            if let Some(part) = part {
                self.children(part);
            }
        }
    }

    fn object(&mut self, element: &'e Element) {
        if element.elements().any(|e| matches!(&*e.name, "OLEObject" | "control")) {
            self.tally.objects += 1;
        } else {
            self.graphic(element);
        }
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
                (_, "textpath") => self.later.extend(child.attribute("string").map(Later::Drawn)),
                (_, "relIds") => self.later.extend(child.attribute("dm").map(Later::Diagram)),
                (_, "blip" | "imagedata" | "chart") => self.tally.pictures += 1,
                _ => {
                    self.describe(child);
                    self.graphic(child);
                }
            }
        }
    }

    /// Keeps what the author says a picture shows; Word's guesses and file names say nothing.
    fn describe(&mut self, element: &'e Element) {
        let words = match &*element.name {
            "docPr" | "cNvPr" => element.attribute("descr"),
            "shape" => element.attribute("alt"),
            _ => None,
        };
        let Some(words) = words.map(str::trim).filter(|w| w.contains(' ') && !w.contains("automatically generated")) else {
            return;
        };
        // Word says it twice, for the frame and for the picture in it.
        if !matches!(self.later.last(), Some(Later::Description(known)) if *known == words) {
            self.tally.described += 1;
            self.later.push(Later::Description(words));
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

/// The state of a check box; none for other controls.
fn ticked(control: &Element) -> Option<bool> {
    let check = control.child("sdtPr")?.child_any("checkbox")?;
    Some(check.child_any("checked").is_some_and(Element::is_on))
}

/// A note with a mark of its own, such as an asterisk, is not counted.
fn is_counted(reference: &Element) -> bool {
    !matches!(reference.attribute("customMarkFollows"), Some("1" | "true" | "on"))
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
