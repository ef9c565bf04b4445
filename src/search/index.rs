//! The index: opened once per project, filled in batches, asked from any thread.
//!
//! The subtlety: passages, manifest and searcher change together in one `Snapshot`, so that a search running beside an
//! update sees the documents as they were before it or as they are after it, never between.

use super::collect::GONE;
use super::columns::Columns;
use super::error::{SearchError, guarded};
use super::manifest::{DocKey, Manifest, Ranked};
use super::open::{self, Loaded, Opened};
use super::schema::{Fields, PLACE, Place, schema};
use crate::model::{Document, Id};
use crate::text::{BlockKind, SourceText};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};
use tantivy::{IndexReader, IndexWriter, Searcher, SegmentReader, TantivyDocument, Term};

/// Memory for one indexing thread: larger saves merging, but reviews of a whole authority are done in a minute anyway.
const BYTES_PER_THREAD: usize = 64 << 20;
const MOST_THREADS: usize = 4;

/// The index over the passages of a project.
pub struct Index {
    tantivy: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
    folder: Option<PathBuf>,
    opened: Opened,
    writer: Mutex<Option<IndexWriter>>,
    snapshot: RwLock<Arc<Snapshot>>,
}

/// What one search works on.
pub(super) struct Snapshot {
    pub searcher: Searcher,
    pub manifest: Manifest,
    /// For each document's number, the document.
    pub by_number: Vec<Option<Ranked>>,
    ranks: Arc<[u32]>,
    places: OnceLock<Vec<Arc<[Place]>>>,
    columns: OnceLock<Arc<Columns>>,
}

/// What an index lacks and what it holds too much.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Missing, or made from another text.
    pub add: Vec<DocKey>,
    /// No longer wanted.
    pub remove: Vec<Id<Document>>,
}

