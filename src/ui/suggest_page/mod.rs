//! The page of suggestions: passages that probably belong to a theme, or are like a coding, judged one after another.
//!
//! | part | what it is for |
//! |---|---|
//! | `ground` | a batch in words, and what has become of each suggestion |
//! | `card` | one suggestion as it is painted |
//! | `head` | which theme, what was learned from, how it has done so far |
//! | `foot` | with which theme, which way and how much; the buttons |
//!
//! Nothing is coded but what is accepted, one passage with one key. When a batch is through, the next one has learned
//! from it.

mod card;
mod foot;
mod ground;
mod head;

use super::reviews::list::{LineAt, list};
use super::search_page::theme_picker::ThemePicker;
use super::shell::{page_ui, single_column};
use super::style::{Style, icons};
use super::view::{PageUi, View};
use super::widgets::{KeyboardWish, Pen, empty_state_ui, progress_bar_ui};
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::gesture::{Gesture, OfferGesture, Passage};
use crate::app::suggestions::{About, Question, Standing, standing};
use crate::model::{Id, OfferedBy, Polarity, Theme};
use crate::text::TextRange;
use card::Card;
use egui::{CentralPanel, Frame, Key, Margin, Modifiers, Panel, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo};
use ground::{Ground, Verdict};

/// How many of the last suggestions tell how it has gone.
const LAST: usize = 40;

/// What a person does with the current suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Judge {
    Accept,
    Reject,
    PassOver,
    OpenPlace,
    More,
    Stop,
}

/// The page: what it is about, where it is, and how passages are coded.
#[derive(Debug, Default)]
pub struct SuggestPage {
    about: Option<About>,
    wants_batch: bool,
    /// What was passed over since the page was opened for this theme.
    skipped: Vec<Passage>,
    with_coded: bool,
    picker: ThemePicker,
    polarity: Polarity,
    /// Only the sentence with the strongest word is coded.
    sentence_only: bool,
    at: usize,
    is_revealing: bool,
    ground: Option<Ground>,
    standing: Option<((u64, Id<Theme>), Standing)>,
    wish: KeyboardWish,
    /// Where there is little room: what else can be chosen is shown.
    is_options_open: bool,
    /// Height of the bar at the foot.
    foot: f32,
}

/// The list, as what has the keyboard.
fn list_id() -> egui::Id {
    egui::Id::unique("suggestions list")
}

impl PageUi for SuggestPage {
    fn ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        self.settle_about(view);
        self.take_batch(view);
        page_ui(ui, |ui| self.whole_ui(ui, view, actions));
        self.ask(view, actions);
    }

    fn text_has_keyboard(&self, ctx: &egui::Context) -> bool {
        ctx.memory(|memory| memory.has_focus(list_id()))
    }

    fn take_keyboard(&mut self, _by_mouse: bool) {
        self.wish.ask();
    }

    fn command(&mut self, command: Command, view: &View<'_>, actions: &mut Vec<Action>) -> bool {
        let judge = match command {
            Command::AcceptSuggestion => Judge::Accept,
            Command::RejectSuggestion => Judge::Reject,
            Command::SkipSuggestion => Judge::PassOver,
            Command::OpenSuggestion => Judge::OpenPlace,
            Command::MoreSuggestions => Judge::More,
            Command::StopSuggestions => Judge::Stop,
            _ => return false,
        };
        self.judge(view, judge, actions);
        true
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("A", "accept"),
            ("R", "reject"),
            ("S", "pass over"),
            ("O", "open"),
            ("↑ ↓", "another"),
            ("M", "learn anew"),
            ("Esc", "stop"),
        ]
    }
}

impl SuggestPage {
    /// Begins with a theme or a coding.
    pub fn show(&mut self, about: About) {
        if self.about != Some(about) {
            self.begin(about);
        }
        self.wants_batch = true;
        self.wish.ask();
    }

    fn begin(&mut self, about: About) {
        self.about = Some(about);
        self.skipped.clear();
        self.picker.chosen = None;
        self.ground = None;
        self.at = 0;
        self.wants_batch = true;
    }

    /// Without a theme of its own the page takes the one used last, or the first.
    fn settle_about(&mut self, view: &View<'_>) {
        let project = view.session.project();
        if self.about.is_some_and(|about| about.theme(project).is_none()) {
            self.about = None;
        }
        if self.about.is_none() {
            let tree = view.session.tree();
            let first = || tree.nodes().iter().find(|n| !n.is_group()).or(tree.nodes().first()).map(|n| n.id);
            if let Some(theme) = view.last_theme.filter(|t| project.themes().get(*t).is_some()).or_else(first) {
                self.begin(About::Theme(theme));
            }
        }
        if self.picker.chosen.is_none() {
            self.picker.chosen = self.about.and_then(|about| about.theme(project));
        }
    }

