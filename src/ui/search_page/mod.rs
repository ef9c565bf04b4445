//! The page of search: a query over all documents, its passages by case, and coding many of them in one go.
//!
//! | part | what it is for |
//! |---|---|
//! | `ground` | an answer in words, grouped by case: made once, kept while it holds |
//! | `facets`, `facet_list` | what the passages can be narrowed by, and what is left |
//! | `query` | the field, its faults, help |
//! | `widened`, `lexicon` | what terms also find, and where that is said |
//! | `saved`, `help` | queries saved or asked before; what can be written |
//! | `remarks` | the sentence of counts, and what is folded away |
//! | `mention`, `list`, `row` | the mentions |
//! | `preview` | the whole passage and its codings |
//! | `bar`, `theme_picker` | the sentence at the foot that codes what was chosen |
//!
//! Nothing is coded but by the button at the foot.

mod bar;
mod empty;
mod facet_list;
mod facets;
mod ground;
mod help;
mod lexicon;
mod list;
mod mention;
pub(in crate::ui) mod paint;
mod preview;
mod query;
mod remarks;
mod row;
mod saved;
pub(in crate::ui) mod theme_picker;
mod widened;

use super::shell::{page_ui, pane_ui, single_column};
use super::style::{Style, icons};
use super::view::{PageUi, View};
use super::widgets::{Button, FIELDS_CLOSE, Pen, button};
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::search_thread::Question;
use crate::model::{Id, Theme};
use bar::BarState;
use egui::{Align, CentralPanel, Frame, Layout, Margin, Panel, Popup, Rect, Ui, UiBuilder, Vec2, vec2};
use facets::{Shown, Ticks};
use ground::Ground;
use lexicon::LexiconDialog;
use list::{ListAsk, ListState};
use query::QueryState;

/// The page.
#[derive(Debug, Default)]
pub struct SearchPage {
    query: QueryState,
    ground: Option<Ground>,
    shown: Shown,
    /// Raised whenever what is shown changes.
    version: u64,
    ticks: Ticks,
    list: ListState,
    bar: BarState,
    /// The pass in which the page was drawn last, to know when one arrives.
    last_pass: Option<u64>,
    /// Ticks or folded cases have changed since the list was made.
    stale: bool,
    /// The theme whose rejections are known of what is shown.
    rejections_of: Option<Option<Id<Theme>>>,
    /// Yes or no to the current mention, by a command.
    decided: Option<bool>,
    lexicon: Option<LexiconDialog>,
    /// Height of the head.
    head: f32,
    /// Height of the bar at the foot.
    foot: f32,
}

/// Least height of the list.
const MENTIONS: f32 = 96.0;

impl PageUi for SearchPage {
    fn ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let pass = ui.cumulative_pass_nr();
        if self.last_pass.is_none_or(|last| last + 1 < pass) {
            self.query.wants_focus = true;
        }
        self.last_pass = Some(pass);
        self.query.follow(view);
        self.take_answer(ui, view);
        page_ui(ui, |ui| self.whole_ui(ui, view, actions));
        if let Some(lexicon) = &mut self.lexicon
            && !lexicon.ui(ui.ctx(), view.session, actions)
        {
            self.lexicon = None;
        }
    }

    fn least_room(&self) -> Vec2 {
        // Head and foot as they were, with a few mentions between them.
        vec2(400.0, (self.head + self.foot + MENTIONS).max(340.0))
    }

    fn take_keyboard(&mut self, _by_mouse: bool) {
        self.query.wants_focus = true;
    }

    fn command(&mut self, command: Command, _view: &View<'_>, _actions: &mut Vec<Action>) -> bool {
        match command {
            Command::TagMentions if self.ground.is_some() => self.bar.picker.wants_open = true,
            Command::AcceptMention | Command::RejectMention => self.decided = Some(command == Command::AcceptMention),
            Command::EditLexicon => self.lexicon = Some(LexiconDialog::default()),
            _ => return false,
        }
        true
    }

    fn text_has_keyboard(&self, ctx: &egui::Context) -> bool {
        ctx.memory(|memory| memory.focused()) == Some(list::list_id())
    }

    fn takes_keys(&self) -> bool {
        self.lexicon.is_some()
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("↑ ↓", "mention"),
            ("Space", "choose"),
            ("Ctrl A", "choose all"),
            ("T", "theme"),
            ("A", "accept"),
            ("R", "reject"),
            ("Enter", "open"),
            ("Left Right", "fold a case"),
        ]
    }
}

