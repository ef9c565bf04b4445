//! The page as it looks, with the outlines of the blocks that were read from it.
//!
//! The picture is paper: white in the dark scheme too, so what is painted on it always takes the light one's colours.

use super::choice::Choice;
use super::geometry::{A4, Zoom, block_at, drawn_scale, on_screen};
use super::sheets::Sheet;
use super::words::kind_mark;
use crate::app::pages::{PagePicture, WantedPage};
use crate::model::SourceHash;
use crate::read::{PageImage, Refusal};
use crate::text::{Block, BlockKind, SourceText};
use crate::ui::style::{Face, Style};
use crate::ui::view::PageSource;
use crate::ui::widgets::{Ink, Pen, tip_ui};
use egui::{
    Align, Color32, ColorImage, Pos2, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, TextureHandle, TextureOptions,
    Theme, Ui, Vec2, WidgetInfo, pos2, vec2,
};
use std::collections::BTreeMap;

/// Pictures kept on the graphics card: this page, and the ones turned from.
const MOST_TEXTURES: usize = 3;

/// How far the wheel turns at the edge of a page before the page is turned.
const TURN: f32 = 120.0;

/// Pictures as textures, and what is known of the pages.
#[derive(Default)]
pub(super) struct Picture {
    textures: Vec<(SourceHash, u32, f32, TextureHandle)>,
    sizes: BTreeMap<(SourceHash, u32), Vec2>,
    wheel: f32,
    /// Points of the window for a point of the page, as shown last.
    pub(super) scale: f32,
}

/// What is shown.
pub(super) struct Shown<'a> {
    pub(super) text: &'a SourceText,
    pub(super) original: &'a SourceHash,
    pub(super) sheet: &'a Sheet,
    pub(super) page: u32,
    /// "Page 7 of 46".
    pub(super) name: &'a str,
    pub(super) choice: &'a Choice,
    /// The block under the mouse in the text.
    pub(super) hovered: Option<usize>,
    pub(super) reveals: bool,
}

/// What was done on the picture.
#[derive(Debug, Default)]
pub(super) struct PictureEvents {
    pub(super) hovered: Option<usize>,
    /// A block was clicked, with Shift or without.
    pub(super) clicked: Option<(usize, bool)>,
    /// The wheel went over an edge: the page after, or the one before.
    pub(super) turned: Option<bool>,
    /// Zoomed with Ctrl and the wheel, or by two fingers: larger or smaller.
    pub(super) zoomed: Option<bool>,
    pub(super) refused: Option<Refusal>,
}

impl Picture {
    pub(super) fn ui(&mut self, ui: &mut Ui, source: &dyn PageSource, shown: &Shown<'_>, zoom: Zoom) -> PictureEvents {
        let mut events = PictureEvents::default();
        let style = Style::of(ui);
        let margin = style.space(3);
        let room = ui.available_size();
        let size = self.sizes.get(&(shown.original.clone(), shown.page)).copied().unwrap_or(A4);
        self.scale = zoom.scale((room.x - margin * 2.0).max(120.0), size);
        let picture = self.picture(ui, source, shown);
        if let PagePicture::Refused(refusal) = &picture {
            events.refused = Some(refusal.clone());
            return events;
        }
        let is_ready = matches!(picture, PagePicture::Ready(_));
        let salt = ("page picture", shown.page);
        let shown_area = ScrollArea::both().id_salt(salt).auto_shrink(false).show(ui, |ui| {
            let paper = size * self.scale;
            let all = vec2((paper.x + margin * 2.0).max(room.x), paper.y + margin * 2.0);
            let (whole, response) = ui.allocate_exact_size(all, Sense::CLICK | Sense::HOVER);
            let left = whole.left() + ((all.x - paper.x) / 2.0).max(margin);
            let corner = Pen::new(ui).on_pixel(pos2(left, whole.top() + margin));
            let rect = Rect::from_min_size(corner, paper);
            let name = if is_ready { format!("{}, as it looks", shown.name) } else { format!("{}, being drawn", shown.name) };
            response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
            self.paint(ui, shown, rect);
            self.outlines(ui, shown, corner);
            if !is_ready {
                drawing_ui(ui, rect);
            }
            self.mouse(ui, shown, corner, &response, &mut events);
            if shown.reveals {
                self.reveal(ui, shown, corner);
            }
        });
        let scrolled = shown_area.state.clamped_offset().y;
        let most = (shown_area.content_size.y - shown_area.inner_rect.height()).max(0.0);
        self.wheel(ui, shown_area.inner_rect, (scrolled, most), &mut events);
        events
    }

