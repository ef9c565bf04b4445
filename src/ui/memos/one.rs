//! One memo, whole: its kind, its text to be written in, its passages, who wrote it, and what can be done with it.

use super::edit::Edits;
use super::form::kind_ui;
use crate::app::action::Action;
use crate::app::gesture::{Gesture, MemoGesture, Passage};
use crate::app::memo_words::{author, coded, linked, title_within};
use crate::app::session::Session;
use crate::model::{Memo, MemoAbout, MemoField};
use crate::ui::check_page::first_words;
use crate::ui::reviews::words::note_ui;
use crate::ui::style::{Style, icons};
use crate::ui::widgets::{icon_button, link_button};
use egui::{Align, Layout, Role, Ui, UiBuilder};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Words of a passage that are shown.
const WORDS: usize = 14;

/// What a memo is shown with.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Shown<'a> {
    /// Tells places apart in which one memo may be shown.
    pub(in crate::ui) salt: &'a str,
    /// The deep dive.
    pub(in crate::ui) session: &'a Session,
    /// What is selected in the text beside it and may be linked.
    pub(in crate::ui) selection: Option<Passage>,
}

/// Shows a memo; true when its field was left and nothing else has the keyboard.
pub(in crate::ui) fn memo_ui(ui: &mut Ui, shown: &Shown<'_>, memo: &Memo, edits: &mut Edits, actions: &mut Vec<Action>) -> bool {
    let project = shown.session.project();
    let name = format!("{} on {}", memo.kind, title_within(project, memo.about));
    let builder = UiBuilder::new()
        .id_salt(("memo", shown.salt, memo.id))
        .accessibility_role(Role::Group)
        .accessibility_label(format!("{name}: {}", memo.text));
    let mut is_left = false;
    ui.scope_builder(builder, |ui| {
        let editable = shown.session.read_only().is_none();
        ui.add_enabled_ui(editable, |ui| {
            head_ui(ui, memo, actions);
            let field = edits.show_ui(ui, shown.salt, memo, &format!("Text: {name}"), actions);
            is_left = field.lost_focus() && ui.memory(|memory| memory.focused().is_none());
        });
        let (who, when) = author(project, memo.id).unwrap_or_default();
        note_ui(ui, &format!("{who}, {}", day(when)), Style::of(ui).muted);
        links_ui(ui, shown, memo, editable, actions);
    });
    is_left
}

fn head_ui(ui: &mut Ui, memo: &Memo, actions: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        if let Some(kind) = kind_ui(ui, "Kind of the memo", memo.kind) {
            actions.push(Gesture::Memo(MemoGesture::Set(memo.id, MemoField::Kind(kind))).into());
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let start = first_words(&memo.text, 6);
            if ui.add(icon_button(icons::X, &format!("Remove the memo “{start}”")).small()).clicked() {
                actions.push(Gesture::Memo(MemoGesture::Retire(memo.id)).into());
            }
        });
    });
}

fn links_ui(ui: &mut Ui, shown: &Shown<'_>, memo: &Memo, editable: bool, actions: &mut Vec<Action>) {
    let style = Style::of(ui);
    if let MemoAbout::Coding(id) = memo.about
        && let Some(passage) = coded(shown.session, id)
        && let Some(LinkChoice::Open(action)) = passage_ui(ui, &passage, None, Action::ShowCoding(id))
    {
        actions.push(action);
    }
    for (at, place) in memo.links.iter().enumerate() {
        let passage = linked(shown.session, place);
        let off = passage_ui(ui, &passage, editable.then_some(at), Action::Open(place.document, passage.range));
        actions.extend(off.map(|choice| match choice {
            LinkChoice::Open(action) => action,
            LinkChoice::TakeOff => Gesture::Memo(MemoGesture::Unlink(memo.id, at)).into(),
        }));
        if let Some(why) = passage.obstacle {
            note_ui(ui, why, style.caution);
        }
    }
    if let Some(passage) = shown.selection.filter(|_| editable)
        && ui
            .add(link_button("Link the selection").name(&format!("Link the selection to “{}”", first_words(&memo.text, 6))))
            .clicked()
    {
        actions.push(Gesture::Memo(MemoGesture::Link(memo.id, passage)).into());
    }
}

enum LinkChoice {
    Open(Action),
    TakeOff,
}

/// A passage that can be gone to, and taken off when it has a number.
fn passage_ui(ui: &mut Ui, passage: &crate::app::memo_words::Passage, number: Option<usize>, open: Action) -> Option<LinkChoice> {
    let words = first_words(&passage.words, WORDS);
    let words = if words.is_empty() { passage.citation.clone() } else { format!("“{words}” {}", passage.citation) };
    ui.horizontal(|ui| {
        let mut choice = None;
        let off = number.map(|_| ui.add(icon_button(icons::X, &format!("Take off the link to {words}")).small()));
        if off.is_some_and(|off| off.clicked()) {
            choice = Some(LinkChoice::TakeOff);
        }
        let name = format!("Open {words}");
        let button = link_button(&words).name(&name);
        let room = ui.available_width();
        if ui.add(button.width(room)).clicked() {
            choice = Some(LinkChoice::Open(open));
        }
        choice
    })
    .inner
}

/// "5 June 2021, 14:03".
pub(in crate::ui) fn day(when: Timestamp) -> String {
    when.to_zoned(TimeZone::system()).strftime("%-d %B %Y, %H:%M").to_string()
}
