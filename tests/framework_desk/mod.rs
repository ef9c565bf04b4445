//! The sample deep dive with every state that a summary can have, and a whole window over it.

#![allow(dead_code, clippy::allow_attributes, reason = "tests and pictures use different parts")]

pub mod large;

use super::desk::{Desk, settle};
use deepdive::app::framework::{Arrangement, Framework, cell_passages, draft};
use deepdive::app::gesture::{Gesture, Passage, StudyGesture};
use deepdive::app::places::Places;
use deepdive::app::session::{Access, Session};
use deepdive::model::{Analyst, Case, Id, Judgement, Polarity, SeenCoding, SummaryLink, Theme, Written};
use deepdive::ui::app::DeepdiveApp;
use egui_kittest::Harness;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

pub type Window = Harness<'static, DeepdiveApp>;

/// Opens the project as an analyst of a name.
pub fn session(desk: &Desk, path: &Path, name: &str, initials: &str) -> Session {
    let home = desk.folder.path().join(format!("home of {initials}"));
    let places = Places { settings: home.join("settings"), cache: home.join("cache") };
    let analyst = Analyst { name: name.to_owned(), initials: initials.to_owned() };
    Session::open(path, &places, &analyst, Access::Write, Box::new(|_, _| {})).expect("opens")
}

pub fn case(session: &Session, name: &str) -> Id<Case> {
    session.project().cases().iter().find(|c| c.name == name).expect("a case").id
}

pub fn theme(session: &Session, code: &str) -> Id<Theme> {
    session.tree().find(session.project(), code).expect("a theme")
}

/// The framework of every case with some themes.
pub fn framework(session: &Session, themes: &[&str]) -> Framework {
    let themes = Some(themes.iter().map(|code| theme(session, code)).collect());
    Framework::of(session.project(), &session.tree(), &Arrangement { themes, ..Arrangement::default() })
}

pub fn write(session: &mut Session, code: &str, name: &str, written: Written) {
    let (theme, case) = (theme(session, code), case(session, name));
    let gesture = Gesture::Study(StudyGesture::Write { theme, case, written: Box::new(written) });
    session.perform(&gesture).expect("written");
}

/// A summary with its passages linked: line by line the numbers of passages.
pub fn written(session: &Session, code: &str, name: &str, lines: &[(&str, &[usize])]) -> Written {
    let framework = framework(session, &[code]);
    let cell = framework.cell(framework.row_of(case(session, name)).expect("a row"), 0).expect("a cell");
    let link = |line: usize, number: usize| {
        let line = u32::try_from(line).expect("few");
        Some(SummaryLink { line, coding: *cell.codings.get(number - 1)? })
    };
    let links = lines.iter().enumerate().flat_map(|(line, (_, numbers))| numbers.iter().filter_map(move |n| link(line, *n)));
    let text = lines.iter().map(|(text, _)| *text).collect::<Vec<_>>().join("\n");
    let links = links.collect();
    let seen = SeenCoding::all(cell.codings.iter().filter_map(|id| session.project().codings().get(*id)));
    Written { text, links, is_draft: false, seen }
}

/// A draft as the page makes it.
pub fn drafted(session: &Session, code: &str, name: &str) -> Written {
    let framework = framework(session, &[code]);
    let cell = framework.cell(framework.row_of(case(session, name)).expect("a row"), 0).expect("a cell");
    draft(&cell_passages(session, &cell.codings)).expect("something is coded")
}

/// The cells of a theme that hold codings, by the names of their cases.
pub fn coded(session: &Session, code: &str) -> Vec<(String, usize)> {
    let framework = framework(session, &[code]);
    let cell = |row| framework.cell(row, 0).map_or(0, |cell| cell.codings.len());
    framework.rows.iter().enumerate().map(|(row, of)| (of.name.clone(), cell(row))).filter(|(_, n)| *n > 0).collect()
}

