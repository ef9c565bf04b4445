//! The structure tree of a tagged PDF as a flat list of items in reading order.
//!
//! A tree may be deep, may loop and may use an element twice: depth is capped and elements are seen once. Notes stand
//! inside the sentence they hang on and are moved behind their paragraph.

use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier};
use std::collections::{BTreeMap, HashSet};

/// Deepest element that is looked at.
const DEEPEST: usize = 120;
/// Most elements that are looked at.
const MOST: usize = 1_000_000;

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A heading; 0 where the file gives no level.
    Heading(u8),
    Paragraph,
    /// A list item and its depth.
    ListItem(u8),
    Row,
    Caption,
    Note,
}

/// A piece of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Marked content: index of the page and number.
    Marked(usize, u32),
    /// A new paragraph inside a cell or note, and what it is.
    Break(Role),
    /// The next cell of a row, and how many columns it covers.
    Cell(u16),
}

/// A paragraph, row … of the tree.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) role: Role,
    pub(super) pieces: Vec<Piece>,
    /// Number of the table, 0 outside tables.
    pub(super) table: u32,
}

/// Reads the tree; `pages` gives the index of each page object.
pub(super) fn items(root: &Dict<'_>, pages: &BTreeMap<ObjectIdentifier, usize>) -> Vec<Item> {
    let mut walk = Walk::new(pages);
    if let Some(map) = root.get::<Dict<'_>>("RoleMap") {
        for (key, _) in map.entries() {
            if let Some(to) = map.get::<Name<'_>>(key.as_ref()) {
                walk.roles.insert(key.as_ref().to_vec(), to.as_ref().to_vec());
            }
        }
    }
    walk.kids(root.get::<Object<'_>>("K"), None, 0);
    walk.flush();
    walk.out
}

struct Walk<'m> {
    pages: &'m BTreeMap<ObjectIdentifier, usize>,
    roles: BTreeMap<Vec<u8>, Vec<u8>>,
    /// Elements by object and place, because elements may stand inside the object of another.
    seen: HashSet<(ObjectIdentifier, usize)>,
    elements: usize,
    out: Vec<Item>,
    open: Option<Item>,
    notes: Vec<Item>,
    lists: u8,
    rows: u32,
    /// The table that is being read, 0 outside, and how many there were.
    table: u32,
    tables: u32,
    spans: Spans,
}

impl<'m> Walk<'m> {
    fn new(pages: &'m BTreeMap<ObjectIdentifier, usize>) -> Self {
        Self {
            pages,
            roles: BTreeMap::new(),
            seen: HashSet::new(),
            elements: 0,
            out: Vec::new(),
            open: None,
            notes: Vec::new(),
            lists: 0,
            rows: 0,
            table: 0,
            tables: 0,
            spans: Spans::default(),
        }
    }

    fn flush(&mut self) {
        self.out.extend(self.open.take().filter(|i| i.pieces.iter().any(|p| matches!(p, Piece::Marked(..)))));
        self.out.append(&mut self.notes);
    }

    fn begin(&mut self, role: Role) {
        self.flush();
        self.open = Some(Item { role, pieces: Vec::new(), table: self.table });
    }

    fn piece(&mut self, piece: Piece) {
        let table = self.table;
        self.open.get_or_insert_with(|| Item { role: Role::Paragraph, pieces: Vec::new(), table }).pieces.push(piece);
    }

    fn kids(&mut self, kids: Option<Object<'_>>, page: Option<usize>, depth: usize) {
        match kids {
            Some(Object::Array(array)) => self.each(&array, page, depth),
            Some(kid) => self.kid(kid, page, depth),
            None => {}
        }
    }

