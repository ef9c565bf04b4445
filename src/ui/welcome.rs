//! The first page: what to do on the left, what the program is for on the right.
//!
//! It knows no file and no clock: when and where a project was last used come as words. The keyboard
//! begins on New deep dive. Where there is no room the right half folds away and the left one scrolls.

mod specimen;

use crate::ui::style::{Face, Style, icons};
use crate::ui::widgets::{Ink, Pen, button, keep_in_view, primary_button, section_label_ui};
use egui::{
    Align, CentralPanel, Frame, Id, Layout, Rect, Response, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

const COLUMN: f32 = 528.0;
const SIDE: f32 = 72.0;
/// Below this height gaps are smaller, so that three projects fit without scrolling.
const LOW: f32 = 800.0;

/// A project opened before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recent {
    /// Its title.
    pub title: String,
    /// When it was last used, in words.
    pub when: String,
    /// How much there is in it, in words.
    pub counts: String,
    /// Where it lies, in words.
    pub place: String,
    /// Whether its folder cannot be reached just now.
    pub unreachable: bool,
}

/// What the first page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Welcome {
    /// Projects opened before, the last first.
    pub recent: Vec<Recent>,
}

/// What was chosen on the first page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WelcomeChoice {
    /// Begin a project.
    New,
    /// Open a folder.
    Open,
    /// Open the project at this place in the list.
    Recent(usize),
    /// Open the sample.
    Sample,
}

impl Welcome {
    /// Shows the page over all there is.
    pub fn ui(&self, ui: &mut Ui) -> Option<WelcomeChoice> {
        let style = Style::of(ui);
        CentralPanel::default().frame(Frame::NONE.fill(style.desk)).show(ui, |ui| self.halves_ui(ui, &style)).inner
    }

    fn halves_ui(&self, ui: &mut Ui, style: &Style) -> Option<WelcomeChoice> {
        let whole = ui.max_rect();
        let folded = whole.width() < style.tokens.fold.single_column;
        let half = if folded { whole.right() } else { whole.left() + (whole.width() / 2.0).round() };
        let column = if folded {
            COLUMN.min(whole.width() - style.space(5) * 2.0)
        } else {
            COLUMN.min(half - whole.left() - SIDE - style.space(5))
        };
        let left = if folded { whole.center().x - column / 2.0 } else { half - SIDE - column };
        let builder = UiBuilder::new().max_rect(whole.with_max_x(half)).layout(Layout::top_down(Align::Min));
        let choice = ui.scope_builder(builder, |ui| {
            ScrollArea::vertical()
                .auto_shrink(false)
                .show(ui, |ui| {
                    let top = ui.max_rect().top();
                    let place = Rect::from_min_size(pos2(left, top), vec2(column, whole.height()));
                    let builder = UiBuilder::new().max_rect(place).layout(Layout::top_down(Align::Min));
                    ui.scope_builder(builder, |ui| self.column_ui(ui, style, whole.height())).inner
                })
                .inner
        });
        if !folded {
            let page = whole.with_min_x(half + style.space(4));
            specimen::specimen_ui(ui, page);
        }
        choice.inner
    }

    fn column_ui(&self, ui: &mut Ui, style: &Style, height: f32) -> Option<WelcomeChoice> {
        let tokens = style.tokens;
        ui.spacing_mut().item_spacing.y = 0.0;
        let top = ui.cursor().top();
        ui.add_space((height * 0.147).clamp(style.space(4), 132.0));
        let name = Ink::new(Face::ReadSemibold, tokens.type_scale.display, style.ink);
        words_ui(ui, "Deepdive", &name, style.space(6), Role::Heading);
        ui.add_space(style.space(2));
        let quiet = Ink::new(Face::Ui, tokens.type_scale.strong, style.secondary);
        words_ui(ui, "Read practice reviews, mark what matters, and say what they show.", &quiet, 26.0, Role::Label);
        let gap = if height < LOW { style.space(4) } else { style.space(5) + style.space(1) };
        ui.add_space(style.space(5));
        let mut choice = first_actions_ui(ui, style);
        ui.add_space(gap);
        if !self.recent.is_empty() {
            choice = self.recent_ui(ui, style).or(choice);
            ui.add_space(gap);
        }
        choice = sample_ui(ui).then_some(WelcomeChoice::Sample).or(choice);
        let small = Ink::new(Face::Ui, tokens.type_scale.small, style.muted);
        let rest = height - (ui.cursor().top() - top) - tokens.line_height.small - 39.0;
        ui.add_space(rest.max(style.space(4)));
        let promise = "Deepdive does not use the internet. Your documents stay in your folders.";
        words_ui(ui, promise, &small, tokens.line_height.small, Role::Label);
        ui.add_space(39.0_f32.min(style.space(4)));
        choice
    }

    fn recent_ui(&self, ui: &mut Ui, style: &Style) -> Option<WelcomeChoice> {
        section_label_ui(ui, "Recent", "");
        ui.add_space(style.space(1));
        let pen = Pen::new(ui);
        let edge = ui.cursor().top();
        pen.across(ui.max_rect().left(), ui.max_rect().right(), edge, style.line_strong);
        let mut choice = None;
        for (index, recent) in self.recent.iter().enumerate() {
            if recent_row_ui(ui, recent).clicked() {
                choice = Some(WelcomeChoice::Recent(index));
            }
        }
        choice
    }
}

