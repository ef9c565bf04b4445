//! The body of a Word document, block by block.
//!
//! What hangs on a paragraph (text boxes, notes, comments) follows it as blocks of its own, so that the text
//! of a paragraph is never cut in two. A paragraph whose mark was deleted under track changes runs on into the
//! next one, as it does when the change is accepted.

use super::inline::{Inline, Later, choice, content_of};
use super::notes::Notes;
use super::numbering::Numbering;
use super::styles::{NumberRef, Styles};
use super::{Pages, chunk, table};
use crate::read::numerals::Marker;
use crate::read::tally::Tally;
use crate::read::xml::{Element, Ns};
use crate::text::{Block, BlockKind, SourceBuilder, Zone};
use std::collections::BTreeSet;

/// A longer heading is a paragraph in a heading's clothes.
const MAX_HEADING_CHARS: usize = 300;
/// A longer bold line is an emphasis.
const MAX_BOLD_TITLE_CHARS: usize = 90;

/// Walks a document and builds its text.
#[derive(Debug)]
pub struct Body<'d> {
    /// Styles of the document.
    pub styles: &'d Styles,
    /// Footnotes, endnotes and comments.
    pub notes: &'d Notes,
    /// List counters.
    pub numbering: Numbering,
    /// Where blocks go.
    pub out: SourceBuilder,
    /// What else was met.
    pub tally: Tally,
    /// The page count.
    pub pages: Pages,
    fields: Vec<bool>,
    /// Rank of the last heading that a style made.
    rank: u8,
    /// Text of paragraphs whose mark was deleted, waiting for the paragraph it runs on into.
    carried: String,
    /// Notes printed so far; their numbers are counted, not stored.
    footnotes: i64,
    endnotes: i64,
    commented: BTreeSet<String>,
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
    contents: bool,
}

impl Paragraph<'_> {
    /// Many authors make headings by hand: a short bold line that does not end like a sentence.
    fn is_bold_title(&self) -> bool {
        let text = self.text.trim();
        let bullet = self.marker.as_ref().is_some_and(|m| m.label.is_none());
        let opens = text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let short = text.chars().count() <= MAX_BOLD_TITLE_CHARS && !text.contains('\n');
        let ends = text.ends_with(['.', ',', ';', ':', '?', '!']) || text.contains(['☐', '☒', '☑']);
        self.bold && !bullet && !self.caption && !self.contents && opens && short && !ends
    }
}

impl<'d> Body<'d> {
    /// Starts a walk.
    #[must_use]
    pub fn new(reader: &str, styles: &'d Styles, notes: &'d Notes, numbering: Numbering, pages: Pages) -> Self {
        let tally = Tally { comments: notes.comment_ids().len(), ..Tally::default() };
        Self {
            styles,
            notes,
            numbering,
            out: SourceBuilder::new(reader),
            tally,
            pages,
            fields: Vec::new(),
            rank: 1,
            carried: String::new(),
            footnotes: 0,
            endnotes: 0,
            commented: BTreeSet::new(),
        }
    }

    /// Reads the children of a container as blocks.
    pub fn blocks(&mut self, parent: &Element) {
        for element in parent.elements() {
            self.block(element);
        }
    }

    /// Reads one child of the body, a cell or a text box.
    pub fn block(&mut self, element: &Element) {
        match (element.ns, &*element.name) {
            (Ns::Word, "p") => self.paragraph_block(element),
            (Ns::Word, "tbl") => {
                self.end_container();
                table::read(self, element);
            }
            (Ns::Word, "sdt") => self.control(element),
            (Ns::Word, "altChunk") => self.chunk(element.attribute("id").unwrap_or_default()),
            (Ns::Word, "subDoc") => self.tally.embedded += 1,
            (Ns::Word, "del") => self.tally.deletions += 1,
            (Ns::Word, "moveFrom") => self.tally.moves += 1,
            (Ns::Compat, "AlternateContent") => {
                if let Some(choice) = choice(element) {
                    self.blocks(choice);
                }
            }
            (Ns::Word, name) if name.ends_with("Pr") => {}
            (Ns::Word, _) => self.blocks(element),
            (Ns::Compat | Ns::Math | Ns::Odf(_) | Ns::Other, _) => {}
        }
    }

    fn control(&mut self, element: &Element) {
        let Some(content) = content_of(element) else { return };
        let gallery = element.child("sdtPr").and_then(|p| p.child("docPartObj")).and_then(|d| d.child("docPartGallery"));
        let zone = match gallery.and_then(Element::val) {
            Some("Table of Contents") => Some(Zone::Contents),
            Some("Cover Pages") => Some(Zone::Cover),
            _ => None,
        };
        if zone.is_some() {
            self.out.set_zone(zone);
        }
        self.blocks(content);
        if zone.is_some() {
            self.out.set_zone(None);
        }
    }

