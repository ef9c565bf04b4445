//! What the reviews found and recommended themselves, and of which themes each of these speaks.
//!
//! A line has the keyboard as a whole: A accepts the first theme offered, T opens the picker, Backspace takes the last
//! theme off, arrows go on. Themes of codings in the same words are offered; nothing is recorded unless it is taken.

use super::FindingsPage;
use super::ground::Cx;
use crate::app::action::Action;
use crate::app::findings::{Said, offered_themes};
use crate::app::gesture::{Gesture, StudyGesture};
use crate::model::{Id, Statement, Theme};
use crate::text::StatedKind;
use crate::ui::reviews::words::{into_margin_ui, note_ui};
use crate::ui::style::{Face, Style, icons};
use crate::ui::widgets::{
    Ink, Pen, check_box, empty_state_ui, icon_button, keep_in_view, link_button, page_title_ui, reveal_focus, segmented_ui,
    theme_chip,
};
use egui::text::{LayoutJob, TextFormat};
use egui::{EventFilter, Key, Modifiers, Rect, Response, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

/// Lines of a statement while it has not the keyboard.
const LINES: usize = 4;
/// From the left of a statement to its words.
const LEFT: f32 = 16.0;

/// Which statements are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    /// 0 all, 1 findings, 2 recommendations.
    kind: usize,
    without_theme: bool,
}

impl Filter {
    /// Recommendations that nobody has given a theme.
    pub(super) const fn recommendations_without_theme(&mut self) {
        *self = Self { kind: 2, without_theme: true };
    }

    fn ui(&mut self, ui: &mut Ui) {
        let style = Style::of(ui);
        ui.add_space(style.space(1));
        segmented_ui(ui, "Which", &["All", "Findings", "Recommendations"], &mut self.kind);
        ui.add(check_box(&mut self.without_theme, "Only those without a theme"));
        note_ui(ui, "A accepts the first theme offered, T chooses another, Backspace takes the last one off.", style.muted);
        ui.add_space(style.space(1));
    }

    fn fits(self, statement: &Statement) -> bool {
        let is_kind = match self.kind {
            1 => statement.kind == StatedKind::Finding,
            2 => statement.kind == StatedKind::Recommendation,
            _ => true,
        };
        is_kind && (!self.without_theme || statement.themes.is_empty())
    }
}

/// What the keys ask of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Next,
    Previous,
    Accept,
    Pick,
    TakeOff,
    Open,
}

/// One theme of a statement as a step.
fn speaks(id: Id<Statement>, theme: Id<Theme>, is_in: bool) -> Action {
    Gesture::Study(StudyGesture::Speaks(id, vec![(theme, is_in)])).into()
}

