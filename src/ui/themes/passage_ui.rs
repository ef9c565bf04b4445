//! One passage of a theme: its words and where they stand, and everything that can be done with it in its place.
//!
//! What the menu at its right offers has a key too, which works while the passage has the keyboard.

use super::ends::End;
use super::passages::{Passage, Quoted};
use crate::model::Polarity;
use crate::ui::style::{Face, Style, icons};
use crate::ui::widgets::{Ink, Pen, icon_button, keep_in_view, menu_entry, menu_of_ui};
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, Galley, Key, Modifiers, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use std::sync::Arc;

/// Lines of a quotation shown at most, unless its whole paragraph is.
pub(super) const MOST_ROWS: usize = 6;
/// From the left of a passage to its words: room for the sign.
pub(super) const LEFT: f32 = 28.0;
/// At the right of a passage: two small buttons, and the link that finds others like it.
pub(super) const RIGHT: f32 = 72.0;

const LIKE: &str = "Like this";

/// What is to be done with a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineAct {
    /// Open it where it stands in its document.
    Open,
    /// Show its whole paragraph here, or no longer.
    Toggle,
    /// Find passages like it.
    Like,
    /// Use it as an example, or no longer.
    Example,
    /// Say that it speaks so.
    Polarity(Polarity),
    /// Choose another theme.
    Theme,
    /// Move an end by a word.
    End(End),
    /// Remove the coding.
    Remove,
}

/// Keys of a passage that has the keyboard.
const KEYS: [(Modifiers, Key, LineAct); 13] = [
    (Modifiers::NONE, Key::O, LineAct::Toggle),
    (Modifiers::NONE, Key::X, LineAct::Example),
    (Modifiers::NONE, Key::T, LineAct::Theme),
    (Modifiers::NONE, Key::Plus, LineAct::Polarity(Polarity::GoodPractice)),
    (Modifiers::NONE, Key::Equals, LineAct::Polarity(Polarity::GoodPractice)),
    (Modifiers::NONE, Key::Minus, LineAct::Polarity(Polarity::Concern)),
    (Modifiers::NONE, Key::Period, LineAct::Polarity(Polarity::Context)),
    (Modifiers::SHIFT, Key::CloseBracket, LineAct::End(End::First(true))),
    (Modifiers::SHIFT, Key::OpenBracket, LineAct::End(End::First(false))),
    (Modifiers::NONE, Key::CloseBracket, LineAct::End(End::Last(true))),
    (Modifiers::NONE, Key::OpenBracket, LineAct::End(End::Last(false))),
    (Modifiers::NONE, Key::CloseCurlyBracket, LineAct::End(End::First(true))),
    (Modifiers::NONE, Key::OpenCurlyBracket, LineAct::End(End::First(false))),
];

/// A passage as it is drawn.
pub(super) struct Drawn<'a> {
    pub(super) passage: &'a Passage,
    pub(super) quoted: &'a Quoted,
    /// Its whole paragraph is shown.
    pub(super) is_open: bool,
    /// Whether anything may be changed.
    pub(super) editable: bool,
}

/// The words of a passage as they stand in a column; open, with the rest of its paragraph in a quieter colour.
pub(super) fn laid(pen: &Pen, drawn: &Drawn<'_>, width: f32, rows: usize) -> Arc<Galley> {
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let format = |colour| TextFormat {
        font_id: Face::Read.at(tokens.type_scale.quote),
        color: colour,
        line_height: Some(tokens.line_height.quote),
        ..TextFormat::default()
    };
    let mut job = LayoutJob::default();
    if drawn.is_open {
        job.append(&drawn.quoted.before, 0.0, format(style.secondary));
    }
    let coded = TextFormat {
        background: if drawn.is_open { style.accent_soft } else { egui::Color32::TRANSPARENT },
        ..format(style.ink)
    };
    job.append(&drawn.quoted.words, 0.0, coded);
    if drawn.is_open {
        job.append(&drawn.quoted.after, 0.0, format(style.secondary));
    }
    let max_rows = if drawn.is_open { usize::MAX } else { rows };
    job.wrap = TextWrapping { max_width: width, max_rows, break_anywhere: false, overflow_character: Some('…') };
    pen.painter.layout_job(job)
}

