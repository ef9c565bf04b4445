//! What every paper begins with: title, question and period, authors; and its headings.

use super::door::Door;
use super::study::Study;
use super::words::{period, without_stop};
use crate::disclose::gate::TextKind;
use crate::model::PartialDate;
use crate::write::paper::{Block, Heading, Level as Depth};

pub(super) fn title(study: &Study<'_>, door: &Door) -> String {
    door.name(TextKind::Title, "the name of the deep dive", &study.round.name)
}

/// The question and the period, each on a line of its own.
pub(super) fn subtitle(study: &Study<'_>, door: &Door) -> String {
    let question = door.name(TextKind::Statement, "the question", without_stop(&study.round.question));
    let lines = [question, incidents(study, door)];
    let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// "Incidents from April 2021 to March 2024".
pub(super) fn incidents(study: &Study<'_>, door: &Door) -> String {
    // Two quarters joined by "to" could not be read; years say enough for everybody.
    let date = |date: PartialDate| if door.shows_cases() { door.date(date) } else { date.year().to_string() };
    period(study.round.from, study.round.to, &date)
}

/// Those who wrote it; one whose name was masked is left out.
pub(super) fn authors(study: &Study<'_>, door: &Door) -> Vec<String> {
    let names = study.round.authors.split([',', ';', '\n']).map(str::trim).filter(|name| !name.is_empty());
    let names = names.filter_map(|name| door.say(TextKind::Person, "the authors", name));
    names.filter(|name| !name.starts_with('[')).collect()
}

pub(super) const fn heading(level: Depth, text: String, anchor: Option<String>) -> Block {
    Block::Heading(Heading { level, text, anchor })
}
