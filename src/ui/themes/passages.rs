//! Every passage of a theme, by case: its words, where they stand, which way they speak, and whose coding it is.
//!
//! A text is only fetched when one of its passages is in sight, so that a theme of a thousand documents opens at
//! once. The height of a passage is therefore taken from its length, never from its words.

use crate::analyse::natural_cmp;
use crate::app::action::Action;
use crate::app::session::Session;
use crate::app::suggestions::About;
use crate::model::{Coding, Document, Id, Polarity, Theme};
use crate::text::{Citation, TextRange};
use crate::ui::style::{Face, Style};
use crate::ui::widgets::{Ink, Pen};
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use std::collections::{BTreeMap, BTreeSet};

/// Lines of a quotation shown at most; the rest is read in the document.
const MOST_ROWS: usize = 6;
/// From the left of a passage to its words: room for the sign.
const LEFT: f32 = 28.0;
/// Room for the initials of who coded it.
const INITIALS: f32 = 32.0;
const LIKE: &str = "Like this";

/// One coding in the list.
#[derive(Clone, Debug)]
struct Passage {
    document: Id<Document>,
    coding: Id<Coding>,
    range: TextRange,
    /// Whether `range` lies in the document's present text.
    is_placed: bool,
    polarity: Polarity,
    initials: String,
    /// Code of the theme, where it is another one than the chosen.
    code: String,
}

/// One line of the list.
#[derive(Clone, Debug)]
enum Line {
    Case(String, usize),
    Passage(Passage),
}

/// The passages of one theme with everything under it.
#[derive(Debug, Default)]
pub(super) struct Passages {
    key: Option<(u64, Id<Theme>)>,
    lines: Vec<Line>,
    width: f32,
    tops: Vec<f32>,
    /// Words and citation by line, as far as they were in sight.
    seen: BTreeMap<usize, (String, String)>,
}

impl Passages {
    /// Shows the list below what is there; pushes the opening of a passage that was pressed.
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, theme: Id<Theme>, actions: &mut Vec<Action>) {
        let key = (session.revision(), theme);
        if self.key != Some(key) {
            *self = Self { key: Some(key), lines: lines_of(session, theme), ..Self::default() };
        }
        let width = ui.available_width();
        if (self.width - width).abs() > 0.5 {
            self.set_tops(&Style::of(ui), width);
        }
        let total = self.tops.last().copied().unwrap_or_default();
        let (_, rect) = ui.allocate_space(vec2(width, total));
        let clip = ui.clip_rect();
        let first = self.tops.partition_point(|top| rect.top() + top <= clip.top()).saturating_sub(1);
        let ui = &mut ui.new_child(UiBuilder::new().max_rect(rect));
        for index in first..self.lines.len() {
            let top = rect.top() + self.top(index);
            if top > clip.bottom() {
                break;
            }
            let place = Rect::from_min_max(pos2(rect.left(), top), pos2(rect.right(), rect.top() + self.top(index + 1)));
            self.line_ui(ui, session, index, place, actions);
        }
    }

    fn top(&self, index: usize) -> f32 {
        self.tops.get(index).copied().unwrap_or_default()
    }

    fn set_tops(&mut self, style: &Style, width: f32) {
        let mut top = 0.0;
        self.width = width;
        self.tops = vec![top];
        for line in &self.lines {
            top += match line {
                Line::Case(..) => style.tokens.size.row_case + style.space(1),
                Line::Passage(passage) => {
                    let rows = rows_for(passage.range.len(), width - LEFT, style.tokens.type_scale.quote);
                    rows as f32 * style.tokens.line_height.quote + style.tokens.line_height.small + style.space(3)
                }
            };
            self.tops.push(top);
        }
    }

    fn line_ui(&mut self, ui: &Ui, session: &Session, index: usize, place: Rect, actions: &mut Vec<Action>) {
        match self.lines.get(index).cloned() {
            Some(Line::Case(name, count)) => case_ui(ui, place, &name, count),
            Some(Line::Passage(passage)) => {
                let (words, citation) = self.seen.entry(index).or_insert_with(|| quoted(session, &passage));
                if passage_ui(ui, place, index, &passage, words, citation) {
                    actions.push(Action::Open(passage.document, passage.is_placed.then_some(passage.range)));
                }
                if passage.is_placed && like_ui(ui, place, index, words) {
                    actions.push(Action::ShowSuggestions(About::Like(passage.coding)));
                }
            }
            None => {}
        }
    }
}

/// Rows that so many bytes take, a little more than most texts need.
fn rows_for(bytes: usize, width: f32, size: f32) -> usize {
    let per_row = (width / (size * 0.5)).max(8.0);
    ((bytes as f32 * 1.04 / per_row).ceil() as usize).clamp(1, MOST_ROWS)
}

