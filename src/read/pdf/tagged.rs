//! The tagged path: parts from the file's structure tree, page by page as far as the tree can be believed.
//!
//! A page is trusted when tree and artifacts account for 95 % of its letters and none is used twice. Pages that are
//! not, and letters that the tree leaves out, go the other way, so that nothing is lost in silence.

use super::glyphs::{Glyph, Mark, PageInk};
use super::layout::Layout;
use super::lines::{Line, lines_in_order};
use super::paragraphs::Measure;
use super::part::{CELL_BREAK, CellText, Part, joined};
use super::places::Places;
use super::tree::{Item, Piece, Role, items};
use super::words::words;
use super::{layout, tree};
use crate::text::BlockKind;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Dict, ObjectIdentifier};
use std::collections::{BTreeMap, BTreeSet};

/// Words from which on something marked as a heading that ends in a full stop is a paragraph.
const HEADING_WORDS: usize = 18;

/// Letters from which on a row of a single cell is running text.
const PROSE_LETTERS: usize = 250;

/// Where the letters of each piece of marked content lie, by number.
type Stretches = BTreeMap<u32, Vec<(usize, usize)>>;

/// The tree of a file, and the pages on which it can be believed.
pub(super) struct Tagged {
    items: Vec<Item>,
    stretches: Vec<Stretches>,
    /// By page: whether the tree accounts for it.
    pub(super) trusted: Vec<bool>,
    used: Vec<BTreeSet<u32>>,
}

impl Tagged {
    /// Reads the tree; none when there is none or no page can be trusted.
    pub(super) fn read(pdf: &Pdf, pages: &[PageInk]) -> Option<Self> {
        let catalog: Dict<'_> = pdf.xref().get(pdf.xref().root_id())?;
        let root = catalog.get::<Dict<'_>>("StructTreeRoot")?;
        let ids: BTreeMap<ObjectIdentifier, usize> =
            pdf.pages().iter().enumerate().filter_map(|(i, p)| Some((p.raw().obj_id()?, i))).collect();
        let items = items(&root, &ids);
        let (used, twice) = used_pieces(&items, pages.len());
        let judge = |(i, page): (usize, &PageInk)| used.get(i).is_some_and(|u| accounts_for(page, u)) && !twice.contains(&i);
        let trusted: Vec<bool> = pages.iter().enumerate().map(judge).collect();
        let stretches = pages.iter().map(stretches).collect();
        trusted.contains(&true).then_some(Self { items, stretches, trusted, used })
    }

    /// Whether a letter is still to be laid out by its place.
    pub(super) fn leaves(&self, page: usize, glyph: &Glyph) -> bool {
        match glyph.mark {
            Mark::Id(id) if self.trusts(page) => self.used.get(page).is_none_or(|u| !u.contains(&id)),
            Mark::Id(_) | Mark::None | Mark::Artifact => true,
        }
    }

    fn trusts(&self, page: usize) -> bool {
        self.trusted.get(page).copied().unwrap_or(false)
    }

    /// The parts of the tree, with what the layout found on each page in between.
    pub(super) fn parts(&self, pages: &[PageInk], layouts: Vec<Layout>, measure: &Measure) -> Vec<Part> {
        let mut tables = u32::try_from(self.items.len()).unwrap_or(u32::MAX / 2);
        let mut rest = (0..).zip(layouts).map(|(i, mut l)| {
            let page = i + 1;
            let header = std::mem::take(&mut l.header).into_iter().filter_map(|h| Part::furniture(&h, page)).collect();
            (header, layout::parts_of(l, page, measure, &mut tables))
        });
        let mut out: Vec<Part> = Vec::new();
        let mut after: Vec<Part> = Vec::new();
        let mut reached = 0;
        let layout_tables = self.layout_tables();
        let parts = self.items.iter().flat_map(|item| match item.role {
            Role::Row if layout_tables.contains(&item.table) || self.is_prose(item) => self.flattened(item, pages),
            Role::Note => self.notes(item, pages).iter().filter_map(|note| self.part(note, pages)).collect(),
            _ => self.part(item, pages).into_iter().collect(),
        });
        let mut notes: Vec<Part> = Vec::new();
        for part in parts {
            // Notes stand at the foot of their page, as they do on paper.
            let due = notes.partition_point(|n| n.page < part.page);
            out.extend(notes.drain(..due));
            while reached < part.page
                && let Some((before, behind)) = rest.next()
            {
                out.append(&mut after);
                out.extend::<Vec<Part>>(before);
                after = behind;
                reached += 1;
            }
            if part.kind == BlockKind::Footnote { &mut notes } else { &mut out }.push(part);
        }
        out.append(&mut notes);
        out.append(&mut after);
        for (before, behind) in rest {
            out.extend(before);
            out.extend(behind);
        }
        out
    }

