//! What people do to a project: each gesture becomes one step, whether it comes from a key, a menu or a command.

pub use super::kept::KeepGesture;
pub use super::memos::MemoGesture;
pub use super::offers::OfferGesture;
pub use super::study::StudyGesture;
use crate::model::{
    Case, CaseField, Choice, Coding, CodingField, Disagreement, Document, DocumentField, DocumentKind, Id, Judgement, MemoAbout,
    PartialDate, Polarity, Statement, StatementField, Theme, ThemeField, ZoneChoice,
};
use crate::text::{Field, Proposal, SourceText, Stated, StatedKind, TextRange};
use std::sync::Arc;

/// A case that is there already, or a new one by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseChoice {
    /// One that is there.
    There(Id<Case>),
    /// One of this name: the one that has it, or else a new one.
    Named(String),
}

/// One passage to code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The document.
    pub document: Id<Document>,
    /// Where in its text.
    pub range: TextRange,
}

/// One thing a person does to a project.
#[derive(Clone, Debug, PartialEq)]
pub enum Gesture {
    /// Codes passages with a theme. Passages that this analyst has coded so already are passed over.
    Tag {
        /// What to code.
        passages: Vec<Passage>,
        /// With which theme.
        theme: Id<Theme>,
        /// Which way.
        polarity: Polarity,
        /// The query whose hits they are.
        query: Option<String>,
    },
    /// Codes a passage with a theme that is made for it.
    TagNew {
        /// What to code.
        passage: Passage,
        /// The new theme.
        theme: Box<Theme>,
        /// Which way.
        polarity: Polarity,
    },
    /// Removes codings.
    Untag(Vec<Id<Coding>>),
    /// Changes a coding's theme or polarity.
    SetCoding(Id<Coding>, CodingField),
    /// Moves the ends of a coding.
    MoveEnds(Id<Coding>, TextRange),
    /// Adds a theme at the end of its siblings.
    AddTheme(Box<Theme>),
    /// Changes one field of a theme.
    SetTheme(Id<Theme>, ThemeField),
    /// Moves a theme under another one, before `before` or at the end.
    MoveTheme {
        /// What moves.
        theme: Id<Theme>,
        /// Under which theme; none for the top.
        parent: Option<Id<Theme>>,
        /// Before which sibling; none for the end.
        before: Option<Id<Theme>>,
    },
    /// Retires a theme with everything under it; codings stay and come back with it.
    RetireTheme(Id<Theme>),
    /// Shows a retired theme again.
    RestoreTheme(Id<Theme>),
    /// Puts everything of one theme to another and retires it.
    MergeThemes {
        /// The theme that goes.
        from: Id<Theme>,
        /// The theme that stays.
        into: Id<Theme>,
    },
    /// Sends some codings of a theme to a new one beside it.
    SplitTheme {
        /// The theme that is split.
        from: Id<Theme>,
        /// The new theme; it gets the place beside the old one.
        new: Box<Theme>,
        /// The codings that go to it.
        sent: Vec<Id<Coding>>,
    },
    /// Adds the themes of a codebook that are not there yet.
    AddThemes(Vec<Theme>),
    /// Adds a case.
    AddCase(String),
    /// Changes one field of a case.
    SetCase(Id<Case>, CaseField),
    /// Removes a case that has no documents.
    RetireCase(Id<Case>),
    /// Changes one field of a document.
    SetDocument(Id<Document>, DocumentField),
    /// Confirms or corrects what was proposed for a document.
    Confirm {
        /// The document.
        document: Id<Document>,
        /// Its title.
        title: String,
        /// Its kind.
        kind: DocumentKind,
        /// Its case.
        case: CaseChoice,
        /// Its date.
        dated: Option<PartialDate>,
        /// Also an attribute of the case: when the incident was; none leaves it as it is.
        incident: Option<PartialDate>,
    },
    /// Takes a document out of the deep dive; its file and codings stay and come back on undo.
    RetireDocument(Id<Document>),
    /// States that a theme is absent from, or cannot arise in, a case.
    Judge(Id<Theme>, Id<Case>, Judgement),
    /// Writes the summary of a cell.
    Summarise(Id<Theme>, Id<Case>, String),
    /// Writes a memo; an empty text removes it.
    Note(MemoAbout, String),
    /// Says to which part of the review the blocks belong that a range touches.
    SetZone {
        /// The document.
        document: Id<Document>,
        /// A run of blocks of its present text; widened to whole blocks.
        range: TextRange,
        /// The part, no part, or as the reader found it.
        zone: ZoneChoice,
    },
    /// Records values found in the text, one or all, each with where it was found. Replaces what is recorded.
    Accept {
        /// The document.
        document: Id<Document>,
        /// What was found; the values may have been corrected.
        proposals: Vec<Proposal>,
    },
    /// Records, changes or removes a value by hand.
    SetParticular {
        /// The document.
        document: Id<Document>,
        /// What the value is about.
        field: Field,
        /// Which of several values is changed or removed; not looked at where a field has only one.
        was: Option<String>,
        /// The value as typed; none removes it.
        now: Option<String>,
    },
    /// Accepts findings and recommendations found by pattern, one or all. What is accepted already is passed over.
    AcceptStated {
        /// The document.
        document: Id<Document>,
        /// What was found in its present text.
        stated: Vec<Stated>,
    },
    /// Adds a finding or recommendation that a person marked in the text.
    AddStatement {
        /// All its words.
        passage: Passage,
        /// Finding or recommendation.
        kind: StatedKind,
        /// Its printed number; empty where it has none.
        number: String,
    },
    /// Changes the kind or number of a finding or recommendation.
    SetStatement(Id<Statement>, StatementField),
    /// Gives a finding or recommendation other words of the document's present text.
    MoveStatement(Id<Statement>, TextRange),
    /// Removes findings and recommendations; the text stays as it is.
    RetireStatements(Vec<Id<Statement>>),
    /// Reads a document again: its new text, which is stored already, with everything carried over that has a certain
    /// place in it. Make a `ReextractPlan` first and show it.
    ReadAgain {
        /// The document.
        document: Id<Document>,
        /// The number under which the new text is stored.
        version: u32,
        /// The new text.
        text: Arc<SourceText>,
    },
    /// Carries over what lies in an earlier text of a document, such as a colleague's codings made meanwhile.
    CarryOver(Id<Document>),
    /// Writes, changes, links or removes a memo.
    Memo(MemoGesture),
    /// Accepts or rejects what a search or a suggestion offered.
    Offer(OfferGesture),
    /// Freezes the codebook, keeps a query, changes the lexicon.
    Keep(KeepGesture),
    /// Rounds of study, findings, recommendations, summaries with links, saved matrices.
    Study(StudyGesture),
    /// Settles a clash by one of its sides.
    Settle(Box<Disagreement>, Choice),
}

