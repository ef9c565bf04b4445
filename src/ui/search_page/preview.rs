//! The pane at the right: the whole passage, what would be coded of it, and what is coded there already.

use super::facets::zone_name;
use super::ground::Ground;
use super::mention::{Chip, HitRow};
use super::paint::{self, spans};
use crate::search::{Tone, Unit};
use crate::ui::reader::draw;
use crate::ui::reviews::words::note_ui;
use crate::ui::style::{Face, GroupPaint, Style};
use crate::ui::widgets::{Ink, Pen, link_button, section_label_ui};
use egui::{Align, Layout, Pos2, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

/// From the top of a row to its baseline, as a share of its height.
const BASELINE: f32 = 0.72;
/// So many underlines stay legible under one another.
const LANES: usize = 3;

/// Shows the passage of `row`; `unit` says what of it would be coded. Returns the row whose place is to be opened.
pub(super) fn preview_ui(ui: &mut Ui, ground: &Ground, row: Option<usize>, unit: Unit) -> Option<usize> {
    let Some((index, row)) = row.and_then(|index| Some((index, ground.rows.get(index)?))) else {
        note_ui(ui, "Choose a mention to read its passage here.", Style::of(ui).muted);
        return None;
    };
    let style = Style::of(ui);
    ui.spacing_mut().item_spacing.y = style.space(0);
    let mut open = head_ui(ui, row, &style).then_some(index);
    ScrollArea::vertical().id_salt("search_preview").auto_shrink(false).show(ui, |ui| {
        ui.add_space(style.space(2));
        passage_ui(ui, row, unit);
        ui.add_space(style.space(3));
        codings_ui(ui, row);
        ui.add_space(style.space(3));
        open = open.or(copies_ui(ui, ground, row));
    });
    open
}

/// Why the mention stands where it does in the list.
fn tone_ui(ui: &mut Ui, row: &HitRow) {
    let cue = row.toned.cue.map(|cue| row.source.quote(cue));
    let words = match (row.toned.tone, cue) {
        (Tone::Negated, Some(cue)) => format!("Taken as negated, for “{cue}”."),
        (Tone::Hypothetical, Some(cue)) => format!("Taken as what should or might be, for “{cue}”."),
        _ => return,
    };
    note_ui(ui, &words, Style::of(ui).muted);
}

/// Other documents of the case that say the same; returns the row that is to be opened.
fn copies_ui(ui: &mut Ui, ground: &Ground, row: &HitRow) -> Option<usize> {
    let first = row.copy_of.and_then(|first| ground.rows.get(first)).unwrap_or(row);
    let others = row.copy_of.into_iter().chain(first.copies.iter().copied());
    let others: Vec<(usize, &HitRow)> =
        others.filter_map(|i| Some((i, ground.rows.get(i)?))).filter(|(_, r)| r.key != row.key).collect();
    if others.is_empty() {
        return None;
    }
    section_label_ui(ui, "Said in other documents too", "");
    let mut open = None;
    for (index, other) in others {
        if ui.add(link_button(&other.place()).name(&format!("Open {}", other.place()))).clicked() {
            open = Some(index);
        }
    }
    ui.add_space(Style::of(ui).space(3));
    open
}

fn head_ui(ui: &mut Ui, row: &HitRow, style: &Style) -> bool {
    let pen = Pen::new(ui);
    let tokens = style.tokens;
    let size = vec2(ui.available_width(), tokens.size.hit_target_min);
    let open = ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        let open = ui.add(link_button("Open").name(&format!("Open {}", row.place()))).clicked();
        let room = ui.available_rect_before_wrap();
        let (rect, title) = ui.allocate_exact_size(vec2(room.width(), tokens.line_height.body), Sense::hover());
        title.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &row.title));
        let ink = Ink::new(Face::UiSemibold, tokens.type_scale.body, style.ink);
        let line = pen.line_within(pos2(rect.left(), rect.center().y), Align::Min, rect.width(), &row.title, &ink);
        crate::ui::widgets::whole_on_hover_ui(title, line.cut, &row.title);
        open
    });
    let mut parts = vec![row.citation.as_str(), row.kind.title()];
    if row.zone.is_some() {
        parts.push(zone_name(row.zone));
    }
    parts.retain(|part| !part.is_empty());
    note_ui(ui, &parts.join(", "), Style::of(ui).muted);
    tone_ui(ui, row);
    open.inner
}

