//! The report of an import in sentences: the strip over the list, and every file with what became of it.

use super::facts::counted;
use crate::app::accept::{Imported, Status};
use crate::read::Outcome;
use crate::text::Warning;
use crate::ui::view::ImportView;
use crate::ui::widgets::Tone;
use std::time::Duration;

/// How many files left out the strip names.
const NAMED: usize = 2;

/// Files by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    added: usize,
    there: usize,
    refused: usize,
    in_part: usize,
}

impl Sums {
    pub(super) fn of(report: &[Imported]) -> Self {
        let mut sums = Self::default();
        for line in report {
            match line.status {
                Status::Imported => sums.added += 1,
                Status::AlreadyThere => sums.there += 1,
                Status::Refused => sums.refused += 1,
            }
            sums.in_part += usize::from(line.status == Status::Imported && is_in_part(line));
        }
        sums
    }

    /// Whether something was left out or only read in part.
    pub(super) const fn tone(self) -> Tone {
        if self.refused + self.there + self.in_part > 0 { Tone::Caution } else { Tone::Good }
    }
}

fn is_in_part(line: &Imported) -> bool {
    line.outcome == Outcome::Partial || !line.warnings.is_empty()
}

/// "26 files read in 41 seconds. 24 added, 2 left out."
pub(super) fn headline(import: &ImportView) -> String {
    let sums = Sums::of(&import.report);
    let files = counted(import.report.len(), "file");
    let mut words = if import.is_cancelled {
        format!("Cancelled after {files}. {} added", sums.added)
    } else {
        format!("{files} read in {}. {} added", duration(import.took), sums.added)
    };
    let left_out = sums.refused + sums.there;
    if left_out > 0 {
        words.push_str(&format!(", {left_out} left out"));
    }
    words.push('.');
    words
}

/// The sentences of the first files that were left out; then those read in part.
pub(super) fn first_sentences(report: &[Imported]) -> String {
    let left_out = report.iter().filter(|line| line.status != Status::Imported);
    let named: Vec<String> = left_out.clone().take(NAMED).map(about).collect();
    let more = left_out.count().saturating_sub(NAMED);
    let mut words = named.join(" ");
    if more > 0 {
        words.push_str(&format!(" And {more} more."));
    }
    let in_part = Sums::of(report).in_part;
    if in_part > 0 {
        let have = if in_part == 1 { "was" } else { "were" };
        words.push_str(&format!(" {} {have} added with remarks by the reader.", counted(in_part, "document")));
    }
    words.trim_start().to_owned()
}

/// "“Child H scan.pdf” holds pictures of pages and no text."
fn about(line: &Imported) -> String {
    let (name, sentence) = (file_name(line), sentence(line));
    match sentence.strip_prefix("it ") {
        Some(rest) => format!("“{name}” {rest}."),
        None => format!("“{name}”: {sentence}."),
    }
}

/// What became of one file, in a sentence without its full stop.
pub(super) fn sentence(line: &Imported) -> String {
    let reason = line.reason.as_deref().map(|r| r.trim_end_matches('.').to_owned());
    match line.status {
        Status::Imported if line.outcome == Outcome::Partial => {
            reason.unwrap_or_else(|| "only part of it could be read".to_owned())
        }
        Status::Imported => "added".to_owned(),
        Status::AlreadyThere => "it is the same as one you have".to_owned(),
        Status::Refused => reason.unwrap_or_else(|| "it could not be read".to_owned()),
    }
}

/// A status in a word, with its tone.
pub(super) fn status(line: &Imported) -> (&'static str, Tone) {
    match line.status {
        Status::Imported if is_in_part(line) => ("Added, see remarks", Tone::Caution),
        Status::Imported => ("Added", Tone::Good),
        Status::AlreadyThere => ("There already", Tone::Plain),
        Status::Refused => ("Left out", Tone::Error),
    }
}

/// What the reader noticed in one file, a line each.
pub(super) fn remarks(line: &Imported) -> Vec<String> {
    line.warnings.iter().map(remark).collect()
}

/// A remark with its page before it.
pub(super) fn remark(warning: &Warning) -> String {
    warning.page.map_or_else(|| warning.what.clone(), |page| format!("p. {page}: {}", warning.what))
}

/// The file's name.
pub(super) fn file_name(line: &Imported) -> String {
    line.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The whole report as text, for the clipboard.
pub(super) fn as_text(import: &ImportView) -> String {
    let mut lines = vec![headline(import)];
    for line in &import.report {
        lines.push(format!("{}: {}", line.path.display(), sentence(line)));
        lines.extend(remarks(line).into_iter().map(|r| format!("    {r}")));
    }
    lines.join("\n")
}

/// "41 seconds", "2 minutes 5 seconds".
pub(super) fn duration(took: Duration) -> String {
    let seconds = usize::try_from(took.as_secs().max(1)).unwrap_or(usize::MAX);
    let (minutes, rest) = (seconds / 60, seconds % 60);
    match (minutes, rest) {
        (0, _) => counted(seconds, "second"),
        (_, 0) => counted(minutes, "minute"),
        (_, _) => format!("{} {}", counted(minutes, "minute"), counted(rest, "second")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(name: &str, status: Status, reason: Option<&str>) -> Imported {
        let outcome = if status == Status::Refused { Outcome::Scanned } else { Outcome::Ok };
        let reason = reason.map(str::to_owned);
        Imported { path: name.into(), status, outcome, document: None, warnings: Vec::new(), reason }
    }

    #[test]
    fn the_strip_counts_files_and_names_the_first_ones_left_out() {
        let report = vec![
            line("Child A.pdf", Status::Imported, None),
            line("Child H scan.pdf", Status::Refused, Some("it holds pictures of pages and no text")),
            line("summary (2).docx", Status::AlreadyThere, None),
        ];
        let import = ImportView { report: report.clone(), took: Duration::from_secs(65), ..ImportView::default() };
        assert_eq!(headline(&import), "3 files read in 1 minute 5 seconds. 1 added, 2 left out.");
        let words = first_sentences(&report);
        assert!(words.starts_with("“Child H scan.pdf” holds pictures of pages and no text. “summary (2).docx” is"), "{words}");
        assert_eq!(Sums::of(&report).tone(), Tone::Caution);
    }
}
