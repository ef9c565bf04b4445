//! The sample log: every case of the project with what was decided of it, why, and how far people are with it.
//!
//! A proposal by period only lists cases; a person takes them in, all in one step.

use super::facts::{CaseLine, RoundFacts};
use crate::analyse::rounds::Lies;
use crate::app::action::Action;
use crate::app::gesture::{Gesture, StudyGesture};
use crate::model::{Case, DeepDive, Id, Sampled};
use crate::ui::reviews::leaving::Leaving;
use crate::ui::reviews::words::note_ui;
use crate::ui::shell::single_column;
use crate::ui::style::{Face, Style, icons};
use crate::ui::widgets::{Ink, button, cell_text_ui, drop_down_ui, empty_state_ui, link_button, primary_button, text_field};
use egui::{Align, Frame, Grid, Role, ScrollArea, Ui, UiBuilder};

const DECISIONS: [&str; 3] = ["Not decided", "In", "Left out"];
const FILTERS: [&str; 6] = ["All cases", "In", "Left out", "Not decided", "Not read to the end", "Outside the period"];
/// Cases shown at once; the field above finds the others.
const MOST: usize = 200;
const COLUMNS: [(&str, f32); 6] =
    [("Case", 96.0), ("Age", 72.0), ("Incident", 132.0), ("Documents", 176.0), ("Read", 200.0), ("Decision", 124.0)];
const REASON: f32 = 260.0;

/// The log: what is looked for in it.
#[derive(Debug, Default)]
pub(super) struct Log {
    filter: usize,
    words: String,
    proposes: bool,
}

fn sample(round: Id<DeepDive>, cases: Vec<(Id<Case>, Option<Sampled>)>) -> Action {
    Gesture::Study(StudyGesture::Sample(round, cases)).into()
}

impl Log {
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        (round, facts, editable): (&DeepDive, &RoundFacts, bool),
        leaving: &mut Leaving,
        actions: &mut Vec<Action>,
    ) {
        if facts.lines.is_empty() {
            empty_state_ui(ui, icons::USERS, "No cases yet", "Add reviews on the page of reviews; each belongs to a case", None);
            return;
        }
        let style = Style::of(ui);
        let [inside, out, open] = facts.counts;
        note_ui(ui, &format!("{inside} in, {out} left out, {open} not decided"), style.secondary);
        ui.horizontal_wrapped(|ui| {
            if let Some(taken) = drop_down_ui(ui, "Cases shown", &FILTERS, Some(self.filter), 168.0) {
                self.filter = taken;
            }
            text_field(&mut self.words, "Find a case").hint("Find a case").icon(icons::SEARCH).width(176.0).show_ui(ui);
            let can = editable && (round.from.is_some() || round.to.is_some());
            let propose = ui.add_enabled(can, button("Propose by period"));
            if propose.clicked() {
                self.proposes = true;
            }
            if !can && editable {
                note_ui(ui, "Say the period under “Plan” first", style.muted);
            }
        });
        if self.proposes {
            self.proposal_ui(ui, round, facts, editable, actions);
        }
        ui.add_space(style.space(1));
        let lines: Vec<&CaseLine> = facts.lines.iter().filter(|line| self.shows(line)).collect();
        if lines.is_empty() {
            note_ui(ui, "No case is shown; choose “All cases” and empty the field", style.secondary);
        }
        let shown = lines.get(..MOST).unwrap_or(&lines);
        if single_column(ui) || ui.available_width() < COLUMNS.iter().map(|(_, width)| width + 8.0).sum::<f32>() + REASON {
            for line in shown {
                narrow_ui(ui, round, line, editable, leaving, actions);
            }
        } else {
            ScrollArea::horizontal().id_salt("sample log").show(ui, |ui| {
                Grid::new("sample log").striped(true).num_columns(7).spacing([8.0, 4.0]).show(ui, |ui| {
                    heads_ui(ui);
                    for line in shown {
                        wide_ui(ui, round, line, editable, leaving, actions);
                        ui.end_row();
                    }
                });
            });
        }
        if lines.len() > MOST {
            note_ui(ui, &format!("And {} more; find them by name or by what is shown", lines.len() - MOST), style.muted);
        }
    }

    fn shows(&self, line: &CaseLine) -> bool {
        let is_in = line.sampled.as_ref().map(|s| s.is_in);
        let kept = match self.filter {
            1 => is_in == Some(true),
            2 => is_in == Some(false),
            3 => is_in.is_none(),
            4 => !line.is_read,
            5 => line.lies == Lies::Outside,
            _ => true,
        };
        kept && line.name.to_lowercase().contains(&self.words.trim().to_lowercase())
    }

    fn proposal_ui(&mut self, ui: &mut Ui, round: &DeepDive, facts: &RoundFacts, editable: bool, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let proposed: Vec<&CaseLine> = facts.lines.iter().filter(|l| l.sampled.is_none() && l.lies == Lies::Within).collect();
        Frame::NONE.fill(style.desk).inner_margin(style.space(2)).show(ui, |ui| {
            if proposed.is_empty() {
                note_ui(ui, "No case that is not decided has its incident in the period", style.secondary);
            } else {
                note_ui(ui, "Not decided, and the incident lies in the period:", style.secondary);
                let names: Vec<String> = proposed.iter().map(|l| format!("{} ({})", l.name, l.incident)).collect();
                note_ui(ui, &names.join(", "), style.ink);
            }
            ui.horizontal_wrapped(|ui| {
                let count = proposed.len();
                let words = if count == 1 { "Take 1 case in".to_owned() } else { format!("Take {count} cases in") };
                if ui.add_enabled(editable && count > 0, primary_button(&words)).clicked() {
                    let said = |l: &&CaseLine| {
                        (l.case, Some(Sampled { is_in: true, why: format!("Incident in the period: {}.", l.incident) }))
                    };
                    actions.push(sample(round.id, proposed.iter().map(said).collect()));
                    self.proposes = false;
                }
                if ui.add(button("Not now")).clicked() {
                    self.proposes = false;
                }
            });
        });
    }
}

