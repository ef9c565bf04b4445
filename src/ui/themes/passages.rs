//! Every passage of a theme, by case: its words, where they stand, which way they speak, and whose coding it is.
//!
//! A text is only fetched when one of its passages is in sight or words are looked for, so that a theme of a thousand
//! documents opens at once. The height of a passage is therefore taken from its length, unless it is shown whole.

use super::ends::moved;
use super::passage_filter::PassageFilter;
use super::passage_ui::{Drawn, LEFT, LineAct, MOST_ROWS, RIGHT, laid};
use crate::analyse::natural_cmp;
use crate::app::action::Action;
use crate::app::gesture::Gesture;
use crate::app::session::Session;
use crate::app::suggestions::About;
use crate::model::{Case, Coding, CodingField, Document, Id, MemoAbout, Polarity, Theme, ThemeField};
use crate::text::{Citation, TextRange};
use crate::ui::reading::{Popup, TagPopup};
use crate::ui::reviews::words::note_ui;
use crate::ui::style::{Face, Style};
use crate::ui::view::View;
use crate::ui::widgets::{Ink, Pen};
use egui::{Align, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use std::collections::{BTreeMap, BTreeSet};

/// One coding in the list.
#[derive(Clone, Debug)]
pub(super) struct Passage {
    document: Id<Document>,
    pub(super) coding: Id<Coding>,
    theme: Id<Theme>,
    case_id: Id<Case>,
    /// Name of the case.
    pub(super) case: String,
    range: TextRange,
    /// Whether `range` lies in the document's present text.
    pub(super) is_placed: bool,
    pub(super) polarity: Polarity,
    /// Name of who coded it.
    pub(super) analyst: String,
    pub(super) initials: String,
    /// Code of the theme, where it is another one than the chosen.
    pub(super) code: String,
    /// Whether its theme has it as an example.
    pub(super) is_example: bool,
}

/// The words of a passage with the rest of its paragraph and where it stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Quoted {
    pub(super) before: String,
    pub(super) words: String,
    pub(super) after: String,
    pub(super) citation: String,
}

/// One line of the list: a case with its count, or a passage by its place among all.
#[derive(Clone, Debug)]
enum Line {
    Case(String, usize),
    Passage(usize),
}

/// The passages of one theme with everything under it.
#[derive(Default)]
pub(super) struct Passages {
    key: Option<(u64, Id<Theme>)>,
    all: Vec<Passage>,
    filter: PassageFilter,
    /// The filter and the open passages for which the lines were placed.
    placed_for: Option<(PassageFilter, BTreeSet<Id<Coding>>)>,
    lines: Vec<Line>,
    width: f32,
    tops: Vec<f32>,
    /// Words and citations, as far as they were needed.
    quoted: BTreeMap<Id<Coding>, Quoted>,
    open: BTreeSet<Id<Coding>>,
    popup: Option<TagPopup>,
    /// Gets the keyboard when it is drawn next.
    wants: Option<Id<Coding>>,
}

impl std::fmt::Debug for Passages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Passages").field("key", &self.key).field("lines", &self.lines.len()).finish_non_exhaustive()
    }
}

impl Passages {
    /// Whether the picker lies over the page.
    pub(super) const fn takes_keys(&self) -> bool {
        self.popup.is_some()
    }

    /// Shows filter and list below what is there.
    pub(super) fn ui(&mut self, ui: &mut Ui, view: &View<'_>, theme: Id<Theme>, actions: &mut Vec<Action>) {
        let session = view.session;
        let key = (session.revision(), theme);
        if self.key != Some(key) {
            if self.key.is_none_or(|(_, before)| before != theme) {
                (self.filter, self.popup) = (PassageFilter::default(), None);
                self.open.clear();
            }
            self.all = passages_of(session, theme);
            self.quoted.clear();
            (self.key, self.placed_for) = (Some(key), None);
        }
        self.filter.ui(ui, &self.all);
        let width = ui.available_width();
        let placed = (self.filter.clone(), self.open.clone());
        if (self.width - width).abs() > 0.5 || self.placed_for.as_ref() != Some(&placed) {
            self.width = width;
            self.place(ui, session);
            self.placed_for = Some(placed);
        }
        if self.filter.is_on() {
            let fitting = self.lines.iter().filter(|l| matches!(l, Line::Passage(_))).count();
            let words = format!("{fitting} of {}", super::counted(self.all.len(), "passage"));
            note_ui(ui, &words, Style::of(ui).secondary);
        }
        self.list_ui(ui, view, actions);
        self.popup_ui(ui, view, actions);
    }

