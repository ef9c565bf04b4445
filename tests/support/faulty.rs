//! A disk that fails at a chosen operation, as full disks, lost networks and refused rights do.

use deepdive::store::files::{Entry, Files, Synced};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};

/// How operations that change something fail from the chosen one on, until `mend`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing of the operation happens.
    Refused(ErrorKind),
    /// Half of the bytes are written, then the disk is full.
    Torn,
    /// All of it happens, but the answer is an error: a lost connection.
    Unanswered,
}

/// Wraps a disk and counts the operations that change something.
#[derive(Debug)]
pub struct Faulty {
    inner: Arc<dyn Files>,
    fault: Fault,
    fails_at: usize,
    done: AtomicUsize,
    mended: AtomicBool,
    unconfirmed: bool,
}

impl Faulty {
    /// Fails from operation `fails_at` on, counted from 0.
    pub fn new(inner: Arc<dyn Files>, fault: Fault, fails_at: usize) -> Arc<Self> {
        let (done, mended) = (AtomicUsize::new(0), AtomicBool::new(false));
        Arc::new(Self { inner, fault, fails_at, done, mended, unconfirmed: false })
    }

    /// Never fails, but never confirms either.
    pub fn unconfirming(inner: Arc<dyn Files>) -> Arc<Self> {
        let (done, mended) = (AtomicUsize::new(0), AtomicBool::new(true));
        Arc::new(Self { inner, fault: Fault::Torn, fails_at: 0, done, mended, unconfirmed: true })
    }

    /// Ends the fault.
    pub fn mend(&self) {
        self.mended.store(true, SeqCst);
    }

    /// Whether the fault has been met.
    pub fn was_met(&self) -> bool {
        self.done.load(SeqCst) > self.fails_at
    }

    fn change<T>(&self, bytes: &[u8], operation: impl FnOnce(&[u8]) -> io::Result<T>) -> io::Result<T> {
        let number = self.done.fetch_add(1, SeqCst);
        if number < self.fails_at || self.mended.load(SeqCst) {
            return operation(bytes);
        }
        match self.fault {
            Fault::Refused(kind) => Err(kind.into()),
            Fault::Torn => {
                if !bytes.is_empty() {
                    operation(&bytes[..bytes.len() / 2])?;
                }
                Err(ErrorKind::StorageFull.into())
            }
            Fault::Unanswered => {
                operation(bytes)?;
                Err(ErrorKind::TimedOut.into())
            }
        }
    }

    fn confirm(&self, synced: io::Result<Synced>) -> io::Result<Synced> {
        if self.unconfirmed { synced.map(|_| Synced::NotSupported) } else { synced }
    }
}

impl Files for Faulty {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.inner.read(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        self.inner.list(folder)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.change(&[], |_| self.inner.make_folder(folder))
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<Synced> {
        self.confirm(self.change(bytes, |b| self.inner.write_new(path, b)))
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<Synced> {
        self.confirm(self.change(bytes, |b| self.inner.append(path, b)))
    }

    fn cut(&self, path: &Path, len: u64) -> io::Result<()> {
        self.change(&[], |_| self.inner.cut(path, len))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.change(&[], |_| self.inner.rename(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.change(&[], |_| self.inner.remove(path))
    }

    fn len(&self, path: &Path) -> io::Result<Option<u64>> {
        self.inner.len(path)
    }
}
