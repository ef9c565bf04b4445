//! The page of reviews: cases as bands with their documents under them, and a pane for the chosen one.
//!
//! | part | what it is for |
//! |---|---|
//! | `facts`, `lines`, `columns`, `table`, `list` | the list: derived, sorted, placed, painted, driven by keys |
//! | `head`, `report`, `report_ui` | title, filter, adding, and how the last import went |
//! | `document_pane`, `check`, `check_ui`, `ground`, `map`, `stages`, `remarks` | the chosen document |
//! | `found`, `found_ui`, `stated_ui` | what else it says of itself, and what it finds and recommends |
//! | `reading_ui`, `again_ui` | the report of what was read, and reading it again |
//! | `case_pane` | the chosen case |
//! | `leaving`, `suggest`, `words` | fields and words of panes; the page of themes uses them and `list` too |

mod again_ui;
mod case_pane;
mod check;
pub(in crate::ui) use again_ui::Again;
pub(in crate::ui) use check_ui::label_ui;
pub(in crate::ui) use remarks::remark_ui;
mod check_ui;
mod columns;
mod document_pane;
pub(in crate::ui) mod facts;
mod found;
mod found_ui;
mod ground;
mod head;
pub(in crate::ui) mod leaving;
pub(in crate::ui) mod lines;
pub(in crate::ui) mod list;
mod map;
mod reading_ui;
mod remarks;
mod report;
mod report_ui;
mod stages;
mod stated_ui;
pub(in crate::ui) mod suggest;
mod table;
pub(in crate::ui) mod words;

use super::shell::{page_ui, pane_ui, single_column};
use super::style::{Style, icons};
use super::view::{PageUi, View};
use super::widgets::{KeyboardWish, NoticeChoice, Tone, button, empty_state_ui, link_button, notice};
use crate::app::action::Action;
use crate::app::cached::Cached;
use crate::app::command::Command;
use crate::app::gesture::Gesture;
use crate::model::{Case, Document, Id};
use case_pane::CasePane;
use document_pane::{DocumentPane, Wish};
use egui::{Frame, Margin, Role, ScrollArea, Ui};
use facts::Facts;
use head::Filter;
use lines::{Line, Lines, Order};
use list::{ListKeys, list};
use reading_ui::{Next, SaveDraft, reading_ui};
use report_ui::Report;
use std::collections::BTreeSet;
use std::sync::Arc;
use table::RowEvent;

/// What is chosen in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Chosen {
    Case(Id<Case>),
    Document(Id<Document>),
}

/// The page: scroll, choice, filter and drafts.
#[derive(Debug, Default)]
pub struct ReviewsPage {
    filter: Filter,
    filter_opened: bool,
    order: Order,
    closed: BTreeSet<Id<Case>>,
    chosen: Option<Chosen>,
    /// The chosen line is brought into sight in the next frame.
    is_revealing: bool,
    wants_keyboard: KeyboardWish,
    /// In one column: the pane is shown instead of the list.
    is_pane_open: bool,
    facts: Cached<Arc<Facts>>,
    /// Raised whenever filter, order or folding changes.
    arrangement: u64,
    lines: Option<((u64, u64), Arc<Lines>)>,
    document: DocumentPane,
    case: CasePane,
    is_report_open: bool,
    report: Report,
    /// The document of which the report of its reading is open.
    reading: Option<Id<Document>>,
    save: Option<SaveDraft>,
    again: Again,
    /// The document that was taken out last, and the revision from which it was.
    taken_out: Option<(Id<Document>, u64)>,
}

impl PageUi for ReviewsPage {
    fn ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let facts = self.facts.get(view.session.revision(), || Arc::new(Facts::of(view.session.project())));
        self.settle_choice(&facts);
        let is_single = single_column(ui);
        if is_single && self.is_pane_open && self.chosen.is_some() {
            page_ui(ui, |ui| self.folded_pane_ui(ui, view, &facts, actions));
        } else {
            if !is_single && !facts.cases.is_empty() {
                let width = Style::of(ui).tokens.size.context;
                pane_ui(ui, "reviews pane", width, |ui| self.pane_ui(ui, view, &facts, actions));
            }
            page_ui(ui, |ui| self.page_ui(ui, view, &facts, is_single, actions));
        }
        self.dialogs_ui(ui, view, actions);
    }

    fn take_keyboard(&mut self, by_mouse: bool) {
        if !by_mouse {
            self.wants_keyboard.ask();
        }
    }

    fn leave(&mut self, actions: &mut Vec<Action>) {
        self.document.leave(actions);
        self.case.leave(actions);
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[("↑ ↓", "choose"), ("Enter", "open"), ("Space", "fold a case"), ("Ctrl I", "add documents")]
    }
}

