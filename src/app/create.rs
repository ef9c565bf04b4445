//! Making a deep dive: the folder, the first step with its codebook.

use super::action::CodebookChoice;
use super::codebook_file::{CodebookFileError, load_codebook};
use super::places::Places;
use super::session::{OpenError, PerformError, Session};
use crate::model::{Analyst, Change, Codebook, Edit, Id};
use std::path::Path;

/// Why a deep dive cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// The folder cannot be made or opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The codebook's themes were refused.
    #[error(transparent)]
    Perform(#[from] PerformError),
    /// The codebook file cannot be used.
    #[error("{0}; nothing was made")]
    Codebook(#[from] CodebookFileError),
}

/// Makes a deep dive with a codebook and opens it.
///
/// # Errors
/// `CreateError`; a bad codebook file is found before anything is made.
pub fn create(
    path: &Path,
    title: &str,
    codebook: &CodebookChoice,
    places: &Places,
    analyst: &Analyst,
) -> Result<Session, CreateError> {
    let codebook = match codebook {
        CodebookChoice::NaiUnderOnes => Codebook::default_nai(),
        CodebookChoice::Empty => Codebook::default(),
        CodebookChoice::File(file) => load_codebook(file)?,
    };
    let mut session = Session::create(path, title, places, analyst)?;
    let themes = codebook.to_themes(Id::fresh);
    if !themes.is_empty() {
        let changes = themes.into_iter().map(|theme| Change::Theme(Edit::Add(Box::new(theme)))).collect();
        session.commit("Start with a codebook", changes, None)?;
    }
    Ok(session)
}
