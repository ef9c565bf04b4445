//! Where in one document each theme was coded, in pages from its beginning.
//!
//! A place within a page is the share of the page's text before it. A document without pages counts as one page.

use super::{ChartError, ThemeChoice};
use crate::analyse::evidence::frozen_themes;
use crate::app::session::Session;
use crate::model::{Coding, DeepDive, Document, Id, Polarity, Project, Theme, ThemeTree};
use crate::text::SourceText;
use crate::write::chart::{Chart, ChartKind, Coverage, Label, Lane, Span, Tone};
use std::collections::BTreeMap;
use std::ops::Range;

/// Where in a document each theme was coded; a theme without a passage in it has no lane.
///
/// # Errors
/// When the document or its text is not there.
pub fn coverage(
    session: &Session,
    round: Option<Id<DeepDive>>,
    themes: &ThemeChoice,
    document: Id<Document>,
) -> Result<Chart, ChartError> {
    let project = session.project();
    let record = project.documents().get(document).ok_or(ChartError::NoText)?;
    let text = session.text(document).ok_or(ChartError::NoText)?;
    let frozen = frozen_themes(project, round);
    let tree = frozen.map_or_else(|| ThemeTree::of(project), |themes| ThemeTree::of_themes(themes.iter()));
    let names: BTreeMap<Id<Theme>, Label> = match frozen {
        Some(themes) => themes.iter().map(labelled).collect(),
        None => project.themes().iter().map(labelled).collect(),
    };
    let pages = Pages::of(&text);
    let mut spans: BTreeMap<Id<Theme>, Vec<Span>> = BTreeMap::new();
    let mut codings: Vec<&Coding> = project.placed_codings_in(document).collect();
    codings.sort_by_key(|c| (c.range, c.id));
    for coding in codings {
        for theme in lanes_of(project, &tree, themes, coding.theme) {
            spans.entry(theme).or_default().push(pages.span(coding));
        }
    }
    let lane = |id: Id<Theme>| Some(Lane { spans: spans.get(&id)?.clone(), theme: names.get(&id)?.clone() });
    let lanes = tree.nodes().iter().filter_map(|node| lane(node.id)).collect();
    let note = if text.shape.pages == 0 { "The document has no pages, so it counts as one.".to_owned() } else { String::new() };
    let title = format!("Where “{}” was coded", record.title);
    let coverage = Coverage { document: record.title.clone(), pages: pages.number(), lanes };
    Ok(Chart { title, note, kind: ChartKind::Coverage(coverage) })
}

fn labelled(theme: &Theme) -> (Id<Theme>, Label) {
    (theme.id, Label { code: theme.code.clone(), name: theme.name.clone() })
}

/// The themes in whose lanes a coding stands: itself or the nearest above that the codebook has, and what was chosen
/// above it.
fn lanes_of(project: &Project, tree: &ThemeTree, themes: &ThemeChoice, theme: Id<Theme>) -> Vec<Id<Theme>> {
    let mut at = Some(theme);
    // A tree is never deeper than it has nodes.
    for _ in 0..=project.themes().iter().count() {
        match at {
            Some(id) if tree.node(id).is_some() => break,
            Some(id) => at = project.themes().row(id).and_then(|row| row.record.parent),
            None => return Vec::new(),
        }
    }
    let Some(node) = at.and_then(|id| tree.node(id)) else { return Vec::new() };
    match themes {
        ThemeChoice::Groups => vec![node.root],
        ThemeChoice::All => vec![node.id],
        ThemeChoice::Chosen(ids) => {
            ids.iter().copied().filter(|id| tree.branch(*id).iter().any(|below| below.id == node.id)).collect()
        }
    }
}

/// Where the pages of a text lie in it, in bytes.
struct Pages(Vec<Range<usize>>);

impl Pages {
    fn of(text: &SourceText) -> Self {
        let count = usize::try_from(text.shape.pages).unwrap_or_default();
        if count == 0 {
            return Self(std::iter::once(0..text.text.len()).collect());
        }
        let mut pages: Vec<Option<Range<usize>>> = vec![None; count];
        for block in &text.shape.blocks {
            let number = block.page.and_then(|page| usize::try_from(page.checked_sub(1)?).ok());
            let Some(page) = number.and_then(|n| pages.get_mut(n)) else { continue };
            let (start, end) = (block.range.start(), block.range.end());
            *page = Some(page.as_ref().map_or(start..end, |was| was.start.min(start)..was.end.max(end)));
        }
        let mut last = 0;
        let filled = pages.into_iter().map(|page| {
            let page = page.unwrap_or(last..last);
            last = page.end;
            page
        });
        Self(filled.collect())
    }

    fn number(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }

    /// The place of a byte in pages.
    fn place(&self, byte: usize) -> f64 {
        let after = self.0.partition_point(|page| page.start <= byte);
        let Some((before, page)) = after.checked_sub(1).and_then(|i| Some((i, self.0.get(i)?))) else { return 0.0 };
        let share = (byte - page.start) as f64 / page.len().max(1) as f64;
        before as f64 + share.min(1.0)
    }

    fn span(&self, coding: &Coding) -> Span {
        let tone = match coding.polarity {
            Polarity::Concern => Tone::Concern,
            Polarity::GoodPractice => Tone::GoodPractice,
            Polarity::Context => Tone::Plain,
        };
        let start = self.place(coding.range.start());
        // The last byte, not the one after it: a passage at the end of a page does not touch the next.
        let end = self.place(coding.range.end().saturating_sub(1)).max(start);
        Span { start, end, tone }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_page_is_its_share_of_the_text() {
        let pages = Pages(vec![0..100, 100..300, 300..300]);
        assert_eq!(pages.number(), 3);
        for (byte, place) in [(0, 0.0), (50, 0.5), (100, 1.0), (200, 1.5), (299, 1.995)] {
            assert!((pages.place(byte) - place).abs() < 1e-9, "{byte}");
        }
    }
}
