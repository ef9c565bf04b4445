//! Markdown: headings, paragraphs, lists, tables and footnotes, with the marks taken out of the text.
//!
//! Committee papers come as Markdown from converters, which flatten tables into lines with tabs; such lines
//! are read as table rows before the parser sees them. Raw HTML is left out.

use super::{Reader, Refusal, plain};
use crate::text::{BlockKind, SourceBuilder, SourceText};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// The reader of Markdown files.
#[derive(Clone, Copy, Debug, Default)]
pub struct Markdown;

impl Reader for Markdown {
    fn id(&self) -> &'static str {
        "markdown/1"
    }

    fn read(&self, bytes: &[u8], _file_name: &str) -> Result<(SourceText, Option<String>), Refusal> {
        let text = plain::decode(bytes);
        let (settings, text) = front_matter(&text);
        let mut walk = Walk { out: SourceBuilder::new(self.id()), wrapped: plain::is_wrapped(text), ..Walk::default() };
        for (tabbed, part) in parts(text) {
            if tabbed {
                walk.tabbed_table(&part);
            } else {
                let options = Options::ENABLE_TABLES
                    | Options::ENABLE_FOOTNOTES
                    | Options::ENABLE_STRIKETHROUGH
                    | Options::ENABLE_TASKLISTS;
                Parser::new_ext(&part, options).for_each(|event| walk.event(event));
                walk.flush();
            }
        }
        if !walk.out.is_empty() && walk.out.push(BlockKind::Furniture, 0, settings).is_some() {
            walk.out.note("The settings at the top of the file were kept apart from the text.", None);
        }
        walk.warn();
        Ok((walk.out.build(), None))
    }
}

/// Takes off the lines between two rows of dashes at the top, which say things about the text to programs.
fn front_matter(text: &str) -> (&str, &str) {
    let Some((inside, rest)) = text.strip_prefix("---\n").and_then(|t| t.split_once("\n---\n")) else { return ("", text) };
    let setting = |line: &str| line.contains(':') || line.starts_with([' ', '-', '#']) || line.is_empty();
    if inside.lines().all(setting) { (inside, rest) } else { ("", text) }
}

/// Splits a text into runs of lines with tabs between words (flattened tables) and everything else.
fn parts(text: &str) -> Vec<(bool, String)> {
    let mut out: Vec<(bool, String)> = Vec::new();
    let mut fenced = false;
    for line in text.lines() {
        fenced ^= line.trim_start().starts_with("```");
        let tabbed = !fenced && line.trim().contains('\t') && !line.starts_with(['\t', ' ', '-', '*', '>', '|']);
        match out.last_mut().filter(|(was, _)| *was == tabbed) {
            Some((_, part)) => {
                part.push('\n');
                part.push_str(line);
            }
            None => out.push((tabbed, line.to_owned())),
        }
    }
    out
}

#[derive(Default)]
struct Walk {
    out: SourceBuilder,
    /// Line ends inside a paragraph are the wrapper's.
    wrapped: bool,
    text: String,
    kind: Option<(BlockKind, u8)>,
    /// One entry per open list: the next number, or none for bullets.
    lists: Vec<Option<u64>>,
    label: Option<String>,
    footnote: Option<String>,
    cells: Option<Vec<String>>,
    table: u32,
    pictures: usize,
}

impl Walk {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(t) | Event::Code(t) | Event::InlineMath(t) | Event::DisplayMath(t) => self.text.push_str(&t),
            Event::SoftBreak => self.text.push(if self.wrapped { ' ' } else { '\n' }),
            Event::HardBreak => self.text.push('\n'),
            Event::FootnoteReference(_) | Event::Html(_) | Event::InlineHtml(_) | Event::Rule => {}
            Event::TaskListMarker(done) => self.text.push_str(if done { "☒ " } else { "☐ " }),
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => self.open(BlockKind::Heading, depth(*level)),
            Tag::Paragraph | Tag::CodeBlock(_) if self.lists.is_empty() => self.open(BlockKind::Paragraph, 0),
            Tag::List(first) => {
                self.flush();
                self.lists.push(*first);
            }
            Tag::Item => {
                let level = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
                self.open(BlockKind::ListItem, level);
                if let Some(Some(number)) = self.lists.last_mut() {
                    self.label = Some(number.to_string());
                    *number += 1;
                }
            }
            Tag::FootnoteDefinition(name) => {
                self.flush();
                self.footnote = Some(name.to_string());
            }
            Tag::Table(_) => {
                self.flush();
                self.table = self.out.begin_table();
            }
            Tag::TableHead | Tag::TableRow => self.cells = Some(Vec::new()),
            Tag::Image { .. } => self.pictures += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Item => self.flush(),
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.footnote = None;
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.text);
                if let Some(cells) = &mut self.cells {
                    cells.push(cell);
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                if let Some(cells) = self.cells.take() {
                    self.out.push_row(self.table, &cells);
                }
            }
            _ => {}
        }
    }

    fn open(&mut self, kind: BlockKind, level: u8) {
        self.flush();
        self.kind = Some((kind, level));
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let (mut kind, mut level) = self.kind.take().unwrap_or((BlockKind::Paragraph, 0));
        let mut label = self.label.take();
        if let Some(name) = &self.footnote {
            (kind, level, label) = (BlockKind::Footnote, 0, Some(name.clone()));
        }
        if let Some(block) = self.out.push(kind, level, &text) {
            block.label = label;
        }
    }

    /// `Name: A<tab>Name: B` over several lines is a table that a converter flattened.
    fn tabbed_table(&mut self, part: &str) {
        let table = self.out.begin_table();
        for line in part.lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            self.out.push_row(table, &cells);
        }
    }

    fn warn(&mut self) {
        if self.pictures > 0 {
            let what = format!(
                "Pictures without text: {}. What they show, such as a chart or a genogram, cannot be searched.",
                self.pictures
            );
            self.out.warn(what, None);
        }
    }
}

const fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_at_the_top_are_no_text() {
        assert_eq!(front_matter("---\ntitle: A\n---\n# B"), ("title: A", "# B"));
        let ruled = "---\nWords\n---\nMore";
        assert_eq!(front_matter(ruled), ("", ruled));
    }

    #[test]
    fn takes_the_marks_out_and_keeps_the_shape() {
        let text = "# Title\n\nAsked to **NOTE** [the \\(draft\\)](http://x.uk).\n\n1. One\n2. Two\n\nAuthor: A\tDirector: B\n\n\
                    | a | b |\n|---|---|\n| c | d |\n\n[^1]: Note\n";
        let source = Markdown.read(text.as_bytes(), "a.md").expect("reads").0;
        let seen: Vec<_> =
            source.shape.blocks.iter().map(|b| (b.kind.name(), b.label.as_deref().unwrap_or(""), source.block_text(b))).collect();
        assert_eq!(
            seen,
            [
                ("heading", "", "Title"),
                ("paragraph", "", "Asked to NOTE the (draft)."),
                ("list-item", "1", "One"),
                ("list-item", "2", "Two"),
                ("table-row", "", "Author: A\tDirector: B"),
                ("table-row", "", "a\tb"),
                ("table-row", "", "c\td"),
                ("footnote", "1", "Note"),
            ]
        );
    }
}
