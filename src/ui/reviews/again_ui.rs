//! Reading a document again: what would change is shown first, old and new words side by side, and only then done.

use super::facts::counted;
use super::words::{note_ui, say_ui};
use crate::app::action::Action;
use crate::app::reextract::{Carried, Pointer, ReextractPlan};
use crate::app::session::Session;
use crate::text::Citation;
use crate::ui::check_page::{AskPassword, Asked, first_words};
use crate::ui::style::{Face, Style};
use crate::ui::view::{AgainState, AgainView};
use crate::ui::widgets::{DialogChoice, Tone, dialog, job_ui, section_label_ui, state_pill_ui};
use egui::{Ui, vec2};

/// Things shown of one list before the rest is counted.
const MOST: usize = 200;

/// Words of each that are shown.
const WORDS: usize = 60;
/// Words of a memo that are shown, to tell it from others.
const MEMO_WORDS: usize = 8;

/// The dialog over the window, while a document is read again or a plan waits.
#[derive(Debug, Default)]
pub(in crate::ui) struct Again {
    password: AskPassword,
}

impl Again {
    pub(in crate::ui) fn ui(&mut self, ui: &Ui, session: &Session, again: &AgainView, actions: &mut Vec<Action>) {
        let title = session.project().documents().get(again.document).map(|d| d.title.clone()).unwrap_or_default();
        match &again.state {
            AgainState::Reading(progress) => reading_ui(ui, &title, *progress, actions),
            AgainState::Failed(why) => failed_ui(ui, &title, why, actions),
            AgainState::Locked(why) => match self.password.ui(ui.ctx(), &title, why) {
                Asked::Open => {}
                Asked::Left => actions.push(Action::DropReading),
                Asked::Given(password) => actions.push(Action::Unlock(again.document, password)),
            },
            AgainState::Planned(plan) => plan_ui(ui, session, again, &title, plan, actions),
        }
    }
}

fn reading_ui(ui: &Ui, title: &str, progress: Option<(usize, usize)>, actions: &mut Vec<Action>) {
    let ended = dialog("read again", "Reading it again", "Stop").cancel("Cancel").show_ui(ui.ctx(), |ui, _| {
        let (how_far, share) = match progress {
            Some((done, total)) => (format!("{done} of {}", counted(total, "page")), done as f32 / total.max(1) as f32),
            None => ("a moment".to_owned(), 0.0),
        };
        if job_ui(ui, title, &how_far, share) {
            actions.push(Action::DropReading);
        }
        note_ui(ui, "Nothing is changed by this; you see first what would be", Style::of(ui).muted);
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(200));
    });
    if ended.is_some() {
        actions.push(Action::DropReading);
    }
}

fn failed_ui(ui: &Ui, title: &str, why: &str, actions: &mut Vec<Action>) {
    let ended = dialog("read again", "It could not be read again", "Close").cancel("Back").show_ui(ui.ctx(), |ui, _| {
        let style = Style::of(ui);
        note_ui(ui, title, style.ink);
        note_ui(ui, why, style.secondary);
        note_ui(ui, "Its present text and everything in it stay as they are", style.muted);
    });
    if ended.is_some() {
        actions.push(Action::DropReading);
    }
}

fn plan_ui(ui: &Ui, session: &Session, again: &AgainView, title: &str, plan: &ReextractPlan, actions: &mut Vec<Action>) {
    let is_useless = if again.carries_over { plan.same.is_empty() && plan.moved.is_empty() } else { plan.is_same_text };
    let (heading, accept) = match (again.carries_over, is_useless) {
        (true, false) => ("Carry over into the present text", "Carry over"),
        (true, true) => ("Nothing can be carried over", "Close"),
        (false, false) => ("Use the new text?", "Use the new text"),
        (false, true) => ("The text is the same", "Close"),
    };
    let shown = dialog("read again", heading, accept).cancel(if is_useless { "Back" } else { "Cancel" }).width(760.0);
    let choice = shown.show_ui(ui.ctx(), |ui, _| {
        note_ui(ui, title, Style::of(ui).ink);
        if plan.is_same_text && !again.carries_over {
            note_ui(
                ui,
                "Reading it again gave the same words and the same blocks, so there is nothing to change",
                Style::of(ui).secondary,
            );
            return;
        }
        summary_ui(ui, session, again, plan);
        list_ui(ui, session, plan, "No certain place", &plan.unplaced);
        list_ui(ui, session, plan, "Moved", &plan.moved);
        list_ui(ui, session, plan, "Stay as they are", &plan.same);
    });
    match choice {
        Some(DialogChoice::Accept) if !is_useless => actions.push(Action::ApplyReading),
        Some(_) => actions.push(Action::DropReading),
        None => {}
    }
}

