//! Durable writes: a file is either as it was or wholly new, whatever happens in between.
//!
//! A temporary file in the same folder is written, confirmed by the disk, and renamed over the old one.

use super::files::{Disk, Files, Synced};
use std::io;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// How the names of files and folders begin that are not finished yet; nothing ever reads them.
pub(super) const TEMPORARY: &str = ".new-";

/// Replaces or makes a file.
///
/// # Errors
/// As the system says; the old file is then untouched.
pub fn replace(files: &dyn Files, path: &Path, bytes: &[u8]) -> io::Result<Synced> {
    let temporary = beside(path);
    let result = files.write_new(&temporary, bytes).and_then(|synced| files.rename(&temporary, path).map(|()| synced));
    if result.is_err() && files.remove(&temporary).is_err() {
        // The first error is the one to tell; a stray temporary file does no harm and is never read.
    }
    result
}

/// Saves an export or a settings file on the real disk, whole or not at all.
///
/// # Errors
/// As the system says; an older file of that name is then untouched.
pub fn save(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
        Disk.make_folder(folder)?;
    }
    replace(&Disk, path, bytes).map(|_| ())
}

/// A fresh name in the same folder.
pub(super) fn beside(path: &Path) -> PathBuf {
    path.with_file_name(format!("{TEMPORARY}{}", Uuid::now_v7().simple()))
}
