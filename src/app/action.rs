//! What views ask for. A view never changes anything itself: it pushes actions, and the program carries them out.

use super::command::{Command, Page};
use super::gesture::Gesture;
use super::search_thread;
use super::settings::{Appearance, QuickThemes, Reading, RoundChoice};
use super::suggestions::{About, Question, WordQuestion};
use crate::analyse::Passages;
use crate::disclose::Level;
use crate::disclose::gate::Decisions;
use crate::model::{Case, CodebookVersion, Coding, Document, Id, MatrixView, Memo, Theme};
use crate::read::Password;
use crate::text::TextRange;
use crate::write::Format;
use std::path::PathBuf;

/// Which codebook a new deep dive starts with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CodebookChoice {
    /// "NAI in under-ones": 60 themes in nine groups.
    #[default]
    NaiUnderOnes,
    /// No themes yet.
    Empty,
    /// A codebook file in the project's own format.
    File(PathBuf),
}

/// What to export, named as on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixExport {
    /// Rows, such as `theme` or `attribute:District`.
    pub rows: String,
    /// Columns.
    pub columns: String,
    /// Cells, such as `presence`.
    pub cells: String,
    /// The format.
    pub format: Format,
    /// One line per row and column instead of a grid.
    pub tidy: bool,
    /// The file.
    pub path: PathBuf,
    /// Who may read it.
    pub level: Level,
    /// What was decided of identifiers and quotes.
    pub decisions: Decisions,
    /// Within which round, what is filtered, grouped and sorted; rows, columns and cells are those above.
    pub view: MatrixView,
    /// What the view's query finds.
    pub passages: Option<Passages>,
}

impl MatrixExport {
    /// The view with the rows, columns and cells of the export. How near is asked only of themes on both sides.
    #[must_use]
    pub fn whole_view(&self) -> MatrixView {
        let is_theme = |name: &str| name.starts_with("theme");
        let near = if is_theme(&self.rows) && is_theme(&self.columns) { self.view.near.clone() } else { String::new() };
        MatrixView {
            rows: self.rows.clone(),
            columns: self.columns.clone(),
            cells: self.cells.clone(),
            near,
            ..self.view.clone()
        }
    }
}

/// What a view asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A command.
    Command(Command),
    /// Shows a page.
    GoTo(Page),
    /// Shows a document, at a passage when one is given.
    Open(Id<Document>, Option<TextRange>),
    /// Shows a coding where it stands; nothing happens when it is no longer there.
    ShowCoding(Id<Coding>),
    /// Shows a case on the page of reviews.
    ShowCase(Id<Case>),
    /// Shows a memo on the page of memos.
    ShowMemo(Id<Memo>),
    /// Shows the memos with some words.
    FindMemos(String),
    /// Asks where to save a frozen version of the codebook.
    ExportVersion(Id<CodebookVersion>),
    /// Shows a theme on the themes page.
    ShowTheme(Id<Theme>),
    /// Does one thing to the project: one step.
    Do(Box<Gesture>),
    /// Takes back one of one's own steps, by its number.
    UndoStep(u64),
    /// Opens a project folder.
    OpenProject(PathBuf),
    /// Makes a project folder and opens it.
    CreateProject {
        /// The folder to make.
        path: PathBuf,
        /// The title.
        title: String,
        /// The codebook to start with.
        codebook: CodebookChoice,
        /// Who is coding.
        analyst: String,
    },
    /// Forgets a deep dive in the list of recent ones; its folder is left alone.
    ForgetRecent(PathBuf),
    /// Adds files and folders.
    Import(Vec<PathBuf>),
    /// Stops adding after the files being read.
    CancelImport,
    /// Puts the report of the last import away.
    DismissImport,
    /// Searches all documents; a query without words clears the results.
    Search(search_thread::Question),
    /// Asks which passages a query finds, for a matrix; a query without words ends that.
    FindPassages(String),
    /// Keeps a query in the list of those asked before, for this person and deep dive.
    NoteQuery(String),
    /// Shows the page of suggestions for a theme or a coding, and asks for them.
    ShowSuggestions(About),
    /// Asks for a batch of suggestions.
    Suggest(Box<Question>),
    /// Counts words.
    CountWords(Box<WordQuestion>),
    /// Shows what was read of a document beside its pages, at a passage when one is given.
    CheckReading(Id<Document>, Option<TextRange>),
    /// Leaves the page on which a reading is checked.
    LeaveCheck,
    /// Tries files of the last import again with a password.
    TryPassword(Vec<PathBuf>, Password),
    /// Opens the protected original of a document for as long as the program runs.
    Unlock(Id<Document>, Password),
    /// Has the pictures in a file of the last import read by a machine.
    ReadPictures(PathBuf),
    /// Stops reading pictures; nothing is added.
    CancelPictures,
    /// Reads the original of a document again, its pictures by a machine when asked for; nothing is changed by it.
    ReadAgain {
        /// The document.
        document: Id<Document>,
        /// Whether a machine reads its pages that are pictures.
        pictures: bool,
    },
    /// Plans to carry over what lies in an earlier text of a document; nothing is changed by it.
    PlanCarryingOver(Id<Document>),
    /// Does what was planned: one step.
    ApplyReading,
    /// Puts the plan away.
    DropReading,
    /// Saves the report of what was read of some documents, and of the files of the last import when asked for.
    SaveReport {
        /// The documents.
        documents: Vec<Id<Document>>,
        /// Whether files that became no document are listed.
        with_import: bool,
        /// The file; its extension says in which format.
        path: PathBuf,
    },
    /// Saves a matrix.
    Export(Box<MatrixExport>),
    /// Remembers what was decided of identifiers and quotes, until the deep dive is closed.
    KeepDecisions(Box<Decisions>),
    /// Sets light or dark.
    SetAppearance(Appearance),
    /// Sets the size of the reading text in points.
    SetReadingSize(f32),
    /// Sets how the reading page shows a text.
    SetReading(Reading),
    /// Sets the themes on the number keys, for this person and deep dive.
    SetQuickThemes(QuickThemes),
    /// Sets within which round of study pages work, for this person and project.
    ChooseRound(RoundChoice),
    /// Puts words on the clipboard.
    Copy(String),
    /// Says something that happened and needs no answer.
    Tell(String),
    /// Saves the lines that are in memory only beside the program's other files, when the project folder fails.
    SaveEmergencyCopy,
}

impl From<Gesture> for Action {
    fn from(gesture: Gesture) -> Self {
        Self::Do(Box::new(gesture))
    }
}
