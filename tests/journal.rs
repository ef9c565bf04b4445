//! Whether damage to a project folder costs only what is damaged, and is always told.

#![expect(clippy::expect_used, clippy::unwrap_used, clippy::indexing_slicing, reason = "in a test a surprise should stop it")]

mod support;

use deepdive::app::gesture::Gesture;
use deepdive::app::places::Places;
use deepdive::app::session::{Access, Session};
use deepdive::model::{Change, SourceHash, Step, StepRef, WriterId};
use deepdive::store::files::{Disk, Files};
use deepdive::store::folder::{FolderError, Loaded, ProjectFolder};
use deepdive::store::line::FORMAT;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use support::memory::Memory;
use support::replica::Replica;
use support::sample::{self, analyst, path, writer};

/// A deep dive of eight short steps in one journal.
fn short() -> Replica {
    let mut replica = Replica::bare("mk-1");
    replica.perform(&Gesture::AddCase("The first".to_owned())).unwrap();
    for i in 0..7 {
        replica.perform(&Gesture::AddCase(format!("Child {i} “é”"))).unwrap();
    }
    replica
}

fn names(steps: &[Step]) -> BTreeSet<StepRef> {
    steps.iter().map(Step::name).collect()
}

fn read(disk: &Arc<Memory>) -> Loaded {
    ProjectFolder::open(disk.clone(), &path()).expect("opens")
}

fn journal_of(replica: &Replica) -> (PathBuf, Vec<u8>) {
    let file = replica.journal(&replica.me);
    let bytes = replica.disk.read(&file).unwrap();
    (file, bytes)
}

/// Where the lines of a journal start, and its end.
fn starts(bytes: &[u8]) -> Vec<usize> {
    std::iter::once(0).chain(bytes.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(i, _)| i + 1)).collect()
}

#[test]
fn a_journal_cut_anywhere_loses_only_the_torn_line() {
    let replica = short();
    let (file, bytes) = journal_of(&replica);
    let starts = starts(&bytes);
    for cut in 0..=bytes.len() {
        let disk = Arc::new(replica.disk.copy());
        disk.put(&file, &bytes[..cut]);
        let whole = starts.iter().filter(|s| **s <= cut).count() - 1;
        let torn = cut - starts[whole];
        let loaded = read(&disk);
        assert_eq!(loaded.steps.len(), whole.saturating_sub(1), "cut at {cut}");
        assert_eq!(loaded.report.torn.len(), usize::from(torn > 0), "cut at {cut}");
        assert_eq!(loaded.report.quarantined, []);
        // Opening for writing sets the torn rest aside; the next step goes after the whole lines.
        loaded.folder.set_torn_aside(&replica.me, &loaded.ends[&replica.me]).unwrap();
        assert_eq!(disk.read(&file).unwrap(), bytes[..starts[whole]]);
        if torn > 0 {
            let aside = disk.list(&path().join("journal/torn")).unwrap();
            assert_eq!(aside.len(), 1, "cut at {cut}");
            let kept = disk.read(&path().join("journal/torn").join(&aside[0].name)).unwrap();
            assert_eq!(kept, bytes[starts[whole]..cut]);
        }
        let mut again = Replica::open(disk, "mk-1");
        again.perform(&Gesture::AddCase("After the cut".to_owned())).unwrap();
        again.reopen();
        assert_eq!(again.project.steps().len(), whole.saturating_sub(1) + 1, "cut at {cut}");
        assert!(again.report.torn.is_empty() && again.report.changed_past.is_empty() && again.report.quarantined.is_empty());
    }
}

