//! Dialogs of the program: a new deep dive, a path to type, the list of keys, the report of opening.

use super::files::Asked;
use super::key_list::{KeyList, PageKeys};
use crate::app::action::{Action, CodebookChoice};
use crate::app::keymap::Keymap;
use crate::app::settings::Settings;
use crate::ui::style::Style;
use crate::ui::widgets::{DialogChoice, button, dialog, drop_down_ui, section_label_ui, text_field};
use egui::{Context, RichText, ScrollArea, Ui};
use std::path::PathBuf;

/// The draft of a new deep dive.
#[derive(Clone, Debug, Default)]
struct NewDive {
    title: String,
    analyst: String,
    folder: String,
    codebook: usize,
}

/// A path to type, where the system's file dialog is not to be had.
#[derive(Clone, Debug)]
struct Typed {
    asked: Asked,
    path: String,
}

/// What is open over the window.
#[derive(Debug, Default)]
pub(super) struct Dialogs {
    new_dive: Option<NewDive>,
    typed: Option<Typed>,
    keys: Option<KeyList>,
    remarks: Vec<String>,
}

/// What a dialog asks of the program.
#[derive(Debug)]
pub(super) enum Wish {
    /// An action.
    Act(Action),
    /// A path was typed instead of chosen.
    Typed(Asked, PathBuf),
    /// The system's dialog.
    Browse(Asked),
    /// Other keys for commands.
    Keys(Keymap),
}

impl Dialogs {
    pub(super) fn open_new(&mut self, settings: &Settings) {
        let folder =
            directories::UserDirs::new().map(|d| d.document_dir().unwrap_or_else(|| d.home_dir()).to_owned()).unwrap_or_default();
        self.new_dive = Some(NewDive {
            title: String::new(),
            analyst: settings.analyst_or_user().name,
            folder: folder.display().to_string(),
            codebook: 0,
        });
    }

    pub(super) fn open_typed(&mut self, asked: Asked) {
        self.typed = Some(Typed { asked, path: String::new() });
    }

    pub(super) fn open_keys(&mut self, pages: Vec<PageKeys>) {
        self.keys = Some(KeyList::new(pages));
    }

    pub(super) fn show_remarks(&mut self, remarks: Vec<String>) {
        self.remarks = remarks;
    }

    pub(super) const fn is_open(&self) -> bool {
        self.new_dive.is_some() || self.typed.is_some() || self.keys.is_some() || !self.remarks.is_empty()
    }

    /// Takes over a folder chosen in the system's dialog.
    pub(super) fn set_folder(&mut self, path: &std::path::Path) {
        if let Some(new) = &mut self.new_dive {
            new.folder = path.display().to_string();
        }
    }

    pub(super) fn ui(&mut self, ctx: &Context, map: &Keymap) -> Option<Wish> {
        self.new_ui(ctx).or_else(|| self.typed_ui(ctx)).or_else(|| self.keys_ui(ctx, map)).or_else(|| {
            self.remarks_ui(ctx);
            None
        })
    }

    fn new_ui(&mut self, ctx: &Context) -> Option<Wish> {
        let new = self.new_dive.as_mut()?;
        let ready = [&new.title, &new.analyst, &new.folder].iter().all(|t| !t.trim().is_empty());
        let mut wish = None;
        let choice = dialog("new deep dive", "New deep dive", "Make it").ready(ready).show_ui(ctx, |ui, fresh| {
            let title = labelled_ui(ui, "Title", &mut new.title, "NAI in under-ones");
            if fresh {
                title.request_focus();
            }
            labelled_ui(ui, "Your name, shown beside your codings", &mut new.analyst, "First and last name");
            section_label_ui(ui, "Codebook to start with", "");
            let books = ["NAI in under-ones, 60 themes", "Empty"];
            if let Some(taken) = drop_down_ui(ui, "Codebook", &books, Some(new.codebook), 280.0) {
                new.codebook = taken;
            }
            labelled_ui(ui, "Folder to put it in", &mut new.folder, "");
            if ui.add(button("Choose a folder…")).clicked() {
                wish = Some(Wish::Browse(Asked::Parent));
            }
        });
        match choice {
            Some(DialogChoice::Accept) => {
                let path = PathBuf::from(new.folder.trim()).join(format!("{}.deepdive", file_name(&new.title)));
                let codebook = if new.codebook == 0 { CodebookChoice::NaiUnderOnes } else { CodebookChoice::Empty };
                let (title, analyst) = (new.title.trim().to_owned(), new.analyst.trim().to_owned());
                self.new_dive = None;
                Some(Wish::Act(Action::CreateProject { path, title, codebook, analyst }))
            }
            Some(DialogChoice::Cancel) => {
                self.new_dive = None;
                None
            }
            None => wish,
        }
    }

