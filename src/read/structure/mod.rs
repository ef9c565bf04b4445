//! Structure.
use crate::text::SourceText;
pub fn find(_s: &mut SourceText) {}