impl FindingsPage {
    pub(super) fn reviews_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let statements: Vec<&Statement> = cx.ground.said.iter().filter_map(|id| cx.project.statements().get(*id)).collect();
        let bare = statements.iter().filter(|s| s.themes.is_empty()).count();
        let note =
            if statements.is_empty() { String::new() } else { format!("{} in all, {bare} without a theme", statements.len()) };
        page_title_ui(ui, "What the reviews said", &note);
        if statements.is_empty() {
            let text = "Findings and recommendations of the reviews are found when they are read; accept them under Reviews.";
            _ = empty_state_ui(ui, icons::QUOTE, "Nothing is accepted yet", text, None);
            return;
        }
        let is_low = ui.available_height() < super::LOW;
        if !is_low {
            self.reviews.ui(ui);
        }
        let shown: Vec<Id<Statement>> = statements.into_iter().filter(|s| self.reviews.fits(s)).map(|s| s.id).collect();
        into_margin_ui(ui, |ui, width| {
            ScrollArea::vertical().id_salt("what the reviews said").auto_shrink(false).show(ui, |ui| {
                ui.set_max_width(width.min(super::WIDEST + style.space(6)));
                if is_low {
                    self.reviews.ui(ui);
                }
                if shown.is_empty() {
                    note_ui(ui, "All of these have a theme.", style.secondary);
                }
                for (at, id) in shown.iter().enumerate() {
                    self.statement_line_ui(ui, cx, &shown, (at, *id), actions);
                }
                reveal_focus(ui, egui::Id::unique("focus in what the reviews said"), ui.min_rect());
            });
        });
    }

    fn statement_line_ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        shown: &[Id<Statement>],
        (at, id): (usize, Id<Statement>),
        actions: &mut Vec<Action>,
    ) {
        let Some(said) = self.held.said(cx.session, id) else { return };
        let offered = cx.project.statements().get(id).map(|s| offered_themes(cx.project, s)).unwrap_or_default();
        ui.push_id(("statement", id), |ui| {
            ui.spacing_mut().item_spacing.y = style_gap(ui);
            let response = words_ui(ui, cx, &said, true);
            if self.wants_statement == Some(id) {
                self.wants_statement = None;
                response.request_focus();
            }
            let asked = if response.has_focus() && !self.adder.is_open() { key(ui, &response) } else { None };
            let neighbour = |by: isize| at.checked_add_signed(by).and_then(|at| shown.get(at)).copied();
            let onward = |page: &mut Self| {
                // It leaves the list of those without a theme: the next one takes the keyboard.
                page.wants_statement = if page.reviews.without_theme { neighbour(1).or_else(|| neighbour(-1)) } else { Some(id) };
            };
            match asked {
                Some(Asked::Next) => self.wants_statement = neighbour(1),
                Some(Asked::Previous) => self.wants_statement = neighbour(-1),
                Some(Asked::Open) => actions.push(Action::Open(said.document, said.range)),
                Some(Asked::Accept) if cx.writable => {
                    if let Some(theme) = offered.first() {
                        actions.push(speaks(id, *theme, true));
                        onward(self);
                    }
                }
                Some(Asked::TakeOff) if cx.writable => {
                    actions.extend(said.themes.last().map(|theme| speaks(id, *theme, false)));
                }
                Some(Asked::Accept | Asked::TakeOff | Asked::Pick) | None => {}
            }
            if response.clicked() {
                response.request_focus();
            }
            let picks = asked == Some(Asked::Pick) && cx.writable;
            if self.themes_of_ui(ui, cx, &said, &offered, picks, actions) {
                onward(self);
            }
            ui.add_space(Style::of(ui).space(2));
        });
    }

    /// Its themes, those offered, and a way to choose another; true when one was added.
    fn themes_of_ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        said: &Said,
        offered: &[Id<Theme>],
        picks: bool,
        actions: &mut Vec<Action>,
    ) -> bool {
        let style = Style::of(ui);
        let mut is_added = false;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(style.space(1), style.space(0));
            ui.add_space(LEFT);
            for theme in &said.themes {
                let Some(shown) = cx.theme(&style, *theme) else { continue };
                ui.add(theme_chip(&shown.code, &shown.name, shown.paint));
                let name = format!("Take off {} from {}", cx.theme_words(*theme), said.name);
                if cx.writable && ui.add(icon_button(icons::X, &name).small()).clicked() {
                    actions.push(speaks(said.statement, *theme, false));
                }
            }
            if !cx.writable {
                return;
            }
            if said.themes.is_empty() && offered.is_empty() {
                note_ui(ui, "No theme yet", style.caution);
            }
            for theme in offered {
                let Some(shown) = cx.theme(&style, *theme) else { continue };
                let name = format!("Accept {} for {}", cx.theme_words(*theme), said.name);
                if ui.add(link_button(&format!("{}?", shown.code)).icon(icons::CHECK).name(&name)).clicked() {
                    actions.push(speaks(said.statement, *theme, true));
                    is_added = true;
                }
            }
            let name = format!("Choose a theme for {}", said.name);
            let opener = ui.add(icon_button(icons::PLUS, &name).small());
            let opens = picks || opener.clicked();
            if let Some(theme) = self.adder.under_ui(&opener, cx, "Theme of the statement", opens, offered)
                && !said.themes.contains(&theme)
            {
                actions.push(speaks(said.statement, theme, true));
                is_added = true;
            }
        });
        is_added
    }
}