/// The sample with two people's work on it in place of its own summaries: written, drafted, stale, differing, stated.
pub fn worked(desk: &Desk) -> PathBuf {
    let path = desk.sample();
    let mut one = session(desk, &path, "Ros Parry", "RP");
    clear(&mut one);
    assert!(one.wait_saved(Duration::from_secs(30)).is_saved());
    let mut two = session(desk, &path, "Jo Mensah", "JM");
    let clash = written(&one, "D1", "Child A", &[("The liaison form was sent, and read nine days late.", &[1])]);
    write(&mut one, "D1", "Child A", clash.clone());
    let other = Written { text: "Nobody opened the liaison form before the injury.".to_owned(), ..clash };
    write(&mut two, "D1", "Child A", other);
    let lines: &[(&str, &[usize])] = &[
        ("A man was seen at the new birth visit and not named.", &[1, 2]),
        ("Practitioners each assumed that another had asked.", &[3]),
    ];
    let one_line: &[(&str, &[usize])] = &[("The name stayed in one record.", &[1])];
    let text = written(&one, "B1", "Child B", lines);
    write(&mut one, "B1", "Child B", text);
    let text = written(&one, "B1", "Child E", one_line);
    write(&mut one, "B1", "Child E", Written { seen: Vec::new(), ..text });
    let text = drafted(&one, "D1", "Child B");
    write(&mut one, "D1", "Child B", text);
    judge(&mut one, "Child E");
    for session in [&one, &two] {
        assert!(session.wait_saved(Duration::from_secs(30)).is_saved());
    }
    path
}

/// Takes every summary away.
fn clear(session: &mut Session) {
    let written = session.project().cells().iter().filter(|cell| !cell.summary.is_empty());
    let spots: Vec<(Id<Theme>, Id<Case>)> = written.map(|cell| (cell.theme, cell.case)).collect();
    for (theme, case) in spots {
        let gesture = StudyGesture::Write { theme, case, written: Box::default() };
        session.perform(&Gesture::Study(gesture)).expect("cleared");
    }
}

fn judge(session: &mut Session, name: &str) {
    let project = session.project();
    let case = case(session, name);
    let coding =
        project.documents_of(case).flat_map(|d| project.placed_codings_in(d.id)).find(|c| c.polarity == Polarity::Context);
    let grounds = coding.map(|c| Passage { document: c.document, range: c.range }).into_iter().collect();
    let free = session
        .tree()
        .nodes()
        .iter()
        .filter(|n| !n.is_group())
        .map(|n| n.id)
        .find(|theme| deepdive::app::study::codings_of_cell(project, *theme, case).is_empty());
    let gesture = StudyGesture::Judge { theme: free.expect("a free theme"), case, judgement: Judgement::Absent, grounds };
    session.perform(&Gesture::Study(gesture)).expect("stated");
}

/// A copy of the worked sample, which is made once for all tests of a program.
pub fn copied(desk: &Desk) -> PathBuf {
    static MADE: OnceLock<(Desk, PathBuf)> = OnceLock::new();
    let (_, made) = MADE.get_or_init(|| {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder for the builds");
        let desk = Desk { folder };
        let path = worked(&desk);
        (desk, path)
    });
    let path = desk.folder.path().join("Sample.deepdive");
    copy(made, &path);
    path
}

fn copy(from: &Path, to: &Path) {
    fs_err::create_dir_all(to).expect("made");
    for entry in fs_err::read_dir(from).expect("reads") {
        let entry = entry.expect("reads").path();
        let target = to.join(entry.file_name().expect("a name"));
        if entry.is_dir() {
            copy(&entry, &target);
        } else {
            fs_err::copy(&entry, &target).expect("copied");
        }
    }
}

/// A window over a deep dive; `zoom` from 1.
pub fn window(desk: &Desk, path: &Path, size: egui::Vec2, zoom: f32, is_drawn: bool) -> Window {
    let builder =
        Harness::builder().with_size(size / zoom).with_pixels_per_point(zoom).with_max_steps(64).with_render_cursor(false);
    let builder = if is_drawn { builder.wgpu() } else { builder };
    let mut window = builder.build_eframe(desk.app(Some(path.to_owned())));
    settle(&mut window);
    window
}
