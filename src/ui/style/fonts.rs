//! The voices of the window: sans for the program, serif for documents and people.
//!
//! The files are compiled in, so every computer shows the same letters. A named family exists only from
//! the pass after [`install`]; asking for it earlier stops egui, hence [`ready`].

use super::tokens::Tokens;
use egui::{Context, FontData, FontDefinitions, FontFamily, FontId};
use std::sync::Arc;

/// A voice and its weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    /// The program.
    Ui,
    /// The program, on buttons and names.
    UiMedium,
    /// The program, where it is loud.
    UiSemibold,
    /// Documents and people.
    Read,
    /// Titles of pages, findings.
    ReadSemibold,
    /// Emphasis in documents, notes in the margin.
    ReadItalic,
    /// Signs; see [`super::icons`].
    Icons,
}

impl Face {
    /// Every face.
    pub const ALL: [Self; 7] =
        [Self::Ui, Self::UiMedium, Self::UiSemibold, Self::Read, Self::ReadSemibold, Self::ReadItalic, Self::Icons];

    /// The name egui knows it by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ui => "ui",
            Self::UiMedium => "ui_medium",
            Self::UiSemibold => "ui_semibold",
            Self::Read => "read",
            Self::ReadSemibold => "read_semibold",
            Self::ReadItalic => "read_italic",
            Self::Icons => "icons",
        }
    }

    /// The egui family of this face.
    #[must_use]
    pub fn family(self) -> FontFamily {
        FontFamily::Name(Arc::from(self.name()))
    }

    /// This face at `size` points.
    #[must_use]
    pub fn at(self, size: f32) -> FontId {
        FontId::new(size, self.family())
    }

    const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Ui => include_bytes!("../../../assets/fonts/AtkinsonHyperlegibleNext-Regular.ttf"),
            Self::UiMedium => include_bytes!("../../../assets/fonts/AtkinsonHyperlegibleNext-Medium.ttf"),
            Self::UiSemibold => include_bytes!("../../../assets/fonts/AtkinsonHyperlegibleNext-SemiBold.ttf"),
            Self::Read => include_bytes!("../../../assets/fonts/Literata-Regular.ttf"),
            Self::ReadSemibold => include_bytes!("../../../assets/fonts/Literata-SemiBold.ttf"),
            Self::ReadItalic => include_bytes!("../../../assets/fonts/Literata-Italic.ttf"),
            Self::Icons => include_bytes!("../../../assets/fonts/lucide-subset.ttf"),
        }
    }
}

/// The name of each face's file, as the tokens have it.
#[must_use]
pub fn file_of(face: Face, tokens: &Tokens) -> &str {
    match face {
        Face::Ui => &tokens.fonts.ui,
        Face::UiMedium => &tokens.fonts.ui_medium,
        Face::UiSemibold => &tokens.fonts.ui_semibold,
        Face::Read => &tokens.fonts.read,
        Face::ReadSemibold => &tokens.fonts.read_semibold,
        Face::ReadItalic => &tokens.fonts.read_italic,
        Face::Icons => &tokens.fonts.icons,
    }
}

/// The definitions of all faces; each falls back to the sans, then to the signs.
#[must_use]
pub fn definitions() -> FontDefinitions {
    let mut all = FontDefinitions::empty();
    for face in Face::ALL {
        all.font_data.insert(face.name().to_owned(), Arc::new(FontData::from_static(face.bytes())));
        let mut chain = vec![face.name().to_owned()];
        for fallback in [Face::Ui, Face::Read, Face::Icons] {
            if fallback != face {
                chain.push(fallback.name().to_owned());
            }
        }
        all.families.insert(face.family(), chain);
    }
    let program = || vec![Face::Ui.name().to_owned(), Face::Read.name().to_owned(), Face::Icons.name().to_owned()];
    all.families.insert(FontFamily::Proportional, program());
    all.families.insert(FontFamily::Monospace, program());
    all
}

/// Gives egui the fonts; they count from the next pass, or at once before the first.
pub fn install(ctx: &Context) {
    ctx.set_fonts(definitions());
}

/// Whether the faces may be used in this pass.
#[must_use]
pub fn ready(ctx: &Context) -> bool {
    ctx.fonts(|fonts| fonts.definitions().families.contains_key(&Face::UiSemibold.family()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compiled_in_files_are_those_the_tokens_name() {
        for face in Face::ALL {
            let path = format!("{}/assets/fonts/{}", env!("CARGO_MANIFEST_DIR"), file_of(face, Tokens::embedded()));
            assert_eq!(fs_err::read(&path).unwrap(), face.bytes(), "{path}");
        }
    }
}
