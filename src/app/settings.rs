//! What the program remembers between runs: who is coding, how it looks, and which deep dives were open.
//!
//! Lost or damaged settings are never an error: the program starts with the ordinary ones.

use crate::model::{Analyst, DeepDive, Document, Id, Theme};
use crate::store::durable;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Appearance {
    /// As the system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// A deep dive that was open before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    /// Its folder.
    pub path: PathBuf,
    /// Its title.
    pub title: String,
    /// When it was last opened.
    pub opened: Timestamp,
    /// How many cases, documents and codings it had then.
    pub counts: (usize, usize, usize),
}

/// How the reading page shows a text, beside the size of its letters.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reading {
    /// Width of the text, as a share of the usual measure, 0.7 to 1.6.
    pub width: f32,
    /// Everything but the lines around the caret is dimmed.
    pub line_focus: bool,
    /// A selection made with the mouse grows to whole words.
    pub whole_words: bool,
    /// Page headers and footers are shown.
    pub furniture: bool,
}

impl Default for Reading {
    fn default() -> Self {
        Self { width: 1.0, line_focus: false, whole_words: false, furniture: false }
    }
}

impl Reading {
    /// The same with its width brought between 0.7 and 1.6.
    #[must_use]
    pub fn bounded(self) -> Self {
        Self { width: if self.width.is_finite() { self.width.clamp(0.7, 1.6) } else { 1.0 }, ..self }
    }
}

/// Themes on the keys 1 to 9 and 0, in this order.
pub type QuickThemes = [Option<Id<Theme>>; 10];

/// What the program remembers of one deep dive, for one person on this computer; none of it is part of the deep dive.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DiveMemory {
    /// Themes on the number keys, once somebody chose them.
    pub quick: Option<QuickThemes>,
    /// Where each document was left, as a byte of its text.
    pub left_at: BTreeMap<Id<Document>, usize>,
    /// The document that was read last.
    pub last_read: Option<Id<Document>>,
    /// Queries asked, latest first.
    pub asked: Vec<String>,
    /// The round of study within which pages work.
    pub round: RoundChoice,
}

/// Within which round of study pages work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RoundChoice {
    /// The one made last; every case where there is none.
    #[default]
    Latest,
    /// Every case of the project, by the codebook as it stands.
    AllCases,
    /// One round.
    One(Id<DeepDive>),
}

/// What the program remembers between runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Who is coding on this computer; no name before the first deep dive.
    pub analyst: Analyst,
    /// Light or dark.
    pub appearance: Appearance,
    /// Zoom of the whole window, 1.0 to 3.0.
    pub zoom: f32,
    /// Size of the reading text in points, 13 to 28.
    pub reading_size: f32,
    /// How the reading page shows a text.
    pub reading: Reading,
    /// No motion.
    pub reduced_motion: bool,
    /// Draw with `wgpu` instead of OpenGL.
    pub wgpu: bool,
    /// Keys that differ from the usual ones, by the name of the command; `Keymap` reads them.
    pub keys: BTreeMap<String, String>,
    /// Hints that were put away for good, by their names.
    pub hints_seen: BTreeSet<String>,
    /// Latest first.
    pub recent: Vec<Recent>,
    /// By id of the deep dive.
    pub dives: BTreeMap<Uuid, DiveMemory>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            analyst: Analyst::default(),
            appearance: Appearance::System,
            zoom: 1.0,
            reading_size: 16.5,
            reading: Reading::default(),
            reduced_motion: false,
            wgpu: false,
            keys: BTreeMap::new(),
            hints_seen: BTreeSet::new(),
            recent: Vec::new(),
            dives: BTreeMap::new(),
        }
    }
}

impl Settings {
    const KEPT: usize = 12;

    /// Reads the settings, or starts with the ordinary ones.
    #[must_use]
    pub fn load(folder: &Path) -> Self {
        let read = fs_err::read(folder.join("settings.ron")).ok();
        let mut settings: Self = read.and_then(|bytes| ron::de::from_bytes(&bytes).ok()).unwrap_or_default();
        settings.zoom = if settings.zoom.is_finite() { settings.zoom.clamp(1.0, 3.0) } else { 1.0 };
        settings.reading_size = if settings.reading_size.is_finite() { settings.reading_size.clamp(13.0, 28.0) } else { 16.5 };
        settings.reading = settings.reading.bounded();
        settings
    }

    /// Saves the settings.
    ///
    /// # Errors
    /// As the system says; the older settings are then untouched.
    pub fn save(&self, folder: &Path) -> std::io::Result<()> {
        let text =
            ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::new().new_line("\n")).map_err(std::io::Error::other)?;
        durable::save(&folder.join("settings.ron"), text.as_bytes())
    }

    /// Notes that a deep dive was opened.
    pub fn note_recent(&mut self, recent: Recent) {
        self.recent.retain(|r| r.path != recent.path);
        self.recent.insert(0, recent);
        self.recent.truncate(Self::KEPT);
    }

    /// The analyst, or the name of the system's user where none was given yet.
    #[must_use]
    pub fn analyst_or_user(&self) -> Analyst {
        if !self.analyst.name.is_empty() {
            return self.analyst.clone();
        }
        let user = ["USERNAME", "USER", "LOGNAME"].iter().find_map(|key| std::env::var(key).ok()).filter(|n| !n.is_empty());
        Analyst::named(user.as_deref().unwrap_or("Analyst"))
    }
}
