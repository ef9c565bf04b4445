//! Findings with what they rest on, and recommendations.
//!
//! | part | what it is for |
//! |---|---|
//! | `ground` | the deep dive of the moment, computed once per revision |
//! | `edits` | words that are being written |
//! | `list`, `strip` | the findings at the left, and their cases as squares |
//! | `finding`, `tags`, `adder` | the chosen finding: statement, cases, strength, themes and what else belongs to it |
//! | `evidence`, `passage`, `since` | passages for and against, and what changed since its author looked |
//! | `recommend`, `pill` | its recommendations, and what the reviews recommended before |
//! | `all`, `gap`, `reviews` | all recommendations, themes against recommendations, what the reviews said |
//!
//! The list stays while the rest of the page shows a finding or one of the lists; in a narrow window one of both is shown.

mod adder;
mod all;
mod edits;
mod evidence;
mod finding;
mod gap;
mod ground;
mod list;
mod passage;
mod pill;
mod recommend;
mod reviews;
mod since;
mod strip;
mod tags;

use super::reviews::words::into_margin_ui;
use super::shell::{page_ui, pane_ui};
use super::style::{Style, icons};
use super::view::{PageUi, View};
use super::widgets::{KeyboardWish, empty_state_ui, link_button, page_title_ui, reveal_focus};
use crate::app::action::Action;
use crate::app::command::{Command, Page};
use crate::app::gesture::{Gesture, StudyGesture};
use crate::app::settings::RoundChoice;
use crate::model::{Case, Coding, Finding, Id, Statement};
use adder::ThemeAdder;
use edits::{Edits, Field};
use egui::{Frame, Margin, Panel, ScrollArea, Ui, Vec2, vec2};
use ground::{Cx, Held};
use std::collections::BTreeSet;

/// Pages at least so wide have recommendations in a pane of their own.
const WITH_PANE: f32 = 1080.0;
/// Pages less wide show the list or a finding, not both.
const WITH_LIST: f32 = 680.0;
/// Pages less high keep little room for what does not scroll.
const LOW: f32 = 420.0;
/// The widest that running words get.
const WIDEST: f32 = 640.0;

/// What the page shows beside the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shows {
    /// The chosen finding.
    #[default]
    Finding,
    /// Every recommendation of the deep dive.
    Recommendations,
    /// Themes in cases against themes in the reviews' own recommendations.
    Themes,
    /// What the reviews found and recommended themselves.
    Reviews,
}

/// A part of a finding that is folded until somebody asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Unfolded {
    Rules,
    Tags,
    For,
    Against,
    LeftOut,
    Neither,
    Since,
    Before,
}

/// The page; see the module.
#[derive(Debug, Default)]
pub struct FindingsPage {
    held: Held,
    shows: Shows,
    chosen: Option<Id<Finding>>,
    /// In a narrow window: the list is put away for what was chosen in it.
    is_inside: bool,
    wants_list: KeyboardWish,
    wants_inside: bool,
    is_revealing: bool,
    edits: Edits,
    unfolded: BTreeSet<Unfolded>,
    only: Option<Id<Case>>,
    adder: ThemeAdder,
    /// Gets the keyboard when it is drawn next.
    wants_passage: Option<Id<Coding>>,
    wants_statement: Option<Id<Statement>>,
    reviews: reviews::Filter,
    only_gaps: bool,
    open_theme: Option<Id<crate::model::Theme>>,
}

impl PageUi for FindingsPage {
    fn ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let session = view.session;
        let Some(round) = view.round.filter(|id| session.project().deep_dives().get(*id).is_some()) else {
            page_ui(ui, |ui| without_round_ui(ui, view, actions));
            return;
        };
        let ground = self.held.ground(session, round);
        let writable = session.read_only().is_none();
        let cx = Cx { session, project: session.project(), ground: &ground, writable };
        if self.chosen.is_none_or(|id| ground.line(id).is_none()) {
            self.chosen = ground.lines.first().map(|line| line.id);
            self.only = None;
        }
        let before = actions.len();
        self.columns_ui(ui, &cx, actions);
        self.follow(actions.get(before..).unwrap_or_default());
    }

    fn command(&mut self, command: Command, view: &View<'_>, _actions: &mut Vec<Action>) -> bool {
        match (command, view.round) {
            (Command::AddFinding, Some(round)) => self.edits.open(Field::NewFinding(round), ""),
            // The page says what to do first.
            (Command::AddFinding, None) => {}
            _ => return false,
        }
        self.is_inside = false;
        true
    }

    fn least_room(&self) -> Vec2 {
        // Everything in it scrolls by itself.
        vec2(340.0, 180.0)
    }

    fn take_keyboard(&mut self, by_mouse: bool) {
        if !by_mouse {
            self.wants_list.ask();
        }
    }

    fn leave(&mut self, actions: &mut Vec<Action>) {
        self.edits.leave(actions);
    }

    fn takes_keys(&self) -> bool {
        self.adder.is_open()
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("↑ ↓", "choose"),
            ("Alt ↑ ↓", "move a finding"),
            ("F2", "write"),
            ("F A L", "passage for, against, left out"),
            ("Q", "quote first"),
        ]
    }
}