fn passage_ui(ui: &mut Ui, row: &HitRow, unit: Unit) {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let inset = style.space(3);
    let text = row.source.quote(row.hit.range);
    let ink = Ink::new(Face::Read, tokens.type_scale.quote_large, style.ink);
    let width = (ui.available_width() - inset).max(style.space(7));
    let galley = pen.layout_lines(text, &ink, tokens.line_height.quote_large, width);
    let (rect, passage) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y), Sense::hover());
    passage.widget_info(|| WidgetInfo::labeled(Role::Paragraph, true, text));
    let corner = pen.on_pixel(rect.min + vec2(inset, 0.0));
    let of = |range| spans(&galley, corner, text, row.hit.range.start(), range);
    for range in row.ranges(unit) {
        for span in of(range) {
            let tint =
                Rect::from_min_max(pos2(span.left() - 2.0, span.top() + 2.0), pos2(span.right() + 2.0, span.bottom() - 1.0));
            pen.fill(tint, tokens.radius.tint, style.accent_soft);
        }
    }
    let mut marks = Vec::new();
    for mark in &row.hit.marks {
        marks.extend(of(*mark));
    }
    codings_of_text(&pen, row, corner, &galley, text);
    for span in marks {
        let y = (span.top() + span.height() * BASELINE).round() + 3.0;
        pen.fill(Rect::from_min_max(pos2(span.left(), y), pos2(span.right(), y + tokens.stroke.underline)), 0, style.accent);
    }
    pen.painter.galley(corner, galley, style.ink);
}

/// Underlines what is coded, with a stripe at the left.
fn codings_of_text(pen: &Pen, row: &HitRow, corner: Pos2, galley: &egui::Galley, text: &str) {
    let (style, stroke) = (&pen.style, &pen.style.tokens.stroke);
    let mut shapes = Vec::new();
    for (lane, chip) in row.chips.iter().take(LANES).enumerate() {
        let paint = style.look(chip.look);
        let paint = GroupPaint { mark: style.resting(paint.mark), ..paint };
        let pattern = style.polarity(chip.polarity).pattern;
        let spans = spans(galley, corner, text, row.hit.range.start(), chip.range);
        let below = stroke.underline_below_baseline + lane as f32 * stroke.underline_lane;
        for span in &spans {
            let y = (span.top() + span.height() * BASELINE).round() + below;
            let line = Rect::from_min_max(pos2(span.left(), y), pos2(span.right(), y + stroke.underline));
            draw::patterned(&mut shapes, line, pattern, &paint, false);
        }
        if let (Some(first), Some(last)) = (spans.first(), spans.last()) {
            let x = corner.x - style.space(2) - (lane as f32 - 1.0) * style.space(0);
            let half = stroke.stripe / 2.0;
            let line = Rect::from_min_max(pos2(x - half, first.top() + 2.0), pos2(x + half, last.bottom() - 2.0));
            draw::patterned(&mut shapes, line, pattern, &paint, true);
        }
    }
    pen.painter.extend(shapes);
}

fn codings_ui(ui: &mut Ui, row: &HitRow) {
    let pen = Pen::new(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), pen.style.space(2)), Sense::hover());
    pen.across(rect.left(), rect.right(), rect.top(), pen.style.line);
    section_label_ui(ui, "Codings here", "");
    if row.chips.is_empty() {
        note_ui(ui, "Not yet coded.", Style::of(ui).muted);
    }
    for chip in &row.chips {
        coding_ui(ui, chip);
    }
}

fn coding_ui(ui: &mut Ui, chip: &Chip) {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let (rect, line) = ui.allocate_exact_size(vec2(ui.available_width(), tokens.size.row_dense), Sense::hover());
    let words = format!("{} {}, {}", chip.code, chip.name, chip.polarity);
    line.widget_info(|| WidgetInfo::labeled(Role::Label, true, words.trim_start()));
    let middle = rect.center().y;
    let code = paint::chip(&pen, pos2(rect.left(), middle), chip);
    let left = code.right() + style.space(1);
    pen.sign(pos2(rect.right() - style.space(1), middle), chip.polarity, 4.0);
    let ink = Ink::new(Face::Ui, tokens.type_scale.body, style.ink);
    let cut = pen.line_within(pos2(left, middle), Align::Min, rect.right() - left - style.space(4), &chip.name, &ink).cut;
    crate::ui::widgets::whole_on_hover_ui(line, cut, &words);
}
