//! The text that was read from a page, block by block, in the voice of the document.
//!
//! The column is one stop of Tab: arrows move through its blocks, and a screen reader is told which one is meant.

use super::choice::Choice;
use super::picture::{State, outline};
use super::sheets::Sheet;
use super::words::{UNSURE, kind_words, shown_text, spoken, zone_title};
use crate::text::{Block, BlockKind, SourceText, Zone};
use crate::ui::style::{Face, Pattern, Style, icons};
use crate::ui::widgets::{Ink, Pen};
use egui::{
    Align, EventFilter, Galley, Id, Key, Modifiers, Rangef, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

/// What is shown.
pub(super) struct Column<'a> {
    pub(super) text: &'a SourceText,
    pub(super) sheet: &'a Sheet,
    pub(super) name: &'a str,
    pub(super) choice: &'a Choice,
    /// The block under the mouse on the picture.
    pub(super) hovered: Option<usize>,
    pub(super) reveals: bool,
    /// Size of the document's text in points.
    pub(super) text_size: f32,
}

/// What was done in the column.
#[derive(Debug, Default)]
pub(super) struct ColumnEvents {
    pub(super) hovered: Option<usize>,
    pub(super) clicked: Option<(usize, bool)>,
    /// Down or up, with Shift or without.
    pub(super) stepped: Option<(bool, bool)>,
    /// Enter: only this block.
    pub(super) entered: bool,
    /// Esc: the run is let go.
    pub(super) left: bool,
    /// Home and End: the first and the last block of the page.
    pub(super) edge: Option<bool>,
}

/// The id of the column, to give it the keyboard.
pub(super) fn column_id() -> Id {
    Id::unique("check text")
}

const GUTTER: f32 = 124.0;

impl Column<'_> {
    /// Shows the blocks, with what stands over them; the column scrolls as a whole.
    pub(super) fn ui(&self, ui: &mut Ui, above_ui: impl FnOnce(&mut Ui)) -> ColumnEvents {
        let mut events = ColumnEvents::default();
        let id = column_id();
        let salt = ("check text", self.name);
        ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, |ui| {
            let style = Style::of(ui);
            let margin = style.space(3);
            let frame = egui::Frame::NONE.inner_margin(egui::Margin::symmetric(margin as i8, style.space(2) as i8));
            frame.show(ui, |ui| {
                above_ui(ui);
                let response = ui.interact(ui.clip_rect(), id, Sense::focusable_noninteractive());
                let name = format!("Text of {}", lower_first(self.name));
                response.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, &name));
                if response.has_focus() {
                    keys(ui, id, &mut events);
                }
                let has_keyboard = response.has_focus();
                ui.scope_builder(UiBuilder::new().accessibility_parent(id), |ui| {
                    ui.spacing_mut().item_spacing.y = style.space(1);
                    let mut zone = None;
                    for index in &self.sheet.blocks {
                        let Some(block) = self.text.shape.blocks.get(*index) else { continue };
                        let is_passage = block.kind.is_passage();
                        let begins = is_passage && zone != Some(block.zone);
                        zone = if is_passage { Some(block.zone) } else { zone };
                        self.block_ui(ui, *index, block, begins, has_keyboard, &mut events);
                    }
                });
                if self.sheet.blocks.is_empty() {
                    crate::ui::reviews::words::note_ui(ui, "No words were read from this page", style.secondary);
                }
                ui.add_space(style.space(5));
            });
        });
        events
    }

    fn block_ui(&self, ui: &mut Ui, index: usize, block: &Block, begins: bool, has_keyboard: bool, events: &mut ColumnEvents) {
        let pen = Pen::new(ui);
        let style = pen.style;
        let galley = self.galley(&pen, block, ui.available_width() - GUTTER - style.space(2));
        let lines = 1.0 + f32::from(u8::from(begins)) + f32::from(u8::from(block.confidence.is_some()));
        let height = (galley.size().y + style.space(2)).max(lines * style.tokens.line_height.label + style.space(1));
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height.ceil()), Sense::hover());
        let response = ui.interact(rect, column_id().with(index), Sense::CLICK);
        let state = State::of(self.choice, self.hovered, index);
        let is_chosen = self.choice.holds(index);
        response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, true, spoken(self.text, block)));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(is_chosen));
        if state == State::At {
            ui.ctx().accesskit_node_builder(column_id(), |node| node.set_active_descendant(response.id.accesskit_id()));
            if self.reveals {
                ui.scroll_to_rect(rect.expand(style.space(3)), None);
            }
        }
        if response.hovered() {
            events.hovered = Some(index);
        }
        if response.clicked() {
            events.clicked = Some((index, ui.input(|i| i.modifiers.shift)));
            ui.memory_mut(|memory| memory.request_focus(column_id()));
        }
        if ui.is_rect_visible(rect) {
            let state = if state == State::Resting && response.hovered() { State::Hovered } else { state };
            let text = rect.with_min_x(rect.left() + GUTTER);
            let state = if state == State::At && !has_keyboard { State::Chosen } else { state };
            outline(&pen, text.shrink(1.0), block, state, false);
            let colour = if block.kind == BlockKind::Furniture { style.muted } else { style.ink };
            pen.painter.galley(
                pen.on_pixel(pos2(text.left() + style.space(1), text.top() + style.space(0) + 2.0)),
                galley,
                colour,
            );
            gutter(&pen, rect, block, begins);
        }
    }

    fn galley(&self, pen: &Pen, block: &Block, width: f32) -> Arc<Galley> {
        let style = &pen.style;
        let is_heading = block.kind == BlockKind::Heading;
        let face = if is_heading { Face::ReadSemibold } else { Face::Read };
        let smaller = matches!(block.kind, BlockKind::Furniture | BlockKind::Footnote | BlockKind::Caption);
        let size = if smaller { self.text_size - 1.5 } else { self.text_size };
        let colour = if block.kind == BlockKind::Furniture { style.muted } else { style.ink };
        let line = (size * 1.5).round();
        pen.layout_lines(&shown_text(self.text, block), &Ink::new(face, size, colour), line, width.max(80.0))
    }
}

