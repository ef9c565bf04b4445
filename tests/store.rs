//! Whether documents go into a project folder whole, stay as they were, and say so when they did not.

#![expect(clippy::expect_used, reason = "in a test a surprise should stop it")]

mod support;

use deepdive::store::documents::SourceError;
use deepdive::store::files::{Disk, Entry, Files, Synced};
use deepdive::store::folder::ProjectFolder;
use deepdive::text::{BlockKind, Field, Proposal, SourceBuilder, SourceText, TextRange, Zone};
use proptest::prelude::*;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use support::faulty::{Fault, Faulty};
use support::memory::Memory;
use support::sample::{self, hash};

fn project(disk: Arc<dyn Files>) -> ProjectFolder {
    disk.make_folder(&sample::path()).expect("a folder");
    ProjectFolder::create(disk, &sample::path(), "Under-ones").expect("creates")
}

fn in_memory() -> (Arc<Memory>, ProjectFolder) {
    let disk = Arc::new(Memory::default());
    (disk.clone(), project(disk))
}

#[test]
fn a_document_goes_in_whole_and_only_once() {
    let drive = tempfile::tempdir().expect("a folder");
    let folder = ProjectFolder::create(Arc::new(Disk), &drive.path().join("P.deepdive"), "P").expect("creates");
    let source = sample::text();
    assert!(!folder.has_source(&hash("one")));
    folder.add_source(&hash("one"), b"one", "Rapid Review.DOCX", &source).unwrap();
    let inside = |folder: &ProjectFolder| -> Vec<Entry> { Disk.list(&folder.document_folder(&hash("one"))).unwrap() };
    let names: Vec<String> = inside(&folder).into_iter().map(|e| e.name).collect();
    assert_eq!(names, ["original.docx", "shape-1.ron", "text-1.txt"]);
    assert!(folder.has_source(&hash("one")) && folder.original_is_intact(&hash("one")).unwrap());
    assert_eq!(folder.source_text(&hash("one"), 1).unwrap(), source);
    let before = inside(&folder);
    folder.add_source(&hash("one"), b"one", "Another name.pdf", &SourceText::default()).unwrap();
    assert_eq!(inside(&folder), before);
    assert_eq!(Disk.list(&folder.path().join("documents")).unwrap().len(), 1, "no temporary folder is left");
}

#[test]
fn a_changed_original_is_noticed() {
    let (disk, folder) = in_memory();
    folder.add_source(&hash("one"), b"one", "x.pdf", &sample::text()).unwrap();
    disk.put(&folder.document_folder(&hash("one")).join("original.pdf"), b"One");
    assert!(!folder.original_is_intact(&hash("one")).unwrap());
    assert!(matches!(folder.original_is_intact(&hash("two")), Err(SourceError::Missing(_))));
}

#[test]
fn half_a_document_is_mended_by_adding_it_again() {
    for lost in ["original.pdf", "text-1.txt", "shape-1.ron"] {
        let (disk, folder) = in_memory();
        folder.add_source(&hash("one"), b"one", "x.pdf", &sample::text()).unwrap();
        disk.remove(&folder.document_folder(&hash("one")).join(lost)).unwrap();
        assert!(!folder.has_source(&hash("one")), "without {lost}");
        folder.add_source(&hash("one"), b"one", "x.pdf", &sample::text()).unwrap();
        assert_eq!(folder.source_text(&hash("one"), 1).unwrap(), sample::text());
        assert!(folder.original_is_intact(&hash("one")).unwrap());
        let aside = disk.list(&folder.path().join("documents")).unwrap();
        assert_eq!(aside.iter().filter(|e| e.name.ends_with(".incomplete")).count(), 1, "the half is set aside, not deleted");
    }
}

/// Another analyst adds the same document in the moment before the last rename.
#[derive(Debug)]
struct Race(Arc<Memory>, Mutex<Option<PathBuf>>);

