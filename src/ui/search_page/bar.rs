//! The bar at the foot: a sentence that says what will be coded, and the one button that does it.

use super::facets::Shown;
use super::ground::{Ground, counted};
use super::list::ListState;
use super::mention::{HitKey, HitRow};
use super::theme_picker::ThemePicker;
use crate::app::action::Action;
use crate::app::gesture::{Gesture, OfferGesture, Passage};
use crate::model::{Id, OfferedBy, Polarity, Theme};
use crate::search::Unit;
use crate::ui::style::{Face, Style};
use crate::ui::view::View;
use crate::ui::widgets::{Ink, Pen, button, check_box, drop_down_ui, primary_button};
use egui::{Align, Layout, Role, Sense, Ui, WidgetInfo, pos2, vec2};

const UNITS: [&str; 3] = ["Words found", "Whole sentence", "Whole passage"];
const POLARITIES: [&str; 3] = ["Concern", "Good practice", "Context"];
/// Least widths at which labels before the fields and wide fields fit.
const WITH_LABELS: f32 = 980.0;
const WIDE: f32 = 1180.0;

/// What is chosen of a query's passages, as it would be coded.
#[derive(Debug, Default)]
pub(super) struct BarState {
    pub picker: ThemePicker,
    pub unit: Unit,
    pub polarity: Polarity,
    /// Passages to code, made when choices, unit or list change.
    passages: Vec<Passage>,
    /// Chosen passages that are shown.
    rows: usize,
    made_for: Option<(u64, u64, Unit)>,
    theme_given: bool,
}

impl BarState {
    /// Brings up to date what would be coded; `list` changes with every new list.
    pub fn arrange(&mut self, ground: &Ground, shown: &Shown, list: &ListState, version: u64) {
        let key = (list.choices, version, self.unit);
        if self.made_for == Some(key) {
            return;
        }
        self.made_for = Some(key);
        let is_chosen = |key: &HitKey| list.chosen.contains(key);
        let chosen = shown.rows.iter().filter_map(|row| ground.rows.get(*row)).filter(|row| is_chosen(&row.key));
        self.passages.clear();
        self.rows = 0;
        for row in chosen {
            self.rows += 1;
            for passage in self.passages_of(row) {
                // Two mentions may stand in one passage.
                if !self.passages.contains(&passage) {
                    self.passages.push(passage);
                }
            }
        }
    }

    /// What would be coded of a mention.
    fn passages_of(&self, row: &HitRow) -> Vec<Passage> {
        row.ranges(self.unit).into_iter().map(|range| Passage { document: row.key.0, range }).collect()
    }

    /// Says yes or no to one mention; asks for a theme where none is chosen.
    pub fn decide(&mut self, ground: &Ground, row: &HitRow, yes: bool) -> Option<Gesture> {
        let Some(theme) = self.picker.chosen else {
            self.picker.wants_open = true;
            return None;
        };
        let (passages, query) = (self.passages_of(row), ground.query().trim().to_owned());
        Some(if yes {
            Gesture::Tag { passages, theme, polarity: self.polarity, query: Some(query) }
        } else {
            Gesture::Offer(OfferGesture::Reject { passages, theme, offered_by: OfferedBy::Query(query) })
        })
    }

