//! What a word processor's file holds beside its text, counted for the import report.
//!
//! Every sentence gives a number, so that nothing is kept apart or left out unseen.

use crate::text::SourceBuilder;

/// Counts over a whole document.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Tracked insertions, which are kept.
    pub insertions: usize,
    /// Tracked deletions, which are left out.
    pub deletions: usize,
    /// Pieces moved under tracked changes, which stand at their new place.
    pub moves: usize,
    /// Comments of reviewers, which stand apart.
    pub comments: usize,
    /// Pieces of hidden text, which are left out.
    pub hidden: usize,
    /// Pictures, charts and drawings without words.
    pub pictures: usize,
    /// Those of them that the author described in words; the descriptions are kept as captions.
    pub described: usize,
    /// Objects of other programs, such as a sheet of figures, which are left out.
    pub objects: usize,
    /// Whole documents inserted as files, which are read in their place.
    pub inserted: usize,
    /// Whole documents inserted as files, which are left out.
    pub embedded: usize,
    /// Rows or columns that a table repeats beyond any use, which are left out.
    pub repeats: usize,
}

impl Tally {
    /// Says what people should know before they rely on the text.
    pub fn report(&self, out: &mut SourceBuilder) {
        if let Some(what) =
            count(self.insertions, "insertion made under tracked changes is", "insertions made under tracked changes are")
        {
            out.note(format!("{what} kept"), None);
        }
        if let Some(what) =
            count(self.deletions, "deletion made under tracked changes is", "deletions made under tracked changes are")
        {
            out.leave_out(format!("{what} left out"), None);
        }
        if let Some(what) =
            count(self.moves, "piece moved under tracked changes stands", "pieces moved under tracked changes stand")
        {
            out.note(format!("{what} only at the new place"), None);
        }
        if let Some(what) = count(self.comments, "comment by a reviewer stands", "comments by reviewers stand") {
            out.note(format!("{what} apart from the text and may hold names"), None);
        }
        if let Some(what) = count(self.hidden, "piece of hidden text is", "pieces of hidden text are") {
            out.leave_out(format!("{what} left out"), None);
        }
        if let Some(what) = count(self.pictures, "picture is", "pictures are") {
            let kept = count(self.described, "description is", "descriptions are").map(|d| format!("; {d} kept as a caption"));
            let kept = kept.unwrap_or_default();
            out.leave_out(format!("{what} left out: what a chart or a genogram shows cannot be searched{kept}"), None);
        }
        if let Some(what) = count(self.objects, "object of another program is", "objects of other programs are") {
            out.leave_out(format!("{what} left out: save a sheet of figures or a slide as a file of its own and add that"), None);
        }
        if let Some(what) = count(self.inserted, "document inserted as a file is", "documents inserted as files are") {
            out.note(format!("{what} read as part of the text"), None);
        }
        if let Some(what) = count(self.embedded, "document inserted as a file is", "documents inserted as files are") {
            out.leave_out(format!("{what} left out: open this document in Word, save it again and add that copy"), None);
        }
        if let Some(what) = count(self.repeats, "repeated row of a table is", "repeated rows of tables are") {
            out.leave_out(format!("{what} left out, because the file repeats more of them than any document needs"), None);
        }
    }
}

/// The number with its words; none where there is nothing to say.
fn count(n: usize, one: &str, many: &str) -> Option<String> {
    match n {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {many}")),
    }
}
