//! Paragraphs, headings, lists, footnotes and footers of a text file, told by shape alone.

use super::join::{Words, continues, is_open};
use super::lines::{Line, is_bullet, is_furniture, is_numbered, lines, wrap_width};
use crate::text::BlockKind;

/// A block as the shape of its lines suggests it.
#[derive(Clone, Debug)]
pub struct Shaped {
    /// What it looks like.
    pub kind: BlockKind,
    /// Heading level, otherwise 0.
    pub level: u8,
    /// Lines joined.
    pub text: String,
    /// Page by form feeds, from 1.
    pub page: u32,
    lines: usize,
    /// Characters in the last of the lines.
    last_line: usize,
    starts_page: bool,
    after_blank: bool,
    before_blank: bool,
}

/// Cuts a text into blocks.
#[must_use]
pub fn blocks(text: &str) -> Vec<Shaped> {
    let mut shaping = Shaping { width: wrap_width(text), words: Words::of(text), out: Vec::new(), blank: true, turned: false };
    for line in lines(text) {
        shaping.line(&line);
    }
    let mut out = shaping.out;
    if let Some(last) = out.last_mut() {
        last.before_blank = true;
    }
    footnotes(&mut out);
    mend_page_breaks(&mut out, &shaping.words, shaping.width);
    headings(&mut out);
    out
}

struct Shaping {
    /// Wrapping width, when lines were wrapped.
    width: Option<usize>,
    words: Words,
    out: Vec<Shaped>,
    /// The line before was blank.
    blank: bool,
    /// Since the last line of text a page was turned; headers and footers may lie between.
    turned: bool,
}

impl Shaping {
    fn line(&mut self, line: &Line<'_>) {
        if line.text.is_empty() {
            self.blank = true;
            if let Some(last) = self.out.last_mut() {
                last.before_blank = true;
            }
            return;
        }
        if is_underline(line.text) && !self.blank && self.underline() {
            return;
        }
        let kind = match () {
            () if line.repeats || is_furniture(line.text) => BlockKind::Furniture,
            () if is_bullet(line.text) => BlockKind::ListItem,
            () => BlockKind::Paragraph,
        };
        self.turned |= line.starts_page;
        let turned = self.turned;
        self.turned &= kind == BlockKind::Furniture;
        let words = &self.words;
        // A dash in the middle of a sentence happens to stand at the start of a line.
        let dash = line.text.starts_with(['-', '–']) && self.out.last().is_some_and(|last| last.lines > 1 && is_open(&last.text));
        let joins = !self.blank && (kind == BlockKind::Paragraph || dash) && !is_numbered(line.text);
        match self.out.last_mut().filter(|last| joins && goes_on(self.width, last, line)) {
            Some(last) => {
                words.join(&mut last.text, line.text);
                last.lines += 1;
                last.last_line = line.text.chars().count();
            }
            None => self.out.push(Shaped {
                kind,
                level: 0,
                text: line.text.to_owned(),
                page: line.page,
                lines: 1,
                last_line: line.text.chars().count(),
                starts_page: turned && kind != BlockKind::Furniture || line.starts_page,
                after_blank: self.blank,
                before_blank: false,
            }),
        }
        self.blank = false;
    }

    /// The line before was underlined: a heading as people type one. Longer text above a rule is none.
    fn underline(&mut self) -> bool {
        let first = self.out.len() == 1;
        let Some(last) = self.out.last_mut().filter(|b| b.kind == BlockKind::Paragraph && b.lines == 1) else { return false };
        if last.text.chars().count() > 120 {
            return false;
        }
        last.kind = BlockKind::Heading;
        last.level = if first { 1 } else { 2 };
        self.blank = true;
        if let Some(last) = self.out.last_mut() {
            last.before_blank = true;
        }
        true
    }
}

/// "=====" or "-----" under a line of text.
fn is_underline(line: &str) -> bool {
    line.len() >= 3 && (line.chars().all(|c| c == '=') || line.chars().all(|c| c == '-'))
}