impl FindingsPage {
    /// What was added just now is chosen.
    fn follow(&mut self, new: &[Action]) {
        for action in new {
            if let Action::Do(gesture) = action
                && let Gesture::Study(StudyGesture::AddFinding(finding)) = gesture.as_ref()
            {
                self.choose(finding.id);
                self.wants_list.ask();
            }
        }
    }

    fn choose(&mut self, finding: Id<Finding>) {
        if self.chosen != Some(finding) {
            self.unfolded.clear();
            self.only = None;
        }
        (self.chosen, self.shows, self.is_revealing) = (Some(finding), Shows::Finding, true);
    }

    /// Goes to one of the lists.
    fn show(&mut self, shows: Shows) {
        (self.shows, self.is_inside) = (shows, true);
    }

    fn is_unfolded(&self, part: Unfolded) -> bool {
        self.unfolded.contains(&part)
    }

    fn toggle(&mut self, part: Unfolded) {
        if !self.unfolded.remove(&part) {
            self.unfolded.insert(part);
        }
    }

    fn columns_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let width = ui.available_width();
        if width < WITH_LIST {
            if self.is_inside {
                page_ui(ui, |ui| {
                    let margin = Margin::symmetric(style.space(3) as i8, style.space(1) as i8);
                    Frame::NONE.inner_margin(margin).show(ui, |ui| {
                        if ui.add(link_button("All findings").icon(icons::CHEVRON_UP)).clicked() {
                            self.is_inside = false;
                            self.wants_list.ask();
                        }
                        self.inside_ui(ui, cx, false, actions);
                    });
                });
            } else {
                page_ui(ui, |ui| self.list_ui(ui, cx, actions));
            }
            return;
        }
        let list = style.tokens.size.findings_list.min(width * 0.36);
        Panel::left("findings list")
            .default_size(list)
            .size_range(style.tokens.size.facets..=(width * 0.5))
            .resizable(true)
            .show_separator_line(false)
            .frame(Frame::NONE.fill(style.paper))
            .show(ui, |ui| self.list_ui(ui, cx, actions));
        let has_pane = self.shows == Shows::Finding && self.chosen.is_some() && width >= WITH_PANE;
        if has_pane {
            pane_ui(ui, "findings recommendations", style.tokens.size.context - style.space(6), |ui| {
                into_margin_ui(ui, |ui, width| {
                    ScrollArea::vertical().id_salt("recommendations").auto_shrink(false).show(ui, |ui| {
                        ui.set_max_width(width);
                        self.recommendations_ui(ui, cx, actions);
                        reveal_focus(ui, egui::Id::unique("focus in recommendations"), ui.min_rect());
                    });
                });
            });
        }
        page_ui(ui, |ui| {
            let side = if ui.available_width() > WIDEST { style.space(5) } else { style.space(4) };
            let margin = Margin { left: side as i8, right: style.space(4) as i8, top: style.space(3) as i8, bottom: 0 };
            Frame::NONE.inner_margin(margin).show(ui, |ui| self.inside_ui(ui, cx, has_pane, actions));
        });
    }

    /// The chosen finding, or one of the lists.
    fn inside_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, has_pane: bool, actions: &mut Vec<Action>) {
        match self.shows {
            Shows::Finding => self.chosen_ui(ui, cx, has_pane, actions),
            Shows::Recommendations => self.all_ui(ui, cx),
            Shows::Themes => self.gap_ui(ui, cx, actions),
            Shows::Reviews => self.reviews_ui(ui, cx, actions),
        }
    }
}

/// What stands there while no deep dive is chosen.
fn without_round_ui(ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
    let style = Style::of(ui);
    let margin = Margin::symmetric(style.space(4) as i8, style.space(3) as i8);
    Frame::NONE.inner_margin(margin).show(ui, |ui| {
        page_title_ui(ui, "Findings", "");
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let text = "A finding says in how many cases of a sample something was found. Choose or add a deep dive first: its \
                question, its period and its sample of cases.";
            let title = "Findings belong to a deep dive";
            if empty_state_ui(ui, icons::LIGHTBULB, title, text, Some("Go to deep dives")) {
                actions.push(Action::GoTo(Page::Rounds));
            }
            ui.add_space(style.space(2));
            ui.vertical_centered(|ui| {
                for round in view.session.project().deep_dives().iter() {
                    if ui.add(link_button(&round.name).name(&format!("Choose the deep dive {}", round.name))).clicked() {
                        actions.push(Action::ChooseRound(RoundChoice::One(round.id)));
                    }
                }
            });
        });
    });
}
