//! The font table and the style sheet.

use super::code_page::CodePage;
use std::collections::BTreeMap;

/// A font.
#[derive(Clone, Debug, Default)]
pub struct Font {
    /// Its name.
    pub name: String,
    /// Its `\fcharset`.
    pub charset: Option<i32>,
    /// Its `\cpg`.
    pub page: Option<i32>,
}

impl Font {
    /// Its code page; none where the document's own holds.
    #[must_use]
    pub fn code_page(&self) -> Option<CodePage> {
        let name = self.name.trim().trim_end_matches(';').to_lowercase();
        if name.starts_with("wingdings") || name == "symbol" || name == "webdings" {
            return Some(CodePage::Symbol);
        }
        self.page.and_then(CodePage::numbered).or_else(|| self.charset.and_then(CodePage::of_charset))
    }
}

/// Fonts and styles by their numbers.
#[derive(Debug, Default)]
pub struct Header {
    /// Fonts.
    pub fonts: BTreeMap<i32, Font>,
    /// Styles.
    pub styles: BTreeMap<i32, Style>,
    /// The font being declared.
    pub font: i32,
    /// The style being declared: none for one of letters or sections.
    pub style: Option<i32>,
}

/// A paragraph style.
#[derive(Clone, Debug, Default)]
pub struct Style {
    name: String,
    /// Outline level, counted from 0.
    pub outline: Option<i32>,
}

impl Style {
    /// The level of headings in this style.
    #[must_use]
    pub fn heading(&self) -> Option<u8> {
        let name = self.name();
        let named = name.strip_prefix("heading ").and_then(|n| n.split(|c: char| !c.is_ascii_digit()).next()?.parse::<u8>().ok());
        let level = match named {
            Some(level) => level,
            None if name == "title" => 1,
            None => u8::try_from(self.outline.filter(|o| (0..=8).contains(o))? + 1).ok()?,
        };
        Some(level.clamp(1, 6))
    }

    /// Lines of a table of contents.
    #[must_use]
    pub fn is_contents(&self) -> bool {
        let name = self.name();
        name.starts_with("toc ") || name.starts_with("contents ") || name == "table of figures"
    }

    /// The line under a picture or over a table.
    #[must_use]
    pub fn is_caption(&self) -> bool {
        self.name() == "caption"
    }

    fn name(&self) -> String {
        self.name.trim().split([';', ',']).next().unwrap_or_default().trim().to_lowercase()
    }
}

/// No font or style has a longer name.
const MAX_NAME: usize = 200;

impl Header {
    /// Adds to the name of the font being declared.
    pub fn name_font(&mut self, text: &str) {
        let name = &mut self.fonts.entry(self.font).or_default().name;
        // A group of fonts without groups of their own ends each by a semicolon.
        if name.len() + text.len() <= MAX_NAME && !name.ends_with(';') {
            name.push_str(text);
        }
    }

    /// Adds to the name of the style being declared.
    pub fn name_style(&mut self, text: &str) {
        let Some(style) = self.style else { return };
        let name = &mut self.styles.entry(style).or_default().name;
        if name.len() + text.len() <= MAX_NAME && !name.ends_with(';') {
            name.push_str(text);
        }
    }
}
