//! The page of disagreements: what two people set differently without having seen each other, to be settled by people.
//!
//! What stands is on the left, what was not taken on the right; a press settles it as one step that can be undone. The
//! subtlety: settling one may change the others, so everything shown is derived anew with every revision.

use super::reviews::words::{note_ui, say_ui};
use super::shell::{page_ui, single_column};
use super::style::{Face, Style, icons};
use super::view::{PageUi, View};
use super::widgets::{KeyboardWish, Tone, button, empty_state_ui, link_button, page_title_ui, state_pill_ui};
use crate::app::action::Action;
use crate::app::cached::Cached;
use crate::app::disagreements::{Shown, Side, shown};
use crate::app::gesture::Gesture;
use crate::model::{Case, Choice, Coding, Document, FieldRef, Id, Memo, Project, Record, Theme};
use egui::{Align, Frame, Layout, Margin, Role, ScrollArea, Stroke, Ui, UiBuilder};
use jiff::tz::TimeZone;
use std::sync::Arc;

/// Shown at once; the rest appear as these are settled.
const MOST: usize = 100;
/// Where a card is narrower than this, its sides stand under each other.
const BESIDE: f32 = 560.0;
/// The widest a card gets: two columns that are still read as lines.
const WIDEST: f32 = 960.0;

/// The page; see the module.
#[derive(Debug, Default)]
pub struct DisagreementsPage {
    shown: Cached<Arc<Vec<Shown>>>,
    wants_keyboard: KeyboardWish,
}

impl PageUi for DisagreementsPage {
    fn ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let project = view.session.project();
        let all = self.shown.get(view.session.revision(), || Arc::new(shown(project)));
        let style = Style::of(ui);
        let (side, top) = if single_column(ui) { (style.space(3), style.space(2)) } else { (style.space(4), 20.0) };
        page_ui(ui, |ui| {
            let margin = Margin { left: side as i8, right: side as i8, top: top as i8, bottom: 0 };
            Frame::NONE.inner_margin(margin).show(ui, |ui| {
                let note = match all.len() {
                    0 => String::new(),
                    1 => "1 to settle".to_owned(),
                    open => format!("{open} to settle"),
                };
                page_title_ui(ui, "Disagreements", &note);
                if all.is_empty() {
                    let text =
                        "When two people change the same thing without seeing each other, it is listed here to be settled.";
                    empty_state_ui(ui, icons::GIT_COMPARE, "Nothing to settle", text, None);
                    return;
                }
                let words = "Nothing was decided for you: what stands is the later change, until one of you settles it.";
                note_ui(ui, words, style.secondary);
                ui.add_space(style.space(2));
                let may_change = view.session.read_only().is_none();
                ScrollArea::vertical().id_salt("disagreements").auto_shrink(false).show(ui, |ui| {
                    for one in all.iter().take(MOST) {
                        card_ui(ui, project, one, may_change, &mut self.wants_keyboard, actions);
                        ui.add_space(style.space(2));
                    }
                    if all.len() > MOST {
                        note_ui(ui, &format!("{} more appear as these are settled", all.len() - MOST), style.muted);
                    }
                    ui.add_space(style.space(3));
                });
            });
        });
    }

    fn take_keyboard(&mut self, by_mouse: bool) {
        if !by_mouse {
            self.wants_keyboard.ask();
        }
    }
}

fn card_ui(ui: &mut Ui, project: &Project, one: &Shown, may_change: bool, wish: &mut KeyboardWish, actions: &mut Vec<Action>) {
    let style = Style::of(ui);
    let radius = style.tokens.radius.card;
    let frame = Frame::NONE
        .fill(style.paper)
        .stroke(Stroke::new(style.tokens.stroke.hair, style.line))
        .corner_radius(radius)
        .inner_margin(Margin::same(style.space(3) as i8));
    let name = format!("{}: {}", one.record, one.field);
    let builder = UiBuilder::new().id_salt(&one.clash.about).accessibility_role(Role::Group).accessibility_label(name);
    ui.scope_builder(builder, |ui| {
        ui.set_max_width(WIDEST.min(ui.available_width()));
        frame.show(ui, |ui| {
            head_ui(ui, project, one, wish, actions);
            note_ui(ui, one.why, style.secondary);
            ui.add_space(style.space(1));
            let wide = ui.available_width();
            if wide >= BESIDE {
                let column = (wide - style.space(4)) / 2.0;
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = style.space(4);
                    column_ui(ui, column, |ui| stands_ui(ui, one, may_change, actions));
                    column_ui(ui, column, |ui| other_ui(ui, one, may_change, actions));
                });
            } else {
                stands_ui(ui, one, may_change, actions);
                ui.add_space(style.space(2));
                other_ui(ui, one, may_change, actions);
            }
        });
    });
}

