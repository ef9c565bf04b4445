//! How many cases support a finding and how strong that makes it, as it may be printed.
//!
//! Where the number is hidden its strength is too: by the rules of strength a level alone can give the number away.

use super::door::{Cases, Door, HIDDEN};
use super::study::{Found, Study};
use super::words::stopped;
use crate::disclose::{About, Said};

/// What may be said of how far a finding is supported.
pub(super) struct Standing {
    /// "6 of 9 cases".
    pub(super) cases: Cases,
    /// "Strong", or `[c]`.
    pub(super) level: String,
    /// "Strong: 6 of 9 cases, three agencies.", or what may be said instead.
    pub(super) sentence: String,
}

impl Standing {
    pub(super) fn of(_: &Study<'_>, door: &Door, found: &Found<'_>) -> Self {
        let evidence = &found.evidence;
        let cases = door.case_count(&format!("{}, cases for", found.title()), evidence.cases_for(), evidence.counted);
        let level = evidence.strength.level;
        if cases.n.is_none() {
            let why = format!("{}: its strength is not printed, since the number of cases could be told from it.", found.title());
            door.tell(Said::new(About::Count, why));
            let sentence = format!("Found in {}.", cases.sentence());
            return Self { cases, level: HIDDEN.to_owned(), sentence };
        }
        let sentence = if door.shows_cases() && !evidence.strength.why.is_empty() {
            stopped(&format!("{level}: {}", evidence.strength.why))
        } else {
            format!("{level}.")
        };
        Self { cases, level: level.to_string(), sentence }
    }
}