    /// Makes a part of an item, as far as it lies on trusted pages.
    fn part(&self, item: &Item, pages: &[PageInk]) -> Option<Part> {
        let on = |p: &Piece| match p {
            Piece::Marked(page, id) => self.trusts(*page) && self.stretches.get(*page).is_some_and(|s| s.contains_key(id)),
            Piece::Break(_) | Piece::Cell(_) => true,
        };
        let pieces: Vec<Piece> = item.pieces.iter().copied().filter(on).collect();
        let places = || pieces.iter().filter_map(|p| if let Piece::Marked(page, _) = p { Some(*page) } else { None });
        let number = |index: usize| u32::try_from(index + 1).ok();
        let (first, last) = (number(places().next()?)?, number(places().next_back()?)?);
        let mut part = match item.role {
            Role::Row => {
                let mut places = Places::default();
                let cells = cells(&pieces).map(|(span, c)| CellText { text: self.paragraphs(c, pages, &mut places), span });
                Part::row(cells.collect(), places, item.table, first)
            }
            Role::Note => {
                let mut places = Places::default();
                let text = self.paragraphs(&pieces, pages, &mut places);
                Part { text, places, ..Part::empty(BlockKind::Footnote, first) }
            }
            Role::Heading(level) => heading(Part::of_lines(&self.lines(&pieces, pages), first)?, level),
            Role::Caption => Part { kind: BlockKind::Caption, ..Part::of_lines(&self.lines(&pieces, pages), first)? },
            Role::Paragraph => Part::of_lines(&self.lines(&pieces, pages), first)?,
            Role::ListItem(depth) => listed(Part::of_lines(&self.lines(&pieces, pages), first)?, depth),
        };
        (part.tagged, part.last_page) = (true, last.max(first));
        Some(part)
    }

    /// The notes of an item: files put several into one, each paragraph with the next number.
    fn notes(&self, item: &Item, pages: &[PageInk]) -> Vec<Item> {
        let mut out: Vec<Item> = Vec::new();
        let mut before: Option<u32> = None;
        for pieces in item.pieces.split(|p| matches!(p, Piece::Break(_))) {
            let text = self.lines(pieces, pages).first().map(Line::text).unwrap_or_default();
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            let number = text.get(..digits).and_then(|n| n.parse::<u32>().ok());
            let counts_on = number.is_some() && number == before.and_then(|n| n.checked_add(1));
            before = number.or(before);
            match out.last_mut().filter(|_| !counts_on) {
                Some(note) => {
                    note.pieces.push(Piece::Break(Role::Paragraph));
                    note.pieces.extend_from_slice(pieces);
                }
                None => out.push(Item { pieces: pieces.to_vec(), ..item.clone() }),
            }
        }
        out
    }

    /// Tables without a row of two filled cells: they only place text on the page.
    fn layout_tables(&self) -> BTreeSet<u32> {
        let rows = || self.items.iter().filter(|i| i.role == Role::Row);
        let filled = |i: &Item| i.pieces.split(|p| matches!(p, Piece::Cell(_))).filter(|c| self.has_text(c)).count();
        let real: BTreeSet<u32> = rows().filter(|i| filled(i) > 1).map(|i| i.table).collect();
        rows().map(|i| i.table).filter(|t| !real.contains(t)).collect()
    }

    fn has_text(&self, pieces: &[Piece]) -> bool {
        pieces
            .iter()
            .any(|p| matches!(p, Piece::Marked(page, id) if self.stretches.get(*page).is_some_and(|s| s.contains_key(id))))
    }

    /// Whether a row is one cell of running text, which a table only places.
    fn is_prose(&self, item: &Item) -> bool {
        let cells = item.pieces.iter().filter(|p| matches!(p, Piece::Cell(_))).count();
        let paragraphs = item.pieces.iter().filter(|p| matches!(p, Piece::Break(_))).count();
        let stretches = item.pieces.iter().filter_map(|p| match p {
            Piece::Marked(page, id) => self.stretches.get(*page)?.get(id),
            Piece::Break(_) | Piece::Cell(_) => None,
        });
        cells == 1 && (paragraphs > 3 || stretches.flatten().map(|(from, to)| to - from).sum::<usize>() > PROSE_LETTERS)
    }

