//! Which date is proposed for what.

use super::super::propose as propose_all;
use crate::text::{BlockKind, Field, SourceBuilder, Zone};

/// The first proposal of a field for a text of lines; cells are parted by `|`.
fn first(field: Field, name: &str, lines: &[&str]) -> Option<String> {
    let mut b = SourceBuilder::new("test/1");
    let table = b.begin_table();
    for line in lines {
        match line.strip_prefix("# ") {
            Some(heading) => b.push(BlockKind::Heading, 1, heading),
            None if line.contains('|') => b.push_row(table, &line.split('|').map(str::trim).collect::<Vec<_>>()),
            None => b.push(BlockKind::Paragraph, 0, line),
        };
    }
    let mut source = b.build();
    crate::read::structure::find(&mut source);
    assert!(source.shape.blocks.iter().all(|b| b.zone != Some(Zone::Contents)));
    propose_all(&source, name).into_iter().find(|p| p.field == field).map(|p| p.value)
}

#[test]
fn a_forms_labels_say_what_its_dates_are() {
    let of = |field, row: &str| {
        first(field, "form.docx", &["# Rapid Review: Child Z", "# 1. Details", row, "Chair | Head of service"])
    };
    for (field, row, date) in [
        (Field::Incident, "Date of incident | 14 March 2022", Some("2022-03-14")),
        (Field::Incident, "Date of serious incident: | 14.03.22 at 9pm", Some("2022-03-14")),
        (Field::Incident, "Incident | 14 March 2022", Some("2022-03-14")),
        (Field::Incident, "Date of death | w/c 14 March 2022", Some("2022-03-14")),
        (Field::Incident, "When did the incident happen? | March 2022", Some("2022-03")),
        (Field::Incident, "Incident reference | 2022/14", None),
        (Field::Notified, "Serious incident notification sent | 21 March 2022", Some("2022-03-21")),
        (Field::Notified, "Notification to Panel | 21 March 2022", Some("2022-03-21")),
        (Field::Notified, "Date notification sent to the national Panel | 21/03/2022", Some("2022-03-21")),
        (Field::Notified, "Notified | 21 March 2022", Some("2022-03-21")),
        (Field::Notified, "Date SIN submitted | 21 March 2022", Some("2022-03-21")),
        (Field::Incident, "Date of incident notification | 21 March 2022", None),
        (Field::Notified, "Date of incident notification | 21 March 2022", Some("2022-03-21")),
        (Field::Notified, "Notification due | 21 March 2022", None),
        (Field::Reviewed, "Rapid review meeting | 4 April 2022", Some("2022-04-04")),
        (Field::Reviewed, "Date of meeting (held by video) | 4 April 2022", Some("2022-04-04")),
        (Field::Reviewed, "Meeting held | 4 April 2022, in person", Some("2022-04-04")),
        (Field::Reviewed, "Rapid review due to the Panel | 4 April 2022", None),
        (Field::Dated, "Rapid review meeting | 4 April 2022", Some("2022-04-04")),
        (Field::Dated, "Date of birth | 4 April 2022", None),
        (Field::Dated, "Period covered | 4 April 2021 to 3 May 2022", None),
        (Field::Dated, "Date of summary | 4 April 2022", Some("2022-04-04")),
        (Field::Dated, "Report sent | 6 April 2022", Some("2022-04-06")),
    ] {
        assert_eq!(of(field, row).as_deref(), date, "{row}");
    }
}

#[test]
fn labels_may_stand_over_their_values() {
    let rows = [
        "# Rapid Review: Child Z",
        "# 1. Details",
        "Date of incident | Date notified | Date of meeting",
        "14/03/2022 | 21/03/2022 | 04/04/2022",
    ];
    for (field, date) in [
        (Field::Incident, "2022-03-14"),
        (Field::Notified, "2022-03-21"),
        (Field::Reviewed, "2022-04-04"),
        (Field::Dated, "2022-04-04"),
    ] {
        assert_eq!(first(field, "form.docx", &rows).as_deref(), Some(date), "{field:?}");
    }
    let lines = ["Serious Case Review", "Child Z", "Date of publication", "9 May 2019", "# Introduction"];
    assert_eq!(first(Field::Dated, "scr.pdf", &lines).as_deref(), Some("2019-05-09"));
}

#[test]
fn sentences_tell_the_incident_and_not_the_birth() {
    let story = |sentence: &str| first(Field::Incident, "review.pdf", &["Learning review", "# 1. Introduction", sentence]);
    for (sentence, date) in [
        (
            "Baby Z was born on 3 November 2022. On the evening of 16 February 2023 Father rang 111 to say that the baby was drowsy.",
            Some("2023-02-16"),
        ),
        (
            "This review is about Child Z, who was admitted to hospital on 26 October 2022 with a severe injury to the brain.",
            Some("2022-10-26"),
        ),
        ("In March 2022 Child Z collapsed at home and an ambulance was called.", Some("2022-03")),
        ("The council notified the Panel on 14 April 2021 of the injury.", None),
        ("Mother was discharged from hospital on 2 May 2021 after the birth.", None),
    ] {
        assert_eq!(story(sentence).as_deref(), date, "{sentence}");
    }
    let told = [
        "Learning review",
        "# 1. Introduction",
        "The council notified the national Panel on 14 April 2021. A rapid review was held on 29 April 2021.",
    ];
    assert_eq!(first(Field::Notified, "review.pdf", &told).as_deref(), Some("2021-04-14"));
    assert_eq!(first(Field::Reviewed, "review.pdf", &told).as_deref(), Some("2021-04-29"));
}

#[test]
fn a_title_page_dates_the_document_by_its_publication() {
    let lines = [
        "# Local Child Safeguarding Practice Review",
        "Child Z",
        "Report agreed by the partners: 14 June 2022",
        "Published: 6 September 2022",
        "# Introduction",
    ];
    assert_eq!(first(Field::Dated, "z.pdf", &lines).as_deref(), Some("2022-09-06"));
    let lines = [
        "# Child Z: agency summary",
        "For the rapid review on 1 June 2023.",
        "# What happened",
        "Nothing.",
        "Date | 26 May 2023",
    ];
    assert_eq!(first(Field::Dated, "z.docx", &lines).as_deref(), Some("2023-05-26"));
}
