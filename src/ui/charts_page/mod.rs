//! The charts of the deep dive: themes by cases, by period, what stands together, and where a document was coded.
//!
//! | part | what it is for |
//! |---|---|
//! | `bars` | themes by cases and by period |
//! | `cells` | what stands together, and the strips of a document |
//! | `table` | the numbers of a chart in words, always under it |
//!
//! A chart is counted once for each state of the project, round and choice; every number comes from `app::charts`.

mod bars;
mod cells;
mod table;

use super::reviews::words::{into_margin_ui, note_ui};
use super::shell::page_ui;
use super::style::{Style, icons};
use super::view::{PageUi, View};
use super::widgets::{button, drop_down_ui, empty_state_ui, page_header_ui, section_label_ui, segmented_ui};
use crate::analyse::{Nearness, Period};
use crate::app::action::Action;
use crate::app::charts::{ChartOf, ThemeChoice, chart};
use crate::app::command::Command;
use crate::model::{DeepDive, Document, Id, Project};
use crate::write::chart::{Chart, ChartKind};
use egui::{Frame, Margin, ScrollArea, Ui};
use std::sync::Arc;

/// The charts by name.
const CHARTS: [&str; 4] = ["Themes by cases", "Themes by period", "Which themes stand together", "Coverage of a document"];
/// The place of the one that needs a document.
const OF_DOCUMENT: usize = 3;

/// What a chart is made of: the revision, the round and the choice.
type Wanted = (u64, Option<Id<DeepDive>>, ThemeChoice, ChartOf);

/// The documents with codings of a revision and round, each with its title.
type Coded = (u64, Option<Id<DeepDive>>, Vec<(Id<Document>, String)>);

/// The page: what is chosen, and the chart of it.
#[derive(Debug, Default)]
pub struct ChartsPage {
    kind: usize,
    all_themes: bool,
    document: Option<Id<Document>>,
    held: Option<(Wanted, Result<Arc<Chart>, String>)>,
    documents: Option<Coded>,
}

impl PageUi for ChartsPage {
    fn ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        page_ui(ui, |ui| {
            let side = Style::of(ui).space(4) as i8;
            let margin = Margin { left: side, right: side, top: 20, bottom: 0 };
            Frame::NONE.inner_margin(margin).show(ui, |ui| self.whole_ui(ui, view, actions));
        });
    }
}

