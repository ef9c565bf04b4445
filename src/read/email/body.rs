//! The words of an e-mail: its plain text, or its web page where that says more.

use crate::read::flow::{Flow, Piece};
use crate::read::plain::PlainText;
use crate::read::{Reader, html};
use crate::text::words_in;
use encoding_rs::UTF_8;
use mail_parser::{Message, PartType};

/// Adds the body; whether a page in it was cut.
pub fn read(mut flow: Flow, message: &Message<'_>) -> (Flow, bool) {
    let mut is_cut = false;
    let parts: Vec<_> = if prefers_page(message) { message.html_bodies().collect() } else { message.text_bodies().collect() };
    for part in parts {
        match &part.body {
            PartType::Html(page) => {
                let cut;
                (flow, cut) = html::read_into(flow, page.as_bytes(), Some(UTF_8));
                is_cut |= cut;
            }
            PartType::Text(text) => plain(&mut flow, text),
            PartType::Binary(_) | PartType::InlineBinary(_) | PartType::Message(_) | PartType::Multipart(_) => {}
        }
    }
    (flow, is_cut)
}

/// Plain text is what the sender's program made for reading; a page is better when it has a shape of its own, or
/// more words.
fn prefers_page(message: &Message<'_>) -> bool {
    let (mut page_words, mut shaped, mut has_page) = (0, false, false);
    for part in message.html_bodies() {
        if let PartType::Html(page) = &part.body {
            let small = page.to_ascii_lowercase();
            has_page = true;
            shaped |= ["<table", "<li", "<h1", "<h2", "<h3", "mso-list"].iter().any(|mark| small.contains(mark));
            page_words += words_in(&mail_parser::decoders::html::html_to_text(page));
        }
    }
    let text_words: usize = message
        .text_bodies()
        .filter_map(|part| match &part.body {
            PartType::Text(text) => Some(words_in(text)),
            _ => None,
        })
        .sum();
    has_page && (shaped || text_words == 0 || text_words * 10 < page_words * 8)
}

/// Plain text; what is quoted from an earlier message keeps one mark before each paragraph.
fn plain(flow: &mut Flow, text: &str) {
    let mut run: (usize, String) = (0, String::new());
    for line in text.lines() {
        let (depth, rest) = unquoted(line);
        if depth != run.0 {
            shaped(flow, &std::mem::replace(&mut run, (depth, String::new())));
        }
        run.1.push_str(rest);
        run.1.push('\n');
    }
    shaped(flow, &run);
}

fn unquoted(line: &str) -> (usize, &str) {
    let (mut depth, mut rest) = (0, line);
    while let Some(after) = rest.strip_prefix('>') {
        depth += 1;
        rest = after.strip_prefix(' ').unwrap_or(after);
    }
    (depth, rest)
}

fn shaped(flow: &mut Flow, (depth, text): &(usize, String)) {
    // Plain text is never refused.
    let Ok((source, _)) = PlainText.read(text.as_bytes(), "") else { return };
    for block in &source.shape.blocks {
        let words = source.block_text(block);
        let text = if *depth > 0 { format!("{} {words}", ">".repeat((*depth).min(9))) } else { words.to_owned() };
        flow.push(&Piece::text(block.kind, block.level, text));
    }
}