    fn list_ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let total = self.tops.last().copied().unwrap_or_default();
        let (_, rect) = ui.allocate_space(vec2(self.width, total));
        let clip = ui.clip_rect();
        let first = self.tops.partition_point(|top| rect.top() + top <= clip.top()).saturating_sub(2);
        let ui = &mut ui.new_child(UiBuilder::new().max_rect(rect));
        // One line beyond what is seen on either side, so that the keyboard can go to it.
        let mut beyond = 0;
        for index in first..self.lines.len() {
            let top = rect.top() + self.top(index);
            beyond += usize::from(top > clip.bottom());
            if beyond > 2 {
                break;
            }
            let place = Rect::from_min_max(pos2(rect.left(), top), pos2(rect.right(), rect.top() + self.top(index + 1)));
            self.line_ui(ui, view, index, place, actions);
        }
    }

    fn top(&self, index: usize) -> f32 {
        self.tops.get(index).copied().unwrap_or_default()
    }

    /// Sorts the passages that fit under their cases and says where each line begins.
    fn place(&mut self, ui: &Ui, session: &Session) {
        let style = Style::of(ui);
        let fitting: Vec<usize> = (0..self.all.len()).filter(|at| self.fits(session, *at)).collect();
        self.lines = lines_of(&self.all, &fitting);
        let mut top = 0.0;
        self.tops = vec![top];
        let (quote, small) = (style.tokens.line_height.quote, style.tokens.line_height.small);
        let column = self.width - LEFT - RIGHT;
        for line in self.lines.clone() {
            top += match line {
                Line::Case(..) => style.tokens.size.row_case + style.space(1),
                Line::Passage(at) => {
                    let Some(passage) = self.all.get(at) else { continue };
                    let rows = rows_for(passage.range.len(), column, style.tokens.type_scale.quote) as f32 * quote;
                    let words = if self.open.contains(&passage.coding) {
                        let quoted = self.quoted.entry(passage.coding).or_insert_with(|| quoted(session, passage));
                        let drawn = Drawn { passage, quoted, is_open: true, editable: false };
                        laid(&Pen::new(ui), &drawn, column, usize::MAX).size().y
                    } else {
                        rows
                    };
                    words + small + style.space(3)
                }
            };
            self.tops.push(top);
        }
    }

    fn fits(&mut self, session: &Session, at: usize) -> bool {
        let Some(passage) = self.all.get(at) else { return false };
        if !self.filter.fits(passage) || self.filter.words.trim().is_empty() {
            return self.filter.fits(passage);
        }
        let quoted = self.quoted.entry(passage.coding).or_insert_with(|| quoted(session, passage));
        self.filter.words_fit(&format!("{} {}", quoted.words, quoted.citation).to_lowercase())
    }

    fn line_ui(&mut self, ui: &mut Ui, view: &View<'_>, index: usize, place: Rect, actions: &mut Vec<Action>) {
        let at = match self.lines.get(index) {
            Some(Line::Case(name, count)) => return case_ui(ui, place, name, *count),
            Some(Line::Passage(at)) => *at,
            None => return,
        };
        let Some(passage) = self.all.get(at) else { return };
        let quoted = self.quoted.entry(passage.coding).or_insert_with(|| quoted(view.session, passage));
        let style = Style::of(ui);
        let rows = rows_for(passage.range.len(), place.width() - LEFT - RIGHT, style.tokens.type_scale.quote);
        let wants = self.wants == Some(passage.coding);
        let drawn =
            Drawn { passage, quoted, is_open: self.open.contains(&passage.coding), editable: view.session.read_only().is_none() };
        let act = drawn.ui(ui, place, rows, wants);
        if wants {
            self.wants = None;
        }
        if let Some(act) = act {
            self.act(view, index, at, act, place, actions);
        }
    }

    /// One gesture for each; what leaves the list hands the keyboard to its neighbour.
    fn act(&mut self, view: &View<'_>, index: usize, at: usize, act: LineAct, place: Rect, actions: &mut Vec<Action>) {
        let Some(passage) = self.all.get(at).cloned() else { return };
        match act {
            LineAct::Open => actions.push(Action::Open(passage.document, passage.is_placed.then_some(passage.range))),
            LineAct::Toggle => {
                if !self.open.remove(&passage.coding) {
                    self.open.insert(passage.coding);
                }
            }
            LineAct::Like => actions.push(Action::ShowSuggestions(About::Like(passage.coding))),
            LineAct::Example => {
                let field = ThemeField::Example(passage.coding, !passage.is_example);
                actions.push(Gesture::SetTheme(passage.theme, field).into());
            }
            LineAct::Polarity(polarity) if polarity != passage.polarity => {
                actions.push(Gesture::SetCoding(passage.coding, CodingField::Polarity(polarity)).into());
            }
            LineAct::Polarity(_) => {}
            LineAct::Theme => {
                let first = view.session.project().memos_about(MemoAbout::Coding(passage.coding)).next();
                let memo = first.map(|memo| memo.text.clone()).unwrap_or_default();
                self.popup = Some(TagPopup::edit(passage.coding, passage.range, passage.polarity, memo, place));
            }
            LineAct::End(end) => {
                let text = view.session.text(passage.document).filter(|_| passage.is_placed);
                let range = text.and_then(|text| moved(&text.text, passage.range, end));
                actions.extend(range.map(|range| Action::from(Gesture::MoveEnds(passage.coding, range))));
            }
            LineAct::Remove => {
                self.wants = self.neighbour(index);
                actions.push(Gesture::Untag(vec![passage.coding]).into());
            }
        }
    }

    /// The passage after a line, or else the one before it.
    fn neighbour(&self, index: usize) -> Option<Id<Coding>> {
        let coding = |line: &Line| match line {
            Line::Passage(at) => self.all.get(*at).map(|p| p.coding),
            Line::Case(..) => None,
        };
        let after = self.lines.iter().skip(index + 1).find_map(coding);
        after.or_else(|| self.lines.iter().take(index).rev().find_map(coding))
    }

    fn popup_ui(&mut self, ui: &Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let Some(popup) = &mut self.popup else { return };
        let Some(coding) = popup.editing() else { return };
        let Some(source) = view.session.project().codings().get(coding).and_then(|c| view.session.text_of(c)) else {
            self.popup = None;
            return;
        };
        let mut unused = Polarity::default();
        match popup.ui(ui.ctx(), view, &source, &mut unused) {
            Popup::Open | Popup::New(_) => return,
            Popup::Do(gesture) => {
                actions.push(gesture.into());
                return;
            }
            Popup::Chosen { theme, .. } => {
                actions.push(Gesture::SetCoding(coding, CodingField::Theme(theme)).into());
                let index = self
                    .lines
                    .iter()
                    .position(|l| matches!(l, Line::Passage(at) if self.all.get(*at).is_some_and(|p| p.coding == coding)));
                self.wants = index.and_then(|i| self.neighbour(i));
            }
            // Several memos on one coding are read where it stands.
            Popup::Memos(coding) => {
                actions.extend(popup.unsaved().map(Action::from));
                actions.push(Action::ShowCoding(coding));
            }
            Popup::Close => self.wants = Some(coding),
        }
        self.popup = None;
        ui.ctx().request_repaint();
    }
}

