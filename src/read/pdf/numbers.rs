//! Numbered paragraphs: "1." to "100." through a whole report are how people cite it, "1." to "4." are a list.
//!
//! Lists stand between numbered paragraphs and start again at 1, so that open counts are kept on a stack.

use super::part::{Part, is_aside};
use crate::text::BlockKind;

/// A count this long is that of a report, not of a list.
const LONG_RUN: usize = 10;
/// From this many words on, "12. Text" is a numbered paragraph whatever its neighbours are.
const PARAGRAPH_WORDS: usize = 25;

/// Parts that count on from each other.
struct Run {
    last: u32,
    parts: Vec<usize>,
}

/// Makes numbered paragraphs, with their labels, of counted items.
pub(super) fn label_counted(parts: &mut [Part]) {
    let mut open: Vec<Run> = Vec::new();
    let mut done: Vec<Run> = Vec::new();
    for (i, part) in parts.iter().enumerate() {
        let Some(n) = part.counter.filter(|_| part.kind == BlockKind::ListItem) else { continue };
        match open.iter().rposition(|r| r.last + 1 == n) {
            Some(at) => {
                done.extend(open.drain(at + 1..));
                if let Some(run) = open.last_mut() {
                    run.last = n;
                    run.parts.push(i);
                }
            }
            None => open.push(Run { last: n, parts: vec![i] }),
        }
        if open.len() > 50 {
            done.extend(open.drain(..25));
        }
    }
    done.append(&mut open);
    for run in done {
        let long = run.parts.len() >= LONG_RUN;
        for i in run.parts {
            if let Some(part) = parts.get_mut(i)
                && (long || part.text.split_whitespace().nth(PARAGRAPH_WORDS).is_some())
            {
                (part.kind, part.level) = (BlockKind::Paragraph, 0);
                part.label = part.counter.map(|n| n.to_string());
            }
        }
    }
}

/// Depth of list items from their indents, within one run of items; where the file has tags, they say it.
pub(super) fn nest(parts: &mut [Part]) {
    let mut edges: Vec<f64> = Vec::new();
    for part in parts {
        match part.kind {
            kind if is_aside(kind) => continue,
            BlockKind::ListItem if !part.tagged => {}
            _ => {
                edges.clear();
                continue;
            }
        }
        while edges.last().is_some_and(|e| part.x0 < e - 0.8 * part.size) {
            edges.pop();
        }
        if edges.last().is_none_or(|e| part.x0 > e + 0.8 * part.size) {
            edges.push(part.x0);
        }
        part.level = u8::try_from(edges.len().clamp(1, 6)).unwrap_or(1);
    }
}
