//! Method and sample: what was asked of which cases, how they were read, and how they were counted.

use super::door::Door;
use super::study::Study;
use super::words::{capital, in_words, listed, paragraphs, so_many, stopped};
use crate::analyse::case_progress;
use crate::analyse::evidence::RULES;
use crate::disclose::gate::TextKind;
use crate::disclose::suppress::{Symbol, note};
use crate::model::{Case, DocumentKind, Id, PartialDate, Progress};
use crate::write::paper::{Block, Level as Depth, PaperCell, PaperColumn, PaperRow, PaperTable};
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};

/// The sections of the method.
pub(super) fn method(study: &Study<'_>, door: &Door) -> Vec<Block> {
    let mut blocks = vec![Block::heading(Depth::Two, "The question and the cases")];
    blocks.extend(question(study, door));
    blocks.extend(sample(study, door));
    blocks.push(Block::heading(Depth::Two, "Documents"));
    blocks.extend(documents(study, door));
    blocks.push(Block::heading(Depth::Two, "Coding"));
    blocks.extend(coding(study, door));
    blocks.push(Block::heading(Depth::Two, "How cases are counted"));
    blocks.extend(counting(door));
    blocks.push(Block::heading(Depth::Two, "What makes a finding strong"));
    blocks.push(Block::text(
        "Each finding is said to be strong, moderate, limited or unsupported by rules that are the same for all of them. \
         They look at the number of cases first, then at how many agencies it concerns and whether the reviews drew the \
         same conclusion themselves.",
    ));
    blocks.push(Block::List { is_numbered: false, items: rules() });
    blocks.push(Block::heading(Depth::Two, "Limits"));
    blocks.extend(limits(study, door).into_iter().map(Block::text));
    blocks
}

/// The rules of strength, one an item.
fn rules() -> Vec<Vec<crate::write::paper::Run>> {
    use crate::write::paper::Run;
    let levels = ["Strong:", "Moderate:", "Limited:", "Unsupported:"];
    let mut starts: Vec<usize> = levels.iter().filter_map(|level| RULES.find(level)).collect();
    starts.push(RULES.len());
    let rule = |pair: &[usize]| {
        let [start, end] = *pair else { return None };
        let (name, words) = RULES.get(start..end)?.trim().split_once(':')?;
        Some(vec![Run::bold(format!("{name}:")), Run::plain(words.to_owned())])
    };
    starts.windows(2).filter_map(rule).collect()
}

fn question(study: &Study<'_>, door: &Door) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (lead, text) in [("It asked: ", &study.round.question), ("Which cases belong in: ", &study.round.rule)] {
        if !text.trim().is_empty() {
            let words = door.name(TextKind::Statement, "the method", text.trim());
            blocks.push(Block::text(format!("{lead}{}", stopped(&words))));
        }
    }
    let incidents = super::front::incidents(study, door);
    if !incidents.is_empty() {
        blocks.push(Block::text(stopped(&incidents)));
    }
    blocks
}

fn sample(study: &Study<'_>, door: &Door) -> Vec<Block> {
    let out: Vec<(&Case, &str)> = study
        .round
        .sample
        .iter()
        .filter(|(_, said)| !said.is_in)
        .filter_map(|(id, said)| Some((study.project.cases().get(*id)?, said.why.trim())))
        .collect();
    let looked = u32::try_from(out.len() + study.cases.len()).unwrap_or(u32::MAX);
    let into = so_many(study.cases.len(), "case", "cases");
    let left = door.case_count("Cases looked at and left out", u32::try_from(out.len()).unwrap_or(u32::MAX), looked);
    let mut words = format!("The sample is {into}.");
    match left.n {
        Some(0) => {}
        Some(_) if door.shows_cases() => {
            words.push_str(&format!(" {} more {} looked at and left out.", capital(&in_words(out.len())), were(out.len())));
        }
        Some(_) | None => words.push_str(" Other cases were looked at and left out."),
    }
    let mut blocks = vec![Block::text(words)];
    if !door.shows_cases() {
        return blocks;
    }
    if !out.is_empty() {
        let rows = out.iter().map(|(case, why)| {
            let name = door.name(TextKind::CaseName, "cases left out", &case.name);
            let why =
                if why.is_empty() { "No reason given".to_owned() } else { door.name(TextKind::Statement, "cases left out", why) };
            PaperRow { cells: vec![PaperCell::plain(&name), PaperCell::plain(&stopped(&why))], ..PaperRow::default() }
        });
        blocks.push(Block::Table(PaperTable {
            caption: "Cases looked at and left out".to_owned(),
            description: "Each case that was looked at and left out, with the reason.".to_owned(),
            columns: vec![PaperColumn::new("Case", 30), PaperColumn::new("Why it was left out", 70)],
            rows: rows.collect(),
            ..PaperTable::default()
        }));
    }
    if !study.cases.is_empty() {
        blocks.push(cases_table(study, door));
    }
    blocks
}

