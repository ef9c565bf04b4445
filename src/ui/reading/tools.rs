//! The bar over the text: which document, where one is, progress, size of the text, find in the document.

use super::{Open, ReadingPage, marks};
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::gesture::Gesture;
use crate::model::{Document, DocumentField, Id, Progress};
use crate::text::{SourceText, TextRange};
use crate::ui::app::keys_of;
use crate::ui::style::{Face, Style, icons};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, FIELDS_CLOSE, drop_down_ui, icon_button, menu_button_ui, menu_entry, menu_of_ui, quiet_button, text_field,
};
use egui::{Align, Frame, Key, Layout, Margin, Modifiers, Panel, Popup, RichText, ScrollArea, Ui};

/// Find in the open document.
#[derive(Debug, Default)]
pub(super) struct Find {
    typed: String,
    found: Option<(String, Vec<TextRange>)>,
    at: usize,
    fresh: bool,
}

impl Find {
    pub(super) fn new() -> Self {
        Self { fresh: true, ..Self::default() }
    }

    /// The places found last.
    pub(super) fn hits(&self, _source: &SourceText) -> Vec<TextRange> {
        self.found.as_ref().map(|(_, hits)| hits.clone()).unwrap_or_default()
    }

    fn search(&mut self, source: &SourceText) {
        if self.found.as_ref().is_some_and(|(typed, _)| *typed == self.typed) {
            return;
        }
        self.found = Some((self.typed.clone(), places(source, &self.typed)));
        self.at = 0;
    }
}

/// Every place of some words in the text, whatever their case and spacing; at most 2,000.
fn places(source: &SourceText, typed: &str) -> Vec<TextRange> {
    let pattern = typed.split_whitespace().map(regex::escape).collect::<Vec<_>>().join(r"\s+");
    if pattern.is_empty() {
        return Vec::new();
    }
    let Ok(regex) = regex::RegexBuilder::new(&pattern).case_insensitive(true).build() else { return Vec::new() };
    regex.find_iter(&source.text).filter_map(|m| TextRange::within(&source.text, m.start(), m.end()).ok()).take(2000).collect()
}

/// From the title to the right edge: room for the place and every button.
const PLACE_NEEDS: f32 = 440.0;

pub(super) fn bar_ui(page: &mut ReadingPage, ui: &mut Ui, view: &View<'_>, open: &Open, actions: &mut Vec<Action>) {
    let style = Style::of(ui);
    let margin = Margin::symmetric(style.space(3) as i8, 0);
    let panel = Panel::top("reading tools").exact_size(style.tokens.size.tool_bar).resizable(false).show_separator_line(false);
    let shown = panel.frame(Frame::NONE.fill(style.surface).inner_margin(margin)).show(ui, |ui| {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            documents_ui(ui, view, open, actions);
            let place = place(page, open);
            // In a narrow window the buttons come first.
            if !place.is_empty() && ui.available_width() > PLACE_NEEDS {
                ui.label(RichText::new(place.trim()).font(style.small(Face::Ui)).color(style.secondary));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.add(icon_button(icons::SEARCH, "Find in this document")).clicked() {
                    actions.push(Action::Command(Command::FindInDocument));
                }
                text_menu_ui(page, ui, actions);
                shown_ui(page, ui, view, open);
                let memos = icon_button(icons::NOTEBOOK_PEN, "Memos beside the text").selected(page.memos.is_open());
                if ui.add(memos).clicked() {
                    actions.push(Action::Command(Command::ShowMemos));
                }
                if ui.add(icon_button(icons::FILE_TEXT, "Show on the page")).clicked() {
                    actions.push(Action::Command(Command::ShowOnPage));
                }
                progress_ui(ui, view, open, actions);
            });
        });
    });
    let rect = shown.response.rect;
    crate::ui::widgets::Pen::new(ui).across(rect.left(), rect.right(), rect.bottom(), style.line);
}

/// Whether the bar has so little room that words give way to signs.
fn narrow(ui: &Ui) -> bool {
    ui.content_rect().width() < NARROW
}

/// Windows narrower than this, in points, are narrow.
const NARROW: f32 = 560.0;

/// How the text is shown: size, width, line focus, whole words, page edges.
fn text_menu_ui(page: &ReadingPage, ui: &mut Ui, actions: &mut Vec<Action>) {
    let button = ui.add(icon_button(icons::TYPE, "How the text is shown"));
    let reading = page.reading;
    let chosen = menu_of_ui(&button, |ui| {
        let plain = [Command::LargerText, Command::SmallerText, Command::WiderText, Command::NarrowerText];
        let ticked = [
            (Command::LineFocus, reading.line_focus),
            (Command::WholeWords, reading.whole_words),
            (Command::ShowFurniture, reading.furniture),
        ];
        let mut chosen = None;
        for command in plain {
            if ui.add(menu_entry(command.name()).key(&keys_of(ui, command)).least_width(280.0)).clicked() {
                chosen = Some(command);
            }
        }
        for (command, on) in ticked {
            if ui.add(menu_entry(command.name()).key(&keys_of(ui, command)).ticked(on)).clicked() {
                chosen = Some(command);
            }
        }
        chosen
    });
    actions.extend(chosen.flatten().map(Action::Command));
}