fn column_ui(ui: &mut Ui, width: f32, contents_ui: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(egui::vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        contents_ui(ui);
    });
}

fn head_ui(ui: &mut Ui, project: &Project, one: &Shown, wish: &mut KeyboardWish, actions: &mut Vec<Action>) {
    let style = Style::of(ui);
    say_ui(ui, &one.record, Face::ReadSemibold, style.tokens.type_scale.subtitle, style.ink);
    ui.horizontal(|ui| {
        say_ui(ui, &one.field, Face::UiMedium, style.tokens.type_scale.body, style.secondary);
        if let Some(action) = place_of(project, &one.clash.about) {
            let name = format!("Show {}", one.record);
            let show = ui.add(link_button("Show it").name(&name));
            if wish.grant(ui.ctx()) {
                show.request_focus();
            }
            if show.clicked() {
                actions.push(action);
            }
        }
    });
}

fn stands_ui(ui: &mut Ui, one: &Shown, may_change: bool, actions: &mut Vec<Action>) {
    side_ui(ui, "Stands now", Tone::Accent, &one.stands);
    choose_ui(ui, one, one.keep, may_change, Choice::Stands, actions);
}

fn other_ui(ui: &mut Ui, one: &Shown, may_change: bool, actions: &mut Vec<Action>) {
    side_ui(ui, "Not taken", Tone::Plain, &one.other);
    choose_ui(ui, one, one.take, may_change && one.obstacle.is_none(), Choice::Other, actions);
    if let Some(obstacle) = one.obstacle {
        note_ui(ui, obstacle, Style::of(ui).caution);
    }
}

fn side_ui(ui: &mut Ui, state: &str, tone: Tone, side: &Side) {
    let style = Style::of(ui);
    state_pill_ui(ui, state, tone);
    say_ui(ui, &side.value, Face::Read, style.tokens.type_scale.quote, style.ink);
    note_ui(ui, &by(side), style.muted);
    ui.add_space(style.space(0));
}

fn choose_ui(ui: &mut Ui, one: &Shown, words: &str, enabled: bool, choice: Choice, actions: &mut Vec<Action>) {
    let value = if choice == Choice::Stands { &one.stands.value } else { &one.other.value };
    let name = format!("{words}: {value}");
    if ui.add_enabled(enabled, button(words).name(&name)).clicked() {
        actions.push(Gesture::Settle(Box::new(one.clash.clone()), choice).into());
    }
}

/// Who and when: "M. Khan, 5 June 2021, 14:03".
fn by(side: &Side) -> String {
    let when = side.when.map(|at| at.to_zoned(TimeZone::system()).strftime("%-d %B %Y, %H:%M").to_string());
    let mut parts = vec![side.who.clone(), when.unwrap_or_default()];
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

/// Where the record is shown, if it has a page.
fn place_of(project: &Project, about: &FieldRef) -> Option<Action> {
    match about.record {
        Theme::NAME => project.themes().get(Id::from_uuid(about.id)).map(|theme| Action::ShowTheme(theme.id)),
        Document::NAME => project.documents().get(Id::from_uuid(about.id)).map(|document| Action::Open(document.id, None)),
        Coding::NAME => {
            let coding = project.codings().get(Id::from_uuid(about.id))?;
            Some(Action::Open(coding.document, project.is_placed(coding).then_some(coding.range)))
        }
        Memo::NAME => project.memos().get(Id::from_uuid(about.id)).map(|memo| Action::ShowMemo(memo.id)),
        Case::NAME => {
            let document = project.documents_of(Id::from_uuid(about.id)).next()?;
            Some(Action::Open(document.id, None))
        }
        _ => None,
    }
}
