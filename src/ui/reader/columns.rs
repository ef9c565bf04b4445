//! Where the reader's columns stand: stripes, numbers, text, notes.
//!
//! The text keeps its measure of 62 to 76 letters as long as it can: first the notes give way (their content moves
//! to the bar below), then two stripe lanes and the numbers, and only then does the text become narrower.

use crate::ui::style::Style;

/// Left edges and widths in points from the left edge of the reader.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Columns {
    /// Size of running text.
    pub size: f32,
    /// Height of a line of running text, in whole points.
    pub line: f32,
    /// How many stripe lanes are drawn.
    pub lanes: usize,
    /// Right edge of the lane that is nearest to the text.
    pub lanes_right: f32,
    /// Width of one lane.
    pub lane: f32,
    /// Right edge of paragraph numbers; none when there is no room for them.
    pub number_right: Option<f32>,
    /// Left edge of the text.
    pub text_left: f32,
    /// Width of the text.
    pub text_width: f32,
    /// Left edge and width of the notes; none when there is no room for them.
    pub notes: Option<(f32, f32)>,
}

/// Widest notes in points; longer names end in an ellipsis.
const NOTES_MAX: f32 = 264.0;
/// Below this width the numbers go into the text.
const NUMBERS_MIN: f32 = 460.0;

impl Columns {
    /// Divides `width` points; `measure` is the width of the text as a share of the usual one.
    #[must_use]
    pub fn new(style: &Style, width: f32, size: f32, measure: f32) -> Self {
        let tokens = style.tokens;
        let scale = size / tokens.type_scale.reading;
        let line = (tokens.line_height.reading * scale).round();
        let measure = (tokens.measure.reading_width * scale * measure).round();
        let (lane, edge, gap) = (tokens.size.stripe_lane, style.space(2), style.space(4) - style.space(0));
        let has_numbers = width >= NUMBERS_MIN;
        let number = if has_numbers { tokens.size.paragraph_number + style.space(1) } else { style.space(1) };
        let lanes = if width >= NUMBERS_MIN + 4.0 * lane { 4 } else { 2 };
        let left = lanes as f32 * lane + number;
        // Notes may come close to the edges: at 1440 points with outline and codebook they just fit.
        let spare = width - 2.0 * style.space(0) - left - measure - gap;
        let notes = (spare >= tokens.size.notes).then(|| spare.min(NOTES_MAX));
        let right = notes.map_or(0.0, |n| n + gap);
        let edge = if notes.is_some() { style.space(0) } else { edge };
        let text_width = measure.min(width - left - right - 2.0 * edge).max(6.0 * size).floor();
        let used = left + text_width + right;
        let start = ((width - used) / 2.0).max(edge).floor();
        let text_left = start + left;
        Self {
            size,
            line,
            lanes,
            lanes_right: start + lanes as f32 * lane,
            lane,
            number_right: has_numbers.then(|| text_left - style.space(2)),
            text_left,
            text_width,
            notes: notes.map(|n| (text_left + text_width + gap, n)),
        }
    }

    /// How much larger than usual the text is.
    #[must_use]
    pub fn scale(&self, style: &Style) -> f32 {
        self.size / style.tokens.type_scale.reading
    }

    /// Left edge of a stripe lane.
    #[must_use]
    pub fn lane_left(&self, lane: usize) -> f32 {
        self.lanes_right - (lane + 1) as f32 * self.lane
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::Theme;

    #[test]
    fn the_text_keeps_its_measure_longest() {
        let style = Style::for_theme(Theme::Light);
        let wide = Columns::new(&style, 1100.0, 16.5, 1.0);
        assert_eq!((wide.text_width, wide.lanes, wide.line), (544.0, 4, 29.0));
        assert!(wide.notes.is_some() && wide.number_right.is_some());
        let narrow = Columns::new(&style, 720.0, 16.5, 1.0);
        assert!(narrow.notes.is_none() && narrow.text_width == 544.0);
        let tiny = Columns::new(&style, 300.0, 28.0, 1.0);
        assert!(tiny.text_width > 150.0 && tiny.text_left + tiny.text_width <= 300.0);
    }
}
