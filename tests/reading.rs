//! What people do with what was read: zones that search follows, particulars with their provenance, findings, the report
//! on paper, and the deep dives of the first format.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "in a test a surprise should stop it")]

mod support;

use deepdive::app::accept::{Imported, Status};
use deepdive::app::check::check;
use deepdive::app::gesture::{Gesture, Passage};
use deepdive::app::import::{Allowed, Extract, MakeExtract};
use deepdive::app::particulars::{AGE, ALSO_CALLED, INCIDENT, Standing, acceptable, standing};
use deepdive::app::report::{export_report, report_of};
use deepdive::app::reread::ReadAgainJob;
use deepdive::app::searching::{Searcher, Wanted};
use deepdive::app::session::Session;
use deepdive::app::statements::is_accepted;
use deepdive::model::{
    CaseField, Document, DocumentField, DocumentKind, Id, Origin, PartialDate, Polarity, StatementField, ZoneChoice, fold,
    shown_value,
};
use deepdive::read::{Extraction, Outcome, PageImage, Password, Refusal, extract};
use deepdive::search::Query;
use deepdive::store::durable;
use deepdive::store::files::Disk;
use deepdive::store::folder::ProjectFolder;
use deepdive::store::line::FORMAT;
use deepdive::text::{
    BlockKind, Concern, Field, Proposal, SourceBuilder, SourceText, Stated, StatedKind, TextRange, Warning, Zone,
};
use deepdive::write::ReportFormat;
use std::path::Path;
use std::sync::Arc;
use support::folder::{add, opened};

/// A review with everything that a reader may find in one.
fn review() -> SourceText {
    let mut builder = SourceBuilder::new("docx/1");
    builder.set_zone(Some(Zone::Narrative));
    builder.push(BlockKind::Heading, 1, "What happened");
    builder.push(BlockKind::Paragraph, 0, "Leo, also Baby L, was 7 weeks old when Kent Police were called in March 2021.");
    builder.push(BlockKind::Paragraph, 0, "The bruise was seen by the midwife.");
    builder.set_zone(None);
    builder.push(BlockKind::Heading, 1, "Learning");
    builder.push(BlockKind::Paragraph, 0, "Finding 1. The bruise was not shared.");
    builder.push(BlockKind::Paragraph, 0, "Recommendation 1. The Partnership should share what is seen.");
    let table = builder.begin_table();
    builder.push_row(table, &["5 June", "Bruise"]);
    builder.leave_out("2 pictures have no text", Some(3));
    builder.note("1 comment is kept apart", None);
    let mut source = builder.build();
    let words = |words: &str| {
        let at = source.text.find(words).expect("is there");
        TextRange::within(&source.text, at, at + words.len()).ok()
    };
    let proposals = [
        (Field::Title, "Rapid review: Leo", None),
        (Field::Kind, "rapid-review", None),
        (Field::Case, "Leo", words("Leo")),
        (Field::Dated, "2021-06", None),
        (Field::Incident, "2021-03", words("March 2021")),
        (Field::Notified, "2021-03-09", None),
        (Field::Age, "7 weeks", words("7 weeks")),
        (Field::Age, "5 June", None),
        (Field::Pseudonym, "Leo", words("Leo")),
        (Field::Pseudonym, "Baby L", words("Baby L")),
        (Field::Agency, "Kent Police", words("Kent Police")),
        (Field::Agency, "Midwifery", words("midwife")),
    ];
    let proposals = proposals.map(|(field, value, found)| Proposal {
        field,
        value: value.to_owned(),
        found,
        place: found.map_or("file name", |_| "p. 1").to_owned(),
    });
    let block = |i: usize| source.shape.blocks[i].range;
    let stated = [(StatedKind::Finding, block(4)), (StatedKind::Recommendation, block(5))];
    source.shape.stated = stated.map(|(kind, range)| Stated { kind, number: "1".to_owned(), range }).to_vec();
    source.shape.proposals = proposals.to_vec();
    source
}

fn document(session: &Session, id: Id<Document>) -> &Document {
    session.project().documents().get(id).expect("is there")
}

