//! Stored fields in words for people: which record, which field, which value.
//!
//! The subtlety: what can no longer be read, or belongs to a record of a later version, is given as it is stored.

use super::memo_words::title as title_of_about;
use super::study_words;
use crate::model::{
    Case, CaseField, Cell, CellField, CodebookVersion, CodebookVersionField, Coding, CodingField, DeepDive, Document,
    DocumentField, FieldRef, Finding, Id, Judgement, LexiconEntry, LexiconField, Memo, MemoField, Place, Project, Recommendation,
    Record, Rejection, RejectionField, SavedMatrix, SavedQuery, SavedQueryField, Statement, StatementField, Theme, ThemeField,
    ZoneMark, ZoneMarkField,
};
use crate::text::{StatedKind, TextRange};
use serde::de::DeserializeOwned;

/// Nothing is set.
const NOTHING: &str = "Nothing";

/// A record with its name, such as "Theme “Feeding”".
#[must_use]
pub fn record_words(project: &Project, about: &FieldRef) -> String {
    let id = about.id;
    let named = match about.record {
        Case::NAME => project.cases().row(Id::from_uuid(id)).map(|row| ("Case", row.record.name.clone())),
        Document::NAME => project.documents().row(Id::from_uuid(id)).map(|row| ("Document", row.record.title.clone())),
        Theme::NAME => Some(("Theme", theme_words(project, Id::from_uuid(id)))),
        Coding::NAME => project.codings().row(Id::from_uuid(id)).map(|row| {
            let document = project.documents().row(row.record.document).map(|d| d.record.title.clone()).unwrap_or_default();
            ("Coding", format!("{} in {document}", theme_words(project, row.record.theme)))
        }),
        Memo::NAME => project.memos().row(Id::from_uuid(id)).map(|row| ("Memo", title_of_about(project, row.record.about))),
        ZoneMark::NAME => project.zone_marks().row(Id::from_uuid(id)).map(|row| ("Zone", title(project, row.record.document))),
        Statement::NAME => project.statements().row(Id::from_uuid(id)).map(|row| {
            let kind = match row.record.kind {
                StatedKind::Finding => "Finding",
                StatedKind::Recommendation => "Recommendation",
            };
            let number = &row.record.number;
            let of = title(project, row.record.document);
            (kind, if number.is_empty() { of } else { format!("{number} of {of}") })
        }),
        Cell::NAME => project.cells().row(Id::from_uuid(id)).map(|row| {
            let case = project.cases().row(row.record.case).map(|c| c.record.name.clone()).unwrap_or_default();
            ("Cell", format!("{}, {case}", theme_words(project, row.record.theme)))
        }),
        CodebookVersion::NAME => {
            project.codebook_versions().row(Id::from_uuid(id)).map(|row| ("Codebook version", row.record.name.clone()))
        }
        SavedQuery::NAME => project.saved_queries().row(Id::from_uuid(id)).map(|row| {
            let SavedQuery { name, query, .. } = &row.record;
            ("Saved query", if name.is_empty() { query.clone() } else { name.clone() })
        }),
        LexiconEntry::NAME => project.lexicon().row(Id::from_uuid(id)).map(|row| ("Lexicon entry", row.record.term.clone())),
        Rejection::NAME => project.rejections().row(Id::from_uuid(id)).map(|row| {
            let of = title(project, row.record.place.document);
            ("Rejection", format!("{} in {of}", theme_words(project, row.record.theme)))
        }),
        DeepDive::NAME => Some(("Deep dive", study_words::round_name(project, Id::from_uuid(id)))),
        Finding::NAME => Some(("Finding", study_words::statement(project, Id::from_uuid(id)))),
        Recommendation::NAME => {
            project.recommendations().row(Id::from_uuid(id)).map(|row| ("Recommendation", row.record.text.clone()))
        }
        SavedMatrix::NAME => project.saved_matrices().row(Id::from_uuid(id)).map(|row| ("Saved matrix", row.record.name.clone())),
        other => Some((other, String::new())),
    };
    match named {
        Some((kind, name)) if name.is_empty() => kind.to_owned(),
        Some((kind, name)) => format!("{kind} “{name}”"),
        None => about.record.to_owned(),
    }
}

