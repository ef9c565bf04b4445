//! Joins the halves of a text that a line end parted.
//!
//! A hyphen at a line end may be the wrapper's or the writer's own: `Covid-` / `19` and `e-` / `learning` stood
//! in a real annual report, and both were the writer's.

use std::collections::BTreeSet;

/// The words of a document, to look up whether a joined form occurs in it.
#[derive(Debug)]
pub struct Words(BTreeSet<String>);

impl Words {
    /// Collects the words of a text, hyphens inside.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self(text.split(|c: char| !is_word(c)).filter(|w| w.len() > 1).map(|w| w.trim_matches('-').to_lowercase()).collect())
    }

    /// Appends a continued line to a paragraph.
    pub fn join(&self, paragraph: &mut String, line: &str) {
        let Some(head) = paragraph.strip_suffix('-') else {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(line);
            return;
        };
        let left = head.rsplit(|c: char| !is_word(c)).next().unwrap_or_default();
        let right = line.split(|c: char| !is_word(c)).next().unwrap_or_default();
        if left.is_empty() {
            // A dash, not a hyphen.
            paragraph.push(' ');
        } else if !self.keeps_hyphen(left, right) {
            paragraph.pop();
        }
        paragraph.push_str(line);
    }

    fn keeps_hyphen(&self, left: &str, right: &str) -> bool {
        let known = |joint: &str| self.0.contains(&format!("{left}{joint}{right}").to_lowercase());
        if known("-") {
            return true;
        }
        // A short first half is a prefix: e-learning, pre-birth, non-mobile.
        let is_prefix = left.chars().count() <= 3 || left.contains('-');
        !known("") && (is_prefix || !right.starts_with(char::is_lowercase))
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '\'' || c == '’'
}

/// Whether a paragraph stops before its sentence does.
#[must_use]
pub fn is_open(paragraph: &str) -> bool {
    !paragraph.trim_end_matches(['”', '"', ')', '’']).ends_with(['.', '!', '?', ':', ';'])
}

/// Whether `next` goes on with the sentence that `paragraph` left open.
#[must_use]
pub fn continues(paragraph: &str, next: &str) -> bool {
    is_open(paragraph) && next.starts_with(|c: char| c.is_lowercase() || c == '(')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn true_hyphens_stay_and_the_wrappers_go() {
        let words = Words::of("an e-learning course on safeguarding; well-being");
        let joined = |a: &str, b: &str| {
            let mut text = a.to_owned();
            words.join(&mut text, b);
            text
        };
        assert_eq!(joined("the Covid-", "19 pandemic"), "the Covid-19 pandemic");
        assert_eq!(joined("on e-", "learning"), "on e-learning");
        assert_eq!(joined("safe-", "guarding works"), "safeguarding works");
        assert_eq!(joined("well-", "being"), "well-being");
        assert_eq!(joined("chrono-", "logy"), "chronology");
        assert_eq!(joined("seen -", "but"), "seen - but");
        assert_eq!(joined("", "start"), "start");
    }
}