    fn take_batch(&mut self, view: &View<'_>) {
        let batch = view.beside.learning.and_then(|l| l.suggestions.as_ref());
        let Some(batch) = batch.filter(|b| Some(b.question.about) == self.about) else {
            self.ground = None;
            return;
        };
        if self.ground.as_ref().is_some_and(|g| g.is_of(batch, view.session)) {
            return;
        }
        let is_new = self.ground.as_ref().is_none_or(|g| !std::sync::Arc::ptr_eq(&g.batch, batch));
        let ground = Ground::of(batch, view.session, self.picker.chosen, &self.skipped);
        if is_new {
            self.at = ground.next_open(0).unwrap_or_default();
            self.is_revealing = true;
        }
        self.ground = Some(ground);
    }

    /// Asks for a batch: the first one, and another when all of this one are judged.
    fn ask(&mut self, view: &View<'_>, actions: &mut Vec<Action>) {
        let Some((about, learning)) = self.about.zip(view.beside.learning) else { return };
        let is_through =
            self.ground.as_ref().is_some_and(|g| !g.lines.is_empty() && g.lines.iter().all(|line| line.verdict != Verdict::Open));
        let is_new =
            !learning.is_suggesting && self.ground.as_ref().is_some_and(|g| g.batch.question.skipped.len() <= self.skipped.len());
        if std::mem::take(&mut self.wants_batch) || (is_through && is_new) {
            let question = Question { about, skipped: self.skipped.clone(), with_coded: self.with_coded };
            actions.push(Action::Suggest(Box::new(question)));
        }
    }

    fn standing(&mut self, view: &View<'_>, theme: Id<Theme>) -> Standing {
        let key = (view.session.revision(), theme);
        match self.standing {
            Some((held, standing)) if held == key => standing,
            Some(_) | None => {
                let found = standing(view.session.project(), Some(theme), LAST);
                self.standing = Some((key, found));
                found
            }
        }
    }

