//! The walk over a page: elements in order, words gathered until a block ends.
//!
//! It goes from node to node by their numbers and keeps what an element changes on a list of its own, so that depth
//! costs no stack.

use super::list::List;
use super::notes;
use super::seen::{self, Seen};
use super::table::Table;
use super::tree::{Element, Kind, NodeId, Tree};
use crate::read::flow::{Flow, Piece, is_bold_title};
use crate::read::raised::push_raised;
use crate::text::{BlockKind, Zone};
use std::collections::BTreeSet;

/// A longer heading is a paragraph in a heading's clothes.
const MAX_HEADING_CHARS: usize = 300;

/// What the open elements say about the words inside them.
#[derive(Clone, Copy, Debug, Default)]
struct Context {
    heading: Option<u8>,
    caption: bool,
    furniture: bool,
    /// Inside an article, where headers and asides belong to the text.
    sectioned: bool,
    pre: bool,
    bold: bool,
    note: bool,
    zone: Option<Zone>,
}

/// Walks a page.
#[derive(Debug)]
pub struct Walk<'t> {
    tree: &'t Tree,
    flow: Flow,
    text: String,
    /// Whether all words of the block so far are bold.
    all_bold: Option<bool>,
    raised: Option<String>,
    context: Context,
    /// What the open elements changed.
    saved: Vec<Context>,
    lists: Vec<List>,
    /// A list item that has no words yet: its depth and number.
    item: Option<(u8, Option<String>)>,
    note: Option<String>,
    /// Numbers of the footnotes of the page.
    notes: BTreeSet<String>,
    tables: Vec<Table>,
    captions: Vec<String>,
    rank: u8,
    seen: Seen,
}

impl<'t> Walk<'t> {
    /// A walk into an empty text.
    #[must_use]
    pub fn new(tree: &'t Tree, reader: &str) -> Self {
        Self::with(tree, Flow::new(reader))
    }

    /// A walk that goes on with a text.
    #[must_use]
    pub fn with(tree: &'t Tree, flow: Flow) -> Self {
        Self {
            tree,
            flow,
            text: String::new(),
            all_bold: None,
            raised: None,
            context: Context::default(),
            saved: Vec::new(),
            lists: Vec::new(),
            item: None,
            note: None,
            notes: notes::numbers(tree),
            tables: Vec::new(),
            captions: Vec::new(),
            rank: 1,
            seen: Seen::default(),
        }
    }

    /// Reads the whole page.
    pub fn run(&mut self) {
        let mut at = 0;
        loop {
            let inside = self.enter(at);
            if let Some(first) = self.tree.node(at).and_then(|n| n.first).filter(|_| inside) {
                at = first;
                continue;
            }
            self.leave(at);
            loop {
                let Some(node) = self.tree.node(at) else { return };
                if let Some(next) = node.next {
                    at = next;
                    break;
                }
                let Some(parent) = node.parent else { return };
                at = parent;
                self.leave(at);
            }
        }
    }

    /// Ends the text and says what was met.
    #[must_use]
    pub fn finish(mut self) -> Flow {
        self.flush();
        self.seen.tell(&mut self.flow.out);
        self.flow
    }

    /// Meets a node; whether to go inside it.
    fn enter(&mut self, id: NodeId) -> bool {
        self.saved.push(self.context);
        let Some(element) = self.tree.element(id) else {
            if let Some(Kind::Text(text)) = self.tree.node(id).map(|n| &n.kind) {
                self.push(text);
            }
            return true;
        };
        if element.is_one_of(&["head", "script", "style", "template", "datalist", "rp", "rt"]) {
            return false;
        }
        if seen::is_hidden(&element) {
            self.seen.hidden += usize::from(!self.tree.text(id).trim().is_empty());
            return false;
        }
        if self.is_mark_of_note(id, &element) || self.is_printed_number(id, &element) {
            return false;
        }
        if is_block(&element) {
            self.flush();
        }
        self.open(id, &element)
    }

