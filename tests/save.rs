//! Whether what was called saved is saved, whatever the disk does and whenever the program dies.

#![expect(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing, reason = "in a test a surprise should stop it")]

mod support;

use deepdive::app::gesture::Gesture;
use deepdive::app::places::Places;
use deepdive::app::session::{Access, OpenError, Session};
use deepdive::model::{Polarity, Step};
use deepdive::store::files::{Disk, Files};
use deepdive::store::folder::ProjectFolder;
use deepdive::store::identity::IdentityError;
use deepdive::store::line::{decode, decode_header};
use deepdive::store::writer::SaveState;
use std::io::{BufRead, BufReader, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use support::faulty::{Fault, Faulty};
use support::memory::Memory;
use support::sample::{self, analyst, path};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(20);

fn places(home: &Path) -> Places {
    Places { settings: home.join("settings"), cache: home.join("cache") }
}

fn open(files: Arc<dyn Files>, at: &Path, home: &Path, access: Access) -> Result<Session, OpenError> {
    Session::open_on(files, at, &places(home), &analyst("Mo Khan"), access, Box::new(|_, _| {}))
}

fn add(session: &mut Session, name: &str) {
    session.perform(&Gesture::AddCase(name.to_owned())).unwrap();
}

/// Waits until the writer has tried: everything is saved, or it is failing with everything on its hands.
fn settled(session: &Session, waiting_at_most: usize) -> SaveState {
    let start = Instant::now();
    loop {
        match session.save_state() {
            SaveState::Saving { .. } if start.elapsed() < PATIENCE => std::thread::sleep(Duration::from_millis(1)),
            SaveState::Failing { waiting, .. } if waiting > waiting_at_most => panic!("{waiting} steps wait"),
            state => return state,
        }
    }
}

/// How far the scenario came: steps that were called saved, and steps that were made.
#[derive(Default)]
struct Came {
    safe: Vec<Step>,
    made: Vec<Step>,
    in_folder: bool,
}

/// Makes a deep dive, adds a document, codes, undoes; stops at the first error of making or opening.
fn scenario(disk: &Arc<Faulty>, at: &Path, home: &Path) -> Came {
    let mut came = Came::default();
    let Ok(folder) = ProjectFolder::create(disk.clone(), at, "Under-ones") else { return came };
    came.in_folder = folder.add_source(&sample::hash("one"), b"one", "x.docx", &sample::text()).is_ok();
    let Ok(mut session) = open(disk.clone(), at, home, Access::Write) else { return came };
    for round in 0..5 {
        match round {
            0 => session.commit("Begin", sample::beginning(), None).unwrap(),
            4 => drop(session.undo().unwrap()),
            _ => add(&mut session, &format!("Child {round}")),
        }
        if settled(&session, round + 1).is_saved() {
            came.safe = session.project().steps().to_vec();
        } else {
            check_failing(&session, came.safe.len());
        }
    }
    came.made = session.project().steps().to_vec();
    // Whatever the fault was: once it is gone, the next step brings everything to safety.
    disk.mend();
    add(&mut session, "After the fault");
    assert_eq!(session.wait_saved(PATIENCE), SaveState::Saved);
    assert_eq!(session.unsaved_lines(), b"");
    came.safe = session.project().steps().to_vec();
    came.made.clone_from(&came.safe);
    came
}

/// The state is a plain sentence, and the lines in memory are all that is not safe.
fn check_failing(session: &Session, safe: usize) {
    let SaveState::Failing { why, waiting } = session.save_state() else { panic!("neither saved nor failing") };
    assert!(why.starts_with("Your last changes are not on disk yet: ") && why.ends_with('.'), "{why}");
    assert_eq!(waiting, session.project().steps().len() - safe);
    let lines = session.unsaved_lines();
    let me = session.me().unwrap();
    let mut steps = Vec::new();
    for line in lines.split(|b| *b == b'\n').filter(|l| !l.is_empty()) {
        match decode(line, me) {
            Ok(read) => steps.push(read.step),
            Err(_) => assert!(steps.is_empty() && decode_header(line).is_ok()),
        }
    }
    assert_eq!(steps, session.project().steps()[safe..]);
}

/// After a crash at this moment: everything called saved is there, and documents are whole or not there at all.
fn check_folder(files: Arc<dyn Files>, at: &Path, came: &Came, what: &str) {
    let loaded = match ProjectFolder::open(files.clone(), at) {
        Ok(loaded) => loaded,
        Err(e) => {
            assert!(came.safe.is_empty() && !came.in_folder, "{what}: {e}");
            // Nothing was promised yet; making it again must go.
            ProjectFolder::create(files, at, "Under-ones").unwrap_or_else(|e| panic!("{what}: {e}"));
            return;
        }
    };
    let there = loaded.steps;
    assert_eq!(there.get(..came.safe.len()), Some(came.safe.as_slice()), "{what}");
    assert!(there.iter().all(|s| came.made.contains(s)), "{what}: a step that nobody made");
    assert_eq!(loaded.report.quarantined, [], "{what}");
    let (folder, one) = (loaded.folder, sample::hash("one"));
    assert!(!came.in_folder || folder.has_source(&one), "{what}");
    if folder.has_source(&one) {
        assert_eq!(folder.source_text(&one, 1).unwrap(), sample::text(), "{what}");
        assert!(folder.original_is_intact(&one).unwrap(), "{what}");
    } else {
        assert!(files.list(&folder.document_folder(&one)).is_err(), "{what}: half a document");
        folder.add_source(&one, b"one", "x.docx", &sample::text()).unwrap();
    }
}

const FAULTS: [Fault; 4] =
    [Fault::Torn, Fault::Unanswered, Fault::Refused(ErrorKind::PermissionDenied), Fault::Refused(ErrorKind::NotFound)];

/// Every operation of the scenario fails once, in every way; `make` gives a disk and the folder on it.
fn every_fault(faults: &[Fault], make: impl Fn() -> (Arc<dyn Files>, PathBuf, TempDir)) -> usize {
    let mut met = 0;
    for fault in faults {
        for n in 0.. {
            let (inner, at, home) = make();
            let disk = Faulty::new(inner.clone(), *fault, n);
            let came = scenario(&disk, &at, home.path());
            check_folder(inner, &at, &came, &format!("{fault:?} at operation {n}"));
            if !disk.was_met() {
                assert_eq!(came.safe.len(), 6, "the scenario ends well without a fault");
                break;
            }
            met += 1;
        }
    }
    met
}

#[test]
fn no_fault_of_a_disk_costs_what_was_called_saved() {
    let met = every_fault(&[Fault::Torn], || {
        let home = tempfile::tempdir().unwrap();
        (Arc::new(Disk), home.path().join("P.deepdive"), home)
    });
    assert!(met > 15, "only {met} operations");
}

#[test]
fn no_fault_of_any_kind_costs_what_was_called_saved() {
    every_fault(&FAULTS, || {
        let disk = Arc::new(Memory::default());
        disk.make_folder(Path::new("/drive")).unwrap();
        (disk, path(), tempfile::tempdir().unwrap())
    });
}

/// A deep dive in memory and its faulty disk, whose operations fail after opening, which makes a trial file and removes it.
fn failing(fault: Fault) -> (Arc<Memory>, Arc<Faulty>, Session, TempDir) {
    let (memory, home) = (Arc::new(Memory::default()), tempfile::tempdir().unwrap());
    memory.make_folder(Path::new("/drive")).unwrap();
    ProjectFolder::create(memory.clone(), &path(), "P").unwrap();
    let disk = Faulty::new(memory.clone(), fault, 2);
    let session = open(disk.clone(), &path(), home.path(), Access::WriteOrRead).unwrap();
    assert_eq!(session.read_only(), None);
    (memory, disk, session, home)
}

#[test]
fn every_reason_is_a_plain_sentence() {
    for (fault, words) in [
        (Fault::Torn, "the disk is full; make room on it"),
        (Fault::Refused(ErrorKind::QuotaExceeded), "the disk is full"),
        (Fault::Refused(ErrorKind::PermissionDenied), "the folder may not be written to; ask for write access"),
        (Fault::Refused(ErrorKind::ReadOnlyFilesystem), "the folder may not be written to"),
        (Fault::Refused(ErrorKind::NotFound), "cannot be reached; check the drive or network"),
        (Fault::Refused(ErrorKind::HostUnreachable), "the disk or network refused the write"),
    ] {
        let (_, _, mut session, _home) = failing(fault);
        add(&mut session, "Child B");
        let SaveState::Failing { why, waiting: 1 } = settled(&session, 1) else { panic!("{:?}", session.save_state()) };
        assert!(why.contains(words) && why.contains("kept here and tried again"), "{why}");
    }
}

#[test]
fn a_folder_that_may_not_be_written_to_is_told_on_opening() {
    for kind in [ErrorKind::PermissionDenied, ErrorKind::ReadOnlyFilesystem] {
        // Somebody who has no journal yet, and somebody who has one.
        for has_journal in [false, true] {
            let (memory, home) = (Arc::new(Memory::default()), tempfile::tempdir().unwrap());
            memory.make_folder(Path::new("/drive")).unwrap();
            ProjectFolder::create(memory.clone(), &path(), "P").unwrap();
            if has_journal {
                let mut session = open(memory.clone(), &path(), home.path(), Access::Write).unwrap();
                add(&mut session, "Child B");
                assert!(session.wait_saved(PATIENCE).is_saved());
            }
            let before = memory.paths();
            let disk = Faulty::new(memory.clone(), Fault::Refused(kind), 0);
            let mut session = open(disk, &path(), home.path(), Access::WriteOrRead).unwrap();
            assert!(session.read_only().unwrap().contains("ask for write access"), "{:?}", session.read_only());
            session.perform(&Gesture::AddCase("Child C".to_owned())).unwrap_err();
            drop(session);
            // The right to write was given back.
            let session = open(memory.clone(), &path(), home.path(), Access::WriteOrRead).unwrap();
            assert_eq!((session.read_only(), memory.paths()), (None, before), "{kind:?}, {has_journal}");
        }
    }
}

#[test]
fn it_is_tried_again_without_a_new_step() {
    let (memory, disk, mut session, _home) = failing(Fault::Torn);
    add(&mut session, "Child B");
    assert!(matches!(settled(&session, 1), SaveState::Failing { .. }));
    disk.mend();
    assert_eq!(session.wait_saved(Duration::from_secs(10)), SaveState::Saved);
    assert_eq!(ProjectFolder::open(memory, &path()).unwrap().steps, session.project().steps());
}

#[test]
fn closing_tries_once_more() {
    let (memory, disk, mut session, _home) = failing(Fault::Torn);
    add(&mut session, "Child B");
    assert!(matches!(settled(&session, 1), SaveState::Failing { .. }));
    disk.mend();
    drop(session);
    assert_eq!(ProjectFolder::open(memory, &path()).unwrap().steps.len(), 1);
}

#[test]
fn a_disk_that_never_confirms_is_told() {
    let (memory, home) = (Arc::new(Memory::default()), tempfile::tempdir().unwrap());
    memory.make_folder(Path::new("/drive")).unwrap();
    let disk = Faulty::unconfirming(memory);
    ProjectFolder::create(disk.clone(), &path(), "P").unwrap();
    let mut session = open(disk, &path(), home.path(), Access::Write).unwrap();
    add(&mut session, "Child B");
    assert_eq!(session.wait_saved(PATIENCE), SaveState::SavedUnconfirmed);
}

/// A disk whose writes hang until they are let go, as on a share that lost its server.
#[test]
fn while_a_write_hangs_nothing_is_called_saved_and_a_copy_can_be_taken() {
    let (memory, home) = (Arc::new(Memory::default()), tempfile::tempdir().unwrap());
    memory.make_folder(Path::new("/drive")).unwrap();
    ProjectFolder::create(memory.clone(), &path(), "P").unwrap();
    let gate = Arc::new(Mutex::new(()));
    let held = gate.lock().unwrap();
    let (in_callback, told) = (gate.clone(), Arc::new(AtomicU64::new(0)));
    let tell = told.clone();
    let on_save = Box::new(move |_: &SaveState, safe: Option<u64>| {
        tell.store(safe.unwrap_or(0), SeqCst);
        drop(in_callback.lock());
    });
    let places = places(home.path());
    let mut session = Session::open_on(memory, &path(), &places, &analyst("Mo Khan"), Access::Write, on_save).unwrap();
    add(&mut session, "First");
    while told.load(SeqCst) == 0 {
        std::thread::sleep(Duration::from_millis(1));
    }
    // The saving thread is held up; what comes now is in memory only, and says so.
    for i in 0..10_000 {
        add(&mut session, &format!("Child {i}"));
    }
    assert_eq!(session.save_state(), SaveState::Saving { waiting: 10_000 });
    assert_eq!(session.unsaved_lines().iter().filter(|b| **b == b'\n').count(), 10_000);
    drop(held);
    assert_eq!(session.wait_saved(PATIENCE), SaveState::Saved);
}

#[test]
fn a_saving_thread_that_dies_is_told() {
    let (memory, home) = (Arc::new(Memory::default()), tempfile::tempdir().unwrap());
    memory.make_folder(Path::new("/drive")).unwrap();
    ProjectFolder::create(memory.clone(), &path(), "P").unwrap();
    let places = places(home.path());
    let dies = Box::new(|_: &SaveState, _| panic!("this panic is part of the test"));
    let mut session = Session::open_on(memory, &path(), &places, &analyst("Mo Khan"), Access::Write, dies).unwrap();
    add(&mut session, "First");
    assert!(session.wait_saved(PATIENCE).is_saved());
    std::thread::sleep(Duration::from_millis(50));
    add(&mut session, "Second");
    let SaveState::Failing { why, waiting: 1 } = settled(&session, 1) else { panic!("{:?}", session.save_state()) };
    assert!(why.contains("has stopped") && why.contains("Save a copy"), "{why}");
    assert!(String::from_utf8(session.unsaved_lines()).unwrap().contains("Second"));
}

#[test]
fn a_journal_that_another_program_changed_is_never_appended_to() {
    for meddle in [
        (|memory: &Memory, file: &Path| memory.append(file, b"(after:\"\")\n").map(drop)) as fn(&Memory, &Path) -> _,
        |memory: &Memory, file: &Path| memory.cut(file, 40),
        |memory: &Memory, file: &Path| memory.remove(file),
    ] {
        let (memory, disk, mut session, _home) = failing(Fault::Torn);
        disk.mend();
        add(&mut session, "First");
        assert!(session.wait_saved(PATIENCE).is_saved());
        let file = session.folder().journal_path(session.me().unwrap());
        meddle(&memory, &file).unwrap();
        let meddled = memory.read(&file).ok();
        add(&mut session, "Second");
        let SaveState::Failing { why, waiting: 1 } = settled(&session, 1) else { panic!("{:?}", session.save_state()) };
        assert!(why.contains("another program has changed your journal") || why.contains("cannot be reached"), "{why}");
        drop(session);
        assert_eq!(memory.read(&file).ok(), meddled);
    }
}

#[test]
fn a_folder_that_may_not_be_written_to_can_be_read() {
    let home = tempfile::tempdir().unwrap();
    let at = home.path().join("P.deepdive");
    let mut session = Session::create(&at, "P", &places(home.path()), &analyst("Mo Khan")).unwrap();
    add(&mut session, "Child B");
    drop(session);
    let refusing = Faulty::new(Arc::new(Disk), Fault::Refused(ErrorKind::PermissionDenied), 0);
    let mut session = open(refusing, &at, home.path(), Access::WriteOrRead).unwrap();
    assert_eq!(session.project().cases().len(), 1);
    let why = session.perform(&Gesture::AddCase("Child C".to_owned())).unwrap_err().to_string();
    assert!(why.starts_with("nothing was changed: the project folder may not be written to"), "{why}");
    assert_eq!((session.save_state(), session.unsaved_lines()), (SaveState::Saved, Vec::new()));
}

#[test]
fn one_person_writes_in_one_window_only() {
    let home = tempfile::tempdir().unwrap();
    let at = home.path().join("P.deepdive");
    let mut first = Session::create(&at, "P", &places(home.path()), &analyst("Mo Khan")).unwrap();
    let second = open(Arc::new(Disk), &at, home.path(), Access::Write);
    assert!(matches!(second, Err(OpenError::Identity(IdentityError::OpenElsewhere))), "{second:?}");
    let mut second = open(Arc::new(Disk), &at, home.path(), Access::WriteOrRead).unwrap();
    assert!(second.read_only().unwrap().contains("already open for writing in another window"), "{:?}", second.read_only());
    let why = second.perform(&Gesture::AddCase("Child B".to_owned())).unwrap_err().to_string();
    assert!(why.contains("nothing was changed: this deep dive is already open"), "{why}");
    assert!(second.undo().is_err() && second.next_undo().is_none());
    // The first goes on; when it closes, the right to write is free again and the writer is the same.
    add(&mut first, "Child B");
    let me = first.me().unwrap().clone();
    drop(first);
    let third = open(Arc::new(Disk), &at, home.path(), Access::Write).unwrap();
    assert_eq!((third.me().unwrap(), third.project().cases().len()), (&me, 1));
}

/// A deep dive with three saved steps, closed again.
fn closed() -> (TempDir, PathBuf, deepdive::model::WriterId, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let at = home.path().join("P.deepdive");
    let mut session = Session::create(&at, "P", &places(home.path()), &analyst("Mo Khan")).unwrap();
    (0..3).for_each(|i| add(&mut session, &format!("Child {i}")));
    let me = session.me().unwrap().clone();
    let file = session.folder().journal_path(&me);
    drop(session);
    (home, at, me, file)
}

#[test]
fn a_restored_backup_gets_a_fresh_writer() {
    let (home, at, me, file) = closed();
    let bytes = Disk.read(&file).unwrap();
    let last_line = bytes[..bytes.len() - 1].iter().rposition(|b| *b == b'\n').unwrap() + 1;
    Disk.cut(&file, last_line as u64).unwrap();
    let mut session = open(Arc::new(Disk), &at, home.path(), Access::Write).unwrap();
    assert_ne!(*session.me().unwrap(), me);
    assert_eq!(session.next_undo(), None);
    add(&mut session, "After the backup");
    assert!(session.wait_saved(PATIENCE).is_saved());
    let fresh = session.me().unwrap().clone();
    drop(session);
    // When the lost line turns up again, nothing clashes.
    Disk.append(&file, &bytes[last_line..]).unwrap();
    let session = open(Arc::new(Disk), &at, home.path(), Access::Write).unwrap();
    assert_eq!((session.me().unwrap(), session.project().cases().len()), (&fresh, 4));
    assert_eq!(session.report().remarks, []);
}

#[test]
fn another_person_gets_a_fresh_writer() {
    let (home, at, me, _) = closed();
    let open_as = |name: &str| {
        let places = places(home.path());
        Session::open(&at, &places, &analyst(name), Access::Write, Box::new(|_, _| {})).unwrap().me().unwrap().clone()
    };
    assert_eq!(open_as("Mo Khan"), me);
    let other = open_as("Jo Brown");
    assert_ne!(other, me);
    assert!(other.as_str().starts_with("jb-"), "{other}");
}

#[test]
fn another_computer_gets_a_fresh_writer() {
    let (_home, at, me, _) = closed();
    let elsewhere = tempfile::tempdir().unwrap();
    let session = open(Arc::new(Disk), &at, elsewhere.path(), Access::Write).unwrap();
    assert_ne!(*session.me().unwrap(), me);
    assert_eq!(session.project().cases().len(), 3);
}

/// Run by `killing_the_program_costs_nothing_called_saved` in a process of its own; alone it does nothing.
#[test]
#[ignore = "is run by another test"]
fn tag_until_killed() {
    let Some(home) = std::env::var_os("DEEPDIVE_TEST_KILL").map(PathBuf::from) else { return };
    let at = home.join("P.deepdive");
    let say = Box::new(|state: &SaveState, safe: Option<u64>| {
        if let (true, Some(seq)) = (state.is_saved(), safe) {
            println!("\nsaved {seq}");
        }
    });
    let mut session = Session::open(&at, &places(&home), &analyst("Mo Khan"), Access::Write, say).unwrap();
    let (document, theme) =
        (session.project().documents().iter().next().unwrap().id, session.project().themes().iter().last().unwrap().id);
    println!("\nwriter {}", session.me().unwrap());
    for i in 0.. {
        let passages = vec![sample::passage(document, i % sample::WORDS, 1 + i / sample::WORDS % 30)];
        let tag = Gesture::Tag { passages, theme, polarity: Polarity::ALL[i % 3], query: None };
        if session.perform(&tag).is_err() {
            session.undo().unwrap();
        }
        // Sometimes one by one, sometimes many on their way at once.
        if i % 7 != 0 {
            assert!(session.wait_saved(PATIENCE).is_saved());
        }
    }
}

#[test]
fn killing_the_program_costs_nothing_called_saved() {
    let home = tempfile::tempdir().unwrap();
    let at = home.path().join("P.deepdive");
    let mut session = Session::create(&at, "P", &places(home.path()), &analyst("Mo Khan")).unwrap();
    session.folder().add_source(&sample::hash("one"), b"one", "x.docx", &sample::text()).unwrap();
    session.commit("Begin", sample::beginning(), None).unwrap();
    drop(session);
    for round in 0..6_u64 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["tag_until_killed", "--exact", "--ignored", "--nocapture", "--test-threads=1"])
            .env("DEEPDIVE_TEST_KILL", home.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // Killed at odd moments after a number of saved steps that differs by round.
        let (mut writer, mut saved, mut seen) = (String::new(), 0, 0);
        for line in lines {
            let line = line.unwrap();
            if let Some(name) = line.strip_prefix("writer ") {
                name.clone_into(&mut writer);
            }
            if let Some(seq) = line.strip_prefix("saved ") {
                (saved, seen) = (seq.parse::<u64>().unwrap(), seen + 1);
            }
            if seen == 5 + 13 * round {
                std::thread::sleep(Duration::from_micros(700 * round));
                child.kill().unwrap();
                // What it still said before it died counts too.
                seen += 1;
            }
        }
        child.wait().unwrap();
        let loaded = ProjectFolder::open(Arc::new(Disk), &at).unwrap();
        let steps = loaded.steps.iter().filter(|s| s.writer.as_str() == writer).filter(|s| s.seq <= saved).count();
        assert!(saved > 0 && steps as u64 == saved, "round {round}: {steps} of {saved} steps are there");
        assert_eq!(loaded.report.quarantined, []);
        assert_eq!(loaded.report.changed_past, []);
    }
}
