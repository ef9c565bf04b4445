//! What lies between two rounds: findings that are the same, new and gone, and recommendations of the earlier round.

use crate::analyse::evidence::Evidence;
use crate::analyse::rounds::{Bearing, Compared};
use crate::app::action::Action;
use crate::app::gesture::{Gesture, StudyGesture};
use crate::app::session::Session;
use crate::model::{Finding, FindingField, Id};
use crate::ui::reviews::words::{note_ui, say_ui};
use crate::ui::style::{Face, Style};
use crate::ui::widgets::{button, section_label_ui};
use egui::{Role, Ui, UiBuilder};

/// One recommendation: its words, status, and when it was due.
pub(super) fn recommendation_ui(ui: &mut Ui, session: &Session, bearing: &Bearing) {
    let style = Style::of(ui);
    let Some(found) = session.project().recommendations().get(bearing.recommendation) else { return };
    say_ui(ui, &format!("Recommended: {}", found.text), Face::Ui, style.tokens.type_scale.body, style.ink);
    let due = found.due.map_or_else(|| "no date".to_owned(), |d| format!("due {d}, {}", bearing.due.words()));
    let owner = if found.owner.is_empty() { String::new() } else { format!(" · {}", found.owner) };
    note_ui(ui, &format!("{} · {due}{owner}", found.status), style.secondary);
    if !found.progress.is_empty() {
        note_ui(ui, &found.progress, style.secondary);
    }
}

/// Findings of both rounds.
pub(super) fn findings_ui(ui: &mut Ui, session: &Session, compared: &Compared, actions: &mut Vec<Action>) {
    let style = Style::of(ui);
    let findings = &compared.findings;
    let (same, new, gone) = (findings.same.len(), findings.new.len(), findings.gone.len());
    section_label_ui(ui, "Findings", &(same + new + gone).to_string());
    if same + new + gone == 0 {
        note_ui(ui, "Neither round has findings yet", style.secondary);
        return;
    }
    for (title, count) in [("Found again", same), ("New in the later round", new), ("Not found again", gone)] {
        if count == 0 {
            continue;
        }
        let builder = UiBuilder::new().id_salt(title).accessibility_role(Role::Group).accessibility_label(title.to_owned());
        ui.scope_builder(builder, |ui| {
            say_ui(ui, title, Face::UiSemibold, style.tokens.type_scale.body, style.ink);
            match title {
                "Found again" => findings.same.iter().for_each(|(then, now)| pair_ui(ui, session, *then, *now)),
                "Not found again" => findings.gone.iter().for_each(|id| one_ui(ui, session, *id)),
                _ => findings.new.iter().for_each(|id| one_ui(ui, session, *id)),
            }
        });
    }
    let editable = session.read_only().is_none();
    for offered in &findings.offered {
        let (Some(then), Some(now)) = (statement(session, offered.earlier), statement(session, offered.later)) else { continue };
        note_ui(ui, &format!("They rest on the same theme. Then: “{then}” Now: “{now}”"), style.secondary);
        let name = format!("The same finding: {now}");
        if ui.add_enabled(editable, button("They are the same").name(&name)).clicked() {
            let fields = vec![FindingField::Repeats(Some(offered.earlier))];
            actions.push(Gesture::Study(StudyGesture::SetFinding(offered.later, fields)).into());
        }
    }
}

fn statement(session: &Session, id: Id<Finding>) -> Option<&str> {
    session.project().findings().get(id).map(|f| f.statement.as_str())
}

fn share(session: &Session, id: Id<Finding>) -> String {
    session.project().findings().get(id).map(|f| Evidence::of(session.project(), f).of_counted()).unwrap_or_default()
}

fn one_ui(ui: &mut Ui, session: &Session, id: Id<Finding>) {
    let style = Style::of(ui);
    say_ui(ui, statement(session, id).unwrap_or_default(), Face::Read, style.tokens.type_scale.body, style.ink);
    note_ui(ui, &format!("{} cases", share(session, id)), style.secondary);
}

fn pair_ui(ui: &mut Ui, session: &Session, then: Id<Finding>, now: Id<Finding>) {
    let style = Style::of(ui);
    say_ui(ui, statement(session, now).unwrap_or_default(), Face::Read, style.tokens.type_scale.body, style.ink);
    let words = format!("{} cases then, {} now", share(session, then), share(session, now));
    note_ui(ui, &words, style.secondary);
    if let Some(before) = statement(session, then) {
        note_ui(ui, &format!("Then: {before}"), style.secondary);
    }
}
