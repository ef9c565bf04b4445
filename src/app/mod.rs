//! The program without a screen: gestures, the session, jobs, settings. The window and the command line both use it.

pub mod accept;
pub mod action;
pub mod cached;
pub mod carry;
pub mod changes;
pub mod check;
pub mod clock;
pub mod command;
pub mod create;
pub mod export;
pub mod gesture;
pub mod import;
pub mod locate;
pub mod ocr;
pub mod pages;
pub mod passwords;
pub mod particulars;
pub mod places;
pub mod reextract;
pub mod sample;
pub mod searching;
pub mod session;
pub mod settings;
pub mod statements;
pub mod texts;
mod zones;
