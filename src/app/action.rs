//! What views ask for. A view never changes anything itself: it pushes actions, and the program carries them out.

use super::command::{Command, Page};
use super::gesture::Gesture;
use super::settings::{Appearance, QuickThemes, Reading};
use crate::model::{Coding, Document, Id, Theme};
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
    /// Searches all documents; an empty text clears the results.
    Search(String),
    /// Saves a matrix.
    Export(Box<MatrixExport>),
    /// Sets light or dark.
    SetAppearance(Appearance),
    /// Sets the size of the reading text in points.
    SetReadingSize(f32),
    /// Sets how the reading page shows a text.
    SetReading(Reading),
    /// Sets the themes on the number keys, for this person and deep dive.
    SetQuickThemes(QuickThemes),
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
