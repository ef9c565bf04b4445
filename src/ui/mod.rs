//! The window: the only folder that knows egui.
//!
//! | part | what it is for |
//! |---|---|
//! | `reader` | a document with its codings, to be read, selected and coded |
//! | `style` | tokens, fonts and the look of everything |
//! | `widgets` | the controls every page is made of |
//! | `shell` | the frame of the window: top bar, rail, panes, key bar |
//! | `welcome` | the first page |
//! | `view` | what every page is given, and the trait that it implements |
//! | `reviews`, `reading`, `check_page`, `search_page`, `suggest_page`, `words_page`, `themes`, `matrix_page`, `framework_page`, `charts_page`, `findings_page`, `rounds_page`, `memos`, `disagreements`, `history` | the pages |
//! | `picker` | chooses a theme by typing |
//! | `report_dialog` | writes a report, a summary, quotes or charts of a deep dive |
//! | `leaving` | what every export asks: the level, what is suppressed, what has to be decided |
//!
//! Shell and welcome know no project: they take values and return what was chosen.

pub mod app;
pub mod charts_page;
pub mod check_page;
pub mod disagreements;
pub mod findings_page;
pub mod framework_page;
pub mod history;
pub mod leaving;
pub mod matrix_page;
pub mod memos;
pub mod picker;
pub mod reader;
pub mod reading;
pub mod report_dialog;
pub mod reviews;
pub mod rounds_page;
pub mod run;
pub mod search_page;
pub mod shell;
pub mod style;
pub mod suggest_page;
pub mod themes;
pub mod view;
pub mod welcome;
pub mod widgets;
pub mod words_page;

#[cfg(test)]
mod test_bench;
