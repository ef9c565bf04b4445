//! From points of a page to points of the window and back, and which block lies under the mouse.

use crate::text::{PageBox, SourceText};
use egui::{Pos2, Rect, Vec2, pos2, vec2};

/// Outlines stand so far outside the words, in points of the page.
const AIR: f32 = 2.0;

/// A4 upright, until the size of a page is known.
pub(super) const A4: Vec2 = vec2(595.0, 842.0);

/// Steps of the zoom in percent.
const STEPS: [u16; 9] = [50, 75, 100, 125, 150, 200, 250, 300, 400];

/// How large the picture is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Zoom {
    /// As wide as there is room.
    #[default]
    Fit,
    /// So many percent of the paper.
    Percent(u16),
}

impl Zoom {
    /// Points of the window for a point of the page.
    pub(super) fn scale(self, room: f32, page: Vec2) -> f32 {
        match self {
            Self::Fit => (room / page.x.max(1.0)).clamp(0.2, 4.0),
            // At 100 % an inch of paper is 96 points of the window, as everywhere.
            Self::Percent(percent) => f32::from(percent) / 75.0,
        }
    }

    /// One step larger or smaller than the scale that is shown now.
    pub(super) fn step(shown: f32, larger: bool) -> Self {
        let now = shown * 75.0;
        let next = if larger {
            STEPS.into_iter().find(|s| f32::from(*s) > now + 1.0).or(STEPS.last().copied())
        } else {
            STEPS.into_iter().rev().find(|s| f32::from(*s) < now - 1.0).or(STEPS.first().copied())
        };
        next.map_or(Self::Fit, Self::Percent)
    }

    /// "Fit width", "125 %".
    pub(super) fn words(self) -> String {
        match self {
            Self::Fit => "Fit width".to_owned(),
            Self::Percent(percent) => format!("{percent} %"),
        }
    }
}

/// Where a box of the page stands in the window.
pub(super) fn on_screen(place: PageBox, corner: Pos2, scale: f32) -> Rect {
    let at = |x: u16, y: u16| pos2(f32::from(x), f32::from(y)).to_vec2();
    let rect = Rect::from_min_max((at(place.left, place.top)).to_pos2(), at(place.right, place.bottom).to_pos2()).expand(AIR);
    Rect::from_min_max(corner + rect.min.to_vec2() * scale, corner + rect.max.to_vec2() * scale)
}

/// The block under a point of a page, in points of the page: the smallest one, where several lie over each other.
pub(super) fn block_at(source: &SourceText, blocks: &[usize], page: u32, at: Pos2) -> Option<usize> {
    let mut best: Option<(f32, usize)> = None;
    for index in blocks {
        let Some(block) = source.shape.blocks.get(*index) else { continue };
        for place in block.boxes.iter().filter(|b| b.page == page) {
            let rect = on_screen(*place, Pos2::ZERO, 1.0);
            if rect.contains(at) && best.is_none_or(|(area, _)| rect.area() < area) {
                best = Some((rect.area(), *index));
            }
        }
    }
    best.map(|(_, index)| index)
}

/// A picture is drawn in steps of a quarter of a pixel, so that dragging an edge does not draw it anew each time.
pub(super) fn drawn_scale(scale: f32, pixels_per_point: f32) -> f32 {
    (scale * pixels_per_point * 4.0).ceil() / 4.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{BlockKind, SourceBuilder};

    fn source() -> SourceText {
        let mut builder = SourceBuilder::new("pdf-layout/2");
        for (words, edges) in [("a table", [50, 100, 500, 400]), ("a cell of it", [60, 120, 200, 140])] {
            if let Some(block) = builder.push(BlockKind::Paragraph, 0, words) {
                let [left, top, right, bottom] = edges;
                block.boxes = vec![PageBox { page: 2, left, top, right, bottom }];
            }
        }
        builder.build()
    }

    #[test]
    fn the_smallest_block_under_the_mouse_is_meant() {
        let (source, blocks) = (source(), [0, 1]);
        assert_eq!(block_at(&source, &blocks, 2, pos2(100.0, 130.0)), Some(1));
        assert_eq!(block_at(&source, &blocks, 2, pos2(400.0, 300.0)), Some(0));
        assert_eq!(block_at(&source, &blocks, 2, pos2(49.0, 99.0)), Some(0), "the air around it belongs to it");
        assert_eq!(block_at(&source, &blocks, 1, pos2(100.0, 130.0)), None);
        assert_eq!(block_at(&source, &blocks, 2, pos2(10.0, 10.0)), None);
    }

    #[test]
    fn a_box_lies_on_the_picture_where_it_lies_on_the_page() {
        let place = PageBox { page: 1, left: 100, top: 50, right: 200, bottom: 60 };
        let rect = on_screen(place, pos2(10.0, 20.0), 2.0);
        assert_eq!(rect, Rect::from_min_max(pos2(206.0, 116.0), pos2(414.0, 144.0)));
    }

    #[test]
    fn the_picture_fits_the_width_and_goes_by_steps() {
        assert_eq!(Zoom::Fit.scale(595.0, A4), 1.0);
        assert_eq!(Zoom::Percent(150).scale(595.0, A4), 2.0);
        assert_eq!(Zoom::step(1.0, true), Zoom::Percent(100));
        assert_eq!(Zoom::step(1.0, false), Zoom::Percent(50));
        assert_eq!(Zoom::step(400.0 / 75.0, true), Zoom::Percent(400));
        assert_eq!(drawn_scale(1.01, 2.0), 2.25);
    }
}