    fn each(&mut self, array: &Array<'_>, page: Option<usize>, depth: usize) {
        for kid in array.iter::<Object<'_>>() {
            self.kid(kid, page, depth);
        }
    }

    fn kid(&mut self, kid: Object<'_>, page: Option<usize>, depth: usize) {
        match kid {
            Object::Number(n) => self.marked(page, n.as_i64()),
            Object::Dict(dict) => {
                let kind = dict.get::<Name<'_>>("Type");
                let kind = kind.as_ref().map(AsRef::as_ref).unwrap_or_default();
                if kind == b"OBJR" {
                    return;
                }
                if kind == b"MCR" || (dict.contains_key("MCID") && !dict.contains_key("S")) {
                    let page = self.page_of(&dict).or(page);
                    self.marked(page, dict.get::<i32>("MCID").map_or(-1, i64::from));
                } else if depth < DEEPEST && self.elements < MOST {
                    self.elements += 1;
                    if dict.obj_id().is_none_or(|id| self.seen.insert((id, dict.data().as_ptr().addr()))) {
                        let page = self.page_of(&dict).or(page);
                        self.element(&dict, page, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }

    fn page_of(&self, dict: &Dict<'_>) -> Option<usize> {
        let id: ObjectIdentifier = dict.get_ref("Pg")?.into();
        self.pages.get(&id).copied()
    }

    fn marked(&mut self, page: Option<usize>, id: i64) {
        if let (Some(page), Ok(id)) = (page, u32::try_from(id)) {
            self.piece(Piece::Marked(page, id));
        }
    }

    fn role(&self, dict: &Dict<'_>) -> Vec<u8> {
        let mut role = dict.get::<Name<'_>>("S").map(|n| n.as_ref().to_vec()).unwrap_or_default();
        for _ in 0..8 {
            match self.roles.get(&role) {
                Some(to) if *to != role && !is_standard(&role) => role.clone_from(to),
                _ => break,
            }
        }
        role
    }

    fn element(&mut self, dict: &Dict<'_>, page: Option<usize>, depth: usize) {
        let role = self.role(dict);
        let kids = dict.get::<Object<'_>>("K");
        match role.as_slice() {
            b"Note" | b"FENote" => self.note(kids, page, depth),
            b"Table" if self.rows == 0 => self.table(kids, page, depth),
            b"TR" if self.rows == 0 && self.table > 0 => {
                self.begin(Role::Row);
                self.rows += 1;
                self.kids(kids, page, depth);
                self.rows -= 1;
                self.spans.end_row();
                self.flush();
            }
            b"TD" | b"TH" if self.rows == 1 && self.open.as_ref().is_some_and(|i| i.role == Role::Row) => {
                self.cell(dict);
                self.rows += 1;
                self.kids(kids, page, depth);
                self.rows -= 1;
            }
            _ if self.rows > 0 => self.in_row(&role, kids, page, depth),
            b"L" => {
                self.lists = self.lists.saturating_add(1);
                self.flush();
                self.kids(kids, page, depth);
                self.flush();
                self.lists -= 1;
            }
            b"LBody" => self.kids(kids, page, depth),
            b"P" if self.fresh_item() => self.kids(kids, page, depth),
            b"Figure" | b"Formula" if self.open.is_some() => self.kids(kids, page, depth),
            _ => match block_of(&role, self.lists) {
                Some(Some(role)) => {
                    self.begin(role);
                    self.kids(kids, page, depth);
                    self.flush();
                }
                Some(None) => {
                    self.flush();
                    self.kids(kids, page, depth);
                    self.flush();
                }
                None => self.kids(kids, page, depth),
            },
        }
    }

    /// Whether a list item has been opened whose text is still to come.
    fn fresh_item(&self) -> bool {
        self.open.as_ref().is_some_and(|i| matches!(i.role, Role::ListItem(_)) && i.pieces.len() <= 1)
    }

    fn note(&mut self, kids: Option<Object<'_>>, page: Option<usize>, depth: usize) {
        let outer = self.open.replace(Item { role: Role::Note, pieces: Vec::new(), table: 0 });
        let before = std::mem::take(&mut self.notes);
        let rows = std::mem::replace(&mut self.rows, 1);
        self.kids(kids, page, depth);
        self.rows = rows;
        self.notes = before;
        self.notes.extend(self.open.take());
        self.open = outer;
        if self.open.is_none() {
            self.flush();
        }
    }

    fn table(&mut self, kids: Option<Object<'_>>, page: Option<usize>, depth: usize) {
        self.flush();
        self.tables += 1;
        let outer = std::mem::replace(&mut self.table, self.tables);
        let spans = std::mem::take(&mut self.spans);
        self.kids(kids, page, depth);
        self.flush();
        (self.table, self.spans) = (outer, spans);
    }

    /// Starts a cell; blank ones come before it where cells of rows above reach down.
    fn cell(&mut self, dict: &Dict<'_>) {
        while let Some(span) = self.spans.covered() {
            self.piece(Piece::Cell(span));
        }
        let (columns, rows) = (span_of(dict, "ColSpan"), span_of(dict, "RowSpan"));
        self.spans.take(columns, rows);
        self.piece(Piece::Cell(columns));
    }

    /// Inside a row or note everything is one item: cells and paragraphs only part its pieces.
    fn in_row(&mut self, role: &[u8], kids: Option<Object<'_>>, page: Option<usize>, depth: usize) {
        match role {
            b"P" | b"LI" | b"TR" | b"TD" | b"TH" | b"Title" | b"H" | b"H1" | b"H2" | b"H3" | b"H4" | b"H5" | b"H6" => {
                if role != b"P" || !self.after_label() {
                    let role = block_of(role, self.lists).flatten().unwrap_or(Role::Paragraph);
                    self.piece(Piece::Break(role));
                }
                self.kids(kids, page, depth);
            }
            b"L" => {
                self.lists = self.lists.saturating_add(1);
                self.kids(kids, page, depth);
                self.lists -= 1;
            }
            _ => self.kids(kids, page, depth),
        }
    }

    /// Whether the open item ends in the bullet or number of a list item, or the item has no text yet.
    fn after_label(&self) -> bool {
        let pieces = self.open.as_ref().map(|i| i.pieces.as_slice()).unwrap_or_default();
        matches!(pieces, [.., Piece::Break(Role::ListItem(_))] | [.., Piece::Break(Role::ListItem(_)), Piece::Marked(..)])
    }
}

/// Which columns of the next rows are covered by cells that reach down into them.
#[derive(Debug, Default)]
struct Spans {
    column: u16,
    /// By first column: rows still covered, and columns.
    down: BTreeMap<u16, (u16, u16)>,
}

impl Spans {
    /// Steps over a covered cell, and tells its columns.
    fn covered(&mut self) -> Option<u16> {
        let (rows, columns) = self.down.get_mut(&self.column).filter(|(rows, _)| *rows > 0)?;
        *rows -= 1;
        self.column = self.column.saturating_add(*columns);
        Some(*columns)
    }

    fn take(&mut self, columns: u16, rows: u16) {
        if rows > 1 {
            self.down.insert(self.column, (rows - 1, columns));
        }
        self.column = self.column.saturating_add(columns);
    }

    fn end_row(&mut self) {
        for (_, (rows, _)) in self.down.range_mut(self.column..) {
            *rows = rows.saturating_sub(1);
        }
        self.down.retain(|_, (rows, _)| *rows > 0);
        self.column = 0;
    }
}

/// A number of the cell's table attributes; 1 where it has none.
fn span_of(cell: &Dict<'_>, name: &str) -> u16 {
    let number = |a: &Dict<'_>| a.get::<i32>(name).and_then(|n| u16::try_from(n).ok());
    let found = match cell.get::<Object<'_>>("A") {
        Some(Object::Dict(a)) => number(&a),
        Some(Object::Array(all)) => {
            all.iter::<Object<'_>>().find_map(|a| if let Object::Dict(a) = a { number(&a) } else { None })
        }
        _ => None,
    };
    found.unwrap_or(1).clamp(1, 200)
}

/// The item that an element opens; `Some(None)` for one that only groups; none for one inside a line.
fn block_of(role: &[u8], lists: u8) -> Option<Option<Role>> {
    Some(Some(match role {
        b"P" | b"TOCI" | b"BlockQuote" | b"Figure" | b"Formula" | b"TR" | b"BibEntry" => Role::Paragraph,
        b"Title" => Role::Heading(1),
        b"H" => Role::Heading(0),
        b"H1" => Role::Heading(1),
        b"H2" => Role::Heading(2),
        b"H3" => Role::Heading(3),
        b"H4" => Role::Heading(4),
        b"H5" => Role::Heading(5),
        b"H6" => Role::Heading(6),
        b"LI" => Role::ListItem(lists.clamp(1, 6)),
        b"Caption" => Role::Caption,
        b"Document" | b"DocumentFragment" | b"Part" | b"Sect" | b"Div" | b"Art" | b"Aside" | b"TOC" | b"Index" | b"Table"
        | b"THead" | b"TBody" | b"TFoot" | b"NonStruct" => return Some(None),
        _ => return None,
    }))
}

fn is_standard(role: &[u8]) -> bool {
    block_of(role, 1).is_some() || matches!(role, b"L" | b"LBody" | b"Lbl" | b"TD" | b"TH" | b"Note" | b"Span" | b"Link")
}
