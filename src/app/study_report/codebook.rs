//! The themes that are used in the sample, with their definitions.

use super::door::Door;
use super::study::Study;
use super::words::stopped;
use crate::analyse::HeaderOf;
use crate::disclose::gate::TextKind;
use crate::model::{Id, Theme};
use crate::write::paper::{Block, PaperCell, PaperColumn, PaperRow, PaperTable};
use std::collections::BTreeSet;

/// Themes that are coded in the sample or that findings rest on, and the groups above them.
pub(super) fn codebook(study: &Study<'_>, door: &Door) -> Vec<Block> {
    let matrix = &study.by_case;
    let coded = matrix.rows().iter().zip(matrix.row_totals()).filter(|(_, total)| total.all.codings > 0);
    let coded = coded.filter_map(|(header, _)| if let HeaderOf::Theme(id) = header.of { Some(id) } else { None });
    let mut used: BTreeSet<Id<Theme>> =
        coded.chain(study.findings.iter().flat_map(|f| f.finding.themes.iter().copied())).collect();
    let above: Vec<Id<Theme>> = used.iter().filter_map(|id| study.theme(*id)?.parent).collect();
    used.extend(above);
    let themes: Vec<&Theme> = study.themes.iter().filter(|t| used.contains(&t.id)).copied().collect();
    if themes.is_empty() {
        return Vec::new();
    }
    let rows = themes.iter().map(|theme| {
        let is_group = theme.parent.is_none();
        let definition = theme.definition.trim();
        let definition = if definition.is_empty() {
            if is_group { String::new() } else { "No definition written.".to_owned() }
        } else {
            stopped(&door.name(TextKind::Statement, "the codebook", definition))
        };
        let name = door.name(TextKind::Title, "the codebook", &theme.name);
        PaperRow {
            cells: vec![
                PaperCell::plain(if theme.code.is_empty() { "–" } else { &theme.code }),
                PaperCell::plain(&name),
                PaperCell::plain(&definition),
            ],
            is_group,
            depth: 0,
        }
    });
    vec![
        Block::text("The themes that are coded in this sample or that findings rest on, in the order of the codebook."),
        Block::Table(PaperTable {
            caption: "Themes and what they mean".to_owned(),
            description: "Each theme with its code and its definition, under its group.".to_owned(),
            columns: vec![PaperColumn::new("Code", 9), PaperColumn::new("Theme", 33), PaperColumn::new("What it means", 58)],
            rows: rows.collect(),
            ..PaperTable::default()
        }),
    ]
}
