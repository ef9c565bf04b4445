//! What a document itself finds and recommends: found by pattern, accepted by people one by one or all.

use super::ground::Ground;
use super::words::{note_ui, say_ui};
use crate::app::action::Action;
use crate::app::gesture::Gesture;
use crate::app::session::Session;
use crate::app::statements::is_accepted;
use crate::model::{Document, Origin, Statement};
use crate::text::{SourceText, Stated, StatedKind, TextRange};
use crate::ui::check_page::first_words;
use crate::ui::style::{Face, Style};
use crate::ui::widgets::{Tone, button, link_button, section_label_ui, state_pill_ui};
use egui::Ui;

/// Words of each that are shown.
const WORDS: usize = 24;

/// One line of the list.
enum Line<'a> {
    Accepted(&'a Statement),
    Found(&'a Stated),
}

impl Line<'_> {
    const fn range(&self) -> TextRange {
        match self {
            Line::Accepted(statement) => statement.range,
            Line::Found(stated) => stated.range,
        }
    }

    fn title(&self) -> String {
        let (kind, number) = match self {
            Line::Accepted(statement) => (statement.kind, &statement.number),
            Line::Found(stated) => (stated.kind, &stated.number),
        };
        let kind = match kind {
            StatedKind::Finding => "Finding",
            StatedKind::Recommendation => "Recommendation",
        };
        format!("{kind} {number}").trim_end().to_owned()
    }
}

/// Shows the list; nothing when a document states nothing.
pub(super) fn stated_ui(ui: &mut Ui, session: &Session, document: &Document, ground: &Ground, actions: &mut Vec<Action>) -> bool {
    let Some(text) = &ground.text else { return false };
    let project = session.project();
    let found: Vec<&Stated> = text.shape.stated.iter().filter(|s| !is_accepted(project, document.id, s)).collect();
    let accepted = project.statements_in(document.id);
    if found.is_empty() && accepted.is_empty() {
        return false;
    }
    let note = format!("{} of {} accepted", accepted.len(), accepted.len() + found.len());
    section_label_ui(ui, "Findings and recommendations", &note);
    note_ui(ui, "The document’s own, found by their numbers and headings", Style::of(ui).muted);
    if !found.is_empty() {
        let words = if found.len() == 1 { "Accept it".to_owned() } else { format!("Accept all {}", found.len()) };
        if ui.add(button(&words).name(&format!("{words}, findings and recommendations"))).clicked() {
            let stated = found.iter().map(|s| (*s).clone()).collect();
            actions.push(Gesture::AcceptStated { document: document.id, stated }.into());
        }
    }
    let mut lines: Vec<Line<'_>> = found.into_iter().map(Line::Found).chain(accepted.into_iter().map(Line::Accepted)).collect();
    lines.sort_by_key(Line::range);
    for line in &lines {
        line_ui(ui, session, document, text, line, actions);
    }
    true
}

fn line_ui(ui: &mut Ui, session: &Session, document: &Document, text: &SourceText, line: &Line<'_>, actions: &mut Vec<Action>) {
    let style = Style::of(ui);
    let title = line.title();
    let is_placed = match line {
        Line::Accepted(statement) => statement.text_version == document.text_version,
        Line::Found(_) => true,
    };
    ui.add_space(style.space(0));
    ui.horizontal_wrapped(|ui| {
        say_ui(ui, &title, Face::UiMedium, style.tokens.type_scale.body, style.ink);
        if let Line::Accepted(_) = line {
            state_pill_ui(ui, "Accepted", Tone::Good);
        }
    });
    let old = if is_placed { None } else { session.extracted(document.id, version_of(line)) };
    let words = old.as_deref().unwrap_or(text).quote(line.range());
    say_ui(ui, &first_words(words, WORDS), Face::Read, style.tokens.type_scale.quote, style.secondary);
    if let Line::Accepted(statement) = line {
        note_ui(ui, &origin(session, statement, is_placed), style.muted);
    }
    ui.horizontal_wrapped(|ui| {
        if is_placed && ui.add(link_button("Show").name(&format!("Show {title}"))).clicked() {
            actions.push(Action::Open(document.id, Some(line.range())));
        }
        match line {
            Line::Found(stated) => {
                if ui.add(link_button("Accept").name(&format!("Accept {title}"))).clicked() {
                    let stated = vec![(*stated).clone()];
                    actions.push(Gesture::AcceptStated { document: document.id, stated }.into());
                }
            }
            Line::Accepted(statement) => {
                if ui.add(link_button("Remove").name(&format!("Remove {title}"))).clicked() {
                    actions.push(Gesture::RetireStatements(vec![statement.id]).into());
                }
            }
        }
    });
}

const fn version_of(line: &Line<'_>) -> u32 {
    match line {
        Line::Accepted(statement) => statement.text_version,
        Line::Found(_) => 1,
    }
}

/// "Found by pattern, accepted by RP".
fn origin(session: &Session, statement: &Statement, is_placed: bool) -> String {
    let project = session.project();
    let by = project.statements().row(statement.id).map(|row| project.analyst(&row.by).initials).unwrap_or_default();
    let how = match statement.origin {
        Origin::Found => format!("Found by pattern, accepted by {by}"),
        Origin::ByHand => format!("Marked by hand by {by}"),
    };
    if is_placed { how } else { format!("{how}; in an earlier text, without a place in this one") }
}
