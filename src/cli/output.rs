//! What commands print, how they end, and how they open a project.

use crate::app::places::Places;
use crate::app::session::{Access, Session};
use crate::app::settings::Settings;
use crate::model::Analyst;
use crate::store::writer::SaveState;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::time::Duration;

/// How a command ended when it did its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Everything was done: exit code 0.
    Done,
    /// Some files were refused, or something does not verify: exit code 3.
    InPart,
}

/// Why a command did not do its work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// 1 not done, 2 wrong arguments.
    pub code: u8,
    /// One sentence.
    pub reason: String,
}

impl Failure {
    /// Not done: exit code 1.
    #[must_use]
    pub fn not_done(reason: impl Into<String>) -> Self {
        Self { code: 1, reason: reason.into() }
    }

    /// The arguments are wrong: exit code 2.
    #[must_use]
    pub fn arguments(reason: impl Into<String>) -> Self {
        Self { code: 2, reason: reason.into() }
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::not_done(error.to_string())
    }
}

/// Prints one line on standard output; a reader that has gone away ends the printing, not the work.
pub(super) fn line(text: &str) {
    let mut out = std::io::stdout().lock();
    if writeln!(out, "{text}").is_err() {
        tracing::debug!("nobody reads standard output any more");
    }
}

/// Prints one JSON object on a line of its own.
pub(super) fn json_line(value: &impl Serialize) -> Result<(), Failure> {
    line(&serde_json::to_string(value)?);
    Ok(())
}

/// This program's folders, and who is coding.
pub(super) fn who_and_where() -> (Places, Analyst) {
    let places = Places::of_system();
    let analyst = Settings::load(&places.settings).analyst_or_user();
    (places, analyst)
}

/// Opens a project for reading, without taking anything from a window that has it open.
pub(super) fn open_to_read(project: &Path) -> Result<(Session, Places), Failure> {
    let (places, analyst) = who_and_where();
    let session = Session::open(project, &places, &analyst, Access::Read, Box::new(|_, _| {}))?;
    Ok((session, places))
}

/// Opens a project for writing.
pub(super) fn open_to_write(project: &Path) -> Result<(Session, Places), Failure> {
    let (places, analyst) = who_and_where();
    let session = Session::open(project, &places, &analyst, Access::Write, Box::new(|_, _| {}))?;
    Ok((session, places))
}

/// Waits until everything is on disk.
pub(super) fn saved(session: &Session) -> Result<(), Failure> {
    let mut state = session.wait_saved(Duration::from_secs(10));
    // A slow drive gets its minute; one that has refused for ten seconds will not change its mind for a script.
    if matches!(state, SaveState::Saving { .. }) {
        state = session.wait_saved(Duration::from_secs(50));
    }
    match state {
        SaveState::Saved => Ok(()),
        SaveState::SavedUnconfirmed => {
            eprintln!("Note: this drive cannot confirm that what was written is safe.");
            Ok(())
        }
        SaveState::Saving { waiting } => Err(Failure::not_done(format!("{waiting} changes could not be saved within a minute"))),
        SaveState::Failing { why, .. } => Err(Failure::not_done(why)),
    }
}

/// A bar on standard error when that is a terminal; nothing otherwise.
pub(super) fn progress(total: usize) -> ProgressBar {
    let target = if std::io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(Some(total as u64), target);
    if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}, {eta} left") {
        bar.set_style(style);
    }
    bar
}
