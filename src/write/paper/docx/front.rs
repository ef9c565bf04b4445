//! How a paper begins: a title page, or a band at the top of a paper of one or two pages.

use super::body::{Body, Shape};
use super::style::Style;
use crate::write::Provenance;
use crate::write::paper::{Paper, Run};

/// A page of its own with everything by which the paper can be traced.
pub(super) fn page(body: &mut Body<'_>, paper: &Paper, about: &Provenance) {
    body.paragraph(Shape::of(Style::CoverTitle), &[Run::plain(&paper.title)]);
    if !paper.subtitle.is_empty() {
        body.paragraph(Shape::of(Style::Subtitle), &[Run::plain(&paper.subtitle)]);
    }
    let authors = (!paper.authors.is_empty()).then(|| ("Authors", paper.authors.join(", ")));
    let facts = [
        ("Marking", about.marking.clone()),
        ("Date", about.day()),
        ("Project", about.project.clone()),
        ("Revision", format!("{} steps", about.revision)),
        ("Made with", about.program.clone()),
    ];
    for (name, fact) in authors.into_iter().chain(facts) {
        body.fact(name, &[Run::plain(fact)]);
    }
    body.break_page();
}

/// Title, subtitle and one line of origin.
pub(super) fn band(body: &mut Body<'_>, paper: &Paper, about: &Provenance) {
    body.paragraph(Shape::of(Style::Title), &[Run::plain(&paper.title)]);
    let mut origin: Vec<String> = Vec::new();
    if !paper.subtitle.is_empty() {
        origin.push(paper.subtitle.clone());
    }
    if !paper.authors.is_empty() {
        origin.push(paper.authors.join(", "));
    }
    origin.push(format!("{}. {}, revision {}.", about.day(), about.project, about.revision));
    let line = "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"8\" w:color=\"46515A\"/></w:pBdr>";
    body.paragraph(Shape { border: line.to_owned(), ..Shape::of(Style::Note) }, &[Run::plain(origin.join("\n"))]);
}