    /// Asks for the picture and puts it on the graphics card.
    fn picture(&mut self, ui: &Ui, source: &dyn PageSource, shown: &Shown<'_>) -> PagePicture {
        let most = ui.input(|i| i.max_texture_side) as f32;
        let size = self.sizes.get(&(shown.original.clone(), shown.page)).copied().unwrap_or(A4);
        let pixels = drawn_scale(self.scale, ui.pixels_per_point()).min(most / size.x.max(size.y));
        let wanted = WantedPage::new(shown.original, shown.page, pixels);
        let picture = source.picture(&wanted);
        match &picture {
            PagePicture::Ready(image) | PagePicture::Drawing(Some(image)) => self.keep(ui, shown, image),
            PagePicture::Drawing(None) | PagePicture::Refused(_) => {}
        }
        picture
    }

    fn keep(&mut self, ui: &Ui, shown: &Shown<'_>, image: &PageImage) {
        let scale = image.pixels_per_point.max(0.01);
        let size = vec2(image.width as f32, image.height as f32) / scale;
        self.sizes.insert((shown.original.clone(), shown.page), size);
        let is_kept = self.textures.iter().any(|(original, page, at, _)| {
            original == shown.original && *page == shown.page && (*at - scale).abs() < f32::EPSILON
        });
        let (width, height) = (image.width as usize, image.height as usize);
        if is_kept || width.saturating_mul(height).saturating_mul(4) != image.rgba.len() {
            return;
        }
        let pixels = ColorImage::from_rgba_unmultiplied([width, height], &image.rgba);
        let texture = ui.ctx().load_texture(format!("page {}", shown.page), pixels, TextureOptions::LINEAR);
        self.textures.retain(|(original, page, ..)| (original, *page) != (shown.original, shown.page));
        self.textures.push((shown.original.clone(), shown.page, scale, texture));
        let too_many = self.textures.len().saturating_sub(MOST_TEXTURES);
        self.textures.drain(..too_many);
    }

    fn paint(&self, ui: &Ui, shown: &Shown<'_>, rect: Rect) {
        let pen = Pen::new(ui);
        pen.fill(rect, 0, paper().surface);
        let texture = self.textures.iter().find(|(original, page, ..)| (original, *page) == (shown.original, shown.page));
        if let Some((.., texture)) = texture {
            let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
            pen.painter.image(texture.id(), rect, whole, Color32::WHITE);
        }
        pen.painter.rect_stroke(rect, 0, pen.style.hair(), StrokeKind::Outside);
    }

    fn outlines(&self, ui: &Ui, shown: &Shown<'_>, corner: Pos2) {
        let pen = Pen::new(ui);
        let blocks = shown.sheet.blocks.iter().filter_map(|i| Some((*i, shown.text.shape.blocks.get(*i)?)));
        for (index, block) in blocks {
            let state = State::of(shown.choice, shown.hovered, index);
            for place in block.boxes.iter().filter(|b| b.page == shown.page) {
                let rect = on_screen(*place, corner, self.scale);
                if ui.is_rect_visible(rect) {
                    outline(&pen, rect, block, state, true);
                    mark(&pen, rect, block, state);
                }
            }
        }
    }

    fn mouse(&self, ui: &Ui, shown: &Shown<'_>, corner: Pos2, response: &Response, events: &mut PictureEvents) {
        let on_page = |at: Pos2| ((at - corner) / self.scale).to_pos2();
        let under = |at: Pos2| block_at(shown.text, &shown.sheet.blocks, shown.page, on_page(at));
        events.hovered = response.hover_pos().and_then(under);
        if response.clicked() {
            let grows = ui.input(|i| i.modifiers.shift);
            events.clicked = response.interact_pointer_pos().and_then(under).map(|block| (block, grows));
        }
        if let Some(block) = events.hovered.and_then(|i| shown.text.shape.blocks.get(i)) {
            let words = super::words::kind_words(block);
            let zone = block.zone.map(|z| format!(", {}", super::words::zone_title(Some(z)))).unwrap_or_default();
            tip_ui(response.clone(), &format!("{words}{zone}"));
        }
    }

    fn reveal(&self, ui: &Ui, shown: &Shown<'_>, corner: Pos2) {
        let block = shown.choice.at().and_then(|at| shown.text.shape.blocks.get(at));
        let place = block.and_then(|block| block.boxes.iter().find(|b| b.page == shown.page));
        if let Some(place) = place {
            ui.scroll_to_rect(on_screen(*place, corner, self.scale).expand(24.0), None);
        }
    }

