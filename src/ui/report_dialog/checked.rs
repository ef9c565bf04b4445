//! What the dialog knows of what would leave: its questions and its account.
//!
//! It is made anew only when what is wanted, what was decided or the project changed, never in each frame.

use crate::app::session::Session;
use crate::app::study_report::{Wanted, prepare};
use crate::disclose::gate::Question;
use crate::disclose::{Account, Level};
use std::path::PathBuf;

/// What would leave, looked through.
#[derive(Debug, Default)]
pub(super) struct Checked {
    of: Option<(Wanted, u64)>,
    /// Everything to decide, decided or not.
    pub(super) questions: Vec<Question>,
    /// What the author is told.
    pub(super) account: Account,
    /// Why it cannot be made, whatever is decided.
    pub(super) fault: Option<String>,
}

impl Checked {
    /// Looks again where something is other than before. Nothing is asked of those who may see the cases.
    pub(super) fn refresh(&mut self, session: &Session, wanted: &Wanted) {
        if wanted.level == Level::Internal {
            *self = Self::default();
            return;
        }
        // Where it is saved changes nothing of what is in it.
        let of = (Wanted { path: PathBuf::new(), ..wanted.clone() }, session.revision());
        if self.of.as_ref() == Some(&of) {
            return;
        }
        *self = match prepare(session, wanted) {
            Ok(made) => Self { questions: made.questions, account: made.account, ..Self::default() },
            Err(e) => Self { account: Account::new(wanted.level), fault: Some(e.to_string()), ..Self::default() },
        };
        self.of = Some(of);
    }
}
