//! The one small interface through which the store touches a disk, so that tests can inject faults.
//!
//! `Disk` is the real one. Nothing outside `store` reads or writes a project folder.

use std::fmt::Debug;
use std::io::{self, Write};
use std::path::Path;

/// Whether a write reached the disk for certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Synced {
    /// The disk confirmed it.
    Yes,
    /// This file system has no such confirmation (some network shares).
    NotSupported,
}

/// One entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// File name.
    pub name: String,
    /// Whether it is a folder.
    pub is_folder: bool,
    /// Size in bytes; 0 for folders.
    pub len: u64,
}

/// What the store needs of a disk.
pub trait Files: Debug + Send + Sync {
    /// Reads a whole file.
    ///
    /// # Errors
    /// As the system says.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// Lists a folder, sorted by name.
    ///
    /// # Errors
    /// As the system says.
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>>;

    /// Makes a folder and those above it.
    ///
    /// # Errors
    /// As the system says.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;

    /// Writes a file that must not exist yet, and asks the disk to confirm its content; `rename` confirms its name.
    ///
    /// # Errors
    /// As the system says; part of the file may be there.
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<Synced>;

    /// Adds bytes at the end of a file, making it when missing, and asks the disk to confirm them.
    ///
    /// # Errors
    /// As the system says; part of the bytes may be there.
    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<Synced>;

    /// Cuts a file to `len` bytes.
    ///
    /// # Errors
    /// As the system says.
    fn cut(&self, path: &Path, len: u64) -> io::Result<()>;

    /// Gives a file or folder another name in the same file system; an existing file is replaced at once.
    ///
    /// # Errors
    /// As the system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file or a folder with all in it.
    ///
    /// # Errors
    /// As the system says.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Size of a file, or none when it is not there.
    ///
    /// # Errors
    /// As the system says, but not for a missing file.
    fn len(&self, path: &Path) -> io::Result<Option<u64>>;
}

/// The real disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs_err::read(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in fs_err::read_dir(folder)? {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            // A file that another program has renamed or removed in between is simply not there.
            let facts = match entry.metadata() {
                Err(e) if e.kind() == io::ErrorKind::NotFound => continue,
                facts => facts?,
            };
            let len = if facts.is_file() { facts.len() } else { 0 };
            entries.push(Entry { name, is_folder: facts.is_dir(), len });
        }
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        if folder.is_dir() {
            return Ok(());
        }
        fs_err::create_dir_all(folder)?;
        sync_folder_of(folder)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<Synced> {
        let mut file = fs_err::OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(bytes)?;
        confirmed(file.sync_data())
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<Synced> {
        let mut file = match fs_err::OpenOptions::new().append(true).open(path) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                let synced = self.write_new(path, bytes)?;
                return sync_folder_of(path).map(|()| synced);
            }
            opened => opened?,
        };
        file.write_all(bytes)?;
        confirmed(file.sync_data())
    }

    fn cut(&self, path: &Path, len: u64) -> io::Result<()> {
        let file = fs_err::OpenOptions::new().write(true).open(path)?;
        file.set_len(len)?;
        confirmed(file.sync_data()).map(|_| ())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        if from.is_dir() {
            // The names of the files in it first: a folder must not appear without them.
            sync_folder(from)?;
        }
        fs_err::rename(from, to)?;
        sync_folder_of(to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        if path.is_dir() { fs_err::remove_dir_all(path) } else { fs_err::remove_file(path) }
    }

    fn len(&self, path: &Path) -> io::Result<Option<u64>> {
        match fs_err::metadata(path) {
            Ok(facts) => Ok(Some(facts.len())),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(e),
        }
    }
}

fn confirmed(result: io::Result<()>) -> io::Result<Synced> {
    match result {
        Ok(()) => Ok(Synced::Yes),
        Err(e) if matches!(e.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput) => Ok(Synced::NotSupported),
        Err(e) => Err(e),
    }
}

fn sync_folder_of(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), sync_folder)
}

/// On Unix a new name is durable only when its folder is synced; Windows offers no such call and needs none.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    confirmed(fs_err::File::open(folder)?.sync_all()).map(|_| ())
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
