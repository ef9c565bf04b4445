//! The chosen finding: its statement large, its cases, how strong it is and why, and everything that it rests on.

use super::edits::{Editable, Field};
use super::ground::{Cx, Line};
use super::pill::pill_ui;
use super::{FindingsPage, Unfolded, WIDEST, strip};
use crate::analyse::evidence::{RULES, StrengthLevel};
use crate::app::action::Action;
use crate::app::findings::{earlier_findings, with_seen};
use crate::app::gesture::{Gesture, StudyGesture};
use crate::model::{Finding, FindingField, FindingState, Polarity};
use crate::ui::reviews::words::{into_margin_ui, note_ui, say_ui};
use crate::ui::style::{Face, Style, icons};
use crate::ui::widgets::{
    Ink, Pen, Tone, empty_state_ui, icon_button, keep_in_view, link_button, menu_entry, menu_of_ui, reveal_focus,
    section_label_ui,
};
use egui::{Align, Layout, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

impl FindingsPage {
    /// The chosen finding over all the room there is.
    pub(super) fn chosen_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, has_pane: bool, actions: &mut Vec<Action>) {
        let line = self.chosen.and_then(|id| cx.ground.line(id));
        let Some((line, finding)) = line.and_then(|line| Some((line, cx.project.findings().get(line.id)?))) else {
            let text = "Press New at the left, and state what you found in one sentence.";
            _ = empty_state_ui(ui, icons::LIGHTBULB, "Nothing is stated yet", text, None);
            return;
        };
        into_margin_ui(ui, |ui, width| {
            ScrollArea::vertical().id_salt(("finding", line.id)).auto_shrink(false).show(ui, |ui| {
                ui.set_max_width(width.min(WIDEST));
                self.whole_ui(ui, cx, line, finding, actions);
                if !has_pane {
                    ui.add_space(Style::of(ui).space(4));
                    ui.separator();
                    self.recommendations_ui(ui, cx, actions);
                }
                ui.add_space(Style::of(ui).space(5));
                reveal_focus(ui, egui::Id::unique("focus in the finding"), ui.min_rect());
            });
        });
    }

    fn whole_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, line: &Line, finding: &Finding, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let gap = |ui: &mut Ui, step: usize| ui.add_space(style.space(step));
        ui.spacing_mut().item_spacing.y = style.space(0);
        self.head_ui(ui, cx, line, finding, actions);
        gap(ui, 0);
        self.statement_ui(ui, cx, finding, actions);
        gap(ui, 2);
        strip::large_ui(ui, cx, &line.evidence, finding.polarity, &mut self.only);
        gap(ui, 2);
        self.since_ui(ui, cx, line, finding, actions);
        ui.separator();
        self.strength_ui(ui, line);
        self.tags_ui(ui, cx, line, finding, actions);
        self.text_ui(ui, cx, finding, actions);
        gap(ui, 2);
        self.evidence_ui(ui, cx, line, finding, actions);
        gap(ui, 2);
        self.said_ui(ui, cx, line, actions);
    }

    fn head_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, line: &Line, finding: &Finding, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let size = vec2(ui.available_width(), style.tokens.size.control);
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            if cx.writable {
                self.menu_ui(ui, cx, line, finding, actions);
                if ui.add(icon_button(icons::PENCIL, "Write the statement")).clicked() {
                    self.edits.open(Field::Statement(finding.id), &finding.statement);
                }
            }
            let states = [FindingState::Draft, FindingState::Agreed];
            let words = states.map(|s| s.to_string());
            let at = usize::from(finding.state == FindingState::Agreed);
            let tone = if at == 1 { Tone::Good } else { Tone::Plain };
            if let Some(state) = pill_ui(ui, "State of the finding", &words, at, tone, cx.writable).and_then(|i| states.get(i)) {
                actions.push(set(finding, FindingField::State(*state)));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let ink = Ink::new(Face::UiMedium, style.tokens.type_scale.body, style.secondary);
                label_ui(ui, &format!("Finding {}", line.number), &ink, Role::Heading);
                ui.add_space(style.space(1));
                if let Some(polarity) = polarity_ui(ui, finding.polarity, cx.writable) {
                    let fields = with_seen(cx.project, finding, FindingField::Polarity(polarity));
                    actions.push(Gesture::Study(StudyGesture::SetFinding(finding.id, fields)).into());
                }
            });
        });
    }

    fn menu_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, line: &Line, finding: &Finding, actions: &mut Vec<Action>) {
        let more = ui.add(icon_button(icons::ELLIPSIS, "More about this finding"));
        let at = line.number.saturating_sub(1);
        let earlier = earlier_findings(cx.project, finding);
        menu_of_ui(&more, |ui| {
            let entry = |ui: &mut Ui, words: &str, key: &str, enabled: bool| {
                ui.add_enabled(enabled, menu_entry(words).key(key)).clicked()
            };
            if entry(ui, "Move up", "Alt ↑", at > 0) {
                self.move_by(cx, at, false, actions);
            }
            if entry(ui, "Move down", "Alt ↓", at + 1 < cx.ground.lines.len()) {
                self.move_by(cx, at, true, actions);
            }
            if entry(ui, "Remove the finding", "Delete", true) {
                self.remove(cx, finding.id, actions);
            }
            for (id, shared) in earlier {
                let Some(before) = cx.project.findings().get(id) else { continue };
                let same = if shared > 0 { ", same themes" } else { "" };
                let words: String = before.statement.chars().take(48).collect();
                let on = finding.repeats == Some(id);
                if ui.add(menu_entry(&format!("Repeats “{words}”{same}")).ticked(on)).clicked() {
                    actions.push(set(finding, FindingField::Repeats((!on).then_some(id))));
                }
            }
        });
    }

    fn statement_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, finding: &Finding, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let field = Field::Statement(finding.id);
        let statement = Editable {
            field,
            name: "Statement",
            stored: &finding.statement,
            empty: "State what was found",
            is_gap: true,
            ink: Ink::new(Face::ReadSemibold, style.tokens.type_scale.title, style.ink),
            line_height: style.tokens.line_height.title,
            rows: 3,
            is_title: true,
        };
        statement.ui(ui, &mut self.edits, cx.writable, actions);
        if std::mem::take(&mut self.wants_inside) {
            ui.memory_mut(|memory| memory.request_focus(field.id().with("words")));
        }
        if let Some(before) = finding.repeats.and_then(|id| cx.project.findings().row(id)).map(|row| &row.record) {
            let round = cx.project.deep_dives().row(before.deep_dive).map(|r| r.record.name.as_str()).unwrap_or_default();
            note_ui(ui, &format!("Repeats “{}” ({round})", before.statement), style.secondary);
        }
    }

    fn strength_ui(&mut self, ui: &mut Ui, line: &Line) {
        let style = Style::of(ui);
        let strength = &line.evidence.strength;
        let colour = if strength.level == StrengthLevel::Unsupported { style.caution } else { style.ink };
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(style.space(1), 0.0);
            say_ui(ui, &strength.level.to_string(), Face::UiSemibold, style.tokens.type_scale.body, colour);
            if !strength.why.is_empty() {
                say_ui(ui, &strength.why, Face::Ui, style.tokens.type_scale.body, style.secondary);
            }
            let is_open = self.is_unfolded(Unfolded::Rules);
            if fold_link_ui(ui, "How this is judged", is_open) {
                self.toggle(Unfolded::Rules);
            }
        });
        if self.is_unfolded(Unfolded::Rules) {
            for rule in RULES.split_inclusive(". ") {
                note_ui(ui, rule.trim(), style.secondary);
            }
            ui.add_space(style.space(1));
        }
    }

    fn text_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, finding: &Finding, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        if !cx.writable && finding.text.trim().is_empty() {
            return;
        }
        ui.add_space(style.space(1));
        let text = Editable {
            field: Field::Text(finding.id),
            name: "Text of the finding",
            stored: &finding.text,
            empty: "Write what is to be said of it in the report",
            is_gap: false,
            ink: Ink::new(Face::Ui, style.tokens.type_scale.body, style.ink),
            line_height: style.tokens.line_height.quote,
            rows: 5,
            is_title: false,
        };
        text.ui(ui, &mut self.edits, cx.writable, actions);
    }

    /// The reviews' own findings that speak of its themes.
    fn said_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, line: &Line, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let said = &line.evidence.said_by;
        section_label_ui(
            ui,
            "Which reviews said it themselves",
            &if said.is_empty() { String::new() } else { said.len().to_string() },
        );
        if said.is_empty() {
            note_ui(ui, "No finding of a review itself is marked with these themes yet.", style.secondary);
        }
        for id in said {
            if let Some(said) = self.held.said(cx.session, *id) {
                super::reviews::said_line_ui(ui, cx, &said, actions);
            }
        }
        if ui.add(link_button("Say of which themes the reviews speak")).clicked() {
            self.show(super::Shows::Reviews);
        }
    }
}