fn heads_ui(ui: &mut Ui) {
    let style = Style::of(ui);
    let ink = Ink::new(Face::UiSemibold, style.tokens.type_scale.small, style.secondary);
    for (head, width) in COLUMNS {
        cell_text_ui(ui, width, Align::Min, head, &ink);
    }
    cell_text_ui(ui, REASON, Align::Min, "Reason", &ink);
    ui.end_row();
}

fn wide_ui(ui: &mut Ui, round: &DeepDive, line: &CaseLine, editable: bool, leaving: &mut Leaving, actions: &mut Vec<Action>) {
    let style = Style::of(ui);
    let ink = Ink::new(Face::Ui, style.tokens.type_scale.body, style.ink);
    let quiet = Ink { colour: style.secondary, ..ink.clone() };
    case_ui(ui, line, actions);
    let not_read = if line.is_read { &quiet } else { &Ink { colour: style.caution, ..ink.clone() } };
    for (text, width, ink) in [
        (&line.age, COLUMNS[1].1, &ink),
        (&line.incident, COLUMNS[2].1, &ink),
        (&line.kinds, COLUMNS[3].1, &quiet),
        (&line.progress, COLUMNS[4].1, not_read),
    ] {
        cell_text_ui(ui, width, Align::Min, text, ink);
    }
    ui.add_enabled_ui(editable, |ui| decision_ui(ui, round.id, line, actions));
    ui.add_enabled_ui(editable, |ui| reason_ui(ui, round.id, line, REASON, leaving, actions));
}

fn narrow_ui(ui: &mut Ui, round: &DeepDive, line: &CaseLine, editable: bool, leaving: &mut Leaving, actions: &mut Vec<Action>) {
    let builder =
        UiBuilder::new().id_salt(("case", line.case)).accessibility_role(Role::Group).accessibility_label(line.name.clone());
    ui.scope_builder(builder, |ui| {
        let style = Style::of(ui);
        ui.separator();
        case_ui(ui, line, actions);
        let facts = [&line.age, &line.incident, &line.kinds, &line.progress];
        let facts: Vec<&str> = facts.into_iter().map(String::as_str).filter(|f| !f.is_empty()).collect();
        note_ui(ui, &facts.join(" · "), if line.is_read { style.secondary } else { style.caution });
        let beside = ui.available_width() > COLUMNS[5].1 + REASON;
        let width = if beside { REASON * 1.5 } else { ui.available_width() };
        ui.add_enabled_ui(editable, |ui| {
            ui.horizontal_wrapped(|ui| {
                decision_ui(ui, round.id, line, actions);
                reason_ui(ui, round.id, line, width.min(ui.max_rect().width()), leaving, actions);
            });
        });
    });
}

fn case_ui(ui: &mut Ui, line: &CaseLine, actions: &mut Vec<Action>) {
    if ui.add(link_button(&line.name).name(&format!("Show {}", line.name))).clicked() {
        actions.push(Action::ShowCase(line.case));
    }
}

fn decision_ui(ui: &mut Ui, round: Id<DeepDive>, line: &CaseLine, actions: &mut Vec<Action>) {
    let chosen = line.sampled.as_ref().map_or(0, |s| if s.is_in { 1 } else { 2 });
    let taken = drop_down_ui(ui, &format!("Decision on {}", line.name), &DECISIONS, Some(chosen), COLUMNS[5].1);
    if let Some(taken) = taken.filter(|taken| *taken != chosen) {
        let why = line.sampled.as_ref().map(|s| s.why.clone()).unwrap_or_default();
        let said = (taken > 0).then_some(Sampled { is_in: taken == 1, why });
        actions.push(sample(round, vec![(line.case, said)]));
    }
}

fn reason_ui(ui: &mut Ui, round: Id<DeepDive>, line: &CaseLine, width: f32, leaving: &mut Leaving, actions: &mut Vec<Action>) {
    let Some(sampled) = &line.sampled else {
        let ink = Ink::new(Face::Ui, Style::of(ui).tokens.type_scale.small, Style::of(ui).muted);
        cell_text_ui(ui, width.min(REASON), Align::Min, "Decide first", &ink);
        return;
    };
    let (id, name) = (egui::Id::unique(("reason", round, line.case)), format!("Reason for {}", line.name));
    let left = leaving.show_ui(ui, id, &sampled.why, &name, |field| field.hint("Why, by the inclusion rule").width(width));
    if let Some(why) = left {
        actions.push(sample(round, vec![(line.case, Some(Sampled { is_in: sampled.is_in, why }))]));
    }
}
