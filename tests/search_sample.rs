//! Every form of query on the sample reviews, each against what its author would look for with the eye or a plain
//! pattern; and that search follows what is done to the project.

#![expect(clippy::panic, clippy::expect_used, clippy::indexing_slicing, reason = "a failure is meant to stop the test")]

mod support;

use deepdive::app::gesture::{Gesture, Passage};
use deepdive::app::import::{Extract, MakeExtract};
use deepdive::app::places::Places;
use deepdive::app::search_thread::SearchThread;
use deepdive::app::searching::{Searcher, Wanted};
use deepdive::app::session::{Access, Session};
use deepdive::model::{Analyst, CaseField, Document, DocumentKind, Polarity, ZoneChoice};
use deepdive::read::{Extraction, PageImage, Password, Refusal, extract_with};
use deepdive::search::{Lexicon, Query};
use deepdive::text::{Block, BlockKind, SourceBuilder, SourceText, Zone};
use regex::Regex;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Reads in this process.
struct Here;

impl Extract for Here {
    fn extract(&mut self, path: &Path, password: Option<&Password>, _: &dyn Fn() -> bool) -> Extraction {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        extract_with(&std::fs::read(path).expect("the test's own file"), &name, password)
    }

    fn extract_inside(&mut self, _: &Path, _: &[usize], _: Option<&Password>, _: &dyn Fn() -> bool) -> Extraction {
        unreachable!("the sample has no file inside another")
    }

    fn render(
        &mut self,
        _: &Path,
        _: Option<&Password>,
        _: u32,
        _: f32,
        _: &dyn Fn() -> bool,
    ) -> Option<Result<PageImage, Refusal>> {
        None
    }
}

/// The sample deep dive in a folder of its own.
struct Sample {
    folder: tempfile::TempDir,
    session: Session,
}

impl Sample {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let readers: MakeExtract = Arc::new(|| Box::new(Here));
        let project = deepdive::app::sample::make_sample(folder.path(), &readers, &|_, _| {}).expect("made");
        let places = Places { settings: folder.path().join("settings"), cache: folder.path().join("cache") };
        let analyst = Analyst { name: "Ros Parry".to_owned(), initials: "RP".to_owned() };
        let session = Session::open(&project, &places, &analyst, Access::Write, Box::new(|_, _| {})).expect("opens");
        Self { folder, session }
    }

    fn index(&self) -> std::path::PathBuf {
        self.folder.path().join("index")
    }

    fn searcher(&self) -> Searcher {
        Searcher::open(&self.index(), self.session.texts(), Wanted::of(&self.session)).expect("an index")
    }

    /// Compares what a query finds with the passages for which `holds`, given the document, its text and the block.
    fn expect(&self, searcher: &Searcher, query: &str, holds: impl Fn(&Document, &SourceText, usize) -> bool) {
        let fault = self.compare(searcher, query, holds);
        assert!(fault.is_none(), "{}", fault.unwrap_or_default());
    }

    fn compare(&self, searcher: &Searcher, query: &str, holds: impl Fn(&Document, &SourceText, usize) -> bool) -> Option<String> {
        let asked = searcher.read(query).unwrap_or_else(|e| panic!("{query}: {e}"));
        let results = searcher.search(&asked, usize::MAX).expect("searches");
        let got: BTreeSet<(String, usize)> = results.hits.iter().map(|h| (self.title(h.document), h.block)).collect();
        let mut expected = BTreeSet::new();
        for document in self.session.project().documents().iter() {
            let text = self.session.text(document.id).expect("a text");
            let passages = (0..text.shape.blocks.len()).filter(|i| text.shape.blocks[*i].kind.is_passage());
            expected.extend(passages.filter(|i| holds(document, &text, *i)).map(|i| (document.title.clone(), i)));
        }
        let quote = |at: &(String, usize)| {
            let document = self.session.project().documents().iter().find(|d| d.title == at.0).expect("there");
            let text = self.session.text(document.id).expect("a text");
            format!("{}: {}", at.0, text.block_text(&text.shape.blocks[at.1]))
        };
        let missed: Vec<String> = expected.difference(&got).map(quote).collect();
        let wrong: Vec<String> = got.difference(&expected).map(quote).collect();
        if expected.is_empty() {
            return Some(format!("{query} finds nothing, which shows nothing"));
        }
        assert_eq!(results.total, results.hits.len());
        let is_right = missed.is_empty() && wrong.is_empty();
        (!is_right).then(|| format!("{query}\nmissed: {missed:#?}\nwrongly found: {wrong:#?}"))
    }

    fn title(&self, document: deepdive::model::Id<Document>) -> String {
        self.session.project().documents().get(document).expect("there").title.clone()
    }
}

