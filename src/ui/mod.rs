//! The window: the only folder that knows egui.
//!
//! | part | what it is for |
//! |---|---|
//! | `reader` | a document with its codings, to be read, selected and coded |
//! | `style` | tokens, fonts and the look of everything |
//! | `widgets` | the controls every page is made of |
//! | `shell` | the frame of the window: top bar, rail, panes, key bar |
//! | `welcome` | the first page |
//!
//! Shell and welcome know no project: they take values and return what was chosen.

pub mod reader;
pub mod shell;
pub mod style;
pub mod welcome;
pub mod widgets;

#[cfg(test)]
mod test_bench;
