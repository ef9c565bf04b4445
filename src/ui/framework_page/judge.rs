//! Stating a cell: absent with the passages that say so, not applicable, or nothing stated.

use super::found::Found;
use super::pane::Subject;
use super::wish::Wish;
use crate::app::action::Action;
use crate::app::gesture::Passage;
use crate::model::{Coding, Id, Judgement};
use crate::ui::reviews::words::{note_ui, say_ui};
use crate::ui::style::{Face, Style};
use crate::ui::widgets::{button, check_box, drop_down_ui, link_button, primary_button};
use egui::{Align, Layout, Ui};
use std::collections::BTreeSet;

const STATES: [(Judgement, &str); 3] =
    [(Judgement::None, "Nothing stated"), (Judgement::Absent, "Stated absent"), (Judgement::NotApplicable, "Not applicable")];

/// The passages that are chosen for a judgement.
pub(super) type Grounds = BTreeSet<Id<Coding>>;

/// What was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stated {
    /// Absent: on which passages is asked next.
    AskGrounds,
    /// Anything else, at once.
    At(Judgement),
}

/// Shows what is stated, to be changed.
pub(super) fn state_ui(ui: &mut Ui, now: Judgement) -> Option<Stated> {
    let names = STATES.map(|(_, name)| name);
    let at = STATES.iter().position(|(judgement, _)| *judgement == now);
    let taken = drop_down_ui(ui, "State of the cell", &names, at, Style::of(ui).tokens.size.rail - Style::of(ui).space(4));
    match taken.and_then(|index| STATES.get(index)) {
        Some((Judgement::Absent, _)) => Some(Stated::AskGrounds),
        Some((judgement, _)) if *judgement != now => Some(Stated::At(*judgement)),
        Some(_) | None => None,
    }
}

/// Asks on which passages it rests that the theme is stated absent; true when that is done.
pub(super) fn grounds_ui(
    ui: &mut Ui,
    subject: &Subject<'_>,
    found: &Found,
    grounds: &mut Grounds,
    wishes: &mut Vec<Wish>,
) -> bool {
    let style = Style::of(ui);
    let scale = &style.tokens.type_scale;
    say_ui(ui, "Which passages state it?", Face::UiSemibold, scale.body, style.ink);
    let words = if found.offered.is_empty() {
        "No passage of this case is coded as context. Code the one that says so as context, or state it without a passage."
    } else {
        "Passages of this cell, and those of the case that are coded as context. Choose those that say it was not so, or none."
    };
    note_ui(ui, words, style.secondary);
    ui.add_space(style.space(1));
    for passage in &found.offered {
        let mut on = grounds.contains(&passage.coding);
        ui.horizontal_top(|ui| {
            let name = format!("“{}” {}", passage.words, passage.cited());
            if ui.add(check_box(&mut on, &name).words_hidden()).changed() {
                if on {
                    grounds.insert(passage.coding);
                } else {
                    grounds.remove(&passage.coding);
                }
            }
            let wide = ui.available_width();
            ui.allocate_ui_with_layout(egui::vec2(wide, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(wide);
                say_ui(ui, &passage.words, Face::Read, scale.quote, style.ink);
                note_ui(ui, &passage.cited(), style.secondary);
            });
        });
        ui.add_space(style.space(1));
    }
    let mut done = false;
    ui.horizontal_wrapped(|ui| {
        if ui.add(primary_button("State it absent")).clicked() {
            let chosen = found.offered.iter().filter(|p| grounds.contains(&p.coding));
            let passages = chosen.filter_map(|p| Some(Passage { document: p.document, range: p.range? })).collect();
            wishes.push(Wish::Judge(subject.spot, Judgement::Absent, passages));
            done = true;
        }
        done |= ui.add(button("Cancel")).clicked();
    });
    done
}

/// Shows on which passages a judgement rests.
pub(super) fn shown_ui(ui: &mut Ui, subject: &Subject<'_>, found: &Found, actions: &mut Vec<Action>) {
    let style = Style::of(ui);
    let title = match subject.cell.judgement {
        Judgement::None => return,
        Judgement::Absent => "Stated absent",
        Judgement::NotApplicable => "Not applicable",
    };
    ui.add_space(style.space(1));
    say_ui(ui, title, Face::UiSemibold, style.tokens.type_scale.small, style.secondary);
    if found.grounds.is_empty() {
        note_ui(ui, "No passage was given for it.", style.muted);
    }
    for ground in &found.grounds {
        say_ui(ui, &ground.words, Face::Read, style.tokens.type_scale.quote, style.ink);
        note_ui(ui, &ground.cited, style.secondary);
        if let Some(passage) = ground.open
            && ui.add(link_button("Open the passage")).clicked()
        {
            actions.push(Action::Open(passage.document, Some(passage.range)));
        }
        ui.add_space(style.space(1));
    }
}
