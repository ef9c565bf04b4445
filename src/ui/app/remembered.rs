//! What the window remembers of an open deep dive on this computer: where documents were left, and the quick themes.

use super::DeepdiveApp;
use crate::app::settings::{DiveMemory, QuickThemes, RoundChoice};

/// So many queries are remembered.
const MOST_ASKED: usize = 30;

impl DeepdiveApp {
    fn memory(&mut self) -> Option<&mut DiveMemory> {
        let id = self.dive.as_ref()?.session.folder().manifest().id;
        Some(self.settings.dives.entry(id).or_default())
    }

    /// Gives the reading page what it was left with.
    pub(super) fn recall_places(&mut self) {
        let known = self.memory().cloned().unwrap_or_default();
        self.pages.reading.set_places(known.left_at, known.last_read);
    }

    /// Keeps where each document is now; nothing is written when nothing moved.
    pub(super) fn keep_places(&mut self) {
        let (left_at, last_read) = self.pages.reading.places();
        let Some(known) = self.memory() else { return };
        if known.left_at != left_at || known.last_read != last_read {
            (known.left_at, known.last_read) = (left_at, last_read);
            self.save_settings();
        }
    }

    /// Keeps a query that was asked, latest first.
    pub(super) fn note_query(&mut self, words: &str) {
        let Some(known) = self.memory() else { return };
        known.asked.retain(|earlier| earlier != words);
        known.asked.insert(0, words.to_owned());
        known.asked.truncate(MOST_ASKED);
        self.save_settings();
    }

    /// Keeps within which round of study pages work.
    pub(super) fn choose_round(&mut self, choice: RoundChoice) {
        if let Some(known) = self.memory() {
            known.round = choice;
            self.save_settings();
        }
    }

    pub(super) fn set_quick(&mut self, quick: QuickThemes) {
        if let Some(known) = self.memory() {
            known.quick = Some(quick);
            self.save_settings();
        }
    }
}
