//! Zones by hand: what people say of the part of the review to which a run of blocks belongs.
//!
//! The reader's own guess stays in the stored shape; a mark only lies over it. Where marks overlap, the one that comes
//! later in the order of steps stands. That order is the same on every computer, and no clock decides it.

use super::coding::{first_text, is_first_text};
use super::{Document, Id, Record};
use crate::text::{QuoteHash, SourceText, TextRange, Zone};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::mem::replace;

/// What a mark says of its blocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ZoneChoice {
    /// As the reader found it: an earlier mark no longer counts here.
    #[default]
    AsFound,
    /// No part of the review in particular.
    NoPart,
    /// One part.
    Part(Zone),
}

impl fmt::Display for ZoneChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AsFound => f.write_str("as found"),
            Self::NoPart => f.write_str("no part"),
            Self::Part(zone) => zone.fmt(f),
        }
    }
}

/// A run of blocks with what a person says of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ZoneMark {
    /// Its id.
    pub id: Id<Self>,
    /// The document.
    pub document: Id<Document>,
    /// Which extraction `range` lies in, from 1.
    #[serde(default = "first_text", skip_serializing_if = "is_first_text")]
    pub text_version: u32,
    /// From the start of the first block to the end of the last.
    pub range: TextRange,
    /// What is said.
    pub zone: ZoneChoice,
}

/// One field of a zone mark.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ZoneMarkField {
    /// Where it lies, with the extraction it lies in.
    Place(TextRange, u32),
    /// What is said.
    Zone(ZoneChoice),
}

impl Record for ZoneMark {
    type Field = ZoneMarkField;
    const NAME: &'static str = "zone";

    fn id(&self) -> Id<Self> {
        self.id
    }

    fn set(&mut self, field: ZoneMarkField) -> ZoneMarkField {
        match field {
            ZoneMarkField::Place(range, version) => {
                ZoneMarkField::Place(replace(&mut self.range, range), replace(&mut self.text_version, version))
            }
            ZoneMarkField::Zone(v) => ZoneMarkField::Zone(replace(&mut self.zone, v)),
        }
    }

    fn key(field: &ZoneMarkField) -> Cow<'static, str> {
        match field {
            ZoneMarkField::Place(..) => "passage",
            ZoneMarkField::Zone(_) => "zone",
        }
        .into()
    }
}

/// The marks that count in one text, in the order in which they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ZoneMarks(Vec<(TextRange, ZoneChoice)>);

impl ZoneMarks {
    /// Takes marks in the order of steps.
    pub(super) fn of<'a>(marks: impl Iterator<Item = &'a ZoneMark>) -> Self {
        Self(marks.map(|mark| (mark.range, mark.zone)).collect())
    }

    /// These marks with one more that lies over them.
    #[must_use]
    pub fn with(&self, range: TextRange, zone: ZoneChoice) -> Self {
        Self(self.0.iter().copied().chain([(range, zone)]).collect())
    }

    /// Whether nobody has said anything.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A short hash by which to notice that zones changed; none where nobody has said anything.
    #[must_use]
    pub fn digest(&self) -> Option<QuoteHash> {
        (!self.0.is_empty()).then(|| QuoteHash::of(&format!("{:?}", self.0)))
    }

    /// The zone of each block of the text that the marks lie in.
    #[must_use]
    pub fn zones(&self, source: &SourceText) -> Vec<Option<Zone>> {
        let blocks = &source.shape.blocks;
        let mut zones: Vec<Option<Zone>> = blocks.iter().map(|b| b.zone).collect();
        for (range, choice) in &self.0 {
            let first = blocks.partition_point(|b| b.range.end() <= range.start());
            for (zone, block) in zones.iter_mut().zip(blocks).skip(first).take_while(|(_, b)| b.range.start() < range.end()) {
                *zone = match choice {
                    ZoneChoice::AsFound => block.zone,
                    ZoneChoice::NoPart => None,
                    ZoneChoice::Part(part) => Some(*part),
                };
            }
        }
        zones
    }

    /// The text with its zones as people see them.
    #[must_use]
    pub fn applied(&self, source: &SourceText) -> SourceText {
        let mut zoned = source.clone();
        for (block, zone) in zoned.shape.blocks.iter_mut().zip(self.zones(source)) {
            block.zone = zone;
        }
        zoned
    }
}
