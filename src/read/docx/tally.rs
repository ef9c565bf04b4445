//! What a Word file holds beside its text, counted for the warnings.

use crate::text::SourceBuilder;

/// Counts over a whole document.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Tracked insertions, which are kept.
    pub insertions: usize,
    /// Tracked deletions, which are left out.
    pub deletions: usize,
    /// Comments of reviewers.
    pub comments: usize,
    /// Pieces of hidden text, which are left out.
    pub hidden: usize,
    /// Pictures, charts and diagrams.
    pub pictures: usize,
    /// Other files embedded as part of the text.
    pub embedded: usize,
}

impl Tally {
    /// Says what people should know before they rely on the text.
    pub fn warn(&self, out: &mut SourceBuilder) {
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
            out.warn(format!("Hidden text: {} left out.", pieces(self.hidden)), None);
        }
        if self.embedded > 0 {
            out.warn(
                format!(
                    "Other files embedded in the text: {}. They were not read; save the document again in Word.",
                    self.embedded
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
    }
}

fn pieces(n: usize) -> String {
    if n == 1 { "1 piece".to_owned() } else { format!("{n} pieces") }
}
