//! What an export is asked about who may read it: the level, identifiers, quotes.
//!
//! What has to be decided is listed on standard error with its words, since a person has to decide about them; it is
//! never written to a log.

use super::output::Failure;
use crate::app::export::ExportError;
use crate::disclose::gate::{Ask, Decision, Decisions, Question};
use crate::disclose::identifiers::IdentifierKind;
use crate::disclose::{Account, Level};
use clap::ValueEnum;

/// What to do about identifiers in what leaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Identifiers {
    /// List them and write nothing.
    #[default]
    Stop,
    /// Replace each by what it is, such as `[date of birth]`.
    Mask,
}

/// What to do about quotes at the publishable level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Quotes {
    /// Publish none.
    LeaveOut,
    /// Publish each word for word.
    Keep,
}

/// Flags of everything that leaves.
#[derive(Debug, clap::Args)]
pub(super) struct Leaving {
    /// Who may read it: internal, partnership or publishable.
    #[arg(long, default_value = "internal", value_parser = str::parse::<Level>)]
    pub(super) level: Level,
    /// What to do about identifiers that are found, at the levels that ask about them.
    #[arg(long, value_enum, default_value = "stop")]
    identifiers: Identifiers,
    /// What to do about quotes at the publishable level; without it nothing is written until it is said.
    #[arg(long, value_enum)]
    quotes: Option<Quotes>,
}

impl Leaving {
    /// What these flags decide of the questions that an export asks; `ask` gives them under the decisions so far.
    pub(super) fn decide(&self, ask: impl Fn(&Decisions) -> Vec<Question>) -> Decisions {
        let mut decisions = Decisions::default();
        if let Some(quotes) = self.quotes {
            let decision = match quotes {
                Quotes::LeaveOut => Decision::LeaveOut,
                Quotes::Keep => Decision::Keep,
            };
            decisions.all_quotes(&ask(&decisions), &decision);
        }
        if self.identifiers == Identifiers::Mask {
            // Only now it is known which quotes leave at all.
            let questions = ask(&decisions);
            for kind in IdentifierKind::ALL {
                decisions.mask_all(&questions, kind);
            }
        }
        decisions
    }
}

/// Why nothing was exported; what has to be decided is listed first.
pub(super) fn failure(error: ExportError) -> Failure {
    let reason = error.to_string();
    match error {
        ExportError::Matrix(_) | ExportError::View(_) => Failure::arguments(reason),
        ExportError::Undecided(questions) => {
            questions.iter().for_each(list);
            let quotes = questions.iter().any(|q| q.ask == Ask::Quote);
            let identifiers = questions.iter().any(|q| q.ask != Ask::Quote);
            let ways: Vec<&str> = [(identifiers, "--identifiers mask"), (quotes, "--quotes leave-out or --quotes keep")]
                .iter()
                .filter_map(|(is_asked, way)| is_asked.then_some(*way))
                .collect();
            Failure::not_done(format!("{reason}; decide in the window, or give {}", ways.join(" and ")))
        }
        ExportError::Refused(_) | ExportError::Write(_) | ExportError::Io { .. } => Failure::not_done(reason),
    }
}

fn list(question: &Question) {
    let places = match question.places.as_slice() {
        [] => String::new(),
        [place] => place.clone(),
        [place, rest @ ..] => format!("{place} and {} more", rest.len()),
    };
    eprintln!("{}: “{}” in {places} ({})", question.ask, question.words, question.why);
}

/// Tells on standard error what was suppressed and why: it is for whoever makes the file, and not in it.
pub(super) fn tell(account: &Account) {
    if account.level == Level::Internal {
        return;
    }
    eprintln!("Level {}: {}.", account.level.name(), account.summary());
    account.lines().for_each(|line| eprintln!("  {line}"));
}
