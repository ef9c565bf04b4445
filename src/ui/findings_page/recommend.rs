//! Recommendations of the chosen finding, with their gaps, and what the reviews recommended before.

use super::edits::{Editable, Ended, Field, New};
use super::finding::{fold_link_ui, label_ui};
use super::ground::Cx;
use super::pill::pill_ui;
use super::{FindingsPage, Shows, Unfolded};
use crate::app::action::Action;
use crate::app::findings::said_before;
use crate::app::gesture::{Gesture, StudyGesture};
use crate::model::{Finding, Id, Recommendation, RecommendationField, RecommendationStatus};
use crate::ui::reviews::words::note_ui;
use crate::ui::style::{Face, Style, icons};
use crate::ui::widgets::{
    Ink, Tone, icon_button, link_button, menu_button_ui, menu_entry, menu_of_ui, quiet_button, section_label_ui,
};
use egui::{Align, Layout, Role, Ui, UiBuilder, vec2};

/// Room for "Progress" and the other names of fields.
const NAMES: f32 = 64.0;

/// What a status means for whoever reads the list.
pub(super) const fn tone_of(status: RecommendationStatus) -> Tone {
    match status {
        RecommendationStatus::Proposed => Tone::Caution,
        RecommendationStatus::Agreed | RecommendationStatus::Done | RecommendationStatus::Embedded => Tone::Good,
        RecommendationStatus::InProgress => Tone::Accent,
        RecommendationStatus::NotDone => Tone::Plain,
    }
}

/// One field of a recommendation as a step.
pub(super) fn set(recommendation: &Recommendation, field: RecommendationField) -> Action {
    Gesture::Study(StudyGesture::SetRecommendation(recommendation.id, vec![field])).into()
}