fn attribute(session: &Session, id: Id<Document>, name: &str) -> Option<String> {
    let case = session.project().cases().get(document(session, id).case).expect("a case");
    case.attributes.get(name).cloned()
}

#[test]
fn an_import_applies_only_what_was_always_applied_and_says_where_it_comes_from() {
    let (_home, session, id) = opened(&review());
    let record = document(&session, id);
    assert_eq!((record.title.as_str(), record.kind, record.confirmed), ("Rapid review: Leo", DocumentKind::RapidReview, false));
    assert_eq!(record.particular(Field::Title).expect("kept").place, "file name");
    let incident = record.particular(Field::Incident).expect("kept");
    assert_eq!(session.text(id).unwrap().quote(incident.found.expect("found")), "March 2021");
    assert_eq!(attribute(&session, id, INCIDENT).as_deref(), Some("March 2021"));
    // The rest waits for a person.
    assert_eq!((attribute(&session, id, AGE), attribute(&session, id, ALSO_CALLED)), (None, None));
    assert!(record.particulars_of(Field::Agency).next().is_none() && record.particular(Field::Notified).is_none());
}

#[test]
fn what_was_found_is_accepted_all_at_once_and_each_value_keeps_its_place() {
    let (_home, mut session, id) = opened(&review());
    let source = session.text(id).unwrap();
    let all = acceptable(session.project(), document(&session, id), &source);
    let fields: Vec<Field> = all.iter().map(|p| p.field).collect();
    let names = [Field::Pseudonym, Field::Pseudonym, Field::Agency, Field::Agency];
    assert_eq!(fields[..2], [Field::Notified, Field::Age], "what is recorded already is not offered again");
    assert_eq!(fields[2..], names);
    session.perform(&Gesture::Accept { document: id, proposals: all }).unwrap();
    assert_eq!(attribute(&session, id, AGE).as_deref(), Some("7 weeks"));
    assert_eq!(attribute(&session, id, ALSO_CALLED).as_deref(), Some("Leo; Baby L"));
    let record = document(&session, id);
    let agencies: Vec<&str> = record.particulars_of(Field::Agency).map(|p| p.value.as_str()).collect();
    assert_eq!(agencies, ["Kent Police", "Midwifery"]);
    assert_eq!(source.quote(record.particular(Field::Age).unwrap().found.unwrap()), "7 weeks");
    assert_eq!(shown_value(Field::Notified, &record.particular(Field::Notified).unwrap().value), "9 March 2021");
    assert!(!record.confirmed, "accepting is not confirming");
    // All of it was one step.
    session.undo().unwrap();
    assert_eq!(attribute(&session, id, ALSO_CALLED), None);
    assert!(document(&session, id).particulars_of(Field::Agency).next().is_none());
}

#[test]
fn a_case_that_was_only_proposed_goes_when_the_document_gets_its_own_and_what_it_knew_comes_along() {
    let mut source = review();
    source.shape.proposals.retain(|p| p.field != Field::Case);
    let (_home, mut session, id) = opened(&source);
    let proposed = document(&session, id).case;
    let found = |field| source.shape.proposals.iter().find(|p| p.field == field).unwrap().clone();
    session.perform(&Gesture::Accept { document: id, proposals: vec![found(Field::Age), found(Field::Pseudonym)] }).unwrap();
    let case = Proposal { field: Field::Case, value: "Child Z".to_owned(), found: None, place: "p. 1".to_owned() };
    session.perform(&Gesture::Accept { document: id, proposals: vec![case.clone()] }).unwrap();
    assert!(session.project().cases().get(proposed).is_none(), "counted no more");
    let known = [INCIDENT, AGE, ALSO_CALLED].map(|name| attribute(&session, id, name));
    assert_eq!(known, ["March 2021", "7 weeks", "Leo"].map(|v| Some(v.to_owned())));
    assert!(document(&session, id).particular(Field::Incident).is_some(), "with where it comes from");
    session.undo().unwrap();
    assert_eq!(document(&session, id).case, proposed);
    // A case of which something else is known stays.
    let district = CaseField::Attribute("District".to_owned(), Some("Swale".to_owned()));
    session.perform(&Gesture::SetCase(proposed, district)).unwrap();
    session.perform(&Gesture::Accept { document: id, proposals: vec![case] }).unwrap();
    assert!(session.project().cases().get(proposed).is_some());
}

