//! The import report on paper: what was read of each document, what was left out and why, what to look at.
//!
//! It carries the protective marking like every export. What it says is handed in; nothing is read here.

use super::docx::{paragraph, portrait, run, whole};
use super::xml::{escaped, put};
use super::{Provenance, WriteError};
use std::str::FromStr;

const STYLE: &str = include_str!("report.css");
const TITLE: &str = "What was read";

/// The file formats of an import report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportFormat {
    /// One web page for reading and printing.
    Html,
    /// A Word document.
    Docx,
    /// Plain text.
    Text,
}

impl ReportFormat {
    /// Every format in the order of lists.
    pub const ALL: [Self; 3] = [Self::Html, Self::Docx, Self::Text];

    /// The file name's extension.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Text => "txt",
        }
    }
}

impl FromStr for ReportFormat {
    type Err = WriteError;

    fn from_str(extension: &str) -> Result<Self, WriteError> {
        let known = Self::ALL.into_iter().find(|f| f.extension().eq_ignore_ascii_case(extension));
        known.ok_or_else(|| WriteError::UnknownReportFormat(extension.to_owned()))
    }
}

/// What was read of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentReading {
    /// The document's title.
    pub title: String,
    /// The original's file name.
    pub file_name: String,
    /// How the reading ended, one sentence.
    pub outcome: String,
    /// What was read, by name: pages, words, headings …
    pub facts: Vec<(String, String)>,
    /// What of the file is not in the text, and why; one sentence each.
    pub left_out: Vec<String>,
    /// What a person should look at.
    pub check: Vec<String>,
    /// What is worth knowing.
    pub notes: Vec<String>,
}

impl DocumentReading {
    /// The lists of sentences with their headings, empty ones left out.
    #[must_use]
    pub fn lists(&self) -> Vec<(&'static str, &[String])> {
        let all = [("Left out", &self.left_out), ("To look at", &self.check), ("Worth knowing", &self.notes)];
        all.into_iter().filter(|(_, list)| !list.is_empty()).map(|(name, list)| (name, list.as_slice())).collect()
    }
}

/// A file of an import that became no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileLeftOut {
    /// Its name.
    pub file_name: String,
    /// Why, in one sentence.
    pub reason: String,
}

/// The report of one document, of several, or of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadingReport {
    /// The documents.
    pub documents: Vec<DocumentReading>,
    /// Files that became no document.
    pub left_out: Vec<FileLeftOut>,
}

/// Writes a report in a format.
///
/// # Errors
/// When the library that makes the format refuses.
pub fn write_report(report: &ReadingReport, about: &Provenance, format: ReportFormat) -> Result<Vec<u8>, WriteError> {
    match format {
        ReportFormat::Html => Ok(html(report, about).into_bytes()),
        ReportFormat::Docx => whole(docx(report, about), TITLE, about),
        ReportFormat::Text => Ok(text(report, about).into_bytes()),
    }
}

fn origin(about: &Provenance) -> String {
    format!("{}. Revision {}, made {} with {}.", about.project, about.revision, about.day(), about.program)
}

fn html(report: &ReadingReport, about: &Provenance) -> String {
    let mut page = String::new();
    let (project, marking) = (escaped(&about.project), escaped(&about.marking));
    page.push_str("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    put(&mut page, format_args!("<title>{TITLE} – {project} – {marking}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"));
    put(&mut page, format_args!("<p class=\"marking\">{marking}</p>\n<main>\n<h1>{TITLE}</h1>\n"));
    put(&mut page, format_args!("<p>{}</p>\n", escaped(&origin(about))));
    for document in &report.documents {
        put(&mut page, format_args!("<section>\n<h2>{}</h2>\n", escaped(&document.title)));
        put(&mut page, format_args!("<p>{} {}</p>\n<dl>\n", escaped(&named(&document.file_name)), escaped(&document.outcome)));
        for (name, value) in &document.facts {
            put(&mut page, format_args!("<div><dt>{}</dt><dd>{}</dd></div>\n", escaped(name), escaped(value)));
        }
        page.push_str("</dl>\n");
        for (name, sentences) in document.lists() {
            put(&mut page, format_args!("<h3>{name}</h3>\n<ul>\n"));
            for sentence in sentences {
                put(&mut page, format_args!("<li>{}</li>\n", escaped(sentence)));
            }
            page.push_str("</ul>\n");
        }
        page.push_str("</section>\n");
    }
    if !report.left_out.is_empty() {
        page.push_str("<section>\n<h2>Files that were not added</h2>\n<dl>\n");
        for file in &report.left_out {
            put(&mut page, format_args!("<div><dt>{}</dt><dd>{}</dd></div>\n", escaped(&file.file_name), escaped(&file.reason)));
        }
        page.push_str("</dl>\n</section>\n");
    }
    put(&mut page, format_args!("</main>\n<p class=\"marking\">{marking}</p>\n</body>\n</html>\n"));
    page
}

fn docx(report: &ReadingReport, about: &Provenance) -> String {
    let mut xml = String::new();
    paragraph(&mut xml, "Title", TITLE);
    paragraph(&mut xml, "Normal", &origin(about));
    let fact = |xml: &mut String, name: &str, value: &str| {
        put(xml, format_args!("<w:p>{}{}</w:p>", run(&format!("{name}: "), "<w:b/>"), run(value, "")));
    };
    for document in &report.documents {
        paragraph(&mut xml, "Heading1", &document.title);
        paragraph(&mut xml, "Normal", &format!("{} {}", named(&document.file_name), document.outcome));
        for (name, value) in &document.facts {
            fact(&mut xml, name, value);
        }
        for (name, sentences) in document.lists() {
            paragraph(&mut xml, "Heading2", name);
            sentences.iter().for_each(|sentence| paragraph(&mut xml, "Normal", &format!("• {sentence}")));
        }
    }
    if !report.left_out.is_empty() {
        paragraph(&mut xml, "Heading1", "Files that were not added");
        report.left_out.iter().for_each(|file| fact(&mut xml, &file.file_name, &file.reason));
    }
    portrait(&xml)
}

fn text(report: &ReadingReport, about: &Provenance) -> String {
    let mut lines = vec![about.marking.clone(), String::new(), TITLE.to_owned(), origin(about)];
    for document in &report.documents {
        lines.extend([String::new(), document.title.clone(), format!("{} {}", named(&document.file_name), document.outcome)]);
        lines.extend(document.facts.iter().map(|(name, value)| format!("  {name}: {value}")));
        for (name, sentences) in document.lists() {
            lines.push(format!("  {name}:"));
            lines.extend(sentences.iter().map(|sentence| format!("    - {sentence}")));
        }
    }
    if !report.left_out.is_empty() {
        lines.extend([String::new(), "Files that were not added".to_owned()]);
        lines.extend(report.left_out.iter().map(|file| format!("  {}: {}", file.file_name, file.reason)));
    }
    lines.extend([String::new(), about.marking.clone(), String::new()]);
    lines.join("\n")
}

fn named(file_name: &str) -> String {
    format!("File “{file_name}”.")
}
