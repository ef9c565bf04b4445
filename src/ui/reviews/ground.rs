//! What the pane of one document stands on: what its reader found and noticed, and where its codings lie.
//!
//! Made once per revision and document, because it needs the text.

use crate::app::session::Session;
use crate::model::{Document, Id, Look};
use crate::text::{Proposal, SourceText, TextRange, Warning};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The codings of one group of themes in a document.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct GroupTicks {
    /// Code of the group, or the beginning of its name.
    pub(super) code: String,
    pub(super) name: String,
    /// Its place among the groups, for its colour.
    pub(super) look: Look,
    /// Where in the document, 0 to 1, and the passage; in text order.
    pub(super) ticks: Vec<(f32, TextRange)>,
}

/// What is known of a document besides its record.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ground {
    pub(super) proposals: Vec<Proposal>,
    pub(super) warnings: Vec<Warning>,
    /// What read it, in words.
    pub(super) reader: String,
    /// Its text, when it could be read back.
    pub(super) text: Option<Arc<SourceText>>,
    /// The sentence about what could not be read of it.
    pub(super) partial: Option<String>,
    /// Codings of an earlier text without a place in this one.
    pub(super) unplaced: usize,
    pub(super) groups: Vec<GroupTicks>,
    pub(super) codings: usize,
}

impl Ground {
    /// Whether some of its pages are pictures that nobody has read yet.
    pub(super) fn has_pictures(&self) -> bool {
        let is_pdf = self.text.as_ref().is_some_and(|t| t.shape.reader.starts_with("pdf"));
        is_pdf && self.partial.as_deref().is_some_and(|why| why.contains("picture") || why.contains("scan"))
    }

    pub(super) fn of(session: &Session, document: &Document) -> Self {
        let text = session.text(document.id);
        let shape = text.as_ref().map(|t| t.shape.clone()).unwrap_or_default();
        let mut ground = Self {
            proposals: shape.proposals,
            warnings: shape.warnings,
            reader: reader_words(&shape.reader).to_owned(),
            partial: shape.partial,
            unplaced: session.project().unplaced_codings(document.id).count(),
            text: text.clone(),
            ..Self::default()
        };
        ground.set_ticks(session, document.id, text.as_deref());
        ground
    }

    fn set_ticks(&mut self, session: &Session, document: Id<Document>, text: Option<&SourceText>) {
        let (project, tree) = (session.project(), session.tree());
        let mut groups: BTreeMap<usize, GroupTicks> = BTreeMap::new();
        let mut ranges: Vec<(TextRange, (usize, Look), String, String)> = Vec::new();
        for coding in project.codings_in(document) {
            self.codings += 1;
            if !project.is_placed(coding) {
                continue;
            }
            let Some(node) = tree.node(coding.theme) else { continue };
            let Some(root) = project.themes().get(node.root) else { continue };
            let look = tree.node(node.root).map(|n| n.look).unwrap_or_default();
            ranges.push((coding.range, (node.group, look), root.code.clone(), root.name.clone()));
        }
        ranges.sort_by_key(|(range, ..)| *range);
        let length = text.map_or_else(|| ranges.last().map_or(1, |(r, ..)| r.end()), |t| t.text.len()).max(1);
        for (range, (group, look), code, name) in ranges {
            let code = if code.is_empty() { name.chars().take(2).collect() } else { code };
            let ticks = groups.entry(group).or_insert_with(|| GroupTicks { code, name, look, ticks: Vec::new() });
            ticks.ticks.push((range.start() as f32 / length as f32, range));
        }
        self.groups = groups.into_values().collect();
    }
}

fn reader_words(reader: &str) -> &str {
    match reader.split('/').next().unwrap_or_default() {
        "pdf-tagged" => "tagged PDF",
        "pdf" | "pdf-layout" => "PDF",
        "docx" => "Word",
        "odt" => "OpenDocument",
        "markdown" | "md" => "Markdown",
        "plain" | "text" | "txt" => "plain text",
        other => other,
    }
}

/// "1.2 MB", "340 KB".
pub(super) fn size_words(bytes: u64) -> String {
    let kilo = bytes as f64 / 1000.0;
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{kilo:.0} KB"),
        _ => format!("{:.1} MB", kilo / 1000.0),
    }
}