/// Rows that so many bytes take, a little more than most texts need.
fn rows_for(bytes: usize, width: f32, size: f32) -> usize {
    let per_row = (width / (size * 0.5)).max(8.0);
    ((bytes as f32 * 1.04 / per_row).ceil() as usize).clamp(1, MOST_ROWS)
}

fn passages_of(session: &Session, theme: Id<Theme>) -> Vec<Passage> {
    let (project, tree) = (session.project(), session.tree());
    let branch: BTreeSet<Id<Theme>> = tree.branch(theme).iter().map(|n| n.id).collect();
    let mut found: Vec<(String, &Document, &Coding)> = Vec::new();
    for coding in project.live_codings().filter(|c| branch.contains(&c.theme)) {
        let Some(document) = project.documents().get(coding.document) else { continue };
        let Some(case) = project.cases().get(document.case) else { continue };
        found.push((case.name.clone(), document, coding));
    }
    found.sort_by(|(a_case, a, a_coding), (b_case, b, b_coding)| {
        let by_document = (a.dated, &a.title, a.id).cmp(&(b.dated, &b.title, b.id));
        natural_cmp(a_case, b_case)
            .then(by_document)
            .then(a_coding.range.cmp(&b_coding.range))
            .then(a_coding.id.cmp(&b_coding.id))
    });
    let passage = |(case, document, coding): (String, &Document, &Coding)| {
        let by = project.coder(coding.id).map(|writer| project.analyst(writer));
        let own = project.themes().get(coding.theme);
        Passage {
            document: coding.document,
            coding: coding.id,
            theme: coding.theme,
            case_id: document.case,
            case,
            range: coding.range,
            is_placed: project.is_placed(coding),
            polarity: coding.polarity,
            analyst: by.as_ref().map(|a| a.name.clone()).unwrap_or_default(),
            initials: by.map(|a| a.initials).unwrap_or_default(),
            code: own.filter(|t| t.id != theme).map(|t| t.code.clone()).unwrap_or_default(),
            is_example: own.is_some_and(|t| t.examples.contains(&coding.id)),
        }
    };
    found.into_iter().map(passage).collect()
}

