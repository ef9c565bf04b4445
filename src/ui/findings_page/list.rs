//! The findings at the left: number, statement, cases as squares, and what is to be known at once; the other lists below.
//!
//! The list has the keyboard as a whole. Alt with an arrow moves the chosen finding, and the order is kept.

use super::edits::{Ended, Field, New};
use super::ground::{Cx, Line};
use super::{FindingsPage, Shows, strip};
use crate::analyse::evidence::StrengthLevel;
use crate::app::action::Action;
use crate::app::gesture::{Gesture, StudyGesture};
use crate::model::{Finding, FindingState, Id};
use crate::ui::reviews::list::{LineAt, list};
use crate::ui::style::{Face, Style, icons};
use crate::ui::widgets::{
    Ink, Pen, Tone, button, empty_state_ui, menu_button_ui, menu_entry, nav_item, page_header_ui, quiet_button, whole_on_hover_ui,
};
use egui::{Align, Frame, Key, Margin, Modifiers, Panel, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Lines of a statement that are shown.
const STATEMENT_LINES: usize = 2;

/// The list, as what has the keyboard.
fn list_id() -> egui::Id {
    egui::Id::unique("findings list keyboard")
}

impl FindingsPage {
    pub(super) fn list_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let is_low = ui.available_height() < super::LOW;
        let is_writing = self.edits.is_open(Field::NewFinding(cx.ground.round));
        // A low window has room for one of both.
        if !(is_low && is_writing) {
            self.foot_panel_ui(ui, cx, is_low);
        }
        let margin = Margin { left: style.space(3) as i8, right: style.space(3) as i8, top: style.space(3) as i8, bottom: 0 };
        Frame::NONE.inner_margin(margin).show(ui, |ui| {
            let count = cx.ground.lines.len();
            let note = if count == 0 { String::new() } else { count.to_string() };
            let new = [button("New").icon(icons::PLUS).name("New finding")];
            if page_header_ui(ui, "Findings", &note, if cx.writable { &new } else { &[] }).is_some() {
                self.edits.open(Field::NewFinding(cx.ground.round), "");
            }
            ui.add_space(style.space(1));
            self.new_ui(ui, cx, actions);
        });
        if cx.ground.lines.is_empty() {
            let text = "State in one sentence what you found. Its themes then bring the passages for and against it.";
            let is_open = self.edits.is_open(Field::NewFinding(cx.ground.round));
            let action = (cx.writable && !is_open).then_some("State the first finding");
            if empty_state_ui(ui, icons::LIGHTBULB, "No findings yet", text, action) {
                self.edits.open(Field::NewFinding(cx.ground.round), "");
            }
            return;
        }
        self.lines_ui(ui, cx, actions);
    }

    fn new_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
        let new = New {
            field: Field::NewFinding(cx.ground.round),
            name: "Statement of the new finding",
            hint: "What was found, in one sentence",
            rows: 2,
            add: "Add the finding",
            discard: "Discard the new finding",
        };
        match self.edits.new_ui(ui, &new, actions) {
            Some(Ended::Added | Ended::Discarded) => self.wants_list.ask(),
            None => {}
        }
    }

    fn foot_panel_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, is_low: bool) {
        let style = Style::of(ui);
        let height = style.tokens.size.row * if is_low { 1.0 } else { 3.0 } + style.space(3);
        let margin = Margin::symmetric(style.space(1) as i8, style.space(1) as i8);
        let shown = Panel::bottom("findings lists")
            .exact_size(height)
            .resizable(false)
            .show_separator_line(false)
            .frame(Frame::NONE.inner_margin(margin))
            .show(ui, |ui| self.foot_ui(ui, cx, is_low));
        let rect = shown.response.rect;
        Pen::new(ui).across(rect.left() + style.space(2), rect.right() - style.space(2), rect.top(), style.line);
    }

    /// Ways to the other lists of the page.
    fn foot_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, is_low: bool) {
        ui.spacing_mut().item_spacing.y = 0.0;
        let recommendations = cx.ground.numbers.len().to_string();
        let said = cx.ground.said.len().to_string();
        let ways = [
            (Shows::Recommendations, icons::FLAG, "All recommendations", recommendations.as_str()),
            (Shows::Themes, icons::GIT_COMPARE, "Themes against recommendations", ""),
            (Shows::Reviews, icons::QUOTE, "What the reviews said", said.as_str()),
        ];
        if is_low {
            menu_button_ui(ui, quiet_button("Recommendations and reviews"), |ui| {
                for (shows, _, name, _) in ways {
                    if ui.add(menu_entry(name).ticked(self.shows == shows)).clicked() {
                        self.show(shows);
                    }
                }
            });
            return;
        }
        for (shows, icon, name, count) in ways {
            if nav_item(icon, name).count(count).selected(self.shows == shows).show_ui(ui).clicked() {
                self.show(shows);
            }
        }
    }

    fn lines_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
        let (id, lines) = (list_id(), &cx.ground.lines);
        if self.wants_list.grant(ui.ctx()) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let at = self.chosen.and_then(|chosen| lines.iter().position(|line| line.id == chosen));
        if let Some(at) = at {
            self.own_keys(ui, cx, at, actions);
        }
        let height = line_height(&Style::of(ui));
        let tops: Vec<f32> = (0..=lines.len()).map(|n| n as f32 * height).collect();
        let chosen = at.filter(|_| self.shows == Shows::Finding);
        let mut pressed = None;
        let shown = list(id, "Findings", Role::List, &tops).at(chosen).revealing(std::mem::take(&mut self.is_revealing));
        let keys = shown.show_ui(ui, |ui, line_at| {
            let line = lines.get(line_at.index).and_then(|line| Some((line, cx.project.findings().get(line.id)?)));
            let Some((line, finding)) = line else {
                return ui.interact(line_at.rect, ui.scope_id().with(("blank", line_at.index)), Sense::hover());
            };
            let response = line_ui(ui, cx, line, finding, line_at);
            if response.clicked() {
                pressed = Some(line_at.index);
            }
            response
        });
        if let Some(line) = keys.moved.or(pressed).and_then(|at| lines.get(at)) {
            self.choose(line.id);
            self.is_revealing = keys.moved.is_some();
            self.is_inside = pressed.is_some();
        } else if keys.opened {
            self.shows = Shows::Finding;
            (self.is_inside, self.wants_inside) = (true, true);
        }
    }

    /// Keys that only this list knows.
    fn own_keys(&mut self, ui: &Ui, cx: &Cx<'_>, at: usize, actions: &mut Vec<Action>) {
        let Some(line) = cx.ground.lines.get(at) else { return };
        if !cx.writable || !ui.memory(|memory| memory.has_focus(list_id())) {
            return;
        }
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::ALT, Key::ArrowUp) {
            self.move_by(cx, at, false, actions);
        } else if pressed(Modifiers::ALT, Key::ArrowDown) {
            self.move_by(cx, at, true, actions);
        } else if pressed(Modifiers::NONE, Key::F2) {
            let stored = cx.project.findings().get(line.id).map(|f| f.statement.clone()).unwrap_or_default();
            (self.shows, self.is_inside) = (Shows::Finding, true);
            self.edits.open(Field::Statement(line.id), &stored);
        } else if pressed(Modifiers::NONE, Key::Delete) {
            self.remove(cx, line.id, actions);
        }
    }

    /// Moves a finding up or down by one.
    pub(super) fn move_by(&mut self, cx: &Cx<'_>, at: usize, is_down: bool, actions: &mut Vec<Action>) {
        let Some(line) = cx.ground.lines.get(at) else { return };
        let before = if is_down {
            if at + 1 >= cx.ground.lines.len() {
                return;
            }
            cx.ground.lines.get(at + 2).map(|next| next.id)
        } else {
            let Some(above) = at.checked_sub(1).and_then(|above| cx.ground.lines.get(above)) else { return };
            Some(above.id)
        };
        self.is_revealing = true;
        actions.push(Gesture::Study(StudyGesture::MoveFinding { finding: line.id, before }).into());
    }

    /// Removes a finding; its neighbour is chosen.
    pub(super) fn remove(&mut self, cx: &Cx<'_>, id: Id<Finding>, actions: &mut Vec<Action>) {
        let lines = &cx.ground.lines;
        let at = lines.iter().position(|line| line.id == id).unwrap_or_default();
        let next = lines.get(at + 1).or_else(|| at.checked_sub(1).and_then(|above| lines.get(above)));
        actions.push(Gesture::Study(StudyGesture::RetireFinding(id)).into());
        self.chosen = next.map(|line| line.id);
        self.is_inside = false;
        self.wants_list.ask();
    }
}

