//! One analyst's copy of a deep dive in memory: what a session does, without threads, so that thousands run in a second.

use super::memory::Memory;
use super::sample;
use deepdive::app::changes::changes_of;
use deepdive::app::gesture::Gesture;
use deepdive::model::{Change, Project, Step, WriterId, fold};
use deepdive::store::files::Files;
use deepdive::store::folder::{LoadReport, Loaded, ProjectFolder};
use deepdive::store::line::{FORMAT, Header, encode, encode_header, line_hash};
use jiff::Timestamp;
use std::path::PathBuf;
use std::sync::Arc;

/// One analyst's copy.
pub struct Replica {
    pub me: WriterId,
    pub project: Project,
    pub disk: Arc<Memory>,
    pub report: LoadReport,
    seq: u64,
    last_hash: String,
}

impl Replica {
    /// A new deep dive, with the sample's beginning.
    pub fn begin(name: &str) -> Self {
        let mut replica = Self::bare(name);
        replica.commit("Begin", sample::beginning(), None).expect("is accepted");
        replica
    }

    /// A new deep dive with nothing in it.
    pub fn bare(name: &str) -> Self {
        let disk = Arc::new(Memory::default());
        disk.make_folder(&sample::path()).expect("memory");
        ProjectFolder::create(disk.clone(), &sample::path(), "Under-ones").expect("creates");
        Self::open(disk, name)
    }

    /// Another analyst's copy of the folder as it is now.
    pub fn of(other: &Self, name: &str) -> Self {
        Self::open(Arc::new(other.disk.copy()), name)
    }

    /// Opens a folder as a writer.
    pub fn open(disk: Arc<Memory>, name: &str) -> Self {
        let me = sample::writer(name);
        let (project, report) = (Project::default(), LoadReport::default());
        let mut replica = Self { me, project, disk, report, seq: 0, last_hash: String::new() };
        replica.reopen();
        replica
    }

    /// Reads everything anew.
    pub fn reopen(&mut self) {
        let Loaded { steps, analysts, ends, report, .. } = self.load();
        let end = ends.get(&self.me).cloned().unwrap_or_default();
        (self.project, self.report) = (fold(steps, analysts), report);
        (self.seq, self.last_hash) = (end.last_seq, end.last_hash);
    }

    /// What the folder holds.
    pub fn load(&self) -> Loaded {
        ProjectFolder::open(self.disk.clone(), &sample::path()).expect("opens")
    }

    /// Does one thing, as `Session::perform`.
    pub fn perform(&mut self, gesture: &Gesture) -> Result<(), String> {
        let text = |_, version| Some(Arc::new(sample::text_of(version)));
        let changes = changes_of(&self.project, &text, &self.me, gesture).map_err(|e| e.to_string())?;
        self.commit(gesture.label(), changes, None)
    }

    /// Makes one step, as `Session::commit`.
    pub fn commit(&mut self, label: &str, changes: Vec<Change>, undoes: Option<u64>) -> Result<(), String> {
        self.project.check(&changes).map_err(|e| e.to_string())?;
        self.seq += 1;
        let (clock, writer, label) = (self.project.clock() + 1, self.me.clone(), label.to_owned());
        let step = Step { clock, writer, seq: self.seq, at: Timestamp::UNIX_EPOCH, label, undoes, changes };
        self.write(&step);
        self.project.apply(step);
        Ok(())
    }

    fn write(&mut self, step: &Step) {
        let mut bytes = String::new();
        if self.last_hash.is_empty() {
            let (analyst, project) = (sample::analyst(self.me.as_str()), self.load().folder.manifest().id);
            let header = Header { format: FORMAT, project, writer: self.me.clone(), analyst, generation: 0 };
            bytes = encode_header(&header).expect("writes");
            self.last_hash = line_hash(bytes.as_bytes());
            bytes.push('\n');
        }
        let line = encode(step, &self.last_hash).expect("writes");
        self.last_hash = line_hash(line.as_bytes());
        bytes.push_str(&line);
        bytes.push('\n');
        self.disk.append(&self.journal(&self.me), bytes.as_bytes()).expect("memory");
    }

    /// Takes back the last step of this analyst.
    pub fn undo(&mut self) -> Result<(), String> {
        let seq = self.project.undo_stack(&self.me).next_undo().ok_or("nothing")?;
        self.take_back(seq)
    }

    /// Puts the last one forward again.
    pub fn redo(&mut self) -> Result<(), String> {
        let seq = self.project.undo_stack(&self.me).next_redo().ok_or("nothing")?;
        self.take_back(seq)
    }

    fn take_back(&mut self, seq: u64) -> Result<(), String> {
        let changes = self.project.changes_to_undo(&self.me, seq).map_err(|e| e.to_string())?;
        self.commit("Undo", changes, Some(seq))
    }

    /// Where a writer's journal lies.
    pub fn journal(&self, writer: &WriterId) -> PathBuf {
        sample::path().join("journal").join(format!("{writer}.steps"))
    }

    /// Copies the journal of a writer from another folder, when it is longer there; it counts from the next opening on.
    pub fn copy_journal(&self, from: &Self, writer: &WriterId) {
        let Ok(there) = from.disk.read(&from.journal(writer)) else { return };
        let here = self.disk.len(&self.journal(writer)).expect("memory").unwrap_or(0);
        if there.len() as u64 > here {
            self.disk.put(&self.journal(writer), &there);
        }
    }

    /// Copies everything that is newer in another folder, and reads it.
    pub fn take_all(&mut self, from: &Self) {
        let writers: Vec<WriterId> = from.load().ends.into_keys().collect();
        for writer in &writers {
            self.copy_journal(from, writer);
        }
        self.reopen();
    }
}
