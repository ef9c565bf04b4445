//! Whether an old workbook's container may be given to a reader that believes it.
//!
//! Three lies cost such a reader all memory there is: a chain of sectors that runs in a circle, a sheet that claims more
//! rows and columns than sheets of its time have, and a cell in a column that none has. Other damage it notices by itself.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

/// Sector numbers from here on have a meaning of their own: end of chain, free …
const RESERVED: u32 = 0xffff_fffa;
/// Rows and columns of a sheet before 2007.
const MOST_ROWS: u32 = 1 << 16;
const MOST_COLUMNS: u32 = 1 << 8;
/// The record of a sheet that says how large it is.
const DIMENSIONS: u16 = 0x0200;
/// Records of cells: each begins with its row and its column.
const CELLS: [u16; 8] = [0x0006, 0x00bd, 0x00d6, 0x00fd, 0x0203, 0x0204, 0x0205, 0x027e];
/// The record of several numbers beside each other; it ends with the column of the last.
const NUMBERS: u16 = 0x00bd;
/// The record that says where a sheet starts.
const SHEET: u16 = 0x0085;

/// Whether no chain runs in a circle and no sheet claims to be larger than sheets can be.
#[must_use]
pub fn is_sound(bytes: &[u8]) -> bool {
    match tables(bytes) {
        Some(chains) => !chains.iter().any(|chain| runs_in_circles(chain)) && sizes_are_true(bytes),
        None => false,
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).filter_map(|four| number(four, 0))
}

/// The tables of what follows each sector and each small sector; none when the list of their sectors is endless.
fn tables(bytes: &[u8]) -> Option<[Vec<u32>; 2]> {
    let size = 1_usize << short(bytes, 30)?.min(16);
    let sector = |id: u32| {
        let start = (usize::try_from(id).ok()?.checked_add(1)?).checked_mul(size)?;
        bytes.get(start..bytes.len().min(start.checked_add(size)?))
    };
    let most = bytes.len() / size + 1;
    let mut places: Vec<u32> = numbers(bytes.get(76..512)?).collect();
    let mut more = number(bytes, 68)?;
    let mut lists = 0;
    while let Some(list) = Some(more).filter(|id| *id < RESERVED).and_then(sector) {
        lists += 1;
        if lists > most {
            return None;
        }
        places.extend(numbers(list));
        more = places.pop().unwrap_or(RESERVED);
    }
    let large: Vec<u32> =
        places.into_iter().filter(|id| *id < RESERVED).filter_map(sector).take(most).flat_map(numbers).collect();
    let mut small = Vec::new();
    let mut next = number(bytes, 60)?;
    for _ in 0..most {
        let Some(list) = Some(next).filter(|id| *id < RESERVED).and_then(sector) else { break };
        small.extend(numbers(list));
        next = usize::try_from(next).ok().and_then(|id| large.get(id)).copied().unwrap_or(RESERVED);
    }
    Some([large, small])
}

/// Whether from any sector the way on comes back to where it was.
fn runs_in_circles(next: &[u32]) -> bool {
    // 0: not seen; otherwise the walk on which a sector was seen.
    let mut seen = vec![0_usize; next.len()];
    for start in 0..next.len() {
        let walk = start + 1;
        let mut at = start;
        while let Some(mark) = seen.get_mut(at) {
            if *mark == walk {
                return true;
            }
            if *mark != 0 {
                break;
            }
            *mark = walk;
            at = next.get(at).and_then(|id| usize::try_from(*id).ok()).unwrap_or(usize::MAX);
        }
    }
    false
}

/// Whether all sheets claim a size that sheets can have.
fn sizes_are_true(bytes: &[u8]) -> bool {
    let Ok(mut container) = cfb::CompoundFile::open(Cursor::new(bytes)) else {
        return bytes_are_true(bytes);
    };
    let streams: Vec<_> = ["/Workbook", "/Book"].into_iter().filter(|name| container.is_stream(name)).collect();
    if streams.is_empty() {
        // The other reader finds it all the same, under any entry of that name.
        return bytes_are_true(bytes);
    }
    streams.into_iter().all(|name| {
        let mut records = Vec::new();
        let read = container.open_stream(name).and_then(|stream| stream.take(bytes.len() as u64).read_to_end(&mut records));
        if read.is_ok() { records_are_true(&records) } else { bytes_are_true(bytes) }
    })
}

