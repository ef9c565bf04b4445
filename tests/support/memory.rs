//! A disk in memory: fast enough for thousands of folders, and as strict as a real one about what exists.

use deepdive::store::files::{Entry, Files, Synced};
use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

/// Files by path; a folder has no bytes.
#[derive(Debug, Default)]
pub struct Memory(Mutex<BTreeMap<PathBuf, Option<Vec<u8>>>>);

impl Memory {
    fn all(&self) -> MutexGuard<'_, BTreeMap<PathBuf, Option<Vec<u8>>>> {
        self.0.lock().expect("no test panics while holding it")
    }

    /// Puts a file there whatever was there, with the folders above it.
    pub fn put(&self, path: &Path, bytes: &[u8]) {
        self.make_folder(path.parent().expect("a file lies in a folder")).expect("memory");
        self.all().insert(path.to_owned(), Some(bytes.to_vec()));
    }

    /// Every path, for comparing.
    pub fn paths(&self) -> Vec<PathBuf> {
        self.all().keys().cloned().collect()
    }

    /// A second disk with the same content.
    pub fn copy(&self) -> Self {
        Self(Mutex::new(self.all().clone()))
    }
}

fn missing() -> io::Error {
    ErrorKind::NotFound.into()
}

impl Files for Memory {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.all().get(path).cloned().flatten().ok_or_else(missing)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let all = self.all();
        match all.get(folder) {
            None => return Err(missing()),
            Some(Some(_)) => return Err(ErrorKind::NotADirectory.into()),
            Some(None) => {}
        }
        let inside = all.iter().filter(|(path, _)| path.parent() == Some(folder));
        let entry = |(path, bytes): (&PathBuf, &Option<Vec<u8>>)| Entry {
            name: path.file_name().expect("not the root").to_string_lossy().into_owned(),
            is_folder: bytes.is_none(),
            len: bytes.as_ref().map_or(0, |b| b.len() as u64),
        };
        let mut entries: Vec<Entry> = inside.map(entry).collect();
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        let mut all = self.all();
        for above in folder.ancestors() {
            if all.entry(above.to_owned()).or_insert(None).is_some() {
                return Err(ErrorKind::NotADirectory.into());
            }
        }
        Ok(())
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<Synced> {
        let mut all = self.all();
        if all.contains_key(path) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        if all.get(path.parent().expect("a file lies in a folder")) != Some(&None) {
            return Err(missing());
        }
        all.insert(path.to_owned(), Some(bytes.to_vec()));
        Ok(Synced::Yes)
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<Synced> {
        if let Some(Some(there)) = self.all().get_mut(path) {
            there.extend_from_slice(bytes);
            return Ok(Synced::Yes);
        }
        self.write_new(path, bytes)
    }

    fn cut(&self, path: &Path, len: u64) -> io::Result<()> {
        match self.all().get_mut(path) {
            Some(Some(bytes)) => {
                bytes.truncate(usize::try_from(len).expect("small"));
                Ok(())
            }
            Some(None) | None => Err(missing()),
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut all = self.all();
        if all.get(from).ok_or_else(missing)?.is_none() && all.keys().any(|p| p != to && p.starts_with(to)) {
            return Err(ErrorKind::DirectoryNotEmpty.into());
        }
        let moved: Vec<PathBuf> = all.keys().filter(|p| p.starts_with(from)).cloned().collect();
        for path in moved {
            let rest = path.strip_prefix(from).expect("starts with it").to_owned();
            let bytes = all.remove(&path).expect("was listed");
            // `join("")` would put a slash at the end.
            all.insert(if rest.as_os_str().is_empty() { to.to_owned() } else { to.join(rest) }, bytes);
        }
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut all = self.all();
        let before = all.len();
        all.retain(|p, _| !p.starts_with(path));
        if all.len() < before { Ok(()) } else { Err(missing()) }
    }

    fn len(&self, path: &Path) -> io::Result<Option<u64>> {
        Ok(self.all().get(path).map(|bytes| bytes.as_ref().map_or(0, |b| b.len() as u64)))
    }
}