    fn typed_ui(&mut self, ctx: &Context) -> Option<Wish> {
        let typed = self.typed.as_mut()?;
        let (title, accept, what) = match typed.asked {
            Asked::Files => ("Add documents", "Add", "Path of a file or folder"),
            Asked::FolderToAdd => ("Add a folder of documents", "Add", "Path of the folder"),
            Asked::Project => ("Open a deep dive", "Open", "Path of the project folder"),
            Asked::Parent => ("Where to put the deep dive", "Use this folder", "Path of the folder"),
            Asked::CodebookIn => ("Add themes from a codebook", "Add", "Path of a CSV, XLSX or RON file"),
            Asked::CodebookOut => ("Export the codebook", "Save", "Path of the file to write: .csv, .xlsx or .ron"),
            Asked::MemosOut => ("Export memos", "Save", "Path of the file to write: .csv, .xlsx or .html"),
            Asked::VersionOut(_) => {
                ("Export a version of the codebook", "Save", "Path of the file to write: .csv, .xlsx or .ron")
            }
            Asked::Save(_) => ("Export the matrix", "Save", "Path of the file to write"),
            Asked::SaveReport | Asked::StudyOut(_) => ("Save the report", "Save", "Path of the file to write"),
        };
        let mut wish = None;
        let choice = dialog("path", title, accept).ready(!typed.path.trim().is_empty()).show_ui(ctx, |ui, fresh| {
            let field = labelled_ui(ui, what, &mut typed.path, "");
            if fresh {
                field.request_focus();
            }
            if ui.add(button("Choose…")).clicked() {
                wish = Some(Wish::Browse(typed.asked));
            }
        });
        match choice {
            Some(DialogChoice::Accept) => {
                let answer = Wish::Typed(typed.asked, PathBuf::from(typed.path.trim()));
                self.typed = None;
                Some(answer)
            }
            Some(DialogChoice::Cancel) => {
                self.typed = None;
                None
            }
            None => {
                if wish.is_some() {
                    self.typed = None;
                }
                wish
            }
        }
    }

    fn keys_ui(&mut self, ctx: &Context, map: &Keymap) -> Option<Wish> {
        let list = self.keys.as_mut()?;
        let mut changed = None;
        let asks = dialog("keys", "List of keys", "Close").cancel("").width(760.0);
        if asks.show_ui(ctx, |ui, fresh| changed = list.ui(ui, map, fresh)).is_some() {
            self.keys = None;
        }
        changed.map(Wish::Keys)
    }

    fn remarks_ui(&mut self, ctx: &Context) {
        if self.remarks.is_empty() {
            return;
        }
        let ended = dialog("remarks", "Opened, with remarks", "Go on").cancel("Close").show_ui(ctx, |ui, _| {
            let style = Style::of(ui);
            ScrollArea::vertical().max_height(ui.ctx().content_rect().height() * 0.5).show(ui, |ui| {
                for remark in &self.remarks {
                    ui.label(RichText::new(remark).color(style.ink));
                }
            });
        });
        if ended.is_some() {
            self.remarks.clear();
        }
    }
}

fn labelled_ui(ui: &mut Ui, name: &str, text: &mut String, hint: &str) -> egui::Response {
    section_label_ui(ui, name, "");
    text_field(text, name).hint(hint).show_ui(ui)
}

/// A title as a file name that every system takes.
fn file_name(title: &str) -> String {
    let plain: String = title.chars().map(|c| if c.is_control() || "\\/:*?\"<>|".contains(c) { '-' } else { c }).collect();
    let plain = plain.trim().trim_end_matches('.').to_owned();
    if plain.is_empty() { "Deep dive".to_owned() } else { plain }
}

#[cfg(test)]
mod tests {
    #[test]
    fn titles_become_names_that_windows_takes() {
        assert_eq!(super::file_name("Neglect: 2024/25?"), "Neglect- 2024-25-");
        assert_eq!(super::file_name(" ... "), "Deep dive");
    }
}
