//! Reading one journal: bytes to steps, so that a bad line never costs another one.
//!
//! Lines are split as bytes before anything is decoded: a torn UTF-8 sequence spoils only its own line.

use super::line::{FORMAT, Header, ReadLine, decode, decode_header, line_hash};
use crate::model::{Step, WriterId};
use std::num::NonZeroUsize;
use std::thread;
use uuid::Uuid;

/// A line that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Line number, counted from 1.
    pub number: usize,
    /// Why, without its content.
    pub why: String,
}

/// What one journal file holds.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    /// The first line, when it could be read.
    pub header: Option<Header>,
    /// Steps in the order of the file.
    pub steps: Vec<Step>,
    /// Lines in the middle that could not be read; they stay in the file.
    pub bad: Vec<BadLine>,
    /// Numbers of lines whose line before is not the one they were written after: the past was changed.
    pub changed_past: Vec<usize>,
    /// Length of the whole lines in bytes; what follows is a torn write.
    pub whole: usize,
    /// Length of the torn write at the end in bytes, 0 when there is none.
    pub torn: usize,
    /// Hash of the last whole line.
    pub last_hash: String,
}

/// Why a whole journal is left out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LeftOut {
    /// Written by a newer program.
    #[error("it was written by a newer version of Deepdive (format {0}); update Deepdive to read it")]
    Newer(u32),
    /// Belongs to another deep dive.
    #[error("it belongs to another deep dive; nothing of it was read")]
    Foreign,
}

/// Reads a journal of `writer` in `project` (unknown when `project.ron` is lost).
///
/// # Errors
/// `LeftOut` when the journal as a whole may not be used.
pub fn read_journal(bytes: &[u8], writer: &WriterId, project: Option<Uuid>) -> Result<Journal, LeftOut> {
    let mut journal = Journal::default();
    let mut lines: Vec<&[u8]> = bytes.split_inclusive(|b| *b == b'\n').collect();
    if let Some(last) = lines.last()
        && last.last() != Some(&b'\n')
    {
        journal.torn = last.len();
        lines.pop();
    }
    journal.whole = bytes.len() - journal.torn;
    for line in &mut lines {
        *line = line.strip_suffix(b"\n").unwrap_or(line);
    }
    let Some((first, rest)) = lines.split_first() else { return Ok(journal) };
    match decode_header(first) {
        Ok(header) if header.format > FORMAT => return Err(LeftOut::Newer(header.format)),
        Ok(header) if project.is_some_and(|p| p != header.project) => return Err(LeftOut::Foreign),
        Ok(header) => journal.header = Some(header),
        Err(e) => journal.bad.push(BadLine { number: 1, why: format!("the first line cannot be read ({})", e.code) }),
    }
    journal.last_hash = line_hash(lines.last().copied().unwrap_or_default());
    let writer = journal.header.as_ref().map_or(writer, |h| &h.writer).clone();
    // Without a header the first line may be a step that lost its header: try it too.
    let (start, steps) = if journal.header.is_some() { (1, rest) } else { (0, lines.as_slice()) };
    let decoded = decode_all(steps, &writer);
    let mut before = (start == 1).then(|| line_hash(first));
    let mut numbers = Vec::with_capacity(steps.len());
    for (i, (line, result)) in steps.iter().zip(decoded).enumerate() {
        let number = i + start + 1;
        match result {
            Ok((read, hash)) => {
                if before.is_some_and(|b| b != read.after) {
                    journal.changed_past.push(number);
                }
                numbers.push(number);
                journal.steps.push(read.step);
                before = Some(hash);
            }
            Err(why) => {
                if number > 1 {
                    journal.bad.push(BadLine { number, why });
                }
                before = Some(line_hash(line));
            }
        }
    }
    leave_out_misnumbered(&mut journal, &numbers);
    Ok(journal)
}

/// A line that was altered may still read as a step, but with another step's number: it must not displace that one.
fn leave_out_misnumbered(journal: &mut Journal, numbers: &[usize]) {
    let order = |i: usize| journal.steps.get(i).map(|s| (s.seq, s.clock));
    let rises = |a: Option<(u64, u64)>, b: Option<(u64, u64)>| a.zip(b).is_none_or(|(a, b)| a.0 < b.0 && a.1 < b.1);
    let is_wrong = |at: &usize| {
        let here = order(*at);
        !rises(at.checked_sub(1).and_then(order), here) || !rises(here, order(at + 1))
    };
    let altered = journal.changed_past.iter().filter_map(|n| numbers.binary_search(&(n - 1)).ok());
    let wrong: Vec<usize> = altered.filter(is_wrong).collect();
    for at in wrong.into_iter().rev() {
        journal.steps.remove(at);
        if let Some(number) = numbers.get(at) {
            journal.bad.push(BadLine { number: *number, why: "it was altered and is out of order".to_owned() });
        }
    }
    journal.bad.sort_by_key(|b| b.number);
}

type Decoded = Result<(ReadLine, String), String>;

/// Decodes lines on all cores: 200,000 codings take over a second on one.
fn decode_all(lines: &[&[u8]], writer: &WriterId) -> Vec<Decoded> {
    const WORTH_A_THREAD: usize = 2_000;
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    if lines.len() < WORTH_A_THREAD || cores == 1 {
        return lines.iter().map(|l| decode_one(l, writer)).collect();
    }
    let share = lines.len().div_ceil(cores);
    thread::scope(|scope| {
        let parts: Vec<_> = lines
            .chunks(share)
            .map(|part| {
                let spawned = thread::Builder::new()
                    .name("read journal".to_owned())
                    .spawn_scoped(scope, move || part.iter().map(|l| decode_one(l, writer)).collect::<Vec<_>>());
                (part, spawned)
            })
            .collect();
        parts
            .into_iter()
            .flat_map(|(part, spawned)| {
                let done = spawned.ok().and_then(|handle| handle.join().ok());
                done.unwrap_or_else(|| part.iter().map(|l| decode_one(l, writer)).collect())
            })
            .collect()
    })
}

fn decode_one(line: &[u8], writer: &WriterId) -> Decoded {
    match decode(line, writer) {
        Ok(read) => Ok((read, line_hash(line))),
        Err(e) => Err(format!("not a whole step (column {})", e.span.start.col)),
    }
}
