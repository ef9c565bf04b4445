//! The head of the page: title, what the cells show, rows and columns, filter, export; and the legend under it.

use super::cell::dot;
use super::sheet::{BandBy, Show, Wanted, attributes};
use super::shown::Filter;
use crate::analyse::Axis;
use crate::model::{Polarity, Project};
use crate::ui::style::{Face, Style, icons, mix};
use crate::ui::widgets::{
    FIELDS_CLOSE, Ink, Pen, button, check_box, drop_down_ui, icon_button, menu_button_ui, menu_entry, menu_of_ui, page_title_ui,
    popup_frame, section_label_ui, segmented_ui, text_field,
};
use egui::{Align, Layout, Popup, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Shows title and controls; returns whether the export was asked for.
pub(super) fn bar_ui(ui: &mut Ui, title: &str, note: &str, wanted: &mut Wanted, filter: &mut Filter, project: &Project) -> bool {
    let style = Style::of(ui);
    ui.spacing_mut().item_spacing.x = style.space(1);
    let size = vec2(ui.available_width(), style.tokens.size.control);
    let roomy = size.x > style.tokens.fold.single_column - style.tokens.size.rail;
    if size.x < controls_width(ui, wanted, filter, roomy) + style.tokens.size.rail {
        page_title_ui(ui, title, note);
        return ui.horizontal_wrapped(|ui| controls_ui(ui, wanted, filter, project, roomy)).inner;
    }
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        let controls = controls_width(ui, wanted, filter, roomy);
        let words = (size.x - controls - style.space(4)).max(style.tokens.size.rail);
        ui.allocate_ui_with_layout(vec2(words, size.y), Layout::left_to_right(Align::Center), |ui| {
            page_title_ui(ui, title, note);
        });
        ui.add_space((ui.available_width() - controls).max(0.0));
        controls_ui(ui, wanted, filter, project, roomy)
    })
    .inner
}

const AXES: &str = "Rows and columns";
const EXPORT: &str = "Export…";

fn filter_words(filter: &Filter) -> String {
    match filter.count() {
        0 => "Filter".to_owned(),
        n => format!("Filter, {n} on"),
    }
}

fn controls_width(ui: &Ui, wanted: &Wanted, filter: &Filter, roomy: bool) -> f32 {
    let pen = Pen::new(ui);
    let ink = Ink::new(Face::UiMedium, pen.style.tokens.type_scale.body, pen.style.ink);
    let parts = Show::choices(wanted.across.is_single_case());
    let segments: f32 = parts.iter().map(|s| (pen.width(s.name(), &ink) + 24.0).round()).sum::<f32>() + 4.0;
    if !roomy {
        return segments + (pen.style.tokens.size.control + pen.style.space(1)) * 3.0 + pen.style.space(1);
    }
    let axes = button(AXES).icon(icons::COLUMNS_3).menu(false).size(&pen).x;
    let filter = button(&filter_words(filter)).icon(icons::LIST_FILTER).size(&pen).x;
    let export = button(EXPORT).icon(icons::DOWNLOAD).size(&pen).x;
    segments + axes + filter + export + pen.style.space(1) * 4.0
}

fn controls_ui(ui: &mut Ui, wanted: &mut Wanted, filter: &mut Filter, project: &Project, roomy: bool) -> bool {
    let style = Style::of(ui);
    let choices = Show::choices(wanted.across.is_single_case());
    let names = choices.map(Show::name);
    let mut chosen = choices.iter().position(|s| *s == wanted.show).unwrap_or(0);
    if ui.available_width() < controls_width(ui, wanted, filter, roomy) {
        let taken = drop_down_ui(ui, "What the cells show", &names, Some(chosen), style.tokens.size.rail);
        chosen = taken.unwrap_or(chosen);
    } else {
        segmented_ui(ui, "What the cells show", &names, &mut chosen);
    }
    wanted.show = choices.get(chosen).copied().unwrap_or_default();
    ui.add_space(style.space(1));
    axes_ui(ui, wanted, project, roomy);
    filter_ui(ui, filter, roomy);
    if roomy {
        ui.add(button(EXPORT).icon(icons::DOWNLOAD)).clicked()
    } else {
        ui.add(icon_button(icons::DOWNLOAD, EXPORT)).clicked()
    }
}