/// One field of a finding as a step.
pub(super) fn set(finding: &Finding, field: FindingField) -> Action {
    Gesture::Study(StudyGesture::SetFinding(finding.id, vec![field])).into()
}

/// One line of words with a role.
pub(super) fn label_ui(ui: &mut Ui, words: &str, ink: &Ink, role: Role) {
    let pen = Pen::new(ui);
    let size = vec2(pen.width(words, ink).min(ui.available_width()), pen.style.tokens.line_height.body);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(role, true, words));
    pen.line_within(pos2(rect.left(), rect.center().y), Align::Min, rect.width() + 1.0, words, ink);
}

/// A link that unfolds a part and folds it again, and says to a screen reader which it will do.
pub(super) fn fold_link_ui(ui: &mut Ui, words: &str, is_open: bool) -> bool {
    let pen = Pen::new(ui);
    let style = &pen.style;
    let ink = Ink::new(Face::UiMedium, style.tokens.type_scale.small, style.accent);
    let sign = style.space(3);
    let size = vec2(sign + pen.width(words, &ink), style.tokens.size.hit_target_min);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    keep_in_view(&response);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), words));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(is_open));
    let middle = rect.center().y;
    let icon = if is_open { icons::CHEVRON_DOWN } else { icons::CHEVRON_RIGHT };
    pen.icon(pos2(rect.left() + 6.0, middle), icon, 14.0, style.accent);
    let line = pen.line(pos2(rect.left() + sign, middle), Align::Min, words, &ink);
    if response.hovered() {
        pen.across(line.left(), line.right(), middle + ink.font.size * 0.5, ink.colour);
    }
    if response.has_focus() {
        pen.ring(rect.shrink(2.0), style.tokens.radius.control);
    }
    response.clicked()
}

