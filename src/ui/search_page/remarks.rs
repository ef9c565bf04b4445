//! The sentence of counts, and what is folded away or stands last, each with a way to see it.

use super::facets::{Folds, Shown, Ticks};
use super::ground::{Ground, counted};
use crate::ui::style::{Face, Style};
use crate::ui::widgets::{Ink, Pen, link_button};
use egui::{Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Shows them, one after the other and over several lines where they need it; says whether something is to be shown or
/// folded away.
pub(super) fn remarks_ui(ui: &mut Ui, ground: &Ground, shown: &Shown, ticks: &mut Ticks, folds: &mut Folds) -> bool {
    let style = Style::of(ui);
    let mut changed = false;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(style.space(1), 0.0);
        words_ui(ui, &ground.sentence, Face::UiSemibold);
        if !ground.remark.is_empty() {
            words_ui(ui, &ground.remark, Face::Ui);
        }
        if !ticks.is_empty() {
            words_ui(ui, &format!("Ticks leave {}.", shown.rows.len()), Face::Ui);
            if ui.add(link_button("Clear ticks")).clicked() {
                ticks.clear();
                changed = true;
            }
        }
        let more = |count: usize| counted(count, "more", "more");
        let listings = format!("{} in contents pages, covers, glossaries or standing text", more(shown.listings));
        changed |= fold_ui(ui, shown.listings, &listings, "what only stands in a list", &mut folds.listings);
        let copies = counted(shown.copies, "repeats another", "repeat others");
        changed |= fold_ui(ui, shown.copies, &copies, "what is repeated", &mut folds.copies);
        let rejected = counted(shown.rejected, "rejected for this theme", "rejected for this theme");
        changed |= fold_ui(ui, shown.rejected, &rejected, "what was rejected", &mut folds.rejected);
        if shown.negated > 0 {
            let stand = if shown.negated == 1 { "is negated and stands" } else { "are negated and stand" };
            words_ui(ui, &format!("{} {stand} last in each case.", shown.negated), Face::Ui);
        }
    });
    changed
}

fn fold_ui(ui: &mut Ui, count: usize, words: &str, what: &str, open: &mut bool) -> bool {
    if count == 0 {
        return false;
    }
    let state = if *open { "shown." } else { "folded away." };
    words_ui(ui, &format!("{words}, {state}"), Face::Ui);
    let (word, name) = if *open { ("Fold", format!("Fold away {what}")) } else { ("Show", format!("Show {what}")) };
    let asked = ui.add(link_button(word).name(&name)).clicked();
    *open ^= asked;
    asked
}

fn words_ui(ui: &mut Ui, text: &str, face: Face) {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let ink = Ink::new(face, tokens.type_scale.body, if face == Face::Ui { style.secondary } else { style.ink });
    let galley = pen.layout_lines(text, &ink, tokens.line_height.body, ui.max_rect().width());
    let size = vec2(galley.size().x, galley.size().y.max(tokens.line_height.body));
    let (rect, label) = ui.allocate_exact_size(size, Sense::hover());
    let role = if face == Face::Ui { Role::Label } else { Role::Status };
    label.widget_info(|| WidgetInfo::labeled(role, true, text));
    let top = rect.center().y - galley.size().y / 2.0;
    pen.painter.galley(pen.on_pixel(pos2(rect.left(), top)), galley, ink.colour);
}