/// Queries and the pattern that their passages fit, capitals aside unless it says so.
const WORDS: [(&str, &str); 45] = [
    // Words in any form, and phrases of them.
    ("bruise", r"\bbruis(e|es|ed|ing)\b"),
    ("\"not known\"", r"\bnot[\W]+known\b"),
    ("\"health visitors\"", r"\bhealth[\W]+visitors?\b"),
    ("father known -police", r"^(?s).*(\bfather.*\bknown\b|\bknown\b.*\bfather)"),
    ("shaking OR shaken", r"\bshak(e|es|ing)\b|\bshaken\b"),
    // However they are put together and spelt.
    ("non-accidental", r"\bnon[\s-]?accidental(ly)?\b"),
    ("non accidental", r"\bnon[\s-]?accidental(ly)?\b"),
    ("nonaccidental", r"\bnon[\s-]?accidental(ly)?\b"),
    ("follow-up", r"\bfollow(s|ed|ing)?[\s-]?ups?\b"),
    ("followup", r"\bfollow(s|ed|ing)?[\s-]?ups?\b"),
    ("multiagency", r"\bmulti[\s-]?agency\b"),
    ("hemorrhage", r"\bha?emorrhag(e|es|ed|ing|ic)\b"),
    ("pediatrician", r"\bpa?ediatricians?\b"),
    ("organized", r"\borgani[sz](e|es|ed|ing|ation|ations|ational|er)\b"),
    ("behavior", r"\bbehaviou?rs?\b"),
    ("\"childrens social care\"", r"\bchildren['’]?s?['’]?\s+social\s+care\b"),
    ("\"children’s social care\"", r"\bchildren['’]?s?['’]?\s+social\s+care\b"),
    // Near, in either order and in one.
    ("father NEAR/3 known", r"\bfather(s|['’]s)?(\W+[\w'’]+){0,3}\W+known\b|\bknown(\W+[\w'’]+){0,3}\W+fathers?\b"),
    ("mother BEFORE/2 alone", r"\bmother(s|['’]s)?(\W+[\w'’]+){0,2}\W+alone\b"),
    (
        "(GP OR midwife) NEAR/4 \"health visitor\"",
        r"\b(GPs?|midwife)(['’]s)?(\W+[\w'’]+){0,4}\W+health\W+visitors?\b|\bhealth\W+visitors?(['’]s)?(\W+[\w'’]+){0,4}\W+(GPs?|midwife)\b",
    ),
    (
        "\"left blank\" NEAR/10 father",
        r"\bleft\W+blank(\W+[\w'’]+){0,10}\W+fathers?\b|\bfather(s|['’]s)?(\W+[\w'’]+){0,10}\W+left\W+blank\b",
    ),
    (
        "\"mother alone seen\"~4",
        r"\bmother\w*(\W+[\w'’]+){0,5}\W+(seen\b(\W+[\w'’]+){0,4}\W+alone|alone\b(\W+[\w'’]+){0,4}\W+seen)\b|\bseen\b(\W+[\w'’]+){0,4}\W+(mother\b(\W+[\w'’]+){0,4}\W+alone|alone\b(\W+[\w'’]+){0,4}\W+mother)\b|\balone\b(\W+[\w'’]+){0,4}\W+(seen\b(\W+[\w'’]+){0,4}\W+mother|mother\b(\W+[\w'’]+){0,4}\W+seen)\b",
    ),
    // Wildcards and spellings.
    ("midwi*", r"\bmidwi\w*"),
    ("*natal", r"\b\w*natal\b"),
    ("wom?n", r"\bwom\wn\b"),
    ("b*ing", r"\bb\w*ing\b"),
    ("\"safe* sleep*\"", r"\bsafe\w*\W+sleep\w*"),
    ("paedatrician~", r"\bpaediatricians?\b"),
    ("brusing~1", r"\bbruising\b"),
    // Exact forms, with capitals.
    ("=Mother", r"(?-i)\bMother(['’]s)?\b"),
    ("=mother", r"(?-i)\bmother(['’]s)?\b"),
    ("=FNP", r"(?-i)\bFNP\b"),
    ("=\"Child B\"", r"(?-i)\bChild B\b"),
    ("=bruising", r"(?-i)\bbruising\b"),
    // Patterns over the text.
    (r"/\d{1,2}:\d\d/", r"\d{1,2}:\d\d"),
    (r"/^\d\.\d+ /", r"^\d\.\d+ "),
    (r"/(?-i)Area [23]/", r"(?-i)Area [23]"),
    (r"/\bdad\b/ NOT mother", r"\bdad\b"),
    // Brackets and opposites.
    (
        "(bruise OR mark) (eye OR ear)",
        r"^(?s)(.*\b(bruis(e|es|ed|ing)|mark(s|ed|ing)?)\b.*\b(eye|ear)s?\b|.*\b(eye|ear)s?\b.*\b(bruis(e|es|ed|ing)|mark(s|ed|ing)?)\b)",
    ),
    ("bruise NOT (eye OR face)", r"\bbruis(e|es|ed|ing)\b"),
    ("six-week", r"\bsix[\s-]?weeks?\b"),
    ("2020-21 OR \"40 per cent\"", r"\b2020\W21\b|\b40\W+per\W+cent\b"),
    ("O'Connor OR GP", r"\bGPs?\b"),
    ("haem", r"\bhaem\b"),
    ("DASH PARAGRAPH refused", r"^(?s).*(\bDASH\b.*\brefus(e|es|ed|al|ing)\b|\brefus(e|es|ed|al|ing)\b.*\bDASH\b)"),
];

