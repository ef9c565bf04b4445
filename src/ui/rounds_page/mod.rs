//! Rounds of study: question, inclusion rule, sample of cases, codebook, period; and two of them compared.
//!
//! | part | what it is for |
//! |---|---|
//! | `facts` | what is said of a round, counted once for each change |
//! | `plan`, `mapping` | question, rule, authors, method, period, codebook, the round it repeats |
//! | `log` | the sample log: each case in, left out or not decided, and why |
//! | `compare`, `between` | two rounds or periods side by side; findings and recommendations between them |
//!
//! The round that is looked at here is not always the one within which pages work; the top bar says which that is.

mod between;
mod compare;
mod facts;
mod log;
mod mapping;
mod plan;

use super::reviews::leaving::Leaving;
use super::reviews::words::note_ui;
use super::shell::{page_ui, single_column};
use super::style::{Style, icons};
use super::view::{PageUi, View};
use super::widgets::{
    Ink, KeyboardWish, Pen, button, danger_button, drop_down_ui, empty_state_ui, page_header_ui, primary_button, reveal_focus,
    row, segmented_ui,
};
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::gesture::{Gesture, StudyGesture};
use crate::app::session::Session;
use crate::app::settings::RoundChoice;
use crate::model::{DeepDive, Id};
use crate::ui::style::Face;
use compare::Comparing;
use egui::{Align, CentralPanel, Frame, Margin, Panel, ScrollArea, Ui, UiBuilder, pos2};
use log::Log;
use plan::Plan;

/// Width of the list of rounds.
const LIST: f32 = 264.0;
const PARTS: [&str; 3] = ["Plan", "Cases", "Compare"];

/// The page: which round is looked at, and what is being written.
#[derive(Debug, Default)]
pub struct RoundsPage {
    /// None for the one within which pages work, or the last.
    chosen: Option<Id<DeepDive>>,
    part: usize,
    leaving: Leaving,
    kept: facts::Kept,
    plan: Plan,
    log: Log,
    comparing: Comparing,
    wish: KeyboardWish,
}

impl PageUi for RoundsPage {
    fn ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        page_ui(ui, |ui| self.whole_ui(ui, view, actions));
    }

    fn command(&mut self, command: Command, view: &View<'_>, actions: &mut Vec<Action>) -> bool {
        let is_mine = command == Command::AddRound;
        if is_mine && view.session.read_only().is_none() {
            self.add(view.session, actions);
        }
        is_mine
    }

    fn take_keyboard(&mut self, _by_mouse: bool) {
        self.wish.ask();
    }
}

impl RoundsPage {
    /// Adds a round and looks at it; its name is to be changed.
    fn add(&mut self, session: &Session, actions: &mut Vec<Action>) {
        let rounds = session.project().deep_dives();
        let name = (rounds.len() + 1..).map(|n| format!("Round {n}")).find(|name| rounds.iter().all(|r| r.name != *name));
        let round = DeepDive::new(&name.unwrap_or_default());
        (self.chosen, self.part) = (Some(round.id), 0);
        actions.push(Gesture::Study(StudyGesture::AddRound(Box::new(round))).into());
    }