    fn whole_ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let side = if single_column(ui) { style.space(3) } else { style.space(4) };
        let margin = Margin { left: side as i8, right: side as i8, top: style.space(3) as i8, bottom: style.space(2) as i8 };
        let shown = Panel::top("suggest_head").resizable(false).show_separator_line(false);
        let head = shown.frame(Frame::NONE.inner_margin(margin)).show(ui, |ui| self.head_ui(ui, view));
        let rect = head.response.rect;
        Pen::new(ui).across(rect.left(), rect.right(), rect.bottom() - 1.0, style.line);
        let has_lines = self.ground.as_ref().is_some_and(|g| !g.lines.is_empty());
        if !has_lines {
            CentralPanel::default().frame(Frame::NONE.inner_margin(side)).show(ui, |ui| {
                egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| self.empty_ui(ui, view, actions));
            });
            return;
        }
        // Its place is kept first and it is filled last, so that the keyboard comes to it last.
        let foot = Panel::bottom("suggest_foot").resizable(false).show_separator_line(false).frame(Frame::NONE);
        let height = self.foot.max(style.tokens.size.control + style.space(4));
        let foot = foot.exact_size(height).show(ui, |_| ()).response.rect;
        CentralPanel::default().frame(Frame::NONE).show(ui, |ui| self.list_ui(ui, view, actions));
        self.foot_in(ui, foot, view, actions);
    }

    fn foot_in(&mut self, ui: &mut Ui, place: Rect, view: &View<'_>, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let side = if single_column(ui) { style.space(3) } else { style.space(4) };
        let edge = egui::vec2(side, style.space(2));
        let builder = UiBuilder::new().max_rect(place.shrink2(edge)).layout(egui::Layout::top_down(egui::Align::Min));
        let mut foot = ui.new_child(builder);
        let shown = foot.scope(|ui| self.foot_ui(ui, view));
        let height = (shown.response.rect.height() + edge.y * 2.0).round();
        if (height - self.foot).abs() > 0.5 {
            self.foot = height;
            ui.request_repaint();
        }
        Pen::new(ui).across(place.left(), place.right(), place.top(), style.line_strong);
        if let Some(judge) = shown.inner {
            self.judge(view, judge, actions);
            ui.memory_mut(|memory| memory.request_focus(list_id()));
        }
    }

    fn empty_ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let Some(learning) = view.beside.learning else {
            let text = "The system gave no thread to learn in. Close other programs and open the deep dive again.";
            empty_state_ui(ui, icons::LAYERS, "No suggestions here", text, None);
            return;
        };
        if self.about.is_none() {
            let text = "Suggestions are learned for a theme. Add one first, or a codebook from a file.";
            if empty_state_ui(ui, icons::LAYERS, "No themes yet", text, Some("Go to themes")) {
                actions.push(Action::Command(Command::GoToThemes));
            }
            return;
        }
        if learning.is_suggesting || self.ground.is_none() {
            let text = "What is coded and rejected so far is being learned, on this computer only.";
            empty_state_ui(ui, icons::LAYERS, "Looking for passages…", text, None);
            if let Some((done, of)) = learning.reading {
                let name = format!("Reading the words of all documents, {done} of {of}");
                ui.vertical_centered(|ui| {
                    super::reviews::words::note_ui(ui, &name, Style::of(ui).secondary);
                    progress_bar_ui(ui, &name, done as f32 / of.max(1) as f32, 320.0_f32.min(ui.available_width()));
                });
            }
            return;
        }
        let text =
            "Every passage is coded, rejected or passed over. Passages that are coded with other themes can be offered too.";
        let again = (!self.with_coded).then_some("Offer coded passages too");
        if empty_state_ui(ui, icons::LAYERS, "Nothing more to suggest", text, again) {
            self.with_coded = true;
            self.wants_batch = true;
        }
    }

    fn list_ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        if self.wish.grant(ui.ctx()) {
            ui.memory_mut(|memory| memory.request_focus(list_id()));
        }
        self.own_keys(ui, view, actions);
        let Some(ground) = &self.ground else { return };
        let pen = Pen::new(ui);
        let width = ui.available_width();
        let inset = if single_column(ui) { pen.style.space(3) } else { pen.style.space(4) };
        let mut cards: Vec<Option<Card>> = Vec::new();
        let mut tops = vec![0.0];
        for (index, line) in ground.lines.iter().enumerate() {
            let card = Card::of(&pen, line, index == self.at, (width, inset));
            tops.push(tops.last().copied().unwrap_or_default() + card.height);
            cards.push(Some(card));
        }
        let name = format!("Suggestions, {} to judge", ground.lines.iter().filter(|l| l.verdict == Verdict::Open).count());
        let shown = list(list_id(), &name, Role::List, &tops).at(Some(self.at)).revealing(std::mem::take(&mut self.is_revealing));
        let mut clicked = None;
        let keys = shown.show_ui(ui, |ui, line_at: LineAt| {
            let response = ui.interact(line_at.rect, list_id().with(("line", line_at.index)), Sense::CLICK);
            if let Some((line, card)) = ground.lines.get(line_at.index).zip(cards.get_mut(line_at.index).and_then(Option::take)) {
                response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, line.words()));
                ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(line_at.is_chosen));
                card.paint(&Pen::new(ui), line_at.rect, line, inset, (line_at.is_chosen, response.hovered()));
            }
            if response.clicked() {
                clicked = Some(line_at.index);
            }
            response
        });
        if let Some(at) = clicked.or(keys.moved) {
            self.at = at;
            self.is_revealing = clicked.is_none();
            ui.request_repaint();
        }
        if keys.opened {
            self.judge(view, Judge::Accept, actions);
        }
    }

    fn own_keys(&mut self, ui: &Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        // egui takes the keyboard from whatever has it on Escape, before anything else sees the key.
        let is_free = ui.memory(|memory| memory.focused().is_none()) && !egui::Popup::is_any_open(ui.ctx());
        if is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.judge(view, Judge::Stop, actions);
        }
        if !ui.memory(|memory| memory.has_focus(list_id())) {
            return;
        }
        let keys = [
            (Key::A, Judge::Accept),
            (Key::R, Judge::Reject),
            (Key::S, Judge::PassOver),
            (Key::O, Judge::OpenPlace),
            (Key::M, Judge::More),
        ];
        for (key, judge) in keys {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                self.judge(view, judge, actions);
            }
        }
    }

    fn judge(&mut self, view: &View<'_>, judge: Judge, actions: &mut Vec<Action>) {
        match judge {
            Judge::Stop => {
                let theme = self.about.and_then(|about| about.theme(view.session.project()));
                actions.push(theme.map_or(Action::Command(Command::GoToThemes), Action::ShowTheme));
                return;
            }
            Judge::More => {
                self.wants_batch = true;
                return;
            }
            Judge::Accept | Judge::Reject | Judge::PassOver | Judge::OpenPlace => {}
        }
        let Some(ground) = &mut self.ground else { return };
        let offered = ground.batch.theme;
        let Some(line) = ground.lines.get_mut(self.at) else { return };
        let Passage { document, range } = line.passage;
        if judge == Judge::OpenPlace {
            actions.push(Action::Open(document, Some(line.marks.first().copied().unwrap_or(range))));
            return;
        }
        if line.verdict == Verdict::Open && (judge == Judge::PassOver || view.session.read_only().is_none()) {
            let span = coded_span(line.sentence, range, self.sentence_only);
            match judge {
                Judge::Accept => {
                    let theme = self.picker.chosen.unwrap_or(offered);
                    let passage = Passage { document, range: span };
                    actions.push(Gesture::Offer(OfferGesture::Accept { passage, theme, polarity: self.polarity }).into());
                    line.verdict = Verdict::Accepted;
                }
                Judge::Reject => {
                    let (passages, offered_by) = (vec![line.passage], OfferedBy::Suggestion);
                    actions.push(Gesture::Offer(OfferGesture::Reject { passages, theme: offered, offered_by }).into());
                    line.verdict = Verdict::Rejected;
                }
                Judge::PassOver | Judge::OpenPlace | Judge::More | Judge::Stop => {
                    self.skipped.push(line.passage);
                    line.verdict = Verdict::PassedOver;
                }
            }
        }
        if let Some(next) = ground.next_open(self.at) {
            self.at = next;
            self.is_revealing = true;
        }
    }
}

/// What of a passage is coded.
fn coded_span(sentence: TextRange, whole: TextRange, sentence_only: bool) -> TextRange {
    if sentence_only { sentence.intersection(whole).unwrap_or(whole) } else { whole }
}