/// From the words of a statement to its themes.
fn style_gap(ui: &Ui) -> f32 {
    Style::of(ui).space(0) / 2.0
}

fn key(ui: &Ui, response: &Response) -> Option<Asked> {
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    [
        (Key::ArrowDown, Asked::Next),
        (Key::ArrowUp, Asked::Previous),
        (Key::A, Asked::Accept),
        (Key::T, Asked::Pick),
        (Key::Backspace, Asked::TakeOff),
        (Key::Enter, Asked::Open),
    ]
    .into_iter()
    .find(|(key, _)| pressed(*key))
    .map(|(_, asked)| asked)
}

/// A statement with its citation, to be opened; used wherever the page lists some.
pub(super) fn said_line_ui(ui: &mut Ui, cx: &Cx<'_>, said: &Said, actions: &mut Vec<Action>) {
    ui.push_id(("said", said.statement), |ui| {
        if words_ui(ui, cx, said, false).clicked() {
            actions.push(Action::Open(said.document, said.range));
        }
    });
}

/// Words with a quiet rule, number and citation under them; whole where it `is_line` and has the keyboard.
fn words_ui(ui: &mut Ui, cx: &Cx<'_>, said: &Said, is_line: bool) -> Response {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let id = ui.scope_id().with(("words", said.statement));
    let has_keyboard = ui.memory(|memory| memory.has_focus(id));
    let width = ui.available_width();
    let format = TextFormat {
        font_id: Face::Read.at(tokens.type_scale.quote),
        color: style.ink,
        line_height: Some(tokens.line_height.quote),
        ..TextFormat::default()
    };
    let mut job = LayoutJob::single_section(said.words.clone(), format);
    job.wrap.max_width = (width - LEFT).max(style.space(6));
    if !has_keyboard {
        job.wrap.max_rows = LINES;
        job.wrap.overflow_character = Some('…');
    }
    let galley = pen.painter.layout_job(job);
    let height = galley.size().y + tokens.line_height.small + style.space(0);
    let (_, rect) = ui.allocate_space(vec2(width, height));
    let response = ui.interact(rect, id, Sense::click());
    keep_in_view(&response);
    let spoken: Vec<String> = said.themes.iter().map(|t| cx.theme_words(*t)).collect();
    let spoken = if spoken.is_empty() { "no theme yet".to_owned() } else { format!("speaks of {}", spoken.join(", ")) };
    let role = if is_line { Role::ListItem } else { Role::Link };
    let name = format!("{}: {} {}, {spoken}", said.name, said.words, said.citation);
    response.widget_info(|| WidgetInfo::labeled(role, true, &name));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    if response.hovered() || has_keyboard {
        pen.fill(rect.expand2(vec2(0.0, 2.0)), tokens.radius.tint, style.hovered(style.surface));
    }
    pen.fill(Rect::from_min_size(rect.min + vec2(2.0, 3.0), vec2(2.0, height - 4.0)), 0, style.line_strong);
    pen.painter.galley(pen.on_pixel(pos2(rect.left() + LEFT, rect.top())), galley.clone(), style.ink);
    let small = Ink::new(Face::Ui, tokens.type_scale.small, style.secondary);
    let low = rect.top() + galley.size().y + tokens.line_height.small / 2.0 + 1.0;
    let under = format!("{}, {}", said.name, said.citation);
    pen.line_within(pos2(rect.left() + LEFT, low), egui::Align::Min, width - LEFT, &under, &small);
    if has_keyboard {
        pen.row_ring(rect.expand2(vec2(0.0, 2.0)));
    }
    response
}
