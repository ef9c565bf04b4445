//! What can be written in a query: each line puts its example into the field.

use crate::search::FIELDS;
use crate::ui::style::Face;
use crate::ui::widgets::{FIELDS_CLOSE, Ink, Pen, keep_in_view, section_label_ui};
use egui::{Popup, Response, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

/// What finds words.
const WORDS: [(&str, &str); 9] = [
    ("bruise", "bruise, bruises, bruised, bruising: a word in all its forms"),
    ("\"not known\"", "these words one after the other, in all their forms"),
    ("\"known to police\"~5", "these words in any order, with at most 5 others among them"),
    ("=CP", "written exactly so; =\"Child Protection\" for several words"),
    ("bruis*", "every word that begins so"),
    ("*natal", "every word that ends so"),
    ("organi?ation", "any letter in place of ?"),
    ("haemorage~", "words that are spelt nearly so"),
    ("/DOB|born on/", "a pattern over the text as it stands, slower than the rest"),
];

/// What joins them.
const JOINED: [(&str, &str); 8] = [
    ("father police", "passages with both words; AND may stand between them"),
    ("father OR partner", "passages with either word"),
    ("father NOT grandfather", "passages with the first word and without the second"),
    ("(father OR partner) police", "brackets keep together what belongs together"),
    ("partner NEAR/8 known", "at most 8 words apart, in either order"),
    ("told BEFORE/8 police", "at most 8 words apart, in this order"),
    ("father SENTENCE police", "in the same sentence"),
    ("father PARAGRAPH police", "in the same paragraph"),
];

/// Shows the help under its button; returns the example that was chosen.
pub(super) fn help_ui(button: &Response) -> Option<&'static str> {
    let mut chosen = None;
    let shown = Popup::menu(button).close_behavior(FIELDS_CLOSE).gap(4.0).show(|ui| {
        let pen = Pen::new(ui);
        let (style, window) = (&pen.style, ui.content_rect());
        ui.set_width((window.width() - style.space(7)).min(760.0));
        ScrollArea::vertical().id_salt("search_help").max_height(window.height() * 0.72).show(ui, |ui| {
            egui::Frame::NONE.inner_margin(style.space(1)).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                section_label_ui(ui, "Words; choose a line to put its example into the field", "");
                chosen = lines_ui(ui, WORDS.into_iter()).or(chosen);
                ui.add_space(style.space(1));
                section_label_ui(ui, "Words together", "");
                chosen = lines_ui(ui, JOINED.into_iter()).or(chosen);
                ui.add_space(style.space(1));
                section_label_ui(ui, "What is known of documents, passages and codings", "");
                chosen = lines_ui(ui, FIELDS.iter().map(|f| (f.example, f.meaning))).or(chosen);
            });
        });
        if chosen.is_some() {
            ui.close();
        }
    });
    button.ctx.accesskit_node_builder(button.id, |node| node.set_expanded(shown.is_some()));
    chosen
}

fn lines_ui(ui: &mut Ui, lines: impl Iterator<Item = (&'static str, &'static str)>) -> Option<&'static str> {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let loud = Ink::new(Face::UiMedium, tokens.type_scale.body, style.ink);
    let quiet = Ink::new(Face::Ui, tokens.type_scale.body, style.secondary);
    let room = ui.available_width();
    let column = (room * 0.36).round();
    let mut chosen = None;
    for (example, finds) in lines {
        let what = pen.layout_lines(example, &loud, tokens.line_height.body, column - style.space(2));
        let meaning = pen.layout_lines(finds, &quiet, tokens.line_height.body, room - column);
        let height = what.size().y.max(meaning.size().y) + style.space(0);
        let (rect, line) = ui.allocate_exact_size(vec2(room, height.max(tokens.size.hit_target_min)), Sense::click());
        keep_in_view(&line);
        line.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{example}: {finds}")));
        if line.hovered() {
            pen.fill(rect, tokens.radius.chip, style.hovered(style.surface));
        }
        if line.has_focus() {
            pen.row_ring(rect);
        }
        let top = rect.min + vec2(0.0, 2.0);
        pen.painter.galley(pen.on_pixel(top), what, style.ink);
        pen.painter.galley(pen.on_pixel(top + vec2(column, 0.0)), meaning, style.secondary);
        if line.clicked() {
            chosen = Some(example);
        }
    }
    chosen
}
