//! The comparison with the earlier round that this one repeats: themes then and now, findings that are new or gone.
//!
//! The words on chance are those of `analyse::compare`; nothing here says more than they do.

use super::door::Door;
use super::study::Study;
use super::words::{capital, listed, stopped, without_stop};
use crate::analyse::rounds::{Compared, Side, ThemeCompared, Which, compare};
use crate::disclose::gate::TextKind;
use crate::model::{Finding, Id, Polarity, Theme};
use crate::write::paper::{Block, Level as Depth, PaperCell, PaperColumn, PaperRow, PaperTable, Run};
use std::collections::BTreeSet;

/// The comparison; nothing where this round repeats none.
pub(super) fn comparison(study: &Study<'_>, door: &Door) -> Vec<Block> {
    let Some(earlier) = study.round.repeats.and_then(|id| study.project.deep_dives().get(id)) else { return Vec::new() };
    let name = door.name(TextKind::Title, "the earlier deep dive", &earlier.name);
    let compared = match compare(study.project, Side::Round(earlier.id), Side::Round(study.round.id), Which::Concern) {
        Ok(compared) => compared,
        Err(why) => {
            let words = format!("This deep dive repeats “{name}”. They are not compared: {}", stopped(&why.to_string()));
            return vec![Block::text(words)];
        }
    };
    let mut blocks = vec![Block::text(format!("This deep dive repeats “{name}”. “Then” is that one, “now” is this one."))];
    blocks.extend(findings(study, door, &compared));
    if door.shows_cases() {
        blocks.extend(themes(study, door, &compared, earlier.id));
    } else {
        door.leave_out("Themes then and now are not printed at this level: two rounds beside each other tell of few cases.");
    }
    blocks
}

fn findings(study: &Study<'_>, door: &Door, compared: &Compared) -> Vec<Block> {
    let statement = |id: Id<Finding>| {
        let finding = study.project.findings().get(id)?;
        let words = door.say(TextKind::Statement, "findings of both rounds", without_stop(&finding.statement))?;
        Some(match study.found(id) {
            Some(found) => vec![Run::link(words, found.anchor())],
            None => vec![Run::plain(words)],
        })
    };
    let same = compared.findings.same.iter().map(|(_, later)| *later);
    let lists: [(&str, Vec<Vec<Run>>); 3] = [
        ("Found again: ", same.filter_map(statement).collect()),
        ("New in this round: ", compared.findings.new.iter().copied().filter_map(statement).collect()),
        ("Not found again: ", compared.findings.gone.iter().copied().filter_map(statement).collect()),
    ];
    let mut blocks = vec![Block::heading(Depth::Two, "Findings then and now")];
    for (lead, items) in lists.into_iter().filter(|(_, items)| !items.is_empty()) {
        blocks.push(Block::Paragraph(vec![Run::bold(lead.trim_end().to_owned())]));
        blocks.push(Block::List { is_numbered: false, items });
    }
    if blocks.len() == 1 { Vec::new() } else { blocks }
}

fn themes(study: &Study<'_>, door: &Door, compared: &Compared, earlier: Id<crate::model::DeepDive>) -> Vec<Block> {
    let of_earlier = study.project.findings_of(earlier);
    let wanted: BTreeSet<Id<Theme>> = of_earlier
        .iter()
        .filter(|f| f.polarity != Polarity::GoodPractice)
        .flat_map(|f| f.themes.iter().copied())
        .chain(study.themes_of_concern().iter().map(|t| t.id))
        .collect();
    let is_wanted = |t: &&ThemeCompared| wanted.contains(&t.theme) || t.later.iter().any(|later| wanted.contains(later));
    let shown: Vec<&ThemeCompared> = compared.themes.iter().filter(is_wanted).collect();
    if shown.is_empty() {
        return Vec::new();
    }
    let numbers: Vec<_> = study.project.recommendations_of(earlier).iter().map(|r| r.id).collect();
    let row = |theme: &&ThemeCompared| {
        let sentence = theme.comparison.sentence();
        let verdict = sentence.split_once(": ").map_or("", |(_, verdict)| verdict);
        let bearing: Vec<String> = theme
            .bearing
            .iter()
            .filter_map(|b| Some((numbers.iter().position(|id| *id == b.recommendation)? + 1, b.due.words())))
            .map(|(number, due)| format!("{number} (due {due})"))
            .collect();
        let bearing = if bearing.is_empty() { "None".to_owned() } else { listed(&bearing) };
        PaperRow {
            cells: vec![
                PaperCell::plain(&door.name(TextKind::Title, "themes", &theme.title())),
                PaperCell::plain(&theme.then.words()),
                PaperCell::plain(&theme.now.words()),
                PaperCell::plain(&stopped(&capital(verdict))),
                PaperCell::plain(&bearing),
            ],
            ..PaperRow::default()
        }
    };
    let mut blocks = vec![Block::heading(Depth::Two, "Themes then and now")];
    if !compared.warnings.is_empty() {
        let warning = |words: &String| stopped(&capital(&door.name(TextKind::Title, "the comparison", words)));
        let items = compared.warnings.iter().map(|w| vec![Run::plain(warning(w))]).collect();
        blocks.push(Block::List { is_numbered: false, items });
    }
    blocks.push(Block::Table(PaperTable {
        caption: "Themes of the findings then and now".to_owned(),
        description: "For each theme the cases with a concern in both rounds, and what may be said of the difference.".to_owned(),
        columns: vec![
            PaperColumn::new("Theme", 27),
            PaperColumn::new("Then", 12),
            PaperColumn::new("Now", 12),
            PaperColumn::new("What may be said", 29),
            PaperColumn::new("Recommendations of then that bear on it", 22),
        ],
        rows: shown.iter().map(row).collect(),
        ..PaperTable::default()
    }));
    blocks.push(Block::text(
        "Cases with a concern are compared. Whether chance could make a difference is judged by Fisher’s exact test and \
         Newcombe’s interval; neither says why a share has changed.",
    ));
    blocks
}
