//! Originals with their texts: put in once as a whole, never touched again.

use super::durable::{self, TEMPORARY, beside};
use super::folder::ProjectFolder;
use crate::model::SourceHash;
use crate::text::{Shape, SourceText};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

/// Why a stored document cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The folder or a file in it is not there.
    #[error("the files of this document are missing from the project folder; copy the folder documents/{0} back")]
    Missing(String),
    /// The text or its shape is damaged.
    #[error("the stored text of this document is damaged ({0}); restore documents/ from a backup")]
    Damaged(String),
    /// The system refused.
    #[error("the document cannot be read: {0}")]
    Io(#[from] io::Error),
}

impl ProjectFolder {
    /// The folder of a document.
    #[must_use]
    pub fn document_folder(&self, source: &SourceHash) -> PathBuf {
        self.path.join("documents").join(source.as_str())
    }

    /// Whether an original is already in the project folder, complete.
    #[must_use]
    pub fn has_source(&self, source: &SourceHash) -> bool {
        let Ok(entries) = self.files.list(&self.document_folder(source)) else { return false };
        let has = |fits: fn(&str) -> bool| entries.iter().any(|e| !e.is_folder && fits(&e.name));
        has(is_original) && has(|name| name == "text-1.txt") && has(|name| name == "shape-1.ron")
    }