#[test]
fn a_session_sets_a_torn_line_aside_and_goes_on() {
    let drive = tempfile::tempdir().unwrap();
    let (folder, places) = (drive.path().join("P.deepdive"), places(drive.path()));
    let mut session = Session::create(&folder, "P", &places, &analyst("Mo Khan")).unwrap();
    session.perform(&Gesture::AddCase("Child B".to_owned())).unwrap();
    let file = session.folder().journal_path(session.me().unwrap());
    drop(session);
    Disk.append(&file, b"(after:\"torn \xc3").unwrap();
    let open = || Session::open(&folder, &places, &analyst("Mo Khan"), Access::Write, Box::new(|_, _| {})).unwrap();
    let mut session = open();
    assert_eq!(session.report().torn.len(), 1);
    assert_eq!(Disk.list(&folder.join("journal/torn")).unwrap().len(), 1);
    session.perform(&Gesture::AddCase("Child C".to_owned())).unwrap();
    assert!(session.wait_saved(Duration::from_secs(20)).is_saved());
    drop(session);
    let session = open();
    assert_eq!(session.project().cases().len(), 2);
    assert!(session.report().torn.is_empty() && session.report().changed_past.is_empty());
}

fn places(home: &Path) -> Places {
    Places { settings: home.join("settings"), cache: home.join("cache") }
}

/// Garbles line `line` at every byte in several ways; every other step must load, and the damage must be told.
fn garble(line: usize, lost_at_most: usize) {
    let replica = short();
    let (file, bytes) = journal_of(&replica);
    let all = names(replica.project.steps());
    let starts = starts(&bytes);
    let is_last = line + 2 == starts.len();
    for at in starts[line]..starts[line + 1] - 1 {
        for wrong in [&[bytes[at] ^ 1][..], b"\xff", b"\n", b"9", b"", b"\xc3(", b"\0"] {
            let disk = Arc::new(replica.disk.copy());
            let garbled = [&bytes[..at], wrong, &bytes[at + 1..]].concat();
            if garbled == bytes {
                continue;
            }
            disk.put(&file, &garbled);
            let loaded = read(&disk);
            let there = names(&loaded.steps);
            let lost: Vec<&StepRef> = all.difference(&there).collect();
            let what = format!("byte {} of line {line} made {wrong:?}: lost {lost:?}", at - starts[line]);
            assert!(lost.len() <= lost_at_most, "{what}");
            assert!(lost.iter().all(|s| s.1 == line as u64), "{what}");
            let told = !loaded.report.quarantined.is_empty() || !loaded.report.changed_past.is_empty();
            assert!(told || is_last, "{what}: not told");
            // The steps of the other lines are what they were.
            for step in loaded.steps.iter().filter(|s| s.seq != line as u64 && all.contains(&s.name())) {
                assert_eq!(Some(step), replica.project.step(&step.name()), "{what}");
            }
        }
    }
}

#[test]
fn a_garbled_line_costs_only_itself() {
    garble(4, 1);
}

#[test]
fn a_garbled_last_line_costs_only_itself() {
    garble(8, 1);
}

#[test]
fn a_garbled_header_costs_no_step() {
    let replica = short();
    let (file, bytes) = journal_of(&replica);
    let header = starts(&bytes)[1] - 1;
    for at in 0..header {
        let disk = Arc::new(replica.disk.copy());
        let mut garbled = bytes.clone();
        garbled[at] = 0xff;
        disk.put(&file, &garbled);
        let loaded = read(&disk);
        assert_eq!(names(&loaded.steps), names(replica.project.steps()), "byte {at}");
        assert_eq!(loaded.report.quarantined[0].1.number, 1);
    }
    // Without its first line altogether, the journal loads too.
    replica.disk.put(&file, &bytes[header + 1..]);
    assert_eq!(names(&read(&replica.disk).steps), names(replica.project.steps()));
}

#[test]
fn a_lost_line_end_costs_the_two_lines_it_parted() {
    let replica = short();
    let (file, mut bytes) = journal_of(&replica);
    let end = starts(&bytes)[5] - 1;
    bytes[end] = b' ';
    replica.disk.put(&file, &bytes);
    let loaded = read(&replica.disk);
    assert_eq!(loaded.steps.len(), replica.project.steps().len() - 2);
    assert_eq!(loaded.report.quarantined.len(), 1);
}

