//! The entry of the chosen theme: its name, what it means, how often it was found, and what can be done with it.
//!
//! Every field is one gesture when it is left; Esc leaves it as it was.

use super::facts::ThemeFacts;
use super::look_ui::look_ui;
use super::passages::{Passages, examples_of};
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::gesture::Gesture;
use crate::app::session::Session;
use crate::model::{Look, MemoAbout, Polarity, Theme, ThemeField};
use crate::ui::app::keys_of;
use crate::ui::memos::{MemoPane, Place};
use crate::ui::reviews::leaving::Leaving;
use crate::ui::reviews::words::{note_beside_ui, note_ui, say_ui};
use crate::ui::style::{Face, Style, icons};
use crate::ui::view::View;
use crate::ui::widgets::{button, case_squares, danger_button, icon_button, link_button, section_label_ui, theme_chip};
use egui::{Align, Id, Layout, Ui};

/// Squares are drawn for so many cases at most; beyond that the words say enough.
const MOST_SQUARES: usize = 30;

/// Drafts of the entry.
#[derive(Debug, Default)]
pub(super) struct Entry {
    leaving: Leaving,
    renaming: Option<crate::model::Id<Theme>>,
    passages: Passages,
    memos: MemoPane,
    /// The examples, and the revision and theme for which they were found.
    examples: Option<(ExamplesOf, Vec<Example>)>,
}

/// A revision and a theme.
type ExamplesOf = (u64, crate::model::Id<Theme>);

/// An example with its words and where it stands.
type Example = (crate::model::Id<crate::model::Coding>, String, String);

/// Name, what is stored, rows, and the field made of what was written.
type FieldRow<'a> = (&'a str, &'a str, usize, fn(String) -> ThemeField);

/// What was asked of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    Suggest,
    AddUnder,
    Move,
    Merge,
    Split,
    Retire,
}

impl Entry {
    /// Begins to rename a theme in place.
    pub(super) const fn rename(&mut self, theme: crate::model::Id<Theme>) {
        self.renaming = Some(theme);
    }

    /// Shows the entry with its passages.
    pub(super) fn ui(&mut self, ui: &mut Ui, view: &View<'_>, facts: &ThemeFacts, actions: &mut Vec<Action>) -> Option<Wish> {
        let session = view.session;
        let theme = session.project().themes().get(facts.node.id)?;
        let editable = session.read_only().is_none();
        let style = Style::of(ui);
        self.head_ui(ui, facts, theme, editable, actions);
        sums_ui(ui, facts);
        ui.add_space(style.space(0));
        let wish = ui.add_enabled_ui(editable, wishes_ui).inner;
        ui.add_space(style.space(1));
        ui.separator();
        ui.add_enabled_ui(editable, |ui| {
            self.fields_ui(ui, theme, actions);
            let tree = session.tree();
            let above = theme.parent.and_then(|p| tree.node(p)).map_or_else(|| Look::of_group(facts.node.group), |n| n.look);
            look_ui(ui, theme, facts.node.look, above, label_width(ui), actions);
        });
        ui.add_space(style.space(1));
        ui.separator();
        self.examples_ui(ui, session, theme, editable, actions);
        ui.add_space(style.space(1));
        ui.separator();
        let place = Place { salt: "theme", session, selection: None, gives_back: false };
        self.memos.ui(ui, &place, MemoAbout::Theme(theme.id), actions);
        ui.add_space(style.space(1));
        ui.separator();
        let passages = facts.counts.all.codings as usize;
        section_label_ui(ui, "Passages", &super::counted(passages, "coding"));
        if passages == 0 {
            let how = match keys_of(ui, Command::TagSelection) {
                keys if keys.is_empty() => "choose this theme beside the text".to_owned(),
                keys => format!("press {keys}"),
            };
            note_ui(ui, &format!("Nothing is coded with it yet. Select words while reading and {how}."), style.secondary);
        } else {
            self.passages.ui(ui, view, facts.node.id, actions);
        }
        wish
    }

    /// Hands over a memo that is being written.
    pub(super) fn leave(&mut self, actions: &mut Vec<Action>) {
        self.memos.leave(actions);
    }

    /// Whether something of the entry's own lies over the page.
    pub(super) const fn takes_keys(&self) -> bool {
        self.passages.takes_keys()
    }

    /// The passages that show best what is meant.
    fn examples_ui(&mut self, ui: &mut Ui, session: &Session, theme: &Theme, editable: bool, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let key = (session.revision(), theme.id);
        if self.examples.as_ref().is_none_or(|(held, _)| *held != key) {
            self.examples = Some((key, examples_of(session, theme)));
        }
        let Some((_, examples)) = &self.examples else { return };
        let count = if examples.is_empty() { String::new() } else { super::counted(examples.len(), "passage") };
        section_label_ui(ui, "Examples", &count);
        if examples.is_empty() {
            note_ui(ui, "Passages that show well what is meant: choose them below, by X or their menu", style.secondary);
        }
        for (coding, words, citation) in examples {
            say_ui(ui, &format!("“{words}”"), Face::Read, style.tokens.type_scale.quote, style.ink);
            let name = format!("No example any more: {}", words.chars().take(24).collect::<String>());
            note_beside_ui(ui, citation, style.secondary, |ui| {
                if ui.add_enabled(editable, link_button("No example any more").name(&name)).clicked() {
                    actions.push(Gesture::SetTheme(theme.id, ThemeField::Example(*coding, false)).into());
                }
            });
        }
    }