fn keys(ui: &Ui, id: Id, events: &mut ColumnEvents) {
    let filter = EventFilter { vertical_arrows: true, escape: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    ui.input_mut(|input| {
        for (key, down) in [(Key::ArrowDown, true), (Key::ArrowUp, false)] {
            if input.consume_key(Modifiers::SHIFT, key) {
                events.stepped = Some((down, true));
            } else if input.consume_key(Modifiers::NONE, key) {
                events.stepped = Some((down, false));
            }
        }
        events.entered = input.consume_key(Modifiers::NONE, Key::Enter);
        events.left = input.consume_key(Modifiers::NONE, Key::Escape);
        if input.consume_key(Modifiers::NONE, Key::Home) {
            events.edge = Some(false);
        } else if input.consume_key(Modifiers::NONE, Key::End) {
            events.edge = Some(true);
        }
    });
}

/// What a block is, to which part it belongs, and how sure a machine was, at the left of its text.
fn gutter(pen: &Pen, rect: Rect, block: &Block, begins: bool) {
    let style = &pen.style;
    let height = style.tokens.line_height.label;
    let left = rect.left() + style.space(2);
    let room = GUTTER - style.space(3);
    let mut middle = rect.top() + style.space(0) + 2.0 + height / 2.0;
    let mut line = |words: &str, face: Face, colour| {
        pen.line_within(pos2(left, middle), Align::Min, room, words, &Ink::new(face, style.tokens.type_scale.label, colour));
        middle += height;
    };
    let kind = block.label.as_ref().map_or_else(|| kind_words(block), |label| format!("{}  {label}", kind_words(block)));
    line(&kind, Face::UiMedium, if block.kind == BlockKind::Furniture { style.muted } else { style.secondary });
    if begins {
        line(zone_title(block.zone), Face::Ui, style.muted);
    }
    if let Some(sure) = block.confidence {
        let colour = if sure < UNSURE { style.caution } else { style.muted };
        line(&format!("machine, {sure} %"), Face::UiMedium, colour);
        if sure < UNSURE {
            pen.icon(pos2(rect.left() + GUTTER - 10.0, middle - height), icons::TRIANGLE_ALERT, 12.0, style.caution);
        }
    }
    let bar = Rangef::new(rect.top(), rect.bottom() + style.space(1));
    if let Some(zone) = block.zone {
        pen.stripe(rect.left() + 2.0, bar, zone_pattern(zone), 3.0, style.control);
    }
}

/// Neighbouring parts have different lines, so that one sees where one ends.
fn zone_pattern(zone: Zone) -> Pattern {
    match Zone::ALL.iter().position(|z| *z == zone).unwrap_or_default() % 3 {
        0 => Pattern::Solid,
        1 => Pattern::Dash(7.0, 3.0),
        _ => Pattern::Dot(4.0),
    }
}

fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
