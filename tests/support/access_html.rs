//! An access check of pages: language, landmarks, headings, tables, pictures, and that nothing comes from elsewhere.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::RefCell;

/// Elements that have no end.
const VOID: [&str; 4] = ["meta", "br", "link", "img"];

/// A start, an end or words.
pub enum Piece {
    /// A start tag with its attributes.
    Start(String, Vec<(String, String)>),
    /// An end tag.
    End(String),
    /// Words.
    Words(String),
}

impl Piece {
    fn is_start(&self, wanted: &str) -> bool {
        matches!(self, Self::Start(name, _) if name == wanted)
    }

    fn get(&self, wanted: &str) -> Option<&str> {
        let Self::Start(_, attributes) = self else { return None };
        attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }
}

#[derive(Default)]
struct Pieces(RefCell<Vec<Piece>>);

impl TokenSink for Pieces {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut pieces = self.0.borrow_mut();
        match token {
            Token::TagToken(Tag { kind, name, self_closing, attrs, .. }) => {
                let attributes = attrs.iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
                match kind {
                    TagKind::StartTag => pieces.push(Piece::Start(name.to_string(), attributes)),
                    TagKind::EndTag => pieces.push(Piece::End(name.to_string())),
                }
                if self_closing || (kind == TagKind::StartTag && VOID.contains(&&*name)) {
                    pieces.push(Piece::End(name.to_string()));
                }
                if kind == TagKind::StartTag && &*name == "style" {
                    return TokenSinkResult::RawData(RawKind::Rawtext);
                }
            }
            Token::CharacterTokens(words) => pieces.push(Piece::Words(words.to_string())),
            Token::ParseError(error) => panic!("{error}"),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// A page in pieces.
pub fn pieces(page: &str) -> Vec<Piece> {
    let tokenizer = Tokenizer::new(Pieces::default(), TokenizerOpts { exact_errors: true, ..TokenizerOpts::default() });
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(page));
    // It stops where the page states its encoding, and goes on when asked again.
    while !queue.is_empty() {
        let _stopped = tokenizer.feed(&queue);
    }
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

/// Faults of a page.
pub fn faults(page: &str, marking: &str) -> Vec<String> {
    let pieces = pieces(page);
    let mut faults = nesting(&pieces);
    let count = |name: &str| pieces.iter().filter(|p| p.is_start(name)).count();
    if pieces.iter().find(|p| p.is_start("html")).and_then(|p| p.get("lang")) != Some("en-GB") {
        faults.push("the language is not set".to_owned());
    }
    for name in ["h1", "main", "title"] {
        let shown = if name == "title" {
            pieces.iter().filter(|p| p.is_start(name) && p.get("id").is_none()).count()
        } else {
            count(name)
        };
        if shown != 1 {
            faults.push(format!("{shown} of {name}"));
        }
    }
    if count("header") == 0 || pieces.iter().find(|p| p.is_start("a")).and_then(|p| p.get("class")) != Some("skip") {
        faults.push("a header or the link past it is missing".to_owned());
    }
    if page.matches(&marking.replace('&', "&amp;")).count() < 3 {
        faults.push("the marking is not above, below and in the title".to_owned());
    }
    headings(&pieces, &mut faults);
    tables(&pieces, &mut faults);
    pictures_and_links(&pieces, &mut faults);
    for foreign in ["<script", "src=", "@import", "url(http", "href=\"http"] {
        if page.contains(foreign) {
            faults.push(format!("“{foreign}” leads out of the page"));
        }
    }
    faults
}

fn nesting(pieces: &[Piece]) -> Vec<String> {
    let (mut open, mut faults): (Vec<&str>, Vec<String>) = (Vec::new(), Vec::new());
    for piece in pieces {
        match piece {
            Piece::Start(name, _) => open.push(name),
            Piece::End(name) => {
                if open.pop() != Some(name.as_str()) {
                    faults.push(format!("{name} ends where it is not open"));
                }
            }
            Piece::Words(_) => {}
        }
    }
    faults.extend(open.iter().map(|name| format!("{name} does not end")));
    faults
}

fn headings(pieces: &[Piece], faults: &mut Vec<String>) {
    let mut before = 0;
    for piece in pieces {
        let Piece::Start(name, _) = piece else { continue };
        let Some(level) = name.strip_prefix('h').and_then(|n| n.parse::<u32>().ok()) else { continue };
        if level > before + 1 {
            faults.push(format!("h{level} follows h{before}"));
        }
        before = level;
    }
}

fn tables(pieces: &[Piece], faults: &mut Vec<String>) {
    for (number, table) in (1..).zip(pieces.split(|p| p.is_start("table")).skip(1)) {
        let end = table.iter().position(|p| matches!(p, Piece::End(n) if n == "table")).unwrap_or(table.len());
        let table = &table[..end];
        let starts: Vec<&Piece> = table.iter().filter(|p| matches!(p, Piece::Start(..))).collect();
        if !starts.first().is_some_and(|p| p.is_start("caption")) || !starts.iter().any(|p| p.is_start("thead")) {
            faults.push(format!("table {number} has no caption or head"));
        }
        if starts.iter().any(|p| p.is_start("th") && p.get("scope").is_none()) {
            faults.push(format!("table {number} has a header without scope"));
        }
        for (row, next) in starts.iter().zip(starts.iter().skip(1)) {
            if row.is_start("tr") && !next.is_start("th") {
                faults.push(format!("table {number} has a row without a header"));
            }
        }
        let lengths: Vec<usize> = starts
            .split(|p| p.is_start("tr"))
            .skip(1)
            .map(|row| row.iter().filter(|p| p.is_start("th") || p.is_start("td")).count())
            .collect();
        if lengths.iter().any(|l| Some(l) != lengths.first()) {
            faults.push(format!("table {number} has rows of unequal length"));
        }
    }
}

fn pictures_and_links(pieces: &[Piece], faults: &mut Vec<String>) {
    let mut ids: Vec<&str> = pieces.iter().filter_map(|p| p.get("id")).collect();
    let is_there = |id: &str| ids.contains(&id);
    for piece in pieces {
        let named = piece.get("aria-labelledby").unwrap_or_default();
        if piece.is_start("svg") && (piece.get("role") != Some("img") || named.split(' ').count() < 2) {
            faults.push("a picture has no role, name or description".to_owned());
        }
        let target = piece.get("href").and_then(|h| h.strip_prefix('#')).unwrap_or_default();
        for id in named.split(' ').chain([target]).filter(|id| !id.is_empty() && !is_there(id)) {
            faults.push(format!("{id} is named and not there"));
        }
    }
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    if ids.len() != count {
        faults.push("two places have one name".to_owned());
    }
}
