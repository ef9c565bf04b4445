//! The lists of values at the left: ticks with counts, and hair-line bars that show the counts against each other.

use super::facets::{Shown, Ticks};
use super::ground::{Ground, counted};
use crate::ui::reviews::words::note_ui;
use crate::ui::style::{Face, Style};
use crate::ui::widgets::{Ink, Pen, keep_in_view, section_label_ui, whole_on_hover_ui};
use egui::{Align, Rect, Response, Role, ScrollArea, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::paint::tick;

/// Where more is found than is shown, each value narrows the search itself; returns the words that ask for it.
pub(super) fn tallies_ui(ui: &mut Ui, ground: &Ground) -> Option<String> {
    let style = Style::of(ui);
    let mut chosen = None;
    ScrollArea::vertical().id_salt("search_tallies").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.set_max_width(ui.available_width() - style.space(0));
        note_ui(ui, "Counts are of all passages found. A value is added to the query.", Style::of(ui).muted);
        for tally in ground.tallies() {
            ui.add_space(style.space(2));
            section_label_ui(ui, &tally.title, "");
            let most = tally.values.iter().map(|v| v.passages).max().unwrap_or_default().max(1);
            for value in &tally.values {
                let name = format!("Narrow to {}, {}", value.name, counted(value.passages, "passage", "passages"));
                let line = line_ui(ui, &value.name, value.passages, value.passages as f32 / most as f32, None);
                line.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
                if line.clicked() {
                    chosen = Some(value.term.clone());
                }
            }
        }
        ui.add_space(style.space(3));
    });
    chosen
}

/// Shows the lists; says whether a tick was set or taken away.
pub(super) fn facets_ui(ui: &mut Ui, ground: &Ground, shown: &Shown, ticks: &mut Ticks) -> bool {
    let style = Style::of(ui);
    let mut changed = false;
    ScrollArea::vertical().id_salt("search_facets").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.set_max_width(ui.available_width() - style.space(0));
        let words = match ground.rows.len() {
            1 => "Ticks narrow the one mention found.".to_owned(),
            count => format!("Ticks narrow the {count} mentions found."),
        };
        note_ui(ui, &words, Style::of(ui).muted);
        for (facet, counts) in ground.facets.iter().zip(&shown.counts) {
            ui.add_space(style.space(2));
            section_label_ui(ui, &facet.title, "");
            let most = counts.iter().copied().max().unwrap_or_default().max(1);
            for (value, count) in facet.values.iter().zip(counts) {
                let tick = (facet.title.clone(), value.clone());
                let on = ticks.contains(&tick);
                if value_ui(ui, value, *count, *count as f32 / most as f32, on).clicked() {
                    changed = true;
                    if !ticks.remove(&tick) {
                        ticks.insert(tick);
                    }
                }
            }
        }
        ui.add_space(style.space(3));
    });
    changed
}

fn value_ui(ui: &mut Ui, value: &str, count: usize, share: f32, on: bool) -> Response {
    let response = line_ui(ui, value, count, share, Some(on));
    let name = format!("{value}, {}", counted(count, "mention", "mentions"));
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, &name));
    response
}

/// A value with its count and bar, and a tick where it can be ticked.
fn line_ui(ui: &mut Ui, value: &str, count: usize, share: f32, ticked: Option<bool>) -> Response {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), tokens.size.row_hit), Sense::click());
    keep_in_view(&response);
    let on = ticked.unwrap_or_default();
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let middle = rect.center().y - 2.0;
    let side = style.space(3);
    let place = Rect::from_min_size(pos2(rect.left(), middle - side / 2.0), Vec2::splat(side));
    if ticked.is_some() {
        tick(&pen, place, on, response.hovered());
    } else if response.hovered() {
        pen.fill(rect, tokens.radius.chip, style.hovered(style.desk));
    }
    let left = rect.left() + if ticked.is_some() { style.space(4) + 2.0 } else { 0.0 };
    let quiet = Ink::new(Face::Ui, tokens.type_scale.small, style.secondary);
    let number = pen.line(pos2(rect.right(), middle), Align::Max, &count.to_string(), &quiet);
    let ink = Ink::new(Face::Ui, tokens.type_scale.small, if count == 0 && !on { style.muted } else { style.ink });
    let line = pen.line_within(pos2(left, middle), Align::Min, number.left() - left - style.space(1), value, &ink);
    let width = ((rect.right() - left) * share).round();
    if width > 0.0 {
        let bar = Rect::from_min_size(pos2(left, rect.bottom() - 5.0), vec2(width, 2.0));
        pen.fill(bar, 1, if on { style.accent } else { style.line_strong });
    }
    if response.has_focus() {
        pen.row_ring(rect.expand2(vec2(style.space(0), 0.0)));
    }
    whole_on_hover_ui(response, line.cut, value)
}
