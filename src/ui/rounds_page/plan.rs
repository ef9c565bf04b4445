//! The plan of a round: question, inclusion rule, authors, method, period, codebook, the round it repeats.
//!
//! A date says what it was understood as; one that is not understood is told, and what stood there stays.

use super::mapping;
use crate::analyse::rounds::Span;
use crate::app::action::Action;
use crate::app::gesture::{Gesture, KeepGesture, StudyGesture};
use crate::app::session::Session;
use crate::model::{CodebookVersion, DeepDive, DeepDiveField, Id, PartialDate};
use crate::ui::reviews::leaving::Leaving;
use crate::ui::reviews::words::note_ui;
use crate::ui::style::Style;
use crate::ui::widgets::{button, drop_down_ui, section_label_ui, text_field};
use egui::Ui;

/// The widest a field of words is, so that its lines can be read.
const MEASURE: f32 = 640.0;

/// A field of words: its name, what to write there, how many rows, what is stored, and what changes it.
type Words = (&'static str, &'static str, usize, fn(&DeepDive) -> &str, fn(String) -> DeepDiveField);

const WORDS: [Words; 5] = [
    ("Name", "Such as: Round 1, 2021", 1, |r| &r.name, DeepDiveField::Name),
    ("Question", "What this round asks", 3, |r| &r.question, DeepDiveField::Question),
    ("Inclusion rule", "Which cases belong in, and which do not", 3, |r| &r.rule, DeepDiveField::Rule),
    ("Authors", "Who carries it out", 1, |r| &r.authors, DeepDiveField::Authors),
    ("Method", "Who reads, who reads again, how differences are settled", 4, |r| &r.method, DeepDiveField::Method),
];

fn words_ui(ui: &mut Ui, round: &DeepDive, words: Words, leaving: &mut Leaving, actions: &mut Vec<Action>) {
    let (name, hint, rows, stored, field) = words;
    note_ui(ui, name, Style::of(ui).muted);
    let width = ui.available_width();
    let id = egui::Id::unique(("round", round.id, name));
    let left = leaving.show_ui(ui, id, stored(round), name, |f| f.rows(rows).hint(hint).width(width));
    // A round without a name could not be told from another one.
    actions.extend(left.filter(|text| name != "Name" || !text.is_empty()).map(|text| set(round.id, field(text))));
}

/// What is being written that is not stored yet.
#[derive(Debug, Default)]
pub(super) struct Plan {
    version_name: String,
    version_reason: String,
    /// A version that was just frozen for a round, by its name; it is chosen when it is there.
    frozen_for: Option<(Id<DeepDive>, String)>,
    /// What was typed as a date and not understood: which field, the sentence.
    misunderstood: Option<(&'static str, String)>,
}

pub(super) fn set(round: Id<DeepDive>, field: DeepDiveField) -> Action {
    Gesture::Study(StudyGesture::SetRound(round, field)).into()
}

impl Plan {
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        round: &DeepDive,
        leaving: &mut Leaving,
        actions: &mut Vec<Action>,
    ) {
        ui.scope(|ui| {
            ui.set_max_width(ui.available_width().min(MEASURE));
            for words in WORDS {
                words_ui(ui, round, words, leaving, actions);
            }
            self.period_ui(ui, round, leaving, actions);
            self.codebook_ui(ui, session, round, actions);
            repeats_ui(ui, session, round, actions);
        });
    }

    fn period_ui(&mut self, ui: &mut Ui, round: &DeepDive, leaving: &mut Leaving, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        section_label_ui(ui, "Period of the incidents", "");
        ui.horizontal_wrapped(|ui| {
            for (name, stored) in [("Period from", round.from), ("Period to", round.to)] {
                note_ui(ui, if name == "Period from" { "From" } else { "to" }, style.secondary);
                let words = stored.map(|d| d.to_string()).unwrap_or_default();
                let id = egui::Id::unique(("round", round.id, name));
                let left = leaving.show_ui(ui, id, &words, name, |f| f.width(176.0).hint("Such as April 2021"));
                let Some(typed) = left else { continue };
                let field = |date| if name == "Period from" { DeepDiveField::From(date) } else { DeepDiveField::To(date) };
                match PartialDate::parse(&typed) {
                    _ if typed.is_empty() => actions.push(set(round.id, field(None))),
                    Ok(date) => actions.push(set(round.id, field(Some(date)))),
                    Err(sentence) => {
                        self.misunderstood = Some((name, sentence));
                        continue;
                    }
                }
                self.misunderstood = None;
            }
        });
        if let Some((name, sentence)) = &self.misunderstood {
            note_ui(ui, &format!("{name}: {sentence}"), style.concern);
        }
        note_ui(ui, &understood(round), style.secondary);
    }

