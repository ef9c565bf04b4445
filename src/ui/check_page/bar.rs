//! The bar over the page: back, which page, turning, what is to be looked at, how large, and the part of the review.

use super::geometry::Zoom;
use super::sheets::Sheets;
use super::words::{zone_choices, zone_title};
use crate::model::ZoneChoice;
use crate::text::Zone;
use crate::ui::style::{Face, Style, icons};
use crate::ui::widgets::{Pen, drop_down_ui, icon_button, quiet_button, segmented_ui};
use egui::{Frame, Margin, Panel, RichText, Ui};

const ZONE_WIDTH: f32 = 168.0;

/// What the bar shows.
pub(super) struct Bar<'a> {
    pub(super) title: &'a str,
    pub(super) sheets: &'a Sheets,
    pub(super) at: usize,
    pub(super) zoom: Zoom,
    pub(super) run: RunZone,
    pub(super) may_change: bool,
    /// In one column: which half is shown, the page or the text.
    pub(super) half: Option<usize>,
}

/// The part to which the chosen blocks belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RunZone {
    /// No block is chosen.
    Nothing,
    /// They belong to different parts.
    Several,
    /// All belong to one part, or to none.
    One(Option<Zone>),
}

/// What was pressed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum BarChoice {
    Back,
    Turn(bool),
    GoTo,
    LookAt(bool),
    Larger(bool),
    Fit,
    Zone(ZoneChoice),
    Half(usize),
}

impl Bar<'_> {
    pub(super) fn ui(&self, ui: &mut Ui) -> Option<BarChoice> {
        let style = Style::of(ui);
        let margin = Margin::symmetric(style.space(3) as i8, style.space(0) as i8);
        let panel = Panel::top("check tools").resizable(false).show_separator_line(false);
        let shown = panel.frame(Frame::NONE.fill(style.surface).inner_margin(margin)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.x = style.space(0);
            ui.horizontal_wrapped(|ui| self.parts_ui(ui)).inner
        });
        let rect = shown.response.rect;
        Pen::new(ui).across(rect.left(), rect.right(), rect.bottom() - 1.0, style.line);
        shown.inner
    }

    fn parts_ui(&self, ui: &mut Ui) -> Option<BarChoice> {
        let style = Style::of(ui);
        let mut choice = None;
        if ui.add(quiet_button("Back").name("Back to where you were")).clicked() {
            choice = Some(BarChoice::Back);
        }
        let most = if self.half.is_some() { 180.0 } else { 260.0 };
        title_ui(ui, self.title, most);
        if let Some(mut half) = self.half
            && segmented_ui(ui, "What is shown", &["Page", "Text"], &mut half).changed()
        {
            choice = Some(BarChoice::Half(half));
        }
        choice = self.pages_ui(ui).or(choice);
        if self.sheets.has_pictures {
            choice = self.zoom_ui(ui).or(choice);
        }
        ui.add_space(style.space(1));
        self.zone_ui(ui).or(choice)
    }

    fn pages_ui(&self, ui: &mut Ui) -> Option<BarChoice> {
        let mut choice = None;
        let word = if self.sheets.list.first().is_some_and(|s| s.page.is_some()) { "page" } else { "part" };
        let is_first = self.at == 0;
        let is_last = self.at + 1 >= self.sheets.list.len();
        if ui.add_enabled(!is_first, icon_button(icons::CHEVRON_UP, &format!("The {word} before"))).clicked() {
            choice = Some(BarChoice::Turn(false));
        }
        let name = self.sheets.name(self.at);
        if ui.add(quiet_button(&name).name(&format!("{name}, go to another"))).clicked() {
            choice = Some(BarChoice::GoTo);
        }
        if ui.add_enabled(!is_last, icon_button(icons::CHEVRON_DOWN, &format!("The next {word}"))).clicked() {
            choice = Some(BarChoice::Turn(true));
        }
        let count = self.sheets.count_to_look_at();
        if count > 0 {
            let words = format!("{count} to look at");
            if ui.add(icon_button(icons::TRIANGLE_ALERT, &format!("The {word} before with something to look at"))).clicked() {
                choice = Some(BarChoice::LookAt(false));
            }
            let next = quiet_button(&words).name("Next with something to look at");
            if ui.add(next).clicked() {
                choice = Some(BarChoice::LookAt(true));
            }
        }
        choice
    }

    fn zoom_ui(&self, ui: &mut Ui) -> Option<BarChoice> {
        let mut choice = None;
        if ui.add(icon_button(icons::MINUS, "Smaller page")).clicked() {
            choice = Some(BarChoice::Larger(false));
        }
        let name = format!("Size of the page: {}", self.zoom.words());
        if ui.add(quiet_button(&self.zoom.words()).name(&name)).clicked() {
            choice = Some(BarChoice::Fit);
        }
        if ui.add(icon_button(icons::PLUS, "Larger page")).clicked() {
            choice = Some(BarChoice::Larger(true));
        }
        choice
    }

    fn zone_ui(&self, ui: &mut Ui) -> Option<BarChoice> {
        let choices = zone_choices();
        let names: Vec<&str> = choices.iter().map(|(_, name)| *name).collect();
        let chosen = match self.run {
            RunZone::One(zone) => names.iter().position(|name| *name == zone_title(zone)),
            RunZone::Nothing | RunZone::Several => None,
        };
        let enabled = self.may_change && self.run != RunZone::Nothing;
        let words = if self.half.is_none() { 128.0 } else { 0.0 };
        if ui.available_size_before_wrap().x < ZONE_WIDTH + words {
            ui.end_row();
        }
        if self.half.is_none() {
            let style = Style::of(ui);
            ui.label(RichText::new("Part of the review").font(style.small(Face::Ui)).color(style.secondary));
        }
        let taken = ui.add_enabled_ui(enabled, |ui| drop_down_ui(ui, "Part of the review", &names, chosen, ZONE_WIDTH)).inner;
        taken.and_then(|i| choices.get(i)).map(|(zone, _)| BarChoice::Zone(*zone))
    }
}

fn title_ui(ui: &mut Ui, title: &str, most: f32) {
    let style = Style::of(ui);
    let words = RichText::new(title).font(style.body(Face::UiMedium)).color(style.ink);
    ui.scope(|ui| {
        ui.set_max_width(most);
        ui.add(egui::Label::new(words).truncate());
    });
    ui.add_space(style.space(1));
}