/// Words over as many lines as they need.
fn words_ui(ui: &mut Ui, text: &str, ink: &Ink, line_height: f32, role: Role) {
    let pen = Pen::new(ui);
    let galley = pen.layout_lines(text, ink, line_height, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(role, true, text));
    pen.painter.galley(pen.on_pixel(rect.min), galley, ink.colour);
}

fn first_actions_ui(ui: &mut Ui, style: &Style) -> Option<WelcomeChoice> {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = style.space(3);
        let new = ui.add(primary_button("New deep dive").icon(icons::PLUS).large());
        let given = Id::unique("welcome_focus_given");
        if !ui.data(|data| data.get_temp::<bool>(given).unwrap_or(false)) {
            new.request_focus();
            ui.data_mut(|data| data.insert_temp(given, true));
        }
        let open = ui.add(button("Open…").icon(icons::FOLDER_OPEN).large());
        if new.clicked() { Some(WelcomeChoice::New) } else { open.clicked().then_some(WelcomeChoice::Open) }
    })
    .inner
}

fn recent_row_ui(ui: &mut Ui, recent: &Recent) -> Response {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), style.space(7)), Sense::click());
    let note = if recent.unreachable { "The folder cannot be reached just now" } else { &recent.counts };
    let name = format!("Open {}, {}, {note}, {}", recent.title, recent.when, recent.place);
    keep_in_view(&response);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let wide = rect.expand2(vec2(style.space(1), 0.0));
    if response.hovered() {
        pen.fill(wide, tokens.radius.control, style.hovered(style.desk));
    }
    let small = |colour| Ink::new(Face::Ui, tokens.type_scale.small, colour);
    let title = if recent.unreachable { style.secondary } else { style.ink };
    let title = Ink::new(Face::UiMedium, tokens.type_scale.strong, title);
    let (first, second) = (rect.top() + 22.0, rect.top() + 44.0);
    let gap = style.space(3);
    let when = pen.line(pos2(rect.right(), first), Align::Max, &recent.when, &small(style.muted)).left();
    pen.line_within(pos2(rect.left(), first), Align::Min, when - gap - rect.left(), &recent.title, &title);
    let mut left = rect.left();
    if recent.unreachable {
        pen.icon(pos2(left + 8.0, second), icons::TRIANGLE_ALERT, 14.0, style.caution);
        left += 22.0;
    }
    let ink = small(if recent.unreachable { style.caution } else { style.secondary });
    let note = pen.line_within(pos2(left, second), Align::Min, rect.right() - left, note, &ink).rect.right();
    let room = (rect.right() - note - gap).max(0.0);
    if room > style.space(7) {
        pen.line_within(
            pos2(rect.right() - pen.width(&recent.place, &small(style.muted)).min(room), second),
            Align::Min,
            room,
            &recent.place,
            &small(style.muted),
        );
    }
    pen.across(rect.left(), rect.right(), rect.bottom() - tokens.stroke.hair, style.line);
    if response.has_focus() {
        pen.row_ring(wide);
    }
    response
}

/// The card that offers the sample; returns whether it was pressed.
fn sample_ui(ui: &mut Ui) -> bool {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let open = button("Open the sample");
    let (width, inset) = (ui.available_width(), style.space(6) + style.space(0));
    let beside = width > COLUMN - style.space(7);
    let right = if beside { open.size(&pen).x + style.space(4) + style.space(3) } else { style.space(3) };
    let text = "Eleven invented children, seventeen reviews, coded by two analysts, studied in two rounds.";
    let ink = Ink::new(Face::Ui, tokens.type_scale.body, style.secondary);
    let galley = pen.layout_lines(text, &ink, tokens.line_height.body, (width - inset - right).min(300.0));
    let below = if beside { 0.0 } else { tokens.size.control + style.space(2) };
    let height = 44.0 + galley.size().y + style.space(3) + 4.0 + below;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Try it on the sample. {text}")));
    pen.boxed(rect, tokens.radius.card, style.surface, style.line);
    pen.icon(rect.min + vec2(28.0, 30.0), icons::BOOK_OPEN_TEXT, 20.0, style.accent);
    let loud = Ink::new(Face::UiSemibold, tokens.type_scale.strong, style.ink);
    pen.line(rect.min + vec2(inset, 28.0), Align::Min, "Try it on the sample", &loud);
    pen.painter.galley(pen.on_pixel(rect.min + vec2(inset, 44.0)), galley, style.secondary);
    let size = open.size(&pen);
    let corner = if beside {
        pos2(rect.right() - 20.0 - size.x, rect.center().y - size.y / 2.0)
    } else {
        pos2(rect.left() + inset, rect.bottom() - style.space(3) - size.y)
    };
    let builder = UiBuilder::new().max_rect(Rect::from_min_size(corner, size));
    ui.new_child(builder).add(open).clicked()
}

#[cfg(test)]
mod tests;
