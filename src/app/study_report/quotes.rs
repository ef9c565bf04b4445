//! Every coded passage of the sample as a line of a table.
//!
//! Where cases cannot be told apart, neither may their order: then lines are sorted by theme and words, and columns
//! that tell of the case are not there.

use super::door::Door;
use super::quoted::document_name;
use super::study::Study;
use crate::disclose::gate::TextKind;
use crate::model::{Case, Coding, Id, PartialDate, Theme};
use crate::text::Citation;
use crate::text::passage_at;
use crate::write::{QuoteLine, QuotesList};
use std::collections::BTreeSet;

/// The list.
pub(super) fn quotes(study: &Study<'_>, door: &Door) -> QuotesList {
    let attributes = attributes(study, door);
    let mut lines: Vec<QuoteLine> = Vec::new();
    for case in &study.cases {
        let mut documents: Vec<_> = study.project.documents_of(case.id).collect();
        documents.sort_by(|a, b| (a.dated, &a.title, a.id).cmp(&(b.dated, &b.title, b.id)));
        for document in documents {
            let mut codings: Vec<&Coding> = study.project.codings_in(document.id).collect();
            codings.sort_by_key(|c| (c.text_version, c.range, c.id));
            lines.extend(codings.into_iter().filter_map(|coding| line(study, door, case, coding, &attributes)));
        }
    }
    if !door.shows_cases() {
        door.leave_out("Cases, documents, places, analysts and attributes are not in the list at this level.");
        lines.sort_by(|a, b| (&a.path, &a.quote).cmp(&(&b.path, &b.quote)));
    }
    QuotesList { attributes, lines, shows_cases: door.shows_cases() }
}

fn attributes(study: &Study<'_>, door: &Door) -> Vec<String> {
    if !door.shows_cases() {
        return Vec::new();
    }
    let names: BTreeSet<&String> = study.cases.iter().flat_map(|c| c.attributes.keys()).collect();
    names.into_iter().cloned().collect()
}

fn line(study: &Study<'_>, door: &Door, case: &Case, coding: &Coding, attributes: &[String]) -> Option<QuoteLine> {
    let document = study.project.documents().get(coding.document)?;
    let is_present = document.text_version == coding.text_version;
    // Zones that people set by hand lie over the present text only.
    let text = if is_present { study.session.text(document.id) } else { study.session.text_of(coding) };
    let text = text.filter(|t| coding.range.fits(&t.text));
    let words = text.as_ref().map(|t| t.quote(coding.range).split_whitespace().collect::<Vec<_>>().join(" "));
    let place = text.as_ref().map(|t| Citation::at(t, coding.range)).unwrap_or_default();
    let zone = text.as_ref().and_then(|t| passage_at(t, coding.range.start())).and_then(|b| b.zone);
    let path = path(study, coding.theme);
    let code = study.theme(coding.theme).map(|t| t.code.clone()).unwrap_or_default();
    let citation = super::quoted::cited(study, document.id, &place.to_string());
    let quote = door.say(TextKind::Quote, &citation, &words.unwrap_or_default())?;
    let path = path.iter().map(|name| door.name(TextKind::Title, "themes", name)).collect();
    let polarity = coding.polarity.to_string();
    if !door.shows_cases() {
        return Some(QuoteLine { path, code, polarity, quote, ..QuoteLine::default() });
    }
    let analyst = study.project.coder(coding.id).map(|writer| study.project.analyst(writer).name).unwrap_or_default();
    let value = |name: &String| case.attributes.get(name).map(|value| attribute(door, name, value)).unwrap_or_default();
    Some(QuoteLine {
        case: door.name(TextKind::CaseName, "cases", &case.name),
        attributes: attributes.iter().map(value).collect(),
        document: door.name(TextKind::Title, "documents", &document_name(study, document.id)),
        kind: document.kind.to_string(),
        dated: document.dated.map(|d| date(door, d)).unwrap_or_default(),
        label: place.label.unwrap_or_default(),
        page: place.page,
        zone: zone.map(|z| z.name().to_owned()).unwrap_or_default(),
        path,
        code,
        polarity,
        analyst: door.name(TextKind::Person, "analysts", &analyst),
        quote,
    })
}

/// A date of the table: as it is stored where it is exact, so that a program can sort by it.
fn date(door: &Door, date: PartialDate) -> String {
    if door.is_internal() { date.stored() } else { door.date(date) }
}

/// A value; a date is no more exact than the level allows.
fn attribute(door: &Door, name: &str, value: &str) -> String {
    match PartialDate::parse(value) {
        Ok(when) if name == Case::INCIDENT => date(door, when),
        Ok(_) | Err(_) => door.name(TextKind::Attribute, name, value),
    }
}

/// The names of a theme and of all above it, from the top.
fn path(study: &Study<'_>, theme: Id<Theme>) -> Vec<String> {
    let mut path = Vec::new();
    let mut at = study.theme(theme);
    while let Some(theme) = at {
        path.push(theme.name.clone());
        // A tree is never deeper than it has nodes.
        at = theme.parent.filter(|_| path.len() <= study.themes.len()).and_then(|id| study.theme(id));
    }
    path.reverse();
    path
}
