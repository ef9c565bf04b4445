//! How far, and how many: bars of progress, and "6 of 9" as squares.
//!
//! Squares are drawn one per case. A case that was not yet read is hatched and is not counted in "of 9":
//! not yet read is not the same as not found.

use super::pen::{Ink, Pen};
use crate::model::Polarity;
use crate::ui::style::{Face, mix};
use egui::{Align, Color32, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

const BAR_HEIGHT: f32 = 4.0;

/// A bar of progress called `name`; `share` from 0 to 1, green when whole.
pub fn progress_bar_ui(ui: &mut Ui, name: &str, share: f32, width: f32) -> Response {
    let pen = Pen::new(ui);
    let share = share.clamp(0.0, 1.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, pen.style.space(2)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, name));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_numeric_value(f64::from((share * 100.0).round()));
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(100.0);
    });
    let track = Rect::from_center_size(rect.center(), vec2(rect.width(), BAR_HEIGHT));
    // Seen on a selected row too, where the line's own colour would vanish.
    pen.fill(track, 2, mix(pen.style.line, pen.style.line_strong, 0.4));
    let colour = if share >= 1.0 { pen.style.good } else { pen.style.accent };
    if share > 0.0 {
        pen.fill(track.with_max_x(track.left() + (track.width() * share).max(BAR_HEIGHT)), 2, colour);
    }
    response
}

/// What one case says to a theme or finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseMark {
    /// It has codings for it.
    For,
    /// It has codings against it only.
    Against,
    /// Read, and nothing found.
    NotFound,
    /// Not yet read.
    Unread,
}

/// "6 of 9" as squares, one per case; see [`case_squares`].
#[derive(Clone, Debug)]
#[must_use = "show it in a Ui"]
pub struct CaseSquares<'a> {
    marks: &'a [CaseMark],
    polarity: Polarity,
    letters: &'a [&'a str],
}

/// Squares for `marks` in the order of cases; `polarity` is that of the finding.
pub const fn case_squares(marks: &[CaseMark], polarity: Polarity) -> CaseSquares<'_> {
    CaseSquares { marks, polarity, letters: &[] }
}

impl<'a> CaseSquares<'a> {
    /// Large squares with a letter or two in each.
    pub const fn letters(mut self, letters: &'a [&'a str]) -> Self {
        self.letters = letters;
        self
    }

    /// "6 of 9": for, of those read.
    #[must_use]
    pub fn of(marks: &[CaseMark]) -> String {
        let count = |mark| marks.iter().filter(|one| **one == mark).count();
        format!("{} of {}", count(CaseMark::For), marks.len() - count(CaseMark::Unread))
    }

    /// The whole count in words.
    #[must_use]
    pub fn words(marks: &[CaseMark]) -> String {
        let mut words = format!("{} cases", Self::of(marks));
        for (mark, what) in
            [(CaseMark::Against, "against"), (CaseMark::NotFound, "not found"), (CaseMark::Unread, "not yet read")]
        {
            let count = marks.iter().filter(|one| **one == mark).count();
            if count > 0 {
                words.push_str(&format!(", {count} {what}"));
            }
        }
        words
    }

    /// Shows them in one line.
    pub fn show_ui(self, ui: &mut Ui) -> Response {
        let pen = Pen::new(ui);
        let (side, gap) = if self.letters.is_empty() { (12.0, 2.0) } else { (28.0, 4.0) };
        let count = self.marks.len() as f32;
        let size = vec2((count * (side + gap) - gap).max(0.0), side);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, Self::words(self.marks)));
        for (index, mark) in self.marks.iter().enumerate() {
            let corner = pos2(rect.left() + index as f32 * (side + gap), rect.top());
            let place = Rect::from_min_size(corner, Vec2::splat(side));
            let front = self.paint(&pen, place, *mark);
            if let Some(letter) = self.letters.get(index) {
                let ink = Ink::new(Face::UiSemibold, pen.style.tokens.type_scale.small, front);
                pen.line(place.center(), Align::Center, letter, &ink);
            }
        }
        response
    }

    /// Paints one square; returns the colour of a letter on it.
    fn paint(&self, pen: &Pen, place: Rect, mark: CaseMark) -> Color32 {
        let (style, radius) = (&pen.style, pen.style.tokens.radius.chip);
        let other = match self.polarity {
            Polarity::Concern | Polarity::Context => Polarity::GoodPractice,
            Polarity::GoodPractice => Polarity::Concern,
        };
        match mark {
            CaseMark::For => {
                pen.fill(place, radius, style.polarity(self.polarity).colour);
                style.surface
            }
            CaseMark::Against => {
                let against = style.polarity(other);
                pen.boxed(place, radius, against.tint, against.colour);
                against.colour
            }
            CaseMark::NotFound => {
                pen.boxed(place, radius, style.surface, style.line_strong);
                style.muted
            }
            CaseMark::Unread => {
                pen.hatch(place, if self.letters.is_empty() { style.faint } else { style.line_strong });
                style.secondary
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unread_case_is_not_counted() {
        use CaseMark::{Against, For, NotFound, Unread};
        let marks = [For, For, NotFound, Against, Unread];
        assert_eq!(CaseSquares::of(&marks), "2 of 4");
        assert_eq!(CaseSquares::words(&marks), "2 of 4 cases, 1 against, 1 not found, 1 not yet read");
        assert_eq!(CaseSquares::words(&[For]), "1 of 1 cases");
    }
}
