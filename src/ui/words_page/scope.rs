//! Chooses the documents whose words are counted: all, or those of a kind, a case, or one, found by typing.

use crate::analyse::natural_cmp;
use crate::app::suggestions::WordScope;
use crate::model::{Document, DocumentKind, Project};
use crate::ui::style::{Face, icons};
use crate::ui::view::View;
use crate::ui::widgets::{FIELDS_CLOSE, Ink, Pen, button, text_field};
use egui::{Align, Key, Modifiers, Popup, Role, ScrollArea, Sense, SetOpenCommand, Ui, WidgetInfo, pos2, vec2};
use std::collections::BTreeSet;

/// Rows of the list seen at once, and offered at most.
const ROWS: f32 = 8.0;
const MOST: usize = 200;
/// Width of the list.
const WIDTH: f32 = 340.0;

/// What the chooser remembers.
#[derive(Debug, Default)]
pub(super) struct ScopePicker {
    typed: String,
    at: usize,
    was_open: bool,
}

/// One line: its name, a note, and what it means.
type Entry = (String, &'static str, WordScope);

impl ScopePicker {
    /// Shows it; returns what was taken just now.
    pub fn ui(&mut self, ui: &mut Ui, view: &View<'_>, scope: WordScope) -> Option<WordScope> {
        let project = view.session.project();
        let shown = name_of(project, scope);
        let name = format!("Documents: {shown}");
        let response = ui.add(button(&shortened(&shown)).name(&name).menu(self.was_open));
        let command = response.clicked().then_some(SetOpenCommand::Toggle);
        let mut taken = None;
        let popup = Popup::from_response(&response).open_memory(command).close_behavior(FIELDS_CLOSE).gap(4.0);
        let open = popup.show(|ui| taken = self.list_ui(ui, project)).is_some();
        response.ctx.accesskit_node_builder(response.id, |node| {
            node.set_has_popup(egui::accesskit::HasPopup::Listbox);
            node.set_expanded(open);
        });
        if self.was_open && !open {
            if response.ctx.memory(|memory| memory.focused().is_none()) {
                response.request_focus();
            }
            self.typed.clear();
            self.at = 0;
        }
        self.was_open = open;
        if taken.is_some() {
            Popup::close_all(&response.ctx);
        }
        taken
    }

    fn list_ui(&mut self, ui: &mut Ui, project: &Project) -> Option<WordScope> {
        let tokens = Pen::new(ui).style.tokens;
        ui.set_width(WIDTH.min(ui.content_rect().width() - 48.0));
        let down = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowDown));
        let up = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowUp));
        let field = text_field(&mut self.typed, "Documents to count").hint("Type a case, a kind or a title").icon(icons::SEARCH);
        let field = field.show_ui(ui);
        let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        if !self.was_open {
            field.request_focus();
        }
        if field.changed() {
            self.at = 0;
        }
        let found = entries(project, &self.typed);
        let last = found.len().saturating_sub(1);
        self.at = if down { (self.at + 1).min(last) } else { self.at.saturating_sub(usize::from(up)).min(last) };
        if found.is_empty() {
            ui.label("No case, kind or title fits.");
        }
        let mut taken = None;
        let most = (ui.content_rect().height() / 2.0).min(tokens.size.row * ROWS);
        ScrollArea::vertical().id_salt("words_scopes").max_height(most).auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (index, (name, note, scope)) in found.iter().enumerate() {
                let row = entry_ui(ui, name, note, index == self.at);
                if index == self.at && (down || up) {
                    row.scroll_to_me(None);
                }
                if row.clicked() || (entered && index == self.at) {
                    taken = Some(*scope);
                }
            }
        });
        if entered && taken.is_none() {
            field.request_focus();
        }
        taken
    }
}

fn name_of(project: &Project, scope: WordScope) -> String {
    let name = match scope {
        WordScope::All => None,
        WordScope::Case(id) => project.cases().get(id).map(|c| c.name.clone()),
        WordScope::Document(id) => project.documents().get(id).map(|d| d.title.clone()),
        WordScope::Kind(kind) => Some(kind.title().to_owned()),
    };
    name.unwrap_or_else(|| "All documents".to_owned())
}

/// A name that leaves room for others in the bar.
fn shortened(name: &str) -> String {
    const MOST: usize = 28;
    match name.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default().trim_end()),
        None => name.to_owned(),
    }
}

/// What fits the words typed: all, then kinds, cases and documents by name.
fn entries(project: &Project, typed: &str) -> Vec<Entry> {
    let mut found = vec![("All documents".to_owned(), "", WordScope::All)];
    let kinds: BTreeSet<DocumentKind> = project.documents().iter().map(|d| d.kind).collect();
    found.extend(kinds.into_iter().map(|kind| (kind.title().to_owned(), "kind", WordScope::Kind(kind))));
    let mut cases: Vec<Entry> = project.cases().iter().map(|c| (c.name.clone(), "case", WordScope::Case(c.id))).collect();
    cases.sort_by(|a, b| natural_cmp(&a.0, &b.0));
    let entry = |d: &Document| (d.title.clone(), "document", WordScope::Document(d.id));
    let mut documents: Vec<Entry> = project.documents().iter().map(entry).collect();
    documents.sort_by(|a, b| natural_cmp(&a.0, &b.0));
    found.extend(cases.into_iter().chain(documents));
    let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    found.retain(|(name, note, _)| {
        let name = name.to_lowercase();
        words.iter().all(|w| name.contains(w.as_str()) || note == w)
    });
    found.truncate(MOST);
    found
}

fn entry_ui(ui: &mut Ui, name: &str, note: &str, current: bool) -> egui::Response {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let (rect, row) = ui.allocate_exact_size(vec2(ui.available_width(), tokens.size.row), Sense::CLICK);
    let words = if note.is_empty() { name.to_owned() } else { format!("{name}, {note}") };
    row.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, current, &words));
    if current || row.hovered() {
        pen.fill(rect, tokens.radius.control, style.accent_soft);
    }
    let middle = rect.center().y;
    let quiet = Ink::new(Face::Ui, tokens.type_scale.small, style.secondary);
    let note = pen.line(pos2(rect.right() - style.space(1), middle), Align::Max, note, &quiet);
    let ink = Ink::new(Face::Ui, tokens.type_scale.body, style.ink);
    let left = rect.left() + style.space(1);
    pen.line_within(pos2(left, middle), Align::Min, note.left() - style.space(1) - left, name, &ink);
    row
}
