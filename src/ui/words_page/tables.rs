//! The lists of words and pairs: a row for each with its counts and a bar, and copies of them as tables.

use crate::app::suggestions::WordCounts;
use crate::suggest::{Count, Pair};
use crate::ui::reviews::list::{LineAt, list};
use crate::ui::reviews::words::into_margin_ui;
use crate::ui::style::{Face, Style};
use crate::ui::widgets::{Ink, Pen, link_button, section_label_ui};
use egui::{Align, Id, Key, Layout, Modifiers, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use std::sync::Arc;

/// Width of a column of numbers.
const NUMBER: f32 = 84.0;
/// Share of a row for its bar.
const BAR: f32 = 0.24;

/// The list of words, as what has the keyboard.
pub(super) fn words_id() -> Id {
    Id::unique("words list")
}

fn pairs_id() -> Id {
    Id::unique("pairs list")
}

/// Where a list is, and in which order it shows its rows.
#[derive(Debug, Default)]
pub(super) struct Table {
    made_of: Option<(Arc<WordCounts>, bool)>,
    order: Vec<usize>,
    at: usize,
    reveals: bool,
}

/// What was asked of a list: the words of a row.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// Search for them.
    pub opened: Option<String>,
    /// Show what stands with them.
    pub toggled: Option<String>,
}

impl Table {
    fn follow(&mut self, counts: &Arc<WordCounts>, flag: bool) -> bool {
        let same = self.made_of.as_ref().is_some_and(|(held, f)| Arc::ptr_eq(held, counts) && *f == flag);
        if !same {
            self.made_of = Some((Arc::clone(counts), flag));
            (self.at, self.reveals) = (0, true);
        }
        !same
    }

    /// Takes over the words of an answer, in cases first or times first.
    pub fn follow_words(&mut self, counts: &Arc<WordCounts>, by_times: bool) {
        if self.follow(counts, by_times) {
            self.order = (0..counts.counts.len()).collect();
            if by_times {
                let times = |i: &usize| counts.counts.get(*i).map_or(0, |c| c.count);
                self.order.sort_by_key(|i| std::cmp::Reverse(times(i)));
            }
        }
    }

    /// Takes over the pairs of an answer.
    pub fn follow_pairs(&mut self, counts: &Arc<WordCounts>) {
        if self.follow(counts, false) {
            self.order = (0..counts.together.pairs.len()).collect();
        }
    }

    /// Shows the words; `cases` is how many there are in all.
    pub fn words_ui(&mut self, ui: &mut Ui, counts: &WordCounts, cases: usize) -> Asked {
        columns_ui(ui, "Word", ["Cases", "Times", "Documents"]);
        let most = counts.counts.iter().map(|c| c.count).max().unwrap_or(1);
        let by_times = self.made_of.as_ref().is_some_and(|(_, by_times)| *by_times);
        let share = |c: &Count| if by_times { c.count as f32 / most as f32 } else { c.cases as f32 / cases as f32 };
        let id = words_id();
        let space = ui.memory(|m| m.has_focus(id)) && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Space));
        let order = self.order.clone();
        let word_at = |at: usize| order.get(at).and_then(|i| counts.counts.get(*i));
        let opened = self.rows_ui(ui, id, "Words", |ui, at| {
            let word = word_at(at.index);
            let name = word.map(word_words).unwrap_or_default();
            row_ui(ui, id, at, &name, |pen, rect| {
                let Some(word) = word else { return };
                let numbers = [word.cases, word.count, word.documents].map(|n| n.to_string());
                row(pen, rect, (&word.word, &forms_shown(word)), &numbers, share(word));
            })
        });
        let said = |at: usize| word_at(at).map(|w| w.word.clone());
        Asked { opened: opened.and_then(said), toggled: if space { said(self.at) } else { None } }
    }

    /// Shows the pairs.
    pub fn pairs_ui(&mut self, ui: &mut Ui, counts: &WordCounts) -> Asked {
        columns_ui(ui, "Words", ["Cases", "Together", "G²"]);
        let pairs = &counts.together.pairs;
        let most = pairs.first().map_or(1.0, |p| p.g2.max(f64::MIN_POSITIVE));
        let id = pairs_id();
        let opened = self.rows_ui(ui, id, "Words that stand together", |ui, at| {
            let pair = pairs.get(at.index);
            let name = pair.map(pair_words).unwrap_or_default();
            row_ui(ui, id, at, &name, |pen, rect| {
                let Some(pair) = pair else { return };
                let numbers = [pair.cases.to_string(), pair.units.to_string(), format!("{:.1}", pair.g2)];
                let words = format!("{} · {}", pair.first, pair.second);
                row(pen, rect, (&words, ""), &numbers, (pair.g2 / most) as f32);
            })
        });
        let said = |at: usize| pairs.get(at).map(|p| format!("{} {}", p.first, p.second));
        Asked { opened: opened.and_then(said), toggled: None }
    }

    /// Shows rows in all the room there is; returns the row that was opened.
    fn rows_ui(&mut self, ui: &mut Ui, id: Id, name: &str, mut one_ui: impl FnMut(&mut Ui, LineAt) -> Response) -> Option<usize> {
        let height = Style::of(ui).tokens.size.row_dense;
        let tops: Vec<f32> = (0..=self.order.len()).map(|i| i as f32 * height).collect();
        let shown = list(id, name, Role::List, &tops).at(Some(self.at)).revealing(std::mem::take(&mut self.reveals));
        let mut clicked = None;
        let mut line_ui = |ui: &mut Ui, at: LineAt| {
            let response = one_ui(ui, at);
            if response.clicked() {
                clicked = Some(at.index);
            }
            response
        };
        let keys = into_margin_ui(ui, |ui, width| shown.width(width).show_ui(ui, &mut line_ui));
        if let Some(at) = clicked.or(keys.moved) {
            (self.at, self.reveals) = (at, clicked.is_none());
        }
        clicked.or_else(|| keys.opened.then_some(self.at))
    }
}

