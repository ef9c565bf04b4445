//! The outline beside the text: headings with their pages, and which one is being read.

use super::Open;
use crate::model::Look;
use crate::text::{BlockKind, SourceText, TextRange, Zone};
use crate::ui::reader::MarkLayer;
use crate::ui::style::{Face, Style};
use crate::ui::widgets::{Ink, Pen, keep_in_view, section_label_ui, whole_on_hover_ui};
use egui::{Align, Frame, Margin, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};
use std::collections::BTreeSet;
use std::sync::Arc;

#[derive(Clone, Debug)]
struct Heading {
    block: usize,
    level: u8,
    text: String,
    page: String,
    range: TextRange,
}

impl Heading {
    fn spoken(&self) -> String {
        if self.page.is_empty() { self.text.clone() } else { format!("{}, page {}", self.text, self.page) }
    }
}

/// The headings of the open document, made once per document.
#[derive(Default)]
pub(super) struct Outline {
    of: Option<Arc<SourceText>>,
    headings: Vec<Heading>,
    marked: Option<(Arc<MarkLayer>, Vec<Vec<Look>>)>,
}

impl Outline {
    /// Shows the outline; returns the heading to go to.
    pub(super) fn ui(&mut self, ui: &mut Ui, open: &Open, reading: usize) -> Option<TextRange> {
        if self.of.as_ref().is_none_or(|of| !Arc::ptr_eq(of, &open.source)) {
            self.headings = headings(&open.source);
            self.of = Some(Arc::clone(&open.source));
        }
        if self.marked.as_ref().is_none_or(|(of, _)| !Arc::ptr_eq(of, &open.marks)) {
            let groups = groups_under(&self.headings, &open.marks, open.source.shape.blocks.len());
            self.marked = Some((Arc::clone(&open.marks), groups));
        }
        let groups = self.marked.as_ref().map(|(_, groups)| groups.as_slice()).unwrap_or_default();
        let pages = open.source.shape.pages;
        let note = match pages {
            0 => String::new(),
            1 => "1 page".to_owned(),
            _ => format!("{pages} pages"),
        };
        // Level with the headings below, which keep room for their ground.
        let margin = Margin::symmetric(Style::of(ui).space(1) as i8, 0);
        Frame::NONE.inner_margin(margin).show(ui, |ui| section_label_ui(ui, "Outline", &note));
        let current = self.headings.iter().rposition(|h| h.block <= reading);
        let mut jump = None;
        if self.headings.is_empty() {
            let style = Style::of(ui);
            ui.label(
                egui::RichText::new("No headings were found in this document").color(style.muted).font(style.small(Face::Ui)),
            );
        }
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (i, heading) in self.headings.iter().enumerate() {
                let marked = groups.get(i).map(Vec::as_slice).unwrap_or_default();
                if heading_ui(ui, heading, marked, current == Some(i)) {
                    jump = Some(heading.range);
                }
            }
        });
        jump
    }
}

fn headings(source: &SourceText) -> Vec<Heading> {
    let is_heading =
        |b: &crate::text::Block| b.kind == BlockKind::Heading && !matches!(b.zone, Some(Zone::Contents | Zone::Cover));
    let least = source.shape.blocks.iter().filter(|b| is_heading(b)).map(|b| b.level).min().unwrap_or(1);
    let blocks = source.shape.blocks.iter().enumerate();
    blocks
        .filter(|(_, b)| is_heading(b) && b.level < least + 3)
        .map(|(block, b)| Heading {
            block,
            level: b.level.saturating_sub(least),
            text: source.block_text(b).split_whitespace().collect::<Vec<_>>().join(" "),
            page: b.page.map(|p| p.to_string()).unwrap_or_default(),
            range: b.range,
        })
        .collect()
}

/// Looks of the themes coded between each heading and the next.
fn groups_under(headings: &[Heading], marks: &MarkLayer, blocks: usize) -> Vec<Vec<Look>> {
    let ends = headings.iter().skip(1).map(|h| h.block).chain([blocks]);
    let under = |(heading, end): (&Heading, usize)| {
        let parts = (heading.block..end).flat_map(|block| marks.in_block(block));
        let groups: BTreeSet<Look> = parts.filter_map(|p| marks.get(p.mark)).map(|m| m.look).collect();
        groups.into_iter().collect()
    };
    headings.iter().zip(ends).map(under).collect()
}

/// Small bars right to left of `right`, one for each group; returns where they end.
fn bars(pen: &Pen, right: f32, middle: f32, groups: &[Look]) -> f32 {
    const MOST: usize = 5;
    let (width, step, height) = (3.0, 5.0, 10.0);
    let mut left = right;
    for group in groups.iter().take(MOST).rev() {
        left -= step;
        let bar = Rect::from_min_size(pos2(left, middle - height / 2.0), vec2(width, height));
        pen.fill(bar, 1, pen.style.look(*group).mark);
    }
    left
}

fn heading_ui(ui: &mut Ui, heading: &Heading, groups: &[Look], current: bool) -> bool {
    let pen = Pen::new(ui);
    let style = &pen.style;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), style.tokens.size.row_dense), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Link, true, current, heading.spoken()));
    keep_in_view(&response);
    if current {
        pen.fill(rect, style.tokens.radius.control, style.accent_soft);
    } else if response.hovered() {
        pen.fill(rect, style.tokens.radius.control, style.hovered(style.desk));
    }
    let middle = rect.center().y;
    let small = style.tokens.type_scale.small;
    let page_ink = Ink::new(Face::Ui, small, style.muted);
    let page = pen.line(pos2(rect.right() - style.space(1), middle), Align::Max, &heading.page, &page_ink);
    // Pages of three digits keep the bars of all lines in one column.
    let column = (rect.right() - style.space(1) - pen.width("000", &page_ink)).min(page.left()) - style.space(0);
    let end = bars(&pen, column, middle, groups);
    let left = rect.left() + style.space(1) + f32::from(heading.level) * style.space(2);
    let face = if heading.level == 0 { Face::UiMedium } else { Face::Ui };
    let ink = Ink::new(face, small, if heading.level == 0 || current { style.ink } else { style.secondary });
    let line = pen.line_within(pos2(left, middle), Align::Min, end - left - style.space(0), &heading.text, &ink);
    if response.has_focus() {
        pen.row_ring(rect);
    }
    whole_on_hover_ui(response, line.cut, &heading.text).clicked()
}