    fn open(&mut self, id: NodeId, element: &Element<'_>) -> bool {
        self.set_context(element);
        match &**element.name {
            "br" => self.text.push('\n'),
            "ul" | "ol" | "menu" | "dir" => self.lists.push(List::of(self.tree, id, element)),
            "li" => self.open_item(element),
            "table" => self.tables.push(Table::of(self.tree, id, element)),
            "td" | "th" => {
                if let Some(table) = self.tables.last_mut() {
                    table.open_cell(element);
                }
            }
            "sup" if self.raised.is_none() => self.raised = Some(String::new()),
            "del" | "s" | "strike" => self.seen.struck += 1,
            "img" | "svg" | "canvas" | "input" | "select" | "iframe" | "object" | "embed" | "video" | "audio" => {
                return self.open_control(id, element);
            }
            _ => {}
        }
        if let Some(depth) = notes::word_list_depth(element) {
            self.item = Some((depth, None));
        }
        if let Some(label) = notes::number_of(element) {
            self.context.note = true;
            self.note = Some(label);
        }
        true
    }

    fn set_context(&mut self, element: &Element<'_>) {
        let role = element.attribute("role").unwrap_or_default();
        let context = &mut self.context;
        match &**element.name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                context.heading = element.name.get(1..).and_then(|d| d.parse().ok());
            }
            "figcaption" | "caption" | "legend" => context.caption = true,
            "article" | "main" | "section" => context.sectioned = true,
            "pre" | "textarea" => context.pre = true,
            "b" | "strong" | "th" => context.bold = true,
            "header" | "footer" | "aside" | "nav" if context.sectioned => {}
            "header" | "footer" | "aside" => context.furniture = true,
            "nav" if role != "doc-toc" => context.furniture = true,
            _ => {}
        }
        match role {
            "navigation" | "banner" | "contentinfo" | "search" => context.furniture = true,
            "main" => context.sectioned = true,
            "doc-toc" => context.zone = Some(Zone::Contents),
            "heading" => {
                let level = element.attribute("aria-level").and_then(|l| l.trim().parse::<u8>().ok()).unwrap_or(2);
                context.heading = Some(level.clamp(1, 6));
            }
            _ => {}
        }
        if context.sectioned && element.is_one_of(&["nav"]) {
            context.zone = Some(Zone::Contents);
        }
    }

    fn open_item(&mut self, element: &Element<'_>) {
        let level = u8::try_from(self.lists.len().max(1)).unwrap_or(u8::MAX);
        let label = self.lists.last_mut().and_then(|list| list.label(element));
        self.item = Some((level, label));
    }

    /// Pictures, fields of forms and frames; whether to go inside.
    fn open_control(&mut self, id: NodeId, element: &Element<'_>) -> bool {
        match &**element.name {
            "img" => match element.attribute("alt").map(str::trim) {
                Some("") => {}
                Some(words) => self.captions.push(words.to_owned()),
                None => self.seen.pictures += 1,
            },
            "svg" | "canvas" => self.seen.pictures += 1,
            "input" => {
                let shown = seen::input(element);
                self.push(&shown);
            }
            "select" => {
                let chosen = seen::chosen(self.tree, id);
                self.push(&chosen);
            }
            _ => self.seen.frames += 1,
        }
        false
    }

    /// Leaves a node that was met.
    fn leave(&mut self, id: NodeId) {
        if let Some(element) = self.tree.element(id) {
            if is_block(&element) {
                self.flush();
            }
            match &**element.name {
                "sup" => self.lower(),
                "ul" | "ol" | "menu" | "dir" => drop(self.lists.pop()),
                "li" => self.item = None,
                "td" | "th" => {
                    if let Some(table) = self.tables.last_mut().filter(|t| !t.is_layout) {
                        table.close_cell();
                    }
                }
                "tr" => self.close_row(),
                "table" if self.tables.last().is_some_and(|t| t.id == id) => {
                    self.close_row();
                    self.tables.pop();
                }
                _ => {}
            }
        }
        if let Some(context) = self.saved.pop() {
            if self.context.note && !context.note {
                self.note = None;
            }
            self.context = context;
        }
    }

    fn close_row(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        let row = table.close_row().filter(|_| !table.is_layout);
        let later = std::mem::take(&mut table.later);
        let outer = self.tables.len() - 1;
        for piece in row.into_iter().chain(later) {
            self.emit(piece, outer);
        }
    }

    /// The mark in the text by which a footnote is called; the note itself carries its number.
    fn is_mark_of_note(&self, id: NodeId, element: &Element<'_>) -> bool {
        if !element.is_one_of(&["a"]) {
            return false;
        }
        let Some(target) = element.attribute("href").and_then(|h| h.split_once('#')).map(|(_, target)| target) else {
            return false;
        };
        let short = || self.tree.text(id).trim().chars().count() <= 5;
        if self.context.note {
            return (element.attribute("role") == Some("doc-backlink")
                || ["ref", "anc"].iter().any(|back| target.to_lowercase().contains(back)))
                && short();
        }
        notes::number_in(target).is_some_and(|number| self.notes.contains(&number)) && short()
    }

    /// The number or bullet that Word writes before an item of a list.
    fn is_printed_number(&mut self, id: NodeId, element: &Element<'_>) -> bool {
        if !notes::is_word_number(element) {
            return false;
        }
        let printed = self.tree.text(id);
        let number = printed.trim().trim_end_matches(['.', ':']);
        if let Some((_, label)) = &mut self.item
            && number.chars().any(char::is_alphanumeric)
            && number.chars().count() > usize::from(number == "o")
        {
            *label = Some(number.to_owned());
        }
        true
    }

    fn push(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.all_bold = Some(self.context.bold && self.all_bold.unwrap_or(true));
        }
        let to = self.raised.as_mut().unwrap_or(&mut self.text);
        for c in text.chars() {
            match c {
                '\u{ad}' => {}
                '\n' if self.context.pre => to.push('\n'),
                '\n' | '\r' | '\t' | ' ' | '\u{c}' => {
                    if !to.ends_with([' ', '\n']) {
                        to.push(' ');
                    }
                }
                other => to.push(other),
            }
        }
    }

    /// Ends a raised run.
    fn lower(&mut self) {
        if let Some(raised) = self.raised.take() {
            push_raised(&mut self.text, &raised);
        }
    }

    /// Ends a block.
    fn flush(&mut self) {
        self.lower();
        let text = std::mem::take(&mut self.text);
        let bold = self.all_bold.take().unwrap_or(false);
        if !text.trim().is_empty() {
            let piece = self.piece(text, bold);
            self.emit(piece, self.tables.len());
        }
        for words in std::mem::take(&mut self.captions) {
            let kind = if self.context.furniture { BlockKind::Furniture } else { BlockKind::Caption };
            self.emit(Piece::text(kind, 0, words), self.tables.len());
        }
    }

    fn piece(&mut self, text: String, bold: bool) -> Piece {
        let item = self.item.take();
        let short = text.chars().count() <= MAX_HEADING_CHARS;
        let heading = self.context.heading.filter(|_| short);
        let zone = self.context.zone;
        let mut piece = match (heading, item) {
            _ if self.context.note => {
                Piece { label: self.note.clone().filter(|n| !n.is_empty()), ..Piece::text(BlockKind::Footnote, 0, text) }
            }
            (Some(level), _) if level == 1 || !self.context.furniture => {
                self.rank = level;
                Piece::text(BlockKind::Heading, level, text)
            }
            _ if self.context.furniture => {
                self.seen.furniture += 1;
                Piece::text(BlockKind::Furniture, 0, text)
            }
            _ if self.context.caption => Piece::text(BlockKind::Caption, 0, text),
            (_, Some((level, label))) => Piece { label, ..Piece::text(BlockKind::ListItem, level, text) },
            _ if bold && zone.is_none() && is_bold_title(&text) => Piece::text(BlockKind::Heading, (self.rank + 1).min(6), text),
            _ => Piece::text(BlockKind::Paragraph, 0, text),
        };
        piece.zone = zone;
        piece
    }

    /// Hands a piece to the innermost cell among the `below` outer tables, or to the text.
    fn emit(&mut self, piece: Piece, below: usize) {
        let held = self.tables.iter_mut().take(below).rev().find(|t| !t.is_layout && t.cell.is_some());
        match held {
            Some(table) if piece.row.is_some() || piece.kind == BlockKind::Footnote => table.later.push(piece),
            Some(table) => {
                if let Some(cell) = &mut table.cell {
                    piece.add_to_cell(&mut cell.text);
                }
            }
            None => self.flow.push(&piece),
        }
    }
}

fn is_block(element: &Element<'_>) -> bool {
    #[rustfmt::skip]
    const BLOCKS: [&str; 54] = [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl",
        "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hgroup", "hr", "html", "iframe", "legend", "li", "main", "menu", "nav", "noscript", "object", "ol", "p", "plaintext",
        "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp",
    ];
    element.is_one_of(&BLOCKS)
}
