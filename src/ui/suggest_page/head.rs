//! The head of the page: which theme, what was learned from, and how suggestions have done so far.

use super::SuggestPage;
use crate::app::suggestions::{About, Standing, Suggestions};
use crate::ui::reviews::words::{note_ui, say_ui};
use crate::ui::shell::single_column;
use crate::ui::style::{Face, Style};
use crate::ui::view::View;
use crate::ui::widgets::{check_box, page_title_ui, theme_chip};
use egui::Ui;

impl SuggestPage {
    pub(super) fn head_ui(&mut self, ui: &mut Ui, view: &View<'_>) {
        let style = Style::of(ui);
        let project = view.session.project();
        let about = self.about;
        let theme = about.and_then(|about| about.theme(project)).and_then(|id| project.themes().get(id));
        let title = match about {
            Some(About::Like(_)) => "Passages like this",
            Some(About::Theme(_)) | None => "Suggestions",
        };
        ui.spacing_mut().item_spacing.y = style.space(0);
        ui.horizontal_wrapped(|ui| {
            page_title_ui(ui, title, "");
            if let Some(theme) = theme {
                let group = view.session.tree().node(theme.id).map_or(0, |n| n.group);
                if !theme.code.is_empty() {
                    ui.add(theme_chip(&theme.code, "", style.group_colours(group)));
                }
                say_ui(ui, &theme.name, Face::UiMedium, style.tokens.type_scale.body, style.ink);
            }
        });
        let Some(theme) = theme.map(|t| t.id) else { return };
        if let Some(About::Like(coding)) = about {
            note_ui(ui, &like_words(view, coding), style.secondary);
        }
        let batch = self.ground.as_ref().map(|g| std::sync::Arc::clone(&g.batch));
        let done = standing_words(self.standing(view, theme));
        let learned = batch.as_ref().map(|b| learned_words(b)).unwrap_or_default();
        let words = [if single_column(ui) { String::new() } else { learned }, done]
            .into_iter()
            .filter(|w| !w.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        if !words.is_empty() {
            note_ui(ui, &words, style.secondary);
        }
        if view.beside.learning.is_some_and(|l| l.is_suggesting) && batch.is_some() {
            note_ui(ui, "Learning from what you judged…", style.muted);
        }
        if !single_column(ui) {
            self.with_coded_ui(ui);
        }
    }

    pub(super) fn with_coded_ui(&mut self, ui: &mut Ui) {
        if ui.add(check_box(&mut self.with_coded, "Also passages that are coded with other themes")).changed() {
            self.wants_batch = true;
        }
    }
}

/// The words of the coding that passages are to be like.
fn like_words(view: &View<'_>, coding: crate::model::Id<crate::model::Coding>) -> String {
    const MOST: usize = 160;
    let found = view.session.project().codings().get(coding);
    let text = found.and_then(|c| Some((c, view.session.text_of(c)?)));
    let words = text.map(|(c, t)| t.quote(c.range).split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default();
    match words.char_indices().nth(MOST) {
        Some((end, _)) => format!("“{}…”", words.get(..end).unwrap_or_default().trim_end()),
        None => format!("“{words}”"),
    }
}

/// What the batch was learned from.
fn learned_words(batch: &Suggestions) -> String {
    let passages = |n: usize, what: &str| if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") };
    match (batch.question.about, batch.learned_from) {
        (About::Like(_), _) => "Sorted by how many telling words they share with it.".to_owned(),
        (About::Theme(_), (0, 0)) => {
            "Nothing is coded with this theme yet, so these are found by its own name, phrases and definition.".to_owned()
        }
        (About::Theme(_), (coded, rejected)) => {
            let from = match rejected {
                0 => passages(coded, "coding"),
                rejected => format!("{} and {}", passages(coded, "coding"), passages(rejected, "rejection")),
            };
            let chance = if batch.list.iter().any(|s| s.chance.is_some()) {
                " The percentage is how often passages like that were coded so far."
            } else {
                " Too few codings yet for a percentage."
            };
            format!("Learned from {from}, on this computer.{chance}")
        }
    }
}

/// "Of the last 40 that were judged, 22 were accepted."
fn standing_words(standing: Standing) -> String {
    match standing {
        Standing { judged: 0, .. } => String::new(),
        Standing { judged: 1, accepted } => {
            format!("The one judged so far was {}.", if accepted == 1 { "accepted" } else { "not accepted" })
        }
        Standing { judged, accepted: 1 } => format!("Of the last {judged} shown and judged, 1 was accepted."),
        Standing { judged, accepted } => format!("Of the last {judged} shown and judged, {accepted} were accepted."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_it_went_is_told_in_words() {
        assert_eq!(standing_words(Standing::default()), "");
        assert_eq!(standing_words(Standing { judged: 1, accepted: 1 }), "The one judged so far was accepted.");
        assert_eq!(standing_words(Standing { judged: 40, accepted: 22 }), "Of the last 40 shown and judged, 22 were accepted.");
    }
}
