//! Every recommendation of the deep dive as a table: what it says, what it answers, who, until when, how far.
//!
//! A row goes to its finding, where it is written; what it lacks stands in the colour of caution and in words.

use super::FindingsPage;
use super::ground::Cx;
use super::recommend::tone_of;
use crate::app::findings::gaps;
use crate::model::Recommendation;
use crate::ui::reviews::words::{into_margin_ui, note_ui};
use crate::ui::style::{Face, Style, icons};
use crate::ui::widgets::{Ink, Pen, cell_text_ui, check_box, empty_state_ui, page_title_ui, row, state_pill_ui};
use egui::{Align, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

/// A column: its name, its width where there is room for all.
const COLUMNS: [(&str, f32); 4] = [("Status", 116.0), ("Owner", 130.0), ("Due", 128.0), ("Lacks", 150.0)];
/// Before the text: the number.
const NUMBER: f32 = 44.0;
/// The least room for the text of a recommendation.
const LEAST_TEXT: f32 = 180.0;

impl FindingsPage {
    pub(super) fn all_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let style = Style::of(ui);
        let all = cx.project.recommendations_of(cx.ground.round);
        let lacking = all.iter().filter(|r| !gaps(r).is_empty()).count();
        let note = match lacking {
            0 => format!("{} in all", all.len()),
            1 => format!("{} in all, 1 lacks something", all.len()),
            n => format!("{} in all, {n} lack something", all.len()),
        };
        page_title_ui(ui, "All recommendations", if all.is_empty() { "" } else { &note });
        if all.is_empty() {
            let text = "Recommendations are added to the finding that they answer: choose one at the left, then Add.";
            _ = empty_state_ui(ui, icons::FLAG, "Nothing is recommended yet", text, None);
            return;
        }
        ui.add_space(style.space(1));
        ui.add(check_box(&mut self.only_gaps, "Only those that lack something"));
        ui.add_space(style.space(1));
        into_margin_ui(ui, |ui, width| {
            ScrollArea::vertical().id_salt("all recommendations").auto_shrink(false).show(ui, |ui| {
                ui.set_max_width(width);
                ui.spacing_mut().item_spacing.y = 0.0;
                let columns = columns(width);
                heads_ui(ui, columns);
                let only_gaps = self.only_gaps;
                for it in all.into_iter().filter(|r| !only_gaps || !gaps(r).is_empty()) {
                    self.row_ui(ui, cx, it, columns);
                }
            });
        });
    }

    fn row_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, it: &Recommendation, columns: usize) {
        let style = Style::of(ui);
        let number = cx.ground.numbers.get(&it.id).map(String::as_str).unwrap_or_default();
        let due = it.due.map(|d| d.to_string()).unwrap_or_default();
        let lacks = gaps(it).join(", ");
        let answers: Vec<String> =
            cx.ground.lines.iter().filter(|l| it.findings.contains(&l.id)).map(|l| l.number.to_string()).collect();
        let parts = [
            format!("{number} {}", it.text),
            format!("answers finding {}", answers.join(" and ")),
            it.status.to_string(),
            it.owner.clone(),
            due.clone(),
            lacks.clone(),
        ];
        let name = parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", ");
        let shown = row(&name).height(style.tokens.size.row_case + style.space(1)).show_ui(ui, |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let body = Ink::new(Face::Ui, style.tokens.type_scale.body, style.ink);
            let small = Ink::new(Face::Ui, style.tokens.type_scale.small, style.secondary);
            let caution = Ink { colour: style.caution, ..small.clone() };
            cell_text_ui(ui, NUMBER, Align::Min, number, &small);
            let text = (ui.available_width() - widths(columns)).max(style.space(6));
            cell_text_ui(ui, text - style.space(2), Align::Min, &it.text, &body);
            ui.add_space(style.space(2));
            for (column, (_, width)) in COLUMNS.iter().enumerate().take(columns) {
                match column {
                    0 => {
                        ui.allocate_ui(vec2(*width, style.tokens.size.row), |ui| {
                            ui.set_width(*width);
                            state_pill_ui(ui, &it.status.to_string(), tone_of(it.status));
                        });
                    }
                    1 => {
                        cell_text_ui(ui, *width - style.space(2), Align::Min, &it.owner, &small);
                        ui.add_space(style.space(2));
                    }
                    2 => _ = cell_text_ui(ui, *width, Align::Min, &due, &small),
                    _ => _ = cell_text_ui(ui, *width, Align::Min, &lacks, &caution),
                }
            }
        });
        if shown.response.clicked()
            && let Some(line) = cx.ground.lines.iter().find(|l| it.findings.contains(&l.id))
        {
            self.choose(line.id);
            self.is_inside = true;
        }
        if it.findings.is_empty() {
            note_ui(
                ui,
                "Answers no finding: choose “Answer with one of the others” at the finding that it answers.",
                style.caution,
            );
        }
    }
}

/// How many of the columns there is room for.
fn columns(width: f32) -> usize {
    let mut room = width - NUMBER - LEAST_TEXT;
    COLUMNS
        .iter()
        .take_while(|(_, wide)| {
            room -= wide;
            room >= 0.0
        })
        .count()
}

fn widths(columns: usize) -> f32 {
    COLUMNS.iter().take(columns).map(|(_, width)| width).sum()
}

fn heads_ui(ui: &mut Ui, columns: usize) {
    let pen = Pen::new(ui);
    let style = &pen.style;
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), style.tokens.size.row_dense));
    let ink = Ink::new(Face::UiMedium, style.tokens.type_scale.small, style.secondary);
    let put = |left: f32, words: &str| {
        let line = pen.line(pos2(left, rect.center().y), Align::Min, words, &ink);
        let response = ui.interact(line, ui.scope_id().with(("head", words)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, words));
    };
    let first = rect.left() + style.space(1);
    put(first + NUMBER, "Recommendation");
    let mut left = rect.right() - style.space(1) - widths(columns);
    for (name, width) in COLUMNS.iter().take(columns) {
        put(left, name);
        left += width;
    }
    pen.across(rect.left(), rect.right(), rect.bottom() - 1.0, style.line_strong);
}