/// A field's name, and a stored value of it in words.
#[must_use]
pub fn value_words(project: &Project, about: &FieldRef, stored: &str) -> (String, String) {
    let words = match about.record {
        Case::NAME => read(stored).map(case),
        Document::NAME => read(stored).map(|field| document(project, field)),
        Theme::NAME => read(stored).map(|field| theme_field(project, field)),
        Coding::NAME => read(stored).map(|field| coding(project, field)),
        Memo::NAME => read(stored).map(|field| memo(project, field)),
        CodebookVersion::NAME => read(stored).map(codebook_version),
        SavedQuery::NAME => read(stored).map(saved_query),
        LexiconEntry::NAME => read(stored).map(lexicon_entry),
        Rejection::NAME => read(stored).map(|RejectionField::Place(range, ..)| letters(range)),
        Cell::NAME => read(stored).map(|field| cell(project, field)),
        DeepDive::NAME => read(stored).map(|field| study_words::deep_dive(project, field)),
        Finding::NAME => read(stored).map(|field| study_words::finding(project, field)),
        Recommendation::NAME => read(stored).map(|field| study_words::recommendation(project, field)),
        SavedMatrix::NAME => read(stored).map(study_words::saved_matrix),
        ZoneMark::NAME => read(stored).map(zone_mark),
        Statement::NAME => read(stored).map(|field| statement(project, field)),
        _ => None,
    };
    let value = words.unwrap_or_else(|| stored.to_owned());
    (field_name(&about.field), if value.trim().is_empty() { NOTHING.to_owned() } else { value })
}

fn read<F: DeserializeOwned>(stored: &str) -> Option<F> {
    ron::from_str(stored).ok()
}

