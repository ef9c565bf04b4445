//! The body of an OpenDocument text, block by block.
//!
//! What hangs on a paragraph (text boxes, notes, comments) follows it as blocks of its own, so that the text of a
//! paragraph is never cut in two.

use super::forms;
use super::inline::{Inline, Later};
use super::leaves::{Leaf, Leaves};
use super::lists::{Item, Lists};
use super::package::Object;
use super::pages::Pages;
use super::styles::{Family, Styles};
use super::table;
use crate::read::numerals::Marker;
use crate::read::tally::Tally;
use crate::read::xml::{Element, Ns, Odf};
use crate::text::{BlockKind, SourceBuilder, SourceText};
use std::collections::BTreeMap;

/// A longer heading is a paragraph in a heading's clothes.
const MAX_HEADING_CHARS: usize = 300;
/// A longer bold line is an emphasis.
const MAX_BOLD_TITLE_CHARS: usize = 90;

/// Walks a document and builds its text.
#[derive(Debug)]
pub struct Body<'d> {
    styles: &'d Styles,
    objects: &'d BTreeMap<String, Object>,
    /// Where blocks go.
    pub out: SourceBuilder,
    /// What else was met.
    pub tally: Tally,
    /// The page count.
    pub pages: Pages,
    lists: Lists,
    forms: BTreeMap<String, String>,
    /// Rank of the last heading that a style made.
    rank: u8,
}

/// One paragraph as read.
#[derive(Debug)]
pub struct Paragraph<'e> {
    /// Its text; may be blank.
    pub text: String,
    /// Its number or bullet.
    pub marker: Option<Marker>,
    /// What follows it.
    pub later: Vec<Later<'e>>,
    heading: Option<u8>,
    bold: bool,
    caption: bool,
}

impl Paragraph<'_> {
    /// Many authors make headings by hand: a short bold line that does not end like a sentence.
    fn is_bold_title(&self) -> bool {
        let text = self.text.trim();
        let bullet = self.marker.as_ref().is_some_and(|m| m.label.is_none());
        let opens = text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let short = text.chars().count() <= MAX_BOLD_TITLE_CHARS && !text.contains('\n');
        let ends = text.ends_with(['.', ',', ';', ':', '?', '!']) || text.contains(['☐', '☒', '☑']);
        self.bold && !bullet && !self.caption && opens && short && !ends
    }
}

impl<'d> Body<'d> {
    /// Starts a walk.
    #[must_use]
    pub fn new(reader: &str, styles: &'d Styles, objects: &'d BTreeMap<String, Object>) -> Self {
        Self {
            styles,
            objects,
            out: SourceBuilder::new(reader),
            tally: Tally::default(),
            pages: Pages::default(),
            lists: Lists::default(),
            forms: BTreeMap::new(),
            rank: 1,
        }
    }

    /// Reads one child of the document's text.
    pub fn top(&mut self, element: &Element) {
        if element.is_odf(Odf::Office, "forms") {
            forms::read(element, &mut self.forms);
            return;
        }
        let mut leaves = Leaves { lists: &mut self.lists, tally: &mut self.tally, found: Vec::new() };
        leaves.element(element, None);
        let found = leaves.found;
        self.push_all(found);
    }

    /// Reads the children of a container as blocks.
    pub fn blocks(&mut self, container: &Element) {
        let found = self.leaves_of(container);
        self.push_all(found);
    }

