//! Opens the index in its cache folder, or starts it afresh when it is missing, of another version or damaged.
//!
//! The subtlety: clearing takes only files that tantivy or we could have made, so that a wrong folder loses nothing; and
//! it is done only while holding the writer's lock, so that no other window's index is cleared under its feet.

use super::analyser::ANALYSER_VERSION;
use super::error::{SearchError, guarded};
use super::manifest::Manifest;
use super::schema::{SCHEMA_VERSION, register, schema};
use serde::{Deserialize, Serialize};
use std::path::Path;
use tantivy::directory::error::LockError;
use tantivy::directory::{Directory, INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::{IndexReader, IndexSettings, ReloadPolicy};

const VERSION_FILE: &str = "version.ron";

/// An index up to this size, of some 300 reviews, is read through when it is opened, which takes a few milliseconds once
/// the files are in memory; a larger one only when `verify` is asked.
const VERIFIED_BYTES: u64 = 32 << 20;

/// How the index was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// As it was left.
    Kept,
    /// Empty: missing, damaged or of another version. Every document has to be added.
    Fresh,
    /// As another window keeps it, which alone may write.
    ReadOnly,
}

/// What a folder or the memory gave.
pub(super) struct Loaded {
    pub tantivy: tantivy::Index,
    pub reader: IndexReader,
    pub manifest: Manifest,
}

#[derive(PartialEq, Eq, Serialize, Deserialize)]
struct Version {
    schema: u32,
    analyser: u32,
}

const VERSION: Version = Version { schema: SCHEMA_VERSION, analyser: ANALYSER_VERSION };

/// Opens the index in `folder`, making both when needed.
pub(super) fn open(folder: &Path) -> Result<(Loaded, Opened), SearchError> {
    fs_err::create_dir_all(folder).map_err(|e| SearchError::folder(folder, e))?;
    let directory = MmapDirectory::open(folder).map_err(|e| SearchError::Damaged { source: Some(e.into()) })?;
    let lock = directory.acquire_lock(&INDEX_WRITER_LOCK);
    let kept = load(folder, directory.clone());
    match (lock, kept) {
        (Ok(_), Ok(loaded)) => Ok((loaded, Opened::Kept)),
        (Ok(_), Err(_)) => Ok((start(folder, &directory)?, Opened::Fresh)),
        (Err(_), Ok(loaded)) => Ok((loaded, Opened::ReadOnly)),
        (Err(LockError::LockBusy), Err(_)) => Err(SearchError::InUse),
        (Err(LockError::IoError(source)), Err(_)) => Err(SearchError::Folder { folder: folder.to_owned(), source }),
    }
}

/// An empty index that lives in memory only.
pub(super) fn in_memory() -> Result<Loaded, SearchError> {
    let tantivy = tantivy::Index::create_in_ram(schema().0);
    ready(tantivy)
}

/// Reads every file of the index and compares it with its checksum.
pub(super) fn verify(index: &tantivy::Index) -> Result<(), SearchError> {
    guarded(|| match index.validate_checksum() {
        Ok(damaged) if damaged.is_empty() => Ok(()),
        Ok(_) => Err(SearchError::Damaged { source: None }),
        Err(source) => Err(SearchError::Damaged { source: Some(source) }),
    })
}

/// Makes sure that the index in `folder` is not kept when it is next opened.
pub(super) fn give_up(folder: &Path) {
    // When the file cannot be removed, the next opening meets the same damage again, which is no worse.
    drop(fs_err::remove_file(folder.join(VERSION_FILE)));
}

fn load(folder: &Path, directory: MmapDirectory) -> Result<Loaded, SearchError> {
    let damaged = || SearchError::Damaged { source: None };
    let line = fs_err::read_to_string(folder.join(VERSION_FILE)).map_err(|e| SearchError::folder(folder, e))?;
    if ron::from_str::<Version>(&line).ok() != Some(VERSION) {
        return Err(damaged());
    }
    guarded(|| {
        let tantivy = tantivy::Index::open(directory)?;
        if tantivy.schema() != schema().0 {
            return Err(damaged());
        }
        let loaded = ready(tantivy)?;
        if size(folder).is_none_or(|bytes| bytes <= VERIFIED_BYTES) {
            verify(&loaded.tantivy)?;
        }
        Ok(loaded)
    })
}

fn ready(tantivy: tantivy::Index) -> Result<Loaded, SearchError> {
    register(&tantivy);
    let reader: IndexReader = tantivy.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    let payload = tantivy.load_metas()?.payload;
    let manifest = Manifest::read(payload.as_deref()).ok_or(SearchError::Damaged { source: None })?;
    Ok(Loaded { tantivy, reader, manifest })
}

fn start(folder: &Path, directory: &MmapDirectory) -> Result<Loaded, SearchError> {
    let failed = |e| SearchError::folder(folder, e);
    clear(folder).map_err(failed)?;
    let version = ron::to_string(&VERSION).map_err(|e| failed(std::io::Error::other(e)))?;
    let tantivy = tantivy::Index::create(directory.clone(), schema().0, IndexSettings::default())
        .map_err(|e| failed(std::io::Error::other(e)))?;
    // Last, so that a start cut short is not taken for an index.
    directory.atomic_write(Path::new(VERSION_FILE), version.as_bytes()).map_err(failed)?;
    ready(tantivy)
}

fn clear(folder: &Path) -> std::io::Result<()> {
    for entry in fs_err::read_dir(folder)? {
        let entry = entry?;
        if is_ours(&entry.file_name().to_string_lossy()) {
            if entry.file_type()?.is_dir() {
                fs_err::remove_dir_all(entry.path())?;
            } else {
                fs_err::remove_file(entry.path())?;
            }
        }
    }
    Ok(())
}

/// Whether a name is one of an index; the locks are left alone, because one of them is held.
fn is_ours(name: &str) -> bool {
    let segment = name.split('.').next().is_some_and(|stem| stem.len() == 32 && stem.bytes().all(|b| b.is_ascii_hexdigit()));
    segment || matches!(name, VERSION_FILE | "meta.json" | ".managed.json")
}

fn size(folder: &Path) -> Option<u64> {
    let entries = fs_err::read_dir(folder).ok()?;
    entries.map(|entry| entry.ok()?.metadata().ok().map(|m| m.len())).sum()
}
