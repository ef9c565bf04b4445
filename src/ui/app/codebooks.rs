//! Codebooks into the open deep dive and out of it; memos out of it.

use super::DeepdiveApp;
use super::commands::sentence;
use crate::app::codebook_file::{load_codebook, save_codebook, save_version};
use crate::app::gesture::Gesture;
use crate::app::memo_export::save_memos;
use crate::model::{CodebookVersion, Id};
use crate::ui::widgets::Tone;
use std::path::Path;

impl DeepdiveApp {
    pub(super) fn add_themes_from(&mut self, path: &Path) {
        let book = match load_codebook(path) {
            Ok(book) => book.to_themes(Id::fresh),
            Err(e) => return self.tell(Tone::Caution, sentence(&e.to_string())),
        };
        let Some(dive) = &mut self.dive else { return };
        let before = dive.session.project().themes().len();
        match dive.session.perform(&Gesture::AddThemes(book.clone())) {
            Ok(()) => {
                let added = dive.session.project().themes().len() - before;
                let there = book.len() - added;
                self.tell(Tone::Plain, format!("{added} themes added, {there} were there already"));
                self.told.iter_mut().for_each(|t| t.undo = true);
            }
            Err(e) => self.tell(Tone::Caution, sentence(&e.to_string())),
        }
    }

    pub(super) fn save_codebook(&mut self, path: &Path) {
        let Some(dive) = &self.dive else { return };
        let done = save_codebook(&dive.session, path);
        self.say_saved(path, done);
    }

    pub(super) fn save_version(&mut self, version: Id<CodebookVersion>, path: &Path) {
        let Some(found) = self.dive.as_ref().and_then(|d| d.session.project().codebook_versions().get(version)) else {
            return self.tell(Tone::Plain, "This version was removed since");
        };
        let done = save_version(found, path);
        self.say_saved(path, done);
    }

    /// Saves the memos that the page of memos shows.
    pub(super) fn save_memos(&mut self, path: &Path) {
        let Some(dive) = &self.dive else { return };
        let done = save_memos(&dive.session, self.pages.memos.wanted(), path);
        self.say_saved(path, done);
    }

    fn say_saved<E: std::fmt::Display>(&mut self, path: &Path, done: Result<(), E>) {
        match done {
            Ok(()) => self.tell(Tone::Plain, format!("Saved {}", path.display())),
            Err(e) => self.tell(Tone::Caution, sentence(&e.to_string())),
        }
    }
}