#[test]
fn a_changed_or_missing_past_is_told() {
    let replica = short();
    let (file, bytes) = journal_of(&replica);
    let text = String::from_utf8(bytes).unwrap();
    replica.disk.put(&file, text.replace("Child 2", "Child Z").as_bytes());
    let loaded = read(&replica.disk);
    assert_eq!(loaded.report.changed_past, [("mk-1".to_owned(), 6)]);
    assert_eq!(loaded.steps.len(), replica.project.steps().len());
    let without: Vec<&str> = text.lines().enumerate().filter(|(i, _)| *i != 4).map(|(_, l)| l).collect();
    replica.disk.put(&file, format!("{}\n", without.join("\n")).as_bytes());
    let loaded = read(&replica.disk);
    assert_eq!(loaded.report.changed_past, [("mk-1".to_owned(), 5)]);
    assert_eq!(loaded.steps.len(), replica.project.steps().len() - 1);
}

fn remarks(loaded: &Loaded) -> String {
    loaded.report.remarks.iter().map(|r| r.0.as_str()).collect::<Vec<_>>().join("\n")
}

#[test]
fn another_projects_journal_is_left_out_whether_or_not_the_project_file_is_there() {
    let (replica, mut other) = (short(), Replica::begin("zz-9"));
    other.perform(&Gesture::AddCase("Foreign".to_owned())).unwrap();
    let there = other.disk.read(&other.journal(&other.me)).unwrap();
    // Sorted before and after one's own.
    for name in ["aa-1.steps", "zz-9.steps"] {
        for with_project in [true, false] {
            let disk = Arc::new(replica.disk.copy());
            disk.put(&path().join("journal").join(name), &there);
            if !with_project {
                disk.remove(&path().join("project.ron")).unwrap();
            }
            let loaded = read(&disk);
            assert_eq!(names(&loaded.steps), names(replica.project.steps()));
            assert_eq!(loaded.folder.manifest().id, replica.load().folder.manifest().id);
            assert!(remarks(&loaded).contains("another deep dive"), "{}", remarks(&loaded));
        }
    }
}

#[test]
fn a_newer_journal_is_left_out_and_never_added_to() {
    let drive = tempfile::tempdir().unwrap();
    let (folder, places) = (drive.path().join("P.deepdive"), places(drive.path()));
    let mut session = Session::create(&folder, "P", &places, &analyst("Mo Khan")).unwrap();
    session.perform(&Gesture::AddCase("Child B".to_owned())).unwrap();
    let (file, me) = (session.folder().journal_path(session.me().unwrap()), session.me().unwrap().clone());
    drop(session);
    let text = String::from_utf8(Disk.read(&file).unwrap()).unwrap().replacen(
        &format!("format:{FORMAT}"),
        &format!("format:{}", FORMAT + 1),
        1,
    );
    Disk.remove(&file).unwrap();
    Disk.write_new(&file, text.as_bytes()).unwrap();
    let mut session = Session::open(&folder, &places, &analyst("Mo Khan"), Access::Write, Box::new(|_, _| {})).unwrap();
    assert!(session.report().remarks.iter().any(|r| r.0.contains("newer version")), "{:?}", session.report());
    assert_ne!(*session.me().unwrap(), me);
    session.perform(&Gesture::AddCase("Child C".to_owned())).unwrap();
    assert!(session.wait_saved(Duration::from_secs(20)).is_saved());
    assert_eq!(Disk.read(&file).unwrap(), text.as_bytes());
}

#[test]
fn a_copy_by_a_shared_drive_adds_only_what_is_missing() {
    let replica = short();
    let (file, bytes) = journal_of(&replica);
    let starts = starts(&bytes);
    for header_damaged in [false, true] {
        let disk = Arc::new(replica.disk.copy());
        disk.put(&file, &bytes[..starts[5]]);
        let mut copy = bytes.clone();
        copy[0] = if header_damaged { b'?' } else { copy[0] };
        disk.put(&path().join("journal/mk-1 (1).steps"), &copy);
        let loaded = read(&disk);
        assert_eq!(names(&loaded.steps), names(replica.project.steps()));
        assert_eq!(loaded.steps.len(), replica.project.steps().len());
        assert!(remarks(&loaded).contains("is a copy of mk-1's"), "{}", remarks(&loaded));
        // The journal itself is shorter than what was seen of it: its end says so, and identity takes a fresh writer.
        assert_eq!(loaded.ends[&replica.me].last_seq, 4);
    }
}

