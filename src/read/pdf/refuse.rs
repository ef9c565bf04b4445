//! Why a PDF, or some of its pages, gives no text: one plain sentence each.
//!
//! A page with a picture and a handful of letters (a stamp, a page number) is a scanned page.

use super::glyphs::PageInk;
use crate::read::{Outcome, Pictures, Refusal};
use crate::text::SourceBuilder;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError};

/// A page with fewer letters than this has no text.
const FEWEST_GLYPHS: usize = 10;

/// Pages, counted from 1, that gave no text.
#[derive(Debug, Default)]
pub(super) struct Missing {
    scanned: Vec<u32>,
    garbled: Vec<u32>,
    damaged: Vec<u32>,
    cut_off: bool,
}

/// The refusal of a file that does not open.
///
/// `tried` says whether a password was given.
pub(super) fn unopened(error: &LoadPdfError, tried: bool) -> Refusal {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) if tried => {
            Refusal::new(Outcome::Password, "This password does not open the PDF; check it and try again")
        }
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Refusal::new(
            Outcome::Password,
            "This PDF is locked with a password; give the password when adding it, or save a copy without one and add that",
        ),
        LoadPdfError::Decryption(_) => Refusal::new(
            Outcome::Unsupported,
            "This PDF is encrypted in a way that this program does not know; ask for a copy without protection",
        ),
        LoadPdfError::Invalid => Refusal::new(
            Outcome::Corrupt,
            "This PDF is damaged and cannot be opened; ask for a fresh copy, or open it in a PDF program and save it again",
        ),
    }
}

/// Tells which pages have no text.
///
/// # Errors
/// When no page has any.
pub(super) fn missing(pages: &[PageInk], cut_off: bool) -> Result<Missing, Refusal> {
    let mut missing = Missing { cut_off, ..Missing::default() };
    let mut read = 0;
    for (number, page) in (1..).zip(pages) {
        let letters = page.glyphs.iter().filter(|g| !g.c.is_whitespace()).count();
        if letters >= FEWEST_GLYPHS && (unreadable(page) * 2 > letters || has_no_vowels(page)) {
            missing.garbled.push(number);
        } else if letters < FEWEST_GLYPHS && page.picture > 0.5 {
            missing.scanned.push(number);
        } else if letters > 0 {
            read += 1;
        } else if page.damaged {
            missing.damaged.push(number);
        }
    }
    if read > 0 {
        return Ok(missing);
    }
    if pages.iter().any(|p| p.oversize) {
        let reason = "A page of this PDF holds far more than a page can, so it was not read; ask for a fresh copy";
        return Err(Refusal::new(Outcome::TooBig, reason));
    }
    Err(missing.refusal(pages.len()))
}