fn line_height(style: &Style) -> f32 {
    style.space(2) * 2.0 + style.tokens.line_height.body * STATEMENT_LINES as f32 + style.space(1) + style.tokens.line_height.body
}

/// What is to be known of a finding at once: it changed, is a draft, or how strong it is.
pub(super) fn state_of(line: &Line, finding: &Finding) -> (String, Option<Tone>) {
    if !line.evidence.since.is_nothing() {
        return ("Changed".to_owned(), Some(Tone::Caution));
    }
    match (finding.state, line.evidence.strength.level) {
        (FindingState::Draft, _) => (finding.state.to_string(), Some(Tone::Plain)),
        (FindingState::Agreed, level @ (StrengthLevel::Strong | StrengthLevel::Moderate | StrengthLevel::Limited)) => {
            (level.to_string(), None)
        }
        (FindingState::Agreed, level @ StrengthLevel::Unsupported) => (level.to_string(), Some(Tone::Caution)),
    }
}

fn line_ui(ui: &Ui, cx: &Cx<'_>, line: &Line, finding: &Finding, at: LineAt) -> Response {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let place = at.rect.shrink2(vec2(style.space(1), 1.0));
    let response = ui.interact(place, ui.scope_id().with(("finding", line.id)), Sense::click());
    let (state, tone) = state_of(line, finding);
    let counted = strip::words(cx, &line.evidence);
    let name = format!("{} {}, {}, {counted}, {state}", line.number, finding.statement, finding.polarity);
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, at.is_chosen, &name));
    if at.is_chosen {
        pen.boxed(place, tokens.radius.card, style.surface, style.line_strong);
        pen.fill(place.with_max_x(place.left() + 3.0).shrink2(vec2(0.0, 5.0)), 0, style.accent);
    } else if response.hovered() {
        pen.fill(place, tokens.radius.card, style.hovered(style.paper));
    }
    let (left, right) = (place.left() + style.space(4) + style.space(2), place.right() - style.space(2));
    let top = place.top() + style.space(2);
    let body = tokens.line_height.body;
    let quiet = Ink::new(Face::Ui, tokens.type_scale.body, style.muted);
    pen.line(pos2(left - style.space(2), top + body / 2.0), Align::Max, &line.number.to_string(), &quiet);
    let loud = Ink::new(Face::UiSemibold, tokens.type_scale.body, style.ink);
    let cut = statement(&pen, pos2(left, top), right - left, &finding.statement, &loud);
    let middle = top + body * STATEMENT_LINES as f32 + style.space(1) + body / 2.0 - 2.0;
    foot(
        &pen,
        Rect::from_min_max(pos2(left, middle - body / 2.0), pos2(right, middle + body / 2.0)),
        line,
        finding,
        (&state, tone),
    );
    whole_on_hover_ui(response, cut, &finding.statement)
}