#[test]
fn another_value_than_the_recorded_one_is_said_to_differ_and_only_taken_by_itself() {
    let (_home, mut session, id) = opened(&review());
    session
        .perform(&Gesture::SetParticular { document: id, field: Field::Age, was: None, now: Some("9 weeks".to_owned()) })
        .unwrap();
    let source = session.text(id).unwrap();
    let age = source.shape.proposals.iter().find(|p| p.field == Field::Age).unwrap().clone();
    let stands = |session: &Session| standing(session.project(), document(session, id), &age);
    assert_eq!(stands(&session), Standing::Differs("9 weeks".to_owned()));
    assert!(acceptable(session.project(), document(&session, id), &source).iter().all(|p| p.field != Field::Age));
    session.perform(&Gesture::Accept { document: id, proposals: vec![age.clone()] }).unwrap();
    assert_eq!(stands(&session), Standing::Recorded);
    let again = session.perform(&Gesture::Accept { document: id, proposals: vec![age.clone()] }).unwrap_err();
    assert!(again.to_string().contains("it is so already"), "{again}");
    // A value typed over it takes the provenance away, which would speak of another value.
    session
        .perform(&Gesture::SetParticular { document: id, field: Field::Age, was: None, now: Some("8 weeks".to_owned()) })
        .unwrap();
    assert_eq!(document(&session, id).particular(Field::Age), None);
    let title = DocumentField::Title("Another title".to_owned());
    session.perform(&Gesture::SetDocument(id, title)).unwrap();
    assert_eq!(document(&session, id).particular(Field::Title), None);
    assert!(document(&session, id).particular(Field::Kind).is_some(), "the rest keeps its own");
}

#[test]
fn values_typed_are_read_as_people_write_them_or_refused_in_a_sentence() {
    let (_home, mut session, id) = opened(&review());
    let mut set = |field, was: Option<&str>, now: Option<&str>| {
        let (was, now) = (was.map(str::to_owned), now.map(str::to_owned));
        let done = session.perform(&Gesture::SetParticular { document: id, field, was, now });
        (done.map_err(|e| e.to_string()), document(&session, id).clone())
    };
    let (done, record) = set(Field::Reviewed, None, Some(" 14th March  2022"));
    assert_eq!((done, record.particular(Field::Reviewed).unwrap().value.as_str()), (Ok(()), "2022-03-14"));
    assert!(record.particular(Field::Reviewed).unwrap().is_typed());
    let (done, record) = set(Field::Dated, None, Some("June 2022"));
    assert_eq!((done, record.dated), (Ok(()), PartialDate::parse("2022-06").ok()));
    let (done, _) = set(Field::Reviewed, None, Some("31/02/2022"));
    assert!(done.unwrap_err().contains("is not a date"));
    let (done, _) = set(Field::Title, None, None);
    assert!(done.unwrap_err().contains("needs a name"));
    let (done, _) = set(Field::Area, None, Some("  "));
    assert!(done.unwrap_err().contains("Area is empty"));
    let (done, record) = set(Field::Agency, None, Some("Probation"));
    assert_eq!((done, record.particulars_of(Field::Agency).count()), (Ok(()), 1));
    let (done, record) = set(Field::Agency, Some("Probation"), Some("National Probation Service"));
    let agencies: Vec<&str> = record.particulars_of(Field::Agency).map(|p| p.value.as_str()).collect();
    assert_eq!((done, agencies), (Ok(()), vec!["National Probation Service"]));
}

