//! Columns: strips of white that stay empty over several lines part the words of a page.
//!
//! A strip between numbers and text ("1.1 | text") is no column, and a strip through rows that start level on both
//! sides is a table, to be read row by row.

use super::labels::{Start, is_bullet, number};
use super::lines::{Line, lines};
use super::words::Word;

/// The narrowest strip that counts, as a share of the size.
const STRIP: f64 = 0.9;
/// Deepest nesting of columns in columns.
const DEEPEST: u8 = 6;

/// A part of a page that is read from top to bottom.
#[derive(Debug)]
pub(super) enum Region {
    /// Lines one under another.
    Lines(Vec<Line>),
    /// Rows of a table without drawn lines; each cell holds its lines.
    Rows(Vec<Vec<Cell>>),
}

/// A cell of a table.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) lines: Vec<Line>,
    /// How many columns it covers.
    pub(super) span: u16,
}

#[derive(Clone, Copy, Debug)]
struct Strip {
    x0: f64,
    x1: f64,
}

/// Parts the words of a page into regions in reading order.
pub(super) fn regions(words: Vec<Word>) -> Vec<Region> {
    let mut out = Vec::new();
    cut(lines(words), 0, &mut out);
    out
}

fn cut(all: Vec<Line>, depth: u8, out: &mut Vec<Region>) {
    let mut plain: Vec<Line> = Vec::new();
    let mut rest = all.into_iter().peekable();
    while rest.peek().is_some() {
        let taken = take_group(&mut rest);
        let Some((group, strip)) = taken else { break };
        let Some(strip) = strip.filter(|_| depth < DEEPEST) else {
            plain.extend(group);
            continue;
        };
        match sort_of(&group, strip) {
            Sort::Plain => plain.extend(group),
            Sort::Rows => {
                flush(&mut plain, out);
                out.push(Region::Rows(rows(group, strip)));
            }
            Sort::Columns => {
                let mut group = group;
                let begun = right_tail(&plain, strip);
                group.splice(0..0, plain.drain(begun..));
                flush(&mut plain, out);
                let (left, right): (Vec<Word>, Vec<Word>) =
                    group.into_iter().flat_map(|l| l.words).partition(|w| w.x0 < strip.x0.midpoint(strip.x1));
                cut(lines(left), depth + 1, out);
                cut(lines(right), depth + 1, out);
            }
        }
    }
    flush(&mut plain, out);
}

/// Where the lines begin that stand right over columns and belong to them, because the right one starts higher.
fn right_tail(plain: &[Line], strip: Strip) -> usize {
    let beside = |l: &&Line| l.x1 <= strip.x1 || l.x0 >= strip.x0;
    let run = plain.len() - plain.iter().rev().take_while(beside).count();
    let right = plain.iter().skip(run).position(|l| l.x0 >= strip.x0);
    right.map_or(plain.len(), |i| run + i)
}

fn flush(plain: &mut Vec<Line>, out: &mut Vec<Region>) {
    if !plain.is_empty() {
        out.push(Region::Lines(std::mem::take(plain)));
    }
}

/// Takes the next lines as long as one white strip runs through them; a line without a strip comes alone.
fn take_group(rest: &mut std::iter::Peekable<std::vec::IntoIter<Line>>) -> Option<(Vec<Line>, Option<Strip>)> {
    let first = rest.next()?;
    let mut strips = inner_strips(&first);
    let mut group = vec![first];
    let mut best = None;
    while !strips.is_empty() {
        best = strips.iter().copied().max_by(|a, b| (a.x1 - a.x0).total_cmp(&(b.x1 - b.x0)));
        let (Some(next), Some(last)) = (rest.peek(), group.last()) else { break };
        if next.y - last.y > 5.0 * last.size.max(next.size) {
            break;
        }
        strips = narrowed(&strips, next);
        if !strips.is_empty() {
            group.extend(rest.next());
        }
    }
    Some((group, best))
}

fn inner_strips(line: &Line) -> Vec<Strip> {
    line.words
        .iter()
        .zip(line.words.iter().skip(1))
        .filter(|(a, b)| b.x0 - a.x1 > STRIP * line.size)
        .map(|(a, b)| Strip { x0: a.x1, x1: b.x0 })
        .collect()
}

/// What remains of each strip beside the words of a line.
fn narrowed(strips: &[Strip], line: &Line) -> Vec<Strip> {
    let mut out = Vec::new();
    for strip in strips {
        let mut left = strip.x0;
        for word in line.words.iter().filter(|w| w.x1 > strip.x0 && w.x0 < strip.x1) {
            if word.x0 - left > STRIP * line.size {
                out.push(Strip { x0: left, x1: word.x0 });
            }
            left = left.max(word.x1);
        }
        if strip.x1 - left > STRIP * line.size {
            out.push(Strip { x0: left, x1: strip.x1 });
        }
    }
    out
}

#[derive(PartialEq, Eq)]
enum Sort {
    Plain,
    Rows,
    Columns,
}

/// What lies on both sides of a strip in one line.
struct Sides {
    left: usize,
    right: usize,
    label: bool,
}

