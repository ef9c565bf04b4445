//! The outline beside the text: headings with their pages, and which one is being read.

use super::Open;
use crate::text::{BlockKind, SourceText, TextRange, Zone};
use crate::ui::style::{Face, Style};
use crate::ui::widgets::{Ink, Pen, keep_in_view, section_label_ui, whole_on_hover_ui};
use egui::{Align, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};
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
}

impl Outline {
    /// Shows the outline; returns the heading to go to.
    pub(super) fn ui(&mut self, ui: &mut Ui, open: &Open, reading: usize) -> Option<TextRange> {
        if self.of.as_ref().is_none_or(|of| !Arc::ptr_eq(of, &open.source)) {
            self.headings = headings(&open.source);
            self.of = Some(Arc::clone(&open.source));
        }
        let pages = open.source.shape.pages;
        let note = if pages > 0 { format!("{pages} pages") } else { String::new() };
        section_label_ui(ui, "Outline", &note);
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
                if heading_ui(ui, heading, current == Some(i)) {
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

fn heading_ui(ui: &mut Ui, heading: &Heading, current: bool) -> bool {
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
    let left = rect.left() + style.space(1) + f32::from(heading.level) * style.space(2);
    let face = if heading.level == 0 { Face::UiMedium } else { Face::Ui };
    let ink = Ink::new(face, small, if heading.level == 0 || current { style.ink } else { style.secondary });
    let line = pen.line_within(pos2(left, middle), Align::Min, page.left() - left - style.space(1), &heading.text, &ink);
    if response.has_focus() {
        pen.row_ring(rect);
    }
    whole_on_hover_ui(response, line.cut, &heading.text).clicked()
}
