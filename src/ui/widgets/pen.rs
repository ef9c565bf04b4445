//! Painting of words, signs and lines the way every part of the window does it.
//!
//! A line of text is placed by the optical middle of its capitals, not by its row box, and rounded to
//! whole pixels: only then do words sit in the middle of buttons, chips and rows. A pen paints; it gives
//! nothing a name. Whoever paints with it names the part with `widget_info`.

use crate::ui::style::{Face, Style};
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, Color32, CornerRadius, FontId, Galley, Painter, Pos2, Rect, Stroke, StrokeKind, Ui, pos2, vec2};
use std::sync::Arc;

/// From the optical middle of capitals to the baseline, as a share of the size of type.
const MIDDLE_TO_BASELINE: f32 = 0.335;

/// A painter that knows the style of the moment.
#[derive(Clone)]
pub struct Pen {
    /// Where it paints.
    pub painter: Painter,
    /// The look.
    pub style: Style,
}

/// What became of a line of text.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Where it stands.
    pub rect: Rect,
    /// Whether its end was replaced by …
    pub cut: bool,
}

/// A voice, a size and a colour.
#[derive(Clone, Debug)]
pub struct Ink {
    /// Face and size.
    pub font: FontId,
    /// Colour.
    pub colour: Color32,
}

impl Ink {
    /// `face` at `size` points in `colour`.
    #[must_use]
    pub fn new(face: Face, size: f32, colour: Color32) -> Self {
        Self { font: face.at(size), colour }
    }
}

impl Pen {
    /// A pen for this part of the window.
    #[must_use]
    pub fn new(ui: &Ui) -> Self {
        Self { painter: ui.painter().clone(), style: Style::of(ui) }
    }

    /// The same pen, painting nothing outside `rect`.
    #[must_use]
    pub fn clipped(&self, rect: Rect) -> Self {
        Self { painter: self.painter.with_clip_rect(rect.intersect(self.painter.clip_rect())), style: self.style }
    }

    /// Lays out one line, cut with … at `max_width`.
    #[must_use]
    pub fn layout(&self, text: &str, ink: &Ink, max_width: f32) -> Arc<Galley> {
        let format = TextFormat { font_id: ink.font.clone(), color: ink.colour, ..TextFormat::default() };
        let mut job = LayoutJob::single_section(text.replace('\n', " "), format);
        job.wrap = TextWrapping { max_width, max_rows: 1, break_anywhere: true, overflow_character: Some('…') };
        self.painter.layout_job(job)
    }

    /// Lays out a text over several lines of `line_height`.
    #[must_use]
    pub fn layout_lines(&self, text: &str, ink: &Ink, line_height: f32, max_width: f32) -> Arc<Galley> {
        let format =
            TextFormat { font_id: ink.font.clone(), color: ink.colour, line_height: Some(line_height), ..TextFormat::default() };
        let mut job = LayoutJob::single_section(text.to_owned(), format);
        job.wrap.max_width = max_width;
        self.painter.layout_job(job)
    }

    /// Width of a line in points.
    #[must_use]
    pub fn width(&self, text: &str, ink: &Ink) -> f32 {
        self.layout(text, ink, f32::INFINITY).size().x
    }

    /// Paints one line; `at` is its left end, middle or right end, and the optical middle of its capitals.
    pub fn line(&self, at: Pos2, align: Align, text: &str, ink: &Ink) -> Rect {
        self.line_within(at, align, f32::INFINITY, text, ink).rect
    }

    /// Paints one line, cut with … at `max_width`.
    pub fn line_within(&self, at: Pos2, align: Align, max_width: f32, text: &str, ink: &Ink) -> Line {
        let galley = self.layout(text, ink, max_width);
        let cut = galley.elided;
        let left = match align {
            Align::Min => at.x,
            Align::Center => at.x - galley.size().x / 2.0,
            Align::Max => at.x - galley.size().x,
        };
        let top = at.y + MIDDLE_TO_BASELINE * ink.font.size - baseline(&galley, ink.font.size);
        let rect = Rect::from_min_size(self.on_pixel(pos2(left, top)), galley.size());
        self.painter.galley(rect.min, galley, ink.colour);
        Line { rect, cut }
    }