/// The title of a list, a note, and a link that copies it; says whether that was pressed.
pub(super) fn head_ui(ui: &mut Ui, title: &str, note: &str, copy: &str) -> bool {
    let style = Style::of(ui);
    let size = vec2(ui.available_width(), style.tokens.size.hit_target_min);
    let shown = ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        let pressed = ui.add(link_button("Copy").name(copy)).clicked();
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            section_label_ui(ui, title, "");
        });
        pressed
    });
    crate::ui::reviews::words::note_ui(ui, note, style.muted);
    shown.inner
}

fn columns_ui(ui: &mut Ui, first: &str, numbers: [&str; 3]) {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    ui.spacing_mut().item_spacing.y = 0.0;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), tokens.size.row_dense), Sense::hover());
    let ink = Ink::new(Face::UiMedium, tokens.type_scale.small, style.secondary);
    pen.line(pos2(rect.left() + style.space(1), rect.center().y), Align::Min, first, &ink);
    for (place, number) in numbers.iter().rev().enumerate() {
        let right = rect.right() - style.space(1) - place as f32 * NUMBER;
        pen.line(pos2(right, rect.center().y), Align::Max, number, &ink);
    }
    pen.across(rect.left(), rect.right(), rect.bottom() - 1.0, style.line_strong);
}

fn row_ui(ui: &Ui, id: Id, at: LineAt, name: &str, paint: impl FnOnce(&Pen, Rect)) -> Response {
    let pen = Pen::new(ui);
    let response = ui.interact(at.rect, id.with(("row", at.index)), Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, name));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(at.is_chosen));
    if at.is_chosen {
        pen.fill(at.rect, 0, pen.style.accent_soft);
    } else if response.hovered() {
        pen.fill(at.rect, 0, pen.style.hovered(pen.style.surface));
    }
    paint(&pen, at.rect);
    response
}

fn row(pen: &Pen, rect: Rect, (words, note): (&str, &str), numbers: &[String; 3], share: f32) {
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let middle = rect.center().y;
    let loud = Ink::new(Face::Ui, tokens.type_scale.body, style.ink);
    for (place, number) in numbers.iter().rev().enumerate() {
        pen.line(pos2(rect.right() - style.space(1) - place as f32 * NUMBER, middle), Align::Max, number, &loud);
    }
    let left = rect.left() + style.space(1);
    let end = rect.right() - style.space(1) - NUMBER * 3.0;
    let bar = ((end - left) * BAR).max(0.0);
    let track = Rect::from_min_max(pos2(end - bar, middle - 4.0), pos2(end, middle + 4.0));
    pen.fill(track.with_max_x(track.left() + (track.width() * share.clamp(0.0, 1.0)).max(1.0)), 2, style.accent);
    let serif = Ink::new(Face::Read, tokens.type_scale.quote_large, style.ink);
    let room = (end - bar - style.space(1) - left).max(0.0);
    let said = pen.line_within(pos2(left, middle), Align::Min, room, words, &serif).rect.right();
    let quiet = Ink::new(Face::Ui, tokens.type_scale.label, style.muted);
    if said + style.space(1) + pen.width(note, &quiet) < left + room {
        pen.line(pos2(said + style.space(1), middle), Align::Min, note, &quiet);
    }
}

fn forms_shown(count: &Count) -> String {
    if count.forms > 1 { format!("{} forms", count.forms) } else { String::new() }
}

fn number(n: u32, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

fn word_words(count: &Count) -> String {
    let forms = if count.forms > 1 { format!(" in {}", number(count.forms, "form")) } else { String::new() };
    let times = number(count.count, "time");
    format!("{}{forms}: {}, {times}, {}", count.word, number(count.cases, "case"), number(count.documents, "document"))
}

fn pair_words(pair: &Pair) -> String {
    format!(
        "{} and {}: {}, together {}, G² {:.1}",
        pair.first,
        pair.second,
        number(pair.cases, "case"),
        number(pair.units, "time"),
        pair.g2
    )
}

/// The words as a table for a sheet.
pub(super) fn words_copied(counts: &WordCounts) -> String {
    let line = |c: &Count| format!("{}\t{}\t{}\t{}\t{}", c.word, c.forms, c.cases, c.count, c.documents);
    let lines = counts.counts.iter().map(line);
    std::iter::once("Word\tForms\tCases\tTimes\tDocuments".to_owned()).chain(lines).collect::<Vec<_>>().join("\n")
}

/// The pairs as a table for a sheet.
pub(super) fn pairs_copied(counts: &WordCounts) -> String {
    let line = |p: &Pair| {
        let (a, b) = p.alone;
        format!("{}\t{}\t{}\t{}\t{}\t{a}\t{b}\t{:.3}", p.first, p.second, p.cases, p.documents, p.units, p.g2)
    };
    let head = "First\tSecond\tCases\tDocuments\tTogether\tFirst in all\tSecond in all\tLog-likelihood G² (Dunning 1993)";
    std::iter::once(head.to_owned()).chain(counts.together.pairs.iter().map(line)).collect::<Vec<_>>().join("\n")
}