impl Files for Race {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.0.read(path)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        self.0.list(folder)
    }
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.0.make_folder(folder)
    }
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<Synced> {
        self.0.write_new(path, bytes)
    }
    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<Synced> {
        self.0.append(path, bytes)
    }
    fn cut(&self, path: &Path, len: u64) -> io::Result<()> {
        self.0.cut(path, len)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let armed = self.1.lock().expect("free").take();
        if let Some(target) = armed.filter(|t| t == to) {
            for name in ["original.pdf", "text-1.txt", "shape-1.ron"] {
                self.0.put(&target.join(name), &self.0.read(&from.join(name))?);
            }
        }
        self.0.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.0.remove(path)
    }
    fn len(&self, path: &Path) -> io::Result<Option<u64>> {
        self.0.len(path)
    }
}

#[test]
fn two_people_may_add_the_same_document_at_once() {
    let disk = Arc::new(Race(Arc::new(Memory::default()), Mutex::default()));
    let folder = project(disk.clone());
    *disk.1.lock().expect("free") = Some(folder.document_folder(&hash("one")));
    folder.add_source(&hash("one"), b"one", "x.pdf", &sample::text()).unwrap();
    assert_eq!(folder.source_text(&hash("one"), 1).unwrap(), sample::text());
    assert_eq!(disk.list(&folder.path().join("documents")).unwrap().len(), 1);
}

#[test]
fn a_damaged_text_or_shape_is_a_sentence() {
    let (disk, folder) = in_memory();
    let one = hash("one");
    folder.add_source(&one, b"one", "x.pdf", &sample::text()).unwrap();
    let place = |name: &str| folder.document_folder(&one).join(name);
    let whole = |name: &str| disk.read(&place(name)).unwrap();
    let (text, shape) = (whole("text-1.txt"), whole("shape-1.ron"));
    let why = || folder.source_text(&one, 1).unwrap_err().to_string();

    disk.put(&place("text-1.txt"), &[&text[..20], b"\xff\xfe", &text[22..]].concat());
    assert!(why().contains("damaged (not UTF-8 after byte 20)"), "{}", why());
    disk.put(&place("text-1.txt"), &text[..text.len() / 2]);
    assert!(why().contains("does not fit the text") && why().contains("backup"), "{}", why());
    disk.put(&place("text-1.txt"), &text);

    disk.put(&place("shape-1.ron"), &shape[..shape.len() / 2]);
    assert!(why().contains("damaged (shape, line"), "{}", why());
    // Every cut of the shape is an answer, never a stop.
    for len in 0..shape.len() {
        disk.put(&place("shape-1.ron"), &shape[..len]);
        assert!(matches!(folder.source_text(&one, 1), Err(SourceError::Damaged(_))), "cut at {len}");
    }
    disk.remove(&place("shape-1.ron")).unwrap();
    assert!(why().contains("missing") && why().contains(one.as_str()), "{}", why());
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof!["[ -~]{0,30}", "[a-zé–“”\t\r\n\u{2028}\u{f0b7}\u{0}\u{feff}👶🏽]{0,20}", any::<String>()]
}

