//! What is asked of the learner, with everything of the project that the answer rests on.

use crate::app::gesture::Passage;
use crate::app::session::Session;
use crate::app::texts::Texts;
use crate::model::{Case, Coding, Document, DocumentKind, Id, Project, Theme, ZoneMarks};
use crate::suggest::{Form, Within};
use crate::text::{QuoteHash, SourceText};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What passages are wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A theme: what probably belongs to it.
    Theme(Id<Theme>),
    /// A coding: passages with like words.
    Like(Id<Coding>),
}

impl About {
    /// The theme that passages are offered for.
    #[must_use]
    pub fn theme(self, project: &Project) -> Option<Id<Theme>> {
        match self {
            Self::Theme(theme) => project.themes().get(theme).map(|t| t.id),
            Self::Like(coding) => project.codings().get(coding).map(|c| c.theme),
        }
    }
}

/// What a person asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What passages are wanted for.
    pub about: About,
    /// Passages that were passed over and are not shown again for now.
    pub skipped: Vec<Passage>,
    /// Whether passages that are coded with other themes are offered too.
    pub with_coded: bool,
}

/// The documents as they are now.
#[derive(Clone, Debug, Default)]
pub struct Documents(pub(super) BTreeMap<Id<Document>, (Document, ZoneMarks)>);

/// What makes a text what it is.
pub(super) type TextKey = (crate::model::SourceHash, u32, Option<QuoteHash>);

impl Documents {
    /// The documents of a deep dive.
    #[must_use]
    pub fn of(session: &Session) -> Self {
        let project = session.project();
        Self(project.documents().iter().map(|d| (d.id, (d.clone(), project.zones_by_hand(d.id)))).collect())
    }

    pub(super) fn keys(&self) -> BTreeMap<Id<Document>, TextKey> {
        let key = |(d, zones): &(Document, ZoneMarks)| (d.source.clone(), d.text_version, zones.digest());
        self.0.iter().map(|(id, held)| (*id, key(held))).collect()
    }

    pub(super) fn text(&self, texts: &Texts, id: Id<Document>) -> Option<Arc<SourceText>> {
        self.0.get(&id).and_then(|(document, zones)| texts.get(document, zones))
    }
}

/// A question with what people have done so far.
#[derive(Clone, Debug)]
pub struct Taught {
    pub(super) question: Question,
    pub(super) theme: Id<Theme>,
    pub(super) documents: Documents,
    /// The coding that passages are to be like.
    pub(super) model: Option<Passage>,
    pub(super) positives: Vec<Passage>,
    pub(super) rejected: Vec<Passage>,
    pub(super) read: Vec<Id<Document>>,
    pub(super) lines: Vec<String>,
    /// What is not offered: coded, turned down, passed over.
    pub(super) taken: Vec<Passage>,
}

impl Taught {
    /// Gathers what the answer to a question rests on; none when its theme or coding is no longer there, or lies in an
    /// earlier text.
    #[must_use]
    pub fn of(session: &Session, question: &Question) -> Option<Self> {
        let (project, tree) = (session.project(), session.tree());
        let theme = project.themes().get(question.about.theme(project)?)?;
        let model = match question.about {
            About::Theme(_) => None,
            About::Like(coding) => Some(project.codings().get(coding).filter(|c| project.is_placed(c)).map(passage_of)?),
        };
        let branch: BTreeSet<Id<Theme>> = tree.branch(theme.id).iter().map(|n| n.id).collect();
        let placed = || project.live_codings().filter(|c| project.is_placed(c));
        let positives: Vec<Passage> = placed().filter(|c| branch.contains(&c.theme)).map(passage_of).collect();
        let rejected: Vec<Passage> = rejections(project, theme.id);
        let begun: BTreeSet<Id<Document>> = placed().map(|c| c.document).collect();
        let is_read = |d: &&Document| d.progress.is_read() || begun.contains(&d.id);
        let mut taken = rejected.clone();
        taken.extend(question.skipped.iter().copied());
        taken.extend(model);
        taken.extend(placed().filter(|c| !question.with_coded || branch.contains(&c.theme)).map(passage_of));
        Some(Self {
            question: question.clone(),
            theme: theme.id,
            documents: Documents::of(session),
            model,
            positives,
            rejected,
            read: project.documents().iter().filter(is_read).map(|d| d.id).collect(),
            lines: own_words(theme),
            taken,
        })
    }
}

fn passage_of(coding: &Coding) -> Passage {
    Passage { document: coding.document, range: coding.range }
}

/// Passages turned down for a theme, by whatever they were offered, in the present texts.
fn rejections(project: &Project, theme: Id<Theme>) -> Vec<Passage> {
    let here = project.rejections().iter().filter(|r| r.theme == theme).map(|r| &r.place);
    let placed = here.filter(|p| p.text_version == project.text_version(p.document));
    placed.map(|p| Passage { document: p.document, range: p.range }).collect()
}

/// The words that a theme brings: its name, its phrases, and what it means.
fn own_words(theme: &Theme) -> Vec<String> {
    let named = [&theme.name, &theme.definition, &theme.include].into_iter();
    named.chain(&theme.phrases).filter(|line| !line.trim().is_empty()).cloned().collect()
}

/// Documents of which words are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WordScope {
    /// All of them.
    #[default]
    All,
    /// Those of a case.
    Case(Id<Case>),
    /// One.
    Document(Id<Document>),
    /// Those of a kind.
    Kind(DocumentKind),
}

/// What words are to be counted, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordQuestion {
    /// Of which documents.
    pub scope: WordScope,
    /// What counts as the same word.
    pub form: Form,
    /// Whether words such as "the" are counted.
    pub stop_words: bool,
    /// Whether covers, contents pages, glossaries and boilerplate are counted.
    pub apparatus: bool,
    /// In what words stand together.
    pub within: Within,
    /// The word whose company is wanted; empty for the strongest pairs of all.
    pub word: String,
}

impl WordQuestion {
    /// The documents asked for with a number for each case, documents of a case together.
    #[must_use]
    pub fn documents(&self, project: &Project) -> Vec<(Id<Document>, u32)> {
        let fits = |d: &&Document| match self.scope {
            WordScope::All => true,
            WordScope::Case(case) => d.case == case,
            WordScope::Document(id) => d.id == id,
            WordScope::Kind(kind) => d.kind == kind,
        };
        let mut found: Vec<(Id<Case>, Id<Document>)> = project.documents().iter().filter(fits).map(|d| (d.case, d.id)).collect();
        found.sort_unstable();
        let mut number = 0;
        let runs = found.chunk_by(|a, b| a.0 == b.0).flat_map(|run| {
            number += 1;
            run.iter().map(|(_, document)| (*document, number - 1)).collect::<Vec<_>>()
        });
        runs.collect()
    }
}