impl Gesture {
    /// Names the gesture for the history, the undo menu and notices.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::Tag { passages, .. } if passages.len() > 1 => "Tag passages",
            Self::Tag { .. } | Self::TagNew { .. } => "Tag a passage",
            Self::Untag(codings) if codings.len() > 1 => "Remove codings",
            Self::Untag(_) => "Remove a coding",
            Self::SetCoding(_, CodingField::Theme(_)) => "Change the theme of a coding",
            Self::SetCoding(_, CodingField::Polarity(_)) => "Change the polarity of a coding",
            Self::SetCoding(_, CodingField::Range(..) | CodingField::Place(..)) | Self::MoveEnds(..) => {
                "Move the ends of a coding"
            }
            Self::AddTheme(_) => "Add a theme",
            Self::SetTheme(_, ThemeField::Name(_)) => "Rename a theme",
            Self::SetTheme(_, ThemeField::Example(_, true)) => "Use a passage as an example",
            Self::SetTheme(_, ThemeField::Example(_, false)) => "Use a passage as an example no more",
            Self::SetTheme(..) => "Change a theme",
            Self::MoveTheme { .. } => "Move a theme",
            Self::RetireTheme(_) => "Retire a theme",
            Self::RestoreTheme(_) => "Restore a theme",
            Self::MergeThemes { .. } => "Merge two themes",
            Self::SplitTheme { .. } => "Split a theme",
            Self::AddThemes(_) => "Add themes from a codebook",
            Self::AddCase(_) => "Add a case",
            Self::SetCase(_, CaseField::Name(_)) => "Rename a case",
            Self::SetCase(_, CaseField::Attribute(..)) => "Change a case",
            Self::RetireCase(_) => "Remove a case",
            Self::SetDocument(_, DocumentField::Progress(_)) => "Change a document's progress",
            Self::SetDocument(..) => "Change a document",
            Self::Confirm { .. } => "Confirm a document",
            Self::RetireDocument(_) => "Take out a document",
            Self::Judge(..) => "State a cell",
            Self::Summarise(..) => "Write a summary",
            Self::Note(..) => "Write a memo",
            Self::SetZone { .. } => "Set the part of the review",
            Self::Accept { proposals, .. } if proposals.len() > 1 => "Accept what was found",
            Self::Accept { .. } => "Accept a value",
            Self::SetParticular { now: None, .. } => "Remove a value",
            Self::SetParticular { .. } => "Change a value",
            Self::AcceptStated { stated, .. } if stated.len() > 1 => "Accept findings and recommendations",
            Self::AcceptStated { .. } => "Accept a finding or recommendation",
            Self::AddStatement { kind: StatedKind::Finding, .. } => "Add a finding",
            Self::AddStatement { kind: StatedKind::Recommendation, .. } => "Add a recommendation",
            Self::SetStatement(..) => "Change a finding or recommendation",
            Self::MoveStatement(..) => "Move the ends of a finding or recommendation",
            Self::RetireStatements(ids) if ids.len() > 1 => "Remove findings and recommendations",
            Self::RetireStatements(_) => "Remove a finding or recommendation",
            Self::ReadAgain { .. } => "Read a document again",
            Self::CarryOver(_) => "Carry codings over",
            Self::Memo(gesture) => gesture.label(),
            Self::Offer(gesture) => gesture.label(),
            Self::Keep(gesture) => gesture.label(),
            Self::Study(gesture) => gesture.label(),
            Self::Settle(..) => "Settle a disagreement",
        }
    }
}
