//! What a Rich Text file holds beside its text, counted for the report.

use crate::read::flow::pieces;
use crate::text::SourceBuilder;
use std::collections::BTreeSet;

/// Counts over a whole document.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Tracked insertions, which are kept.
    pub insertions: usize,
    /// Tracked deletions, which are left out.
    pub deletions: usize,
    /// Comments of reviewers.
    pub comments: usize,
    /// Pieces of hidden text, which are left out.
    pub hidden: usize,
    /// Pictures.
    pub pictures: usize,
    /// Embedded files.
    pub objects: usize,
    /// Code pages that are not known here.
    pub unknown_pages: BTreeSet<i32>,
}

impl Tally {
    /// Says what people should know before they rely on the text.
    pub fn tell(&self, out: &mut SourceBuilder) {
        if self.insertions + self.deletions > 0 {
            let what = format!(
                "Tracked changes: {} inserted, which were kept, and {} deleted, which were left out.",
                pieces(self.insertions),
                pieces(self.deletions)
            );
            out.warn(what, None);
        }
        if self.comments > 0 {
            let (were, they) =
                if self.comments == 1 { ("comment by a reviewer was", "it") } else { ("comments by reviewers were", "they") };
            out.warn(format!("{} {were} found; {they} may hold names.", self.comments), None);
        }
        if self.hidden > 0 {
            out.leave_out(format!("Hidden text: {} left out.", pieces(self.hidden)), None);
        }
        if self.objects > 0 {
            out.leave_out(
                format!(
                    "Other files embedded in the text: {}. They were not read; save them as files and add those.",
                    self.objects
                ),
                None,
            );
        }
        if self.pictures > 0 {
            let what = format!(
                "Pictures without text: {}. What they show, such as a chart or a genogram, cannot be searched.",
                self.pictures
            );
            out.warn(what, None);
        }
        for page in &self.unknown_pages {
            out.warn(
                format!("Letters outside English may be wrong, because code page {page} is not known here; save the document as .docx in Word and add that."),
                None,
            );
        }
    }
}