#[test]
fn two_strangers_do_not_pass_for_each_other() {
    let (one, two) = (short(), short());
    let disk = Arc::new(Memory::default());
    disk.make_folder(&path()).unwrap();
    ProjectFolder::create(disk.clone(), &path(), "P").unwrap();
    for (replica, name) in [(&one, "Ä.steps"), (&two, "Ö.steps")] {
        let (_, mut bytes) = journal_of(replica);
        bytes[0] = b'?';
        disk.put(&path().join("journal").join(name), &bytes);
    }
    assert_eq!(read(&disk).steps.len(), one.project.steps().len() + two.project.steps().len());
}

#[test]
fn other_steps_under_a_taken_number_are_told() {
    // A cloned computer wrote as the same writer.
    let (replica, mut clone) = (short(), short());
    clone.disk.put(&clone.journal(&clone.me), &journal_of(&replica).1);
    clone.reopen();
    clone.perform(&Gesture::AddCase("By the clone".to_owned())).unwrap();
    let mut replica = replica;
    replica.perform(&Gesture::AddCase("By me".to_owned())).unwrap();
    replica.disk.put(&path().join("journal/mk-1 (2).steps"), &journal_of(&clone).1);
    let loaded = read(&replica.disk);
    assert!(remarks(&loaded).contains("holds 1 other steps under numbers of mk-1's"), "{}", remarks(&loaded));
    assert_eq!(names(&loaded.steps), names(replica.project.steps()));
}

#[test]
fn what_was_erased_does_not_come_back_by_an_older_copy() {
    let replica = short();
    let (file, bytes) = journal_of(&replica);
    let text = String::from_utf8(bytes.clone()).unwrap();
    let erased = text.replacen("generation:0", "generation:1", 1);
    let erased: Vec<&str> = erased.lines().filter(|l| !l.contains("Child 3")).collect();
    let erased = format!("{}\n", erased.join("\n"));
    let same = |name: &str, main: &[u8], copy: &[u8]| {
        let disk = Arc::new(replica.disk.copy());
        disk.put(&file, main);
        disk.put(&path().join("journal").join(name), copy);
        let loaded = read(&disk);
        assert_eq!(loaded.steps.len(), replica.project.steps().len() - 1);
        assert!(remarks(&loaded).contains("older than an erasure"), "{}", remarks(&loaded));
        loaded.ends[&replica.me].superseded
    };
    assert!(!same("mk-1 (1).steps", erased.as_bytes(), &bytes));
    assert!(same("mk-1 (1).steps", &bytes, erased.as_bytes()), "the older one is not to be continued");
}

#[test]
fn a_project_file_that_is_missing_or_damaged_costs_the_title_only() {
    let replica = short();
    let file = path().join("project.ron");
    let whole = replica.disk.read(&file).unwrap();
    let id = replica.load().folder.manifest().id;
    replica.disk.remove(&file).unwrap();
    for damage in [None, Some(&b"\xff\0"[..]), Some(&whole[..whole.len() / 2]), Some(b"")] {
        let disk = Arc::new(replica.disk.copy());
        if let Some(bytes) = damage {
            disk.put(&file, bytes);
        }
        let loaded = read(&disk);
        assert_eq!(names(&loaded.steps), names(replica.project.steps()));
        assert_eq!((loaded.folder.manifest().id, loaded.folder.manifest().title.as_str()), (id, "Under-ones"));
        assert_eq!(damage.is_some(), remarks(&loaded).contains("project.ron is damaged"));
    }
    let newer = String::from_utf8(whole)
        .unwrap()
        .replace(&format!("format: {FORMAT}"), &format!("format: {}", FORMAT + 1))
        .replace("title:", "name:");
    replica.disk.put(&file, newer.as_bytes());
    let why = ProjectFolder::open(replica.disk.clone(), &path()).unwrap_err();
    let is_newer = matches!(why, FolderError::Newer { format, .. } if format == FORMAT + 1);
    assert!(is_newer && why.to_string().contains("update Deepdive"), "{why}");
}