    /// The wheel scrolls the page; over its end it turns it. With Ctrl it zooms.
    fn wheel(&mut self, ui: &Ui, area: Rect, (scrolled, most): (f32, f32), events: &mut PictureEvents) {
        let is_over = ui.input(|i| i.pointer.hover_pos()).is_some_and(|at| area.contains(at)) && ui.rect_contains_pointer(area);
        if !is_over {
            self.wheel = 0.0;
            return;
        }
        let (wheel, pinch) = ui.input(|i| (i.smooth_scroll_delta().y, i.zoom_delta()));
        if (pinch - 1.0).abs() > 0.01 {
            events.zoomed = Some(pinch > 1.0);
        }
        let at_edge = (wheel < 0.0 && scrolled >= most - 0.5) || (wheel > 0.0 && scrolled <= 0.5);
        if wheel == 0.0 || !at_edge {
            self.wheel = if wheel == 0.0 { self.wheel } else { 0.0 };
            return;
        }
        self.wheel += wheel;
        if self.wheel.abs() >= TURN {
            events.turned = Some(self.wheel < 0.0);
            self.wheel = 0.0;
        }
    }
}

/// How a block stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Resting,
    Hovered,
    /// In the chosen run.
    Chosen,
    /// The one that is meant.
    At,
}

impl State {
    pub(super) fn of(choice: &Choice, hovered: Option<usize>, block: usize) -> Self {
        if choice.at() == Some(block) {
            Self::At
        } else if choice.holds(block) {
            Self::Chosen
        } else if hovered == Some(block) {
            Self::Hovered
        } else {
            Self::Resting
        }
    }
}

/// The light scheme: the picture is white paper.
fn paper() -> Style {
    Style::for_theme(Theme::Light)
}

/// Paints the outline of a block: the line says what it is, its weight how it stands out.
pub(super) fn outline(pen: &Pen, rect: Rect, block: &Block, state: State, on_paper: bool) {
    let style = if on_paper { paper() } else { pen.style };
    let (colour, width) = match state {
        State::Resting if block.kind == BlockKind::Furniture => (style.faint, 1.0),
        State::Resting => (style.control, 1.0),
        State::Hovered | State::Chosen => (style.accent, 1.5),
        State::At => (style.accent, 2.5),
    };
    if on_paper && state != State::Resting {
        // Words of the picture are seen through it.
        pen.fill(rect, style.tokens.radius.tint, style.accent.gamma_multiply(if state == State::At { 0.14 } else { 0.07 }));
    } else if state != State::Resting {
        let soft = if state == State::Hovered { style.hovered(style.surface) } else { style.accent_soft };
        pen.fill(rect, style.tokens.radius.tint, soft);
    }
    let stroke = Stroke::new(width, colour);
    let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
    match block.kind {
        BlockKind::Paragraph | BlockKind::TableRow => {
            pen.painter.rect_stroke(rect, style.tokens.radius.tint, stroke, StrokeKind::Middle);
        }
        BlockKind::Heading => {
            pen.painter.rect_stroke(rect, style.tokens.radius.tint, stroke, StrokeKind::Middle);
            let bar = rect.with_max_x(rect.left() + 3.0).translate(vec2(-1.5, 0.0));
            pen.fill(bar, 0, if state == State::Resting { style.secondary } else { colour });
        }
        BlockKind::ListItem | BlockKind::Caption | BlockKind::Comment => {
            pen.painter.extend(egui::Shape::dashed_line(&corners, stroke, 6.0, 3.0));
        }
        BlockKind::Footnote | BlockKind::Furniture => {
            pen.painter.extend(egui::Shape::dotted_line(&corners, stroke.color, 4.0, width * 0.75));
        }
    }
    if block.kind == BlockKind::TableRow {
        // A second line at the left: a row of a table.
        pen.painter.vline(rect.left() + 3.0, rect.y_range(), Stroke::new(1.0, colour));
    }
}

/// The small label of a block at the left of its outline.
fn mark(pen: &Pen, rect: Rect, block: &Block, state: State) {
    let style = paper();
    let (front, ground) = match state {
        State::Resting => (style.secondary, style.surface),
        State::Hovered | State::Chosen => (style.accent, style.accent_soft),
        State::At => (style.on_accent, style.accent),
    };
    let words = kind_mark(block);
    let ink = Ink::new(Face::UiSemibold, 10.0, front);
    let size = vec2((pen.width(&words, &ink) + 6.0).max(14.0), 14.0);
    let place = Rect::from_min_size(pen.on_pixel(pos2(rect.left() - size.x - 2.0, rect.top())), size);
    pen.fill(place, style.tokens.radius.chip, ground);
    pen.line(place.center(), Align::Center, &words, &ink);
}

/// Says on the paper that it is being drawn.
fn drawing_ui(ui: &Ui, rect: Rect) {
    let (pen, style) = (Pen::new(ui), paper());
    let seen = rect.intersect(ui.clip_rect());
    let ink = Ink::new(Face::Ui, style.tokens.type_scale.small, style.muted);
    pen.line(pos2(seen.right() - style.space(2), seen.top() + style.space(2)), Align::Max, "Drawing the page…", &ink);
}
