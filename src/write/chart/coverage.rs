//! A document from its first page to its last: a lane for each theme, a mark for each passage.
//!
//! A passage of one line in a long report would be thinner than a hair, so every mark has a least width.

use super::legend::Sign;
use super::pen::{Anchor, Area, Colour, Fill, Pen, Type};
use super::{Coverage, Tone, legend};

const LABELS: f64 = 216.0;
const HEIGHT: f64 = 36.0;
const MARK: f64 = 16.0;
const THINNEST: f64 = 4.0;

const fn fill(tone: Tone) -> Fill {
    match tone {
        Tone::Concern => Fill::Solid(Colour::Concern),
        Tone::GoodPractice => Fill::Outline(Colour::Good),
        Tone::Plain => Fill::Dashed(Colour::Secondary),
    }
}

const fn meaning(tone: Tone) -> &'static str {
    match tone {
        Tone::Concern => "concern",
        Tone::GoodPractice => "good practice",
        Tone::Plain => "context",
    }
}

pub(super) fn draw(pen: &mut Pen, chart: &Coverage, room: f64, top: f64) -> f64 {
    let is_there = |tone: &Tone| chart.lanes.iter().flat_map(|l| &l.spans).any(|s| s.tone == *tone);
    let tones = [Tone::Concern, Tone::GoodPractice, Tone::Plain].into_iter().filter(is_there);
    let entries: Vec<legend::Entry> = tones.map(|t| (Sign::Area(fill(t)), meaning(t).to_owned())).collect();
    let mut y = legend::draw(pen, &entries, room, top);
    let pages = f64::from(chart.pages.max(1));
    let page = (room - LABELS) / pages;
    let x = |place: f64| LABELS + page * place.clamp(0.0, pages);
    pen.text((0.0, y + 12.0), "Page", Type::SMALL, Anchor::Start);
    for number in labelled(chart.pages.max(1), page) {
        pen.text((x(f64::from(number) - 0.5), y + 12.0), &number.to_string(), Type::SMALL, Anchor::Middle);
    }
    y += 20.0;
    for lane in &chart.lanes {
        pen.line((0.0, y), (room, y), Colour::Line);
        let middle = y + HEIGHT / 2.0;
        pen.lines((0.0, middle), &Type::LABEL.wrapped(&lane.theme.full(), LABELS - 16.0, 2), Type::LABEL, Anchor::Start);
        pen.rect(Area::new(LABELS, middle - MARK / 2.0, room - LABELS, MARK), Fill::Shade(Colour::Line, 0.5));
        for span in &lane.spans {
            let width = (x(span.end) - x(span.start)).max(THINNEST);
            let start = x(span.start).min(room - width);
            let area = Area::new(start, middle - MARK / 2.0, width, MARK);
            if span.tone != Tone::Concern {
                pen.rect(area, Fill::Solid(Colour::Ground));
            }
            pen.rect(area, fill(span.tone));
        }
        y += HEIGHT;
    }
    pen.line((0.0, y), (room, y), Colour::Line);
    y + 1.0
}

/// The pages whose numbers have room: the first, every so many, and the last.
fn labelled(pages: u32, page_width: f64) -> Vec<u32> {
    const ROOM: f64 = 34.0;
    let step = [1, 2, 5, 10, 20, 50, 100, 200, 500].into_iter().find(|s| f64::from(*s) * page_width >= ROOM).unwrap_or(1000);
    let is_clear = |a: u32, b: u32| f64::from(a.abs_diff(b)) * page_width >= ROOM;
    let between = (1..pages).filter(|p| p % step == 0 && is_clear(*p, 1) && is_clear(*p, pages));
    let mut all: Vec<u32> = std::iter::once(1).chain(between).chain([pages]).collect();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::labelled;

    #[test]
    fn the_first_and_the_last_page_are_always_named() {
        assert_eq!(labelled(1, 400.0), [1]);
        assert_eq!(labelled(4, 100.0), [1, 2, 3, 4]);
        assert_eq!(labelled(24, 424.0 / 24.0), [1, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24]);
        assert_eq!(labelled(92, 424.0 / 92.0), [1, 10, 20, 30, 40, 50, 60, 70, 80, 92]);
    }
}