    fn head_ui(&mut self, ui: &mut Ui, facts: &ThemeFacts, theme: &Theme, editable: bool, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        if let Some((above, _)) = facts.node.path.rsplit_once(" / ") {
            note_ui(ui, above, style.muted);
        }
        if self.renaming == Some(theme.id) {
            self.rename_ui(ui, theme, actions);
            return;
        }
        ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
            ui.set_min_height(0.0);
            if ui.add_enabled(editable, icon_button(icons::PENCIL, "Rename, F2").small()).clicked() {
                self.renaming = Some(theme.id);
            }
            ui.with_layout(Layout::left_to_right(Align::TOP).with_main_wrap(false), |ui| {
                if !theme.code.is_empty() {
                    ui.vertical(|ui| {
                        ui.add_space(6.0);
                        ui.add(theme_chip(&theme.code, "", style.look(facts.node.look)));
                    });
                }
                say_ui(ui, &theme.name, Face::ReadSemibold, style.tokens.type_scale.subtitle, style.ink);
            });
        });
    }

    fn rename_ui(&mut self, ui: &mut Ui, theme: &Theme, actions: &mut Vec<Action>) {
        let id = Id::unique("rename theme");
        let is_new = !ui.memory(|memory| memory.has_focus(id));
        let started = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or_default();
        if is_new && !started {
            ui.memory_mut(|memory| memory.request_focus(id));
            ui.data_mut(|data| data.insert_temp(id, true));
        }
        if let Some(name) = self.leaving.show_ui(ui, id, &theme.name, "Name of the theme", |field| field)
            && !name.is_empty()
        {
            actions.push(Gesture::SetTheme(theme.id, ThemeField::Name(name)).into());
        }
        if started && !ui.memory(|memory| memory.has_focus(id)) {
            self.renaming = None;
            // Unless Tab or the mouse gave it to something else, the keyboard goes back to where F2 was pressed.
            if ui.memory(|memory| memory.focused().is_none()) {
                ui.memory_mut(|memory| memory.request_focus(super::list_id()));
            }
            ui.data_mut(|data| data.remove_temp::<bool>(id));
        }
    }

    fn fields_ui(&mut self, ui: &mut Ui, theme: &Theme, actions: &mut Vec<Action>) {
        let phrases = theme.phrases.join(", ");
        let fields: [FieldRow<'_>; 5] = [
            ("Code", &theme.code, 1, ThemeField::Code),
            ("Definition", &theme.definition, 2, ThemeField::Definition),
            ("Include", &theme.include, 2, ThemeField::Include),
            ("Exclude", &theme.exclude, 2, ThemeField::Exclude),
            ("Phrases", &phrases, 2, |text| {
                ThemeField::Phrases(
                    text.split([',', ';', '\n']).map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect(),
                )
            }),
        ];
        let label = label_width(ui);
        for (name, stored, rows, make) in fields {
            ui.with_layout(Layout::left_to_right(Align::TOP), |ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                crate::ui::reviews::label_ui(ui, name, label);
                let width = if rows == 1 { 96.0 } else { ui.available_width() };
                let id = Id::unique((theme.id, name));
                if let Some(text) = self.leaving.show_ui(ui, id, stored, name, |field| field.rows(rows).width(width)) {
                    actions.push(Gesture::SetTheme(theme.id, make(text)).into());
                }
            });
        }
    }
}

/// Width of the names of fields.
fn label_width(ui: &Ui) -> f32 {
    Style::of(ui).space(7) + Style::of(ui).space(2)
}

fn wishes_ui(ui: &mut Ui) -> Option<Wish> {
    let mut wish = None;
    ui.horizontal_wrapped(|ui| {
        let buttons = [
            (button("Suggestions").icon(icons::LAYERS), Wish::Suggest),
            (button("Add under this").icon(icons::PLUS), Wish::AddUnder),
            (button("Move…"), Wish::Move),
            (button("Merge…"), Wish::Merge),
            (button("Split…"), Wish::Split),
            (danger_button("Retire"), Wish::Retire),
        ];
        for (one, meant) in buttons {
            if ui.add(one).clicked() {
                wish = Some(meant);
            }
        }
    });
    wish
}

fn sums_ui(ui: &mut Ui, facts: &ThemeFacts) {
    let style = Style::of(ui);
    let body = style.tokens.type_scale.body;
    ui.horizontal_wrapped(|ui| {
        if (1..=MOST_SQUARES).contains(&facts.marks.len()) {
            case_squares(&facts.marks, Polarity::Context).show_ui(ui);
        }
        say_ui(ui, &facts.sums(), Face::UiMedium, body, style.ink);
    });
    let parts: Vec<String> = Polarity::ALL
        .into_iter()
        .filter_map(|polarity| {
            let codings = facts.counts.of(polarity).codings;
            (codings > 0).then(|| format!("{} {codings} {}", polarity.sign(), polarity.to_string().to_lowercase()))
        })
        .collect();
    if !parts.is_empty() {
        note_ui(ui, &parts.join(", "), style.secondary);
    }
}