/// The passages at some places under their cases.
fn lines_of(all: &[Passage], fitting: &[usize]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut last = None;
    for (at, passage) in fitting.iter().filter_map(|at| all.get(*at).map(|p| (*at, p))) {
        if last != Some(passage.case_id) {
            last = Some(passage.case_id);
            let count = fitting.iter().filter(|at| all.get(**at).is_some_and(|p| p.case_id == passage.case_id)).count();
            lines.push(Line::Case(passage.case.clone(), count));
        }
        lines.push(Line::Passage(at));
    }
    lines
}

/// The words of a passage with the rest of its paragraphs, and "Child B practice review, 4.12, p. 23".
fn quoted(session: &Session, passage: &Passage) -> Quoted {
    let project = session.project();
    let title = project.documents().get(passage.document).map(|d| d.title.clone()).unwrap_or_default();
    let Some(text) = project.codings().get(passage.coding).and_then(|c| session.text_of(c)) else {
        let words = "The text of this document cannot be read back".to_owned();
        return Quoted { words, citation: title, ..Quoted::default() };
    };
    let flat = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let blocks = crate::text::passages_between(&text, passage.range);
    let (start, end) = blocks.first().zip(blocks.last()).map_or((passage.range.start(), passage.range.end()), |(first, last)| {
        (first.range.start().min(passage.range.start()), last.range.end().max(passage.range.end()))
    });
    let before = flat(text.text.get(start..passage.range.start()).unwrap_or_default());
    let after = flat(text.text.get(passage.range.end()..end).unwrap_or_default());
    let place = Citation::at(&text, passage.range).to_string();
    let glued = after.starts_with(|c: char| c.is_ascii_punctuation());
    Quoted {
        before: if before.is_empty() { before } else { format!("{before} ") },
        words: flat(text.quote(passage.range)),
        after: if after.is_empty() || glued { after } else { format!(" {after}") },
        citation: if place.is_empty() { title } else { format!("{title}, {place}") },
    }
}

/// The examples of a theme that stand: words and citation, in the order in which they were coded.
pub(super) fn examples_of(session: &Session, theme: &Theme) -> Vec<(Id<Coding>, String, String)> {
    let all = passages_of(session, theme.id);
    let examples = all.iter().filter(|p| p.theme == theme.id && p.is_example);
    let example = |passage: &Passage| {
        let quoted = quoted(session, passage);
        (passage.coding, quoted.words, quoted.citation)
    };
    examples.map(example).collect()
}

fn case_ui(ui: &Ui, place: Rect, name: &str, count: usize) {
    let pen = Pen::new(ui);
    let (style, scale) = (&pen.style, &pen.style.tokens.type_scale);
    let response = ui.interact(place, ui.scope_id().with(("case", name)), Sense::hover());
    let passages = super::counted(count, "passage");
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, format!("{name}, {passages}")));
    let middle = place.bottom() - style.tokens.size.row_case / 2.0;
    pen.across(place.left(), place.right(), place.bottom() - style.tokens.stroke.hair, style.line_strong);
    let ink = Ink::new(Face::UiSemibold, scale.body, style.ink);
    pen.line(pos2(place.left(), middle), Align::Min, name, &ink);
    pen.line(pos2(place.right(), middle), Align::Max, &passages, &Ink::new(Face::Ui, scale.small, style.secondary));
}