/// Concern, good practice or context with its sign; returns another one.
fn polarity_ui(ui: &mut Ui, polarity: Polarity, writable: bool) -> Option<Polarity> {
    let pen = Pen::new(ui);
    let style = &pen.style;
    let ink = Ink::new(Face::UiSemibold, style.tokens.type_scale.body, style.polarity(polarity).colour);
    let words = polarity.to_string();
    let room = if writable { style.space(4) } else { 0.0 };
    let size = vec2(style.space(4) + pen.width(&words, &ink) + room, style.tokens.size.hit_target_min);
    let (rect, response) = ui.allocate_exact_size(size, if writable { Sense::click() } else { Sense::hover() });
    keep_in_view(&response);
    let role = if writable { Role::Button } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, format!("Polarity: {words}")));
    if response.hovered() && writable {
        pen.fill(rect.expand2(vec2(4.0, 2.0)), style.tokens.radius.control, style.accent_soft);
    }
    let middle = rect.center().y;
    pen.sign_badge(pos2(rect.left() + style.space(1), middle), polarity);
    let end = pen.line(pos2(rect.left() + style.space(4), middle), Align::Min, &words, &ink).right();
    if writable {
        pen.icon(pos2(end + 11.0, middle + 1.0), icons::CHEVRON_DOWN, 14.0, style.muted);
    }
    if response.has_focus() {
        pen.ring(rect, style.tokens.radius.control);
    }
    if !writable {
        return None;
    }
    let taken = menu_of_ui(&response, |ui| {
        let mut taken = None;
        for other in Polarity::ALL {
            if ui.add(menu_entry(&other.to_string()).ticked(other == polarity)).clicked() {
                taken = Some(other);
            }
        }
        taken
    });
    taken.flatten().filter(|taken| *taken != polarity)
}
