//! Numbered title lines that a reader took for paragraphs or list items: "3.2 The family", "Finding 1: …".

use super::{in_flow, words_of};
use crate::text::{Block, BlockKind, Zone};

const MAX_TITLE_CHARS: usize = 90;
const MAX_NAMED_CHARS: usize = 160;

/// Makes headings of short numbered lines that stand over text.
pub fn promote(text: &str, blocks: &mut [Block]) {
    let flow: Vec<usize> = blocks.iter().enumerate().filter(|(_, b)| in_flow(b)).map(|(i, _)| i).collect();
    for (k, i) in flow.iter().enumerate() {
        let next = flow.get(k + 1).and_then(|n| blocks.get(*n));
        let before = k.checked_sub(1).and_then(|p| flow.get(p)).and_then(|p| blocks.get(*p));
        let level = blocks.get(*i).and_then(|block| level_of(text, block, before, next));
        if let (Some(level), Some(block)) = (level, blocks.get_mut(*i)) {
            (block.kind, block.level) = (BlockKind::Heading, level);
        }
    }
}

fn level_of(text: &str, block: &Block, before: Option<&Block>, next: Option<&Block>) -> Option<u8> {
    let label = block.label.as_deref()?;
    let open = matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) && block.zone != Some(Zone::Contents);
    let words = words_of(text, block);
    let title = words.strip_prefix(label).unwrap_or(words).trim_start_matches(['.', ')', ':', ' ']);
    let named = label.starts_with(char::is_alphabetic);
    let most = match (named, label.contains('.')) {
        (true, _) => MAX_NAMED_CHARS,
        (false, true) => MAX_TITLE_CHARS,
        // A single number may as well be that of a list's item.
        (false, false) => MAX_TITLE_CHARS * 2 / 3,
    };
    let shaped = title.chars().count() <= most && !words.contains('\n') && !title.ends_with(['.', ';', ',', ':', '?', '!']);
    let opens = title.is_empty() || title.starts_with(|c: char| c.is_uppercase() || c == '‘' || c == '“');
    let next = next?;
    if !(open && shaped && opens && stands_over(text, label, next)) {
        return None;
    }
    if named {
        return Some(2);
    }
    if !label.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let parts = label.split('.').count();
    // "2 Annual report" is a heading only where it is not one of a list of such lines.
    let in_list =
        parts == 1 && before.is_some_and(|b| b.kind == BlockKind::ListItem && b.label.as_deref() == previous(label).as_deref());
    (!in_list).then(|| u8::try_from(parts.min(6)).unwrap_or(6))
}

/// Whether what follows is text for a heading to stand over, and not the next line of the same list.
fn stands_over(text: &str, label: &str, next: &Block) -> bool {
    if next.zone == Some(Zone::Contents) {
        return false;
    }
    let words = words_of(text, next);
    if words.starts_with(char::is_lowercase) {
        return false;
    }
    let deeper = next.label.as_deref().is_some_and(|l| l.starts_with(&format!("{label}.")));
    let sentence = words.chars().count() > MAX_TITLE_CHARS || words.ends_with(['.', ':', ';', '?']);
    let same_kind =
        next.label.as_deref().is_some_and(|l| l.split('.').count() == label.split('.').count() && l.len() <= label.len() + 1);
    deeper
        || next.kind == BlockKind::TableRow
        || (sentence && !(same_kind && next.kind == BlockKind::ListItem))
        || (next.kind == BlockKind::ListItem && next.label.is_none())
}

fn previous(label: &str) -> Option<String> {
    label.parse::<u32>().ok()?.checked_sub(1).map(|n| n.to_string())
}
