//! What changed since the author of a finding looked: a line of caution, what it is about, and that it was looked through.

use super::finding::set;
use super::ground::{Cx, Line};
use super::passage::Drawn;
use super::{FindingsPage, Unfolded};
use crate::app::action::Action;
use crate::app::findings::weighed;
use crate::model::{Coding, Finding, FindingField, Id};
use crate::ui::reviews::words::{note_ui, say_ui};
use crate::ui::style::{Face, Style};
use crate::ui::widgets::{NoticeChoice, Tone, notice, primary_button};
use egui::{Frame, Margin, Ui};

impl FindingsPage {
    pub(super) fn since_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, line: &Line, finding: &Finding, actions: &mut Vec<Action>) {
        let since = &line.evidence.since;
        if since.is_nothing() {
            self.unfolded.remove(&Unfolded::Since);
            return;
        }
        let style = Style::of(ui);
        let title = told(&since.words());
        let is_open = self.is_unfolded(Unfolded::Since);
        let actions_of: &[&str] = if is_open { &["Fold"] } else { &["Look through"] };
        match notice(Tone::Caution, &title).actions(actions_of).show_ui(ui) {
            Some(NoticeChoice::Action(_) | NoticeChoice::Close) => self.toggle(Unfolded::Since),
            None => {}
        }
        if is_open {
            let margin = Margin::symmetric(style.space(2) as i8, style.space(1) as i8);
            Frame::NONE.inner_margin(margin).show(ui, |ui| {
                for (what, codings) in [
                    ("Coded since", &since.added),
                    ("Other words or another polarity since", &since.changed),
                    ("No longer among its passages", &since.gone),
                ] {
                    self.changed_ui(ui, cx, finding, what, codings, actions);
                }
                if cx.writable && ui.add(primary_button("I have looked through these")).clicked() {
                    actions.push(set(finding, FindingField::Seen(line.evidence.seen(cx.project))));
                    self.unfolded.remove(&Unfolded::Since);
                }
            });
        }
        ui.add_space(style.space(1));
    }

    fn changed_ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        finding: &Finding,
        what: &str,
        codings: &[Id<Coding>],
        actions: &mut Vec<Action>,
    ) {
        if codings.is_empty() {
            return;
        }
        let style = Style::of(ui);
        say_ui(ui, what, Face::UiSemibold, style.tokens.type_scale.small, style.secondary);
        for id in codings {
            let Some(quoted) = self.held.quoted(cx.session, *id) else {
                note_ui(ui, "A coding of which nothing is left", style.secondary);
                continue;
            };
            let is_there = cx.project.codings().get(*id).is_some();
            ui.push_id(("since", id), |ui| {
                let stands = weighed(finding, *id, quoted.polarity).filter(|_| is_there);
                let drawn = Drawn { quoted: &quoted, finding, stands, wants_keyboard: false };
                // Here they are only read and opened; they are weighed among the evidence.
                if drawn.ui(ui, &Cx { writable: false, ..*cx }).is_some() {
                    actions.push(Action::Open(quoted.document, quoted.range.filter(|_| is_there)));
                }
            });
        }
    }
}

/// "2 codings since you looked", or "Since you looked: 2 codings, 1 gone".
fn told(words: &str) -> String {
    match words.strip_suffix(" since") {
        Some(_) => format!("{words} you looked"),
        None => format!("Since you looked: {}", words.replacen(" since", "", 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_is_told_in_one_line() {
        assert_eq!(told("2 codings since"), "2 codings since you looked");
        assert_eq!(told("1 coding since, 1 gone"), "Since you looked: 1 coding, 1 gone");
        assert_eq!(told("1 gone"), "Since you looked: 1 gone");
    }
}
