//! What lies in which text of a document: codings, statements and zones of the present extraction, and what is left
//! behind in an earlier one because its words could not be found in the new text.

use super::{Coding, Document, Id, Project, Statement, ZoneMark, ZoneMarks};
use crate::text::{SourceText, Zone};

impl Project {
    /// Which extraction of a document is read now; 1 for a document that is not known.
    #[must_use]
    pub fn text_version(&self, document: Id<Document>) -> u32 {
        self.documents().row(document).map_or(1, |row| row.record.text_version)
    }

    /// Codings of a document that are not hidden themselves, those of hidden themes included, in order of making.
    pub fn all_codings_in(&self, document: Id<Document>) -> impl Iterator<Item = &Coding> {
        self.coding_ids(document).filter_map(|id| self.codings().get(*id))
    }

    /// Codings that count and lie in the document's present text, in order of making.
    pub fn placed_codings_in(&self, document: Id<Document>) -> impl Iterator<Item = &Coding> {
        let version = self.text_version(document);
        self.codings_in(document).filter(move |c| c.text_version == version)
    }

    /// Codings that count but lie in another extraction than the present one: their words have no place in it, or
    /// nobody has looked for it yet. Their quotes come from the text that they lie in.
    pub fn unplaced_codings(&self, document: Id<Document>) -> impl Iterator<Item = &Coding> {
        let version = self.text_version(document);
        self.codings_in(document).filter(move |c| c.text_version != version)
    }

    /// Whether a coding lies in its document's present text.
    #[must_use]
    pub fn is_placed(&self, coding: &Coding) -> bool {
        coding.text_version == self.text_version(coding.document)
    }

    /// Findings and recommendations of a document, those in its present text first, in text order.
    #[must_use]
    pub fn statements_in(&self, document: Id<Document>) -> Vec<&Statement> {
        let version = self.text_version(document);
        let mut found: Vec<&Statement> = self.statement_ids(document).filter_map(|id| self.statements().get(*id)).collect();
        found.sort_by_key(|s| (s.text_version != version, s.range, s.id));
        found
    }

    /// Zone marks of a document that are not hidden, in the order of steps, whichever text they lie in.
    pub fn zone_marks_in(&self, document: Id<Document>) -> impl Iterator<Item = &ZoneMark> {
        self.zone_mark_ids(document).filter_map(|id| self.zone_marks().get(*id))
    }

    /// The zone marks that count in the document's present text.
    #[must_use]
    pub fn zones_by_hand(&self, document: Id<Document>) -> ZoneMarks {
        self.zones_by_hand_in(document, self.text_version(document))
    }

    /// The zone marks that count in one text of a document, by the number of its extraction.
    #[must_use]
    pub fn zones_by_hand_in(&self, document: Id<Document>, text_version: u32) -> ZoneMarks {
        ZoneMarks::of(self.zone_marks_in(document).filter(|m| m.text_version == text_version))
    }

    /// The zone of each block of the document's present text: as the reader found it, with what people said over it.
    #[must_use]
    pub fn zones_of(&self, document: Id<Document>, source: &SourceText) -> Vec<Option<Zone>> {
        self.zones_by_hand(document).zones(source)
    }
}
