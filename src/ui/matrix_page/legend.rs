//! The line under the head that says what stands in a cell.

use super::cell::dot;
use super::wanted::Show;
use crate::model::Polarity;
use crate::ui::style::{Face, Style, mix};
use crate::ui::widgets::{Ink, Pen};
use egui::{Align, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// One line that says what stands in a cell.
pub(super) fn legend_ui(ui: &mut Ui, show: Show, narrows: bool) {
    let style = Style::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), style.tokens.size.hit_target_min), Sense::hover());
    let otherwise = if narrows { "; other: coded only by passages that the filter leaves out" } else { "" };
    let name = format!(
        "In each cell: concern on the left, good practice on the right, dots below for context; a dot alone: read, not \
         mentioned; a ring: stated absent; n/a: not applicable; hatched: not yet read{otherwise}"
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name.as_str()));
    let pen = Pen::new(ui).clipped(rect);
    let mut at = Legend { pen: &pen, x: rect.left(), y: rect.center().y, right: rect.right() };
    at.words("In each cell", 0.0);
    for (polarity, full, number, words) in [
        (Polarity::Concern, style.heat_concern, 3, "concern, on the left"),
        (Polarity::GoodPractice, style.heat_good, 2, "good practice, on the right"),
    ] {
        at.entry(style.space(4), words, |pen, place| {
            pen.fill(place, style.tokens.radius.tint, style.heat(full, number));
            if show == Show::Presence {
                pen.sign_in(place.center(), polarity, 4.0, style.ink);
            } else {
                let ink = Ink::new(Face::UiMedium, style.tokens.type_scale.small, style.ink);
                pen.line(place.center(), Align::Center, &number.to_string(), &ink);
            }
        });
    }
    at.entry(style.space(3), "context", |pen, place| {
        let ink = Ink::new(Face::Ui, style.tokens.type_scale.small, style.secondary);
        pen.painter.circle_filled(pos2(place.left() + 2.0, place.center().y), 2.0, style.secondary);
        pen.line(pos2(place.left() + 8.0, place.center().y), Align::Min, "2", &ink);
    });
    if narrows {
        at.entry(style.space(4), "coded otherwise", |pen, place| {
            let ink = Ink::new(Face::Ui, style.tokens.type_scale.label, style.muted);
            pen.line(place.center(), Align::Center, "other", &ink);
        });
    }
    at.entry(style.space(1), "read, not mentioned", |pen, place| dot(pen, place.center().x, place.center().y));
    at.entry(style.space(2), "stated absent", |pen, place| {
        pen.painter.circle_stroke(place.center(), 5.0, Stroke::new(1.5, style.secondary));
    });
    at.entry(style.space(4), "not applicable", |pen, place| {
        let ink = Ink::new(Face::Ui, style.tokens.type_scale.label, style.muted);
        pen.line(place.center(), Align::Center, "– n/a", &ink);
    });
    at.entry(style.space(4), "not yet read", |pen, place| {
        pen.hatch(place.shrink2(vec2(0.0, 2.0)), mix(style.surface, style.faint, 0.6));
    });
}

struct Legend<'a> {
    pen: &'a Pen,
    x: f32,
    y: f32,
    right: f32,
}

impl Legend<'_> {
    fn ink(&self) -> Ink {
        Ink::new(Face::Ui, self.pen.style.tokens.type_scale.small, self.pen.style.secondary)
    }

    fn words(&mut self, words: &str, gap: f32) {
        self.x = self.pen.line(pos2(self.x + gap, self.y), Align::Min, words, &self.ink()).right();
    }

    /// A mark and its words; left out where it does not fit.
    fn entry(&mut self, width: f32, words: &str, paint: impl FnOnce(&Pen, Rect)) {
        let style = self.pen.style;
        let left = self.x + style.space(3);
        if left + width + style.space(1) + self.pen.width(words, &self.ink()) > self.right {
            return;
        }
        let place = Rect::from_min_size(pos2(left, self.y - style.space(2) + 2.0), vec2(width, style.space(4) - 4.0));
        paint(self.pen, place);
        self.x = place.right();
        self.words(words, style.space(1));
    }
}
