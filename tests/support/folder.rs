//! A real project folder with one document in it, for promises that need a session, texts on the disk and an index.

use super::sample;
use deepdive::app::accept::FileRead;
use deepdive::app::action::CodebookChoice;
use deepdive::app::create::create;
use deepdive::app::places::Places;
use deepdive::app::session::{Access, Session};
use deepdive::model::{Analyst, Change, Coding, Document, Edit, Id, Polarity, SourceHash, Step, Theme};
use deepdive::read::Outcome;
use deepdive::store::files::{Disk, Files};
use deepdive::store::line::{FORMAT, Header, encode, encode_header, line_hash};
use deepdive::text::{QuoteHash, SourceText, TextRange};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// A temporary folder with a project, settings and a cache.
pub struct Home {
    folder: TempDir,
}

impl Home {
    /// Where the project lies.
    pub fn project(&self) -> PathBuf {
        self.folder.path().join("p.deepdive")
    }

    /// Where settings and the search index lie.
    pub fn places(&self) -> Places {
        Places { settings: self.folder.path().join("settings"), cache: self.folder.path().join("cache") }
    }

    /// Opens the project again as the same analyst.
    pub fn open(&self) -> Session {
        let analyst = Analyst::named("Ros Parry");
        Session::open(&self.project(), &self.places(), &analyst, Access::Write, Box::new(|_, _| {})).expect("opens")
    }

    /// Copies in the journal of a colleague who coded one passage of the first text.
    pub fn add_journal_with_coding(&self, theme: Id<Theme>, document: Id<Document>, range: TextRange, words: &str) {
        let writer = sample::writer("jo-2");
        let project = self.open().folder().manifest().id;
        let header = Header { format: FORMAT, project, writer: writer.clone(), analyst: sample::analyst("jo"), generation: 0 };
        let header = encode_header(&header).expect("writes");
        let (quote, polarity) = (QuoteHash::of(words), Polarity::Context);
        let coding =
            Coding { id: Id::fresh(), theme, document, range, quote, text_version: 1, polarity, query: None, suggested: false };
        let changes = vec![Change::Coding(Edit::Add(Box::new(coding)))];
        let (at, label) = (jiff::Timestamp::UNIX_EPOCH, "Tag a passage".to_owned());
        let step = Step { clock: 4, writer, seq: 1, at, label, undoes: None, changes };
        let line = encode(&step, &line_hash(header.as_bytes())).expect("writes");
        Disk.write_new(&self.project().join("journal/jo-2.steps"), format!("{header}\n{line}\n").as_bytes()).expect("writes");
    }
}

/// Stores a text as a file that was read, and accepts it.
pub fn add(session: &mut Session, file: &str, source: &SourceText) -> Id<Document> {
    let bytes = format!("{file}\n{}", source.text);
    let hash = SourceHash::of(bytes.as_bytes());
    session.folder().add_source(&hash, bytes.as_bytes(), file, source).expect("stored");
    let mut read = FileRead::new(Path::new(file));
    (read.hash, read.outcome, read.source) = (Some(hash), Outcome::Ok, Some(Arc::new(source.clone())));
    session.accept(&read).expect("accepted").document.expect("a document")
}

/// A new deep dive with one document.
pub fn opened(source: &SourceText) -> (Home, Session, Id<Document>) {
    let home = Home { folder: tempfile::tempdir().expect("a temporary folder") };
    let analyst = Analyst::named("Ros Parry");
    let mut session = create(&home.project(), "p", &CodebookChoice::Empty, &home.places(), &analyst).expect("made");
    let document = add(&mut session, "review.docx", source);
    (home, session, document)
}
