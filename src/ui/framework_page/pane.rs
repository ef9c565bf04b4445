//! The pane beside the grid: the chosen cell's summary with its passages, all its passages, or those of its row.

use super::card::{Card, card_ui};
use super::found::{Found, HeldFound};
use super::judge::{self, Grounds};
use super::sheet::{Sheet, Spot};
use super::summary;
use super::typing::Typing;
use super::wish::Wish;
use crate::app::action::Action;
use crate::app::framework::{FrameCell, ThemeColumn};
use crate::app::session::Session;
use crate::ui::reviews::words::{into_margin_ui, note_ui};
use crate::ui::style::{Face, Style, icons};
use crate::ui::widgets::{Ink, Pen, icon_button, link_button, reveal_focus, segmented_ui, theme_chip, whole_on_hover_ui};
use egui::{Align, Frame, Id, Layout, Margin, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use std::sync::Arc;

/// The tabs.
pub(super) const TABS: [&str; 3] = ["Summary", "Cell", "Row"];

/// State of the pane.
#[derive(Debug, Default)]
pub(super) struct Pane {
    /// Whether it is shown while the cursor is on a cell.
    pub(super) is_open: bool,
    pub(super) tab: usize,
    /// Passages that are being chosen for a judgement.
    grounds: Option<(Spot, Grounds)>,
    /// The first control gets the keyboard.
    pub(super) wants_keyboard: bool,
    held: HeldFound,
}

/// What the pane is of.
pub(super) struct Subject<'a> {
    pub(super) session: &'a Session,
    pub(super) sheet: &'a Arc<Sheet>,
    pub(super) spot: Spot,
    pub(super) cell: &'a FrameCell,
    pub(super) theme: &'a ThemeColumn,
    pub(super) case: &'a str,
    pub(super) may_change: bool,
}

impl Subject<'_> {
    /// "D1 in Child B".
    pub(super) fn of(&self) -> String {
        let short = if self.theme.code.is_empty() { &self.theme.name } else { &self.theme.code };
        format!("{short} in {}", self.case)
    }

    /// Whether a passage was coded or changed since the summary was written.
    pub(super) fn is_new(&self, passage: &crate::app::framework::Quoted) -> bool {
        let since = self.cell.summary.as_ref().map(|s| &s.since);
        since.is_some_and(|s| s.added.contains(&passage.coding) || s.changed.contains(&passage.coding))
    }
}

impl Pane {
    /// Shows it over all the room there is.
    pub(super) fn show_ui(
        &mut self,
        ui: &mut Ui,
        subject: &Subject<'_>,
        typing: &mut Typing,
        wishes: &mut Vec<Wish>,
        actions: &mut Vec<Action>,
    ) {
        let style = Style::of(ui);
        let found = self.held.get(subject.session, subject.sheet, subject.spot);
        if self.grounds.as_ref().is_some_and(|(spot, _)| *spot != subject.spot) {
            self.grounds = None;
        }
        let is_low = ui.available_height() < style.tokens.size.context;
        let side = if super::super::shell::single_column(ui) { style.space(2) } else { style.space(4) };
        let above = if is_low { style.space(1) } else { style.space(4) - style.space(0) };
        let margin = Margin { left: side as i8, right: side as i8, top: above as i8, bottom: style.space(0) as i8 };
        let builder = UiBuilder::new().accessibility_role(Role::Region).accessibility_label(format!("About {}", subject.of()));
        ui.scope_builder(builder, |ui| {
            Frame::NONE.fill(style.desk).inner_margin(margin).show(ui, |ui| {
                ui.set_min_size(ui.available_size());
                self.head_ui(ui, subject, wishes);
                let mut tab = self.tab;
                let has_tabs = typing.now().is_none() || !summary::is_low(ui);
                ui.add_space(if has_tabs { style.space(1) } else { 0.0 });
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing.x = style.space(1);
                    if has_tabs {
                        segmented_ui(ui, "What the pane shows", &TABS, &mut tab);
                    }
                    if subject.may_change && self.tab == 0 && typing.now().is_none() {
                        self.state_ui(ui, subject, wishes);
                    }
                });
                if tab != self.tab {
                    wishes.push(Wish::Tab(tab));
                }
                ui.add_space(style.space(if is_low { 0 } else { 2 }));
                into_margin_ui(ui, |ui, wide| {
                    let salt = ("framework_pane", subject.spot, self.tab);
                    ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, |ui| {
                        ui.spacing_mut().item_spacing.y = style.space(0);
                        ui.set_max_width(wide);
                        self.body_ui(ui, subject, &found, typing, wishes, actions);
                        ui.add_space(style.space(4));
                        reveal_focus(ui, Id::unique("focus in the pane of the framework"), ui.min_rect());
                    });
                });
            });
        });
    }

    fn head_ui(&mut self, ui: &mut Ui, subject: &Subject<'_>, wishes: &mut Vec<Wish>) {
        let style = Style::of(ui);
        let size = vec2(ui.available_width(), style.tokens.size.control);
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            let close = ui.add(icon_button(icons::X, "Close the pane").small());
            if std::mem::take(&mut self.wants_keyboard) {
                close.request_focus();
            }
            if close.clicked() {
                wishes.push(Wish::ClosePane);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                if !subject.theme.code.is_empty() {
                    ui.add(theme_chip(&subject.theme.code, &subject.theme.name, style.look(subject.theme.look)));
                }
                let pen = Pen::new(ui);
                let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
                let words = format!("in {}", subject.case);
                let whole = format!("{} in {}", subject.theme.full_name(), subject.case);
                response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &whole));
                let ink = Ink::new(Face::UiSemibold, style.tokens.type_scale.strong, style.ink);
                let cut = pen.line_within(pos2(rect.left(), rect.center().y), Align::Min, rect.width(), &words, &ink).cut;
                whole_on_hover_ui(response, cut, &words);
            });
        });
    }

    fn state_ui(&mut self, ui: &mut Ui, subject: &Subject<'_>, wishes: &mut Vec<Wish>) {
        match judge::state_ui(ui, subject.cell.judgement) {
            Some(judge::Stated::AskGrounds) => self.grounds = Some((subject.spot, Grounds::default())),
            Some(judge::Stated::At(judgement)) => wishes.push(Wish::Judge(subject.spot, judgement, Vec::new())),
            None => {}
        }
    }

    fn body_ui(
        &mut self,
        ui: &mut Ui,
        subject: &Subject<'_>,
        found: &Found,
        typing: &mut Typing,
        wishes: &mut Vec<Wish>,
        actions: &mut Vec<Action>,
    ) {
        if let Some((_, grounds)) = &mut self.grounds
            && self.tab == 0
        {
            if judge::grounds_ui(ui, subject, found, grounds, wishes) {
                self.grounds = None;
            }
            return;
        }
        match self.tab {
            0 => summary::summary_ui(ui, subject, found, typing, wishes),
            1 => cell_ui(ui, subject, found, wishes),
            _ => row_ui(ui, subject, found, wishes),
        }
        if self.tab < 2 {
            judge::shown_ui(ui, subject, found, actions);
        }
    }
}