/// Which codings are shown.
fn shown_ui(page: &mut ReadingPage, ui: &mut Ui, view: &View<'_>, open: &Open) {
    let words = page.filter.words(open.hidden);
    let here =
        page.reader.hot_mark().and_then(|key| view.session.project().codings().get(marks::coding_of(key))).map(|c| c.theme);
    let name = format!("Codings shown: {words}");
    let button = if narrow(ui) {
        ui.add(icon_button(icons::EYE, &name).selected(open.hidden > 0))
    } else {
        ui.add(quiet_button(&words).icon(icons::EYE).name(&name))
    };
    let filter = &mut page.filter;
    Popup::menu(&button).close_behavior(FIELDS_CLOSE).gap(4.0).show(|ui| filter.ui(ui, view.session, open.id, here));
}

fn place(page: &ReadingPage, open: &Open) -> String {
    let label = page.position.label.clone().unwrap_or_default();
    let pages = open.source.shape.pages;
    match page.position.page {
        Some(number) if pages > 0 => format!("p. {number} of {pages}   {label}"),
        Some(number) => format!("about p. {number}   {label}"),
        None => label,
    }
}

fn progress_ui(ui: &mut Ui, view: &View<'_>, open: &Open, actions: &mut Vec<Action>) {
    let Some(document) = view.session.project().documents().get(open.id) else { return };
    let names: Vec<String> = Progress::ALL.iter().map(ToString::to_string).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let now = Progress::ALL.iter().position(|p| *p == document.progress);
    if narrow(ui) {
        let name = format!("Progress: {}", document.progress);
        let button = ui.add(icon_button(icons::CIRCLE_CHECK, &name));
        let taken = menu_of_ui(&button, |ui| {
            let mut taken = None;
            for (at, words) in names.iter().enumerate() {
                if ui.add(menu_entry(words).ticked(now == Some(at))).clicked() {
                    taken = Progress::ALL.get(at).copied();
                }
            }
            taken
        });
        let set = |progress| Gesture::SetDocument(open.id, DocumentField::Progress(progress)).into();
        actions.extend(taken.flatten().map(set));
        return;
    }
    if let Some(progress) = drop_down_ui(ui, "Progress", &names, now, 112.0).and_then(|i| Progress::ALL.get(i)) {
        actions.push(Gesture::SetDocument(open.id, DocumentField::Progress(*progress)).into());
    }
}

fn documents_ui(ui: &mut Ui, view: &View<'_>, open: &Open, actions: &mut Vec<Action>) {
    let title = quiet_button(&open.title);
    // Six buttons stand beside it.
    let room = if narrow(ui) { ui.available_width() - 248.0 } else { (ui.available_width() * 0.45).max(120.0) };
    let wanted = title.size(&crate::ui::widgets::Pen::new(ui)).x + 20.0;
    let title: Button<'_> = if wanted > room { title.width(room) } else { title };
    let (_, chosen) = menu_button_ui(ui, title, |ui| {
        let mut chosen: Option<Id<Document>> = None;
        ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
            for document in view.session.project().documents().iter() {
                if ui.add(menu_entry(&document.title).ticked(document.id == open.id).least_width(280.0)).clicked() {
                    chosen = Some(document.id);
                }
            }
        });
        chosen
    });
    actions.extend(chosen.flatten().map(|id| Action::Open(id, None)));
}

/// Three small buttons and how many were found, beside the field.
const FIND_NEEDS: f32 = 176.0;

pub(super) fn find_ui(page: &mut ReadingPage, ui: &mut Ui, open: &Open) {
    let style = Style::of(ui);
    let margin = Margin::symmetric(style.space(3) as i8, style.space(1) as i8);
    let Some(find) = &mut page.find else { return };
    let (mut close, mut go) = (false, None);
    let panel = Panel::top("find in document").resizable(false).show_separator_line(true);
    panel.frame(Frame::NONE.fill(style.paper).inner_margin(margin)).show(ui, |ui| {
        ui.horizontal(|ui| {
            let field = text_field(&mut find.typed, "Find in this document").icon(icons::SEARCH);
            let field = field.width(280.0_f32.min(ui.available_width() - FIND_NEEDS)).show_ui(ui);
            if find.fresh {
                field.request_focus();
                find.fresh = false;
            }
            find.search(&open.source);
            let hits = find.found.as_ref().map_or(0, |(_, hits)| hits.len());
            let step = |forward: bool, at: usize| {
                if hits == 0 {
                    0
                } else if forward {
                    (at + 1) % hits
                } else {
                    (at + hits - 1) % hits
                }
            };
            let enter = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            if ui.add(icon_button(icons::CHEVRON_UP, "The place before").small()).clicked() {
                find.at = step(false, find.at);
                go = Some(find.at);
            }
            if ui.add(icon_button(icons::CHEVRON_DOWN, "The next place").small()).clicked() {
                find.at = step(true, find.at);
                go = Some(find.at);
            }
            if enter {
                go = Some(find.at);
                find.at = step(true, find.at);
                field.request_focus();
            }
            let words = if hits == 0 { "Not found".to_owned() } else { format!("{} of {hits}", find.at.min(hits - 1) + 1) };
            ui.label(RichText::new(if find.typed.is_empty() { String::new() } else { words }).color(style.secondary));
            close = ui.add(icon_button(icons::X, "Close find").small()).clicked()
                || (field.has_focus() || field.lost_focus()) && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
        });
    });
    let target = go.and_then(|i| find.found.as_ref().and_then(|(_, hits)| hits.get(i).copied()));
    if close {
        page.find = None;
    }
    if let Some(range) = target {
        page.reader.select(range);
    }
}