impl Index {
    /// Opens the index kept in `folder`, a folder of its own in the operating system's cache.
    ///
    /// A missing, damaged or outdated index is cleared and started afresh; `opened` tells.
    ///
    /// # Errors
    /// When the folder cannot be used, or another window holds an index that cannot be read.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        let (loaded, opened) = open::open(folder)?;
        Ok(Self::with(loaded, opened, Some(folder.to_owned())))
    }

    /// An empty index that is never kept.
    ///
    /// # Errors
    /// None that a caller could cause.
    pub fn in_memory() -> Result<Self, SearchError> {
        Ok(Self::with(open::in_memory()?, Opened::Fresh, None))
    }

    fn with(loaded: Loaded, opened: Opened, folder: Option<PathBuf>) -> Self {
        let Loaded { tantivy, reader, manifest } = loaded;
        let snapshot = RwLock::new(Arc::new(Snapshot::new(reader.searcher(), manifest)));
        Self { tantivy, reader, fields: schema().1, folder, opened, writer: Mutex::new(None), snapshot }
    }

    /// How the index was found.
    #[must_use]
    pub const fn opened(&self) -> Opened {
        self.opened
    }

    /// The documents that can be found.
    #[must_use]
    pub fn present(&self) -> BTreeSet<Id<Document>> {
        self.snapshot().manifest.ids().collect()
    }

    /// What `update` has to be given so that exactly `wanted` can be found.
    #[must_use]
    pub fn needs(&self, wanted: &[DocKey]) -> Needs {
        let snapshot = self.snapshot();
        let ids: BTreeSet<_> = wanted.iter().map(|key| key.id).collect();
        Needs {
            add: wanted.iter().filter(|key| !snapshot.manifest.has(key)).cloned().collect(),
            remove: snapshot.manifest.ids().filter(|id| !ids.contains(id)).collect(),
        }
    }

    /// Removes and adds documents as one batch, found only when it returns; returns how many were added.
    ///
    /// A document that is already present with the same text is passed over, one with another text is replaced.
    /// `progress` is told after each document how many are done. To stop early, end the iterator: what was added so far
    /// is kept. Documents should be handed over as they are read, so that reading and indexing overlap and only a few
    /// texts are in memory.
    ///
    /// # Errors
    /// `ReadOnly` while another window writes; after any error the index is as it was before.
    pub fn update(
        &self,
        add: impl IntoIterator<Item = (DocKey, Arc<SourceText>)>,
        remove: &[Id<Document>],
        progress: &dyn Fn(usize),
    ) -> Result<usize, SearchError> {
        let mut add = add.into_iter().peekable();
        if remove.is_empty() && add.peek().is_none() {
            return Ok(0);
        }
        let mut held = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let mut writer = match held.take() {
            Some(writer) => writer,
            None => self.new_writer()?,
        };
        // On an error the writer is dropped, and with it everything uncommitted.
        let added = self.fill(&mut writer, add, remove, progress).inspect_err(|e| self.note(e))?;
        *held = Some(writer);
        Ok(added)
    }

    /// Shows what another window has added since; does nothing of note in the window that writes.
    ///
    /// # Errors
    /// `Damaged` when the files cannot be read.
    pub fn refresh(&self) -> Result<(), SearchError> {
        guarded(|| {
            let payload = self.tantivy.load_metas()?.payload;
            let manifest = Manifest::read(payload.as_deref()).ok_or(SearchError::Damaged { source: None })?;
            self.show(manifest)
        })
        .inspect_err(|e| self.note(e))
    }

    /// Reads every file of the index and compares it with its checksum: for a background thread.
    ///
    /// # Errors
    /// `Damaged`; the index is started afresh when it is next opened.
    pub fn verify(&self) -> Result<(), SearchError> {
        open::verify(&self.tantivy).inspect_err(|e| self.note(e))
    }

    pub(super) fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) const fn fields(&self) -> Fields {
        self.fields
    }

    /// Makes sure that a damaged index is not kept.
    pub(super) fn note(&self, error: &SearchError) {
        if let (SearchError::Damaged { .. }, Some(folder)) = (error, &self.folder)
            && self.opened != Opened::ReadOnly
        {
            open::give_up(folder);
        }
    }

    fn new_writer(&self) -> Result<IndexWriter, SearchError> {
        let threads = std::thread::available_parallelism().map_or(1, |n| n.get().min(MOST_THREADS));
        let writer = self.tantivy.writer_with_num_threads(threads, threads * BYTES_PER_THREAD)?;
        // The window that wrote until now may have left a newer manifest.
        self.refresh()?;
        Ok(writer)
    }

    fn fill(
        &self,
        writer: &mut IndexWriter,
        add: impl IntoIterator<Item = (DocKey, Arc<SourceText>)>,
        remove: &[Id<Document>],
        progress: &dyn Fn(usize),
    ) -> Result<usize, SearchError> {
        let mut manifest = self.snapshot().manifest.clone();
        let before = manifest.clone();
        for id in remove {
            self.take_out(writer, &mut manifest, *id);
        }
        let mut added = 0;
        for (key, source) in add {
            if !manifest.has(&key) {
                self.take_out(writer, &mut manifest, key.id);
                self.put_in(writer, manifest.enter(key), &source)?;
            }
            added += 1;
            progress(added);
        }
        if manifest != before {
            self.commit(writer, manifest)?;
        }
        Ok(added)
    }

    fn commit(&self, writer: &mut IndexWriter, manifest: Manifest) -> Result<(), SearchError> {
        guarded(|| {
            let mut commit = writer.prepare_commit()?;
            commit.set_payload(&manifest.line().ok_or(SearchError::Damaged { source: None })?);
            commit.commit()?;
            self.show(manifest)
        })
    }

    fn take_out(&self, writer: &IndexWriter, manifest: &mut Manifest, id: Id<Document>) {
        if let Some(number) = manifest.leave(id) {
            writer.delete_term(Term::from_field_u64(self.fields.document, number.into()));
        }
    }

    /// Passages go one by one: tantivy's queue holds 10,000 entries, whatever their size.
    fn put_in(&self, writer: &IndexWriter, number: u32, source: &SourceText) -> Result<(), SearchError> {
        guarded(|| {
            let sections = sections(source);
            for (i, block) in source.shape.blocks.iter().enumerate().filter(|(_, b)| b.kind.is_passage()) {
                let is_heading = block.kind == BlockKind::Heading;
                let Some(place) = Place::new(number, i, block.zone, is_heading) else { break };
                let mut passage = TantivyDocument::default();
                passage.add_u64(self.fields.document, number.into());
                passage.add_u64(self.fields.place, place.0);
                passage.add_u64(self.fields.start, block.range.start() as u64);
                passage.add_u64(self.fields.length, block.range.len() as u64);
                passage.add_u64(self.fields.page, block.page.unwrap_or_default().into());
                passage.add_u64(self.fields.section, sections.get(i).copied().unwrap_or_default() as u64);
                if let Some(label) = &block.label {
                    passage.add_text(self.fields.label, label.trim_end_matches('.').to_lowercase());
                }
                passage.add_text(self.fields.body, source.block_text(block));
                writer.add_document(passage)?;
            }
            Ok(())
        })
    }

    fn show(&self, manifest: Manifest) -> Result<(), SearchError> {
        self.reader.reload()?;
        let snapshot = Arc::new(Snapshot::new(self.reader.searcher(), manifest));
        *self.snapshot.write().unwrap_or_else(PoisonError::into_inner) = snapshot;
        Ok(())
    }
}

