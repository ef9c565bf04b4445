//! What comparing two rounds says at the edges: periods of unequal length, codebooks that differ, cases in both.

use super::*;
use crate::model::PartialDate;

fn date(text: &str) -> PartialDate {
    PartialDate::parse(text).expect(text)
}

#[test]
fn a_coarse_date_lies_within_only_when_every_day_of_it_does() {
    let span = Span::between(Some(date("April 2021")), Some(date("October 2022")));
    assert_eq!(span.days(), Some(579));
    let mut case = Case::new("Child A");
    for (incident, wanted) in [
        ("1 April 2021", Lies::Within),
        ("31 March 2021", Lies::Outside),
        ("31 October 2022", Lies::Within),
        ("November 2022", Lies::Outside),
        ("2021", Lies::Perhaps),
        ("soon", Lies::Unknown),
    ] {
        case.attributes.insert(Case::INCIDENT.to_owned(), incident.to_owned());
        assert_eq!(lies(&case, span), wanted, "{incident}");
    }
    assert_eq!(Span::between(Some(date("2022")), Some(date("2021"))).days(), None);
    assert_eq!(Span::of(date("February 2024")).days(), Some(29));
    assert_eq!(Span::default().days(), None);
}
