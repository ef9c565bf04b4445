//! How to trace a figure: from which project, revision and program, and where its passages are found.

use super::door::Door;
use super::study::Study;
use super::words::so_many;
use crate::disclose::gate::TextKind;
use crate::write::Provenance;
use crate::write::paper::{Block, Run};

pub(super) fn origin(study: &Study<'_>, door: &Door, about: &Provenance) -> Vec<Block> {
    let name = door.name(TextKind::Title, "the name of the deep dive", &study.round.name);
    let facts = [
        ("Project", about.project.clone()),
        ("Deep dive", name.clone()),
        ("Revision", so_many(about.revision, "step", "steps")),
        ("Made", about.day()),
        ("Program", about.program.clone()),
        ("Level", door.level().to_string()),
    ];
    let level = door.level().name();
    let title = super::words::without_stop(&name).replace('"', "");
    vec![
        Block::text(
            "Every number in this report was counted from the project at the revision below. The same revision gives the same \
             numbers.",
        ),
        Block::KeyFacts(facts.into_iter().map(|(name, fact)| (name.to_owned(), vec![Run::plain(fact)])).collect()),
        Block::text(
            "To see what a number is made of, open the project in Deepdive, choose this deep dive, and open the finding, the \
             matrix or the framework: each number leads to its cases, and each case to its passages in the documents.",
        ),
        Block::text(format!(
            "To make this report again: deepdive report PROJECT --kind full --level {level} --deep-dive \"{title}\" --output FILE."
        )),
    ]
}
