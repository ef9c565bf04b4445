//! Lines of a summary laid out with the raised numbers of their passages, and where those numbers stand.

use crate::app::framework::Line;
use crate::ui::style::Face;
use crate::ui::widgets::{Pen, spans};
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Galley, Pos2, Rect};
use std::ops::Range;
use std::sync::Arc;

/// Less than the line height, so that raised numbers make no line higher.
const RAISED: f32 = 6.0;

/// A summary laid out.
pub(super) struct Laid {
    pub(super) galley: Arc<Galley>,
    text: String,
    numbers: Vec<(Range<usize>, usize)>,
}

/// Lays out the lines at a width.
pub(super) fn lay(pen: &Pen, lines: &[Line], width: f32) -> Laid {
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let high = tokens.line_height.body;
    let plain = TextFormat {
        font_id: Face::Ui.at(tokens.type_scale.body),
        color: style.ink,
        line_height: Some(high),
        ..TextFormat::default()
    };
    let raised = TextFormat {
        font_id: Face::UiSemibold.at(tokens.type_scale.label),
        color: style.accent,
        line_height: Some(high - RAISED),
        valign: Align::TOP,
        ..TextFormat::default()
    };
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    let mut numbers = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        if place > 0 {
            job.append("\n", 0.0, plain.clone());
        }
        job.append(&line.text, 0.0, plain.clone());
        for number in &line.passages {
            // A no-break space: no number starts a line.
            job.append("\u{a0}", 0.0, raised.clone());
            let start = job.text.len();
            job.append(&number.to_string(), 0.0, raised.clone());
            numbers.push((start..job.text.len(), *number));
        }
    }
    let text = job.text.clone();
    Laid { galley: pen.painter.layout_job(job), text, numbers }
}

impl Laid {
    /// The numbers with the rectangles in which they can be pressed.
    pub(super) fn numbers(&self, corner: Pos2) -> Vec<(Rect, usize)> {
        let place = |(range, number): &(Range<usize>, usize)| {
            let rect = spans(&self.galley, corner, &self.text, range.clone()).first().copied()?;
            Some((rect.expand2(egui::vec2(1.5, 2.0)), *number))
        };
        self.numbers.iter().filter_map(place).collect()
    }
}
