//! A passage in the pane: its number, its words in the serif, where it stands, and which way it speaks.

use crate::app::framework::Quoted;
use crate::ui::style::{Face, Style};
use crate::ui::widgets::{Ink, Pen, keep_in_view};
use egui::{Align, Layout, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// How a passage is shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Card<'a> {
    pub(super) passage: &'a Quoted,
    /// Its number in the cell; none in other places.
    pub(super) number: Option<usize>,
    /// Coded since the summary was written.
    pub(super) is_new: bool,
    /// With an edge around it; without one it is a line of a list.
    pub(super) is_boxed: bool,
}

/// Shows a passage, and beside its citation what `beside_ui` adds from the right; true when it was pressed.
pub(super) fn card_ui(ui: &mut Ui, card: Card<'_>, beside_ui: impl FnOnce(&mut Ui)) -> bool {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let pad = if card.is_boxed { style.space(2) } else { 0.0 };
    let (above, foot) = (if card.is_boxed { style.space(2) } else { 0.0 }, tokens.size.hit_target_min);
    let indent = if card.number.is_some() { style.space(3) + style.space(0) } else { 0.0 };
    let wide = ui.available_width();
    let words = if card.passage.words.is_empty() { "The text of this document cannot be read" } else { &card.passage.words };
    let ink = Ink::new(Face::Read, tokens.type_scale.quote, style.ink);
    let galley = pen.layout_lines(words, &ink, tokens.line_height.quote, wide - pad * 2.0 - indent);
    let high = above + galley.size().y + style.space(0) + foot + if card.is_boxed { style.space(1) } else { 0.0 };
    let (rect, _) = ui.allocate_exact_size(vec2(wide, high), Sense::hover());
    let quote = rect.with_max_y(rect.top() + above + galley.size().y + 2.0);
    let response = ui.interact(quote, ui.scope_id().with(("passage", card.passage.coding, card.number)), Sense::click());
    keep_in_view(&response);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name(&card)));
    if card.is_boxed {
        let edge = if response.hovered() { style.line_strong } else { style.line };
        pen.boxed(rect, tokens.radius.card, style.surface, edge);
    } else if response.hovered() {
        pen.fill(quote, tokens.radius.tint, style.hovered(style.desk));
    }
    let left = rect.left() + pad;
    if let Some(number) = card.number {
        let ink = Ink::new(Face::UiSemibold, tokens.type_scale.small, style.accent);
        pen.line(pos2(left, rect.top() + above + style.space(2) - 2.0), Align::Min, &number.to_string(), &ink);
    }
    pen.painter.galley(pen.on_pixel(pos2(left + indent, rect.top() + above)), galley, style.ink);
    if response.has_focus() {
        pen.row_ring(quote);
    }
    let foot =
        Rect::from_min_max(pos2(left + indent, quote.bottom() + 2.0), pos2(rect.right() - pad, quote.bottom() + 2.0 + foot));
    foot_ui(ui, foot, &card, beside_ui);
    response.clicked()
}

fn foot_ui(ui: &mut Ui, foot: Rect, card: &Card<'_>, beside_ui: impl FnOnce(&mut Ui)) {
    let builder = UiBuilder::new()
        .id_salt(("beside", card.passage.coding, card.number))
        .max_rect(foot)
        .layout(Layout::right_to_left(Align::Center));
    let mut beside = ui.new_child(builder);
    beside.spacing_mut().item_spacing.x = Style::of(ui).space(1);
    let size = Style::of(ui).space(3);
    let (badge, _) = beside.allocate_exact_size(vec2(size, size), Sense::hover());
    let pen = Pen::new(ui);
    pen.sign_badge(badge.center() + vec2(2.0, 0.0), card.passage.polarity);
    beside_ui(&mut beside);
    let style = &pen.style;
    let mut end = beside.min_rect().left() - style.space(1);
    if card.is_new {
        let ink = Ink::new(Face::UiMedium, style.tokens.type_scale.small, style.caution);
        end = pen.line(pos2(end, foot.center().y), Align::Max, "New", &ink).left() - style.space(1);
    }
    let ink = Ink::new(Face::Ui, style.tokens.type_scale.small, style.secondary);
    let cited = card.passage.cited();
    pen.line_within(pos2(foot.left(), foot.center().y), Align::Min, (end - foot.left()).max(0.0), &cited, &ink);
}

/// "Passage 1, concern: “It reached …” LCSPR, 4.14, p. 24".
fn name(card: &Card<'_>) -> String {
    let passage = card.passage;
    let number = card.number.map_or_else(|| "Passage".to_owned(), |number| format!("Passage {number}"));
    let polarity = passage.polarity.to_string().to_lowercase();
    let new = if card.is_new { ", new" } else { "" };
    format!("{number}, {polarity}{new}: “{}” {}", passage.words, passage.cited())
}