#[test]
fn findings_are_accepted_once_changed_and_removed() {
    let (_home, mut session, id) = opened(&review());
    let stated = session.text(id).unwrap().shape.stated.clone();
    session.perform(&Gesture::AcceptStated { document: id, stated: stated[..1].to_vec() }).unwrap();
    session.perform(&Gesture::AcceptStated { document: id, stated: stated.clone() }).unwrap();
    let all = |session: &Session| session.project().statements_in(id).into_iter().cloned().collect::<Vec<_>>();
    assert_eq!(all(&session).len(), 2, "the one that was accepted is not taken twice");
    assert!(all(&session).iter().all(|s| s.origin == Origin::Found));
    let why = session.perform(&Gesture::AcceptStated { document: id, stated: stated.clone() }).unwrap_err();
    assert!(why.to_string().contains("accepted already"), "{why}");
    let finding = all(&session)[0].clone();
    session.perform(&Gesture::SetStatement(finding.id, StatementField::Number("1a".to_owned()))).unwrap();
    session.perform(&Gesture::RetireStatements(vec![finding.id])).unwrap();
    assert!(!is_accepted(session.project(), id, &stated[0]) && is_accepted(session.project(), id, &stated[1]));
    session.perform(&Gesture::AcceptStated { document: id, stated }).unwrap();
    let by_hand = Passage { document: id, range: session.text(id).unwrap().shape.blocks[2].range };
    session.perform(&Gesture::AddStatement { passage: by_hand, kind: StatedKind::Finding, number: String::new() }).unwrap();
    let kinds: Vec<(StatedKind, Origin)> = all(&session).iter().map(|s| (s.kind, s.origin)).collect();
    use {
        Origin::{ByHand, Found},
        StatedKind::{Finding, Recommendation},
    };
    assert_eq!(kinds, [(Finding, ByHand), (Finding, Found), (Recommendation, Found)]);
    let report = check(&session, &|_| {});
    assert!(report.ok && report.statements_checked == 3, "{report:?}");
}

#[test]
fn search_and_reader_follow_a_zone_set_by_hand() {
    let (home, mut session, id) = opened(&review());
    let index = home.places().index_of(session.folder().manifest().id);
    let mut searcher = Searcher::open(&index, session.texts(), Wanted::of(&session)).expect("an index");
    // Blocks in the order of search, which puts contents pages, glossaries and the like behind everything else.
    let order = |searcher: &Searcher| {
        let found = searcher.search(&Query::parse("bruise").unwrap(), 10).unwrap();
        found.hits.iter().map(|h| h.block).collect::<Vec<_>>()
    };
    let before = order(&searcher);
    assert_eq!(before.len(), 3);
    let blocks: Vec<TextRange> = session.text(id).unwrap().shape.blocks.iter().map(|b| b.range).collect();
    let first = before[0];
    let glossary = |range| Gesture::SetZone { document: id, range, zone: ZoneChoice::Part(Zone::Glossary) };
    session.perform(&glossary(blocks[first])).unwrap();
    assert!(session.perform(&glossary(blocks[first])).unwrap_err().to_string().contains("so already"));
    searcher.update(Wanted::of(&session)).unwrap();
    assert_eq!(order(&searcher), [&before[1..], &before[..1]].concat());
    drop(searcher);
    // Also for whoever opens the index later, and back again on undo.
    let mut searcher = Searcher::open(&index, session.texts(), Wanted::of(&session)).expect("an index");
    assert_eq!(order(&searcher), [&before[1..], &before[..1]].concat());
    session.undo().unwrap();
    searcher.update(Wanted::of(&session)).unwrap();
    assert_eq!(order(&searcher), before);

    // Two bytes of the last blocks are enough: whole blocks belong to a part; and the later mark lies over the earlier.
    let run = TextRange::new(u32::try_from(blocks[4].end() - 1).unwrap(), u32::try_from(blocks[6].start() + 1).unwrap()).unwrap();
    session.perform(&Gesture::SetZone { document: id, range: run, zone: ZoneChoice::Part(Zone::Findings) }).unwrap();
    session.perform(&Gesture::SetZone { document: id, range: blocks[6], zone: ZoneChoice::Part(Zone::Appendix) }).unwrap();
    let zones = |session: &Session| session.text(id).unwrap().shape.blocks.iter().map(|b| b.zone).collect::<Vec<_>>();
    assert_eq!(zones(&session)[3..], [None, Some(Zone::Findings), Some(Zone::Findings), Some(Zone::Appendix)]);
    session.perform(&Gesture::SetZone { document: id, range: run, zone: ZoneChoice::AsFound }).unwrap();
    session.perform(&Gesture::SetZone { document: id, range: blocks[2], zone: ZoneChoice::NoPart }).unwrap();
    assert_eq!(zones(&session)[2..], [None; 5]);
    assert_eq!(session.extracted(id, 1).unwrap().shape.blocks[2].zone, Some(Zone::Narrative), "what was read stays");
}

