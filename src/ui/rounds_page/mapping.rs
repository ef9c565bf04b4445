//! Where the codebooks of two rounds differ: which earlier theme each theme is, as a person says.

use super::plan::set;
use crate::analyse::rounds::differing_themes;
use crate::app::action::Action;
use crate::app::session::Session;
use crate::model::{DeepDive, DeepDiveField, Theme};
use crate::ui::reviews::words::note_ui;
use crate::ui::style::Style;
use crate::ui::widgets::{button, drop_down_ui, section_label_ui};
use egui::Ui;

/// Themes shown before the rest is counted.
const MOST: usize = 40;

pub(super) fn ui(ui: &mut Ui, session: &Session, earlier: &DeepDive, round: &DeepDive, actions: &mut Vec<Action>) {
    let style = Style::of(ui);
    if earlier.codebook == round.codebook {
        note_ui(ui, "Both rounds count by the same codebook", style.secondary);
        return;
    }
    let (changed, gone) = differing_themes(session.project(), earlier, round);
    if changed.is_empty() && gone.is_empty() {
        note_ui(ui, "The two codebooks say the same of every theme", style.secondary);
        return;
    }
    section_label_ui(ui, "Same themes", &changed.len().to_string());
    note_ui(
        ui,
        "The codebooks differ. Say which earlier theme each of these is; one that is left open is not compared.",
        style.secondary,
    );
    let alike: Vec<&Theme> =
        changed.iter().filter(|t| !round.same_as.contains_key(&t.id) && is_in(session, earlier, t)).collect();
    let words = format!("Take the {} that are in both as the same", alike.len());
    if !alike.is_empty() && ui.add(button(&words)).clicked() {
        actions.extend(alike.iter().map(|t| set(round.id, DeepDiveField::SameAs(t.id, Some(t.id)))));
    }
    for theme in changed.iter().take(MOST) {
        let mut choices: Vec<&Theme> = Vec::new();
        if is_in(session, earlier, theme) {
            choices.push(theme);
        }
        choices.extend(gone.iter().take(12));
        let titles: Vec<String> = choices.iter().map(|t| title(t)).collect();
        let parts: Vec<&str> = std::iter::once("Not compared").chain(titles.iter().map(String::as_str)).collect();
        let said = round.same_as.get(&theme.id).copied();
        let chosen = said.and_then(|id| choices.iter().position(|t| t.id == id)).map_or(0, |at| at + 1);
        let name = title(theme);
        note_ui(ui, &name, style.ink);
        let width = ui.available_width().min(360.0);
        if let Some(taken) = drop_down_ui(ui, &format!("Earlier theme of {name}"), &parts, Some(chosen), width)
            && taken != chosen
        {
            let earlier = taken.checked_sub(1).and_then(|at| choices.get(at)).map(|t| t.id);
            actions.push(set(round.id, DeepDiveField::SameAs(theme.id, earlier)));
        }
    }
    if changed.len() > MOST {
        note_ui(ui, &format!("And {} more", changed.len() - MOST), style.muted);
    }
}

/// Whether a theme stands in the codebook of a round under the same id.
fn is_in(session: &Session, round: &DeepDive, theme: &Theme) -> bool {
    let project = session.project();
    match round.codebook.and_then(|id| project.codebook_versions().row(id)) {
        Some(version) => version.record.themes.iter().any(|t| t.id == theme.id),
        None => project.themes().get(theme.id).is_some(),
    }
}

fn title(theme: &Theme) -> String {
    [theme.code.as_str(), theme.name.as_str()].join(" ").trim().to_owned()
}
