//! What stands where there are no passages: what to do, or why there are none.

use super::facets::{Folds, Shown, Ticks};
use super::ground::counted;
use super::query::QueryState;
use crate::app::action::Action;
use crate::ui::style::{Face, Style, icons};
use crate::ui::view::View;
use crate::ui::widgets::{Ink, Pen, button, empty_state_ui};
use egui::{Align, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Queries to begin with.
const EXAMPLES: [&str; 4] = ["bruise", "“not known”", "(father OR partner) police", "worr* NOT mother"];

/// Before anything was asked.
pub(super) fn start_ui(ui: &mut Ui, view: &View<'_>, query: &mut QueryState, actions: &mut Vec<Action>) {
    let style = Style::of(ui);
    if view.session.project().documents().iter().next().is_none() {
        let text = "Add reviews to this deep dive first; then every word in them can be found here.";
        if empty_state_ui(ui, icons::TEXT_SEARCH, "Nothing to search yet", text, Some("Add documents…")) {
            actions.push(Action::Command(crate::app::command::Command::AddFiles));
        }
        return;
    }
    let text = "Write words to find every passage with them, in all their forms. Then choose passages and tag them together.";
    empty_state_ui(ui, icons::TEXT_SEARCH, "Search all documents", text, None);
    if view.is_searching {
        centred_ui(ui, "The index of words is being made. You may write already.");
    }
    ui.add_space(style.space(2));
    centred_ui(ui, "For example");
    let pen = Pen::new(ui);
    let widest = EXAMPLES.iter().map(|e| button(e).size(&pen).x).fold(0.0, f32::max);
    for example in EXAMPLES {
        let name = format!("Search for {example}");
        let asked = ui.vertical_centered(|ui| ui.add(button(example).name(&name).width(widest)).clicked()).inner;
        ui.add_space(style.space(0));
        if asked {
            query.ask(example, actions);
            query.wants_focus = true;
        }
    }
}

/// While the first answer is on its way.
pub(super) fn searching_ui(ui: &mut Ui) {
    empty_state_ui(ui, icons::TEXT_SEARCH, "Searching…", "The first search may wait until the index of words is made.", None);
}

/// An answer without passages.
pub(super) fn nothing_ui(ui: &mut Ui, words: &str) {
    let title = format!("No passage with {}", words.trim());
    let text = "Try fewer words, OR between words, or a star after the beginning of a word, such as bruis*.";
    empty_state_ui(ui, icons::TEXT_SEARCH, &title, text, None);
}

/// A query that cannot be read.
pub(super) fn fault_ui(ui: &mut Ui) {
    empty_state_ui(
        ui,
        icons::TEXT_SEARCH,
        "This cannot be searched for",
        "Help beside the field shows what you can write.",
        None,
    );
}

/// Ticks and folds that leave nothing; says whether any was taken away.
pub(super) fn all_hidden_ui(ui: &mut Ui, shown: &Shown, ticks: &mut Ticks, folds: &mut Folds) -> bool {
    let folded = shown.listings + shown.rejected;
    if folded == 0 && !ticks.is_empty() {
        let text = "The ticks leave no mention.";
        let asked = empty_state_ui(ui, icons::LIST_FILTER, "Nothing is left", text, Some("Clear ticks"));
        if asked {
            ticks.clear();
        }
        return asked;
    }
    let text =
        format!("{} folded away: in contents pages and the like, or rejected.", counted(folded, "mention is", "mentions are"));
    let asked = empty_state_ui(ui, icons::LIST_FILTER, "Nothing else is left", &text, Some("Show what is folded away"));
    if asked {
        (folds.listings, folds.rejected, folds.copies) = (true, true, true);
    }
    asked
}

fn centred_ui(ui: &mut Ui, text: &str) {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let ink = Ink::new(Face::Ui, tokens.type_scale.small, style.muted);
    let (rect, line) = ui.allocate_exact_size(vec2(ui.available_width(), tokens.line_height.body), Sense::hover());
    line.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    pen.line(pos2(rect.center().x, rect.center().y), Align::Center, text, &ink);
}