impl ChartsPage {
    fn whole_ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let project = view.session.project();
        let note = view.round.and_then(|id| project.deep_dives().get(id)).map_or("All cases", |round| round.name.as_str());
        self.follow(view);
        let nothing = self.documents.as_ref().is_none_or(|(_, _, documents)| documents.is_empty());
        let save = [button("Save pictures and tables…").icon(icons::DOWNLOAD)];
        if page_header_ui(ui, "Charts", note, if nothing { &[] } else { &save }).is_some() {
            actions.push(Action::Command(Command::WriteReport));
        }
        if nothing {
            let text = "Charts count the cases in which themes were found. Read a review and tag passages with themes first.";
            _ = empty_state_ui(ui, icons::COLUMNS_3, "Nothing is coded yet", text, None);
            return;
        }
        into_margin_ui(ui, |ui, width| {
            ScrollArea::vertical().id_salt("charts").auto_shrink(false).show(ui, |ui| {
                ui.set_max_width(width);
                self.chooser_ui(ui);
                match self.chart(view) {
                    Ok(chart) => chart_ui(ui, &chart),
                    Err(why) => _ = empty_state_ui(ui, icons::COLUMNS_3, "There is no such chart", &why, None),
                }
                ui.add_space(Style::of(ui).space(4));
            });
        });
    }

    /// Takes over the documents with codings that belong to the round.
    fn follow(&mut self, view: &View<'_>) {
        let (revision, round) = (view.session.revision(), view.round);
        if !self.documents.as_ref().is_some_and(|(at, of, _)| *at == revision && *of == round) {
            self.documents = Some((revision, round, coded_documents(view.session.project(), round)));
        }
        let documents = self.documents.as_ref().map(|(_, _, documents)| documents.as_slice()).unwrap_or_default();
        if !documents.iter().any(|(id, _)| Some(*id) == self.document) {
            self.document = documents.first().map(|(id, _)| *id);
        }
    }

    fn chooser_ui(&mut self, ui: &mut Ui) {
        let style = Style::of(ui);
        ui.add_space(style.space(1));
        segmented_ui(ui, "Chart", &CHARTS, &mut self.kind);
        ui.horizontal_wrapped(|ui| {
            let mut themes = usize::from(self.all_themes);
            segmented_ui(ui, "Themes", &["Groups", "All themes"], &mut themes);
            self.all_themes = themes == 1;
            if self.kind == OF_DOCUMENT {
                let documents = self.documents.as_ref().map(|(_, _, documents)| documents.as_slice()).unwrap_or_default();
                let names: Vec<&str> = documents.iter().map(|(_, name)| name.as_str()).collect();
                let at = documents.iter().position(|(id, _)| Some(*id) == self.document);
                let width = (style.tokens.size.context + style.space(5)).min(ui.available_width());
                if let Some(taken) = drop_down_ui(ui, "Document", &names, at, width) {
                    self.document = documents.get(taken).map(|(id, _)| *id);
                }
            }
        });
        ui.add_space(style.space(2));
    }

    /// The chart of the moment, or why there is none.
    fn chart(&mut self, view: &View<'_>) -> Result<Arc<Chart>, String> {
        let of = match (self.kind, self.document) {
            (1, _) => ChartOf::Periods { period: Period::Year, polarity: None },
            (2, _) => ChartOf::CoOccurrence { near: Nearness::SamePassage },
            (OF_DOCUMENT, Some(document)) => ChartOf::Coverage { document },
            _ => ChartOf::Frequency { by_count: false },
        };
        let themes = if self.all_themes { ThemeChoice::All } else { ThemeChoice::Groups };
        let wanted = (view.session.revision(), view.round, themes, of);
        if let Some((made_of, held)) = &self.held
            && *made_of == wanted
        {
            return held.clone();
        }
        let made = chart(view.session, wanted.1, &wanted.2, &wanted.3).map(Arc::new).map_err(|why| why.to_string());
        self.held = Some((wanted, made.clone()));
        made
    }
}

/// Documents of the round with at least one coding, by title.
fn coded_documents(project: &Project, round: Option<Id<DeepDive>>) -> Vec<(Id<Document>, String)> {
    let scope = crate::app::matrix_view::scope_of(project, round);
    let is_in = |document: &Document| scope.cases.as_ref().is_none_or(|cases| cases.contains(&document.case));
    let coded = |document: &&Document| is_in(document) && project.placed_codings_in(document.id).next().is_some();
    let mut documents: Vec<_> = project.documents().iter().filter(coded).map(|d| (d.id, d.title.clone())).collect();
    documents.sort_by(|a, b| a.1.cmp(&b.1));
    documents
}

/// A chart: its title, how to read it, the picture, its words, and its table.
fn chart_ui(ui: &mut Ui, chart: &Chart) {
    let style = Style::of(ui);
    section_label_ui(ui, &chart.title, "");
    if !chart.note.is_empty() {
        note_ui(ui, &chart.note, style.secondary);
    }
    match &chart.kind {
        ChartKind::Frequency(frequency) => bars::frequency_ui(ui, frequency, &chart.alt_text()),
        ChartKind::Periods(periods) => bars::periods_ui(ui, periods, &chart.alt_text()),
        ChartKind::CoOccurrence(together) => cells::together_ui(ui, together, &chart.alt_text()),
        ChartKind::Coverage(coverage) => cells::coverage_ui(ui, coverage, &chart.alt_text()),
        // Themes by cases as cells are a picture of reports; here the matrix shows them.
        ChartKind::Heat(_) => {}
    }
    note_ui(ui, &chart.alt_text(), style.muted);
    ui.add_space(style.space(2));
    table::table_ui(ui, &chart.title, &chart.table());
}
