//! The strongest pairs as a picture: words on a circle, a line for each pair, the thicker the stronger.
//!
//! The table under it says the same in numbers; the picture only shows at a glance which words belong to one another.

use crate::suggest::Pair;
use crate::ui::style::{Face, mix};
use crate::ui::widgets::{Ink, Pen};
use egui::epaint::QuadraticBezierShape;
use egui::{Align, Color32, Pos2, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use std::collections::BTreeMap;

/// Words on the circle, and lines, at most.
const MOST_WORDS: usize = 14;
const MOST_LINES: usize = 32;
/// Height of the picture, and least width at which it is drawn.
const HEIGHT: f32 = 236.0;
const LEAST_HEIGHT: f32 = 128.0;
const LEAST: f32 = 280.0;
/// Share of the room's height that the picture takes at most: the table comes first.
const SHARE: f32 = 0.45;

/// Words and lines between them, by places of words; the strongest line is 1.
#[derive(Debug, PartialEq)]
struct Network<'a> {
    words: Vec<&'a str>,
    lines: Vec<(usize, usize, f32)>,
}

/// The strongest pairs whose words fit on the circle.
fn network_of(pairs: &[Pair]) -> Network<'_> {
    let mut words: Vec<&str> = Vec::new();
    let mut lines = Vec::new();
    let strongest = pairs.first().map_or(1.0, |p| p.g2.max(f64::MIN_POSITIVE));
    for pair in pairs.iter().take(MOST_LINES * 4) {
        let new = [pair.first.as_str(), pair.second.as_str()].into_iter().filter(|w| !words.contains(w)).count();
        if words.len() + new > MOST_WORDS || lines.len() == MOST_LINES {
            continue;
        }
        let mut place = |word| {
            words.iter().position(|w| *w == word).unwrap_or_else(|| {
                words.push(word);
                words.len() - 1
            })
        };
        lines.push((place(pair.first.as_str()), place(pair.second.as_str()), (pair.g2 / strongest) as f32));
    }
    beside_each_other(Network { words, lines })
}

/// Puts words that belong together beside each other: each next word is the one tied most to the last.
fn beside_each_other(network: Network<'_>) -> Network<'_> {
    let mut ties: BTreeMap<(usize, usize), f32> = BTreeMap::new();
    for (a, b, strength) in &network.lines {
        ties.insert((*a, *b), *strength);
        ties.insert((*b, *a), *strength);
    }
    let mut left: Vec<usize> = (0..network.words.len()).collect();
    let mut order: Vec<usize> = Vec::new();
    while !left.is_empty() {
        let tie = |word: usize| order.last().and_then(|last| ties.get(&(*last, word))).copied().unwrap_or(0.0);
        let next = (0..left.len()).max_by(|a, b| {
            let of = |i: &usize| left.get(*i).map_or(0.0, |w| tie(*w));
            of(a).total_cmp(&of(b)).then(b.cmp(a))
        });
        order.push(left.remove(next.unwrap_or_default()));
    }
    let place = |word: usize| order.iter().position(|w| *w == word).unwrap_or_default();
    Network {
        words: order.iter().filter_map(|w| network.words.get(*w).copied()).collect(),
        lines: network.lines.iter().map(|(a, b, strength)| (place(*a), place(*b), *strength)).collect(),
    }
}

/// Shows the picture, where there is room for it.
pub(super) fn network_ui(ui: &mut Ui, pairs: &[Pair]) {
    let height = HEIGHT.min(ui.available_height() * SHARE);
    if ui.available_width() < LEAST || height < LEAST_HEIGHT {
        return;
    }
    let pen = Pen::new(ui);
    let network = network_of(pairs);
    let (rect, picture) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let name = format!("Words that stand together as a picture: {}. The table below has the numbers", network.words.join(", "));
    picture.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
    let (style, scale) = (&pen.style, &pen.style.tokens.type_scale);
    let (middle, across) = (rect.center(), vec2((rect.width() / 2.0 - 96.0).min(150.0), height / 2.0 - 22.0));
    let count = network.words.len().max(1) as f32;
    let angle = |place: usize| (place as f32 / count - 0.25) * std::f32::consts::TAU;
    let at = |place: usize| middle + vec2(angle(place).cos() * across.x, angle(place).sin() * across.y);
    for (a, b, strength) in network.lines.iter().rev() {
        // The root, so that weaker lines are seen too.
        let share = strength.sqrt();
        tie(&pen, (at(*a), middle, at(*b)), 0.8 + 3.2 * share, mix(style.line_strong, style.accent, share));
    }
    let ink = Ink::new(Face::Read, scale.quote, style.ink);
    for (place, word) in network.words.iter().enumerate() {
        let spot = at(place);
        pen.painter.circle_filled(spot, 3.5, style.accent);
        let side = angle(place).cos();
        let (align, gap) = if side > 0.2 {
            (Align::Min, vec2(8.0, 0.0))
        } else if side < -0.2 {
            (Align::Max, vec2(-8.0, 0.0))
        } else {
            (Align::Center, vec2(0.0, if spot.y < middle.y { -12.0 } else { 12.0 }))
        };
        pen.line(spot + gap, align, word, &ink);
    }
}

/// A line that bends towards the middle, so that lines between neighbours and across are told apart.
fn tie(pen: &Pen, (from, middle, to): (Pos2, Pos2, Pos2), width: f32, colour: Color32) {
    let half = pos2((from.x + to.x) / 2.0, (from.y + to.y) / 2.0);
    let bend = half + (middle - half) * 0.5;
    let points = [from, bend, to];
    pen.painter.add(QuadraticBezierShape::from_points_stroke(points, false, Color32::TRANSPARENT, Stroke::new(width, colour)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(first: &str, second: &str, g2: f64) -> Pair {
        Pair { first: first.to_owned(), second: second.to_owned(), units: 1, documents: 1, cases: 1, alone: (1, 1), g2 }
    }

    #[test]
    fn every_line_joins_its_words_and_neighbours_are_tied() {
        let pairs = [pair("a", "b", 9.0), pair("c", "d", 8.0), pair("b", "c", 4.0)];
        let network = network_of(&pairs);
        let named: Vec<_> = network.lines.iter().map(|(a, b, _)| (network.words[*a], network.words[*b])).collect();
        assert_eq!(named, [("a", "b"), ("c", "d"), ("b", "c")]);
        assert_eq!(network.words, ["a", "b", "c", "d"]);
    }

    #[test]
    fn no_more_words_than_fit() {
        let pairs: Vec<Pair> = (0..40).map(|i| pair(&format!("a{i}"), &format!("b{i}"), 50.0 - f64::from(i))).collect();
        let network = network_of(&pairs);
        assert_eq!((network.words.len(), network.lines.len()), (MOST_WORDS, MOST_WORDS / 2));
    }
}
