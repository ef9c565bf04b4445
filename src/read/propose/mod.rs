//! Proposals.
use crate::text::{Proposal, SourceText};
pub fn propose(_s: &SourceText, _n: &str) -> Vec<Proposal> {
    Vec::new()
}