impl ReviewsPage {
    /// The chosen document.
    #[must_use]
    pub const fn document(&self) -> Option<Id<Document>> {
        match self.chosen {
            Some(Chosen::Document(id)) => Some(id),
            Some(Chosen::Case(_)) | None => None,
        }
    }

    /// Shows a case, whatever is filtered.
    pub fn show_case(&mut self, case: Id<Case>) {
        self.filter = Filter::default();
        self.arrangement += 1;
        self.chosen = Some(Chosen::Case(case));
        self.is_revealing = true;
        self.is_pane_open = true;
    }

    /// Whether Browse was pressed where a report is saved: ask the system for a file, then call `set_path`. Asked once.
    pub fn take_wants_path(&mut self) -> bool {
        self.save.as_mut().is_some_and(|save| std::mem::take(&mut save.wants_path))
    }

    /// Takes a path that the system's dialog gave.
    pub fn set_path(&mut self, path: &std::path::Path) {
        if let Some(save) = &mut self.save {
            save.set_path(path);
        }
    }

    /// The dialogs over the page: one at a time, but for the one that saves.
    fn dialogs_ui(&mut self, ui: &Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let may_change = view.session.read_only().is_none();
        if let Some(save) = &mut self.save {
            if !save.ui(ui, actions) {
                self.save = None;
            }
            return;
        }
        if let Some(again) = view.beside.again {
            self.again.ui(ui, view.session, again, actions);
            return;
        }
        if let Some(id) = self.reading {
            match reading_ui(ui, view.session, id) {
                Next::Stay => {}
                Next::Close => self.reading = None,
                Next::Save => self.save = Some(SaveDraft::new(view.session, vec![id], false)),
            }
            return;
        }
        let Some(import) = view.import.filter(|_| self.is_report_open) else {
            self.is_report_open = false;
            return;
        };
        match self.report.ui(ui, import, &view.beside, may_change, actions) {
            Next::Stay => {}
            Next::Close => self.is_report_open = false,
            Next::Save => {
                let documents = import.report.iter().filter_map(|line| line.document).collect();
                self.save = Some(SaveDraft::new(view.session, documents, true));
            }
        }
    }

    /// Lets go of what is no longer there; at first the choice is what needs a look.
    fn settle_choice(&mut self, facts: &Facts) {
        let is_there = match self.chosen {
            Some(Chosen::Document(id)) => facts.document(id).is_some(),
            Some(Chosen::Case(id)) => facts.case(id).is_some(),
            None => false,
        };
        if !is_there {
            let documents = || facts.cases.iter().flat_map(|c| &c.documents);
            let first = documents().find(|d| !d.is_confirmed).or_else(|| documents().next());
            self.chosen = first.map(|d| Chosen::Document(d.id));
            self.is_pane_open = false;
        }
    }

    fn lines(&mut self, ui: &Ui, revision: u64, facts: &Facts) -> Arc<Lines> {
        let key = (revision, self.arrangement);
        match &self.lines {
            Some((held, lines)) if *held == key => Arc::clone(lines),
            Some(_) | None => {
                let size = &Style::of(ui).tokens.size;
                let heights = (size.row_case, size.row);
                let lines = Arc::new(Lines::of(facts, &self.filter.text, self.order, &self.closed, heights));
                self.lines = Some((key, Arc::clone(&lines)));
                lines
            }
        }
    }

    fn page_ui(&mut self, ui: &mut Ui, view: &View<'_>, facts: &Facts, is_single: bool, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let (side, top) = if is_single { (style.space(3), style.space(2)) } else { (style.space(4), 20.0) };
        let margin = Margin { left: side as i8, right: side as i8, top: top as i8, bottom: 0 };
        Frame::NONE.inner_margin(margin).show(ui, |ui| {
            let may_change = view.session.read_only().is_none();
            self.filter_opened |= head::title_ui(ui, facts, &mut self.filter, may_change, actions) && self.filter.is_open;
            let lines = self.lines(ui, view.session.revision(), facts);
            if self.filter.is_open {
                let found = (lines.documents, facts.documents);
                if head::filter_ui(ui, &mut self.filter, std::mem::take(&mut self.filter_opened), found) {
                    self.arrangement += 1;
                }
            } else if !self.filter.text.is_empty() {
                self.filter.text.clear();
                self.arrangement += 1;
            }
            ui.add_space(style.space(1));
            if let Some(import) = view.import {
                self.is_report_open |= head::import_ui(ui, import, actions);
            }
            self.undo_ui(ui, view, actions);
            if facts.cases.is_empty() {
                self.empty_ui(ui, actions);
                return;
            }
            if is_single {
                self.show_pane_ui(ui, facts);
            }
            self.table_ui(ui, facts, &lines, is_single, actions);
        });
    }