    fn codebook_ui(&mut self, ui: &mut Ui, session: &Session, round: &DeepDive, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        section_label_ui(ui, "Codebook", "");
        let versions: Vec<&CodebookVersion> = session.project().codebook_versions().iter().collect();
        if let Some((id, name)) = self.frozen_for.clone()
            && let Some(version) = versions.iter().rev().find(|v| v.name == name)
        {
            self.frozen_for = None;
            actions.push(set(id, DeepDiveField::Codebook(Some(version.id))));
        }
        let names: Vec<String> = std::iter::once("The codebook as it stands".to_owned())
            .chain(versions.iter().map(|v| format!("Frozen: {}", v.name)))
            .collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let chosen = round.codebook.and_then(|id| versions.iter().position(|v| v.id == id)).map_or(0, |at| at + 1);
        let width = ui.available_width().min(360.0);
        if let Some(taken) = drop_down_ui(ui, "Codebook", &names, Some(chosen), width)
            && taken != chosen
        {
            let version = taken.checked_sub(1).and_then(|at| versions.get(at)).map(|v| v.id);
            actions.push(set(round.id, DeepDiveField::Codebook(version)));
        }
        if round.codebook.is_none() {
            note_ui(ui, "Figures change with the codebook; freeze it before coding for this round begins", style.secondary);
        }
        ui.horizontal_wrapped(|ui| {
            let width = ui.available_width().min(220.0);
            text_field(&mut self.version_name, "Name of the version").hint("Name of a new version").width(width).show_ui(ui);
            text_field(&mut self.version_reason, "Reason for freezing").hint("Why it is frozen").width(width).show_ui(ui);
            let name = self.version_name.trim().to_owned();
            let ready = !name.is_empty() && versions.iter().all(|v| v.name != name) && !session.tree().nodes().is_empty();
            if ui.add_enabled(ready, button("Freeze now")).clicked() {
                let reason = std::mem::take(&mut self.version_reason);
                self.version_name.clear();
                self.frozen_for = Some((round.id, name.clone()));
                actions.push(Gesture::Keep(KeepGesture::Freeze { name, reason }).into());
            }
        });
    }
}

/// "1 April 2021 to 31 October 2022, 19 months".
fn understood(round: &DeepDive) -> String {
    let span = Span::between(round.from, round.to);
    let day = |date: Option<jiff::civil::Date>| {
        date.and_then(|d| PartialDate::parse(&d.to_string()).ok()).map_or_else(|| "any day".to_owned(), |d| d.to_string())
    };
    match (round.from, round.to, span.days()) {
        (None, None, _) => "No period is said; incidents of any day belong in".to_owned(),
        (Some(_), Some(_), None) => "The period ends before it begins".to_owned(),
        (_, _, None) => format!("Understood as {} to {}", day(span.first()), day(span.last())),
        (_, _, Some(days)) => {
            let months = (f64::from(days) / 30.4375).round();
            format!("Understood as {} to {}, about {months:.0} months", day(span.first()), day(span.last()))
        }
    }
}

fn repeats_ui(ui: &mut Ui, session: &Session, round: &DeepDive, actions: &mut Vec<Action>) {
    section_label_ui(ui, "Earlier round that it repeats", "");
    let others: Vec<&DeepDive> = session.project().deep_dives().iter().filter(|r| r.id != round.id).collect();
    let names: Vec<&str> = std::iter::once("None").chain(others.iter().map(|r| r.name.as_str())).collect();
    let chosen = round.repeats.and_then(|id| others.iter().position(|r| r.id == id)).map_or(0, |at| at + 1);
    let width = ui.available_width().min(360.0);
    if let Some(taken) = drop_down_ui(ui, "Earlier round", &names, Some(chosen), width)
        && taken != chosen
    {
        let earlier = taken.checked_sub(1).and_then(|at| others.get(at)).map(|r| r.id);
        actions.push(set(round.id, DeepDiveField::Repeats(earlier)));
    }
    if let Some(earlier) = round.repeats.and_then(|id| session.project().deep_dives().get(id)) {
        mapping::ui(ui, session, earlier, round, actions);
    }
}