/// Words that must not stand in the passages of the queries above that take something away.
const WITHOUT: [(&str, &str); 3] = [
    ("father known -police", r"\bpolic(e|ing)\b"),
    (r"/\bdad\b/ NOT mother", r"\bmother(s|['’]s)?\b"),
    ("bruise NOT (eye OR face)", r"\b(eyes?|fac(e|es|ed|ing))\b"),
];

fn pattern(pattern: &str) -> Regex {
    Regex::new(&format!("(?i){pattern}")).expect("a pattern")
}

#[test]
fn words_phrases_and_patterns_find_what_the_eye_finds() {
    let sample = Sample::new();
    let searcher = sample.searcher();
    let mut faults = Vec::new();
    for (query, fits) in WORDS {
        let fits = pattern(fits);
        let without = WITHOUT.iter().find(|(q, _)| *q == query).map(|(_, w)| pattern(w));
        faults.extend(sample.compare(&searcher, query, |_, text, i| {
            let passage = text.block_text(&text.shape.blocks[i]);
            fits.is_match(passage) && !without.as_ref().is_some_and(|w| w.is_match(passage))
        }));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    // One sentence: two that stand in one, and two that stand in two.
    let sentences = |query: &str| {
        let results = searcher.search(&searcher.read(query).expect("reads"), 100).expect("searches");
        results.hits.iter().map(|h| (sample.title(h.document), h.block)).collect::<BTreeSet<_>>()
    };
    let (near, together) = (sentences("tired SENTENCE mother"), sentences("tired PARAGRAPH mother"));
    assert!(near.is_subset(&together) && near.len() < together.len(), "{} {}", near.len(), together.len());
}

/// The heading above a block and its own level, walking up.
fn stands_under(text: &SourceText, i: usize, holds: impl Fn(&str) -> bool) -> bool {
    let mut above = u8::MAX;
    for heading in text.shape.blocks[..=i].iter().rev().filter(|b| b.kind == BlockKind::Heading) {
        if heading.level < above {
            above = heading.level;
            if holds(text.block_text(heading)) {
                return true;
            }
        }
    }
    false
}

#[test]
fn fields_find_what_is_recorded() {
    let sample = Sample::new();
    let searcher = sample.searcher();
    let project = sample.session.project();
    let block = |text: &SourceText, i: usize| -> Block { text.shape.blocks[i].clone() };
    let attribute = |d: &Document, name: &str| project.cases().get(d.case).and_then(|c| c.attributes.get(name)).cloned();
    let says = |text: &SourceText, i: usize, word: &str| text.block_text(&text.shape.blocks[i]).to_lowercase().contains(word);
    let case = |d: &Document| project.cases().get(d.case).expect("a case").name.clone();
    sample.expect(&searcher, "kind:LCSPR", |d, _, _| d.kind == DocumentKind::Lcspr);
    sample
        .expect(&searcher, "kind:agency-summary bruis*", |d, t, i| d.kind == DocumentKind::AgencySummary && says(t, i, "bruis"));
    sample.expect(&searcher, "title:\"rapid review\"", |d, _, _| d.title.contains("rapid review"));
    sample.expect(&searcher, "case:\"child b\"", |d, _, _| case(d) == "Child B");
    sample.expect(&searcher, "date:>2022-12", |d, _, _| d.dated.is_some_and(|date| date.year() >= 2023));
    sample.expect(&searcher, "date:2021", |d, _, _| d.dated.is_some_and(|date| date.year() == 2021));
    sample.expect(&searcher, "age:<3m", |d, _, _| {
        ["7 weeks", "9 weeks", "10 weeks", "11 weeks"].contains(&attribute(d, "Age").expect("an age").as_str())
    });
    sample.expect(&searcher, "age:>=5m", |d, _, _| {
        ["5 months", "6 months", "8 months", "14 months"].contains(&attribute(d, "Age").expect("an age").as_str())
    });
    sample.expect(&searcher, "district:Coast", |d, _, _| attribute(d, "District").as_deref() == Some("Coast"));
    sample.expect(&searcher, "\"age band\":\"6 to 12\"", |d, _, _| attribute(d, "Age band").as_deref() == Some("6 to 12 months"));
    sample.expect(&searcher, "incident:>2023-01", |d, _, _| {
        attribute(d, "Incident").is_some_and(|v| v.contains("2023") || v.contains("2024"))
    });
    sample.expect(&searcher, "zone:recommendations", |_, t, i| block(t, i).zone == Some(Zone::Recommendations));
    sample.expect(&searcher, "zone:find midwife", |_, t, i| {
        block(t, i).zone == Some(Zone::Findings)
            && Regex::new(r"(?i)\bmidwife\b").expect("a pattern").is_match(t.block_text(&block(t, i)))
    });
    sample.expect(&searcher, "page:2", |_, t, i| block(t, i).page == Some(2));
    sample.expect(&searcher, "page:>12", |_, t, i| block(t, i).page.is_some_and(|p| p > 12));
    sample.expect(&searcher, "para:4.11", |_, t, i| block(t, i).label.as_deref() == Some("4.11"));
    sample.expect(&searcher, "para:4.1? kind:lcspr", |d, t, i| {
        d.kind == DocumentKind::Lcspr && block(t, i).label.is_some_and(|l| l.len() == 4 && l.starts_with("4.1"))
    });
    sample.expect(&searcher, "heading:\"the family\"", |_, t, i| stands_under(t, i, |h| h.to_lowercase().contains("the family")));
    sample.expect(&searcher, "heading:(birth OR home) kind:lcspr", |d, t, i| {
        d.kind == DocumentKind::Lcspr
            && stands_under(t, i, |h| Regex::new(r"(?i)\b(births?|homes?)\b").expect("a pattern").is_match(h))
    });
}

#[test]
fn fields_of_codings_find_what_is_coded() {
    let sample = Sample::new();
    let searcher = sample.searcher();
    let project = sample.session.project();
    let theme_code = |c: &deepdive::model::Coding| project.themes().get(c.theme).expect("a theme").code.clone();
    let initials = |c: &deepdive::model::Coding| project.analyst(project.coder(c.id).expect("a coder")).initials;
    let coded = |d: &Document, t: &SourceText, i: usize, holds: &dyn Fn(&deepdive::model::Coding) -> bool| {
        project.placed_codings_in(d.id).any(|c| c.range.overlaps(t.shape.blocks[i].range) && holds(c))
    };
    sample.expect(&searcher, "theme:B1", |d, t, i| coded(d, t, i, &|c| theme_code(c) == "B1"));
    sample.expect(&searcher, "theme:B", |d, t, i| coded(d, t, i, &|c| theme_code(c).starts_with('B')));
    sample.expect(&searcher, "analyst:JM polarity:good-practice", |d, t, i| {
        coded(d, t, i, &|c| initials(c) == "JM" && c.polarity == Polarity::GoodPractice)
    });
    sample.expect(&searcher, "theme:B analyst:\"ros parry\" polarity:concern -zone:findings", |d, t, i| {
        t.shape.blocks[i].zone != Some(Zone::Findings)
            && coded(d, t, i, &|c| theme_code(c).starts_with('B') && initials(c) == "RP" && c.polarity == Polarity::Concern)
    });
    sample.expect(&searcher, "coded", |d, t, i| coded(d, t, i, &|_| true));
    sample.expect(&searcher, "uncoded", |d, t, i| !coded(d, t, i, &|_| true));
    sample.expect(&searcher, "uncoded /bruis/", |d, t, i| {
        !coded(d, t, i, &|_| true) && t.block_text(&t.shape.blocks[i]).to_lowercase().contains("bruis")
    });
    for (query, at, fault) in [
        ("theme:\"no such theme\"", 0, "There is no theme “no such theme”"),
        ("x analyst:zz", 2, "There is no analyst “zz”"),
        ("case:q", 0, "There is no case “q” with documents"),
        ("distrikt:Coast", 0, "“distrikt:” is neither a field nor one of the attributes "),
    ] {
        let error = searcher.read(query).expect_err("not there");
        assert!(error.to_string().starts_with(fault), "{error}");
        assert_eq!(error.at, at, "{query}");
    }
}

#[test]
fn the_lexicon_finds_abbreviations_and_what_they_stand_for() {
    let sample = Sample::new();
    let searcher = sample.searcher();
    let lexicon = Lexicon::default();
    let count = |typed: &str, off: &[&str]| {
        let off = off.iter().map(|key| (*key).to_owned()).collect();
        let asked = lexicon.expand(&Query::parse(typed).expect("reads"), &off).query;
        searcher.search(&asked, 0).expect("searches").total
    };
    let fits = |fits: &str| {
        let fits = Regex::new(fits).expect("a pattern");
        let texts = sample.session.project().documents().iter().map(|d| sample.session.text(d.id).expect("a text"));
        texts
            .map(|t| t.shape.blocks.iter().filter(|b| b.kind.is_passage() && fits.is_match(t.block_text(b))).count())
            .sum::<usize>()
    };
    let all = fits(
        r"\bHVs?\b|(?i)\bhealth[\s-]+visit(or|ors|ing)\b|\b0\W19\W+team\b|\bpublic\s+health\s+nurses?\b|\bspecialist community public health",
    );
    assert_eq!((count("HV", &[]), count("\"health visitor\"", &[])), (all, all));
    assert_eq!(count("HV", &["hv"]), fits(r"(?i)\bHVs?\b"));
    // A personal adviser, and neither the beginning of a word nor small letters.
    assert_eq!(count("PA", &[]), fits(r"\bPAs?\b|(?i:\bpersonal\s+advis[eo]rs?\b)"));
    assert!(count("MASH", &[]) > count("MASH", &["mash"]));
}

#[test]
fn answers_are_the_same_when_the_index_is_made_anew() {
    let sample = Sample::new();
    let answers = |searcher: &Searcher| -> Vec<_> {
        let ask =
            |(query, _): &(&str, &str)| searcher.search(&searcher.read(query).expect("reads"), 1000).expect("searches").hits;
        WORDS.iter().map(ask).collect()
    };
    let mut searcher = sample.searcher();
    // Worn: everything taken out and put in again.
    searcher.update(Wanted::default()).expect("updates");
    searcher.update(Wanted::of(&sample.session)).expect("updates");
    let before = answers(&searcher);
    drop(searcher);
    std::fs::remove_dir_all(sample.index()).expect("removed");
    assert_eq!(answers(&sample.searcher()), before);
}

/// How soon an answer has to show what was done.
const SOON: Duration = Duration::from_secs(1);

#[test]
fn answers_follow_what_is_done_within_a_second() {
    let mut sample = Sample::new();
    let (index, texts) = (sample.index(), sample.session.texts());
    let search = SearchThread::start(index, texts, Wanted::of(&sample.session), Arc::new(|| {})).expect("a thread");
    let total = |query: &str, until: &dyn Fn(usize) -> bool| {
        search.ask(&query.into());
        let begun = Instant::now();
        loop {
            let (answer, _) = search.answer();
            let found = answer.filter(|a| a.words() == query).and_then(|a| a.found.clone().ok());
            if let Some(found) = found.filter(|f| until(f.total)) {
                return (found.total, begun.elapsed());
            }
            assert!(begun.elapsed() < Duration::from_secs(30), "{query}: no answer");
            std::thread::sleep(Duration::from_millis(2));
        }
    };
    let theme = sample.session.project().themes().iter().find(|t| t.code == "B1").expect("a theme").id;
    let document = sample.session.project().documents().iter().find(|d| d.kind == DocumentKind::Lcspr).expect("one").clone();
    let text = sample.session.text(document.id).expect("a text");
    let asked = ["theme:B1", "uncoded", "district:Moor", "zone:glossary kind:lcspr", "kind:paper"];
    let before: Vec<usize> =
        asked.iter().map(|query| if query.contains("Moor") { 0 } else { total(query, &|_| true).0 }).collect();
    let is_free = |b: &&Block| {
        b.kind == BlockKind::Paragraph
            && b.zone != Some(Zone::Glossary)
            && !sample.session.project().placed_codings_in(document.id).any(|c| c.range.overlaps(b.range))
    };
    let range = text.shape.blocks.iter().find(is_free).expect("an uncoded passage").range;
    let passage = Passage { document: document.id, range };
    let tag = Gesture::Tag { passages: vec![passage], theme, polarity: Polarity::Concern, query: None };
    let moor = Gesture::SetCase(document.case, CaseField::Attribute("District".to_owned(), Some("Moor".to_owned())));
    let zone = Gesture::SetZone { document: document.id, range, zone: ZoneChoice::Part(Zone::Glossary) };
    let kind = Gesture::SetDocument(document.id, deepdive::model::DocumentField::Kind(DocumentKind::Paper));
    let passages = text.shape.blocks.iter().filter(|b| b.kind.is_passage()).count();
    let mut follows = |gesture: &Gesture, query: &str, until: &dyn Fn(usize) -> bool| {
        sample.session.perform(gesture).expect("done");
        search.update(Wanted::of(&sample.session));
        let (_, took) = total(query, until);
        assert!(took < SOON, "{query} took {took:?}");
    };
    follows(&tag, "theme:B1", &|n| n == before[0] + 1);
    follows(&moor, "district:Moor", &|n| n >= passages);
    follows(&zone, "zone:glossary kind:lcspr", &|n| n == before[3] + 1);
    follows(&kind, "kind:paper", &|n| n == before[4] + passages);
    assert_eq!(total("uncoded", &|n| n == before[1] - 1).0, before[1] - 1);
    let paragraph = "A word that no review has: quincunx. And the midwife knew of it.";
    let mut builder = SourceBuilder::new("test/1");
    builder.push(BlockKind::Paragraph, 0, paragraph);
    support::folder::add(&mut sample.session, "new.txt", &builder.build());
    search.update(Wanted::of(&sample.session));
    let (_, took) = total("quincunx", &|n| n == 1);
    assert!(took < SOON, "the import took {took:?}");
    sample.session.undo().expect("undone");
    sample.session.undo().expect("undone");
    search.update(Wanted::of(&sample.session));
    assert_eq!(total("kind:paper", &|n| n == before[4]).0, before[4]);
}
