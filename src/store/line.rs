//! One line of a journal: a step in RON, chained to the line before it.
//!
//! ```text
//! (format:2,project:"0192…",writer:"mk-7f3a",analyst:(name:"M. Khan",initials:"MK"),generation:0)
//! (after:"9f86d081",clock:1,seq:1,at:"2026-03-02T09:12:44Z",did:"Add a theme",changes:[Theme(Add((…)))])
//! ```
//! The writer of a step is the journal's, so a line does not repeat it.

use crate::model::{Analyst, Change, Step, WriterId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use uuid::Uuid;

/// The version of the storage format that this program writes; it reads this one and older ones.
///
/// 1: the first. 2: zones by hand, particulars, findings and recommendations, and texts read again. 3: memos of four kinds,
/// codebook versions, saved queries, the lexicon, rejections. 4: rounds of study with findings and recommendations, summaries
/// with links, saved matrices.
pub const FORMAT: u32 = 4;

/// The first line of a journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Storage format.
    pub format: u32,
    /// The project it belongs to.
    pub project: Uuid,
    /// Whose journal it is.
    pub writer: WriterId,
    /// The person.
    pub analyst: Analyst,
    /// Raised when a lawful erasure rewrites the journal; the higher one is the truth.
    pub generation: u32,
}

#[derive(Serialize, Deserialize)]
struct Line<C> {
    after: String,
    clock: u64,
    seq: u64,
    at: Timestamp,
    did: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    undoes: Option<u64>,
    changes: C,
}

/// A line that was read, with the hash it claims of the line before.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadLine {
    /// The step.
    pub step: Step,
    /// Hash of the line before, as written.
    pub after: String,
}

/// Short hash of a line without its line end: the first 4 bytes of its SHA-256 as 8 hexadecimal digits.
#[must_use]
pub fn line_hash(line: &[u8]) -> String {
    let mut hex = String::with_capacity(8);
    for byte in Sha256::digest(line).into_iter().take(4) {
        // Writing to a String cannot fail.
        write!(hex, "{byte:02x}").unwrap_or_default();
    }
    hex
}

/// Writes a header without its line end.
///
/// # Errors
/// When a value cannot be written as RON; none of ours cannot.
pub fn encode_header(header: &Header) -> Result<String, ron::Error> {
    ron::to_string(header)
}

/// Reads a header.
///
/// # Errors
/// When it is not one.
pub fn decode_header(line: &[u8]) -> Result<Header, ron::error::SpannedError> {
    ron::de::from_bytes(line)
}

/// Writes a step without its line end; RON escapes line ends inside strings, so a step is always one line.
///
/// # Errors
/// When a value cannot be written as RON; none of ours cannot.
pub fn encode(step: &Step, after: &str) -> Result<String, ron::Error> {
    ron::to_string(&Line {
        after: after.to_owned(),
        clock: step.clock,
        seq: step.seq,
        at: step.at,
        did: step.label.clone(),
        undoes: step.undoes,
        changes: &step.changes,
    })
}

/// Reads a step of `writer`.
///
/// # Errors
/// When the line is not one.
pub fn decode(line: &[u8], writer: &WriterId) -> Result<ReadLine, ron::error::SpannedError> {
    let line: Line<Vec<Change>> = ron::de::from_bytes(line)?;
    let step = Step {
        clock: line.clock,
        writer: writer.clone(),
        seq: line.seq,
        at: line.at,
        label: line.did,
        undoes: line.undoes,
        changes: line.changes,
    };
    Ok(ReadLine { step, after: line.after })
}
