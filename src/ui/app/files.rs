//! The system's file dialogs, asked in a thread of their own so that the window goes on.
//!
//! Where the system has none (no portal, no zenity) the answer is as if cancelled; every dialog of this program
//! therefore also has a field to type a path into, and files can be dropped on the window.

use crate::model::{CodebookVersion, Id};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};
use std::thread::Builder;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Files to add.
    Files,
    /// A folder of files to add.
    FolderToAdd,
    /// The folder of a deep dive.
    Project,
    /// Where to put a new deep dive.
    Parent,
    /// A codebook to take themes from.
    CodebookIn,
    /// Where to save the codebook.
    CodebookOut,
    /// Where to save the memos.
    MemosOut,
    /// Where to save a frozen version of the codebook.
    VersionOut(Id<CodebookVersion>),
    /// Where to save an export; the extension.
    Save(&'static str),
    /// Where to save the report of what was read.
    SaveReport,
    /// Where to save what is made of a deep dive; the extension, none for a folder.
    StudyOut(&'static str),
}

/// Asks the person for files and folders.
pub trait FileDialogs {
    /// Opens a dialog; one at a time.
    fn ask(&mut self, asked: Asked, wake: Box<dyn Fn() + Send>);

    /// The answer, once: no paths when cancelled.
    fn answer(&mut self) -> Option<(Asked, Vec<PathBuf>)>;
}

/// The dialogs of the system.
#[derive(Debug, Default)]
pub struct SystemDialogs {
    waiting: Option<(Asked, Receiver<Vec<PathBuf>>)>,
}

impl FileDialogs for SystemDialogs {
    fn ask(&mut self, asked: Asked, wake: Box<dyn Fn() + Send>) {
        if self.waiting.is_some() {
            return;
        }
        let (send, receive) = sync_channel(1);
        let spawned = Builder::new().name("file dialog".to_owned()).spawn(move || {
            if send.send(open(asked)).is_ok() {
                wake();
            }
        });
        if spawned.is_ok() {
            self.waiting = Some((asked, receive));
        }
    }

    fn answer(&mut self) -> Option<(Asked, Vec<PathBuf>)> {
        let (asked, receive) = self.waiting.as_ref()?;
        let paths = match receive.try_recv() {
            Ok(paths) => paths,
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => Vec::new(),
        };
        let asked = *asked;
        self.waiting = None;
        Some((asked, paths))
    }
}

fn open(asked: Asked) -> Vec<PathBuf> {
    let dialog = rfd::FileDialog::new();
    match asked {
        Asked::Files => dialog.set_title("Add documents").pick_files().unwrap_or_default(),
        Asked::FolderToAdd => dialog.set_title("Add a folder of documents").pick_folder().into_iter().collect(),
        Asked::Project => dialog.set_title("Open a deep dive").pick_folder().into_iter().collect(),
        Asked::Parent => dialog.set_title("Where to put the deep dive").pick_folder().into_iter().collect(),
        Asked::CodebookIn => dialog.set_title("Add themes from a codebook").pick_file().into_iter().collect(),
        Asked::CodebookOut => {
            let named = dialog.set_title("Export the codebook").set_file_name("Codebook.xlsx");
            named.save_file().into_iter().collect()
        }
        Asked::MemosOut => dialog.set_title("Export memos").set_file_name("Memos.xlsx").save_file().into_iter().collect(),
        Asked::VersionOut(_) => {
            let named = dialog.set_title("Export a version of the codebook").set_file_name("Codebook version.xlsx");
            named.save_file().into_iter().collect()
        }
        Asked::Save(extension) => {
            let named = dialog.set_title("Export the matrix").set_file_name(format!("Theme matrix.{extension}"));
            named.save_file().into_iter().collect()
        }
        Asked::SaveReport => {
            let named = dialog.set_title("Save the report").set_file_name("What was read.html");
            named.save_file().into_iter().collect()
        }
        Asked::StudyOut("") => dialog.set_title("Choose a folder for the charts").pick_folder().into_iter().collect(),
        Asked::StudyOut(extension) => {
            let named = dialog.set_title("Save the report").set_file_name(format!("Report.{extension}"));
            named.save_file().into_iter().collect()
        }
    }
}
