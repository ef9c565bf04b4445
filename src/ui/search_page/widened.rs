//! What the terms of a query also find, from the lexicon: a chip each, to be switched off and on.

use super::query::QueryState;
use crate::app::action::Action;
use crate::search::Expansion;
use crate::ui::style::{Face, Style, icons};
use crate::ui::widgets::{FIELDS_CLOSE, Ink, Pen, check_box, keep_in_view, link_button};
use egui::{Align, Frame, Margin, Popup, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

/// Widest words of a chip.
const WIDEST: f32 = 300.0;

/// Shows the chips; a change is asked at once. Says whether the lexicon is to be opened.
pub(super) fn widened_ui(ui: &mut Ui, expansions: &[Expansion], query: &mut QueryState, actions: &mut Vec<Action>) -> bool {
    if expansions.is_empty() {
        return false;
    }
    let style = Style::of(ui);
    let (mut changed, mut opens) = (false, false);
    ui.add_space(style.space(0));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(style.space(1), style.space(0));
        label_ui(ui, "Also finds");
        for expansion in expansions {
            let chip = chip_ui(ui, expansion);
            let mut toggle = |key: &str| {
                changed = true;
                if !query.off.remove(key) {
                    query.off.insert(key.to_owned());
                }
            };
            if chip.switch.clicked() {
                toggle(&expansion.key);
            }
            let shown = Popup::menu(&chip.body).close_behavior(FIELDS_CLOSE).gap(4.0).show(|ui| {
                Frame::NONE.inner_margin(Margin::symmetric(style.space(1) as i8, 0)).show(ui, |ui| {
                    for meaning in &expansion.meanings {
                        let mut on = meaning.is_on;
                        if ui.add(check_box(&mut on, &meaning.words)).changed() {
                            toggle(&meaning.key);
                        }
                    }
                });
            });
            chip.body.ctx.accesskit_node_builder(chip.body.id, |node| node.set_expanded(shown.is_some()));
        }
        opens = ui.add(link_button("Lexicon…")).clicked();
    });
    if changed {
        let words = query.text.clone();
        query.ask(&words, actions);
    }
    opens
}

struct Chip {
    /// Opens the list of meanings.
    body: Response,
    /// Switches all of them.
    switch: Response,
}

fn chip_ui(ui: &mut Ui, expansion: &Expansion) -> Chip {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let on: Vec<&str> = expansion.meanings.iter().filter(|m| m.is_on).map(|m| m.words.as_str()).collect();
    let is_on = expansion.is_on && !on.is_empty();
    let words = if is_on { on.join(", ") } else { "nothing else".to_owned() };
    let loud = Ink::new(Face::UiSemibold, tokens.type_scale.small, if is_on { style.ink } else { style.muted });
    let quiet = Ink::new(Face::Ui, tokens.type_scale.small, if is_on { style.ink } else { style.muted });
    let term = pen.width(&expansion.term, &loud);
    let (gap, side) = (style.space(1), tokens.size.hit_target_min);
    let room = pen.width(&words, &quiet).min(WIDEST).min((ui.max_rect().width() - term - side * 2.0 - gap * 3.0).max(side));
    let size = vec2(gap + term + side + room + side, side);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let end = Rect::from_min_max(pos2(rect.right() - side, rect.top()), rect.max);
    let id = ui.scope_id().with(("widened", &expansion.key));
    let body = ui.interact(rect.with_max_x(end.left()), id, Sense::CLICK);
    let switch = ui.interact(end, id.with("switch"), Sense::CLICK);
    body.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{} also finds {words}; choose which", expansion.term)));
    let what = if expansion.is_on { "Find only" } else { "Find more than" };
    switch.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{what} {}", expansion.term)));
    keep_in_view(&body);
    let over = body.hovered() || switch.hovered();
    pen.boxed(rect, tokens.radius.chip, if over { style.hovered(style.surface) } else { style.surface }, style.control);
    let middle = rect.center().y;
    let after = pen.line(pos2(rect.left() + gap, middle), Align::Min, &expansion.term, &loud).right();
    pen.icon(pos2(after + side / 2.0, middle), icons::CHEVRON_RIGHT, 12.0, style.muted);
    let cut = pen.line_within(pos2(after + side, middle), Align::Min, room + 1.0, &words, &quiet).cut;
    pen.icon(end.center(), if expansion.is_on { icons::X } else { icons::PLUS }, 14.0, style.secondary);
    for response in [&body, &switch] {
        if response.has_focus() {
            pen.row_ring(Rect::from_center_size(response.rect.center(), response.rect.size() - Vec2::splat(2.0)));
        }
    }
    crate::ui::widgets::whole_on_hover_ui(body.clone(), cut, &words);
    Chip { body, switch }
}

fn label_ui(ui: &mut Ui, text: &str) {
    let pen = Pen::new(ui);
    let ink = Ink::new(Face::Ui, pen.style.tokens.type_scale.small, pen.style.secondary);
    let size = vec2(pen.width(text, &ink), pen.style.tokens.size.hit_target_min);
    let (rect, label) = ui.allocate_exact_size(size, Sense::hover());
    label.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    pen.line(pos2(rect.left(), rect.center().y), Align::Min, text, &ink);
}