/// At most two lines of a statement; whether it was cut.
fn statement(pen: &Pen, at: egui::Pos2, width: f32, words: &str, ink: &Ink) -> bool {
    let format = egui::TextFormat {
        font_id: ink.font.clone(),
        color: ink.colour,
        line_height: Some(pen.style.tokens.line_height.body),
        ..egui::TextFormat::default()
    };
    let mut job = egui::text::LayoutJob::single_section(words.to_owned(), format);
    job.wrap.max_width = width;
    job.wrap.max_rows = STATEMENT_LINES;
    job.wrap.overflow_character = Some('…');
    let galley = pen.painter.layout_job(job);
    let cut = galley.elided;
    pen.painter.galley(pen.on_pixel(at), galley, ink.colour);
    cut
}

/// Squares, "6 of 9", and the state.
fn foot(pen: &Pen, rect: Rect, line: &Line, finding: &Finding, (state, tone): (&str, Option<Tone>)) {
    let (style, scale) = (&pen.style, &pen.style.tokens.type_scale);
    let middle = rect.center().y;
    let of = line.evidence.of_counted();
    let colour = match finding.polarity {
        crate::model::Polarity::GoodPractice => style.good,
        crate::model::Polarity::Concern | crate::model::Polarity::Context => style.ink,
    };
    let loud = Ink::new(Face::UiSemibold, scale.small, colour);
    let (words, quiet) = (pen.width(&of, &loud), Ink::new(Face::Ui, scale.small, style.secondary));
    // The same room for every state, so that squares are as large in every line.
    let needed = words + pen.width("Unsupported", &quiet) + style.space(1) * 3.0;
    let end = strip::small(pen, pos2(rect.left(), middle), rect.width() - needed, &line.evidence, finding.polarity);
    let from = if end > rect.left() { end + style.space(1) + 2.0 } else { end };
    let after = pen.line(pos2(from, middle), Align::Min, &of, &loud).right() + style.space(1) + 2.0;
    match tone {
        None => _ = pen.line(pos2(after, middle), Align::Min, state, &quiet),
        Some(tone) => {
            let (colour, ground) = tone.colours(pen);
            let ink = Ink::new(Face::UiMedium, scale.small, colour);
            let size = vec2((pen.width(state, &ink) + 16.0).round(), 22.0);
            let pill = Rect::from_min_size(pen.on_pixel(pos2(after, middle - 11.0)), size);
            pen.fill(pill, style.tokens.radius.chip, ground);
            pen.line(pill.center(), Align::Center, state, &ink);
        }
    }
}