    /// In one column: the way from the list to the pane.
    fn show_pane_ui(&mut self, ui: &mut Ui, facts: &Facts) {
        let name = match self.chosen {
            Some(Chosen::Document(id)) => facts.document(id).map(|(_, d)| d.title.as_str()),
            Some(Chosen::Case(id)) => facts.case(id).map(|c| c.name.as_str()),
            None => None,
        };
        if let Some(name) = name
            && ui.add(link_button(&format!("Show {name}"))).clicked()
        {
            self.is_pane_open = true;
        }
    }

    fn empty_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let text = "Add files or a folder, or drop them here.";
        if empty_state_ui(ui, icons::FILE_PLUS, "No documents yet", text, Some("Add files…")) {
            actions.push(Action::Command(Command::AddFiles));
        }
        ui.vertical_centered(|ui| {
            if ui.add(button("Add a folder…")).clicked() {
                actions.push(Action::Command(Command::AddFolder));
            }
        });
    }

    /// Offers to undo the taking out of a document, as long as undo would do just that.
    fn undo_ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let Some((id, _)) = self.taken_out.filter(|(_, since)| *since != view.session.revision()) else { return };
        let Some(row) = view.session.project().documents().row(id) else { return };
        if !row.retired || view.session.next_undo().as_deref() != Some(Gesture::RetireDocument(id).label()) {
            self.taken_out = None;
            return;
        }
        let title = format!("“{}” was taken out", row.record.title);
        match notice(Tone::Plain, &title).text("Its file and codings stay.").actions(&["Undo"]).closable().show_ui(ui) {
            Some(NoticeChoice::Action(_)) => actions.push(Action::Command(Command::Undo)),
            Some(NoticeChoice::Close) => self.taken_out = None,
            None => {}
        }
    }

    fn table_ui(&mut self, ui: &mut Ui, facts: &Facts, lines: &Lines, is_single: bool, actions: &mut Vec<Action>) {
        ui.spacing_mut().item_spacing.y = 0.0;
        if let Some(order) = table::head_ui(ui, self.order) {
            self.order = order;
            self.arrangement += 1;
            self.is_revealing = true;
        }
        if lines.lines.is_empty() {
            empty_state_ui(ui, icons::LIST_FILTER, "Nothing fits the filter", "Try fewer or other words.", None);
            return;
        }
        let at = lines.lines.iter().position(|line| chosen_at(facts, *line) == self.chosen);
        let mut event = None;
        let id = egui::Id::unique("reviews list");
        if self.wants_keyboard.grant(ui.ctx()) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let shown =
            list(id, "Documents by case", Role::TreeGrid, &lines.tops).at(at).revealing(std::mem::take(&mut self.is_revealing));
        let mut line_ui = |ui: &mut Ui, line_at: list::LineAt| {
            let (response, what) = match lines.lines.get(line_at.index).copied() {
                Some(Line::Case(case, is_open)) => match facts.cases.get(case) {
                    Some(case) => table::case_ui(ui, line_at, case, is_open),
                    None => (blank_ui(ui, line_at), None),
                },
                Some(Line::Document(case, document)) => {
                    match facts.cases.get(case).and_then(|case| case.documents.get(document)) {
                        Some(document) => table::document_ui(ui, line_at, document),
                        None => (blank_ui(ui, line_at), None),
                    }
                }
                None => (blank_ui(ui, line_at), None),
            };
            if let Some(what) = what {
                event = Some((line_at.index, what));
            }
            response
        };
        let keys = words::into_margin_ui(ui, |ui, width| shown.width(width).show_ui(ui, &mut line_ui));
        self.apply_keys(facts, lines, at, keys, actions);
        if let Some((index, what)) = event {
            self.apply_event(facts, lines, index, what, actions);
            self.is_pane_open |= is_single && what == RowEvent::Choose;
        }
    }

    fn apply_event(&mut self, facts: &Facts, lines: &Lines, index: usize, what: RowEvent, actions: &mut Vec<Action>) {
        let Some(line) = lines.lines.get(index).copied() else { return };
        self.chosen = chosen_at(facts, line);
        match (what, self.chosen) {
            (RowEvent::Open, Some(Chosen::Document(id))) => actions.push(Action::Open(id, None)),
            (RowEvent::Toggle, Some(Chosen::Case(id))) => {
                self.arrangement += 1;
                if !self.closed.remove(&id) {
                    self.closed.insert(id);
                }
            }
            (RowEvent::Choose | RowEvent::Open | RowEvent::Toggle, _) => {}
        }
    }

    fn apply_keys(&mut self, facts: &Facts, lines: &Lines, at: Option<usize>, keys: ListKeys, actions: &mut Vec<Action>) {
        let line_at = |i: usize| lines.lines.get(i).copied();
        if let Some(line) = keys.moved.and_then(line_at) {
            self.chosen = chosen_at(facts, line);
            self.is_revealing = true;
            return;
        }
        let Some((at, line)) = at.and_then(|at| line_at(at).map(|line| (at, line))) else { return };
        if keys.opened {
            let what = if matches!(line, Line::Case(..)) { RowEvent::Toggle } else { RowEvent::Open };
            self.apply_event(facts, lines, at, what, actions);
        } else if keys.toggled && matches!(line, Line::Case(..)) {
            self.apply_event(facts, lines, at, RowEvent::Toggle, actions);
        } else if let (Some(unfold), Line::Case(_, is_open)) = (keys.unfolded, line) {
            if unfold != is_open {
                self.apply_event(facts, lines, at, RowEvent::Toggle, actions);
            }
        } else if let (Some(false), Line::Document(case, _)) = (keys.unfolded, line) {
            // Left on a document goes up to its case, as in every tree.
            self.chosen = facts.cases.get(case).map(|c| Chosen::Case(c.id));
            self.is_revealing = true;
        }
    }

    fn folded_pane_ui(&mut self, ui: &mut Ui, view: &View<'_>, facts: &Facts, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let side = style.space(3) as i8;
        Frame::NONE.inner_margin(Margin { left: side, right: side, top: side, bottom: 0 }).show(ui, |ui| {
            if ui.add(link_button("Back to the list")).clicked() {
                self.is_pane_open = false;
            }
            self.pane_ui(ui, view, facts, actions);
        });
    }

    fn pane_ui(&mut self, ui: &mut Ui, view: &View<'_>, facts: &Facts, actions: &mut Vec<Action>) {
        let scroll = ScrollArea::vertical().id_salt(("pane", self.chosen_salt())).auto_shrink(false);
        let mut contents_ui = |ui: &mut Ui| match self.chosen {
            Some(Chosen::Document(id)) => {
                let Some(document) = view.session.project().documents().get(id) else { return };
                match self.document.ui(ui, view, document, actions) {
                    Some(Wish::TookOut) => self.taken_out = Some((id, view.session.revision())),
                    Some(Wish::Report) => self.reading = Some(id),
                    None => {}
                }
            }
            Some(Chosen::Case(id)) => {
                let Some(case) = facts.case(id) else { return };
                if let Some(document) = self.case.ui(ui, view.session, case, actions) {
                    self.chosen = Some(Chosen::Document(document));
                    self.is_revealing = true;
                }
            }
            None => {
                words::note_ui(ui, "Choose a document or a case", Style::of(ui).secondary);
            }
        };
        words::into_margin_ui(ui, |ui, width| {
            scroll.show(ui, |ui| {
                ui.set_max_width(width);
                contents_ui(ui);
            });
        });
    }

    fn chosen_salt(&self) -> String {
        format!("{:?}", self.chosen)
    }
}

fn chosen_at(facts: &Facts, line: Line) -> Option<Chosen> {
    match line {
        Line::Case(case, _) => facts.cases.get(case).map(|c| Chosen::Case(c.id)),
        Line::Document(case, document) => {
            facts.cases.get(case).and_then(|c| c.documents.get(document)).map(|d| Chosen::Document(d.id))
        }
    }
}

/// A line whose record is gone; it is never seen, since lines are made from the same facts.
fn blank_ui(ui: &Ui, at: list::LineAt) -> egui::Response {
    ui.interact(at.rect, ui.scope_id().with(("blank", at.index)), egui::Sense::hover())
}