/// Whether a line without a blank before it belongs to the block before it.
fn goes_on(width: Option<usize>, last: &Shaped, line: &Line<'_>) -> bool {
    let Some(width) = width else { return false };
    if last.kind == BlockKind::Furniture {
        return false;
    }
    if continues(&last.text, line.text) {
        return true;
    }
    // A wrapper breaks a line only when the next word would not have fitted.
    let next_word = line.text.split_whitespace().next().map_or(0, |w| w.chars().count());
    let full = last.last_line + 1 + next_word + 8 >= width;
    full && (!line.starts_page || is_open(&last.text))
}

/// `1 https://…` or `2 In Kent …` at the foot of a page.
fn footnotes(blocks: &mut [Shaped]) {
    let before_page: Vec<bool> = (0..blocks.len())
        .map(|i| blocks.get(i + 1).is_none_or(|next| next.starts_page || next.kind == BlockKind::Furniture))
        .collect();
    for (block, at_foot) in blocks.iter_mut().zip(before_page) {
        let digits = block.text.chars().take_while(char::is_ascii_digit).count();
        let rest = block.text.get(digits..).unwrap_or_default();
        let marked = (1..=2).contains(&digits) && rest.starts_with(' ') && block.kind == BlockKind::Paragraph;
        if marked
            && (rest.trim_start().starts_with("http") || rest.trim_start().starts_with("www.") || at_foot && rest.len() > 30)
        {
            block.kind = BlockKind::Footnote;
        }
    }
}

/// A sentence that a page break or a stray blank line cut in two becomes one paragraph again; what stood between goes after it.
fn mend_page_breaks(blocks: &mut Vec<Shaped>, words: &Words, width: Option<usize>) {
    let mut i = 1;
    while i < blocks.len() {
        let open =
            (0..i).rev().find(|k| blocks.get(*k).is_some_and(|b| !matches!(b.kind, BlockKind::Furniture | BlockKind::Footnote)));
        let fits = blocks.get(i).zip(open.and_then(|k| blocks.get(k))).is_some_and(|(next, before)| {
            let parted = if next.starts_page { before.lines > 1 } else { width.is_some_and(|w| before.last_line * 4 > w * 3) };
            next.kind == BlockKind::Paragraph && parted && continues(&before.text, &next.text)
        });
        match open.filter(|_| fits) {
            Some(k) => {
                let next = blocks.remove(i);
                if let Some(before) = blocks.get_mut(k) {
                    words.join(&mut before.text, &next.text);
                    before.lines += next.lines;
                    before.last_line = next.last_line;
                }
            }
            None => i += 1,
        }
    }
}

/// A short line with air around it that does not end like a sentence is a heading.
fn headings(blocks: &mut [Shaped]) {
    for i in 0..blocks.len() {
        let next_is_text = blocks.get(i + 1).is_some_and(|n| n.kind != BlockKind::Furniture);
        let Some(block) = blocks.get_mut(i) else { return };
        let alone = (block.after_blank || block.starts_page) && block.before_blank;
        let plain = block.kind == BlockKind::Paragraph && block.lines <= 2;
        if alone && plain && next_is_text && is_title(&block.text) {
            block.kind = BlockKind::Heading;
            let shouts = !block.text.contains(char::is_lowercase);
            block.level = if block.starts_page || shouts { 1 } else { 2 };
        }
    }
}

fn is_title(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let numbered = text.starts_with(|c: char| c.is_ascii_digit());
    let opens = text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    let named = text.split_once(": ").is_none_or(|(first, _)| first.chars().any(|c| c.is_ascii_digit()));
    // "41485 courses completed" is a figure; "3.2 The family" is a heading.
    let label_only = numbered && (letters < 4 || !is_numbered(text));
    opens
        && named
        && !label_only
        && letters >= 3
        && text.chars().count() <= 90
        && !text.ends_with(['.', ',', ';', ':', '?', '!'])
        && !text.contains(['@', '%', '£'])
        && !text.contains("http")
}