fn lines_of(session: &Session, theme: Id<Theme>) -> Vec<Line> {
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
    let mut lines = Vec::new();
    let mut last = None;
    for (case, document, coding) in &found {
        if last != Some(document.case) {
            last = Some(document.case);
            let count = found.iter().filter(|(_, d, _)| d.case == document.case).count();
            lines.push(Line::Case(case.clone(), count));
        }
        let by = project.coder(coding.id).map(|writer| project.analyst(writer).initials).unwrap_or_default();
        let other = project.themes().get(coding.theme).filter(|t| t.id != theme);
        lines.push(Line::Passage(Passage {
            document: coding.document,
            coding: coding.id,
            range: coding.range,
            is_placed: project.is_placed(coding),
            polarity: coding.polarity,
            initials: by,
            code: other.map(|t| t.code.clone()).unwrap_or_default(),
        }));
    }
    lines
}

/// The words of a passage and "Child B practice review, 4.12, p. 23".
fn quoted(session: &Session, passage: &Passage) -> (String, String) {
    let project = session.project();
    let title = project.documents().get(passage.document).map(|d| d.title.clone()).unwrap_or_default();
    let Some(text) = project.codings().get(passage.coding).and_then(|c| session.text_of(c)) else {
        return ("The text of this document cannot be read back".to_owned(), title);
    };
    let words = text.quote(passage.range).split_whitespace().collect::<Vec<_>>().join(" ");
    let place = Citation::at(&text, passage.range).to_string();
    (words, if place.is_empty() { title } else { format!("{title}, {place}") })
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

/// A link in the corner of a passage that finds others like it; says whether it was pressed.
fn like_ui(ui: &Ui, place: Rect, index: usize, words: &str) -> bool {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let ink = Ink::new(Face::UiMedium, tokens.type_scale.small, style.accent);
    let size = vec2(pen.width(LIKE, &ink) + style.space(1), tokens.size.hit_target_min);
    let corner = pos2(place.right() - size.x - INITIALS, place.bottom() - size.y - style.space(0));
    let rect = Rect::from_min_size(corner, size);
    let response = ui.interact(rect, ui.scope_id().with(("like", index)), Sense::click());
    let beginning = words.split(' ').take(8).collect::<Vec<_>>().join(" ");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Passages like this: {beginning}")));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.hovered() {
        pen.fill(rect, tokens.radius.control, style.accent_soft);
    }
    pen.line(rect.center(), Align::Center, LIKE, &ink);
    if response.has_focus() {
        pen.ring(rect, tokens.radius.control);
    }
    response.clicked()
}

fn passage_ui(ui: &Ui, place: Rect, index: usize, passage: &Passage, words: &str, citation: &str) -> bool {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let response = ui.interact(place, ui.scope_id().with(("passage", index)), Sense::click());
    let parts = [citation, passage.code.as_str(), passage.initials.as_str()];
    let under = parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", ");
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("{}: {words} {under}", passage.polarity)));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.hovered() {
        pen.fill(place, tokens.radius.tint, style.hovered(style.desk));
    }
    let top = place.top() + style.space(1);
    let half = tokens.line_height.quote / 2.0;
    pen.sign_badge(pos2(place.left() + style.space(1), top + half), passage.polarity);
    let format = TextFormat {
        font_id: Face::Read.at(tokens.type_scale.quote),
        color: style.ink,
        line_height: Some(tokens.line_height.quote),
        ..TextFormat::default()
    };
    let width = place.width() - LEFT;
    let mut job = LayoutJob::single_section(words.to_owned(), format);
    let rows = rows_for(passage.range.len(), width, tokens.type_scale.quote);
    job.wrap = TextWrapping { max_width: width, max_rows: rows, break_anywhere: false, overflow_character: Some('…') };
    let galley = pen.painter.layout_job(job);
    let height = galley.size().y;
    pen.painter.galley(pen.on_pixel(pos2(place.left() + LEFT, top)), galley, style.ink);
    let note = Ink::new(Face::Ui, tokens.type_scale.small, style.secondary);
    let y = top + height + 2.0 + tokens.line_height.small / 2.0;
    let by = pen.line(pos2(place.right(), y), Align::Max, &passage.initials, &note);
    let words = if passage.code.is_empty() { citation.to_owned() } else { format!("{}, {citation}", passage.code) };
    let like = pen.width(LIKE, &note) + style.space(3);
    let most = by.left().min(place.right() - INITIALS) - like - place.left() - LEFT - style.space(1);
    pen.line_within(pos2(place.left() + LEFT, y), Align::Min, most, &words, &note);
    if response.has_focus() {
        pen.row_ring(place);
    }
    response.clicked()
}