impl SearchPage {
    /// Derives anew what an answer, a change of the project or a tick has changed.
    fn take_answer(&mut self, ui: &Ui, view: &View<'_>) {
        let results = view.answer.and_then(|answer| Some((answer, answer.found.as_ref().ok()?)));
        let Some((answer, results)) = results else {
            self.ground = None;
            return;
        };
        if self.ground.as_ref().is_some_and(|g| g.is_of(answer, view.session)) {
            self.take_rejections(ui, view);
            return;
        }
        let is_new = !self.ground.as_ref().is_some_and(|g| g.same_question(answer));
        let before = self.ground.take().filter(|g| g.same_answer(answer));
        let ground = match before {
            Some(mut ground) => {
                ground.recode(view.session);
                ground
            }
            None => Ground::of(answer, results, view.session),
        };
        facets::drop_unseen(&mut self.ticks, &ground.facets);
        if is_new {
            self.list.begin(&ground);
        }
        self.ground = Some(ground);
        self.rejections_of = None;
        self.take_rejections(ui, view);
    }

    /// Finds what was rejected for the theme that is chosen now.
    fn take_rejections(&mut self, ui: &Ui, view: &View<'_>) {
        let theme = self.bar.picker.chosen;
        if self.rejections_of == Some(theme) {
            return;
        }
        self.rejections_of = Some(theme);
        if let Some(ground) = &self.ground {
            self.list.folds.are_rejected = theme.map(|theme| ground.rejected(view.session.project(), theme)).unwrap_or_default();
        }
        self.show(ui);
    }

    fn show(&mut self, ui: &Ui) {
        if let Some(ground) = &self.ground {
            self.shown = Shown::of(ground, &self.ticks, &self.list.folds, &Style::of(ui));
            self.version += 1;
        }
    }

    fn whole_ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let narrow = single_column(ui);
        self.head_ui(ui, view, narrow, actions);
        let Some(ground) = self.ground.take() else {
            self.empty_ui(ui, view, actions);
            return;
        };
        if ground.rows.is_empty() {
            framed_ui(ui, |ui| empty::nothing_ui(ui, ground.query()));
        } else {
            self.answer_ui(ui, view, &ground, narrow, actions);
        }
        self.ground = Some(ground);
        if std::mem::take(&mut self.stale) {
            self.show(ui);
            ui.request_repaint();
        }
    }

    fn head_ui(&mut self, ui: &mut Ui, view: &View<'_>, narrow: bool, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let margin = Margin {
            left: style.space(4) as i8,
            right: style.space(4) as i8,
            top: style.space(3) as i8,
            bottom: style.space(2) as i8,
        };
        let shown = Panel::top("search_head").resizable(false).show_separator_line(false).frame(Frame::NONE.inner_margin(margin));
        let head = shown.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = style.space(0);
            let found = self.ground.as_ref().filter(|g| !g.rows.is_empty());
            let words = narrow_words(&self.ticks);
            let width = if narrow && found.is_some() { narrow_button(&words).size(&Pen::new(ui)).x } else { 0.0 };
            let (ticks, shown, stale) = (&mut self.ticks, &self.shown, &mut self.stale);
            let mut narrow_ui = |ui: &mut Ui| {
                *stale |= found.is_some_and(|ground| narrow_ui(ui, &words, ground, shown, ticks));
            };
            if self.query.ui(ui, view, self.ground.as_ref(), (width, &mut narrow_ui), actions) {
                ui.memory_mut(|memory| memory.request_focus(list::list_id()));
            }
            if let Some(answer) = view.answer
                && widened::widened_ui(ui, &answer.expansions, &mut self.query, actions)
            {
                self.lexicon = Some(LexiconDialog::default());
            }
            let Some(ground) = found else { return };
            ui.add_space(style.space(1));
            self.stale |= remarks::remarks_ui(ui, ground, shown, ticks, &mut self.list.folds);
        });
        let rect = head.response.rect;
        self.head = rect.height();
        Pen::new(ui).across(rect.left(), rect.right(), rect.bottom() - 1.0, style.line);
    }

    fn empty_ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        framed_ui(ui, |ui| match view.answer {
            Some(answer) if answer.found.is_err() && !self.query.text.trim().is_empty() => empty::fault_ui(ui),
            _ if view.is_searching && !self.query.text.trim().is_empty() => empty::searching_ui(ui),
            _ => empty::start_ui(ui, view, &mut self.query, actions),
        });
    }

    fn answer_ui(&mut self, ui: &mut Ui, view: &View<'_>, ground: &Ground, narrow: bool, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        self.bar.arrange(ground, &self.shown, &self.list, self.version);
        // Its place is kept first and it is filled last, so that the keyboard comes to it last.
        let foot = Panel::bottom("search_bar").resizable(false).show_separator_line(false).frame(Frame::NONE);
        let foot = foot.exact_size(self.foot.max(style.tokens.size.control + style.space(4))).show(ui, |_| ()).response.rect;
        let mut ask = ListAsk::default();
        if !narrow {
            let sides = Margin { left: style.space(4) as i8, right: style.space(3) as i8, top: style.space(3) as i8, bottom: 0 };
            let left =
                Panel::left("search_facets").exact_size(style.tokens.size.facets).resizable(false).show_separator_line(false);
            let left = left.frame(Frame::NONE.fill(style.desk).inner_margin(sides)).show(ui, |ui| {
                if ground.tallies().is_empty() {
                    self.stale |= facet_list::facets_ui(ui, ground, &self.shown, &mut self.ticks);
                } else if let Some(term) = facet_list::tallies_ui(ui, ground) {
                    self.query.narrow(&term, actions);
                }
            });
            let rect = left.response.rect;
            Pen::new(ui).down(rect.right() - 1.0, rect.top(), rect.bottom(), style.line);
            let (row, unit) = (self.list.row(ground), self.bar.unit);
            let width = style.tokens.size.context.min(ui.available_width() * 0.32);
            ask.open = pane_ui(ui, "search_pane", width, |ui| preview::preview_ui(ui, ground, row, unit));
        }
        CentralPanel::default().frame(Frame::NONE.fill(style.surface)).show(ui, |ui| {
            if self.shown.rows.is_empty() {
                self.stale |= empty::all_hidden_ui(ui, &self.shown, &mut self.ticks, &mut self.list.folds);
                return;
            }
            let asked = self.list.ui(ui, ground, &self.shown);
            ask = ListAsk { open: ask.open.or(asked.open), ..asked };
        });
        self.foot_ui(ui, foot, view, ground, actions);
        self.stale |= ask.folded;
        self.bar.picker.wants_open |= ask.tag;
        let decided = self.decided.take().and_then(|yes| Some((self.list.row(ground)?, yes)));
        if let Some((row, yes)) = ask.decide.or(decided)
            && view.session.read_only().is_none()
            && let Some(row) = ground.rows.get(row)
            && let Some(gesture) = self.bar.decide(ground, row, yes)
        {
            actions.push(gesture.into());
            self.list.go_on(ground, &self.shown);
        }
        if let Some(row) = ask.open.and_then(|row| ground.rows.get(row)) {
            let at = row.hit.marks.first().copied().unwrap_or(row.hit.range);
            actions.push(Action::Open(row.key.0, Some(at)));
        }
    }
}

