//! The command line as its contract has it: the real program, run as other programs run it.
//!
//! Every test has a home of its own (`DEEPDIVE_HOME`), so that none sees another's settings or indexes.

#[cfg(test)]
#[path = "cli/adding.rs"]
mod adding;
#[cfg(test)]
#[path = "cli/damage.rs"]
mod damage;
#[cfg(test)]
#[path = "cli/home.rs"]
mod home;
#[cfg(test)]
#[path = "cli/leaving.rs"]
mod leaving;
#[cfg(test)]
#[path = "cli/matrices.rs"]
mod matrices;
#[cfg(test)]
#[path = "cli/matrix_view.rs"]
mod matrix_view;
#[cfg(test)]
#[path = "cli/refusals.rs"]
mod refusals;
#[cfg(test)]
#[path = "cli/searching.rs"]
mod searching;
#[cfg(test)]
#[path = "cli/tagging.rs"]
mod tagging;