const fn were(n: usize) -> &'static str {
    if n == 1 { "case was" } else { "cases were" }
}

/// The cases of the sample: ages only where everything is exact, dates as exact as the level shows them.
fn cases_table(study: &Study<'_>, door: &Door) -> Block {
    let has = |name: &str| study.cases.iter().any(|c| c.attributes.contains_key(name));
    let (with_age, with_incident) = (door.is_internal() && has("Age"), has(Case::INCIDENT));
    let mut columns = vec![PaperColumn::new("Case", 22)];
    if with_age {
        columns.push(PaperColumn::new("Age at the time", 18));
    }
    if with_incident {
        columns.push(PaperColumn::new("Incident", 22));
    }
    columns.extend([PaperColumn::number("Documents", 14), PaperColumn::new("How far they were read", 26)]);
    let attribute = |case: &Case, name: &str| case.attributes.get(name).map(|v| v.trim().to_owned());
    let row = |case: &&Case| {
        let mut cells = vec![PaperCell::plain(&door.name(TextKind::CaseName, "the sample", &case.name))];
        let not_recorded = || PaperCell::plain("Not recorded");
        if with_age {
            let age = attribute(case, "Age").map(|age| PaperCell::plain(&door.name(TextKind::Attribute, "the sample", &age)));
            cells.push(age.unwrap_or_else(not_recorded));
        }
        if with_incident {
            let date = attribute(case, Case::INCIDENT).and_then(|value| PartialDate::parse(&value).ok());
            cells.push(date.map_or_else(not_recorded, |date| PaperCell::plain(&door.date(date))));
        }
        let progress = case_progress(study.project, case.id);
        cells.push(PaperCell::plain(&progress.documents().to_string()));
        cells.push(PaperCell::plain(read_words(progress.lowest())));
        PaperRow { cells, ..PaperRow::default() }
    };
    Block::Table(PaperTable {
        caption: "The cases of the sample".to_owned(),
        description: "Each case with its documents and how far they were read.".to_owned(),
        columns,
        rows: study.cases.iter().map(row).collect(),
        ..PaperTable::default()
    })
}

const fn read_words(progress: Option<Progress>) -> &'static str {
    match progress {
        None => "No documents",
        Some(Progress::NotRead) => "Not all read yet",
        Some(Progress::Coding) => "Still being read",
        Some(Progress::Coded) => "Read to the end",
        Some(Progress::Reviewed) => "Read to the end by two people",
    }
}

fn documents(study: &Study<'_>, door: &Door) -> Vec<Block> {
    let sample: BTreeSet<Id<Case>> = study.cases.iter().map(|c| c.id).collect();
    let mut kinds: BTreeMap<DocumentKind, usize> = BTreeMap::new();
    let (mut all, mut words) = (0, 0_usize);
    for document in study.project.documents().iter().filter(|d| sample.contains(&d.case)) {
        *kinds.entry(document.kind).or_default() += 1;
        all += 1;
        words += document.words as usize;
    }
    let total = so_many(all, "document", "documents");
    if !door.shows_cases() {
        return vec![Block::text(format!(
            "These cases have {total}: {}.",
            listed(&kinds.keys().map(|k| kind_words(*k, 2)).collect::<Vec<_>>())
        ))];
    }
    let parts: Vec<String> = kinds.iter().map(|(kind, n)| format!("{n} {}", kind_words(*kind, *n))).collect();
    let of = if parts.is_empty() { String::new() } else { format!(": {}", listed(&parts)) };
    let length = if words > 0 { format!(" Together they have {} words.", super::words::grouped(words)) } else { String::new() };
    vec![Block::text(format!("These cases have {total}{of}.{length}"))]
}

/// A kind of document in the middle of a sentence.
fn kind_words(kind: DocumentKind, n: usize) -> &'static str {
    let (one, many) = match kind {
        DocumentKind::RapidReview => ("rapid review", "rapid reviews"),
        DocumentKind::Lcspr => ("local child safeguarding practice review", "local child safeguarding practice reviews"),
        DocumentKind::Scr => ("serious case review", "serious case reviews"),
        DocumentKind::LearningReview => ("local learning review", "local learning reviews"),
        DocumentKind::AgencySummary => ("agency summary", "agency summaries"),
        DocumentKind::Chronology => ("chronology", "chronologies"),
        DocumentKind::InspectionReport => ("inspection report", "inspection reports"),
        DocumentKind::AnnualReport => ("annual report", "annual reports"),
        DocumentKind::Paper => ("paper", "papers"),
        DocumentKind::Notes => ("set of notes", "sets of notes"),
        DocumentKind::Other => ("other document", "other documents"),
    };
    if n == 1 { one } else { many }
}

