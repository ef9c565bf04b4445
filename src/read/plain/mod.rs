//! Plain text: the encoding is told, hard-wrapped lines become paragraphs again, shapes become headings.
//!
//! Text of this kind is often what another program drew out of a PDF, so page breaks, footers and bullets
//! survive in odd forms; see `lines` and `shape`. No page numbers are given unless the text has form feeds: a
//! count of surviving page breaks would be wrong as soon as one page held only a picture.

mod join;
mod lines;
mod shape;

use super::{Reader, Refusal};
use crate::text::{BlockKind, SourceBuilder, SourceText};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

pub(super) use lines::is_wrapped;

/// The reader of plain text files.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlainText;

impl Reader for PlainText {
    fn id(&self) -> &'static str {
        "text/1"
    }

    fn read(&self, bytes: &[u8], _file_name: &str) -> Result<(SourceText, Option<String>), Refusal> {
        let text = decode(bytes);
        let mut out = SourceBuilder::new(self.id());
        let has_pages = text.contains('\u{c}');
        let mut pages = 1;
        for block in shape::blocks(&text) {
            pages = pages.max(block.page);
            if has_pages {
                out.set_page(Some(block.page));
            }
            let level = if block.kind == BlockKind::ListItem { 1 } else { block.level };
            out.push(block.kind, level, &block.text);
        }
        if has_pages {
            out.set_pages(pages);
        }
        Ok((out.build(), None))
    }
}

/// Text of a file without a declared encoding: UTF-8, UTF-16 with or without its mark, otherwise Windows-1252.
#[must_use]
pub fn decode(bytes: &[u8]) -> String {
    let encoding = match bytes {
        [0xff, 0xfe, ..] => UTF_16LE,
        [0xfe, 0xff, ..] => UTF_16BE,
        _ => match unmarked_wide(bytes) {
            Some(wide) => wide,
            None if std::str::from_utf8(bytes).is_ok() => UTF_8,
            None => WINDOWS_1252,
        },
    };
    encoding.decode(bytes).0.replace("\r\n", "\n").replace('\r', "\n")
}

/// Whether every letter takes two bytes.
#[must_use]
pub fn is_wide(bytes: &[u8]) -> bool {
    matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) || unmarked_wide(bytes).is_some()
}

/// UTF-16 without its mark: in western text every second byte is zero, and no other.
fn unmarked_wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4096) & !1)?;
    let (mut even, mut odd) = (0, 0);
    for pair in head.chunks_exact(2) {
        if let [first, second] = pair {
            even += usize::from(*first == 0);
            odd += usize::from(*second == 0);
        }
    }
    let units = head.len() / 2;
    let mostly = |zeros: usize, others: usize| zeros * 10 >= units * 7 && others == 0 && units > 1;
    match () {
        () if mostly(odd, even) => Some(UTF_16LE),
        () if mostly(even, odd) => Some(UTF_16BE),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_encoding() {
        assert_eq!(decode(b"caf\xe9 \x93no\x94"), "café “no”");
        assert_eq!(decode(b"\xff\xfe\xe9\0\r\0\n\0"), "é\n");
        assert_eq!(decode("\u{feff}é\r".as_bytes()), "é\n");
        assert_eq!(decode(b"N\0o\0t\0 \0\xe9\0"), "Not é");
        assert_eq!(decode(b"\0N\0o\0t\0e"), "Note");
    }

    fn read(text: &str) -> SourceText {
        PlainText.read(text.as_bytes(), "a.txt").expect("reads").0
    }

    #[test]
    fn what_repeats_at_the_edges_of_pages_is_furniture() {
        let page = |n: u32| {
            format!("Baby E and F, May 2019, Page {n} of 12\n\nWords of page {n}, which differ: {}.\n", "x".repeat(n as usize))
        };
        let text = [page(1), page(2), page(3)].join("\u{c}");
        let kinds: Vec<BlockKind> = read(&text).shape.blocks.iter().map(|b| b.kind).collect();
        assert_eq!(kinds, [BlockKind::Furniture, BlockKind::Paragraph].repeat(3));
    }

    #[test]
    fn form_feeds_are_pages() {
        let source = read("One page.\n\u{c}Another page.\n");
        assert_eq!(source.shape.pages, 2);
        assert_eq!(source.shape.blocks.iter().map(|b| b.page).collect::<Vec<_>>(), [Some(1), Some(2)]);
    }
}
