//! Where each line of the list of memos begins.
//!
//! A line that is not chosen shows at most three rows of its text, from where the first found word stands. The chosen
//! one is as high as its fields were in the frame before.

use crate::app::memo_search::Found;
use crate::model::{Id, Memo, Project};
use crate::ui::style::{Face, Style};
use crate::ui::widgets::Pen;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Galley, Ui};
use std::ops::Range;
use std::sync::Arc;

/// Rows of a text at most.
const ROWS: usize = 3;
/// Bytes of a text that are laid out at most: more than three rows hold.
const BYTES: usize = 900;
/// Bytes before the first found word from which the start of a text is left out, and how much stays before it.
const FAR: usize = 200;
const BEFORE: usize = 60;

/// The part of a text that a line shows, and where the found words stand in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) text: String,
    pub(super) marks: Vec<Range<usize>>,
}

impl Excerpt {
    /// The start of a text, or the part around the first found word; line ends become blanks.
    pub(super) fn of(text: &str, marks: &[Range<usize>]) -> Self {
        let first = marks.first().map_or(0, |mark| mark.start);
        let start = if first > FAR { word_start(text, first - BEFORE) } else { 0 };
        let end = text.char_indices().map(|(at, _)| at).find(|at| *at >= start + BYTES).unwrap_or(text.len());
        let lead = if start > 0 { "… " } else { "" };
        let body = text.get(start..end).unwrap_or_default().replace(['\n', '\t'], " ");
        let more = if end < text.len() { "…" } else { "" };
        let moved = |mark: &Range<usize>| mark.start - start + lead.len()..mark.end - start + lead.len();
        let inside = |mark: &&Range<usize>| mark.start >= start && mark.end <= end;
        Self { text: format!("{lead}{body}{more}"), marks: marks.iter().filter(inside).map(moved).collect() }
    }
}

/// The start of the first word at or after a byte.
fn word_start(text: &str, from: usize) -> usize {
    let at = text.char_indices().skip_while(|(at, _)| *at < from).find(|(_, c)| c.is_whitespace());
    at.map_or(0, |(at, blank)| at + blank.len_utf8())
}

/// Lays an excerpt out.
pub(super) fn layout(ui: &Ui, text: &str, width: f32) -> Arc<Galley> {
    let style = Style::of(ui);
    let format = TextFormat {
        font_id: Face::Ui.at(style.tokens.type_scale.body),
        color: style.ink,
        line_height: Some(style.tokens.line_height.body),
        ..TextFormat::default()
    };
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap = TextWrapping { max_width: width, max_rows: ROWS, break_anywhere: false, overflow_character: Some('…') };
    Pen::new(ui).painter.layout_job(job)
}

/// Between the edge of a line and what stands in it.
pub(super) fn padding(style: &Style) -> f32 {
    style.space(2)
}

/// What the tops were made from.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Key {
    found: u64,
    width: f32,
}

/// The tops of all lines.
#[derive(Debug, Default)]
pub(super) struct Lines {
    key: Option<Key>,
    excerpts: Vec<Excerpt>,
    heights: Vec<f32>,
    /// The chosen line, and how high it was when it was last drawn.
    chosen: Option<(Id<Memo>, f32)>,
    tops: Vec<f32>,
}

impl Lines {
    /// Makes the tops anew where something they depend on is another; `number` tells one list of found memos from another.
    pub(super) fn place(&mut self, ui: &Ui, project: &Project, (number, found): (u64, &[Found]), width: f32, at: Option<usize>) {
        let key = Key { found: number, width };
        if self.key != Some(key) {
            self.key = Some(key);
            let text = |one: &Found| project.memos().get(one.memo).map(|memo| memo.text.as_str()).unwrap_or_default();
            self.excerpts = found.iter().map(|one| Excerpt::of(text(one), &one.marks)).collect();
            self.heights = found.iter().zip(&self.excerpts).map(|(one, part)| height(ui, project, one, part, width)).collect();
        }
        let chosen = at.and_then(|at| found.get(at)).map(|one| one.memo);
        let mut top = 0.0;
        self.tops = vec![top];
        for (one, usual) in found.iter().zip(&self.heights) {
            let own = self.chosen.filter(|(memo, _)| Some(one.memo) == chosen && *memo == one.memo).map(|(_, height)| height);
            top += own.unwrap_or(*usual);
            self.tops.push(top);
        }
    }

    pub(super) fn tops(&self) -> &[f32] {
        &self.tops
    }

    pub(super) fn excerpt(&self, index: usize) -> Option<&Excerpt> {
        self.excerpts.get(index)
    }

    /// Notes how high the chosen line turned out to be; says whether that is news.
    pub(super) fn set_chosen(&mut self, memo: Id<Memo>, height: f32) -> bool {
        let is_news = self.chosen.is_none_or(|(before, known)| before != memo || (known - height).abs() > 0.5);
        self.chosen = Some((memo, height));
        is_news
    }
}

/// Head, text, and a note where there is something to note.
fn height(ui: &Ui, project: &Project, one: &Found, part: &Excerpt, width: f32) -> f32 {
    let style = Style::of(ui);
    let text = layout(ui, &part.text, width - padding(&style) * 2.0).size().y;
    let has_links = project.memos().get(one.memo).is_some_and(|memo| !memo.links.is_empty());
    let note = if has_links || one.gone.is_some() { style.tokens.line_height.small } else { 0.0 };
    (style.tokens.size.row_dense + text + note + style.space(2) + style.space(1)).ceil()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_begins_near_the_first_found_word() {
        let text = format!("{} the father was not asked.", "one two ".repeat(60));
        let at = text.find("father").expect("there");
        let part = Excerpt::of(&text, std::slice::from_ref(&(at..at + 6)));
        assert!(part.text.starts_with("… ") && part.text.len() < 120, "{}", part.text);
        assert_eq!(part.marks.iter().map(|m| &part.text[m.clone()]).collect::<Vec<_>>(), ["father"]);
        let short = Excerpt::of("a\nfather", std::slice::from_ref(&(2..8)));
        assert_eq!((short.text.as_str(), &short.text[short.marks[0].clone()]), ("a father", "father"));
        let long = Excerpt::of(&"é".repeat(2000), &[]);
        assert!(long.text.ends_with('…') && long.text.len() < 1000);
    }
}