/// Letters without a known character, or with one that means nothing outside its font.
fn unreadable(page: &PageInk) -> usize {
    page.glyphs
        .iter()
        .filter(|g| matches!(g.c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\u{1}'..='\u{8}' | '\u{e}'..='\u{1f}'))
        .count()
}

/// Whether the letters of a page make no words: a font that calls T "7" and h "K" gives letters, but hardly a vowel.
///
/// Of 250 pages of reports and handbooks measured, none has fewer than 33 vowels (y counted) in 100 letters.
fn has_no_vowels(page: &PageInk) -> bool {
    let latin = || page.glyphs.iter().map(|g| g.c.to_ascii_lowercase()).filter(char::is_ascii_lowercase);
    let all = page.glyphs.iter().filter(|g| !g.c.is_whitespace()).count();
    let (letters, vowels) = (latin().count(), latin().filter(|c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')).count());
    letters > 150 && letters * 3 > all && vowels * 100 < letters * 20
}

impl Missing {
    fn refusal(&self, pages: usize) -> Refusal {
        if pages == 0 {
            return Refusal::new(Outcome::Corrupt, "This PDF has no pages, so there is nothing to read; ask for a fresh copy");
        }
        if !self.damaged.is_empty() || self.cut_off {
            let reason = "This PDF is damaged, and none of its pages can be read; ask for a fresh copy";
            return Refusal::new(Outcome::Corrupt, reason);
        }
        if self.scanned.is_empty() && self.garbled.is_empty() {
            let reason = "This PDF has no text on any page, only drawings or nothing at all; ask for the original document";
            return Refusal::new(Outcome::Corrupt, reason);
        }
        if self.garbled.len() >= self.scanned.len() {
            let reason = "The letters of this PDF do not say which characters they are, so its text cannot be read; \
                ask for the original document, or print it to a new PDF with text recognition";
            return Refusal::new(Outcome::Garbled, reason);
        }
        let reason = format!(
            "This PDF is a scan: {} are pictures without text; ask for the original document, or run text recognition \
             on it and add the result",
            named(&self.scanned)
        );
        Refusal { pictures: self.pictures(pages), ..Refusal::new(Outcome::Scanned, reason) }
    }

    /// The pages that are pictures, of all `pages`; none when there is no such page.
    pub(super) fn pictures(&self, pages: usize) -> Option<Pictures> {
        let others = Self { scanned: Vec::new(), garbled: self.garbled.clone(), damaged: self.damaged.clone(), ..*self };
        (!self.scanned.is_empty()).then(|| Pictures {
            pages: self.scanned.clone(),
            of_pages: u32::try_from(pages).unwrap_or(u32::MAX),
            besides: others.sentence(),
        })
    }

    /// Warns about each kind of missing page.
    pub(super) fn warn(&self, builder: &mut SourceBuilder) {
        let kinds = [
            (&self.scanned, super::IS_PICTURE),
            (&self.garbled, "has text whose letters cannot be told"),
            (&self.damaged, "is damaged and cannot be read"),
        ];
        for (pages, what) in kinds {
            for page in pages {
                builder.warn(format!("page {page} {what}"), Some(*page));
            }
        }
        if self.cut_off {
            builder.warn("the file ends too early, so that text may be missing", None);
        }
    }

    /// Whether the letters of a page, counted from 1, cannot be told.
    pub(super) fn is_garbled(&self, page: u32) -> bool {
        self.garbled.contains(&page)
    }

    /// Whether a page, counted from 1, gave no text.
    pub(super) fn has(&self, page: u32) -> bool {
        [&self.scanned, &self.garbled, &self.damaged].iter().any(|pages| pages.contains(&page))
    }

    /// What is missing, in one sentence; none when nothing is.
    pub(super) fn sentence(&self) -> Option<String> {
        let kinds = [
            (&self.scanned, "cannot be read because they are pictures without text"),
            (&self.garbled, "cannot be read because their letters do not say which characters they are"),
            (&self.damaged, "cannot be read because they are damaged"),
        ];
        let mut said: Vec<String> =
            kinds.iter().filter(|(pages, _)| !pages.is_empty()).map(|(pages, why)| told(pages, why)).collect();
        if said.is_empty() && !self.cut_off {
            return None;
        }
        if self.cut_off {
            said.push("the file ends too early, so that text may be missing".to_owned());
        }
        Some(format!("{}; the rest was read", capital(&said.join(", and "))))
    }
}

fn told(pages: &[u32], why: &str) -> String {
    let why = if pages.len() == 1 {
        why.replace("they are pictures", "it is a picture").replace("they are", "it is").replace("their", "its")
    } else {
        why.to_owned()
    };
    format!("{} {why}", named(pages))
}

/// "pages 2–4 and 7".
pub(in crate::read) fn named(pages: &[u32]) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for page in pages {
        match ranges.last_mut() {
            Some((_, to)) if *to + 1 == *page => *to = *page,
            _ => ranges.push((*page, *page)),
        }
    }
    let said: Vec<String> = ranges.iter().map(|(a, b)| if a == b { a.to_string() } else { format!("{a}–{b}") }).collect();
    let word = if pages.len() == 1 { "page" } else { "pages" };
    match said.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{word} {} and {last}", rest.join(", ")),
        _ => format!("{word} {}", said.concat()),
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