fn sort_of(group: &[Line], strip: Strip) -> Sort {
    let middle = strip.x0.midpoint(strip.x1);
    let sides: Vec<Sides> = group.iter().map(|l| sides_of(l, middle)).collect();
    let lefts: Vec<&Sides> = sides.iter().filter(|s| s.left > 0).collect();
    let rights = sides.iter().filter(|s| s.right > 0).count();
    let both = sides.iter().filter(|s| s.left > 0 && s.right > 0).count();
    if both < 2 || lefts.iter().filter(|s| s.label).count() * 10 >= lefts.len() * 7 {
        return Sort::Plain;
    }
    let per = |count: usize, words: usize| words as f64 / count.max(1) as f64;
    let left_words = per(lefts.len(), lefts.iter().map(|s| s.left).sum());
    let right_words = per(rights, sides.iter().map(|s| s.right).sum());
    let (x0, x1) = group.iter().fold((f64::MAX, f64::MIN), |(a, b), l| (a.min(l.x0), b.max(l.x1)));
    let wide = strip.x0 - x0 > 0.18 * (x1 - x0) && x1 - strip.x1 > 0.18 * (x1 - x0);
    let prose = wide && lefts.len() >= 4 && rights >= 4 && left_words > 2.5 && right_words > 2.5;
    match (prose, starts_level(group, middle, prose)) {
        (true, false) => Sort::Columns,
        (_, true) => Sort::Rows,
        (false, false) if lefts.len() >= 3 && both * 10 >= lefts.len() * 7 && left_words <= 6.0 => {
            // Short words on the left, each with something beside it: a list of names and values.
            if strip.x1 - strip.x0 > 1.5 * group.first().map_or(10.0, |l| l.size) { Sort::Rows } else { Sort::Plain }
        }
        (false, false) => Sort::Plain,
    }
}

fn sides_of(line: &Line, middle: f64) -> Sides {
    let left = line.words.iter().filter(|w| w.x0 < middle).count();
    let first = line.words.first().filter(|_| left == 1);
    let label = first.is_some_and(|w| {
        is_bullet(&w.text)
            || w.text == "-"
            || w.text == "–"
            || number(&w.text).is_some_and(|n| n != Start::Plain)
            || is_counter(&w.text)
    });
    Sides { left, right: line.words.len() - left, label }
}

fn is_counter(text: &str) -> bool {
    text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether bands of lines start level on both sides: rows of a table, where columns of prose have their gaps anywhere.
///
/// The tightest step of either side is the leading, because the cells of one side may all have a single line.
fn starts_level(group: &[Line], middle: f64, prose: bool) -> bool {
    let [left, right] = [true, false].map(|on_left| side_of(group, |w| (w.x0 < middle) == on_left));
    let steps = |side: &[(f64, f64)]| side.iter().zip(side.iter().skip(1)).map(|(a, b)| b.0 - a.0).collect::<Vec<f64>>();
    let mut all: Vec<f64> = steps(&left);
    all.extend(steps(&right));
    all.retain(|step| *step > 1.0);
    all.sort_by(f64::total_cmp);
    let Some(tight) = all.get(all.len() / 10).copied() else { return false };
    let [left, right] = [left, right].map(|side| starts(&side, tight));
    let level = left.iter().filter(|(y, size)| right.iter().any(|(other, _)| (other - y).abs() < 0.35 * size)).count();
    // Where both sides are prose, a few level starts may be chance.
    let (fewest, tenths) = if prose { (4, 8) } else { (3, 7) };
    let chance = prose && level * 2 < right.len();
    left.len() >= fewest && right.len() >= fewest && level * 10 >= left.len() * tenths && !chance
}

/// Height and size of the lines of one side.
fn side_of(group: &[Line], on: impl Fn(&Word) -> bool) -> Vec<(f64, f64)> {
    group.iter().filter_map(|l| l.words.iter().find(|w| on(w) && !w.raised)).map(|w| (w.y, w.size)).collect()
}

/// Lines that stand after more than the usual leading, and the first.
fn starts(side: &[(f64, f64)], tight: f64) -> Vec<(f64, f64)> {
    let mut out = Vec::new();
    let mut last: Option<f64> = None;
    for (y, size) in side.iter().copied() {
        if last.is_none_or(|l| y - l > (1.25 * tight).max(1.2 * size)) {
            out.push((y, size));
        }
        last = Some(y);
    }
    out
}

/// Rows of a group: a row starts where the left cell has a line after white, or has its first.
fn rows(group: Vec<Line>, strip: Strip) -> Vec<Vec<Cell>> {
    let middle = strip.x0.midpoint(strip.x1);
    let tight = group.iter().zip(group.iter().skip(1)).map(|(a, b)| b.y - a.y).fold(f64::MAX, f64::min);
    let spaced = group.iter().zip(group.iter().skip(1)).any(|(a, b)| b.y - a.y > (1.25 * tight).max(1.2 * a.size));
    let mut out: Vec<Vec<Cell>> = Vec::new();
    let mut last_y = f64::MIN;
    for line in group {
        let (y, size) = (line.y, line.size);
        let (left, right): (Vec<Word>, Vec<Word>) = line.words.into_iter().partition(|w| w.x0 < middle);
        let parted = y - last_y > (1.25 * tight).max(1.2 * size);
        // A page number on the right: every line of a list of contents is a row.
        let counted = !left.is_empty() && matches!(right.as_slice(), [n] if is_counter(&n.text));
        let starts = if spaced { parted || counted } else { !left.is_empty() };
        if starts || out.is_empty() {
            let cell = || Cell { lines: Vec::new(), span: 1 };
            out.push(vec![cell(), cell()]);
        }
        if let Some([first, second]) = out.last_mut().map(Vec::as_mut_slice) {
            first.lines.extend(Line::new(left));
            second.lines.extend(Line::new(right));
        }
        last_y = y;
    }
    out
}