    fn paragraph_block(&mut self, element: &Element) {
        self.pages.begin_block();
        let Some(paragraph) = self.paragraph(element) else { return };
        let text = paragraph.text.as_str();
        let titled = paragraph.heading.filter(|_| text.chars().count() <= MAX_HEADING_CHARS);
        let (kind, level) = match (&paragraph.marker, titled) {
            (_, Some(level)) if !paragraph.contents => {
                self.rank = level;
                (BlockKind::Heading, level)
            }
            _ if paragraph.is_bold_title() => (BlockKind::Heading, (self.rank + 1).min(6)),
            _ if paragraph.caption => (BlockKind::Caption, 0),
            (Some(marker), _) if !marker.is_multilevel => (BlockKind::ListItem, marker.depth),
            _ => (BlockKind::Paragraph, 0),
        };
        self.out.set_page(self.pages.of_block());
        if let Some(block) = self.out.push(kind, level, text) {
            block.label = paragraph.marker.and_then(|m| m.label);
            if paragraph.contents {
                block.zone = Some(Zone::Contents);
            }
        }
        self.follow(&paragraph.later);
    }

    /// Reads a paragraph without adding it; none when it runs on into the next one.
    pub fn paragraph<'e>(&mut self, element: &'e Element) -> Option<Paragraph<'e>> {
        let properties = element.child("pPr");
        let style = self.styles.effective(properties.and_then(|p| p.child("pStyle")).and_then(Element::val));
        let breaks = properties.and_then(|p| p.switch("pageBreakBefore")).or_else(|| style.map(|s| self.styles.breaks_page(s)));
        if breaks == Some(true) && !self.out.is_empty() {
            self.pages.hard_break();
        }
        let hidden = style.is_some_and(|s| self.styles.is_hidden(s));
        let bold = style.is_some_and(|s| self.styles.is_bold(s));
        let (text, later, all_bold) = self.inline(element, hidden, bold);
        let text = std::mem::take(&mut self.carried) + &text;
        let mark = properties.and_then(|p| p.child("rPr"));
        if mark.is_some_and(|m| m.child("del").is_some() || m.child("moveFrom").is_some()) {
            self.tally.deletions += usize::from(mark.is_some_and(|m| m.child("del").is_some()));
            // What hangs on the paragraph must not take up its waiting words.
            self.follow(&later);
            self.carried = text;
            return None;
        }
        // A large first letter stands in a paragraph of its own; its word goes on in the next one.
        if properties.and_then(|p| p.child("framePr")).is_some_and(|f| matches!(f.attribute("dropCap"), Some("drop" | "margin")))
        {
            self.follow(&later);
            self.carried = text;
            return None;
        }
        self.tally.insertions += usize::from(mark.is_some_and(|m| m.child("ins").is_some()) && text.trim().is_empty());
        let own = properties.map(NumberRef::of).unwrap_or_default();
        let wanted = own.or(style.map(|s| self.styles.number(s)).unwrap_or_default());
        let direct = properties.and_then(|p| p.child("outlineLvl")).and_then(Element::number);
        let heading = match direct {
            Some(level @ 0..=8) => u8::try_from(level + 1).ok().map(|l| l.min(6)),
            Some(_) => None,
            None => style.and_then(|s| self.styles.heading(s)),
        };
        Some(Paragraph {
            marker: self.numbering.next(wanted, style, self.styles),
            heading,
            bold: all_bold,
            caption: style.is_some_and(|s| self.styles.named(s, |n| n == "caption")),
            contents: style.is_some_and(|s| self.styles.named(s, |n| n.starts_with("toc ") || n == "table of figures")),
            text,
            later,
        })
    }

    fn inline<'e>(&mut self, element: &'e Element, hidden: bool, bold: bool) -> (String, Vec<Later<'e>>, bool) {
        let mut inline = Inline {
            styles: self.styles,
            tally: &mut self.tally,
            pages: &mut self.pages,
            fields: &mut self.fields,
            hidden,
            bold,
            all_bold: None,
            symbol_font: None,
            text: String::new(),
            later: Vec::new(),
        };
        inline.children(element);
        inline.end_paragraph();
        (inline.text, inline.later, inline.all_bold.unwrap_or(false))
    }

    /// Adds what hangs on a block.
    pub fn follow(&mut self, later: &[Later<'_>]) {
        for item in later {
            match *item {
                Later::Table(table) => table::read(self, table),
                Later::TextBox(content) => {
                    self.blocks(content);
                    self.end_container();
                }
                Later::Footnote { id, counted } => {
                    if let Some(note) = self.notes.footnote(id) {
                        self.footnotes += i64::from(counted);
                        let label = counted.then(|| self.notes.footnote_form.print(self.footnotes));
                        self.note(BlockKind::Footnote, note, label);
                    }
                }
                Later::Endnote { id, counted } => {
                    if let Some(note) = self.notes.endnote(id) {
                        self.endnotes += i64::from(counted);
                        let label = counted.then(|| format!("endnote {}", self.notes.endnote_form.print(self.endnotes)));
                        self.note(BlockKind::Footnote, note, label);
                    }
                }
                Later::Comment(id) => self.comment(id),
                Later::Description(words) => {
                    self.out.set_page(self.pages.of_block());
                    self.out.push(BlockKind::Caption, 0, words);
                }
                Later::Drawn(words) => {
                    self.out.set_page(self.pages.of_block());
                    self.out.push(BlockKind::Paragraph, 0, words);
                }
                Later::Diagram(id) => self.diagram(id),
                Later::Chunk(id) => self.chunk(id),
            }
        }
    }

    fn comment(&mut self, id: &str) {
        if let Some(note) = self.notes.comment(id)
            && self.commented.insert(id.to_owned())
        {
            self.note(BlockKind::Comment, note, None);
        }
    }

    /// A document inserted as a file stands in its place, when it is of a kind that can be read.
    fn chunk(&mut self, id: &str) {
        let notes = self.notes;
        match notes.chunks.get(id) {
            Some(inserted) => {
                self.tally.inserted += 1;
                self.out.set_page(self.pages.of_block());
                chunk::insert(&mut self.out, inserted);
            }
            None => self.tally.embedded += 1,
        }
    }

    /// The words of a diagram, one block for each of its shapes.
    fn diagram(&mut self, id: &str) {
        let Some(diagram) = self.notes.diagrams.get(id) else {
            self.tally.pictures += 1;
            return;
        };
        self.out.set_page(self.pages.of_block());
        let shapes = diagram.child_any("ptLst").map(|l| l.elements().collect::<Vec<_>>()).unwrap_or_default();
        for words in shapes.iter().filter_map(|s| s.child_any("t")).map(drawn_words) {
            self.out.push(BlockKind::Paragraph, 0, &words);
        }
    }

    fn note(&mut self, kind: BlockKind, note: &Element, label: Option<String>) {
        let page = self.pages.of_block();
        let text = self.flat(note);
        self.out.set_page(page);
        if let Some(block) = self.out.push(kind, 0, &text) {
            block.label = label;
        }
    }

    /// Reads headers and footers, each wording once.
    pub fn furniture(&mut self, parts: &[Element]) {
        let mut seen: Vec<String> = Vec::new();
        self.out.set_page(None);
        self.out.set_zone(None);
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
        for element in container.elements() {
            match (element.ns, &*element.name) {
                (Ns::Word, "p") => {
                    let (text, later, _) = self.inline(element, false, false);
                    lines.push(text);
                    for item in later {
                        match item {
                            Later::TextBox(content) => lines.push(self.flat(content)),
                            Later::Drawn(words) => lines.push(words.to_owned()),
                            Later::Table(_)
                            | Later::Footnote { .. }
                            | Later::Endnote { .. }
                            | Later::Comment(_)
                            | Later::Description(_)
                            | Later::Diagram(_)
                            | Later::Chunk(_) => {}
                        }
                    }
                }
                (Ns::Word, "sdt") => lines.extend(content_of(element).map(|c| self.flat(c))),
                (Ns::Word, "tr") => lines.push(self.flat(element).replace('\n', " ")),
                (Ns::Word, name) if name.ends_with("Pr") => {}
                (Ns::Word, _) => lines.push(self.flat(element)),
                (Ns::Compat | Ns::Math | Ns::Odf(_) | Ns::Other, _) => {}
            }
        }
        lines.retain(|l| !l.trim().is_empty());
        lines.join("\n")
    }

    /// Adds a table row of cells with the columns that they cover.
    pub fn row(&mut self, table: u32, cells: &[(String, u16)]) -> Option<&mut Block> {
        self.out.set_page(self.pages.of_block());
        self.out.push_spanned_row(table, cells)
    }

    /// Adds what still waits for a next paragraph that never came.
    pub fn end_container(&mut self) {
        let rest = self.take_carried();
        self.out.push(BlockKind::Paragraph, 0, &rest);
    }

    /// Takes what still waits for a next paragraph.
    pub fn take_carried(&mut self) -> String {
        std::mem::take(&mut self.carried)
    }

    /// Ends the walk: adds comments that hang on no paragraph, such as those inside notes.
    pub fn finish(&mut self) {
        self.end_container();
        let notes = self.notes;
        for id in notes.comment_ids() {
            self.comment(id);
        }
    }
}

/// The words of a shape in a drawing: a line for each paragraph.
fn drawn_words(text: &Element) -> String {
    let mut lines = Vec::new();
    for paragraph in text.elements().filter(|e| &*e.name == "p") {
        let runs = paragraph.elements().filter_map(|run| run.child_any("t")).map(Element::own_text);
        lines.push(runs.collect::<String>());
    }
    lines.join("\n")
}
