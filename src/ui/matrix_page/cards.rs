//! Passages as cards in one strip: concern first, then good practice, then context. Only cards on the screen are drawn.

use super::passages::{Found, Passage};
use crate::app::action::Action;
use crate::model::Polarity;
use crate::ui::style::{Face, Style};
use crate::ui::widgets::{Ink, Pen, keep_in_view};
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Pos2, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

/// Shows the cards over all the room there is.
pub(super) fn cards_ui(ui: &mut Ui, found: &Found, actions: &mut Vec<Action>) {
    let style = Style::of(ui);
    if found.passages.is_empty() {
        return empty_ui(ui, found);
    }
    let gap = style.space(3);
    let width = card_width(&style, ui.available_width(), gap);
    let label = style.tokens.line_height.body + style.space(0);
    let height = ui.available_height() - style.space(2);
    let total = found.passages.len() as f32 * (width + gap) - gap;
    ScrollArea::horizontal().id_salt(("matrix_cards", &found.title)).auto_shrink(false).show_viewport(ui, |ui, seen| {
        ui.set_min_size(vec2(total, height));
        let from = ui.max_rect().min;
        let first = ((seen.left() / (width + gap)).floor().max(0.0) as usize).saturating_sub(1);
        let last = (seen.right() / (width + gap)).ceil().max(0.0) as usize + 1;
        for (index, passage) in found.passages.iter().enumerate().take(last).skip(first) {
            let corner = pos2(from.x + index as f32 * (width + gap), from.y);
            let before = index.checked_sub(1).and_then(|i| found.passages.get(i));
            if before.is_none_or(|b| b.polarity != passage.polarity) {
                polarity_label(ui, corner + vec2(0.0, label / 2.0), passage.polarity, found.number_of(passage.polarity));
            }
            let rect = Rect::from_min_size(corner + vec2(0.0, label), vec2(width, height - label));
            if card_ui(ui, rect, passage) {
                actions.push(Action::Open(passage.document, passage.range));
            }
        }
    });
}

/// Four cards side by side where there is room, else as many as stay readable.
fn card_width(style: &Style, room: f32, gap: f32) -> f32 {
    let least = style.tokens.size.facets + style.space(5);
    let count = (((room + gap) / (least + gap)).floor()).clamp(1.0, 4.0);
    ((room + gap) / count - gap).min(style.tokens.size.context + style.space(5)).floor()
}

fn polarity_label(ui: &Ui, at: Pos2, polarity: Polarity, number: usize) {
    let pen = Pen::new(ui);
    let style = &pen.style;
    let what = if number == 1 { "passage" } else { "passages" };
    let words = format!("{polarity}, {number} {what}");
    pen.sign_badge(pos2(at.x + style.space(1), at.y), polarity);
    let ink = Ink::new(Face::UiSemibold, style.tokens.type_scale.small, style.polarity(polarity).colour);
    let rect = pen.line(pos2(at.x + style.space(4), at.y), Align::Min, &words, &ink);
    let response = ui.interact(rect, ui.unique_id().with(("label", polarity.name())), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words.as_str()));
}

/// One card; returns whether it was pressed.
fn card_ui(ui: &Ui, rect: Rect, passage: &Passage) -> bool {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let response = ui.interact(rect, ui.scope_id().with(("card", passage.coding)), Sense::click());
    keep_in_view(&response);
    let name = format!("{}: “{}” {}", passage.polarity, passage.words, passage.citation);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name.as_str()));
    if !ui.is_rect_visible(rect) {
        return response.clicked();
    }
    let ground = if response.hovered() { style.hovered(style.surface) } else { style.surface };
    pen.boxed(rect, tokens.radius.card, ground, if response.hovered() { style.line_strong } else { style.line });
    let inner = rect.shrink2(vec2(style.space(3), style.space(1)));
    let low = inner.bottom() - style.space(1);
    let rows = ((low - style.space(3) - inner.top()) / tokens.line_height.quote).floor().max(1.0) as usize;
    let (face, words) = if passage.words.is_empty() {
        (Face::Ui, "The text of this document cannot be read")
    } else {
        (Face::Read, passage.words.as_str())
    };
    let ink = Ink::new(face, tokens.type_scale.quote, style.ink);
    paragraph(&pen, inner.min + vec2(0.0, style.space(0)), inner.width(), words, &ink, tokens.line_height.quote, rows);
    let quiet = Ink::new(Face::Ui, tokens.type_scale.small, style.secondary);
    pen.line_within(pos2(inner.left(), low), Align::Min, inner.width(), &passage.citation, &quiet);
    if response.has_focus() {
        pen.row_ring(rect);
    }
    response.clicked()
}

/// Paints a text over at most `rows` lines.
pub(super) fn paragraph(pen: &Pen, at: Pos2, width: f32, text: &str, ink: &Ink, line_height: f32, rows: usize) {
    let format =
        TextFormat { font_id: ink.font.clone(), color: ink.colour, line_height: Some(line_height), ..TextFormat::default() };
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap.max_width = width;
    job.wrap.max_rows = rows;
    job.wrap.overflow_character = Some('…');
    let galley = pen.painter.layout_job(job);
    pen.painter.galley(pen.on_pixel(at), galley, ink.colour);
}

fn empty_ui(ui: &mut Ui, found: &Found) {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let words = if found.state.is_empty() { "No passage is coded here." } else { &found.state };
    let ink = Ink::new(Face::Ui, tokens.type_scale.body, style.secondary);
    let galley = pen.layout_lines(words, &ink, tokens.line_height.body, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    pen.painter.galley(pen.on_pixel(rect.min), galley, style.secondary);
}