/// A damaged container, which the other reader may open all the same: anything that looks like a size or like a cell
/// of fixed length must be one.
fn bytes_are_true(bytes: &[u8]) -> bool {
    (0..bytes.len()).all(|at| {
        let (Some(kind), Some(length)) = (short(bytes, at), short(bytes, at + 2)) else { return true };
        let content = bytes.get(at + 4..at + 4 + usize::from(length)).unwrap_or_default();
        match (kind, length) {
            (DIMENSIONS, 14 | 16) => is_a_size(content),
            (0x00fd | 0x027e, 10) | (0x0203, 14) | (0x0205, 8) => is_a_place(kind, content),
            _ => true,
        }
    })
}

/// Looks at the records from the start and from every place where a sheet is said to start.
fn records_are_true(records: &[u8]) -> bool {
    let mut starts = vec![0];
    let mut seen = BTreeSet::new();
    while let Some(mut at) = starts.pop() {
        while let (Some(kind), Some(length)) = (short(records, at), short(records, at.saturating_add(2))) {
            if !seen.insert(at) {
                break;
            }
            let end = at + 4 + usize::from(length);
            let content = records.get(at + 4..end).unwrap_or_default();
            // Before 1997 the numbers of rows had two bytes and could not lie so much.
            if kind == DIMENSIONS && length >= 14 && !is_a_size(content) {
                return false;
            }
            if CELLS.contains(&kind) && !is_a_place(kind, content) {
                return false;
            }
            if kind == SHEET {
                starts.extend(number(content, 0).and_then(|start| usize::try_from(start).ok()));
            }
            at = end;
        }
    }
    true
}

/// Whether a cell lies in a column that sheets have; rows have two bytes and cannot lie.
fn is_a_place(kind: u16, content: &[u8]) -> bool {
    let is_column = |at: usize| short(content, at).is_none_or(|column| u32::from(column) < MOST_COLUMNS);
    is_column(2) && (kind != NUMBERS || is_column(content.len().saturating_sub(2)))
}

fn is_a_size(dimensions: &[u8]) -> bool {
    let rows = number(dimensions, 0).zip(number(dimensions, 4));
    rows.is_none_or(|(from, to)| from <= to && to <= MOST_ROWS)
        && short(dimensions, 10).is_none_or(|columns| u32::from(columns) <= MOST_COLUMNS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_are_found() {
        assert!(!runs_in_circles(&[1, 2, u32::MAX - 1, u32::MAX, 2]));
        assert!(runs_in_circles(&[1, 2, 0]) && runs_in_circles(&[u32::MAX, 1]));
    }

    #[test]
    fn sizes_that_no_sheet_has_are_found() {
        let size = |to: u32, columns: u16| [&[0; 4], &to.to_le_bytes()[..], &[0; 2], &columns.to_le_bytes(), &[0; 2]].concat();
        assert!(is_a_size(&size(65_536, 256)) && is_a_size(&size(0, 0)));
        assert!(!is_a_size(&size(65_537, 1)) && !is_a_size(&size(1, 257)));
        let record = [&[0, 2, 14, 0][..], &size(u32::MAX, 256)].concat();
        assert!(!records_are_true(&record) && records_are_true(&record[..3]));
        // A number in column 65,535.
        let far = [&[3, 2, 14, 0, 1, 0, 255, 255][..], &[0; 10]].concat();
        let near = [&[3, 2, 14, 0, 1, 0, 255, 0][..], &[0; 10]].concat();
        assert!(!records_are_true(&far) && records_are_true(&near));
        // A sheet that starts inside another record.
        let hidden = [&[0x85, 0, 4, 0, 12, 0, 0, 0, 1, 0, 22, 0][..], &record, &[0; 4]].concat();
        assert!(!records_are_true(&hidden));
    }
}