/// The key of a field with a capital: "Include", "Age".
fn field_name(key: &str) -> String {
    let key = match key {
        "parent" => "place in the tree",
        key if key.starts_with("example ") => "example passage",
        key if key.starts_with("sample ") => "sample",
        key if key.starts_with("same theme ") => "same theme",
        key if key.starts_with("passage ") => "passage",
        key if key.starts_with("quotation ") => "quotation",
        key if key.starts_with("theme ") => "theme",
        key if key.starts_with("finding ") => "finding",
        key if key.starts_with("agency ") => "agency",
        key if key.starts_with("priority ") => "priority",
        key if key.starts_with("frame ") => "frame",
        key => key,
    };
    let mut letters = key.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A theme by code and name, whether it was retired or not.
pub(super) fn theme_words(project: &Project, id: Id<Theme>) -> String {
    let row = project.themes().row(id);
    row.map(|row| format!("{} {}", row.record.code, row.record.name).trim_start().to_owned()).unwrap_or_default()
}

fn case(field: CaseField) -> String {
    match field {
        CaseField::Name(name) => name,
        CaseField::Attribute(_, value) => value.unwrap_or_default(),
    }
}

fn document(project: &Project, field: DocumentField) -> String {
    match field {
        DocumentField::Title(title) => title,
        DocumentField::Kind(kind) => kind.to_string(),
        DocumentField::Case(id) => project.cases().row(id).map(|row| row.record.name.clone()).unwrap_or_default(),
        DocumentField::Dated(date) => date.map(|d| d.to_string()).unwrap_or_default(),
        DocumentField::Confirmed(true) => "Confirmed".to_owned(),
        DocumentField::Confirmed(false) => "Not confirmed".to_owned(),
        DocumentField::Progress(progress) => progress.to_string(),
        DocumentField::Text { version, .. } => format!("Text {version}"),
        DocumentField::Particular(_, _, particular) => particular.map(|p| p.value).unwrap_or_default(),
    }
}

fn theme_field(project: &Project, field: ThemeField) -> String {
    match field {
        ThemeField::Code(text)
        | ThemeField::Name(text)
        | ThemeField::Definition(text)
        | ThemeField::Include(text)
        | ThemeField::Exclude(text) => text,
        ThemeField::Parent(Some(id)) => format!("Under {}", theme_words(project, id)),
        ThemeField::Parent(None) => "At the top".to_owned(),
        ThemeField::Place(place) => format!("Place {place}"),
        ThemeField::Phrases(list) | ThemeField::Crosswalk(list) | ThemeField::Agencies(list) => list.join("; "),
        ThemeField::Colour(colour) => colour.map_or_else(|| "As the theme above".to_owned(), |c| c.to_string()),
        ThemeField::Pattern(pattern) => pattern.map_or_else(|| "As the theme above".to_owned(), |p| p.to_string()),
        ThemeField::Example(_, true) => "An example".to_owned(),
        ThemeField::Example(_, false) => "No example".to_owned(),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "called like its neighbours")]
fn coding(project: &Project, field: CodingField) -> String {
    match field {
        CodingField::Theme(id) => theme_words(project, id),
        CodingField::Range(range, _) | CodingField::Place(range, ..) => letters(range),
        CodingField::Polarity(polarity) => polarity.to_string(),
    }
}

fn memo(project: &Project, field: MemoField) -> String {
    match field {
        MemoField::Text(text) => text,
        MemoField::Kind(kind) => kind.to_string(),
        MemoField::Links(links) => places(project, &links),
    }
}

fn places(project: &Project, places: &[Place]) -> String {
    let place = |place: &Place| format!("{}, {}", title(project, place.document), letters(place.range).to_lowercase());
    places.iter().map(place).collect::<Vec<_>>().join("; ")
}

fn codebook_version(field: CodebookVersionField) -> String {
    match field {
        CodebookVersionField::Name(text) | CodebookVersionField::Reason(text) => text,
    }
}

fn saved_query(field: SavedQueryField) -> String {
    match field {
        SavedQueryField::Name(text) | SavedQueryField::Query(text) => text,
        SavedQueryField::NotWidened(terms) => terms.join("; "),
    }
}

fn lexicon_entry(field: LexiconField) -> String {
    match field {
        LexiconField::Means(means) => means.join("; "),
        LexiconField::CapitalsOnly(true) => "Only in capitals".to_owned(),
        LexiconField::CapitalsOnly(false) => "In any letters".to_owned(),
    }
}

fn cell(project: &Project, field: CellField) -> String {
    match field {
        CellField::Judgement(Judgement::None) => String::new(),
        CellField::Judgement(Judgement::Absent) => "Stated absent".to_owned(),
        CellField::Judgement(Judgement::NotApplicable) => "Not applicable".to_owned(),
        CellField::Grounds(grounds) => places(project, &grounds),
        CellField::Summary(text) => text,
        CellField::Written(written) => study_words::written(&written),
    }
}

fn title(project: &Project, document: Id<Document>) -> String {
    project.documents().row(document).map(|row| row.record.title.clone()).unwrap_or_default()
}

fn letters(range: TextRange) -> String {
    format!("Letters {} to {} of the text", range.start(), range.end())
}

#[expect(clippy::needless_pass_by_value, reason = "called like its neighbours")]
fn zone_mark(field: ZoneMarkField) -> String {
    match field {
        ZoneMarkField::Place(range, _) => letters(range),
        ZoneMarkField::Zone(choice) => choice.to_string(),
    }
}

fn statement(project: &Project, field: StatementField) -> String {
    match field {
        StatementField::Kind(StatedKind::Finding) => "Finding".to_owned(),
        StatementField::Kind(StatedKind::Recommendation) => "Recommendation".to_owned(),
        StatementField::Number(number) => number,
        StatementField::Place(range, ..) => letters(range),
        StatementField::Theme(id, true) => theme_words(project, id),
        StatementField::Theme(id, false) => format!("Not {}", theme_words(project, id)),
    }
}
