//! How the columns of a Word table share the width of the page. Widths are twentieths of a point.

use crate::write::chart::words_width;

/// How much wider bold letters are.
const BOLD: f64 = 1.12;
/// What a cell leaves free beside its words.
const MARGINS: usize = 200;

/// Shares the width out by the columns' own shares, but no column is narrower than the least it needs.
///
/// Where there is no room for all that they need, the shares alone decide.
pub(in crate::write) fn shared(shares: &[usize], least: &[usize], whole: usize) -> Vec<usize> {
    if least.iter().sum::<usize>() > whole {
        let all = shares.iter().sum::<usize>().max(1);
        return shares.iter().map(|share| share * whole / all).collect();
    }
    // Columns that would be too narrow get their least, and the rest is shared again among the others.
    let mut is_least = vec![false; shares.len()];
    loop {
        let left = whole - least.iter().zip(&is_least).filter(|(_, fixed)| **fixed).map(|(l, _)| *l).sum::<usize>();
        let among = shares.iter().zip(&is_least).filter(|(_, fixed)| !**fixed).map(|(s, _)| *s).sum::<usize>();
        let width = |share: usize| share * left / among.max(1);
        let narrow = shares.iter().zip(least).zip(&is_least).position(|((s, l), fixed)| !fixed && width(*s) < *l);
        match narrow.and_then(|i| is_least.get_mut(i)) {
            Some(fixed) => *fixed = true,
            None => {
                let columns = shares.iter().zip(least).zip(&is_least);
                return columns.map(|((s, l), fixed)| if *fixed { *l } else { width(*s) }).collect();
            }
        }
    }
}

/// The room that a column needs to keep these words whole, in bold of a size in points, with the margins of a cell.
pub(in crate::write) fn room_for<'w>(words: impl IntoIterator<Item = &'w str>, size: f64) -> usize {
    let longest = words.into_iter().map(|word| words_width(word, size) * BOLD).fold(0.0, f64::max).ceil();
    // Whole points up to the width of a page.
    (0..728).find(|points| f64::from(*points) >= longest).map_or(0, |points: u16| usize::from(points) * 20) + MARGINS
}
