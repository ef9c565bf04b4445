//! What a line starts with: a bullet, a paragraph number, a letter in brackets.
//!
//! "2016 was …" and "3.5 million …" start with numbers that are no labels; a label stands apart from its text or
//! carries a dot or bracket.

use super::lines::Line;
use super::words::Word;

/// The start of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// Plain words.
    Plain,
    /// A bullet.
    Bullet,
    /// A dash that may be a bullet or may go on with a sentence.
    Dash,
    /// A number such as `4.12` or `6-10`, without a closing dot.
    Number(String),
    /// One of a row of items: `1.`, `a)`, `(iv)`.
    Item(String),
}

/// What a line starts with.
pub(super) fn start_of(line: &Line) -> Start {
    let Some(first) = line.words.first() else { return Start::Plain };
    let next = line.words.get(1);
    let wide = next.is_none_or(|n| n.x0 - first.x1 > 0.55 * first.size);
    let Some(next) = next else {
        return if is_bullet(&first.text) { Start::Bullet } else { lone_label(first) };
    };
    if is_bullet(&first.text) || ((is_dash(&first.text) || first.text == "o") && wide && next.is_wordy()) {
        return Start::Bullet;
    }
    if is_dash(&first.text) && first.spaced && next.is_wordy() {
        return Start::Dash;
    }
    match number(&first.text) {
        Some(Start::Number(n)) if wide || n.matches(['.', '-']).count() > 1 || begins_sentence(next) => Start::Number(n),
        Some(Start::Item(n)) if wide || begins_sentence(next) || first.text.ends_with([')', '.']) => Start::Item(n),
        Some(_) | None => Start::Plain,
    }
}

fn lone_label(word: &Word) -> Start {
    number(&word.text).unwrap_or(Start::Plain)
}

fn begins_sentence(word: &Word) -> bool {
    word.text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase())
}

/// Whether a word is nothing but a bullet.
pub(super) fn is_bullet(text: &str) -> bool {
    let mut chars = text.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return false };
    matches!(
        c,
        '•' | '◼'
            | '◾'
            | '◆'
            | '♦'
            | '▸'
            | '⬛'
            | '◻'
            | '❑'
            | '◦'
            | '▪'
            | '■'
            | '●'
            | '○'
            | '□'
            | '‣'
            | '⁃'
            | '∙'
            | '·'
            | '➢'
            | '➤'
            | '►'
            | '▶'
            | '❖'
            | '✓'
            | '✔'
            | '\u{e000}'..='\u{f8ff}'
    )
}

fn is_dash(text: &str) -> bool {
    matches!(text, "-" | "–" | "—" | "*")
}

/// Reads a word as a label.
pub(super) fn number(text: &str) -> Option<Start> {
    let bare = text.trim_end_matches(['.', ')', ':']);
    let closed = bare.len() < text.len();
    let inner = bare.strip_prefix('(').unwrap_or(bare);
    let parts: Vec<&str> = inner.split(['.', '-']).collect();
    let digits = parts.iter().all(|p| (1..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()));
    if digits && (2..=5).contains(&parts.len()) {
        return Some(Start::Number(inner.to_owned()));
    }
    if digits && closed {
        return Some(Start::Item(inner.to_owned()));
    }
    let roman = inner.len() <= 5 && inner.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    let single = inner.len() == 1 && inner.chars().all(|c| c.is_ascii_alphabetic());
    let letter = inner.len() <= 5 && !inner.is_empty() && (roman || single);
    (letter && closed && !text.ends_with(':')).then(|| Start::Item(inner.to_owned()))
}