fn summary_ui(ui: &mut Ui, session: &Session, again: &AgainView, plan: &ReextractPlan) {
    let style = Style::of(ui);
    let (same, moved, unplaced) = (plan.same.len(), plan.moved.len(), plan.unplaced.len());
    let words = if plan.is_empty() {
        "Nothing points into the present text, so nothing has to be carried over.".to_owned()
    } else {
        format!(
            "{same} stay as they are, {moved} move, {unplaced} have no certain place. Codings without a place still count, and memos keep their passages."
        )
    };
    note_ui(ui, &words, style.secondary);
    if again.carries_over {
        return;
    }
    if let Some(old) = session.text(again.document) {
        let line = |name: &str, shape: &crate::text::Shape| {
            let blocks = counted(shape.blocks.len(), "block");
            format!("{name}: {}, {blocks}, read by {}", counted(shape.words as usize, "word"), shape.reader)
        };
        note_ui(ui, &line("Now", &old.shape), style.muted);
        note_ui(ui, &line("New", &plan.source.shape), style.muted);
    }
    note_ui(ui, "The present text is kept beside the new one, and Undo brings it back", style.muted);
}

fn list_ui(ui: &mut Ui, session: &Session, plan: &ReextractPlan, title: &str, list: &[Carried]) {
    if list.is_empty() {
        return;
    }
    ui.add_space(Style::of(ui).space(1));
    section_label_ui(ui, title, &list.len().to_string());
    for carried in list.iter().take(MOST) {
        carried_ui(ui, session, plan, carried);
    }
    if list.len() > MOST {
        note_ui(ui, &format!("And {} more", list.len() - MOST), Style::of(ui).muted);
    }
}

fn carried_ui(ui: &mut Ui, session: &Session, plan: &ReextractPlan, carried: &Carried) {
    let style = Style::of(ui);
    let old_place = session.extracted(plan.document, carried.from_version).map(|t| Citation::at(&t, carried.from).to_string());
    let new_place = carried.to.map(|to| Citation::at(&plan.source, to).to_string());
    ui.horizontal_wrapped(|ui| {
        say_ui(ui, &what(session, carried.what), Face::UiMedium, style.tokens.type_scale.small, style.ink);
        if carried.to.is_none() {
            state_pill_ui(ui, "No place", Tone::Caution);
        }
    });
    let width = ((ui.available_width() - style.space(3)) / 2.0).floor();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = style.space(3);
        side_ui(ui, width, "Now", old_place.as_deref(), &carried.old_words);
        match carried.to {
            Some(_) => side_ui(ui, width, "New", new_place.as_deref(), &carried.new_words),
            None => side_ui(ui, width, "New", None, ""),
        }
    });
    ui.separator();
}

fn side_ui(ui: &mut Ui, width: f32, name: &str, place: Option<&str>, words: &str) {
    let style = Style::of(ui);
    ui.allocate_ui_with_layout(vec2(width, 0.0), egui::Layout::top_down(egui::Align::Min), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 0.0;
        let place = place.filter(|p| !p.is_empty()).map(|p| format!("{name}, {p}")).unwrap_or_else(|| name.to_owned());
        note_ui(ui, &place, style.muted);
        if words.is_empty() {
            note_ui(ui, "It stays in the earlier text, where you can give it a place", style.caution);
        } else {
            say_ui(ui, &first_words(words, WORDS), Face::Read, style.tokens.type_scale.quote, style.ink);
        }
    });
}

/// "Coding with B1 Man or new partner not identified", "Finding 3", "Part of the review: Findings".
fn what(session: &Session, pointer: Pointer) -> String {
    let project = session.project();
    match pointer {
        Pointer::Coding(id) => {
            let theme = project.codings().get(id).and_then(|c| project.themes().get(c.theme));
            theme.map_or_else(|| "Coding".to_owned(), |t| format!("Coding with {} {}", t.code, t.name))
        }
        Pointer::Statement(id) => project.statements().get(id).map_or_else(
            || "Finding or recommendation".to_owned(),
            |s| {
                let kind = match s.kind {
                    crate::text::StatedKind::Finding => "Finding",
                    crate::text::StatedKind::Recommendation => "Recommendation",
                };
                format!("{kind} {}", s.number).trim_end().to_owned()
            },
        ),
        Pointer::Zone(id) => {
            let zone = project.zone_marks().get(id).map(|mark| mark.zone.to_string()).unwrap_or_default();
            format!("Part of the review set by hand: {zone}")
        }
        Pointer::Rejection(id) => {
            let theme = project.rejections().get(id).and_then(|r| project.themes().get(r.theme));
            theme.map_or_else(|| "Rejected passage".to_owned(), |t| format!("Rejected for {} {}", t.code, t.name))
        }
        Pointer::Ground(id, _) => project.cells().get(id).map_or_else(
            || "Passage of a stated cell".to_owned(),
            |cell| {
                let theme = project.themes().get(cell.theme).map(|t| format!("{} {}", t.code, t.name)).unwrap_or_default();
                let case = project.cases().get(cell.case).map(|c| c.name.clone()).unwrap_or_default();
                format!("Passage of the stated cell {}, {case}", theme.trim())
            },
        ),
        Pointer::MemoLink(id, _) => project.memos().get(id).map_or_else(
            || "Passage of a memo".to_owned(),
            |memo| {
                let kind = memo.kind.to_string().to_lowercase();
                let about = crate::app::memo_words::title(project, memo.about);
                format!("Passage of the {kind} on {about}: “{}”", first_words(&memo.text, MEMO_WORDS))
            },
        ),
    }
}