fn axes_ui(ui: &mut Ui, wanted: &mut Wanted, project: &Project, roomy: bool) {
    let mut next = wanted.clone();
    let entries_ui = |ui: &mut Ui| entries_ui(ui, wanted, &mut next, project);
    if roomy {
        menu_button_ui(ui, button(AXES).icon(icons::COLUMNS_3), entries_ui);
    } else {
        let response = ui.add(icon_button(icons::COLUMNS_3, AXES));
        menu_of_ui(&response, entries_ui);
    }
    *wanted = next;
}

fn entries_ui(ui: &mut Ui, wanted: &Wanted, next: &mut Wanted, project: &Project) {
    let entry = |ui: &mut Ui, text: &str, on: bool| ui.add(menu_entry(text).ticked(on)).clicked();
    section_label_ui(ui, if wanted.swapped { "Columns" } else { "Rows" }, "");
    for (axis, name) in [(Axis::Theme, "Themes"), (Axis::ThemeGroup, "Theme groups")] {
        if entry(ui, name, wanted.themes == axis) {
            next.themes = axis;
        }
    }
    section_label_ui(ui, if wanted.swapped { "Rows" } else { "Columns" }, "");
    let known = attributes(project);
    let across = [Axis::Case, Axis::Document, Axis::Analyst].into_iter();
    for axis in across.chain(known.iter().cloned().map(Axis::Attribute)) {
        if entry(ui, &axis.plural(), wanted.across == axis) {
            next.across = axis;
        }
    }
    if wanted.across == Axis::Case && !wanted.swapped && !known.is_empty() {
        section_label_ui(ui, "Bands over the columns", "");
        bands_ui(ui, &known, &wanted.bands, &mut next.bands);
    }
    section_label_ui(ui, "Sides", "");
    if entry(ui, "Swap rows and columns", wanted.swapped) {
        next.swapped = !wanted.swapped;
    }
}

fn bands_ui(ui: &mut Ui, known: &[String], now: &BandBy, next: &mut BandBy) {
    let usual = known.iter().find(|name| name.to_lowercase() == "age band");
    let is_none = *now == BandBy::Nothing || (*now == BandBy::Usual && usual.is_none());
    if ui.add(menu_entry("No bands").ticked(is_none)).clicked() {
        *next = BandBy::Nothing;
    }
    for name in known {
        let on = *now == BandBy::Attribute(name.clone()) || (*now == BandBy::Usual && usual == Some(name));
        if ui.add(menu_entry(&format!("By {name}")).ticked(on)).clicked() {
            *next = BandBy::Attribute(name.clone());
        }
    }
}

fn filter_ui(ui: &mut Ui, filter: &mut Filter, roomy: bool) {
    let style = Style::of(ui);
    let words = filter_words(filter);
    let response = if roomy {
        ui.add(button(&words).icon(icons::LIST_FILTER))
    } else {
        ui.add(icon_button(icons::LIST_FILTER, &words).selected(filter.count() > 0))
    };
    let fresh = response.clicked();
    Popup::menu(&response).close_behavior(FIELDS_CLOSE).gap(style.space(0)).frame(popup_frame(&style)).show(|ui| {
        egui::Frame::NONE.inner_margin(style.space(2)).show(ui, |ui| {
            ui.set_width(style.tokens.size.context);
            ui.spacing_mut().item_spacing.y = style.space(2);
            let field = text_field(&mut filter.typed, "Themes that hold").hint("Part of a theme’s name, or its code");
            let field = field.icon(icons::SEARCH).clearable().show_ui(ui);
            if fresh {
                field.request_focus();
            }
            let all = [None, Some(Polarity::Concern), Some(Polarity::GoodPractice), Some(Polarity::Context)];
            let mut chosen = all.iter().position(|p| *p == filter.polarity).unwrap_or(0);
            segmented_ui(ui, "Polarity", &["All", "Concern", "Good", "Context"], &mut chosen);
            filter.polarity = all.get(chosen).copied().flatten();
            ui.add(check_box(&mut filter.only_coded, "Only themes with codings"));
            if filter.count() > 0 && ui.add(button("Clear the filter")).clicked() {
                *filter = Filter::default();
            }
        });
    });
}