    /// Paints a sign with the middle of its box at `at`.
    pub fn icon(&self, at: Pos2, icon: char, size: f32, colour: Color32) {
        let galley = self.layout(icon.encode_utf8(&mut [0; 4]), &Ink::new(Face::Icons, size, colour), f32::INFINITY);
        let corner = at - galley.mesh_bounds.center().to_vec2();
        self.painter.galley(self.on_pixel(corner), galley, colour);
    }

    /// Fills a rectangle.
    pub fn fill(&self, rect: Rect, radius: u8, colour: Color32) {
        self.painter.rect_filled(rect, CornerRadius::same(radius), colour);
    }

    /// Fills a rectangle and draws its edge inside.
    pub fn boxed(&self, rect: Rect, radius: u8, ground: Color32, edge: Color32) {
        let stroke = Stroke::new(self.style.tokens.stroke.control, edge);
        self.painter.rect(rect, CornerRadius::same(radius), ground, stroke, StrokeKind::Inside);
    }

    /// Draws the edge of a rectangle inside it.
    pub fn edge(&self, rect: Rect, radius: u8, edge: Color32) {
        let stroke = Stroke::new(self.style.tokens.stroke.control, edge);
        self.painter.rect_stroke(rect, CornerRadius::same(radius), stroke, StrokeKind::Inside);
    }

    /// A hair line from left to right.
    pub fn across(&self, left: f32, right: f32, y: f32, colour: Color32) {
        let y = self.on_pixel(pos2(0.0, y)).y;
        let hair = self.style.tokens.stroke.hair;
        self.fill(Rect::from_min_size(pos2(left, y), vec2(right - left, hair)), 0, colour);
    }

    /// A hair line from top to bottom.
    pub fn down(&self, x: f32, top: f32, bottom: f32, colour: Color32) {
        let x = self.on_pixel(pos2(x, 0.0)).x;
        let hair = self.style.tokens.stroke.hair;
        self.fill(Rect::from_min_size(pos2(x, top), vec2(hair, bottom - top)), 0, colour);
    }

    /// The ring around a button that has the keyboard: a gap, then two points.
    pub fn ring(&self, rect: Rect, radius: u8) {
        let stroke = &self.style.tokens.stroke;
        let out = stroke.focus + stroke.focus_gap;
        let corners = CornerRadius::same(radius.saturating_add(out as u8));
        self.painter.rect_stroke(rect.expand(out), corners, self.style.focus_ring(), StrokeKind::Inside);
    }

    /// The ring around a field that has the keyboard: just outside its edge.
    pub fn field_ring(&self, rect: Rect, radius: u8) {
        let corners = CornerRadius::same(radius.saturating_add(1));
        self.painter.rect_stroke(rect.expand(1.0), corners, self.style.focus_ring(), StrokeKind::Inside);
    }

    /// The ring inside a row that has the keyboard; rows touch, so there is no room outside.
    pub fn row_ring(&self, rect: Rect) {
        let corners = CornerRadius::same(self.style.tokens.radius.tint);
        self.painter.rect_stroke(rect, corners, self.style.focus_ring(), StrokeKind::Inside);
    }

    /// The nearest corner of a pixel.
    #[must_use]
    pub fn on_pixel(&self, at: Pos2) -> Pos2 {
        let density = self.painter.pixels_per_point();
        pos2((at.x * density).round() / density, (at.y * density).round() / density)
    }
}

/// From the top of a galley to its first baseline.
fn baseline(galley: &Galley, size: f32) -> f32 {
    galley.rows.first().map_or(0.0, |row| row.pos.y + row.row.glyphs.first().map_or(size, |glyph| glyph.pos.y))
}