    /// Which originals are not in the project folder, in the order given: a half-copied folder.
    ///
    /// # Errors
    /// As the system says, but not for a missing `documents` folder.
    pub fn missing_sources<'a>(&self, sources: impl Iterator<Item = &'a SourceHash>) -> io::Result<Vec<&'a SourceHash>> {
        let there: BTreeSet<String> = match self.files.list(&self.path.join("documents")) {
            Ok(entries) => entries.into_iter().filter(|e| e.is_folder).map(|e| e.name).collect(),
            Err(e) if e.kind() == io::ErrorKind::NotFound => BTreeSet::new(),
            Err(e) => return Err(e),
        };
        Ok(sources.filter(|s| !there.contains(s.as_str())).collect())
    }

    /// Puts an original with its text into the project folder. Already there: nothing happens.
    ///
    /// All files are written into a new folder first, which is then renamed: there is never half a document.
    ///
    /// # Errors
    /// As the system says; nothing was added then.
    pub fn add_source(&self, hash: &SourceHash, original: &[u8], file_name: &str, source: &SourceText) -> io::Result<()> {
        if self.has_source(hash) {
            return Ok(());
        }
        let target = self.document_folder(hash);
        let new = beside(&target);
        let shape = ron::ser::to_string_pretty(&source.shape, shape_style()).map_err(io::Error::other)?;
        let result = self.fill(&new, original, file_name, &source.text, &shape).and_then(|()| {
            // Two threads may bring the same original: the first one wins, the second has nothing to do.
            let _one_at_a_time = self.adding.lock().unwrap_or_else(PoisonError::into_inner);
            if self.has_source(hash) {
                return self.files.remove(&new);
            }
            if self.files.list(&target).is_ok() {
                // Half a document from a broken copy of the folder: set aside, not overwritten.
                self.files.rename(&target, &beside(&target).with_extension("incomplete"))?;
            }
            self.files.rename(&new, &target)
        });
        if result.is_err() && self.files.remove(&new).is_err() {
            tracing::warn!("a temporary folder in documents/ could not be removed");
        }
        // Two people may add the same document at once: then the other's is as good.
        if self.has_source(hash) { Ok(()) } else { result }
    }

    fn fill(&self, folder: &Path, original: &[u8], file_name: &str, text: &str, shape: &str) -> io::Result<()> {
        self.files.make_folder(folder)?;
        self.files.write_new(&folder.join(original_name(file_name)), original)?;
        self.files.write_new(&folder.join("text-1.txt"), text.as_bytes())?;
        self.files.write_new(&folder.join("shape-1.ron"), shape.as_bytes())?;
        Ok(())
    }

    /// Stores another text of an original, and returns the number to read it by: that of the same text where one is
    /// stored already, else the next free one.
    ///
    /// ```text
    /// .new-text-2 (claims the number) ─> shape-2.ron ─> text-2.txt
    /// ```
    /// The text appears last, under its name, when its shape is there: there is never half of it to read. The claim is
    /// made by a file that only one program can make, so that two people never write one number at once.
    ///
    /// # Errors
    /// As the system says; no text was added then, and no earlier one touched.
    pub fn add_text(&self, hash: &SourceHash, source: &SourceText) -> io::Result<u32> {
        let folder = self.document_folder(hash);
        let _one_at_a_time = self.adding.lock().unwrap_or_else(PoisonError::into_inner);
        let names: BTreeSet<String> = self.files.list(&folder)?.into_iter().map(|e| e.name).collect();
        let versions = || names.iter().filter_map(|name| version_of(name));
        for version in versions().collect::<BTreeSet<u32>>() {
            if self.source_text(hash, version).is_ok_and(|there| there == *source) {
                return Ok(version);
            }
        }
        let shape = ron::ser::to_string_pretty(&source.shape, shape_style()).map_err(io::Error::other)?;
        let next = versions().max().unwrap_or(0).saturating_add(1);
        for version in (next..).take(MOST_CLAIMS) {
            let claim = folder.join(format!("{TEMPORARY}text-{version}"));
            match self.files.write_new(&claim, source.text.as_bytes()) {
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => continue,
                Err(e) => {
                    self.put_away(&claim);
                    return Err(e);
                }
                Ok(_) => {}
            }
            match self.publish(&folder, version, &claim, &shape) {
                Ok(true) => return Ok(version),
                Ok(false) => self.put_away(&claim),
                Err(e) => {
                    self.put_away(&claim);
                    return Err(e);
                }
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Gives a claimed text its name after its shape; false when the number was taken before it was claimed.
    fn publish(&self, folder: &Path, version: u32, claim: &Path, shape: &str) -> io::Result<bool> {
        let (text, shape_path) = (folder.join(format!("text-{version}.txt")), folder.join(format!("shape-{version}.ron")));
        if self.files.len(&text)?.is_some() || self.files.len(&shape_path)?.is_some() {
            return Ok(false);
        }
        durable::replace(self.files.as_ref(), &shape_path, shape.as_bytes())?;
        let published = self.files.rename(claim, &text);
        if published.is_err() && self.files.len(&text).is_ok_and(|len| len.is_none()) {
            self.put_away(&shape_path);
        }
        published.map(|()| true)
    }

    fn put_away(&self, temporary: &Path) {
        if self.files.remove(temporary).is_err() {
            tracing::warn!("a file that a broken write left in documents/ could not be removed; it is never read");
        }
    }

    /// Reads a stored text with its shape.
    ///
    /// # Errors
    /// `Missing`, `Damaged` or `Io`.
    pub fn source_text(&self, hash: &SourceHash, version: u32) -> Result<SourceText, SourceError> {
        let text = self.plain_text(hash, version)?;
        let shape: Shape = ron::de::from_bytes(&self.read_of(hash, &format!("shape-{version}.ron"))?)
            .map_err(|e| SourceError::Damaged(format!("shape, line {}", e.span.start.line)))?;
        SourceText::from_parts(text, shape).map_err(SourceError::Damaged)
    }

    /// Reads a stored text without its shape, which takes far longer to read.
    ///
    /// # Errors
    /// `Missing`, `Damaged` or `Io`.
    pub fn plain_text(&self, hash: &SourceHash, version: u32) -> Result<String, SourceError> {
        String::from_utf8(self.read_of(hash, &format!("text-{version}.txt"))?)
            .map_err(|e| SourceError::Damaged(format!("not UTF-8 after byte {}", e.utf8_error().valid_up_to())))
    }

    fn read_of(&self, hash: &SourceHash, name: &str) -> Result<Vec<u8>, SourceError> {
        self.files.read(&self.document_folder(hash).join(name)).map_err(|e| match e.kind() {
            io::ErrorKind::NotFound => SourceError::Missing(hash.as_str().to_owned()),
            _ => SourceError::Io(e),
        })
    }

    /// Where an original lies, for programs that read it from the disk themselves; it is never written to.
    ///
    /// # Errors
    /// `Missing`.
    pub fn original_path(&self, hash: &SourceHash) -> Result<PathBuf, SourceError> {
        let folder = self.document_folder(hash);
        let missing = || SourceError::Missing(hash.as_str().to_owned());
        let entries = self.files.list(&folder).map_err(|_gone| missing())?;
        let original = entries.iter().find(|e| !e.is_folder && is_original(&e.name)).ok_or_else(missing)?;
        Ok(folder.join(&original.name))
    }

    /// Whether an original is byte for byte what its folder's name says.
    ///
    /// # Errors
    /// `Missing` or `Io`.
    pub fn original_is_intact(&self, hash: &SourceHash) -> Result<bool, SourceError> {
        let folder = self.document_folder(hash);
        let missing = || SourceError::Missing(hash.as_str().to_owned());
        let entries = self.files.list(&folder).map_err(|_gone| missing())?;
        let original = entries.iter().find(|e| is_original(&e.name)).ok_or_else(missing)?;
        Ok(SourceHash::of(&self.files.read(&folder.join(&original.name))?) == *hash)
    }
}

/// Numbers that somebody else may hold or have left claimed.
const MOST_CLAIMS: usize = 1000;

/// The number of a text or shape by its file name.
fn version_of(name: &str) -> Option<u32> {
    let number = |front: &str, end: &str| name.strip_prefix(front)?.strip_suffix(end)?.parse().ok();
    number("text-", ".txt").or_else(|| number("shape-", ".ron"))
}

fn is_original(name: &str) -> bool {
    name == "original" || name.starts_with("original.")
}

/// `original.pdf`: the extension of the imported file, when it is a plain one.
fn original_name(file_name: &str) -> String {
    let extension = file_name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    let plain = (1..=8).contains(&extension.len()) && extension.chars().all(|c| c.is_ascii_alphanumeric());
    if plain { format!("original.{extension}") } else { "original".to_owned() }
}

/// One block per line: readable, and a third of the size of full indentation.
fn shape_style() -> ron::ser::PrettyConfig {
    ron::ser::PrettyConfig::new().new_line("\n").indentor("").depth_limit(2).compact_arrays(false)
}