/// For each block that is a heading, the first block that no longer stands under it; 0 for others.
fn sections(source: &SourceText) -> Vec<usize> {
    let blocks = &source.shape.blocks;
    let mut ends = vec![0; blocks.len()];
    // The headings that the block at hand stands under, deepest last.
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut close = |open: &mut Vec<(u8, usize)>, level: u8, at: usize| {
        while let Some((_, heading)) = open.pop_if(|(above, _)| *above >= level) {
            if let Some(end) = ends.get_mut(heading) {
                *end = at;
            }
        }
    };
    for (i, block) in blocks.iter().enumerate().filter(|(_, b)| b.kind == BlockKind::Heading) {
        close(&mut open, block.level, i);
        open.push((block.level, i));
    }
    close(&mut open, 0, blocks.len());
    ends
}

impl Snapshot {
    fn new(searcher: Searcher, manifest: Manifest) -> Self {
        let by_number = manifest.by_number();
        let ranks = by_number.iter().map(|ranked| ranked.map_or(GONE, |r| r.rank)).collect();
        Self { searcher, manifest, by_number, ranks, places: OnceLock::new(), columns: OnceLock::new() }
    }

    /// The document with a number, when it has not been removed since.
    pub fn document(&self, place: Place) -> Option<Ranked> {
        self.by_number.get(place.document()).copied().flatten()
    }

    /// For each document's number, its rank.
    pub fn ranks(&self) -> Arc<[u32]> {
        Arc::clone(&self.ranks)
    }

    /// For each segment, where its passages are: 8 bytes a passage, unpacked by the first search.
    pub fn places(&self) -> tantivy::Result<Vec<Arc<[Place]>>> {
        if let Some(places) = self.places.get() {
            return Ok(places.clone());
        }
        let unpacked = |segment: &SegmentReader| {
            let column = segment.fast_fields().column_first_or_default::<u64>(PLACE)?;
            Ok((0..segment.max_doc()).map(|passage| Place(column.get_val(passage))).collect())
        };
        let places = self.searcher.segment_readers().iter().map(unpacked).collect::<tantivy::Result<_>>()?;
        Ok(self.places.get_or_init(|| places).clone())
    }

    /// Where passages lie in their texts, pages and sections: unpacked by the first search that asks.
    pub fn columns(&self) -> tantivy::Result<Arc<Columns>> {
        if let Some(columns) = self.columns.get() {
            return Ok(Arc::clone(columns));
        }
        let columns = Arc::new(Columns::read(&self.searcher)?);
        Ok(Arc::clone(self.columns.get_or_init(|| columns)))
    }
}