    /// The paragraphs of a row of a table that only places text.
    fn flattened(&self, item: &Item, pages: &[PageInk]) -> Vec<Part> {
        let mut out: Vec<Item> = Vec::new();
        for piece in &item.pieces {
            let role = match piece {
                Piece::Break(role) => Some(*role),
                Piece::Cell(_) => Some(Role::Paragraph),
                Piece::Marked(..) => None,
            };
            match (role, out.last_mut()) {
                (None, Some(open)) => open.pieces.push(*piece),
                (role, _) => {
                    let pieces = if role.is_none() { vec![*piece] } else { Vec::new() };
                    out.push(Item { role: role.unwrap_or(Role::Paragraph), pieces, table: 0 });
                }
            }
        }
        out.iter().filter_map(|item| self.part(item, pages)).collect()
    }

    /// Pieces with breaks as text of several paragraphs; adds where it stands to `places`.
    fn paragraphs(&self, pieces: &[Piece], pages: &[PageInk], places: &mut Places) -> String {
        let texts = pieces.split(|p| matches!(p, Piece::Break(_))).map(|p| {
            let lines = self.lines(p, pages);
            places.merge(&Places::of_words(lines.iter().flat_map(|l| &l.words)));
            joined(&lines)
        });
        texts.filter(|t| !t.is_empty()).collect::<Vec<_>>().join(&CELL_BREAK.to_string())
    }

    fn lines(&self, pieces: &[Piece], pages: &[PageInk]) -> Vec<Line> {
        let letters = pieces.iter().filter_map(|piece| match piece {
            Piece::Marked(page, id) => Some((pages.get(*page)?, self.stretches.get(*page)?.get(id)?)),
            Piece::Break(_) | Piece::Cell(_) => None,
        });
        let letters = letters.flat_map(|(page, stretches)| {
            stretches.iter().flat_map(move |(from, to)| page.glyphs.get(*from..*to).unwrap_or_default())
        });
        lines_in_order(words(letters.filter(|g| g.mark != Mark::Artifact).map(|g| (0, g))))
    }
}

/// The cells of a row and how many columns each covers.
fn cells(pieces: &[Piece]) -> impl Iterator<Item = (u16, &[Piece])> {
    let spans = pieces.iter().filter_map(|p| if let Piece::Cell(span) = p { Some(*span) } else { None });
    let mut parts = pieces.split(|p| matches!(p, Piece::Cell(_)));
    // What stands in a row outside its cells is a cell of its own.
    let before = parts.next().filter(|b| !b.is_empty()).map(|b| (1, b));
    before.into_iter().chain(spans.zip(parts))
}

/// Which pieces of each page the items use, and the pages on which one is used twice.
fn used_pieces(items: &[tree::Item], pages: usize) -> (Vec<BTreeSet<u32>>, BTreeSet<usize>) {
    let mut used = vec![BTreeSet::new(); pages];
    let mut twice = BTreeSet::new();
    for piece in items.iter().flat_map(|i| &i.pieces) {
        if let Piece::Marked(page, id) = piece
            && let Some(ids) = used.get_mut(*page)
            && !ids.insert(*id)
        {
            twice.insert(*page);
        }
    }
    (used, twice)
}

fn accounts_for(page: &PageInk, used: &BTreeSet<u32>) -> bool {
    let (mut all, mut told) = (0, 0);
    let mut last = (Mark::None, false);
    for glyph in page.glyphs.iter().filter(|g| !g.c.is_whitespace()) {
        if glyph.mark != last.0 {
            let known = match glyph.mark {
                Mark::Id(id) => used.contains(&id),
                Mark::Artifact => true,
                Mark::None => false,
            };
            last = (glyph.mark, known);
        }
        all += 1;
        told += usize::from(last.1);
    }
    all > 0 && told * 100 >= all * 95 && page.reopened.iter().all(|id| !used.contains(id))
}

fn stretches(page: &PageInk) -> Stretches {
    let mut out = Stretches::new();
    let mut from = 0;
    for stretch in page.glyphs.chunk_by(|a, b| a.mark == b.mark) {
        if let Some(Mark::Id(id)) = stretch.first().map(|g| g.mark) {
            out.entry(id).or_default().push((from, from + stretch.len()));
        }
        from += stretch.len();
    }
    out
}

/// A heading; unless it is a whole sentence that someone gave the style of a heading.
fn heading(part: Part, level: u8) -> Part {
    let sentence = part.text.trim_end().ends_with('.') && part.text.split_whitespace().nth(HEADING_WORDS).is_some();
    if sentence || part.text.chars().count() > 300 {
        return part;
    }
    Part { kind: BlockKind::Heading, level, label: None, labelled: false, ..part }
}

/// A list item; unless its number makes it a numbered paragraph.
fn listed(part: Part, depth: u8) -> Part {
    if part.label.is_some() { part } else { Part { kind: BlockKind::ListItem, level: depth, ..part } }
}