#[test]
fn the_report_says_what_was_read_left_out_and_refused_and_is_marked() {
    let mut source = review();
    source.shape.partial = Some("page 4 could not be read".to_owned());
    source.shape.warnings.push(Warning { concern: Concern::Check, what: "look <here>".to_owned(), page: Some(2) });
    let (home, mut session, id) = opened(&source);
    let other = add(&mut session, "notes.txt", &SourceBuilder::new("plain/1").build());
    let refused = Imported {
        path: "scan.pdf".into(),
        status: Status::Refused,
        outcome: Outcome::Scanned,
        document: None,
        warnings: Vec::new(),
        reason: Some("it holds pictures of pages and no text".to_owned()),
    };
    let report = report_of(&session, &[id, other], &[refused]);
    let first = &report.documents[0];
    assert_eq!(first.outcome, "Only part of it could be read: page 4 could not be read.");
    let fact = |name: &str| first.facts.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
    assert_eq!((fact("Headings"), fact("Tables"), fact("Table rows")), (Some("2"), Some("1"), Some("1")));
    assert_eq!((fact("Findings found"), fact("Recommendations found"), fact("Footnotes")), (Some("1"), Some("1"), None));
    assert_eq!(fact("Parts of the review"), Some("narrative; 4 of 7 passages belong to none"));
    assert_eq!(first.left_out, ["p. 3: 2 pictures have no text"]);
    assert_eq!(
        (first.check.as_slice(), first.notes.as_slice()),
        (&["p. 2: look <here>".to_owned()][..], &["1 comment is kept apart".to_owned()][..])
    );
    assert_eq!(report.documents[1].outcome, "All of it was read.");

    let path = |format: ReportFormat| home.project().with_file_name(format!("report.{}", format.extension()));
    for format in ReportFormat::ALL {
        export_report(&session, &report, format, &path(format)).unwrap();
    }
    let html = std::fs::read_to_string(path(ReportFormat::Html)).unwrap();
    assert!(html.contains("<li>p. 2: look &lt;here&gt;</li>") && html.matches("OFFICIAL-SENSITIVE").count() == 3, "{html}");
    let text = std::fs::read_to_string(path(ReportFormat::Text)).unwrap();
    assert!(text.starts_with("OFFICIAL-SENSITIVE\n") && text.contains("  scan.pdf: it holds pictures of pages and no text"));
    // The Word file is read back by our own reader: headings as headings, and every sentence there.
    let read = extract(&std::fs::read(path(ReportFormat::Docx)).unwrap(), "report.docx").source.expect("is read");
    let headings: Vec<&str> =
        read.shape.blocks.iter().filter(|b| b.kind == BlockKind::Heading).map(|b| read.block_text(b)).collect();
    assert!(headings.contains(&"Rapid review: Leo") && headings.contains(&"Left out"), "{headings:?}");
    assert!(read.text.contains("p. 2: look <here>") && read.text.contains("Words: "), "{}", read.text);
}

/// A reader that knows one text.
struct Known(SourceText);

impl Extract for Known {
    fn extract(&mut self, path: &Path, _password: Option<&Password>, _is_cancelled: &dyn Fn() -> bool) -> Extraction {
        assert!(path.ends_with("original.docx"), "{path:?}");
        Extraction {
            outcome: Outcome::Ok,
            reason: None,
            source: Some(self.0.clone()),
            pictures: None,
            unlocked: false,
            attachments: Vec::new(),
            original: None,
        }
    }