/// All passages of the cell.
fn cell_ui(ui: &mut Ui, subject: &Subject<'_>, found: &Found, wishes: &mut Vec<Wish>) {
    let style = Style::of(ui);
    let since = subject.cell.summary.as_ref().map(|s| &s.since).filter(|s| !s.is_nothing());
    if let Some(since) = since {
        let words = match since.gone.len() {
            0 => format!("{}.", since.words()),
            1 => format!("{}. One passage that was here is gone.", since.words()),
            n => format!("{}. {n} passages that were here are gone.", since.words()),
        };
        note_ui(ui, &words, style.caution);
        if subject.may_change && ui.add(link_button("Looked through")).clicked() {
            wishes.push(Wish::LookedThrough(subject.spot));
        }
        ui.add_space(style.space(0));
    }
    if found.passages.is_empty() {
        note_ui(ui, subject.cell.state.meaning_here(), style.secondary);
    }
    for (place, passage) in found.passages.iter().enumerate() {
        let card = Card { passage, number: Some(place + 1), is_new: subject.is_new(passage), is_boxed: true };
        if card_ui(ui, card, |_| {}) {
            wishes.push(Wish::Show(passage.coding));
        }
        ui.add_space(style.space(1));
    }
}

/// All passages of the case under the shown themes.
fn row_ui(ui: &mut Ui, subject: &Subject<'_>, found: &Found, wishes: &mut Vec<Wish>) {
    let style = Style::of(ui);
    if found.row.is_empty() {
        note_ui(ui, "No passage of this case is coded under the themes shown.", style.secondary);
    }
    for (column, passages) in &found.row {
        let Some(theme) = subject.sheet.framework.columns.get(*column) else { continue };
        ui.horizontal(|ui| {
            ui.add(theme_chip(&theme.code, &theme.name, style.look(theme.look)));
            note_ui(ui, &theme.name, style.secondary);
        });
        for passage in passages {
            ui.push_id(Id::unique(("row", column)), |ui| {
                let card = Card { passage, number: None, is_new: false, is_boxed: true };
                if card_ui(ui, card, |_| {}) {
                    wishes.push(Wish::Show(passage.coding));
                }
            });
            ui.add_space(style.space(0));
        }
        ui.add_space(style.space(2));
    }
}

/// What an empty cell means, in a sentence.
pub(super) trait Meaning {
    /// The sentence.
    fn meaning_here(&self) -> &'static str;
}

impl Meaning for crate::analyse::CellState {
    fn meaning_here(&self) -> &'static str {
        match self {
            Self::NotMentioned => {
                "Every document of this case was read to the end, and nothing is coded here. This does not mean that it was not so."
            }
            Self::NotYetRead => "Not every document of this case was read to the end. It is left out of every count.",
            Self::StatedAbsent => "Somebody recorded that the documents state it was not so.",
            Self::NotApplicable => "Somebody recorded that it cannot arise in this case.",
            Self::PresentConcern
            | Self::PresentGood
            | Self::PresentBoth
            | Self::PresentContext
            | Self::OtherwiseCoded
            | Self::NoCase => "Nothing is coded here.",
        }
    }
}