fn coding(study: &Study<'_>, door: &Door) -> Vec<Block> {
    let sample: BTreeSet<Id<Case>> = study.cases.iter().map(|c| c.id).collect();
    let documents = study.project.documents().iter().filter(|d| sample.contains(&d.case));
    let codings: Vec<_> = documents.flat_map(|d| study.project.codings_in(d.id)).collect();
    let analysts: BTreeSet<String> =
        codings.iter().filter_map(|c| study.project.coder(c.id)).map(|writer| study.project.analyst(writer).name).collect();
    let mut words =
        String::from("Passages of the documents were coded with themes, each as a concern, as good practice or as context.");
    if door.shows_cases() {
        words.push_str(&format!(
            " {} made {}",
            so_many(analysts.len(), "analyst", "analysts"),
            so_many(codings.len(), "coding", "codings")
        ));
        let names: Vec<String> = if door.is_internal() {
            analysts.iter().map(|name| door.name(TextKind::Person, "the method", name)).collect()
        } else {
            Vec::new()
        };
        words.push_str(&if names.is_empty() { ".".to_owned() } else { format!(": {}.", listed(&names)) });
    }
    let mut blocks = vec![Block::text(words), Block::text(codebook_words(study, door))];
    for paragraph in paragraphs(&study.round.method) {
        blocks.extend(door.say(TextKind::Statement, "the method", paragraph).map(|text| Block::text(stopped(&text))));
    }
    let left = study.by_case.left_out();
    if left > 0 && door.shows_cases() {
        let (noun, lies) = if left == 1 { ("coding", "lies") } else { ("codings", "lie") };
        blocks.push(Block::text(format!(
            "{left} {noun} {lies} under themes that the frozen codebook does not have, and {} not counted.",
            if left == 1 { "is" } else { "are" }
        )));
    }
    blocks
}

fn codebook_words(study: &Study<'_>, door: &Door) -> String {
    let themes = format!("{} and groups", so_many(study.themes.len(), "theme", "themes"));
    let Some(row) = study.codebook() else {
        return format!("Themes are counted by the codebook as it stands, with {themes}; it has not been frozen.");
    };
    let version = &row.record;
    let name = door.name(TextKind::Title, "the codebook", &version.name);
    let day = row.at.to_zoned(TimeZone::system()).strftime("%-d %B %Y").to_string();
    let reason = version.reason.trim();
    let reason = if reason.is_empty() {
        String::new()
    } else {
        format!(" Why it was frozen: {}", stopped(&door.name(TextKind::Statement, "the codebook", reason)))
    };
    format!("Themes are counted by the codebook “{name}”, frozen on {day}, with {themes}.{reason}")
}

fn counting(door: &Door) -> Vec<Block> {
    let mut texts = vec![
        "The case is what is counted: a case in which a theme was found in three documents is one case.".to_owned(),
        "“6 of 9 cases” means that the theme or finding has passages in 6 cases, of 9 that can be counted. A case can be \
         counted when every document of it was read to the end, or when something in it was coded or judged. A case that \
         is not read to the end, and in which nothing is coded or judged, is left out of the 9 and never counts as a case \
         without the theme."
            .to_owned(),
        "“Not found” and “Not mentioned” mean that the documents were read and nothing was coded. They never mean “no”. \
         “Stated absent” means that the documents say that it was not so. Percentages are given only for 20 cases or more, \
         and never without the numbers behind them."
            .to_owned(),
    ];
    if let Some(rules) = door.level().rules(crate::disclose::THRESHOLD) {
        texts.push(format!(
            "This report is made for the level “{}”. {}",
            door.level().to_string().to_lowercase(),
            note(&[Symbol::Confidential], rules)
        ));
    }
    texts.into_iter().map(Block::text).collect()
}

/// What the numbers cannot say.
pub(super) fn limits(study: &Study<'_>, door: &Door) -> Vec<String> {
    let mut limits = vec![
        "Reviews hold what reviewers looked for and wrote down. What is not found in them may have been there all the same."
            .to_owned(),
        "The cases are few and were not chosen by chance. The numbers describe these cases; they are no rates, and other \
         families may differ."
            .to_owned(),
    ];
    let unread = study.cases.iter().filter(|c| !case_progress(study.project, c.id).is_read()).count();
    let of = u32::try_from(study.cases.len()).unwrap_or(u32::MAX);
    if unread > 0 {
        let unread = door.case_count("Cases not read to the end", u32::try_from(unread).unwrap_or(u32::MAX), of);
        let verb = if unread.n == Some(1) { "has" } else { "have" };
        limits.push(format!("Not every case has been read to the end: {} {verb} documents still to be read.", unread.sentence()));
    }
    let open = study.project.disagreements().count();
    if door.is_internal() && open > 0 {
        let (noun, verb) = if open == 1 { ("disagreement", "has") } else { ("disagreements", "have") };
        limits.push(format!("{open} {noun} between analysts {verb} not been settled."));
    }
    limits
}