#[test]
fn what_is_no_project_is_a_sentence() {
    let disk = Arc::new(Memory::default());
    let open = |at: &str| ProjectFolder::open(disk.clone(), Path::new(at)).unwrap_err();
    assert!(matches!(open("/nowhere"), FolderError::Missing(_)));
    disk.put(Path::new("/home/Letter.docx"), b"PK");
    assert!(matches!(open("/home"), FolderError::NotAProject(_)));
    assert!(matches!(open("/home/Letter.docx"), FolderError::NotAProject(_)));
    let create = |at: &str| ProjectFolder::create(disk.clone(), Path::new(at), "P");
    assert!(matches!(create("/home"), Err(FolderError::Exists(_))));
    create("/home/new").unwrap();
    assert!(matches!(create("/home/new"), Err(FolderError::Exists(_))), "a whole project is never made anew");
}

#[test]
fn foreign_files_are_left_alone() {
    let replica = short();
    for (name, told) in [
        ("Notes.docx", true),
        ("journal/mk-1.steps.bak", true),
        ("journal/._mk-1.steps", false),
        (".DS_Store", false),
        ("documents/desktop.ini", false),
    ] {
        let disk = Arc::new(replica.disk.copy());
        disk.put(&path().join(name), b"\0\x05\x16\x07");
        let loaded = read(&disk);
        assert_eq!(names(&loaded.steps), names(replica.project.steps()), "{name}");
        assert_eq!(loaded.report.remarks.len(), usize::from(told), "{name}: {}", remarks(&loaded));
        assert_eq!(loaded.report.quarantined, [], "{name}");
        assert_eq!(disk.read(&path().join(name)).unwrap(), b"\0\x05\x16\x07");
    }
}

#[test]
fn a_half_copied_project_opens_and_says_what_is_missing() {
    let drive = tempfile::tempdir().unwrap();
    let (folder, places) = (drive.path().join("P.deepdive"), places(drive.path()));
    let mut session = Session::create(&folder, "P", &places, &analyst("Mo Khan")).unwrap();
    for name in ["one", "two", "three"] {
        session.folder().add_source(&sample::hash(name), name.as_bytes(), "x.docx", &sample::text()).unwrap();
    }
    session.commit("Begin", sample::beginning(), None).unwrap();
    drop(session);
    let told = || {
        let session = Session::open(&folder, &places, &analyst("Mo Khan"), Access::Read, Box::new(|_, _| {})).unwrap();
        assert_eq!(session.project().documents().len(), 3);
        let texts = session.project().documents().iter().filter(|d| session.text(d.id).is_some()).count();
        (texts, session.report().remarks.iter().map(|r| r.0.clone()).collect::<Vec<_>>().join("\n"))
    };
    assert_eq!(told(), (3, String::new()));
    let place = |source: &SourceHash| folder.join("documents").join(source.as_str());
    Disk.remove(&place(&sample::hash("two"))).unwrap();
    let (texts, why) = told();
    assert!(texts == 2 && why.contains("1 of 3 documents are missing"), "{why}");
    Disk.remove(&folder.join("documents")).unwrap();
    let (texts, why) = told();
    assert!(texts == 0 && why.contains("3 of 3 documents are missing"), "{why}");
}

#[test]
fn a_step_of_many_changes_is_one_line() {
    let replica = Replica::begin("mk-1");
    let (_, bytes) = journal_of(&replica);
    assert_eq!(bytes.iter().filter(|b| **b == b'\n').count(), 2);
    let step = &replica.project.steps()[0];
    assert!(step.changes.len() == sample::beginning().len() && matches!(step.changes[0], Change::Case(_)));
    assert_eq!(*step.name().0.as_str(), *WriterId::as_str(&writer("mk-1")));
}
