//! What a person should know about the pages: what to check, and what is not in the text.
//!
//! One sentence for each kind, naming its pages, so that a long scan does not flood the list; a failed redaction is
//! said for each page, because each has to be looked at.

use super::annotations::Annotations;
use super::glyphs::PageInk;
use super::refuse::{Missing, named};
use super::{pictures, redaction};
use crate::text::{Concern, SourceBuilder};

/// Letters from which on text that is not shown is worth saying: fewer are a stamp or a mark of the printer.
const WORTH_SAYING: usize = 20;

/// Says what was found on the pages.
pub(super) fn of_pages(pages: &[PageInk], missing: &Missing, builder: &mut SourceBuilder) {
    for page in pages.iter().filter(|p| redaction::failed_redaction(p)) {
        let number = page.number;
        builder.warn(format!("text lies under a filled box on page {number}: a failed redaction?"), Some(number));
    }
    let that = |holds: &dyn Fn(&PageInk) -> bool| pages.iter().filter(|p| holds(p)).map(|p| p.number).collect::<Vec<u32>>();
    let machine = that(&|p| p.picture > 0.5 && p.unseen * 2 > p.drawn);
    say(builder, Concern::Check, &machine, |p| {
        format!("the text of {p} was read from a scan by a machine and may have mistakes")
    });
    let unseen = that(&|p| p.picture <= 0.5 && p.unseen >= WORTH_SAYING);
    say(builder, Concern::Check, &unseen, |p| format!("there is text on {p} that the page does not show"));
    let partly = that(&|p| p.unknown > 0 && !missing.is_garbled(p.number));
    say(builder, Concern::Check, &partly, |p| format!("some letters on {p} cannot be told and stand as \u{fffd} in the text"));
    let outside = that(&|p| p.outside >= WORTH_SAYING);
    say(builder, Concern::LeftOut, &outside, |p| format!("words on {p} stand outside the visible page and are not in the text"));
    let mut pictured = pictures::pages_with_pictures(pages);
    pictured.retain(|p| !missing.has(*p) && !machine.contains(p));
    let what = if pictured.len() == 1 { "a picture or drawing" } else { "pictures or drawings" };
    say(builder, Concern::LeftOut, &pictured, |p| format!("{what} on {p} may hold words or figures that are not in the text"));
}

/// Says what was found over the pages; `comments` were kept.
pub(super) fn of_annotations(annotations: &Annotations, comments: usize, builder: &mut SourceBuilder) {
    if comments > 0 {
        let (were, they) = if comments == 1 { ("comment was", "it") } else { ("comments were", "they") };
        builder.warn(format!("{comments} {were} found, kept apart from the text; {they} may hold names"), None);
    }
    let values = |p: &str| format!("form fields on {p} hold values that the page does not show, so they are not in the text");
    say(builder, Concern::LeftOut, &annotations.unfilled, values);
    let many = |p: &str| format!("comments on {p} are more than a document can have and are not all in the text");
    say(builder, Concern::LeftOut, &annotations.dropped, many);
    say(builder, Concern::LeftOut, &annotations.hidden, |p| {
        format!("comments on {p} are hidden by the file and are not in the text")
    });
}

/// Says one sentence about pages, if there are any.
fn say(builder: &mut SourceBuilder, concern: Concern, pages: &[u32], sentence: impl Fn(&str) -> String) {
    let Some(first) = pages.first() else { return };
    let what = sentence(&named(pages));
    match concern {
        Concern::Check => builder.warn(what, Some(*first)),
        Concern::LeftOut => builder.leave_out(what, Some(*first)),
        Concern::Note => builder.note(what, Some(*first)),
    }
}