/// Any text that a reader could build.
fn source() -> impl Strategy<Value = SourceText> {
    let kinds = [BlockKind::Heading, BlockKind::Paragraph, BlockKind::ListItem, BlockKind::Footnote, BlockKind::Furniture];
    let block = (0..6_usize, any::<u8>(), words(), prop::collection::vec(words(), 0..4), prop::option::of(words()));
    (prop::collection::vec(block, 0..12), words()).prop_map(move |(blocks, warning)| {
        let mut builder = SourceBuilder::new("test/1");
        builder.warn(warning.clone(), Some(2));
        for (kind, level, text, cells, label) in blocks {
            builder.set_page((level % 3 > 0).then_some(u32::from(level)));
            builder.set_zone(Zone::ALL.get(usize::from(level)).copied());
            let block = match kinds.get(kind) {
                Some(kind) => builder.push(*kind, level, &text),
                None => {
                    let table = builder.begin_table();
                    builder.push_row(table, &cells)
                }
            };
            if let Some(block) = block {
                block.label = label;
            }
        }
        let mut source = builder.build();
        let found = TextRange::within(&source.text, 0, source.text.len()).ok();
        source.shape.proposals.push(Proposal { field: Field::Case, value: warning.clone(), found, place: warning });
        source
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_text_comes_back_as_it_went_in(source in source()) {
        let (_, folder) = in_memory();
        folder.add_source(&hash("x"), b"x", "x.txt", &source).unwrap();
        prop_assert_eq!(folder.source_text(&hash("x"), 1).unwrap(), source);
    }
}

/// A text by a better reader.
fn better(words: &str) -> SourceText {
    let mut builder = SourceBuilder::new("test/2");
    builder.push(BlockKind::Paragraph, 0, words);
    builder.build()
}

#[test]
fn another_text_is_stored_beside_the_first_under_the_next_number() {
    let (disk, folder) = in_memory();
    folder.add_source(&hash("one"), b"one", "x.pdf", &sample::text()).unwrap();
    let add = |source: &SourceText| folder.add_text(&hash("one"), source).unwrap();
    assert_eq!((add(&better("b")), add(&better("c"))), (2, 3));
    assert_eq!((add(&better("b")), add(&sample::text())), (2, 1), "a text that is there keeps its number");
    // The same words with another shape are another text.
    let mut shaped = better("b");
    shaped.shape.reader = "test/3".to_owned();
    assert_eq!(add(&shaped), 4);
    for (version, source) in [(1, sample::text()), (2, better("b")), (3, better("c")), (4, shaped)] {
        assert_eq!(folder.source_text(&hash("one"), version).unwrap(), source);
    }
    // A number that a crash left claimed, or half of a text, is passed over and never read.
    let inside = folder.document_folder(&hash("one"));
    disk.put(&inside.join(".new-text-5"), b"half");
    disk.put(&inside.join("shape-6.ron"), b"(");
    assert_eq!(add(&better("d")), 7);
    assert!(folder.source_text(&hash("one"), 5).is_err() && folder.source_text(&hash("one"), 6).is_err());
}

#[test]
fn another_text_is_there_whole_or_not_at_all_wherever_the_disk_fails() {
    for fault in [Fault::Refused(ErrorKind::StorageFull), Fault::Torn, Fault::Unanswered] {
        let mut met = 0;
        for fails_at in 0.. {
            let (memory, folder) = in_memory();
            folder.add_source(&hash("one"), b"one", "x.pdf", &sample::text()).unwrap();
            let disk = Faulty::new(memory, fault, fails_at);
            let folder = ProjectFolder::open(disk.clone(), &sample::path()).unwrap().folder;
            let failed = folder.add_text(&hash("one"), &better("b"));
            assert_eq!(failed.is_err(), disk.was_met(), "{fault:?} at {fails_at}");
            assert_eq!(folder.source_text(&hash("one"), 1).unwrap(), sample::text());
            for version in 2..5 {
                let there = folder.source_text(&hash("one"), version);
                assert!(there.as_ref().map_or(true, |t| *t == better("b")), "{fault:?} at {fails_at}: {there:?}");
            }
            disk.mend();
            let version = folder.add_text(&hash("one"), &better("b")).unwrap();
            assert_eq!(folder.source_text(&hash("one"), version).unwrap(), better("b"));
            if failed.is_ok() {
                break;
            }
            met += 1;
        }
        assert!(met >= 4, "every write and rename fails once");
    }
}

#[test]
fn two_programs_never_store_two_texts_under_one_number() {
    let drive = tempfile::tempdir().expect("a folder");
    let path = drive.path().join("P.deepdive");
    let folder = ProjectFolder::create(Arc::new(Disk), &path, "P").expect("creates");
    folder.add_source(&hash("one"), b"one", "x.pdf", &sample::text()).unwrap();
    let threads: Vec<_> = (0..4)
        .map(|program| {
            // Opened anew, so that nothing but the disk is shared.
            let folder = ProjectFolder::open(Arc::new(Disk), &path).expect("opens").folder;
            let add = move |n: u32| {
                let text = better(&format!("program {program}, text {n}"));
                (folder.add_text(&hash("one"), &text).expect("stored"), text)
            };
            let work = move || (0..10).map(add).collect::<Vec<_>>();
            std::thread::Builder::new().name(format!("program {program}")).spawn(work).expect("a thread")
        })
        .collect();
    let mut versions = std::collections::BTreeSet::new();
    for (version, text) in threads.into_iter().flat_map(|t| t.join().expect("ends well")) {
        assert_eq!(folder.source_text(&hash("one"), version).unwrap(), text);
        assert!(versions.insert(version), "{version} was given twice");
    }
    assert_eq!(versions.len(), 40);
}
