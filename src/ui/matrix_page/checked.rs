//! What the export dialog knows of the matrix that would leave: its questions and its account.
//!
//! The matrix is computed once for a request and revision, and only where the level asks anything of it; a decision
//! only looks through its texts again.

use crate::analyse::MatrixRequest;
use crate::app::leaving::Leaving;
use crate::app::session::Session;
use crate::disclose::gate::{Decisions, Question};
use crate::disclose::{Account, Level};

/// The matrix of the dialog, looked through at a level.
#[derive(Debug, Default)]
pub(super) struct Checked {
    of: Option<(MatrixRequest, u64)>,
    leaving: Option<Leaving>,
    at: Option<Level>,
    /// Everything to decide, decided or not.
    pub(super) questions: Vec<Question>,
    /// What the author is told.
    pub(super) account: Account,
    /// Why it cannot be exported at the level, whatever is decided.
    pub(super) fault: Option<String>,
}

impl Checked {
    /// Looks again where request, revision or level are others than before, or something was decided.
    pub(super) fn refresh(&mut self, session: &Session, request: &MatrixRequest, level: Level, decisions: &Decisions) {
        if level == Level::Internal {
            *self = Self { of: self.of.take(), leaving: self.leaving.take(), ..Self::default() };
            return;
        }
        let of = (request.clone(), session.revision());
        if self.of.as_ref() != Some(&of) {
            *self = Self { of: Some(of), ..Self::default() };
            match Leaving::new(session, request) {
                Ok(leaving) => self.leaving = Some(leaving),
                Err(e) => *self = Self { fault: Some(e.to_string()), ..Self::default() },
            }
        }
        if self.at != Some(level) {
            self.at = Some(level);
            self.look(level, decisions);
        }
    }

    /// Looks through the matrix under what is decided now.
    pub(super) fn look(&mut self, level: Level, decisions: &Decisions) {
        let Some(leaving) = &self.leaving else { return };
        match leaving.account(level, decisions) {
            Ok(account) => {
                (self.account, self.fault) = (account, None);
                self.questions = leaving.questions(level, decisions);
            }
            Err(refused) => {
                (self.account, self.fault) = (Account::new(level), Some(refused.to_string()));
                self.questions.clear();
            }
        }
    }
}
