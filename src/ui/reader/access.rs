//! The text for screen readers: a document, its paragraphs with text runs, and the selection over them.
//!
//! Only what is in view and one block on each side is exposed, as everything would cost 19 ms a frame. egui sets a
//! selection on one widget only, so the selection across paragraphs is set on the document here, with the ids that
//! egui gives its text runs (`paragraph / row / piece of 255 letters`).

use super::layout::{Piece, Spot};
use super::page::{Page, Placed};
use super::place::Selection;
use crate::text::BlockKind;
use egui::emath::TSTransform;
use egui::text_selection::accesskit_text::update_accesskit_for_text_widget;
use egui::{Id, Rect, Role, Ui, UiBuilder, accesskit};

/// Letters in one of egui's text runs.
const RUN: usize = 255;

/// Exposes the blocks in view below the document's node `id`; returns a selection that a screen reader asked for.
pub fn expose(ui: &mut Ui, id: Id, page: &Page<'_>, selection: Option<Selection>, next_row: bool) -> Option<Selection> {
    let action = accesskit::Action::SetTextSelection;
    ui.ctx().accesskit_node_builder(id, |node| node.add_action(action))?;
    let asked = ui.input(|i| {
        i.accesskit_action_requests(id, action).find_map(|request| match &request.data {
            Some(accesskit::ActionData::SetTextSelection(asked)) => Some(*asked),
            _ => None,
        })
    });
    let mut talk = Talk { spots: selection.map(|s| (s, next_row)), ends: (None, None), asked, found: (None, None) };
    for placed in &page.blocks {
        let place = (id, placed, page);
        number_ui(ui, place);
        block_ui(ui, place, &mut talk);
    }
    if let (Some(anchor), Some(focus)) = talk.ends {
        ui.ctx().accesskit_node_builder(id, |node| node.set_text_selection(accesskit::TextSelection { anchor, focus }));
    }
    talk.found.0.zip(talk.found.1).map(|(anchor, caret)| Selection { anchor, caret })
}

type Place<'a> = (Id, &'a Placed, &'a Page<'a>);

/// What is said about the selection, and what is asked.
struct Talk {
    spots: Option<(Selection, bool)>,
    ends: (Option<accesskit::TextPosition>, Option<accesskit::TextPosition>),
    asked: Option<accesskit::TextSelection>,
    found: (Option<usize>, Option<usize>),
}

/// The number in the margin and the page that starts, which are not part of the text.
fn number_ui(ui: &mut Ui, (id, placed, page): Place<'_>) {
    let Some(set) = page.places.manuscript.block(placed.laid.index) else { return };
    let page_words = set.page_line.map(|p| format!("p. {p}"));
    for (what, words) in [("page", page_words), ("number", set.number.clone())] {
        let Some(words) = words else { continue };
        let builder = UiBuilder::new()
            .accessibility_parent(id)
            .accessibility_role(Role::Label)
            .accessibility_label(words.clone())
            .scope_id(id.with((what, placed.laid.index)))
            .max_rect(Rect::from_min_size(placed.corner, egui::vec2(1.0, placed.laid.height)));
        ui.scope_builder(builder, |ui| {
            let own = ui.unique_id();
            ui.ctx().accesskit_node_builder(own, |node| node.set_value(words));
        });
    }
}

fn block_ui(ui: &mut Ui, (id, placed, page): Place<'_>, talk: &mut Talk) {
    let Some(set) = page.places.manuscript.block(placed.laid.index) else { return };
    let role = match set.kind {
        BlockKind::Heading => Role::Heading,
        BlockKind::ListItem => Role::ListItem,
        BlockKind::TableRow => Role::Row,
        BlockKind::Footnote => Role::DocFootnote,
        BlockKind::Caption => Role::Caption,
        BlockKind::Comment => Role::Comment,
        BlockKind::Paragraph | BlockKind::Furniture => Role::Paragraph,
    };
    let rect = Rect::from_min_size(placed.corner, egui::vec2(page.layouter.columns.text_width, placed.laid.height));
    let scope = id.with(("block", placed.laid.index));
    let builder = UiBuilder::new().accessibility_parent(id).accessibility_role(role).scope_id(scope).max_rect(rect);
    ui.scope_builder(builder, |ui| {
        let own = ui.unique_id();
        let spoken = spoken_marks(page, placed.laid.index);
        ui.ctx().accesskit_node_builder(own, |node| {
            if let Some(spoken) = spoken {
                node.set_description(spoken);
            }
            if set.kind == BlockKind::Heading {
                node.set_level(usize::from(set.level.clamp(1, 6)));
            }
        });
        if set.kind != BlockKind::TableRow {
            for piece in &placed.laid.pieces {
                runs(ui, own, (placed, page), piece, talk);
            }
            return;
        }
        for (column, piece) in placed.laid.pieces.iter().enumerate() {
            let rect = Rect::from_min_size(placed.corner + piece.offset, piece.galley.size());
            let cell = UiBuilder::new()
                .accessibility_parent(own)
                .accessibility_role(Role::Cell)
                .scope_id(scope.with(column))
                .max_rect(rect);
            ui.scope_builder(cell, |ui| runs(ui, ui.unique_id(), (placed, page), piece, talk));
        }
    });
}

fn runs(ui: &Ui, own: Id, (placed, page): (&Placed, &Page<'_>), piece: &Piece, talk: &mut Talk) {
    let to_screen = TSTransform::from_translation(placed.corner.to_vec2() + piece.offset);
    update_accesskit_for_text_widget(ui.ctx(), own, None, to_screen, &piece.galley);
    if let Some((selection, next_row)) = talk.spots {
        let holds = |at: usize| piece.range.start() <= at && at <= piece.range.end();
        let position = |at: usize| {
            let (row, column) = piece.row_and_column(page.text(), Spot { at, next_row });
            let run = column.saturating_sub(1) / RUN;
            accesskit::TextPosition { node: own.with(row).with(run).accesskit_id(), character_index: column - run * RUN }
        };
        if holds(selection.anchor) {
            talk.ends.0 = Some(position(selection.anchor));
        }
        if holds(selection.caret) {
            talk.ends.1 = Some(position(selection.caret));
        }
    }
    let Some(asked) = talk.asked else { return };
    for (row, first) in piece.row_starts() {
        let letters = piece.galley.rows.get(row).map_or(0, |r| r.char_count_excluding_newline().0);
        for run in 0..=letters / RUN {
            let node = own.with(row).with(run).accesskit_id();
            let byte = |position: accesskit::TextPosition| {
                (position.node == node).then(|| piece.byte(page.text(), first + run * RUN + position.character_index))
            };
            talk.found = (byte(asked.anchor).or(talk.found.0), byte(asked.focus).or(talk.found.1));
        }
    }
}

/// "Coded B1 Man not identified, Concern, RP; F1 …", for the description of a block.
fn spoken_marks(page: &Page<'_>, block: usize) -> Option<String> {
    let marks = &page.document.marks;
    let parts = marks.in_block(block);
    let names: Vec<String> = parts.iter().filter_map(|p| marks.get(p.mark)).map(super::mark::Mark::spoken).collect();
    (!names.is_empty()).then(|| format!("Coded {}", names.join("; ")))
}