    fn extract_inside(
        &mut self,
        path: &Path,
        inside: &[usize],
        _password: Option<&Password>,
        _is_cancelled: &dyn Fn() -> bool,
    ) -> Extraction {
        panic!("no file {inside:?} in {} is asked for", path.display())
    }

    fn render(
        &mut self,
        path: &Path,
        _password: Option<&Password>,
        _page: u32,
        _pixels_per_point: f32,
        _is_cancelled: &dyn Fn() -> bool,
    ) -> Option<Result<PageImage, Refusal>> {
        panic!("no page of {} is asked for", path.display())
    }
}

#[test]
fn an_original_is_read_again_on_a_thread_and_keeps_what_its_name_proposed() {
    let (_home, session, id) = opened(&review());
    let mut better = review();
    better.shape.reader = "docx/2".to_owned();
    better.shape.proposals.retain(|p| p.found.is_some());
    let title =
        |value: &str| Proposal { field: Field::Title, value: value.to_owned(), found: None, place: "file name".to_owned() };
    better.shape.proposals.push(title("original"));
    let make: MakeExtract = Arc::new(move || Box::new(Known(better.clone())));
    let job = ReadAgainJob::start(&session, id, Allowed::default(), &make, Arc::new(|| {})).unwrap();
    let read = job.wait().expect("ended");
    let source = read.source.expect("a text");
    assert_eq!((read.document, read.outcome, source.shape.reader.as_str()), (id, Outcome::Ok, "docx/2"));
    let titles: Vec<&str> = source.shape.proposals.iter().filter(|p| p.field == Field::Title).map(|p| p.value.as_str()).collect();
    assert_eq!(titles, ["Rapid review: Leo"]);
    assert!(job.wait().is_none());
    let plan = session.plan_reading_again(id, &source).unwrap();
    assert!(!plan.is_same_text && plan.is_empty());
}

/// The sample deep dive as the first version wrote it. It is only ever read.
#[test]
fn a_deep_dive_of_the_first_format_opens_whole_and_goes_on() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/format1");
    let loaded = ProjectFolder::open(Arc::new(Disk), &folder).unwrap();
    assert!(loaded.report.quarantined.is_empty() && loaded.report.torn.is_empty() && loaded.report.changed_past.is_empty());
    let project = fold(loaded.steps, loaded.analysts);
    let counts = (project.steps().len(), project.cases().len(), project.documents().len(), project.live_codings().count());
    assert_eq!(counts, (455, 8, 14, 341));
    let concerns = project.live_codings().filter(|c| c.polarity == Polarity::Concern).count();
    assert!(concerns > 100 && project.live_codings().all(|c| c.text_version == 1 && project.is_placed(c)));
    assert_eq!(project.statements().len() + project.zone_marks().len(), 0);
    let stored: Vec<&Document> = project.documents().iter().filter(|d| loaded.folder.has_source(&d.source)).collect();
    assert_eq!(stored.len(), 1, "one document is kept with its text");
    let source = loaded.folder.source_text(&stored[0].source, 1).unwrap();
    assert!(source.shape.partial.is_none() && source.shape.stated.is_empty());
    let mut codings = project.codings_in(stored[0].id).peekable();
    assert!(codings.peek().is_some());
    for coding in codings {
        let hash = coding.range.of(&source.text).map(deepdive::text::QuoteHash::of);
        assert_eq!(hash, Some(coding.quote), "{coding:?}");
    }
}

#[test]
fn the_first_change_of_an_older_deep_dive_tells_older_programs_to_be_updated() {
    let (home, session, _) = opened(&review());
    let file = home.project().join("project.ron");
    let newer = std::fs::read_to_string(&file).unwrap();
    drop(session);
    let older = newer.replace(&format!("format: {FORMAT}"), "format: 1");
    assert_ne!(older, newer);
    durable::replace(&Disk, &file, older.as_bytes()).unwrap();
    let mut session = home.open();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), older, "opening changes nothing");
    session.perform(&Gesture::AddCase("Child B".to_owned())).unwrap();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), newer);
}