impl FindingsPage {
    pub(super) fn recommendations_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
        let Some(finding) = self.chosen.and_then(|id| cx.project.findings().get(id)) else { return };
        let style = Style::of(ui);
        let all = cx.project.recommendations_of(cx.ground.round);
        let (own, others): (Vec<&Recommendation>, Vec<&Recommendation>) =
            all.into_iter().partition(|r| r.findings.contains(&finding.id));
        let field = Field::NewRecommendation(cx.ground.round, finding.id);
        let size = vec2(ui.available_width(), style.tokens.size.control);
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            if cx.writable && ui.add(link_button("Add").name("Add a recommendation")).clicked() {
                self.edits.open(field, "");
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let ink = Ink::new(Face::UiSemibold, style.tokens.type_scale.strong, style.ink);
                label_ui(ui, "Recommendations", &ink, Role::Heading);
            });
        });
        let new = New {
            field,
            name: "Text of the new recommendation",
            hint: "What shall be done",
            rows: 3,
            add: "Add the recommendation",
            discard: "Discard the new recommendation",
        };
        match self.edits.new_ui(ui, &new, actions) {
            Some(Ended::Added | Ended::Discarded) | None => {}
        }
        if own.is_empty() {
            note_ui(ui, "Nothing is recommended yet.", style.secondary);
        }
        for recommendation in own {
            self.recommendation_ui(ui, cx, finding.id, recommendation, actions);
        }
        if cx.writable && !others.is_empty() {
            existing_ui(ui, cx, finding.id, &others, actions);
        }
        ui.add_space(style.space(1));
        self.before_ui(ui, cx, finding, actions);
    }

    fn recommendation_ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        finding: Id<Finding>,
        it: &Recommendation,
        actions: &mut Vec<Action>,
    ) {
        let style = Style::of(ui);
        let number = cx.ground.numbers.get(&it.id).map(String::as_str).unwrap_or_default();
        ui.separator();
        let builder = UiBuilder::new()
            .id_salt(("recommendation", it.id))
            .accessibility_role(Role::Group)
            .accessibility_label(format!("Recommendation {number}"));
        ui.scope_builder(builder, |ui| {
            let size = vec2(ui.available_width(), style.tokens.size.hit_target_min);
            ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
                if cx.writable {
                    menu_ui(ui, cx, number, it, actions);
                }
                let words = RecommendationStatus::ALL.map(|s| s.to_string());
                let at = RecommendationStatus::ALL.iter().position(|s| *s == it.status).unwrap_or_default();
                let name = format!("Status of recommendation {number}");
                let taken = pill_ui(ui, &name, &words, at, tone_of(it.status), cx.writable);
                if let Some(status) = taken.and_then(|i| RecommendationStatus::ALL.get(i)) {
                    actions.push(set(it, RecommendationField::Status(*status)));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let ink = Ink::new(Face::UiMedium, style.tokens.type_scale.body, style.secondary);
                    label_ui(ui, number, &ink, Role::Label);
                });
            });
            let text = Editable {
                field: Field::Recommended(it.id),
                name: &format!("Recommendation {number}"),
                stored: &it.text,
                empty: "Say what shall be done",
                is_gap: true,
                ink: Ink::new(Face::UiSemibold, style.tokens.type_scale.body, style.ink),
                line_height: style.tokens.line_height.body,
                rows: 3,
                is_title: false,
            };
            text.ui(ui, &mut self.edits, cx.writable, actions);
            self.fields_ui(ui, cx, number, it, actions);
            let also: Vec<String> = cx
                .ground
                .lines
                .iter()
                .filter(|line| line.id != finding && it.findings.contains(&line.id))
                .map(|line| line.number.to_string())
                .collect();
            if !also.is_empty() {
                let what = if also.len() == 1 { "finding" } else { "findings" };
                note_ui(ui, &format!("Also answers {what} {}", also.join(", ")), style.secondary);
            }
        });
        ui.add_space(style.space(1));
    }

    fn fields_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, number: &str, it: &Recommendation, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let due = it.due.map(|d| d.to_string()).unwrap_or_default();
        let is_closed = it.status == RecommendationStatus::NotDone;
        for (field, name, stored, empty, is_gap) in [
            (Field::Owner(it.id), "Owner", it.owner.as_str(), "No owner yet", true),
            (Field::Due(it.id), "Due", due.as_str(), "No date yet", true),
            (Field::Measure(it.id), "Measure", it.measure.as_str(), "Not yet set", true),
            (Field::Progress(it.id), "Progress", it.progress.as_str(), "Nothing noted yet", false),
        ] {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                let ink = Ink::new(Face::Ui, style.tokens.type_scale.small, style.secondary);
                let size = vec2(NAMES, style.tokens.size.hit_target_min);
                ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                    ui.set_width(NAMES);
                    label_ui(ui, name, &ink, Role::Label);
                });
                ui.vertical(|ui| {
                    let value = Editable {
                        field,
                        name: &format!("{name} of recommendation {number}"),
                        stored,
                        empty,
                        is_gap: is_gap && !is_closed,
                        ink: Ink { colour: style.ink, ..ink },
                        line_height: style.tokens.line_height.small,
                        rows: if matches!(field, Field::Measure(_) | Field::Progress(_)) { 2 } else { 1 },
                        is_title: false,
                    };
                    value.ui(ui, &mut self.edits, cx.writable, actions);
                });
            });
        }
    }

    /// "Found in 6 of 9 cases, and addressed by 2 of the 31 recommendations that these reviews made."
    fn before_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, finding: &Finding, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let Some(line) = cx.ground.line(finding.id) else { return };
        ui.separator();
        section_label_ui(ui, "Said before", "");
        let before = said_before(cx.project, finding);
        if before.of == 0 {
            note_ui(ui, "No recommendation of these reviews is marked in their texts yet.", style.secondary);
            return;
        }
        let words = format!(
            "Found in {} cases, and addressed by {} of the {} recommendations that these reviews made.",
            line.evidence.of_counted(),
            before.statements.len(),
            before.of
        );
        note_ui(ui, &words, style.secondary);
        if before.without_theme > 0 {
            let words = match before.without_theme {
                1 => "One of them has no theme yet.".to_owned(),
                n => format!("{n} of them have no theme yet."),
            };
            note_ui(ui, &words, style.caution);
            if ui.add(link_button("Say of which themes they speak")).clicked() {
                self.reviews.recommendations_without_theme();
                self.show(Shows::Reviews);
            }
        }
        if before.statements.is_empty() {
            return;
        }
        let is_open = self.is_unfolded(Unfolded::Before);
        if fold_link_ui(ui, "Show these recommendations", is_open) {
            self.toggle(Unfolded::Before);
        }
        if is_open {
            for id in before.statements {
                if let Some(said) = self.held.said(cx.session, id) {
                    super::reviews::said_line_ui(ui, cx, &said, actions);
                }
            }
        }
    }
}

/// A recommendation that is there already may answer this finding too.
fn existing_ui(ui: &mut Ui, cx: &Cx<'_>, finding: Id<Finding>, others: &[&Recommendation], actions: &mut Vec<Action>) {
    menu_button_ui(ui, quiet_button("Answer with one of the others"), |ui| {
        for other in others {
            let number = cx.ground.numbers.get(&other.id).map(String::as_str).unwrap_or_default();
            let words: String = other.text.chars().take(48).collect();
            if ui.add(menu_entry(&format!("{number} {words}"))).clicked() {
                actions.push(set(other, RecommendationField::Finding(finding, true)));
            }
        }
    });
}

/// Which findings it answers, and its removal.
fn menu_ui(ui: &mut Ui, cx: &Cx<'_>, number: &str, it: &Recommendation, actions: &mut Vec<Action>) {
    let more = ui.add(icon_button(icons::ELLIPSIS, &format!("More about recommendation {number}")).small());
    menu_of_ui(&more, |ui| {
        for line in &cx.ground.lines {
            let Some(finding) = cx.project.findings().get(line.id) else { continue };
            let on = it.findings.contains(&line.id);
            let words: String = finding.statement.chars().take(40).collect();
            if ui.add(menu_entry(&format!("Answers {} {words}", line.number)).ticked(on)).clicked() {
                actions.push(set(it, RecommendationField::Finding(line.id, !on)));
            }
        }
        if ui.add(menu_entry("Remove the recommendation")).clicked() {
            actions.push(Gesture::Study(StudyGesture::RetireRecommendation(it.id)).into());
        }
    });
}
