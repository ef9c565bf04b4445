//! A field for one line or several lines of text.
//!
//! Every field has a name for screen readers, shown beside it or not; the hint inside is only an example
//! and goes away while one writes. The clear button hands the keyboard back to the field.

use super::button::icon_button;
use super::focus::keep_in_view;
use super::pen::Pen;
use crate::ui::style::{Face, icons};
use egui::TextBuffer;
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, Color32, CornerRadius, Frame, Id, Margin, Rect, Response, RichText, Stroke, TextEdit, Ui, UiBuilder, pos2, vec2,
};
use std::ops::Range;

/// A field for text; see [`text_field`].
#[must_use = "show it in a Ui"]
pub struct TextField<'t> {
    text: &'t mut String,
    name: &'t str,
    hint: &'t str,
    icon: Option<char>,
    clear: bool,
    rows: usize,
    width: Option<f32>,
    id: Option<Id>,
    large: bool,
    voice: Face,
    mark: Option<(char, Color32)>,
    room_right: f32,
    secret: bool,
    painter: Option<Painter<'t>>,
}

/// Colours stretches of a text, in bytes; what it leaves out stays as it is.
pub type Painter<'t> = &'t dyn Fn(&str) -> Vec<(Range<usize>, Color32, Face)>;

/// A field called `name` that edits `text`.
pub fn text_field<'t>(text: &'t mut String, name: &'t str) -> TextField<'t> {
    TextField {
        text,
        name,
        hint: "",
        icon: None,
        clear: false,
        rows: 1,
        width: None,
        id: None,
        large: false,
        voice: Face::Ui,
        mark: None,
        room_right: 0.0,
        secret: false,
        painter: None,
    }
}

impl<'t> TextField<'t> {
    /// What to write here, shown while it is empty.
    pub const fn hint(mut self, hint: &'t str) -> Self {
        self.hint = hint;
        self
    }

    /// A sign before the text.
    pub const fn icon(mut self, icon: char) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Offers to empty it while there is something in it.
    pub const fn clearable(mut self) -> Self {
        self.clear = true;
        self
    }

    /// Several lines; Enter begins a new one.
    pub const fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    /// Width in points instead of all there is.
    pub const fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// An id known elsewhere, to give it the keyboard.
    pub const fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// For the one field a page is about.
    pub const fn large(mut self) -> Self {
        self.large = true;
        self
    }

    /// The serif, for statements and quotations.
    pub const fn statement(mut self) -> Self {
        self.voice = Face::Read;
        self
    }

    /// The serif in the size of titles, for the one statement that a page is about.
    pub const fn title(mut self) -> Self {
        self.voice = Face::ReadSemibold;
        self
    }

    /// A sign at the right end: checked, doubtful.
    pub const fn mark(mut self, icon: char, colour: Color32) -> Self {
        self.mark = Some((icon, colour));
        self
    }

    /// Room kept free at the right end for what the caller paints there.
    pub const fn room_right(mut self, room: f32) -> Self {
        self.room_right = room;
        self
    }

    /// Colours stretches of the text while it is written.
    pub const fn painted(mut self, painter: Painter<'t>) -> Self {
        self.painter = Some(painter);
        self
    }

    /// A password: dots stand in place of what is typed.
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// Shows it; `changed()` is also true after clearing.
    pub fn show_ui(mut self, ui: &mut Ui) -> Response {
        let pen = Pen::new(ui);
        let clear = self.clear && !self.text.is_empty();
        let mut response = self.edit_ui(ui, &pen);
        keep_in_view(&response);
        let rect = response.rect;
        let style = &pen.style;
        if response.has_focus() {
            pen.field_ring(rect, style.tokens.radius.control);
        }
        let middle = if self.rows > 1 { rect.top() + style.tokens.size.control / 2.0 } else { rect.center().y };
        if let Some(icon) = self.icon {
            pen.icon(pos2(rect.left() + 18.0, middle), icon, 16.0, style.muted);
        }
        if let Some((icon, colour)) = self.mark {
            pen.icon(pos2(rect.right() - 16.0, middle), icon, 16.0, colour);
        }
        if clear {
            let side = style.tokens.size.hit_target_min;
            let at = Rect::from_center_size(pos2(rect.right() - 16.0, middle), vec2(side, side));
            let name = format!("Clear {}", self.name);
            let mut beside = ui.new_child(UiBuilder::new().max_rect(at));
            if beside.add(icon_button(icons::X, &name).small()).clicked() {
                self.text.clear();
                response.mark_changed();
                response.request_focus();
            }
        }
        response
    }

    fn edit_ui(&mut self, ui: &mut Ui, pen: &Pen) -> Response {
        let (style, tokens) = (&pen.style, pen.style.tokens);
        let height = if self.large { tokens.size.control_large } else { tokens.size.control };
        let size = match self.voice {
            Face::Read => tokens.type_scale.quote_large,
            Face::ReadSemibold => tokens.type_scale.title,
            Face::Ui | Face::UiMedium | Face::UiSemibold | Face::ReadItalic | Face::Icons => tokens.type_scale.body,
        };
        let font = self.voice.at(size);
        let right = self.room_right + if self.clear || self.mark.is_some() { 32.0 } else { 10.0 };
        let left = if self.icon.is_some() { 35.0 } else { 9.0 };
        let row = ui.fonts_mut(|fonts| fonts.row_height(&font));
        let above = ((height - row) / 2.0 - 1.0).max(0.0).floor();
        let frame = Frame {
            inner_margin: Margin { left: left as i8, right: right.min(120.0) as i8, top: above as i8, bottom: above as i8 },
            fill: style.surface,
            stroke: Stroke::new(tokens.stroke.control, style.control),
            corner_radius: CornerRadius::same(tokens.radius.control),
            ..Frame::NONE
        };
        let hint = RichText::new(self.hint).color(style.muted).font(font.clone());
        let mut edit =
            if self.rows > 1 { TextEdit::multiline(self.text).desired_rows(self.rows) } else { TextEdit::singleline(self.text) };
        edit = edit
            .font(font)
            .text_color(style.ink)
            .hint_text(hint)
            .frame(frame)
            .min_size(vec2(0.0, height))
            .desired_width(self.width.unwrap_or(f32::INFINITY));
        if self.secret {
            edit = edit.password(true);
        }
        if self.rows == 1 {
            edit = edit.align(Align2::LEFT_CENTER);
        }
        if let Some(id) = self.id {
            edit = edit.id(id);
        }
        let Some(painter) = self.painter else { return ui.add(edit).accessible_name(self.name) };
        let mut layouter = |ui: &Ui, text: &dyn TextBuffer, _width: f32| {
            let job = painted_job(text.as_str(), painter, size, pen.style.ink);
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        };
        ui.add(edit.layouter(&mut layouter)).accessible_name(self.name)
    }
}

/// One line of text with its stretches in their colours and faces.
fn painted_job(text: &str, painter: Painter<'_>, size: f32, ink: Color32) -> LayoutJob {
    let mut job = LayoutJob::default();
    let put = |job: &mut LayoutJob, range: Range<usize>, colour, face: Face| {
        if let Some(piece) = text.get(range).filter(|piece| !piece.is_empty()) {
            job.append(piece, 0.0, TextFormat::simple(face.at(size), colour));
        }
    };
    let mut done = 0;
    for (range, colour, face) in painter(text) {
        if range.start < done {
            continue;
        }
        put(&mut job, done..range.start, ink, Face::Ui);
        done = range.end;
        put(&mut job, range, colour, face);
    }
    put(&mut job, done..text.len(), ink, Face::Ui);
    job
}