    fn whole_ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let session = view.session;
        let rounds: Vec<&DeepDive> = session.project().deep_dives().iter().collect();
        let is_there = |id: &Id<DeepDive>| rounds.iter().any(|r| r.id == *id);
        let at = self.chosen.filter(is_there).or(view.round).filter(is_there).or_else(|| rounds.last().map(|r| r.id));
        let is_single = single_column(ui);
        let side = if is_single { style.space(3) } else { style.space(4) };
        if !is_single && !rounds.is_empty() {
            let margin = Margin { left: side as i8, right: style.space(1) as i8, top: style.space(4) as i8, bottom: 0 };
            let panel = Panel::left("rounds").exact_size(LIST).resizable(false).show_separator_line(false);
            let shown = panel.frame(Frame::NONE.inner_margin(margin)).show(ui, |ui| {
                ScrollArea::vertical().id_salt("rounds").show(ui, |ui| self.list_ui(ui, view, &rounds, at));
            });
            let rect = shown.response.rect;
            Pen::new(ui).down(rect.right() - 1.0, rect.top(), rect.bottom(), style.line);
        }
        let margin = Margin { left: side as i8, right: side as i8, top: style.space(3) as i8, bottom: style.space(2) as i8 };
        CentralPanel::default().frame(Frame::NONE.inner_margin(margin)).show(ui, |ui| {
            ScrollArea::vertical().id_salt(("round", at)).auto_shrink(false).show(ui, |ui| {
                let bar = ui.spacing().scroll.allocated_width();
                ui.set_max_width((ui.available_width() - bar).max(0.0));
                self.contents_ui(ui, view, &rounds, at, actions);
                reveal_focus(ui, egui::Id::unique("focus in a deep dive"), ui.min_rect());
            });
        });
    }

    fn contents_ui(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        rounds: &[&DeepDive],
        at: Option<Id<DeepDive>>,
        actions: &mut Vec<Action>,
    ) {
        let editable = view.session.read_only().is_none();
        let add = [primary_button("Add a deep dive")];
        let pressed = page_header_ui(ui, "Deep dives", "", if editable && !rounds.is_empty() { &add } else { &[] });
        if pressed.is_some() {
            self.add(view.session, actions);
        }
        let Some(round) = rounds.iter().find(|r| Some(r.id) == at) else {
            let text = "A deep dive is a round of study: its question, which cases belong in, and by which codebook it counts";
            if empty_state_ui(ui, icons::FLAG, "No deep dive yet", text, editable.then_some("Add a deep dive")) {
                self.add(view.session, actions);
            }
            return;
        };
        if single_column(ui) && rounds.len() > 1 {
            let names: Vec<&str> = rounds.iter().map(|r| r.name.as_str()).collect();
            let place = rounds.iter().position(|r| r.id == round.id);
            let width = ui.available_width();
            if let Some(taken) = drop_down_ui(ui, "Deep dive shown", &names, place, width) {
                self.chosen = rounds.get(taken).map(|r| r.id);
            }
        }
        self.round_ui(ui, view, round, actions);
    }

    fn round_ui(&mut self, ui: &mut Ui, view: &View<'_>, round: &DeepDive, actions: &mut Vec<Action>) {
        let (style, session) = (Style::of(ui), view.session);
        let editable = session.read_only().is_none();
        let facts = self.kept.get(session, round);
        super::reviews::words::say_ui(ui, &round.name, Face::ReadSemibold, style.tokens.type_scale.subtitle, style.ink);
        ui.horizontal_wrapped(|ui| {
            if view.round == Some(round.id) {
                note_ui(ui, "Pages work within this deep dive", style.good);
                if ui.add(button("Work with all cases")).clicked() {
                    actions.push(Action::ChooseRound(RoundChoice::AllCases));
                }
            } else if ui.add(button("Work within this deep dive")).clicked() {
                actions.push(Action::ChooseRound(RoundChoice::One(round.id)));
            }
            let name = format!("Remove {}", round.name);
            if ui.add_enabled(editable, danger_button("Remove").name(&name)).clicked() {
                actions.push(Gesture::Study(StudyGesture::RetireRound(round.id)).into());
            }
        });
        warnings_ui(ui, &facts.warnings);
        ui.add_space(style.space(1));
        segmented_ui(ui, "Part of the deep dive", &PARTS, &mut self.part);
        ui.add_space(style.space(1));
        match self.part {
            0 => _ = ui.add_enabled_ui(editable, |ui| self.plan.ui(ui, session, round, &mut self.leaving, actions)),
            1 => self.log.ui(ui, (round, &facts, editable), &mut self.leaving, actions),
            _ => self.comparing.ui(ui, session, round, actions),
        }
        ui.add_space(style.space(5));
    }

    fn list_ui(&mut self, ui: &mut Ui, view: &View<'_>, rounds: &[&DeepDive], at: Option<Id<DeepDive>>) {
        let style = Style::of(ui);
        let scale = &style.tokens.type_scale;
        ui.spacing_mut().item_spacing.y = 0.0;
        for round in rounds {
            let inside = round.cases_in().count();
            let out = round.sample.len() - inside;
            let findings = view.session.project().findings_of(round.id).len();
            let counts = format!("{inside} cases in, {out} left out, {findings} findings");
            let name = format!("{}, {}, {counts}", round.name, period(round));
            let selected = at == Some(round.id);
            let shown = row(&name).selected(selected).height(72.0).show_ui(ui, |ui| {
                let (rect, pen) = (ui.max_rect(), Pen::new(ui));
                let strong = Ink::new(Face::UiSemibold, scale.body, style.ink);
                let quiet = Ink::new(Face::Ui, scale.small, style.secondary);
                for (line, ink, down) in
                    [(round.name.as_str(), &strong, 16.0), (&period(round), &quiet, 36.0), (&counts, &quiet, 54.0)]
                {
                    pen.line_within(pos2(rect.left() + 4.0, rect.top() + down), Align::Min, rect.width() - 8.0, line, ink);
                }
            });
            if selected && self.wish.is_asked() && self.wish.grant(ui.ctx()) {
                shown.response.request_focus();
            }
            if shown.response.clicked() {
                self.chosen = Some(round.id);
            }
        }
    }
}

/// The period in words.
fn period(round: &DeepDive) -> String {
    match (round.from, round.to) {
        (None, None) => "no period".to_owned(),
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) => format!("to {to}"),
    }
}

/// What to beware of, one line each with its sign.
fn warnings_ui(ui: &mut Ui, warnings: &[String]) {
    let style = Style::of(ui);
    for warning in warnings {
        // A line of words, not one of controls.
        let line = UiBuilder::new().id_salt(("warning", warning));
        ui.scope_builder(line, |ui| {
            ui.spacing_mut().interact_size.y = 18.0;
            ui.horizontal_wrapped(|ui| {
                let pen = Pen::new(ui);
                let (rect, _) = ui.allocate_exact_size(egui::vec2(16.0, 18.0), egui::Sense::hover());
                pen.icon(rect.center(), icons::TRIANGLE_ALERT, 16.0, style.caution);
                note_ui(ui, warning, style.ink);
            });
        });
    }
}
