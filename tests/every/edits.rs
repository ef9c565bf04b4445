//! Every edit of every field of every type of record.

use super::{first, saved};
use crate::support::sample::{self, range};
use deepdive::model::{
    Case, CaseField, Cell, CellField, Change, CodebookVersion, CodebookVersionField, Coding, CodingField, DocumentField,
    DocumentKind, Edit, Id, Judgement, LexiconEntry, LexiconField, Memo, MemoAbout, MemoField, MemoKind, OfferedBy, Origin,
    PartialDate, Particular, Place, Polarity, Progress, Project, Record, Rejection, RejectionField, SavedQueryField, Statement,
    StatementField, Table, Theme, ThemeColour, ThemeField, ThemePattern, ZoneChoice, ZoneMark, ZoneMarkField,
};
use deepdive::text::{Field, QuoteHash, StatedKind, Zone};
use std::collections::BTreeSet;

/// Every edit of one type of record.
pub fn edits<R: Record>(table: &Table<R>, wrap: fn(Edit<R>) -> Change, new: R, fields: Vec<R::Field>) -> Vec<Change> {
    let record = first(table);
    let sets = fields.into_iter().map(|now| Edit::Set { id: record.id(), was: record.get(&now), now });
    let hidden = table.rows().find(|r| r.retired).map(|r| Edit::Restore(r.record.id()));
    sets.chain([Edit::Add(Box::new(new)), Edit::Retire(record.id())]).chain(hidden).map(wrap).collect()
}

fn every_edit_of_what_is_kept(p: &Project, place: Place) -> Vec<Change> {
    let (text, theme) = ("changed \\ \"so\"\nand so".to_owned(), first(p.themes()).id);
    let version = CodebookVersion { id: Id::fresh(), name: text.clone(), reason: text.clone(), themes: Vec::new() };
    let fields = vec![CodebookVersionField::Name(text.clone()), CodebookVersionField::Reason(text.clone())];
    let mut all = edits(p.codebook_versions(), Change::CodebookVersion, version, fields);
    let fields = vec![
        SavedQueryField::Name(text.clone()),
        SavedQueryField::Query(text.clone()),
        SavedQueryField::NotWidened(vec![text.clone()]),
    ];
    all.extend(edits(p.saved_queries(), Change::SavedQuery, saved(&text), fields));
    let fields = vec![LexiconField::Means(vec![text.clone()]), LexiconField::CapitalsOnly(true)];
    all.extend(edits(p.lexicon(), Change::LexiconEntry, LexiconEntry::new(&text, vec![text.clone()], true), fields));
    let offered_by = OfferedBy::Query(text);
    let id = Rejection::id_of(theme, place.document, place.text_version, place.range, &offered_by);
    let fields = vec![RejectionField::Place(place.range, place.quote, 3)];
    all.extend(edits(p.rejections(), Change::Rejection, Rejection { id, theme, place, offered_by }, fields));
    all
}

fn theme_fields(p: &Project, text: &dyn Fn() -> String, example: Id<Coding>) -> Vec<ThemeField> {
    vec![
        ThemeField::Code(text()),
        ThemeField::Name(text()),
        ThemeField::Parent(p.themes().iter().last().map(|t| t.id)),
        ThemeField::Place(-7),
        ThemeField::Definition(text()),
        ThemeField::Include(text()),
        ThemeField::Exclude(text()),
        ThemeField::Phrases(vec![text()]),
        ThemeField::Crosswalk(vec![text()]),
        ThemeField::Agencies(vec![text()]),
        ThemeField::Colour(Some(ThemeColour::Teal)),
        ThemeField::Pattern(Some(ThemePattern::Ticked)),
        ThemeField::Example(example, true),
    ]
}

/// Every kind of edit of every type of record, with every field.
pub fn every_edit(p: &Project) -> Vec<Change> {
    let text = || "changed \\ \"so\"\nand so".to_owned();
    let (case, theme, document) = (first(p.cases()).id, first(p.themes()).id, first(p.documents()).id);
    let mut coding = first(p.codings()).clone();
    coding.id = Id::fresh();
    let last_case = p.cases().iter().last().unwrap().id;
    let case_fields = vec![CaseField::Name(text()), CaseField::Attribute(text(), Some(text()))];
    let document_fields = vec![
        DocumentField::Title(text()),
        DocumentField::Kind(DocumentKind::Chronology),
        DocumentField::Case(last_case),
        DocumentField::Dated(PartialDate::parse("2020-02").ok()),
        DocumentField::Confirmed(true),
        DocumentField::Progress(Progress::Reviewed),
        DocumentField::Text { version: 2, pages: 3, words: 7 },
        DocumentField::Particular(Field::Area, String::new(), Some(Particular::typed(&text()))),
        DocumentField::Particular(Field::Agency, "Kent Police".to_owned(), None),
    ];
    let theme_fields = theme_fields(p, &text, coding.id);
    let coding_fields = vec![
        CodingField::Theme(theme),
        CodingField::Range(range(2, 3), QuoteHash::of("x")),
        CodingField::Place(range(2, 4), QuoteHash::of("y"), 2),
        CodingField::Polarity(Polarity::Context),
    ];
    let cell_fields = vec![CellField::Judgement(Judgement::NotApplicable), CellField::Summary(text())];
    let memo =
        Memo { id: Id::fresh(), about: MemoAbout::Document(document), text: text(), kind: MemoKind::Question, links: Vec::new() };
    let place = Place { document, range: range(2, 3), quote: QuoteHash::of("x"), text_version: 2 };
    let memo_fields = vec![MemoField::Text(text()), MemoField::Kind(MemoKind::Decision), MemoField::Links(vec![place.clone()])];
    let mut all = edits(p.cases(), Change::Case, Case::new("New"), case_fields);
    all.extend(edits(p.documents(), Change::Document, sample::document("new", case), document_fields));
    all.extend(edits(p.themes(), Change::Theme, Theme::new("New", Some(theme)), theme_fields));
    all.extend(edits(p.codings(), Change::Coding, coding, coding_fields));
    all.extend(edits(p.memos(), Change::Memo, memo, memo_fields));
    all.extend(edits(p.cells(), Change::Cell, Cell::new(theme, last_case), cell_fields));
    let (range, quote) = (range(2, 3), QuoteHash::of("x"));
    let mark = ZoneMark { id: Id::fresh(), document, text_version: 1, range, zone: ZoneChoice::NoPart };
    let fields = vec![ZoneMarkField::Place(range, 2), ZoneMarkField::Zone(ZoneChoice::Part(Zone::Glossary))];
    all.extend(edits(p.zone_marks(), Change::ZoneMark, mark, fields));
    let (kind, number, origin) = (StatedKind::Recommendation, text(), Origin::ByHand);
    let new =
        Statement { id: Id::fresh(), document, kind, number, range, quote, text_version: 2, origin, themes: BTreeSet::new() };
    let fields = vec![
        StatementField::Kind(kind),
        StatementField::Number(text()),
        StatementField::Place(range, quote, 2),
        StatementField::Theme(theme, true),
    ];
    all.extend(edits(p.statements(), Change::Statement, new, fields));
    all.extend(super::study::every_edit(p, first(p.codings()), &place));
    all.extend(every_edit_of_what_is_kept(p, place));
    all
}