impl Drawn<'_> {
    /// Shows it; returns what is to be done, and whether it has the keyboard.
    pub(super) fn ui(&self, ui: &mut Ui, place: Rect, rows: usize, wants_focus: bool) -> Option<LineAct> {
        let pen = Pen::new(ui);
        let (style, tokens, passage) = (&pen.style, pen.style.tokens, self.passage);
        let id = ui.scope_id().with(("passage", passage.coding));
        let body = place.with_max_x(place.right() - RIGHT);
        let response = ui.interact(body, id, Sense::click());
        let spoken = self.spoken();
        response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &spoken));
        if wants_focus {
            response.request_focus();
        }
        keep_in_view(&response);
        if response.hovered() {
            pen.fill(place, tokens.radius.tint, style.hovered(style.desk));
        }
        let top = place.top() + style.space(1);
        pen.sign_badge(pos2(place.left() + style.space(1), top + tokens.line_height.quote / 2.0), passage.polarity);
        let galley = laid(&pen, self, place.width() - LEFT - RIGHT, rows);
        let height = galley.size().y;
        pen.painter.galley(pen.on_pixel(pos2(place.left() + LEFT, top)), galley, style.ink);
        let note = Ink::new(Face::Ui, tokens.type_scale.small, style.secondary);
        let y = top + height + 2.0 + tokens.line_height.small / 2.0;
        let like = Rect::from_min_max(pos2(place.right() - RIGHT, y - 12.0), pos2(place.right(), y + 12.0));
        let most = like.left() - place.left() - LEFT - style.space(1);
        pen.line_within(pos2(place.left() + LEFT, y), Align::Min, most, &self.note(), &note);
        if response.has_focus() {
            pen.row_ring(body);
        }
        let buttons = self.buttons_ui(ui, place).or_else(|| self.like_ui(ui, like));
        let pressed =
            if response.has_focus() && self.editable { self.key(ui) } else { self.toggle_key(ui, response.has_focus()) };
        buttons.or(pressed).or_else(|| response.clicked().then_some(LineAct::Open))
    }

    /// A link in the corner of a passage that finds others like it.
    fn like_ui(&self, ui: &Ui, rect: Rect) -> Option<LineAct> {
        if !self.passage.is_placed {
            return None;
        }
        let pen = Pen::new(ui);
        let (style, tokens) = (&pen.style, pen.style.tokens);
        let response = ui.interact(rect, ui.scope_id().with(("like", self.passage.coding)), Sense::click());
        let beginning = self.quoted.words.split(' ').take(8).collect::<Vec<_>>().join(" ");
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Passages like this: {beginning}")));
        keep_in_view(&response);
        if response.hovered() {
            pen.fill(rect, tokens.radius.control, style.accent_soft);
        }
        let ink = Ink::new(Face::UiMedium, tokens.type_scale.small, style.accent);
        pen.line(rect.center(), Align::Center, LIKE, &ink);
        if response.has_focus() {
            pen.ring(rect, tokens.radius.control);
        }
        response.clicked().then_some(LineAct::Like)
    }

    /// Where it stands, its theme if it is another, whose it is, and whether it is an example.
    fn note(&self) -> String {
        let example = if self.passage.is_example { "example" } else { "" };
        let parts = [self.passage.code.as_str(), &self.quoted.citation, &self.passage.initials, example];
        parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", ")
    }

    fn spoken(&self) -> String {
        let parts = [&self.quoted.citation, &self.passage.code, &self.passage.initials];
        let under = parts.into_iter().map(String::as_str).filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", ");
        let example = if self.passage.is_example { "Example, " } else { "" };
        format!("{example}{}: {} {under}", self.passage.polarity, self.quoted.words)
    }

    fn key(&self, ui: &Ui) -> Option<LineAct> {
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        let act = KEYS.into_iter().find(|(modifiers, key, _)| pressed(*modifiers, *key)).map(|(.., act)| act);
        act.or_else(|| pressed(Modifiers::NONE, Key::Delete).then_some(LineAct::Remove))
    }

    fn toggle_key(&self, ui: &Ui, focused: bool) -> Option<LineAct> {
        (focused && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::O))).then_some(LineAct::Toggle)
    }

    fn buttons_ui(&self, ui: &mut Ui, place: Rect) -> Option<LineAct> {
        let style = Style::of(ui);
        let side = style.tokens.size.hit_target_min;
        let rect = Rect::from_min_size(pos2(place.right() - 2.0 * side, place.top() + style.space(1)), vec2(2.0 * side, side));
        let builder = UiBuilder::new().max_rect(rect).id_salt(("buttons", self.passage.coding));
        let mut row = ui.new_child(builder.layout(egui::Layout::left_to_right(Align::Center)));
        row.spacing_mut().item_spacing.x = 0.0;
        let about: String = self.quoted.words.chars().take(24).collect();
        let (icon, verb) = if self.is_open {
            (icons::CHEVRON_UP, "Show only the passage")
        } else {
            (icons::CHEVRON_DOWN, "Show the whole paragraph")
        };
        let toggled = row.add(icon_button(icon, &format!("{verb}: {about}")).small()).clicked().then_some(LineAct::Toggle);
        let more = row.add_enabled(self.editable, icon_button(icons::ELLIPSIS, &format!("Change: {about}")).small());
        let chosen = menu_of_ui(&more, |ui| self.menu_ui(ui)).flatten();
        toggled.or(chosen)
    }

    fn menu_ui(&self, ui: &mut Ui) -> Option<LineAct> {
        let mut chosen = None;
        let mut entry = |ui: &mut Ui, words: &str, key: &str, ticked: Option<bool>, enabled: bool, act: LineAct| {
            let mut line = menu_entry(words).key(key);
            if let Some(on) = ticked {
                line = line.ticked(on);
            }
            if ui.add_enabled(enabled, line).clicked() {
                chosen = Some(act);
            }
        };
        let example = if self.passage.is_example { "Use as an example no more" } else { "Use as an example" };
        entry(ui, example, "X", None, true, LineAct::Example);
        entry(ui, "Change the theme…", "T", None, true, LineAct::Theme);
        for (polarity, key) in [(Polarity::Concern, "−"), (Polarity::GoodPractice, "+"), (Polarity::Context, ".")] {
            let on = self.passage.polarity == polarity;
            entry(ui, &polarity.to_string(), key, Some(on), !on, LineAct::Polarity(polarity));
        }
        let placed = self.passage.is_placed;
        for (words, key, end) in [
            ("End on by a word", "]", End::Last(true)),
            ("End back by a word", "[", End::Last(false)),
            ("Start on by a word", "Shift ]", End::First(true)),
            ("Start back by a word", "Shift [", End::First(false)),
        ] {
            entry(ui, words, key, None, placed, LineAct::End(end));
        }
        entry(ui, "Open in the document", "Enter", None, true, LineAct::Open);
        entry(ui, "Remove the coding", "Delete", None, true, LineAct::Remove);
        chosen
    }
}
