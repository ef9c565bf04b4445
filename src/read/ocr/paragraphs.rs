//! Words to lines and paragraphs, as tesseract parted them, with their places in points.

use super::tsv::Word;
use crate::text::PageBox;
use regex::Regex;
use std::sync::LazyLock;

/// One line of recognised words.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) text: String,
    /// Sum of the words' confidences in percent, and their number.
    pub(super) confidence: (f32, u16),
    /// Points from the top left corner of the page: left, top, right, bottom.
    pub(super) place: [f32; 4],
}

/// Lines that belong together.
#[derive(Clone, Debug)]
pub(super) struct Paragraph {
    pub(super) page: u32,
    pub(super) lines: Vec<Line>,
}

/// How an item of a list or a numbered row starts; tesseract takes such lines as one paragraph.
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static STARTS_ITEM: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^(?:[•‣▪●◦»]|\d{1,2}\.(?:\d{1,2}\.?)* \p{Lu})").unwrap());

/// The paragraphs of a page; those without a letter or digit are specks and rules.
pub(super) fn of(page: u32, words: Vec<Word>, pixels_per_point: f32) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut last = None;
    for word in words {
        let here = (word.paragraph, word.line);
        let place = word.place.map(|pixels| points(pixels, pixels_per_point));
        match (last, paragraphs.last_mut()) {
            (Some(before), Some(paragraph)) if before == here => {
                if let Some(line) = paragraph.lines.last_mut() {
                    line.add(&word, place);
                }
            }
            (Some((before, _)), Some(paragraph)) if before == word.paragraph => paragraph.lines.push(Line::of(&word, place)),
            _ => paragraphs.push(Paragraph { page, lines: vec![Line::of(&word, place)] }),
        }
        last = Some(here);
    }
    let mut paragraphs: Vec<Paragraph> = paragraphs.into_iter().flat_map(Paragraph::items).collect();
    paragraphs.retain(|p| p.lines.iter().any(|l| l.text.chars().any(char::is_alphanumeric)));
    paragraphs
}

fn points(pixels: u32, pixels_per_point: f32) -> f32 {
    pixels as f32 / pixels_per_point
}

impl Line {
    fn of(word: &Word, place: [f32; 4]) -> Self {
        Self { text: word.text.clone(), confidence: (word.confidence, 1), place }
    }

    fn add(&mut self, word: &Word, [left, top, right, bottom]: [f32; 4]) {
        self.text.push(' ');
        self.text.push_str(&word.text);
        self.confidence = (self.confidence.0 + word.confidence, self.confidence.1.saturating_add(1));
        let [l, t, r, b] = self.place;
        self.place = [l.min(left), t.min(top), r.max(right), b.max(bottom)];
    }

    /// Height in points.
    pub(super) fn height(&self) -> f32 {
        let [_, top, _, bottom] = self.place;
        bottom - top
    }
}

impl Paragraph {
    /// Parts a paragraph before each line that starts an item.
    fn items(self) -> Vec<Self> {
        let mut items: Vec<Self> = Vec::new();
        for line in self.lines {
            match items.last_mut() {
                Some(item) if !STARTS_ITEM.is_match(&line.text) => item.lines.push(line),
                Some(_) | None => items.push(Self { page: self.page, lines: vec![line] }),
            }
        }
        items
    }

    /// Sum of the words' confidences in percent, and their number.
    pub(super) fn confidence(&self) -> (f32, u32) {
        self.lines.iter().fold((0.0, 0), |(sum, words), l| (sum + l.confidence.0, words + u32::from(l.confidence.1)))
    }

    /// Where it stands on its page.
    pub(super) fn page_box(&self) -> PageBox {
        let edge = |i: usize, pick: fn(f32, f32) -> f32| {
            self.lines.iter().filter_map(|l| l.place.get(i)).copied().reduce(pick).unwrap_or_default()
        };
        let whole = |points: f32| points as u16;
        PageBox {
            page: self.page,
            left: whole(edge(0, f32::min).floor()),
            top: whole(edge(1, f32::min).floor()),
            right: whole(edge(2, f32::max).ceil()),
            bottom: whole(edge(3, f32::max).ceil()),
        }
    }
}

/// A mean confidence as whole percent; none without words.
pub(super) fn percent((sum, words): (f32, u32)) -> Option<u8> {
    let mean = sum / words as f32;
    (words > 0).then(|| mean.round().clamp(0.0, 100.0) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, paragraph: (u32, u32), line: u32, place: [u32; 4], confidence: f32) -> Word {
        Word { text: text.to_owned(), confidence, paragraph, line, place }
    }

    #[test]
    fn words_become_lines_and_paragraphs_with_their_places() {
        let words = vec![
            word("The", (1, 1), 1, [100, 200, 150, 240], 90.0),
            word("home", (1, 1), 1, [160, 196, 250, 241], 80.0),
            word("visit", (1, 1), 2, [90, 260, 180, 300], 70.0),
            word("|", (2, 1), 1, [0, 0, 2, 900], 20.0),
            word("Next", (3, 1), 1, [100, 400, 180, 440], 60.0),
        ];
        let paragraphs = of(7, words, 2.0);
        assert_eq!(paragraphs.len(), 2, "the rule is no paragraph");
        let lines: Vec<&str> = paragraphs[0].lines.iter().map(|l| l.text.as_str()).collect();
        assert_eq!(lines, ["The home", "visit"]);
        assert_eq!(paragraphs[0].page_box(), PageBox { page: 7, left: 45, top: 98, right: 125, bottom: 150 });
        assert_eq!(percent(paragraphs[0].confidence()), Some(80));
        assert_eq!(percent((0.0, 0)), None);
    }

    #[test]
    fn numbered_lines_and_bullets_are_paragraphs_of_their_own() {
        let lines = ["1. Children who need help", "and protection", "2.1 Adoption", "• seen", "5 June was a Monday", "at 12.30"];
        let words = (1..).zip(lines).flat_map(|(i, l)| l.split(' ').map(move |w| word(w, (1, 1), i, [0, i, 9, i + 9], 90.0)));
        let found = of(1, words.collect(), 1.0);
        let firsts: Vec<&str> = found.iter().map(|p| p.lines[0].text.as_str()).collect();
        assert_eq!(firsts, ["1. Children who need help", "2.1 Adoption", "• seen"]);
        assert_eq!(found[2].lines.len(), 3);
    }
}
