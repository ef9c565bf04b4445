//! How a paper begins: a title page, or a band at the top of a paper of one or two pages.

use super::body::{Body, Shape};
use super::style::Style;
use crate::write::Provenance;
use crate::write::paper::outline::facts;
use crate::write::paper::{Paper, Run};

/// A page of its own with everything by which the paper can be traced.
pub(super) fn page(body: &mut Body<'_>, paper: &Paper, about: &Provenance) {
    body.paragraph(&Shape::of(Style::CoverTitle), &[Run::plain(&paper.title)]);
    if !paper.subtitle.is_empty() {
        body.paragraph(&Shape::of(Style::Subtitle), &[Run::plain(&paper.subtitle)]);
    }
    for (name, fact) in facts(paper, about) {
        body.fact(name, &[Run::plain(fact)]);
    }
    body.break_page();
}

/// Title, subtitle and one line of origin.
pub(super) fn band(body: &mut Body<'_>, paper: &Paper, about: &Provenance) {
    body.paragraph(&Shape::of(Style::Title), &[Run::plain(&paper.title)]);
    let lines = [paper.subtitle.clone(), paper.authors.join(", "), about.foot()];
    let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    let line = "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"8\" w:color=\"46515A\"/></w:pBdr>";
    body.paragraph(&Shape { border: line.to_owned(), ..Shape::of(Style::Note) }, &[Run::plain(lines.join("\n"))]);
}