impl SearchPage {
    fn foot_ui(&mut self, ui: &mut Ui, place: Rect, view: &View<'_>, ground: &Ground, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let edge = vec2(style.space(4), style.space(2));
        let builder = UiBuilder::new().max_rect(place.shrink2(edge)).layout(Layout::top_down(Align::Min));
        let mut foot = ui.new_child(builder);
        let last = foot.scope(|ui| self.bar.ui(ui, view, ground, &self.shown, &mut self.list, actions)).response.rect;
        let height = (last.height() + edge.y * 2.0).round();
        if (height - self.foot).abs() > 0.5 {
            self.foot = height;
            ui.request_repaint();
        }
        Pen::new(ui).across(place.left(), place.right(), place.top(), style.line_strong);
    }
}

/// The ground under an empty state.
fn framed_ui(ui: &mut Ui, contents_ui: impl FnOnce(&mut Ui)) {
    let style = Style::of(ui);
    CentralPanel::default().frame(Frame::NONE.inner_margin(style.space(4))).show(ui, |ui| {
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, contents_ui);
    });
}

fn narrow_words(ticks: &Ticks) -> String {
    if ticks.is_empty() { "Narrow".to_owned() } else { format!("Narrow ({})", ticks.len()) }
}

fn narrow_button(words: &str) -> Button<'_> {
    button(words).icon(icons::LIST_FILTER)
}

/// Where there is one column, the lists of values open from a button; says whether a tick changed.
fn narrow_ui(ui: &mut Ui, words: &str, ground: &Ground, shown: &Shown, ticks: &mut Ticks) -> bool {
    let style = Style::of(ui);
    let open = ui.add(narrow_button(words));
    let shown = Popup::menu(&open).close_behavior(FIELDS_CLOSE).gap(4.0).show(|ui| {
        ui.set_width(style.tokens.size.facets);
        ui.set_max_height(ui.content_rect().height() * 0.6);
        Frame::NONE.inner_margin(style.space(1)).show(ui, |ui| facet_list::facets_ui(ui, ground, shown, ticks)).inner
    });
    open.ctx.accesskit_node_builder(open.id, |node| node.set_expanded(shown.is_some()));
    shown.is_some_and(|shown| shown.inner)
}

impl SearchPage {
    /// Puts a question into the query field.
    ///
    /// The page itself asks by the same action, so words that stand there already stay as they were typed.
    pub fn set_question(&mut self, question: &Question) {
        if self.query.text.trim() != question.words.trim() {
            question.words.clone_into(&mut self.query.text);
        }
        self.query.off.clone_from(&question.not_widened);
    }
}
