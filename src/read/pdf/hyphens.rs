//! Line ends inside a paragraph: a blank, or the end of a word broken with a hyphen.
//!
//! Only evidence of the document itself closes up a hyphen. `Covid-/19` and `e-/learning` in a real report are true
//! hyphens, and files from Word hardly ever break words.

use super::part::Part;
use std::collections::HashSet;

/// First halves that are written with a hyphen.
const PREFIXES: [&str; 27] = [
    "self", "multi", "non", "co", "re", "pre", "post", "well", "cross", "inter", "semi", "long", "short", "half", "ex", "anti",
    "all", "mid", "sub", "one", "two", "three", "four", "high", "low", "full", "part",
];

/// The words of a document, to judge hyphens by.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: HashSet<String>,
    hyphened: HashSet<String>,
    /// Words that this document breaks and also writes in one, against those it writes with a hyphen.
    breaks_words: bool,
}

/// What becomes of a line end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Blank,
    KeepHyphen,
    CloseUp,
}

impl Vocabulary {
    /// Gathers the words of all parts; empty when no line ends in a hyphen.
    pub(super) fn new(parts: &[Part]) -> Self {
        let texts = || parts.iter().flat_map(|p| std::iter::once(&p.text).chain(p.cells.iter().map(|c| &c.text)));
        let mut vocabulary = Self::default();
        if !texts().any(|t| broken(t).next().is_some()) {
            return vocabulary;
        }
        for line in texts().flat_map(|t| t.split('\n')) {
            let mut tokens = line.split(|c: char| !(c.is_alphanumeric() || is_hyphen(c) || c == '\''));
            let last = tokens.next_back().filter(|t| !t.ends_with(is_hyphen));
            for token in tokens.chain(last).filter(|t| !t.is_empty()) {
                let token = token.to_lowercase();
                if token.contains(is_hyphen) {
                    vocabulary.hyphened.insert(token.replace(is_hyphen, "-"));
                } else {
                    vocabulary.words.insert(token);
                }
            }
        }
        let (mut whole, mut hyphened) = (0, 0);
        for (left, right) in texts().flat_map(|t| broken(t)) {
            whole += usize::from(vocabulary.whole(left, right));
            hyphened += usize::from(vocabulary.hyphened(left, right));
        }
        vocabulary.breaks_words = whole >= hyphened;
        vocabulary
    }

    /// Text with its line ends mended.
    pub(super) fn mend(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for line in text.split('\n') {
            let end = if out.is_empty() { End::CloseUp } else { self.end(last_token(&out), first_token(line)) };
            match end {
                End::Blank => out.push(' '),
                End::KeepHyphen => {}
                End::CloseUp => {
                    if out.ends_with(is_hyphen) {
                        out.pop();
                    }
                }
            }
            out.push_str(line);
        }
        // A soft hyphen that is drawn inside a line is a hyphen: Word maps it so.
        out.replace(['\u{ad}', '\u{2010}', '\u{2011}'], "-")
    }

    fn end(&self, left: &str, right: &str) -> End {
        let Some((left, hyphen)) = left.char_indices().next_back().map(|(i, c)| (left.get(..i).unwrap_or_default(), c)) else {
            return End::Blank;
        };
        if !is_hyphen(hyphen) || !left.ends_with(char::is_alphanumeric) || !right.starts_with(char::is_alphanumeric) {
            return End::Blank;
        }
        // "short- and longer-term"
        if matches!(right, "and" | "or" | "to") {
            return End::Blank;
        }
        let small = right.starts_with(char::is_lowercase);
        let short = left.chars().count() < 2 || !left.ends_with(char::is_alphabetic);
        if self.hyphened(left, right) || !small || short {
            return End::KeepHyphen;
        }
        if self.whole(left, right) {
            return End::CloseUp;
        }
        let last = left.rsplit(is_hyphen).next().unwrap_or(left).to_lowercase();
        let both_words = self.words.contains(&last) && self.words.contains(&right.to_lowercase());
        if !self.breaks_words || both_words || PREFIXES.contains(&last.as_str()) { End::KeepHyphen } else { End::CloseUp }
    }

    fn whole(&self, left: &str, right: &str) -> bool {
        let last = left.rsplit(is_hyphen).next().unwrap_or(left);
        self.words.contains(&format!("{last}{right}").to_lowercase())
    }

    fn hyphened(&self, left: &str, right: &str) -> bool {
        self.hyphened.contains(&format!("{left}-{right}").to_lowercase())
    }
}

const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{ad}' | '\u{2010}' | '\u{2011}')
}

fn last_token(text: &str) -> &str {
    let start = text.char_indices().rev().take_while(|(_, c)| c.is_alphanumeric() || is_hyphen(*c)).last();
    start.and_then(|(i, _)| text.get(i..)).unwrap_or_default()
}

fn first_token(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || is_hyphen(c))).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// Both halves of every word that a line end breaks at a hyphen.
fn broken(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split('\n').zip(text.split('\n').skip(1)).filter_map(|(a, b)| {
        let left = last_token(a).strip_suffix(is_hyphen)?;
        let right = first_token(b);
        (!left.is_empty() && !right.is_empty()).then_some((left, right))
    })
}
