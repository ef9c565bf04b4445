//! The program without a screen: gestures, the session, jobs, settings. The window and the command line both use it.

pub mod accept;
pub mod action;
pub mod cached;
pub mod changes;
pub mod check;
pub mod clock;
mod codebook_changes;
pub mod codebook_file;
pub mod command;
pub mod create;
pub mod disagreements;
pub mod export;
pub mod field_words;
pub mod gesture;
pub mod history;
pub mod import;
pub mod locate;
pub mod places;
pub mod sample;
pub mod searching;
pub mod session;
pub mod settings;
pub mod texts;