    /// Shows the bar.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        ground: &Ground,
        shown: &Shown,
        list: &mut ListState,
        actions: &mut Vec<Action>,
    ) {
        if !std::mem::replace(&mut self.theme_given, true) || (self.picker.chosen.is_none() && view.last_theme.is_some()) {
            self.picker.chosen = self.picker.chosen.or(view.last_theme);
        }
        let style = Style::of(ui);
        let wide = ui.available_width();
        ui.spacing_mut().item_spacing = vec2(style.space(1), style.space(0));
        if wide >= WITH_LABELS {
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                self.choice_ui(ui, ground, shown, list);
                self.fields_ui(ui, view, wide);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| self.tag_ui(ui, view, ground, list, actions));
            });
        } else {
            ui.horizontal_wrapped(|ui| {
                self.choice_ui(ui, ground, shown, list);
                self.fields_ui(ui, view, wide);
                self.tag_ui(ui, view, ground, list, actions);
            });
        }
    }

    fn choice_ui(&self, ui: &mut Ui, ground: &Ground, shown: &Shown, list: &mut ListState) {
        let style = Style::of(ui);
        let mut all = self.rows > 0 && self.rows == shown.rows.len();
        let name = format!("Choose all {}", counted(shown.rows.len(), "mention", "mentions"));
        let some = self.rows > 0 && !all;
        if ui.add(check_box(&mut all, &name).words_hidden().mixed(some)).changed() {
            list.toggle_all(ground, &shown.rows);
        }
        let loud = Ink::new(Face::UiSemibold, style.tokens.type_scale.body, style.ink);
        words_ui(ui, &format!("{} chosen", self.rows), &loud);
        let quiet = Ink::new(Face::Ui, style.tokens.type_scale.body, style.muted);
        words_ui(ui, &format!("of {}", shown.rows.len()), &quiet);
        ui.add_space(style.space(2));
    }

    fn fields_ui(&mut self, ui: &mut Ui, view: &View<'_>, wide: f32) {
        let style = Style::of(ui);
        let label = Ink::new(Face::Ui, style.tokens.type_scale.small, style.secondary);
        let labelled = wide >= WITH_LABELS;
        let gap = |ui: &mut Ui, text: &str| {
            if labelled {
                ui.add_space(style.space(1));
                words_ui(ui, text, &label);
            }
        };
        gap(ui, "Theme");
        let width = if wide >= WIDE { style.tokens.size.themes } else { style.tokens.size.notes };
        if self.picker.ui(ui, view, width) {
            ui.memory_mut(|memory| memory.request_focus(super::list::list_id()));
        }
        gap(ui, "Span");
        let unit = Unit::ALL.iter().position(|u| *u == self.unit);
        if let Some(taken) = drop_down_ui(ui, "Span", &UNITS, unit, FIELD) {
            self.unit = Unit::ALL.get(taken).copied().unwrap_or_default();
        }
        gap(ui, "As");
        let polarity = Polarity::ALL.iter().position(|p| *p == self.polarity);
        if let Some(taken) = drop_down_ui(ui, "As", &POLARITIES, polarity, FIELD) {
            self.polarity = Polarity::ALL.get(taken).copied().unwrap_or_default();
        }
    }

    fn tag_ui(&mut self, ui: &mut Ui, view: &View<'_>, ground: &Ground, list: &mut ListState, actions: &mut Vec<Action>) {
        let read_only = view.session.read_only();
        let theme = self.picker.chosen.filter(|_| !self.passages.is_empty() && read_only.is_none());
        let words = if self.passages.is_empty() { "Tag passages".to_owned() } else { tag_words(self.passages.len(), self.rows) };
        let button = ui.add_enabled(theme.is_some(), primary_button(&words));
        let why = match (read_only, self.passages.is_empty(), self.picker.chosen) {
            (Some(reason), _, _) => Some(format!("Nothing can be changed: {reason}.")),
            (None, true, _) => Some("Choose mentions first: tick them, or press Space on a row.".to_owned()),
            (None, false, None) => Some("Choose a theme first.".to_owned()),
            (None, false, Some(_)) => None,
        };
        if let Some(why) = &why {
            button.clone().on_disabled_hover_text(why);
            button.ctx.accesskit_node_builder(button.id, |node| node.set_description(why.as_str()));
        }
        if let Some(theme) = theme.filter(|_| button.clicked()) {
            let query = Some(ground.query().trim().to_owned());
            let passages = std::mem::take(&mut self.passages);
            actions.push(Gesture::Tag { passages, theme, polarity: self.polarity, query }.into());
            list.chosen.clear();
            list.choices += 1;
            ui.memory_mut(|memory| memory.request_focus(super::list::list_id()));
        }
        self.reject_ui(ui, theme, ground, list, actions);
    }

    /// Says of all that is chosen that it does not belong to the theme.
    fn reject_ui(
        &mut self,
        ui: &mut Ui,
        theme: Option<Id<Theme>>,
        ground: &Ground,
        list: &mut ListState,
        actions: &mut Vec<Action>,
    ) {
        let name = format!("Reject {}", counted(self.rows, "mention", "mentions"));
        let reject = ui.add_enabled(theme.is_some(), button("Reject").name(&name));
        let help = "They are not offered for this theme again when you search for the same words.";
        if let Some(theme) = theme.filter(|_| reject.on_hover_text(help).clicked()) {
            let offered_by = OfferedBy::Query(ground.query().trim().to_owned());
            let passages = std::mem::take(&mut self.passages);
            actions.push(Gesture::Offer(OfferGesture::Reject { passages, theme, offered_by }).into());
            list.chosen.clear();
            list.choices += 1;
            ui.memory_mut(|memory| memory.request_focus(super::list::list_id()));
        }
    }
}

/// Width of the fields for span and polarity.
const FIELD: f32 = 148.0;

/// "Tag 7 passages"; where mentions share a passage, "Tag 5 passages of 7 mentions".
fn tag_words(places: usize, mentions: usize) -> String {
    let of = counted(places, "passage", "passages");
    if places == mentions { format!("Tag {of}") } else { format!("Tag {of} of {}", counted(mentions, "mention", "mentions")) }
}

fn words_ui(ui: &mut Ui, text: &str, ink: &Ink) {
    let pen = Pen::new(ui);
    let size = vec2(pen.width(text, ink), pen.style.tokens.size.control);
    let (rect, label) = ui.allocate_exact_size(size, Sense::hover());
    label.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    pen.line(pos2(rect.left(), rect.center().y), Align::Min, text, ink);
}