    /// Takes a container apart.
    pub fn leaves_of<'e>(&mut self, container: &'e Element) -> Vec<Leaf<'e>> {
        let mut leaves = Leaves { lists: &mut self.lists, tally: &mut self.tally, found: Vec::new() };
        leaves.children(container);
        leaves.found
    }

    fn push_all(&mut self, leaves: Vec<Leaf<'_>>) {
        for leaf in leaves {
            match leaf {
                Leaf::Paragraph { element, item } => self.paragraph_block(element, item.as_ref()),
                Leaf::Table(element) => table::read(self, element),
                Leaf::Shape(element) => {
                    self.pages.begin_block();
                    let (text, later) = self.shape(element);
                    self.push(BlockKind::Paragraph, 0, &text, None);
                    self.follow(&later);
                }
                Leaf::Break => self.pages.soft_break(),
                Leaf::Zone(zone) => self.out.set_zone(zone),
            }
        }
    }

    fn paragraph_block(&mut self, element: &Element, item: Option<&Item>) {
        let style = element.attribute("style-name").unwrap_or_default();
        let (before, after) = self.styles.breaks(style);
        if before {
            self.pages.hard_break();
        }
        self.pages.begin_block();
        let read = self.paragraph(element, item);
        if after {
            self.pages.hard_break();
        }
        let Some(paragraph) = read else { return };
        let titled = paragraph.heading.filter(|_| paragraph.text.chars().count() <= MAX_HEADING_CHARS);
        let (kind, level) = match (&paragraph.marker, titled) {
            (_, Some(level)) => {
                self.rank = level;
                (BlockKind::Heading, level)
            }
            _ if paragraph.is_bold_title() => (BlockKind::Heading, (self.rank + 1).min(6)),
            _ if paragraph.caption => (BlockKind::Caption, 0),
            (Some(marker), None) if !marker.is_multilevel => (BlockKind::ListItem, marker.depth),
            (Some(_) | None, None) => (BlockKind::Paragraph, 0),
        };
        self.push(kind, level, &paragraph.text, paragraph.marker.and_then(|m| m.label));
        self.follow(&paragraph.later);
    }

    fn push(&mut self, kind: BlockKind, level: u8, text: &str, label: Option<String>) {
        self.out.set_page(Some(self.pages.of_block()));
        if let Some(block) = self.out.push(kind, level, text) {
            block.label = label;
        }
    }

    /// Reads a paragraph without adding it; none when a field hides it.
    pub fn paragraph<'e>(&mut self, element: &'e Element, item: Option<&Item>) -> Option<Paragraph<'e>> {
        let style = element.attribute("style-name").unwrap_or_default();
        let mut inline = self.inline(style);
        inline.children(element);
        let Inline { text, later, all_bold, withdrawn, .. } = inline;
        if withdrawn {
            self.tally.hidden += 1;
            return None;
        }
        let outline = element.attribute("outline-level").and_then(|l| l.trim().parse::<u8>().ok()).map_or(1, |l| l.clamp(1, 10));
        let is_heading = element.is_odf(Odf::Text, "h");
        let is_header = element.attribute("is-list-header") == Some("true");
        let marker = match item {
            Some(item) if !is_header => self.lists.next(item, style, self.styles),
            None if is_heading && !is_header && self.styles.list_of(style) != Some("") => {
                self.lists.next_heading(element, outline, self.styles)
            }
            Some(_) | None => None,
        };
        let captions = ["caption", "illustration", "table", "figure", "drawing"];
        Some(Paragraph {
            text,
            marker,
            later,
            heading: if is_heading { Some(outline.min(6)) } else { self.styles.heading(style) },
            bold: all_bold.unwrap_or(false),
            caption: self.styles.named(style, |n| captions.contains(&n)),
        })
    }

    /// Reads a frame or drawing that hangs on no paragraph: words in it, and what follows.
    pub fn shape<'e>(&mut self, element: &'e Element) -> (String, Vec<Later<'e>>) {
        let mut inline = self.inline("");
        inline.shape(element);
        (inline.text, inline.later)
    }

    fn inline<'e>(&mut self, style: &str) -> Inline<'_, 'e> {
        Inline {
            styles: self.styles,
            objects: self.objects,
            forms: &self.forms,
            tally: &mut self.tally,
            pages: &mut self.pages,
            hidden: self.styles.hidden(Family::Paragraph, style).unwrap_or(false),
            bold: self.styles.bold(Family::Paragraph, style).unwrap_or(false),
            all_bold: None,
            withdrawn: false,
            text: String::new(),
            later: Vec::new(),
        }
    }

    /// Adds what hangs on a block.
    pub fn follow(&mut self, later: &[Later<'_>]) {
        for item in later {
            match item {
                Later::Table(table) => table::read(self, table),
                Later::TextBox(content) => self.blocks(content),
                Later::Note(note) => self.note(note),
                Later::Comment(comment) => {
                    self.tally.comments += 1;
                    let text = self.flat(comment);
                    self.push(BlockKind::Comment, 0, &text, None);
                }
                Later::Description(words) => self.push(BlockKind::Caption, 0, words, None),
            }
        }
    }

    fn note(&mut self, note: &Element) {
        let citation = note.odf(Odf::Text, "note-citation").map(|c| c.own_text().trim().to_owned()).filter(|c| !c.is_empty());
        let label =
            if note.attribute("note-class") == Some("endnote") { citation.map(|c| format!("endnote {c}")) } else { citation };
        let text = note.odf(Odf::Text, "note-body").map(|b| self.flat(b)).unwrap_or_default();
        self.push(BlockKind::Footnote, 0, &text, label);
        let mut comments = Vec::new();
        annotations(note, &mut comments);
        self.follow(&comments);
    }

    /// Reads headers and footers of all kinds of pages, each wording once.
    pub fn furniture(&mut self, masters: &[Element]) {
        let mut seen: Vec<String> = Vec::new();
        self.out.set_page(None);
        let parts = masters.iter().filter(|m| m.is_odf(Odf::Style, "master-page")).flat_map(Element::elements);
        let shown = |e: &&Element| e.ns == Ns::Odf(Odf::Style) && e.attribute("display") != Some("false");
        let margin = |e: &&Element| e.name.starts_with("header") || e.name.starts_with("footer");
        let mut parts: Vec<&Element> = parts.filter(shown).filter(margin).collect();
        parts.sort_by_key(|e| e.name.starts_with("footer"));
        for part in parts {
            let text = self.flat(part);
            let masked: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
            if !seen.contains(&masked) {
                self.out.push(BlockKind::Furniture, 0, &text);
                seen.push(masked);
            }
        }
    }

    /// All text of a container in one piece: a line for each paragraph and each table row.
    fn flat(&mut self, container: &Element) -> String {
        let mut lines = Vec::new();
        for leaf in self.leaves_of(container) {
            match leaf {
                Leaf::Paragraph { element, .. } => {
                    let Some(paragraph) = self.paragraph(element, None) else { continue };
                    lines.push(paragraph.text);
                    self.flat_later(&paragraph.later, &mut lines);
                }
                Leaf::Table(element) => lines.push(self.flat_table(element)),
                Leaf::Shape(element) => {
                    let (text, later) = self.shape(element);
                    lines.push(text);
                    self.flat_later(&later, &mut lines);
                }
                Leaf::Break | Leaf::Zone(_) => {}
            }
        }
        lines.retain(|l| !l.trim().is_empty());
        lines.join("\n")
    }

    fn flat_later(&mut self, later: &[Later<'_>], lines: &mut Vec<String>) {
        for item in later {
            match item {
                Later::TextBox(content) => lines.push(self.flat(content)),
                Later::Table(element) => lines.push(self.flat_table(element)),
                Later::Note(_) | Later::Comment(_) | Later::Description(_) => {}
            }
        }
    }

    fn flat_table(&mut self, table: &Element) -> String {
        let mut rows = Vec::new();
        for row in table.elements() {
            if row.is_odf(Odf::Table, "table-row") {
                let cells: Vec<String> = row.elements().map(|cell| self.flat(cell).replace('\n', " ")).collect();
                rows.push(cells.join(" "));
            } else {
                rows.push(self.flat_table(row));
            }
        }
        rows.retain(|r| !r.trim().is_empty());
        rows.join("\n")
    }

    /// Ends the walk: reports what else was met and settles the pages.
    #[must_use]
    pub fn build(mut self, stated: Option<u32>) -> SourceText {
        self.tally.report(&mut self.out);
        let mut source = self.out.build();
        self.pages.settle(stated, &mut source);
        source
    }
}

/// Comments anywhere inside a note.
fn annotations<'e>(element: &'e Element, out: &mut Vec<Later<'e>>) {
    for child in element.elements() {
        if child.is_odf(Odf::Office, "annotation") {
            out.push(Later::Comment(child));
        } else {
            annotations(child, out);
        }
    }
}