/// One line that says what stands in a cell.
pub(super) fn legend_ui(ui: &mut Ui, show: Show) {
    let style = Style::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), style.tokens.size.hit_target_min), Sense::hover());
    let name = "In each cell: concern on the left, good practice on the right, dots below for context; a dot alone: read, not \
                mentioned; a ring: stated absent; n/a: not applicable; hatched: not yet read";
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
    let pen = Pen::new(ui).clipped(rect);
    let mut at = Legend { pen: &pen, x: rect.left(), y: rect.center().y, right: rect.right() };
    at.words("In each cell", 0.0);
    for (polarity, full, number, words) in [
        (Polarity::Concern, style.heat_concern, 3, "concern, on the left"),
        (Polarity::GoodPractice, style.heat_good, 2, "good practice, on the right"),
    ] {
        at.entry(style.space(4), words, |pen, place| {
            pen.fill(place, style.tokens.radius.tint, style.heat(full, number));
            if show == Show::Presence {
                pen.sign_in(place.center(), polarity, 4.0, style.ink);
            } else {
                let ink = Ink::new(Face::UiMedium, style.tokens.type_scale.small, style.ink);
                pen.line(place.center(), Align::Center, &number.to_string(), &ink);
            }
        });
    }
    at.entry(style.space(3), "context", |pen, place| {
        let ink = Ink::new(Face::Ui, style.tokens.type_scale.small, style.secondary);
        pen.painter.circle_filled(pos2(place.left() + 2.0, place.center().y), 2.0, style.secondary);
        pen.line(pos2(place.left() + 8.0, place.center().y), Align::Min, "2", &ink);
    });
    at.entry(style.space(1), "read, not mentioned", |pen, place| dot(pen, place.center().x, place.center().y));
    at.entry(style.space(2), "stated absent", |pen, place| {
        pen.painter.circle_stroke(place.center(), 5.0, Stroke::new(1.5, style.secondary));
    });
    at.entry(style.space(4), "not applicable", |pen, place| {
        let ink = Ink::new(Face::Ui, style.tokens.type_scale.label, style.muted);
        pen.line(place.center(), Align::Center, "– n/a", &ink);
    });
    at.entry(style.space(4), "not yet read", |pen, place| {
        pen.hatch(place.shrink2(vec2(0.0, 2.0)), mix(style.surface, style.faint, 0.6));
    });
}

struct Legend<'a> {
    pen: &'a Pen,
    x: f32,
    y: f32,
    right: f32,
}

impl Legend<'_> {
    fn ink(&self) -> Ink {
        Ink::new(Face::Ui, self.pen.style.tokens.type_scale.small, self.pen.style.secondary)
    }

    fn words(&mut self, words: &str, gap: f32) {
        self.x = self.pen.line(pos2(self.x + gap, self.y), Align::Min, words, &self.ink()).right();
    }

    /// A mark and its words; left out where it does not fit.
    fn entry(&mut self, width: f32, words: &str, paint: impl FnOnce(&Pen, Rect)) {
        let style = self.pen.style;
        let left = self.x + style.space(3);
        if left + width + style.space(1) + self.pen.width(words, &self.ink()) > self.right {
            return;
        }
        let place = Rect::from_min_size(pos2(left, self.y - style.space(2) + 2.0), vec2(width, style.space(4) - 4.0));
        paint(self.pen, place);
        self.x = place.right();
        self.words(words, style.space(1));
    }
}
